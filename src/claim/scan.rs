//! Cuts a unit's text into words, numbers and marks, each looked up once.
//!
//! In goes the text of a unit; out come tokens with the classes of each word and its place in the text. Short forms
//! are written out ("don't" is "do not"), placeholders are left out, and what stands in brackets or quotation marks
//! is set apart. It judges nothing.

use super::class::{Class, Classes};
use super::sentence::is_abbreviation;
use super::spelling::Spelling;
use super::token::{Break, Kind, Token};
use super::words::Words;

/// How far a quotation is followed in search of its end, in bytes.
const REACH: usize = 2_000;

/// Where a token stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Main,
    Aside,
    Quoted,
}

/// The tokens of a unit, in three rows.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// Outside brackets and quotation marks.
    pub(crate) main: Vec<Token>,
    /// In brackets; each bracket ends in a stop.
    pub(crate) aside: Vec<Token>,
    /// In quotation marks.
    pub(crate) quoted: Vec<Token>,
    /// The text begins with a quotation mark.
    pub(crate) opens_quoted: bool,
}

/// Cuts a unit's text into tokens.
pub(crate) fn tokens(text: &str, words: &Words) -> Tokens {
    let mut found = Tokens {
        main: Vec::with_capacity(text.len() / 5 + 4),
        ..Tokens::default()
    };
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        quote: None,
        barren: [0; 5],
        words,
    };
    while let Some(c) = reader.peek() {
        reader.step(c, &mut found);
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    quote: Option<char>,
    /// How far each kind of closing quotation mark has been looked for in vain.
    barren: [usize; 5],
    words: &'a Words,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        char_at(self.text, self.at)
    }

    fn before(&self) -> Option<char> {
        self.text
            .get(..self.at)
            .and_then(|lead| lead.chars().next_back())
    }

    fn after(&self, c: char) -> Option<char> {
        char_at(self.text, self.at + c.len_utf8())
    }

    fn place(&self) -> Place {
        if self.quote.is_some() {
            Place::Quoted
        } else if self.depth > 0 {
            Place::Aside
        } else {
            Place::Main
        }
    }

    fn push(&self, found: &mut Tokens, token: Token) {
        match self.place() {
            Place::Main => found.main.push(token),
            Place::Aside => found.aside.push(token),
            Place::Quoted => found.quoted.push(token),
        }
    }

    fn mark(&mut self, kind: Kind, length: usize, found: &mut Tokens) {
        let token = Token {
            id: 0,
            classes: Classes::NONE,
            begins: 0,
            spelling: Spelling::of(self.text.get(self.at..self.at + length).unwrap_or_default()),
            kind,
            capital: false,
            plural: false,
            ly: false,
            start: self.at,
            end: self.at + length,
        };
        let token = if kind == Kind::Comma {
            let comma = self.words.entry(",");
            Token {
                id: comma.id,
                begins: comma.begins,
                ..token
            }
        } else {
            token
        };
        self.push(found, token);
        self.at += length;
    }

    fn step(&mut self, c: char, found: &mut Tokens) {
        let length = c.len_utf8();
        match c {
            _ if c.is_alphabetic() => self.word(found),
            _ if c.is_numeric() => self.number(found),
            '(' | '[' | '{' => {
                self.depth += 1;
                self.at += length;
            }
            ')' | ']' | '}' => {
                if self.depth > 0 && self.quote.is_none() {
                    self.mark(Kind::Break(Break::Stop), length, found);
                } else {
                    self.at += length;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            '“' | '”' | '"' | '«' | '»' | '‘' | '’' | '\'' => self.quotation(c, found),
            ',' => self.mark(Kind::Comma, length, found),
            ';' => self.mark(Kind::Break(Break::Semicolon), length, found),
            ':' => self.mark(Kind::Break(Break::Colon), length, found),
            '—' | '–' => self.mark(Kind::Break(Break::Dash), length, found),
            '-' if self.after(c) == Some('-') => self.mark(Kind::Break(Break::Dash), 2, found),
            '-' if self.before().is_some_and(char::is_whitespace)
                && self.after(c).is_some_and(char::is_whitespace) =>
            {
                self.mark(Kind::Break(Break::Dash), length, found);
            }
            '?' => self.mark(Kind::Break(Break::Question), length, found),
            '.' | '!' | '…' | '。' | '！' => {
                // "juice, yoghurt, etc., first"
                let closes = self
                    .after(c)
                    .is_none_or(|next| !next.is_alphanumeric() && next != ',');
                if closes {
                    self.mark(Kind::Break(Break::Stop), length, found);
                } else {
                    self.at += length;
                }
            }
            '%' | '°' | '℃' | '℉' => self.unit_sign(c, found),
            _ => self.at += length,
        }
    }

    fn quotation(&mut self, c: char, found: &mut Tokens) {
        let opens = match c {
            '“' | '«' => Some(if c == '“' { '”' } else { '»' }),
            '"' => Some('"'),
            '‘' => Some('’'),
            '\'' if self.before().is_none_or(|b| b.is_whitespace() || b == '(') => Some('\''),
            _ => None,
        };
        match (self.quote, opens) {
            (Some(close), _) if close == c && !self.after(c).is_some_and(char::is_alphanumeric) => {
                self.quote = None;
            }
            (None, Some(close)) if self.closes(close, self.at + c.len_utf8()) => {
                self.quote = Some(close);
                found.opens_quoted |= found.main.is_empty() && found.aside.is_empty();
            }
            _ => {}
        }
        self.at += c.len_utf8();
    }

    /// A closing mark comes soon, not glued to a letter after it.
    fn closes(&mut self, close: char, from: usize) -> bool {
        let to = self.text.floor_char_boundary(from.saturating_add(REACH));
        let Some(barren) = self.barren.get_mut(match close {
            '”' => 0,
            '"' => 1,
            '’' => 2,
            '»' => 3,
            _ => 4,
        }) else {
            return false;
        };
        // Nothing closes up to there; only what lies beyond has to be read.
        let known = self.text.floor_char_boundary((*barren).clamp(from, to));
        let rest = self.text.get(known..to).unwrap_or_default();
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            if c == close && !chars.peek().is_some_and(|next| next.is_alphanumeric()) {
                return true;
            }
        }
        *barren = to;
        false
    }

    /// "%", "°C" and "℃" are units.
    fn unit_sign(&mut self, c: char, found: &mut Tokens) {
        let mut end = self.at + c.len_utf8();
        if c == '°' && self.after(c).is_some_and(|next| matches!(next, 'C' | 'F')) {
            end += 1;
        }
        let classes = Classes::of(Class::MedicalUnit);
        self.push(
            found,
            Token {
                id: 0,
                classes,
                begins: 0,
                spelling: Spelling::of(self.text.get(self.at..end).unwrap_or_default()),
                kind: Kind::Word,
                capital: false,
                plural: false,
                ly: false,
                start: self.at,
                end,
            },
        );
        self.at = end;
    }

    /// "400", "5,000", "3.5", "10-15", "140/90"; letters glued to it are a word of their own.
    fn number(&mut self, found: &mut Tokens) {
        let start = self.at;
        while let Some(c) = self.peek() {
            let inner = matches!(c, '.' | ',' | '/' | '-' | '–')
                && self.after(c).is_some_and(char::is_numeric);
            if !(c.is_numeric() || inner) {
                break;
            }
            self.at += c.len_utf8();
        }
        let classes = Classes::of(Class::Number);
        self.push(
            found,
            Token {
                id: 0,
                classes,
                begins: 0,
                spelling: Spelling::of(self.text.get(start..self.at).unwrap_or_default()),
                kind: Kind::Number,
                capital: false,
                plural: false,
                ly: false,
                start,
                end: self.at,
            },
        );
    }

    fn word(&mut self, found: &mut Tokens) {
        let start = self.at;
        let mut small = Small::default();
        let mut capital = None;
        while let Some(c) = self.peek() {
            let inner = matches!(c, '\'' | '’' | '-' | '.' | '/') && self.joins(c, start);
            if !(c.is_alphanumeric() || inner || is_mark_on_letter(c)) {
                break;
            }
            capital.get_or_insert(c.is_uppercase());
            small.push(c);
            self.at += c.len_utf8();
        }
        let capital = capital.unwrap_or(false);
        let end = self.at;
        let word = small.as_str();
        if self.peek() == Some('.') && is_abbreviation(word) {
            self.at += 1;
        }
        let (base, second) = written_out(word);
        self.push_word(found, base, capital, start, end);
        if let Some(second) = second {
            self.push_word(found, second, false, start, end);
        }
    }

    /// Whether an apostrophe, hyphen, slash or stop at the reader's place is inside a word.
    fn joins(&self, c: char, start: usize) -> bool {
        let next_is_letter = self.after(c).is_some_and(char::is_alphanumeric);
        match c {
            // "e.g", "U.S": the part before the stop is one letter long.
            '.' => {
                next_is_letter
                    && self.text.get(start..self.at).is_some_and(|word| {
                        word.rsplit('.').next().is_some_and(|part| part.len() == 1)
                    })
            }
            // "mg/dl", but "and/or" is two words.
            '/' => {
                next_is_letter
                    && self.text.get(start..self.at).is_some_and(|word| {
                        word.len() <= 4
                            && self
                                .words
                                .entry(&word.to_ascii_lowercase())
                                .classes
                                .has(Class::MedicalUnit)
                    })
            }
            _ => next_is_letter,
        }
    }

    fn push_word(&self, found: &mut Tokens, word: &str, capital: bool, start: usize, end: usize) {
        let entry = self.words.entry(word);
        let mut classes = entry.classes;
        if classes == Classes::NONE {
            classes = classes.union(guess(word));
        }
        if capital && word == "may" && found.main.last().is_some_and(|token| !token.is_mark()) {
            // "4 May 2023"
            classes = Classes::of(Class::TimeNoun);
        }
        if classes.has(Class::NumberWord) {
            classes = classes.and(Class::Number);
        }
        if capital && entry.id == 0 {
            classes = classes.and(Class::Name);
        }
        let plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !classes.meets(
                Classes::of(Class::Adverb)
                    .and(Class::Determiner)
                    .and(Class::Preposition)
                    .and(Class::SubjectPronoun),
            );
        let plural = plural
            || matches!(
                word,
                "people"
                    | "lice"
                    | "mice"
                    | "bacteria"
                    | "fungi"
                    | "others"
                    | "children"
                    | "men"
                    | "women"
                    | "adults"
                    | "feet"
                    | "teeth"
            );
        self.push(
            found,
            Token {
                id: entry.id,
                classes,
                begins: entry.begins,
                spelling: Spelling::of(self.text.get(start..end).unwrap_or_default()),
                kind: Kind::Word,
                capital,
                plural,
                ly: word.ends_with("ly") && classes.has(Class::Adverb),
                start,
                end,
            },
        );
    }
}

/// Most characters are plain ones, of one byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        None => None,
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()),
    }
}

/// What the ending of an unlisted word tells.
fn guess(word: &str) -> Classes {
    if word.len() > 4 && word.ends_with("ing") {
        Classes::of(Class::Ing)
    } else if word.len() > 3 && word.ends_with("ed") {
        Classes::of(Class::Ed)
    } else if word.len() > 4 && word.ends_with("ly") {
        Classes::of(Class::Adverb)
    } else {
        Classes::NONE
    }
}

fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}')
}

/// Writes short forms out: "don't" is "do" and "not". The "'s" of a possessive is dropped.
fn written_out(word: &str) -> (&str, Option<&str>) {
    match word {
        "cannot" | "can't" => return ("can", Some("not")),
        "won't" => return ("will", Some("not")),
        "shan't" => return ("shall", Some("not")),
        "let's" => return ("let", Some("us")),
        "i'm" => return ("i", Some("am")),
        "and/or" => return ("or", None),
        _ => {}
    }
    if !word.as_bytes().contains(&b'\'') {
        return (word, None);
    }
    for (short, long) in [
        ("n't", "not"),
        ("'re", "are"),
        ("'ll", "will"),
        ("'ve", "have"),
        ("'d", "would"),
    ] {
        if let Some(base) = word.strip_suffix(short) {
            return (base, Some(long));
        }
    }
    if let Some(base) = word.strip_suffix("'s") {
        let verb = matches!(
            base,
            "it" | "that"
                | "there"
                | "here"
                | "what"
                | "who"
                | "where"
                | "how"
                | "he"
                | "she"
                | "this"
                | "why"
                | "when"
        );
        return (base, verb.then_some("is"));
    }
    (word, None)
}

/// A word in small letters with straight apostrophes, on the stack.
struct Small {
    bytes: [u8; 48],
    length: usize,
}

impl Default for Small {
    fn default() -> Self {
        Small {
            bytes: [0; 48],
            length: 0,
        }
    }
}

impl Small {
    fn push(&mut self, c: char) {
        let c = if c == '’' { '\'' } else { c };
        if c == '\u{AD}' {
            return;
        }
        if c.is_ascii() {
            self.put(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|c| self.put(c));
        }
    }

    fn put(&mut self, c: char) {
        let mut buffer = [0; 4];
        let encoded = c.encode_utf8(&mut buffer).as_bytes();
        let end = self.length + encoded.len();
        if let Some(space) = self.bytes.get_mut(self.length..end) {
            space.copy_from_slice(encoded);
            self.length = end;
        }
    }

    fn as_str(&self) -> &str {
        self.bytes
            .get(..self.length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }
}

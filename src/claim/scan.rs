//! Cuts a unit's text into words, numbers and marks, each looked up once.
//!
//! In goes the text of a unit; out come tokens with the classes of each word and its place in the text. Short forms
//! are written out ("don't" is "do not"), placeholders are left out, and what stands in brackets or quotation marks
//! is set apart. It judges nothing.

mod word;

use super::class::{Class, Classes};
use super::spelling::Spelling;
use super::token::{Break, Kind, Token, bit};
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

impl Tokens {
    /// Cuts a text into tokens.
    pub(crate) fn of(text: &str, words: &Words) -> Tokens {
        let mut found = Tokens::default();
        found.read(text, words);
        found
    }

    /// The same in the memory of what was read before.
    pub(crate) fn read(&mut self, text: &str, words: &Words) {
        self.opens_quoted = false;
        for row in [&mut self.main, &mut self.aside, &mut self.quoted] {
            row.clear();
        }
        let mut reader = Reader {
            text,
            at: 0,
            depth: 0,
            quote: None,
            barren: [0; 5],
            words,
        };
        while let Some(c) = reader.peek() {
            // Nearly all is words of ASCII and the spaces between them.
            if c == ' ' {
                reader.at += 1;
            } else if c.is_ascii_alphabetic() {
                reader.word(self);
            } else {
                reader.step(c, self);
            }
        }
        for row in [&mut self.main, &mut self.aside, &mut self.quoted] {
            let mut ahead = 0;
            for token in row.iter_mut().rev() {
                ahead |= bit(token.id);
                token.ahead = ahead;
            }
        }
    }
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
        let place = self.at..self.at + length;
        let spelling = Spelling::of(self.text.get(place.clone()).unwrap_or_default());
        let mut token = Token::new(kind, spelling, place);
        if kind == Kind::Comma {
            token.id = self.words.comma.id;
            token.begins = self.words.comma.begins;
        }
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
            // "cuts/bruises": one or the other.
            '/' if self.before().is_some_and(|c| c.is_alphabetic() || c == ' ') => {
                let or = self.words.entry("or");
                let place = self.at..self.at + length;
                let mut token = Token::new(Kind::Word, Spelling::of("or"), place);
                token.id = or.id;
                token.classes = or.classes;
                token.begins = or.begins;
                self.push(found, token);
                self.at += length;
            }
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
        let spelling = Spelling::of(self.text.get(self.at..end).unwrap_or_default());
        let mut token = Token::new(Kind::Word, spelling, self.at..end);
        token.classes = Classes::of(Class::MedicalUnit);
        self.push(found, token);
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
        let spelling = Spelling::of(self.text.get(start..self.at).unwrap_or_default());
        let mut token = Token::new(Kind::Number, spelling, start..self.at);
        token.classes = Classes::of(Class::Number);
        self.push(found, token);
        self.morning(found);
    }

    /// "8am", "9 am": behind a number this is no "am" of "I am".
    fn morning(&mut self, found: &mut Tokens) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let space = usize::from(rest.starts_with(' '));
        let word = rest.get(space..).unwrap_or_default();
        let am = word
            .strip_prefix("am")
            .is_some_and(|next| !next.starts_with(char::is_alphanumeric));
        if am {
            let start = self.at + space;
            let entry = self.words.entry("am");
            let mut token = Token::new(Kind::Word, Spelling::of("am"), start..start + 2);
            token.id = entry.id;
            self.push(found, token);
            self.at = start + 2;
        }
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

//! Reads words: each looked up once, short forms written out ("don't" is "do not").
//!
//! Nearly all words are plain ones, of a few letters of ASCII, which are read at once. The others are read letter by
//! letter: with an apostrophe, hyphen, slash or stop inside, with letters beyond ASCII, or very long.

use super::{Reader, Tokens};
use crate::claim::class::{Class, Classes};
use crate::claim::sentence::is_abbreviation;
use crate::claim::spelling::{LONGEST, Spelling};
use crate::claim::token::{Kind, Token};
use crate::claim::words::Entry;

impl Reader<'_> {
    pub(super) fn word(&mut self, found: &mut Tokens) {
        if !self.plain_word(found) {
            self.any_word(found);
        }
    }

    /// Reads a plain word, if it is one.
    fn plain_word(&mut self, found: &mut Tokens) -> bool {
        let bytes = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let plain = |byte: &u8| byte.is_ascii_alphanumeric();
        let length = match bytes.first_chunk::<16>() {
            Some(chunk) => plain_run(u128::from_le_bytes(*chunk)),
            None => bytes.iter().take_while(|b| plain(b)).count(),
        };
        let ends = match bytes.get(length) {
            None => true,
            // These may stand inside a word.
            Some(b'\'' | b'-' | b'.' | b'/') => bytes
                .get(length + 1)
                .is_none_or(|after| after.is_ascii() && !plain(after)),
            Some(next) => next.is_ascii(),
        };
        if !ends || length == 0 || length > LONGEST {
            return false;
        }
        let spelling = Spelling::of_plain(bytes, length);
        if spelling == CANNOT {
            return false;
        }
        let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
        let place = self.at..self.at + length;
        self.at += length;
        if bytes.get(length) == Some(&b'.') {
            let (letters, from) = spelling.letters();
            let small = letters
                .get(from..)
                .and_then(|letters| std::str::from_utf8(letters).ok());
            self.at += usize::from(small.is_some_and(is_abbreviation));
        }
        let entry = self.words.spelled(spelling);
        let month = capital && spelling == MAY && is_month(found);
        let token = Token::new(Kind::Word, spelling, place);
        self.push_word(found, entry, token, capital, month);
        true
    }

    fn any_word(&mut self, found: &mut Tokens) {
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
        let place = start..self.at;
        let word = small.as_str();
        if self.peek() == Some('.') && is_abbreviation(word) {
            self.at += 1;
        }
        let (base, second) = written_out(word);
        let spelling = Spelling::of(self.text.get(place.clone()).unwrap_or_default());
        let token = Token::new(Kind::Word, spelling, place);
        let capital = capital.unwrap_or(false);
        let month = capital && base == "may" && is_month(found);
        self.push_word(found, self.words.entry(base), token, capital, month);
        if let Some(second) = second {
            self.push_word(found, self.words.entry(second), token, false, false);
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

    fn push_word(
        &self,
        found: &mut Tokens,
        entry: Entry,
        mut token: Token,
        capital: bool,
        month: bool,
    ) {
        token.classes = if month {
            Classes::of(Class::TimeNoun)
        } else {
            entry.classes
        };
        if capital && entry.id == 0 {
            token.classes = token.classes.and(Class::Name);
        }
        token.id = entry.id;
        token.begins = entry.begins;
        token.capital = capital;
        token.plural = entry.plural;
        token.ly = entry.ly;
        self.push(found, token);
    }
}

/// How many of sixteen bytes, the first in the lowest place, are letters and digits of ASCII before one that is not: all
/// are looked at in one go, as most of what is read is words.
fn plain_run(bytes: u128) -> usize {
    const fn each(byte: u8) -> u128 {
        u128::from_ne_bytes([byte; 16])
    }
    const HIGH: u128 = each(0x80);
    // Sums reach the highest bit of their byte where it is at least, or above, what is asked for; none carries over.
    let low = bytes & !HIGH;
    let small = low | each(0x20);
    let letter = (small + each(0x80 - b'a')) & !(small + each(0x7F - b'z'));
    let digit = (low + each(0x80 - b'0')) & !(low + each(0x7F - b'9'));
    let plain = (letter | digit) & !bytes & HIGH;
    (plain ^ HIGH).trailing_zeros() as usize / 8
}

/// "4 May 2023": what stands before tells the month from the verb.
fn is_month(found: &Tokens) -> bool {
    found.main.last().is_some_and(|token| !token.is_mark())
}

const CANNOT: Spelling = Spelling::of("cannot");
const MAY: Spelling = Spelling::of("may");

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

#[cfg(test)]
mod tests {
    use super::plain_run;

    #[test]
    fn every_byte_ends_a_run_or_does_not() {
        for byte in 0..=u8::MAX {
            for at in 0..16 {
                let mut bytes = [b'Q'; 16];
                bytes[at] = byte;
                let run = bytes
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
                assert_eq!(plain_run(u128::from_le_bytes(bytes)), run, "{byte} at {at}");
            }
        }
    }
}

//! What a unit's text is made of: words, numbers and marks, each with the classes of its word and its place in the
//! text. How they are cut out of a text is told in `scan`.

use std::ops::Range;

use super::class::{Class, Classes, PLACED};
use super::spelling::{Spelling, Spellings};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Word,
    Number,
    Comma,
    /// A mark that parts a unit: colon, semicolon, dash, stop.
    Break(Break),
}

/// The marks that part a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Break {
    None,
    Colon,
    Semicolon,
    Dash,
    Stop,
    Question,
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) classes: Classes,
    /// As it is written.
    spelling: Spelling,
    /// The mark of the spelling.
    mark: u8,
    /// The numbers of this word and of all behind it in the row, as bits: without the words it needs ahead, no phrase
    /// begins here.
    pub(crate) ahead: u128,
    /// The phrase tables in which a phrase begins with this word, one bit each.
    pub(crate) begins: u64,
    pub(crate) id: u32,
    /// Bytes of the text of a unit, as the places in a file are counted.
    start: u32,
    end: u32,
    pub(crate) kind: Kind,
    /// Begins with a capital.
    pub(crate) capital: bool,
    /// Looks like a plural: ends in "s" and is no other form that does.
    pub(crate) plural: bool,
    /// An adverb in "-ly".
    pub(crate) ly: bool,
}

/// One bit of a word's number.
pub(crate) fn bit(id: u32) -> u128 {
    1 << (id % 128)
}

impl Token {
    /// A token at a place in the text of which nothing is known.
    pub(crate) fn new(kind: Kind, spelling: Spelling, place: Range<usize>) -> Token {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Token {
            classes: Classes::NONE,
            spelling,
            mark: spelling.mark(),
            ahead: 0,
            begins: 0,
            id: 0,
            start: offset(place.start),
            end: offset(place.end),
            kind,
            capital: false,
            plural: false,
            ly: false,
        }
    }

    /// Its place in the text of the unit.
    pub(crate) fn place(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// It is written like one of these words, capitals aside.
    #[inline]
    pub(crate) fn is_in(&self, words: &Spellings) -> bool {
        words.hold(self.spelling, self.mark)
    }

    pub(crate) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    pub(crate) fn is_comma(&self) -> bool {
        self.kind == Kind::Comma
    }

    /// A comma or any mark that parts a unit.
    pub(crate) fn is_mark(&self) -> bool {
        matches!(self.kind, Kind::Comma | Kind::Break(_))
    }

    /// A word in no list, and no adverb, participle or name by its look.
    pub(crate) fn is_unlisted(&self) -> bool {
        self.kind == Kind::Word && self.classes.less(PLACED) == Classes::NONE && !self.capital
    }

    pub(crate) fn is_number(&self) -> bool {
        self.classes.has(Class::Number)
    }
}

/// The place in the text of the tokens from `from` up to `to`.
pub(crate) fn span(tokens: &[Token], from: usize, to: usize) -> Range<usize> {
    match (
        tokens.get(from),
        to.checked_sub(1).and_then(|last| tokens.get(last)),
    ) {
        (Some(first), Some(last)) if last.end >= first.start => {
            first.place().start..last.place().end
        }
        (Some(first), _) => first.place(),
        _ => 0..0,
    }
}

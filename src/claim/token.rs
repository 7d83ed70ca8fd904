//! What a unit's text is made of: words, numbers and marks, each with the classes of its word and its place in the
//! text. How they are cut out of a text is told in `scan`.

use std::ops::Range;

use super::class::{Class, Classes};
use super::spelling::Spelling;

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
    pub(crate) id: u32,
    pub(crate) classes: Classes,
    /// The phrase tables in which a phrase begins with this word, one bit each.
    pub(crate) begins: u64,
    /// As it is written.
    pub(crate) spelling: Spelling,
    pub(crate) kind: Kind,
    /// Begins with a capital.
    pub(crate) capital: bool,
    /// Looks like a plural: ends in "s" and is no other form that does.
    pub(crate) plural: bool,
    /// An adverb in "-ly".
    pub(crate) ly: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
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
        self.kind == Kind::Word
            && self.classes.without(Class::Ailment) == Classes::NONE
            && !self.capital
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
        (Some(first), Some(last)) if last.end >= first.start => first.start..last.end,
        (Some(first), _) => first.start..first.end,
        _ => 0..0,
    }
}

//! Citations: Pandoc's syntax, `[see @key, p. 3; @other]`, `[-@key]`, `@key`
//! and `@key [p. 3]`.
//!
//! Goes in: a line of text with its markup. Comes out: which sources it cites,
//! with the words and places beside them. The shapes that Pandoc prints with
//! their brackets and without a word, such as `[@a, @b]`, are faults here,
//! with what was probably meant.

mod affix;
mod fault;
mod group;
mod key;
mod locator;
mod mend;
mod part;

use crate::text::Span;
use crate::yaml::Word;

pub use affix::Affix;
pub use key::{parse_key, written};
pub use locator::Locator;

pub(super) use fault::{Fault, Finding, RULE, tell};
pub(super) use group::{item_of, read};
pub(super) use key::{Before, cut_off, suppresses};
pub(super) use locator::is_place;
pub(super) use part::Key;

/// In a line's syntax: something that is no text of its own.
pub(super) const OPAQUE: char = '\u{1}';
/// In a line's syntax: an inline element begins.
pub(super) const BEGINS: char = '\u{2}';
/// In a line's syntax: an inline element ends.
pub(super) const ENDS: char = '\u{3}';

/// One citation in the text: a bracket, or a key in the running sentence.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The whole marker.
    pub span: Span,
    /// How it was written.
    pub form: ClusterForm,
    /// What it cites, in the order written.
    pub items: Vec<Item>,
}

/// How a citation was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClusterForm {
    /// `[@key]`: beside the sentence.
    Group,
    /// `@key said …`: the author's name is part of the sentence.
    Narrative,
}

/// One source in a citation.
#[derive(Clone, Debug)]
pub struct Item {
    /// The key and its place, `@` included in the place.
    pub key: Word,
    /// Words before it, as in `[see @key]`.
    pub prefix: Affix,
    /// Words after it and after its locator.
    pub suffix: Affix,
    /// The place in the source.
    pub locator: Option<Locator>,
    /// `-@key`: without the author's name.
    pub suppress_author: bool,
}

impl Item {
    /// The key as a name in the running sentence: with a capital, so that it
    /// can begin one.
    pub fn name(&self) -> String {
        let mut chars = self.key.text.chars();
        chars
            .next()
            .map(|first| first.to_uppercase().chain(chars).collect())
            .unwrap_or_default()
    }
}

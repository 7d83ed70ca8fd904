//! The parts of a bracket and the keys in it, before they are read.

use std::ops::Range;

/// A key in a line.
#[derive(Clone, Debug)]
pub(in crate::document) struct Key {
    /// Where its at sign stands.
    pub(in crate::document) at: usize,
    /// Where it ends.
    pub(in crate::document) end: usize,
    /// The key itself.
    pub(in crate::document) text: String,
    /// Whether a hyphen before it asks to leave the name out.
    pub(in crate::document) suppressed: bool,
    /// The bracket it stands in, and how many inline elements deep.
    pub(in crate::document) bracket: usize,
    pub(in crate::document) depth: usize,
    /// The bracket right behind it, spaces aside, that may belong to it.
    pub(in crate::document) tail: Option<Range<usize>>,
    /// Whether a citation in brackets holds it.
    pub(in crate::document) used: bool,
}

impl Key {
    /// Where it begins, its hyphen included.
    pub(in crate::document) fn start(&self) -> usize {
        self.at - usize::from(self.suppressed)
    }
}

/// One part of a bracket: its place, and which keys stand in it.
pub(super) struct Part {
    pub(super) range: Range<usize>,
    pub(super) keys: Range<usize>,
}

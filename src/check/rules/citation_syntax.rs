//! Something looks like a citation and cannot be read as one.
//!
//! ## Why it matters
//!
//! Other programs print such brackets as plain text and say nothing: the sentence
//! looks sourced, and is linked to nothing.
//!
//! ## Example
//!
//! `[@one, @two]`, `[@one; see also]`, `[@one][@two]`, `[@one, [p. 3]]`
//!
//! ## What to do
//!
//! Separate sources with semicolons, give each part a key, and put no brackets
//! inside: `[@one; @two, p. 3]`. A plain at sign is written `\@`.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "citation-syntax",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("citation_syntax.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

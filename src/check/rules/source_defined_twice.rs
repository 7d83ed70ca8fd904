//! Two sources have one key.
//!
//! ## Why it matters
//!
//! A citation of the key could mean either work. Other programs take the last and
//! say nothing.
//!
//! ## Example
//!
//! Two entries `- id: cardoso-2014` in the library, or one in the library and one
//! in a page's front matter.
//!
//! ## What to do
//!
//! Give one of them another key, or remove it if both are the same work.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-defined-twice",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("source_defined_twice.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

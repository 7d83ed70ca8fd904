//! The front matter of a page has a field that is unknown, missing or wrong.
//!
//! ## Why it matters
//!
//! A misspelt field is a field that is missing: a page whose `sources` are called
//! `source` would list none.
//!
//! ## Example
//!
//! `titel: Sleep`, `published: 22.11.2026`, or the same field twice.
//!
//! ## What to do
//!
//! Correct the field. The fields are title, description, authors, reviewed,
//! published, updated, topics, sources, order, draft and coverage.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "front-matter",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("front_matter.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

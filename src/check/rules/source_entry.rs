//! An entry of the library cannot be understood.
//!
//! ## Why it matters
//!
//! A field that nobody reads would be missing from the reference without a word.
//!
//! ## Example
//!
//! `titel: Sleep`, a date that is none, an entry without an `id`.
//!
//! ## What to do
//!
//! Correct the entry. The fields are those of CSL, and design, population,
//! supports, superseded_by, disputed_by, qualified_by, archive_url, checked and
//! authors_incomplete.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-entry",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("source_entry.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

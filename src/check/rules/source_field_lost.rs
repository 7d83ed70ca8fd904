//! An entry of the library holds something that a source has no place for.
//!
//! ## Why it matters
//!
//! It is left out of the reference and of everything that the guide says of the
//! work. Other programs drop it and say nothing.
//!
//! ## Example
//!
//! `"reference-count": 12` in an item that a program wrote, or a date with a
//! season.
//!
//! ## What to do
//!
//! If it matters to readers, write it into a field that is kept, for example
//! `note`. Otherwise remove it, or turn this warning off in `site.yaml`.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-field-lost",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("source_field_lost.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

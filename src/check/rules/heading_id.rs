//! Two headings of a page have the same id, or one that the program uses.
//!
//! ## Why it matters
//!
//! A link to the id could lead to one of them only.
//!
//! ## Example
//!
//! `## Causes {#why}` and further down `## Reasons {#why}`
//!
//! ## What to do
//!
//! Give one of them another id, or none: then the program makes one.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "heading-id",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("heading_id.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

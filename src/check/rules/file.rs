//! A file cannot be read as what it should be.
//!
//! ## Why it matters
//!
//! What cannot be read cannot be checked.
//!
//! ## Example
//!
//! A page that is not UTF-8, a link that leads out of the site's folder, a file
//! without read permission.
//!
//! ## What to do
//!
//! Save the page as UTF-8, replace the link by the file, or mend the permission.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "file",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("file.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

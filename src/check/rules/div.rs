//! A fenced div has an unknown name, no reason, or no end.
//!
//! ## Why it matters
//!
//! An unknown name would be dropped, and with it what the editor meant: a red
//! flag would look like any paragraph.
//!
//! ## Example
//!
//! `::: redflags`, or a div without its closing `:::`
//!
//! ## What to do
//!
//! Use one of the names key-points, red-flags, note and uncited, give a waiver
//! its reason, and close each div with a line `:::`.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "div",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("div.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

//! The guide has no home page.
//!
//! ## Why it matters
//!
//! Whoever opens the guide's address finds nothing there.
//!
//! ## Example
//!
//! A `content` folder without an `index.md`.
//!
//! ## What to do
//!
//! Write `content/index.md`. It is the page that says what the guide is for.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "home",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("home.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    if !site
        .pages
        .iter()
        .any(|page| page.address.as_str().is_empty())
    {
        found.push(
            Diagnostic::at(
                RULE.id,
                Place::File("content/index.md".into()),
                "the guide has no home page",
            )
            .why("whoever opens the guide's address would find nothing there")
            .help("write `content/index.md`, with a title in its front matter"),
        );
    }
}

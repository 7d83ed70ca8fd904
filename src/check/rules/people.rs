//! A page names an author or reviewer whom `people.yaml` does not have.
//!
//! ## Why it matters
//!
//! Readers are told who wrote a page and who answers for it. A name that stands
//! for nobody must not be printed.
//!
//! ## Example
//!
//! `reviewed: {by: a-khan, on: 2026-03-02}` without an entry `a-khan`.
//!
//! ## What to do
//!
//! Add the person to `content/people.yaml`, with a name and a role; or correct the
//! key; or write `reviewed: none`.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "people",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("people.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let front = &page.document.front;
        let reviewer = front.reviewed.as_ref().map(|review| &review.by);
        for word in front.authors.iter().chain(reviewer) {
            if site.people.get(&word.text).is_some() {
                continue;
            }
            found.push(
                Diagnostic::error(
                    RULE.id,
                    &page.document.file,
                    word.span,
                    format!("`content/people.yaml` has nobody called `{}`", word.text),
                )
                .why("readers are told who wrote a page and who answers for it")
                .did_you_mean(nearest(&word.text, site.people.keys()))
                .help("add the person there, with a name and a role"),
            );
        }
    }
}

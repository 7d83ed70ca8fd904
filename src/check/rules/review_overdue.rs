//! The next review of a page was due before today.
//!
//! ## Why it matters
//!
//! Readers are told when a page will be looked at again. A date that has passed
//! says that nobody did.
//!
//! ## Example
//!
//! `reviewed: {by: a-khan, on: 2023-03-02, next: 2025-03-02}`, built in 2026.
//!
//! ## What to do
//!
//! Have the page reviewed, and write the new dates. "Today" is the day given with
//! `--today`, or that of the build.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "review-overdue",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("review_overdue.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let front = &page.document.front;
        let Some(review) = &front.reviewed else {
            continue;
        };
        if let Some(next) = review.next.filter(|next| *next < site.today) {
            found.push(
                Diagnostic::error(
                    RULE.id,
                    &page.document.file,
                    review.by.span,
                    format!("the next review of this page was due on {next}"),
                )
                .why("readers are told that the page would be looked at again by then")
                .help("have the page reviewed and write the new dates"),
            );
        }
        if review.on > site.today {
            found.push(
                Diagnostic::error(
                    RULE.id,
                    &page.document.file,
                    review.by.span,
                    format!(
                        "this page says that it was reviewed on {}, which has not come yet",
                        review.on
                    ),
                )
                .help("correct the date"),
            );
        }
    }
}

//! One work stands in the library under two keys.
//!
//! ## Why it matters
//!
//! Readers would take one study for two, and a claim for better supported than
//! it is.
//!
//! ## Example
//!
//! Two entries with one DOI, PMID, PMCID, arXiv number or ISBN of a book. Two of
//! one title and year, with no identifier that tells them apart, are a warning.
//!
//! ## What to do
//!
//! Remove one of the two and cite the other in its place. If they are two works,
//! correct the identifier, or give each its own.

use crate::bibliography::Source;
use crate::bibliography::same_work::{Shared, copies};
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-duplicate",
    severity: Severity::Error,
    may_be_turned_down: true,
    text: include_str!("source_duplicate.rs"),
    find,
};

/// Linear in the library.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut last = None;
    for (first, second, shared) in copies(&site.library) {
        // An entry that is mended is another one: its first fault is enough.
        if last.replace(second) == Some(second) {
            continue;
        }
        let library = &site.library;
        let told = twice(library.get(first), library.get(second), &shared.words());
        found.push(match shared {
            Shared::Identifier(_) => told,
            Shared::Title => told.warning(),
        });
    }
}

fn twice(first: &Source, second: &Source, what: &str) -> Diagnostic {
    Diagnostic::at(
        RULE.id,
        second.place.clone(),
        format!("`{}` and `{}` both have {what}", first.key, second.key),
    )
    .label("the second entry")
    .related(first.place.clone(), "the first entry")
    .why("readers would take one study for two, and a claim for better supported than it is")
    .help(format!(
        "if they are one work, remove one entry and cite the other, `{}`, in its place",
        first.key
    ))
    .help("if they are two works, correct what is wrong in one of them")
}

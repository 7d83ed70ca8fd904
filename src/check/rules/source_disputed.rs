//! A page cites a work that others dispute, and none of those.
//!
//! ## Why it matters
//!
//! Readers get one side of a question that is open.
//!
//! ## Example
//!
//! `disputed_by: [nave-2015]` in the library, and a page that cites the disputed
//! work without `[@nave-2015]`.
//!
//! ## What to do
//!
//! Say on the page that the finding is disputed, and cite who disputes it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::bibliography::Source;
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::{Page, Site};

pub(super) const RULE: Rule = Rule {
    id: "source-disputed",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("source_disputed.rs"),
    find,
};

/// Linear in the citations of all pages.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let cited = cited(page);
        for key in &cited {
            let Some(id) = site.library.find(key) else {
                continue;
            };
            let source = site.library.get(id);
            let others: Vec<&Source> = source
                .disputed_by
                .iter()
                .filter_map(|word| site.library.find(&word.text))
                .map(|other| site.library.get(other))
                .collect();
            if others.is_empty() || others.iter().any(|other| cited.contains(&*other.key)) {
                continue;
            }
            let names: Vec<String> = others
                .iter()
                .map(|other| format!("`{}` ({})", other.key, other.label()))
                .collect();
            found.push(
                Diagnostic::at(
                    RULE.id,
                    listed_place(page, key),
                    format!(
                        "this page cites `{key}`, which is disputed by {}, and not who disputes it",
                        names.join(" and ")
                    ),
                )
                .related(source.place_of("disputed_by"), "the library says so")
                .why("readers get one side of a question that is open")
                .help("say on the page that it is disputed, and cite who disputes it"),
            );
        }
    }
}

/// The keys that a page cites, in the order of the alphabet.
pub(super) fn cited(page: &Page) -> BTreeSet<&str> {
    let clusters = page.document.body.clusters.iter();
    clusters
        .flat_map(|cluster| &cluster.items)
        .map(|item| item.key.text.as_str())
        .collect()
}

/// Where a page lists a source; where it does not, the page.
pub(super) fn listed_place(page: &Page, key: &str) -> Place {
    let document = &page.document;
    let mut listed = document.front.sources.iter();
    match listed.find(|source| source.key.text == key) {
        Some(source) => Place::Text(Arc::clone(&document.file), source.key.span),
        None => Place::File(document.file.path().into()),
    }
}

//! A page lists a source that it never cites.
//!
//! ## Why it matters
//!
//! Readers take the list for what the page rests on. A work that supports no
//! sentence makes a page look better founded than it is.
//!
//! ## Example
//!
//! `sources: [leng-2016]` on a page without `[@leng-2016]`.
//!
//! ## What to do
//!
//! Cite it where it supports something, remove it from the list, or name it in
//! `nocite`: then it is shown as further reading, and supports nothing.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::site::{Page, Site};

pub(super) const RULE: Rule = Rule {
    id: "source-unused",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("source_unused.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let document = &page.document;
        for (index, source) in document.front.sources.iter().enumerate() {
            let key = &source.key.text;
            let cited = document
                .body
                .clusters
                .iter()
                .flat_map(|cluster| &cluster.items)
                .any(|item| item.key.text == *key);
            let repeated = document.front.sources[..index]
                .iter()
                .any(|earlier| earlier.key.text == *key);
            // A key that no library has is another rule's fault.
            let exists = site.library.find(key).is_some();
            let further = document.front.further.names(key);
            if cited || further || repeated || !exists {
                continue;
            }
            found.push(
                Diagnostic::error(
                    RULE.id,
                    &document.file,
                    source.key.span,
                    format!("`{key}` is listed and never cited"),
                )
                .why("a work that supports no sentence makes a page look better founded than it is")
                .did_you_mean(nearest(key, unknown_keys(page, site)))
                .help("cite it where it supports something, or remove it from the list")
                .help(format!(
                    "for further reading, add `nocite: [{key}]` to the front matter"
                )),
            );
        }
    }
}

/// The keys that a page cites and the guide does not have: one of them may be
/// this source, misspelt.
fn unknown_keys<'a>(page: &'a Page, site: &'a Site) -> impl Iterator<Item = &'a str> {
    page.document
        .body
        .clusters
        .iter()
        .flat_map(|cluster| &cluster.items)
        .map(|item| item.key.text.as_str())
        .filter(|key| site.library.find(key).is_none())
}

//! A page cites a work that was retracted, or offers it for further reading.
//!
//! ## Why it matters
//!
//! Its journal or its authors have taken the work back. Readers who act on it act
//! on what nobody stands for any more.
//!
//! ## Example
//!
//! `status: retracted` in the library, `pubstate = {retracted}` in BibLaTeX, a
//! record of PubMed with the type "Retracted Publication", or a title that begins
//! with "RETRACTED:", as publishers write it.
//!
//! ## What to do
//!
//! Cite a work that stands, or take out what rests on this one. A page that tells
//! of the retraction cites the notice of it, which is a work of its own. If a title
//! only looks like that of a retracted work, write `status: published`.

use std::sync::Arc;

use crate::bibliography::{Source, SourceId};
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::{Page, Site};

use super::source_disputed::listed_place;

pub(super) const RULE: Rule = Rule {
    id: "source-retracted",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("source_retracted.rs"),
    find,
};

/// Linear in the references of all pages.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let references = &page.references;
        let retracted = |id: &&SourceId| site.library.get(**id).is_retracted();
        for id in references.sources.iter().filter(retracted) {
            let source = site.library.get(*id);
            let message = format!("this page cites `{}`, which was retracted", source.key);
            found.push(
                told(source, cited_place(page, &source.key), message).help(
                    "cite a work that stands in its place, or take out what rests on this one",
                ),
            );
        }
        for id in references.further.iter().filter(retracted) {
            let source = site.library.get(*id);
            let message = format!(
                "this page offers `{}` for further reading, which was retracted",
                source.key
            );
            found.push(
                told(source, further_place(page, &source.key), message)
                    .help("name a work that stands in its place, or none"),
            );
        }
    }
}

fn told(source: &Source, place: Place, message: String) -> Diagnostic {
    let field = if source.field("status").is_some() {
        "status"
    } else {
        "title"
    };
    Diagnostic::at(RULE.id, place, message)
        .label(source.label())
        .related(source.place_of(field), "the library says so")
        .why("readers who act on it act on what nobody stands for any more")
        .help("to tell of the retraction, cite the notice of it, which is a work of its own")
}

/// Where a page cites a source first.
fn cited_place(page: &Page, key: &str) -> Place {
    let clusters = page.document.body.clusters.iter();
    let mut items = clusters.flat_map(|cluster| &cluster.items);
    match items.find(|item| item.key.text == key) {
        Some(item) => Place::Text(Arc::clone(&page.document.file), item.key.span),
        None => listed_place(page, key),
    }
}

fn further_place(page: &Page, key: &str) -> Place {
    let mut named = page.document.front.further.keys.iter();
    match named.find(|word| word.text == key) {
        Some(word) => Place::Text(Arc::clone(&page.document.file), word.span),
        None => listed_place(page, key),
    }
}

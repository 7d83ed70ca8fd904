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

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::bibliography::Source;
use crate::bibliography::identifier::Identifier;
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

/// Linear in the library: each entry is looked up by what identifies it.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut by_identifier: FxHashMap<Identifier, &Source> = FxHashMap::default();
    let mut by_title: FxHashMap<(String, Option<i16>), &Source> = FxHashMap::default();
    for (_, source) in site.library.iter().filter(|(_, source)| !source.broken) {
        let identifiers: Vec<Identifier> = source
            .identifiers()
            .into_iter()
            .filter(|identifier| is_of_this_work(source, identifier))
            .collect();
        let mut told = false;
        for identifier in &identifiers {
            match by_identifier.entry(identifier.clone()) {
                Entry::Vacant(place) => {
                    place.insert(source);
                }
                Entry::Occupied(first) if !told => {
                    told = true;
                    let what = format!("the {} {identifier}", name(identifier));
                    found.push(twice(first.get(), source, &what));
                }
                Entry::Occupied(_) => {}
            }
        }
        let title = source.folded_title();
        // A single word, "Editorial", is the title of many works.
        if told || title.split(' ').count() < 3 {
            continue;
        }
        match by_title.entry((title, source.year())) {
            Entry::Vacant(place) => {
                place.insert(source);
            }
            Entry::Occupied(first) if !told_apart(first.get(), &identifiers) => {
                let what = "this title and year";
                found.push(twice(first.get(), source, what).warning());
            }
            Entry::Occupied(_) => {}
        }
    }
}

/// A book's number is that of all its chapters.
fn is_of_this_work(source: &Source, identifier: &Identifier) -> bool {
    match identifier {
        Identifier::Isbn(_) => source.kind == "book",
        other => other.is_of_one_work(),
    }
}

/// Whether both have an identifier of one kind: those are not equal, or they
/// would have been found by it.
fn told_apart(first: &Source, identifiers: &[Identifier]) -> bool {
    first.identifiers().iter().any(|first| {
        first.is_of_one_work()
            && identifiers
                .iter()
                .any(|second| std::mem::discriminant(first) == std::mem::discriminant(second))
    })
}

fn name(identifier: &Identifier) -> &'static str {
    match identifier {
        Identifier::Pmid(_) => "PMID",
        Identifier::Pmcid(_) => "PMCID",
        other => other.label(),
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

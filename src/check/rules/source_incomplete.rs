//! A source has no title, no author or no year.
//!
//! ## Why it matters
//!
//! Readers cannot find the work, nor judge whose word it is and how old.
//!
//! ## Example
//!
//! An entry without `author` and without `publisher`, or an article without
//! `issued`. A missing title is an error, the others are warnings.
//!
//! ## What to do
//!
//! Add what is missing from the work itself. An institution is an author too:
//! `author: [{literal: World Health Organization}]`. A web page may bear no
//! date; then its address is enough.

use crate::bibliography::Source;
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-incomplete",
    severity: Severity::Error,
    may_be_turned_down: true,
    text: include_str!("source_incomplete.rs"),
    find,
};

/// Types whose works have no author: their names say whose they are.
const WITHOUT_AUTHOR: [&str; 7] = [
    "bill",
    "legal_case",
    "legislation",
    "periodical",
    "regulation",
    "standard",
    "treaty",
];

/// Grows with the library.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, source) in site.library.iter().filter(|(_, source)| !source.broken) {
        let missing = missing(source);
        if missing.is_empty() {
            continue;
        }
        let diagnostic = Diagnostic::at(
            RULE.id,
            source.place.clone(),
            format!("`{}` has no {}", source.key, missing.join(" and no ")),
        )
        .why("readers cannot find the work, nor judge whose word it is and how old");
        let diagnostic = missing.iter().fold(diagnostic, |diagnostic, part| {
            diagnostic.help(match *part {
                "title" => "add its title as the work itself has it",
                "author" => "add its author; an institution is one too: `author: [{literal: World Health Organization}]`",
                _ => "add the year of the work, as in `issued: 2014`",
            })
        });
        found.push(if missing.contains(&"title") {
            diagnostic
        } else {
            diagnostic.warning()
        });
    }
}

fn missing(source: &Source) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if source.field("title").is_none() {
        missing.push("title");
    }
    let author = !source.names.is_empty()
        || source.field("publisher").is_some()
        || source.field("authority").is_some()
        || WITHOUT_AUTHOR.contains(&source.kind.as_str());
    if !author {
        missing.push("author");
    }
    // Many official pages bear no date.
    let page = matches!(source.kind.as_str(), "webpage" | "post-weblog" | "dataset")
        && source.field("URL").is_some();
    let to_come = source.field("status").is_some();
    if source.year().is_none() && !page && !to_come {
        missing.push("year");
    }
    missing
}

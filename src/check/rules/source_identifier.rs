//! A DOI, PMID, PMCID, ISBN, ISSN, ORCID iD, arXiv number or number of a
//! register is malformed.
//!
//! ## Why it matters
//!
//! Readers would be led to nothing, or to another work. A check digit that does
//! not fit tells that a digit was mistyped.
//!
//! ## Example
//!
//! `DOI: 10.1016`, `ISSN: 0028-3879`, `registration: NCT0120606`.
//!
//! ## What to do
//!
//! Copy the identifier from the work itself. A DOI with signs that only very
//! old ones have is a warning: it may be right.

use std::sync::Arc;

use crate::bibliography::bad_identifier;
use crate::bibliography::identifier::Identifier;
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-identifier",
    severity: Severity::Error,
    may_be_turned_down: true,
    text: include_str!("source_identifier.rs"),
    find,
};

/// ORCID iDs are looked at while the file is read. Grows with the library.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, source) in site.library.iter() {
        for read in source.read_identifiers() {
            match read.identifier {
                Err(malformed) => {
                    let kind = match read.field {
                        "number" | "archive_location" => "arXiv number",
                        "registration" => "registration number",
                        field => field,
                    };
                    let mut words = source.registrations.iter();
                    let place = match (words.find(|word| word.text == read.text), &source.place) {
                        (Some(word), Place::Text(file, _)) => {
                            Place::Text(Arc::clone(file), word.span)
                        }
                        _ => source.place_of(read.field),
                    };
                    found.push(bad_identifier(place, kind, read.text, &malformed));
                }
                Ok(Identifier::Doi(doi)) if doi.is_unusual() => found.push(
                    Diagnostic::at(
                        RULE.id,
                        source.place_of(read.field),
                        format!("the DOI `{doi}` has signs that few DOIs have"),
                    )
                    .warning()
                    .why("some old DOIs are like this; more often, something was copied with it")
                    .help("open its link; if that is the work, the warning can stay"),
                ),
                Ok(_) => {}
            }
        }
    }
}

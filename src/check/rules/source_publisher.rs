//! A source's journal or publisher is named after the website where it was found.
//!
//! ## Why it matters
//!
//! Readers take the host for the one who answers for the work: an article that
//! is listed in PubMed is no statement of the National Institutes of Health.
//!
//! ## Example
//!
//! `publisher: PubMed`, `container-title: ScienceDirect`, `author: [{literal: PMC}]`.
//!
//! ## What to do
//!
//! Write the journal or the publisher as the work itself names it, or leave the
//! field out.

use crate::bibliography::{Source, plain};
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-publisher",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("source_publisher.rs"),
    find,
};

/// Websites that show works of others, in small letters.
const HOSTS: [&str; 36] = [
    "academia",
    "academia.edu",
    "cinahl",
    "embase",
    "europe pmc",
    "europepmc",
    "google books",
    "google scholar",
    "jstor",
    "medline",
    "ncbi",
    "ncbi.nlm.nih.gov",
    "nlm",
    "ovid",
    "oxford academic",
    "pmc",
    "proquest",
    "psycinfo",
    "psycnet",
    "pubmed",
    "pubmed central",
    "pubmed.gov",
    "researchgate",
    "sage journals",
    "sci-hub",
    "sciencedirect",
    "sciencedirect.com",
    "scopus",
    "semantic scholar",
    "springer link",
    "springerlink",
    "taylor & francis online",
    "tandfonline",
    "web of science",
    "wiley online library",
    "www.ncbi.nlm.nih.gov",
];

/// Who hosts, and publishes works of its own as well: only of an article it is
/// not the publisher.
const HOSTS_OF_ARTICLES: [&str; 6] = [
    "national center for biotechnology information",
    "national institutes of health",
    "national library of medicine",
    "nih",
    "u.s. national library of medicine",
    "us national library of medicine",
];

/// Grows with the library.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, source) in site.library.iter().filter(|(_, source)| !source.broken) {
        let authors = source.names.get("author").into_iter().flatten();
        let values = ["container-title", "container-title-short", "publisher"]
            .into_iter()
            .filter_map(|field| Some((field, source.field(field)?)))
            .chain(
                authors
                    .filter(|name| name.given.is_none())
                    .map(|name| ("author", name.family.as_str())),
            );
        for (field, value) in values {
            if is_host(source, value) {
                found.push(
                    Diagnostic::at(
                        RULE.id,
                        source.place_of(field),
                        format!("the `{field}` of `{}` is a website that shows works of others: {value}", source.key),
                    )
                    .why("readers take the host for the one who answers for the work")
                    .help("write the journal or the publisher as the work itself names it, or leave the field out"),
                );
            }
        }
    }
}

fn is_host(source: &Source, value: &str) -> bool {
    let name = plain(value).to_lowercase();
    let name = name
        .trim()
        .trim_start_matches("https://")
        .trim_end_matches(['/', '.'])
        .trim_start_matches("the ");
    // The website is its own page's publisher: "How PubMed works".
    let of_others = source.kind != "webpage" && source.kind != "software";
    let article = source.kind.starts_with("article");
    (of_others && HOSTS.contains(&name)) || (article && HOSTS_OF_ARTICLES.contains(&name))
}

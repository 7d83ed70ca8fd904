//! A citation stands where it can support no sentence: in a heading.
//!
//! ## Why it matters
//!
//! A heading is no claim, and readers who jump from heading to heading hear the
//! number without the statement.
//!
//! ## Example
//!
//! `## Does it lower cortisol? [@cardoso-2014]`
//!
//! ## What to do
//!
//! Move the citation to the sentence below the heading that it supports.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Event, Tag};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "citation-place",
    severity: Severity::Error,
    may_be_turned_down: true,
    text: include_str!("citation_place.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let body = &page.document.body;
        let mut in_heading = false;
        for node in &body.nodes {
            match node.event {
                Event::Start(Tag::Heading(_)) => in_heading = true,
                Event::End(Tag::Heading(_)) => in_heading = false,
                Event::Cite(index) if in_heading => {
                    let span = body.clusters[index as usize].span;
                    found.push(
                        Diagnostic::error(RULE.id, &page.document.file, span, "a heading carries no citation")
                            .label("this supports no sentence")
                            .why("a heading is no claim; the citation belongs to the sentence that states it")
                            .help("move the citation into the text below"),
                    );
                }
                _ => {}
            }
        }
    }
}

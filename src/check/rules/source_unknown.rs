//! A page lists a source that no library has.
//!
//! ## Why it matters
//!
//! What the page says it rests on does not exist, as far as the guide knows.
//!
//! ## Example
//!
//! `sources: [cardozo-2014]` where the library holds `cardoso-2014`.
//!
//! ## What to do
//!
//! Correct the key, add the source to the library, or write it out in place:
//! `- {id: key, type: report, title: …, URL: …}`.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-unknown",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("source_unknown.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        for source in &page.document.front.sources {
            if source.entry.is_some() || site.library.find(&source.key.text).is_some() {
                continue;
            }
            let near = nearest(
                &source.key.text,
                site.library.iter().map(|(_, source)| &*source.key),
            );
            let mut diagnostic = Diagnostic::error(
                RULE.id,
                &page.document.file,
                source.key.span,
                format!("no library has a source with the key `{}`", source.key.text),
            )
            .label("listed here, defined nowhere")
            .why("readers could not be told what this page rests on")
            .did_you_mean(near);
            if near.is_none() {
                diagnostic = diagnostic.help("add it to `content/sources.yaml`, or write it out here: `- {id: key, type: report, title: …, URL: …}`");
            }
            found.push(diagnostic);
        }
    }
}

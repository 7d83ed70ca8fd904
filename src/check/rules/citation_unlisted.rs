//! A page cites a source of the library that it does not list.
//!
//! ## Why it matters
//!
//! The `sources` of a page say what it rests on. Listing a source is the moment
//! at which an editor decides that the page may lean on it; a citation that nobody
//! decided on is more often a slip than a source.
//!
//! ## Example
//!
//! A page with `sources: [leng-2016]` that says `… [@nice-ng222].`
//!
//! ## What to do
//!
//! Add the key to the page's `sources`, or cite one that is listed.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "citation-unlisted",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("citation_unlisted.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let front = &page.document.front;
        let mut told: Vec<&str> = Vec::new();
        for item in page
            .document
            .body
            .clusters
            .iter()
            .flat_map(|cluster| &cluster.items)
        {
            let key = item.key.text.as_str();
            let listed = front.sources.iter().any(|source| source.key.text == key);
            let Some(id) = site
                .library
                .find(key)
                .filter(|_| !listed && !told.contains(&key))
            else {
                continue;
            };
            told.push(key);
            let source = site.library.get(id);
            found.push(
                Diagnostic::error(
                    RULE.id,
                    &page.document.file,
                    item.key.span,
                    format!("this page cites `{key}` without listing it"),
                )
                .label(format!(
                    "{}: in the library, not in this page's `sources`",
                    source.label()
                ))
                .why("the `sources` of a page say what an editor decided that it may rest on")
                .help(format!("add `  - {key}` to `sources` in the front matter"))
                .did_you_mean(nearest(
                    key,
                    front.sources.iter().map(|source| source.key.text.as_str()),
                )),
            );
        }
    }
}

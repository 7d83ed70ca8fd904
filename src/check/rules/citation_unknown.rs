//! A citation names a source that the guide does not have.
//!
//! ## Why it matters
//!
//! The sentence would rest on nothing. Often it is a slip of the keyboard.
//!
//! ## Example
//!
//! `Oxytocin did not lower cortisol [@cardozo-2014].` where the library holds
//! `cardoso-2014`.
//!
//! ## What to do
//!
//! Correct the key, or add the source to the library and to the page's `sources`.
//! If you mean a plain at sign, as in a name on social media, write `\@name`.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::document::written;
use crate::site::{Page, Site};
use crate::yaml::Word;

pub(super) const RULE: Rule = Rule {
    id: "citation-unknown",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("citation_unknown.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let document = &page.document;
        let cited = document
            .body
            .clusters
            .iter()
            .flat_map(|cluster| &cluster.items)
            .map(|item| &item.key);
        for key in cited.filter(|key| is_unknown(site, page, &key.text)) {
            let diagnostic = unknown(page, key)
                .label("cited here, known nowhere")
                .why("the sentence would rest on nothing");
            found.push(match near(site, page, &key.text) {
                Some(near) => diagnostic.did_you_mean(Some(near)).fix(key.span, written(near)),
                None => diagnostic.help(
                    "add the source to the library and to this page's `sources`, or write `\\@` for a plain at sign",
                ),
            });
        }
        let further = document.front.further.keys.iter();
        for key in further.filter(|key| is_unknown(site, page, &key.text)) {
            let diagnostic = unknown(page, key)
                .label("named for further reading, known nowhere")
                .why("there is nothing to show to readers");
            found.push(match near(site, page, &key.text) {
                Some(near) => diagnostic.did_you_mean(Some(near)),
                None => diagnostic.help("add the source to the library"),
            });
        }
    }
}

fn is_unknown(site: &Site, page: &Page, key: &str) -> bool {
    let listed = &page.document.front.sources;
    site.library.find(key).is_none() && !listed.iter().any(|source| source.key.text == key)
}

fn unknown(page: &Page, key: &Word) -> Diagnostic {
    let message = format!("there is no source with the key `{}`", key.text);
    Diagnostic::error(RULE.id, &page.document.file, key.span, message)
}

/// The known key that may have been meant.
fn near<'a>(site: &'a Site, page: &'a Page, key: &str) -> Option<&'a str> {
    let listed = &page.document.front.sources;
    let known = site
        .library
        .iter()
        .map(|(_, source)| &*source.key)
        .chain(listed.iter().map(|source| source.key.text.as_str()));
    nearest(key, known)
}

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
use crate::document::parse_key;
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "citation-unknown",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("citation_unknown.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let listed = &page.document.front.sources;
        for item in page
            .document
            .body
            .clusters
            .iter()
            .flat_map(|cluster| &cluster.items)
        {
            let key = item.key.text.as_str();
            if site.library.find(key).is_some()
                || listed.iter().any(|source| source.key.text == key)
            {
                continue;
            }
            let known = site
                .library
                .iter()
                .map(|(_, source)| &*source.key)
                .chain(listed.iter().map(|source| source.key.text.as_str()));
            let near = nearest(key, known);
            let mut diagnostic = Diagnostic::error(
                RULE.id,
                &page.document.file,
                item.key.span,
                format!("there is no source with the key `{key}`"),
            )
            .label("cited here, known nowhere")
            .why("the sentence would rest on nothing");
            diagnostic = match near {
                Some(near) => diagnostic.did_you_mean(Some(near)).fix(item.key.span, written(near)),
                None => diagnostic.help(
                    "add the source to the library and to this page's `sources`, or write `\\@` for a plain at sign",
                ),
            };
            found.push(diagnostic);
        }
    }
}

/// A key as it is written in a citation.
fn written(key: &str) -> String {
    let marker = format!("@{key}");
    match parse_key(&marker) {
        Some((read, _)) if read == key => marker,
        _ => format!("@{{{key}}}"),
    }
}

//! A page lists a source twice.
//!
//! ## Why it matters
//!
//! Two lines for one source are a slip, or stand where another source was meant.
//!
//! ## Example
//!
//! `sources: [leng-2016, leng-2016]`
//!
//! ## What to do
//!
//! Remove one of the two, or correct it.

use std::sync::Arc;

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-listed-twice",
    severity: Severity::Error,
    may_be_turned_down: true,
    text: include_str!("source_listed_twice.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let listed = &page.document.front.sources;
        for (index, source) in listed.iter().enumerate() {
            let earlier = listed[..index]
                .iter()
                .find(|earlier| earlier.key.text == source.key.text);
            let Some(earlier) = earlier else { continue };
            let file = &page.document.file;
            found.push(
                Diagnostic::error(
                    RULE.id,
                    file,
                    source.key.span,
                    format!("`{}` is listed twice", source.key.text),
                )
                .label("the second time")
                .related(
                    Place::Text(Arc::clone(file), earlier.key.span),
                    "the first time",
                )
                .why("the second line is a slip, or stands where another source was meant")
                .help("remove one of the two, or correct it"),
            );
        }
    }
}

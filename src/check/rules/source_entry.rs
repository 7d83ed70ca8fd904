//! An entry of the library cannot be understood.
//!
//! ## Why it matters
//!
//! A field that nobody reads would be missing from the reference without a word.
//!
//! ## Example
//!
//! `titel: Sleep`, a date that is none, an entry without an `id`.
//!
//! ## What to do
//!
//! Correct the entry. The fields are those of CSL, and design, population,
//! supports, superseded_by, disputed_by, qualified_by, archive_url, checked,
//! registration and authors_incomplete.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity, nearest};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-entry",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("source_entry.rs"),
    find,
};

/// Most is noticed while the file is read. Whether a work that another one
/// names exists is known only when all libraries are.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, source) in site.library.iter() {
        let Place::Text(file, _) = &source.place else {
            continue;
        };
        let fields = [
            ("superseded_by", &source.superseded_by),
            ("disputed_by", &source.disputed_by),
            ("qualified_by", &source.qualified_by),
        ];
        for (field, words) in fields {
            for word in words
                .iter()
                .filter(|word| site.library.find(&word.text).is_none())
            {
                let known = site.library.iter().map(|(_, source)| &*source.key);
                found.push(
                    Diagnostic::error(
                        RULE.id,
                        file,
                        word.span,
                        format!("`{field}` names `{}`, which no library has", word.text),
                    )
                    .why("readers are told of that work wherever this one is cited")
                    .did_you_mean(nearest(&word.text, known))
                    .help("correct the key, or add the work to the library"),
                );
            }
        }
    }
}

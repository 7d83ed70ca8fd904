//! The guide is in a language for which there are no word lists.
//!
//! ## Why it matters
//!
//! Which sentences are questions, instructions or comfort is told by words.
//! Without the words of a language every sentence counts as a claim: better to
//! ask for a source too many than to let one go.
//!
//! ## Example
//!
//! `language: de` in `site.yaml`.
//!
//! ## What to do
//!
//! Cite or waive every sentence, turn this rule off if you know, or help to
//! write the word lists of the language.

use crate::check::Rule;
use crate::claim::words_of;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "language",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("language.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    let config = &site.config;
    if words_of(&config.language).is_none() {
        found.push(
            Diagnostic::error(
                RULE.id,
                &config.file,
                config.language_span,
                format!(
                    "there are no word lists for the language `{}`",
                    config.language
                ),
            )
            .why(
                "every sentence of the guide counts as a claim, because nothing says which are not",
            )
            .help("cite or waive every sentence; English has word lists"),
        );
    }
}

//! `site.yaml` has a field that is unknown, missing or wrong.
//!
//! ## Why it matters
//!
//! A setting that nobody reads does nothing, and says nothing.
//!
//! ## Example
//!
//! `titel: Sleep`, or `rules: {claim-uncited: off}`
//!
//! ## What to do
//!
//! Correct the field. The rules behind the sentence that all claims are sourced
//! cannot be turned down; what needs no source is waived at its sentence, with a
//! reason.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "config",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("config.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (word, _) in &site.config.rules {
        match super::super::rule(&word.text) {
            None => found.push(
                Diagnostic::error(RULE.id, &site.config.file, word.span, format!("there is no rule called `{}`", word.text))
                    .did_you_mean(super::super::near(&word.text)),
            ),
            Some(rule) if !rule.may_be_turned_down => found.push(
                Diagnostic::error(RULE.id, &site.config.file, word.span, format!("`{}` is always an error", word.text))
                    .why("without this rule, the guide could not say that its claims are sourced")
                    .help("remove the line; a single sentence that needs no source can be waived where it stands"),
            ),
            Some(_) => {}
        }
    }
}

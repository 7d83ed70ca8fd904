//! The rules: what is looked for in a linked site, and what each rule is for.
//!
//! A rule is one file in `check/rules/`: its documentation is the `//!` text
//! at its head, its tests are the Markdown file of the same name beside it.
//! The registry here, `explain` and the manual are made from these files.
//! Faults that are noticed while reading a file belong to a rule all the same:
//! its file documents it and finds nothing by itself.

mod rules;

use crate::config::{Config, Level};
use crate::diagnostic::{Diagnostic, RuleSummary, Severity, nearest};
use crate::site::Site;

/// One rule.
pub struct Rule {
    /// Its id: in messages, in `site.yaml`, for `explain`.
    pub id: &'static str,
    /// How bad its findings are unless a site says otherwise.
    pub severity: Severity,
    /// Whether a site may turn it down. The rules behind the sentence "all
    /// claims are sourced" may not be.
    pub may_be_turned_down: bool,
    /// The text of its file.
    text: &'static str,
    find: fn(&Site, &mut Vec<Diagnostic>),
}

impl Rule {
    /// What it is for, in Markdown: the head of its file.
    pub fn documentation(&self) -> String {
        let lines = self.text.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        lines.join("\n")
    }

    /// Its first sentence.
    pub fn summary(&self) -> String {
        let text = self.documentation();
        let paragraph = text.split("\n\n").next().unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// All rules, in the order of their ids.
pub fn rules() -> &'static [Rule] {
    rules::ALL
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.id == id)
}

/// The rule whose id is near to a word.
pub fn near(word: &str) -> Option<&'static str> {
    nearest(word, rules().iter().map(|rule| rule.id))
}

/// The rules with their first sentences, for formats that list them.
pub fn summaries() -> Vec<RuleSummary> {
    rules()
        .iter()
        .map(|rule| RuleSummary {
            id: rule.id,
            summary: rule.summary(),
        })
        .collect()
}

/// Everything that is wrong with a site, what was noticed while reading
/// included: sorted, each fault once, severities as the site wants them.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    use rayon::prelude::*;

    let mut diagnostics = site.faults.clone();
    let found: Vec<Vec<Diagnostic>> = rules()
        .par_iter()
        .map(|rule| {
            let mut found = Vec::new();
            (rule.find)(site, &mut found);
            for diagnostic in &mut found {
                // A rule that is a warning at heart says so once, here.
                if rule.severity == Severity::Warning {
                    diagnostic.severity = Severity::Warning;
                }
            }
            found
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
    settle(&site.config, &mut diagnostics);
    crate::diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Gives findings the severities that the site wants.
fn settle(config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    for (word, level) in &config.rules {
        let Some(rule) = rule(&word.text).filter(|rule| rule.may_be_turned_down) else {
            continue;
        };
        match level {
            Level::Off => diagnostics.retain(|diagnostic| diagnostic.rule != rule.id),
            Level::At(severity) => {
                for diagnostic in diagnostics.iter_mut().filter(|found| found.rule == rule.id) {
                    diagnostic.severity = *severity;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_documented_in_the_same_way() {
        for rule in rules() {
            let text = rule.documentation();
            assert!(
                rule.summary().ends_with('.'),
                "{}: a summary is a sentence",
                rule.id
            );
            for section in ["## Why it matters", "## Example", "## What to do"] {
                assert!(text.contains(section), "{} lacks {section}", rule.id);
            }
        }
        let ids: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(ids, sorted);
    }
}

//! A source's title has something stuck to it that is no part of it, or is
//! written in capitals throughout.
//!
//! ## Why it matters
//!
//! Readers look for the work by its title, and find nothing.
//!
//! ## Example
//!
//! `Burnout in nurses1`, `Burnout in nurses*`, `BURNOUT IN NURSES`,
//! `Burnout in nurses [Article Link]`, `Burnout &amp; nurses`.
//!
//! ## What to do
//!
//! Write the title as the work has it: without footnotes, links and the names of
//! websites, with capitals only where the work's sentences have them.

use crate::bibliography::plain;
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-title",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("source_title.rs"),
    find,
};

/// What websites and copying leave behind a title, in small letters.
const TAILS: [&str; 22] = [
    "[article link]",
    "[link]",
    "[links]",
    "[pdf]",
    "(pdf)",
    "[full text]",
    "(full text)",
    "[free full text]",
    "[html]",
    "[abstract]",
    "[crossref]",
    "[pubmed]",
    "[google scholar]",
    "- pubmed",
    "| pubmed",
    "- pmc",
    "| pmc",
    "- sciencedirect",
    "| sciencedirect",
    "- google scholar",
    "| nejm",
    "| the bmj",
];

/// Grows with the library.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, source) in site.library.iter().filter(|(_, source)| !source.broken) {
        let Some(title) = source.field("title") else {
            continue;
        };
        let Some((what, help)) = fault(title) else {
            continue;
        };
        found.push(
            Diagnostic::at(
                RULE.id,
                source.place_of("title"),
                format!("the title of `{}` {what}", source.key),
            )
            .why("readers look for the work by its title")
            .help(help),
        );
    }
}

fn fault(title: &str) -> Option<(String, &'static str)> {
    let text = plain(title);
    let text = text.trim();
    let folded = text.to_lowercase();
    // A title that is nothing else is a placeholder, another rule's fault.
    let mut tails = TAILS.iter();
    if let Some(tail) = tails.find(|tail| folded.ends_with(**tail) && folded.len() > tail.len()) {
        return Some((
            format!(
                "ends in `{}`",
                &text[text.len().saturating_sub(tail.len())..]
            ),
            "remove it: it is of the page from which the title was copied",
        ));
    }
    if ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#"]
        .iter()
        .any(|code| text.contains(code))
    {
        return Some((
            "holds a code of HTML".to_owned(),
            "write the sign itself, as in `&` or `–`",
        ));
    }
    if is_shouted(text) {
        return Some((
            "is written in capitals throughout".to_owned(),
            "write it with capitals only where a sentence would have them",
        ));
    }
    if let Some(mark) = footnote(title, text) {
        return Some((
            format!("ends in `{mark}`, which looks like a footnote"),
            "remove the mark: it belongs to the page from which the title was copied",
        ));
    }
    None
}

/// Four words or more, and not one small letter.
fn is_shouted(text: &str) -> bool {
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .count();
    words >= 4 && !text.contains(char::is_lowercase)
}

/// The mark of a footnote behind the last word: a sign, or a number at a word
/// that has none of its own, unlike "B12", "omega3" and "SARS-CoV-2".
fn footnote<'a>(title: &'a str, text: &'a str) -> Option<&'a str> {
    if let Some(inner) = title.strip_suffix("</sup>")
        && let Some(at) = inner.rfind("<sup>")
    {
        let mark = &inner[at + "<sup>".len()..];
        let word = inner[..at]
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .count();
        let number = mark
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '*' | '†'));
        return (number && word >= 4).then_some(mark);
    }
    let signs = |c: char| matches!(c, '*' | '†' | '‡' | '¶' | '¹' | '²' | '³');
    let without = text.trim_end_matches(signs);
    if without.len() < text.len() {
        let letters = without
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .count();
        return (letters >= 4).then_some(&text[without.len()..]);
    }
    let last = text.split_whitespace().next_back()?;
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &last[letters.len()..];
    let glued = (1..=2).contains(&digits.len())
        && letters.chars().count() >= 5
        && letters.chars().all(char::is_lowercase)
        && letters != "omega";
    glued.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_numbers_are_no_footnotes() {
        for right in [
            "Vitamin B12",
            "Effects of omega3",
            "COVID-19",
            "SARS-CoV-2",
            "HbA1c",
            "Diabetes type 2",
            "The role of p53",
            "Sleep in 2020",
            "DSM-5",
            "WHO GUIDELINES",
            "x<sup>2</sup>",
            "A*",
            "Is it H<sub>2</sub>O?",
            "COPD, HIV and ME/CFS",
            "10<sup>5</sup>",
            "",
            "*",
        ] {
            assert_eq!(fault(right), None, "{right}");
        }
        for wrong in [
            "Burnout in nurses1",
            "Burnout in nurses*",
            "Burnout in nurses<sup>1</sup>",
            "Burnout in nurses²",
            "BURNOUT IN THE NURSES",
            "Burnout [PDF]",
            "Burnout - PubMed",
            "Sleep &amp; mood",
        ] {
            assert!(fault(wrong).is_some(), "{wrong}");
        }
    }
}

//! A page has red flags or speaks of suicide or self-harm, and the guide has no crisis contacts.
//!
//! ## Why it matters
//!
//! A reader who needs help now needs a number, not a search. Pages that speak of
//! suicide should say where help is.
//!
//! ## Example
//!
//! `::: red-flags` on a page of a guide without `content/crisis.yaml`.
//!
//! ## What to do
//!
//! Write `content/crisis.yaml`, with the emergency numbers and crisis lines of the
//! countries where your readers are. They are shown in every block of red flags and
//! on a page `/urgent-help/`. A guide that is not about health says
//! `kind: general` in `site.yaml`.

use crate::check::Rule;
use crate::config::GuideKind;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::DivKind;
use crate::site::{Page, Site};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    id: "crisis-contacts-missing",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("crisis_contacts_missing.rs"),
    find,
};

/// How words begin that speak of it, in lower case.
const BEGINNINGS: [&str; 4] = ["suicid", "self-harm", "end your life", "ending your life"];

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.config.kind != GuideKind::Health || !site.crisis.regions.is_empty() {
        return;
    }
    for page in &site.pages {
        let (span, message) = if let Some(span) = red_flags(page) {
            (
                span,
                "these red flags come without a number to call: the guide has no crisis contacts",
            )
        } else if let Some(span) = speaks_of_it(page) {
            (
                span,
                "this page speaks of suicide or self-harm, and the guide has no crisis contacts",
            )
        } else {
            continue;
        };
        found.push(
            Diagnostic::error(RULE.id, &page.document.file, span, message)
                .why("a reader who needs help now needs a number, not a search")
                .help("write `content/crisis.yaml`, with emergency numbers and crisis lines by country; the manual shows its form"),
        );
    }
}

fn red_flags(page: &Page) -> Option<Span> {
    let mut divs = page.document.body.divs.iter();
    divs.find(|div| div.kind == DivKind::RedFlags)
        .map(|div| div.span)
}

/// The first unit that holds one of the words.
fn speaks_of_it(page: &Page) -> Option<Span> {
    let mut units = page.claims.units.iter();
    units
        .find(|unit| {
            let text = unit.text.to_lowercase();
            BEGINNINGS.iter().any(|word| begins_a_word(&text, word))
        })
        .map(|unit| unit.span)
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

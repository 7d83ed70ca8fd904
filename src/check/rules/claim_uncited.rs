//! A claim cites no source.
//!
//! A claim is a sentence, list item, caption or table row that tells the reader
//! something about the world which could be wrong. Everything is a claim unless a
//! named exemption applies to the whole of it: a question, a plain instruction,
//! page talk and a few more. `wellsourced claims` shows each with its reason.
//!
//! ## Why it matters
//!
//! It is the promise of the guide that readers can see what every statement rests
//! on. One sentence without a source breaks it.
//!
//! ## Example
//!
//! `Light in the evening delays the body clock.`
//!
//! ## What to do
//!
//! Cite a source before the full stop: `… the body clock [@key].` A source for
//! several sentences goes around them: `[First. Second.]{@key}`. One for a whole
//! list goes on the sentence that leads it in. If no source is needed, say why:
//! `[Humans need sleep.]{.uncited because="common knowledge"}`; such waivers are
//! counted and shown to readers.

use crate::check::Rule;
use crate::claim::{Status, Unit, UnitKind, Verdict};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{Page, Site};

pub(super) const RULE: Rule = Rule {
    id: "claim-uncited",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("claim_uncited.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        for unit in page.claims.claims() {
            if unit.status == Status::Uncovered {
                found.push(uncited(page, unit));
            }
        }
    }
}

fn uncited(page: &Page, unit: &Unit) -> Diagnostic {
    let what = match unit.kind {
        UnitKind::Cell => "this row of the table makes a claim and cites no source",
        UnitKind::ListItem => "this item makes a claim and cites no source",
        UnitKind::Caption => "this caption makes a claim and cites no source",
        _ => "this sentence makes a claim and cites no source",
    };
    let mut diagnostic = Diagnostic::error(RULE.id, &page.document.file, unit.span, what);
    if let Verdict::Claim {
        vetoed: Some(vetoed),
    } = &unit.verdict
    {
        let words = unit
            .veto_span
            .map_or("", |span| page.document.file.slice(span));
        diagnostic = diagnostic.label(format!(
            "it reads like {}, but “{words}” {}",
            vetoed.was.name(),
            vetoed.veto.explanation(),
        ));
    } else {
        diagnostic = diagnostic.label("a reader may ask: who says so?");
    }
    let listed = page
        .document
        .front
        .sources
        .iter()
        .take(3)
        .map(|source| format!("[@{}]", source.key.text));
    let listed: Vec<String> = listed.collect();
    let cite = match listed.as_slice() {
        [] => "cite a source before the full stop, as in `[@key]`, and list it in the front matter"
            .to_owned(),
        keys => format!(
            "cite a source before the full stop, as in {}",
            keys.join(", ")
        ),
    };
    let mut diagnostic = diagnostic
        .why("readers are promised that they can see what every statement rests on")
        .help(cite);
    if unit.stem.is_some() {
        diagnostic = diagnostic.help("if one source stands for the whole list, cite it on the sentence that leads the list in");
    } else if unit.kind == UnitKind::Cell {
        diagnostic = diagnostic.help("if one source stands for the whole table, cite it on a caption: `Table: What it shows [@key]`");
    } else {
        diagnostic = diagnostic.help("if one source stands for several sentences, put them together: `[First. Second.]{@key}`");
    }
    diagnostic
        .help("if it needs no source, say why: `[The sentence.]{.uncited because=\"the reason\"}`")
}

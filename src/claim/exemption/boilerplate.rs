//! # What it is
//! Page furniture: credits, dates, buttons, empty cells. (Header cells and terms are let through before this.)
//!
//! # Examples exempt
//! - Photo: a bedside lamp.
//! - Back to top
//! - Leaflet code: BX-12/C
//! - Tel: 0800 000 000
//!
//! # Examples that stay a claim
//! - Photo: vaccines prevent measles. (the words after the colon state something)

use crate::claim::class::Class;
use crate::claim::token::{Break, Kind, Token};
use crate::claim::unit::{Unit, UnitKind};
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    // "Picture: a bedside lamp", but "Picture your lungs".
    // "Chart: births by age" is a caption of values.
    let values = unit.context.kind == UnitKind::Caption
        && unit.is_any(
            body,
            0,
            one_of!["chart", "table", "graph", "figure", "diagram", "timeline"],
        );
    let labels =
        |token: &Token| !values && token.has(Class::Display) || token.has(Class::Furniture);
    let label = body.first().is_some_and(labels) && body.get(1).is_some_and(Token::is_mark)
        || body
            .get(1)
            .is_some_and(|token| token.has(Class::Furniture) && !token.has(Class::Page))
            && body
                .get(2)
                .is_some_and(|mark| mark.kind == Kind::Break(Break::Colon));
    // "48 hours: taste comes back" in a table of values.
    if unit.context.kind == UnitKind::Cell && body.first().is_some_and(Token::is_number) {
        return false;
    }
    // "Illustration of a parent drying a child": names what is to be seen.
    let pictures = unit.context.kind == UnitKind::Caption
        && unit.is_any(
            body,
            0,
            one_of![
                "illustration",
                "photo",
                "photograph",
                "picture",
                "drawing",
                "screenshot",
                "image"
            ],
        )
        && unit.is_any(body, 1, one_of!["of", "showing"])
        && !unit.has_number()
        && !super::part::has_statement(unit)
        && !body.iter().any(|token| {
            token.has(Class::Be)
                || token.has(Class::Modal)
                || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun)
        });
    if pictures {
        return true;
    }
    let Some(end) = unit
        .words
        .table(Phrases::Boilerplate)
        .at(body)
        .map(|found| found.end)
        .or(label.then_some(1))
    else {
        return false;
    };
    if unit.context.kind == UnitKind::Caption && unit.has_number() {
        return false;
    }
    let rest = body.get(end..).unwrap_or_default();
    !super::part::has_statement(unit)
        && (!label || !super::part::has_plain_verb(rest))
        && !rest
            .iter()
            .any(|token| token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun))
}

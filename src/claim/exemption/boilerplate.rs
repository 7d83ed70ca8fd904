//! # What it is
//! Page furniture: credits, dates, buttons, empty cells. (Header cells and terms are let through before this.)
//!
//! # Examples exempt
//! - Photo: a bedside lamp.
//! - Back to top
//!
//! # Examples that stay a claim
//! - Photo: vaccines prevent measles. (the words after the colon state something)

use crate::claim::class::Class;
use crate::claim::token::Token;
use crate::claim::unit::{Unit, UnitKind};
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    // "Picture: a bedside lamp", but "Picture your lungs".
    let label = body.first().is_some_and(|token| token.has(Class::Display))
        && body.get(1).is_some_and(Token::is_mark);
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
        && !rest
            .iter()
            .any(|token| token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun))
}

//! # What it is
//! A lead-in that is hollow without the list, table or quotation it introduces.
//!
//! # Exempt
//! - Common triggers:
//! - Type 2 diabetes is more likely if you:
//! - Before bed, try one of these:
//!
//! # Still a claim
//! - Insomnia is kept going by habits that began as solutions: (whole before the colon)
//! - Four kinds of inhaler are used: (counts)

use super::super::class::{Class, Classes};
use super::super::clause;
use super::super::token::Break;
use super::super::unit::Unit;
use super::super::veto;
use super::super::words::Phrases;

/// What stands before a number that counts, and not before one that names: "Type 2 diabetes".
const BEFORE_COUNT: Classes = Classes::of(Class::Determiner)
    .and(Class::Be)
    .and(Class::Preposition)
    .and(Class::Conjunction)
    .and(Class::Have)
    .and(Class::Auxiliary);

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let closes = unit.closing() == Break::Colon;
    if !closes && !(unit.context.introduces && unit.closing() == Break::None) {
        return false;
    }
    if unit.body().is_empty() {
        return true;
    }
    // Two parts: the first must say nothing either.
    let mut parts = unit.main_parts();
    let first = parts.next();
    let more = parts.next().is_some();
    if more
        && first.is_some_and(|part| {
            clause::statement(unit.tokens(part), false).is_some() && !speaks(unit)
        })
    {
        return false;
    }
    if veto::reason(unit).is_some() || veto::dose(unit).is_some() {
        return false;
    }
    if speaks(unit) {
        return veto::threshold(unit).is_none();
    }
    let states = super::has_statement(unit)
        || unit
            .main_parts()
            .any(|part| clause::may_state(unit.tokens(part)));
    if !states {
        return true;
    }
    let concedes = unit.body().first().is_some_and(|token| {
        unit.context
            .text
            .get(token.start..token.end)
            .is_some_and(|word| {
                word.eq_ignore_ascii_case("although")
                    || word.eq_ignore_ascii_case("while")
                    || word.eq_ignore_ascii_case("though")
            })
    });
    !concedes && !counts(unit) && ends_hollow(unit)
}

/// Is the lead-in itself a command, advice, a question or talk about the page?
pub(crate) fn stem_speaks(unit: &Unit<'_>) -> bool {
    speaks(unit)
}

fn speaks(unit: &Unit<'_>) -> bool {
    matches!(super::parts(unit), super::Found::Parts(_))
}

/// The last words promise more: "include", "if you", "the following".
pub(crate) fn ends_hollow(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1) else {
        return true;
    };
    let table = unit.words.table(Phrases::HollowEnd);
    let tail = |from: usize| {
        body.get(from..)
            .is_some_and(|rest| table.at(rest).is_some_and(|found| found.end == rest.len()))
    };
    let points_on = body.iter().any(|token| {
        unit.context
            .text
            .get(token.start..token.end)
            .is_some_and(|word| word == "following")
    }) || body.iter().take(2).any(|token| {
        unit.context
            .text
            .get(token.start..token.end)
            .is_some_and(|word| {
                matches!(
                    word,
                    "Several" | "These" | "Some" | "Many" | "several" | "these"
                )
            })
    });
    let listing = body
        .get(last)
        .is_some_and(|token| token.has(Class::Preposition) || token.has(Class::Subordinator));
    tail(last) || listing || points_on || (last >= 1 && tail(last - 1))
}

/// "Four kinds of inhaler are used": a number and a plural.
fn counts(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    body.iter().enumerate().any(|(at, token)| {
        token.is_number()
            && at
                .checked_sub(1)
                .and_then(|at| body.get(at))
                .is_none_or(|before| before.classes.meets(BEFORE_COUNT))
            && body.iter().skip(at + 1).take(2).any(|next| next.plural)
    })
}

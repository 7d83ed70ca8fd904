//! # What it is
//! A number or duration that decides who needs care, or how often or how long something medical is due.
//!
//! # Turns back
//! - See a doctor if the pain has not eased after six weeks.
//! - pain that lasts more than a few days (under "Call us if you have:")
//!
//! # Does not
//! - Walk for ten minutes.

use std::ops::Range;

use super::super::class::Class;
use super::super::stem::StemClass;
use super::super::token::Token;
use super::super::unit::Unit;

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    let under_condition = unit
        .context
        .stem
        .is_some_and(|stem| matches!(stem.class, StemClass::Condition));
    super::rows(unit).into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            let token = tokens.get(at)?;
            if token.is_number() {
                let decides =
                    under_condition || in_condition(unit, tokens, at) || limits(unit, tokens, at);
                return decides.then(|| super::span(tokens, at, (at + 2).min(tokens.len())));
            }
            vague(unit, tokens, at).map(|to| super::span(tokens, at, to))
        })
    })
}

fn word<'u>(unit: &'u Unit<'_>, tokens: &[Token], at: usize) -> &'u str {
    tokens
        .get(at)
        .and_then(|token| unit.context.text.get(token.start..token.end))
        .unwrap_or_default()
}

/// The number stands in an "if", "when", "unless" or "until" clause.
fn in_condition(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let clause = lead
        .iter()
        .rposition(|token| token.is_comma())
        .map_or(0, |at| at + 1);
    (clause..at).any(|at| {
        matches!(
            word(unit, tokens, at),
            "if" | "If"
                | "when"
                | "When"
                | "unless"
                | "Unless"
                | "until"
                | "once"
                | "Once"
                | "whenever"
        )
    })
}

/// "every six months", "within two days", "over 65", "at least twice a week".
fn limits(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .map(|at| word(unit, tokens, at))
        .unwrap_or_default();
    let time = tokens
        .get(at + 1)
        .is_some_and(|token| token.has(Class::TimeUnit))
        || tokens
            .get(at + 2)
            .is_some_and(|token| token.has(Class::TimeUnit));
    let long = time
        && !tokens.iter().skip(at + 1).take(2).any(|token| {
            token.has(Class::TimeUnit)
                && matches!(
                    unit.context.text.get(token.start..token.end),
                    Some("second" | "seconds" | "minute" | "minutes")
                )
        });
    if long
        && matches!(
            before,
            "every"
                | "Every"
                | "within"
                | "Within"
                | "after"
                | "After"
                | "for"
                | "next"
                | "first"
                | "last"
        )
    {
        return !matches!(before, "for" | "next" | "first" | "last");
    }
    let comparator = at
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_some_and(|token| token.has(Class::Comparator));
    comparator && !matches!(before, "about" | "around" | "roughly" | "exactly")
}

/// "more than a few days", "longer than a week", "within an hour".
fn vague(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let opens = matches!(
        word(unit, tokens, at),
        "than" | "within" | "after" | "least"
    );
    if !opens {
        return None;
    }
    let reach = tokens.get(at + 1..tokens.len().min(at + 5))?;
    let counted = reach.first().is_some_and(|token| {
        token.has(Class::VagueDuration)
            || matches!(
                unit.context.text.get(token.start..token.end),
                Some("a" | "an" | "one")
            )
    });
    let time = reach
        .iter()
        .take(4)
        .position(|token| token.has(Class::TimeUnit))?;
    (counted && time <= 2).then_some(at + 2 + time)
}

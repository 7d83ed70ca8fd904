//! # What it is
//! Words that give a reason: "because", "as most reactions start quickly", "otherwise".
//!
//! # Turns back
//! - Talk to a doctor, because it can lead to a stroke.
//!
//! # Does not
//! - Wait as long as the nurse asks.
//! - Don't skip breakfast just because someone told you to.

use std::ops::Range;

use crate::claim::case;
use crate::claim::class::Class;
use crate::claim::stem::StemClass;
use crate::claim::token::{self, Token};
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, false)
}

/// Only "because" and its kin: a page says "so that you can judge" of itself.
pub(crate) fn find_explicit(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, true)
}

fn search(unit: &Unit<'_>, explicit: bool) -> Option<Range<usize>> {
    let table = unit.words.table(Phrases::Reason);
    let not = unit.words.table(Phrases::NotReason);
    unit.open_rows().into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            let rest = tokens.get(at..)?;
            let found = table.at(rest)?;
            // "Or you can stay at home" only goes on; ", so they can help you plan" is a reason no more than without
            // its comma.
            let goes_on = at == 0 && unit.is_any(tokens, at, one_of!["or"]);
            let past_comma = rest
                .first()
                .filter(|token| token.is_comma())
                .and_then(|_| rest.get(1..));
            // "as long as it takes"
            let compares = unit.is_any(tokens, at, one_of!["as"])
                && (at.saturating_sub(8)..at)
                    .rev()
                    .take_while(|&before| !tokens.get(before).is_some_and(Token::is_mark))
                    .any(|before| unit.is_any(tokens, before, one_of!["as"]));
            if goes_on
                || compares
                || past_comma.is_some_and(|rest| {
                    unit.is_any(rest, 0, one_of!["so"]) && not.at(rest).is_some()
                })
            {
                return None;
            }
            if not.at(rest).is_some() || explicit && !tells_why(unit, tokens, at) {
                return None;
            }
            // "if it hurts, or it is swollen, call": a further case.
            let case = unit
                .context
                .stem
                .is_some_and(|stem| stem.class == StemClass::Condition)
                && case::adds(tokens, at);
            if case || case::goes_on(tokens, at) {
                return None;
            }
            // "if you cannot sleep because of pain": part of the case.
            let of = unit.is_any(tokens, at + 1, one_of!["of"])
                || unit.is_any(tokens, at, one_of!["due", "owing"]);
            if of && in_case(unit, tokens, at) {
                return None;
            }
            let before = at.checked_sub(1).and_then(|at| tokens.get(at..));
            if before.is_some_and(|before| not.at(before).is_some()) {
                return None;
            }
            Some(token::span(tokens, at, at + found.end))
        })
    })
}

/// "if" or "when" opens the clause before this place.
fn in_case(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let from = lead.iter().rposition(Token::is_mark).map_or(0, |at| at + 1);
    (from..at).any(|at| unit.is_any(tokens, at, one_of!["if", "when", "whether"]))
}

/// No mere "so" or "and it is": a page says those of itself.
fn tells_why(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let goes_on = tokens.get(at).is_some_and(Token::is_comma)
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.has(Class::Conjunction));
    !goes_on && !unit.is_any(tokens, at, one_of!["so", "as"])
}

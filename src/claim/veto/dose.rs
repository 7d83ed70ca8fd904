//! # What it is
//! A number with a medical unit, or so many a day.
//!
//! # Turns back
//! - Keep salt under 6 g a day.
//! - Take one puff every minute.
//!
//! # Does not
//! - Hold for ten seconds, then repeat five times.

use std::ops::Range;

use super::super::class::Class;
use super::super::token::Token;
use super::super::unit::Unit;

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    super::rows(unit).into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            let token = tokens.get(at)?;
            let word = unit
                .context
                .text
                .get(token.start..token.end)
                .unwrap_or_default();
            let one = matches!(word, "a" | "an" | "one" | "half" | "One" | "A" | "per");
            let number = token.is_number();
            if !number && !one {
                return None;
            }
            let reach = tokens.get(at + 1..tokens.len().min(at + 5))?;
            let medicine = |at: usize| {
                number
                    && reach
                        .get(at)
                        .is_some_and(|token| token.has(Class::TimeUnit))
                    && tokens.iter().any(|token| token.has(Class::Medicine))
            };
            let unit_at = reach
                .iter()
                .take(if number { 3 } else { 1 })
                .enumerate()
                .position(|(at, token)| {
                    token.has(Class::MedicalUnit) && !token.is_number() || medicine(at)
                })?;
            // "a drink", "one cup": a measure only when a rate follows.
            if one && !rate_follows(unit, tokens, at + 2 + unit_at) {
                return None;
            }
            Some(super::span(tokens, at, at + 2 + unit_at))
        })
    })
}

/// "every minute", "of your reliever every four hours".
fn rate_follows(unit: &Unit<'_>, tokens: &[Token], from: usize) -> bool {
    let Some(rest) = tokens.get(from..tokens.len().min(from + 8)) else {
        return false;
    };
    rest.windows(2).any(|pair| match pair {
        [first, second] => {
            let word = unit
                .context
                .text
                .get(first.start..first.end)
                .unwrap_or_default();
            matches!(word, "every" | "per" | "each")
                && (second.has(Class::TimeUnit) || second.is_number())
        }
        _ => false,
    })
}

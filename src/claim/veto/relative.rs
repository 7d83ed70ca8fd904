//! # What it is
//! A clause after a comma that informs: ", which", ", who", ", although".
//!
//! # Turns back
//! - Try lentils, which raise blood sugar slowly.
//!
//! # Does not
//! - Note how you feel, what you ate, and when you slept.

use std::ops::Range;

use super::super::unit::Unit;

pub(super) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    let tokens = unit.main();
    tokens
        .windows(2)
        .enumerate()
        .find_map(|(at, pair)| match pair {
            [comma, clause] if comma.is_comma() => {
                let word = unit.context.text.get(clause.start..clause.end)?;
                matches!(
                    word,
                    "which"
                        | "who"
                        | "whose"
                        | "where"
                        | "although"
                        | "though"
                        | "whereas"
                        | "while"
                )
                .then(|| super::span(tokens, at + 1, (at + 5).min(tokens.len())))
                .filter(|_| !is_choice(unit, at))
            }
            _ => None,
        })
}

/// "who to call, where to go": one question in a row of several.
fn is_choice(unit: &Unit<'_>, comma: usize) -> bool {
    let tokens = unit.main();
    let to = tokens
        .get(comma + 2)
        .and_then(|token| unit.context.text.get(token.start..token.end))
        == Some("to");
    let earlier = tokens
        .get(..comma)
        .unwrap_or_default()
        .iter()
        .any(|token| token.has(super::super::class::Class::Wh));
    to || earlier
}

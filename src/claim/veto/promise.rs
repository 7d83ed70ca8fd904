//! What talk of a house or a pointer says of health on the way: "We run a sleep course to cure insomnia", "Mind runs
//! groups that speed up recovery", "Read more about glandular fever, spread through saliva".
//!
//! In goes a unit that is let through as talk; out come the words that name an effect on health, or a clause about it.

use std::ops::Range;

use crate::claim::class::{Class, Classes};
use crate::claim::token::{self, Token};
use crate::claim::unit::Unit;

/// What is done good to or told of.
const HEALTH: Classes = Classes::of(Class::Matter)
    .and(Class::Ailment)
    .and(Class::Medicine);

/// Where these stand, the page is talked of, and what it tells how to do.
const PAGE: Classes = Classes::of(Class::Page).and(Class::Display);

/// "to cure insomnia", "that speed up recovery", "Our classes build strong bones": a verb of effect with what it does good
/// to right behind it.
pub(super) fn find_effect(unit: &Unit<'_>) -> Option<Range<usize>> {
    unit.open_rows().into_iter().find_map(|tokens| {
        if tokens.iter().any(|token| token.classes.meets(PAGE)) {
            return None;
        }
        (1..tokens.len()).find_map(|at| {
            let promises = unit.is_any(tokens, at, listed!(VETOES, "promises"))
                && !(at > 1
                    && unit.is_any(tokens, at - 1, one_of!["to"])
                    && unit.is_any(tokens, at - 2, one_of!["how", "want", "trying", "need"]));
            if !promises {
                return None;
            }
            let reach = tokens.get(at + 1..).unwrap_or_default();
            let good = reach
                .iter()
                .take(3)
                .take_while(|token| !token.is_mark())
                .position(|token| token.classes.meets(HEALTH))?;
            Some(token::span(tokens, at, at + 2 + good))
        })
    })
}

/// ", which clears a blocked duct", ", spread through saliva": a clause or a participle that tells of health.
pub(super) fn find_clause(unit: &Unit<'_>) -> Option<Range<usize>> {
    unit.open_rows().into_iter().find_map(|tokens| {
        (1..tokens.len()).find_map(|at| {
            if !tokens.get(at - 1).is_some_and(Token::is_comma) {
                return None;
            }
            let told = tokens.get(at)?.has(Class::Ed)
                || tokens.get(at)?.has(Class::Past)
                || unit.is_any(tokens, at, one_of!["found", "given", "spread", "taken"]);
            let opens = unit.is_any(tokens, at, one_of!["which", "who", "whose"])
                || told
                    && tokens
                        .get(at + 1)
                        .is_some_and(|on| on.has(Class::Preposition) || on.has(Class::Adverb));
            let rest = tokens.get(at..)?;
            let end = rest
                .iter()
                .position(Token::is_mark)
                .map_or(tokens.len(), |on| at + on);
            let told = tokens
                .get(at + 1..end)
                .is_some_and(|clause| clause.iter().any(|word| word.classes.meets(HEALTH)));
            (opens && told).then(|| token::span(tokens, at, end))
        })
    })
}

//! # What it is
//! A scrap that asserts nothing by itself: "Examples:", "The good news?". (Items that go with an asking or telling
//! lead-in are in `item`.)
//!
//! # Examples exempt
//! - For instance:
//! - Or if the person is injured or has diabetes. (a case, of which nothing is said)
//! - The bad news?
//!
//! # Examples that stay a claim
//! - Good news: most people recover.
//! - If you smoke your risk is higher.

use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::condition;
use crate::claim::token::Break;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    unit.words
        .table(Phrases::Fragment)
        .at(unit.body())
        .is_some()
}

/// A case of which nothing is said: it goes on from the sentence before.
pub(super) fn is_case(unit: &Unit<'_>) -> bool {
    let mut parts = unit.main_parts();
    parts.next().is_some()
        && parts.next().is_none()
        && unit.closing() != Break::Question
        // "Yes, unless the eardrum has burst" answers.
        && !unit.is_any(unit.body(), 0, one_of!["yes", "no"])
        && condition::is_bare(unit.body())
}

/// A clause that asks, and nothing behind it: "what went wrong, as you saw it".
pub(super) fn is_asked(unit: &Unit<'_>) -> bool {
    let tokens = unit.body();
    let asks = unit.is_any(tokens, 0, one_of!["whether", "how", "what", "who", "which"])
        && tokens.first().is_some_and(|wh| !wh.capital)
        && tokens.get(1).is_some_and(|next| !next.has(Class::Be));
    asks && unit.main_parts().count() == 1
        && !tokens.iter().enumerate().any(|(at, token)| {
            token.is_comma()
                && tokens.get(at + 1..).is_some_and(|rest| {
                    !rest
                        .first()
                        .is_some_and(|joint| joint.has(Class::Conjunction))
                        && clause::statement(rest, false).is_some()
                })
        })
}

//! On what terms a service is given: "Sessions are held online", "New members are always welcome", "Evening
//! appointments are available". It is told with the talk about the page (`meta`).
//!
//! In goes a part. Only what a desk would say of visits, calls and groups is read so: that they are safe, useful or
//! frightening could be wrong.

use crate::claim::case::is;
use crate::claim::class::Class;
use crate::claim::token::Token;

use super::house::promises_gain;
use super::provider::says_no_more;
use super::service::BETWEEN;

/// How many words may stand before the noun.
const LEAD: usize = 4;

pub(super) fn covers(heart: &[Token]) -> bool {
    // "Your visit is confidential" holds anywhere.
    if is(heart, 0, one_of!["your"]) {
        return false;
    }
    (0..LEAD).any(|at| {
        let Some(noun) = heart.get(at) else {
            return false;
        };
        let lead = heart.get(..at).unwrap_or_default();
        let plain = lead.iter().all(|token| {
            !token.is_mark()
                && !token.has(Class::Preposition)
                && !token.has(Class::Subordinator)
                && !token.has(Class::Be)
                && !token.has(Class::Medicine)
        });
        let booked = noun.has(Class::Amenity)
            || noun.has(Class::Service)
            || noun.has(Class::Establishment)
            || is(heart, at, listed!(SERVICE, "booked things"));
        // "Children are welcome"
        let guests = noun.has(Class::Clientele);
        plain && (booked && is_told(heart, at + 1, false) || guests && is_told(heart, at + 1, true))
    })
}

/// "are always welcome", "is held online", and nothing more.
fn is_told(heart: &[Token], from: usize, guests: bool) -> bool {
    let mut from = from;
    // "Calls from mobiles are free"
    if is(heart, from, one_of!["from", "on", "to", "with", "at"]) {
        from += 1;
        while heart
            .get(from)
            .is_some_and(|token| !token.is_mark() && !token.has(Class::Be))
            && from < 9
        {
            from += 1;
        }
    }
    if !heart.get(from).is_some_and(|be| be.has(Class::Be)) {
        return false;
    }
    let mut at = from + 1;
    while heart.get(at).is_some_and(|token| {
        token.classes.meets(BETWEEN) || token.has(Class::Quantifier) || token.ly
    }) {
        at += 1;
    }
    let told = if guests {
        is(heart, at, one_of!["welcome", "admitted"])
    } else {
        is(heart, at, listed!(SERVICE, "told of"))
    };
    let rest = heart.get(at + 1..).unwrap_or_default();
    // "Children are welcome hosts", "closed to new ideas"
    let ends = rest.first().is_none_or(|next| {
        next.is_mark()
            || next.is_number()
            || next.has(Class::Preposition) && !is(heart, at, one_of!["closed"])
            || next.has(Class::Conjunction)
            || next.has(Class::Adverb)
            || next.has(Class::TimeNoun)
            || next.has(Class::Subordinator)
    });
    told && ends && !promises_gain(heart) && says_no_more(rest)
}

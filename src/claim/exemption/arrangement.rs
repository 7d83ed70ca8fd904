//! How a visit goes and what a place is like: "The times for visiting are on the wall outside the ward", "You will need
//! your record book", "Breakfast is at eight". It is told with the talk about the page (`meta`).
//!
//! In goes a part. It has to name something that only belongs to a visit, and be tied to this place or this reader;
//! where anything of health, of how often or of how much better is said, it may be about the world.

use crate::claim::case::is;
use crate::claim::class::{Class, Classes};
use crate::claim::token::Token;

/// Words of the longest sentence that is read so.
const LONGEST: usize = 32;

/// What is about health or about people in general.
const WORLD: Classes = Classes::of(Class::Ailment)
    .and(Class::Medicine)
    .and(Class::BenefitS)
    .and(Class::BenefitIng)
    .and(Class::HarmS)
    .and(Class::MedicalUnit)
    .and(Class::FactNoun)
    .and(Class::Frequency)
    .and(Class::Expert);

pub(super) fn covers(tokens: &[Token]) -> bool {
    tokens.len() <= LONGEST
        && (0..tokens.len()).any(|at| belongs_to_visit(tokens, at))
        && (0..tokens.len()).any(|at| {
            is(tokens, at, listed!(SERVICE, "this place"))
                || is(tokens, at, one_of!["the", "this"])
                    && belongs_to_visit(tokens, at + 1)
                    && !is(tokens, at + 2, one_of!["of"])
        })
        && !(0..tokens.len()).any(|at| {
            let token = &tokens[at];
            let place = token.has(Class::Amenity) || is(tokens, at, listed!(SERVICE, "of a visit"));
            token.classes.meets(WORLD) && !place
                || (token.has(Class::Benefit) || token.has(Class::Harm))
                    && !token.has(Class::PlainPurpose)
                    && !place
                || is(tokens, at, listed!(SERVICE, "of the world"))
                || is_timed(tokens, at)
                || acts_otherwise(tokens, at)
        })
}

/// A verb for what no visitor and no desk does: "The queue makes you anxious".
fn acts_otherwise(tokens: &[Token], at: usize) -> bool {
    let verb = &tokens[at];
    let acts = verb.has(Class::VerbS)
        && (!verb.has(Class::VerbSOrNoun)
            || object_follows(tokens, at)
            || is(tokens, at + 1, one_of!["that"]))
        || verb.has(Class::Command)
        || verb.has(Class::Statement)
        || verb.has(Class::Past)
        || verb.has(Class::CommandOrNoun) && object_follows(tokens, at);
    acts && !is(tokens, at, listed!(SERVICE, "done on a visit"))
        && !verb.has(Class::Adverb)
        && !verb.has(Class::Preposition)
}

/// "trims your waist"
fn object_follows(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| {
        next.has(Class::Determiner) && !next.has(Class::Adverb) || next.has(Class::ObjectPronoun)
    })
}

/// "the waiting room", but "waiting for the bone to heal".
fn belongs_to_visit(tokens: &[Token], at: usize) -> bool {
    let waits = is(tokens, at, one_of!["waiting"])
        && !is(
            tokens,
            at + 1,
            one_of!["area", "areas", "list", "lists", "room", "rooms"],
        );
    is(tokens, at, listed!(SERVICE, "of a visit"))
        && !(at > 0 && tokens.get(at).is_some_and(|name| name.capital))
        && !waits
}

/// "within 14 days", "around ten appointments": how long and how many is practice, which could be wrong.
fn is_timed(tokens: &[Token], at: usize) -> bool {
    let again = is(tokens, at, one_of!["every", "each"])
        && tokens
            .get(at + 1)
            .is_some_and(|time| time.has(Class::TimeUnit));
    again
        || tokens.get(at).is_some_and(Token::is_number)
            && (1..3).any(|on| {
                tokens
                    .get(at + on)
                    .is_some_and(|next| next.has(Class::TimeUnit) || next.plural)
            })
}

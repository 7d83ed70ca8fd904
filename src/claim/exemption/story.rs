//! What a writer lived through, told in the past: "The nurse brought me tea", "My sister drove us home". It is told with
//! the voices of patients (`quote`), to which it belongs.
//!
//! In goes a part. A story has its teller in it and happened once; what it says in the present, of people in general,
//! of doses or of what works, is about the world.

use crate::claim::case::is;
use crate::claim::class::{Class, Classes};
use crate::claim::token::Token;

/// What is about the world, wherever it stands: effects, measures, those who know, those who are spoken to.
const WORLD: Classes = Classes::of(Class::Benefit)
    .and(Class::BenefitS)
    .and(Class::BenefitIng)
    .and(Class::Harm)
    .and(Class::HarmS)
    .and(Class::MedicalUnit)
    .and(Class::Medicine)
    .and(Class::Addressee)
    .and(Class::Modal)
    .and(Class::Catenative);

/// What is no subject of the verb right behind it.
const NO_SUBJECT: Classes = Classes::of(Class::Determiner)
    .and(Class::Preposition)
    .and(Class::Conjunction)
    .and(Class::Be)
    .and(Class::ToBe)
    .and(Class::Have);

pub(super) fn covers(tokens: &[Token]) -> bool {
    let has_teller = (0..tokens.len()).any(|at| is(tokens, at, listed!(PARTS, "teller")));
    has_teller
        && !tokens.iter().any(|token| token.classes.meets(WORLD))
        && !(0..tokens.len()).any(|at| {
            is(tokens, at, listed!(PARTS, "judges"))
                || is(tokens, at, listed!(PARTS, "present"))
                || is(tokens, at, listed!(PARTS, "worked"))
                || is(tokens, at, listed!(PARTS, "beyond"))
                || is_present(tokens, at)
                || hands_over(tokens, at)
        })
        && (0..tokens.len()).any(|at| is_past(tokens, at))
}

/// "that gout runs in families": what follows may be a fact, unless it happened too: "a pain that felt like a hook".
fn hands_over(tokens: &[Token], at: usize) -> bool {
    is(tokens, at, one_of!["that"])
        && !(at == 0 && is(tokens, 1, one_of!["was"]))
        && !(is(tokens, at + 1, one_of!["was", "were", "had"])
            || tokens.get(at + 1).is_some_and(|verb| verb.has(Class::Past))
            || is(tokens, at + 1, listed!(PARTS, "told of oneself")))
}

/// "was", "gave", "I begged", "One neighbour laughed and".
fn is_past(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let spoken = before.has(Class::SubjectPronoun) || before.has(Class::FirstPerson) || before.ly;
    let named = !before.is_mark()
        && !before.classes.meets(NO_SUBJECT)
        && tokens.get(at + 1).is_some_and(|after| {
            after.has(Class::Determiner)
                || after.has(Class::Conjunction)
                || after.has(Class::FirstPerson)
                || after.has(Class::ObjectPronoun)
        });
    tokens[at].has(Class::Past)
        || is(
            tokens,
            at,
            one_of!["was", "were", "had", "did", "couldn't", "couldn’t"],
        )
        || is(tokens, at, listed!(PARTS, "told of oneself"))
        || tokens[at].has(Class::Ed) && (spoken || named)
}

/// A form in "-s" with its subject: "my knee swells", "gout runs in families".
pub(super) fn is_present(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let noun = tokens[at].has(Class::VerbSOrNoun)
        && (before.has(Class::Ed) || before.has(Class::Name) || before.has(Class::FirstPerson));
    tokens[at].has(Class::VerbS)
        && !noun
        && !before.is_mark()
        && !before.is_number()
        && !before.classes.meets(NO_SUBJECT)
}

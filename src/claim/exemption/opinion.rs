//! # What it is
//! Comfort, praise and values: what can neither be checked nor be wrong.
//!
//! # Examples exempt
//! - You are not lazy.
//! - It is understandable to feel cross.
//! - Your pain is real.
//! - Remember that you are not alone.
//! - Easier said than done.
//! - Nobody applied for this job.
//!
//! # Examples that stay a claim
//! - It is normal to feel tired. (says how often)
//! - It is hard to diagnose. (says how things are)
//! - You won't remember the day. (foretells)

use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::head::Hearts;
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    comforts(unit, hearts) || comforts_in_halves(unit, hearts.tokens) || remarks(unit, hearts)
}

/// "You are not making a fuss", in words of everyday life alone.
fn remarks(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    super::meta::is_sentence(unit)
        && unit.rows.quoted.is_empty()
        && super::everyday::covers(hearts.tokens)
        && !goes_on(hearts.tokens)
        && !turns(unit, hearts.tokens)
        && !splices(hearts.tokens)
        && !hearts
            .iter()
            .any(|heart| unit.words.table(Phrases::NotOpinion).at(heart).is_some())
}

/// "It is hard, and you are doing your best", "You are not weak and you are not alone", "It's rotten, it's unfair": each
/// half is comfort.
fn comforts_in_halves(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    (2..tokens.len()).any(|at| {
        let comma = tokens.get(at).is_some_and(Token::is_comma);
        let joint = tokens.get(at).is_some_and(|joint| {
            joint.has(Class::Conjunction)
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| next.has(Class::SubjectPronoun))
        });
        if !(comma || joint) {
            return false;
        }
        let skip = usize::from(
            comma
                && tokens
                    .get(at + 1)
                    .is_some_and(|joint| joint.has(Class::Conjunction)),
        );
        let halves = tokens.get(..at).zip(tokens.get(at + 1 + skip..));
        halves.is_some_and(|(one, two)| {
            comforts(unit, &Hearts::of(one)) && covers(unit, &Hearts::of(two))
        })
    })
}

fn comforts(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    // What opens like comfort is rare: the rest is asked only of that.
    super::part::opens(unit, hearts, Phrases::Opinion, Some(Phrases::NotOpinion))
        && !goes_on(hearts.tokens)
        && !turns(unit, hearts.tokens)
        && !splices(hearts.tokens)
        && !hands_over(unit, hearts.tokens)
}

/// "It is frustrating that creams thin the skin", "You deserve to know that ...": what follows is a fact.
fn hands_over(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let fact = tokens.windows(2).enumerate().skip(2).find(|(at, pair)| {
        unit.is_any(tokens, *at, one_of!["that"])
            && pair.get(1).is_some_and(|subject| {
                !subject.has(Class::SubjectPronoun)
                    && !subject.has(Class::FirstPerson)
                    && !unit.is_any(
                        tokens,
                        at + 1,
                        one_of!["your", "this", "some", "other", "others", "people"],
                    )
            })
    });
    fact.is_some_and(|(at, _)| {
        tokens
            .get(at + 1..)
            .is_some_and(|rest| clause::statement(rest, false).is_some())
    })
}

/// "It is not their fault and can make it worse": a second thing said of the first.
fn goes_on(tokens: &[Token]) -> bool {
    tokens.windows(2).skip(2).any(|pair| match pair {
        [joint, verb] => {
            joint.has(Class::Conjunction)
                && (verb.has(Class::Modal)
                    || verb.has(Class::VerbS) && !verb.has(Class::VerbSOrNoun))
        }
        _ => false,
    })
}

/// "You are not to blame, gout runs in families": a second sentence behind a comma.
fn splices(tokens: &[Token]) -> bool {
    let Some(comma) = tokens.iter().position(Token::is_comma) else {
        return false;
    };
    let plain = tokens.get(comma + 1).is_some_and(|next| {
        !next.has(Class::Subordinator)
            && !next.has(Class::Preposition)
            && !next.has(Class::Be)
            && !next.has(Class::Addressee)
    });
    plain && tokens.get(comma..).is_some_and(clause::has_third_person)
}

/// "It can feel strange, but it can help to ask": a second thing, said of something else.
fn turns(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let but = (2..tokens.len()).find(|&at| unit.is_any(tokens, at, one_of!["but"]));
    but.and_then(|at| tokens.get(at + 1..)).is_some_and(|rest| {
        clause::statement(rest, false).is_some() && !comforts(unit, &Hearts::of(rest))
    })
}

//! Subjects that no noun right before a verb tells of: "most couples struggle", "even the best of us stray", "letting
//! it out is".
//!
//! In goes a row of tokens and the place of a verb; out comes whether one of these is its subject.

use super::{FINITE, is_verb};
use crate::claim::case;
use crate::claim::class::{Class, VERB};
use crate::claim::token::Token;

/// The verb at `at` has such a subject.
pub(super) fn found(tokens: &[Token], at: usize) -> bool {
    splices(tokens, at) || joins_on(tokens, at) || is_of_some(tokens, at) || is_of_act(tokens, at)
}

/// "use a soft brush, gums bleed easily", "and symptoms often settle": a bare plural right after a comma or "and",
/// and its verb.
fn joins_on(tokens: &[Token], at: usize) -> bool {
    let Some(verb) = tokens.get(at) else {
        return false;
    };
    let often = at
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_some_and(|before| before.ly || before.has(Class::Frequency));
    let Some([mark, noun]) = at
        .checked_sub(2 + usize::from(often))
        .and_then(|from| tokens.get(from..from + 2))
    else {
        return false;
    };
    let manner = tokens.get(at + 1).is_some_and(|after| after.ly);
    let acts = verb.has(Class::Command) || verb.has(Class::Statement) || manner || often;
    (mark.is_comma() || mark.has(Class::Conjunction))
        && noun.plural
        && !noun.classes.meets(VERB)
        && verb.classes.meets(VERB)
        && acts
}

/// "no shame in it, most couples struggle": after a comma or at the head, "most", "some" and the like, a plural and
/// any verb.
fn splices(tokens: &[Token], at: usize) -> bool {
    let Some([many, noun, verb]) = at.checked_sub(2).and_then(|from| tokens.get(from..=at)) else {
        return false;
    };
    let heads = at == 2
        || at
            .checked_sub(3)
            .and_then(|before| tokens.get(before))
            .is_some_and(|before| before.is_comma() || before.has(Class::Conjunction));
    let object = tokens
        .get(at + 1)
        .is_none_or(|after| !after.has(Class::Be) && !after.has(Class::Modal) && !after.is_comma());
    // "both methods work"
    let counted =
        many.has(Class::Quantifier) || many.has(Class::Both) && verb.has(Class::Statement);
    heads && counted && noun.plural && verb.classes.meets(VERB) && object
}

/// "even the best of us stray", "most of them settle": some of many, at the head, and their verb.
fn is_of_some(tokens: &[Token], at: usize) -> bool {
    let Some([many, of, us, verb]) = at.checked_sub(3).and_then(|from| tokens.get(from..=at))
    else {
        return false;
    };
    let them = us.is_in(one_of!["us", "them", "these", "those"]) && of.is_in(one_of!["of"]);
    if !them {
        return false;
    }
    let lead = tokens.get(..at - 3).unwrap_or_default();
    let heads = lead
        .iter()
        .rev()
        .find(|token| !token.has(Class::Determiner) && !token.has(Class::Adverb))
        .is_none_or(|before| before.is_mark() || before.has(Class::Conjunction));
    let counted = many.has(Class::Determiner)
        || many.is_number()
        || many.is_in(one_of![
            "best",
            "worst",
            "bravest",
            "strongest",
            "fittest",
            "none"
        ]);
    heads
        && counted
        && (is_verb(verb)
            || verb.is_unlisted() && !verb.ly
            || verb.has(Class::Frequency) && tokens.get(at + 1).is_some_and(is_verb))
}

/// "Letting your worries out is", "Bottling it up makes": what is done is the subject, however it ends.
fn is_of_act(tokens: &[Token], at: usize) -> bool {
    let (Some(verb), Some(before)) = (tokens.get(at), at.checked_sub(1).map(|at| &tokens[at]))
    else {
        return false;
    };
    let ends = before.has(Class::Preposition) && before.has(Class::Adverb)
        || before.has(Class::ObjectPronoun);
    let finite =
        verb.classes.meets(FINITE) || verb.has(Class::VerbS) && !verb.has(Class::VerbSOrNoun);
    if !(ends && finite) {
        return false;
    }
    let from = tokens
        .iter()
        .take(at)
        .rposition(Token::is_mark)
        .map_or(0, |mark| mark + 1);
    let head = case::skip_adverbs(tokens, from);
    head < at && tokens.get(head).is_some_and(|act| act.has(Class::Ing))
}

/// "In Scotland and Wales you may", "from the tap it can": behind a place a pronoun with a modal verb is a subject, and
/// opens no clause of the noun.
pub(super) fn follows_place(tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let from = lead
        .iter()
        .rposition(Token::is_comma)
        .map_or(0, |at| at + 1);
    let place = lead.get(from..).unwrap_or_default();
    let modal = tokens
        .get(at + 1)
        .is_some_and(|verb| verb.has(Class::Modal));
    let named = from == 0 && place.last().is_some_and(|name| name.capital);
    let it = from > 0 && case::is(tokens, at, one_of!["it"]);
    modal
        && (named || it)
        && place.len() > 1
        && place
            .first()
            .is_some_and(|lead| lead.has(Class::Preposition) && !lead.has(Class::ClausePreposition))
        && place
            .iter()
            .skip(1)
            .all(|word| !word.has(Class::Subordinator) && !word.classes.meets(FINITE))
}

/// "the oils in it stop": a pronoun behind a preposition is no subject.
pub(super) fn is_governed(token: &Token, before: Option<&Token>) -> bool {
    token.has(Class::ObjectPronoun)
        && !token.has(Class::Addressee)
        && before
            .is_some_and(|lead| lead.has(Class::Preposition) && !lead.has(Class::ClausePreposition))
}

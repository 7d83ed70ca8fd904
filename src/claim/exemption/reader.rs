//! # What it is
//! A guess at the reader's thoughts, wishes or way to the page, which does not describe the condition.
//!
//! # Examples exempt
//! - You may be wondering whether this will pass.
//! - You may have questions.
//! - Perhaps you have read something that worried you.
//! - You tried it, hid it and gave up on it.
//! - You cook, you scrub, you change dressings.
//!
//! # Examples that stay a claim
//! - You may feel dizzy when you stand up. (describes the condition)

use crate::claim::case::past_joints;
use crate::claim::class::Class;
use crate::claim::head::Hearts;
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    let tokens = hearts.tokens;
    // The whole part counts: the condition is what names the reader.
    let whole = unit
        .words
        .table(Phrases::Reader)
        .at(tokens)
        .is_some_and(|found| {
            tokens
                .get(found.end..)
                .is_none_or(|rest| super::part::follow_up(rest, found.open))
        });
    // "You tried it, hid it and it came back": in the past only this reader can be meant.
    let story = tokens.first().is_some_and(|you| you.has(Class::Addressee))
        && tokens.get(1).is_some_and(|verb| {
            verb.has(Class::Past) || verb.has(Class::Ed) && !verb.has(Class::Have)
        })
        && tokens.get(2).is_some_and(|object| {
            object.has(Class::ObjectPronoun)
                || object.has(Class::Determiner)
                || object.has(Class::Preposition)
        });
    (whole
        || story
        || recounts(unit, tokens)
        || guesses_twice(unit, tokens)
        || super::part::opens(unit, hearts, Phrases::Reader, Some(Phrases::NotReader)))
        && unit.words.table(Phrases::NotReader).at(tokens).is_none()
}

/// "You cook, you scrub, you change dressings": what the reader does for others, told piece by piece.
fn recounts(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    if !tokens.first().is_some_and(|you| you.has(Class::Addressee)) {
        return false;
    }
    let mut pieces = 0;
    for piece in tokens.split(Token::is_comma) {
        let piece = past_joints(piece);
        let acts = piece.first().is_some_and(|you| you.has(Class::Addressee))
            && unit.is_any(piece, 1, listed!(PARTS, "daily acts"))
            && super::part::follow_up(piece.get(2..).unwrap_or_default(), false);
        if !acts {
            return false;
        }
        pieces += 1;
    }
    pieces > 1
}

/// "Maybe you are afraid, or maybe it brings back memories of your own": two guesses, the second about the reader too.
fn guesses_twice(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let maybe = one_of!["maybe", "perhaps"];
    if !unit.is_any(tokens, 0, maybe) {
        return false;
    }
    let Some(or) = (2..tokens.len()).find(|&at| {
        unit.is_any(tokens, at, one_of!["or", "and"]) && unit.is_any(tokens, at + 1, maybe)
    }) else {
        return false;
    };
    let first = tokens.get(..or).unwrap_or_default();
    let end = first.len() - usize::from(first.last().is_some_and(Token::is_comma));
    let own =
        (or + 2..tokens.len()).any(|at| unit.is_any(tokens, at, one_of!["you", "your", "yours"]));
    own && super::part::opens(
        unit,
        &Hearts::of(first.get(..end).unwrap_or_default()),
        Phrases::Reader,
        Some(Phrases::NotReader),
    )
}

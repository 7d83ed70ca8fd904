//! # What it is
//! A guess at the reader's thoughts, wishes or way to the page, which does not describe the condition.
//!
//! # Examples exempt
//! - You may be wondering whether this will pass.
//! - You may have questions.
//! - Perhaps you have read something that worried you.
//! - You tried it, hid it and gave up on it.
//!
//! # Examples that stay a claim
//! - You may feel dizzy when you stand up. (describes the condition)

use crate::claim::class::Class;
use crate::claim::head::Hearts;
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
    (whole || story || super::part::opens(unit, hearts, Phrases::Reader, Some(Phrases::NotReader)))
        && unit.words.table(Phrases::NotReader).at(tokens).is_none()
}

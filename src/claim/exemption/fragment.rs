//! # What it is
//! A scrap that asserts nothing by itself: "Examples:", "The good news?". (Items that go with an asking or telling
//! lead-in are in `item`.)
//!
//! # Examples exempt
//! - For instance:
//! - Or if the person is injured or has diabetes. (a case, of which nothing is said)
//! - The bad news?
//! - Easy peasy!
//!
//! # Examples that stay a claim
//! - Good news: most people recover.
//! - If you smoke your risk is higher.

use crate::claim::class::{Class, Classes, VERB};
use crate::claim::clause;
use crate::claim::condition;
use crate::claim::tally::Tally;
use crate::claim::token::{Break, Kind, Token};
use crate::claim::unit::{Unit, UnitKind};
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

/// Words of the longest scrap.
const SCRAP: usize = 3;

/// "Easy peasy!", "The short answer first.": no verb, nothing of health, and too little to assert anything.
pub(super) fn is_scrap(unit: &Unit<'_>) -> bool {
    let tokens = unit.main();
    let words = || tokens.iter().filter(|token| token.kind == Kind::Word);
    unit.context.kind == UnitKind::Paragraph
        && unit.closing() != Break::Colon
        && words().count() <= SCRAP
        && words().next().is_some()
        && !unit.has_number()
        && unit.rows.quoted.is_empty()
        && !unit.is_any(tokens, 0, one_of!["yes", "no", "it", "not"])
        && !words()
            .any(|word| word.classes.meets(VERBAL) || word.is_unlisted() && words().count() > 1)
        && !Tally::of(tokens.iter()).matters()
}

/// Words of the longest signature.
const SIGNATURE: usize = 8;

/// "Beryl, 84", "Margaret, Mill Lane patient": who was quoted.
pub(super) fn is_signature(unit: &Unit<'_>) -> bool {
    let tokens = unit.main();
    let [name, comma, rest @ ..] = tokens else {
        return false;
    };
    let aged = rest.first().is_some_and(|age| {
        let years = unit.word(age);
        years.len() == 2 && years.bytes().all(|digit| digit.is_ascii_digit())
    });
    unit.context.kind == UnitKind::Paragraph
        && unit.closing() == Break::None
        && tokens.len() <= SIGNATURE
        && name.has(Class::Name)
        && comma.is_comma()
        && unit.rows.quoted.is_empty()
        && !rest
            .iter()
            .any(|word| word.classes.meets(VERBAL.less(VERB)))
        && !rest.iter().skip(usize::from(aged)).any(Token::is_number)
        && (aged
            || rest.iter().all(|word| {
                word.capital
                    || word.has(Class::Patient)
                    || word.has(Class::Talk)
                    || word.has(Class::Preposition)
            }))
        && !rest.iter().any(|word| {
            word.has(Class::Ailment) || word.has(Class::Medicine) || word.has(Class::MedicalUnit)
        })
}

/// What may state something, however short.
const VERBAL: Classes = VERB
    .and(Class::Be)
    .and(Class::Modal)
    .and(Class::Auxiliary)
    .and(Class::Have)
    .and(Class::VerbS)
    .and(Class::Past)
    .and(Class::Ed)
    .and(Class::FactNoun)
    .and(Class::Result);

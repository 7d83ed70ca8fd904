//! # What it is
//! A scrap that asserts nothing by itself: "Examples:", "The good news?". (Items that go with an asking or telling
//! lead-in are in `item`.)
//!
//! # Examples exempt
//! - For instance:
//! - Or if the person is injured or has diabetes. (a case, of which nothing is said)
//! - The bad news?
//! - Hey there!
//!
//! # Examples that stay a claim
//! - Good news: most people recover.
//! - If you smoke your risk is higher.

use crate::claim::class::{Class, Classes, VERB};
use crate::claim::clause;
use crate::claim::condition;
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

/// A clause that asks, and nothing behind it: "what went wrong, as you saw it", but "what you eat shapes your gut".
pub(super) fn is_asked(unit: &Unit<'_>) -> bool {
    let tokens = unit.body();
    let states = |from: usize| {
        tokens
            .get(from..)
            .is_some_and(|rest| clause::statement(rest, false).is_some())
    };
    let verb = tokens
        .get(1..)
        .and_then(|rest| clause::statement(rest, false))
        .map(|at| at + 2);
    unit.is_any(tokens, 0, one_of!["whether", "how", "what", "who", "which"])
        && tokens.first().is_some_and(|wh| !wh.capital)
        && tokens.get(1).is_some_and(|next| !next.has(Class::Be))
        && unit.main_parts().count() == 1
        && !tokens.iter().enumerate().any(|(at, token)| {
            let joint = tokens
                .get(at + 1)
                .is_some_and(|joint| joint.has(Class::Conjunction));
            token.is_comma() && !joint && states(at + 1)
        })
        && !tokens
            .iter()
            .enumerate()
            .skip(verb.unwrap_or(3))
            .any(|(at, shapes)| {
                shapes.has(Class::VerbS)
                    && (!shapes.has(Class::VerbSOrNoun)
                        || tokens
                            .get(at + 1)
                            .is_some_and(|object| object.has(Class::Determiner)))
            })
}

/// Words of the longest scrap.
const SCRAP: usize = 3;

/// "Hey there!", "The short answer first.": no verb, nothing of health, and too little to assert anything.
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
        && !words().any(|word| word.classes.meets(ANSWERS) || word.is_in(listed!(PARTS, "answers")))
        && !unit.tally().matters()
}

/// Words of the longest signature.
const SIGNATURE: usize = 8;

/// "Beryl, 84", "Margaret, Mill Lane patient": who was quoted.
pub(super) fn is_signature(unit: &Unit<'_>) -> bool {
    // "— Geoff, 68"
    let main = unit.main();
    let dash = main.iter().take_while(|token| token.is_mark()).count();
    let tokens = main.get(dash..).unwrap_or_default();
    let [name, comma, rest @ ..] = tokens else {
        return false;
    };
    let aged = rest.first().is_some_and(|age| {
        let years = unit.word(age);
        years.len() == 2
            && years.bytes().all(|digit| digit.is_ascii_digit())
            && rest.get(1).is_none_or(Token::is_comma)
    });
    let from_somewhere = rest
        .iter()
        .any(|word| word.capital || word.has(Class::Patient));
    unit.context.kind == UnitKind::Paragraph
        && unit.closing() == Break::None
        && tokens.len() <= SIGNATURE
        && name.has(Class::Name)
        && comma.is_comma()
        && unit.rows.quoted.is_empty()
        && !rest.iter().any(|word| word.classes.meets(FINITE))
        && !rest.iter().skip(usize::from(aged)).any(Token::is_number)
        && (aged
            || from_somewhere
                && rest.iter().all(|word| {
                    word.capital
                        || word.has(Class::Patient)
                        || word.has(Class::Talk)
                        || word.has(Class::Service)
                        || word.is_comma()
                        || word.has(Class::Preposition)
                }))
        && !rest.iter().any(|word| {
            word.has(Class::Ailment) || word.has(Class::Medicine) || word.has(Class::MedicalUnit)
        })
}

/// What may state something, however short.
const VERBAL: Classes = VERB.union(FINITE);

/// The same without verbs that may be nouns or parts of names: "Harbour ward".
const FINITE: Classes = Classes::of(Class::Be)
    .and(Class::Modal)
    .and(Class::Auxiliary)
    .and(Class::Have)
    .and(Class::VerbS)
    .and(Class::Past)
    .and(Class::Ed)
    .and(Class::FactNoun)
    .and(Class::Result);

/// What may answer a question: "About a week.", "Almost everyone."
const ANSWERS: Classes = Classes::of(Class::TimeUnit)
    .and(Class::TimeNoun)
    .and(Class::Frequency)
    .and(Class::Quantifier)
    .and(Class::Number)
    .and(Class::NumberWord);

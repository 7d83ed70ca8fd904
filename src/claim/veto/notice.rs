//! Numbers that a desk sets or names, and no limit of care: "three working days", "a month's notice", "we'll reply
//! within a day", "text 85258", "two phone numbers".
//!
//! In goes a row of words and the place of a number in it; out comes whether it is such a number.

use std::ops::Range;

use crate::claim::class::Class;
use crate::claim::token::Token;
use crate::claim::unit::Unit;

pub(super) fn is_of_a_desk(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    is_given(unit, tokens, at)
        || is_promised(unit, tokens, at)
        || is_dialled(unit, tokens, at)
        || counts_things(unit, tokens, at)
        || is_ahead(unit, tokens, at)
}

/// "two full working days", "eight weeks' notice"
fn is_given(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let time = |at: usize| tokens.get(at).is_some_and(|time| time.has(Class::TimeUnit));
    (at + 1..at + 3).any(|at| unit.is_any(tokens, at, one_of!["working"]) && time(at + 1))
        || time(at + 1) && unit.is_any(tokens, at + 2, one_of!["notice"])
}

/// "and one of our team will reply within a day": the publisher may time what it does itself.
fn is_promised(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let within = at
        .checked_sub(1)
        .is_some_and(|at| unit.is_any(tokens, at, one_of!["within", "in"]));
    let lead = tokens.get(..at).unwrap_or_default();
    let ours = lead
        .iter()
        .rposition(|we| we.is_in(one_of!["our", "we", "we'll", "we’ll"]));
    within
        && ours.is_some_and(|ours| {
            let case = |at: usize| unit.is_any(tokens, at, one_of!["if", "when", "unless"]);
            !(ours..at).any(case)
                && (ours..at).any(|at| {
                    unit.is_any(
                        tokens,
                        at,
                        one_of!["will", "we'll", "we’ll", "aim", "try", "answer", "reply"],
                    )
                })
        })
}

/// Words that open a case stand among those of `places`.
fn has_case(unit: &Unit<'_>, tokens: &[Token], mut places: Range<usize>) -> bool {
    places.any(|at| unit.is_any(tokens, at, one_of!["if", "when", "until", "unless"]))
}

/// "text SHOUT to 85258"
fn is_dialled(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|number| {
        let word = unit.word(number);
        word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_digit())
    }) && at.checked_sub(1).is_some_and(|at| {
        unit.is_any(
            tokens,
            at,
            one_of!["to", "on", "call", "ring", "text", "dial"],
        )
    }) && !tokens
        .get(at + 1)
        .is_some_and(|unit| unit.has(Class::MedicalUnit) || unit.has(Class::TimeUnit))
}

/// "two nurses", "two phone numbers"
fn counts_things(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|thing| {
        (thing.has(Class::Talk) || thing.has(Class::Carer))
            && !has_case(unit, tokens, 0..at)
            && !thing.has(Class::TimeNoun)
            && !thing.is_in(one_of!["times", "evenings", "afternoons"])
    }) && !tokens.iter().any(|token| token.has(Class::Medicine))
}

/// "Call the booking line at least three days before": how long ahead a desk wants to know.
fn is_ahead(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let called = lead.iter().any(|verb| {
        verb.has(Class::Ringing) || verb.is_in(one_of!["book", "cancel", "email", "order", "text"])
    });
    let clause = lead
        .iter()
        .rposition(Token::is_comma)
        .map_or(0, |at| at + 1);
    called
        && !has_case(unit, tokens, clause..at)
        && (at + 1..at + 4).any(|at| unit.is_any(tokens, at, one_of!["before"]))
        && tokens
            .iter()
            .skip(at + 1)
            .take(2)
            .any(|time| time.has(Class::TimeUnit))
        && !tokens
            .iter()
            .any(|token| token.has(Class::Medicine) || token.has(Class::Ailment))
}

#[cfg(test)]
mod tests {
    use crate::claim::unit::Context;
    use crate::claim::verdict::judge;
    use crate::claim::words::Words;

    fn is_claim(text: &str) -> bool {
        judge(&Context::sentence(text), Words::english()).is_claim()
    }

    #[test]
    fn what_a_desk_sets_is_no_limit_of_care() {
        for text in [
            "Give our desk at least eight weeks' notice.",
            "Fill in the form within five working days.",
            "Text the nurses and one of our team will reply within a day.",
            "If you need hospital transport, please call the booking line at least three days before.",
        ] {
            assert!(!is_claim(text), "{text}");
        }
    }

    #[test]
    fn limits_that_look_like_those_of_a_desk_stay() {
        for text in [
            "See your GP if after two weeks you notice blood.",
            "Call 999 if within ten minutes you notice no change.",
            "Call your doctor if you bleed two days before your scan.",
            "Call our nurse if your child will not wee in 12 hours.",
            "See a doctor if your platelets are below 50000.",
            "Call your midwife if you bleed on more than three evenings.",
        ] {
            assert!(is_claim(text), "{text}");
        }
    }
}

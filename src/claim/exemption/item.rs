//! # What it is
//! A list item that goes with its lead-in or, without one, completes its heading.
//!
//! # Exempt
//! - new numbness (under "Tell your doctor about:")
//! - a paper book (under "Before bed, try one of these:")
//! - brown rice (under the heading "Shopping list")
//!
//! # Still a claim
//! - poor appetite (under "Symptoms include:")
//! - choose wholegrain bread (under "To lower your risk:": the lead-in promises an effect)
//! - camomile tea, which calms (informs, whatever the lead-in)

use super::super::class::Class;
use super::super::stem::{Stem, StemClass};
use super::super::token::Break;
use super::super::unit::{Part, Unit};
use super::{Exemption, Found, Reading, instruction, read, span};

/// `None`: the item is judged on its own.
pub(super) fn find(unit: &Unit<'_>) -> Option<Found> {
    let Some(stem) = unit.context.stem else {
        return under_heading(unit);
    };
    match stem.class {
        StemClass::Promise | StemClass::Claim => Some(Found::None),
        StemClass::Setting | StemClass::Voice => None,
        StemClass::Label => {
            let plain = unit.main_parts().any(|part| {
                let tokens = unit.tokens(part);
                let start = super::super::head::skip_adverbs(tokens, 0);
                tokens.get(start..).is_some_and(|heart| {
                    heart.first().is_some_and(|verb| {
                        verb.has(Class::Command)
                            || verb.has(Class::Have)
                                && heart.get(1).is_some_and(|next| next.has(Class::Negation))
                    }) && instruction::is_command(unit, heart)
                        || unit.words.table(super::Phrases::Advice).at(heart).is_some()
                })
            });
            if plain || unit.closing() == Break::Question {
                None
            } else {
                Some(Found::None)
            }
        }
        StemClass::Directive | StemClass::Tips => Some(inherits(unit, false)),
        StemClass::Condition => Some(inherits(unit, true)),
    }
}

/// The parts of an item under a lead-in that is exempt. Under a condition ("if") the first part may be a clause.
fn inherits(unit: &Unit<'_>, condition: bool) -> Found {
    let mut was = None;
    for (index, part) in unit.parts.iter().enumerate() {
        match read(unit, part) {
            Reading::Exempt(exemption) => {
                was.get_or_insert(exemption);
            }
            Reading::Silent => {}
            Reading::Statement if index == 0 && may_complete(unit, part, condition) => {}
            Reading::Statement => {
                return Found::Mixed(Exemption::Fragment, span(unit.tokens(part)));
            }
        }
    }
    Found::Parts(was.unwrap_or(Exemption::Fragment))
}

/// Does the part complete its lead-in rather than state something?
fn may_complete(unit: &Unit<'_>, part: &Part, condition: bool) -> bool {
    let tokens = unit.tokens(part);
    if !condition {
        let starts_clause = tokens
            .first()
            .is_some_and(|token| token.has(Class::Subordinator));
        return starts_clause
            || super::super::clause::statement(tokens, false).is_none()
                && !super::is_verbal(tokens)
            || asks_indirectly(tokens);
    }
    // "This can be a sign of infection." is a sentence of its own, not a further case.
    let whole_sentence =
        unit.closing() == Break::Stop && tokens.first().is_some_and(|token| token.capital);
    let points_back = tokens.first().is_some_and(|token| {
        token.has(Class::SubjectPronoun)
            || token.has(Class::Determiner) && token.has(Class::Subordinator)
    }) && !tokens.first().is_some_and(|token| {
        unit.context
            .text
            .get(token.start..token.end)
            .is_some_and(|word| word.eq_ignore_ascii_case("you"))
    });
    let hedged = tokens.iter().any(|token| token.has(Class::Modal));
    !(whole_sentence && (points_back || hedged))
}

/// "what side effects to watch for", "whether you can drive", "noise that keeps you awake".
fn asks_indirectly(tokens: &[super::super::token::Token]) -> bool {
    tokens.iter().any(|token| token.has(Class::Subordinator))
        && super::super::clause::statement(tokens, false).is_none()
}

/// An item without a lead-in completes its heading.
fn under_heading(unit: &Unit<'_>) -> Option<Found> {
    let heading = Stem::new(unit.context.heading?, unit.words);
    let alone = super::parts(unit);
    match (alone, heading.class) {
        (Found::None, StemClass::Tips) => Some(inherits(unit, false)),
        (Found::None, StemClass::Condition) => Some(inherits(unit, true)),
        (Found::None, StemClass::Directive)
            if !unit
                .context
                .heading
                .is_some_and(|text| text.trim_end().ends_with('?')) =>
        {
            Some(inherits(unit, false))
        }
        (found, _) => Some(found),
    }
}

//! The reasons why a unit may be no claim, and the order in which they are tried.
//!
//! In goes a unit made ready; out comes the exemption that covers it, whole or part by part, or none. Each reason is
//! one file with its examples. What none of them covers is a claim.

mod advice;
mod arrangement;
mod boilerplate;
mod desk;
mod disclaimer;
mod everyday;
mod example;
mod fragment;
mod house;
mod instruction;
mod item;
mod meta;
pub(crate) mod name;
mod opinion;
pub(crate) mod part;
mod price;
mod provider;
mod question;
mod quote;
mod reader;
mod reading;
mod resource;
mod service;
pub(crate) mod stem;
mod stipulation;
mod story;
mod subject;
mod talk;
mod terms;

use std::ops::Range;

use super::class::{Class, Classes};
use super::head::Hearts;
use super::token::Token;
use super::unit::{Unit, UnitKind};
use super::veto::Veto;
use super::words::Phrases;

pub use name::Exemption;
pub(crate) use reading::Found;

/// Of these no reason speaks that is only about the publisher.
const HEALTH: Classes = Classes::of(Class::Medicine)
    .and(Class::Ailment)
    .and(Class::Benefit)
    .and(Class::Harm)
    .and(Class::Result);

/// "Book early, because our lines are busy", "take a ticket, which we will stamp": a reason or a clause that is itself
/// talk about the publisher says no more about health than the rest. `words` is the place of those that open it.
pub(crate) fn is_own(unit: &Unit<'_>, veto: Veto, words: &Range<usize>) -> bool {
    if talk::excuses(unit, veto, words) {
        return true;
    }
    if !matches!(veto, Veto::Reason | Veto::Relative) {
        return false;
    }
    // A second reason behind it is not excused with the first.
    let again = unit.open_rows().into_iter().any(|row| {
        (0..row.len()).any(|at| {
            row.get(at..).is_some_and(|rest| {
                rest.first()
                    .is_some_and(|word| word.place().start >= words.end)
                    && unit.words.table(Phrases::Reason).at(rest).is_some()
            })
        })
    });
    if again {
        return false;
    }
    unit.parts.iter().any(|part| {
        let tokens = unit.tokens(part);
        let within = tokens
            .iter()
            .position(|token| token.place().start == words.start);
        let Some(from) = within else {
            return false;
        };
        // The words that open a reason may reach into it: "so the", "as our".
        let comma = usize::from(tokens.get(from).is_some_and(Token::is_comma));
        let so = unit.is_any(tokens, from + comma, one_of!["so"]);
        let that = usize::from(so && unit.is_any(tokens, from + comma + 1, one_of!["that"]));
        let open = comma + 1 + that;
        tokens.get(from + open..).is_some_and(|rest| {
            // "the ward" is no warding off.
            if rest.iter().any(|token| {
                token.classes.meets(HEALTH) && !token.has(Class::Amenity)
                    || token.is_in(listed!(SERVICE, "of the world"))
                        && !token.has(Class::Quantifier)
                        && !token.has(Class::Determiner)
            }) {
                return false;
            }
            let lead = tokens.get(..from).unwrap_or_default();
            match veto {
                Veto::Reason if is_handed(lead, rest) => true,
                Veto::Reason
                    if so
                        && unit.is_any(rest, 0, one_of!["we"])
                        && unit.is_any(rest, 1, one_of!["can", "could", "will"]) =>
                {
                    provider::lets_us(rest)
                }
                Veto::Reason => meta::covers(unit, &Hearts::of(rest)) || provider::is_short(rest),
                _ => provider::is_own_clause(rest),
            }
        })
    })
}

/// "This leaflet was given to you", "because you are to have a scan": why it is this reader who has it.
fn is_handed(lead: &[Token], reason: &[Token]) -> bool {
    let handed = lead.iter().any(|verb| {
        verb.is_in(one_of![
            "sent", "given", "received", "got", "handed", "reading", "telling", "referred"
        ])
    });
    let asked = reason.iter().take(9).skip(1).any(|verb| {
        verb.is_in(one_of![
            "agreed",
            "asked",
            "booked",
            "due",
            "joined",
            "referred",
            "registered",
            "right",
            "signed",
            "told"
        ])
    });
    let leaflet = lead
        .iter()
        .any(|paper| paper.is_in(one_of!["leaflet", "letter", "booklet", "page", "referred"]));
    let foretells = reason.iter().any(|word| {
        word.has(Class::Comparator) && !word.has(Class::Preposition) || word.has(Class::Modal)
    });
    handed
        && lead.iter().any(|you| you.has(Class::Addressee))
        && reason
            .first()
            .is_some_and(|you| you.has(Class::Addressee) || you.is_in(one_of!["your", "of"]))
        && (asked || leaflet)
        && !foretells
}

/// Tries the exemptions in order.
pub(crate) fn find(unit: &Unit<'_>) -> Found {
    let kind = unit.context.kind;
    if boilerplate::applies(unit) {
        return Found::Whole(Exemption::Boilerplate);
    }
    if matches!(kind, UnitKind::Cell | UnitKind::Caption) {
        // A table's values and a figure's words always need a source, unless they only point elsewhere.
        return if kind == UnitKind::Caption && question::applies(unit) {
            Found::Whole(Exemption::Question)
        } else {
            Found::None
        };
    }
    if quote::applies(unit) {
        return Found::Whole(Exemption::Quote);
    }
    if kind == UnitKind::Quotation {
        return Found::None;
    }
    if question::applies(unit) {
        return Found::Whole(Exemption::Question);
    }
    if fragment::applies(unit) {
        return Found::Whole(Exemption::Fragment);
    }
    if stem::applies(unit) {
        return Found::Whole(Exemption::Stem);
    }
    if stipulation::applies(unit) {
        return Found::Whole(Exemption::Stipulation);
    }
    if disclaimer::applies(unit) {
        return Found::Whole(Exemption::Disclaimer);
    }
    if kind == UnitKind::ListItem
        && let Some(found) = item::find(unit)
    {
        return match found {
            Found::None if talk::goes_with_stem(unit) => Found::Parts(Exemption::Talk),
            Found::None if price::applies(unit) => Found::Parts(Exemption::Meta),
            found => found,
        };
    }
    match reading::parts(unit) {
        reading::Found::None if kind == UnitKind::Paragraph && item::continues_heading(unit) => {
            item::case(unit)
        }
        reading::Found::None
            if fragment::is_case(unit)
                || fragment::is_scrap(unit)
                || fragment::is_signature(unit) =>
        {
            Found::Parts(Exemption::Fragment)
        }
        reading::Found::None | reading::Found::Mixed(..) if price::applies(unit) => {
            Found::Parts(Exemption::Meta)
        }
        reading::Found::None | reading::Found::Mixed(..) if talk::applies(unit) => {
            Found::Parts(Exemption::Talk)
        }
        found => found,
    }
}

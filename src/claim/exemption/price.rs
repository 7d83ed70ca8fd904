//! What the publisher charges: "Nail cutting only – £30", "A consultation costs £20", "Sessions are £55". It is told with
//! the talk about the page (`meta`).
//!
//! In goes a unit. A price list needs no verb; a sentence has to be about what is charged for here. What things cost
//! elsewhere, about or up to how much, is about the world.

use crate::claim::class::{Class, Classes};
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::veto;

/// Words of the longest entry or sentence that is read so.
const LONGEST: usize = 24;

/// What a publisher charges for.
const CHARGED: Classes = Classes::of(Class::Service)
    .and(Class::DeskThing)
    .and(Class::Offering)
    .and(Class::FirstPerson);

/// What says more than a price.
const MORE: Classes = Classes::of(Class::BenefitS)
    .and(Class::HarmS)
    .and(Class::Expert);

/// Judges the unit as a whole.
pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let main = unit.main();
    if main.len() > LONGEST || !unit.context.text.contains(['£', '$', '€']) {
        return false;
    }
    let Some(price) = main
        .iter()
        .position(|token| token.is_number() && veto::is_price(unit, token))
    else {
        return false;
    };
    let elsewhere = main.iter().any(|token| {
        token.classes.meets(MORE)
            || token.is_in(one_of![
                "about",
                "around",
                "average",
                "between",
                "billion",
                "bn",
                "economy",
                "employer",
                "employers",
                "fined",
                "million",
                "nhs",
                "private",
                "roughly",
                "save",
                "saves",
                "taxpayers",
                "up",
                "usually",
                "worker",
                "workers",
                "worth",
                "year"
            ])
    });
    !elsewhere && (is_entry(unit) || is_charged(main.get(..price).unwrap_or_default()))
}

/// "Nail surgery, one toe, with all dressings – £290": no verb, which alone could state something.
fn is_entry(unit: &Unit<'_>) -> bool {
    let verbal = |token: &Token| {
        token.has(Class::Be)
            || token.has(Class::Modal)
            || token.has(Class::Have)
            || token.has(Class::Auxiliary)
            || token.has(Class::Past)
            || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun)
            || token.is_in(one_of!["cost", "costs"])
    };
    !unit.open_rows().into_iter().flatten().any(verbal)
}

/// "A consultation costs", "It's", "Splints start at": up to the price, what is charged for and that it is.
fn is_charged(lead: &[Token]) -> bool {
    let it = lead
        .first()
        .is_some_and(|it| it.is_in(one_of!["it", "it's", "it’s", "that's", "that’s"]));
    let costs = lead.iter().rev().take(3).any(|verb| {
        verb.has(Class::Be)
            || verb.is_in(one_of!["cost", "costs", "start", "starts", "it's", "it’s"])
    });
    costs && (it || lead.iter().any(|thing| thing.classes.meets(CHARGED)))
}

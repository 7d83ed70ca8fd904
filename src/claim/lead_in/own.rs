//! Lead-ins of what somebody does, has or offers: "My kit for a wet walk", "To borrow a wheelchair, all we need is",
//! "What lives in the bottom of my bag".
//!
//! In goes a lead-in made ready; out comes whether its items belong to the writer or the publisher, so that those of
//! them that name nothing of health assert nothing.

use crate::claim::class::{Class, Classes};
use crate::claim::spelling::Spellings;
use crate::claim::stem::Whose;
use crate::claim::unit::Unit;

/// What a list of facts is about, whoever gives it.
const FACTS: Classes = Classes::of(Class::FactNoun)
    .and(Class::Ailment)
    .and(Class::Medicine)
    .and(Class::Benefit)
    .and(Class::BenefitS)
    .and(Class::BenefitIng)
    .and(Class::Harm)
    .and(Class::HarmS)
    .and(Class::Result)
    .and(Class::Quantifier)
    .and(Class::Patient);

const HELP: &Spellings = one_of!["help", "helped", "helps"];

pub(super) fn whose(unit: &Unit<'_>) -> Whose {
    if is_of_ones_own(unit) {
        Whose::Own
    } else if unit
        .main()
        .iter()
        .any(|you| you.has(Class::Addressee) || you.has(Class::FirstPerson))
    {
        Whose::Reader
    } else {
        Whose::Anybodys
    }
}

fn is_of_ones_own(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    // "How you can help us" asks for it, "What helped me" tells of one.
    let helps_us = (0..body.len())
        .any(|at| unit.is_any(body, at, HELP) && unit.is_any(body, at + 1, one_of!["us", "me"]));
    unit.first_person()
        && (helps_us || !unit.tally().is_of_health())
        && !unit.is_any(body, 0, one_of!["who"])
        && !body.iter().any(|word| {
            word.classes.meets(FACTS) && !(helps_us && word.is_in(HELP))
                || word.is_in(listed!(LEADS, "found out"))
        })
}

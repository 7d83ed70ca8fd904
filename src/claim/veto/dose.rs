//! # What it is
//! A number with a medical unit, or so many a day.
//!
//! # Turns back
//! - Keep salt under 6 g a day.
//! - Take one puff every minute.
//! - Have no more than two portions of meat a week.
//! - Put ice on the ankle four times daily.
//! - Stir one sachet into half a litre of water.
//! - Hold the burn under running water for 20 minutes.
//!
//! # Does not
//! - Hold for ten seconds, then repeat five times.
//! - Wash your face twice a day.
//! - Parking costs £3 a day.

use std::ops::Range;

use crate::claim::class::Class;
use crate::claim::token::{self, Token};
use crate::claim::unit::Unit;

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    unit.open_rows().into_iter().find_map(|tokens| {
        let medicine = tokens.iter().any(|token| token.has(Class::Medicine));
        (0..tokens.len()).find_map(|at| here(unit, tokens, at, medicine))
    })
}

/// "£3 a day"
pub(crate) fn is_price(unit: &Unit<'_>, number: &Token) -> bool {
    let lead = unit.context.text.get(..number.place().start);
    unit.word(number).starts_with(['£', '$', '€'])
        || lead.is_some_and(|lead| lead.ends_with(['£', '$', '€']))
}

fn here(unit: &Unit<'_>, tokens: &[Token], at: usize, medicine: bool) -> Option<Range<usize>> {
    let half = unit.is_any(tokens, at, one_of!["one"])
        && unit.is_any(tokens, at + 1, one_of!["and"])
        && unit.is_any(tokens, at + 3, one_of!["half", "quarter"]);
    let number = tokens.get(at)?.is_number() || half;
    let one = unit.is_any(tokens, at, one_of!["a", "an", "one", "half", "per"]);
    if let Some(to) = share(unit, tokens, at) {
        return Some(token::span(tokens, at, to));
    }
    if !number && !one || tokens.get(at).is_some_and(|number| is_price(unit, number)) {
        return None;
    }
    if let Some(to) = mixture(unit, tokens, at).or_else(|| treatment(unit, tokens, at)) {
        return Some(token::span(tokens, at, to));
    }
    if let Some(to) = counted(unit, tokens, at) {
        return Some(token::span(tokens, at, to));
    }
    if number && let Some(to) = regimen(unit, tokens, at) {
        return Some(token::span(tokens, at, to));
    }
    // "two meals a day", "one drink each hour", "five days per week"
    // "Start slowly, with ten minutes a day": how to begin an exercise.
    let begins = number
        && !medicine
        && unit.is_any(tokens, 0, one_of!["start", "begin"])
        && (at + 1..at + 4).any(|at| unit.is_any(tokens, at, one_of!["minute", "minutes"]));
    if begins {
        return None;
    }
    if (number
        || unit.is_any(tokens, at, one_of!["one"])
            && (at > 0 && unit.is_any(tokens, at - 1, one_of!["than", "most"])
                || unit.is_any(tokens, at + 2, one_of!["for"])))
        && let Some(to) = rate(unit, tokens, at)
    {
        return Some(token::span(tokens, at, to));
    }
    // "Turn your head 45 degrees": an angle.
    let angle = number
        && unit.is_any(tokens, at + 1, one_of!["degree", "degrees"])
        && (0..at).any(|at| unit.is_any(tokens, at, listed!(VETOES, "angles")))
        // "past 90 degrees" sets a limit.
        && !(at > 0
            && unit.is_any(
                tokens,
                at - 1,
                one_of!["past", "beyond", "over", "above", "below", "under", "than"],
            ))
        && !unit.is_any(tokens, at + 2, one_of!["c", "f", "celsius", "fahrenheit"])
        && !(0..at).any(|at| {
            unit.is_any(
                tokens,
                at,
                one_of![
                    "temperature",
                    "heating",
                    "oven",
                    "heat",
                    "thermostat",
                    "water"
                ],
            )
        });
    if angle {
        return None;
    }
    // "SPF 30"
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    if number && before.is_some_and(|before| before.has(Class::MedicalUnit) && !before.plural) {
        return Some(token::span(tokens, at - 1, at + 1));
    }
    let reach = tokens
        .get(at + 1..)?
        .iter()
        // "one and a half litres"
        .take(if number && unit.is_any(tokens, at + 1, one_of!["and"]) {
            5
        } else if number {
            3
        } else {
            1
        });
    let measure = reach
        .enumerate()
        .find(|(_, token)| {
            // Beside a medicine a duration is part of the dose: "stay upright for 30 minutes".
            token.has(Class::MedicalUnit) && !token.is_number()
                || number && medicine && token.has(Class::TimeUnit)
        })
        .map(|(offset, _)| at + 2 + offset)?;
    // "a drink", "one cup": a measure only when a rate follows.
    (number || rate_follows(unit, tokens, measure)).then(|| token::span(tokens, at, measure))
}

/// "half a tablet", "one capsule", "twice the amount", "double your dose".
fn share(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let little = usize::from(unit.is_any(
        tokens,
        at + 1,
        one_of!["a", "an", "the", "your", "of", "as"],
    ));
    let noun = tokens.get(at + 1 + little)?;
    let pill = noun.has(Class::Medicine)
        || noun.has(Class::Dosing) && noun.has(Class::MedicalUnit)
        || unit.is_any(tokens, at + 1 + little, listed!(VETOES, "doses"));
    let amount = unit.is_any(tokens, at + 1 + little, listed!(VETOES, "amounts"));
    let part = unit.is_any(tokens, at, one_of!["half", "quarter", "third"]) && (pill || amount);
    let times =
        unit.is_any(tokens, at, one_of!["twice", "double", "triple"]) && little == 1 && amount;
    let one = unit.is_any(tokens, at, one_of!["one"]) && little == 0 && pill;
    (part || times || one).then_some(at + 2 + little)
}

/// "Mix one full packet in a litre of water", "Give half a cup after each loose stool": what is made up or given.
fn mixture(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let counted = unit.is_any(tokens, at, one_of!["one", "half"]);
    let made =
        counted && (0..at.min(8)).any(|at| unit.is_any(tokens, at, listed!(VETOES, "mixes")));
    let measure = (at + 1..at + 4).find(|&at| {
        tokens.get(at).is_some_and(|measure| {
            measure.has(Class::MedicalUnit) || unit.is_any(tokens, at, one_of!["packet", "scoop"])
        })
    })?;
    made.then_some(measure + 1)
}

/// "Rinse the eye for 20 minutes": how long first aid is given. How long one sits in a bath is no dose.
fn treatment(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let lead = tokens.get(..at)?;
    let lasts = unit.is_any(
        lead,
        at.checked_sub(1)?,
        one_of!["for", "least", "to", "first"],
    ) && lead
        .iter()
        .enumerate()
        .any(|(at, _)| unit.is_any(lead, at, one_of!["for"]));
    let time = (at + 1..at + 4)
        .find(|&at| tokens.get(at).is_some_and(|time| time.has(Class::TimeUnit)))?;
    let aids =
        (0..at).any(|at| {
            unit.is_any(lead, at, listed!(VETOES, "first aid"))
                || unit.is_any(lead, at, one_of!["running", "cool"])
                    && (1..4).any(|next| unit.is_any(lead, at + next, one_of!["water"]))
                || unit.is_any(lead, at, one_of!["ice", "cold", "heat", "hot", "warm"])
                    && unit.is_any(
                        lead,
                        at + 1,
                        one_of!["bottle", "compress", "flannel", "pack", "pad"],
                    )
                || unit.is_any(lead, at, one_of!["pressure"])
                    && lead.iter().take(at).enumerate().any(|(at, _)| {
                        unit.is_any(lead, at, one_of!["apply", "put", "keep", "press"])
                    })
        });
    (lasts && aids).then_some(time + 1)
}

/// So many of a thing a day.
fn rate(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let times = unit.is_any(tokens, at, one_of!["once", "twice", "thrice"])
        || unit.is_any(tokens, at + 1, one_of!["times"]);
    // "open 24 hours a day, seven days a week"
    let always = unit.is_any(tokens, at, one_of!["24", "7", "seven"])
        && unit.is_any(tokens, at + 1, one_of!["hours", "days"]);
    if always {
        return None;
    }
    (at + 1..at + 4).find_map(|at| {
        let rated = unit.is_any(tokens, at, one_of!["a", "an", "each", "per"])
            && tokens
                .get(at + 1)
                .is_some_and(|time| time.has(Class::TimeUnit));
        // "with one finger for a minute"
        let rated = rated && !unit.is_any(tokens, at - 1, one_of!["for", "in", "within"]);
        let each = unit.is_any(tokens, at, one_of!["for"])
            && unit.is_any(tokens, at + 1, one_of!["every", "each"]);
        (rated && !times || each).then_some(at + 2)
    })
}

/// "ice four times daily", "your tablets twice a day": how often, said of a medicine or a treatment. How often a face is
/// washed is no dose.
fn regimen(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let next = if unit.is_any(tokens, at, one_of!["twice", "thrice"]) {
        at + 1
    } else if unit.is_any(tokens, at + 1, one_of!["times"]) {
        at + 2
    } else {
        return None;
    };
    let to = if unit.is_any(tokens, next, one_of!["daily", "weekly"]) {
        next + 1
    } else if unit.is_any(tokens, next, one_of!["a", "per", "each", "every"])
        && tokens
            .get(next + 1)
            .is_some_and(|time| time.has(Class::TimeUnit))
    {
        next + 2
    } else {
        return None;
    };
    let treats = (0..at).any(|at| {
        tokens.get(at).is_some_and(|noun| noun.has(Class::Medicine))
            || unit.is_any(tokens, at, listed!(VETOES, "treatments"))
            || unit.is_any(
                tokens,
                at,
                one_of![
                    "take", "inhale", "inject", "swallow", "use", "apply", "give"
                ],
            ) && unit.is_any(
                tokens,
                at + 1,
                one_of!["it", "them", "one", "two", "these", "this"],
            )
    });
    treats.then_some(to)
}

/// "Take two with water at bedtime", "Never take two on the same day": so many of what the text is about. "Take one at
/// a time" and "Take two with you" count nothing that is swallowed.
fn counted(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let taken = at > 0
        && !unit.is_any(tokens, at, one_of!["a", "an", "half", "per"])
        && unit.is_any(tokens, at - 1, one_of!["take", "swallow", "chew"]);
    let how = unit.is_any(
        tokens,
        at + 1,
        one_of![
            "with", "as", "at", "on", "in", "before", "after", "every", "each", "daily", "twice",
            "together", "straight", "now",
        ],
    );
    let carried = unit.is_any(tokens, at + 1, one_of!["with"])
        && unit.is_any(tokens, at + 2, one_of!["you", "your", "us"])
        || unit.is_any(tokens, at + 1, one_of!["at"]) && unit.is_any(tokens, at + 2, one_of!["a"]);
    (taken && how && !carried).then_some(at + 2)
}

/// "every minute", "of your reliever every four hours".
fn rate_follows(unit: &Unit<'_>, tokens: &[Token], from: usize) -> bool {
    (from..tokens.len().min(from + 8)).any(|at| {
        unit.is_any(tokens, at, one_of!["every", "per", "each"])
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.has(Class::TimeUnit) || next.is_number())
    })
}

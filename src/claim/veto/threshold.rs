//! # What it is
//! A number or duration that decides who needs care, or how often or how long something medical is due.
//!
//! # Turns back
//! - See a doctor if the pain has not eased after six weeks.
//! - pain that lasts more than a few days (under "Call us if you have:")
//! - Have your eyes tested every year.
//!
//! # Does not
//! - Walk for ten minutes.

use std::ops::Range;

use crate::claim::class::Class;
use crate::claim::stem::StemClass;
use crate::claim::token::{self, Token};
use crate::claim::unit::Unit;

use super::{limit, notice};

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    let under_condition = unit
        .context
        .stem
        .is_some_and(|stem| stem.class == StemClass::Condition || stem.seeks_care)
        // "when your last four periods began": what to tell.
        && !unit.main().first().is_some_and(|first| first.has(Class::Wh));
    search(unit, under_condition)
}

/// The same for "Call us if it lasts more than two hours": talk of the publisher, but the number decides who calls.
pub(crate) fn find_before_calling(unit: &Unit<'_>) -> Option<Range<usize>> {
    let calls = (0..unit.main().len()).any(|at| {
        unit.is_any(
            unit.main(),
            at,
            one_of!["call", "contact", "ring", "phone", "see"],
        ) && (unit.is_any(unit.main(), at + 1, one_of!["us", "me"])
            // "if the pain has not gone after five minutes, ring 999"
            || unit.is_any(unit.main(), at + 1, one_of!["111", "112", "911", "988", "999"]))
    });
    if calls { search(unit, false) } else { None }
}

/// The same for an item under a heading that sends the reader for care.
pub(crate) fn find_in_case(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, true)
}

fn search(unit: &Unit<'_>, under_condition: bool) -> Option<Range<usize>> {
    unit.open_rows().into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            if tokens.get(at)?.is_number()
                && !is_called(unit, tokens, at)
                && !is_label(unit, tokens, at)
                && !notice::is_of_a_desk(unit, tokens, at)
            {
                let decides =
                    under_condition || in_condition(unit, tokens, at) || limits(unit, tokens, at);
                if decides {
                    return Some(token::span(tokens, at, (at + 2).min(tokens.len())));
                }
            }
            let bound = tokens.get(at)?.has(Class::Bound);
            let to = bound
                .then(|| {
                    size(unit, tokens, at).or_else(|| vague(unit, tokens, at, under_condition))
                })
                .flatten()
                .or_else(|| dosing(unit, tokens, at))
                .or_else(|| {
                    let case = || under_condition || in_condition(unit, tokens, at);
                    limit::find(unit, tokens, at, case)
                })?;
            Some(token::span(tokens, at, to.min(tokens.len())))
        })
    })
}

/// The number stands in an "if", "when", "unless" or "until" clause.
fn in_condition(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    // "until you run for thirty minutes": how far an exercise goes.
    let minutes = tokens
        .iter()
        .skip(at + 1)
        .take(3)
        .any(|time| is_short(unit, time))
        && !names_care(unit, tokens);
    let lead = tokens.get(..at).unwrap_or_default();
    let clause = lead.iter().rposition(Token::is_mark).map_or(0, |at| at + 1);
    (clause..at).any(|at| {
        unit.is_any(tokens, at, one_of!["if", "when", "unless", "whenever"])
            || !minutes && unit.is_any(tokens, at, one_of!["until", "once"])
    })
}

/// "every six months", "within two days", "over 65", "up to 20 minutes", "at least twice a week".
fn limits(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    // The unit of time may come after an adjective or after a second number: "two to three hours".
    let reach = tokens.get(at + 1..).unwrap_or_default();
    let near = if (1..3).any(|on| reach.get(on).is_some_and(Token::is_number)) {
        4
    } else {
        2
    };
    let time = reach
        .iter()
        .take(near)
        .find(|token| token.has(Class::TimeUnit));
    // Minutes say how to do a thing more often than when it is due.
    let long = time.is_some_and(|time| !is_short(unit, time));
    // "at least the first six months"
    let before = (0..=before)
        .rev()
        .take(3)
        .find(|&at| !unit.is_any(tokens, at, one_of!["the", "first", "next", "last"]))
        .unwrap_or(before);
    if long
        && unit.is_any(
            tokens,
            before,
            one_of!["every", "within", "after", "wait", "from", "allow", "by"],
        )
    {
        return true;
    }
    // "Do not drive for six weeks"
    let barred = (0..before).any(|at| {
        unit.is_any(
            tokens,
            at,
            one_of![
                "no", "not", "don't", "don’t", "never", "avoid", "off", "throw", "discard", "bin"
            ],
        )
    });
    if long && barred && unit.is_any(tokens, before, one_of!["for"]) {
        return true;
    }
    // "nothing to eat after 02.00"
    let clock = tokens.get(at).is_some_and(|hour| {
        unit.word(hour).contains(['.', ':'])
            || tokens
                .get(at + 1)
                .is_some_and(|half| matches!(unit.word(half), "am" | "pm"))
    });
    let fasts = unit.is_any(
        tokens,
        before,
        one_of!["after", "before", "by", "from", "until"],
    ) && tokens.iter().enumerate().any(|(at, token)| {
        token.has(Class::Medicine)
            || unit.is_any(
                tokens,
                at,
                one_of!["eat", "drink", "food", "fast", "fasting"],
            )
    });
    // "nothing to eat for six hours", "ten feeds in 24 hours"
    let empty = time.is_some()
        && unit.is_any(tokens, before, one_of!["for"])
        && (0..before).any(|at| unit.is_any(tokens, at, one_of!["nothing"]))
        && (0..before).any(|at| unit.is_any(tokens, at, one_of!["eat", "drink"]));
    let rate = time.is_some()
        && unit.is_any(tokens, before, one_of!["in", "per"])
        && tokens.iter().take(before).any(Token::is_number);
    if clock && fasts || empty || rate {
        return true;
    }
    // "Supervise them for the first 14 days"
    let at_first = long
        && unit.is_any(tokens, before, one_of!["for"])
        && unit.is_any(tokens, before + 1, one_of!["the"])
        && unit.is_any(tokens, before + 2, one_of!["first"]);
    if at_first {
        return true;
    }
    // "sip water every 15 minutes", "clear fluids for the first 12 hours"
    let drinks = time.is_some()
        && (unit.is_any(tokens, before, one_of!["every"])
            || long
                && unit.is_any(tokens, before, one_of!["for"])
                && unit.is_any(tokens, 0, one_of!["give", "offer", "drink", "sip"]))
        && (0..at).any(|at| unit.is_any(tokens, at, listed!(VETOES, "drunk")));
    if drinks {
        return true;
    }
    // "Cool the burn for twenty minutes"
    let burn = time.is_some()
        && unit.is_any(tokens, before, one_of!["for"])
        && (0..at).any(|at| {
            unit.is_any(
                tokens,
                at,
                one_of!["burn", "burns", "scald", "scalds", "scalded"],
            )
        });
    if burn {
        return true;
    }
    let up_to = unit.is_any(tokens, before, one_of!["to"])
        && before > 0
        && unit.is_any(tokens, before - 1, one_of!["up"]);
    let vague = unit.is_any(
        tokens,
        before,
        one_of!["about", "around", "roughly", "exactly"],
    );
    // "at least four times a day": how often, which the dose judges.
    let often = unit.is_any(tokens, at + 1, one_of!["times"]);
    up_to
        || !vague
            && !often
            && tokens
                .get(before)
                .is_some_and(|token| token.has(Class::Comparator))
            // "Warm up for at least five minutes": minutes say how, unless somebody's help is at stake.
            && (!time.is_some_and(|time| is_short(unit, time)) || names_care(unit, tokens))
}

/// A helper, a medicine or an emergency is named.
fn names_care(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| token.has(Class::Carer) || token.has(Class::Medicine))
        || (0..tokens.len()).any(|at| {
            unit.is_any(
                tokens,
                at,
                one_of![
                    "111",
                    "112",
                    "911",
                    "999",
                    "emergency",
                    "help",
                    "pressure",
                    "cool",
                    "running",
                ],
            )
        })
}

/// Seconds and minutes.
fn is_short(unit: &Unit<'_>, time: &Token) -> bool {
    matches!(unit.word(time), "second" | "seconds" | "minute" | "minutes")
}

/// "bigger than your hand".
fn size(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let compares = listed!(VETOES, "sizes");
    (unit.is_any(tokens, at, compares)
        && unit.is_any(tokens, at + 1, one_of!["than"])
        && !(unit.is_any(tokens, at + 2, one_of!["the"])
            && unit.is_any(tokens, at + 3, one_of!["other", "rest", "others"])))
    .then_some(at + 4)
}

/// "half an hour before breakfast", said of taking a medicine.
fn dosing(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let time = tokens.get(at)?.has(Class::TimeUnit)
        && unit.is_any(tokens, at + 1, one_of!["before", "after", "apart"]);
    (time && tokens.iter().any(|token| token.has(Class::Dosing))).then_some(at + 2)
}

/// "more than a few days", "longer than a week", "within the hour".
fn vague(unit: &Unit<'_>, tokens: &[Token], at: usize, case: bool) -> Option<usize> {
    // "once a year"
    if unit.is_any(tokens, at, one_of!["once", "twice", "times"])
        && unit.is_any(tokens, at + 1, one_of!["a", "every", "per"])
        && unit.is_any(tokens, at + 2, one_of!["year"])
    {
        return Some(at + 3);
    }
    // "every other day"
    if unit.is_any(tokens, at, one_of!["every"])
        && unit.is_any(tokens, at + 1, one_of!["other", "few"])
        && tokens
            .get(at + 2)
            .is_some_and(|time| time.has(Class::TimeUnit) && !is_short(unit, time))
    {
        return Some(at + 3);
    }
    // "a seizure in the past year", under a condition
    let past = unit.is_any(tokens, at, one_of!["in", "within", "for", "over"])
        && unit.is_any(tokens, at + 1, one_of!["the"])
        && unit.is_any(tokens, at + 2, one_of!["past", "last", "previous"]);
    if past
        && case
        && tokens
            .get(at + 3)
            .is_some_and(|time| time.has(Class::TimeUnit))
    {
        return Some(at + 4);
    }
    // "every hour"
    if unit.is_any(tokens, at, one_of!["every"])
        && unit.is_any(tokens, at + 1, one_of!["hour", "fortnight"])
    {
        return Some(at + 2);
    }
    // "every autumn"
    if unit.is_any(tokens, at, one_of!["every", "each"])
        && unit.is_any(tokens, at + 1, listed!(VETOES, "seasons"))
    {
        return Some(at + 2);
    }
    // "if you have not been checked for a year"
    if unit.is_any(tokens, at, one_of!["for", "in", "within"])
        && unit.is_any(tokens, at + 1, one_of!["a", "an", "one"])
        && tokens
            .get(at + 2)
            .is_some_and(|time| time.has(Class::TimeUnit) && !is_short(unit, time))
        && in_condition(unit, tokens, at)
    {
        return Some(at + 3);
    }
    // "for life"
    if unit.is_any(tokens, at, one_of!["for"])
        && unit.is_any(tokens, at + 1, one_of!["life"])
        && tokens.get(at + 2).is_none_or(Token::is_mark)
    {
        return Some(at + 2);
    }
    // "less than half of your best"
    if unit.is_any(tokens, at, one_of!["than", "under", "below", "over"])
        && unit.is_any(tokens, at + 1, one_of!["half"])
        && unit.is_any(tokens, at + 2, one_of!["of", "your", "the", "what", "as"])
        && (case || in_condition(unit, tokens, at))
    {
        return Some(at + 2);
    }
    // "more than once"
    if unit.is_any(tokens, at, one_of!["than"])
        && unit.is_any(tokens, at + 1, one_of!["once", "twice"])
        && tokens
            .get(at + 2)
            .is_none_or(|next| !next.has(Class::Determiner))
    {
        return Some(at + 2);
    }
    // "if you have tried creams for several months"
    if unit.is_any(tokens, at, one_of!["for", "in", "over"])
        && unit.is_any(tokens, at + 1, one_of!["a", "several", "many", "the"])
        && in_condition(unit, tokens, at)
        && let Some(time) = (at + 2..at + 4).find(|&at| {
            tokens.get(at).is_some_and(|time| {
                time.has(Class::TimeUnit) && !is_short(unit, time) && time.plural
            })
        })
        && unit.is_any(
            tokens,
            time - 1,
            one_of!["several", "few", "many", "couple"],
        )
    {
        return Some(time + 1);
    }
    if !unit.is_any(tokens, at, one_of!["than", "within", "after", "least"]) {
        return None;
    }
    // "ring us at least a week before"
    let notice = unit.is_any(tokens, at, one_of!["least"])
        && (0..at).any(|at| {
            unit.is_any(
                tokens,
                at,
                one_of![
                    "telephone",
                    "phone",
                    "ring",
                    "call",
                    "contact",
                    "book",
                    "tell",
                    "arrive",
                    "cancel"
                ],
            )
        })
        && (at + 2..at + 6).any(|at| {
            unit.is_any(
                tokens,
                at,
                one_of!["before", "beforehand", "ahead", "advance", "notice"],
            )
        });
    if notice {
        return None;
    }
    let counted = unit.is_any(tokens, at + 1, one_of!["a", "an", "one"])
        || tokens
            .get(at + 1)
            .is_some_and(|token| token.has(Class::VagueDuration))
        || unit.is_any(tokens, at, one_of!["within"])
            && unit.is_any(tokens, at + 1, one_of!["the", "that"]);
    // "more than a cupful of blood"
    let full = unit.is_any(tokens, at, one_of!["than"])
        && unit.is_any(
            tokens,
            at + 2,
            one_of![
                "cupful",
                "handful",
                "spoonful",
                "teaspoonful",
                "teaspoon",
                "tablespoon",
                "mouthful"
            ],
        );
    if full && counted {
        return Some(at + 3);
    }
    let time = tokens
        .get(at + 1..)?
        .iter()
        .take(4)
        .position(|token| token.has(Class::TimeUnit))?;
    counted.then_some(at + 2 + time)
}

/// "step 2", "020 7946 0000": a number that names and counts nothing.
fn is_label(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let named = at > 0 && unit.is_any(tokens, at - 1, listed!(VETOES, "labels"))
        // "your first 10k": a race.
        || unit.is_any(tokens, at + 1, one_of!["k"])
        || tokens.get(at).is_some_and(|race| {
            unit.word(race)
                .strip_suffix(['k', 'K'])
                .is_some_and(|long| !long.is_empty() && long.bytes().all(|b| b.is_ascii_digit()))
        });
    let run = tokens
        .get(..=at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|token| token.is_number())
        .count();
    let first = at + 1 - run;
    let number = tokens
        .get(first)
        .is_some_and(|first| unit.word(first).starts_with('0'));
    let long = tokens.get(first + 1).is_some_and(Token::is_number);
    // "the two of you"
    let both = unit.is_any(tokens, at + 1, one_of!["of"])
        && unit.is_any(tokens, at + 2, one_of!["you", "us", "them"]);
    named || both || number && long || is_dialled(unit, tokens, at) || is_always(unit, tokens, at)
}

/// "116 123", "1-877-409-0000": groups of at least three digits side by side, or seven digits in one.
fn is_dialled(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let digits = |at: usize| {
        tokens
            .get(at)
            .filter(|token| token.is_number())
            .map_or(0, |number| {
                unit.word(number).bytes().filter(u8::is_ascii_digit).count()
            })
    };
    let beside = |other: Option<usize>| other.is_some_and(|other| digits(other) >= 3);
    digits(at) >= 7 || digits(at) >= 3 && (beside(Some(at + 1)) || beside(at.checked_sub(1)))
}

/// "open 24 hours a day", "seven days a week": at any time.
fn is_always(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    unit.is_any(tokens, at, one_of!["24", "7", "365", "seven"])
        && unit.is_any(tokens, at + 1, one_of!["hours", "days"])
        && unit.is_any(tokens, at + 2, one_of!["a", "per", "every"])
        && unit.is_any(tokens, at + 3, one_of!["day", "week", "year"])
}

/// "call 111": the number is to be rung.
fn is_called(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    at > 0
        && tokens
            .get(at - 1)
            .is_some_and(|before| before.has(Class::Ringing))
        || tokens.get(at).is_some_and(|number| {
            let number = unit.word(number);
            number.len() > 2
                && number.starts_with('0')
                && number.bytes().all(|b| b.is_ascii_digit())
        })
        || unit.is_any(tokens, at, one_of!["111", "112", "911", "988", "999"])
        || tells_time(unit, tokens, at)
}

/// "at three in the morning"
fn tells_time(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    unit.is_any(tokens, at + 1, one_of!["in"])
        && unit.is_any(tokens, at + 2, one_of!["the"])
        && unit.is_any(tokens, at + 3, one_of!["morning", "afternoon", "evening"])
}

//! Limits without a plain number: "a third full", "by the third week", "a five-minute fit", "for days", "your fiftieth
//! birthday".
//!
//! In goes a row of words and a place in it; out comes where such a limit ends. Whether a case is told there, in which
//! the limit decides who needs care, the caller knows.

use crate::claim::class::Class;
use crate::claim::spelling::Spellings;
use crate::claim::token::Token;
use crate::claim::unit::Unit;

/// Words that place a thing in a row. "Second" is a time as well and stands only where nothing else fits.
const ORDINALS: &Spellings = listed!(VETOES, "ordinals");

/// Where the limit ends that begins at `at`. Of most limits `case` has to say that the words there tell who needs care.
pub(super) fn find(
    unit: &Unit<'_>,
    tokens: &[Token],
    at: usize,
    case: impl FnOnce() -> bool,
) -> Option<usize> {
    let plain = birthday(unit, tokens, at)
        .or_else(|| barred(unit, tokens, at))
        .or_else(|| aged(unit, tokens, at))
        .or_else(|| due(unit, tokens, at));
    plain.or_else(|| {
        portion(unit, tokens, at)
            .or_else(|| placed(unit, tokens, at))
            .or_else(|| lasting(unit, tokens, at))
            .or_else(|| compound(unit, tokens, at))
            .filter(|_| case())
    })
}

/// "after your fiftieth birthday"
fn birthday(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let dated = (at.saturating_sub(2)..at).any(|at| {
        unit.is_any(
            tokens,
            at,
            one_of![
                "after", "before", "by", "from", "since", "until", "till", "around"
            ],
        )
    });
    (dated && unit.is_any(tokens, at, ORDINALS) && unit.is_any(tokens, at + 1, one_of!["birthday"]))
        .then_some(at + 2)
}

/// "In under-5s": who is meant goes by a number.
fn aged(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let word = unit.word(tokens.get(at)?);
    ["under-", "over-", "Under-", "Over-"]
        .iter()
        .find_map(|with| word.strip_prefix(with))
        .is_some_and(|age| age.starts_with(|c: char| c.is_ascii_digit()))
        .then_some(at + 1)
}

/// "a baby under one", "to the age of one", "three months before you conceive", "in the six hours before bed", "five
/// minutes apart", "allow a full year": when a thing is due or for whom it is.
fn due(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let number =
        |at: usize| tokens.get(at).is_some_and(Token::is_number) || is_one(unit, tokens, at);
    let time = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|time| time.has(Class::TimeUnit) || time.is_in(one_of!["fortnight"]))
    };
    let ends = |at: usize| {
        tokens
            .get(at)
            .is_none_or(|next| next.is_mark() || next.has(Class::Conjunction))
    };
    let under = unit.is_any(tokens, at, one_of!["under", "over"])
        && number(at + 1)
        && ends(at + 2)
        && !(at > 0 && unit.is_any(tokens, at - 1, one_of!["or", "bend"]));
    let aged = unit.is_any(tokens, at, one_of!["age"])
        && (number(at + 1) || unit.is_any(tokens, at + 1, one_of!["of"]) && number(at + 2));
    let apart = number(at) && time(at + 1) && unit.is_any(tokens, at + 2, one_of!["apart"]);
    let asleep = number(at)
        && unit.is_any(tokens, at + 1, one_of!["hours", "hour"])
        && unit.is_any(tokens, at + 2, one_of!["of", "sleep"])
        && (1..4).any(|on| unit.is_any(tokens, at + on, one_of!["sleep"]));
    let around = unit.is_any(tokens, at, one_of!["at", "from", "by", "until"])
        && unit.is_any(tokens, at + 1, one_of!["about", "around", "roughly"])
        && number(at + 2)
        && time(at + 3);
    // "Ring us two days before": notice is no treatment.
    let before = number(at)
        && tokens.get(at + 1).is_some_and(|time| {
            time.is_in(one_of![
                "day", "days", "hour", "hours", "month", "months", "week", "weeks"
            ])
        })
        && unit.is_any(tokens, at + 2, one_of!["before"])
        && (tokens.iter().take(at).any(|taken| {
            taken.has(Class::Medicine)
                || taken.has(Class::Dosing)
                || taken.is_in(one_of!["drink", "eat", "taking"])
        }))
        || number(at)
            && unit.is_any(tokens, at + 1, one_of!["month", "months", "week", "weeks"])
            && unit.is_any(tokens, at + 2, one_of!["before"])
            && unit.is_any(tokens, at + 4, one_of!["conceive"]);
    // "have the test before 10 weeks"
    let early = unit.is_any(tokens, at, one_of!["before", "by"])
        && number(at + 1)
        && unit.is_any(tokens, at + 2, one_of!["weeks", "months"])
        && ends(at + 3);
    // "no exercise two hours before bed"
    let bed = number(at)
        && time(at + 1)
        && unit.is_any(tokens, at + 2, one_of!["before"])
        && unit.is_any(
            tokens,
            at + 3,
            one_of![
                "bed",
                "bedtime",
                "sleep",
                "sleeping",
                "eating",
                "meals",
                "exercise",
                "exercising",
                "surgery"
            ],
        );
    let allow = unit.is_any(tokens, at, one_of!["allow", "wait", "leave"])
        && unit.is_any(tokens, at + 1, one_of!["a", "another", "at"])
        && (2..5).any(|on| {
            unit.is_any(
                tokens,
                at + on,
                one_of!["week", "month", "year", "fortnight"],
            )
        })
        && (3..7).any(|on| unit.is_any(tokens, at + on, one_of!["before", "between", "after"]));
    (under || aged || apart || asleep || around || before || early || bed || allow)
        .then_some(at + 3)
}

/// "one" as an age: of all numbers in words it is a pronoun as well.
fn is_one(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    unit.is_any(tokens, at, one_of!["one"])
}

/// "free of fits for a year", "Do not swim for a fortnight"
fn barred(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let long = unit.is_any(tokens, at, one_of!["for"])
        && unit.is_any(tokens, at + 1, one_of!["a", "another"])
        && unit.is_any(
            tokens,
            at + 2,
            one_of!["fortnight", "week", "month", "year"],
        );
    let held = || {
        (0..at).any(|at| {
            unit.is_any(
                tokens,
                at,
                one_of!["not", "don't", "don’t", "never", "avoid", "free", "without"],
            )
        })
    };
    (long && held()).then_some(at + 3)
}

/// "a third full", "less than half of your best", "twice as much", "double the dose"
fn portion(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let share = unit.is_any(tokens, at, listed!(VETOES, "shares"));
    let of = unit.is_any(
        tokens,
        at + 1,
        one_of![
            "of", "full", "empty", "as", "the", "what", "your", "normal", "usual", "its", "their",
            "his", "her", "that",
        ],
    );
    // "half the night" is no measure of anything.
    let told = !unit.is_any(tokens, at + 2, one_of!["time", "night", "day", "way"]);
    (share && of && told).then_some(at + 2)
}

/// "by the third week", "the third infection in a row"
fn placed(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    if !unit.is_any(tokens, at, ORDINALS) {
        return None;
    }
    let next = tokens.get(at + 1)?;
    let period = next.has(Class::TimeUnit) || next.has(Class::TimeNoun);
    let row = (at + 2..at + 5).any(|at| {
        unit.is_any(tokens, at, one_of!["in"])
            && unit.is_any(tokens, at + 1, one_of!["a", "as", "one"])
            || unit.is_any(tokens, at, one_of!["this"])
                && tokens
                    .get(at + 1)
                    .is_some_and(|time| time.has(Class::TimeUnit) || time.has(Class::TimeNoun))
    });
    (period || row).then_some(at + 2)
}

/// "for days", "over hours or a couple of days", "troubled by it for longer", "later than that"
fn lasting(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let longer = unit.is_any(tokens, at, one_of!["for"])
        && unit.is_any(tokens, at + 1, one_of!["longer"])
        || unit.is_any(tokens, at, one_of!["later", "longer", "earlier", "sooner"])
            && unit.is_any(tokens, at + 1, one_of!["than"])
            && unit.is_any(tokens, at + 2, one_of!["that", "this", "these", "those"]);
    // "if it lasts longer", "that will not stop within half an hour"
    let ends = unit.is_any(tokens, at, one_of!["longer"])
        && tokens.get(at + 1).is_none_or(Token::is_mark)
        && !(at > 0 && unit.is_any(tokens, at - 1, one_of!["no", "any"]));
    let half = unit.is_any(tokens, at, one_of!["half"])
        && unit.is_any(tokens, at + 1, one_of!["an", "a", "the"])
        && unit.is_any(tokens, at + 2, one_of!["hour", "minute"]);
    // "soaking a pad in an hour"
    let rate = unit.is_any(tokens, at, one_of!["in", "within", "every"])
        && (unit.is_any(tokens, at + 1, one_of!["an", "a", "one"])
            && unit.is_any(tokens, at + 2, one_of!["hour", "minute", "week", "month"])
            || unit.is_any(tokens, at, one_of!["every"])
                && unit.is_any(tokens, at + 1, one_of!["hour", "minute"]));
    // "if it lasts a week"
    let lasts = unit.is_any(tokens, at, one_of!["last", "lasts", "lasted", "lasting"])
        && unit.is_any(tokens, at + 1, one_of!["a", "an", "all"])
        && tokens
            .get(at + 2)
            .is_some_and(|time| time.has(Class::TimeUnit) || time.is_in(one_of!["fortnight"]));
    // "you have used it for a month"
    let whole = unit.is_any(tokens, at, one_of!["for"])
        && unit.is_any(tokens, at + 1, one_of!["a", "another"])
        && unit.is_any(
            tokens,
            at + 2,
            one_of!["day", "fortnight", "month", "week", "year"],
        )
        || unit.is_any(tokens, at, one_of!["for"])
            && unit.is_any(tokens, at + 1, one_of!["an"])
            && unit.is_any(tokens, at + 2, one_of!["hour"])
        || unit.is_any(tokens, at, one_of!["a", "one"])
            && unit.is_any(
                tokens,
                at + 1,
                one_of!["day", "fortnight", "month", "week", "year"],
            )
            && unit.is_any(tokens, at + 2, one_of!["later"]);
    // "more than once a week"
    let often = unit.is_any(tokens, at, one_of!["more", "less", "oftener"])
        && unit.is_any(tokens, at + 1, one_of!["than"])
        && unit.is_any(tokens, at + 2, one_of!["once", "twice"]);
    if longer || ends || half || rate || lasts || often || whole {
        return Some((at + 3).min(tokens.len()));
    }
    let time = unit.is_any(tokens, at, one_of!["for", "over", "within"])
        && unit.is_any(
            tokens,
            at + 1,
            one_of!["hours", "days", "weeks", "months", "years"],
        );
    // "even if you have worn them for years" limits nothing.
    let even = || (0..at).any(|at| unit.is_any(tokens, at, one_of!["even"]));
    (time && !even()).then_some(at + 2)
}

/// "past the five-minute mark"
fn compound(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let word = unit.word(tokens.get(at)?);
    let (count, time) = word.rsplit_once('-')?;
    let timed = matches!(time, "minute" | "hour" | "day" | "week" | "month" | "year");
    // "Day-to-day", "all-day" and "birth-year" count nothing.
    let counts = count.bytes().all(|digit| digit.is_ascii_digit())
        || matches!(
            count,
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "twelve"
                | "fifteen"
                | "twenty"
                | "thirty"
                | "forty"
                | "sixty"
        );
    (timed && counts).then_some(at + 1)
}

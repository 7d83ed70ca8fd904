//! # What it is
//! Page furniture: credits, dates, buttons, empty cells. (Header cells and terms are let through before this.)
//!
//! # Examples exempt
//! - Photo: a bedside lamp.
//! - Back to top
//! - Leaflet code: BX-12/C
//! - Tel: 0800 000 000
//! - District nurses: 01632 960 418, seven days a week.
//! - Monday to Friday, 9 am to 5 pm
//!
//! # Examples that stay a claim
//! - Photo: vaccines prevent measles. (the words after the colon state something)

use crate::claim::class::{Class, Classes};
use crate::claim::clause;
use crate::claim::token::{Break, Kind, Token};
use crate::claim::unit::{Unit, UnitKind};
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    if unit.has_number() && unit.context.kind != UnitKind::Cell && is_contact(unit) {
        return true;
    }
    // "Picture: a bedside lamp", but "Picture your lungs".
    // "Chart: births by age" is a caption of values.
    let values = unit.context.kind == UnitKind::Caption
        && unit.is_any(
            body,
            0,
            one_of!["chart", "table", "graph", "figure", "diagram", "timeline"],
        );
    let labels =
        |token: &Token| !values && token.has(Class::Display) || token.has(Class::Furniture);
    let label = body.first().is_some_and(labels) && body.get(1).is_some_and(Token::is_mark)
        || body
            .get(1)
            .is_some_and(|token| token.has(Class::Furniture) && !token.has(Class::Page))
            && body
                .get(2)
                .is_some_and(|mark| mark.kind == Kind::Break(Break::Colon));
    // "48 hours: taste comes back" in a table of values.
    if unit.context.kind == UnitKind::Cell && body.first().is_some_and(Token::is_number) {
        return false;
    }
    // "Illustration of a parent drying a child": names what is to be seen.
    let pictures = unit.context.kind == UnitKind::Caption
        && unit.is_any(
            body,
            0,
            one_of![
                "illustration",
                "photo",
                "photograph",
                "picture",
                "drawing",
                "screenshot",
                "image"
            ],
        )
        && unit.is_any(body, 1, one_of!["of", "showing"])
        && !unit.has_number()
        && !super::part::has_statement(unit)
        && !body.iter().any(|token| {
            token.has(Class::Be)
                || token.has(Class::Modal)
                || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun)
        });
    if pictures {
        return true;
    }
    let Some(end) = unit
        .words
        .table(Phrases::Boilerplate)
        .at(body)
        .map(|found| found.end)
        .or(label.then_some(1))
    else {
        return false;
    };
    if unit.context.kind == UnitKind::Caption && unit.has_number() {
        return false;
    }
    let rest = body.get(end..).unwrap_or_default();
    !super::part::has_statement(unit)
        && (!label || !super::part::has_plain_verb(rest))
        && !rest
            .iter()
            .any(|token| token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun))
}

/// What no line of a contact box speaks of.
const HEALTH: Classes = Classes::of(Class::Medicine)
    .and(Class::MedicalUnit)
    .and(Class::Ailment)
    .and(Class::Benefit)
    .and(Class::Harm)
    .and(Class::FactNoun)
    .and(Class::Comparator);

/// "District nurses: 01632 960 418", "Monday to Friday, 9 am to 5 pm": a number to ring or the hours of a desk, and no
/// verb.
fn is_contact(unit: &Unit<'_>) -> bool {
    let main = unit.main();
    let words = main.iter().filter(|token| token.kind == Kind::Word).count();
    words <= 14
        && (rings(unit, main) || has_hours(unit, main))
        && unit.parts.iter().all(|part| {
            // "9 am" is no "am".
            let tokens = unit.tokens(part);
            !tokens.iter().enumerate().any(|(at, token)| {
                let hour =
                    at > 0 && unit.is_any(tokens, at, one_of!["am"]) && tokens[at - 1].is_number();
                !hour
                    && (token.has(Class::Be)
                        || token.has(Class::Modal)
                        || token.has(Class::Auxiliary)
                        || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun)
                        || token.has(Class::VerbS)
                            && tokens
                                .get(at + 1)
                                .is_some_and(|the| the.has(Class::Determiner))
                        || token.has(Class::Statement))
            }) && !clause::may_state(tokens)
        })
        && unit.rows.quoted.is_empty()
        && !main
            .iter()
            .chain(&unit.rows.aside)
            .any(|token| token.classes.meets(HEALTH) && !is_clock_word(token))
}

/// "to", "from" and "around" measure nothing here.
fn is_clock_word(token: &Token) -> bool {
    token.has(Class::Comparator) && token.has(Class::Preposition)
}

/// A telephone number: digits in a row, which begin with a nought.
fn rings(unit: &Unit<'_>, main: &[Token]) -> bool {
    let mut digits = 0;
    let mut dialled = false;
    for token in main {
        if token.kind != Kind::Number {
            digits = 0;
            continue;
        }
        let number = unit.word(token);
        if digits == 0 {
            dialled = number.starts_with('0');
        }
        if number.contains([',', '.']) {
            digits = 0;
            continue;
        }
        digits += number.bytes().filter(u8::is_ascii_digit).count();
        if digits >= 7 && dialled && digits <= 15 {
            return true;
        }
    }
    false
}

/// A day of the week and a time of the clock: "Saturdays 9-12".
fn has_hours(unit: &Unit<'_>, main: &[Token]) -> bool {
    let day = (0..main.len()).any(|at| unit.is_any(main, at, listed!(SERVICE, "weekdays")));
    let opens = unit.is_any(main, 0, listed!(SERVICE, "weekdays"))
        || unit.is_any(main, 0, listed!(SERVICE, "opens"));
    let clock = main.iter().enumerate().any(|(at, token)| {
        token.kind == Kind::Number
            && (unit.is_any(
                main,
                at + 1,
                one_of!["am", "pm", "a.m", "p.m", "noon", "to", "till", "until"],
            ) || is_clock(unit.word(token))
                || main
                    .get(at + 1)
                    .is_some_and(|mark| mark.kind == Kind::Break(Break::Dash)))
    });
    // "Breakfast 7.45 am"
    let meal = main.len() <= 5
        && unit.is_any(
            main,
            0,
            one_of!["breakfast", "lunch", "dinner", "supper", "tea"],
        )
        && (1..main.len()).any(|at| unit.is_any(main, at, one_of!["am", "pm"]));
    opens && day && clock || meal
}

/// "9-12", "8:30", "7.45": hours of a day.
fn is_clock(number: &str) -> bool {
    let mut parts = number.split(['-', '–', ':', '.']);
    let hours = |part: &str| part.parse::<u32>().is_ok_and(|part| part < 60);
    number.contains(['-', '–', ':', '.']) && parts.all(hours)
}

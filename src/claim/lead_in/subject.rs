//! Lead-ins that name somebody or something of which each item then says what it does or what befalls it: "After the jab
//! your child might:", "Over time the illness can:", "Teenagers who vape:". Their items are facts, however much they look
//! like commands.

use crate::claim::class::Class;
use crate::claim::token::Token;
use crate::claim::unit::Unit;

/// The items go on with a subject, and a verb that foretells or none at all.
pub(super) fn is_told_of(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    // "you may also:", "most people usually:"
    let end = body
        .iter()
        .rposition(|word| !word.has(Class::Adverb) && !word.has(Class::Frequency) && !word.ly)
        .map_or(0, |at| at + 1);
    let Some(last) = end.checked_sub(1) else {
        return false;
    };
    let foretold = unit.is_any(body, last, one_of!["may", "might", "will", "would"]) && last > 0;
    let able = unit.is_any(body, last, one_of!["can", "could"]) && last > 0;
    let often = end < body.len() && body.iter().skip(end).any(|word| word.has(Class::Frequency));
    let people = body
        .iter()
        .take(end)
        .any(|who| who.has(Class::Clientele) || who.plural);
    let commands = body.first().is_some_and(|verb| {
        verb.has(Class::Command) && !verb.has(Class::Clientele)
            || verb.has(Class::Subordinator)
                && !verb.has(Class::Determiner)
                && !unit.is_any(body, 0, one_of!["when", "as", "what"])
    });
    if commands {
        return false;
    }
    foretold && !serves(unit, body)
        || able && !is_left_to_somebody(unit, body)
        || often && people && !serves(unit, body)
        || names_people(unit, body)
        || does(unit, body)
}

/// "Our nurses will:", "We will:"
fn serves(unit: &Unit<'_>, body: &[Token]) -> bool {
    (0..body.len()).any(|at| unit.is_any(body, at, one_of!["we", "our", "us", "i", "my"]))
}

/// "You can:", "At home your family could:" suggests; "With depression you can:" and "In six weeks you can:" do not.
fn is_left_to_somebody(unit: &Unit<'_>, body: &[Token]) -> bool {
    let somebody = body.iter().any(|who| {
        who.has(Class::Addressee)
            || who.has(Class::Clientele)
            || who.has(Class::Person)
            || who.has(Class::Carer)
            || who.has(Class::Org)
            || who.has(Class::Publisher)
            || who.has(Class::FirstPerson)
    }) || (0..body.len()).any(|at| {
        unit.is_any(
            body,
            at,
            one_of![
                "they", "anyone", "anybody", "somebody", "someone", "your", "staff", "school",
                "what"
            ],
        )
    });
    let under = unit.is_any(body, 0, one_of!["with", "without", "on"])
        && body
            .iter()
            .skip(1)
            .take(4)
            .any(|what| what.has(Class::Ailment) || what.has(Class::Medicine));
    let within = unit.is_any(body, 0, one_of!["in", "within", "after"])
        && (1..4).any(|at| body.get(at).is_some_and(|time| time.has(Class::TimeUnit)));
    somebody && !under && !within
}

/// "Most children:", "Teenagers who vape:"
fn names_people(unit: &Unit<'_>, body: &[Token]) -> bool {
    let from = if unit.is_any(body, 0, one_of!["with", "without", "by"]) {
        body.iter().position(Token::is_comma).map_or(0, |at| at + 1)
    } else {
        0
    };
    let rest = body.get(from..).unwrap_or_default();
    let most = unit.is_any(rest, 0, one_of!["most", "many", "nearly", "almost"])
        && rest.len() <= 3
        && rest
            .last()
            .is_some_and(|who| who.has(Class::Clientele) || who.has(Class::Patient));
    let who = rest
        .first()
        .is_some_and(|who| who.has(Class::Clientele) && who.plural)
        && unit.is_any(rest, 1, one_of!["who"])
        && rest.len() <= 6
        && !(2..rest.len()).any(|at| {
            unit.is_any(
                rest,
                at,
                one_of![
                    "can", "should", "may", "need", "help", "want", "must", "could", "are"
                ],
            )
        });
    most || who
}

/// "What massage can do:", "Here is what a hypo can do:"
fn does(unit: &Unit<'_>, body: &[Token]) -> bool {
    let from = if unit.is_any(body, 0, one_of!["here"]) {
        2
    } else {
        0
    };
    let last = body.len().saturating_sub(1);
    unit.is_any(body, from, one_of!["what"])
        && last >= from + 3
        && unit.is_any(body, last, one_of!["do"])
        && unit.is_any(body, last - 1, one_of!["can", "could", "might"])
        && !body.iter().skip(from + 1).any(|who| {
            who.has(Class::Addressee)
                || who.has(Class::SubjectPronoun)
                || who.has(Class::Person)
                || who.has(Class::Clientele)
                || who.has(Class::Carer)
                || who.has(Class::FirstPerson)
                || who.has(Class::Org)
                || who.has(Class::Publisher)
        })
}

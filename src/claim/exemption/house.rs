//! What is said of a house or a body of people that serves: "The centre is open on Mondays", "Hill House was founded in
//! 2003". It goes with what a publisher says of itself (`provider`).
//!
//! In goes where a part may begin. What such a house finds, and what its care brings about, is about the world.

use crate::claim::case::is;
use crate::claim::class::Class;
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

use super::provider::{HOUSE, OWN, says_no_more, stops, verb_after};

/// "The centre is open on Mondays", "This charity runs groups", "The facility also has a nurse on site".
pub(super) fn the_house(unit: &Unit<'_>, heart: &[Token]) -> bool {
    if !is(heart, 0, one_of!["the", "this", "each", "every", "your"]) {
        return false;
    }
    let house = (1..7).find(|&at| {
        heart.get(at).is_some_and(|noun| {
            noun.classes.meets(HOUSE) || is(heart, at, one_of!["group", "home", "house"])
        }) && !heart.get(1..at).unwrap_or_default().iter().any(stops)
            && provides(heart, at + 1)
    });
    house.is_some_and(|at| {
        unit.words.table(Phrases::NotMeta).at(heart).is_none()
            && says_no_more(
                heart
                    .get(verb_after(heart, at + 1) + 1..)
                    .unwrap_or_default(),
            )
    })
}

/// At `from` follows what such a house does, has or is, perhaps behind the place where it stands.
fn provides(heart: &[Token], from: usize) -> bool {
    // "at Oak Hill", "of Fife"
    let mut from = from;
    if is(heart, from, one_of!["at", "in", "of", "on", "for"]) {
        from += 1;
        while is(heart, from, one_of!["the", "and"])
            || heart.get(from).is_some_and(|name| name.capital)
        {
            from += 1;
        }
    }
    let verb = verb_after(heart, from);
    let aux = heart.get(from..verb).unwrap_or_default();
    let has = aux
        .iter()
        .any(|have| have.has(Class::Have) || have.has(Class::Auxiliary));
    let is_a = aux
        .iter()
        .any(|be| be.has(Class::Be) || be.has(Class::ToBe));
    let foretold = aux.iter().any(|modal| modal.has(Class::Modal));
    if foretold {
        return false;
    }
    // "The rash centre is pale", "The vomiting centre lies in the brain"
    let body = || is_a && heart.iter().skip(from).any(|noun| noun.has(Class::Ailment));
    does(heart, verb, is_a, has) && !body() && !promises_gain(heart)
}

/// What the words at `verb` say that it does, has or is.
fn does(heart: &[Token], verb: usize, is_a: bool, has: bool) -> bool {
    if is_a {
        // "founded on the belief that"
        if is(heart, verb, one_of!["founded", "established", "built"])
            && is(heart, verb + 1, one_of!["on"])
        {
            return false;
        }
        let a = is(heart, verb, one_of!["a", "an", "the", "our"]);
        return is(heart, verb, listed!(SERVICE, "housed"))
            || a && heart
                .iter()
                .skip(verb + 1)
                .take(6)
                .any(|noun| noun.classes.meets(HOUSE) || noun.has(Class::Page));
    }
    let (has, verb) = if is(heart, verb, one_of!["has", "had"]) {
        (true, verb + 1)
    } else {
        (has, verb)
    };
    if has {
        let keeps = heart.iter().skip(verb + 1).take(5).any(|noun| {
            noun.classes.meets(OWN)
                || noun.has(Class::Carer)
                || noun.has(Class::Page)
                || noun.is_in(one_of![
                    "access", "beds", "cafe", "garden", "kitchen", "loop", "pool", "ramp", "shop",
                    "store"
                ])
        });
        return keeps;
    }
    // "The programme works by retraining the bladder"
    let works = is(heart, verb, one_of!["works", "work"]);
    if works {
        return is(
            heart,
            verb + 1,
            one_of!["across", "alongside", "closely", "to", "with"],
        );
    }
    is(heart, verb, listed!(SERVICE, "provides"))
}

/// "Hospital food offers relief": what is gained, or where in a body it is.
pub(super) fn promises_gain(heart: &[Token]) -> bool {
    (1..heart.len()).any(|at| is(heart, at, listed!(SERVICE, "gains")))
}

/// "Hill House was founded in 2003", "Hill House proudly accepts vouchers".
pub(super) fn named(unit: &Unit<'_>, heart: &[Token]) -> bool {
    let mut end = 0;
    while heart.get(end).is_some_and(|name| {
        (name.capital || name.is_number())
            || end > 0
                && is(
                    heart,
                    end,
                    one_of![
                        "of", "for", "and", "the", "in", "on", "at", "team", "staff", "group"
                    ],
                )
    }) {
        end += 1;
    }
    // "They also run a helpline", but "They're available"
    let pronoun = heart
        .first()
        .is_some_and(|it| it.has(Class::SubjectPronoun) || it.has(Class::Pointer));
    if end == 0 || end > 9 || pronoun && end > 1 || !provides(heart, end) {
        return false;
    }
    let subject = heart.get(..end).unwrap_or_default();
    // "Fathers and partners"
    if !subject
        .last()
        .is_some_and(|last| last.capital || last.is_number() || last.classes.meets(HOUSE))
        && !is(heart, end - 1, one_of!["group", "team", "staff"])
    {
        return false;
    }
    let house = end > 1
        && !pronoun
        && subject.iter().any(|noun| {
            noun.classes.meets(HOUSE)
                || noun.has(Class::Clientele)
                || noun.is_in(one_of![
                    "care", "services", "house", "group", "support", "line"
                ])
        });
    let verb = verb_after(heart, end);
    let rest = heart.get(verb + 1..).unwrap_or_default();
    let name = subject
        .iter()
        .skip(usize::from(end > 1))
        .all(|token| !token.has(Class::Ailment));
    // Right after "the" or "yes" a capital is no sign of a new sentence.
    let known = heart.first().map(Token::place) != unit.main().first().map(Token::place)
        || is(heart, 0, one_of!["the"]);
    // "Age Help runs lunch clubs"
    let clubs = end > 1
        && is(
            heart,
            verb,
            one_of!["runs", "hosts", "publishes", "organises", "organizes"],
        )
        && (0..4).any(|at| is(rest, at, listed!(SERVICE, "heads")));
    let proper = known
        && subject
            .iter()
            .all(|name| name.has(Class::Name) || name.has(Class::Determiner));
    let gives = name
        && is(heart, verb, listed!(SERVICE, "provides"))
        && (!pronoun && is(heart, verb, one_of!["accepts", "hosts", "publishes"])
            || clubs
            || (0..10).any(|at| is(rest, at, listed!(SERVICE, "resource")))
            || proper
                && (0..10).any(|at| {
                    rest.get(at)
                        .is_some_and(|noun| noun.has(Class::Info) || noun.has(Class::Clientele))
                }));
    (house || gives) && unit.words.table(Phrases::NotMeta).at(heart).is_none() && says_no_more(rest)
}

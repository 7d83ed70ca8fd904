//! What a desk says of its house: "Letters go out in the second week of each month", "Mrs Khan is in on Tuesdays",
//! "Places are limited, so book early". It is told with the talk about the page (`meta`).
//!
//! In goes a part. Here words are not looked for but counted out: nothing may stand in the sentence but what a desk
//! speaks of and names, so that no other word of health, of effects or of proof can be in it, known or not.

use crate::claim::case::{is, skip_adverbs};
use crate::claim::class::{Class, Classes, GRAMMAR, VERB};
use crate::claim::token::Token;
use crate::claim::unit::Unit;

/// Words of the longest sentence that is read so.
const LONGEST: usize = 28;

pub(super) fn covers(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    // "MRSA", "HIV": short names are of illnesses as often as not.
    let short = |token: &Token| {
        let word = unit.word(token);
        word.len() > 1
            && !token.is_in(one_of!["nhs", "gp", "gps", "tv", "uk", "id", "pm", "am"])
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    if tokens.len() > LONGEST
        || !(0..tokens.len()).all(|at| may_stand(tokens, at))
        || tokens.iter().any(short)
    {
        return false;
    }
    ((0..tokens.len()).any(|at| is_of_house(tokens, at)) || is_left_to_reader(tokens))
        && tells(tokens)
        && !is_of_people(tokens)
        && !is_timed(tokens)
        // "Your visit is confidential" holds anywhere.
        && !(is(tokens, 0, one_of!["your"]) && tokens.get(1).is_some_and(|visit| visit.has(Class::DeskThing)))
}

/// A verb stands in it, or what a desk writes without one: "Tea and coffee after lunch" may be a diet.
fn tells(tokens: &[Token]) -> bool {
    is(tokens, 0, listed!(SERVICE, "on a door"))
        || tokens.iter().any(|token| {
            token.classes.meets(VERB) && !token.has(Class::NounOrCommand)
                || token.has(Class::Be)
                || token.has(Class::Modal)
                || token.has(Class::Have)
                || token.has(Class::Auxiliary)
                || token.has(Class::VerbS)
                || token.has(Class::Past)
                || token.has(Class::Ed)
        })
}

/// "You can wait in the garden and come back", "You won't be asked to explain": what a caller may do or will not have to.
fn is_left_to_reader(tokens: &[Token]) -> bool {
    let from = skip_adverbs(tokens, 0);
    let who = is(
        tokens,
        from,
        one_of!["you", "nobody", "somebody", "someone"],
    );
    let left = (from + 1..from + 3).any(|at| is(tokens, at, listed!(SERVICE, "left to one")));
    let short = is(tokens, from, listed!(SERVICE, "it is left to one"));
    let acts =
        (from + 1..tokens.len()).any(|at| is(tokens, at, listed!(SERVICE, "acts of a caller")));
    (who && left || short) && acts
}

/// A word of a desk, of grammar, or a name.
fn may_stand(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.is_mark() {
        return true;
    }
    let known = token.classes.meets(KNOWN)
        || is(tokens, at, listed!(SERVICE, "of a desk"))
        || is(tokens, at, listed!(SERVICE, "acts of a caller"))
        || is(tokens, at, listed!(SERVICE, "left to one"))
        || is(tokens, at, listed!(SERVICE, "it is left to one"))
        || is_name(tokens, at);
    known && !means_more(tokens, at)
}

/// Words of a desk, times and numbers, and the small words of any sentence.
const KNOWN: Classes = GRAMMAR
    .and(Class::TimeNoun)
    .and(Class::TimeUnit)
    .and(Class::Number)
    .and(Class::DeskThing)
    .and(Class::Desk);

/// "all", "works", "free of": of everybody, or of a remedy.
fn means_more(tokens: &[Token], at: usize) -> bool {
    // "All our recordings are free"
    is(tokens, at, listed!(SERVICE, "of all")) && !is(tokens, at + 1, one_of!["our"])
        // "works with children", but "the course works"
        || is(tokens, at, one_of!["works", "work"])
            && !is(
                tokens,
                at + 1,
                one_of!["with", "at", "in", "for", "on", "from"],
            )
        // "free of fits"
        || is(tokens, at, one_of!["free"]) && is(tokens, at + 1, one_of!["of", "from"])
}

/// "Mill Lane", "Jo"
fn is_name(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.capital
        && !token.has(Class::Ailment)
        && !token.has(Class::Medicine)
        && (at > 0
            || token.has(Class::Name) && !token.plural
            || is(tokens, at, listed!(SERVICE, "titles")))
}

/// A thing of the desk that is this one, or of which hardly anybody else speaks; or one of the staff by name.
fn is_of_house(tokens: &[Token], at: usize) -> bool {
    let thing = tokens[at].has(Class::DeskThing);
    let staff = is(tokens, at, listed!(SERVICE, "titles"))
        && tokens.get(at + 1).is_some_and(|name| name.capital);
    let ours = is(tokens, at, one_of!["our", "we"])
        || is(tokens, at, one_of!["us"]) && at > 0 && is(tokens, at - 1, one_of!["with"]);
    thing || staff || ours || is(tokens, at, listed!(SERVICE, "at a desk"))
}

/// "Young people leave", "People need eight sessions", "It takes twelve sessions": of those who come, or of what they need.
fn is_of_people(tokens: &[Token]) -> bool {
    let subject = tokens
        .iter()
        .position(|token| {
            token.classes.meets(VERB) || token.has(Class::VerbS) || token.has(Class::Be)
        })
        .unwrap_or(0);
    let bare = tokens
        .iter()
        .take(subject.min(2))
        .any(|who| who.has(Class::Clientele));
    let told = tokens.iter().any(|word| word.has(Class::Modal))
        || is(tokens, 0, one_of!["the", "our", "your"]);
    let needs = (0..tokens.len()).any(|at| {
        is(tokens, at, one_of!["need", "needs", "take", "takes"])
            && tokens.get(at + 1).is_some_and(Token::is_number)
            && is(
                tokens,
                at + 2,
                one_of!["sessions", "visits", "classes", "appointments"],
            )
    });
    // "It can be left on doors": "it" may be an illness.
    let it = is(tokens, 0, one_of!["it", "it's", "it’s"])
        && !(1..tokens.len()).any(|at| {
            is(tokens, at, listed!(SERVICE, "of a house")) || is(tokens, at, one_of!["we", "our"])
        });
    let out_of = (1..tokens.len()).any(|at| {
        is(tokens, at, one_of!["out"])
            && is(tokens, at + 1, one_of!["of"])
            && is(
                tokens,
                at + 2,
                one_of!["three", "four", "five", "ten", "10", "3", "4", "5", "100"],
            )
    });
    let takes = is(tokens, tokens.len() - 1, one_of!["takes", "needs"]);
    bare && !told || needs || takes || it || out_of
}

/// "within 14 days": how long something takes is practice.
fn is_timed(tokens: &[Token]) -> bool {
    // "You must book an appointment every year"
    let due = (0..tokens.len()).any(|at| is(tokens, at, one_of!["you"]))
        && (0..tokens.len()).any(|at| {
            is(tokens, at, one_of!["every", "each"])
                && tokens
                    .get(at + 1)
                    .is_some_and(|time| time.has(Class::TimeUnit) || time.is_number())
        });
    // "free for children at 18 months and 4 years"
    let ours = (0..tokens.len()).any(|at| is(tokens, at, one_of!["we", "us", "our"]));
    let aged = !ours
        && (1..tokens.len())
            .any(|at| is(tokens, at, one_of!["months", "years"]) && tokens[at - 1].is_number());
    // "You'll be asked to come back after a month"
    let later = !ours
        && (0..tokens.len()).any(|at| {
            is(tokens, at, one_of!["after", "within"])
                && is(tokens, at + 1, one_of!["a", "one"])
                && is(
                    tokens,
                    at + 2,
                    one_of!["fortnight", "week", "month", "year"],
                )
        });
    due || aged
        || later
        || (1..tokens.len()).any(|at| {
            tokens[at].is_number()
                && tokens
                    .get(at + 1)
                    .is_some_and(|unit| unit.has(Class::TimeUnit))
                && is(
                    tokens,
                    at - 1,
                    one_of![
                        "within", "after", "for", "every", "under", "than", "least", "about",
                        "around", "takes", "take"
                    ],
                )
        })
}

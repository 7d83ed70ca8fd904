//! What the publisher does for the reader: "we will ring you", "your results will be sent to you", "you will be given a
//! letter". It is told with the talk about the page (`meta`), to which it belongs.
//!
//! In goes a part. Who is "we" in a sentence that also says "you" is the publisher: people in general are one or the
//! other, not both.

use crate::claim::case::is;
use crate::claim::class::{Class, Classes, VERB};
use crate::claim::clause;
use crate::claim::head::Hearts;
use crate::claim::spelling::Spellings;
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::veto;
use crate::claim::words::Phrases;

use super::part::follow_up;

/// What may stand between a subject and its verb.
pub(super) const BETWEEN: Classes = Classes::of(Class::Modal)
    .and(Class::Adverb)
    .and(Class::OpeningAdverb)
    .and(Class::Frequency)
    .and(Class::Be)
    .and(Class::ToBe)
    .and(Class::Have);

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    // Most sentences hold none of the words that these begin with.
    let held = hearts
        .tokens
        .iter()
        .fold(Classes::NONE, |held, token| held.union(token.classes));
    let (we, you) = (held.has(Class::FirstPerson), held.has(Class::Addressee));
    let runs = held.has(Class::Service);
    let served = (we || you || runs)
        && hearts.iter().any(|heart| {
            we && (we_serve(unit, heart) || our_own(unit, heart))
                || runs && the_service(heart)
                || you && is_given(heart)
        })
        || held.has(Class::Admin) && (is_arranged(hearts.tokens) || hearts.iter().any(paper_tells))
        || held.has(Class::Amenity) && names_amenity(hearts.tokens)
        || held.has(Class::Be) && super::terms::covers(hearts.tokens);
    let told = served && veto::effect(unit).is_none()
        || super::provider::covers(unit, hearts, held) && veto::listed_effect(unit).is_none();
    told && !is_typical(hearts.tokens)
        && (times_itself(hearts) || !says_how_often(hearts.tokens))
        && veto::dose(unit).is_none()
}

/// "We will write within six weeks": what the publisher does, it may time.
fn times_itself(hearts: &Hearts<'_>) -> bool {
    hearts
        .iter()
        .any(|heart| is(heart, 0, WE) || is(heart, 0, one_of!["our"]))
}

pub(super) const WE: &Spellings = listed!(SERVICE, "we");

/// "At Lakeside Clinic", "After a week", "Don't worry,": what stands before the sentence proper.
pub(super) fn leads_on(lead: &[Token]) -> bool {
    let ended = lead.last().is_none_or(Token::is_comma);
    let clause = lead
        .iter()
        .any(|token| token.has(Class::Subordinator) && !token.has(Class::Determiner));
    clause::statement(lead, false).is_none()
        && (ended
            || !clause
                && lead.iter().enumerate().any(|(at, token)| {
                    at == 0 && token.has(Class::Preposition)
                        || token.has(Class::TimeNoun)
                        || token.has(Class::TimeUnit)
                }))
}

/// "We listen to your story", "We'll run through a few questions with you".
fn we_serve(unit: &Unit<'_>, heart: &[Token]) -> bool {
    let Some(mut at) = (0..heart.len().min(12))
        .find(|&at| is(heart, at, WE))
        .filter(|&at| leads_on(heart.get(..at).unwrap_or_default()))
        .map(|at| at + 1)
    else {
        return false;
    };
    while is(heart, at, one_of!["already"])
        || heart
            .get(at)
            .is_some_and(|token| token.classes.meets(BETWEEN) || token.ly)
    {
        at += 1;
    }
    let Some(verb) = heart.get(at) else {
        return false;
    };
    let acts = (verb.classes.meets(VERB) || verb.has(Class::Ing) || verb.has(Class::Ed))
        && !verb.has(Class::Forecast)
        && (!verb.has(Class::Human) || needs_to(heart, at));
    let you = heart.get(at..).is_some_and(|rest| {
        rest.iter().any(|token| token.has(Class::Addressee))
            || (0..rest.len()).any(|at| is(rest, at, one_of!["your", "yours", "yourself"]))
    });
    let rest = heart.get(at + 1..).unwrap_or_default();
    // "We have a vacancy at the clinic": "we" that keeps a waiting list is no "we" of all people.
    let office = rest.iter().any(|noun| {
        noun.has(Class::Publisher) || noun.has(Class::Admin) || noun.has(Class::Service)
    }) && (acts
        || verb.has(Class::Have)
        || heart.get(at - 1).is_some_and(|have| have.has(Class::Have)));
    // "At our practice we see somebody new each day"
    let own_place = heart
        .iter()
        .take(at)
        .enumerate()
        .any(|(at, our)| at > 0 && is(heart, at, one_of!["our"]) && our.has(Class::Determiner))
        && heart.iter().take(at).any(|noun| {
            noun.has(Class::Publisher) || noun.has(Class::Service) || noun.has(Class::Carer)
        });
    // "We assess wounds": no people in general do.
    let serves = own_place
        || acts
            && verb.has(Class::Serving)
            && !super::provider::owns_a_body(rest)
            && !super::house::promises_gain(rest)
        || verb.has(Class::Have)
            && is(
                heart,
                at + 1,
                one_of!["a", "an", "no", "many", "several", "some"],
            )
            && office;
    (acts && you || office || serves)
        && unit.words.table(Phrases::NotMeta).at(heart).is_none()
        && clause::statement(rest, false).is_none_or(|at| own(rest, at))
}

/// "We only need to speak to you"
fn needs_to(heart: &[Token], at: usize) -> bool {
    is(heart, at, one_of!["need", "want", "hear"])
        && (is(heart, at + 1, one_of!["to"])
            && heart
                .get(at + 2)
                .is_some_and(|verb| verb.has(Class::Errand))
            || is(heart, at + 1, one_of!["from"]))
}

/// "..., and we will ring you": a second thing that the publisher does.
fn own(rest: &[Token], verb: usize) -> bool {
    verb > 0 && is(rest, verb - 1, one_of!["we", "we'll", "we’ll"])
}

/// "Our report will be added to your records", "Our telephone number is on the leaflet".
fn our_own(unit: &Unit<'_>, heart: &[Token]) -> bool {
    // "All our therapists", "Most of our classes"
    let our = (0..4).find(|&at| is(heart, at, one_of!["our"]));
    let Some(heart) = our
        .filter(|&our| our == 0 || is(heart, 0, one_of!["all", "most", "many", "each", "some"]))
        .and_then(|our| heart.get(our..))
    else {
        return false;
    };
    let named = heart.iter().take(5).skip(1).position(|noun| {
        noun.has(Class::Publisher)
            || noun.has(Class::Admin)
            || noun.has(Class::Page)
            || noun.has(Class::Org)
            || noun.has(Class::Service)
            || noun.has(Class::Amenity)
    });
    let Some(noun) = named.map(|at| at + 1) else {
        return false;
    };
    let rest = heart.get(noun + 1..).unwrap_or_default();
    let Some(verb) = clause::statement(heart, false) else {
        return false;
    };
    let acts = heart.get(verb).is_some_and(|verb| {
        verb.has(Class::Benefit)
            || verb.has(Class::BenefitS)
            || verb.has(Class::HarmS)
            || verb.has(Class::Result)
    }) || is(heart, verb, listed!(SERVICE, "works"))
        || is(heart, verb, listed!(PARTS, "worked"))
        // "Sugar feeds it, our nurse says."
        || is(heart, verb, one_of!["says", "say", "said"]);
    !acts
        && !super::provider::is_of_all(heart, 0, verb)
        && verb > noun
        && verb <= noun + 4
        && unit.words.table(Phrases::NotMeta).at(heart).is_none()
        && rest
            .get(verb - noun..)
            .is_none_or(|rest| clause::statement(rest, false).is_none())
}

/// "The class takes place in a gym", "This service involves referrals".
fn the_service(heart: &[Token]) -> bool {
    let named = is(
        heart,
        0,
        one_of![
            "the", "this", "these", "our", "each", "every", "all", "your"
        ],
    );
    let Some(noun) = heart
        .iter()
        .take(6)
        .position(|noun| noun.has(Class::Service))
        .filter(|&noun| named && noun > 0)
    else {
        return false;
    };
    let Some(verb) = clause::statement(heart, false) else {
        return false;
    };
    let rest = heart.get(verb..).unwrap_or_default();
    // "The working group has found": not what a class does.
    let own = is(heart, 0, one_of!["this", "these", "our"]);
    let has = is(rest, 0, one_of!["has", "have"]);
    let runs = own && has || is(rest, 0, listed!(SERVICE, "runs"));
    let valued = (1..5).any(|at| is(rest, at, listed!(SERVICE, "valued")));
    // A dose of tablets is a course too.
    let medicine = heart.iter().any(|token| token.has(Class::Medicine));
    // "The course of the illness"
    let of = is(heart, noun + 1, one_of!["of"]) && !own;
    verb > noun
        && verb <= noun + 5
        && !of
        && runs
        && !valued
        && !medicine
        && rest
            .get(1..)
            .is_none_or(|rest| clause::statement(rest, false).is_none())
}

/// "usually", "for most people": said of such services anywhere, not of one's own.
fn is_typical(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| {
        let asked = at > 0 && is(tokens, at - 1, one_of!["how"]);
        let adverb = is(tokens, at, listed!(SERVICE, "typical"));
        let many = is(tokens, at, one_of!["most"])
            && tokens.get(at + 1).is_some_and(|people| people.plural);
        adverb && !asked || many
    })
}

/// "You will be given a written summary", "you will be asked to ring us".
fn is_given(heart: &[Token]) -> bool {
    let Some(given) = (0..heart.len()).find(|&at| is(heart, at, listed!(SERVICE, "given"))) else {
        return false;
    };
    let lead = heart.get(..given).unwrap_or_default();
    let you = lead.iter().position(|token| token.has(Class::Addressee));
    let will = you.is_some_and(|you| {
        let will = is(lead, you, one_of!["you'll", "you’ll"])
            || (you + 1..you + 6).any(|at| is(lead, at, one_of!["will"]));
        will && given - you <= 9
    });
    if !will || clause::statement(lead, false).is_none_or(|verb| you.is_none_or(|you| verb <= you))
    {
        return false;
    }
    let rest = heart.get(given + 1..).unwrap_or_default();
    let paper = rest.iter().take(9).any(|token| token.has(Class::Admin));
    let errand = is(
        heart,
        given,
        one_of!["asked", "invited", "contacted", "directed", "called"],
    ) && (is(rest, 0, one_of!["to"])
        && rest.get(1).is_some_and(|verb| {
            verb.has(Class::Errand) || is(rest, 1, listed!(SERVICE, "errands"))
        })
        || is(rest, 0, one_of!["by", "back", "when"]));
    let taught = is(heart, given, one_of!["told", "advised", "shown"])
        && (0..3).any(|at| {
            is(
                rest,
                at,
                one_of!["how", "when", "where", "what", "who", "whether"],
            )
        });
    (paper || errand || taught) && follow_up(rest, false)
}

/// "Arrangements will be made for the nurse to see you", "Your results will be sent to you".
fn is_arranged(tokens: &[Token]) -> bool {
    let Some(verb) = clause::statement(tokens, false) else {
        return false;
    };
    let lead = tokens.get(..verb).unwrap_or_default();
    let from = lead
        .iter()
        .rposition(Token::is_comma)
        .map_or(0, |at| at + 1);
    let subject = lead.get(from..).is_some_and(|subject| {
        // "Specific instructions for the care of your wound"
        subject.len() <= 10 && subject.iter().take(4).any(|noun| noun.has(Class::Admin))
    });
    let rest = tokens.get(verb..).unwrap_or_default();
    subject
        && is(rest, 0, one_of!["will", "can"])
        && (1..4).any(|at| is(rest, at, one_of!["be"]))
        && (2..5).any(|at| is(rest, at, listed!(SERVICE, "arranged")))
        && rest.get(1..).is_none_or(|rest| follow_up(rest, false))
}

/// "The letter will tell you where to go", "Your invitation should reach you in spring".
fn paper_tells(heart: &[Token]) -> bool {
    let owned = is(
        heart,
        0,
        one_of!["the", "your", "this", "an", "a", "our", "each"],
    );
    let Some(paper) = (1..5).find(|&at| owned && is(heart, at, listed!(SERVICE, "papers"))) else {
        return false;
    };
    let mut verb = paper + 1;
    while heart
        .get(verb)
        .is_some_and(|token| token.classes.meets(BETWEEN))
    {
        verb += 1;
    }
    // '"It lasts for years," the leaflet says' reports.
    is(heart, verb, listed!(SERVICE, "tells"))
        && heart
            .get(verb + 1..)
            .is_some_and(|rest| !rest.is_empty() && follow_up(rest, false))
}

/// "Parking is free", "Visiting hours are from two to eight", "Tea is served in the waiting room".
fn names_amenity(tokens: &[Token]) -> bool {
    let Some(verb) = clause::statement(tokens, false) else {
        return false;
    };
    let named = tokens
        .iter()
        .take(3.min(verb))
        .any(|noun| noun.has(Class::Amenity));
    let rest = tokens.get(verb + 1..).unwrap_or_default();
    // "Phones can be covered in germs" is about phones.
    let told = is(tokens, verb, one_of!["can", "may", "might", "could"])
        && is(rest, 0, one_of!["be"])
        && !is(rest, 1, listed!(SERVICE, "booked"));
    named
        && !told
        && verb <= 6
        && tokens.get(verb).is_some_and(|act| {
            act.has(Class::Be)
                || act.has(Class::Modal)
                || is(
                    tokens,
                    verb,
                    one_of![
                        "closes", "costs", "ends", "faces", "gives", "has", "leads", "lies",
                        "means", "needs", "opens", "runs", "stands", "starts", "stops", "takes"
                    ],
                )
        })
        && follow_up(rest, false)
}

/// "after a month", "every two weeks": how often and when is practice, which could be wrong.
fn says_how_often(tokens: &[Token]) -> bool {
    tokens.windows(3).any(|three| match three {
        [bound, one, time] => {
            bound.has(Class::Bound)
                && !bound.has(Class::Clue)
                && (time.has(Class::TimeUnit) || one.has(Class::TimeUnit))
                && !is(three, 0, one_of!["in", "over", "for"])
        }
        _ => false,
    })
}

//! What a publisher says of itself: "We create a safe space for teens", "Our kitchen is run by volunteers", "Hill House
//! offers day places". It is told with the talk about the page (`meta`), as `service` is.
//!
//! In goes a part. "We" may be people in general, so whom it serves, what it has to give or where it works has to be
//! named; what is known or found, what a body does and what a treatment does is never the publisher's own.

use crate::claim::case::is;
use crate::claim::class::{Class, Classes, VERB};
use crate::claim::clause;
use crate::claim::head::Hearts;
use crate::claim::spelling::Spellings;
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

use super::house::{named, promises_gain, the_house};
use super::service::{BETWEEN, WE, leads_on};

/// What a publisher finds, sees or advises.
const KNOWS: &Spellings = listed!(SERVICE, "knows");

/// Nouns for what belongs to a publisher.
pub(super) const OWN: Classes = Classes::of(Class::Publisher)
    .and(Class::Admin)
    .and(Class::Service)
    .and(Class::Org)
    .and(Class::Amenity)
    .and(Class::Establishment)
    .and(Class::Offering);

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>, held: Classes) -> bool {
    let speaks = held.has(Class::FirstPerson);
    let houses = held.meets(HOUSE);
    if !speaks && !houses && !hearts.tokens.first().is_some_and(|name| name.capital) {
        return false;
    }
    if held.has(Class::Medicine) || is_general(hearts.tokens) {
        return false;
    }
    hearts.iter().any(|heart| {
        speaks && (we_work(unit, heart) || we_are(heart) || our_thing(unit, heart))
            || houses && the_house(unit, heart)
            || named(unit, heart)
    })
}

pub(super) const HOUSE: Classes = Classes::of(Class::Establishment)
    .and(Class::Service)
    .and(Class::Org);

/// "when we sit", "as our bodies age", "90 %": people in general, or a finding.
fn is_general(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| {
        let case = is(tokens, at, one_of!["when", "as", "if", "because", "how"])
            && is(tokens, at + 1, one_of!["we", "our"]);
        case || is(tokens, at, one_of!["we"]) && is(tokens, at + 1, one_of!["all"])
            || is(
                tokens,
                at,
                one_of!["percent", "risk", "risks", "odds", "likelihood", "chances"],
            )
    })
}

/// Past what may stand between a subject and its verb.
pub(super) fn verb_after(heart: &[Token], from: usize) -> usize {
    let mut at = from;
    while heart
        .get(at)
        .is_some_and(|token| token.classes.meets(BETWEEN) || token.ly)
    {
        at += 1;
    }
    at
}

/// A verb that tells what somebody does, not what is known or felt.
fn is_act(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|verb| {
        (verb.classes.meets(VERB)
            || verb.has(Class::Ing)
            || verb.has(Class::Ed)
            || verb.has(Class::Past)
            || verb.has(Class::VerbS))
            && !verb.has(Class::Forecast)
            && (!verb.has(Class::Human) || is(tokens, at, one_of!["love", "want"]))
    }) && !is(tokens, at, KNOWS)
}

/// "We teach carers to lift safely", "At Oak House we take a gentle approach".
fn we_work(unit: &Unit<'_>, heart: &[Token]) -> bool {
    let Some(we) = (0..heart.len().min(14)).find(|&at| is(heart, at, WE)) else {
        return false;
    };
    let lead = heart.get(..we).unwrap_or_default();
    // "At Oak House we", "At Oak House, we"
    let at_home = is(
        lead,
        usize::from(is(lead, 0, one_of!["here"])),
        one_of!["at"],
    ) && lead.iter().skip(1).any(|name| name.capital);
    if !leads_on(lead) && !at_home {
        return false;
    }
    let at = verb_after(heart, we + 1);
    let develops = is(heart, at, one_of!["develop", "provide", "offer", "gain"]);
    if !is_act(heart, at) && !develops && !is_help(heart, at) {
        return false;
    }
    let rest = heart.get(at + 1..).unwrap_or_default();
    let serves = rest.iter().any(|noun| {
        noun.has(Class::Clientele) || noun.has(Class::Offering) || noun.has(Class::Establishment)
    });
    // "We offer the body too little rest"
    let gives = is(heart, at, one_of!["offer", "provide", "give"]);
    (serves || at_home || is_help(heart, at))
        && !promises(rest)
        && !(gives && promises_gain(rest))
        && !owns_a_body(rest)
        && unit.words.table(Phrases::NotMeta).at(heart).is_none()
        && says_no_more(rest)
}

/// "We have no vases", "we cannot check who calls": what a publisher lacks, given as its reason. In a reason "we" may be
/// people in general too: "we cannot make vitamin C".
pub(super) fn is_short(reason: &[Token]) -> bool {
    // "because so many of our patients told us that"
    let told = (1..reason.len()).any(|at| {
        is(
            reason,
            at,
            one_of!["told", "asked", "wrote", "write", "ask", "tell"],
        ) && (1..3).any(|on| is(reason, at + on, one_of!["us", "me", "for"]))
    }) && !(0..reason.len()).any(|at| is(reason, at, one_of!["that"]));
    if told {
        return true;
    }
    if !is(reason, 0, one_of!["we"]) || reason.iter().any(|token| token.has(Class::Ailment)) {
        return false;
    }
    let lacks = is(reason, 1, one_of!["have"])
        && is(reason, 2, one_of!["no", "only", "limited", "few"])
        || is(reason, 1, one_of!["only"]) && is(reason, 2, one_of!["have"]);
    let verb = verb_after(
        reason,
        1 + usize::from(is(reason, 1, one_of!["need", "want"])),
    );
    let acts = reason.get(verb).is_some_and(|verb| {
        verb.has(Class::Serving) || verb.has(Class::WeAct) || verb.has(Class::Errand)
    }) && verb > 1;
    (lacks || acts)
        && !owns_a_body(reason)
        && !promises_gain(reason)
        && says_no_more(reason.get(3..).unwrap_or_default())
}

/// "we can fill it up": what a desk wants to be told for. "we can digest it" is about everybody. In go the words from
/// "we" and its modal on.
pub(super) fn lets_us(reason: &[Token]) -> bool {
    !owns_a_body(reason)
        && reason.get(2).is_some_and(|verb| {
            verb.has(Class::Serving)
                || verb.has(Class::WeAct)
                || verb.has(Class::Errand)
                || verb.is_in(one_of!["fill", "fix", "get", "mend", "put", "sort"])
        })
        && reason.len() > 3
        && clause::statement(reason.get(2..).unwrap_or_default(), false).is_none()
}

/// "which we will stamp for you", "who can tell you more": what stands behind "which" or "who".
pub(super) fn is_own_clause(clause: &[Token]) -> bool {
    let acts = clause.get(1).is_some_and(|verb| {
        verb.has(Class::Serving) || verb.has(Class::WeAct) || verb.has(Class::ServiceAct)
    }) || is(clause, 0, one_of!["we'll", "we’ll"])
        || is(clause, 1, one_of!["will"]);
    let told = clause.iter().skip(1).take(2).any(|verb| {
        verb.has(Class::Ed)
            || verb.has(Class::Past)
            || verb.is_in(listed!(PARTS, "told of oneself"))
    });
    let own = is(clause, 0, WE) && acts && !is(clause, 1, KNOWS)
        || is(clause, 0, listed!(PARTS, "i"))
            && told
            && !(1..4).any(|at| is(clause, at, listed!(PARTS, "judges")) || is(clause, at, KNOWS));
    let helps = is(clause, 0, one_of!["can", "will"])
        && (1..6).any(|at| is(clause, at, listed!(SERVICE, "helps out")))
        && !owns_a_body(clause);
    // "which runs meetings across the country"
    let meets = is(
        clause,
        0,
        one_of!["runs", "holds", "hosts", "meets", "meet", "offers", "has"],
    ) && clause.iter().skip(1).take(5).any(|noun| {
        noun.classes.meets(OWN)
            || noun.is_in(one_of!["meetings", "groups", "churches", "cafés", "halls"])
    });
    (own && !owns_a_body(clause) || helps || meets)
        && says_no_more(clause.get(2..).unwrap_or_default())
}

/// "We help with housing", "We specialise in hands".
fn is_help(heart: &[Token], at: usize) -> bool {
    is(heart, at, one_of!["help"]) && is(heart, at + 1, one_of!["with"])
        || is(heart, at, one_of!["specialise", "specialize"])
        || is(
            heart,
            at,
            one_of![
                "strive",
                "endeavour",
                "endeavor",
                "pride",
                "campaign",
                "fundraise",
                "lobby",
                "advocate"
            ],
        )
}

/// "We help patients to lower their pressure", "and prevent falls": an effect on those who are served.
fn promises(rest: &[Token]) -> bool {
    (1..rest.len()).any(|at| {
        rest.get(at).is_some_and(|verb| {
            verb.has(Class::Benefit)
                && (!verb.has(Class::PlainPurpose) || is(rest, at, one_of!["lower"]))
                && !is(rest, at, one_of!["treat", "support"])
        }) && rest.get(at - 1).is_some_and(|before| {
            before.has(Class::Conjunction)
                || before.has(Class::Clientele)
                || is(rest, at - 1, one_of!["to"])
        })
    })
}

/// "our bodies", "our children", "ourselves": we all.
pub(super) fn owns_a_body(rest: &[Token]) -> bool {
    (0..rest.len()).any(|at| {
        is(rest, at, one_of!["ourselves", "us"])
            || is(rest, at, one_of!["our"])
                && !rest
                    .iter()
                    .skip(at + 1)
                    .take(3)
                    .any(|noun| noun.classes.meets(OWN) || noun.has(Class::Page))
    })
}

/// Nothing follows that is said of somebody else than of the publisher and of those it serves.
pub(super) fn says_no_more(rest: &[Token]) -> bool {
    clause::statement(rest, false).is_none_or(|verb| {
        let after = rest.get(verb + 1..).unwrap_or_default();
        let Some(before) = verb.checked_sub(1) else {
            return false;
        };
        // "from 9 am"
        let clock = is(rest, verb, one_of!["am"]) && rest.get(before).is_some_and(Token::is_number);
        let own = is(rest, before, WE)
            || (2..5).any(|back| verb >= back && is(rest, verb - back, one_of!["our"]))
            || is(rest, before, one_of!["you"])
            || rest.get(before).is_some_and(|who| {
                who.has(Class::Clientele) && !is(rest, before, one_of!["people"])
            });
        clock && says_no_more(after) || own && clause::statement(after, false).is_none()
    })
}

/// "We are a family-run practice", "We're open to all".
fn we_are(heart: &[Token]) -> bool {
    let Some(we) = (0..heart.len().min(8))
        .find(|&at| is(heart, at, WE))
        .filter(|&we| leads_on(heart.get(..we).unwrap_or_default()))
    else {
        return false;
    };
    let short = is(heart, we, one_of!["we're", "we’re"]);
    if !short && !is(heart, we + 1, one_of!["are"]) {
        return false;
    }
    let from = we + 2 - usize::from(short);
    let rest = heart.get(from..).unwrap_or_default();
    let a = is(rest, 0, one_of!["a", "an", "one", "your", "proud"]);
    let house = rest
        .iter()
        .take(8)
        .any(|noun| noun.classes.meets(HOUSE) || noun.has(Class::Publisher));
    let housed = verb_after(rest, 0);
    (a && house || is(rest, housed, listed!(SERVICE, "housed"))) && says_no_more(rest)
}

/// "Our approach to care is gentle", "Our dedicated team walks beside families".
fn our_thing(unit: &Unit<'_>, heart: &[Token]) -> bool {
    let Some(our) = (0..4)
        .find(|&at| is(heart, at, one_of!["our"]))
        .filter(|&our| {
            our == 0
                || heart
                    .get(our - 1)
                    .is_some_and(|time| time.has(Class::TimeNoun))
                || is(
                    heart,
                    0,
                    one_of!["all", "most", "many", "each", "some", "both"],
                )
        })
    else {
        return false;
    };
    let Some(verb) = own_verb(heart, our + 1).or_else(|| bare_verb(heart, our + 1)) else {
        return false;
    };
    if is_of_all(heart, our, verb) {
        return false;
    }
    let helps = is(
        heart,
        verb,
        one_of!["support", "supports", "cares", "care", "treat", "treats"],
    ) && heart
        .iter()
        .skip(verb)
        .take(6)
        .any(|noun| noun.has(Class::Clientele))
        || is(heart, verb, one_of!["help", "helps"]) && is(heart, verb + 1, one_of!["with"]);
    let acts = heart.get(verb).is_some_and(|verb| {
        verb.has(Class::Benefit)
            || verb.has(Class::BenefitS)
            || verb.has(Class::HarmS)
            || verb.has(Class::Result)
    }) || is(heart, verb, listed!(SERVICE, "works"))
        || is(heart, verb, listed!(PARTS, "worked"))
        || is(heart, verb, KNOWS)
        || is(heart, verb, one_of!["has", "have"]) && is(heart, verb + 1, KNOWS);
    let rest = heart.get(verb + 1..).unwrap_or_default();
    (!acts || helps) && unit.words.table(Phrases::NotMeta).at(heart).is_none() && says_no_more(rest)
}

/// "Our phones keep us awake", "Our lift in mood": things that everybody has. Of these a publisher only says that they are
/// free, busy or closed.
pub(super) fn is_of_all(heart: &[Token], our: usize, verb: usize) -> bool {
    let subject = heart.get(our..verb).unwrap_or_default();
    let only = |noun: &Token| {
        noun.classes.meets(OWN) && noun.has(Class::Amenity)
            || noun.is_in(one_of!["line", "lines", "lift", "lifts", "phone", "phones"])
    };
    let published = subject
        .iter()
        .any(|noun| noun.classes.meets(OWN) && !only(noun));
    let told = (verb..verb + 5).any(|at| {
        is(heart, at, listed!(SERVICE, "told of"))
            || is(
                heart,
                at,
                one_of!["busy", "busiest", "answered", "staffed", "jammed", "on"],
            )
    });
    subject.iter().any(only) && !published && !told
}

/// The verb of which something that belongs to the publisher is the subject.
fn own_verb(heart: &[Token], from: usize) -> Option<usize> {
    let owned = |at: usize| {
        heart
            .get(at)
            .is_some_and(|noun| noun.classes.meets(OWN) || is(heart, at, listed!(SERVICE, "owned")))
    };
    let stated = clause::statement(heart, false)?.min(from + 13);
    let subject = heart.get(from..stated).unwrap_or_default();
    let head = subject.iter().position(stops).unwrap_or(subject.len());
    (from..from + head).any(owned).then_some(stated)
}

/// "Our dedicated team walks beside families": a noun that ends what belongs to the publisher, and a verb.
fn bare_verb(heart: &[Token], from: usize) -> Option<usize> {
    (from..from + 8).find_map(|at| {
        let lead = heart.get(from..at)?;
        let noun = heart.get(at)?;
        let verb = verb_after(heart, at + 1);
        let acts = is_act(heart, verb)
            && heart.get(verb).is_some_and(|verb| {
                !verb.has(Class::Ing) && !verb.has(Class::Ed) && !verb.has(Class::NounOrCommand)
            });
        (noun.classes.meets(OWN)
            && !lead.iter().any(|token| {
                stops(token) || token.has(Class::Determiner) || token.has(Class::VerbS)
            })
            && acts)
            .then_some(verb)
    })
}

/// The head of a noun phrase stands before these.
pub(super) fn stops(token: &Token) -> bool {
    token.is_mark() || token.has(Class::Preposition) || token.has(Class::Subordinator)
}

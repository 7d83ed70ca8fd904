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

use super::service::{BETWEEN, WE, leads_on};

/// What a publisher finds, sees or advises.
const KNOWS: &Spellings = listed!(SERVICE, "knows");

/// Nouns for what belongs to a publisher.
const OWN: Classes = Classes::of(Class::Publisher)
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

const HOUSE: Classes = Classes::of(Class::Establishment)
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
fn verb_after(heart: &[Token], from: usize) -> usize {
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
    if !is_act(heart, at) && !develops {
        return false;
    }
    let rest = heart.get(at + 1..).unwrap_or_default();
    let serves = rest.iter().any(|noun| {
        noun.has(Class::Clientele) || noun.has(Class::Offering) || noun.has(Class::Establishment)
    });
    (serves || at_home || is_help(heart, at))
        && !promises(rest)
        && !owns_a_body(rest)
        && unit.words.table(Phrases::NotMeta).at(heart).is_none()
        && says_no_more(rest)
}

/// "We help with housing", "We specialise in hands".
fn is_help(heart: &[Token], at: usize) -> bool {
    is(heart, at, one_of!["help"]) && is(heart, at + 1, one_of!["with"])
        || is(heart, at, one_of!["specialise", "specialize"])
        || is(
            heart,
            at,
            one_of!["strive", "endeavour", "endeavor", "pride"],
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
fn says_no_more(rest: &[Token]) -> bool {
    clause::statement(rest, false).is_none_or(|verb| {
        verb > 0
            && (is(rest, verb - 1, WE)
                || (2..5).any(|back| verb >= back && is(rest, verb - back, one_of!["our"]))
                || is(rest, verb - 1, one_of!["you"])
                || rest.get(verb - 1).is_some_and(|who| {
                    who.has(Class::Clientele) && !is(rest, verb - 1, one_of!["people"])
                }))
            && rest
                .get(verb + 1..)
                .is_none_or(|rest| clause::statement(rest, false).is_none())
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
    let helps = is(
        heart,
        verb,
        one_of![
            "help", "helps", "support", "supports", "cares", "care", "treat", "treats"
        ],
    ) && heart
        .iter()
        .skip(verb)
        .take(6)
        .any(|noun| noun.has(Class::Clientele));
    let acts = heart.get(verb).is_some_and(|verb| {
        verb.has(Class::Benefit)
            || verb.has(Class::BenefitS)
            || verb.has(Class::HarmS)
            || verb.has(Class::Result)
    }) || is(heart, verb, listed!(SERVICE, "works"))
        || is(heart, verb, KNOWS)
        || is(heart, verb, one_of!["has", "have"]) && is(heart, verb + 1, KNOWS);
    let rest = heart.get(verb + 1..).unwrap_or_default();
    (!acts || helps) && unit.words.table(Phrases::NotMeta).at(heart).is_none() && says_no_more(rest)
}

/// The verb of which something that belongs to the publisher is the subject.
fn own_verb(heart: &[Token], from: usize) -> Option<usize> {
    let owned = |at: usize| {
        heart.get(at).is_some_and(|noun| {
            noun.classes.meets(OWN) || is(heart, at, one_of!["group", "groups", "home", "house"])
        })
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
fn stops(token: &Token) -> bool {
    token.is_mark() || token.has(Class::Preposition) || token.has(Class::Subordinator)
}

/// "The centre is open on Mondays", "This charity runs groups", "The facility also has a nurse on site".
fn the_house(unit: &Unit<'_>, heart: &[Token]) -> bool {
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
    // "The rash centre is pale", "The vomiting centre lies in the brain"
    let body = heart
        .iter()
        .skip(from)
        .any(|noun| noun.has(Class::Ailment) && is_a);
    if foretold || body || promises_gain(heart) {
        return false;
    }
    if is_a {
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
                    "shop", "garden", "cafe", "kitchen", "beds", "pool", "store"
                ])
        });
        return keeps
            && (is(
                heart,
                verb,
                one_of!["a", "an", "its", "no", "several", "many"],
            ) || heart.get(verb).is_some_and(Token::is_number));
    }
    is(heart, verb, listed!(SERVICE, "provides"))
}

/// "Hospital food offers relief": what is gained, or where in a body it is.
fn promises_gain(heart: &[Token]) -> bool {
    (1..heart.len()).any(|at| is(heart, at, listed!(SERVICE, "gains")))
}

/// "Hill House was founded in 2003", "Hill House proudly accepts vouchers".
fn named(unit: &Unit<'_>, heart: &[Token]) -> bool {
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
    let proper = known
        && subject
            .iter()
            .all(|name| name.has(Class::Name) || name.has(Class::Determiner));
    let gives = name
        && is(heart, verb, listed!(SERVICE, "provides"))
        && (!pronoun && is(heart, verb, one_of!["accepts", "hosts", "publishes"])
            || (0..10).any(|at| is(rest, at, listed!(SERVICE, "resource")))
            || proper
                && (0..10).any(|at| {
                    rest.get(at)
                        .is_some_and(|noun| noun.has(Class::Info) || noun.has(Class::Clientele))
                }));
    (house || gives) && unit.words.table(Phrases::NotMeta).at(heart).is_none() && says_no_more(rest)
}

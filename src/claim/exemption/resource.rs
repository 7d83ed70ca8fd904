//! Sentences without a verb that name a service or something to read: "A free helpline for carers", "Advice and
//! support from a local charity", "Free, nine to five every weekday". They are talk about the page (`meta`).
//!
//! In goes the first part of a unit. Items of a list are read so only under a heading that names services: under
//! "Treatment" a support group is one of the treatments.

use crate::claim::case::is;
use crate::claim::class::{Class, Classes, VERB};
use crate::claim::clause;
use crate::claim::token::{Kind, Token};
use crate::claim::unit::{Unit, UnitKind};

use super::part::has_plain_verb;

/// How many words may stand before the noun that the others belong to.
const LEAD: usize = 9;

/// What no noun stands behind.
const STOPS: Classes = Classes::of(Class::Preposition)
    .and(Class::Subordinator)
    .and(Class::SubjectPronoun)
    .and(Class::Be)
    .and(Class::Modal)
    .and(Class::Auxiliary)
    .and(Class::Have)
    .and(Class::Past)
    .and(Class::Medicine)
    .and(Class::FactNoun);

pub(super) fn covers(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let first = tokens.first().map(Token::place);
    if first.is_none() || first != unit.main().first().map(Token::place) {
        return false;
    }
    // Few sentences do; what the heading says is read only for these.
    (names(tokens) || gives_access(tokens) || includes(tokens)) && may_name(unit)
}

/// Where a noun alone is no item of a list of facts.
fn may_name(unit: &Unit<'_>) -> bool {
    let heading = unit.context.heading.unwrap_or_default();
    match unit.context.kind {
        UnitKind::Paragraph | UnitKind::Footnote => !names_care(heading),
        UnitKind::ListItem => unit.context.stem.is_none() && names_services(heading),
        _ => false,
    }
}

/// "A weekly drop-in for new parents", "Information and support from a national charity".
fn names(tokens: &[Token]) -> bool {
    let Some(head) = head(tokens) else {
        return false;
    };
    let rest = tokens.get(head + 1..).unwrap_or_default();
    // "A group of diseases", "A course of tablets"
    let collects = is(tokens, head, listed!(SERVICE, "collects"))
        && is(rest, 0, one_of!["of"])
        && !(1..6).any(|at| is(rest, at, listed!(SERVICE, "served")));
    // "Programmes for carers work": a plural may be the subject of any verb.
    let plural = tokens.get(head).is_some_and(|noun| noun.plural);
    // "Short sessions with breaks beat a long one"
    let acts = plural
        && rest.windows(2).skip(1).any(|pair| match pair {
            [verb, object] => {
                verb.classes.meets(VERB)
                    && object.has(Class::Determiner)
                    && !object.has(Class::Adverb)
                    && !object.has(Class::Preposition)
            }
            _ => false,
        });
    let acts = acts || plural && has_plain_verb(rest);
    !collects && !acts && says_nothing(rest)
}

/// The noun that the words before it belong to.
fn head(tokens: &[Token]) -> Option<usize> {
    let first = tokens.first()?;
    // "See a travel clinic", "Join our club"
    let commands = first.has(Class::Command) && !is(tokens, 0, listed!(SERVICE, "access"))
        || tokens
            .get(1)
            .is_some_and(|next| next.has(Class::Determiner) && !next.is_number());
    if commands && !first.has(Class::Determiner) {
        return None;
    }
    for at in 0..tokens.len().min(LEAD) {
        let token = tokens.get(at)?;
        let pronoun = at == 0 && token.has(Class::Determiner);
        if token.is_mark() || token.classes.meets(STOPS) && !pronoun {
            return None;
        }
        // "Insurers cover counselling"
        let acts = at > 0
            && (token.has(Class::VerbS) && !is(tokens, at, listed!(SERVICE, "heads"))
                || token.has(Class::Frequency)
                || token.has(Class::Determiner) && !token.is_number());
        // "The clinic cured 200 people": what has an object is no participle.
        let acted = tokens.get(at + 1).is_some_and(|next| next.has(Class::Ed))
            && tokens.get(at + 2).is_some_and(|object| {
                object.is_number() || object.has(Class::Determiner) || object.has(Class::Quantifier)
            });
        if acts || acted {
            return None;
        }
        let ends = tokens.get(at + 1).is_none_or(|next| {
            next.is_mark()
                || next.classes.meets(STOPS)
                || next.has(Class::Conjunction)
                || next.has(Class::Ing)
                || next.has(Class::Ed)
                || is(
                    tokens,
                    at + 1,
                    one_of!["based", "led", "run", "held", "given", "taught"],
                )
        });
        if ends && is(tokens, at, listed!(SERVICE, "heads")) {
            let verb = tokens.get(at + 1).is_some_and(|next| {
                next.has(Class::Be) || next.has(Class::Modal) || next.has(Class::Have)
            });
            let states = tokens.get(..at + 2).is_some_and(clause::may_state);
            return (!verb && !states).then_some(at);
        }
    }
    None
}

/// No verb with a subject follows, other than in a clause that belongs to a noun. "8 am" is no verb.
fn says_nothing(rest: &[Token]) -> bool {
    rest.split(|token| token.is_in(one_of!["am", "pm"]))
        .all(states_nothing)
}

fn states_nothing(rest: &[Token]) -> bool {
    let clause = rest
        .iter()
        .position(|token| token.has(Class::Subordinator) && !token.has(Class::Preposition))
        .unwrap_or(rest.len());
    let plain = rest.get(..clause).unwrap_or_default();
    let tail = rest.get(clause..).unwrap_or_default();
    // "its causes" are a noun.
    let finite = plain.iter().enumerate().any(|(at, token)| {
        let noun = at > 0
            && plain.get(at - 1).is_some_and(|before| {
                before.has(Class::Determiner) || before.has(Class::Preposition)
            });
        token.has(Class::Be)
            || token.has(Class::Modal)
            || token.has(Class::Auxiliary)
            || token.has(Class::Past)
            || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun) && !noun
            // "about risk changes behaviour"
            || token.has(Class::VerbSOrNoun) && !noun && plain.get(at + 1).is_some_and(takes_object)
    });
    !finite
        && clause::statement(plain, false).is_none()
        && clause::statement(tail, false).is_none()
        && !clause::states_of_a_relative(rest)
        && !rest.iter().any(|token| {
            token.has(Class::Medicine)
                || (token.has(Class::BenefitS) || token.has(Class::HarmS))
                    && !token.has(Class::FactNoun)
        })
}

/// A word right behind a verb that may be its object.
fn takes_object(next: &Token) -> bool {
    next.kind == Kind::Word
        && !next.classes.meets(STOPS)
        && !next.has(Class::Conjunction)
        && !next.has(Class::Ed)
        && !next.has(Class::Adverb)
}

/// "Free and confidential, weekdays from nine", "Open Monday to Friday", "No referral, no appointment".
fn gives_access(tokens: &[Token]) -> bool {
    let joined = is(tokens, 1, one_of!["and"]) && is(tokens, 2, listed!(SERVICE, "access"));
    let next = if joined { 3 } else { 1 };
    let free = is(tokens, 0, listed!(SERVICE, "access"))
        && tokens
            .get(next)
            .is_none_or(|next| next.is_mark() || next.is_number() || next.has(Class::TimeNoun))
        || is(tokens, 0, listed!(SERVICE, "access"))
            && is(tokens, next, listed!(SERVICE, "accessed"));
    let needless = is(tokens, 0, one_of!["no"])
        && (1..4).any(|at| {
            let ends = tokens.get(at + 1).is_none_or(|next| {
                next.is_mark()
                    || is(
                        tokens,
                        at + 1,
                        one_of!["needed", "necessary", "required", "or", "and"],
                    )
            });
            ends && is(
                tokens,
                at,
                one_of![
                    "referral",
                    "appointment",
                    "booking",
                    "registration",
                    "fee",
                    "fees",
                    "charge"
                ],
            )
        });
    (free || needless)
        && says_nothing(tokens.get(next..).unwrap_or_default())
        && !is(tokens, next, one_of!["from"])
}

/// "Includes advice for carers", "It covers support for schools": what was named before is a thing to read.
fn includes(tokens: &[Token]) -> bool {
    let at = usize::from(is(tokens, 0, one_of!["it", "this"]));
    is(
        tokens,
        at,
        one_of![
            "includes", "covers", "offers", "provides", "features", "contains"
        ],
    ) && tokens.get(at + 1..).is_some_and(names)
}

/// The heading names treatment or facts, of which a service may be one.
fn names_care(heading: &str) -> bool {
    words(heading).any(|word| {
        let begins = |with: &str| {
            word.get(..with.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(with))
        };
        [
            "treat", "manag", "prevent", "cure", "remed", "cause", "symptom", "cope", "coping",
            "benefit", "recover",
        ]
        .iter()
        .any(|with| begins(with))
    })
}

/// "What's included", "Useful organisations", "What we treat", "Our services".
pub(super) fn names_services(heading: &str) -> bool {
    if names_care(heading) && !words(heading).any(|word| word.eq_ignore_ascii_case("we")) {
        return false;
    }
    // "Contact your surgery if:" stands over cases.
    if words(heading).any(|word| {
        ["if", "when", "whenever"]
            .iter()
            .any(|case| word.eq_ignore_ascii_case(case))
    }) {
        return false;
    }
    let count = words(heading).count();
    let one = |word: &str, of: &[&str]| of.iter().any(|one| word.eq_ignore_ascii_case(one));
    let named = words(heading).any(|word| {
        one(
            word,
            &[
                "resources",
                "helplines",
                "helpline",
                "organisations",
                "organizations",
                "charities",
                "contacts",
                "services",
                "amenities",
            ],
        ) || count <= 4
            && one(
                word,
                &[
                    "included",
                    "contact",
                    "links",
                    "links",
                    "team",
                    "facilities",
                ],
            )
    });
    let ours = words(heading)
        .skip_while(|word| !one(word, &["we"]))
        .nth(1)
        .is_some_and(|verb| {
            one(
                verb,
                &[
                    "offer", "treat", "see", "do", "provide", "help", "test", "check", "cover",
                    "support", "accept", "run", "sell", "stock", "teach",
                ],
            )
        });
    count <= 8 && (named || ours)
}

fn words(heading: &str) -> impl Iterator<Item = &str> {
    heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

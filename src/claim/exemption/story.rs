//! What a writer lived through, told in the past: "The nurse brought me tea", "My sister drove us home". It is told with
//! the voices of patients (`quote`), to which it belongs.
//!
//! In goes a part. A story has its teller in it and happened once; what it says in the present, of people in general,
//! of doses or of what works, is about the world.

use crate::claim::case::{is, skip_adverbs};
use crate::claim::class::{Class, Classes};
use crate::claim::clause;
use crate::claim::spelling::Spellings;
use crate::claim::token::{Kind, Token};

/// What is about the world, wherever it stands: effects, measures, those who know, those who are spoken to.
const WORLD: Classes = Classes::of(Class::Benefit)
    .and(Class::BenefitS)
    .and(Class::BenefitIng)
    .and(Class::Harm)
    .and(Class::HarmS)
    .and(Class::MedicalUnit)
    .and(Class::Medicine)
    .and(Class::Addressee)
    .and(Class::Catenative);

/// How a past is told: "I could hardly walk".
const PAST_MODALS: &Spellings = one_of![
    "could",
    "couldn't",
    "couldn’t",
    "would",
    "wouldn't",
    "wouldn’t",
    "i'd",
    "i’d",
    "he'd",
    "he’d",
    "she'd",
    "she’d",
    "they'd",
    "they’d",
    "we'd",
    "we’d"
];

/// Whose story it is, if not the teller's own: "She moved in with us".
const SOMEBODY: &Spellings = one_of!["he", "she", "he'd", "she'd", "he’d", "she’d"];

/// What is no subject of the verb right behind it.
const NO_SUBJECT: Classes = Classes::of(Class::Determiner)
    .and(Class::Preposition)
    .and(Class::Conjunction)
    .and(Class::Be)
    .and(Class::ToBe)
    .and(Class::Have);

pub(super) fn covers(tokens: &[Token]) -> bool {
    let has_teller = (0..tokens.len()).any(|at| is(tokens, at, listed!(PARTS, "teller")));
    (has_teller || tells_of_somebody(tokens) || tells_of_us(tokens))
        && !(0..tokens.len()).any(|at| {
            is_of_the_world(tokens, at)
                || judges(tokens, at)
                || is(tokens, at, listed!(PARTS, "present"))
                || is(tokens, at, listed!(PARTS, "worked"))
                || passes(tokens, at)
                || knows(tokens, at)
                || is(tokens, at, listed!(PARTS, "beyond"))
                || is_present(tokens, at)
                || hands_over(tokens, at)
        })
        && (0..tokens.len()).any(|at| is_past(tokens, at))
}

/// "She sold up and moved into our spare room": one person, who is neither a case in a study nor known to history.
fn tells_of_somebody(tokens: &[Token]) -> bool {
    let has = |words: &Spellings| (0..tokens.len()).any(|at| is(tokens, at, words));
    (has(SOMEBODY) || has(one_of!["we", "us"]) && has(one_of!["him", "her"]))
        && !comes_by(tokens)
        && !(0..tokens.len()).any(|at| {
            let indefinite = at < 3
                && is(tokens, at, one_of!["a", "one", "another"])
                && tokens
                    .get(at + 1)
                    .is_some_and(|who| who.has(Class::Patient));
            let expert = tokens[at].has(Class::Expert) || tokens[at].has(Class::Medicine);
            indefinite || expert || is(tokens, at, listed!(PARTS, "made known"))
        })
        && !tokens.iter().any(|token| token.kind == Kind::Number)
}

/// "We laughed until we cried", "Our son was two at the time", "Dad went downhill fast", "It all began on a bus": a family,
/// or how a story begins. What mankind or a study did is none.
fn tells_of_us(tokens: &[Token]) -> bool {
    let from = skip_adverbs(tokens, 0);
    let mut verb = from + 1;
    while tokens.get(verb).is_some_and(|word| {
        word.has(Class::Adverb)
            || word.has(Class::Quantifier)
            || word.ly
            || is(tokens, verb, one_of!["had", "all"])
    }) {
        verb += 1;
    }
    let were = is(tokens, verb, one_of!["were"])
        && (1..4).any(|on| is(tokens, verb + on, listed!(PARTS, "felt together")));
    let dumb = is(tokens, verb, one_of!["did", "didn't", "didn’t"])
        && (1..4).any(|on| is(tokens, verb + on, one_of!["say", "speak", "sleep", "talk"]));
    let we = is(tokens, from, one_of!["we"])
        && (were || dumb || is(tokens, verb, listed!(PARTS, "done together")));
    let acts = |at: usize| {
        is_past(tokens, at) || tokens.get(at).is_some_and(|word| word.ly) && is_past(tokens, at + 1)
    };
    let family = is(tokens, from, listed!(PARTS, "called by")) && acts(from + 1)
        || is(tokens, from, one_of!["our"])
            && is(tokens, from + 1, listed!(PARTS, "kin"))
            && acts(from + 2);
    let began = is(tokens, from, one_of!["it"])
        && is(tokens, verb, one_of!["began", "started"])
        && (is(
            tokens,
            verb + 1,
            one_of!["with", "on", "at", "after", "during"],
        ) && is(tokens, verb + 2, one_of!["a", "an", "my", "one"])
            || is(tokens, verb + 1, one_of!["one", "when"]));
    (we || (family && !comes_by(tokens)) || began)
        && !tokens.iter().any(|token| token.kind == Kind::Number)
}

/// "She caught it from a cup", "He became deaf after the fever": where an illness came from.
fn comes_by(tokens: &[Token]) -> bool {
    let has = |words: &Spellings| (0..tokens.len()).any(|at| is(tokens, at, words));
    has(listed!(PARTS, "came by"))
        && has(one_of![
            "after", "from", "of", "by", "since", "and", "once", "on"
        ])
}

/// "Now I know it was the bread": what is known of the world, not what befell somebody.
fn knows(tokens: &[Token], at: usize) -> bool {
    at > 0
        && is(tokens, at - 1, listed!(PARTS, "teller"))
        && is(
            tokens,
            at,
            one_of!["know", "understand", "believe", "reckon", "suppose"],
        )
        && is(
            tokens,
            at + 1,
            one_of!["it", "the", "that", "this", "there"],
        )
}

/// "I found", but "I could never find the form".
fn judges(tokens: &[Token], at: usize) -> bool {
    is(tokens, at, listed!(PARTS, "judges"))
        && (at == 0
            || is(tokens, at - 1, listed!(PARTS, "teller"))
            || is(tokens, at - 1, SOMEBODY)
            || at > 1
                && tokens[at - 1].has(Class::Adverb)
                && (is(tokens, at - 2, listed!(PARTS, "teller")) || is(tokens, at - 2, SOMEBODY)))
}

/// An effect, a measure, a medicine, the reader, or what may be.
fn is_of_the_world(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    if token.has(Class::Modal) {
        // "I could hardly walk", "and nobody would say"
        return !(is(tokens, at, PAST_MODALS)
            && at.checked_sub(1).is_some_and(|who| {
                tokens[who].has(Class::SubjectPronoun)
                    || tokens[who].has(Class::ObjectPronoun)
                    || is(tokens, who, listed!(PARTS, "teller"))
                    || is(tokens, who, SOMEBODY)
                    || tokens[who].place() == token.place()
                    // "I woke and couldn't move"
                    || tokens[who].has(Class::Conjunction)
                        && (0..who).any(|at| is(tokens, at, listed!(PARTS, "teller")))
            }));
    }
    // "I needed help" asks for it.
    let asked = is(tokens, at, one_of!["help"])
        && at.checked_sub(1).is_some_and(|before| {
            is(
                tokens,
                before,
                one_of![
                    "any", "asked", "ask", "for", "get", "got", "more", "needed", "no", "of",
                    "some", "the", "wanted"
                ],
            )
        });
    token.classes.meets(WORLD) && !asked
}

/// "my nausea went away", "and the drink was to blame": what a remedy or a cause did.
pub(super) fn passes(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    is(tokens, at, one_of!["went"])
        && is(tokens, at + 1, one_of!["away", "down", "up"])
        && !is(tokens, before, listed!(PARTS, "teller"))
        && !tokens[before].has(Class::SubjectPronoun)
        && !tokens[before].has(Class::Conjunction)
        || is(tokens, at, one_of!["blame"]) && is(tokens, before, one_of!["to"])
}

/// "that gout runs in families": what follows may be a fact, unless it happened too: "a pain that felt like a hook".
fn hands_over(tokens: &[Token], at: usize) -> bool {
    is(tokens, at, one_of!["that"])
        && !(at == 0 && is(tokens, 1, one_of!["was"]))
        // "Once I saw that, I went home", "that I was ill"
        && !tokens.get(at + 1).is_some_and(|next| {
            next.is_mark()
                || next.has(Class::Preposition)
                    && tokens
                        .get(at + 1..)
                        .is_some_and(|rest| clause::statement(rest, false).is_none())
        })
        && !((is(tokens, at + 1, listed!(PARTS, "teller")) || is(tokens, at + 1, SOMEBODY))
            && (is_past(tokens, at + 2) || is(tokens, at + 2, PAST_MODALS)))
        && !(is(tokens, at + 1, one_of!["was", "were", "had"])
            || tokens.get(at + 1).is_some_and(|verb| verb.has(Class::Past))
            || is(tokens, at + 1, listed!(PARTS, "told of oneself")))
}

/// "was", "gave", "I begged", "One neighbour laughed and".
fn is_past(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    if at >= tokens.len() {
        return false;
    }
    // "I never looked back"
    let inserted = at > 1
        && before.has(Class::Adverb)
        && (tokens[at - 2].has(Class::SubjectPronoun) || tokens[at - 2].has(Class::FirstPerson));
    let spoken = before.has(Class::SubjectPronoun)
        || before.has(Class::FirstPerson)
        || before.ly
        || inserted
        || is(tokens, at - 1, listed!(PARTS, "kin"));
    let named = !before.is_mark()
        && !before.classes.meets(NO_SUBJECT)
        && tokens.get(at + 1).is_some_and(|after| {
            after.has(Class::Determiner)
                || after.has(Class::Conjunction)
                || after.has(Class::FirstPerson)
                || after.has(Class::ObjectPronoun)
        });
    tokens[at].has(Class::Past)
        || is(
            tokens,
            at,
            one_of![
                "was",
                "were",
                "had",
                "did",
                "couldn't",
                "couldn’t",
                "didn't",
                "didn’t",
                "wasn't",
                "wasn’t"
            ],
        )
        || is(tokens, at, listed!(PARTS, "told of oneself"))
        || tokens[at].has(Class::Ed) && (spoken || named)
}

/// A form in "-s" with its subject: "my knee swells", "gout runs in families".
pub(super) fn is_present(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let noun = tokens[at].has(Class::VerbSOrNoun)
        && (before.has(Class::Ed) || before.has(Class::Name) || before.has(Class::FirstPerson));
    tokens[at].has(Class::VerbS)
        && !noun
        && !before.is_mark()
        && !before.is_number()
        && !before.classes.meets(NO_SUBJECT)
}

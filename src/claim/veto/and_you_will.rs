//! # What it is
//! A command that is really a forecast: "Cut salt and your pressure will fall."
//!
//! # Turns back
//! - Stop smoking and your lungs will recover.
//! - Stop smoking and your lungs start to heal.
//!
//! # Does not
//! - Ask when the nurse will come.

use std::ops::Range;

use crate::claim::case;
use crate::claim::class::{Class, VERB};
use crate::claim::token::{self, Token};
use crate::claim::unit::Unit;

use super::reason;

pub(super) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    let tokens = unit.main();
    tokens.iter().enumerate().find_map(|(at, token)| {
        let joins = token.has(Class::Conjunction);
        let and = unit.is_any(tokens, at, one_of!["and"]);
        let at = if joins {
            past_time(unit, tokens, at)
        } else {
            at
        };
        let subject = tokens
            .get(at + 1)
            .is_some_and(|next| next.has(Class::SubjectPronoun) || next.has(Class::Determiner));
        // "Tell us and we'll book you in" is a promise of the page.
        // "and our bodies will store fat" is about all of us.
        let page = tokens
            .get(at + 1)
            .is_some_and(|next| next.has(Class::FirstPerson))
            && (!unit.is_any(tokens, at + 1, one_of!["our"])
                || tokens.iter().skip(at + 2).take(3).any(|noun| {
                    noun.has(Class::Carer) || noun.has(Class::Publisher) || noun.has(Class::Org)
                }))
            || tokens.get(at + 2).is_some_and(|noun| noun.has(Class::Page))
            // "and one of our nurses will ring you"
            || case::is_one_of_ours(tokens, at + 1);
        // "and see your sleep improve"
        let watch = joins
            && at > 0
            && unit.is_any(tokens, at + 1, one_of!["see", "watch", "feel", "notice"])
            && unit.is_any(tokens, at + 2, one_of!["your", "the", "how"])
            // "and notice the colour of the sky"
            && tokens
                .get(at + 4)
                .is_some_and(|next| !next.has(Class::Preposition) && !next.is_mark());
        // "Breathe in and feel your lower ribs move": what an exercise feels like.
        let body = (at + 3..at + 5).any(|at| unit.is_any(tokens, at, listed!(VETOES, "felt")));
        // "and notice how it feels"
        let wonders = unit.is_any(tokens, at + 2, one_of!["how"])
            && tokens
                .get(at + 3)
                .is_some_and(|it| it.has(Class::SubjectPronoun))
            && !tokens
                .iter()
                .skip(at + 4)
                .any(|verb| verb.has(Class::BenefitS) || verb.has(Class::Comparator));
        if watch && !body && !wonders && !unit.is_any(tokens, at + 3, listed!(VETOES, "seen")) {
            return Some(token::span(tokens, at, at + 4));
        }
        // "Follow the chart and most babies turn out to thrive"
        let ago = (at + 2..at + 5).any(|at| unit.is_any(tokens, at, one_of!["ago"]));
        let most = joins
            && at > 1
            && !ago
            && unit.is_any(
                tokens,
                at + 1,
                one_of!["most", "many", "nearly", "almost", "few"],
            )
            && tokens
                .get(at + 2)
                .is_some_and(|next| !next.has(Class::Preposition))
            && tokens.len() > at + 4
            && tokens
                .get(at + 2..)
                .is_some_and(|rest| rest.iter().skip(1).any(|verb| verb.classes.meets(VERB)));
        if most {
            return Some(token::span(tokens, at, at + 4));
        }
        // "and the throbbing eases"
        let settles = joins
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.has(Class::Determiner))
            && (at + 3..at + 5).any(|at| {
                let named = tokens
                    .get(at - 1)
                    .is_some_and(|before| before.has(Class::Determiner));
                !named
                    && tokens.get(at).is_some_and(|verb| {
                        verb.has(Class::BenefitS)
                            || verb.has(Class::HarmS)
                            || unit.is_any(tokens, at, listed!(VETOES, "settles"))
                    })
            });
        if settles {
            return Some(token::span(tokens, at, (at + 5).min(tokens.len())));
        }
        // "Run low and everything slows down"
        let everything = at > 0
            && and
            && !case::reaches(tokens, at)
            && unit.is_any(tokens, at + 1, one_of!["everything", "nothing", "things"])
            && tokens.get(at + 2).is_some_and(|verb| {
                verb.has(Class::VerbS) || verb.classes.meets(VERB) || verb.has(Class::Be)
            });
        if everything {
            return Some(token::span(tokens, at, (at + 4).min(tokens.len())));
        }
        // "Stop smoking and your lungs start to heal"
        let follows = and
            && !page
            && commands(tokens)
            && !(0..at).any(|at| unit.is_any(tokens, at, one_of!["that", "how", "whether"]))
            && !case::reaches(tokens, at)
            && !tokens
                .get(at.saturating_sub(1))
                .is_some_and(|you| you.has(Class::Addressee))
            && unit.is_any(
                tokens,
                at + 1,
                one_of!["your", "it", "they", "nine", "sleep", "the", "most"],
            )
            && tokens.get(at + 1..).is_some_and(is_outcome);
        if follows {
            return Some(token::span(tokens, at, (at + 5).min(tokens.len())));
        }
        // "Keep it up, and in time your body will adapt"
        let later = joins
            && at > 0
            && tokens.get(at + 1).is_some_and(|when| {
                when.has(Class::Preposition)
                    || unit.is_any(
                        tokens,
                        at + 1,
                        one_of![
                            "soon",
                            "eventually",
                            "gradually",
                            "slowly",
                            "before",
                            "little"
                        ],
                    )
            })
            && (at + 2..at + 6).any(|at| {
                unit.is_any(tokens, at, one_of!["your", "the", "it", "they", "this"])
                    && (at + 1..at + 4)
                        .any(|at| unit.is_any(tokens, at, one_of!["will", "it'll", "it’ll"]))
            });
        if later {
            return Some(token::span(tokens, at, (at + 6).min(tokens.len())));
        }
        // "so that it won't slide"
        if unit.is_any(tokens, at, one_of!["so"]) && reason::is_practical(unit, tokens, at) {
            return None;
        }
        // "You and your partner will be given": two subjects of one verb.
        let both = at == 1 && tokens.first().is_some_and(|you| you.has(Class::Addressee));
        if !(joins && subject) || page || both {
            return None;
        }
        let reach = tokens.get(at + 2..tokens.len().min(at + 6))?;
        // "if you feel sick and you might be pregnant": part of the case.
        let may = (at + 2..at + 4).any(|at| {
            unit.is_any(tokens, at, one_of!["may", "might"])
                && unit.is_any(tokens, at + 1, one_of!["be", "have"])
                // "and it won't keep until Monday"
                || unit.is_any(tokens, at, one_of!["won't", "won’t"])
        });
        if may && case::reaches(tokens, at) {
            return None;
        }
        // "Our helpline is open, and you will speak to a nurse"
        let answered = (at + 2..at + 4)
            .any(|at| unit.is_any(tokens, at, one_of!["will", "you'll", "you’ll"]))
            && (at + 2..at + 5).any(|at| unit.is_any(tokens, at, one_of!["speak", "talk", "meet"]));
        // "or you may prefer company"
        let either = unit.is_any(tokens, at, one_of!["or"])
            && (at + 2..at + 5)
                .any(|at| unit.is_any(tokens, at, one_of!["want", "like", "prefer", "wish"]));
        if answered || either {
            return None;
        }
        // "so you will know when the next drop is due": a purpose.
        let purpose = unit.is_any(tokens, at, one_of!["so"])
            && (at + 2..at + 5).any(|at| unit.is_any(tokens, at, listed!(VETOES, "so you know")));
        if purpose {
            return None;
        }
        let verb = reach.iter().position(|token| {
            let word = unit.word(token);
            matches!(word, "will" | "may" | "might" | "won't" | "won’t")
                || word.ends_with("'ll")
                || word.ends_with("’ll")
        })?;
        Some(token::span(tokens, at, at + 3 + verb))
    })
}

/// "Stop smoking and ...", but "Your head aches and ...": a command stands at the head.
fn commands(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|verb| {
        verb.classes.meets(VERB) && !verb.has(Class::Addressee) && !verb.has(Class::Determiner)
    })
}

/// "your lungs start to heal", "the infection returns", "your muscles waste": a subject and what it does, to the end.
fn is_outcome(tail: &[Token]) -> bool {
    let clause = tail.iter().position(Token::is_mark).unwrap_or(tail.len());
    let tail = tail.get(..clause).unwrap_or_default();
    let subordinate = tail.iter().any(|opens| {
        opens.has(Class::Subordinator) && !opens.has(Class::Preposition)
            || opens.has(Class::Addressee)
            || opens.is_in(one_of!["that", "you", "we", "i"])
    });
    let does = tail.iter().enumerate().skip(1).any(|(at, verb)| {
        let subject = tail.get(at - 1).is_some_and(|noun| {
            !noun.has(Class::Determiner)
                && !noun.has(Class::Preposition)
                && !noun.has(Class::Conjunction)
        }) || at == 1 && tail.first().is_some_and(|it| it.has(Class::SubjectPronoun));
        let acts = verb.has(Class::Be)
            || verb.has(Class::Modal)
            || verb.has(Class::VerbS) && !verb.has(Class::VerbSOrNoun)
            || verb.has(Class::BenefitS)
            || at > 1
                && verb.is_in(one_of![
                    "start", "begin", "stop", "halve", "heal", "recover"
                ])
            || (verb.has(Class::Command)
                || verb.is_in(one_of!["waste", "swell", "halves", "doubles"]))
                && at + 1 == tail.len()
                && at > 1;
        subject && acts && !verb.has(Class::Preposition)
    });
    !subordinate && does
}

/// "and over time your", "and before long the": past the words for a time that stand between "and" and its subject.
fn past_time(unit: &Unit<'_>, tokens: &[Token], and: usize) -> usize {
    let mut at = and + 1;
    while tokens.get(at).is_some_and(|word| {
        word.ly
            || word.is_comma()
            || word.is_number()
            || word.has(Class::TimeUnit)
            || word.has(Class::TimeNoun)
            || unit.is_any(tokens, at, listed!(VETOES, "after a time"))
    }) {
        at += 1;
    }
    let subject = tokens
        .get(at)
        .is_some_and(|next| next.has(Class::SubjectPronoun) || next.has(Class::Determiner));
    if subject { at - 1 } else { and }
}

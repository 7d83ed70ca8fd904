//! # What it is
//! Words that give a reason: "because", "as most reactions start quickly", "otherwise".
//!
//! # Turns back
//! - Talk to a doctor, because it can lead to a stroke.
//!
//! # Does not
//! - Wait as long as the nurse asks.
//! - Don't skip breakfast just because someone told you to.
//! - Book early, because our lines are busy. (about the publisher, not about health)

use std::ops::Range;

use crate::claim::case;
use crate::claim::class::{Class, VERB};
use crate::claim::clause;
use crate::claim::stem::StemClass;
use crate::claim::token::{self, Token};
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, false)
}

/// Only "because" and its kin: a page says "so that you can judge" of itself.
pub(crate) fn find_explicit(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, true)
}

fn search(unit: &Unit<'_>, explicit: bool) -> Option<Range<usize>> {
    let table = unit.words.table(Phrases::Reason);
    let not = unit.words.table(Phrases::NotReason);
    unit.open_rows().into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            let rest = tokens.get(at..)?;
            if let Some(to) = threatens(unit, tokens, at) {
                return Some(token::span(tokens, at, to));
            }
            let found = table.at(rest)?;
            // "Or you can stay at home" only goes on; ", so they can help you plan" is a reason no more than without
            // its comma.
            let head = tokens.get(..at).is_some_and(|lead| {
                lead.iter()
                    .all(|word| word.is_comma() || word.has(Class::OpeningAdverb))
            });
            let goes_on = head
                && (unit.is_any(tokens, at, one_of!["or", "otherwise"])
                    // "So it isn't only you."
                    || unit.is_any(tokens, at, one_of!["so"])
                        && unit.is_any(tokens, at + 1, one_of!["it", "this", "that"])
                        && tokens.get(at + 2).is_some_and(|verb| verb.has(Class::Be)));
            let past_comma = rest
                .first()
                .filter(|token| token.is_comma())
                .and_then(|_| rest.get(1..));
            // "as long as it takes"
            let compares = unit.is_any(tokens, at, one_of!["as"])
                && (at.saturating_sub(8)..at)
                    .rev()
                    .take_while(|&before| !tokens.get(before).is_some_and(Token::is_mark))
                    .any(|before| unit.is_any(tokens, before, one_of!["as"]))
                // "as much, or as little, as you like"
                || unit.is_any(tokens, at + 1, one_of!["as"])
                    && (at.saturating_sub(4)..at).any(|before| {
                        unit.is_any(tokens, before, one_of!["as"])
                            && unit.is_any(
                                tokens,
                                before + 1,
                                one_of!["much", "little", "many", "often", "long", "few"],
                            )
                    });
            if goes_on
                || compares
                || is_practical(unit, tokens, at)
                || past_comma.is_some_and(|rest| {
                    (unit.is_any(rest, 0, one_of!["so"])
                        || unit.is_any(rest, 0, one_of!["as"])
                            && rest.get(1).is_some_and(|you| you.has(Class::Addressee)))
                        && not.at(rest).is_some()
                })
            {
                return None;
            }
            if not.at(rest).is_some() || explicit && !tells_why(unit, tokens, at) {
                return None;
            }
            // "if it hurts, or it is swollen, call": a further case.
            let case = unit
                .context
                .stem
                .is_some_and(|stem| stem.class == StemClass::Condition)
                && case::adds(tokens, at);
            if case || case::goes_on(tokens, at) {
                return None;
            }
            // "if you cannot sleep because of pain": part of the case.
            // "if you worry because he is drowsy, ring": so is this, as long as a comma ends the case.
            let within = unit.is_any(tokens, at, one_of!["because"])
                && tokens.iter().skip(at).any(Token::is_comma);
            let of = within
                || unit.is_any(tokens, at + 1, one_of!["of"])
                || unit.is_any(tokens, at, one_of!["due", "owing"]);
            let listed = unit
                .context
                .stem
                .is_some_and(|stem| stem.class == StemClass::Condition);
            if of && (listed || in_case(unit, tokens, at) || case::reaches(tokens, at)) {
                return None;
            }
            if is_readers_own(unit, tokens, at, listed) {
                return None;
            }
            // ", and the symptoms you've had": a clause of the noun.
            let end = at + found.end;
            let noun_clause = end > at + 4
                && tokens
                    .get(end - 2)
                    .is_some_and(|who| who.has(Class::Addressee) || who.has(Class::FirstPerson))
                && tokens.get(end - 3).is_some_and(|noun| {
                    !noun.has(Class::Conjunction) && !noun.has(Class::Preposition)
                });
            if noun_clause {
                return None;
            }
            let before = at.checked_sub(1).and_then(|at| tokens.get(at..));
            if before.is_some_and(|before| not.at(before).is_some()) {
                return None;
            }
            Some(token::span(tokens, at, at + found.end))
        })
    })
}

/// "Do not wait because you feel silly", "you cannot talk because you are out of breath" under "Call if": the reason is
/// the reader's, not the writer's.
fn is_readers_own(unit: &Unit<'_>, tokens: &[Token], at: usize, listed: bool) -> bool {
    let reach = tokens.get(at + 1..).unwrap_or_default();
    let reach = reach.get(..reach.len().min(8)).unwrap_or_default();
    let Some(who) = reach.first().filter(|who| who.has(Class::SubjectPronoun)) else {
        return false;
    };
    if !unit.is_any(tokens, at, one_of!["because"]) {
        return false;
    }
    // "because you could have a fit", "because it is a sign of meningitis"
    let clause = reach
        .iter()
        .position(|wh| wh.has(Class::Wh))
        .and_then(|wh| reach.get(..wh));
    let warns = clause.unwrap_or(reach).iter().any(|word| {
        word.has(Class::Modal)
            || word.has(Class::Comparator) && !word.has(Class::Preposition)
            || word.is_in(listed!(VETOES, "warnings"))
    });
    if warns {
        return false;
    }
    if listed {
        return !unit.is_any(reach, 0, one_of!["it", "there"]);
    }
    let forbidden = tokens
        .iter()
        .take(at.min(4))
        .any(|not| not.has(Class::Negation));
    forbidden
        && who.has(Class::Addressee)
        && (1..5).any(|at| unit.is_any(reach, at, listed!(VETOES, "own reasons")))
}

/// ", or the pictures blur", ", or your skin dries out": what happens if the command is not followed.
fn threatens(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    if !tokens.get(at)?.is_comma()
        || !unit.is_any(tokens, at + 1, one_of!["or"])
        || !unit.is_any(
            tokens,
            at + 2,
            one_of![
                "the", "your", "his", "her", "its", "their", "it", "this", "all", "everything"
            ],
        )
        || case::adds(tokens, at) && is_case(unit, tokens, at)
        // "there is a lot of blood, or the person looks pale": two cases of a row.
        || clause::statement(tokens.get(..at)?, false).is_some()
    {
        return None;
    }
    let to = tokens.len().min(at + 8);
    // "or all that fibre sets"
    let from = at + 3 + usize::from(unit.is_any(tokens, at + 3, one_of!["that", "this"]));
    (from..to)
        .take_while(|&verb| {
            tokens.get(verb).is_some_and(|word| {
                !word.is_mark() && !word.has(Class::Preposition) && !word.has(Class::Subordinator)
            })
        })
        .find(|&verb| {
            let (Some(noun), Some(verb)) = (tokens.get(verb - 1), tokens.get(verb)) else {
                return false;
            };
            let many = noun.plural
                && !noun.has(Class::Carer)
                && verb.classes.meets(VERB)
                && !verb.has(Class::Adverb);
            let one = verb.has(Class::VerbS)
                && !noun.has(Class::Determiner)
                && !noun.plural
                && !noun.has(Class::Carer);
            let it = verb.has(Class::VerbS) && noun.has(Class::SubjectPronoun);
            many || one || it
        })
        .map(|verb| verb + 1)
}

/// The place lies in a case, by its lead-in or by "if". "Even when it is calm" is none.
fn is_case(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let even = (0..at).any(|at| unit.is_any(tokens, at, one_of!["even"]));
    unit.context
        .stem
        .is_some_and(|stem| stem.class == StemClass::Condition)
        || !even && in_case(unit, tokens, at)
}

/// "so that you can tell the nurse", "so there is room": a purpose in which nothing happens to a body.
pub(super) fn is_practical(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let so = at + usize::from(tokens.get(at).is_some_and(Token::is_comma));
    if !unit.is_any(tokens, so, one_of!["so"]) {
        return false;
    }
    let from = so + 1 + usize::from(unit.is_any(tokens, so + 1, one_of!["that"]));
    let to = (from..tokens.len())
        .find(|&at| {
            tokens
                .get(at)
                .is_some_and(|mark| mark.is_mark() && !mark.is_comma())
        })
        .unwrap_or(tokens.len());
    let clause = tokens.get(from..to).unwrap_or_default();
    let acts_on_body = clause.iter().enumerate().any(|(at, word)| {
        word.has(Class::Benefit)
            && !unit.is_any(&[*word], 0, one_of!["help", "support", "share", "warm"])
            || word.has(Class::BenefitS)
            || word.has(Class::Harm)
            || word.has(Class::HarmS)
            || word.has(Class::Ailment)
            // "knocks the pan over" compares nothing.
            || word.has(Class::Comparator)
                && (!word.has(Class::Preposition)
                    || clause.get(at + 1).is_some_and(Token::is_number))
    });
    if acts_on_body {
        return false;
    }
    // "so there's always sugar in your blood"
    if (0..clause.len()).any(|at| unit.is_any(clause, at, listed!(VETOES, "improved"))) {
        return false;
    }
    // "so there's always something in"
    if unit.is_any(clause, 0, one_of!["there's", "there’s"]) {
        return true;
    }
    // "so that whoever takes over knows where you are"
    if unit.is_any(clause, 0, one_of!["whoever"]) {
        return (1..8).any(|at| {
            unit.is_any(
                clause,
                at,
                one_of!["knows", "sees", "finds", "has", "can", "understands"],
            )
        });
    }
    if unit.is_any(clause, 0, one_of!["there"]) {
        return unit.is_any(clause, 1, one_of!["is", "are", "there's", "there’s"])
            || unit.is_any(clause, 0, one_of!["there"]);
    }
    if happens_to_thing(unit, clause) {
        return true;
    }
    let subject = clause.first().is_some_and(|who| {
        who.has(Class::SubjectPronoun) && !unit.is_any(clause, 0, one_of!["it"])
    }) || unit.is_any(
        clause,
        0,
        one_of![
            "others", "people", "everyone", "someone", "staff", "whoever"
        ],
    ) || clause.get(1).is_some_and(|who| {
        who.has(Class::Person)
            || who.has(Class::Carer)
            || unit.is_any(clause, 1, one_of!["whole", "team"])
    });
    if !subject {
        return false;
    }
    let mut verb = 1;
    while clause.get(verb).is_some_and(|word| {
        word.has(Class::Modal)
            || word.has(Class::Negation)
            || word.has(Class::Auxiliary)
            || word.has(Class::Frequency)
            || word.has(Class::Person)
            || word.has(Class::Carer)
            // "so you needn't look"
            || unit.is_any(clause, verb, one_of!["need"])
                && clause
                    .get(verb + 1)
                    .is_some_and(|not| not.has(Class::Negation))
            || unit.is_any(
                clause,
                verb,
                one_of![
                    "needn't", "needn’t", "do", "just", "then", "still", "always", "also", "family", "team", "both",
                    "all"
                ],
            )
    }) {
        verb += 1;
    }
    let Some(word) = clause.get(verb) else {
        return false;
    };
    let errand = unit.is_any(clause, verb, listed!(VETOES, "arranges"));
    let has = word.has(Class::Have)
        && clause.get(verb + 1).is_some_and(|thing| {
            thing.has(Class::ObjectPronoun)
                || unit.is_any(
                    clause,
                    verb + 1,
                    one_of![
                        "some",
                        "something",
                        "someone",
                        "somewhere",
                        "time",
                        "one",
                        "a",
                        "your",
                        "the"
                    ],
                )
        })
        && (verb + 2..verb + 6).all(|at| {
            !unit.is_any(
                clause,
                at,
                one_of!["rest", "energy", "sleep", "strength", "night"],
            )
        });
    let ready = unit.is_any(clause, verb, one_of!["be", "are"])
        && unit.is_any(
            clause,
            verb + 1,
            one_of!["prepared", "ready", "sure", "clear"],
        );
    errand || has || ready
}

/// "it won't slip", "drivers notice you", "the room stays fresh": what comes of it for a thing, not for a body.
fn happens_to_thing(unit: &Unit<'_>, clause: &[Token]) -> bool {
    let it = unit.is_any(clause, 0, one_of!["it", "they", "nobody", "nothing"]);
    let thing = (0..3).find(|&at| unit.is_any(clause, at, listed!(VETOES, "stayed things")));
    let Some(subject) = it.then_some(0).or(thing) else {
        return false;
    };
    let of_body = clause.iter().enumerate().any(|(at, word)| {
        word.has(Class::Medicine) || unit.is_any(clause, at, listed!(VETOES, "felt"))
    });
    let happens = (subject + 1..subject + 5)
        .any(|at| unit.is_any(clause, at, listed!(VETOES, "happens to things")));
    let stays = thing.is_some()
        && (subject + 1..subject + 4)
            .any(|at| unit.is_any(clause, at, one_of!["stays", "stay", "remains", "remain"]));
    !of_body && (happens || stays)
}

/// "if" or "when" opens the clause before this place.
fn in_case(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let from = lead.iter().rposition(Token::is_mark).map_or(0, |at| at + 1);
    (from..at).any(|at| unit.is_any(tokens, at, one_of!["if", "when", "whether"]))
}

/// No mere "so" or "and it is": a page says those of itself.
fn tells_why(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let goes_on = tokens.get(at).is_some_and(Token::is_comma)
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.has(Class::Conjunction));
    !goes_on && !unit.is_any(tokens, at, one_of!["so", "as"])
}

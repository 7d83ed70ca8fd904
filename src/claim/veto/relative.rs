//! # What it is
//! A clause or an afterthought that informs: ", which", ", although", ", a trigger for most people".
//!
//! # Turns back
//! - Try lentils, which raise blood sugar slowly.
//! - Stay away from smoke, a trigger for most people.
//! - Ignore the myth that inhalers are addictive.
//! - Remind your child that germs spread by hand.
//! - Use a spacer, without which most of the dose is lost.
//!
//! # Does not
//! - Note how you feel, what you ate, and when you slept.
//! - Take a ticket, which we will stamp for you. (about the publisher)

use std::ops::Range;

use crate::claim::class::{Class, VERB};
use crate::claim::clause;
use crate::claim::token::{self, Kind, Token};
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, true, true)
}

/// All but what comes after the only comma and what is listed as an apposition: a page or a reader may be named twice
/// over.
pub(crate) fn find_clause(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, false, false)
}

/// The same and what is listed as an apposition: of what a publisher offers, it says what it is good for.
pub(super) fn find_named(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, false, true)
}

fn search(unit: &Unit<'_>, wide: bool, lists: bool) -> Option<Range<usize>> {
    let table = unit.words.table(Phrases::Apposition);
    let informs = unit.words.table(Phrases::Informs);
    unit.open_rows()
        .into_iter()
        .enumerate()
        .find_map(|(row, tokens)| {
            (0..tokens.len()).find_map(|at| {
                let rest = tokens.get(at..)?;
                if let Some(found) = informs.at(rest) {
                    return Some(token::span(tokens, at, at + found.end));
                }
                let clue = tokens.get(at)?.has(Class::Clue);
                let clue = clue
                    || at > 0
                        && tokens.get(at - 1).is_some_and(Token::is_comma)
                        && tokens.get(at)?.has(Class::Preposition);
                let being_near = at > 0
                    && tokens.get(at - 1).is_some_and(Token::is_comma)
                    && (1..5).any(|on| unit.is_any(tokens, at + on, one_of!["being"]));
                let clue = clue || being_near;
                if !clue && table.at(rest).is_none() {
                    return None;
                }
                // A bracket informs as a clause after a comma does: "(rich in iron)".
                let parted = row == 1 && at == 0
                    || at
                        .checked_sub(1)
                        .and_then(|at| tokens.get(at))
                        .is_some_and(Token::is_mark);
                // "foods low in purines, such as eggs", "other foods full of purines"
                let made = unit.is_any(tokens, at, one_of!["rich", "high", "low", "full"])
                    && unit.is_any(tokens, at + 1, one_of!["in", "of"])
                    && at > 1
                    && (unit.is_any(tokens, at - 2, one_of!["other"])
                        || (at + 2..at + 7).any(|at| {
                            unit.is_any(tokens, at, one_of!["like", "including"])
                                || unit.is_any(tokens, at, one_of!["such"])
                                    && unit.is_any(tokens, at + 1, one_of!["as"])
                        }));
                if made && wide {
                    return Some(token::span(tokens, at, (at + 3).min(tokens.len())));
                }
                // ", after which the pain fades", ", nearly all of which shrink"
                let turned = parted
                    && (1..5).any(|on| {
                        unit.is_any(tokens, at + on, one_of!["which", "whom", "whose"])
                            && tokens
                                .get(at + on - 1)
                                .is_some_and(|before| before.has(Class::Preposition))
                            // "in whom, and how large" asks.
                            && !tokens.get(at + on + 1).is_some_and(Token::is_mark)
                            // "for which we apologise"
                            && !unit.is_any(tokens, at + on + 1, one_of!["we", "you", "i"])
                    });
                // ", asthma being at its worst at night"
                let being = parted
                    && row == 0
                    && (1..5).any(|on| unit.is_any(tokens, at + on, one_of!["being"]))
                    && !tokens.get(at).is_some_and(|first| {
                        first.has(Class::SubjectPronoun)
                            || first.has(Class::Conjunction)
                            || first.has(Class::Addressee)
                            || first.classes.meets(VERB)
                    });
                if turned || being {
                    return Some(token::span(tokens, at, (at + 4).min(tokens.len())));
                }
                // "the myth that inhalers are addictive"
                let myth = wide
                    && unit.is_any(tokens, at, listed!(VETOES, "myths"))
                    && unit.is_any(tokens, at + 1, one_of!["that"])
                    // "Let go of the idea that you must fix it all"
                    && !(unit.is_any(tokens, at, one_of!["idea", "notion", "thought"])
                        && unit.is_any(tokens, at + 2, one_of!["you", "i", "we"]));
                // "triggers such as pollen"
                let listed = wide
                    && unit.is_any(tokens, at, listed!(VETOES, "triggers"))
                    && (at + 1..at + 4)
                        .any(|at| unit.is_any(tokens, at, one_of!["such", "like", "including"]));
                if myth || listed {
                    return Some(token::span(tokens, at, (at + 3).min(tokens.len())));
                }
                // "your pharmacist who will advise you on tablets"
                let foretells = at > 1
                    && unit.is_any(tokens, at, one_of!["who", "which"])
                    && unit.is_any(tokens, at + 1, one_of!["will", "may", "might"])
                    && tokens.get(at - 1).is_some_and(|noun| {
                        !noun.has(Class::Conjunction)
                            && !noun.has(Class::Content)
                            && !noun.has(Class::Preposition)
                            && !noun.has(Class::ObjectPronoun)
                            && !noun.has(Class::Person)
                    });
                if foretells && wide {
                    return Some(token::span(tokens, at, (at + 4).min(tokens.len())));
                }
                if !parted {
                    return None;
                }
                let clause = unit.is_any(
                    tokens,
                    at,
                    one_of![
                        "which", "who", "whose", "where", "although", "though", "whereas", "while",
                        "who'll", "who’ll", "who's", "who’s",
                    ],
                ) && !is_choice(unit, tokens, at)
                    && !accompanies(unit, tokens, at);
                // ", a process that takes months", ", the joint most often struck", "(a mask that blows air)"
                let named = unit.is_any(
                    tokens,
                    at,
                    one_of!["a", "an", "the", "one", "another", "both"],
                ) && (2..5).any(|ahead| {
                    unit.is_any(
                        tokens,
                        at + ahead,
                        one_of![
                            "that",
                            "which",
                            "who",
                            "where",
                            "whose",
                            "most",
                            "usually",
                            "normally",
                            "commonly",
                            "called",
                            "known",
                            "used",
                            "prescribed",
                            "given",
                            "taken",
                            "caused",
                            "spread",
                            "linked",
                        ],
                    ) && !(1..ahead).any(|ahead| {
                        tokens.get(at + ahead).is_some_and(|token| {
                            token.is_mark()
                                || token.has(Class::Conjunction)
                                || token.has(Class::Preposition)
                        })
                    })
                });
                // ", a condition in which"
                let sources = unit.is_any(tokens, at, one_of!["a", "an", "the", "one"])
                    && (2..5).any(|ahead| {
                        unit.is_any(
                            tokens,
                            at + ahead,
                            one_of!["in", "of", "to", "for", "by", "from"],
                        ) && unit.is_any(tokens, at + ahead + 1, one_of!["which", "whom"])
                    });
                if (named || sources) && !names_a_body(tokens, at) {
                    return Some(token::span(tokens, at, (at + 5).min(tokens.len())));
                }
                // ", when counts are highest"
                let when = at > 2
                    && unit.is_any(tokens, at, one_of!["when"])
                    && !tokens
                        .iter()
                        .take(2)
                        .any(|token| token.has(Class::Subordinator))
                    && tokens.get(at + 1).is_some_and(|subject| {
                        !subject.has(Class::SubjectPronoun)
                            && !subject.has(Class::Ing)
                            && !unit.is_any(tokens, at + 1, one_of!["your"])
                    })
                    && tokens.get(at + 1..).is_some_and(|rest| {
                        clause::statement(rest, false).is_some() || clause::may_state(rest)
                    });
                // ", a trigger for most people": the last thing said, after the only comma
                let after_thought = wide && row == 0 && is_after_thought(unit, tokens, at);
                if when || after_thought {
                    return Some(token::span(tokens, at, (at + 4).min(tokens.len())));
                }
                // "both of which", "most of whom"
                let counted = unit.is_any(tokens, at + 1, one_of!["of"])
                    && unit.is_any(tokens, at + 2, one_of!["which", "whom"]);
                let sign = unit.is_any(tokens, at, one_of!["a", "an", "the"])
                    && (1..5).any(|ahead| {
                        unit.is_any(
                            tokens,
                            at + ahead,
                            one_of!["sign", "symptom", "form", "cause", "effect"],
                        ) && unit.is_any(tokens, at + ahead + 1, one_of!["of"])
                    });
                let to = if clause || counted || sign {
                    Some((at + 4).min(tokens.len()))
                } else {
                    table.at(rest).filter(|_| lists).map(|found| at + found.end)
                };
                to.map(|to| token::span(tokens, at, to))
            })
        })
}

/// "who to call, where to go": one question in a row of several.
fn is_choice(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let earlier = tokens
        .get(..at)
        .unwrap_or_default()
        .iter()
        .any(|token| token.has(Class::Wh));
    unit.is_any(tokens, at + 1, one_of!["to"]) || earlier
}

/// After the only comma of a command: "a" and a noun, and what it is for or of.
fn is_after_thought(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let commas = tokens.iter().filter(|token| token.is_mark()).count();
    let ended = tokens
        .last()
        .is_some_and(|last| last.is_mark() && !last.is_comma());
    let rest = tokens.get(at..).unwrap_or_default();
    commas == 1 + usize::from(ended)
        && at > 2
        && tokens.first().is_some_and(|first| {
            !first.has(Class::Subordinator)
                && !first.has(Class::Preposition)
                && !first.has(Class::OpeningAdverb)
        })
        && unit.is_any(tokens, at, one_of!["a", "an"])
        && (2..4).any(|ahead| unit.is_any(rest, ahead, one_of!["for", "of", "to", "in"]))
        && !rest.iter().any(|token| token.has(Class::Conjunction))
}

/// ", a charity that", ", a program that": who publishes is no claim about health.
fn names_a_body(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1..)
        .unwrap_or_default()
        .iter()
        .take(3)
        .any(|noun| noun.has(Class::Org) || noun.has(Class::Page) || noun.has(Class::Publisher))
}

/// "Do it today, while you have time", "while taking a shower", "where you can get advice", "Tell her, though.": no clause, or one of the reader's own.
fn accompanies(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    unit.is_any(tokens, at, one_of!["while"]) && next.is_some_and(|next| next.has(Class::Addressee))
        || unit.is_any(tokens, at, one_of!["while"])
            && next.is_some_and(|next| next.has(Class::Ing))
        || unit.is_any(tokens, at, one_of!["where"])
            && next.is_some_and(|next| next.has(Class::Addressee))
            && unit.is_any(tokens, at + 2, one_of!["can", "could"])
            && tokens.get(at + 3).is_some_and(|verb| {
                verb.has(Class::Errand)
                    || unit.is_any(tokens, at + 3, one_of!["get", "find", "buy", "see", "meet"])
            })
        || unit.is_any(tokens, at, one_of!["where"])
            && (next.is_some_and(|next| next.has(Class::FirstPerson))
                || unit.is_any(tokens, at + 1, one_of!["our"]))
        || unit.is_any(tokens, at, one_of!["though"])
            && next.is_none_or(|next| matches!(next.kind, Kind::Break(_) | Kind::Comma))
}

//! # What it is
//! A clause after a comma that informs: ", which", ", who", ", although".
//!
//! # Turns back
//! - Try lentils, which raise blood sugar slowly.
//!
//! # Does not
//! - Note how you feel, what you ate, and when you slept.

use std::ops::Range;

use crate::claim::class::Class;
use crate::claim::token::{self, Token};
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, true)
}

/// Only clauses and "a sign of": a page or a reader may be named twice over.
pub(crate) fn find_clause(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, false)
}

fn search(unit: &Unit<'_>, wide: bool) -> Option<Range<usize>> {
    let table = unit.words.table(Phrases::Apposition);
    unit.open_rows()
        .into_iter()
        .enumerate()
        .find_map(|(row, tokens)| {
            (0..tokens.len()).find_map(|at| {
                let rest = tokens.get(at..)?;
                // A bracket informs as a clause after a comma does: "(rich in iron)".
                let parted = row == 1 && at == 0
                    || at
                        .checked_sub(1)
                        .and_then(|at| tokens.get(at))
                        .is_some_and(Token::is_comma);
                // "foods low in purines, such as eggs", "other foods full of purines"
                let made = unit.is_any(tokens, at, &["rich", "high", "low", "full"])
                    && unit.is_any(tokens, at + 1, &["in", "of"])
                    && at > 1
                    && (unit.is_any(tokens, at - 2, &["other"])
                        || (at + 2..at + 7).any(|at| {
                            unit.is_any(tokens, at, &["like", "including"])
                                || unit.is_any(tokens, at, &["such"])
                                    && unit.is_any(tokens, at + 1, &["as"])
                        }));
                if made && wide {
                    return Some(token::span(tokens, at, (at + 3).min(tokens.len())));
                }
                // "your pharmacist who will advise you on tablets"
                let foretells = at > 1
                    && unit.is_any(tokens, at, &["who", "which"])
                    && unit.is_any(tokens, at + 1, &["will", "may", "might"])
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
                    &[
                        "which", "who", "whose", "where", "although", "though", "whereas", "while",
                        "who'll", "who’ll", "who's", "who’s",
                    ],
                ) && !is_choice(unit, tokens, at);
                // ", a process that takes months", ", the joint most often struck", "(a mask that blows air)"
                let named = unit.is_any(tokens, at, &["a", "an", "the", "one", "another", "both"])
                    && (2..5).any(|ahead| {
                        unit.is_any(
                            tokens,
                            at + ahead,
                            &[
                                "that", "which", "who", "where", "whose", "most", "usually",
                                "normally", "commonly", "called", "known",
                            ],
                        ) && !(1..ahead).any(|ahead| {
                            tokens.get(at + ahead).is_some_and(|token| {
                                token.is_mark()
                                    || token.has(Class::Conjunction)
                                    || token.has(Class::Preposition)
                            })
                        })
                    });
                if named && wide {
                    return Some(token::span(tokens, at, (at + 5).min(tokens.len())));
                }
                // "both of which", "most of whom"
                let counted = unit.is_any(tokens, at + 1, &["of"])
                    && unit.is_any(tokens, at + 2, &["which", "whom"]);
                let sign = unit.is_any(tokens, at, &["a", "an", "the"])
                    && (1..5).any(|ahead| {
                        unit.is_any(
                            tokens,
                            at + ahead,
                            &["sign", "symptom", "form", "cause", "effect"],
                        ) && unit.is_any(tokens, at + ahead + 1, &["of"])
                    });
                let to = if clause || counted || sign {
                    Some((at + 4).min(tokens.len()))
                } else {
                    table.at(rest).filter(|_| wide).map(|found| at + found.end)
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
    unit.is_any(tokens, at + 1, &["to"]) || earlier
}

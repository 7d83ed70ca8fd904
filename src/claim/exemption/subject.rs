//! What looks like a command and is the subject of a sentence: "Help from a partner makes it easier", "Staff carry it
//! on their hands".
//!
//! In goes the heart of a part that begins with a word that is a noun as well as a verb.

use crate::claim::case::is;
use crate::claim::class::{Class, VERB};
use crate::claim::token::Token;

/// The first word is a noun, as what follows needs a subject.
pub(super) fn heads(tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else {
        return false;
    };
    if is(tokens, 0, one_of!["staff"]) {
        return is_staff(tokens);
    }
    if is_said_of_all(tokens) || is_explained(tokens) || is_of_a_kind(tokens) {
        return true;
    }
    let noun = first.has(Class::NounOrCommand)
        || first.has(Class::CommandOrNoun)
        || is(tokens, 0, listed!(PARTS, "heads a subject"));
    noun && finite(tokens).is_some()
}

/// "Staff catch it too", "Staff on night shifts sleep less"
fn is_staff(tokens: &[Token]) -> bool {
    (1..6).any(|at| {
        tokens.get(at).is_some_and(|verb| {
            verb.classes.meets(VERB) || verb.has(Class::Be) || verb.has(Class::Ed)
        }) && !is(tokens, at - 1, one_of!["the", "a", "your", "our"])
    })
}

/// "Water tablets and some painkillers all raise the risk"
fn is_said_of_all(tokens: &[Token]) -> bool {
    (2..tokens.len()).any(|at| {
        is(tokens, at, one_of!["all", "both"])
            && tokens[at - 1].plural
            && tokens.get(at + 1).is_some_and(|verb| {
                verb.classes.meets(VERB) && !verb.has(Class::Ing) && !verb.has(Class::Ed)
            })
            && tokens
                .get(at + 2)
                .is_some_and(|object| object.has(Class::Determiner))
    })
}

/// "Access to Work, a government scheme, can pay": told what it is, it can do something.
fn is_explained(tokens: &[Token]) -> bool {
    let Some(opened) = tokens.iter().position(Token::is_comma) else {
        return false;
    };
    let closed = (opened + 3..tokens.len()).find(|&at| tokens[at].is_comma());
    closed.is_some_and(|closed| {
        tokens
            .get(opened + 1)
            .is_some_and(|what| what.has(Class::Determiner))
            && tokens
                .get(closed + 1)
                .is_some_and(|can| can.has(Class::Modal) || can.has(Class::Be))
    })
}

/// "Slow breathing out calms the nerves"
fn is_of_a_kind(tokens: &[Token]) -> bool {
    is(tokens, 0, listed!(PARTS, "qualities"))
        && tokens.get(1).is_some_and(|act| act.has(Class::Ing))
        && (2..6)
            .take_while(|&at| tokens.get(at).is_some_and(|token| !token.is_mark()))
            .any(|at| {
                tokens[at].has(Class::VerbS)
                    && (!tokens[at].has(Class::VerbSOrNoun)
                        || tokens
                            .get(at + 1)
                            .is_some_and(|object| object.has(Class::Determiner)))
            })
}

/// A verb that only a subject takes, before any mark and outside clauses: "Help from a partner makes it easier".
fn finite(tokens: &[Token]) -> Option<usize> {
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let opens = token.is_mark()
            || token.has(Class::Subordinator) && !token.has(Class::Preposition)
            || token.has(Class::Addressee)
            || is(tokens, at, one_of!["as", "this"])
            || token.has(Class::SubjectPronoun)
            || token.has(Class::ObjectPronoun)
            || token.has(Class::Conjunction);
        if opens {
            return None;
        }
        let before = tokens.get(at - 1)?;
        let follows = at > 1
            && !before.has(Class::Determiner)
            && !before.has(Class::Preposition)
            && !before.has(Class::Adverb);
        let verb = token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun)
            || token.has(Class::PlainVerbS)
            || token.has(Class::BenefitS)
            || is(
                tokens,
                at,
                one_of![
                    "is", "are", "was", "were", "has", "lasts", "costs", "means", "mean", "makes",
                    "matters", "falls", "rises", "peaks"
                ],
            );
        if follows && verb {
            return Some(at);
        }
    }
    None
}

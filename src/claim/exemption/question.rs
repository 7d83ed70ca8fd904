//! # What it is
//! A unit that asks and states nothing on the way.
//!
//! # Examples exempt
//! - Is it too late?
//! - If sugar feeds cancer, why do doctors offer biscuits?
//!
//! # Examples that stay a claim
//! - Did you know that one person in five has it? (a loaded frame)
//! - Is it safe to fast - many people do - when ill? (a statement between dashes)

use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::head;
use crate::claim::token::{Break, Token};
use crate::claim::unit::{Unit, UnitKind};
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    // "has anybody told you that they worry": an item that asks without its mark.
    if unit.context.kind == UnitKind::ListItem && unit.closing() == Break::None {
        let body = unit.body();
        return body
            .first()
            .is_some_and(|verb| verb.has(Class::QuestionAux) && !verb.has(Class::Have))
            && unit.is_any(
                body,
                1,
                one_of![
                    "you", "he", "she", "they", "anyone", "anybody", "someone", "somebody"
                ],
            );
    }
    if unit.closing() != Break::Question {
        return false;
    }
    let last = unit.parts.len().saturating_sub(1);
    unit.parts.iter().enumerate().all(|(index, part)| {
        let tokens = unit.tokens(part);
        if is_loaded(unit, tokens) {
            return false;
        }
        let heart = tokens
            .get(head::skip_adverbs(tokens, 0)..)
            .unwrap_or_default();
        let asks = heart.first().is_some_and(|token| {
            token.has(Class::Wh) || token.has(Class::QuestionAux) || token.has(Class::Subordinator)
        });
        // A question of one part may be worded as a statement: "You are sure?" What stands before a dash may not.
        let whole = index == 0 && (last == 0 || part.after == Break::Question);
        asks || whole
            || clause::statement(tokens, false).is_none()
            || super::instruction::covers(unit, &unit.hearts(part))
    })
}

/// Does the part carry a statement: by its frame, "Did you know", or by a reason it gives?
pub(super) fn is_loaded(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let heart = tokens
        .get(head::skip_adverbs(tokens, 0)..)
        .unwrap_or_default();
    let loaded = unit.words.table(Phrases::Loaded);
    loaded.at(heart).is_some()
        || loaded.at(tokens).is_some()
        || gives_reason(unit, tokens)
        || objects(unit, heart)
        || suggests(unit, heart)
}

/// "Why not try tai chi, which improves balance?": advice more than a question, and a clause that informs.
fn suggests(unit: &Unit<'_>, heart: &[Token]) -> bool {
    let advises = unit.is_any(heart, 0, one_of!["why"]) && unit.is_any(heart, 1, one_of!["not"])
        || unit.is_any(heart, 0, one_of!["how", "what"]) && unit.is_any(heart, 1, one_of!["about"])
        || unit.is_any(heart, 0, one_of!["have"])
            && unit.is_any(heart, 1, one_of!["you"])
            && unit.is_any(heart, 2, one_of!["tried", "considered", "thought"]);
    advises
        && (2..heart.len()).any(|at| {
            heart.get(at).is_some_and(Token::is_comma)
                && (unit.is_any(heart, at + 1, one_of!["which", "who", "whose"])
                    || unit.is_any(heart, at + 1, one_of!["one", "both", "most"])
                        && unit.is_any(heart, at + 2, one_of!["of"]))
        })
}

/// "Why wait, when early aids protect the brain?": the question is none, and what follows "when" is stated.
fn objects(unit: &Unit<'_>, heart: &[Token]) -> bool {
    let rhetorical = unit.is_any(heart, 0, one_of!["why"])
        && heart
            .get(1)
            .is_some_and(|verb| !verb.has(Class::QuestionAux) && !verb.has(Class::Have));
    let when = (2..heart.len()).find(|&at| {
        heart.get(at).is_some_and(Token::is_comma)
            && unit.is_any(heart, at + 1, one_of!["when", "if", "while"])
    });
    rhetorical
        && when.and_then(|at| heart.get(at + 2..)).is_some_and(|rest| {
            !unit.is_any(rest, 0, one_of!["you", "your", "i", "my", "it", "we"])
        })
}

/// "because" and its kin. "Is it because of my age?" still only asks.
fn gives_reason(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let asks_first = tokens
        .first()
        .is_some_and(|token| token.has(Class::QuestionAux));
    unit.words
        .table(Phrases::Reason)
        .find(tokens)
        .is_some_and(|(from, _)| {
            let from = if tokens.get(from).is_some_and(Token::is_comma) {
                from + 1
            } else {
                from
            };
            let explicit = unit.is_any(tokens, from, one_of!["because", "since", "as", "given"]);
            let after_comma = from
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                .is_some_and(Token::is_comma);
            explicit && (from == 0 || after_comma || !asks_first)
        })
}

//! # What it is
//! A unit that asks and states nothing on the way.
//!
//! # Exempt
//! - Is it too late?
//! - If sugar feeds cancer, why do doctors offer biscuits?
//!
//! # Still a claim
//! - Did you know that one person in five has it? (a loaded frame)
//! - Is it safe to fast - many people do - when ill? (a statement between dashes)

use super::super::class::Class;
use super::super::clause;
use super::super::token::Break;
use super::super::unit::Unit;
use super::super::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    if unit.closing() != Break::Question {
        return false;
    }
    let words = unit.words;
    let mut parts = unit.parts.iter().peekable();
    let mut first = true;
    while let Some(part) = parts.next() {
        let tokens = unit.tokens(part);
        let heart = tokens
            .get(super::super::head::skip_adverbs(tokens, 0)..)
            .unwrap_or_default();
        if words.table(Phrases::Loaded).at(heart).is_some()
            || words.table(Phrases::Loaded).at(tokens).is_some()
        {
            return false;
        }
        if words
            .table(Phrases::Reason)
            .find(tokens)
            .is_some_and(|(from, to)| is_reason(unit, tokens, from, to))
        {
            return false;
        }
        let asks = heart.first().is_some_and(|token| {
            token.has(Class::Wh) || token.has(Class::QuestionAux) || token.has(Class::Subordinator)
        });
        let last = parts.peek().is_none() || part.after == Break::Question;
        // What does not ask must not state; the last part may be worded as a statement: "You are sure?"
        if !asks
            && !(last && first)
            && clause::statement(tokens, false).is_some()
            && !super::instruction::covers(unit, tokens)
        {
            return false;
        }
        first = false;
    }
    true
}

/// "because" and its kin; "Is it because of my age?" still only asks.
fn is_reason(
    unit: &Unit<'_>,
    tokens: &[super::super::token::Token],
    from: usize,
    to: usize,
) -> bool {
    let text = tokens
        .get(from)
        .and_then(|token| unit.context.text.get(token.start..token.end))
        .unwrap_or_default();
    let explicit = matches!(
        text,
        "because" | "since" | "as" | "given" | "Since" | "As" | "Given" | "Because"
    );
    explicit
        && to > from
        && from > 0
        && !tokens
            .first()
            .is_some_and(|token| token.has(Class::QuestionAux))
        || (explicit && from == 0)
}

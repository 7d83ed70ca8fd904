//! # What it is
//! Words that promise an effect on health: "to lower your blood pressure", "which helps you sleep".
//!
//! # Turns back
//! - Rinse your mouth to prevent thrush.
//! - Eat oily fish for a healthy heart.
//!
//! # Does not
//! - Keep a diary to help your doctor understand.
//! - Try to avoid caffeine.

use std::ops::Range;

use super::super::class::Class;
use super::super::token::Token;
use super::super::unit::Unit;
use super::super::words::Phrases;

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    super::rows(unit).into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            let to = here(unit, tokens, at)?;
            (!asked(tokens, at)).then(|| super::span(tokens, at, to))
        })
    })
}

/// Where an effect that begins at `at` ends.
fn here(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let rest = tokens.get(at..)?;
    let benign = unit.words.table(Phrases::Benign);
    let before = at.checked_sub(1).and_then(|at| tokens.get(at..));
    if before.is_some_and(|before| unit.words.table(Phrases::Governor).at(before).is_some()) {
        return None;
    }
    if let Some(found) = unit.words.table(Phrases::Effect).at(rest) {
        return Some(at + found.end);
    }
    if benign.at(rest).is_some() {
        return None;
    }
    let token = rest.first()?;
    let word = unit
        .context
        .text
        .get(token.start..token.end)
        .unwrap_or_default();
    let next = rest.get(1);
    // "to lower", "to further reduce"
    if word.eq_ignore_ascii_case("to") {
        let verb = rest
            .iter()
            .skip(1)
            .position(|token| !token.has(Class::Adverb) || token.has(Class::Benefit))?
            + 1;
        return rest
            .get(verb)
            .is_some_and(|verb| verb.has(Class::Benefit))
            .then_some(at + verb + 1);
    }
    // "can lower", "will cause"
    if token.has(Class::Modal)
        && next.is_some_and(|next| next.has(Class::Benefit) || next.has(Class::Harm))
        && at > 0
    {
        return Some(at + 2);
    }
    // ", lowering the risk", "by reducing"
    let after_comma = at
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_some_and(Token::is_comma);
    if after_comma && token.has(Class::BenefitIng) && !token.has(Class::NounOrCommand) && at > 2 {
        return Some(at + 1);
    }
    None
}

/// The effect is asked for, not stated: it stands in an "if", "whether" or "what" clause or after "avoid things that".
fn asked(tokens: &[Token], at: usize) -> bool {
    let Some(lead) = tokens.get(..at) else {
        return false;
    };
    let clause = lead
        .iter()
        .rposition(Token::is_comma)
        .map_or(0, |at| at + 1);
    lead.get(clause..).unwrap_or_default().iter().any(|token| {
        token.has(Class::Wh)
            || token.has(Class::Subordinator)
                && !token.has(Class::Determiner)
                && !token.has(Class::Preposition)
    })
}

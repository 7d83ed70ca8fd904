//! # What it is
//! Something marked as invented: "imagine", "suppose", "say Maria".
//!
//! # Exempt
//! - Imagine a garden hose with the tap turned on.
//! - Say you wake with a stiff neck.
//!
//! # Still a claim
//! - For example, ibuprofen can raise blood pressure. (a real fact)

use super::super::token::Token;
use super::super::unit::Unit;
use super::super::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let start = super::super::head::skip_adverbs(tokens, 0);
    let Some(heart) = tokens.get(start..) else {
        return false;
    };
    unit.words.table(Phrases::NotExample).at(heart).is_none()
        && unit.words.table(Phrases::Example).at(heart).is_some()
}

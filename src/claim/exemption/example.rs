//! # What it is
//! Something marked as invented: "imagine", "suppose", "say Maria".
//!
//! # Examples exempt
//! - Imagine a garden hose with the tap turned on.
//! - Say you wake with a stiff neck.
//!
//! # Examples that stay a claim
//! - For example, ibuprofen can raise blood pressure. (a real fact)

use crate::claim::head::{self, Hearts};
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    let tokens = hearts.tokens;
    let start = head::skip_adverbs(tokens, 0);
    let Some(heart) = tokens.get(start..) else {
        return false;
    };
    unit.words.table(Phrases::NotExample).at(heart).is_none()
        && unit.words.table(Phrases::Example).at(heart).is_some()
}

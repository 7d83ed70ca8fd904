//! # What it is
//! Words that give a reason: "because", "as most reactions start quickly", "otherwise".
//!
//! # Turns back
//! - Talk to a doctor, because it can lead to a stroke.
//!
//! # Does not
//! - Wait as long as the nurse asks.
//! - Don't skip breakfast just because someone told you to.

use std::ops::Range;

use crate::claim::token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, false)
}

/// Only "because" and its kin: a page says "so that you can judge" of itself.
pub(super) fn find_explicit(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, true)
}

fn search(unit: &Unit<'_>, explicit: bool) -> Option<Range<usize>> {
    let table = unit.words.table(Phrases::Reason);
    let not = unit.words.table(Phrases::NotReason);
    unit.open_rows().into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            let rest = tokens.get(at..)?;
            let found = table.at(rest)?;
            if not.at(rest).is_some() || explicit && unit.is_any(tokens, at, &["so", "as"]) {
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

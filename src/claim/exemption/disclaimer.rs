//! # What it is
//! Limits liability or says that the page is no medical advice.
//!
//! # Examples exempt
//! - Nothing here is meant to replace a consultation.
//! - We cannot answer personal medical questions.
//!
//! # Examples that stay a claim
//! - Breathing exercises are not a replacement for an inhaler. (about a treatment, not the page)

use crate::claim::head;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let Some(first) = unit.main_parts().next() else {
        return false;
    };
    let table = unit.words.table(Phrases::Disclaimer);
    head::starts(unit.tokens(first)).any(|start| {
        unit.tokens(first)
            .get(start..)
            .is_some_and(|heart| table.at(heart).is_some())
    }) && unit.main_parts().skip(1).all(|part| {
        !super::part::is_verbal(unit.tokens(part)) || table.at(unit.tokens(part)).is_some()
    })
}

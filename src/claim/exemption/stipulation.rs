//! # What it is
//! Says how this guide uses a word.
//!
//! # Examples exempt
//! - In this guide, "short sleep" means less than six hours.
//!
//! # Examples that stay a claim
//! - Insomnia means trouble falling asleep. (says what the thing is)

use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    unit.words
        .table(Phrases::Stipulation)
        .at(unit.body())
        .is_some()
}

//! # What it is
//! Says how this guide uses a word.
//!
//! # Exempt
//! - In this guide, "short sleep" means less than six hours.
//!
//! # Still a claim
//! - Insomnia means trouble falling asleep. (says what the thing is)

use super::super::unit::Unit;
use super::super::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    unit.words
        .table(Phrases::Stipulation)
        .at(unit.body())
        .is_some()
}

//! # What it is
//! A scrap that asserts nothing by itself: "Examples:", "The good news?". (Items that go with an asking or telling
//! lead-in are in `item`.)
//!
//! # Exempt
//! - For instance:
//! - The bad news?
//!
//! # Still a claim
//! - Good news: most people recover.

use super::super::unit::Unit;
use super::super::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    unit.words
        .table(Phrases::Fragment)
        .at(unit.body())
        .is_some()
}

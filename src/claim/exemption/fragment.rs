//! # What it is
//! A scrap that asserts nothing by itself: "Examples:", "The good news?". (Items that go with an asking or telling
//! lead-in are in `item`.)
//!
//! # Examples exempt
//! - For instance:
//! - The bad news?
//!
//! # Examples that stay a claim
//! - Good news: most people recover.

use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    unit.words
        .table(Phrases::Fragment)
        .at(unit.body())
        .is_some()
}

//! # What it is
//! Talk about the page, the guide, its publisher and services, or about what comes next.
//!
//! # Examples exempt
//! - This guide looks at treatment.
//! - You will find a list of helplines at the end.
//! - We update this page every month.
//!
//! # Examples that stay a claim
//! - The table shows that tablets cut strokes. (reports a result)
//! - Thanks to a vaccine, the disease is rare.

use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    super::opens(unit, tokens, Phrases::Meta, Some(Phrases::NotMeta))
}

//! # What it is
//! Comfort, praise and values: what can neither be checked nor be wrong.
//!
//! # Examples exempt
//! - You are not lazy.
//! - It is understandable to feel cross.
//! - Your pain is real.
//!
//! # Examples that stay a claim
//! - It is normal to feel tired. (says how often)
//! - It is hard to diagnose. (says how things are)

use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    super::opens(unit, tokens, Phrases::Opinion, Some(Phrases::NotOpinion))
}

//! # What it is
//! Comfort, praise and values: what can neither be checked nor be wrong.
//!
//! # Exempt
//! - You are not lazy.
//! - It is understandable to feel cross.
//! - Your pain is real.
//!
//! # Still a claim
//! - It is normal to feel tired. (says how often)
//! - It is hard to diagnose. (says how things are)

use super::super::token::Token;
use super::super::unit::Unit;
use super::super::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    super::opens(unit, tokens, Phrases::Opinion, Some(Phrases::NotOpinion))
}

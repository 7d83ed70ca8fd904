//! # What it is
//! Advice to the reader in person: "you may want to", "consider", "it is worth asking". It carries no reason, effect,
//! dose or limit (the vetoes see to that).
//!
//! # Examples exempt
//! - You might like to keep a diary.
//! - It is important that you ask questions.
//! - If it bothers you, it is worth talking to your doctor.
//! - This is something to discuss with your midwife.
//!
//! # Examples that stay a claim
//! - You may need a second scan. (describes treatment)
//! - Patients should rest. (nobody in person is advised)
//! - You should feel better soon. (foretells)

use crate::claim::head::Hearts;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    super::part::opens(unit, hearts, Phrases::Advice, Some(Phrases::NotAdvice))
}

//! Says of a unit whether it is a claim, or which exemption lets it through.
//!
//! In goes a unit with its surroundings; out comes the verdict, with the words that turned an exemption back if any
//! did. Whatever no named exemption covers as a whole is a claim: hedges, negatives and common knowledge are never
//! let through.

use std::ops::Range;

use super::exemption;
use super::unit::{Memory, Unit};
use super::veto;
use super::words::Words;

pub use super::exemption::Exemption;
pub use super::stem::Stem;
pub use super::unit::{Context, UnitKind};
pub use super::veto::Veto;

/// An exemption that was turned back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vetoed {
    /// Why.
    pub veto: Veto,
    /// The exemption that would have applied.
    pub was: Exemption,
    /// The words that did it, as bytes of the unit's text.
    pub words: Range<usize>,
}

/// What a unit is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It needs a source.
    Claim {
        /// The exemption that was turned back, if one was.
        vetoed: Option<Vetoed>,
    },
    /// It needs none, for the reason named.
    Exempt(Exemption),
}

impl Verdict {
    /// Is it a claim?
    #[must_use]
    pub fn is_claim(&self) -> bool {
        matches!(self, Verdict::Claim { .. })
    }
}

/// Judges a unit.
#[must_use]
pub fn judge(context: &Context<'_>, words: &Words) -> Verdict {
    judge_in(context, words, &mut Memory::default())
}

/// Judges one of many units, which share their memory.
pub(crate) fn judge_in(context: &Context<'_>, words: &Words, memory: &mut Memory) -> Verdict {
    if context.kind == UnitKind::Label || !context.text.chars().any(char::is_alphanumeric) {
        return Verdict::Exempt(Exemption::Boilerplate);
    }
    if words.is_site_phrase(context.text) {
        return Verdict::Exempt(Exemption::Fragment);
    }
    let unit = Unit::new(context, words, memory);
    let verdict = verdict(&unit);
    unit.leave(memory);
    verdict
}

fn verdict(unit: &Unit<'_>) -> Verdict {
    if unit.is_endless() {
        return Verdict::Claim { vetoed: None };
    }
    match exemption::find(unit) {
        exemption::Found::None => Verdict::Claim { vetoed: None },
        exemption::Found::Whole(was) => Verdict::Exempt(was),
        exemption::Found::Mixed(was, words) => Verdict::Claim {
            vetoed: Some(Vetoed {
                veto: Veto::SecondStatement,
                was,
                words,
            }),
        },
        exemption::Found::Parts(was) => match veto::find(unit, was, |veto, words| {
            exemption::is_own(unit, veto, words)
        }) {
            Some((veto, words)) => Verdict::Claim {
                vetoed: Some(Vetoed { veto, was, words }),
            },
            None => Verdict::Exempt(was),
        },
    }
}

//! What turns an exemption back into a claim: a reason, an effect, a dose, a limit, a clause that informs.
//!
//! In goes a unit that an exemption covers part by part; out come the words that turn it back, if any. Vetoes run
//! only on units about to be let through.

mod and_you_will;
mod dose;
mod effect;
mod limit;
mod notice;
mod promise;
mod reason;
mod relative;
mod threshold;

use std::ops::Range;

use super::exemption::name::Exemption;
use super::stem::StemClass;
use super::unit::Unit;

pub(crate) use dose::find as dose;
pub(crate) use dose::is_price;
pub(crate) use effect::find as effect;
pub(crate) use effect::find_boast as boast;
pub(crate) use effect::find_listed as listed_effect;
pub(crate) use reason::find as reason;
pub(crate) use reason::find_explicit as explicit_reason;
pub(crate) use relative::find_clause as relative_clause;
pub(crate) use threshold::find as threshold;
pub(crate) use threshold::find_in_case as threshold_of_case;

/// Why an exemption was turned back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Veto {
    /// "because ..."
    Reason,
    /// "to lower ..."
    Effect,
    /// "400 mg"
    Dose,
    /// "if it lasts more than a week"
    Threshold,
    /// ", which ..."
    Relative,
    /// "and your pressure will fall"
    AndYouWill,
    /// A statement beside the exempt part.
    SecondStatement,
}

impl Veto {
    /// Every veto.
    pub const ALL: [Veto; 7] = [
        Veto::Reason,
        Veto::Effect,
        Veto::Dose,
        Veto::Threshold,
        Veto::Relative,
        Veto::AndYouWill,
        Veto::SecondStatement,
    ];

    /// The short name, as it stands in reports.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Veto::Reason => "reason",
            Veto::Effect => "effect",
            Veto::Dose => "dose",
            Veto::Threshold => "threshold",
            Veto::Relative => "relative",
            Veto::AndYouWill => "and-you-will",
            Veto::SecondStatement => "second-statement",
        }
    }

    /// The reason in plain words, for an editor.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Veto::Reason => "gives a reason",
            Veto::Effect => "names an effect",
            Veto::Dose => "gives a dose or a measured amount",
            Veto::Threshold => "sets a limit: a number or duration that decides who needs care",
            Veto::Relative => "adds a clause that informs",
            Veto::AndYouWill => "foretells what will happen",
            Veto::SecondStatement => "states something beside it",
        }
    }
}

type Search = fn(&Unit<'_>) -> Option<Range<usize>>;

/// The first veto that turns `was` back. What `excused` says of words found by a veto goes before it.
pub(crate) fn find(
    unit: &Unit<'_>,
    was: Exemption,
    excused: impl Fn(Veto, &Range<usize>) -> bool,
) -> Option<(Veto, Range<usize>)> {
    let found = |(veto, search): (Veto, Search)| {
        let words = search(unit)?;
        (!excused(veto, &words)).then_some((veto, words))
    };
    let light = matches!(
        was,
        Exemption::Meta
            | Exemption::Reader
            | Exemption::Example
            | Exemption::Question
            | Exemption::Talk
    );
    if light {
        let rest: [(Veto, Search); 8] = [
            (Veto::AndYouWill, and_you_will::find),
            (Veto::Dose, dose::find),
            (
                Veto::Relative,
                if matches!(was, Exemption::Meta | Exemption::Talk) {
                    relative::find_named
                } else {
                    relative::find_clause
                },
            ),
            (Veto::Reason, reason::find_explicit),
            (Veto::Effect, effect::find_boast),
            (Veto::Threshold, threshold::find_before_calling),
            (Veto::Effect, promise::find_effect),
            (Veto::Relative, promise::find_clause),
        ];
        // What is invented may be described, and give its reasons.
        let most = match was {
            Exemption::Question => 1,
            Exemption::Example => 2,
            Exemption::Meta | Exemption::Talk => 8,
            _ => 4,
        };
        // A limit decides who calls, to whomever it is said.
        return rest
            .into_iter()
            .enumerate()
            .filter(|(at, (veto, _))| {
                *at < most || was == Exemption::Reader && *veto == Veto::Threshold
            })
            .find_map(|(_, search)| found(search));
    }
    let all: [(Veto, Search); 6] = [
        (
            Veto::Reason,
            // "So she moved in with us" goes on with a story.
            if was == Exemption::Quote {
                reason::find_explicit
            } else {
                reason::find
            },
        ),
        (Veto::Dose, dose::find),
        (Veto::Threshold, threshold::find),
        (
            Veto::Effect,
            if matches!(was, Exemption::Opinion | Exemption::Quote) {
                effect::find_listed
            } else {
                effect::find
            },
        ),
        (Veto::Relative, relative::find),
        (Veto::AndYouWill, and_you_will::find),
    ];
    // "medicine that weakens your immune system", under "Ask your doctor if you take": it says which.
    let case = unit.context.stem.is_some_and(|stem| {
        stem.class == StemClass::Condition
            // "need a drink to feel like yourself" looks like a command.
            && (was == Exemption::Fragment || was == Exemption::Instruction && stem.seeks_care)
    });
    all.into_iter()
        .filter(|(veto, _)| !(case && *veto == Veto::Effect))
        // "My father died when I was ten."
        .filter(|(veto, _)| !(was == Exemption::Quote && *veto == Veto::Threshold))
        .find_map(found)
}

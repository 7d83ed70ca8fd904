//! Lead-ins that ask something of the reader or say on what terms: "Each household is asked to", "Please bring these",
//! "You may refer yourself provided these criteria fit you".
//!
//! In goes a lead-in made ready. The items say what, or in which cases.

use crate::claim::class::Class;
use crate::claim::exemption::stem::speaks;
use crate::claim::unit::Unit;

/// "Each household is asked to": the items say what.
pub(super) fn requests(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1).filter(|&last| last > 2) else {
        return false;
    };
    let kindly = usize::from(unit.is_any(body, last - 2, one_of!["kindly"]));
    unit.is_any(body, last, one_of!["to"])
        && unit.is_any(
            body,
            last - 1,
            one_of!["requested", "asked", "invited", "reminded"],
        )
        && body
            .get(last - 2 - kindly)
            .is_some_and(|is| is.has(Class::Be))
        && !body.iter().any(|word| word.has(Class::Benefit))
}

/// "It would help if you could bring these", "Please bring with you the following": papers and things.
pub(super) fn asks_to_bring(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1) else {
        return false;
    };
    let asks = unit.is_any(body, 0, one_of!["please", "bring", "pack"])
        || (last.saturating_sub(7)..last).any(|at| {
            unit.is_any(body, at, one_of!["you"])
                && unit.is_any(
                    body,
                    at + 1,
                    one_of!["can", "could", "should", "must", "need"],
                )
        });
    asks && unit.is_any(
        body,
        last,
        one_of!["these", "following", "along", "things", "items", "you"],
    ) && (last.saturating_sub(5)..last).any(|at| unit.is_any(body, at, one_of!["bring", "pack"]))
}

/// "You may refer yourself provided these criteria fit you", "Please keep your child home for these reasons": the items
/// say in which cases.
pub(super) fn sets_terms(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let provided = (2..body.len()).any(|at| {
        unit.is_any(body, at, one_of!["provided", "if"])
            && unit.is_any(body, at + 1, one_of!["these", "the", "any", "all"])
            && (1..4).any(|on| {
                unit.is_any(
                    body,
                    at + on,
                    one_of!["criteria", "conditions", "apply", "applies"],
                )
            })
    });
    let reasons = body.len() > 3
        && unit.is_any(
            body,
            body.len() - 1,
            one_of!["reasons", "cases", "situations"],
        )
        && unit.is_any(body, body.len() - 2, one_of!["these", "following"])
        && speaks(unit);
    let barred = (0..body.len()).any(|at| {
        unit.is_any(
            body,
            at,
            one_of!["cannot", "can't", "can’t", "not", "never"],
        )
    });
    (provided || reasons) && !barred && !body.iter().any(|word| word.has(Class::Benefit))
}

/// "This page is for you if you", "This will be useful if you": the items say who may read on.
pub(super) fn names_readers(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1).filter(|&last| last > 3) else {
        return false;
    };
    let page = unit.is_any(body, 0, one_of!["this", "the"])
        && body.get(1).is_some_and(|noun| noun.has(Class::Page))
        || unit.is_any(body, 0, one_of!["this"])
            && body
                .get(1)
                .is_some_and(|verb| verb.has(Class::Be) || verb.has(Class::Modal));
    page && last < 10
        && unit.is_any(body, last, one_of!["you"])
        && unit.is_any(body, last - 1, one_of!["if"])
        && (1..last).any(|at| {
            unit.is_any(body, at, one_of!["useful", "written", "meant"])
                || unit.is_any(body, at, one_of!["for"])
                    && unit.is_any(body, at + 1, one_of!["you"])
        })
}

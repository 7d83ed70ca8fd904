//! # What it is
//! Limits liability or says that the page is no medical advice.
//!
//! # Examples exempt
//! - Nothing here is meant to replace a consultation.
//! - We cannot answer personal medical questions.
//!
//! # Examples that stay a claim
//! - Breathing exercises are not a replacement for an inhaler. (about a treatment, not the page)

use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::token::{Break, Token};
use crate::claim::unit::Unit;
use crate::claim::veto;
use crate::claim::words::Phrases;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    // "Note: this page is no substitute ..."
    let label = unit
        .main_parts()
        .next()
        .is_some_and(|part| part.range.len() == 1 && part.after == Break::Colon);
    let Some(first) = unit.main_parts().nth(usize::from(label)) else {
        return false;
    };
    // "Disclaimer: ..." says of itself what it is.
    if label && unit.is_any(unit.main(), 0, one_of!["disclaimer"]) {
        return true;
    }
    // Disclaimers are rare: what turns one back is looked for only where one stands.
    let table = unit.words.table(Phrases::Disclaimer);
    unit.hearts(first).iter().any(|heart| {
        table.at(heart).is_some_and(|found| {
            // "I sell no cures but the body needs exercise"
            let rest = heart.get(found.end..).unwrap_or_default();
            let but = (0..rest.len()).find(|&at| unit.is_any(rest, at, one_of!["but"]));
            but.and_then(|at| rest.get(at + 1..))
                .is_none_or(|said| clause::statement(said, false).is_none())
                && !goes_on(unit, rest)
        })
    }) && unit.main_parts().skip(1).all(|part| {
        !super::part::is_verbal(unit.tokens(part)) || table.at(unit.tokens(part)).is_some()
    }) && !(0..unit.main().len()).any(|at| unit.is_any(unit.main(), at, one_of!["unless"]))
        && veto::explicit_reason(unit).is_none()
        && veto::relative_clause(unit).is_none()
        && veto::boast(unit).is_none()
}

/// "..., and most lumps are harmless": another thing is stated, of which neither the page nor the reader is the subject.
fn goes_on(unit: &Unit<'_>, rest: &[Token]) -> bool {
    (0..rest.len()).any(|at| {
        unit.is_any(rest, at, one_of!["and", "yet", "as"])
            && rest.get(at + 1).is_some_and(|subject| {
                !subject.has(Class::FirstPerson)
                    && !subject.has(Class::Addressee)
                    && !subject.has(Class::SubjectPronoun)
                    && !subject.has(Class::Modal)
                    && !subject.has(Class::Page)
                    && !subject.is_in(one_of![
                        "is", "are", "does", "do", "has", "should", "must", "not", "never",
                        "nothing", "nobody", "none", "no", "any", "our", "this", "the"
                    ])
            })
            && rest
                .get(at + 1..)
                .is_some_and(|said| clause::statement(said, false).is_some_and(|verb| verb > 0))
    })
}

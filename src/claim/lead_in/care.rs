//! Which lead-ins and headings send a reader to somebody who helps, so that their items are the cases: "Call the clinic
//! if", "When to seek help", "You should be seen if".
//!
//! In goes a lead-in made ready; out comes yes or no. A lead-in that only says what doctors do sends nobody.

use crate::claim::class::Class;
use crate::claim::exemption::part::has_statement;
use crate::claim::spelling::Spellings;
use crate::claim::token::Break;
use crate::claim::unit::Unit;

/// Whom a reader turns to, and what for.
pub(super) fn names_care(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    body.iter().any(|token| token.has(Class::Carer))
        || unit.context.text.contains("A&E")
        || (0..body.len()).any(|at| unit.is_any(body, at, listed!(LEADS, "care")))
}

/// Verbs that send a reader to somebody.
const SENDS: &Spellings = listed!(LEADS, "seek");

/// "When to seek help", "When should I call the doctor?": the items are the cases.
pub(super) fn asks_when(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    unit.is_any(body, 0, one_of!["when"])
        && unit.is_any(
            body,
            1,
            one_of!["to", "should", "do", "must", "might", "is", "you", "would"],
        )
        && (2..body.len().min(8))
            .any(|at| unit.is_any(body, at, SENDS) || unit.is_any(body, at, one_of!["worry"]))
}

/// "Contact Doctor Now", "If you notice any of these signs, we recommend that you get in touch": the items are the
/// cases. "Doctors suspect it if any of the following applies" sends nobody.
pub(super) fn sends_for_care(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    if !names_care(unit) {
        return false;
    }
    let states = has_statement(unit);
    let waits = body.last().is_some_and(|last| {
        last.has(Class::Preposition)
            || last.has(Class::Subordinator)
            || last.has(Class::Conjunction)
    });
    // "You have to contact the clinic"
    let must = unit.is_any(body, 0, one_of!["you"])
        && (unit.is_any(body, 1, one_of!["must", "should"]) && unit.is_any(body, 2, SENDS)
            || unit.is_any(body, 1, one_of!["have", "need", "ought"])
                && unit.is_any(body, 2, one_of!["to"])
                && unit.is_any(body, 3, SENDS));
    let sends = unit.is_any(body, 0, SENDS)
        || unit.is_any(
            body,
            0,
            one_of!["head", "take", "bring", "rush", "do", "please"],
        ) && (1..5)
            .any(|at| unit.is_any(body, at, SENDS) || unit.is_any(body, at, one_of!["to"]));
    if (sends && !states || must) && (body.len() <= 8 || waits && body.len() <= 20) {
        return unit.closing() != Break::Question;
    }
    let points = (0..body.len()).any(|at| {
        unit.is_any(body, at, one_of!["if", "when", "should"])
            && (at + 1..body.len()).any(|at| {
                unit.is_any(body, at, one_of!["any", "one", "some", "either"])
                    && unit.is_any(
                        body,
                        at + 1,
                        one_of!["of", "these", "the", "symptoms", "signs", "other", "or"],
                    )
                    || unit.is_any(body, at, one_of!["following"])
            })
    });
    points
        && (0..body.len()).any(|at| {
            let urged = unit.is_any(body, at, listed!(LEADS, "advises"))
                && (1..3).any(|ahead| unit.is_any(body, at + ahead, one_of!["you"]));
            let bound = unit.is_any(body, at, one_of!["must", "should", "need", "please", "may"])
                && (1..5).any(|ahead| unit.is_any(body, at + ahead, SENDS))
                && (unit.is_any(body, at, one_of!["please"])
                    || body
                        .get(at.saturating_sub(2)..at)
                        .is_some_and(|lead| lead.iter().any(|you| you.has(Class::Addressee))));
            // "A doctor should be seen", "Advice should be sought"
            let sought = unit.is_any(body, at, one_of!["should", "must"])
                && unit.is_any(body, at + 1, one_of!["be"])
                && unit.is_any(body, at + 2, listed!(LEADS, "sought"));
            urged || bound || sought
        })
}

/// "You should be seen by a doctor if", "Your child needs help if they": the lead-in waits for the cases in which somebody needs care.
pub(super) fn needs_care(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let waits = (body.len().saturating_sub(7)..body.len())
        .any(|at| unit.is_any(body, at, one_of!["if", "when", "with", "of", "following"]))
        || (0..body.len().min(6))
            .any(|at| unit.is_any(body, at, one_of!["if", "following", "these"]));
    let we = body.iter().any(|token| token.has(Class::FirstPerson));
    let knows = body
        .len()
        .checked_sub(1)
        .is_some_and(|last| unit.is_any(body, last, one_of!["know"]));
    (waits || knows)
        && (0..body.len()).any(|at| {
            // "Patients should be seen": nobody in person is advised.
            let who = body.get(at).is_some_and(|who| who.has(Class::Addressee))
                || unit.is_any(body, at, one_of!["child", "baby", "they", "he", "she"]);
            let needs = (at + 1..at + 4).find(|&at| {
                unit.is_any(
                    body,
                    at,
                    one_of!["need", "needs", "should", "must", "require", "requires"],
                )
            });
            let seen = needs.is_some_and(|needs| {
                (needs + 1..needs + 5).any(|at| {
                    unit.is_any(body, at, SENDS) || unit.is_any(body, at, listed!(LEADS, "checked"))
                })
            });
            let named = needs.is_some_and(|needs| {
                (needs + 1..needs + 5).any(|at| {
                    unit.is_any(body, at, one_of!["seen", "checked", "assessed", "examined"])
                })
            });
            let known = unit.is_any(body, at, one_of!["want", "need"])
                && unit.is_any(body, at + 1, one_of!["to"])
                && unit.is_any(body, at + 2, one_of!["know", "hear"]);
            who && seen && (waits && (named || names_care(unit)))
                || known && (we || names_care(unit))
        })
}

/// "Symptoms to report", "Reasons to call the ward".
pub(super) fn names_alarms(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let alarms = unit.is_any(
        body,
        0,
        one_of!["symptoms", "signs", "problems", "reasons", "changes"],
    );
    let reasons = unit.is_any(body, 0, one_of!["reasons"]);
    // "Reasons you might contact the ward"
    let you = reasons && body.get(1).is_some_and(|you| you.has(Class::Addressee));
    alarms
        && (unit.is_any(body, 1, one_of!["to"]) && unit.is_any(body, 2, one_of!["report"])
            || reasons
                && (unit.is_any(body, 1, one_of!["to"]) || you)
                && (2..4).any(|at| unit.is_any(body, at, SENDS))
                && names_care(unit))
        && (you || !has_statement(unit))
}

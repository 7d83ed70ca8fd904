//! # What it is
//! A lead-in that is hollow without the list, table or quotation it introduces.
//!
//! # Examples exempt
//! - Common triggers:
//! - Type 2 diabetes is more likely if you:
//! - Before bed, try one of these:
//!
//! # Examples that stay a claim
//! - Insomnia is kept going by habits that began as solutions: (whole before the colon)
//! - Four kinds of inhaler are used: (counts)

use crate::claim::class::{Class, Classes};
use crate::claim::clause;
use crate::claim::condition;
use crate::claim::head::Hearts;
use crate::claim::token::{Break, Token};
use crate::claim::unit::{Unit, UnitKind};
use crate::claim::veto;
use crate::claim::words::Phrases;

/// What stands before a number that counts, and not before one that names: "Type 2 diabetes".
const BEFORE_COUNT: Classes = Classes::of(Class::Determiner)
    .and(Class::Be)
    .and(Class::Preposition)
    .and(Class::Conjunction)
    .and(Class::Have)
    .and(Class::Auxiliary);

/// "Mothers express milk for many reasons:": that there are many is said.
fn gives_reasons(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1).filter(|&last| last > 3) else {
        return false;
    };
    unit.is_any(body, last, one_of!["reasons"])
        && (2..last).any(|at| unit.is_any(body, at, one_of!["for"]))
        && (last.saturating_sub(4)..last).any(|at| {
            unit.is_any(
                body,
                at,
                one_of!["all", "different", "many", "several", "various", "lots"],
            )
        })
}

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let closing = unit.closing();
    if closing != Break::Colon && !unit.context.introduces {
        return closing == Break::None && breaks_off(unit);
    }
    // "If your child has any of these signs;"
    let case = condition::is_unfinished(unit.body());
    let introduces =
        unit.context.introduces && (closing == Break::None || case && closing == Break::Semicolon);
    if closing != Break::Colon && !introduces {
        return false;
    }
    if case {
        return true;
    }
    // "Freezing phase (two to nine months):" says how long.
    if unit.rows.aside.iter().any(Token::is_number)
        && unit
            .rows
            .aside
            .iter()
            .any(|token| token.has(Class::TimeUnit))
    {
        return false;
    }
    if unit.body().is_empty() {
        return true;
    }
    if says_who_has_it(unit) || gives_reasons(unit) {
        return false;
    }
    // "Ideas other families have shared with us:"
    // and "These steps will help you get started:"
    let speaks = speaks(unit)
        || suggests(unit)
        || unit
            .words
            .table(Phrases::NotPromise)
            .find(unit.body())
            .is_some();
    // Of two parts the first must say nothing whole either.
    let mut parts = unit.main_parts();
    let first = parts
        .next()
        .is_some_and(|part| clause::statement(unit.tokens(part), false).is_some());
    if parts.next().is_some() && first && !speaks {
        return false;
    }
    let why = unit.is_any(unit.body(), unit.body().len() - 1, one_of!["because"]);
    if !why && veto::reason(unit).is_some()
        || veto::dose(unit).is_some()
        || veto::relative_clause(unit).is_some()
    {
        return false;
    }
    // "Since pills stop working within weeks, ask about:"
    if unit
        .main_parts()
        .next()
        .is_some_and(|part| super::reading::concedes(unit, unit.tokens(part)))
    {
        return false;
    }
    // 'Myth: "Small breasts make less milk."' says that it is none.
    if !unit.rows.quoted.is_empty() && unit.parts.len() == 1 && ends_in_quotation(unit) {
        return false;
    }
    if stated_before(unit) {
        return false;
    }
    if waits_for_means(unit) {
        return true;
    }
    let whole = super::part::has_statement(unit);
    if !hangs(unit)
        && veto::effect(unit).is_some()
        && (whole || speaks && unit.words.table(Phrases::Promise).at(unit.body()).is_none())
    {
        return false;
    }
    if speaks {
        return veto::threshold(unit).is_none();
    }
    let states = super::part::has_statement(unit)
        || unit
            .main_parts()
            .any(|part| clause::may_state(unit.tokens(part)));
    !states || ends_hollow(unit) && !counts(unit) && !already_whole(unit)
}

/// "Measles should be suspected when there is a rash and one of the following:" says how it is told.
fn says_who_has_it(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    (2..body.len()).any(|at| {
        unit.is_any(body, at, listed!(PARTS, "found in a patient"))
            && unit.is_any(body, at - 1, one_of!["be", "is", "are"])
            && (at + 1..body.len())
                .any(|at| unit.is_any(body, at, one_of!["when", "if", "by", "with", "in"]))
    })
}

/// "Symptoms of a sprain are", "Depending on your clinic you may": a paragraph that breaks off before its list.
fn breaks_off(unit: &Unit<'_>) -> bool {
    if unit.context.kind != UnitKind::Paragraph || unit.has_number() {
        return false;
    }
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1).filter(|&last| last > 1) else {
        return false;
    };
    let lead = body.get(..last).unwrap_or_default();
    // "as bad as they are", "what it is": clauses end so, and sentences with them.
    let whole = lead
        .iter()
        .any(|token| token.has(Class::Subordinator) || token.has(Class::Pointer));
    let verb = |token: &Token| token.has(Class::Be) || token.has(Class::Modal);
    let open = !whole && body.get(last).is_some_and(verb)
        || unit.is_any(
            body,
            last,
            one_of!["include", "includes", "including", "if"],
        );
    let looks = !whole
        && unit.is_any(
            body,
            last,
            one_of!["after", "with", "for", "from", "by", "to"],
        )
        && lead.iter().skip(1).any(verb);
    (open || looks)
        && unit.main_parts().count() == 1
        && veto::reason(unit).is_none()
        && !already_whole(unit)
}

/// "To ease cramps, you could", "To cut your risk, we suggest the following steps": the effect is promised of what
/// follows, and is not there yet.
fn waits_for_means(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    if !unit.is_any(body, 0, one_of!["to"]) || counts(unit) {
        return false;
    }
    let from = body.len().saturating_sub(7).max(2);
    (from..body.len()).any(|at| {
        let Some(who) = body.get(at) else {
            return false;
        };
        let rest = body.get(at + 1..).unwrap_or_default();
        let offers = who.has(Class::Addressee)
            && rest.first().is_some_and(|verb| verb.has(Class::Modal))
            && (rest.len() == 1
                || rest.len() == 2 && unit.is_any(rest, 1, listed!(LEADS, "offered acts"))
                || unit.is_any(rest, rest.len() - 1, one_of!["following", "these"]));
        let suggests = who.has(Class::FirstPerson)
            && unit.is_any(rest, 0, listed!(LEADS, "advises"))
            && (1..3).any(|at| unit.is_any(rest, at, one_of!["following", "these"]));
        offers || suggests
    })
}

/// What is quoted stands behind the colon.
fn ends_in_quotation(unit: &Unit<'_>) -> bool {
    let colon = unit.main().last().map_or(0, |last| last.place().end);
    unit.rows
        .quoted
        .iter()
        .any(|token| token.place().start >= colon)
}

/// Announces suggestions, perhaps behind a case: "For a day after the operation, you should".
pub(crate) fn suggests(unit: &Unit<'_>) -> bool {
    let tips = unit.words.table(Phrases::Tips);
    let body = unit.body();
    let hearts = Hearts::of(body);
    tips.at(body).is_some()
        || hearts
            .iter()
            .skip(1)
            .any(|heart| tips.at(heart).is_some_and(|found| found.end == heart.len()))
}

/// Is the lead-in itself a command, advice, a question or talk about the page?
pub(crate) fn speaks(unit: &Unit<'_>) -> bool {
    matches!(super::reading::parts(unit), super::reading::Found::Parts(_))
}

/// "It may cause us to", "treats symptoms such as": an effect that is still to be named.
fn hangs(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    body.len().checked_sub(1).is_some_and(|last| {
        let open = one_of![
            "to",
            "because",
            "by",
            "if",
            "feeling",
            "include",
            "includes",
            "including",
            "of",
        ];
        let helps = listed!(PARTS, "helps");
        (unit.is_any(body, last, open)
            || unit.is_any(body, last, one_of!["as"])
                && last > 0
                && unit.is_any(body, last - 1, one_of!["such"]))
            && !already_whole(unit)
            // "Cutting down on sugar can help you to" says what helps.
            && (body.first().is_some_and(|it| {
                it.has(Class::SubjectPronoun) || it.has(Class::Pointer)
            }) || !(0..body.len()).any(|at| unit.is_any(body, at, helps)))
    })
}

/// The last words promise more: "include", "if you", "the following".
pub(crate) fn ends_hollow(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1) else {
        return true;
    };
    let table = unit.words.table(Phrases::HollowEnd);
    let tail = |from: usize| {
        body.get(from..)
            .is_some_and(|rest| table.at(rest).is_some_and(|found| found.end == rest.len()))
    };
    let leans = body.get(last).is_some_and(|token| {
        token.has(Class::Preposition) && !token.has(Class::Adverb) || token.has(Class::Subordinator)
    });
    let points_on = (0..=last).any(|at| unit.is_any(body, at, one_of!["following"]))
        || (0..2).any(|at| unit.is_any(body, at, one_of!["several", "these", "some", "many"]));
    tail(last) || leans || points_on || last >= 1 && tail(last - 1)
}

/// "..., including" and "Although ..." have said something already.
fn already_whole(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let concedes = unit.is_any(body, 0, one_of!["although", "while", "though"]);
    let lists = (1..body.len()).any(|at| {
        (unit.is_any(body, at, one_of!["including"])
            || unit.is_any(body, at, one_of!["such", "for"])
                && unit.is_any(body, at + 1, one_of!["as", "example", "instance"]))
            && body.get(at - 1).is_some_and(Token::is_comma)
    });
    // "They can start later, and you can talk to your nurse if you"
    let goes_on = (1..body.len()).any(|at| {
        body.get(at)
            .is_some_and(|token| token.has(Class::Conjunction))
            && (body
                .get(at + 1)
                .is_some_and(|next| next.has(Class::SubjectPronoun))
                && body.get(at + 2).is_some_and(|next| next.has(Class::Modal))
                || body.get(at + 1).is_some_and(|next| {
                    next.has(Class::Modal)
                        || next.has(Class::VerbS) && !next.has(Class::VerbSOrNoun)
                })
                || body.get(at - 1).is_some_and(Token::is_comma)
                    && body
                        .get(at + 1..)
                        .is_some_and(|rest| clause::statement(rest, false).is_some()))
            && body
                .get(..at)
                .is_some_and(|lead| clause::statement(lead, false).is_some())
    });
    // "shows how severe it is"
    let told = body.last().is_some_and(|last| last.has(Class::Be))
        && body.iter().skip(2).any(|token| token.has(Class::Wh));
    // "Steam is a safe way to"
    let praises = body.len() > 3
        && unit.is_any(body, body.len() - 1, one_of!["to", "of"])
        && unit.is_any(
            body,
            body.len() - 2,
            one_of!["way", "means", "method", "key", "tool"],
        )
        && body.iter().skip(1).any(|verb| verb.has(Class::Be));
    concedes || lists || goes_on || told || praises
}

/// "Four kinds of inhaler are used": a number and a plural.
fn counts(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    body.iter().enumerate().any(|(at, token)| {
        let counting = at
            .checked_sub(1)
            .and_then(|at| body.get(at))
            .is_none_or(|before| before.classes.meets(BEFORE_COUNT));
        token.is_number() && counting && body.iter().skip(at + 1).take(2).any(|next| next.plural)
    })
}

/// "A good night starts in the morning, so try to": the statement stands before the command.
fn stated_before(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    (1..body.len()).any(|at| {
        unit.is_any(body, at, one_of!["so"])
            && body.get(at - 1).is_some_and(Token::is_comma)
            && body
                .get(..at)
                .is_some_and(|lead| clause::statement(lead, false).is_some())
    })
}

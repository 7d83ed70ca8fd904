//! Reads a unit part by part: each part is exempt, says nothing, or states something.
//!
//! In goes a unit; out comes the exemption that covers all its parts, or the part that states something beside it.

use std::ops::Range;

use crate::claim::case::past_joints;
use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::condition;
use crate::claim::head::{self, Hearts};
use crate::claim::token::{self, Break, Token};
use crate::claim::unit::{Part, Unit};
use crate::claim::words::Phrases;

use super::name::Exemption;
use super::part::{has_plain_verb, is_verbal};
use super::service::leads_on;
use super::{advice, example, instruction, meta, opinion, question, quote, reader, story};

/// What the exemptions say of a unit.
#[derive(Debug)]
pub(crate) enum Found {
    /// None applies.
    None,
    /// One covers the unit as it is; no veto can turn it back.
    Whole(Exemption),
    /// Every part is covered; vetoes may turn it back.
    Parts(Exemption),
    /// One covers a part, but the words named state something beside it.
    Mixed(Exemption, Range<usize>),
}

/// What a part of a unit is.
pub(super) enum Reading {
    /// One exemption covers it.
    Exempt(Exemption),
    /// It says nothing: a label, an enumeration.
    Silent,
    /// It states something.
    Statement,
}

/// Judges a unit part by part: it is exempt if each part is exempt or says nothing, and at least one is exempt.
pub(super) fn parts(unit: &Unit<'_>) -> Found {
    if is_labelled_fact(unit) {
        return Found::None;
    }
    // "Repeat: ten times"
    let mut was = commands_by_label(unit).then_some(Exemption::Instruction);
    let mut stated: Option<Range<usize>> = None;
    for part in &unit.parts {
        match read(unit, part) {
            Reading::Exempt(exemption) => was = was.or(Some(exemption)),
            Reading::Silent => {}
            Reading::Statement => {
                stated.get_or_insert_with(|| place(unit.tokens(part)));
            }
        }
    }
    match (was, stated) {
        (Some(was), None) => Found::Parts(was),
        (Some(was), Some(words)) => Found::Mixed(was, words),
        (None, _) => Found::None,
    }
}

/// "Fact: Balance matters more than rules", "Myth 2: …": the label says that what follows is about the world.
fn is_labelled_fact(unit: &Unit<'_>) -> bool {
    let [label, said, ..] = &unit.parts[..] else {
        return false;
    };
    let tokens = unit.tokens(label);
    let named = unit.is_any(
        tokens,
        0,
        one_of!["fact", "myth", "truth", "purpose", "benefit", "benefits"],
    ) && (tokens.len() == 1
        || tokens.len() == 2 && tokens.iter().any(Token::is_number));
    named
        && !label.aside
        && label.before == Break::None
        && matches!(label.after, Break::Colon | Break::Dash)
        && said.after != Break::Question
}

/// "Repeat: ten times", "Hold: a slow breath": the label is the command.
fn commands_by_label(unit: &Unit<'_>) -> bool {
    let Some(label) = unit.main_parts().next() else {
        return false;
    };
    let tokens = unit.tokens(label);
    label.after == Break::Colon
        && tokens.len() == 1
        && unit.is_any(
            tokens,
            0,
            one_of![
                "repeat", "hold", "relax", "switch", "squeeze", "bend", "lift", "lower"
            ],
        )
}

/// "Thigh squeeze: push the knee down": two words and what to do.
fn names_exercise(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let next = unit.main_parts().nth(1);
    tokens.len() <= 3
        && !tokens
            .iter()
            .any(|token| token.has(Class::Be) || token.has(Class::Modal))
        && next.is_some_and(|next| {
            unit.tokens(next)
                .first()
                .is_some_and(|verb| verb.has(Class::Command) || verb.has(Class::CommandOrNoun))
        })
}

/// The place of a whole part.
pub(super) fn place(tokens: &[Token]) -> Range<usize> {
    token::span(tokens, 0, tokens.len())
}

pub(super) fn read(unit: &Unit<'_>, part: &Part) -> Reading {
    let tokens = unit.tokens(part);
    if part.after == Break::Question && !question::is_loaded(unit, tokens) {
        return Reading::Exempt(Exemption::Question);
    }
    let start = head::skip_adverbs(tokens, 0);
    if concedes(unit, tokens) || denies_more(unit, tokens) {
        return Reading::Statement;
    }
    let skipped = (start > 0).then_some(start);
    let framed = std::iter::once(0).chain(skipped).find_map(|start| {
        let heart = tokens.get(start..)?;
        unit.words
            .table(Phrases::Frame)
            .at(heart)
            .map(|found| start + found.end)
    });
    // The order matters: what opens like comfort may be a command too, and comfort says more to an editor.
    let hearts = unit.hearts(part);
    let exempt = [
        (
            Exemption::Example,
            example::covers as fn(&Unit<'_>, &Hearts<'_>) -> bool,
        ),
        (Exemption::Meta, meta::covers),
        (Exemption::Reader, reader::covers),
        (Exemption::Opinion, opinion::covers),
        (Exemption::Advice, advice::covers),
        (Exemption::Instruction, instruction::covers),
    ]
    .into_iter()
    .take(if framed.is_some() { 4 } else { 6 })
    .find(|(_, covers)| covers(unit, &hearts));
    if let Some((exemption, _)) = exempt {
        return Reading::Exempt(exemption);
    }
    // "As a nurse, I work with families."
    let led = tokens
        .first()
        .is_some_and(|lead| lead.has(Class::Preposition))
        && !tokens.iter().any(|token| token.has(Class::Subordinator));
    // '"A hernia forms," my surgeon said.': what is told stands in the quotation.
    let cites = !unit.rows.quoted.is_empty()
        && tokens.iter().any(|who| who.has(Class::Carer))
        && tokens.iter().any(|verb| verb.has(Class::Say));
    // "These days I swim twice a week"
    let begun = (1..tokens.len().min(7))
        .find(|&at| unit.is_any(tokens, at, listed!(PARTS, "i")))
        .filter(|&at| leads_on(tokens.get(..at).unwrap_or_default()))
        .and_then(|at| tokens.get(at..))
        // "Now I know that stress was the cause."
        .filter(|heart| {
            !(1..4).any(|at| {
                unit.is_any(heart, at, listed!(SERVICE, "knows"))
                    || unit.is_any(heart, at, one_of!["understand", "realise", "realize"])
            })
        });
    if !cites
        && (quote::tells_of_self(tokens)
            || story::covers(tokens)
            || begun.is_some_and(quote::tells_of_self))
        || led && hearts.iter().skip(1).any(quote::tells_of_self)
    {
        return Reading::Exempt(Exemption::Quote);
    }
    // "Notice the light." frames nothing.
    let frames = framed.is_some_and(|end| {
        let rest = tokens.get(end..).unwrap_or_default();
        unit.is_any(tokens, start, one_of!["expect"])
            || !unit.is_any(tokens, end - 1, one_of!["the", "a"])
            || is_verbal(rest)
            || has_plain_verb(rest)
            || clause::may_state(rest)
    });
    if framed.is_some() && !frames && instruction::covers_unframed(unit, tokens) {
        return Reading::Exempt(Exemption::Instruction);
    }
    if let Some(end) = framed {
        // "Remember that you can ring us": what the frame hands over is judged.
        let comma = (start..end).find(|&at| tokens.get(at).is_some_and(Token::is_comma));
        let rest = tokens
            .get(comma.map_or(end, |at| at + 1)..)
            .unwrap_or_default();
        let handed = comma.is_some() || unit.is_any(tokens, end - 1, one_of!["that"]);
        let rest = Hearts::of(rest);
        return if handed && meta::covers(unit, &rest) {
            Reading::Exempt(Exemption::Meta)
        } else if handed && advice::covers(unit, &rest) {
            Reading::Exempt(Exemption::Advice)
        } else if handed && opinion::covers(unit, &rest) {
            Reading::Exempt(Exemption::Opinion)
        } else {
            Reading::Statement
        };
    }
    // "Short sleeves, please."
    let asked = tokens.len() <= 9
        && (unit.is_any(tokens, 0, one_of!["please"])
            || tokens
                .len()
                .checked_sub(1)
                .is_some_and(|last| unit.is_any(tokens, last, one_of!["please"])))
        && !is_verbal(tokens)
        && !clause::may_state(tokens)
        && !tokens.iter().any(|token| {
            token.has(Class::Medicine)
                || token.has(Class::Ailment)
                || token.has(Class::MedicalUnit)
                || token.is_in(one_of!["for", "with"])
        });
    if asked {
        return Reading::Exempt(Exemption::Instruction);
    }
    // "(the Special Educational Needs Coordinator)" writes a name out.
    let names = part.aside
        && tokens.iter().filter(|word| word.capital).count() > 1
        && tokens.iter().all(|word| {
            word.capital
                || word.has(Class::Determiner)
                || word.has(Class::Preposition)
                || word.has(Class::Conjunction)
        });
    // ": which groups there are, who runs them": what is to be found out.
    let asks = part.before == Break::Colon
        && tokens.split(Token::is_comma).all(|piece| {
            past_joints(piece)
                .first()
                .is_none_or(|wh| wh.has(Class::Wh) || wh.is_in(one_of!["where", "when", "whether"]))
        });
    if names || asks {
        return Reading::Silent;
    }
    // "has a fit; or"
    if tokens.iter().all(|token| token.has(Class::Conjunction)) {
        return Reading::Silent;
    }
    let first_part = part.before == Break::None && !part.aside;
    // "If it is widespread – especially in children – ask a nurse."
    if first_part && matches!(part.after, Break::Dash | Break::Colon) && condition::is_bare(tokens)
    {
        return Reading::Silent;
    }
    let silent = if first_part {
        // A run-in label: "Sleep:", "Step 2 –".
        matches!(part.after, Break::Colon | Break::Dash)
            && tokens.len() <= 6
            && (!is_verbal(tokens) || names_exercise(unit, tokens))
            // "4. Choose a shade."
            || tokens.len() == 1 && tokens.first().is_some_and(Token::is_number)
    } else {
        // What follows a semicolon is a sentence, unless it is one of a row.
        let clause = part.before == Break::Semicolon && !unit.is_row;
        let pronoun = tokens
            .first()
            .is_some_and(|token| token.has(Class::SubjectPronoun));
        let subject = tokens
            .first()
            .is_some_and(|token| token.has(Class::Determiner))
            && clause::has_third_person(tokens)
            || unit.is_any(tokens, 0, one_of!["this", "that"])
                && tokens.get(1).is_some_and(|verb| verb.has(Class::VerbS));
        // "(especially if you take tablets)", "– whether that is a walk or a rest", "(like reading)"
        let start = head::skip_adverbs(tokens, 0);
        let start = start
            + usize::from(unit.is_any(
                tokens,
                start,
                one_of!["especially", "particularly", "even"],
            ));
        let case = unit.is_any(
            tokens,
            start,
            one_of![
                "if",
                "when",
                "whether",
                "whichever",
                "whatever",
                "wherever",
                "unless",
                "like",
                "such",
                "including",
            ],
        );
        if case
            && part.before != Break::Question
            && clause::statement(tokens.get(start..).unwrap_or_default(), false).is_none()
        {
            return Reading::Silent;
        }
        // What follows a question answers it.
        part.before != Break::Question
            && !clause
            && !pronoun
            && !subject
            && !is_verbal(tokens)
            && !has_plain_verb(tokens)
            && !clause::may_state(tokens)
    };
    if silent {
        Reading::Silent
    } else {
        Reading::Statement
    }
}

/// "Nor will it break up scar tissue": it goes on with what was denied before.
fn denies_more(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    unit.is_any(tokens, 0, one_of!["nor", "neither"])
        && tokens
            .get(1)
            .is_some_and(|verb| verb.has(Class::Modal) || verb.has(Class::Auxiliary))
}

/// "While exercise is good for you, take care": what is conceded is stated.
pub(super) fn concedes(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let opens = unit.is_any(
        tokens,
        0,
        one_of!["although", "though", "while", "whereas", "since", "because"],
    );
    let spoken_to = tokens
        .get(1)
        .is_some_and(|subject| subject.has(Class::Addressee) || subject.has(Class::FirstPerson));
    let comma = tokens.iter().position(Token::is_comma).unwrap_or(0);
    opens
        && !spoken_to
        && tokens
            .get(1..comma)
            .is_some_and(|lead| clause::statement(lead, false).is_some())
}

//! The reasons why a unit may be no claim, and the order in which they are tried.
//!
//! In goes a unit made ready; out comes the exemption that covers it, whole or part by part, or none. Each reason is
//! one file with its examples. What none of them covers is a claim.

mod advice;
mod boilerplate;
mod disclaimer;
mod example;
mod fragment;
mod instruction;
mod item;
mod meta;
mod opinion;
mod question;
mod quote;
mod reader;
mod stem;
mod stipulation;

use std::ops::Range;

use super::class::Class;
use super::clause;
use super::token::{Break, Token};
use super::unit::{Part, Unit, UnitKind};
use super::words::Phrases;

pub(crate) use stem::{ends_hollow, speaks as stem_speaks};

/// The named reason why a unit is no claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Exemption {
    /// Page furniture.
    Boilerplate,
    /// It asks.
    Question,
    /// It commands.
    Instruction,
    /// It advises the reader in person.
    Advice,
    /// It speaks of the reader's thoughts.
    Reader,
    /// It introduces what follows.
    Stem,
    /// It goes with its lead-in, or asserts nothing.
    Fragment,
    /// A patient or reader speaks.
    Quote,
    /// It is about the page.
    Meta,
    /// It says what the page is not.
    Disclaimer,
    /// It comforts or values.
    Opinion,
    /// It is marked as invented.
    Example,
    /// It says how the page uses a word.
    Stipulation,
}

impl Exemption {
    /// Every exemption.
    pub const ALL: [Exemption; 13] = [
        Exemption::Boilerplate,
        Exemption::Question,
        Exemption::Instruction,
        Exemption::Advice,
        Exemption::Reader,
        Exemption::Stem,
        Exemption::Fragment,
        Exemption::Quote,
        Exemption::Meta,
        Exemption::Disclaimer,
        Exemption::Opinion,
        Exemption::Example,
        Exemption::Stipulation,
    ];

    /// The short name, as it stands in reports.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Exemption::Boilerplate => "boilerplate",
            Exemption::Question => "question",
            Exemption::Instruction => "instruction",
            Exemption::Advice => "advice",
            Exemption::Reader => "reader",
            Exemption::Stem => "stem",
            Exemption::Fragment => "fragment",
            Exemption::Quote => "quote",
            Exemption::Meta => "meta",
            Exemption::Disclaimer => "disclaimer",
            Exemption::Opinion => "opinion",
            Exemption::Example => "example",
            Exemption::Stipulation => "stipulation",
        }
    }

    /// The reason in plain words, for an editor.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Exemption::Boilerplate => "page furniture: a label, a date, a credit or an empty cell",
            Exemption::Question => "a question: it asks, and states nothing on the way",
            Exemption::Instruction => {
                "an instruction: it tells the reader to do something, and nothing else"
            }
            Exemption::Advice => "advice to the reader, with no reason, effect, dose or limit",
            Exemption::Reader => {
                "spoken to the reader: it guesses at a thought or a wish and describes no condition"
            }
            Exemption::Stem => "a lead-in: it says nothing complete without what follows it",
            Exemption::Fragment => {
                "a scrap: it goes with a lead-in that asks or tells, or it asserts nothing"
            }
            Exemption::Quote => "the voice of a patient or reader",
            Exemption::Meta => "about the page or its publisher, not about health",
            Exemption::Disclaimer => "a disclaimer: it says what the page is not",
            Exemption::Opinion => "comfort or a value, with nothing to check",
            Exemption::Example => "marked as invented",
            Exemption::Stipulation => "says how this page uses a word",
        }
    }
}

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

/// Tries the exemptions in order.
pub(crate) fn find(unit: &Unit<'_>) -> Found {
    let kind = unit.context.kind;
    if boilerplate::applies(unit) {
        return Found::Whole(Exemption::Boilerplate);
    }
    if matches!(kind, UnitKind::Cell | UnitKind::Caption) {
        // A table's values and a figure's words always need a source, unless they only point elsewhere.
        return if kind == UnitKind::Caption && question::applies(unit) {
            Found::Whole(Exemption::Question)
        } else {
            Found::None
        };
    }
    if quote::applies(unit) {
        return Found::Whole(Exemption::Quote);
    }
    if kind == UnitKind::Quotation {
        return Found::None;
    }
    if question::applies(unit) {
        return Found::Whole(Exemption::Question);
    }
    if fragment::applies(unit) {
        return Found::Whole(Exemption::Fragment);
    }
    if stem::applies(unit) {
        return Found::Whole(Exemption::Stem);
    }
    if stipulation::applies(unit) {
        return Found::Whole(Exemption::Stipulation);
    }
    if disclaimer::applies(unit) {
        return Found::Whole(Exemption::Disclaimer);
    }
    if kind == UnitKind::ListItem
        && let Some(found) = item::find(unit)
    {
        return found;
    }
    parts(unit)
}

/// Is there a statement in the part of a unit outside brackets?
pub(crate) fn has_statement(unit: &Unit<'_>) -> bool {
    unit.main_parts()
        .any(|part| clause::statement(unit.tokens(part), false).is_some())
}

/// What a part of a unit is.
enum Reading {
    /// One exemption covers it.
    Exempt(Exemption),
    /// It says nothing: a label, an enumeration.
    Silent,
    /// It states something.
    Statement,
}

/// Judges a unit part by part: it is exempt if each part is exempt or says nothing, and at least one is exempt.
fn parts(unit: &Unit<'_>) -> Found {
    let mut was = None;
    let mut stated: Option<Range<usize>> = None;
    for part in &unit.parts {
        match read(unit, part) {
            Reading::Exempt(exemption) => was = was.or(Some(exemption)),
            Reading::Silent => {}
            Reading::Statement => {
                stated.get_or_insert_with(|| span(unit.tokens(part)));
            }
        }
    }
    match (was, stated) {
        (Some(was), None) => Found::Parts(was),
        (Some(was), Some(words)) => Found::Mixed(was, words),
        (None, _) => Found::None,
    }
}

fn span(tokens: &[Token]) -> Range<usize> {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

fn read(unit: &Unit<'_>, part: &Part) -> Reading {
    let tokens = unit.tokens(part);
    if part.after == Break::Question && !question::is_loaded(unit, tokens) {
        return Reading::Exempt(Exemption::Question);
    }
    let start = super::head::skip_adverbs(tokens, 0);
    let framed = [0, start].into_iter().find_map(|start| {
        let heart = tokens.get(start..)?;
        unit.words
            .table(Phrases::Frame)
            .at(heart)
            .map(|found| start + found.end)
    });
    // The order matters: what opens like comfort may be a command too, and comfort says more to an editor.
    let exempt = [
        (
            Exemption::Example,
            example::covers as fn(&Unit<'_>, &[Token]) -> bool,
        ),
        (Exemption::Meta, meta::covers),
        (Exemption::Reader, reader::covers),
        (Exemption::Opinion, opinion::covers),
        (Exemption::Advice, advice::covers),
        (Exemption::Instruction, instruction::covers),
    ]
    .into_iter()
    .take(if framed.is_some() { 4 } else { 6 })
    .find(|(_, covers)| covers(unit, tokens));
    if let Some((exemption, _)) = exempt {
        return Reading::Exempt(exemption);
    }
    if let Some(end) = framed {
        // "Remember that you can ring us": what the frame hands over is judged.
        let rest = tokens.get(end..).unwrap_or_default();
        let handed = unit.is_any(tokens, end - 1, &["that"])
            || tokens.get(end - 1).is_some_and(Token::is_comma);
        return if handed && advice::covers(unit, rest) {
            Reading::Exempt(Exemption::Advice)
        } else {
            Reading::Statement
        };
    }
    let first_part = part.before == Break::None && !part.aside;
    let silent = if first_part {
        // A run-in label: "Sleep:", "Step 2 –".
        matches!(part.after, Break::Colon | Break::Dash) && tokens.len() <= 6 && !is_verbal(tokens)
    } else {
        // What follows a semicolon is a sentence, unless it is one of a row.
        let row = unit
            .main_parts()
            .filter(|part| part.before == Break::Semicolon)
            .count()
            > 1;
        let clause = part.before == Break::Semicolon && !row;
        let pronoun = tokens
            .first()
            .is_some_and(|token| token.has(Class::SubjectPronoun));
        let subject = tokens
            .first()
            .is_some_and(|token| token.has(Class::Determiner))
            && clause::has_third_person(tokens)
            || unit.is_any(tokens, 0, &["this", "that"])
                && tokens.get(1).is_some_and(|verb| verb.has(Class::VerbS));
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

/// Has a word that may be a verb with a subject.
fn is_verbal(tokens: &[Token]) -> bool {
    clause::statement(tokens, false).is_some()
        || tokens.iter().any(|token| {
            token.has(Class::Be)
                || token.has(Class::Modal)
                || token.has(Class::Auxiliary)
                || (token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun))
        })
}

/// Has a verb that is no noun, other than after "to".
fn has_plain_verb(tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let verb =
            token.has(Class::Command) || token.has(Class::Statement) || token.has(Class::Have);
        let free = at
            .checked_sub(1)
            .and_then(|at| tokens.get(at))
            .is_some_and(|before| !before.has(Class::Preposition));
        verb && free && !token.has(Class::Adverb)
    })
}

/// A phrase of `opening` stands where the heart of the part begins, none of `except` does, and no statement follows.
fn opens(unit: &Unit<'_>, tokens: &[Token], opening: Phrases, except: Option<Phrases>) -> bool {
    super::head::starts(tokens).any(|start| {
        let Some(heart) = tokens.get(start..) else {
            return false;
        };
        if except.is_some_and(|except| unit.words.table(except).at(heart).is_some()) {
            return false;
        }
        unit.words.table(opening).at(heart).is_some_and(|found| {
            heart
                .get(found.end..)
                .is_none_or(|rest| follow_up(rest, found.open))
        })
    })
}

/// What follows a phrase states nothing of its own.
fn follow_up(rest: &[Token], open: bool) -> bool {
    // "a reward you have to earn": a pronoun right after the phrase opens a clause.
    let clause = rest
        .first()
        .is_some_and(|token| token.has(Class::SubjectPronoun));
    clause::statement(rest, open || clause).is_none()
}

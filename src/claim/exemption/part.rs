//! What the exemptions ask of a part of a unit: whether it states something, and whether it opens as a phrase does.

use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::head::Hearts;
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

/// Is there a statement in the part of a unit outside brackets?
pub(crate) fn has_statement(unit: &Unit<'_>) -> bool {
    unit.main_parts()
        .any(|part| clause::statement(unit.tokens(part), false).is_some())
}

/// Has a word that may be a verb with a subject.
pub(crate) fn is_verbal(tokens: &[Token]) -> bool {
    clause::statement(tokens, false).is_some()
        || tokens.iter().any(|token| {
            token.has(Class::Be)
                || token.has(Class::Modal)
                || token.has(Class::Auxiliary)
                || (token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun))
        })
}

/// Has a verb that is no noun, other than after "to".
pub(crate) fn has_plain_verb(tokens: &[Token]) -> bool {
    // "in gloves, if you have them": a condition states nothing.
    let condition = tokens
        .iter()
        .position(|token| {
            token.has(Class::Subordinator)
                && !token.has(Class::Wh)
                && !token.has(Class::Determiner)
                && !token.has(Class::Preposition)
        })
        .unwrap_or(tokens.len());
    tokens
        .iter()
        .take(condition)
        .enumerate()
        .any(|(at, token)| {
            let verb =
                token.has(Class::Command) || token.has(Class::Statement) || token.has(Class::Have);
            let free = at
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                // "the phone" is a thing.
                .is_some_and(|before| {
                    !before.has(Class::Preposition) && !before.has(Class::Determiner)
                });
            verb && free && !token.has(Class::Adverb)
        })
}

/// A phrase of `opening` stands where the heart of the part begins, none of `except` does, and no statement follows.
pub(crate) fn opens(
    unit: &Unit<'_>,
    hearts: &Hearts<'_>,
    opening: Phrases,
    except: Option<Phrases>,
) -> bool {
    hearts.iter().any(|heart| {
        // Openings are rare: what they are not is looked up only where one stands.
        let Some(found) = unit.words.table(opening).at(heart) else {
            return false;
        };
        // "Scrubbing, I am sorry to say, makes it worse": only set in.
        let set_in = heart.get(found.end).is_some_and(Token::is_comma)
            && heart.len() < hearts.tokens.len()
            && heart.get(found.end + 1).is_some_and(|verb| {
                verb.has(Class::VerbS) || verb.has(Class::Be) || verb.has(Class::Modal)
            });
        if set_in {
            return false;
        }
        let excepted = except.is_some_and(|except| unit.words.table(except).at(heart).is_some());
        !excepted
            // "It's rotten, it shortens lives": what follows a comma is no clause of the phrase.
            && heart
                .get(found.end - usize::from(ends_in_comma(heart, found.end))..)
                .is_none_or(|rest| follow_up(rest, found.open))
    })
}

fn ends_in_comma(heart: &[Token], end: usize) -> bool {
    end.checked_sub(1)
        .and_then(|last| heart.get(last))
        .is_some_and(Token::is_comma)
}

/// What follows a phrase states nothing of its own.
pub(crate) fn follow_up(rest: &[Token], open: bool) -> bool {
    // "a reward you have to earn": a pronoun right after the phrase opens a clause.
    let clause = rest
        .first()
        .is_some_and(|token| token.has(Class::SubjectPronoun));
    // ", but couples who talk do better"
    let turn = rest
        .iter()
        .position(|token| token.is_in(one_of!["but", "yet"]))
        .and_then(|at| rest.get(at + 1..));
    clause::statement(rest, open || clause).is_none()
        && !turn.is_some_and(clause::states_of_a_relative)
}

//! # What it is
//! A command: it tells the reader to do something, and nothing else.
//!
//! # Exempt
//! - Keep your bedroom dark.
//! - If it hurts, slowly stop.
//! - Rest your arm on a table.
//!
//! # Still a claim
//! - Rest is part of training. (a noun, not a command)
//! - Cook times affect vitamin C.
//! - Remember that juice is sweet. (hands over to a statement)

use super::super::class::{Class, Classes};
use super::super::clause;
use super::super::head;
use super::super::token::Token;
use super::super::unit::Unit;
use super::super::words::Phrases;

/// What follows a command whose verb could be a noun: "Rest your arm", "Walk for an hour".
const AFTER_VERB: Classes = Classes::of(Class::Determiner)
    .and(Class::Preposition)
    .and(Class::ObjectPronoun)
    .and(Class::Adverb)
    .and(Class::Number);
/// What follows a noun: "Rest is", "Stress can".
const AFTER_NOUN: Classes = Classes::of(Class::Be)
    .and(Class::Modal)
    .and(Class::Auxiliary)
    .and(Class::VerbS);

pub(super) fn covers(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    head::starts(tokens).any(|start| {
        tokens
            .get(start..)
            .is_some_and(|heart| is_command(unit, heart))
    })
}

/// Is this row a command, from its first word on?
pub(super) fn is_command(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    if unit.words.table(Phrases::Frame).at(tokens).is_some() {
        return false;
    }
    let Some(at) = past_negation(unit, tokens) else {
        return false;
    };
    let Some(verb) = tokens.get(at) else {
        return false;
    };
    let rest = tokens.get(at + 1..).unwrap_or_default();
    let after = rest.first();
    let negated = at > 0;
    let commands = verb.has(Class::Command)
        || negated
            && (verb.has(Class::CommandOrNoun)
                || verb.has(Class::NounOrCommand)
                || verb.has(Class::Have)
                || verb.has(Class::ToBe));
    if commands {
        let followed_by_noun_verb = after
            .is_some_and(|after| after.classes.meets(AFTER_NOUN) && !after.has(Class::VerbSOrNoun));
        return !followed_by_noun_verb && states_nothing(verb, rest);
    }
    if verb.has(Class::Have) {
        // "Have a bath", "Do the stretches".
        return after.is_some_and(|after| {
            after.has(Class::Determiner)
                || after.has(Class::Number)
                || after.has(Class::ObjectPronoun)
                || after.has(Class::Adverb)
        }) && states_nothing(verb, rest);
    }
    if verb.has(Class::CommandOrNoun) {
        let Some(after) = after else { return true };
        if after.classes.meets(AFTER_NOUN) && !after.has(Class::VerbSOrNoun) {
            return false;
        }
        let little_word = after.classes.meets(AFTER_VERB)
            || after.is_comma()
            || after.has(Class::Conjunction)
            || after.has(Class::Subordinator);
        return states_nothing(verb, rest) && (little_word || !has_bare_verb(rest));
    }
    if verb.has(Class::NounOrCommand) {
        return after.is_some_and(|after| after.classes.meets(AFTER_VERB))
            && states_nothing(verb, rest)
            && !states_plainly(rest);
    }
    verb_with_particle(verb, after) && states_nothing(verb, rest)
}

/// "Be" with an adjective is advice; "Be" with a place or a participle is a command.
fn verb_with_particle(verb: &Token, after: Option<&Token>) -> bool {
    verb.has(Class::ToBe)
        && after.is_some_and(|after| after.has(Class::Adverb) || after.has(Class::Preposition))
}

/// Past "do not" and "never": the place of the verb.
fn past_negation(unit: &Unit<'_>, tokens: &[Token]) -> Option<usize> {
    let word = |at: usize| {
        tokens
            .get(at)
            .and_then(|token| unit.context.text.get(token.start..token.end))
            .unwrap_or_default()
    };
    let first = word(0);
    let is_do = first.len() <= 5
        && first
            .get(..2)
            .is_some_and(|head| head.eq_ignore_ascii_case("do"));
    if is_do
        && tokens
            .get(1)
            .is_some_and(|token| token.has(Class::Negation))
    {
        return Some(head::skip_adverbs(tokens, 2).min(tokens.len().saturating_sub(1)));
    }
    if tokens.first()?.has(Class::Negation) {
        return Some(1);
    }
    Some(0)
}

/// No statement stands beside the command. After "check", "make sure" and the like a clause may follow.
fn states_nothing(verb: &Token, rest: &[Token]) -> bool {
    clause::statement(rest, verb.has(Class::Content)).is_none()
}

/// A verb in its bare form that could belong to a plural before it: "Cook times affect".
fn has_bare_verb(rest: &[Token]) -> bool {
    rest.windows(2).any(|pair| match pair {
        [noun, verb] => {
            noun.plural
                && (verb.has(Class::Statement) || verb.has(Class::Command) || verb.has(Class::Have))
                && !noun.is_comma()
        }
        _ => false,
    })
}

/// Any verb with a noun before it, clauses of "after" and "in" included: "Sleep in old age is lighter".
fn states_plainly(rest: &[Token]) -> bool {
    rest.iter()
        .enumerate()
        .take_while(|(_, token)| !token.has(Class::Subordinator) && !token.is_comma())
        .any(|(at, token)| {
            at > 0
                && (token.has(Class::Be) || token.has(Class::Modal) || token.has(Class::Auxiliary))
        })
        || has_bare_verb(rest)
}

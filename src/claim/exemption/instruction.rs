//! # What it is
//! A command: it tells the reader to do something, and nothing else.
//!
//! # Examples exempt
//! - Keep your bedroom dark.
//! - If you cannot sleep, get up.
//! - Rest your arm on a table.
//! - If you are not sure call the clinic.
//! - No heavy lifting for now.
//! - Bring a list of your tablets so you don't have to remember them.
//! - See that the gate is shut.
//! - Cry, if you need to.
//!
//! # Examples that stay a claim
//! - Rest is part of training. (a noun, not a command)
//! - Cook times affect vitamin C.
//! - No bleeding was seen.
//! - Remember that juice is sweet. (hands over to a statement)

use crate::claim::case::past_joints;
use crate::claim::class::{Class, Classes, PLACED, VERB};
use crate::claim::clause;
use crate::claim::head::{self, Hearts};
use crate::claim::token::{Kind, Token};
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

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

/// What cannot be told after "do not": "never again", "do not the".
const NOT_COMMANDED: Classes = Classes::of(Class::Determiner)
    .and(Class::Preposition)
    .and(Class::Subordinator)
    .and(Class::SubjectPronoun)
    .and(Class::Be)
    .and(Class::Modal)
    .and(Class::Auxiliary)
    .and(Class::VerbS)
    .and(Class::Ed)
    .and(Class::Ing)
    .and(Class::Number)
    .and(Class::Adverb);

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    let tokens = hearts.tokens;
    hearts.starts.iter().any(|&start| {
        if start > 0 && goes_on(unit, tokens, start) {
            return false;
        }
        // "If it hurts, stop."
        let alone = start > 0
            && start + 1 == tokens.len()
            && tokens.get(start - 1).is_some_and(Token::is_comma);
        let stop = alone
            && tokens
                .get(start)
                .is_some_and(|verb| verb.has(Class::Command) || verb.has(Class::CommandOrNoun))
            && tokens.first().is_some_and(|token| {
                token.has(Class::Subordinator) || token.has(Class::Preposition)
            });
        stop || tokens
            .get(start..)
            .is_some_and(|heart| is_command(unit, heart))
    })
}

/// "a jab, free, from October", "As we age, so do our ears": what looks like a command after a comma goes on with the
/// sentence.
fn goes_on(unit: &Unit<'_>, tokens: &[Token], start: usize) -> bool {
    let inserted = unit.is_any(tokens, start, one_of!["free"])
        && tokens.get(start + 1).is_some_and(Token::is_comma);
    // "Usually clear up within days": who does it was named before.
    let often = start == 1 && unit.is_any(tokens, 0, listed!(PARTS, "as a rule"));
    // "you may not, legally, drive a car"
    let aside = start > 3
        && tokens[start - 1].is_comma()
        && tokens[start - 2].ly
        && tokens[start - 3].is_comma()
        && tokens
            .iter()
            .take(start - 3)
            .any(|may| may.has(Class::Modal));
    inserted || often || aside || inverts(unit, tokens, start)
}

/// "As we age, so do our ears", "Rarely do children complain": the verb stands before its subject.
fn inverts(unit: &Unit<'_>, tokens: &[Token], start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    if !unit.is_any(tokens, start, one_of!["do", "have"]) {
        return false;
    }
    let late = before > 0 && unit.is_any(tokens, before, one_of!["so"]);
    late || unit.is_any(
        tokens,
        before,
        one_of![
            "nor", "neither", "rarely", "seldom", "hardly", "scarcely", "only", "little"
        ],
    ) && tokens
        .iter()
        .skip(start + 1)
        .take(3)
        .any(|subject| subject.plural || subject.has(Class::SubjectPronoun))
}

/// The same, whatever it opens with: "Notice the light."
pub(super) fn covers_unframed(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let start = head::skip_adverbs(tokens, 0);
    tokens
        .get(start..)
        .is_some_and(|heart| commands(unit, heart))
}

/// Is this row a command, from its first word on?
pub(super) fn is_command(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    unit.words.table(Phrases::Frame).at(tokens).is_none() && commands(unit, tokens)
}

fn commands(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    if forbids(unit, tokens) {
        return true;
    }
    // "Do let us know": the verb that is stressed is the command.
    let stressed = unit.is_any(tokens, 0, one_of!["do"])
        && tokens.get(1).is_some_and(|verb| {
            verb.has(Class::Command)
                || verb.has(Class::CommandOrNoun)
                    && tokens.get(2).is_some_and(|object| {
                        object.has(Class::Determiner)
                            || object.has(Class::ObjectPronoun)
                            // "Do turn up"
                            || unit.is_any(tokens, 2, one_of!["up", "in", "out", "along", "back"])
                    })
        });
    let at = if stressed {
        1
    } else {
        past_negation(unit, tokens)
    };
    let Some(verb) = tokens.get(at) else {
        return false;
    };
    let rest = tokens.get(at + 1..).unwrap_or_default();
    let after = rest.first();
    let negated = at > 0 && !stressed;
    if at == 0 && (permits(unit, verb, rest) || row_of_commands(tokens)) {
        return true;
    }
    // "Reward systems, like rules, need to be fair"
    let inserted = !negated
        && after.is_some_and(|after| after.plural)
        && rest.get(1).is_some_and(Token::is_comma)
        && rest
            .iter()
            .skip(2)
            .position(Token::is_comma)
            .is_some_and(|comma| {
                // "Bring shoes, books, toys or papers": a row of things.
                rest.get(comma + 3).is_some_and(|verb| {
                    !verb.has(Class::VerbSOrNoun)
                        && (verb.classes.meets(VERB)
                            || verb.classes.meets(AFTER_NOUN)
                            || verb.has(Class::Have))
                })
            });
    if inserted {
        return false;
    }
    // "Research since then has not found it"
    let told = unit.is_any(tokens, at, one_of!["research"])
        && unit.is_any(rest, 0, one_of!["since", "until", "before"]);
    if told {
        return false;
    }
    if at == 0
        && (names_a_kind(unit, tokens)
            || is_a_relative(verb, rest)
            || super::subject::heads(tokens))
    {
        return false;
    }
    let commands = verb.has(Class::Command) || negated && !verb.classes.meets(NOT_COMMANDED);
    if commands {
        let followed_by_noun_verb = after
            .is_some_and(|after| after.classes.meets(AFTER_NOUN) && !after.has(Class::VerbSOrNoun));
        return !followed_by_noun_verb && states_nothing(verb, rest);
    }
    // "Cushion the head": nothing but a verb stands right before "the", whatever the lists know of it.
    let unheard = at == 0
        && verb.classes.without(Class::Name).less(PLACED) == Classes::NONE
        && verb.kind == Kind::Word
        && after.is_some_and(|after| {
            after.has(Class::Determiner)
                && unit.is_any(rest, 0, one_of!["the", "your", "a", "an", "any", "all"])
        });
    if unheard {
        return states_nothing(verb, rest) && !states_plainly(rest);
    }
    if verb.has(Class::Have) {
        // "Have a bath", "Do the stretches", "Do tell them", "Do gentle exercises".
        let plural = rest.iter().take(3).any(|next| next.plural);
        return after.is_some_and(|after| {
            after.has(Class::Determiner)
                || after.has(Class::Number)
                || after.has(Class::ObjectPronoun)
                || after.has(Class::Adverb)
                || after.has(Class::Command)
                // "Do as much as you like"
                || unit.is_any(rest, 0, one_of!["as"])
                || plural && rest.len() > 1 && !after.has(Class::SubjectPronoun)
        }) && states_nothing(verb, rest);
    }
    // "close to half of us"
    if unit.is_any(tokens, at, one_of!["close"]) && unit.is_any(rest, 0, one_of!["to"]) {
        return false;
    }
    if verb.has(Class::CommandOrNoun) {
        // A single word names a thing as well as it commands.
        let Some(after) = after else { return false };
        // "Research shows that": the first word is a noun after all.
        // "Drink fluids when you feel thirsty": a condition is no object.
        let object = rest.get(1).is_some_and(|next| {
            next.has(Class::Determiner)
                || next.has(Class::Subordinator)
                    && !unit.is_any(rest, 1, one_of!["when", "if", "while", "until", "unless"])
        });
        // "Worry looks ahead"
        let ahead = unit.is_any(
            rest,
            1,
            one_of!["ahead", "back", "forward", "inward", "out"],
        ) && after.has(Class::VerbS);
        if after.has(Class::VerbS) && object || ahead {
            return false;
        }
        if after.classes.meets(AFTER_NOUN) && !after.has(Class::VerbSOrNoun) {
            return false;
        }
        let little_word = after.classes.meets(AFTER_VERB)
            || after.is_comma()
            || after.has(Class::Conjunction)
            || after.has(Class::Subordinator)
            // "Stop using it"
            || after.has(Class::Ing)
                && unit.is_any(tokens, at, one_of!["stop", "start", "try", "practise", "practice"]);
        return states_nothing(verb, rest) && (little_word || !has_bare_verb(rest));
    }
    if verb.has(Class::NounOrCommand) {
        // "Fear of germs", "Need for order", "Change in mood".
        let changes = listed!(PARTS, "changes");
        let named = unit.is_any(rest, 0, one_of!["of"])
            || unit.is_any(rest, 0, one_of!["in", "for", "to"]) && unit.is_any(tokens, at, changes);
        // "Pain when walking" names the pain.
        let ailing = verb.has(Class::Ailment)
            && !unit.is_any(rest, 0, one_of!["the", "your", "it", "them", "a", "an"]);
        if named || ailing {
            return false;
        }
        // "Phone Samaritans"
        if verb.has(Class::Ringing) && after.is_some_and(|after| after.capital) {
            return states_nothing(verb, rest);
        }
        // "Pain that lasts is a problem": the noun's clause, not a command's object.
        // "Contact the sports department": what stands before "the" is no noun.
        let determined = unit.is_any(rest, 0, one_of!["the", "your", "a", "an", "our", "any"]);
        // "Rest and breathe"
        let paired = at == 0
            && unit.is_any(rest, 0, one_of!["and", "or"])
            && rest
                .get(1)
                .is_some_and(|verb| verb.has(Class::Command) || verb.has(Class::CommandOrNoun));
        return paired && states_nothing(verb, rest.get(1..).unwrap_or_default())
            || after.is_some_and(|after| {
                let clause = after.has(Class::Subordinator);
                let condition = clause && !after.has(Class::Wh) && !after.has(Class::Determiner);
                after.classes.meets(AFTER_VERB) && !clause || condition
            }) && states_nothing(verb, rest)
                && !(if determined {
                    is_finite(rest)
                } else {
                    states_plainly(rest)
                });
    }
    verb_with_particle(verb, after) && states_nothing(verb, rest)
}

/// "Dry skin itches at night", "Open cuts heal slowly", "Type 2 diabetes": what could be a command says which.
fn names_a_kind(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    if unit.is_any(tokens, 0, one_of!["type", "grade", "stage"]) {
        return tokens.get(1).is_some_and(Token::is_number);
    }
    let [_, noun, verb, ..] = tokens else {
        return false;
    };
    unit.is_any(tokens, 0, listed!(PARTS, "qualities"))
        && !noun.has(Class::Determiner)
        && !noun.has(Class::ObjectPronoun)
        && !noun.is_mark()
        && (verb.has(Class::VerbS) || noun.plural && verb.classes.meets(VERB))
}

/// "Cry, swear, kick a beanbag", "Rest, and stay near a toilet": words that could be nouns, each a command in the row.
fn row_of_commands(tokens: &[Token]) -> bool {
    let mut pieces = 0;
    for piece in tokens.split(Token::is_comma) {
        let piece = past_joints(piece);
        let Some(verb) = piece.first() else {
            return false;
        };
        // "Rest" and "Cry" stand alone; a noun with words behind it names something.
        let commands = verb.has(Class::Command)
            || (verb.has(Class::CommandOrNoun) || verb.has(Class::NounOrCommand))
                && piece.len() == 1
                && !verb.has(Class::Ailment);
        if !commands || clause::statement(piece, false).is_some() {
            return false;
        }
        pieces += 1;
    }
    pieces > 1 && tokens.iter().any(|verb| verb.has(Class::Command))
}

/// "Strip thermometers that you hold on the forehead are unreliable": the plural is a subject, with a clause of its own.
fn is_a_relative(verb: &Token, rest: &[Token]) -> bool {
    let that = rest
        .get(1)
        .is_some_and(|that| that.is_in(one_of!["that", "which", "who"]));
    rest.first().is_some_and(|noun| noun.plural)
        && that
        && !verb.has(Class::Content)
        && rest.iter().enumerate().skip(5).any(|(at, be)| {
            be.has(Class::Be)
                && rest.get(at - 1).is_some_and(|before| {
                    !before.has(Class::SubjectPronoun)
                        && !before.has(Class::Subordinator)
                        && !before.has(Class::Conjunction)
                        && !before.has(Class::Modal)
                        && !before.is_mark()
                })
        })
        && !rest.iter().skip(2).any(Token::is_comma)
        && !rest.iter().skip(2).any(|wh| wh.has(Class::Subordinator))
}

/// "Cry, if you need to", "Laugh, or don't": leave to do it, whatever else the word may be.
fn permits(unit: &Unit<'_>, verb: &Token, rest: &[Token]) -> bool {
    if !rest.first().is_some_and(Token::is_comma) || !verb.classes.meets(VERB) {
        return false;
    }
    let if_you = unit.is_any(rest, 1, one_of!["if"])
        && rest.get(2).is_some_and(|you| you.has(Class::Addressee))
        && unit.is_any(
            rest,
            3,
            one_of!["want", "need", "can", "like", "must", "wish", "have"],
        );
    let or_not = unit.is_any(rest, 1, one_of!["or"])
        && rest
            .iter()
            .skip(2)
            .take(2)
            .any(|not| not.has(Class::Negation));
    (if_you || or_not && rest.len() <= 4) && !rest.iter().skip(1).any(Token::is_comma)
}

/// "No smoking.", "No heavy lifting for now.": what is forbidden without a verb. "No bleeding" only reports.
fn forbids(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let forbidden = listed!(PARTS, "forbidden");
    // "until the clinic says so"
    let to = tokens
        .iter()
        .position(|token| token.has(Class::Subordinator) || token.has(Class::ClausePreposition))
        .unwrap_or(tokens.len());
    let tokens = tokens.get(..to).unwrap_or_default();
    unit.is_any(tokens, 0, one_of!["no"])
        && (1..3).any(|at| unit.is_any(tokens, at, forbidden))
        && !super::part::is_verbal(tokens)
        && !super::part::has_plain_verb(tokens.get(1..).unwrap_or_default())
}

/// "Be" with an adjective is advice; "Be" with a place or a participle is a command.
fn verb_with_particle(verb: &Token, after: Option<&Token>) -> bool {
    verb.has(Class::ToBe)
        && !verb.is_in(one_of!["being"])
        && after.is_some_and(|after| after.has(Class::Adverb) || after.has(Class::Preposition))
}

/// Past "do not" and "never": the place of the verb.
fn past_negation(unit: &Unit<'_>, tokens: &[Token]) -> usize {
    let last = tokens.len().saturating_sub(1);
    // "don't" is two tokens with one place in the text.
    let does = unit.is_any(tokens, 0, one_of!["do", "don't", "don’t"])
        && tokens
            .get(1)
            .is_some_and(|token| token.has(Class::Negation));
    if does {
        head::skip_adverbs(tokens, 2).min(last)
    } else if unit.is_any(tokens, 0, one_of!["never"]) {
        head::skip_adverbs(tokens, 1).min(last)
    } else {
        0
    }
}

/// No statement stands beside the command. After "check", "make sure" and the like a clause may follow.
fn states_nothing(verb: &Token, rest: &[Token]) -> bool {
    // "Keep it cool": a pronoun right after the verb is its object.
    let object = rest
        .first()
        .is_some_and(|token| token.has(Class::ObjectPronoun));
    let rest = rest.get(usize::from(object)..).unwrap_or_default();
    // A clause may follow "check" and "let"; "Watch batteries are dangerous" is none.
    let opens = object
        || rest.first().is_some_and(|token| {
            token.has(Class::Determiner) || token.has(Class::Subordinator) || token.plural
        });
    let content = verb.has(Class::Content)
        && (verb.has(Class::Command) || opens && !verb.has(Class::CommandOrNoun));
    // "Do something you enjoy", "Pick something that lets you stop"
    let relative = object
        && rest.first().is_some_and(|token| {
            token.has(Class::SubjectPronoun) || token.has(Class::Subordinator)
        });
    clause::statement(rest, content || relative).is_none()
}

/// A verb in its bare form that could belong to a plural before it: "Cook times affect".
fn has_bare_verb(rest: &[Token]) -> bool {
    let to = rest
        .iter()
        .position(|token| token.has(Class::Subordinator))
        .unwrap_or(rest.len());
    let rest = rest.get(..to).unwrap_or_default();
    rest.windows(2).enumerate().any(|(at, pair)| match pair {
        [noun, verb] => {
            // "the sports club": a word of no list is a verb only before an object or an adverb.
            let object = rest.get(at + 2).is_some_and(|after| {
                after.has(Class::Determiner) || after.has(Class::ObjectPronoun) || after.ly
            });
            // "calms newborns" acts, "the sports club" does not.
            let acts = noun.has(Class::VerbS)
                && !(1..3).any(|back| {
                    at.checked_sub(back)
                        .and_then(|at| rest.get(at))
                        .is_some_and(|lead| {
                            lead.has(Class::Determiner)
                                || back == 1
                                    && (lead.has(Class::Preposition)
                                        || lead.has(Class::Conjunction))
                        })
                });
            noun.plural
                && !noun.is_comma()
                // "with windows and doors shut"
                && !is_shut(rest, at + 1)
                && (verb.classes.meets(VERB)
                    || verb.has(Class::Have)
                    || verb.is_unlisted() && (object || acts))
        }
        _ => false,
    })
}

/// "with the windows shut": how things are to be.
fn is_shut(rest: &[Token], at: usize) -> bool {
    rest.get(at)
        .is_some_and(|word| word.is_in(one_of!["shut", "open", "closed"]))
        && rest
            .get(..at)
            .is_some_and(|lead| lead.iter().any(|with| with.is_in(one_of!["with"])))
        && rest.get(at + 1).is_none_or(Token::is_mark)
}

/// Any verb with a noun before it, clauses of "after" and "in" included: "Sleep in old age is lighter".
fn states_plainly(rest: &[Token]) -> bool {
    is_finite(rest) || has_bare_verb(rest)
}

/// "is", "may" or "has" stands before the first clause or comma.
fn is_finite(rest: &[Token]) -> bool {
    rest.iter()
        .enumerate()
        .take_while(|(_, token)| !token.has(Class::Subordinator) && !token.is_comma())
        .any(|(at, token)| {
            at > 0
                && (token.has(Class::Be) || token.has(Class::Modal) || token.has(Class::Auxiliary))
        })
}

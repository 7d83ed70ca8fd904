//! Finds where the heart of a part begins: past labels, adverbs and conditions that stand before it.
//!
//! In goes the row of tokens of a part; out come the places where a command, an offer of advice or a comfort may
//! begin. "If it hurts, then slowly stop" may begin at "if" and at "stop".

use smallvec::SmallVec;

use super::class::{Class, Classes};
use super::clause;
use super::token::Token;

pub(crate) use super::case::skip_adverbs;
use super::case::{self, is};

const LEADS: Classes = Classes::of(Class::Preposition)
    .and(Class::Ing)
    .and(Class::TimeNoun)
    .and(Class::Determiner)
    .and(Class::Ed)
    .and(Class::Adverb);

/// Cases in a row before what is to be done; nobody writes as many, and each costs a look at what stands before it.
const MOST_COMMAS: usize = 12;

/// A part, and where its heart may begin: found once, asked about by each exemption.
#[derive(Debug)]
pub(crate) struct Hearts<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) starts: Starts,
}

/// Places in a part, seldom more than a few.
pub(crate) type Starts = SmallVec<[usize; 6]>;

impl<'a> Hearts<'a> {
    pub(crate) fn of(tokens: &'a [Token]) -> Hearts<'a> {
        Hearts {
            tokens,
            starts: starts(tokens),
        }
    }

    /// The part from each of the places on.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'a [Token]> + '_ {
        self.starts
            .iter()
            .filter_map(|&start| self.tokens.get(start..))
    }
}

/// The places where the heart of a part may begin, in order.
fn starts(tokens: &[Token]) -> Starts {
    let mut found = Starts::new();
    let mut add = |at: usize| {
        if at < tokens.len() {
            found.push(at);
        }
    };
    let first = skip_adverbs(tokens, 0);
    let conditional = [0, first].iter().any(|&at| {
        let next = tokens.get(at + 1);
        tokens.get(at).is_some_and(|token| {
            token.has(Class::Subordinator) && !next.is_some_and(Token::is_comma)
                || case::opens_at(tokens, at)
                || token.is_conditional_preposition(next)
        })
    });
    let leading = tokens
        .get(first)
        .is_some_and(|token| token.classes.meets(LEADS))
        && !counts_at(tokens, first);
    // "If it feels hot then take it off", "Before leaving please ring": these end a condition as a comma does.
    let parts = |at: usize, token: &Token| {
        let next = tokens.get(at + 1);
        let rings = token.has(Class::Ringing) && next.is_some_and(Token::is_number);
        // "if the pain spreads to the jaw, arms or back seek help": "seek" is nothing but a command.
        let seeks = conditional
            && at > first + 1
            && is(tokens, at, one_of!["seek"])
            && tokens.get(at - 1).is_some_and(|before| {
                !before.classes.meets(NOT_BEFORE_COMMAND) && !before.is_mark()
            });
        seeks
            || token.is_comma()
            || at > first + 1
                && (commands_at(tokens, at, conditional)
                    || token.has(Class::Turning) && !follows_verb(tokens, at)
                    || conditional
                        && token.has(Class::Addressee)
                        && next.is_some_and(|next| next.has(Class::Modal))
                        && !tokens.get(at - 1).is_some_and(|before| {
                            before.has(Class::Subordinator) || before.has(Class::Conjunction)
                        })
                    || rings
                        && tokens
                            .get(at - 1)
                            .is_some_and(|before| !before.has(Class::Preposition)))
    };
    // "If possible stand upright"
    let possible = is(tokens, first, one_of!["if", "where", "when"])
        && is(tokens, first + 1, listed!(PARTS, "if possible"));
    add(0);
    if first > 0 {
        add(first);
    }
    if possible {
        add(first + 2);
    }
    // "Mothers, please ring us": those who are told are called first.
    let called = tokens.first().is_some_and(|who| {
        who.plural
            && (who.has(Class::Patient) || who.has(Class::Person) || who.has(Class::Clientele))
    }) && tokens.get(1).is_some_and(Token::is_comma)
        && is(tokens, 2, one_of!["please", "do"])
        // "Fathers, please note, lose hair": only a word set in.
        && !tokens.iter().skip(3).take(2).any(Token::is_comma);
    if called {
        add(skip_adverbs(tokens, 2));
    }
    // Past a condition the heart may follow any comma; past a phrase only the first one.
    let commas = if conditional {
        MOST_COMMAS
    } else {
        // "Every evening, after supper, write": a second phrase of time or place.
        let twice = leading
            && tokens
                .iter()
                .skip(first)
                .position(Token::is_comma)
                .and_then(|comma| tokens.get(first + comma + 1))
                .is_some_and(|next| {
                    next.has(Class::Preposition)
                        && !next.has(Class::Conjunction)
                        && !next.is_in(one_of!["like", "unlike", "including"])
                });
        usize::from(leading) + usize::from(twice)
    };
    let ends = tokens
        .iter()
        .enumerate()
        .skip(first)
        .filter(|&(at, token)| parts(at, token))
        .take(commas);
    for (at, token) in ends {
        if told_before(tokens, first, at, conditional) {
            continue;
        }
        let stays = token.has(Class::Ringing)
            || token.has(Class::Addressee)
            || token.classes.meets(TOLD) && !token.has(Class::Turning);
        add(skip_adverbs(tokens, if stays { at } else { at + 1 }));
    }
    found
}

/// Verbs that another verb completes.
const BEGUN: Classes = Classes::of(Class::Be)
    .and(Class::ToBe)
    .and(Class::Have)
    .and(Class::Auxiliary)
    .and(Class::Modal);

/// "The ligament is then cut": the words go on with a verb that was begun.
fn follows_verb(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|verb| verb.classes.meets(BEGUN))
}

/// "Many, however, do not know", "Most people, though, ask nobody": a subject that words are set into, and no phrase
/// of time or place.
fn counts_at(tokens: &[Token], first: usize) -> bool {
    let Some(comma) = tokens.iter().skip(first).take(4).position(Token::is_comma) else {
        return false;
    };
    let (Some(many), comma) = (tokens.get(first), first + comma) else {
        return false;
    };
    let lead = tokens.get(first..comma).unwrap_or_default();
    let timed = lead
        .iter()
        .any(|token| token.has(Class::TimeNoun) || token.has(Class::TimeUnit));
    let inserted = tokens.iter().skip(comma + 1).any(Token::is_comma);
    many.has(Class::Determiner)
        && !many.has(Class::Preposition)
        && !timed
        && inserted
        && (lead.len() == 1 || is(tokens, comma + 1, listed!(PARTS, "set in")))
}

/// Verbs that may follow a condition which no comma ends.
const TOLD: Classes = Classes::of(Class::Command)
    .and(Class::CommandOrNoun)
    .and(Class::Ringing);

/// What stands right before a verb that is no command: its subject, or a verb it belongs to.
const NOT_BEFORE_COMMAND: Classes = Classes::of(Class::SubjectPronoun)
    .and(Class::Addressee)
    .and(Class::Modal)
    .and(Class::Be)
    .and(Class::ToBe)
    .and(Class::Auxiliary)
    .and(Class::Have)
    .and(Class::Negation)
    .and(Class::Wh)
    .and(Class::Subordinator)
    .and(Class::Conjunction)
    .and(Class::Preposition)
    .and(Class::Determiner)
    .and(Class::Frequency)
    .and(Class::Adverb)
    .and(Class::Forecast)
    .and(Class::Ing)
    .and(Class::Person)
    .and(Class::Carer);

/// "If you are not sure call the clinic": the condition ends without a comma. Where there is a comma, that one ends it.
fn commands_at(tokens: &[Token], at: usize, conditional: bool) -> bool {
    let Some([before, verb, after]) = at
        .checked_sub(1)
        .and_then(|from| tokens.get(from..from + 3))
    else {
        return false;
    };
    let object = after.has(Class::Determiner)
        || after.has(Class::ObjectPronoun)
        || after.has(Class::Preposition)
        || after.has(Class::Carer)
        || after.has(Class::Checking)
        || conditional && !after.is_mark() && after.is_unlisted()
        // "In an emergency call Triple Zero"
        || verb.has(Class::Ringing) && after.capital;
    // "the symptoms persist": a plural may be the subject.
    let makes_sure = after.has(Class::Checking);
    verb.classes.meets(TOLD)
        && (!verb.has(Class::Statement) || makes_sure)
        && !verb.has(Class::Have)
        && (conditional
            || tokens
                .first()
                .is_some_and(|lead| lead.has(Class::Preposition))
                // "About one in five who break a wrist go on to"
                && !(is(tokens, 0, one_of!["about", "around", "over", "under"])
                    && (is(tokens, 1, one_of!["one", "half"])
                        || tokens.get(1).is_some_and(Token::is_number))))
        && object
        && !before.is_mark()
        && !before.ly
        && (!before.classes.meets(NOT_BEFORE_COMMAND)
            // "If you are not sure what you can do keep a record"
            || before.has(Class::Have) && at > 1 && tokens.get(at - 2).is_some_and(|can| can.has(Class::Modal)))
        && (!before.plural || makes_sure)
        && !tokens.iter().any(Token::is_comma)
}

/// A statement stands before the comma at `at`: "Some tablets make you sleepy, so ask". Past a condition several cases
/// may stand in a row, so there only "so" and its kin tell that one of them was a statement.
fn told_before(tokens: &[Token], first: usize, at: usize, conditional: bool) -> bool {
    // "What helps one person may do nothing for the next, so"
    let what = is(tokens, 0, one_of!["what", "whatever", "whoever"])
        && (3..at).any(|at| {
            tokens
                .get(at)
                .is_some_and(|verb| verb.has(Class::Modal) || verb.has(Class::Be))
        })
        && is(tokens, at + 1, one_of!["so"]);
    if what {
        return true;
    }
    let from = if conditional {
        let joined = tokens
            .get(at + 1)
            .is_some_and(|next| next.has(Class::Conjunction));
        let comma = tokens.iter().take(at).position(Token::is_comma);
        match comma {
            // "If you drink beer, you double your risk, so cut down."
            Some(comma)
                if joined
                    && tokens.get(comma + 1).is_some_and(|subject| {
                        subject.has(Class::SubjectPronoun) && !subject.has(Class::Determiner)
                    }) =>
            {
                return true;
            }
            Some(comma) if joined => comma + 1,
            // "If you see him, one of the worst things to do is to stare, point or laugh"
            Some(comma)
                if comma < at
                    && tokens.get(comma + 1).is_some_and(|next| {
                        !next.has(Class::Conjunction) && !next.has(Class::Subordinator)
                    }) =>
            {
                return tokens.get(comma + 1..at).is_some_and(|said| {
                    clause::statement(said, false).is_some_and(|verb| {
                        said.get(verb)
                            .is_some_and(|verb| verb.has(Class::Be) || verb.has(Class::Modal))
                    })
                });
            }
            _ => return false,
        }
    } else {
        first
    };
    tokens
        .get(from..at)
        .is_some_and(|lead| clause::statement(lead, false).is_some())
}

impl Token {
    fn is_conditional_preposition(&self, after: Option<&Token>) -> bool {
        self.has(Class::Preposition) && after.is_some_and(|after| after.has(Class::SubjectPronoun))
    }
}

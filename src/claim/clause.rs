//! Finds the statement in a stretch of words, if there is one.
//!
//! In goes a row of tokens; out comes the place of the first verb that has a subject and stands in a main clause,
//! outside "if", "that", "which", "what" and the like. It knows no grammar beyond that: it goes by word classes and
//! neighbours, and prefers to find a verb where there is none, because then the unit stays a claim.

mod subject;

use super::case;
use super::class::{Class, Classes, VERB};
use super::spelling::Spellings;
use super::token::{Kind, Token};

const FINITE: Classes = Classes::of(Class::Be)
    .and(Class::Modal)
    .and(Class::Auxiliary);
/// What cannot be the subject right before a verb.
const NO_SUBJECT: Classes = Classes::of(Class::Conjunction)
    .and(Class::Preposition)
    .and(Class::Modal)
    .and(Class::Be)
    .and(Class::ToBe);
const IN: &Spellings = one_of!["in"];
const THE: &Spellings = one_of!["the"];
const THAT: &Spellings = one_of!["that", "which", "who"];
/// Subjects that open a clause behind "before" and the like: "before anything goes on it".
const INDEFINITE: &Spellings = one_of![
    "anybody",
    "anyone",
    "anything",
    "everybody",
    "everyone",
    "everything",
    "nobody",
    "nothing",
    "somebody",
    "someone",
    "something",
];
const ALWAYS_CLAUSE: Classes = Classes::of(Class::Subordinator);

/// The place of the first verb of a main clause in `tokens`. With `inside`, the row begins inside a subordinate
/// clause, which a comma ends.
pub(crate) fn statement(tokens: &[Token], inside: bool) -> Option<usize> {
    let mut inside = inside;
    let mut phrase = false;
    // The clause opened with a pronoun: "the thing you do".
    let mut bare = false;
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let after = tokens.get(at + 1);
        if token.is_comma() {
            // "call if he is limp, or you are worried": "or" goes on with the case.
            inside = inside && case::goes_on(tokens, at);
            continue;
        }
        // "That means": at the head of a sentence "that" opens no clause.
        let points = at == 0 && token.has(Class::Pointer);
        // "..., and that is right"
        let sums_up = token.has(Class::Pointer)
            && before.is_some_and(|before| before.has(Class::Conjunction) || before.is_comma())
            && after.is_some_and(|after| after.classes.meets(FINITE));
        if sums_up {
            return Some(at + 1);
        }
        // "after a shower and mould has": what seemed a clause was a phrase.
        if inside && phrase && token.has(Class::Conjunction) {
            inside = false;
        }
        // "Ring us should you feel unwell"
        let should = at > 0
            && case::is(tokens, at, one_of!["should"])
            && after.is_some_and(|after| {
                after.has(Class::Addressee)
                    || after.has(Class::SubjectPronoun) && !after.has(Class::ObjectPronoun)
                    || case::is(tokens, at + 1, one_of!["your", "any", "there", "it"])
            });
        if (opens_clause(token, after) || should) && !points {
            inside = true;
            bare = false;
            phrase = token.has(Class::ClausePreposition)
                && after.is_some_and(|after| {
                    after.has(Class::Determiner) && !after.has(Class::SubjectPronoun)
                });
            continue;
        }
        // "just in case a friend comes"
        if case::is(tokens, at, one_of!["case"])
            && before.is_some_and(|before| before.is_in(IN))
            && !case::is(tokens, at + 1, one_of!["of"])
        {
            inside = true;
            bare = false;
            continue;
        }
        if inside {
            // "The best thing you can do is": the clause within has ended.
            let ended = bare
                && token.has(Class::Be)
                && before.is_some_and(|verb| verb.classes.meets(VERB) || verb.has(Class::Have));
            if ended {
                return Some(at);
            }
            phrase &= !is_verb(token);
            continue;
        }
        // "so you can show your doctor": a purpose, which a veto judges.
        let purpose = token.has(Class::Purpose)
            && after.is_some_and(|after| {
                after.has(Class::SubjectPronoun)
                    || after.has(Class::Determiner)
                        && !after.has(Class::Quantifier)
                        && !after.has(Class::Adverb)
            });
        // "and make sure everyone gets a turn"
        let checks = token.has(Class::Checking)
            && before.is_some_and(|before| {
                before.is_comma()
                    || before.has(Class::Conjunction)
                    || before.has(Class::Content) && !token.has(Class::Command)
            })
            // "and let your arms hang", "or have them sit down"
            || before.is_some_and(|before| before.is_comma() || before.has(Class::Conjunction))
                && (case::is(tokens, at, one_of!["let"])
                    || case::is(tokens, at, one_of!["have"])
                        && after.is_some_and(|whom| {
                            whom.has(Class::ObjectPronoun) && !whom.has(Class::SubjectPronoun)
                        }));
        // "Ring, and somebody will answer"
        let somebody = at > 0
            && case::is(tokens, at, one_of!["somebody", "someone"])
            && before.is_some_and(|before| before.has(Class::Conjunction))
            && case::is(tokens, at + 1, one_of!["will"]);
        // "Email us a photo and one of our team will tell you"
        let ours = at > 0
            && before.is_some_and(|before| before.has(Class::Conjunction))
            && (case::is(tokens, at, one_of!["our"]) || case::is_one_of_ours(tokens, at))
            && (at + 1..at + 7).any(|at| case::is(tokens, at, one_of!["will"]))
            && tokens.iter().skip(at + 1).take(5).any(|who| {
                who.has(Class::Carer)
                    || who.has(Class::Publisher)
                    || who.has(Class::Org)
                    || who.is_in(one_of!["engineers", "staff", "helpers", "us"])
            });
        if purpose || checks || somebody || ours {
            inside = true;
            continue;
        }
        // "Note the time the fit began", "the tablets your doctor gave you".
        // and "the drops your doctor gave you", where the noun could be a verb.
        // and "the date the nurse gave you".
        let prescribed = (token.has(Class::VerbSOrNoun)
            || at > 0 && token.is_unlisted()
            || before.is_some_and(|the| the.is_in(THE)))
            && case::is(tokens, at + 1, one_of!["your", "the"])
            && tokens
                .get(at + 2)
                .is_some_and(|who| who.has(Class::Carer) || who.has(Class::Person));
        if prescribed
            || (token.has(Class::TimeNoun) || token.plural && !token.has(Class::VerbS))
                && after
                    .is_some_and(|after| after.has(Class::Determiner) && !after.has(Class::Adverb))
        {
            inside = true;
            continue;
        }
        // "and it worked"
        let worked = before.is_some_and(|and| and.has(Class::Conjunction))
            && !token.has(Class::FirstPerson)
            && after.is_some_and(|verb| {
                verb.has(Class::Ed)
                    || verb.is_unlisted()
                        && token.has(Class::SubjectPronoun)
                        && !token.has(Class::ObjectPronoun)
                        && !token.has(Class::Addressee)
                        && !token.has(Class::Determiner)
            });
        let governed = subject::is_governed(token, before);
        if token.has(Class::SubjectPronoun)
            && !governed
            && (worked || after.is_some_and(|after| follows_pronoun(after, tokens.get(at + 2))))
        {
            // "a fruit you like": a pronoun right after a noun opens a clause; after a comma or "and" it is a subject.
            let heads = before.is_none_or(|before| {
                before.is_comma()
                    || before.has(Class::Conjunction)
                    || before.has(Class::OpeningAdverb)
                    || subject::follows_place(tokens, at)
            });
            // "Send it in and we'll answer": what the page promises is no statement about health.
            let promise = token.has(Class::FirstPerson)
                && before.is_some_and(|before| before.has(Class::Conjunction))
                && after.is_some_and(|after| after.has(Class::Modal) || after.has(Class::Serving));
            // "Go slowly, you should take your time": advice beside a command; "you should feel" foretells.
            let advised = before.is_some_and(Token::is_comma)
                && token.has(Class::Addressee)
                && case::is(tokens, at + 1, one_of!["should"])
                && tokens
                    .get(at + 2)
                    .is_some_and(|verb| verb.has(Class::Advisable) && !verb.has(Class::Forecast));
            // "You may want company, or you may like to be alone"
            let either = before.is_some_and(|or| or.is_in(one_of!["or"]))
                && token.has(Class::Addressee)
                && case::is(tokens, at + 1, one_of!["may", "might", "could"])
                && case::is(
                    tokens,
                    at + 2,
                    one_of!["want", "like", "prefer", "wish", "choose"],
                );
            if heads && !promise && !advised && !either {
                return Some(at + 1);
            }
            let acts = |after: &Token| {
                after.classes.meets(
                    VERB.and(Class::Be)
                        .and(Class::Modal)
                        .and(Class::Auxiliary)
                        .and(Class::Past)
                        .and(Class::VerbS)
                        .and(Class::Have),
                )
            };
            if !token.has(Class::ObjectPronoun)
                || after.is_some_and(|after| acts(after) || after.has(Class::Both))
            {
                inside = true;
                bare = true;
            }
            continue;
        }
        // "with windows and doors shut" is no act.
        let shut = case::is(tokens, at, one_of!["shut"])
            && after.is_none_or(|after| after.is_mark() || after.has(Class::Conjunction));
        if shut {
            continue;
        }
        if subject::found(tokens, at)
            || before.is_some_and(|before| finite_after(token, before, after, tokens.get(at + 2)))
        {
            return Some(at);
        }
    }
    None
}

/// Any form that may be the verb of a clause.
fn is_verb(token: &Token) -> bool {
    token.classes.meets(FINITE)
        || token.classes.meets(VERB)
        || [Class::Have, Class::Past, Class::VerbS, Class::Ed]
            .into_iter()
            .any(|class| token.has(class))
        || token.is_unlisted() && token.plural
}

/// Does a clause of its own open here?
fn opens_clause(token: &Token, after: Option<&Token>) -> bool {
    if token.classes.meets(ALWAYS_CLAUSE) {
        return true;
    }
    if !token.has(Class::Preposition) {
        return false;
    }
    // "saying it like this can make": no clause after "like this".
    if token.is_in(case::LIKE) && after.is_some_and(|after| after.has(Class::Pointer)) {
        return false;
    }
    // "before you eat", "as your doctor says": a preposition in front of a subject.
    after.is_some_and(|after| {
        after.has(Class::SubjectPronoun)
            && (!after.has(Class::ObjectPronoun) || token.has(Class::ClausePreposition))
            || token.has(Class::ClausePreposition)
                && (after.has(Class::Determiner)
                    || after.has(Class::Carer)
                    || after.has(Class::Person)
                    || after.is_in(INDEFINITE)
                    || after.plural)
    })
}

fn follows_pronoun(after: &Token, second: Option<&Token>) -> bool {
    let verb = |token: &Token| {
        token.classes.meets(FINITE)
            || token.classes.meets(VERB)
            || token.has(Class::Have)
            || token.has(Class::VerbS)
            || token.has(Class::Past)
    };
    verb(after) || (after.has(Class::Adverb) || after.has(Class::Both)) && second.is_some_and(verb)
}

/// Is `token` a verb whose subject is the word before it?
fn finite_after(
    token: &Token,
    before: &Token,
    after: Option<&Token>,
    second: Option<&Token>,
) -> bool {
    // "The temperature inside can": where it is, not what follows.
    let place = before.is_in(one_of!["inside", "outside", "indoors", "outdoors"])
        && (token.has(Class::Modal) || token.has(Class::Be));
    if before.is_comma() || before.classes.meets(NO_SUBJECT) && !place {
        return false;
    }
    if token.classes.meets(FINITE) {
        return true;
    }
    // "Homes built before 1978 have lead paint", "It rests on your word"
    let dated = token.has(Class::Have) && before.kind == Kind::Number;
    let rests = token.is_in(one_of!["rests", "hinges", "hangs"])
        && after.is_some_and(|on| on.is_in(one_of!["on"]))
        && !before.has(Class::Determiner);
    if dated || rests {
        return true;
    }
    // "Diet rarely controls gout"
    if before.has(Class::Frequency) && token.has(Class::VerbS) {
        return true;
    }
    // "These keep the blood moving"
    if before.has(Class::Quantifier)
        && before.has(Class::Determiner)
        && (token.has(Class::Command) || token.has(Class::Statement))
        && !token.has(Class::CommandOrNoun)
        && !token.has(Class::NounOrCommand)
        && after.is_some_and(|after| after.has(Class::Determiner) && !after.has(Class::Adverb))
    {
        return true;
    }
    // "This helps": no noun in "-s" follows "this".
    if before.has(Class::Pointer) && token.has(Class::VerbS) {
        return true;
    }
    if before.has(Class::Determiner)
        && !before.has(Class::Both)
        && !before.has(Class::SubjectPronoun)
        && !before.has(Class::Adverb)
    {
        return false;
    }
    // "rests that are too high": a clause that belongs to the noun.
    let relative = after.is_some_and(|after| after.has(Class::Pointer))
        && second.is_some_and(|second| second.classes.meets(FINITE));
    let opens_object = !relative
        && after.is_some_and(|after| {
            after.has(Class::Determiner) && !after.has(Class::Conjunction)
                || after.has(Class::ObjectPronoun)
                // "the risks you may face"
                && !(after.has(Class::SubjectPronoun)
                    && second.is_some_and(|second| second.classes.meets(FINITE)))
                || after.has(Class::Wh)
        });
    if token.has(Class::VerbS) {
        return if token.has(Class::VerbSOrNoun) {
            // "ten times every hour"
            // "your basic needs" and no more: a noun.
            let needs = token.has(Class::Catenative)
                && after.is_some_and(|after| {
                    !after.is_mark() && !after.has(Class::Conjunction) && !after.has(Class::Adverb)
                });
            !before.is_number() && (opens_object || needs)
        } else {
            !token.plural_noun_likely()
        };
    }
    if token.has(Class::Past) {
        return true;
    }
    let plain_verb =
        token.has(Class::Command) || token.has(Class::Statement) || token.has(Class::Have);
    if before.has(Class::Both) && token.classes.meets(VERB) {
        return true;
    }
    let often = (before.ly || before.has(Class::Frequency)) && token.has(Class::Have);
    plain_verb
        && (before.plural && !before.classes.meets(VERB) && !before.has(Class::TimeUnit) || often)
        && !token.has(Class::NounOrCommand)
}

impl Token {
    /// An "-s" form that is a noun at least as often; none of those is listed as a plain verb.
    fn plural_noun_likely(&self) -> bool {
        self.has(Class::Info) || self.has(Class::Page)
    }
}

/// "Midwives usually advise": a plural, how often, and any verb.
pub(crate) fn states_often(tokens: &[Token]) -> bool {
    tokens.windows(3).any(|three| match three {
        [noun, often, verb] => {
            noun.plural && (often.ly || often.has(Class::Frequency)) && verb.classes.meets(VERB)
        }
        _ => false,
    })
}

/// A word that may be a verb with the noun before it as its subject, however doubtful: "exercise burns off".
pub(crate) fn may_state(tokens: &[Token]) -> bool {
    states_often(tokens)
        || tokens.windows(3).any(|three| match three {
            [before, verb, after] => {
                let noun = !before.classes.meets(NO_SUBJECT)
                    && !before.has(Class::Determiner)
                    && !before.is_comma()
                    && !before.is_number();
                let part = after.has(Class::Preposition) && !after.has(Class::Adverb)
                    || after.is_comma()
                    // "heavy bruises that nothing explains"
                    || verb.has(Class::VerbSOrNoun) && after.is_in(THAT)
                    || after.has(Class::Conjunction);
                // "the fibre mops up": unlisted words may be a noun and its verb.
                let unlisted = verb.plural
                    && verb.is_unlisted()
                    && before.is_unlisted()
                    && !before.plural
                    && !after.has(Class::Ed);
                // "warm flannels melt the oils"
                let acts = before.plural
                    && noun
                    && verb.is_unlisted()
                    && !verb.plural
                    && after.has(Class::Determiner)
                    && !after.has(Class::Adverb);
                acts || (verb.has(Class::VerbS) || unlisted) && noun && !part
                    || (verb.has(Class::Have) || verb.has(Class::Catenative))
                        && (before.plural || before.ly)
                        && !part
                    || verb.classes.meets(VERB) && before.plural && !before.has(Class::TimeUnit)
            }
            _ => false,
        })
}

/// A form in "-s" that may be the verb of the noun before it: "your temperature drops at night".
pub(crate) fn has_third_person(tokens: &[Token]) -> bool {
    tokens.windows(2).skip(1).any(|pair| match pair {
        [noun, verb] => {
            let subject = !noun.classes.meets(NO_SUBJECT)
                && !noun.has(Class::Determiner)
                && !noun.has(Class::SubjectPronoun)
                && !noun.is_mark()
                && !noun.is_number();
            verb.has(Class::VerbS) && subject && !noun.plural
        }
        _ => false,
    })
}

/// "A rash that does not fade can mean meningitis": a second verb after the one of a clause that belongs to the
/// subject.
pub(crate) fn states_of_a_relative(tokens: &[Token]) -> bool {
    let opening = tokens
        .iter()
        .take(7)
        .enumerate()
        .skip(1)
        .find(|(at, token)| {
            token.has(Class::Subordinator)
                && (token.has(Class::Wh) || token.has(Class::Pointer))
                && tokens.get(at - 1).is_some_and(|noun| {
                    !noun.classes.meets(NO_SUBJECT) && !noun.is_mark() && !noun.has(Class::Content)
                })
        });
    let Some((from, _)) = opening else {
        return false;
    };
    let mut verbs = 0;
    for at in from + 1..tokens.len() {
        let (Some(before), Some(token)) = (tokens.get(at - 1), tokens.get(at)) else {
            return false;
        };
        if token.is_mark() || token.has(Class::Conjunction) || token.has(Class::Subordinator) {
            return false;
        }
        let finite = token.classes.meets(FINITE)
            || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun);
        let chained = before.classes.meets(FINITE) || before.has(Class::Negation);
        if finite && !chained {
            verbs += 1;
        } else if verbs == 0
            && (token.has(Class::Have) || at == from + 1 && token.classes.meets(VERB))
        {
            verbs = 1;
        } else if verbs == 1
            && token.has(Class::Have)
            && before.classes.meets(VERB)
            && !before.has(Class::Have)
        {
            // "couples who talk do better"
            verbs = 2;
        }
        if verbs == 2 {
            return true;
        }
    }
    false
}

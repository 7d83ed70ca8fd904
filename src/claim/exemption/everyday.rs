//! Remarks and comfort in words of everyday life alone: "You are not making a fuss", "It's always your choice", "Nobody
//! applied for this job". They are told with comfort and opinions (`opinion`).
//!
//! In goes a part. Here words are not looked for but counted out: nothing may stand in the sentence that could be about a
//! body, an illness, a remedy, people in general, or how much and how often; and who or what it is said of has to be the
//! reader, the writer, nobody, or "it" that only is something.

use crate::claim::case::{is, past_joints, skip_adverbs};
use crate::claim::class::{Class, Classes, GRAMMAR};
use crate::claim::spelling::Spellings;
use crate::claim::token::{Kind, Token};

/// Words of the longest sentence that is read so.
const LONGEST: usize = 24;

/// Words of everyday life and the small words of any sentence.
const KNOWN: Classes = GRAMMAR
    .and(Class::Auxiliary)
    .and(Class::Modal)
    .and(Class::Everyday);

/// Who may do something in such a sentence.
const WHO: &Spellings = listed!(PARTS, "who remarks");

/// Of these only what they are may be said: what they do could be an illness's doing.
const WHAT: &Spellings = listed!(PARTS, "what is remarked");

pub(super) fn covers(tokens: &[Token]) -> bool {
    if tokens.len() > LONGEST || tokens.len() < 2 {
        return false;
    }
    let heart = past_joints(tokens);
    let from = skip_adverbs(heart, 0);
    let who = is(heart, from, WHO);
    let done = (from + 1..from + 6).any(|at| {
        heart.get(at).is_some_and(|done| {
            done.has(Class::Ed) || done.has(Class::Past) && !done.has(Class::Be)
        })
    });
    let what = is(heart, from, WHAT) && only_is(heart, from) && !done;
    if !(who || what) || !(0..tokens.len()).all(|at| may_stand(tokens, at)) {
        return false;
    }
    // "it is not" only denies something else.
    let says = tokens.iter().any(|word| word.has(Class::Everyday));
    let own = is(heart, from, listed!(PARTS, "i"))
        || is(heart, from, one_of!["we", "we've", "we’ve", "my", "our"]);
    says && !foretells(heart, from) && (own || !is_timed(tokens)) && !possesses(tokens)
}

/// "You may cry", "You won't remember the day": what befalls the reader.
fn foretells(heart: &[Token], from: usize) -> bool {
    is(
        heart,
        from,
        one_of!["you'll", "you’ll", "we'll", "we’ll", "somebody", "someone"],
    ) || is(heart, from, one_of!["you", "we", "my", "our"])
        && (from + 1..from + 4).any(|at| {
            is(
                heart,
                at,
                one_of![
                    "may", "might", "will", "won't", "won’t", "must", "should", "would"
                ],
            )
        })
        || is(
            heart,
            from,
            one_of!["it", "it's", "it’s", "that's", "that’s"],
        ) && (from + 1..from + 4).any(|at| {
            is(
                heart,
                at,
                one_of!["by", "from", "how", "in", "of", "on", "when", "why"],
            )
        })
}

/// "for a week", "in a month"
fn is_timed(tokens: &[Token]) -> bool {
    (1..tokens.len()).any(|at| {
        tokens[at].has(Class::TimeUnit)
            && (1..4).any(|back| {
                at >= back
                    && is(
                        tokens,
                        at - back,
                        one_of!["for", "in", "within", "after", "by"],
                    )
            })
    })
}

fn may_stand(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    match token.kind {
        Kind::Comma | Kind::Break(_) => true,
        Kind::Number => false,
        Kind::Word => {
            (token.classes.meets(KNOWN) || is(tokens, at, listed!(PARTS, "small talk")))
                && !is(tokens, at, listed!(PARTS, "no small talk"))
        }
    }
}

/// "It's your call", but "It comes back".
fn only_is(tokens: &[Token], from: usize) -> bool {
    let short = is(
        tokens,
        from,
        one_of!["it's", "it’s", "that's", "that’s", "there's", "there’s",],
    );
    short
        || tokens.get(from + 1).is_some_and(|be| be.has(Class::Be))
            && !tokens
                .get(from + 2)
                .is_some_and(|done| done.has(Class::Ed) || done.has(Class::Past))
        || is(
            tokens,
            from + 1,
            one_of!["will", "would", "could", "can", "may", "might", "has"],
        ) && (2..4).any(|on| is(tokens, from + on, one_of!["be", "been"]))
}

/// "You have it for good", "You can have two", "You will have to come back": what one has may be an illness, and what one
/// has to do is practice.
fn possesses(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| {
        // "You can't tell by looking"
        is(tokens, at, one_of!["tell"]) && is(tokens, at + 1, one_of!["by", "from"])
            || is(tokens, at, one_of!["have", "has"])
                && is(tokens, at + 1, one_of!["to"])
                && !at
                    .checked_sub(1)
                    .is_some_and(|not| is(tokens, not, one_of!["not", "don't", "don’t"]))
            || (is(
                tokens,
                at,
                one_of![
                    "have", "had", "has", "keep", "kept", "leave", "left", "lose", "lost",
                    "you've", "you’ve", "how", "when", "why"
                ],
            )) && is(
                tokens,
                at + 1,
                one_of![
                    "it", "them", "this", "that", "these", "one", "two", "you", "by"
                ],
            )
    })
}

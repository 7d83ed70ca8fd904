//! Finds the case that a row of words names, "if your child is drowsy", and says what is still part of it.
//!
//! In goes a row of tokens; out comes where a case opens and whether a place in the row lies within it. A case
//! states nothing: what is said of it does.

use super::class::Class;
use super::spelling::Spellings;
use super::token::Token;

/// Verbs that promise rather than name a case: "or it may spread".
const FORETELLS: &Spellings = one_of!["will", "would", "may", "might", "can", "could"];

pub(crate) const LIKE: &Spellings = one_of!["like"];

#[inline]
pub(crate) fn is(tokens: &[Token], at: usize, words: &Spellings) -> bool {
    tokens.get(at).is_some_and(|token| token.is_in(words))
}

/// Past conjunctions and adverbs: "and then slowly stop".
pub(crate) fn skip_adverbs(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        let skipped = token.is_comma()
            || token.has(Class::OpeningAdverb)
            || token.has(Class::Conjunction)
            || token.ly;
        if !skipped || at + 1 == tokens.len() {
            break;
        }
        at += 1;
    }
    at
}

/// "one of our nurses", "somebody from our team", at this place.
pub(crate) fn is_one_of_ours(tokens: &[Token], at: usize) -> bool {
    is(tokens, at, one_of!["one", "someone", "somebody"])
        && (1..3).any(|on| is(tokens, at + on, one_of!["our", "us"]))
}

/// What a row says behind the conjunctions that it opens with: "and then", "or".
pub(crate) fn past_joints(tokens: &[Token]) -> &[Token] {
    let joints = tokens
        .iter()
        .take_while(|joint| joint.has(Class::Conjunction))
        .count();
    tokens.get(joints..).unwrap_or_default()
}

/// Does a case open here: "if", "when", "should any of these"?
pub(crate) fn opens_at(tokens: &[Token], at: usize) -> bool {
    is(
        tokens,
        at,
        one_of!["if", "when", "whenever", "unless", "whether"],
    ) || is(tokens, at, one_of!["should"])
        && at == skip_adverbs(tokens, 0)
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.has(Class::SubjectPronoun) || next.has(Class::Determiner))
}

/// Where the case begins with which the row opens.
pub(crate) fn at_head(tokens: &[Token]) -> Option<usize> {
    let start = skip_adverbs(tokens, 0);
    opens_at(tokens, start).then_some(start)
}

/// The place lies in a case: "if" stands before it, and only "or" and "and" between.
pub(crate) fn reaches(tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let from = lead
        .iter()
        .rposition(|token| token.is_mark() && !token.is_comma())
        .map_or(0, |mark| mark + 1);
    let Some(opening) = (from..at).find(|&at| opens_at(tokens, at)) else {
        return false;
    };
    // A comma before this place ends the case, unless "or", "and" or a further "if" follows it.
    (opening..at).all(|at| {
        !tokens.get(at).is_some_and(Token::is_comma)
            || tokens
                .get(at + 1)
                .is_some_and(|next| next.has(Class::Conjunction))
            || opens_at(tokens, at + 1)
            // "if somebody is fainting, bleeding or alone"
            || tokens.get(at + 1).is_some_and(|next| next.has(Class::Ing))
                && (opening..at).any(|at| tokens.get(at).is_some_and(|act| act.has(Class::Ing)))
    })
}

/// "or you are worried": under "If your child" a further case.
pub(crate) fn adds(tokens: &[Token], at: usize) -> bool {
    let or = at + usize::from(tokens.get(at).is_some_and(Token::is_comma));
    is(tokens, or, one_of!["or"]) && !(or + 1..or + 6).any(|at| is(tokens, at, FORETELLS))
}

/// ", or it is not helping": "or" at this place goes on with the case before it and threatens nothing.
pub(crate) fn goes_on(tokens: &[Token], at: usize) -> bool {
    let or = at + usize::from(tokens.get(at).is_some_and(Token::is_comma));
    if !is(tokens, or, one_of!["or", "and"]) || !reaches(tokens, at) {
        return false;
    }
    // "if he faints, and the ambulance has not come, ring again": something has to follow the case.
    let later = tokens.iter().skip(or + 1).any(Token::is_comma);
    let heads = at_head(tokens).is_some();
    let foretells = (or + 1..or + 6).any(|at| is(tokens, at, FORETELLS));
    if is(tokens, or, one_of!["and"]) {
        heads && later && !foretells
    } else {
        !foretells && (!heads || later)
    }
}

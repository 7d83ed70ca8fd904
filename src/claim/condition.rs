//! Says whether a row of words is a case and nothing else, "if your child is drowsy", and whether the case waits for
//! what completes it: "if your child".
//!
//! In goes a row of tokens. Where a case opens is told in `case`.

use super::case::{at_head, is};
use super::class::{Class, Classes, VERB};
use super::clause;
use super::head::Hearts;
use super::token::Token;

const FINITE: Classes = Classes::of(Class::Be)
    .and(Class::Modal)
    .and(Class::Auxiliary);

/// The row is a case and nothing else: "Or if the person is injured, recovers slowly or has diabetes".
pub(crate) fn is_bare(tokens: &[Token]) -> bool {
    let Some(start) = at_head(tokens) else {
        return false;
    };
    // "When pregnant" and "Whether it hurts" say less than a case.
    if !is(tokens, start, one_of!["if", "should", "unless", "when"]) {
        return false;
    }
    // "If it itches use the cream", "If you are well then go": what to do follows without a comma.
    let tells = Hearts::of(tokens).starts.iter().any(|&heart| {
        let lead = tokens.get(..heart).unwrap_or_default();
        heart > start + 1
            && !lead
                .iter()
                .rfind(|token| !token.has(Class::Conjunction) && !token.has(Class::OpeningAdverb))
                .is_some_and(Token::is_comma)
    });
    if tells {
        return false;
    }
    let mut verbs = 0;
    let mut linked = true;
    for at in start + 1..tokens.len() {
        let (Some(token), Some(before)) = (tokens.get(at), tokens.get(at - 1)) else {
            return false;
        };
        if token.is_comma() {
            if !goes_on(tokens.get(at + 1..).unwrap_or_default()) {
                return false;
            }
            linked = true;
            continue;
        }
        if token.has(Class::Conjunction)
            || token.has(Class::Subordinator)
            || token.has(Class::ClausePreposition)
            || token.has(Class::Content)
        {
            linked = true;
        }
        let negated = token.has(Class::Have)
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.has(Class::Negation));
        let finite = token.classes.meets(FINITE)
            || negated
            || before.has(Class::SubjectPronoun)
                && (token.classes.meets(VERB) || token.has(Class::Have))
                && (before.has(Class::Addressee)
                    || before.has(Class::FirstPerson)
                    || !before.has(Class::ObjectPronoun))
            || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun)
            || token.has(Class::Past);
        // "If you feel faint when anxious it is": a pronoun and its verb, with nothing to join them to the case.
        let joined = at
            .checked_sub(2)
            .and_then(|at| tokens.get(at))
            .is_some_and(|joint| {
                joint.has(Class::Conjunction)
                    || joint.has(Class::Subordinator)
                    || joint.has(Class::ClausePreposition)
                    || joint.has(Class::Content)
            });
        let apart = before.has(Class::SubjectPronoun)
            && at > start + 2
            && !joined
            && (token.classes.meets(FINITE)
                || token.has(Class::Frequency)
                // "you have probably noticed"
                || token.has(Class::Have)
                    && tokens
                        .get(at + 1)
                        .is_some_and(|next| next.ly || next.has(Class::Ed)))
            || before.has(Class::Pointer) && token.classes.meets(FINITE) && at > start + 2;
        // "wounds close more slowly"
        let closes = verbs > 0
            && !linked
            && before.plural
            && !joined
            && token.classes.meets(VERB)
            && !token.has(Class::NounOrCommand);
        let apart = apart || closes;
        if apart {
            return false;
        }
        let chained = before.classes.meets(FINITE) || before.has(Class::Negation);
        if finite && !chained {
            if !linked && verbs > 0 {
                return false;
            }
            verbs += 1;
            linked = false;
        }
    }
    true
}

/// What follows a comma belongs to the case: "or has diabetes", "recovers slowly", "pale".
fn goes_on(rest: &[Token]) -> bool {
    let to = rest.iter().position(Token::is_comma).unwrap_or(rest.len());
    let piece = rest.get(..to).unwrap_or_default();
    let verb = |token: &Token| {
        token.classes.meets(FINITE) || token.has(Class::VerbS) && !token.has(Class::VerbSOrNoun)
    };
    is(piece, 0, one_of!["or", "and", "nor"])
        && clause::statement(piece.get(1..).unwrap_or_default(), false)
            .is_none_or(|_| is(piece, 0, one_of!["or"]))
        || piece.first().is_some_and(verb)
        || !piece
            .iter()
            .any(|token| verb(token) || token.classes.meets(VERB) || token.has(Class::Have))
            && piece.len() <= 4
            && (to < rest.len() || (0..to).any(|at| is(piece, at, one_of!["or", "and"])))
}

/// The case waits for what completes it: "If your child", "If you have any of these symptoms".
pub(crate) fn is_unfinished(tokens: &[Token]) -> bool {
    if !is_bare(tokens) {
        return false;
    }
    let start = at_head(tokens).unwrap_or(0);
    let rest = tokens.get(start + 1..).unwrap_or_default();
    let verb = rest.iter().any(|token| {
        token.classes.meets(FINITE)
            || token.classes.meets(VERB)
            || token.has(Class::Have)
            || token.has(Class::VerbS)
            || token.has(Class::Past)
            || token.has(Class::Ed)
            || token.has(Class::Ing)
    });
    let subject = rest.last().is_some_and(|last| {
        last.has(Class::Person)
            || last.has(Class::Patient)
            || last.has(Class::SubjectPronoun)
            || is(
                rest,
                rest.len() - 1,
                one_of!["baby", "child", "children", "else"],
            )
    });
    let points = (0..rest.len()).any(|at| {
        is(
            rest,
            at,
            one_of!["any", "one", "some", "either", "both", "two"],
        ) && is(
            rest,
            at + 1,
            one_of!["of", "one", "other", "symptoms", "signs", "new"],
        ) || is(rest, at, one_of!["following", "these"])
    });
    let hangs = rest.last().is_some_and(|last| {
        last.classes.meets(FINITE)
            || last.has(Class::Have)
            || last.has(Class::ToBe)
            || is(rest, rest.len() - 1, listed!(PARTS, "waits"))
    });
    !verb && subject || points || hangs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::scan::Tokens;
    use crate::claim::words::Words;

    #[test]
    fn a_case_is_bare_as_long_as_nothing_is_said_of_it() {
        let bare = |text: &str| is_bare(&Tokens::of(text, Words::english()).main);
        for case in [
            "If your child",
            "Or if the person is injured, recovers slowly or has diabetes",
            "If another seizure begins before the first one ends",
            "If none of the signs above are present",
        ] {
            assert!(bare(case), "{case}");
        }
        for more in [
            "If you smoke your risk is higher",
            "If you smoke, your risk doubles",
            "If it hurts it gets worse",
            "The rash fades if you cool it",
        ] {
            assert!(!bare(more), "{more}");
        }
    }

    #[test]
    fn a_case_is_unfinished_if_it_waits_for_a_verb_or_a_list() {
        let unfinished = |text: &str| is_unfinished(&Tokens::of(text, Words::english()).main);
        for case in [
            "If your child",
            "If you have",
            "If your baby or toddler has any of these symptoms",
            "If you notice",
        ] {
            assert!(unfinished(case), "{case}");
        }
        for whole in [
            "If you have diabetes",
            "If you live alone",
            "When you travel",
        ] {
            assert!(!unfinished(whole), "{whole}");
        }
    }
}

//! # What it is
//! A list item that goes with its lead-in or, without one, completes its heading.
//!
//! # Examples exempt
//! - new numbness (under "Tell your doctor about:")
//! - a paper book (under "Before bed, try one of these:")
//! - brown rice (under the heading "Shopping list")
//!
//! # Examples that stay a claim
//! - poor appetite (under "Symptoms include:")
//! - choose wholegrain bread (under "To lower your risk:": the lead-in promises an effect)
//! - camomile tea, which calms (informs, whatever the lead-in)
//! - bone pain (possible fracture) (under "Tell your doctor about:": says what it means)

use crate::claim::class::{Class, VERB};
use crate::claim::clause;
use crate::claim::condition;
use crate::claim::head;
use crate::claim::stem::{Stem, StemClass, Whose};
use crate::claim::token::{Break, Token};
use crate::claim::unit::{Part, Unit};
use crate::claim::veto;
use crate::claim::words::Phrases;

use super::fragment;
use super::instruction;
use super::name::Exemption;
use super::reading::{self, Found, Reading, place, read};
use super::resource;
use super::talk;

/// Bytes of the longest heading that is read for each item under it; what stands under a longer one is a claim.
const LONGEST_HEADING: usize = 400;

/// `None`: the item is judged on its own.
pub(super) fn find(unit: &Unit<'_>) -> Option<Found> {
    if defines(unit) {
        return Some(Found::None);
    }
    let Some(stem) = unit.context.stem.filter(|stem| !only_points(stem)) else {
        return under_heading(unit);
    };
    // "strengthen muscles" under "We offer classes to:"
    if talk::serves_to(unit, stem) {
        return Some(Found::None);
    }
    // "whether you smoke", "how you use your inhaler": what is asked states nothing.
    if matches!(
        stem.class,
        StemClass::Claim | StemClass::Label | StemClass::Setting
    ) && !stem.names_facts
        && stem.whose != Whose::Anybodys
        && fragment::is_asked(unit)
    {
        return Some(Found::Parts(Exemption::Fragment));
    }
    if talk::belongs(unit, stem)
        && let found @ Found::Parts(_) = inherits(unit, false)
    {
        return Some(found);
    }
    match stem.class {
        // "You have a headache and:" under "Call an ambulance if you:"
        StemClass::Claim | StemClass::Label | StemClass::Setting
            if goes_on_with_case(unit, stem) =>
        {
            Some(case(unit))
        }
        StemClass::Claim if stem.stands_apart => on_its_own(unit, stem),
        StemClass::Promise | StemClass::Claim => Some(Found::None),
        StemClass::Setting | StemClass::Voice => None,
        // The steps of an ordered list under a label are commands more often than facts.
        StemClass::Label if unit.context.numbered => None,
        // "Causes of heat rash:"
        StemClass::Label if stem.names_facts => Some(Found::None),
        StemClass::Label => on_its_own(unit, stem),
        // "Watch for:" under "Symptoms"
        StemClass::Directive | StemClass::Tips if looks_for(stem) && names_signs(unit) => {
            Some(Found::None)
        }
        StemClass::Directive | StemClass::Tips => Some(inherits(unit, false)),
        // "If you:" under "Who is at risk?"
        StemClass::Condition if !stem.seeks_care && asks_for_facts(unit) => Some(Found::None),
        StemClass::Condition => Some(inherits(unit, true)),
    }
}

/// "Gout: sudden attacks of swelling", "Vertigo – a spinning feeling": an illness and what it is, where nobody is called.
fn defines(unit: &Unit<'_>) -> bool {
    let called = unit.context.stem.is_some_and(|stem| {
        stem.seeks_care || matches!(stem.class, StemClass::Condition | StemClass::Voice)
    });
    let mut parts = unit.main_parts();
    let (Some(name), Some(said), None) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let tokens = unit.tokens(name);
    !called
        && matches!(name.after, Break::Colon | Break::Dash)
        && tokens.len() <= 3
        && unit
            .tokens(said)
            .iter()
            .any(|word| word.has(Class::Ailment) || word.is_in(one_of!["skin", "feeling"]))
        && !tokens.iter().chain(unit.tokens(said).first()).any(|word| {
            word.has(Class::Have)
                || word.has(Class::Negation)
                || word.classes.meets(VERB) && !word.has(Class::NounOrCommand)
        })
}

/// "For example:", "Such as:": what the items are examples of, the heading says.
fn only_points(stem: &Stem) -> bool {
    let text = stem.text().trim().trim_end_matches(':').trim_end();
    [
        "for example",
        "for instance",
        "such as",
        "including",
        "e.g.",
        "in no order",
        "in no particular order",
    ]
    .iter()
    .any(|points| points.eq_ignore_ascii_case(text))
}

/// "Watch for:", "Look out for:", "Notice:", "What we look out for:"
fn looks_for(stem: &Stem) -> bool {
    let text = stem.text().trim_end().trim_end_matches(':');
    if text.ends_with("look for") || text.ends_with("look out for") {
        return true;
    }
    let mut words = stem.text().split(|c: char| !c.is_alphanumeric());
    let first = words.find(|word| !word.is_empty()).unwrap_or_default();
    ["watch", "look", "notice", "check", "spot"]
        .iter()
        .any(|verb| verb.eq_ignore_ascii_case(first))
}

/// The heading is "Symptoms", "Signs of a stroke": what is to be looked for below it are these.
fn names_signs(unit: &Unit<'_>) -> bool {
    unit.context.heading.is_some_and(|heading| {
        heading.len() <= LONGEST_HEADING
            && (has_word(heading, &["symptoms", "signs"])
                || [
                    "How to tell",
                    "How do I know",
                    "How you can tell",
                    "How do you know",
                ]
                .iter()
                .any(|asks| heading.trim_start().starts_with(asks)))
    })
}

/// Under a bare noun, or a sentence that ends before the list, plain commands and advice stand on their own.
fn on_its_own(unit: &Unit<'_>, stem: &Stem) -> Option<Found> {
    let plain = unit.main_parts().any(|part| {
        let tokens = unit.tokens(part);
        let start = head::skip_adverbs(tokens, 0);
        // "When possible, allow only two"
        let hearts = unit.hearts(part);
        let led = hearts.starts.iter().copied().filter(|&at| {
            at > 0
                && tokens.get(at - 1).is_some_and(Token::is_comma)
                && condition::is_bare(tokens.get(..at - 1).unwrap_or_default())
        });
        std::iter::once(start).chain(led).any(|start| {
            tokens
                .get(start..)
                .is_some_and(|heart| is_plain(unit, heart, stem.stands_apart))
        })
    });
    if plain || unit.closing() == Break::Question {
        None
    } else {
        Some(Found::None)
    }
}

/// A command whose verb is no noun, or advice.
fn is_plain(unit: &Unit<'_>, heart: &[Token], apart: bool) -> bool {
    heart.first().is_some_and(|verb| {
        verb.has(Class::Command)
            || verb.has(Class::Have)
                && heart
                    .get(1)
                    .is_some_and(|next| next.has(Class::Negation))
            // "Open the curtains"
            || apart && verb.has(Class::CommandOrNoun)
                && heart.get(1).is_some_and(|object| {
                    object.has(Class::Determiner) && !object.has(Class::Subordinator)
                })
    }) && instruction::is_command(unit, heart)
        || unit.words.table(Phrases::Advice).at(heart).is_some()
}

/// A lead-in that waits for more, under a heading that sends for care: the items are the rest of the case.
fn goes_on_with_case(unit: &Unit<'_>, stem: &Stem) -> bool {
    let text = stem.text().trim_end().trim_end_matches(':');
    [" and", " or", " with", " also", " have", " has"]
        .iter()
        .any(|end| text.ends_with(end))
        && is_case_heading(unit)
}

/// "Call an ambulance if:" stands above, so that what is below it are the cases.
fn is_case_heading(unit: &Unit<'_>) -> bool {
    unit.context.heading.is_some_and(|heading| {
        heading.len() <= LONGEST_HEADING && heading.trim_end().ends_with(':')
    }) && unit
        .under()
        .is_some_and(|read| read.seeks_care && read.class == StemClass::Condition)
}

/// A sentence below "Call an ambulance if:" is a case: "You hit your head, for example in a fall."
pub(super) fn continues_heading(unit: &Unit<'_>) -> bool {
    let names_case = unit.is_any(
        unit.main(),
        0,
        one_of!["you", "your", "they", "it", "the", "there", "someone"],
    );
    names_case && is_case_heading(unit)
}

/// The unit read as a case in which to seek care.
pub(super) fn case(unit: &Unit<'_>) -> Found {
    if unit.has_number()
        && let Some(words) = veto::threshold_of_case(unit)
    {
        return Found::Mixed(Exemption::Fragment, words);
    }
    inherits(unit, true)
}

/// The heading asks what brings a thing about: "Causes", "Who gets it?", "Am I more likely to have it?".
fn asks_for_facts(unit: &Unit<'_>) -> bool {
    let heading = unit.context.heading.unwrap_or_default();
    if heading.len() > LONGEST_HEADING {
        return false;
    }
    let mut words = heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    names_risk(heading)
        || ["who", "causes"]
            .iter()
            .any(|fact| fact.eq_ignore_ascii_case(first))
        || words.any(|word| {
            ["causes", "likely"]
                .iter()
                .any(|fact| fact.eq_ignore_ascii_case(word))
        })
}

/// The parts of an item under a lead-in that is exempt. Under a condition ("if") the first part may be a clause.
fn inherits(unit: &Unit<'_>, condition: bool) -> Found {
    let mut was = None;
    // "Breathing: your child struggles for air": the case follows its label.
    let label = condition
        && unit.parts.first().is_some_and(|part| {
            let tokens = unit.tokens(part);
            part.after == Break::Colon && tokens.len() <= 3 && !super::part::is_verbal(tokens)
        });
    let first = usize::from(label);
    for (index, part) in unit.parts.iter().enumerate() {
        if index > first && diagnoses(unit, part) {
            return Found::Mixed(Exemption::Fragment, place(unit.tokens(part)));
        }
        match read(unit, part) {
            Reading::Exempt(exemption) => {
                was.get_or_insert(exemption);
            }
            Reading::Silent => {}
            Reading::Statement if index == first && may_complete(unit, part, condition) => {}
            // "(does not stop crying)"
            Reading::Statement if condition && part.aside && lacks_subject(unit, part) => {}
            Reading::Statement => {
                return Found::Mixed(Exemption::Fragment, place(unit.tokens(part)));
            }
        }
    }
    Found::Parts(was.unwrap_or(Exemption::Fragment))
}

/// A bracket that goes on with the case: "(does not stop crying)".
fn lacks_subject(unit: &Unit<'_>, part: &Part) -> bool {
    unit.tokens(part).first().is_some_and(|verb| {
        verb.has(Class::Auxiliary) || verb.has(Class::Have) || verb.has(Class::Be)
    })
}

/// "bone pain (possible malignancy)", "a tight chest — a medical emergency": says what the item before it means.
fn diagnoses(unit: &Unit<'_>, part: &Part) -> bool {
    let tokens = unit.tokens(part);
    let start = usize::from(unit.is_any(tokens, 0, one_of!["a", "an"]));
    let possible = unit.is_any(
        tokens,
        start,
        one_of!["possible", "probable", "suggesting", "indicating"],
    ) && tokens
        .get(start + 1)
        .is_some_and(|next| !next.has(Class::Preposition) && !next.is_mark());
    let sign = (start..start + 3).any(|at| {
        unit.is_any(tokens, at, one_of!["sign", "signs", "symptom", "symptoms"])
            && unit.is_any(tokens, at + 1, one_of!["of"])
    });
    let emergency = tokens.len() <= start + 3
        && tokens
            .len()
            .checked_sub(1)
            .is_some_and(|last| unit.is_any(tokens, last, one_of!["emergency", "emergencies"]));
    possible || sign || emergency
}

/// Does the part complete its lead-in rather than state something?
fn may_complete(unit: &Unit<'_>, part: &Part, condition: bool) -> bool {
    let tokens = unit.tokens(part);
    if !condition {
        if unit.words.table(Phrases::Frame).at(tokens).is_some() {
            return false;
        }
        let starts_clause = tokens
            .first()
            .is_some_and(|token| token.has(Class::Subordinator));
        // "Whether it is big or small, letting it out is the key"
        let comma = tokens.iter().rposition(Token::is_comma).unwrap_or(0);
        let answers = starts_clause
            && comma > 0
            && tokens
                .get(comma + 2..)
                .unwrap_or_default()
                .iter()
                .any(|verb| verb.has(Class::Be) || verb.has(Class::Modal));
        // "the stakes and how the team meets them": a clause that asks states nothing.
        let asks = tokens
            .iter()
            .position(|wh| wh.has(Class::Wh))
            .filter(|&wh| {
                wh > 0
                    && tokens.get(wh - 1).is_some_and(|before| {
                        before.has(Class::Conjunction)
                            || before.has(Class::Preposition)
                            || before.has(Class::Ing)
                    })
            })
            .unwrap_or(tokens.len());
        return clause::statement(tokens, false).is_none()
            && !answers
            && !clause::states_of_a_relative(tokens)
            && (starts_clause || !clause::may_state(tokens.get(..asks).unwrap_or_default()));
    }
    // "Sepsis is an emergency." is a sentence of its own, "Your lips turn blue." a further case.
    let Some(first) = tokens.first() else {
        return true;
    };
    let sentence = unit.closing() == Break::Stop
        && first.capital
        && clause::statement(tokens, false).is_some();
    let case = unit.is_any(
        tokens,
        0,
        one_of![
            "you", "your", "the", "a", "an", "symptoms", "pain", "someone",
        ],
    );
    // "It feels like a knife" is a case, "It is an emergency" is not.
    let case = case
        || unit.is_any(tokens, 0, one_of!["it"])
            && unit.is_any(tokens, 1, listed!(PARTS, "felt of it"));
    let hedged = tokens.iter().enumerate().any(|(at, token)| {
        // "You cannot move your arm"
        token.has(Class::Modal)
            && !unit.is_any(tokens, at, one_of!["cannot", "can't", "can’t"])
            && !tokens
                .get(at + 1)
                .is_some_and(|not| not.has(Class::Negation))
    })
        // "The main signs are how he behaves": about the cases, not one of them.
        || (1..5).any(|at| {
            unit.is_any(tokens, at, one_of!["sign", "signs", "symptom", "symptoms", "cause", "causes"])
                && tokens.get(at + 1).is_some_and(|verb| verb.has(Class::Be))
        });
    // "A rash that does not fade can mean meningitis"
    let means = tokens.windows(2).enumerate().any(|(at, pair)| {
        pair[0].has(Class::Modal) && unit.is_any(tokens, at + 1, listed!(PARTS, "means"))
    });
    if means {
        return false;
    }
    !sentence || case && !hedged || lacks_subject(unit, part)
}

/// An item without a lead-in completes its heading.
fn under_heading(unit: &Unit<'_>) -> Option<Found> {
    let heading = unit.context.heading?;
    if heading.len() > LONGEST_HEADING {
        return Some(Found::None);
    }
    let alone = reading::parts(unit);
    // "Parking for visitors" under "What's included"
    if unit.closing() == Break::None
        && matches!(alone, Found::None)
        && resource::names_services(heading)
    {
        return Some(inherits(unit, false));
    }
    // The heading is read only where it can make a difference: a number may decide who needs care.
    if unit.has_number() && !matches!(alone, Found::None) {
        let read = unit.under()?;
        if read.seeks_care
            && read.class == StemClass::Condition
            && let Some(words) = veto::threshold_of_case(unit)
        {
            return Some(Found::Mixed(Exemption::Fragment, words));
        }
    }
    let labels = unit.closing() == Break::None;
    if !labels && !matches!(alone, Found::None) && !names_risk(heading) {
        return Some(alone);
    }
    let read = unit.under()?;
    // "Watch and wait" under "Treatment options" names an option; "Reduce the risk of falls" promises what the items do.
    let commands = unit
        .main()
        .first()
        .is_some_and(|verb| verb.has(Class::Command));
    if read.names_facts
        && (labels || !commands && matches!(alone, Found::Parts(Exemption::Instruction)))
        || read.class == StemClass::Promise && names_risk(heading)
    {
        return Some(Found::None);
    }
    let care = read.seeks_care && read.class == StemClass::Condition;
    // "Vomits three times or more" under "When to call a doctor": the number decides who needs care.
    if care && let Some(words) = veto::threshold_of_case(unit) {
        return Some(Found::Mixed(Exemption::Fragment, words));
    }
    // "the odd socks" under "My kit for a wet walk"
    if labels
        && matches!(alone, Found::None)
        && talk::belongs(unit, &read)
        && let found @ Found::Parts(_) = inherits(unit, false)
    {
        return Some(found);
    }
    match (alone, read.class) {
        (Found::None, StemClass::Tips) => Some(inherits(unit, false)),
        (Found::None, StemClass::Condition) => Some(inherits(unit, true)),
        (Found::Mixed(..), StemClass::Condition) if care => Some(inherits(unit, true)),
        (Found::None, StemClass::Directive)
            if !unit
                .context
                .heading
                .is_some_and(|text| text.trim_end().ends_with('?')) =>
        {
            Some(inherits(unit, false))
        }
        // "If you are under 18"
        (Found::None, StemClass::Label | StemClass::Setting | StemClass::Claim)
            if labels && !read.names_facts && !names_risk(heading) && fragment::is_case(unit) =>
        {
            Some(Found::Parts(Exemption::Fragment))
        }
        (found, _) => Some(found),
    }
}

/// A word for a risk stands in a heading.
fn names_risk(heading: &str) -> bool {
    has_word(
        heading,
        &[
            "risk",
            "risks",
            "chance",
            "chances",
            "prevent",
            "preventing",
        ],
    )
}

/// One of these words stands in a heading.
fn has_word(heading: &str, words: &[&str]) -> bool {
    heading
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

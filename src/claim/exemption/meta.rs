//! # What it is
//! Talk about the page, the guide, its publisher and services, or about what comes next.
//!
//! # Examples exempt
//! - This guide looks at treatment.
//! - You will find a list of helplines at the end.
//! - We update this page every month.
//! - Good question.
//! - The helpline can put you in touch with a local group.
//! - Your results will be sent to you by letter.
//! - We listen to your story and plan each step with you.
//! - Our approach to care is gentle.
//! - The Hearing Trust runs a helpline.
//! - Free and confidential, every weekday from nine.
//! - You can leave your valuables at the desk.
//! - Letters go out in the second week of each month.
//!
//! # Examples that stay a claim
//! - The table shows that tablets cut strokes. (reports a result)
//! - Thanks to a vaccine, the disease is rare.
//! - Our course halves the risk of falls. (an effect)
//! - We lose heat through the skin. (people in general)
//! - The queue makes you anxious. (what no desk does)
//! - It takes twelve sessions. (how much is needed)
//! - We sell insoles that correct flat feet. (what an offered thing does)
//! - You'll be given painkillers. (practice, not the publisher's errands)

use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::head::Hearts;
use crate::claim::token::Token;
use crate::claim::unit::Unit;
use crate::claim::words::Phrases;

pub(super) fn covers(unit: &Unit<'_>, hearts: &Hearts<'_>) -> bool {
    (super::part::opens(unit, hearts, Phrases::Meta, Some(Phrases::NotMeta))
        || super::service::covers(unit, hearts)
        || super::resource::covers(unit, hearts.tokens)
        || super::arrangement::covers(hearts.tokens)
        || is_sentence(unit)
            && super::desk::covers(unit, hearts.tokens)
            && !hearts
                .iter()
                .any(|heart| unit.words.table(Phrases::NotMeta).at(heart).is_some()))
        && !hands_over(unit, hearts.tokens)
}

/// No lead-in and no heading: "People who ring our helpline talk about:" leaves the rest to others.
pub(super) fn is_sentence(unit: &Unit<'_>) -> bool {
    unit.context
        .text
        .trim_end()
        .ends_with(['.', '!', ')', '”', '"'])
}

/// "Our nurses see that wounds heal": after a verb of telling, the first "that" opens the thing told.
fn hands_over(unit: &Unit<'_>, tokens: &[Token]) -> bool {
    let Some(at) = (1..tokens.len()).find(|&at| unit.is_any(tokens, at, one_of!["that"])) else {
        return false;
    };
    // "We hope that this was useful" tells nothing.
    let told = !unit.is_any(tokens, at - 1, one_of!["hope"])
        && tokens.get(at - 1).is_some_and(|before| {
            before.has(Class::PageAct)
                || before.has(Class::ServiceAct)
                || before.has(Class::WeAct)
                || before.has(Class::Say)
        });
    told && tokens
        .get(at + 1..)
        .is_some_and(|rest| clause::statement(rest, false).is_some() || clause::may_state(rest))
}

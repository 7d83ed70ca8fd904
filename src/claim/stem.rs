//! The lead-in of a list, and what it does to the items.
//!
//! In goes the text of the lead-in (or of a heading); out comes its class: items under a command or question are let
//! through with it, items under a lead-in that states or promises something are claims, and under a mere label each
//! item is judged on its own. It is made once for a list.

use super::class::Class;
use super::exemption;
use super::token::{Break, tokens};
use super::unit::{Context, Unit, UnitKind};
use super::veto;
use super::words::{Phrases, Words};

/// What a lead-in does to its items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum StemClass {
    /// Commands, advises, asks or points: "Tell your doctor about". The items go with it.
    Directive,
    /// A command that ends in a condition: "Call for help if". The items are the condition.
    Condition,
    /// Announces suggestions: "Tips for the evening". Bare nouns are suggestions too.
    Tips,
    /// Hands over to somebody's voice: "People often say".
    Voice,
    /// Names a time, place or case: "During an attack". Commands and questions stand on their own.
    Setting,
    /// A bare noun: "Food and drink". Only plain commands stand on their own.
    Label,
    /// Promises an effect: "To sleep better". All items are claims.
    Promise,
    /// States something: "Symptoms include". All items are claims.
    Claim,
}

/// What a list hangs on.
#[derive(Clone, Debug)]
pub struct Stem {
    text: String,
    pub(crate) class: StemClass,
    /// Names a category of facts: "Treatment options", "Causes".
    pub(crate) names_facts: bool,
}

impl Stem {
    /// Reads a lead-in.
    #[must_use]
    pub fn new(text: &str, words: &Words) -> Stem {
        let class = classify(text, words);
        let named = tokens(text, words)
            .main
            .iter()
            .any(|token| token.has(Class::FactNoun));
        let names_facts = named
            && !matches!(
                class,
                StemClass::Tips | StemClass::Directive | StemClass::Condition
            );
        Stem {
            text: text.to_owned(),
            class,
            names_facts,
        }
    }

    /// The lead-in as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The order matters: a promise of an effect outweighs the form of the lead-in.
fn classify(text: &str, words: &Words) -> StemClass {
    let context = Context {
        text,
        kind: UnitKind::Paragraph,
        stem: None,
        heading: None,
        introduces: false,
        attribution: None,
        numbered: false,
    };
    let unit = Unit::new(&context, words);
    let body = unit.body();
    let Some(first) = body.first() else {
        return StemClass::Label;
    };
    let expert = unit
        .main()
        .iter()
        .any(|token| token.has(Class::Expert) && !token.has(Class::Patient));
    if words.table(Phrases::Promise).at(body).is_some() || veto::effect(&unit).is_some() {
        return StemClass::Promise;
    }
    if unit.closing() == Break::Question {
        return StemClass::Directive;
    }
    if words.table(Phrases::Tips).at(body).is_some() {
        return StemClass::Tips;
    }
    if exemption::stem_speaks(&unit) {
        let from = body.len().saturating_sub(5);
        let condition = ["if", "when", "whenever", "that", "who", "unless", "where"];
        let ends_in_condition = (from..body.len()).any(|at| unit.is_any(body, at, &condition));
        // "Make an appointment if any of these fits you": the items say which.
        let points_ahead = (0..body.len()).any(|at| {
            unit.is_any(body, at, &["if", "when"])
                && (unit.is_any(body, at + 1, &["any", "one", "some", "these"])
                    || unit.is_any(body, at + 1, &["the"])
                        && unit.is_any(body, at + 2, &["following"]))
        });
        return if ends_in_condition || points_ahead {
            StemClass::Condition
        } else {
            StemClass::Directive
        };
    }
    if words.table(Phrases::Voice).at(body).is_some() && !expert {
        return StemClass::Voice;
    }
    if exemption::has_statement(&unit) || exemption::ends_hollow(&unit) {
        return StemClass::Claim;
    }
    let names_setting = [
        Class::Preposition,
        Class::Subordinator,
        Class::TimeNoun,
        Class::Adverb,
    ];
    let setting = names_setting.into_iter().any(|class| first.has(class)) && !first.has(Class::Wh);
    if setting {
        StemClass::Setting
    } else {
        StemClass::Label
    }
}

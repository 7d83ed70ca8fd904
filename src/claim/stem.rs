//! The lead-in of a list, and what it does to the items.
//!
//! In goes the text of the lead-in (or of a heading); out comes its class: items under a command or question are let
//! through with it, items under a lead-in that states or promises something are claims, and under a mere label each
//! item is judged on its own. It is made once for a list.

use super::class::Class;
use super::exemption;
use super::token::Break;
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
}

impl Stem {
    /// Reads a lead-in.
    #[must_use]
    pub fn new(text: &str, words: &Words) -> Stem {
        Stem {
            text: text.to_owned(),
            class: classify(text, words),
        }
    }

    /// The lead-in as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Prepositions and conjunctions that name a setting.
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
    if words.table(Phrases::Voice).at(body).is_some()
        && !unit
            .main()
            .iter()
            .any(|token| token.has(Class::Expert) && !token.has(Class::Patient))
    {
        return StemClass::Voice;
    }
    let promises =
        words.table(Phrases::Promise).at(body).is_some() || veto::effect(&unit).is_some();
    if promises {
        return StemClass::Promise;
    }
    if unit.closing() == Break::Question {
        return StemClass::Directive;
    }
    let ends_in_condition = body
        .iter()
        .rev()
        .take(5)
        .any(|token| token.has(Class::Subordinator))
        && body.iter().any(|token| {
            matches!(
                context.text.get(token.start..token.end),
                Some("if" | "when" | "whenever" | "that" | "who" | "unless" | "where")
            )
        });
    if words.table(Phrases::Tips).at(body).is_some() {
        return StemClass::Tips;
    }
    if exemption::stem_speaks(&unit) {
        return if ends_in_condition {
            StemClass::Condition
        } else {
            StemClass::Directive
        };
    }
    if exemption::has_statement(&unit) || exemption::ends_hollow(&unit) {
        return StemClass::Claim;
    }
    let setting = first.has(Class::Preposition)
        || first.has(Class::Subordinator)
        || first.has(Class::TimeNoun)
        || first.has(Class::Adverb);
    if setting && !first.has(Class::Wh) {
        StemClass::Setting
    } else {
        StemClass::Label
    }
}

//! What a list hangs on: its lead-in, and what that does to the items.
//!
//! How a lead-in is read is told in `lead_in`. Nothing is worked out here.

use std::sync::Arc;

use super::tally::Tally;

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

/// Of whom a lead-in tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Whose {
    /// What the writer or the publisher has, does or wants: "My kit for a wet walk".
    Own,
    /// What the reader is told or asked: "The nurse will go through these with you".
    Reader,
    /// Anything else.
    Anybodys,
}

/// What a list hangs on.
#[derive(Clone, Debug)]
pub struct Stem {
    pub(crate) text: Arc<str>,
    pub(crate) class: StemClass,
    /// Sends the reader to somebody who helps: a number under it decides who needs care.
    pub(crate) seeks_care: bool,
    /// A sentence of its own that ends before the list and names no effect: "These are in no order."
    pub(crate) stands_apart: bool,
    /// Names a category of facts: "Treatment options", "Causes".
    pub(crate) names_facts: bool,
    /// Of whom it tells.
    pub(crate) whose: Whose,
    /// Its words of talk, which count for each item.
    pub(crate) talk: Tally,
}

impl Stem {
    /// The lead-in as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, to be kept: all items of a list share one.
    #[must_use]
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }
}

//! Cuts a page into sentences, says which of them are claims, and finds the
//! citations that stand for each.
//!
//! Goes in: a [`Document`]. Comes out: [`Claims`], every unit of the page with
//! its verdict and what covers it. Nothing here asks whether a claim is true,
//! nothing knows whether a source exists, and no unit is let through without a
//! named exemption.

#[macro_use]
mod spelling;
#[macro_use]
mod list;

mod around;
mod case;
pub(crate) mod class;
mod clause;
mod condition;
mod coverage;
pub mod documentation;
pub mod exemption;
mod gather;
mod head;
mod language;
mod lead_in;
mod line;
mod markup;
mod page;
mod phrase;
mod prose;
mod row;
mod scan;
pub mod sentence;
pub mod stem;
mod tally;
mod token;
pub mod unit;
pub mod verdict;
pub mod veto;
pub mod words;

use std::sync::Arc;

use crate::document::{Coverage, Document};
use crate::text::Span;

pub use exemption::Exemption;
pub use language::words_of;
pub use tally::words_of_talk;
pub use unit::UnitKind;
pub use verdict::{Verdict, Vetoed};
pub use words::Words;

/// All units of a page, in the order of the text.
#[derive(Debug, Default)]
pub struct Claims {
    /// The units.
    pub units: Vec<Unit>,
    /// How far citations reached.
    pub coverage: Coverage,
}

/// A sentence, list item, caption or table row, judged.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its place, with its citations.
    pub span: Span,
    /// Its words, without markup and citations.
    pub text: Box<str>,
    /// What it is on its page.
    pub kind: UnitKind,
    /// Whether it is a claim, and why not.
    pub verdict: Verdict,
    /// The place of the words that turned an exemption back.
    pub veto_span: Option<Span>,
    /// What stands for it. Of an exempt unit: the citations in it.
    pub status: Status,
    /// The heading above it: an index into the document's headings.
    pub heading: Option<u32>,
    /// The lead-in of its list.
    pub stem: Option<Arc<str>>,
}

impl Unit {
    /// Whether it is a claim.
    pub fn is_claim(&self) -> bool {
        matches!(self.verdict, Verdict::Claim { .. })
    }
}

/// What stands for a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing does.
    #[default]
    Uncovered,
    /// Citations do: indices into the document's clusters.
    Covered(By, Vec<u32>),
    /// An editor said why nothing has to.
    Waived(Box<str>),
    /// A section of the guide does, if it holds a covered claim: the span's
    /// index in the document's covers.
    See(u32),
}

/// How a citation came to stand for a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// It stands in it, or right behind its full stop.
    Own,
    /// It stands in the same list item.
    Item,
    /// It stands on the lead-in of its list.
    List,
    /// Its items are all covered.
    Items,
    /// It belongs to a span around it.
    Span,
    /// It stands on the table's caption.
    Table,
    /// It stands on the column's header.
    Column,
    /// It stands elsewhere in the figure's caption.
    Figure,
    /// It stands on the quotation's attribution.
    Quotation,
    /// It stands in the footnote that the unit points to.
    Note,
    /// It stands up to three claims further on.
    Run,
    /// It stands in the same paragraph.
    Paragraph,
    /// It stands in the section that the unit sums up.
    Section,
}

/// Every way, with its word in data and its words in a sentence "12 …".
const WAYS: [(By, &str, &str); 13] = [
    (By::Own, "own", "by their own citation"),
    (By::Item, "item", "by their list item"),
    (By::List, "list", "by their list"),
    (By::Items, "items", "by the items they lead in"),
    (By::Span, "span", "by the passage they stand in"),
    (By::Table, "table", "by their table's caption"),
    (By::Column, "column", "by their table's column"),
    (By::Figure, "figure", "by their figure's caption"),
    (By::Quotation, "quotation", "by their quotation"),
    (By::Note, "note", "by a footnote"),
    (By::Run, "run", "by a later citation"),
    (By::Paragraph, "paragraph", "by their paragraph"),
    (By::Section, "section", "by the section they sum up"),
];

impl By {
    /// The word in data.
    pub fn word(self) -> &'static str {
        WAYS[self as usize].1
    }

    /// The words of one claim: "by its own citation".
    pub fn words_of_one(self) -> String {
        self.words()
            .replace("their", "its")
            .replace("they lead", "it leads")
            .replace("they stand", "it stands")
            .replace("they sum", "it sums")
    }

    /// The words behind a count: "180 by their own citation".
    pub fn words(self) -> &'static str {
        WAYS[self as usize].2
    }

    /// All of them, in the order in which they are told.
    pub fn all() -> impl Iterator<Item = By> {
        WAYS.iter().map(|(by, _, _)| *by)
    }
}

impl Exemption {
    /// What such a unit is, with its article: "it reads like an instruction".
    pub fn name(self) -> &'static str {
        match self {
            Exemption::Boilerplate => "a label",
            Exemption::Question => "a question",
            Exemption::Instruction => "an instruction",
            Exemption::Advice => "advice",
            Exemption::Reader => "a word to the reader",
            Exemption::Stem => "a lead-in",
            Exemption::Fragment => "a part of its lead-in",
            Exemption::Quote => "a patient's voice",
            Exemption::Meta => "talk about the page",
            Exemption::Disclaimer => "a disclaimer",
            Exemption::Opinion => "a word of comfort",
            Exemption::Example => "an invented example",
            Exemption::Stipulation => "a word about words",
            Exemption::Talk => "talk",
        }
    }
}

impl Claims {
    /// Reads a document's units. Without word lists for its language, every
    /// unit is a claim. A page may ask for a stricter coverage than the
    /// site's, never for a laxer one.
    pub fn of(document: &Document, words: Option<&Words>, coverage: Coverage) -> Self {
        let coverage = match document.front.coverage {
            Some((own, _)) => own.min(coverage),
            None => coverage,
        };
        let mut page = gather::gather(document, words);
        coverage::cover(document, &mut page, coverage);
        let mut units = page.units;
        // The caption behind a table was read before its rows.
        units.sort_by_key(|unit| (unit.span.start, unit.span.end));
        Self { units, coverage }
    }

    /// The claims among the units.
    pub fn claims(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.is_claim())
    }
}

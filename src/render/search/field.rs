//! What is searched: the texts of a page and of a source, each with what it
//! is. Whoever looks for words, and whoever asks whether a text has changed,
//! goes through the same texts.

use crate::bibliography::{Source, plain};
use crate::site::Site;

use super::linked::linked;
use super::text::pieces;

/// Where in a document a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    /// One word, whatever its signs: it is typed to find one work.
    Identifier,
    Name,
    Heading,
    /// What is said of a page beside its own text: its topics, and what other
    /// pages call it where they link to it.
    Beside,
    About,
    Text,
}

/// By their numbers.
pub(super) const ALL: [Field; 7] = [
    Field::Title,
    Field::Identifier,
    Field::Name,
    Field::Heading,
    Field::Beside,
    Field::About,
    Field::Text,
];

/// A guide, and what its pages call one another.
pub(super) struct Searched<'a> {
    pub(super) site: &'a Site,
    linked: Vec<Vec<String>>,
}

impl<'a> Searched<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let linked = linked(site);
        Self { site, linked }
    }

    /// Calls `found` with each text of a page and the piece that it stands in, and
    /// says how many pieces there are.
    pub(super) fn page(&self, number: usize, found: &mut impl FnMut(Field, u16, &str)) -> u16 {
        let page = &self.site.pages[number];
        let front = &page.document.front;
        found(Field::Title, 0, &front.title);
        let about = front.description.as_deref().unwrap_or_default();
        found(Field::About, 0, about);
        for topic in &page.topics {
            found(Field::Beside, 0, &self.site.topics[topic.0 as usize].name);
        }
        for text in &self.linked[number] {
            found(Field::Beside, 0, text);
        }
        let mut before = None;
        let mut piece = 0;
        for sections in pieces(page) {
            for section in sections {
                // A section that goes on in the next piece counts its heading once.
                if section.heading != before
                    && let Some(index) = section.heading
                {
                    let heading = &page.document.body.headings[index];
                    found(Field::Heading, piece, &heading.text);
                }
                before = section.heading;
                for unit in section.units {
                    found(Field::Text, piece, &unit.text);
                }
            }
            piece += 1;
        }
        piece
    }
}

/// Calls `found` with each text of a source.
pub(super) fn source(source: &Source, found: &mut impl FnMut(Field, &str)) {
    found(Field::Heading, &source.title());
    for name in source.names.values().flatten() {
        found(Field::Name, &name.family);
        found(Field::Text, name.given.as_deref().unwrap_or_default());
    }
    if let Some(year) = source.year() {
        found(Field::Name, &year.to_string());
    }
    found(Field::About, &source.key);
    for field in ["container-title", "publisher"] {
        let text = source.field(field).map(plain).unwrap_or_default();
        found(Field::Text, &text);
    }
    found(Field::Text, source.kind_words());
    found(Field::Text, source.supports.as_deref().unwrap_or_default());
    found(Field::Identifier, source.doi().unwrap_or_default());
    for field in ["PMID", "PMCID"] {
        found(Field::Title, source.field(field).unwrap_or_default());
    }
}

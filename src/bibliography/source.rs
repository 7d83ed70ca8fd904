//! One source: a CSL item (CSL 1.0.2, appendix on variables), and what an
//! evidence-based guide says of it besides.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Place;
use crate::yaml::Word;

use super::{Design, PartialDate};

/// A work that the guide may cite.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its key.
    pub key: Arc<str>,
    /// Where it is defined.
    pub place: Place,
    /// Its CSL type, as in `article-journal`.
    pub kind: String,
    /// CSL variables that hold a text or a number, by their CSL names.
    pub fields: BTreeMap<&'static str, String>,
    /// CSL variables that hold names.
    pub names: BTreeMap<&'static str, Vec<Name>>,
    /// CSL variables that hold a date.
    pub dates: BTreeMap<&'static str, PartialDate>,
    /// Whether the list of authors is known to be cut short.
    pub authors_incomplete: bool,
    /// What kind of study or page it is.
    pub design: Option<Design>,
    /// Whom it studied.
    pub population: Option<String>,
    /// What it can be cited for, in one line of plain words.
    pub supports: Option<String>,
    /// Sources that replace it.
    pub superseded_by: Vec<Word>,
    /// Sources that contradict it.
    pub disputed_by: Vec<Word>,
    /// Sources to be read beside it.
    pub qualified_by: Vec<Word>,
    /// A copy in a web archive.
    pub archive_url: Option<String>,
    /// The day somebody last compared the entry with the work.
    pub checked: Option<PartialDate>,
}

/// A person or an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The family name; the whole name of an institution.
    pub family: String,
    /// The given names.
    pub given: Option<String>,
    /// As in "Jr" or "3rd".
    pub suffix: Option<String>,
    /// As in "van", kept before the family name.
    pub particle: Option<String>,
    /// As in "de" of "Charles de Gaulle", dropped in lists.
    pub dropping_particle: Option<String>,
    /// Whether it is an institution, never split or inverted.
    pub literal: bool,
}

impl Source {
    /// A source with nothing but a key, a place and a type.
    pub fn new(key: &str, place: Place, kind: &str) -> Self {
        Self {
            key: key.into(),
            place,
            kind: kind.to_owned(),
            fields: BTreeMap::new(),
            names: BTreeMap::new(),
            dates: BTreeMap::new(),
            authors_incomplete: false,
            design: None,
            population: None,
            supports: None,
            superseded_by: Vec::new(),
            disputed_by: Vec::new(),
            qualified_by: Vec::new(),
            archive_url: None,
            checked: None,
        }
    }

    /// The value of a CSL variable.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The title, or the key where there is none.
    pub fn title(&self) -> &str {
        self.field("title").unwrap_or(&self.key)
    }

    /// The DOI, without the resolver's address.
    pub fn doi(&self) -> Option<&str> {
        self.field("DOI").map(super::item::bare_doi)
    }

    /// The year of publication.
    pub fn year(&self) -> Option<i16> {
        self.dates.get("issued").map(|date| date.year)
    }

    /// What it is, in words: its design, or what it is published as where nobody
    /// said which design it has.
    pub fn kind_words(&self) -> &'static str {
        self.design
            .map_or_else(|| self.published_as(), Design::words)
    }

    /// What it is published as, in words: "journal article".
    pub fn published_as(&self) -> &'static str {
        super::kind::words(&self.kind)
    }

    /// Who and when, short enough for a sentence: "Cardoso et al. 2014".
    pub fn label(&self) -> String {
        match self.year() {
            Some(year) => format!("{} {year}", self.who()),
            None => self.who(),
        }
    }

    /// Who, short enough for a sentence: "Leng and Ludwig".
    pub fn who(&self) -> String {
        let authors = self
            .names
            .get("author")
            .or_else(|| self.names.get("editor"))
            .map_or(&[][..], Vec::as_slice);
        match authors {
            [] => self
                .field("publisher")
                .unwrap_or_else(|| self.title())
                .to_owned(),
            [_, ..] if self.authors_incomplete => format!("{} et al.", authors[0].short()),
            [one] => one.short(),
            [one, two] => format!("{} and {}", one.short(), two.short()),
            [one, ..] => format!("{} et al.", one.short()),
        }
    }
}

impl Name {
    /// The family name with what belongs before it.
    pub fn short(&self) -> String {
        match &self.particle {
            Some(particle) => format!("{particle} {}", self.family),
            None => self.family.clone(),
        }
    }
}

//! One source: a CSL item (CSL 1.0.2, appendix on variables), and what an
//! evidence-based guide says of it besides.
//!
//! It is the same whatever the format it was read from. Texts are in Unicode,
//! with no line breaks; markup is in CSL's own form (see [`super::plain`]), and
//! is not HTML: `<` and `&` outside of that markup are signs of the text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::Place;
use crate::text::Span;
use crate::yaml::Word;

use super::identifier::{
    Arxiv, Doi, Identifier, Isbn, Issn, Malformed, Orcid, Pmcid, Pmid, Trial, several,
};
use super::{Design, PartialDate, plain};

/// A work that the guide may cite.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its key.
    pub key: Arc<str>,
    /// Where it is defined.
    pub place: Place,
    /// Its CSL type, as in `article-journal`.
    pub kind: String,
    /// CSL variables that hold a text or a number, by their CSL names, each as
    /// it was written: with CSL's markup, identifiers not yet normalised.
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
    /// Numbers in registers of trials and reviews, as they were written.
    pub registrations: Vec<Word>,
    /// Whether something in its entry could not be read, which was told: that
    /// something is missing from it is no fault of its own.
    pub broken: bool,
    /// Where in the file of `place` values stand, by the names of the fields.
    pub spans: Vec<(&'static str, Span)>,
}

/// An identifier as a source's entry has it.
#[derive(Clone, Debug)]
pub struct ReadIdentifier<'a> {
    /// The field that holds it.
    pub field: &'static str,
    /// As it was written.
    pub text: &'a str,
    /// What it is, or why it is none.
    pub identifier: Result<Identifier, Malformed>,
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
    /// The person's ORCID iD.
    pub orcid: Option<Orcid>,
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
            registrations: Vec::new(),
            broken: false,
            spans: Vec::new(),
        }
    }

    /// Gives a CSL variable a text, its white space tidied.
    pub(super) fn put(&mut self, name: &'static str, value: &str, span: Span) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.fields.insert(name, value);
            self.spans.push((name, span));
        }
    }

    /// Where the value of a field stands; where there is none, the key.
    pub fn place_of(&self, name: &str) -> Place {
        let mut spans = self.spans.iter().rev();
        let span = spans.find(|(known, _)| *known == name);
        match (&self.place, span) {
            (Place::Text(file, _), Some((_, span))) => Place::Text(Arc::clone(file), *span),
            (place, _) => place.clone(),
        }
    }

    /// The value of a CSL variable.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The title without markup, or the key where there is none.
    pub fn title(&self) -> Cow<'_, str> {
        self.field("title").map_or(Cow::Borrowed(&*self.key), plain)
    }

    /// The title as titles of one work agree: without markup, signs and
    /// capitals, letters in their plain form, and without what publishers put
    /// before that of a work which was taken back.
    pub fn folded_title(&self) -> String {
        let title = self.field("title").map(plain).unwrap_or_default();
        let title = title.replace('&', " and ");
        let letters: String = title
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let mut words: Vec<&str> = letters.split_whitespace().collect();
        if words.first() == Some(&"retracted") {
            words.remove(0);
        }
        words.join(" ")
    }

    /// Whether it was taken back: the library says so, or, where the library
    /// says nothing, its publisher does at the head of the title.
    pub fn is_retracted(&self) -> bool {
        match self.field("status") {
            Some(status) => status.eq_ignore_ascii_case("retracted"),
            None => self.field("title").is_some_and(says_retracted),
        }
    }

    /// The DOI, without the resolver's address.
    pub fn doi(&self) -> Option<&str> {
        self.field("DOI").map(Doi::bare)
    }

    /// What identifies it, each once: the work first, then what it is part of,
    /// then the trial that it reports. What is malformed is left out.
    pub fn identifiers(&self) -> Vec<Identifier> {
        let mut identifiers: Vec<Identifier> = Vec::new();
        for read in self.read_identifiers() {
            if let Ok(identifier) = read.identifier
                && !identifiers.contains(&identifier)
            {
                identifiers.push(identifier);
            }
        }
        identifiers
    }

    /// The same with what is malformed, and where it was read.
    pub fn read_identifiers(&self) -> Vec<ReadIdentifier<'_>> {
        let mut read = Vec::new();
        let mut add = |field, text, identifier| {
            read.push(ReadIdentifier {
                field,
                text,
                identifier,
            });
        };
        if let Some(text) = self.field("DOI") {
            let doi = Doi::parse(text);
            let arxiv = doi.as_ref().ok().and_then(|doi| {
                let doi = doi.folded();
                Arxiv::parse(doi.strip_prefix("10.48550/arxiv.")?).ok()
            });
            add("DOI", text, doi.map(Identifier::Doi));
            if let Some(arxiv) = arxiv {
                add("DOI", text, Ok(Identifier::Arxiv(arxiv)));
            }
        }
        if let Some(text) = self.field("PMID") {
            add("PMID", text, Pmid::parse(text).map(Identifier::Pmid));
        }
        if let Some(text) = self.field("PMCID") {
            add("PMCID", text, Pmcid::parse(text).map(Identifier::Pmcid));
        }
        if let Some((field, text)) = self.arxiv() {
            add(field, text, Arxiv::parse(text).map(Identifier::Arxiv));
        }
        for isbn in several(self.field("ISBN").unwrap_or_default(), 13) {
            add("ISBN", isbn, Isbn::parse(isbn).map(Identifier::Isbn));
        }
        for issn in several(self.field("ISSN").unwrap_or_default(), 8) {
            add("ISSN", issn, Issn::parse(issn).map(Identifier::Issn));
        }
        for word in &self.registrations {
            let trial = Trial::parse(&word.text).map(Identifier::Trial);
            add("registration", &word.text, trial);
        }
        read
    }

    /// The number of a preprint, in the fields where reference managers write
    /// it: `number: arXiv:2301.01234`, or `archive: arXiv` beside it.
    fn arxiv(&self) -> Option<(&'static str, &str)> {
        let named = |field| {
            let text = self.field(field)?;
            let prefix = text.get(.."arXiv:".len())?;
            prefix
                .eq_ignore_ascii_case("arXiv:")
                .then_some((field, text))
        };
        let archived = || {
            let archive = self.field("archive")?;
            archive.eq_ignore_ascii_case("arXiv").then_some(())?;
            Some(("archive_location", self.field("archive_location")?))
        };
        named("number")
            .or_else(|| named("archive_location"))
            .or_else(archived)
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
                .map_or_else(|| self.title().into_owned(), str::to_owned),
            [_, ..] if self.authors_incomplete => format!("{} et al.", authors[0].short()),
            [one] => one.short(),
            [one, two] => format!("{} and {}", one.short(), two.short()),
            [one, ..] => format!("{} et al.", one.short()),
        }
    }
}

/// Whether a title begins as in "RETRACTED: ", "Retracted article: " or
/// "[Retracted] ". Most do not, and cost nothing.
fn says_retracted(title: &str) -> bool {
    const WORD: &str = "retracted";
    let title = title.trim_start_matches('[');
    if !title
        .get(..WORD.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(WORD))
    {
        return false;
    }
    let rest = title[WORD.len()..].to_lowercase();
    let rest = rest.trim_start();
    let rest = ["article", "paper", "chapter"]
        .into_iter()
        .find_map(|what| rest.strip_prefix(what))
        .unwrap_or(rest);
    rest.trim_start().starts_with([':', ']'])
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

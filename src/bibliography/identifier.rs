//! Identifiers of works, trials and people: read, checked, put into one form,
//! compared and linked.
//!
//! Goes in: what an editor or a reference manager wrote. Comes out: a value of
//! a type that holds nothing else, or [`Malformed`], which says in plain words
//! what is wrong. A check digit tells a slip of the hand; that an identifier is
//! the right work's, nothing here can tell.

mod arxiv;
mod check_digit;
mod cochrane;
mod doi;
mod isbn;
mod issn;
mod orcid;
mod pubmed;
mod trial;

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

pub use arxiv::Arxiv;
pub use cochrane::Cochrane;
pub use doi::Doi;
pub use isbn::Isbn;
pub use issn::Issn;
pub use orcid::Orcid;
pub use pubmed::{Pmcid, Pmid};
pub use trial::{Registry, Trial};

/// Why a text is no identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What is wrong, as the end of "this DOI …".
    pub problem: String,
    /// What a right one looks like.
    pub example: &'static str,
}

impl Malformed {
    fn new(problem: impl Into<String>, example: &'static str) -> Self {
        Self {
            problem: problem.into(),
            example,
        }
    }
}

/// An identifier of a work, or of a trial that it reports.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identifier {
    /// A Digital Object Identifier.
    Doi(Doi),
    /// The number of an entry of PubMed.
    Pmid(Pmid),
    /// The number of a full text in PubMed Central.
    Pmcid(Pmcid),
    /// A preprint of arXiv.
    Arxiv(Arxiv),
    /// A book.
    Isbn(Isbn),
    /// A journal or series.
    Issn(Issn),
    /// An entry of a register of trials or reviews.
    Trial(Trial),
}

impl Identifier {
    /// What it is called in a list of links.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Doi(_) => "DOI",
            Self::Pmid(_) => "PubMed",
            Self::Pmcid(_) => "Full text (PMC)",
            Self::Arxiv(_) => "arXiv",
            Self::Isbn(_) => "ISBN",
            Self::Issn(_) => "ISSN",
            Self::Trial(trial) => trial.registry().words(),
        }
    }

    /// Where it leads, if there is one place for all of its kind.
    pub fn url(&self) -> Option<String> {
        match self {
            Self::Doi(doi) => Some(doi.url()),
            Self::Pmid(pmid) => Some(pmid.url()),
            Self::Pmcid(pmcid) => Some(pmcid.url()),
            Self::Arxiv(arxiv) => Some(arxiv.url()),
            Self::Trial(trial) => Some(trial.url()),
            Self::Isbn(_) | Self::Issn(_) => None,
        }
    }

    /// Whether two works that share it are one work. A journal's ISSN is that
    /// of all its articles, and one trial has many reports.
    pub fn is_of_one_work(&self) -> bool {
        !matches!(self, Self::Issn(_) | Self::Trial(_))
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Doi(it) => it.fmt(f),
            Self::Pmid(it) => it.fmt(f),
            Self::Pmcid(it) => it.fmt(f),
            Self::Arxiv(it) => it.fmt(f),
            Self::Isbn(it) => it.fmt(f),
            Self::Issn(it) => it.fmt(f),
            Self::Trial(it) => it.fmt(f),
        }
    }
}

/// What cannot stand in the path of an address as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An identifier behind the address of whoever resolves it.
fn link(resolver: &str, id: &str) -> String {
    format!("{resolver}{}", utf8_percent_encode(id, PATH))
}

/// `text` without the first of `prefixes` that it begins with, capitals or not.
fn without_prefix<'a>(text: &'a str, prefixes: &[&str]) -> &'a str {
    let text = text.trim();
    prefixes
        .iter()
        .find_map(|prefix| {
            let head = text.get(..prefix.len())?;
            head.eq_ignore_ascii_case(prefix)
                .then(|| text[prefix.len()..].trim_start())
        })
        .unwrap_or(text)
}

/// The parts of a field that may hold several ISBNs or ISSNs: divided by
/// commas or semicolons, or by spaces where a part is too long to be one.
pub(super) fn several(text: &str, longest: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in text.split([',', ';']).map(str::trim) {
        let letters = part.chars().filter(char::is_ascii_alphanumeric).count();
        if letters > longest {
            parts.extend(part.split_whitespace());
        } else if !part.is_empty() {
            parts.push(part);
        }
    }
    parts
}

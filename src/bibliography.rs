//! The library of sources: read from files, and each source formatted in the
//! guide's citation style.
//!
//! Goes in: text files in the formats that reference managers write. Comes
//! out: a [`Library`] in which every key stands for one [`Source`], and what
//! was found wrong. Nothing here knows a page.

mod addition;
mod bibtex;
mod csl;
mod cut;
mod date;
mod design;
pub mod export;
mod glyph;
pub mod identifier;
mod item;
mod key;
mod kind;
pub mod library_file;
mod loss;
mod nbib;
mod note;
mod own;
mod place;
mod position;
mod processor;
mod reference;
pub mod rekey;
mod rich;
mod ris;
pub mod same_work;
mod source;
mod style;
mod tagged;
mod variable;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::document::Listed;
use crate::text::TextFile;

pub use addition::{Addition, additions};
pub use date::PartialDate;
pub use design::Design;
pub use export::ExportFormat;
pub use key::make_key;
pub use position::Position;
pub use reference::{Citation, Reference, Words, format, single};
pub use rich::plain;
pub use source::{Name, ReadIdentifier, Source};
pub use style::{Form, Order, Style, StyleError, Surroundings};

use identifier::{Malformed, Orcid};
use loss::Losses;

/// The rule for entries that cannot be read.
const RULE: &str = "source-entry";

/// A source's index in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// All sources of a site, in the order of their keys.
#[derive(Debug, Default)]
pub struct Library {
    sources: Vec<Source>,
    by_key: FxHashMap<Arc<str>, SourceId>,
}

impl Library {
    /// Puts the sources of all files together. A key that stands for two
    /// entries is an error that shows both.
    pub fn new(mut sources: Vec<Source>) -> (Self, Vec<Diagnostic>) {
        // The order among equal keys is that of the files and of the lines.
        sources.sort_by(|a, b| a.key.cmp(&b.key));
        let mut diagnostics = Vec::new();
        let mut kept: Vec<Source> = Vec::with_capacity(sources.len());
        for source in sources {
            match kept.last() {
                Some(first) if first.key == source.key => {
                    diagnostics.push(defined_twice(first, &source));
                }
                _ => kept.push(source),
            }
        }
        let by_key = kept
            .iter()
            .enumerate()
            .map(|(index, source)| (Arc::clone(&source.key), SourceId(index as u32)))
            .collect();
        (
            Self {
                sources: kept,
                by_key,
            },
            diagnostics,
        )
    }

    /// The source of a key.
    pub fn find(&self, key: &str) -> Option<SourceId> {
        self.by_key.get(key).copied()
    }

    /// A source.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// All sources with their ids, in the order of their keys.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SourceId, &Source)> {
        self.sources
            .iter()
            .enumerate()
            .map(|(index, source)| (SourceId(index as u32), source))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }
}

fn defined_twice(first: &Source, second: &Source) -> Diagnostic {
    Diagnostic::at(
        "source-defined-twice",
        second.place.clone(),
        format!("two sources have the key `{}`", second.key),
    )
    .label("the second")
    .related(first.place.clone(), "the first")
    .why("a citation of this key could mean either work")
    .help("give one of them another key, or remove it if both are the same work")
}

/// Reads one file of the library; its name's ending says which format it is.
pub fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    let ending = file
        .path()
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match ending.as_str() {
        "bib" => bibtex::read(file),
        "ris" => ris::read(file),
        "nbib" => nbib::read(file),
        _ => csl::read(file),
    }
}

/// Whether a file's ending is that of a library we can read.
pub fn is_readable(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| {
        matches!(
            ending.to_ascii_lowercase().as_str(),
            "yaml" | "yml" | "json" | "bib" | "ris" | "nbib"
        )
    })
}

/// The sources that a page writes out in its front matter.
pub fn in_place(file: &Arc<TextFile>, listed: &[Listed]) -> (Vec<Source>, Vec<Diagnostic>) {
    let mut sources = Vec::new();
    let mut diagnostics = Vec::new();
    for entry in listed.iter().filter_map(|listed| listed.entry.as_ref()) {
        sources.extend(csl::entry(file, entry, &mut diagnostics));
    }
    (sources, diagnostics)
}

/// A fault of one entry, at a place in its file.
fn fault(place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::at(RULE, place, message)
}

/// An identifier that is none, or whose check digit does not fit.
pub fn bad_identifier(place: Place, kind: &str, text: &str, malformed: &Malformed) -> Diagnostic {
    Diagnostic::at(
        "source-identifier",
        place,
        format!("the {kind} `{text}` {}", malformed.problem),
    )
    .why("readers would be led to nothing, or to another work")
    .help(format!(
        "copy it from the work itself; a right one looks like `{}`",
        malformed.example
    ))
}

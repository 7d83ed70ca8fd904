//! The search: a page, a script, and an index in small files that the script
//! fetches as it needs them. No server takes part, and the files work from a
//! folder on a disk as well, where a page may load scripts but not data: every
//! file of the index is a script that hands over one value,
//! `wellsourced("NAME",VALUE)`.
//!
//! | file in `assets/search/` | value |
//! |---|---|
//! | `index.MARK.js` | `of`, the mark of the texts that it was made of; `pages`, how many; `names`, four letters for the text of each page, and for each eight sources behind them; `words`, the beginnings of words with the marks of their shards |
//! | `w/MARK.js` | a shard of the dictionary: `[[words, count, postings, little], …]`, words with one stem in one text, the number of pages that hold one of them, and their postings or the name of the file with them; `little` is 1 for words such as "which" |
//! | `l/MARK.js` | postings: for each document three numbers, how many documents further on, the weight, the piece of its text |
//! | `t/NUMBER-PIECE.NAME.js` | a piece of a page's text, or eight sources: title, address, description, and parts of heading, id and sentences |
//!
//! Marks are hashes of what a file holds: a text that does not change keeps its
//! file, and a browser keeps it for ever. A list has at most 2,000 postings,
//! those with the greatest weight.
//!
//! A build in which no text has changed takes over the index of the build
//! before: see [`Earlier`].

mod earlier;
mod field;
mod gather;
mod linked;
mod shard;
mod text;
mod words;

use std::sync::Arc;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::site::{Address, Site};

use super::Theme;
use super::anchor::SEARCH;
use super::crisis::CrisisView;
use super::fingerprint::{Fingerprint, letters};
use super::view::{Frame, Head};
use field::Searched;
use gather::gather;
use shard::shards;

pub use earlier::Earlier;

/// How an index is made of texts. To be raised when the same texts bring
/// another one: a test says when.
const WAY: &str = concat!(env!("CARGO_PKG_VERSION"), " 1");

/// The folder of the index.
const INDEX: &str = "assets/search/";

/// The script that searches, as the theme names it.
const SCRIPT: &str = "search.js";

/// How many sources share a file.
const SOURCES: usize = 8;

/// Letters of the mark of a text.
const MARK: u32 = 4;

/// Letters of the mark of the index's first file.
const START_MARK: u32 = 12;

/// The index of a guide.
#[derive(Default)]
pub(super) struct Search {
    texts: Texts,
    /// The file with which the script begins.
    start: String,
    /// All files but the texts, finished.
    files: Finished,
    /// Whether an earlier build made them.
    is_kept: bool,
}

/// Files by their paths.
type Finished = Vec<(String, Arc<[u8]>)>;

/// What of a guide is searched, before it is.
#[derive(Default)]
struct Texts {
    /// A mark of all of it, and of how an index is made of it.
    mark: String,
    /// The names of the texts: those of the pages, then those of the sources.
    names: Vec<String>,
    /// How many pieces each page has.
    pieces: Vec<u16>,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// The files of the search.
    search: Files,
    /// Whom to call, if the guide has `content/crisis.yaml`.
    crisis: Option<CrisisView<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct Files {
    /// The script: `search.js` of the theme.
    script: String,
    /// The folder of the index.
    folder: String,
    /// The name of the index's first file, without `.js`.
    index: String,
}

impl Texts {
    /// Linear in the texts, in parallel; reads them once.
    fn of(searched: &Searched<'_>) -> Self {
        let site = searched.site;
        let pages: Vec<(u64, u64, u16)> = (0..site.pages.len())
            .into_par_iter()
            .map(|number| text::marks_of_page(searched, number))
            .collect();
        let starts: Vec<usize> = (0..site.library.len()).step_by(SOURCES).collect();
        let sources: Vec<u64> = starts
            .into_par_iter()
            .map(|start| text::mark_of_sources(site, start..start + SOURCES))
            .collect();
        let mut all = Fingerprint::new();
        for text in [WAY, &site.config.language, &site.pages.len().to_string()] {
            all.add_text(text);
        }
        for (_, beside, _) in &pages {
            all.add(&beside.to_le_bytes());
        }
        let marks = pages.iter().map(|(mark, ..)| *mark).chain(sources);
        let names = marks
            .map(|mark| {
                all.add(&mark.to_le_bytes());
                letters(mark, MARK)
            })
            .collect();
        Self {
            mark: letters(all.finish(), 12),
            names,
            pieces: pages.into_iter().map(|(.., pieces)| pieces).collect(),
        }
    }
}

impl Search {
    /// Indexes a guide, or takes over what an earlier build made of the same
    /// texts. Linear in its words, but for sorting those of a page.
    pub(super) fn new(site: &Site, earlier: &Earlier) -> Self {
        let searched = Searched::new(site);
        let texts = Texts::of(&searched);
        if let Some((start, files)) = earlier.index_of(&texts.mark) {
            return Self {
                texts,
                start,
                files,
                is_kept: true,
            };
        }
        let shards = shards(&gather(&searched), site.pages.len());
        let value = json!({
            "of": texts.mark,
            "pages": site.pages.len(),
            "names": texts.names.concat(),
            "words": shards.names,
        })
        .to_string();
        let start = format!("index.{}", mark(&value, START_MARK));
        let files = shards
            .files
            .into_iter()
            .chain([(start.clone(), value)])
            .map(|(name, value)| (file(&name), script(&name, &value)))
            .collect();
        Self {
            texts,
            start,
            files,
            is_kept: false,
        }
    }

    /// Whether an earlier build made the index.
    pub(super) fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// The finished files.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Arc<[u8]>)> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.clone(), Arc::clone(bytes)))
    }

    /// The files with texts: their paths, numbers and pieces.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, usize, u16)> {
        let Texts { names, pieces, .. } = &self.texts;
        names.iter().enumerate().flat_map(move |(number, _)| {
            let pieces = pieces.get(number).copied().unwrap_or(1);
            (0..pieces).map(move |piece| (file(&self.text_name(number, piece)), number, piece))
        })
    }

    fn text_name(&self, number: usize, piece: u16) -> String {
        format!("t/{number}-{piece}.{}", self.texts.names[number])
    }

    /// Writes a file with a text.
    pub(super) fn text(&self, site: &Site, number: usize, piece: u16) -> Vec<u8> {
        let value = match site.pages.get(number) {
            Some(page) => text::page(page, piece.into()),
            None => {
                let start = (number - site.pages.len()) * SOURCES;
                text::sources(site, start..start + SOURCES)
            }
        };
        script(&self.text_name(number, piece), &value.to_string()).to_vec()
    }

    /// Renders the page with the field and the results.
    pub(super) fn render(&self, site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
        let address = Address::folder(SEARCH);
        let head = Head {
            address: &address,
            title: "Search",
            description: None,
            page: None,
            above: &[],
        };
        let script = theme.published(SCRIPT).unwrap_or_default();
        let view = View {
            frame: Frame::new(site, theme, &head),
            search: Files {
                script: address.link(&script),
                folder: address.link(INDEX),
                index: self.start.clone(),
            },
            crisis: CrisisView::of(site),
        };
        theme.render("search.html", &view)
    }
}

/// Where a file of the index stands.
fn file(name: &str) -> String {
    format!("{INDEX}{name}.js")
}

/// The mark of a value, in so many letters.
fn mark(value: &str, letters_in_it: u32) -> String {
    letters(Fingerprint::of(value.as_bytes()), letters_in_it)
}

/// A value as a script.
fn script(name: &str, value: &str) -> Arc<[u8]> {
    format!("wellsourced(\"{name}\",{value})\n")
        .into_bytes()
        .into()
}

#[cfg(test)]
mod tests;

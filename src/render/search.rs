//! The search: a page, a script, and an index in small files that the script
//! fetches as it needs them. No server takes part, and the files work from a
//! folder on a disk as well, where a page may load scripts but not data: every
//! file of the index is a script that hands over one value,
//! `wellsourced("NAME",VALUE)`.
//!
//! | file in `assets/search/` | value |
//! |---|---|
//! | `index.MARK.js` | `pages`, how many; `names`, four letters for the text of each page, and for each eight sources behind them; `words`, the beginnings of words with the marks of their shards |
//! | `w/MARK.js` | a shard of the dictionary: `[[words, count, postings, little], …]`, words with one stem in one text, the number of pages that hold one of them, and their postings or the name of the file with them; `little` is 1 for words such as "which" |
//! | `l/MARK.js` | postings: for each document three numbers, how many documents further on, the weight, the piece of its text |
//! | `t/NUMBER-PIECE.NAME.js` | a piece of a page's text, or eight sources: title, address, description, and parts of heading, id and sentences |
//!
//! Marks are hashes of what a file holds: a text that does not change keeps its
//! file, and a browser keeps it for ever. A list has at most 2,000 postings,
//! those with the greatest weight.

mod gather;
mod shard;
mod text;
mod words;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::site::{Address, Site};

use super::Theme;
use super::anchor::SEARCH;
use super::crisis::CrisisView;
use super::fingerprint::{Fingerprint, letters};
use super::view::{Frame, Head};
use gather::{Gathered, gather};
use shard::shards;

/// The folder of the index.
const INDEX: &str = "assets/search/";

/// The script that searches, as the theme names it.
const SCRIPT: &str = "search.js";

/// How many sources share a file.
const SOURCES: usize = 8;

/// Letters of the mark of a text.
const MARK: u32 = 4;

/// The index of a guide.
pub(super) struct Search {
    /// Files by their paths, finished.
    files: Vec<(String, Arc<[u8]>)>,
    /// The names of the texts: those of the pages, then those of the sources.
    names: Vec<String>,
    /// How many pieces each page has.
    pieces: Vec<u16>,
    /// The file with which the script begins.
    start: String,
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

impl Search {
    /// Indexes a guide. Linear in its words, but for sorting those of a page.
    pub(super) fn new(site: &Site) -> Self {
        let Gathered {
            groups,
            marks,
            pieces,
        } = gather(site);
        let sources = (0..site.library.len()).step_by(SOURCES).map(|start| {
            let text = text::sources(site, start..start + SOURCES).to_string();
            Fingerprint::of(text.as_bytes())
        });
        let names: Vec<String> = marks
            .into_iter()
            .chain(sources)
            .map(|mark| letters(mark, MARK))
            .collect();
        let shards = shards(&groups, site.pages.len());
        let start = json!({
            "pages": site.pages.len(),
            "names": names.concat(),
            "words": shards.names,
        })
        .to_string();
        let mark = letters(Fingerprint::of(start.as_bytes()), 12);
        let start_name = format!("index.{mark}");
        let files = shards
            .files
            .into_iter()
            .chain([(start_name.clone(), start)])
            .map(|(name, value)| (file(&name), script(&name, &value)))
            .collect();
        Self {
            files,
            names,
            pieces,
            start: start_name,
        }
    }

    /// The finished files.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Arc<[u8]>)> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.clone(), Arc::clone(bytes)))
    }

    /// The files with texts: their paths, numbers and pieces.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, usize, u16)> {
        self.names.iter().enumerate().flat_map(move |(number, _)| {
            let pieces = self.pieces.get(number).copied().unwrap_or(1);
            (0..pieces).map(move |piece| (file(&self.text_name(number, piece)), number, piece))
        })
    }

    fn text_name(&self, number: usize, piece: u16) -> String {
        format!("t/{number}-{piece}.{}", self.names[number])
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

/// A value as a script.
fn script(name: &str, value: &str) -> Arc<[u8]> {
    format!("wellsourced(\"{name}\",{value})\n")
        .into_bytes()
        .into()
}

#[cfg(test)]
mod tests;

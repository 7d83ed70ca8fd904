//! Which word says how much about which page: the postings.
//!
//! A word weighs more in a title than in a heading, and there more than in the
//! text: BM25 with weights for fields (Robertson, Zaragoza and Taylor 2004).
//! Weights are whole numbers from 1 to 99, and the length of a text is
//! compared with a fixed one instead of the guide's mean: an edit of one page
//! then changes no other page's weights, and no other file.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bibliography::{Source, SourceId, plain};
use crate::site::{Page, Site};

use super::super::fingerprint::Fingerprint;
use super::text;
use super::words::{Buffer, Stems, each, function_words};

/// How soon more of the same word stops to count: the usual value.
const K1: f32 = 1.2;

/// How much the length of a text counts: the usual value.
const B: f32 = 0.75;

/// The words of a text of usual length.
const USUAL: u16 = 800;

/// A source is weighed so much of a page, so that pages come first.
const SOURCE: f32 = 0.6;

/// That a document holds a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// The page; behind the pages, the source.
    pub(super) document: u32,
    /// The piece of its text that says most of the word.
    pub(super) piece: u16,
    /// How much it says.
    pub(super) weight: u8,
}

/// All words of a guide, those with one stem together, sorted.
#[derive(Default)]
pub(super) struct Gathered {
    /// By stem.
    pub(super) groups: Vec<Group>,
    /// A hash of the text of each page.
    pub(super) marks: Vec<u64>,
    /// How many pieces each page's text has.
    pub(super) pieces: Vec<u16>,
}

/// The words of one stem.
#[derive(Default)]
pub(super) struct Group {
    /// The words as the guide writes them, sorted.
    pub(super) words: Vec<Box<str>>,
    /// Where they stand, in the order of the documents.
    pub(super) postings: Vec<Posting>,
    /// Whether they say little of what a text is about: "which", "were".
    pub(super) says_little: bool,
}

/// Where in a document a word stands, from the weightiest down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Name,
    Heading,
    About,
    Text,
}

const FIELDS: [Field; 5] = [
    Field::Title,
    Field::Name,
    Field::Heading,
    Field::About,
    Field::Text,
];

/// Gathers the words of all pages and sources, in parallel, once each.
/// Linear in the words but for sorting those of one page.
pub(super) fn gather(site: &Site) -> Gathered {
    let pages = site.pages.len();
    let documents = pages + site.library.len();
    let size = (documents / (4 * rayon::current_num_threads())).clamp(16, 1_000);
    let starts: Vec<usize> = (0..documents).step_by(size).collect();
    let batches: Vec<Batch> = starts
        .into_par_iter()
        .map(|start| {
            let mut batch = Batch::new(&site.config.language);
            for document in start..(start + size).min(documents) {
                match site.pages.get(document) {
                    Some(page) => batch.page(site, document as u32, page),
                    None => {
                        let id = SourceId((document - pages) as u32);
                        batch.source(document as u32, site.library.get(id));
                    }
                }
            }
            batch
        })
        .collect();
    let mut gathered = join(batches);
    let little = function_words(&site.config.language);
    for group in &mut gathered.groups {
        group.says_little = group.words.iter().any(|word| little.contains(&**word));
    }
    gathered
}

/// Puts together what was gathered in parts. The parts are in the order of
/// the documents, so that every list is in that order too.
fn join(batches: Vec<Batch>) -> Gathered {
    let mut stems: Vec<&str> = batches
        .iter()
        .flat_map(|batch| batch.stems.iter().map(|stem| &**stem))
        .collect();
    stems.par_sort_unstable();
    stems.dedup();
    let numbers: FxHashMap<&str, u32> = stems
        .iter()
        .enumerate()
        .map(|(number, stem)| (*stem, number as u32))
        .collect();
    let numbered: Vec<Vec<u32>> = batches
        .iter()
        .map(|batch| batch.stems.iter().map(|stem| numbers[&**stem]).collect())
        .collect();
    let mut sizes = vec![0_usize; stems.len()];
    for (batch, numbers) in batches.iter().zip(&numbered) {
        for (stem, _) in &batch.postings {
            sizes[numbers[*stem as usize] as usize] += 1;
        }
    }
    let mut gathered = Gathered {
        groups: sizes
            .into_iter()
            .map(|size| Group {
                postings: Vec::with_capacity(size),
                ..Group::default()
            })
            .collect(),
        ..Gathered::default()
    };
    for (batch, numbers) in batches.into_iter().zip(numbered) {
        let groups = &mut gathered.groups;
        for (stem, posting) in batch.postings {
            groups[numbers[stem as usize] as usize]
                .postings
                .push(posting);
        }
        for (word, stem) in batch.words {
            groups[numbers[stem as usize] as usize].words.push(word);
        }
        gathered.marks.extend(batch.marks);
        gathered.pieces.extend(batch.pieces);
    }
    gathered.groups.par_iter_mut().for_each(|group| {
        group.words.sort_unstable();
        group.words.dedup();
    });
    gathered
}

/// The words of some documents.
struct Batch {
    stemmer: Stems,
    /// Each word with the number of its stem.
    words: FxHashMap<Box<str>, u32>,
    numbers: FxHashMap<Box<str>, u32>,
    stems: Vec<Box<str>>,
    /// By the stem's number in this batch.
    postings: Vec<(u32, Posting)>,
    marks: Vec<u64>,
    pieces: Vec<u16>,
    buffer: Buffer,
    /// The words of one document: stem, piece and field in one number.
    hits: Vec<u64>,
}

impl Batch {
    fn new(language: &str) -> Self {
        Self {
            stemmer: Stems::of(language),
            words: FxHashMap::default(),
            numbers: FxHashMap::default(),
            stems: Vec::new(),
            postings: Vec::new(),
            marks: Vec::new(),
            pieces: Vec::new(),
            buffer: Buffer::default(),
            hits: Vec::new(),
        }
    }

    fn page(&mut self, site: &Site, document: u32, page: &Page) {
        let front = &page.document.front;
        let about = front.description.as_deref().unwrap_or_default();
        let mut mark = Fingerprint::new();
        for text in [page.address.as_str(), &front.title, about] {
            mark.add_text(text);
        }
        self.text(&front.title, 0, Field::Title);
        self.text(about, 0, Field::About);
        for topic in &page.topics {
            self.text(&site.topics[topic.0 as usize].name, 0, Field::About);
        }
        let before = self.hits.len();
        let mut headings = 0;
        let mut before_headings = None;
        let pieces = text::pieces(page);
        for (piece, sections) in pieces.iter().enumerate() {
            let piece = piece as u16;
            for section in sections {
                // A section that goes on in the next piece counts its heading
                // once.
                if section.heading != before_headings
                    && let Some(index) = section.heading
                {
                    let heading = &page.document.body.headings[index];
                    mark.add_text(&heading.text);
                    mark.add_text(&heading.id);
                    let start = self.hits.len();
                    self.text(&heading.text, piece, Field::Heading);
                    headings += self.hits.len() - start;
                }
                before_headings = section.heading;
                for unit in section.units {
                    mark.add_text(&unit.text);
                    self.text(&unit.text, piece, Field::Text);
                }
            }
        }
        let words = self.hits.len() - before - headings;
        self.post(document, words, 1.0);
        self.marks.push(mark.finish());
        self.pieces.push(pieces.len() as u16);
    }

    fn source(&mut self, document: u32, source: &Source) {
        self.text(&source.title(), 0, Field::Heading);
        for name in source.names.values().flatten() {
            self.text(&name.family, 0, Field::Name);
            if let Some(given) = &name.given {
                self.text(given, 0, Field::Text);
            }
        }
        if let Some(year) = source.year() {
            self.word(&year.to_string(), 0, Field::Name);
        }
        self.text(&source.key, 0, Field::About);
        for field in ["container-title", "publisher"] {
            self.text(
                &source.field(field).map(plain).unwrap_or_default(),
                0,
                Field::Text,
            );
        }
        self.text(source.kind_words(), 0, Field::Text);
        self.text(
            source.supports.as_deref().unwrap_or_default(),
            0,
            Field::Text,
        );
        // An identifier is typed to find one work.
        if let Some(doi) = source.doi() {
            self.word(&doi.to_lowercase(), 0, Field::Title);
        }
        for field in ["PMID", "PMCID"] {
            self.text(source.field(field).unwrap_or_default(), 0, Field::Title);
        }
        self.post(document, USUAL.into(), SOURCE);
    }

    fn text(&mut self, text: &str, piece: u16, field: Field) {
        let mut buffer = std::mem::take(&mut self.buffer);
        each(text, &mut buffer, &mut |word| self.word(word, piece, field));
        self.buffer = buffer;
    }

    fn word(&mut self, word: &str, piece: u16, field: Field) {
        let stem = match self.words.get(word) {
            Some(stem) => *stem,
            None => self.new_word(word),
        };
        self.hits
            .push(u64::from(stem) << 32 | u64::from(piece) << 8 | field as u64);
    }

    fn new_word(&mut self, word: &str) -> u32 {
        let stem = self.stemmer.stem(word);
        let next = self.stems.len() as u32;
        let number = *self.numbers.entry(stem).or_insert_with_key(|stem| {
            self.stems.push(stem.clone());
            next
        });
        self.words.insert(word.into(), number);
        number
    }

    /// Turns the words of a document into postings.
    fn post(&mut self, document: u32, words: usize, part: f32) {
        self.hits.sort_unstable();
        let words = u16::try_from(words).unwrap_or(u16::MAX);
        let length = (f32::from(words) / f32::from(USUAL)).clamp(0.1, 8.0);
        let norm = 1.0 - B + B * length;
        for hits in self.hits.chunk_by(|a, b| a >> 32 == b >> 32) {
            self.postings
                .push(((hits[0] >> 32) as u32, posting(document, hits, norm, part)));
        }
        self.hits.clear();
    }
}

/// What a document says of one stem.
#[expect(clippy::cast_sign_loss, reason = "no weight is negative")]
fn posting(document: u32, hits: &[u64], norm: f32, part: f32) -> Posting {
    let mut sum = 0.0;
    let (mut title, mut name, mut headings, mut about) = (false, false, 0_u8, false);
    let mut best = (0.0, 0);
    for in_piece in hits.chunk_by(|a, b| a >> 8 == b >> 8) {
        let mut here = 0.0;
        for hit in in_piece {
            match FIELDS[(hit & 0xFF) as usize] {
                Field::Title => title = true,
                Field::Name => name = true,
                Field::About => about = true,
                Field::Heading => {
                    headings = headings.saturating_add(1);
                    here += 4.0;
                }
                Field::Text => {
                    sum += 1.0 / norm;
                    here += 1.0;
                }
            }
        }
        if here > best.0 {
            best = (here, (in_piece[0] >> 8) as u16);
        }
    }
    for (there, worth) in [(title, 10.0), (name, 5.0), (about, 2.0)] {
        if there {
            sum += worth;
        }
    }
    // More than a few headings with a word are a habit of the page.
    sum += 3.0 * f32::from(headings.min(3));
    let weight = 99.0 * part * sum / (K1 + sum);
    Posting {
        document,
        piece: best.1,
        weight: (weight.round() as u8).clamp(1, 99),
    }
}

//! Which word says how much about which page: the postings.
//!
//! A word weighs more in a title than in a heading, and there more than in the
//! text: BM25 with weights for fields (Robertson, Zaragoza and Taylor 2004).
//! Weights are whole numbers from 1 to 99, and the length of a text is
//! compared with a fixed one instead of the guide's mean: an edit of one page
//! then changes no other page's weights, and no other file.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bibliography::{Source, SourceId};

use super::field::{self, Field, Searched};
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

/// Gathers the words of all pages and sources, in parallel, once each: those
/// with one stem together, sorted by stem. Linear in the words but for sorting
/// those of one page.
pub(super) fn gather(searched: &Searched<'_>) -> Vec<Group> {
    let site = searched.site;
    let pages = site.pages.len();
    let documents = pages + site.library.len();
    let size = (documents / (4 * rayon::current_num_threads())).clamp(16, 1_000);
    let starts: Vec<usize> = (0..documents).step_by(size).collect();
    let batches: Vec<Batch> = starts
        .into_par_iter()
        .map(|start| {
            let mut batch = Batch::new(&site.config.language);
            for document in start..(start + size).min(documents) {
                if document < pages {
                    batch.page(searched, document);
                } else {
                    let id = SourceId((document - pages) as u32);
                    batch.source(document as u32, site.library.get(id));
                }
            }
            batch
        })
        .collect();
    let mut groups = join(batches);
    let little = function_words(&site.config.language);
    for group in &mut groups {
        group.says_little = group.words.iter().any(|word| little.contains(&**word));
    }
    groups
}

/// Puts together what was gathered in parts. The parts are in the order of
/// the documents, so that every list is in that order too.
fn join(batches: Vec<Batch>) -> Vec<Group> {
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
    let mut groups: Vec<Group> = sizes
        .into_iter()
        .map(|size| Group {
            postings: Vec::with_capacity(size),
            ..Group::default()
        })
        .collect();
    for (batch, numbers) in batches.into_iter().zip(numbered) {
        for (stem, posting) in batch.postings {
            groups[numbers[stem as usize] as usize]
                .postings
                .push(posting);
        }
        for (word, stem) in batch.words {
            groups[numbers[stem as usize] as usize].words.push(word);
        }
    }
    groups.par_iter_mut().for_each(|group| {
        group.words.sort_unstable();
        group.words.dedup();
    });
    groups
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
            buffer: Buffer::default(),
            hits: Vec::new(),
        }
    }

    fn page(&mut self, searched: &Searched<'_>, number: usize) {
        let mut words = 0;
        searched.page(number, &mut |field, piece, text| {
            let before = self.hits.len();
            self.text(text, piece, field);
            if field == Field::Text {
                words += self.hits.len() - before;
            }
        });
        self.post(number as u32, words, 1.0);
    }

    fn source(&mut self, document: u32, source: &Source) {
        field::source(source, &mut |field, text| self.text(text, 0, field));
        self.post(document, USUAL.into(), SOURCE);
    }

    fn text(&mut self, text: &str, piece: u16, field: Field) {
        if field == Field::Identifier {
            if !text.is_empty() {
                self.word(&text.to_lowercase(), piece, field);
            }
            return;
        }
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
    let (mut title, mut name, mut headings) = (false, false, 0_u8);
    let (mut beside, mut about) = (false, false);
    let mut best = (0.0, 0);
    for in_piece in hits.chunk_by(|a, b| a >> 8 == b >> 8) {
        let mut here = 0.0;
        for hit in in_piece {
            match field::ALL[(hit & 0xFF) as usize] {
                Field::Title | Field::Identifier => title = true,
                Field::Name => name = true,
                Field::Beside => beside = true,
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
    for (there, worth) in [(title, 10.0), (name, 5.0), (beside, 2.0), (about, 2.0)] {
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

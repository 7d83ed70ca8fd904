//! What a sentence costs: cut out of its block, judged, and its coverage
//! worked out, on one processor, over at least 100,000 sentences like real
//! ones. `cargo bench --bench sentences`; the time of one item is that of one
//! sentence. At the end the same run says how many times longer that takes
//! than the Markdown parsing of the same pages, turn by turn, so that a busy
//! computer weighs on both. What is compared with is the parser alone: the
//! events of a page's text below its front matter and their places, with the
//! extensions that the program turns on, and nothing made of them. What
//! reading a page takes in all (front matter, citations, spans, the tree of
//! nodes) is told beside it.

mod guide;

use std::sync::Arc;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::ItemsCount;
use pulldown_cmark::{Options, Parser};

use wellsourced::claim::{Claims, Words};
use wellsourced::document::{Coverage, Document};
use wellsourced::text::TextFile;

/// How many pages hold 100,000 sentences.
const PAGES: usize = 1_200;

const SENTENCES: usize = 100_000;

/// How often both are timed in turn; the shortest times are compared.
const TURNS: usize = 7;

fn main() {
    divan::main();
    compare();
}

fn pages() -> impl Iterator<Item = (String, String)> {
    guide::Guide::new(PAGES, guide::Shape::Folders)
        .files()
        .filter(|(path, _)| path.ends_with(".md"))
}

fn documents() -> Vec<Document> {
    pages()
        .map(|(path, text)| Document::read(&Arc::new(TextFile::new(path, text))))
        .collect()
}

fn judge(documents: &[Document]) -> usize {
    documents
        .iter()
        .map(|document| {
            Claims::of(document, Some(Words::english()), Coverage::Sentence)
                .units
                .len()
        })
        .sum()
}

#[divan::bench(sample_count = 5)]
fn cut_judge_and_cover(bencher: Bencher<'_, '_>) {
    let documents = documents();
    let sentences = judge(&documents);
    assert!(sentences >= SENTENCES, "{sentences} sentences are too few");
    bencher
        .counter(ItemsCount::new(sentences))
        .bench(|| judge(&documents));
}

/// Prints the ratio of judging to parsing.
fn compare() {
    let documents = documents();
    let files: Vec<Arc<TextFile>> = pages()
        .map(|(path, text)| Arc::new(TextFile::new(path, text)))
        .collect();
    // Those of every page; formulas are turned on by a page of its own.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let parse = || -> usize {
        files
            .iter()
            .map(|file| {
                let body = file
                    .text()
                    .split_once("\n---\n")
                    .map_or("", |(_, body)| body);
                Parser::new_ext(body, options).into_offset_iter().count()
            })
            .sum()
    };
    let read = || -> usize {
        files
            .iter()
            .map(|file| Document::read(file).body.nodes.len())
            .sum()
    };
    let mut shortest = [Duration::MAX; 3];
    for _ in 0..TURNS {
        let turn: [&dyn Fn() -> usize; 3] = [&|| judge(&documents), &parse, &read];
        for (time, work) in shortest.iter_mut().zip(turn) {
            let start = Instant::now();
            divan::black_box(work());
            *time = start.elapsed().min(*time);
        }
    }
    let sentences = judge(&documents);
    let sentences = u32::try_from(sentences).unwrap_or(u32::MAX);
    let [judged, parsed, read] =
        shortest.map(|time| time.as_secs_f64() * 1e6 / f64::from(sentences));
    println!(
        "a sentence: {judged:.2} µs to judge; to parse, {parsed:.2} µs, ratio {:.2}; to read, {read:.2} µs, ratio {:.2}",
        judged / parsed,
        judged / read
    );
}

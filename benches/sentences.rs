//! What a sentence costs: cut out of its block, judged, and its coverage
//! worked out, on one processor, over at least 100,000 sentences like real
//! ones. `cargo bench --bench sentences`; the time of one item is that of one
//! sentence. At the end the same run says how many times longer that takes
//! than the Markdown parser alone on the same text, turn by turn, so that a
//! busy computer weighs on both.

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
    let texts: Vec<String> = pages().map(|(_, text)| text).collect();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let parse = || -> usize {
        texts
            .iter()
            .map(|text| Parser::new_ext(text, options).into_offset_iter().count())
            .sum()
    };
    let (mut judged, mut parsed) = (Duration::MAX, Duration::MAX);
    let mut sentences = 0;
    for _ in 0..TURNS {
        let start = Instant::now();
        sentences = judge(&documents);
        judged = judged.min(start.elapsed());
        let start = Instant::now();
        divan::black_box(parse());
        parsed = parsed.min(start.elapsed());
    }
    let sentences = u32::try_from(sentences).unwrap_or(u32::MAX);
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(sentences);
    println!(
        "a sentence: {:.2} µs to judge, {:.2} µs to parse; ratio {:.2}",
        each(judged),
        each(parsed),
        judged.as_secs_f64() / parsed.as_secs_f64()
    );
}

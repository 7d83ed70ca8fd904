//! What a sentence costs: cut out of its block, judged, and its coverage
//! worked out, on one processor, over at least 100,000 sentences like real
//! ones. `cargo bench --bench sentences`; the time of one item is that of one
//! sentence.

mod guide;

use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;

use wellsourced::claim::{Claims, Words};
use wellsourced::document::{Coverage, Document};
use wellsourced::text::TextFile;

/// How many pages hold 100,000 sentences.
const PAGES: usize = 1_200;

const SENTENCES: usize = 100_000;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5)]
fn cut_judge_and_cover(bencher: Bencher<'_, '_>) {
    let documents: Vec<Document> = guide::Guide::new(PAGES, guide::Shape::Folders)
        .files()
        .filter(|(path, _)| path.ends_with(".md"))
        .map(|(path, text)| Document::read(&Arc::new(TextFile::new(path, text))))
        .collect();
    let words = Words::english();
    let all = || {
        documents
            .iter()
            .map(|document| {
                Claims::of(document, Some(words), Coverage::Sentence)
                    .units
                    .len()
            })
            .sum::<usize>()
    };
    let sentences = all();
    assert!(sentences >= SENTENCES, "{sentences} sentences are too few");
    bencher.counter(ItemsCount::new(sentences)).bench(all);
}

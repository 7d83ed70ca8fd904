//! What a library of 10,000 entries costs in each format, from its text to
//! sources with places; and, in the same run, what it costs to read the same
//! text as nothing but what it is, for the formats that a plain parser reads.
//! `cargo bench --bench library`.

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;

use wellsourced::bibliography::{Library, read};
use wellsourced::text::TextFile;

const ENTRIES: usize = 10_000;

fn main() {
    divan::main();
}

/// Entries that nobody wrote, of the length that real ones have.
fn text(format: &str) -> String {
    let mut text = String::new();
    if format == "json" {
        text.push('[');
    }
    for n in 0..ENTRIES {
        let title = format!(
            "The effect of condition {n} on outcomes in adults: a randomised trial of {n} people"
        );
        let year = 1980 + n % 45;
        let (a, b) = (n % 500, n % 300);
        let _ = match format {
            "yaml" => writeln!(
                text,
                "- id: author{a}-{year}-{n}\n  type: article-journal\n  title: '{title}'\n  author:\n    - {{family: Family{a}, given: Given A.}}\n    - {{family: Family{b}, given: Given B.}}\n    - {{family: Third, given: Given C.}}\n  issued: {year}\n  container-title: Journal of Number {b}\n  volume: '{b}'\n  issue: '2'\n  page: '{n}-{}'\n  DOI: 10.1000/j.{n}\n  design: rct\n  population: human\n  supports: What the trial of condition {n} found, in one line of plain words.",
                n + 9
            ),
            "json" => writeln!(
                text,
                "{}{{\"id\": \"author{a}-{year}-{n}\", \"type\": \"article-journal\", \"title\": \"{title}\", \"author\": [{{\"family\": \"Family{a}\", \"given\": \"Given A.\"}}, {{\"family\": \"Family{b}\", \"given\": \"Given B.\"}}, {{\"family\": \"Third\", \"given\": \"Given C.\"}}], \"issued\": {{\"date-parts\": [[{year}]]}}, \"container-title\": \"Journal of Number {b}\", \"volume\": \"{b}\", \"issue\": \"2\", \"page\": \"{n}-{}\", \"DOI\": \"10.1000/j.{n}\", \"custom\": {{\"design\": \"rct\", \"population\": \"human\", \"supports\": \"What the trial of condition {n} found, in one line of plain words.\"}}}}",
                if n > 0 { "," } else { "" },
                n + 9
            ),
            "bib" => writeln!(
                text,
                "@article{{author{a}-{year}-{n},\n  title = {{{title}}},\n  author = {{Family{a}, Given A. and Family{b}, Given B. and Third, Given C.}},\n  year = {{{year}}},\n  journal = {{Journal of Number {b}}},\n  volume = {{{b}}},\n  number = {{2}},\n  pages = {{{n}--{}}},\n  doi = {{10.1000/j.{n}}},\n  design = {{rct}},\n  population = {{human}},\n  supports = {{What the trial of condition {n} found, in one line of plain words.}},\n}}\n",
                n + 9
            ),
            "ris" => writeln!(
                text,
                "TY  - JOUR\nID  - author{a}-{year}-{n}\nTI  - {title}\nAU  - Family{a}, Given A.\nAU  - Family{b}, Given B.\nAU  - Third, Given C.\nPY  - {year}\nT2  - Journal of Number {b}\nVL  - {b}\nIS  - 2\nSP  - {n}\nEP  - {}\nDO  - 10.1000/j.{n}\nN1  - design: rct\nN1  - population: human\nN1  - supports: What the trial of condition {n} found, in one line of plain words.\nER  - \n",
                n + 9
            ),
            _ => writeln!(
                text,
                "PMID- {}\nID  - author{a}-{year}-{n}\nTI  - {title}.\nFAU - Family{a}, Given A.\nAU  - Family{a} GA\nFAU - Family{b}, Given B.\nAU  - Family{b} GB\nDP  - {year}\nJT  - Journal of Number {b}\nVI  - {b}\nIP  - 2\nPG  - {n}-{}\nLID - 10.1000/j.{n} [doi]\nPT  - Randomized Controlled Trial\n",
                10_000_000 + n,
                n + 9
            ),
        };
    }
    if format == "json" {
        text.push(']');
    }
    text
}

#[divan::bench(args = ["yaml", "json", "bib", "ris", "nbib"], sample_count = 5)]
fn load(bencher: Bencher<'_, '_>, format: &str) {
    let file = Arc::new(TextFile::new(
        &*format!("content/sources.{format}"),
        text(format),
    ));
    let load = || {
        let (sources, diagnostics) = read(&file);
        assert!(diagnostics.is_empty(), "{:?}", diagnostics[0].message);
        let (library, diagnostics) = Library::new(sources);
        assert!(diagnostics.is_empty());
        assert_eq!(library.len(), ENTRIES);
        library
    };
    bencher.counter(ItemsCount::new(ENTRIES)).bench(load);
}

#[divan::bench(args = ["yaml", "json", "bib"], sample_count = 5)]
fn plain_parser(bencher: Bencher<'_, '_>, format: &str) {
    let text = text(format);
    bencher
        .counter(ItemsCount::new(ENTRIES))
        .bench(|| match format {
            "yaml" => {
                black_box(serde_yaml::from_str::<serde_yaml::Value>(&text).is_ok());
            }
            "json" => {
                black_box(serde_json::from_str::<serde_json::Value>(&text).is_ok());
            }
            _ => {
                black_box(biblatex::Bibliography::parse(&text).is_ok());
            }
        });
}

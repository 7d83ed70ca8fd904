//! What references cost: how the cost grows with a page's sources, and with
//! the pages that share a library.
//!
//! `cargo bench --bench references` prints, for a numeric style and one that
//! cites by words,
//!
//! - the time to format 5,000 sources, once;
//! - a page that cites 200 sources against twenty that cite ten each (the same
//!   2,000 citations of each in the end: the ratio should be near 1, and must
//!   not grow with the page);
//! - 1,000 pages that share a library of 5,000 sources against the same pages
//!   without citations, with the formatting of the library taken away.
//!
//! Each is the median of several runs.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wellsourced::bibliography::{self, Library, Style};
use wellsourced::config::Config;
use wellsourced::engine::{self, Inputs, Options};
use wellsourced::render::{self, Theme};
use wellsourced::text::TextFile;

const RUNS: usize = 5;

/// A library of invented sources; every tenth looks like its neighbour.
fn library(count: usize) -> String {
    let mut yaml = String::new();
    for at in 0..count {
        let name = at - usize::from(at % 10 == 9);
        let _ = writeln!(
            yaml,
            "- {{id: k{at}, type: article-journal, title: An invented work {at}, \
             author: [{{family: Name{name}, given: Ann B.}}, {{family: Other, given: Carl}}, {{family: Third, given: Dora}}], \
             issued: {}, container-title: Invented Journal, volume: '{}', page: {at}-{}, DOI: 10.5555/x{at}}}",
            1980 + name % 40,
            at % 90,
            at + 9
        );
    }
    yaml
}

/// Pages that cite so many sources each, ten times every one of the first 200
/// in all.
fn pages(count: usize, each: usize, sources: usize) -> Vec<Arc<TextFile>> {
    (0..count)
        .map(|page| {
            let keys: Vec<String> = (0..each)
                .map(|at| format!("k{}", (page * each + at) % sources))
                .collect();
            let mut text = format!(
                "---\ntitle: Page {page}\nsources: [{}]\n---\n\n",
                keys.join(", ")
            );
            for key in &keys {
                let _ = writeln!(text, "This is so in every case [@{key}].\n");
            }
            let path = format!("content/page-{page}.md");
            Arc::new(TextFile::new(path.as_str(), text.as_str()))
        })
        .collect()
}

fn build(style: &str, library: &Arc<TextFile>, pages: &[Arc<TextFile>]) -> Duration {
    let settings = format!("title: T\nlanguage: en-GB\nstyle: {style}\n");
    let (config, faults) = Config::read(&Arc::new(TextFile::new("site.yaml", settings.as_str())));
    let inputs = Inputs {
        pages: pages.to_vec(),
        libraries: vec![Arc::clone(library)],
        ..Inputs::new(config, faults)
    };
    let options = Options {
        today: jiff::civil::date(2026, 11, 22),
        today_is_stated: true,
        drafts: false,
    };
    let theme = Theme::new(&[]).expect("the theme is sound");
    let start = Instant::now();
    let compiled = engine::compile(inputs, options);
    let guide = render::Guide::new(&compiled.site, &theme);
    for file in guide.files() {
        // The pages of the sources are the same in all cases.
        if file.path.starts_with("page-") {
            black_box(file.content().is_ok());
        }
    }
    start.elapsed()
}

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    times.sort();
    times[RUNS / 2]
}

fn main() {
    let file = |yaml: String| Arc::new(TextFile::new("content/sources.yaml", yaml.as_str()));
    let (small, large) = (file(library(200)), file(library(5_000)));
    for name in ["vancouver", "apa"] {
        let style = Style::by_name(name, "en-GB").expect("the style is known");
        let format = |file: &Arc<TextFile>| {
            let library = Library::new(bibliography::read(file).0).0;
            median(|| {
                let start = Instant::now();
                black_box(bibliography::format(&library, &style).len());
                start.elapsed()
            })
        };
        let (few, many) = (format(&small), format(&large));
        println!(
            "{name}: 5,000 sources formatted in {many:.1?}, {:.2} times what they cost by the 200",
            many.as_secs_f64() / few.as_secs_f64() / 25.0
        );
        let long = pages(1, 200, 200);
        let short = pages(20, 10, 200);
        let (long, short) = (
            median(|| build(name, &small, &long)),
            median(|| build(name, &small, &short)),
        );
        println!(
            "{name}: one page with 200 sources {long:.1?}, twenty with 10 {short:.1?}, ratio {:.2}",
            long.as_secs_f64() / short.as_secs_f64()
        );
        let guide = pages(1_000, 20, 5_000);
        let whole = median(|| build(name, &large, &guide));
        println!(
            "{name}: 1,000 pages of 20 citations and 5,000 sources {whole:.1?}, {:.0} % of it formatting",
            many.as_secs_f64() / whole.as_secs_f64() * 100.0
        );
    }
}

//! How fast a guide is built, stage by stage, and how far the whole is from
//! the floor.
//!
//! `cargo bench --bench build` makes a guide of 100 pages like real ones (see
//! `guide/mod.rs`; `WELLSOURCED_BENCH_PAGES=1000` for another number), builds
//! it and the floor (see `guide/floor.rs`) in turn, and prints the median of
//! the ratios of these pairs: the one figure that means the same on any
//! computer. Then come the stages, in pages a second, each as the program
//! runs it, on all processors:
//!
//! | stage | what is measured |
//! |---|---|
//! | `parse` | front matter and Markdown into documents |
//! | `claims` | sentences, verdicts, coverage |
//! | `library` | the sources read and formatted |
//! | `link` | `Site::new`: tree, links, numbers of references |
//! | `rules` | all rules |
//! | `prepare` | what several files share: the ledger, the lists, the index of the search |
//! | `render` | the same, and every file of the site made, and thrown away |
//! | `write` | finished bytes staged and put in place, in a new folder |
//! | `whole` | from the files on the disk to the site on the disk |

#[path = "guide/floor.rs"]
mod floor;
mod guide;
#[path = "guide/rendered.rs"]
mod rendered;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::ItemsCount;
use rayon::prelude::*;
use tempfile::TempDir;

use wellsourced::bibliography::{self, Library, Style};
use wellsourced::check::check;
use wellsourced::claim::{Claims, Words};
use wellsourced::config::Config;
use wellsourced::document::{Coverage, Document};
use wellsourced::engine::{self, Compiled, Inputs, Options};
use wellsourced::output::{self, Artifact};
use wellsourced::render::{self, Theme};
use wellsourced::site::{Crisis, Parts, People, Site};
use wellsourced::text::TextFile;
use wellsourced::workspace;

use rendered::Rendered;

/// How many pairs the ratio is the median of.
const PAIRS: usize = 9;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if arguments.is_empty() {
        ratio();
    }
    divan::main();
}

/// The guide on the disk.
struct OnDisk {
    folder: TempDir,
    pages: usize,
}

static GUIDE: LazyLock<OnDisk> = LazyLock::new(|| {
    let pages = std::env::var("WELLSOURCED_BENCH_PAGES")
        .ok()
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(100);
    let folder = tempfile::tempdir().expect("a temporary folder");
    guide::Guide::new(pages, guide::Shape::Folders)
        .write(folder.path())
        .expect("the guide is written");
    OnDisk { folder, pages }
});

impl OnDisk {
    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn count(&self) -> ItemsCount {
        ItemsCount::new(self.pages)
    }

    fn inputs(&self) -> Inputs {
        workspace::read(self.root()).expect("the guide is readable")
    }
}

fn options() -> Options {
    Options {
        today: jiff::civil::date(2026, 11, 22),
        today_is_stated: true,
        drafts: false,
    }
}

fn compile(inputs: Inputs) -> Site {
    let Compiled { site, diagnostics } = engine::compile(inputs, options());
    let errors = wellsourced::diagnostic::count(&diagnostics).0;
    assert_eq!(errors, 0, "the guide has errors: {:?}", diagnostics.first());
    site
}

/// Builds the guide into a new folder, as the command does, and leaves the
/// large structures to the end of the process.
fn whole(target: &Path) {
    let inputs = GUIDE.inputs();
    let theme = Theme::new(&inputs.theme).expect("the theme is sound");
    let site = compile(inputs);
    let guide = render::Guide::new(&site, &theme);
    let files: Vec<Rendered<'_>> = guide.files().into_iter().map(Rendered).collect();
    output::publish(target, &files, &output::Options::default()).expect("the site is written");
}

/// Prints the ratio of the whole to the floor.
fn ratio() {
    let target = tempfile::tempdir().expect("a temporary folder");
    let content = GUIDE.root().join("content");
    let time = |work: &dyn Fn(&Path)| {
        let fresh: PathBuf = target.path().join("public");
        let start = Instant::now();
        work(&fresh);
        let taken = start.elapsed();
        fs::remove_dir_all(&fresh).expect("the site is removed");
        taken
    };
    let floor = |target: &Path| {
        let pages = floor::build(&content, target).expect("the floor is built");
        assert_eq!(pages, GUIDE.pages);
    };
    time(&floor);
    time(&whole);
    let mut pairs: Vec<(Duration, Duration)> =
        (0..PAIRS).map(|_| (time(&floor), time(&whole))).collect();
    pairs.sort_by(|a, b| {
        let ratio = |pair: &(Duration, Duration)| pair.1.as_secs_f64() / pair.0.as_secs_f64();
        ratio(a).total_cmp(&ratio(b))
    });
    let (floor, whole) = pairs[PAIRS / 2];
    println!(
        "{} pages: whole {:.1} ms, floor {:.1} ms, ratio {:.2} (median of {PAIRS} pairs)",
        GUIDE.pages,
        whole.as_secs_f64() * 1e3,
        floor.as_secs_f64() * 1e3,
        whole.as_secs_f64() / floor.as_secs_f64(),
    );
}

fn documents() -> Vec<Document> {
    GUIDE
        .inputs()
        .pages
        .par_iter()
        .map(Document::read)
        .collect()
}

fn style() -> Style {
    Style::by_name("vancouver", "en-GB").expect("the style is known")
}

#[divan::bench(sample_count = 20)]
fn parse(bencher: Bencher<'_, '_>) {
    let pages: Vec<Arc<TextFile>> = GUIDE.inputs().pages;
    bencher
        .counter(GUIDE.count())
        .bench(|| pages.par_iter().map(Document::read).collect::<Vec<_>>());
}

#[divan::bench(sample_count = 20)]
fn claims(bencher: Bencher<'_, '_>) {
    let documents = documents();
    let words = Words::english();
    bencher.counter(GUIDE.count()).bench(|| {
        documents
            .par_iter()
            .map(|document| Claims::of(document, Some(words), Coverage::Sentence))
            .collect::<Vec<_>>()
    });
}

#[divan::bench(sample_count = 10)]
fn library(bencher: Bencher<'_, '_>) {
    let libraries = GUIDE.inputs().libraries;
    let style = style();
    bencher.counter(GUIDE.count()).bench(|| {
        let sources = libraries
            .iter()
            .flat_map(|file| bibliography::read(file).0)
            .collect();
        bibliography::format(&Library::new(sources).0, &style)
    });
}

#[divan::bench(sample_count = 10)]
fn link(bencher: Bencher<'_, '_>) {
    let formatted = {
        let sources = GUIDE
            .inputs()
            .libraries
            .iter()
            .flat_map(|file| bibliography::read(file).0)
            .collect();
        bibliography::format(&Library::new(sources).0, &style())
    };
    bencher
        .counter(GUIDE.count())
        .with_inputs(|| {
            let inputs = GUIDE.inputs();
            let sources = inputs
                .libraries
                .iter()
                .flat_map(|file| bibliography::read(file).0)
                .collect();
            let words = Words::english();
            let pages = inputs.pages.par_iter().map(|file| {
                let document = Document::read(file);
                let claims = Claims::of(&document, Some(words), Coverage::Sentence);
                (document, claims)
            });
            Parts {
                pages: pages.collect(),
                config: Config::read(&inputs.config.file).0,
                today: options().today,
                today_is_stated: true,
                library: Library::new(sources).0,
                style: style(),
                references: formatted.clone(),
                people: inputs
                    .people
                    .map(|file| People::read(&file).0)
                    .unwrap_or_default(),
                crisis: Crisis::default(),
                drafts: Vec::new(),
                assets: inputs.assets,
                pictures: inputs.pictures,
                faults: Vec::new(),
            }
        })
        .bench_values(Site::new);
}

#[divan::bench(sample_count = 20)]
fn rules(bencher: Bencher<'_, '_>) {
    let site = compile(GUIDE.inputs());
    bencher.counter(GUIDE.count()).bench(|| check(&site));
}

#[divan::bench(sample_count = 10)]
fn prepare(bencher: Bencher<'_, '_>) {
    let inputs = GUIDE.inputs();
    let theme = Theme::new(&inputs.theme).expect("the theme is sound");
    let site = compile(inputs);
    bencher
        .counter(GUIDE.count())
        .bench(|| render::Guide::new(&site, &theme).files().len());
}

#[divan::bench(sample_count = 10)]
fn render(bencher: Bencher<'_, '_>) {
    let inputs = GUIDE.inputs();
    let theme = Theme::new(&inputs.theme).expect("the theme is sound");
    let site = compile(inputs);
    bencher.counter(GUIDE.count()).bench(|| {
        let guide = render::Guide::new(&site, &theme);
        guide
            .files()
            .par_iter()
            .map(|file| match file.content() {
                Ok(render::Content::Bytes(bytes)) => bytes.len(),
                _ => 0,
            })
            .sum::<usize>()
    });
}

/// A file whose bytes are finished.
struct Finished {
    path: String,
    bytes: Vec<u8>,
}

impl Artifact for Finished {
    fn path(&self) -> &str {
        &self.path
    }

    fn content(&self) -> Result<output::Content<'_>, String> {
        Ok(output::Content::Bytes(Cow::Borrowed(&self.bytes)))
    }
}

#[divan::bench(sample_count = 10)]
fn write(bencher: Bencher<'_, '_>) {
    let inputs = GUIDE.inputs();
    let theme = Theme::new(&inputs.theme).expect("the theme is sound");
    let site = compile(inputs);
    let files: Vec<Finished> = render::Guide::new(&site, &theme)
        .files()
        .into_iter()
        .map(|file| {
            let bytes = match file.content() {
                Ok(render::Content::Bytes(bytes)) => bytes.into_owned(),
                _ => Vec::new(),
            };
            Finished {
                path: file.path,
                bytes,
            }
        })
        .collect();
    bencher
        .counter(GUIDE.count())
        .with_inputs(|| tempfile::tempdir().expect("a temporary folder"))
        .bench_values(|folder| {
            output::publish(
                &folder.path().join("public"),
                &files,
                &output::Options::default(),
            )
            .expect("written");
            folder
        });
}

#[divan::bench(sample_count = 10, name = "whole")]
fn whole_build(bencher: Bencher<'_, '_>) {
    bencher
        .counter(GUIDE.count())
        .with_inputs(|| tempfile::tempdir().expect("a temporary folder"))
        .bench_values(|folder| {
            whole(&folder.path().join("public"));
            folder
        });
}

//! All floors in one: from a snapshot of a site's files to a linked site and
//! everything that is wrong with it. Touches no disk and no clock, so that
//! every command, and every test, runs the same code.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::bibliography::{self, Library, Source, Style, StyleError};
use crate::check::check;
use crate::claim::{Claims, Words, words_of};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::document::Document;
use crate::site::{Crisis, Parts, People, Pictures, Site};
use crate::text::TextFile;

/// A site's files, as they were read.
pub struct Inputs {
    /// The settings.
    pub config: Config,
    /// The pages.
    pub pages: Vec<Arc<TextFile>>,
    /// The files of the library.
    pub libraries: Vec<Arc<TextFile>>,
    /// `content/people.yaml`.
    pub people: Option<Arc<TextFile>>,
    /// `content/crisis.yaml`.
    pub crisis: Option<Arc<TextFile>>,
    /// The citation style, if `style` names a file.
    pub style: Option<Arc<TextFile>>,
    /// The files beside the pages, relative to `content/`.
    pub assets: Vec<Arc<str>>,
    /// Those of them whose names are those of images.
    pub pictures: Pictures,
    /// The site's own theme: paths within it, and bytes.
    pub theme: Vec<(String, Arc<[u8]>)>,
    /// What was found wrong while reading.
    pub faults: Vec<Diagnostic>,
}

impl Inputs {
    /// A site that has its settings and no other file yet; `faults` is what was
    /// wrong with them.
    pub fn new(config: Config, faults: Vec<Diagnostic>) -> Self {
        Self {
            config,
            pages: Vec::new(),
            libraries: Vec::new(),
            people: None,
            crisis: None,
            style: None,
            assets: Vec::new(),
            pictures: Pictures::default(),
            theme: Vec::new(),
            faults,
        }
    }
}

/// What is not in the files.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day against which reviews are due.
    pub today: Date,
    /// Whether that day was stated, so that pages may depend on it.
    pub today_is_stated: bool,
    /// Whether drafts are built.
    pub drafts: bool,
}

/// A linked site and its faults, sorted.
pub struct Compiled {
    /// The site.
    pub site: Site,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a site.
pub fn compile(inputs: Inputs, options: Options) -> Compiled {
    let Inputs {
        config,
        pages,
        libraries,
        people,
        crisis,
        style,
        assets,
        pictures,
        theme: _,
        mut faults,
    } = inputs;
    let (libraries, documents) = rayon::join(
        || {
            libraries
                .par_iter()
                .map(bibliography::read)
                .collect::<Vec<_>>()
        },
        || read_pages(&config, pages),
    );
    let mut sources: Vec<Source> = Vec::new();
    for (read, diagnostics) in libraries {
        sources.extend(read);
        faults.extend(diagnostics);
    }
    let mut kept = Vec::with_capacity(documents.len());
    let mut drafts = Vec::new();
    for read in documents {
        let (mut document, claims) = match read {
            Ok(page) => page,
            Err(fault) => {
                faults.push(*fault);
                continue;
            }
        };
        if document.front.draft && !options.drafts {
            let path = document.file.path();
            drafts.push(path.strip_prefix("content/").unwrap_or(path).into());
            continue;
        }
        let (in_place, diagnostics) =
            bibliography::in_place(&document.file, &document.front.sources);
        sources.extend(in_place);
        faults.extend(diagnostics);
        faults.append(&mut document.diagnostics);
        kept.push((document, claims));
    }
    let (library, diagnostics) = Library::new(sources);
    faults.extend(diagnostics);
    let people = people.map_or_else(People::default, |file| {
        let (people, diagnostics) = People::read(&file);
        faults.extend(diagnostics);
        people
    });
    let crisis = crisis.map_or_else(Crisis::default, |file| {
        let (crisis, diagnostics) = Crisis::read(&file);
        faults.extend(diagnostics);
        crisis
    });
    let style = read_style(&config, style.as_ref(), &mut faults);
    let references = bibliography::format(&library, &style);
    let site = Site::new(Parts {
        config,
        today: options.today,
        today_is_stated: options.today_is_stated,
        library,
        style,
        references,
        people,
        crisis,
        pages: kept,
        drafts,
        assets,
        pictures,
        faults,
    });
    let diagnostics = check(&site);
    Compiled { site, diagnostics }
}

/// Reads and judges all pages, in parallel: each depends on its file alone.
fn read_pages(
    config: &Config,
    pages: Vec<Arc<TextFile>>,
) -> Vec<Result<(Document, Claims), Box<Diagnostic>>> {
    let phrases: Vec<String> = config
        .claims
        .exempt_phrases
        .iter()
        .map(|phrase| phrase.phrase.text.clone())
        .collect();
    let own;
    let words = match words_of(&config.language) {
        Some(_) if !phrases.is_empty() => {
            own = Words::with_phrases(&phrases);
            Some(&own)
        }
        words => words,
    };
    pages
        .into_par_iter()
        .map(|file| {
            let read = catch_unwind(AssertUnwindSafe(|| {
                let document = Document::read(&file);
                let claims = Claims::of(&document, words, config.claims.coverage);
                (document, claims)
            }));
            read.map_err(|_| {
                Box::new(Diagnostic::at(
                    "file",
                    Place::File(file.path().into()),
                    "the program failed on this page: that is a fault of the program, not yours",
                )
                .why("nothing is published, because nobody has looked at the claims of this page")
                .help("please report it with the page; until then, leave the page out"))
            })
        })
        .collect()
}

/// The guide's citation style. Where it cannot be used, the guide is not
/// published, and our own style stands in so that the rest can be checked.
fn read_style(
    config: &Config,
    file: Option<&Arc<TextFile>>,
    faults: &mut Vec<Diagnostic>,
) -> Style {
    let style = match file {
        Some(file) => Style::from_csl(file.text(), &config.language),
        None => Style::by_name(&config.style.text, &config.language),
    };
    let error = match style {
        Ok(style) => return style,
        Err(error) => error,
    };
    let name = &config.style.text;
    let diagnostic = Diagnostic::error(
        "config",
        &config.file,
        config.style.span,
        format!("`{name}`: {error}"),
    )
    .why("references would be written in another style than the one asked for, or not at all");
    faults.push(match error {
        StyleError::Unknown => diagnostic
            .did_you_mean(nearest(name, Style::all_names()))
            .help(format!(
                "the usual names are {}; the manual lists all of them",
                Style::NAMES.join(", ")
            ))
            .help("or name a `.csl` file of the guide, as in `style: journal.csl`"),
        StyleError::Dependent(_) => {
            diagnostic.help("get the `.csl` file of that other style, and name it instead")
        }
        _ => diagnostic.help("get the file again from where it came, or choose another style"),
    });
    Style::default()
}

//! `sources add`: works from a file of a reference manager into the library.

use std::fmt::Write;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::bibliography::library_file::{insert, is_yaml};
use crate::bibliography::{self, Addition, Source};
use crate::config::Config;
use crate::diagnostic::{Format, Severity};
use crate::text::TextFile;
use crate::workspace;

use super::super::{CONTENT, Context, Failure, count, print};
use super::files::{self, Change};

/// Where a library begins.
const NEW: &str = "content/sources.yaml";

/// What `sources add` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file that a reference manager wrote; `-` reads standard input
    file: String,
    /// What the file holds, where its name does not say it
    #[arg(long, value_name = "FORMAT")]
    from: Option<From>,
    /// Keep the keys of the file instead of making new ones
    #[arg(long)]
    keep_keys: bool,
    /// Show what would be added, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// A format that sources are read from.
#[derive(Clone, Copy, ValueEnum)]
enum From {
    /// BibTeX or BibLaTeX
    Bibtex,
    /// RIS
    Ris,
    /// What PubMed saves
    Nbib,
    /// CSL in JSON
    CslJson,
    /// CSL in YAML
    CslYaml,
}

impl From {
    fn ending(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Nbib => "nbib",
            Self::CslJson => "json",
            Self::CslYaml => "yaml",
        }
    }
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let inputs = context.read()?;
    let config = inputs.config.clone();
    let libraries = inputs.libraries.clone();
    let compiled = context.with_drafts().compile(inputs)?;
    super::refuse_what_is_not_whole(
        context,
        &compiled.diagnostics,
        &["file", "config", "source-entry", "source-defined-twice"],
    )?;
    let file = read(arguments)?;
    let (found, diagnostics) = bibliography::read(&file);
    context.report(&diagnostics)?;
    // Of an entry that cannot be read at all, there is nothing to add.
    let found = found
        .into_iter()
        .filter(|source| !source.broken || !source.fields.is_empty())
        .collect();
    let additions = bibliography::additions(&compiled.site.library, found, arguments.keep_keys);
    let new: Vec<Source> = additions
        .iter()
        .filter_map(|addition| match addition {
            Addition::New { source, .. } => Some(source.clone()),
            Addition::Present { .. } => None,
        })
        .collect();
    let target = libraries.iter().find(|library| is_yaml(library.path()));
    let path = target.map_or(NEW, |library| library.path());
    if !new.is_empty() {
        put(context, arguments, &config, target, &new)?;
    }
    match context.format() {
        Format::Json => print(&mut io::stdout(), &lines(&additions))?,
        _ if context.speaks() => {
            let text = summary(&additions, path, arguments.dry_run);
            print(&mut io::stdout(), &text)?;
        }
        _ => {}
    }
    let failed = diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error);
    std::mem::forget(compiled.site);
    Ok(if failed {
        ExitCode::from(CONTENT)
    } else {
        ExitCode::SUCCESS
    })
}

fn read(arguments: &Arguments) -> Result<Arc<TextFile>, Failure> {
    let ending = arguments.from.map(From::ending);
    if arguments.file == "-" {
        let Some(ending) = ending else {
            return Err(Failure(
                "say what standard input holds: `--from bibtex`, `ris`, `nbib`, `csl-json` or `csl-yaml`."
                    .into(),
            ));
        };
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Failure(format!("standard input cannot be read: {error}.")))?;
        return Ok(Arc::new(TextFile::new(
            format!("standard-input.{ending}"),
            text,
        )));
    }
    let path = match ending {
        // Which reader a file gets is said by its name.
        Some(ending) if !arguments.file.ends_with(&format!(".{ending}")) => {
            format!("{}.{ending}", arguments.file)
        }
        _ => arguments.file.clone(),
    };
    if !bibliography::is_readable(&path) {
        return Err(Failure(format!(
            "`{path}` has no ending that says what it holds.\nName the format with `--from bibtex`, `ris`, `nbib`, `csl-json` or `csl-yaml`."
        )));
    }
    workspace::read_text(Path::new(&arguments.file), &path)
        .map_err(|fault| Failure(format!("{}: {}.", arguments.file, fault.message)))
}

/// Writes the new entries into the library, or shows them.
fn put(
    context: &Context,
    arguments: &Arguments,
    config: &Config,
    target: Option<&Arc<TextFile>>,
    new: &[Source],
) -> Result<(), Failure> {
    if target.is_none() && !config.library.is_empty() {
        return Err(Failure(format!(
            "none of the files that `library` names in site.yaml is YAML, and sources are added to YAML only.\nMake an empty file {NEW} and add it to `library`."
        )));
    }
    let before = target.map(|library| library.text());
    let path = target.map_or(NEW, |library| library.path());
    let after = insert(path, before.unwrap_or_default(), new).map_err(|why| {
        Failure(format!(
            "nothing can be added to {path}, because {}.",
            why.0
        ))
    })?;
    if arguments.dry_run {
        return Ok(());
    }
    let change = Change {
        path,
        before,
        after,
    };
    files::change(context.root(), &[change])
}

fn summary(additions: &[Addition], path: &str, dry_run: bool) -> String {
    let mut out = String::new();
    let mut added = 0;
    for addition in additions {
        let _ = match addition {
            Addition::New { source, was, other } => {
                added += 1;
                if dry_run {
                    let _ = write!(out, "{}", bibliography::export::yaml_entry(source));
                }
                let was = match was {
                    Some(was) => format!(" (`{was}` in the file)"),
                    None => String::new(),
                };
                let other = match other {
                    Some(other) => format!("; `{other}` is the key of another work"),
                    None => String::new(),
                };
                writeln!(out, "+ {}{was}: {}{other}", source.key, title(source))
            }
            Addition::Present {
                source,
                key,
                shared,
            } => writeln!(
                out,
                "= {key}: {} is there already, with {}",
                title(source),
                shared.words()
            ),
        };
    }
    let verb = if dry_run { "would be added" } else { "added" };
    let _ = writeln!(out, "{} {verb} to {path}.", count(added, "source"));
    out
}

fn title(source: &Source) -> String {
    format!("{}. {}", source.label(), source.title())
}

fn lines(additions: &[Addition]) -> String {
    let lines = additions.iter().map(|addition| {
        let line = match addition {
            Addition::New { source, was, .. } => {
                json!({"status": "added", "key": *source.key, "was": was, "title": source.title()})
            }
            Addition::Present { source, key, shared } => {
                json!({"status": "present", "key": key, "was": *source.key, "title": source.title(), "shared": shared.words()})
            }
        };
        line.to_string() + "\n"
    });
    lines.collect()
}

//! `sources`: the library from the command line. One file a verb; what they
//! know stands in `bibliography` and `site`.

mod add;
mod export;
mod files;
mod list;
mod order;
mod rename;
mod show;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::bibliography::{Library, SourceId};
use crate::diagnostic::{Diagnostic, Severity, nearest};

use super::{Context, Failure};

/// What `sources` takes.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    list: list::Arguments,
}

#[derive(Subcommand)]
enum Verb {
    /// List the sources with what rests on each (as `sources` alone does)
    List(list::Arguments),
    /// Show one source: its reference, all that is said of it, and every claim that rests on it
    Show(show::Arguments),
    /// Add sources from a file of a reference manager to the library
    Add(add::Arguments),
    /// Write sources in a format that other programs read
    Export(export::Arguments),
    /// Put the library's YAML files in order: sorted by key, fields in one order, comments kept
    Format(order::Arguments),
    /// Give a source another key, on every page and in the library
    Rename(rename::Arguments),
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.verb.is_some() && !arguments.list.is_empty() {
        return Err(Failure(
            "the filters belong to `sources list`, behind its name.".into(),
        ));
    }
    match &arguments.verb {
        None => list::run(context, &arguments.list),
        Some(Verb::List(arguments)) => list::run(context, arguments),
        Some(Verb::Show(arguments)) => show::run(context, arguments),
        Some(Verb::Add(arguments)) => add::run(context, arguments),
        Some(Verb::Export(arguments)) => export::run(context, arguments),
        Some(Verb::Format(arguments)) => order::run(context, arguments),
        Some(Verb::Rename(arguments)) => rename::run(context, arguments),
    }
}

/// The source of a key, or what to say to somebody who mistyped it.
fn find(library: &Library, key: &str) -> Result<SourceId, Failure> {
    let key = key.trim_start_matches('@');
    library.find(key).ok_or_else(|| {
        let near = nearest(key, library.iter().map(|(_, source)| &*source.key));
        let help = match near {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "`wellsourced sources` lists them all.".to_owned(),
        };
        Failure(format!("the library has no source `{key}`.\n{help}"))
    })
}

/// Stops before a file is changed that could not be read whole: what was not
/// read would be left behind.
fn refuse_what_is_not_whole(
    context: &Context,
    diagnostics: &[Diagnostic],
    rules: &[&str],
) -> Result<(), Failure> {
    let faults: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error && rules.contains(&found.rule))
        .cloned()
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    context.report(&faults)?;
    Err(Failure(
        "nothing was changed: mend these faults first, because what cannot be read cannot be changed safely.".into(),
    ))
}

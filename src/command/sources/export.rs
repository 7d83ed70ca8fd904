//! `sources export`: the library, or some of it, for other programs.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{EnumValueParser, TypedValueParser};

use crate::bibliography::Source;
use crate::bibliography::export::{self, ExportFormat};

use super::super::{Context, Failure, Form, print};
use super::files;

/// What `sources export` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// The keys of the sources; without any, the whole library
    #[arg(value_name = "KEY")]
    keys: Vec<String>,
    /// What to write
    #[arg(
        id = "format",
        long,
        value_name = "FORMAT",
        required = true,
        value_parser = EnumValueParser::<ExportFormat>::new().map(Form::Sources)
    )]
    format: Form,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Form::Sources(format) = arguments.format else {
        return Err(Failure(
            "say which format to write, behind `export`: `--format bibtex`, `ris`, `csl-json` or `csl-yaml`.".into(),
        ));
    };
    let compiled = context.compile(context.read()?)?;
    let site = compiled.site;
    super::refuse_what_is_not_whole(
        context,
        &compiled.diagnostics,
        &["source-entry", "source-defined-twice"],
    )?;
    let mut sources: Vec<&Source> = Vec::new();
    for key in &arguments.keys {
        let source = site.library.get(super::find(&site.library, key)?);
        if !sources.iter().any(|known| known.key == source.key) {
            sources.push(source);
        }
    }
    if arguments.keys.is_empty() {
        sources.extend(site.library.iter().map(|(_, source)| source));
    }
    let text = export::write(sources, format);
    match &arguments.output {
        Some(path) => files::write(path, &text)?,
        None => print(&mut io::stdout(), &text)?,
    }
    std::mem::forget(site);
    Ok(ExitCode::SUCCESS)
}

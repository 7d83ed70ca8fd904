//! `sources format`: the library's YAML files in order.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use clap::Args;

use crate::bibliography::library_file::{is_yaml, tidy};

use super::super::{CONTENT, Context, Failure, count, print};
use super::files::{self, Change};

/// What `sources format` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// Change nothing; end with 1 if something would change
    #[arg(long)]
    check: bool,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let inputs = context.read()?;
    let mut out = String::new();
    let mut changes = Vec::new();
    let mut refused = false;
    for file in &inputs.libraries {
        let path = file.path();
        if !is_yaml(path) {
            let _ = writeln!(
                out,
                "{path}: left as it is, because only YAML is put in order"
            );
            continue;
        }
        match tidy(path, file.text()) {
            Ok(after) if after == file.text() => {
                let _ = writeln!(out, "{path}: in order");
            }
            Ok(after) => {
                let told = if arguments.check {
                    "not in order"
                } else {
                    "put in order"
                };
                let _ = writeln!(out, "{path}: {told}");
                changes.push(Change {
                    path,
                    before: Some(file.text()),
                    after,
                });
            }
            Err(why) => {
                refused = true;
                let _ = writeln!(out, "{path}: left as it is, because {}", why.0);
            }
        }
    }
    if inputs.libraries.is_empty() {
        return Err(Failure("the guide has no library yet.".into()));
    }
    if !arguments.check {
        files::change(context.root(), &changes)?;
    } else if !changes.is_empty() {
        let _ = writeln!(
            out,
            "{} to put in order: run `wellsourced sources format`.",
            count(changes.len(), "file")
        );
    }
    if context.speaks() {
        print(&mut io::stdout(), &out)?;
    }
    let failed = refused || (arguments.check && !changes.is_empty());
    Ok(if failed {
        ExitCode::from(CONTENT)
    } else {
        ExitCode::SUCCESS
    })
}

//! The command line: one file a command, each of one shape. What was typed
//! becomes what is meant once, here; nothing below interprets it again.

mod build;
mod check;
mod claims;
mod explain;
mod sources;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{EnumValueParser, TypedValueParser};
use clap::{Args, ColorChoice, Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::bibliography::ExportFormat;
use crate::check::summaries;
use crate::config::tidy_base_url;
use crate::diagnostic::{self, Color, Diagnostic, Format};
use crate::engine::{self, Compiled, Inputs};
use crate::workspace;
use crate::yaml::parse_date;

/// The content has errors.
const CONTENT: u8 = 1;
/// The command line, or the computer, has.
const USAGE: u8 = 2;

/// wellsourced: guides in which every claim names its source.
#[derive(Parser)]
#[command(
    name = "wellsourced",
    version,
    about = "Compiles a guide written in Markdown into a linked static site, and refuses to publish a claim that cites no listed source.",
    after_help = "Exit codes: 0 all is well, 1 the content has errors, 2 the command line or the computer has.\nBegin with `wellsourced build` in a folder with a `site.yaml` and a `content` folder.",
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Args, Clone)]
struct Global {
    /// The guide's folder: the one that holds site.yaml
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    root: PathBuf,
    /// How findings and lists are written
    #[arg(
        long,
        default_value = "human",
        value_parser = EnumValueParser::<Format>::new().map(Form::Findings),
        global = true
    )]
    format: Form,
    /// The day against which reviews are due, as in 2026-11-22; without it, SOURCE_DATE_EPOCH or the computer's clock, and no page depends on it
    #[arg(long, value_name = "DATE", value_parser = parse_date, global = true)]
    today: Option<Date>,
    /// Include pages marked as drafts
    #[arg(long, global = true)]
    drafts: bool,
    /// Where the guide will stand, instead of what site.yaml says
    #[arg(long, value_name = "URL", value_parser = base_url, global = true)]
    base_url: Option<String>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true)]
    color: ColorChoice,
    /// Say nothing when all is well
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// What `--format` names: how findings are written, or, behind `sources
/// export`, how sources are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Findings(Format),
    Sources(ExportFormat),
}

#[derive(Subcommand)]
enum Verb {
    /// Check the guide and write the site
    Build(build::Arguments),
    /// Say everything that build would say, and write nothing
    Check,
    /// Show every sentence with its verdict: claim or not, and what stands for it
    Claims(claims::Arguments),
    /// Explain a rule: what it checks, why, and what to do
    Explain(explain::Arguments),
    /// List, show, add, export, tidy and rename the sources of the library
    Sources(sources::Arguments),
}

fn base_url(text: &str) -> Result<String, String> {
    tidy_base_url(text).ok_or_else(|| "not a web address as in https://example.org/guide/".into())
}

/// Runs the program.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let context = Context { global: cli.global };
    let result = match &cli.verb {
        Verb::Build(arguments) => build::run(&context, arguments),
        Verb::Check => check::run(&context),
        Verb::Claims(arguments) => claims::run(&context, arguments),
        Verb::Explain(arguments) => explain::run(&context, arguments),
        Verb::Sources(arguments) => sources::run(&context, arguments),
    };
    match result {
        Ok(code) => code,
        Err(Failure(message)) => {
            eprintln!("error: {message}");
            ExitCode::from(USAGE)
        }
    }
}

/// Why a command could not do its work at all, in plain words.
struct Failure(String);

impl<E: std::fmt::Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// What all commands know.
#[derive(Clone)]
struct Context {
    global: Global,
}

impl Context {
    fn root(&self) -> &Path {
        &self.global.root
    }

    /// How findings are written.
    fn format(&self) -> Format {
        match self.global.format {
            Form::Findings(format) => format,
            Form::Sources(_) => Format::Human,
        }
    }

    /// The same, with drafts as pages of the guide: what is changed is changed
    /// in them too.
    fn with_drafts(&self) -> Self {
        let mut context = self.clone();
        context.global.drafts = true;
        context
    }

    /// Reads the guide's files.
    fn read(&self) -> Result<Inputs, Failure> {
        let mut inputs = workspace::read(self.root())?;
        if let Some(url) = &self.global.base_url {
            inputs.config.base_url = Some(url.clone());
        }
        Ok(inputs)
    }

    /// Compiles the guide.
    fn compile(&self, inputs: Inputs) -> Result<Compiled, Failure> {
        let stated = match self.global.today {
            Some(date) => Some(date),
            None => source_date()?,
        };
        let options = engine::Options {
            today: stated.unwrap_or_else(|| date_of(Timestamp::now())),
            today_is_stated: stated.is_some(),
            drafts: self.global.drafts,
        };
        Ok(engine::compile(inputs, options))
    }

    fn color(&self, stream: &impl IsTerminal) -> Color {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let coloured = match self.global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => stream.is_terminal() && !plain,
        };
        if coloured {
            Color::Always
        } else {
            Color::Never
        }
    }

    /// Writes findings: for people to standard error, for programs to standard
    /// output.
    fn report(&self, diagnostics: &[Diagnostic]) -> Result<(), Failure> {
        let format = self.format();
        let human = format == Format::Human;
        let color = self.color(&io::stderr());
        let shown: Vec<Diagnostic>;
        let diagnostics = if self.global.quiet && human {
            shown = diagnostics
                .iter()
                .filter(|found| found.severity == diagnostic::Severity::Error)
                .cloned()
                .collect();
            &shown
        } else {
            diagnostics
        };
        let text = diagnostic::write(diagnostics, format, color, &summaries());
        if human {
            print(&mut io::stderr(), &text)
        } else {
            print(&mut io::stdout(), &text)
        }
    }

    /// Whether to speak to a person on standard output.
    fn speaks(&self) -> bool {
        self.format() == Format::Human && !self.global.quiet
    }
}

/// How many columns a line has, if a person reads it on a screen.
fn columns_of_screen() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width.0))
}

/// Writes a text; a closed pipe is no fault.
fn print(stream: &mut impl Write, text: &str) -> Result<(), Failure> {
    match stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// The day of `SOURCE_DATE_EPOCH`, which builds that must repeat set.
fn source_date() -> Result<Option<Date>, Failure> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds: i64 = text.trim().parse().map_err(|_| {
        Failure(format!(
            "SOURCE_DATE_EPOCH is `{text}`, not a number of seconds."
        ))
    })?;
    Ok(Some(date_of(Timestamp::from_second(seconds)?)))
}

fn date_of(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

/// "1 error", "2 errors".
fn count(number: usize, word: &str) -> String {
    if number == 1 {
        format!("1 {word}")
    } else {
        format!("{number} {word}s")
    }
}

/// The sentence that ends a list of findings.
fn tally(diagnostics: &[Diagnostic]) -> String {
    let (errors, warnings) = diagnostic::count(diagnostics);
    match (errors, warnings) {
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        _ => format!(
            "{} and {}",
            count(errors, "error"),
            count(warnings, "warning")
        ),
    }
}

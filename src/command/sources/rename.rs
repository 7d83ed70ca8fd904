//! `sources rename`: one key for another, through the whole guide.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde_json::json;

use crate::bibliography;
use crate::diagnostic::Format;
use crate::document::{Document, parse_key};
use crate::site::rename::{Edit, apply, left, rename};
use crate::text::{Span, TextFile};

use super::super::{Context, Failure, count, print};
use super::files::{self, Change};

/// What `sources rename` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// The key that the source has
    old: String,
    /// The key that it is to have
    new: String,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Faults that hide keys: with them, some would be left behind.
const HIDING: [&str; 5] = [
    "file",
    "front-matter",
    "source-entry",
    "source-defined-twice",
    "config",
];

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (old, new) = (
        arguments.old.trim_start_matches('@'),
        arguments.new.trim_start_matches('@'),
    );
    let compiled = context.with_drafts().compile(context.read()?)?;
    let site = compiled.site;
    super::find(&site.library, old)?;
    check_new(new)?;
    if let Some(id) = site.library.find(new) {
        return Err(Failure(format!(
            "`{new}` is the key of another source: {}.\nIf both are one work, cite one of them everywhere and remove the other.",
            site.library.get(id).label()
        )));
    }
    super::refuse_what_is_not_whole(context, &compiled.diagnostics, &HIDING)?;
    let edits = rename(&site, old, new).map_err(|refusal| Failure(refusal.0))?;
    let mut files: BTreeMap<&str, (&Arc<TextFile>, Vec<Edit>)> = BTreeMap::new();
    for edit in &edits {
        let entry = files
            .entry(edit.file.path())
            .or_insert((&edit.file, Vec::new()));
        entry.1.push(edit.clone());
    }
    let mut changes = Vec::new();
    for (path, (file, edits)) in &files {
        let after = apply(file.text(), edits);
        prove(file, &after, old, new)?;
        changes.push(Change {
            path,
            before: Some(file.text()),
            after,
        });
    }
    if !arguments.dry_run {
        files::change(context.root(), &changes)?;
    }
    match context.format() {
        Format::Json => print(&mut io::stdout(), &lines(&edits))?,
        _ if context.speaks() => {
            let mut text = summary(&files, old, new, arguments.dry_run);
            text.push_str(&mentions(old, &left(&site, old, &edits)));
            print(&mut io::stdout(), &text)?;
        }
        _ => {}
    }
    std::mem::forget(site);
    Ok(ExitCode::SUCCESS)
}

fn check_new(new: &str) -> Result<(), Failure> {
    let braced = format!("@{{{new}}}");
    if parse_key(&braced).is_some_and(|(key, length)| key == new && length == braced.len()) {
        return Ok(());
    }
    Err(Failure(format!(
        "`{new}` cannot be a key: a key has no spaces, as in `declerck-2020`."
    )))
}

/// Reads the file again as it would be: the same keys, but for the one. So no
/// edit can change what a page says.
fn prove(file: &TextFile, after: &str, old: &str, new: &str) -> Result<(), Failure> {
    let renamed = Arc::new(TextFile::new(file.path(), after));
    let before = Arc::new(TextFile::new(file.path(), file.text()));
    let expected: Vec<String> = keys(&before)
        .into_iter()
        .map(|key| if key == old { new.to_owned() } else { key })
        .collect();
    if keys(&renamed) == expected {
        Ok(())
    } else {
        Err(Failure(format!(
            "{} would not be read as before with the new key.\nNothing was changed; choose a key of letters, digits and hyphens.",
            file.path()
        )))
    }
}

/// All keys that a file names, in order.
fn keys(file: &Arc<TextFile>) -> Vec<String> {
    let (mut keys, sources) = if file.path().ends_with(".md") {
        let document = Document::read(file);
        let listed = document.front.sources.iter().map(|listed| &listed.key);
        let items = document
            .body
            .clusters
            .iter()
            .flat_map(|cluster| &cluster.items);
        let cited = items.map(|item| &item.key);
        let further = document.front.further.keys.iter();
        let keys = listed.chain(further).chain(cited);
        let keys = keys.map(|key| key.text.clone()).collect();
        (
            keys,
            bibliography::in_place(file, &document.front.sources).0,
        )
    } else {
        (Vec::new(), bibliography::read(file).0)
    };
    for source in &sources {
        keys.push(source.key.to_string());
        let named = [
            &source.superseded_by,
            &source.disputed_by,
            &source.qualified_by,
        ];
        keys.extend(named.into_iter().flatten().map(|word| word.text.clone()));
    }
    keys
}

/// What stays as it is, because it is no key there.
fn mentions(old: &str, left: &[(Arc<TextFile>, Span)]) -> String {
    if left.is_empty() {
        return String::new();
    }
    let mut out = format!("Left as it is, because `{old}` is no key there:\n");
    for (file, span) in left {
        let line = file.position(span.start).line;
        let _ = writeln!(out, "  {}:{line}", file.path());
    }
    out
}

fn lines(edits: &[Edit]) -> String {
    let lines = edits.iter().map(|edit| {
        let place = edit.file.position(edit.span.start);
        json!({
            "path": edit.file.path(),
            "line": place.line,
            "column": place.column,
            "before": edit.file.slice(edit.span),
            "after": edit.text,
        })
        .to_string()
            + "\n"
    });
    lines.collect()
}

fn summary(
    files: &BTreeMap<&str, (&Arc<TextFile>, Vec<Edit>)>,
    old: &str,
    new: &str,
    dry_run: bool,
) -> String {
    let mut out = String::new();
    let mut places = 0;
    for (path, (file, edits)) in files {
        places += edits.len();
        let mut lines: Vec<String> = edits
            .iter()
            .map(|edit| file.position(edit.span.start).line.to_string())
            .collect();
        lines.dedup();
        let word = if lines.len() == 1 { "line" } else { "lines" };
        let _ = writeln!(out, "{path}: {word} {}", lines.join(", "));
    }
    let what = if dry_run { "would be" } else { "is now" };
    let _ = writeln!(
        out,
        "`{old}` {what} `{new}`: {} in {}.",
        count(places, "place"),
        count(files.len(), "file")
    );
    out
}

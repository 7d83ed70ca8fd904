//! A library's YAML file as an editor wrote it: edited without disturbing what
//! is not concerned.
//!
//! Goes in: the text of the file. Comes out: the text with sources added, or in
//! order. Comments, spaces and folded lines stay as they were; an entry takes
//! the comments before it along.

mod cut;
mod insert;
mod tidy;

use std::sync::Arc;

use super::Source;
use super::export::yaml_entry;
use crate::text::TextFile;
use crate::yaml;

pub use insert::insert;
pub use tidy::tidy;

/// Why a file is left as it is, as the end of a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untouched(pub &'static str);

/// Whether a file is one that can be edited here.
pub fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

/// The sources of a text, each as an entry, in the order of their keys: what
/// an edit must not change.
fn entries(path: &str, text: &str) -> Vec<String> {
    // Of a file with a fault, the reader gives what it can; an edit must leave
    // none.
    let (_, faults) = yaml::parse(text, 0..text.len());
    if faults.iter().any(|fault| fault.stops) {
        return vec!["a file that cannot be read".to_owned()];
    }
    let file = Arc::new(TextFile::new(path, text));
    let (mut sources, _) = super::read(&file);
    sources.sort_by(|a, b| a.key.cmp(&b.key));
    sources.iter().map(normal_entry).collect()
}

/// An entry with its identifiers in the form that [`tidy`] gives them.
fn normal_entry(source: &Source) -> String {
    let mut source = source.clone();
    if let Some(doi) = source.doi().map(str::to_owned) {
        source.fields.insert("DOI", doi);
    }
    yaml_entry(&source)
}

/// A source as an entry of a list whose dashes stand in `column`.
fn indented(source: &Source, column: usize, line_end: &str) -> String {
    let mut lines = String::new();
    for line in yaml_entry(source).lines() {
        lines.extend([&" ".repeat(column), line, line_end]);
    }
    lines
}

/// The ending of a text's lines.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests;

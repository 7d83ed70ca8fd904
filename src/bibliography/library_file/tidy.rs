//! A file in order: entries sorted by key, fields in one order, DOIs without
//! the resolver's address.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cut::{Cut, Entry, List, above, cut, line_start};
use super::{Untouched, entries, indented, line_end};
use crate::bibliography::Source;
use crate::bibliography::export::{FIELDS_IN_ORDER, yaml_entry, yaml_text};
use crate::text::TextFile;
use crate::yaml::{Node, Value, Word};

/// A file's text in order. Applied twice it changes nothing more.
///
/// # Errors
/// If the file has faults, or is not written one source after the other.
pub fn tidy(path: &str, text: &str) -> Result<String, Untouched> {
    let List::Lines(cut) = cut(text)? else {
        return Ok(text.to_owned());
    };
    let file = Arc::new(TextFile::new(path, text));
    let (sources, _) = crate::bibliography::read(&file);
    let edited = write(text, &cut, &sources);
    if entries(path, text) == entries(path, &edited) {
        Ok(edited)
    } else {
        Err(Untouched(
            "its form is one that this program cannot put in order safely",
        ))
    }
}

fn write(text: &str, cut: &Cut, sources: &[Source]) -> String {
    let line_end = line_end(text);
    let apart = cut.are_apart(text);
    let by_key: FxHashMap<&str, &Source> = sources
        .iter()
        .map(|source| (&*source.key, source))
        .collect();
    let mut order: Vec<&Entry> = cut.entries.iter().collect();
    order.sort_by(|a, b| a.key().cmp(b.key()));
    let (Some(first), Some(last)) = (cut.entries.first(), cut.entries.last()) else {
        return text.to_owned();
    };
    let mut edited = text[..first.range.start].to_owned();
    for (index, item) in order.into_iter().enumerate() {
        if index > 0 && apart {
            edited.push_str(line_end);
        }
        let head = text[item.range.start..item.dash].trim_matches(['\n', '\r']);
        if !head.trim().is_empty() {
            edited.push_str(head);
            edited.push_str(line_end);
        }
        let source = by_key.get(item.key()).copied();
        edited.push_str(&entry(text, cut, item, source, line_end));
    }
    edited.push_str(&text[last.range.end..]);
    edited
}

/// An entry from its dash on.
fn entry(text: &str, cut: &Cut, item: &Entry, source: Option<&Source>, line_end: &str) -> String {
    let as_it_is = || {
        let mut lines = text[item.dash..item.range.end].trim_end().to_owned();
        lines.push_str(line_end);
        lines
    };
    let Value::Mapping(fields) = &item.node.value else {
        return as_it_is();
    };
    let own = &text[item.dash..item.range.end];
    if text[item.node.span.range()].starts_with('{') {
        return match source {
            Some(source) if !own.contains('#') && says_all(source, fields) => {
                indented(source, cut.column, line_end)
            }
            _ => as_it_is(),
        };
    }
    let Some(mut pieces) = pieces(text, item, fields) else {
        return as_it_is();
    };
    if let Some(source) = source {
        bare_doi(text, &mut pieces, fields, source);
    }
    pieces.sort_by_key(|piece| {
        FIELDS_IN_ORDER
            .iter()
            .position(|name| *name == piece.name)
            .unwrap_or(usize::MAX)
    });
    let mut lines = String::with_capacity(own.len() + 8);
    let column = pieces
        .iter()
        .map(|piece| piece.column)
        .max()
        .unwrap_or(cut.column + 2);
    for (index, piece) in pieces.iter().enumerate() {
        lines.push_str(piece.comments);
        if index == 0 {
            lines.push_str(&" ".repeat(cut.column));
            lines.push('-');
            lines.push_str(&" ".repeat(column - cut.column - 1));
        } else {
            lines.push_str(&" ".repeat(column));
        }
        lines.push_str(piece.text.trim_end());
        lines.push_str(line_end);
    }
    lines
}

/// Whether a source, written out, says all that its entry says.
fn says_all(source: &Source, fields: &[(Word, Node)]) -> bool {
    let written = yaml_entry(source);
    fields.iter().all(|(name, _)| {
        written
            .lines()
            .any(|line| line[2..].split(':').next() == Some(name.text.as_str()))
    })
}

/// A field with what belongs to it.
struct Piece<'a> {
    name: &'a str,
    column: usize,
    /// The lines of comments above it.
    comments: &'a str,
    /// The field itself, from its name on.
    text: std::borrow::Cow<'a, str>,
}

/// The fields of an entry; `None` if they do not stand one below the other.
fn pieces<'a>(text: &'a str, item: &Entry, fields: &'a [(Word, Node)]) -> Option<Vec<Piece<'a>>> {
    let mut starts = Vec::with_capacity(fields.len());
    for (index, (name, _)) in fields.iter().enumerate() {
        let at = name.span.start as usize;
        let line = line_start(text, at);
        let before = text[line..at].trim();
        if !(before.is_empty() || (index == 0 && before == "-")) {
            return None;
        }
        starts.push((line, at));
    }
    let first = fields.first()?.0.span.start as usize;
    if text[item.dash..first].trim() != "-" {
        return None;
    }
    let mut pieces = Vec::with_capacity(fields.len());
    let mut comments = item.dash..item.dash;
    for (index, (name, _)) in fields.iter().enumerate() {
        let (line, at) = starts[index];
        let column = at - line;
        let (end, next) = match starts.get(index + 1) {
            Some((next, _)) => (above(text, *next, at, column), *next),
            None => (item.range.end, item.range.end),
        };
        pieces.push(Piece {
            name: &name.text,
            column,
            comments: &text[comments],
            text: text[at..end].into(),
        });
        comments = end..next;
    }
    Some(pieces)
}

/// Writes a DOI without the resolver's address.
fn bare_doi(text: &str, pieces: &mut [Piece<'_>], fields: &[(Word, Node)], source: &Source) {
    let Some(bare) = source.doi() else { return };
    for (piece, (name, value)) in pieces.iter_mut().zip(fields) {
        if name.text != "DOI" || value.as_text() == Some(bare) {
            continue;
        }
        let (start, end) = (name.span.start as usize, value.span.end as usize);
        let after = &text[end..start + piece.text.len()];
        let before = &text[start..value.span.start as usize];
        piece.text = format!("{before}{}{after}", yaml_text(bare)).into();
    }
}

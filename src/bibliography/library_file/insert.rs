//! Sources added to a file.

use super::cut::{Cut, List, cut};
use super::{Untouched, entries, indented, line_end, normal_entry};
use crate::bibliography::Source;

/// A file's text with sources added: each in its place if the file is sorted
/// by key, else at its end.
///
/// # Errors
/// If the file is not written one source after the other.
pub fn insert(path: &str, text: &str, new: &[Source]) -> Result<String, Untouched> {
    let edited = match cut(text)? {
        List::Empty(range) => fill(text, range, new),
        List::Lines(cut) => put(text, &cut, new),
    };
    let mut expected = entries(path, text);
    expected.extend(new.iter().map(normal_entry));
    let mut found = entries(path, &edited);
    expected.sort_unstable();
    found.sort_unstable();
    if expected == found {
        Ok(edited)
    } else {
        Err(Untouched(
            "its form is one that this program cannot add to safely",
        ))
    }
}

/// The first entries of a file, or of its list.
fn fill(text: &str, range: std::ops::Range<usize>, new: &[Source]) -> String {
    let line_end = line_end(text);
    let before = &text[..range.start];
    let within = before
        .lines()
        .next_back()
        .is_some_and(|line| line.trim_end().ends_with(':'));
    let column = if within { 2 } else { 0 };
    let mut edited = before.trim_end_matches(' ').to_owned();
    if !edited.is_empty() && !edited.ends_with('\n') {
        edited.push_str(line_end);
    }
    for source in new {
        edited.push_str(&indented(source, column, line_end));
    }
    let after = &text[range.end..];
    edited.push_str(
        after
            .strip_prefix("\r\n")
            .or_else(|| after.strip_prefix('\n'))
            .unwrap_or(after),
    );
    edited
}

fn put(text: &str, cut: &Cut, new: &[Source]) -> String {
    let line_end = line_end(text);
    let keys: Vec<&str> = cut.entries.iter().map(super::cut::Entry::key).collect();
    let sorted = keys.is_sorted();
    let apart = cut.are_apart(text);
    let end = cut.entries.len();
    let mut places: Vec<(usize, &Source)> = new
        .iter()
        .map(|source| {
            let at = keys.partition_point(|key| **key < *source.key);
            (if sorted { at } else { end }, source)
        })
        .collect();
    if sorted {
        places.sort_by(|a, b| a.1.key.cmp(&b.1.key));
    }
    let mut edited = String::with_capacity(text.len() + 1024 * new.len());
    let mut at = 0;
    for (place, source) in places {
        let offset = match cut.entries.get(place) {
            Some(entry) => entry.range.start,
            None => cut.entries[end - 1].range.end,
        };
        edited.push_str(&text[at..offset]);
        at = offset;
        if !edited.is_empty() && !edited.ends_with('\n') {
            edited.push_str(line_end);
        }
        let entry = indented(source, cut.column, line_end);
        // The empty line stands before all entries but the first.
        if apart && place > 0 {
            edited.push_str(line_end);
        }
        edited.push_str(&entry);
        if apart && place == 0 {
            edited.push_str(line_end);
        }
    }
    edited.push_str(&text[at..]);
    edited
}

impl Cut {
    /// Whether empty lines stand between most entries.
    pub(super) fn are_apart(&self, text: &str) -> bool {
        let apart = self
            .entries
            .iter()
            .skip(1)
            .filter(|entry| {
                let head = &text[entry.range.start..entry.dash];
                head.lines().any(|line| line.trim().is_empty())
            })
            .count();
        2 * apart > self.entries.len().saturating_sub(1)
    }
}

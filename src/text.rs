//! A file's text, spans into it, and the lines and columns that people count.
//!
//! Everything above this floor speaks of places as a [`Span`] of bytes in a
//! [`TextFile`]; lines and columns are worked out only when a person is told.

mod fingerprint;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use fingerprint::Fingerprint;

/// A range of bytes in a [`TextFile`], on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. Files are limited to 64 MiB when they are
    /// read, so the narrowing loses nothing.
    pub fn new(range: Range<usize>) -> Self {
        Self {
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    /// The bytes as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// One text file of the site: its path relative to the root, and its text.
#[derive(Debug)]
pub struct TextFile {
    path: Arc<str>,
    text: String,
    lines: OnceLock<Vec<u32>>,
}

impl TextFile {
    /// A file with `path` relative to the site's root, with `/` between names.
    /// A byte-order mark at the start is dropped: it is no part of the text.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Self {
            path: path.into(),
            text,
            lines: OnceLock::new(),
        }
    }

    /// The path relative to the site's root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let line = lines.partition_point(|&start| start <= offset).max(1);
        let start = lines[line - 1] as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self
            .text
            .get(start..end)
            .map_or(1, |before| before.chars().count() + 1);
        Position { line, column }
    }

    /// The last position of a span, for formats that name an end: one past
    /// the last character.
    pub fn end_position(&self, span: Span) -> Position {
        self.position(span.end.max(span.start))
    }
}

/// The offsets at which lines start. A line ends with LF or CR LF.
fn line_starts(text: &str) -> Vec<u32> {
    std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_with_lf_or_crlf() {
        let file = TextFile::new("a.md", "\u{FEFF}één\r\nzwei 👩‍⚕️ x\n");
        let x = file.text().find('x').unwrap() as u32;
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(
            file.position(x),
            Position {
                line: 2,
                column: 11
            }
        );
        assert_eq!(
            file.position(file.text().len() as u32),
            Position { line: 3, column: 1 }
        );
    }
}

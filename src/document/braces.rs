//! The braces of a span, `[First. Second.]{@key}`: where they end, and what is
//! put in place of the span's marks.

use std::ops::Range;

use crate::text::Span;

use super::citation::{Fault, Finding};
use super::line::Line;
use super::reader::{Edit, Reader, What};
use super::{CoverKind, span};

/// The longest text between the braces of a span, so that a line of braces
/// that nobody closes stays linear.
const LONGEST_BRACES: usize = 4_000;

impl Reader<'_> {
    /// A span whose bracket closes at `at`, if braces behind it say so. Gives
    /// where the line goes on.
    pub(super) fn cover(&mut self, start: Option<usize>, at: usize) -> Option<usize> {
        let line = self.line;
        let bracket = line.file_end(at + 1) as usize;
        let braces = braces(line, bracket)?;
        let Braces { kind, close, torn } = braces;
        if torn {
            let begins = start.map_or(bracket, |start| line.span(&(start..at)).start as usize);
            self.found.push(Finding {
                fault: Fault::TornBraces,
                span: Span::new(begins..close),
                fix: None,
            });
        }
        let end = line.offset_of(at + 1, close as u32);
        let braces = Span::new(bracket..close);
        let Some(start) = start else {
            if !torn {
                self.found.push(Finding {
                    fault: Fault::StrayBraces,
                    span: braces,
                    fix: None,
                });
            }
            let what = What::Nothing;
            self.edits.push(Edit {
                range: at + 1..end,
                what,
            });
            self.marks_within(at + 1..end);
            return Some(end);
        };
        let cover = self.covers.len() as u32;
        // Braces that end in another block cover nothing there.
        let reach = if torn { line.end().max(bracket) } else { close };
        let span = Span {
            start: line.span(&(start..at)).start,
            end: reach as u32,
        };
        let sources = kind == CoverKind::Sources;
        self.covers.push((kind, span));
        self.edits.push(Edit {
            range: start..start + 1,
            what: What::CoverStart(cover),
        });
        let mut keys = self.keys.len()..self.keys.len();
        if sources {
            self.keys_within(line.within_braces(&(at + 1..end)));
            keys.end = self.keys.len();
        }
        self.edits.push(Edit {
            range: at..end,
            what: What::CoverEnd(cover, keys),
        });
        self.marks_within(at + 1..end);
        Some(end)
    }

    /// The keys in the braces of a span.
    fn keys_within(&mut self, range: Range<usize>) {
        let first = self.keys.len();
        self.in_braces = true;
        let mut at = range.start;
        while at < range.end {
            let byte = self.line.syntax.as_bytes()[at];
            at = if byte == b'@' { self.key(at) } else { at + 1 };
        }
        self.in_braces = false;
        while self.keys.len() > first && self.keys.last().is_some_and(|key| key.end > range.end) {
            self.keys.pop();
        }
        for key in &mut self.keys[first..] {
            key.used = true;
        }
    }
}

/// The braces behind a bracket.
struct Braces {
    kind: CoverKind,
    /// Where they end in the file.
    close: usize,
    /// Whether that is in another block.
    torn: bool,
}

/// The braces that begin at `open` in the file, if they say what stands for a
/// span.
fn braces(line: &Line<'_>, open: usize) -> Option<Braces> {
    let text = line.file.text();
    if !text[open..].starts_with('{') {
        return None;
    }
    let mut quoted = false;
    let mut blank = false;
    let close = text[open..]
        .char_indices()
        .take(LONGEST_BRACES)
        .find_map(|(at, c)| {
            match c {
                '"' => quoted = !quoted,
                '}' if !quoted => return Some(Some(open + at)),
                '\n' if blank => return Some(None),
                _ => {}
            }
            blank = c == '\n' || (blank && c == '\r');
            None
        })??;
    let kind = span::read(&text[open + 1..close])?;
    Some(Braces {
        kind,
        close: close + 1,
        torn: close >= line.end(),
    })
}

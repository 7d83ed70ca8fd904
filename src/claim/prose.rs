//! The plain text of one block, with the way back to the file.
//!
//! Markup is dropped; a citation, a footnote's marker and an image become one
//! placeholder character each. Every byte of the text knows where in the file
//! it came from.

use std::ops::Range;

use crate::document::{Body, ClusterForm, Event, Item, Node, Tag};
use crate::text::{Span, TextFile};

use super::sentence::{CITATION, IMAGE, NOTE};

/// A block's text.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// The text.
    pub(super) text: String,
    /// Ranges in which no sentence may end: code.
    pub(super) atoms: Vec<Range<usize>>,
    /// The citations: their offset in the text, their index in the body.
    pub(super) clusters: Vec<(usize, u32)>,
    /// The footnote markers: their offset, their label's index.
    pub(super) notes: Vec<(usize, u32)>,
    /// The spans with a source or a waiver: their index, what they hold.
    pub(super) covers: Vec<(u32, Range<usize>)>,
    pieces: Vec<Piece>,
    tags: Vec<Mark>,
    open: Vec<(u32, usize)>,
}

/// A stretch of text that came from one place.
#[derive(Debug)]
struct Piece {
    at: usize,
    span: Span,
    /// Whether the text stands in the file letter for letter.
    exact: bool,
}

/// An inline element's beginning or end.
#[derive(Debug)]
struct Mark {
    at: usize,
    span: Span,
    begins: bool,
}

impl Prose {
    /// Forgets everything, keeping the memory for the next block.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.atoms.clear();
        self.clusters.clear();
        self.notes.clear();
        self.covers.clear();
        self.pieces.clear();
        self.tags.clear();
        self.open.clear();
    }

    /// Adds an inline node.
    pub(super) fn push(&mut self, file: &TextFile, body: &Body, node: &Node, in_image: bool) {
        // An image is one placeholder; its alternative text is no prose.
        if in_image {
            return;
        }
        let at = self.text.len();
        match node.event {
            Event::Text => self.add(file.slice(node.span), node.span, true),
            Event::Replaced(_) => self.add(body.text(file, node), node.span, false),
            Event::Code(_) | Event::Formula(_) => {
                self.add(body.text(file, node), node.span, false);
                self.atoms.push(at..self.text.len());
            }
            Event::SoftBreak | Event::HardBreak => self.add("\n", node.span, false),
            Event::Cite(index) => {
                let cluster = &body.clusters[index as usize];
                if cluster.form == ClusterForm::Narrative {
                    // The author is a word of the sentence, and a name; the
                    // key stands for it.
                    let name = cluster.items.first().map(Item::name).unwrap_or_default();
                    self.add(&name, node.span, false);
                    self.atoms.push(at..self.text.len());
                }
                self.clusters.push((self.text.len(), index));
                self.add(CITATION.encode_utf8(&mut [0; 4]), node.span, false);
            }
            Event::NoteReference(label) => {
                self.notes.push((at, label));
                self.add(NOTE.encode_utf8(&mut [0; 4]), node.span, false);
            }
            Event::Start(Tag::Image(_)) => {
                self.add(IMAGE.encode_utf8(&mut [0; 4]), node.span, false);
            }
            Event::Start(tag) => {
                if let Tag::Cover(cover) = tag {
                    self.open.push((cover, at));
                }
                self.tags.push(Mark {
                    at,
                    span: node.span,
                    begins: true,
                });
            }
            Event::End(Tag::Image(_)) => {}
            Event::End(tag) => {
                if let Tag::Cover(cover) = tag
                    && let Some((_, start)) = self.open.pop()
                {
                    self.covers.push((cover, start..at));
                }
                self.tags.push(Mark {
                    at,
                    span: node.span,
                    begins: false,
                });
            }
            _ => {}
        }
    }

    /// Adds text from a place.
    pub(super) fn add(&mut self, text: &str, span: Span, exact: bool) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            at: self.text.len(),
            span,
            exact,
        });
        // Placeholders that an editor typed would pass for a citation.
        let typed = exact
            && memchr::memchr(FIRST_BYTE, text.as_bytes()).is_some()
            && text.contains([CITATION, NOTE, IMAGE]);
        if typed {
            self.text.extend(text.chars().map(|c| match c {
                CITATION | NOTE | IMAGE => '\u{FFFD}',
                c => c,
            }));
        } else {
            self.text.push_str(text);
        }
    }

    /// The place in the file of a range of the text: with the emphasis, links
    /// and spans that it fills.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let mut start = self.source(range.start, false);
        let mut end = self.source(range.end, true);
        // What opens right before the first letter, and what closes right
        // behind the last, if the whole of it lies within.
        let first = self.tags.partition_point(|mark| mark.at < range.start);
        let opening = self.tags[first..]
            .iter()
            .take_while(|mark| mark.at == range.start);
        let last = self.tags.partition_point(|mark| mark.at <= range.end);
        let closing = self.tags[..last]
            .iter()
            .rev()
            .take_while(|mark| mark.at >= range.end);
        for mark in closing {
            if !mark.begins && self.source_at_start(mark.span) >= start {
                end = end.max(mark.span.end);
            }
        }
        for mark in opening {
            if mark.begins && mark.span.end <= end {
                start = start.min(mark.span.start);
            }
        }
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The first letter of an inline element.
    fn source_at_start(&self, span: Span) -> u32 {
        let first = self
            .pieces
            .partition_point(|piece| piece.span.start < span.start);
        self.pieces
            .get(first)
            .map_or(span.start, |piece| piece.span.start)
    }

    fn source(&self, at: usize, end: bool) -> u32 {
        let before = |piece: &Piece| if end { piece.at < at } else { piece.at <= at };
        let index = self.pieces.partition_point(before);
        let Some(piece) = index
            .checked_sub(1)
            .and_then(|index| self.pieces.get(index))
        else {
            return self.pieces.first().map_or(0, |piece| piece.span.start);
        };
        if piece.exact {
            (piece.span.start + (at - piece.at) as u32).min(piece.span.end)
        } else if end {
            piece.span.end
        } else {
            piece.span.start
        }
    }
}

/// A unit's text for people: without placeholders, one space between words.
pub(super) fn readable(text: &str) -> Box<str> {
    if is_readable(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut at = 0;
    let mut seen = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_whitespace() {
            gap = true;
            at += c.len_utf8();
            continue;
        }
        // Between two line breaks or placeholders most texts are as they should be.
        let bytes = &text.as_bytes()[at..];
        let mut run = 0;
        if at >= seen {
            let end = memchr::memchr2(b'\n', FIRST_BYTE, bytes).unwrap_or(bytes.len());
            seen = at + end;
            let stretch = text[at..seen].trim_end_matches(' ');
            if is_readable(stretch) {
                run = stretch.len();
            }
        }
        if run == 0 {
            run = readable_run(bytes);
        }
        let length = if run > 0 { run } else { c.len_utf8() };
        if run > 0 || !matches!(c, CITATION | NOTE | IMAGE) {
            // A citation before a full stop leaves no gap.
            if gap && !out.is_empty() && !GLUED.contains(&c) {
                out.push(' ');
            }
            gap = false;
            out.push_str(&text[at..at + length]);
        }
        at += length;
    }
    out.into()
}

/// How many bytes from the first on are letters and marks of ASCII, with single
/// spaces between them.
fn readable_run(bytes: &[u8]) -> usize {
    let plain = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_graphic);
    let mut at = 0;
    loop {
        while plain(at) {
            at += 1;
        }
        let space = at > 0 && bytes.get(at) == Some(&b' ') && plain(at + 1);
        if !space || GLUED.contains(&char::from(bytes[at + 1])) {
            return at;
        }
        at += 1;
    }
}

/// The marks before which no space stands.
const GLUED: [char; 7] = ['.', ',', ';', ':', '?', '!', ')'];

/// The byte with which each placeholder begins.
const FIRST_BYTE: u8 = 0xEE;

/// Whether a text surely is as people read it, which most sentences are: single
/// spaces between words, and none of the bytes with which a placeholder or a
/// white space beyond ASCII begins. Written so that many bytes are compared at
/// once: nothing stops halfway.
#[allow(clippy::needless_bitwise_bool)]
fn is_readable(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some((first, behind)), Some((last, _))) = (bytes.split_first(), bytes.split_last()) else {
        return false;
    };
    let unsure = bytes.iter().fold(false, |unsure, byte| {
        unsure
            | (*byte < b' ')
            | (*byte == 0xC2)
            | ((0xE1..=0xE3).contains(byte))
            | (*byte == FIRST_BYTE)
    });
    let gap = bytes.iter().zip(behind).fold(false, |gap, (byte, next)| {
        gap | ((*byte == b' ')
            & (GLUED
                .iter()
                .fold(*next == b' ', |glued, mark| glued | (*next == *mark as u8))))
    });
    let glued = GLUED.contains(&char::from(*first));
    !(unsure | gap | glued) && *first != b' ' && *last != b' '
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_for_people_have_single_spaces_and_no_placeholders() {
        for (text, expected) in [
            ("Sleep helps.", "Sleep helps."),
            ("Sleep helps \u{E000}.", "Sleep helps."),
            (
                " Sleep\n helps\u{A0}you \u{E000}\u{E001} now ",
                "Sleep helps you now",
            ),
            ("\u{E002} . Sleep ) helps", ". Sleep) helps"),
            ("a\u{E000}b \u{E000}c \u{E000} . d", "ab c. d"),
            ("“a”  – b\u{2003}ß\u{7F} c\u{E000}", "“a” – b ß\u{7F} c"),
            ("“Schlaf” hilft", "“Schlaf” hilft"),
            ("", ""),
        ] {
            assert_eq!(&*readable(text), expected);
            assert!(!is_readable(text) || text == expected, "{text}");
        }
    }
}

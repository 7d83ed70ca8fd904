//! A line of text as one string: the inline nodes of a paragraph, a heading or
//! a cell, laid end to end, with the way back to the nodes and to the file.

use std::ops::Range;

use crate::text::{Span, TextFile};

use super::citation::{BEGINS, ENDS, OPAQUE};
use super::node::{Body, Event, LinkForm, Node, Tag};

/// A line and its nodes.
pub(super) struct Line<'a> {
    pub(super) file: &'a TextFile,
    nodes: &'a [Node],
    /// What it says; elements and what is no text are one character each.
    pub(super) text: String,
    /// The same, byte for byte as long, with every character made opaque that
    /// is meant literally: escapes, entities, addresses.
    pub(super) syntax: String,
    /// Where each node begins in them.
    starts: Vec<usize>,
    /// The images whose descriptions hold an at sign.
    pub(super) described: Vec<Span>,
}

impl<'a> Line<'a> {
    pub(super) fn new(file: &'a TextFile, body: &Body, nodes: &'a [Node]) -> Self {
        let mut line = Self {
            file,
            nodes,
            text: String::new(),
            syntax: String::new(),
            starts: Vec::with_capacity(nodes.len()),
            described: Vec::new(),
        };
        // How many images and addresses are open: their words are no text.
        let mut closed = 0_usize;
        let mut before: Option<&Node> = None;
        for node in nodes {
            line.starts.push(line.text.len());
            match node.event {
                Event::Start(tag) => {
                    closed += usize::from(is_closed(body, tag));
                    line.mark(BEGINS);
                }
                Event::End(tag) => {
                    closed -= usize::from(is_closed(body, tag));
                    line.mark(ENDS);
                }
                Event::Text | Event::Replaced(_) if closed > 0 => {
                    let words = body.text(file, node);
                    if words.contains('@') {
                        line.described.push(node.span);
                    }
                    line.opaque(words);
                }
                Event::Text => {
                    let words = file.slice(node.span);
                    line.words(words, is_escaped(file, before, node));
                }
                Event::Replaced(_) => {
                    let words = body.text(file, node);
                    if words.trim().is_empty() || matches!(words, "“" | "”") {
                        line.words(words, false);
                    } else {
                        line.opaque(words);
                    }
                }
                Event::SoftBreak | Event::HardBreak => line.mark('\n'),
                _ => line.mark(OPAQUE),
            }
            before = Some(node);
        }
        line
    }

    fn mark(&mut self, mark: char) {
        self.text.push(mark);
        self.syntax.push(mark);
    }

    fn opaque(&mut self, words: &str) {
        self.text.push_str(words);
        self.syntax.extend(words.chars().map(opaque));
    }

    /// Words as they stand; the first character may be meant literally. A
    /// control character cannot pass for one of our marks.
    fn words(&mut self, words: &str, escaped: bool) {
        let mut chars = words.chars();
        if escaped && let Some(first) = chars.next() {
            self.text.push(first);
            self.syntax.push(opaque(first));
        }
        let rest = chars.as_str();
        if rest.contains([OPAQUE, BEGINS, ENDS]) {
            let plain = rest.replace([OPAQUE, BEGINS, ENDS], "\u{4}");
            self.text.push_str(&plain);
            self.syntax.push_str(&plain);
        } else {
            self.text.push_str(rest);
            self.syntax.push_str(rest);
        }
    }

    /// The node that holds an offset.
    fn node_at(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1)
    }

    /// Where the character at an offset begins in the file.
    pub(super) fn file_start(&self, offset: usize) -> u32 {
        let index = self.node_at(offset);
        let Some(node) = self.nodes.get(index) else {
            return 0;
        };
        match node.event {
            Event::Text => {
                let within = offset - self.starts[index];
                (node.span.start + within as u32).min(node.span.end)
            }
            Event::End(_) => node.span.end,
            _ => node.span.start,
        }
    }

    /// Where the character before an offset ends in the file.
    pub(super) fn file_end(&self, offset: usize) -> u32 {
        let Some(last) = offset.checked_sub(1) else {
            return self.nodes.first().map_or(0, |node| node.span.start);
        };
        let index = self.node_at(last);
        let Some(node) = self.nodes.get(index) else {
            return 0;
        };
        match node.event {
            Event::Text => node.span.start + (offset - self.starts[index]) as u32,
            Event::Start(_) => node.span.start,
            _ => node.span.end,
        }
    }

    /// The place of a range in the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.file_start(range.start);
        Span {
            start,
            end: self.file_end(range.end).max(start),
        }
    }

    /// What stands in the file between two offsets, backslashes included.
    pub(super) fn raw(&self, range: &Range<usize>) -> &'a str {
        let start = self.file_end(range.start);
        self.file.slice(Span {
            start,
            end: self.file_end(range.end).max(start),
        })
    }

    /// Where the line ends in the file.
    pub(super) fn end(&self) -> usize {
        let ends = self.nodes.iter().rev().take(8).map(|node| node.span.end);
        ends.max().unwrap_or(0) as usize
    }

    /// The first offset from `from` on that lies at or behind a place in the
    /// file.
    pub(super) fn offset_of(&self, from: usize, place: u32) -> usize {
        let first = self.node_at(from);
        for (index, node) in self.nodes.iter().enumerate().skip(first) {
            if matches!(node.event, Event::End(_)) {
                continue;
            }
            if node.span.start >= place && index > first {
                return self.starts[index].max(from);
            }
            if node.event == Event::Text && place <= node.span.end {
                let within = place.saturating_sub(node.span.start) as usize;
                return (self.starts[index] + within).max(from);
            }
        }
        self.text.len()
    }

    /// What stands between braces; those that close in another block have no end on this line.
    pub(super) fn within_braces(&self, braces: &Range<usize>) -> Range<usize> {
        let closes = self
            .syntax
            .get(..braces.end)
            .is_some_and(|before| before.ends_with('}'));
        let start = braces.start + 1;
        start..(braces.end - usize::from(closes)).max(start)
    }

    /// Adds the nodes between two offsets, text cut where it must be.
    pub(super) fn copy(&self, range: &Range<usize>, out: &mut Vec<Node>) {
        if range.is_empty() {
            return;
        }
        for index in self.node_at(range.start)..self.nodes.len() {
            let start = self.starts[index];
            if start >= range.end {
                break;
            }
            let node = self.nodes[index];
            if node.event != Event::Text {
                if start >= range.start {
                    out.push(node);
                }
                continue;
            }
            let length = (node.span.end - node.span.start) as usize;
            let from = range.start.saturating_sub(start).min(length);
            let to = (range.end - start).min(length);
            if from < to {
                out.push(Node {
                    event: Event::Text,
                    span: Span {
                        start: node.span.start + from as u32,
                        end: node.span.start + to as u32,
                    },
                });
            }
        }
    }

    /// The starts and ends between two offsets that have no partner there.
    pub(super) fn unpaired(&self, range: &Range<usize>) -> Vec<Node> {
        let mut nodes = Vec::new();
        self.copy(range, &mut nodes);
        let mut open: Vec<Node> = Vec::new();
        let mut left = Vec::new();
        for node in nodes {
            match node.event {
                Event::Start(_) => open.push(node),
                Event::End(_) if open.pop().is_none() => left.push(node),
                _ => {}
            }
        }
        left.extend(open);
        left
    }

    /// A range without the spaces at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let words = &self.syntax[range.clone()];
        let start = range.start + words.len() - words.trim_start().len();
        let end = start + words.trim().len();
        start..end
    }
}

/// Whether an element's text is not for reading: an image's description, an
/// address.
fn is_closed(body: &Body, tag: Tag) -> bool {
    match tag {
        Tag::Image(_) => true,
        Tag::Link(index) => body.links[index as usize].form != LinkForm::Text,
        _ => false,
    }
}

/// Whether a backslash stands before a text that is not the end of the text
/// before it.
fn is_escaped(file: &TextFile, before: Option<&Node>, node: &Node) -> bool {
    let start = node.span.start as usize;
    start > 0
        && file.text().as_bytes()[start - 1] == b'\\'
        && before.is_none_or(|before| {
            before.span.end != node.span.start
                || !matches!(before.event, Event::Text | Event::Replaced(_))
        })
}

/// A character of the same length that means nothing.
fn opaque(c: char) -> char {
    match c.len_utf8() {
        1 => OPAQUE,
        2 => '\u{80}',
        3 => '\u{FFFC}',
        _ => '\u{10FFFD}',
    }
}

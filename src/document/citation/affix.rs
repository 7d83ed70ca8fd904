//! The words beside a source in a citation, as in `[see *especially* @key]`.

use std::ops::Range;

use crate::document::line::Line;
use crate::document::{Body, Event, Node, unsafe_parts};
use crate::text::Span;

/// Words before or after a source in a citation, with their markup.
#[derive(Clone, Debug, Default)]
pub struct Affix {
    nodes: Box<[Node]>,
    plain: Box<str>,
}

impl Affix {
    /// The words of a line between two offsets. HTML that cannot stand there
    /// is left out, and its place told.
    pub(super) fn of(
        line: &Line<'_>,
        body: &Body,
        range: Range<usize>,
        left_out: &mut Option<Span>,
    ) -> Self {
        let mut nodes = Vec::new();
        let range = line.trim(range);
        line.copy(&range, &mut nodes);
        // Emphasis that begins here and ends elsewhere, which is a fault.
        let unpaired = line.unpaired(&range);
        nodes.retain(|node| !unpaired.contains(node));
        let mut open = Vec::new();
        let html = |node: &Node| node.event == Event::InlineHtml;
        let bad = nodes
            .iter()
            .filter(|node| html(node))
            .find(|node| !unsafe_parts(line.file.slice(node.span), &mut open).is_empty())
            .map(|node| node.span);
        let last = nodes.iter().rfind(|node| html(node)).map(|node| node.span);
        if let Some(span) = bad.or(last.filter(|_| !open.is_empty())) {
            left_out.get_or_insert(span);
            nodes.retain(|node| !html(node));
        }
        let mut words = String::new();
        for node in &nodes {
            if !html(node) {
                words.push_str(body.text(line.file, node));
            }
        }
        let words: Vec<&str> = words.split_whitespace().collect();
        let plain = words.join(" ").into();
        Self {
            nodes: nodes.into(),
            plain,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// The words without markup, one space between two.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The words as inline nodes of the page that they stand on, starts and
    /// ends balanced: emphasis, code, links.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}

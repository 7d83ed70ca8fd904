//! Figures and captions: an image alone in its paragraph with a title is a
//! figure, its title the caption; a paragraph `Table: …` beside a table is the
//! table's caption, as in Pandoc.

use std::sync::Arc;

use crate::text::{Span, TextFile};

use super::markdown;
use super::node::{Body, Event, Node, Tag};

/// The word that makes a paragraph a table's caption.
const TABLE: &str = "Table:";

/// Looks at a paragraph that has just ended, whose first node is `first`.
pub(super) fn finish_paragraph(file: &Arc<TextFile>, body: &mut Body, first: usize) {
    let nodes = &body.nodes[first..];
    if let [_, Node { event: Event::Start(Tag::Image(image)), .. }, .., Node { event: Event::End(Tag::Image(last)), .. }, _] =
        nodes
        && image == last
    {
        let image = *image as usize;
        make_figure(file, body, first, image);
        return;
    }
    // A caption behind its table.
    if first > 0
        && let Event::End(Tag::Table(_)) = body.nodes[first - 1].event
        && is_caption(file, &body.nodes[first..])
    {
        let caption: Vec<Node> = body.nodes.drain(first..).collect();
        let table = body.nodes[first - 1].span;
        let start = body.nodes.iter().rposition(
            |node| matches!(node.event, Event::Start(Tag::Table(_)) if node.span == table),
        );
        if let Some(start) = start {
            insert_caption(body, start + 1, caption);
        }
    }
}

/// Looks at a table that has just ended: a paragraph right before it may be
/// its caption.
pub(super) fn take_caption_before(file: &Arc<TextFile>, body: &mut Body, table: usize) {
    if table == 0 || body.nodes[table - 1].event != Event::End(Tag::Paragraph) {
        return;
    }
    let end = body.nodes[table - 1].span;
    let start = body.nodes[..table]
        .iter()
        .rposition(|node| node.event == Event::Start(Tag::Paragraph) && node.span == end);
    let Some(start) = start else { return };
    if !is_caption(file, &body.nodes[start..table]) {
        return;
    }
    let caption: Vec<Node> = body.nodes.drain(start..table).collect();
    insert_caption(body, start + 1, caption);
}

fn is_caption(file: &TextFile, nodes: &[Node]) -> bool {
    matches!(nodes, [_, Node { event: Event::Text, span }, ..] if file.slice(*span).starts_with(TABLE))
}

/// Puts a caption's nodes at `at`, its paragraph turned into a caption and the
/// word `Table:` dropped.
fn insert_caption(body: &mut Body, at: usize, mut nodes: Vec<Node>) {
    for node in &mut nodes {
        match node.event {
            Event::Start(Tag::Paragraph) => node.event = Event::Start(Tag::Caption),
            Event::End(Tag::Paragraph) => node.event = Event::End(Tag::Caption),
            _ => {}
        }
    }
    nodes[1].span.start += TABLE.len() as u32;
    body.nodes.splice(at..at, nodes);
}

/// Turns a paragraph with an image alone into a figure, if the image has a
/// title to be its caption.
fn make_figure(file: &Arc<TextFile>, body: &mut Body, first: usize, image: usize) {
    let title = body.images[image].title.clone();
    if title.trim().is_empty() {
        return;
    }
    let image_span = body.images[image].span;
    let raw = file.slice(image_span);
    // The title as it stands in the file; it differs from the parsed one only
    // where it holds escapes or entities, and then it is shown unparsed.
    let caption = match raw.rfind(&*title) {
        Some(at) => {
            let start = image_span.start as usize + at;
            markdown::read_line(file, start..start + title.len(), body)
        }
        None => {
            let text = body.keep(title.clone());
            vec![Node { event: Event::Replaced(text), span: image_span }]
        }
    };
    let span = match (caption.first(), caption.last()) {
        (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
        _ => image_span,
    };
    body.images[image].title = "".into();
    let paragraph = body.nodes[first].span;
    let figure = |event| Node { event, span: paragraph };
    body.nodes[first].event = Event::Start(Tag::Figure);
    body.nodes.pop();
    body.nodes.push(Node { event: Event::Start(Tag::Caption), span });
    body.nodes.extend(caption);
    body.nodes.push(Node { event: Event::End(Tag::Caption), span });
    body.nodes.push(figure(Event::End(Tag::Figure)));
}

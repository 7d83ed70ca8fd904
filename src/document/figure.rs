//! Figures and captions: an image alone in its paragraph with a title is a
//! figure, its title the caption; a paragraph `Table: …` beside a table is the
//! table's caption, as in Pandoc.

use std::ops::Range;

use crate::text::{Span, TextFile};

use super::node::{Body, Event, Node, Tag};

/// The word that makes a paragraph a table's caption.
const TABLE: &str = "Table:";

/// A paragraph that is a figure.
pub(super) struct FigureAt {
    /// Its first node.
    first: usize,
    /// Its last node.
    last: usize,
    /// Its image.
    image: usize,
}

/// Whether the paragraph that has just ended, whose first node is `first`, is
/// a figure: an image with a title and nothing else.
pub(super) fn find(body: &Body, first: usize) -> Option<FigureAt> {
    match body.nodes.get(first..)? {
        [
            _,
            Node {
                event: Event::Start(Tag::Image(image)),
                ..
            },
            ..,
            Node {
                event: Event::End(Tag::Image(last)),
                ..
            },
            _,
        ] if image == last && !body.images[*image as usize].title.trim().is_empty() => {
            Some(FigureAt {
                first,
                last: body.nodes.len() - 1,
                image: *image as usize,
            })
        }
        _ => None,
    }
}

/// Looks at a paragraph that has just ended, whose first node is `first`: it
/// may be the caption of the table before it.
pub(super) fn take_caption_behind(file: &TextFile, body: &mut Body, first: usize) {
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
pub(super) fn take_caption_before(file: &TextFile, body: &mut Body, table: usize) {
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

/// The place of an image's title in the file; none where the title stands
/// elsewhere, in a link's definition.
pub(super) fn caption_range(file: &TextFile, body: &Body, at: &FigureAt) -> Option<Range<usize>> {
    let image = &body.images[at.image];
    let raw = file.slice(image.span);
    if let Some(found) = raw.rfind(&*image.title) {
        let start = image.span.start as usize + found;
        return Some(start..start + image.title.len());
    }
    // With backslashes in it, the title is what stands between the quotes.
    let end = raw.strip_suffix(')')?.trim_end();
    let quote = end
        .chars()
        .next_back()
        .filter(|c| matches!(c, '"' | '\''))?;
    let inside = &end[..end.len() - 1];
    let open = inside
        .match_indices(quote)
        .map(|(at, _)| at)
        .rfind(|at| inside[..*at].ends_with(char::is_whitespace))?;
    let start = image.span.start as usize;
    Some(start + open + 1..start + inside.len())
}

/// Turns a paragraph into a figure with its caption's nodes; without them the
/// title is shown as it is.
pub(super) fn make(body: &mut Body, at: &FigureAt, caption: Option<Vec<Node>>) {
    let image_span = body.images[at.image].span;
    let caption = caption.unwrap_or_else(|| {
        let title = body.images[at.image].title.clone();
        vec![Node {
            event: Event::Replaced(body.keep(title)),
            span: image_span,
        }]
    });
    let span = match (caption.first(), caption.last()) {
        (Some(first), Some(last)) => Span {
            start: first.span.start,
            end: last.span.end,
        },
        _ => image_span,
    };
    body.images[at.image].title = "".into();
    let paragraph = body.nodes[at.first].span;
    body.nodes[at.first].event = Event::Start(Tag::Figure);
    let mut end = vec![Node {
        event: Event::Start(Tag::Caption),
        span,
    }];
    end.extend(caption);
    end.push(Node {
        event: Event::End(Tag::Caption),
        span,
    });
    end.push(Node {
        event: Event::End(Tag::Figure),
        span: paragraph,
    });
    body.nodes.splice(at.last..=at.last, end);
}

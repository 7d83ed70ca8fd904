//! Markdown into nodes: the events of the CommonMark parser with their places,
//! and our own constructs put in among them.
//!
//! Citations are found in the parser's text events, never in the raw file, so
//! that code, addresses, HTML and escapes cannot be mistaken for one.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use crate::diagnostic::Diagnostic;
use crate::text::TextFile;

use super::builder::{Builder, CITE};
use super::citation::{self, parse_key};
use super::node::{Body, Event, Node};
use super::{div, figure};

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Reads the text of a page from the offset `start` to the end of the file.
pub(super) fn read(file: &Arc<TextFile>, start: usize, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let text = &file.text()[start..];
    let masked;
    let (source, fences) = if memchr::memmem::find(text.as_bytes(), b":::").is_some() {
        let (copy, fences) = div::mask(text);
        masked = copy;
        (masked.as_str(), fences)
    } else {
        (text, Vec::new())
    };
    let mut builder = Builder::new(file, start, source, diagnostics);
    builder.fences = fences;
    let callback = |link: BrokenLink<'_>| {
        is_citation(source, &link).then_some((CowStr::Borrowed(CITE), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(source, options(), Some(callback));
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    let (mut body, figures) = builder.finish();
    // From the last to the first, so that the places of the others stay.
    for at in figures.into_iter().rev() {
        let caption =
            figure::caption_range(file, &body, &at).map(|range| read_line(file, range, &mut body));
        figure::make(&mut body, &at, caption);
    }
    body
}

/// Reads plain CommonMark.
pub(super) fn read_plain(file: &Arc<TextFile>) -> Body {
    let mut diagnostics = Vec::new();
    let mut builder = Builder::new(file, 0, file.text(), &mut diagnostics);
    builder.plain = true;
    for (event, range) in Parser::new_ext(file.text(), Options::empty()).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish().0
}

/// Reads the inside of a title or the like as a line of text: the nodes of its
/// first paragraph. `range` lies within the file.
fn read_line(file: &Arc<TextFile>, range: Range<usize>, into: &mut Body) -> Vec<Node> {
    let source = &file.text()[range.clone()];
    let mut diagnostics = Vec::new();
    let mut builder = Builder::new(file, range.start, source, &mut diagnostics);
    builder.body = std::mem::take(into);
    let kept = builder.body.nodes.len();
    let callback = |link: BrokenLink<'_>| {
        is_citation(source, &link).then_some((CowStr::Borrowed(CITE), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(source, options(), Some(callback));
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    *into = builder.finish().0;
    let mut nodes = into.nodes.split_off(kept);
    nodes.retain(
        |node| !matches!(node.event, Event::Start(tag) | Event::End(tag) if !tag.is_inline()),
    );
    nodes
}

/// Whether a bracket without a link definition is a citation, or the locator
/// behind a key in the running text.
fn is_citation(source: &str, link: &BrokenLink<'_>) -> bool {
    if !matches!(
        link.link_type,
        LinkType::Shortcut
            | LinkType::ShortcutUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
    ) || source[link.span.end..].starts_with('{')
        || link.reference.starts_with('^')
    {
        return false;
    }
    citation::key_starts(&link.reference).next().is_some()
        || narrative_end(&source[..link.span.start])
}

/// Whether a text ends with a key of the running sentence, then at most one
/// line break.
fn narrative_end(before: &str) -> bool {
    let trimmed = before.trim_end();
    if before[trimmed.len()..].matches('\n').count() > 1 {
        return false;
    }
    let Some(at) = trimmed.rfind('@') else {
        return false;
    };
    parse_key(&trimmed[at..]).is_some_and(|(_, length)| at + length == trimmed.len())
        && citation::begins_key(trimmed, at)
}

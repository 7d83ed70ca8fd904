//! Markdown into nodes: the events of the CommonMark parser with their places,
//! and our own constructs put in among them.
//!
//! Citations are found in the parser's text events, never in the raw file, so
//! that code, addresses, HTML and escapes cannot be mistaken for one.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Options, Parser};

use crate::diagnostic::Diagnostic;
use crate::text::TextFile;

use super::builder::Builder;
use super::citation::{Before, RULE as CITATION_RULE, parse_key};
use super::formula::RULE as FORMULA_RULE;
use super::node::{Body, Event, Node};
use super::{div, figure};

fn options(math: bool) -> Options {
    let formulas = if math {
        Options::ENABLE_MATH
    } else {
        Options::empty()
    };
    formulas
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Reads the text of a page from the offset `start` to the end of the file.
/// `math` says whether dollar signs hold formulas.
pub(super) fn read(
    file: &Arc<TextFile>,
    start: usize,
    math: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let text = &file.text()[start..];
    let masked;
    let (source, fences) = if memchr::memmem::find(text.as_bytes(), b":::").is_some() {
        let (copy, fences) = div::mask(text);
        masked = copy;
        (masked.as_str(), fences)
    } else {
        (text, Vec::new())
    };
    let mut parser = Parser::new_ext(source, options(math));
    let spared;
    let source = if parser
        .reference_definitions()
        .iter()
        .any(|(label, _)| cites(label))
    {
        spared = without_definitions(source);
        parser = Parser::new_ext(&spared, options(math));
        spared.as_str()
    } else {
        source
    };
    let mut builder = Builder::new(file, start, source, diagnostics);
    builder.fences = fences;
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    let (mut body, figures) = builder.finish();
    // From the last to the first, so that the places of the others stay.
    for at in figures.into_iter().rev() {
        let caption = figure::caption_range(file, &body, &at)
            .map(|range| read_line(file, range, math, &mut body, diagnostics));
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
fn read_line(
    file: &Arc<TextFile>,
    range: Range<usize>,
    math: bool,
    into: &mut Body,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    let source = &file.text()[range.clone()];
    let mut found = Vec::new();
    let mut builder = Builder::new(file, range.start, source, &mut found);
    builder.body = std::mem::take(into);
    let kept = builder.body.nodes.len();
    for (event, range) in Parser::new_ext(source, options(math)).into_offset_iter() {
        builder.event(event, range);
    }
    *into = builder.finish().0;
    diagnostics.extend(
        found
            .into_iter()
            .filter(|found| matches!(found.rule, CITATION_RULE | FORMULA_RULE)),
    );
    let mut nodes = into.nodes.split_off(kept);
    nodes.retain(
        |node| !matches!(node.event, Event::Start(tag) | Event::End(tag) if !tag.is_inline()),
    );
    nodes
}

/// Whether a text holds a key.
fn cites(text: &str) -> bool {
    let mut before = Before::default();
    memchr::memchr_iter(b'@', text.as_bytes())
        .any(|at| parse_key(&text[at..]).is_some_and(|(key, _)| before.allows(text, at, key)))
}

/// A copy of a text in which `[@key]: text` at the start of a line defines no
/// link, every offset unchanged: it is a citation and a colon.
fn without_definitions(text: &str) -> String {
    let mut spared = text.as_bytes().to_vec();
    let mut from = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"]:") {
        let label = text[from..at].rfind('[').map(|open| from + open);
        from = at;
        let Some(open) = label else { continue };
        let line = text[..open].rfind('\n').map_or(0, |end| end + 1);
        let leads = text[line..open].chars().all(|c| {
            c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')')
        });
        if leads && cites(&text[open + 1..at]) {
            spared[at + 1] = b';';
        }
    }
    String::from_utf8(spared).unwrap_or_else(|_| text.to_owned())
}

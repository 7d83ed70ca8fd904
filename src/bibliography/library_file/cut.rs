//! A file cut into its entries, each with the lines that belong to it.

use std::ops::Range;

use crate::yaml::{self, Node, Value};

use super::Untouched;

/// A list of sources in a text.
pub(super) struct Cut {
    /// The column of the dashes, from nought.
    pub column: usize,
    /// The entries, without a gap between them: the comments before each, then
    /// its fields.
    pub entries: Vec<Entry>,
}

/// The lines of one entry.
pub(super) struct Entry {
    /// From the comments before it to its last field.
    pub range: Range<usize>,
    /// Where the line of its dash begins.
    pub dash: usize,
    /// What it says.
    pub node: Node,
}

impl Entry {
    /// Its key.
    pub(super) fn key(&self) -> &str {
        self.node
            .get("id")
            .and_then(Node::as_text)
            .unwrap_or_default()
    }
}

/// Where a list stands, or would.
pub(super) enum List {
    /// One entry a line or more.
    Lines(Cut),
    /// An empty list, written `[]` or not at all.
    Empty(Range<usize>),
}

/// Cuts a text. Linear in its length.
pub(super) fn cut(text: &str) -> Result<List, Untouched> {
    let (root, faults) = yaml::parse(text, 0..text.len());
    if !faults.is_empty() {
        return Err(Untouched("it has faults; `wellsourced check` shows them"));
    }
    let (list, end) = match &root.value {
        Value::Mapping(fields) if !fields.is_empty() => {
            let at = fields
                .iter()
                .position(|(name, _)| name.text == "references")
                .ok_or(Untouched("it is no list of sources"))?;
            let next = fields.get(at + 1).map(|(name, _)| name.span.start as usize);
            (
                &fields[at].1,
                next.map_or(text.len(), |next| line_start(text, next)),
            )
        }
        _ => (&root, text.len()),
    };
    let items = match &list.value {
        Value::Sequence(items) if !items.is_empty() => items,
        Value::Sequence(_) => return Ok(List::Empty(list.span.range())),
        Value::Mapping(fields) if fields.is_empty() => {
            // A file of comments, or of nothing.
            if list.span.start != list.span.end {
                return Err(Untouched("it is no list of sources"));
            }
            return Ok(List::Empty(text.len()..text.len()));
        }
        _ if list.is_null() => return Ok(List::Empty(list.span.range())),
        _ => return Err(Untouched("it is no list of sources")),
    };
    lines(text, items, end).map(List::Lines)
}

fn lines(text: &str, items: &[Node], end: usize) -> Result<Cut, Untouched> {
    let in_brackets =
        Untouched("its list is written in brackets, not one source a line with `- id:`");
    let mut dashes = Vec::with_capacity(items.len());
    for item in items {
        dashes.push(dash_before(text, item.span.start as usize).ok_or(in_brackets.clone())?);
    }
    let column = dashes[0] - line_start(text, dashes[0]);
    let mut starts = Vec::with_capacity(items.len());
    let mut before = 0;
    for &dash in &dashes {
        let line = line_start(text, dash);
        if dash - line != column || !text[line..dash].trim().is_empty() || line < before {
            return Err(in_brackets);
        }
        starts.push((above(text, line, before, column), line));
        before = line + 1;
    }
    // What stands above the first entry is the file's, up to an empty line.
    let (first, dash) = starts[0];
    starts[0].0 = after_last_empty_line(text, first, dash);
    let last = above(text, end, before, column);
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([last]);
    let entries = starts
        .iter()
        .zip(ends)
        .zip(items)
        .map(|(((start, dash), end), node)| Entry {
            range: *start..end,
            dash: *dash,
            node: node.clone(),
        })
        .collect();
    Ok(Cut { column, entries })
}

/// The dash that begins an entry: before its first field, on the same line or
/// on one above, with nothing but comments between.
fn dash_before(text: &str, at: usize) -> Option<usize> {
    let mut start = line_start(text, at);
    let mut line = &text[start..at];
    loop {
        let trimmed = line.trim();
        if trimmed.starts_with('-') {
            return Some(start + line.len() - line.trim_start().len());
        }
        if start == 0 || !(trimmed.is_empty() || trimmed.starts_with('#')) {
            return None;
        }
        let previous = line_start(text, start - 1);
        line = &text[previous..start];
        start = previous;
    }
}

/// Where a line begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the comments and empty lines begin that stand above `line`, indented
/// by no more than `column`: what is indented more belongs to the entry before.
pub(super) fn above(text: &str, line: usize, limit: usize, column: usize) -> usize {
    let mut start = line;
    while start > limit {
        let previous = line_start(text, start - 1);
        let content = &text[previous..start];
        let trimmed = content.trim();
        let indent = content.len() - content.trim_start().len();
        let is_free = trimmed.is_empty()
            || (trimmed.starts_with('#') && indent <= column)
            || (indent == 0 && matches!(trimmed, "..." | "---"));
        if !is_free || previous < limit {
            break;
        }
        start = previous;
    }
    start
}

fn after_last_empty_line(text: &str, start: usize, end: usize) -> usize {
    let mut at = start;
    let mut after = end;
    let mut found = false;
    for line in text[start..end].split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            after = at;
            found = true;
        }
    }
    if found { after } else { end }
}

//! The inside of a bracket: parts between semicolons, each with one source.

use std::ops::Range;

use crate::document::line::Line;
use crate::document::{Affix, Body, Item};
use crate::text::Span;
use crate::yaml::Word;

use super::fault::{Fault, Finding};
use super::part::{Key, Part};
use super::{locator, mend};

/// Reads the inside of a bracket, `range`, whose keys are `keys`, in order.
/// For a bracket behind a key in the running sentence, the first part belongs
/// to `head`.
pub(in crate::document) fn read(
    line: &Line<'_>,
    body: &Body,
    range: Range<usize>,
    keys: &[Key],
    mut head: Option<&mut Item>,
    found: &mut Vec<Finding>,
) -> Vec<Item> {
    let parts = parts(line, range.clone(), keys);
    let mut items = Vec::new();
    let (mut second, mut without) = (false, false);
    for (index, part) in parts.iter().enumerate() {
        let keys = &keys[part.keys.clone()];
        let Some(first) = keys.first() else {
            match head.take().filter(|_| index == 0) {
                Some(head) => behind(line, body, head, part.range.clone(), found),
                None => without = true,
            }
            continue;
        };
        let mut prefix = part.range.start..first.start();
        for (at, key) in keys.iter().enumerate() {
            let end = keys.get(at + 1).map_or(part.range.end, Key::start);
            let mut item = item_of(line, key);
            item.prefix = affix(line, body, prefix, found);
            behind(line, body, &mut item, key.end..end, found);
            items.push(item);
            prefix = end..end;
        }
        second |= keys.len() > 1;
    }
    let level = keys.iter().map(|key| key.depth).min();
    if let Some(key) = keys.iter().find(|key| Some(key.depth) > level) {
        found.push(Finding {
            fault: Fault::KeyInMarkup,
            span: line.span(&(key.start()..key.end)),
            fix: None,
        });
    }
    let span = line.span(&(range.start.saturating_sub(1)..range.end + 1));
    for (fault, is) in [(Fault::SecondKey, second), (Fault::PartWithoutKey, without)] {
        if is {
            let fix = mend::group(line, &parts, keys)
                .map(|inside| (span, bracketed(line, span, &inside)));
            found.push(Finding { fault, span, fix });
        }
    }
    items
}

/// The new inside in the marks that the old one stands in.
fn bracketed(line: &Line<'_>, span: Span, inside: &str) -> String {
    if line.file.slice(span).starts_with('{') {
        format!("{{{inside}}}")
    } else {
        format!("[{inside}]")
    }
}

/// A source without words beside it.
pub(in crate::document) fn item_of(line: &Line<'_>, key: &Key) -> Item {
    Item {
        key: Word {
            text: key.text.clone(),
            span: line.span(&(key.at..key.end)),
        },
        prefix: Affix::default(),
        suffix: Affix::default(),
        locator: None,
        suppress_author: key.suppressed,
    }
}

/// Sets the place and the words behind a key.
fn behind(
    line: &Line<'_>,
    body: &Body,
    item: &mut Item,
    range: Range<usize>,
    found: &mut Vec<Finding>,
) {
    let text = &line.text[range.clone()];
    let place = locator::find(text, &line.syntax[range.clone()]);
    let rest = range.start + place.rest;
    if place.guessed
        && let Some(locator) = &place.locator
        && locator::is_doubtful(&locator.value, &line.text[rest..range.end])
    {
        let words = line.trim(range.clone());
        let marker = line.file.slice(item.key.span);
        let raw = line.raw(&range).trim_end();
        let number = line
            .raw(&(rest - locator.value.len()..range.end))
            .trim_end();
        found.push(Finding {
            fault: Fault::GuessedPage {
                value: locator.value.clone(),
                without: format!("{marker}{{}}{raw}"),
                with: format!("{marker}, p. {number}"),
            },
            span: line.span(&words),
            fix: None,
        });
    }
    if place.unnamed {
        let words = line.trim(range.start..rest);
        found.push(Finding {
            fault: Fault::UnnamedPlace,
            span: line.span(&words),
            fix: None,
        });
    }
    item.locator = place.locator;
    item.suffix = affix(line, body, rest..range.end, found);
}

fn affix(line: &Line<'_>, body: &Body, range: Range<usize>, found: &mut Vec<Finding>) -> Affix {
    let mut left_out = None;
    let affix = Affix::of(line, body, range, &mut left_out);
    if let Some(span) = left_out {
        found.push(Finding {
            fault: Fault::Html,
            span,
            fix: None,
        });
    }
    affix
}

/// The parts between semicolons. None splits in code, between quotes, in
/// emphasis, in brackets of its own or within a key.
fn parts(line: &Line<'_>, range: Range<usize>, keys: &[Key]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut first_key = 0;
    let mut next_key = 0;
    let mut depth = 0_usize;
    let mut quoted_until = 0;
    let mut quotes_close = true;
    let mut at = range.start;
    while at < range.end {
        if let Some(key) = keys.get(next_key).filter(|key| key.at == at) {
            next_key += 1;
            at = key.end;
            continue;
        }
        match line.syntax.as_bytes()[at] {
            b'[' | 2 => depth += 1,
            b']' | 3 => depth = depth.saturating_sub(1),
            0xE2 if quotes_close
                && at >= quoted_until
                && line.syntax[at..range.end].starts_with('“') =>
            {
                // A quote that nobody closes binds nothing.
                match line.syntax[at..range.end].find('”') {
                    Some(close) => quoted_until = at + close,
                    None => quotes_close = false,
                }
            }
            b';' if depth == 0 && at >= quoted_until => {
                parts.push(Part {
                    range: start..at,
                    keys: first_key..next_key,
                });
                start = at + 1;
                first_key = next_key;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(Part {
        range: start..range.end,
        keys: first_key..next_key,
    });
    parts
}

//! The text that was probably meant where a bracket cannot be read, for faults
//! that have one mend.

use crate::document::line::Line;

use super::locator;
use super::part::{Key, Part};

/// No longer source is looked through for its place, so that a bracket of many
/// parts stays linear.
const LONGEST: usize = 1_000;

/// Words that lead a source in: they go with the key behind them.
const INTRODUCTIONS: &[&str] = &[
    "but see", "and see", "see also", "see", "cf.", "cf", "e.g.", "also", "compare", "contra",
];

/// Words that join two sources.
const JOINTS: &[&str] = &["and", "or", "&", "und", "et"];

/// The inside of a bracket as it should have been: sources that only a comma,
/// a space or an "and" parts are parted by semicolons, parts without a key
/// are joined to the source before them. `None` where more than one thing
/// could have been meant.
pub(super) fn group(line: &Line<'_>, parts: &[Part], keys: &[Key]) -> Option<String> {
    let mut mended: Vec<String> = Vec::new();
    for part in parts {
        let keys = &keys[part.keys.clone()];
        let raw = line.raw(&part.range).trim();
        match keys {
            [] if raw.is_empty() => {}
            [] => join(mended.last_mut()?, raw),
            [_] => mended.push(raw.to_owned()),
            _ => mended.extend(separate(line, part, keys)?),
        }
    }
    (!mended.is_empty()).then(|| mended.join("; "))
}

/// Joins a part without a key to the source before it. A second page goes to
/// the first one.
fn join(source: &mut String, words: &str) {
    let one = |text: &str| {
        let found = locator::find(text, text);
        let whole = text[found.rest..].trim().is_empty();
        found.locator.filter(|_| whole)
    };
    if source.len() < LONGEST
        && let (Some(at), Some(more)) = (source.find(','), one(words))
        && let Some(first) = one(&source[at..])
        && first.label == more.label
    {
        *source = format!(
            "{}, {} {}, {}",
            &source[..at],
            plural(&first),
            first.value,
            more.value
        );
        return;
    }
    source.push_str(", ");
    source.push_str(words);
}

fn plural(place: &locator::Locator) -> &'static str {
    let both = format!("{} 1, 2", place.label);
    let both = locator::find(&both, &both).locator;
    both.map_or(place.short, |both| both.short)
}

/// The sources of one part, told apart.
fn separate(line: &Line<'_>, part: &Part, keys: &[Key]) -> Option<Vec<String>> {
    let mut sources = Vec::new();
    let mut lead = line
        .raw(&(part.range.start..keys[0].start()))
        .trim()
        .to_owned();
    for (at, key) in keys.iter().enumerate() {
        let marker = line.raw(&(key.start()..key.end));
        let last = at + 1 == keys.len();
        let end = keys.get(at + 1).map_or(part.range.end, Key::start);
        let behind = line.raw(&(key.end..end)).trim_end();
        let (words, next) = if last { (behind, "") } else { split(behind)? };
        let mut source = lead;
        if !source.is_empty() {
            source.push(' ');
        }
        source.push_str(marker);
        source.push_str(words);
        sources.push(source);
        lead = next.to_owned();
    }
    Some(sources)
}

/// What stands between two keys: a place of the first, and words that lead the
/// second in. Anything more could mean anything.
fn split(between: &str) -> Option<(&str, &str)> {
    let mut words = between;
    let mut lead = "";
    for introduction in INTRODUCTIONS {
        if let Some(rest) = ends_with_word(words, introduction) {
            lead = words[rest.len()..].trim();
            words = rest;
            break;
        }
    }
    words = words.trim_end();
    for joint in JOINTS {
        if let Some(rest) = ends_with_word(words, joint) {
            words = rest.trim_end();
            break;
        }
    }
    words = words.trim_end_matches(',').trim_end();
    let found = locator::find(words, words);
    let doubtful = found.locator.as_ref().is_some_and(|place| {
        found.guessed && locator::is_doubtful(&place.value, &words[found.rest..])
    });
    (words[found.rest..].trim().is_empty() && !doubtful).then_some((words, lead))
}

fn ends_with_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(word.len())?;
    let tail = text.get(at..)?;
    let before = &text[..at];
    (tail.eq_ignore_ascii_case(word) && (before.is_empty() || before.ends_with([' ', ',', '\n'])))
        .then_some(before)
}

//! Words that several pages say alike: dates, first words, capitals.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::bibliography::PartialDate;
use crate::claim::{Unit, UnitKind};

/// A date in words: "22 November 2026".
pub(super) fn words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A date of which perhaps only the year or the month is known, in words.
pub(super) fn partial_words(date: PartialDate) -> String {
    let month = date.month.map_or(1, u8::cast_signed);
    let day = date.day.map_or(1, u8::cast_signed);
    let pattern = match (date.month, date.day) {
        (Some(_), Some(_)) => "%-d %B %Y",
        (Some(_), None) => "%B %Y",
        _ => "%Y",
    };
    // A day that no month has, as the 31st of June, is told as it was written.
    Date::new(date.year, month, day).map_or_else(
        |_| format!("{}-{month:02}-{day:02}", date.year),
        |date| date.strftime(pattern).to_string(),
    )
}

/// A claim as readers are told it where it does not stand: the cells of a row
/// with a dot between them, which reads more quietly than the bar of Markdown.
pub(super) fn told(unit: &Unit) -> Cow<'_, str> {
    match unit.kind {
        UnitKind::Cell => unit.text.replace(" | ", " · ").into(),
        _ => Cow::Borrowed(&unit.text),
    }
}

/// The first words of a text, with an ellipsis if there are more.
pub(super) fn first_words(text: &str, count: usize) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(count).collect();
    let mut first = first.join(" ");
    if words.next().is_some() {
        first.truncate(first.trim_end_matches(['.', ',', ';', ':']).len());
        first.push('…');
    }
    first
}

/// A text with its first letter in capitals.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

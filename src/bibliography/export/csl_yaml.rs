//! CSL-YAML in the form of a guide's own library: a list, one field a line, a
//! line a name, long texts folded. A person is to read it and edit it.

use crate::bibliography::{Name, Source};

use super::one_line;
use super::own::{self, Own};

/// Where long texts are folded, in characters.
const WIDTH: usize = 105;

/// The fields of an entry in the order in which they are written; others
/// follow by name.
pub const FIELDS_IN_ORDER: &[&str] = &[
    "id",
    "type",
    "title",
    "title-short",
    "author",
    "authors_incomplete",
    "editor",
    "translator",
    "issued",
    "container-title",
    "container-title-short",
    "container-author",
    "collection-title",
    "collection-number",
    "collection-editor",
    "volume",
    "issue",
    "number",
    "page",
    "chapter-number",
    "edition",
    "version",
    "genre",
    "event-title",
    "event-place",
    "publisher",
    "publisher-place",
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "ISSN",
    "URL",
    "accessed",
    "archive_url",
    "language",
    "abstract",
    "keyword",
    "note",
    "design",
    "population",
    "supports",
    "superseded_by",
    "disputed_by",
    "qualified_by",
    "registration",
    "checked",
];

pub(super) fn write<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let mut text: String = sources.map(entry).collect();
    if text.is_empty() {
        text.push_str("[]\n");
    }
    text
}

/// One source as an entry of a list that is not indented.
pub fn entry(source: &Source) -> String {
    let mut fields: Vec<(&str, String)> = vec![
        ("id", scalar(&source.key, Within::Block)),
        ("type", scalar(&source.kind, Within::Block)),
    ];
    for (name, text) in &source.fields {
        fields.push((name, field(text)));
    }
    for (name, names) in &source.names {
        let lines = names.iter().map(|name| format!("\n    - {}", flow(name)));
        let list: String = lines.collect();
        fields.push((name, if list.is_empty() { "[]".into() } else { list }));
    }
    for (name, date) in &source.dates {
        fields.push((name, scalar_date(&date.to_string())));
    }
    for (name, value) in own::fields(source) {
        let text = match value {
            Own::True => "true".to_owned(),
            Own::Text(text) if name == "checked" => scalar_date(&text),
            Own::Text(text) if name == "supports" => folded(&text),
            Own::Text(text) => field(&text),
            Own::Keys(keys) => {
                let keys: Vec<String> = keys
                    .iter()
                    .map(|key| scalar(&key.text, Within::Flow))
                    .collect();
                format!("[{}]", keys.join(", "))
            }
        };
        fields.push((name, text));
    }
    let place = |name: &str| FIELDS_IN_ORDER.iter().position(|known| *known == name);
    fields.sort_by_key(|(name, _)| (place(name).unwrap_or(usize::MAX), *name));
    let mut text = String::new();
    for (name, value) in fields {
        text.push_str(if text.is_empty() { "- " } else { "  " });
        text.push_str(name);
        text.push(':');
        if !value.starts_with('\n') {
            text.push(' ');
        }
        text.push_str(&value);
        text.push('\n');
    }
    text
}

/// The parts of a name with CSL's names for them.
pub(super) fn parts(name: &Name) -> impl Iterator<Item = (&'static str, &str)> {
    let family = if name.literal { "literal" } else { "family" };
    let optional = [
        ("given", &name.given),
        ("suffix", &name.suffix),
        ("non-dropping-particle", &name.particle),
        ("dropping-particle", &name.dropping_particle),
    ];
    std::iter::once((family, name.family.as_str()))
        .chain(
            optional
                .into_iter()
                .filter_map(|(part, text)| Some((part, text.as_deref()?))),
        )
        .chain(name.orcid.as_ref().map(|orcid| ("ORCID", orcid.as_str())))
}

fn flow(name: &Name) -> String {
    let parts: Vec<String> = parts(name)
        .map(|(part, text)| format!("{part}: {}", scalar(text, Within::Flow)))
        .collect();
    format!("{{{}}}", parts.join(", "))
}

/// A text: on its line, or folded if it is long.
fn field(text: &str) -> String {
    if text.chars().count() > 3 * WIDTH {
        folded(text)
    } else {
        scalar(text, Within::Block)
    }
}

/// A year is a number; what has a month is quoted, or it would be a date of
/// YAML's own.
fn scalar_date(date: &str) -> String {
    if date.contains('-') {
        format!("'{date}'")
    } else {
        date.to_owned()
    }
}

/// A folded block. A text that one could not keep is written on one line.
fn folded(text: &str) -> String {
    let text = one_line(text);
    if text.is_empty() || text.chars().any(char::is_control) {
        return scalar(&text, Within::Block);
    }
    let mut block = String::from(">-");
    let mut column = WIDTH;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column + 1 + length > WIDTH {
            block.push_str("\n    ");
            column = length;
        } else {
            block.push(' ');
            column += 1 + length;
        }
        block.push_str(word);
    }
    block
}

/// Where a scalar stands: brackets and commas end one within braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Block,
    Flow,
}

/// A text as a scalar that can stand anywhere.
pub fn text(text: &str) -> String {
    scalar(text, Within::Flow)
}

fn scalar(text: &str, within: Within) -> String {
    if text
        .chars()
        .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}'))
    {
        // JSON's way to write such signs is YAML's too.
        return serde_json::to_string(text).unwrap_or_default();
    }
    if is_plain(text, within) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// Whether YAML reads a text as this text without quotes (YAML 1.2, 7.3.3),
/// and so that no reader takes it for a number, a date or a truth.
fn is_plain(text: &str, within: Within) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let word = text.to_ascii_lowercase();
    let reserved = matches!(
        word.as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    first.is_alphanumeric()
        && text
            .chars()
            .any(|c| c.is_alphabetic() && !matches!(c, 'e' | 'E' | 'x' | 'o'))
        && !reserved
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains("  ")
        && (within == Within::Block || !text.contains(['[', ']', '{', '}', ',']))
}

//! A source as the CSL processor takes it.
//!
//! Titles may hold the few tags that CSL-JSON allows. The processor knows
//! nothing of them, so they travel through it as single characters that are no
//! letters, and `glyph` turns them into formatting again. The letters of what
//! must keep its capitals travel as characters without any.

use std::collections::BTreeMap;

use citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};

use super::{Name, Source};

/// The tags that CSL-JSON allows in a text, with the characters that stand for
/// their two ends.
pub(super) const TAGS: [(&str, &str, char, char); 6] = [
    ("<i>", "</i>", '\u{E000}', '\u{E001}'),
    ("<b>", "</b>", '\u{E002}', '\u{E003}'),
    ("<sub>", "</sub>", '\u{E004}', '\u{E005}'),
    ("<sup>", "</sup>", '\u{E006}', '\u{E007}'),
    ("<sc>", "</sc>", '\u{E008}', '\u{E009}'),
    (
        "<span style=\"font-variant: small-caps;\">",
        "</span>",
        '\u{E008}',
        '\u{E009}',
    ),
];

const NO_CASE: (&str, &str) = ("<span class=\"nocase\">", "</span>");

/// Where letters that keep their capitals travel: their number added to this.
pub(super) const KEPT: u32 = 0xF_0000;

/// Stands in a list of names for those that the library leaves out.
pub(super) const AND_OTHERS: char = '\u{E010}';

/// The source as the processor takes it.
pub(super) fn item(source: &Source) -> Item {
    let mut item = BTreeMap::new();
    let text = |text: &str| Value::String(text.to_owned());
    item.insert("id".to_owned(), text(&source.key));
    item.insert("type".to_owned(), text(&source.kind));
    for (name, value) in &source.fields {
        item.insert((*name).to_owned(), Value::String(marked(value)));
    }
    if let Some(title) = source
        .field("container-title-short")
        .or_else(|| source.field("container-title"))
    {
        let short = Value::String(marked(title));
        item.insert("container-title-short".to_owned(), short);
    }
    if let Some(doi) = source.field("DOI") {
        item.insert("DOI".to_owned(), text(bare_doi(doi)));
    }
    for (name, names) in &source.names {
        let mut values: Vec<NameValue> = names.iter().map(name_value).collect();
        if *name == "author" && source.authors_incomplete {
            values.push(NameValue::Literal(LiteralName {
                literal: AND_OTHERS.to_string(),
            }));
        }
        item.insert((*name).to_owned(), Value::Names(values));
    }
    for (name, date) in &source.dates {
        let mut parts = vec![date.year];
        parts.extend(date.month.map(i16::from));
        parts.extend(date.day.map(i16::from));
        let date = DateValue::DateParts {
            date_parts: VecDateRange(vec![VecDate(parts)]),
            literal: None,
            season: None,
            circa: false,
        };
        item.insert((*name).to_owned(), Value::Date(date));
    }
    Item(item)
}

/// A text with its tags as single characters. A tag without its other end
/// stays the text that it is.
fn marked(text: &str) -> String {
    let mut out: String = text
        .chars()
        .filter(|c| !matches!(u32::from(*c), 0xE000..=0xE0FF | KEPT..))
        .collect();
    if !out.contains('<') {
        return out;
    }
    for (open, close, start, end) in TAGS {
        while let Some((before, inside, after)) = cut(&out, open, close) {
            out = format!("{before}{start}{inside}{end}{after}");
        }
    }
    while let Some((before, inside, after)) = cut(&out, NO_CASE.0, NO_CASE.1) {
        let kept: String = inside
            .chars()
            .map(|c| {
                let moved = if c.is_alphabetic() {
                    char::from_u32(KEPT + u32::from(c))
                } else {
                    None
                };
                moved.unwrap_or(c)
            })
            .collect();
        out = format!("{before}{kept}{after}");
    }
    out
}

/// The innermost pair of a tag: what stands before, in and behind it.
fn cut<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let mut from = 0;
    while let Some(end) = text[from..].find(close).map(|at| from + at) {
        if let Some(start) = text[..end].rfind(open) {
            return Some((
                &text[..start],
                &text[start + open.len()..end],
                &text[end + close.len()..],
            ));
        }
        from = end + close.len();
    }
    None
}

/// A text without the tags that CSL-JSON allows, for where it stands alone.
pub(super) fn without_tags(text: &str) -> String {
    marked(text)
        .chars()
        .filter_map(|c| match u32::from(c) {
            0xE000..=0xE0FF => None,
            code @ KEPT.. => char::from_u32(code - KEPT),
            _ => Some(c),
        })
        .collect()
}

/// A DOI without the resolver's address before it.
pub(super) fn bare_doi(doi: &str) -> &str {
    let rest = doi
        .strip_prefix("https://doi.org/")
        .or_else(|| doi.strip_prefix("http://doi.org/"))
        .or_else(|| doi.strip_prefix("https://dx.doi.org/"))
        .or_else(|| doi.strip_prefix("http://dx.doi.org/"))
        .or_else(|| doi.strip_prefix("doi:"))
        .unwrap_or(doi);
    rest.trim()
}

fn name_value(name: &Name) -> NameValue {
    if name.literal {
        return NameValue::Literal(LiteralName {
            literal: name.family.clone(),
        });
    }
    NameValue::Item(NameItem {
        family: name.family.clone(),
        given: name.given.clone(),
        non_dropping_particle: name.particle.clone(),
        // Without any particle the processor looks for one in the family name,
        // and makes "Cagna, Francesca De" of De Cagna.
        dropping_particle: Some(name.dropping_particle.clone().unwrap_or_default()),
        suffix: name.suffix.clone(),
        comma_suffix: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_of_known_tags_are_tags() {
        assert_eq!(marked("<i>E. coli</i>"), "\u{E000}E. coli\u{E001}");
        assert_eq!(marked("</i> a <i>"), "</i> a <i>");
        assert_eq!(marked("p <0.05 <u>x</u>"), "p <0.05 <u>x</u>");
        assert_eq!(
            without_tags("a<sub>2</sub> <span class=\"nocase\">McX é</span>"),
            "a2 McX é"
        );
        assert_eq!(without_tags("<i><i>x</i></i>"), "x");
        assert_eq!(without_tags("\u{E000}x"), "x");
    }
}

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

/// What a style prescribes that CSL cannot say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Customs {
    /// A subtitle begins with a capital, and a publisher that is the author is
    /// not named again: both in the Publication Manual of the APA, 7th edition
    /// (6.17, 9.29).
    pub(super) apa: bool,
    /// Articles without pages have their number in `number`; otherwise it goes
    /// where pages go, so that it is not lost.
    pub(super) article_numbers: bool,
}

/// The source as the processor takes it.
pub(super) fn item(source: &Source, customs: Customs) -> Item {
    let mut item = BTreeMap::new();
    let text = |text: &str| Value::String(text.to_owned());
    item.insert("id".to_owned(), text(&source.key));
    item.insert("type".to_owned(), text(&source.kind));
    for (name, value) in &source.fields {
        let value = match *name {
            "DOI" | "URL" | "PMID" | "PMCID" | "page" | "number" => value.clone(),
            "title" => with_designations_kept(&marked(value)),
            _ => marked(value),
        };
        item.insert((*name).to_owned(), Value::String(value));
    }
    if customs.apa {
        if let Some(title) = source.field("title") {
            let title = Value::String(subtitles_with_capitals(&with_designations_kept(&marked(
                title,
            ))));
            item.insert("title".to_owned(), title);
        }
        if source.field("publisher").is_some_and(|publisher| {
            let authors = source.names.get("author").map_or(&[][..], Vec::as_slice);
            matches!(authors, [one] if one.family == publisher)
        }) {
            item.remove("publisher");
        }
    }
    article_number(source, customs, &mut item);
    if let Some(doi) = source.doi() {
        item.insert("DOI".to_owned(), text(doi));
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

/// Puts the number of an article without pages where the style prints it.
fn article_number(source: &Source, customs: Customs, item: &mut BTreeMap<String, Value>) {
    if source.kind != "article-journal" {
        return;
    }
    let (from, to) = if customs.article_numbers {
        ("page", "number")
    } else {
        ("number", "page")
    };
    let Some(number) = source.field(from).filter(|_| source.field(to).is_none()) else {
        return;
    };
    if !customs.article_numbers || is_article_number(number) {
        item.remove(from);
        item.insert(to.to_owned(), Value::String(number.to_owned()));
    }
}

/// Whether what stands where pages do is the number of an article: it is one,
/// and has letters or more digits than the pages of a volume.
pub(super) fn is_article_number(pages: &str) -> bool {
    let one = !pages.contains(['-', '–', ',', ' ']);
    one && (pages.len() >= 5 || !pages.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A title in which designations such as NG222 keep their capitals: the
/// processor makes "(Ng222)" of it where the style wants capitals.
fn with_designations_kept(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for piece in title.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let capitals = piece.chars().filter(|c| c.is_uppercase()).count();
        if capitals > 1 && piece.contains(|c: char| c.is_ascii_digit()) {
            out.extend(piece.chars().map(|c| match c {
                c if c.is_uppercase() => char::from_u32(KEPT + u32::from(c)).unwrap_or(c),
                c => c,
            }));
        } else {
            out.push_str(piece);
        }
    }
    out
}

/// A title with a capital behind each colon and dash.
fn subtitles_with_capitals(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut begins = false;
    let mut before = ' ';
    for c in title.chars() {
        if begins && c.is_alphabetic() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        begins = match c {
            ' ' | '“' | '‘' | '\u{E000}'..='\u{E0FF}' => {
                (begins || before == ':' || before == '–' || before == '—')
                    && !before.is_ascii_digit()
            }
            '—' => true,
            _ => false,
        };
        before = c;
    }
    out
}

/// A text with typographic quotation marks, as the processor does not set
/// them; where a quotation begins is seen from what stands before it.
fn curly(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|c| {
            let opens =
                before.is_whitespace() || matches!(before, '(' | '[' | '“' | '‘' | '—' | '–');
            let set = match c {
                '"' if opens => '“',
                '"' => '”',
                '\'' if opens => '‘',
                '\'' => '’',
                other => other,
            };
            before = c;
            set
        })
        .collect()
}

/// A text with its tags as single characters. A tag without its other end
/// stays the text that it is.
fn marked(text: &str) -> String {
    let mut out: String = text
        .chars()
        .filter(|c| !matches!(u32::from(*c), 0xE000..=0xE0FF | KEPT..))
        .collect();
    if !out.contains(['<', '"', '\'', '.']) {
        return out;
    }
    for (open, close, start, end) in TAGS {
        while let Some((before, inside, after)) = cut(&out, open, close) {
            out = format!("{before}{start}{inside}{end}{after}");
        }
    }
    while let Some((before, inside, after)) = cut(&out, NO_CASE.0, NO_CASE.1) {
        let kept: String = inside.chars().map(kept).collect();
        out = format!("{before}{kept}{after}");
    }
    // The name of a website is no word that could be given a capital.
    if out.contains('.') {
        let names = |word: &str| {
            word.split_once('.').is_some_and(|(before, after)| {
                !before.is_empty() && after.starts_with(char::is_alphabetic)
            })
        };
        out = out
            .split_inclusive(' ')
            .map(|word| {
                if names(word) {
                    word.chars().map(kept).collect()
                } else {
                    word.to_owned()
                }
            })
            .collect();
    }
    if out.contains(['"', '\'']) {
        out = curly(&out);
    }
    out
}

/// A letter as a character that has no capital.
fn kept(c: char) -> char {
    char::from_u32(KEPT + u32::from(c))
        .filter(|_| c.is_alphabetic())
        .unwrap_or(c)
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

/// A source that stands for any.
pub(super) fn any_source() -> Item {
    with_authors(1)
}

/// A source that stands for any with so many authors.
pub(super) fn with_authors(count: usize) -> Item {
    let text = |text: &str| Value::String(text.to_owned());
    let name = NameValue::Item(NameItem {
        family: "Author".to_owned(),
        given: Some("An".to_owned()),
        non_dropping_particle: None,
        dropping_particle: Some(String::new()),
        suffix: None,
        comma_suffix: None,
    });
    let date = DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(vec![2000])]),
        literal: None,
        season: None,
        circa: false,
    };
    let fields = [
        ("id", text("any")),
        ("type", text("article-journal")),
        ("title", text("Title")),
        ("container-title", text("Journal")),
        ("author", Value::Names(vec![name; count])),
        ("issued", Value::Date(date)),
    ];
    Item(
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_style_cannot_say_is_said_for_it() {
        assert_eq!(
            subtitles_with_capitals("The voles: a “new” look — what now? 3:4 and 5 – 6"),
            "The voles: A “new” look — What now? 3:4 and 5 – 6"
        );
        assert_eq!(curly("\"A 'b' c\" (\"d\") isn't"), "“A ‘b’ c” (“d”) isn’t");
    }

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

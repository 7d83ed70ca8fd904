//! Citations: Pandoc's syntax, `[see @key, p. 3; @other]`, `[-@key]`, `@key`
//! and `@key [p. 3]`.
//!
//! The shapes that Pandoc prints with their brackets and without a word, such
//! as `[@a, @b]`, are faults here, with what was probably meant.

mod affix;

use crate::text::Span;
use crate::yaml::Word;

pub use affix::Affix;

/// One citation in the text: a bracket, or a key in the running sentence.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The whole marker.
    pub span: Span,
    /// How it was written.
    pub form: ClusterForm,
    /// What it cites, in the order written.
    pub items: Vec<Item>,
}

/// How a citation was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClusterForm {
    /// `[@key]`: beside the sentence.
    Group,
    /// `@key said …`: the author's name is part of the sentence.
    Narrative,
}

/// One source in a citation.
#[derive(Clone, Debug)]
pub struct Item {
    /// The key and its place, `@` included in the place.
    pub key: Word,
    /// Words before it, as in `[see @key]`.
    pub prefix: Affix,
    /// Words after it and after its locator.
    pub suffix: Affix,
    /// The place in the source.
    pub locator: Option<Locator>,
    /// `-@key`: without the author's name.
    pub suppress_author: bool,
}

impl Item {
    /// The key as a name in the running sentence: with a capital, so that it
    /// can begin one.
    pub fn name(&self) -> String {
        let mut chars = self.key.text.chars();
        chars
            .next()
            .map(|first| first.to_uppercase().chain(chars).collect())
            .unwrap_or_default()
    }
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What is counted: a locator term of CSL, or one of ours: `box`,
    /// `recommendation`.
    pub label: &'static str,
    /// How it is printed before the value.
    pub short: &'static str,
    /// The number or range.
    pub value: Box<str>,
}

impl Locator {
    /// The label as CSL spells it; `None` for those of ours, which a style
    /// cannot know: print `short` before the value instead.
    pub fn csl_term(&self) -> Option<&'static str> {
        (!matches!(self.label, "box" | "recommendation")).then_some(self.label)
    }
}

/// What is wrong with a bracket that holds a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    /// `[@a; see also]`, `[@a;]`: a part without a key.
    PartWithoutKey,
    /// `[@a, @b]`: a second key behind the first without a semicolon.
    SecondKey,
}

/// The locator terms: the CSL term, how it is printed, how editors write it.
const LOCATORS: &[(&str, &str, &[&str])] = &[
    ("page", "p.", &["pages", "page", "pp.", "pp", "p.", "p"]),
    (
        "chapter",
        "ch.",
        &[
            "chapters", "chapter", "chaps.", "chap.", "chap", "ch.", "ch",
        ],
    ),
    (
        "section",
        "sec.",
        &[
            "sections", "section", "sect.", "secs.", "sec.", "sec", "§§", "§",
        ],
    ),
    (
        "paragraph",
        "para.",
        &[
            "paragraphs",
            "paragraph",
            "paras.",
            "para.",
            "para",
            "¶¶",
            "¶",
        ],
    ),
    (
        "figure",
        "fig.",
        &["figures", "figure", "figs.", "fig.", "fig"],
    ),
    ("table", "table", &["tables", "table", "tab."]),
    ("box", "box", &["boxes", "box"]),
    ("appendix", "app.", &["appendices", "appendix", "app."]),
    (
        "supplement",
        "suppl.",
        &["supplements", "supplement", "suppl.", "suppl", "supp."],
    ),
    (
        "recommendation",
        "rec.",
        &[
            "recommendations",
            "recommendation",
            "recs.",
            "recs",
            "rec.",
            "rec",
        ],
    ),
    ("part", "pt.", &["parts", "part", "pts.", "pt."]),
    (
        "volume",
        "vol.",
        &["volumes", "volume", "vols.", "vol.", "vol"],
    ),
    ("issue", "no.", &["issue", "nos.", "no."]),
    ("note", "n.", &["notes", "note", "nn.", "n."]),
    ("line", "l.", &["lines", "line", "ll.", "l."]),
    ("column", "col.", &["columns", "column", "cols.", "col."]),
    ("folio", "fol.", &["folios", "folio", "fols.", "fol."]),
    ("verse", "v.", &["verses", "verse", "vv.", "v."]),
    ("book", "bk.", &["books", "book", "bks.", "bk."]),
];

/// Reads the key at the start of `text`, which begins with `@`. Gives the key
/// and the length of `@` and key together.
pub fn parse_key(text: &str) -> Option<(&str, usize)> {
    let after = text.strip_prefix('@')?;
    if let Some(inner) = after.strip_prefix('{') {
        let mut depth = 1;
        for (at, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                c if c.is_whitespace() => return None,
                _ => {}
            }
            if depth == 0 {
                return (at > 0).then(|| (&inner[..at], at + 3));
            }
        }
        return None;
    }
    let mut chars = after.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let taken = is_regular(c)
            || (at > 0
                && next.is_some_and(|next| {
                    (is_punctuation(c) && is_regular(next))
                        || (matches!(c, ':' | '/') && next == '/')
                }));
        if !taken {
            break;
        }
        end = at + c.len_utf8();
    }
    (end > 0).then(|| (&after[..end], end + 1))
}

fn is_regular(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/'
    )
}

/// The offsets of the `@` that begin a key in `text`: not in a mail address, a
/// web address or behind a backslash.
pub(super) fn key_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b'@', text.as_bytes()).filter(|&at| begins_key(text, at))
}

/// Whether the `@` at an offset begins a key. Looks at the word before it
/// alone, so that a line of many keys stays linear.
pub(super) fn begins_key(text: &str, at: usize) -> bool {
    parse_key(&text[at..]).is_some() && may_begin(&text[..at])
}

/// Whether a key may begin after this text.
fn may_begin(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    if is_regular(last) && last != '_' || matches!(last, '\\' | '.' | '@') {
        return false;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '[' | '(' | '<'))
        .next();
    !word.is_some_and(|word| word.contains("://") || word.starts_with("www."))
}

/// Reads the inside of a bracket. `None` if it holds no key and so is no
/// citation. Places are found by looking for the keys in `raw`, the same
/// bracket as it stands in the file at `base`.
pub(super) fn parse_group(
    inside: &str,
    raw: &str,
    base: usize,
) -> Option<(Vec<Item>, Option<Malformed>)> {
    key_starts(inside).next()?;
    let mut items = Vec::new();
    let mut malformed = None;
    let mut searched = 0;
    for part in split_parts(inside) {
        let mut starts = key_starts(part);
        let Some(at) = starts.next() else {
            malformed = malformed.or(Some(Malformed::PartWithoutKey));
            continue;
        };
        let (mut item, length) = item(part, at);
        locate(&mut item, &part[at..at + length], raw, base, &mut searched);
        let rest = &part[at + length..];
        if let Some(second) = key_starts(rest).next() {
            malformed = Some(Malformed::SecondKey);
            set_suffix(&mut item, &rest[..second]);
            items.push(item);
            for second in key_starts(rest) {
                let (mut other, length) = self::item(rest, second);
                other.prefix = Affix::default();
                locate(
                    &mut other,
                    &rest[second..second + length],
                    raw,
                    base,
                    &mut searched,
                );
                items.push(other);
            }
            continue;
        }
        set_suffix(&mut item, rest);
        items.push(item);
    }
    Some((items, malformed))
}

/// Reads the inside of the bracket behind a key in the running sentence: a
/// locator for that key, then further parts with keys.
pub(super) fn parse_tail(
    item: &mut Item,
    inside: &str,
    raw: &str,
    base: usize,
) -> (Vec<Item>, Option<Malformed>) {
    let mut parts = split_parts(inside);
    let first = parts.next().unwrap_or_default();
    if key_starts(first).next().is_some() {
        return parse_group(inside, raw, base).unwrap_or_default();
    }
    set_suffix(item, first);
    let rest = &inside[(first.len() + 1).min(inside.len())..];
    if rest.trim().is_empty() {
        return (Vec::new(), None);
    }
    parse_group(rest, raw, base).unwrap_or((Vec::new(), Some(Malformed::PartWithoutKey)))
}

/// The item whose key begins at `at`, and the length of the key with its `@`.
fn item(part: &str, at: usize) -> (Item, usize) {
    let (key, length) = parse_key(&part[at..]).unwrap_or(("", 1));
    let before = &part[..at];
    let suppressed = before
        .strip_suffix('-')
        .filter(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace));
    let item = Item {
        key: Word {
            text: key.to_owned(),
            span: Span::default(),
        },
        prefix: tidy(suppressed.unwrap_or(before)),
        suffix: Affix::default(),
        locator: None,
        suppress_author: suppressed.is_some(),
    };
    (item, length)
}

fn locate(item: &mut Item, marker: &str, raw: &str, base: usize, searched: &mut usize) {
    let found = raw[*searched..].find(marker).map_or(0, |at| *searched + at);
    *searched = (found + marker.len()).min(raw.len());
    item.key.span = Span::new(base + found..base + *searched);
}

fn set_suffix(item: &mut Item, text: &str) {
    let (locator, rest) = locator(text);
    item.locator = locator;
    item.suffix = tidy(rest);
}

/// One space between words, backslashes of escapes gone.
fn tidy(text: &str) -> Affix {
    let words: Vec<&str> = text.split_whitespace().collect();
    Affix::new(Vec::new(), words.join(" ").replace('\\', ""))
}

/// The parts between semicolons; none splits behind a backslash, in code or
/// between quotes.
fn split_parts(text: &str) -> impl Iterator<Item = &str> {
    let mut ends = Vec::new();
    let (mut quoted, mut code, mut escaped) = (false, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '`' => code = !code,
            '"' if !code => quoted = !quoted,
            ';' if !code && !quoted => ends.push(at),
            _ => {}
        }
    }
    ends.push(text.len());
    let mut start = 0;
    ends.into_iter().map(move |end| {
        let part = &text[start..end];
        start = end + 1;
        part
    })
}

/// Splits a suffix into a locator and what follows it.
fn locator(suffix: &str) -> (Option<Locator>, &str) {
    let text = suffix.trim_start();
    let text = text.strip_prefix(',').unwrap_or(text).trim_start();
    if let Some(inner) = text.strip_prefix('{') {
        let Some(end) = inner.find('}') else {
            return (None, suffix);
        };
        let rest = &inner[end + 1..];
        let inside = inner[..end].trim();
        if inside.is_empty() {
            return (None, rest);
        }
        let (locator, more) = locator(inside);
        return match locator {
            Some(locator) if more.trim().is_empty() => (Some(locator), rest),
            _ => (
                Some(Locator {
                    label: "page",
                    short: "p.",
                    value: inside.into(),
                }),
                rest,
            ),
        };
    }
    for &(label, short, words) in LOCATORS {
        for word in words {
            let Some(after) = strip_word(text, word) else {
                continue;
            };
            let (value, rest) = value(after.trim_start(), true);
            if !value.is_empty() {
                return (
                    Some(Locator {
                        label,
                        short,
                        value: value.into(),
                    }),
                    rest,
                );
            }
        }
    }
    let (value, rest) = value(text, false);
    if value.is_empty() {
        return (None, suffix);
    }
    (
        Some(Locator {
            label: "page",
            short: "p.",
            value: value.into(),
        }),
        rest,
    )
}

/// Strips a locator term without regard to capitals, if a word ends there.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    if !head.eq_ignore_ascii_case(word) {
        return None;
    }
    let rest = &text[word.len()..];
    let ends = word.ends_with('.')
        || word.starts_with(['§', '¶'])
        || rest.starts_with(char::is_whitespace)
        || (rest.starts_with(|c: char| c.is_ascii_digit()) && word.len() == 1);
    ends.then_some(rest)
}

/// The numbers at the start: words that hold a digit, or a roman numeral after
/// an explicit term, joined by commas and spaces. A full stop at the end is
/// not theirs.
fn value(text: &str, explicit: bool) -> (&str, &str) {
    let mut end = 0;
    let mut at = 0;
    while at < text.len() {
        let gap = text[at..]
            .find(|c: char| !(c.is_whitespace() || end > 0 && matches!(c, ',' | '&')))
            .map_or(text.len(), |gap| at + gap);
        let word_end = text[gap..]
            .find(|c: char| c.is_whitespace() || c == ',')
            .map_or(text.len(), |length| gap + length);
        let word = &text[gap..word_end];
        let numeric = word.contains(|c: char| c.is_ascii_digit())
            || (explicit && !word.is_empty() && word.chars().all(is_roman));
        if !numeric {
            break;
        }
        end = word_end;
        at = word_end;
    }
    let value = text[..end].trim_end_matches('.');
    (value, &text[value.len()..])
}

fn is_roman(c: char) -> bool {
    matches!(
        c.to_ascii_lowercase(),
        'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm' | '-' | '–'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(inside: &str) -> (Vec<Item>, Option<Malformed>) {
        parse_group(inside, inside, 0).expect("a citation")
    }

    #[test]
    fn keys_end_where_pandoc_ends_them() {
        for (text, key) in [
            ("@foo.", "foo"),
            ("@Foo_bar.baz,", "Foo_bar.baz"),
            ("@foo_", "foo_"),
            ("@foo's", "foo"),
            ("@Foo_bar--baz", "Foo_bar"),
            ("@foo..bar", "foo"),
            ("@пункт3;", "пункт3"),
            ("@1999", "1999"),
            ("@{Foo_bar.baz.}", "Foo_bar.baz."),
            ("@{a{b}c}", "a{b}c"),
            ("@https://doi.org/10.1000/x", "https://doi.org/10.1000/x"),
            ("@doi:10.1000/(x)y", "doi:10.1000"),
        ] {
            assert_eq!(parse_key(text).map(|(key, _)| key), Some(key), "{text}");
        }
        for text in ["@", "@ a", "@{}", "@{a b}", "@-a"] {
            assert_eq!(parse_key(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_hold_no_keys() {
        for text in [
            "me@example.com",
            "https://x.com/@user",
            "x.@foo",
            "\\@foo",
            "www.x.org/@me",
        ] {
            assert_eq!(key_starts(text).count(), 0, "{text}");
        }
        assert_eq!(key_starts("(@foo) and foo_@bar, —@baz").count(), 3);
    }

    #[test]
    fn prefix_locator_suffix() {
        let (items, malformed) = group("see @a, pp. 33-35, and passim; -@b; also @c, rec. 1.4.13");
        assert_eq!(malformed, None);
        assert_eq!(items[0].prefix.plain(), "see");
        assert_eq!(items[0].locator.as_ref().unwrap().value.as_ref(), "33-35");
        assert_eq!(items[0].suffix.plain(), ", and passim");
        assert!(items[1].suppress_author);
        let locator = items[2].locator.as_ref().unwrap();
        assert_eq!(
            (locator.label, &*locator.value),
            ("recommendation", "1.4.13")
        );
    }

    #[test]
    fn locators() {
        for (text, label, value, suffix) in [
            ("@a, 3", "page", "3", ""),
            ("@a p3", "page", "3", ""),
            ("@a, p. xi", "page", "xi", ""),
            ("@a, ch. 3", "chapter", "3", ""),
            ("@a, §4", "section", "4", ""),
            ("@a, Table 2", "table", "2", ""),
            ("@a, suppl. 2", "supplement", "2", ""),
            ("@a, pp. 3, 5 and 7", "page", "3, 5", "and 7"),
            ("@a {appendix 1}", "appendix", "1", ""),
        ] {
            let (items, _) = group(text);
            let locator = items[0]
                .locator
                .as_ref()
                .unwrap_or_else(|| panic!("{text}"));
            assert_eq!((locator.label, &*locator.value), (label, value), "{text}");
            assert_eq!(items[0].suffix.plain(), suffix, "{text}");
        }
        let (items, _) = group("@a{}, 99 years later");
        assert_eq!(
            (&items[0].locator, items[0].suffix.plain()),
            (&None, ", 99 years later")
        );
    }

    #[test]
    fn what_pandoc_prints_in_silence_is_a_fault() {
        assert_eq!(group("@a, @b").1, Some(Malformed::SecondKey));
        assert_eq!(group("@a @b").0.len(), 2);
        for text in ["@a; see also", "@a;", "; @a", "@a;; @b", "@a, p. 3; p. 4"] {
            assert_eq!(group(text).1, Some(Malformed::PartWithoutKey), "{text}");
        }
    }
}

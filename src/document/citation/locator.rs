//! Places in a source: `p. 3`, `Table S2`, `rec. 1.4.13`, `{chapter three}`.

use super::{BEGINS, ENDS, OPAQUE};

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What is counted: a locator term of CSL, or one of ours: `box`,
    /// `recommendation`.
    pub label: &'static str,
    /// How it is printed before the value, in the plural for several.
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

    fn new(term: &Term, value: &str) -> Self {
        let several = value
            .trim_matches(|c: char| !c.is_alphanumeric())
            .contains([',', '–', '-', '&', ' ']);
        Self {
            label: term.label,
            short: if several { term.plural } else { term.singular },
            value: value.into(),
        }
    }
}

/// A kind of place: its CSL term, how it is printed, and how editors write it:
/// words, abbreviations that may stand with or without a full stop, and those
/// that need one because they are words or mean several things.
struct Term {
    label: &'static str,
    singular: &'static str,
    plural: &'static str,
    words: &'static [&'static str],
    short: &'static [&'static str],
    dotted: &'static [&'static str],
}

const fn term(
    label: &'static str,
    (singular, plural): (&'static str, &'static str),
    words: &'static [&'static str],
    short: &'static [&'static str],
    dotted: &'static [&'static str],
) -> Term {
    Term {
        label,
        singular,
        plural,
        words,
        short,
        dotted,
    }
}

/// The 29 locator terms of the CSL 1.0.2 schema, and two of ours. The page
/// comes first: it is what a bare number means.
#[rustfmt::skip]
const TERMS: &[Term] = &[
    term("page", ("p.", "pp."), &["page", "pages"], &["p", "pp", "pg", "pgs"], &[]),
    term("act", ("act", "acts"), &["act", "acts"], &[], &[]),
    term("appendix", ("app.", "apps."), &["appendix", "appendices", "appendixes"], &["app", "apps", "appx"], &[]),
    term("article-locator", ("art.", "arts."), &["article", "articles"], &["art", "arts"], &[]),
    term("book", ("bk.", "bks."), &["book", "books"], &["bk", "bks"], &[]),
    term("canon", ("can.", "cann."), &["canon", "canons"], &["cann"], &["can"]),
    term("chapter", ("ch.", "chs."), &["chapter", "chapters"], &["ch", "chs", "chap", "chaps"], &[]),
    term("column", ("col.", "cols."), &["column", "columns"], &["col", "cols"], &[]),
    term("elocation", ("loc.", "locs."), &["location", "locations", "elocation", "elocations"], &["loc", "locs"], &[]),
    term("equation", ("eq.", "eqs."), &["equation", "equations"], &["eq", "eqs", "eqn", "eqns"], &[]),
    term("figure", ("fig.", "figs."), &["figure", "figures"], &["fig", "figs"], &[]),
    term("folio", ("fol.", "fols."), &["folio", "folios"], &["fol", "fols"], &[]),
    term("issue", ("no.", "nos."), &["issue", "issues"], &[], &["no", "nos"]),
    term("line", ("l.", "ll."), &["line", "lines"], &[], &["l", "ll"]),
    term("note", ("n.", "nn."), &["note", "notes", "footnote", "footnotes"], &["fn", "fns"], &["n", "nn"]),
    term("opus", ("op.", "opp."), &["opus", "opera"], &[], &["op", "opp"]),
    term("paragraph", ("para.", "paras."), &["paragraph", "paragraphs"], &["para", "paras", "par", "pars", "¶", "¶¶"], &[]),
    term("part", ("pt.", "pts."), &["part", "parts"], &["pt", "pts"], &[]),
    term("rule", ("r.", "rr."), &["rule", "rules"], &[], &["r", "rr"]),
    term("scene", ("sc.", "scs."), &["scene", "scenes"], &["sc", "scs"], &[]),
    term("section", ("sec.", "secs."), &["section", "sections"], &["sec", "secs", "sect", "sects", "§", "§§"], &["s", "ss"]),
    term("sub-verbo", ("s.v.", "s.vv."), &["sub verbo"], &[], &["s.v", "s.vv"]),
    term("supplement", ("suppl.", "suppls."), &["supplement", "supplements"], &["suppl", "suppls", "supp", "supps"], &[]),
    term("surah", ("surah", "surahs"), &["surah", "surahs", "sura", "suras"], &[], &[]),
    term("table", ("table", "tables"), &["table", "tables"], &["tab", "tabs", "tbl", "tbls"], &[]),
    term("timestamp", ("timestamp", "timestamps"), &["timestamp", "timestamps"], &[], &[]),
    term("title-locator", ("tit.", "tits."), &["title", "titles"], &["tit"], &[]),
    term("verse", ("v.", "vv."), &["verse", "verses"], &[], &["v", "vv"]),
    term("volume", ("vol.", "vols."), &["volume", "volumes"], &["vol", "vols"], &[]),
    term("box", ("box", "boxes"), &["box", "boxes"], &[], &[]),
    term("recommendation", ("rec.", "recs."), &["recommendation", "recommendations"], &["rec", "recs", "recom"], &[]),
];

/// What the words behind a key say about a place.
#[derive(Debug, Default)]
pub(in crate::document) struct Found {
    /// The place.
    pub(in crate::document) locator: Option<Locator>,
    /// Where the words go on behind it.
    pub(in crate::document) rest: usize,
    /// A number without a term was taken for a page.
    pub(in crate::document) guessed: bool,
    /// Braces that hold no place we know a name for.
    pub(in crate::document) unnamed: bool,
}

/// Splits the words behind a key into a place and what follows it. `syntax`
/// is `text` with all made opaque that means nothing.
pub(in crate::document) fn find(text: &str, syntax: &str) -> Found {
    let trimmed = text.trim_start();
    let trimmed = trimmed.strip_prefix(',').unwrap_or(trimmed).trim_start();
    let start = text.len() - trimmed.len();
    if syntax[start..].starts_with('{') {
        return in_braces(text, syntax, start);
    }
    if let Some((term, after)) = leading_term(trimmed) {
        let value = value(&trimmed[after..], true);
        if value > 0 {
            let begins = after + trimmed[after..].len() - trimmed[after..].trim_start().len();
            return Found {
                locator: Some(Locator::new(term, &trimmed[begins..after + value])),
                rest: start + after + value,
                ..Found::default()
            };
        }
    }
    let length = value(trimmed, false);
    if length == 0 || !trimmed.starts_with(char::is_alphanumeric) {
        return Found::default();
    }
    Found {
        locator: Some(Locator::new(&TERMS[0], &trimmed[..length])),
        rest: start + length,
        guessed: true,
        unnamed: false,
    }
}

/// A place set in braces: `{p. 3}`, `{appendix: methods}`; empty ones say that
/// there is none.
fn in_braces(text: &str, syntax: &str, start: usize) -> Found {
    let mut depth = 0_usize;
    let close = syntax[start..].char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(start + at)
    });
    let Some(close) = close else {
        return Found::default();
    };
    let rest = close + 1;
    let inside = text[start + 1..close].trim();
    if inside.is_empty() {
        return Found {
            rest,
            ..Found::default()
        };
    }
    let marked = inside.contains([OPAQUE, BEGINS, ENDS]);
    let locator = match leading_term(inside) {
        _ if marked => None,
        Some((term, after)) if !inside[after..].trim().is_empty() => {
            Some(Locator::new(term, inside[after..].trim()))
        }
        _ if inside.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(Locator::new(&TERMS[0], inside))
        }
        _ => None,
    };
    let unnamed = locator.is_none();
    Found {
        locator,
        rest,
        guessed: false,
        unnamed,
    }
}

/// Whether some words are nothing but a place with its term.
pub(in crate::document) fn is_place(text: &str) -> bool {
    let found = find(text, text);
    found.locator.is_some() && !found.guessed && text[found.rest..].trim().is_empty()
}

/// The kind of place that a text begins with, and where its value may begin.
fn leading_term(text: &str) -> Option<(&'static Term, usize)> {
    let symbol = text.len() - text.trim_start_matches(['§', '¶']).len();
    if symbol > 0 {
        let found = by_name(&text[..symbol], false)?;
        return Some((found, symbol));
    }
    let lower = text.get(.."sub verbo".len()).map(str::to_ascii_lowercase);
    if lower.as_deref() == Some("sub verbo") {
        return by_name("sub verbo", false).map(|term| (term, "sub verbo".len()));
    }
    let letters = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    // `s.v.`, with a full stop within.
    let dotted = text[letters..].strip_prefix(".v").map_or(letters, |rest| {
        letters + 2 + usize::from(rest.starts_with('v'))
    });
    for length in [dotted, letters] {
        let after = &text[length..];
        let stop = after.starts_with('.');
        let begins = length + usize::from(stop);
        let ends = stop
            || after.starts_with(char::is_whitespace)
            || (after.starts_with(|c: char| c.is_ascii_digit()) && length <= 2);
        if length > 0
            && ends
            && let Some(term) = by_name(&text[..length].to_ascii_lowercase(), stop)
        {
            return Some((term, begins));
        }
    }
    None
}

fn by_name(word: &str, stop: bool) -> Option<&'static Term> {
    TERMS.iter().find(|term| {
        term.short.contains(&word)
            || (stop && term.dotted.contains(&word))
            || (!stop && term.words.contains(&word))
    })
}

/// The length of the value at the start, spaces before it included: words that
/// hold a digit, or behind a term a roman numeral or one capital letter, with
/// commas, spaces and `&` between. What stands in brackets belongs to its
/// word. A full stop at the end is not the value's.
fn value(text: &str, explicit: bool) -> usize {
    let mut end = 0;
    let mut at = 0;
    while at < text.len() {
        let gap = text[at..]
            .find(|c: char| !(c.is_whitespace() || (end > 0 && matches!(c, ',' | '&'))))
            .map_or(text.len(), |gap| at + gap);
        let word_end = word_end(text, gap);
        let word = &text[gap..word_end];
        let bare = word.trim_end_matches('.');
        let numeric = word.contains(|c: char| c.is_ascii_digit())
            || (explicit && (is_roman(bare) || is_letter(bare)));
        if !numeric || word.contains([OPAQUE, BEGINS, ENDS]) {
            break;
        }
        end = gap + bare.len();
        at = word_end;
        if bare.len() < word.len() {
            break;
        }
    }
    end
}

/// Brackets are closed within this, or bind nothing, so that a row of open ones
/// stays linear.
const LONGEST_WORD: usize = 200;

/// Where the word that begins at `from` ends: at a space or a comma that
/// stands in no brackets.
fn word_end(text: &str, from: usize) -> usize {
    let mut depth = 0_usize;
    let mut plain = None;
    for (at, c) in text[from..].char_indices() {
        if at > LONGEST_WORD && plain.is_some() {
            break;
        }
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if c.is_whitespace() || c == ',' => {
                if depth == 0 {
                    return from + at;
                }
                plain = plain.or(Some(from + at));
            }
            _ => {}
        }
    }
    // Brackets that nobody closes bind nothing.
    plain.filter(|_| depth > 0).unwrap_or(text.len())
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
}

/// Whether a word is a roman numeral, or a range of two.
fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word
            .split(['-', '–'])
            .all(|part| !part.is_empty() && is_one_roman(part))
}

fn is_one_roman(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if word != lower && word != lower.to_ascii_uppercase() {
        return false;
    }
    let mut rest = lower.trim_start_matches('m');
    if lower.len() - rest.len() > 3 {
        return false;
    }
    for (nine, four, five, one) in [
        ("cm", "cd", "d", "c"),
        ("xc", "xl", "l", "x"),
        ("ix", "iv", "v", "i"),
    ] {
        if let Some(after) = rest.strip_prefix(nine).or_else(|| rest.strip_prefix(four)) {
            rest = after;
            continue;
        }
        rest = rest.strip_prefix(five).unwrap_or(rest);
        let ones = rest.len() - rest.trim_start_matches(one).len();
        rest = &rest[ones.min(3)..];
    }
    rest.is_empty()
}

/// Words that may follow a bare page number: `33 ff.`, `33 and passim`.
const BEHIND_PAGES: &[&str] = &[
    "and", "or", "et", "f", "ff", "sq", "sqq", "n", "nn", "note", "notes", "passim", "to",
    "through", "see", "cf", "also", "bis",
];

/// Whether a number that was taken for a page is more likely something else:
/// `99 years later`, `2-year follow-up`, `COVID-19`.
pub(in crate::document) fn is_doubtful(value: &str, rest: &str) -> bool {
    let letters = value
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() > 1 && !matches!(word, "ff" | "sq" | "sqq" | "nn"));
    if letters || value.contains('%') {
        return true;
    }
    let after = rest.trim_start();
    if after.len() == rest.len() {
        return false;
    }
    if after.starts_with(['%', '°', '$', '€', '£']) {
        return true;
    }
    let word = after
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    !word.is_empty() && !BEHIND_PAGES.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_of_csl_is_known_by_its_words() {
        let csl = [
            "act",
            "appendix",
            "article-locator",
            "book",
            "canon",
            "chapter",
            "column",
            "elocation",
            "equation",
            "figure",
            "folio",
            "issue",
            "line",
            "note",
            "opus",
            "page",
            "paragraph",
            "part",
            "rule",
            "scene",
            "section",
            "sub-verbo",
            "supplement",
            "surah",
            "table",
            "timestamp",
            "title-locator",
            "verse",
            "volume",
        ];
        let known: Vec<&str> = TERMS.iter().map(|term| term.label).collect();
        for label in csl {
            assert!(known.contains(&label), "{label}");
        }
        for term in TERMS {
            for word in term.words {
                let text = format!(", {word} 3");
                let found = find(&text, &text).locator.unwrap();
                assert_eq!((found.label, &*found.value), (term.label, "3"), "{text}");
            }
            let stops = term.short.iter().chain(term.dotted);
            for text in stops.map(|word| format!(", {word}. 3–5")) {
                let found = find(&text, &text);
                let symbol = text.contains(['§', '¶']);
                assert!(
                    symbol || found.locator.is_some_and(|found| found.label == term.label),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn roman_numerals_are_spelt_as_the_romans_did() {
        for word in ["i", "iv", "xi", "XIV", "mcmxcix", "xi–xv"] {
            assert!(is_roman(word), "{word}");
        }
        for word in ["", "iiii", "ic", "did", "Xi", "xi-", "civil", "mild"] {
            assert!(!is_roman(word), "{word}");
        }
    }
}

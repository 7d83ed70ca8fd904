//! Files of tagged lines, `TI  - Title`: RIS and PubMed's nbib.
//!
//! They are read here, not through a kept parser, because the one there is
//! leaves out dates of access, joins two values with the word AND, writes DOIs
//! in small letters, fails a record for one bad date, and knows no places.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::{Span, TextFile};

use super::{Name, Source, fault};

/// A line with its tag, and those that carry it on.
pub(super) struct Line<'a> {
    pub tag: &'a str,
    pub value: Cow<'a, str>,
    /// Where the value begins, to the end of its first line.
    pub span: Span,
}

/// The lines of one work.
#[derive(Default)]
pub(super) struct Record<'a> {
    pub lines: Vec<Line<'a>>,
}

impl<'a> Record<'a> {
    /// The values of a tag that are not empty.
    pub(super) fn all<'r>(&'r self, tag: &'r str) -> impl Iterator<Item = &'r Line<'a>> {
        self.lines
            .iter()
            .filter(move |line| line.tag == tag && !line.value.is_empty())
    }

    /// The first of them.
    pub(super) fn first(&self, tag: &str) -> Option<&str> {
        let mut lines = self.lines.iter();
        lines
            .find(|line| line.tag == tag && !line.value.is_empty())
            .map(|line| &*line.value)
    }

    /// Where the record begins.
    pub(super) fn place(&self, file: &Arc<TextFile>) -> Place {
        let span = self.lines.first().map_or(Span::default(), |line| line.span);
        Place::Text(Arc::clone(file), span)
    }
}

/// How records are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// From a line `TY` to a line `ER`.
    Ris,
    /// From a line `PMID`.
    Nbib,
}

/// Reads a file, `source` each of its records. What has an error is marked as
/// broken, so that no more is said of it.
pub(super) fn read(
    file: &Arc<TextFile>,
    form: Form,
    source: fn(&Arc<TextFile>, &Record<'_>, &mut Vec<Diagnostic>) -> Source,
) -> (Vec<Source>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let sources = records(file, form, &mut diagnostics)
        .iter()
        .map(|record| {
            let before = diagnostics.len();
            let mut source = source(file, record, &mut diagnostics);
            source.broken = diagnostics[before..]
                .iter()
                .any(|told| told.severity == Severity::Error);
            source
        })
        .collect();
    (sources, diagnostics)
}

/// The records of a file. What stands outside of them is told once.
fn records<'a>(
    file: &'a Arc<TextFile>,
    form: Form,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Record<'a>> {
    let (first, name) = match form {
        Form::Ris => ("TY", "RIS"),
        Form::Nbib => ("PMID", "nbib"),
    };
    let mut records: Vec<Record> = Vec::new();
    let mut open = false;
    let mut told = false;
    let mut start = 0;
    for line in file.text().split_inclusive('\n') {
        let here = start;
        start += line.len();
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        let read = tagged(line);
        if let Some((tag, _)) = read
            && tag == first
        {
            records.push(Record::default());
            open = true;
        }
        let record = records.last_mut().filter(|_| open);
        match (record, read) {
            (_, Some(("ER", _))) if form == Form::Ris => open = false,
            (Some(record), Some((tag, at))) => {
                let value = line[at..].trim();
                let begin = here + at + (line[at..].len() - line[at..].trim_start().len());
                record.lines.push(Line {
                    tag,
                    value: Cow::Borrowed(value),
                    span: Span::new(begin..begin + value.len()),
                });
            }
            (Some(record), None) => {
                if let Some(last) = record.lines.last_mut() {
                    let value = last.value.to_mut();
                    // nbib wraps its lines, RIS does not.
                    value.push(if form == Form::Ris { '\n' } else { ' ' });
                    value.push_str(line.trim());
                }
            }
            (None, _) if !told => {
                told = true;
                let begin = here + (line.len() - line.trim_start().len());
                let span = Span::new(begin..here + line.len());
                diagnostics.push(
                    fault(
                        Place::Text(Arc::clone(file), span),
                        "this line belongs to no record",
                    )
                    .why("what stands outside of a record is not read")
                    .help(format!(
                        "a record of {name} begins with a line `{first}{}- …`",
                        if form == Form::Ris { "  " } else { "" }
                    )),
                );
            }
            (None, _) => {}
        }
    }
    records
}

/// The tag of a line and where its value begins.
fn tagged(line: &str) -> Option<(&str, usize)> {
    let bytes = line.as_bytes();
    let length = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        .count();
    if !(2..=4).contains(&length) || !bytes[0].is_ascii_uppercase() {
        return None;
    }
    let rest = &line[length..];
    let dash = length + rest.len() - rest.trim_start_matches(' ').len();
    if line.as_bytes().get(dash) != Some(&b'-') || dash - length > 3 {
        return None;
    }
    // `COVID-19` at the start of a line is no tag.
    let behind = line[dash + 1..].chars().next();
    behind
        .is_none_or(|c| c == ' ')
        .then_some((&line[..length], dash + 1))
}

/// Where a record's key stands, and the key if it has one of its own.
pub(super) fn own_key(file: &Arc<TextFile>, record: &Record<'_>) -> (Option<String>, Place) {
    match record.all("ID").next() {
        Some(line) => (
            Some(line.value.trim().to_owned()),
            Place::Text(Arc::clone(file), line.span),
        ),
        None => (None, record.place(file)),
    }
}

/// A name as `Family, Given, Suffix`. One without a comma, or with nothing
/// behind it, is an institution.
pub(super) fn name(text: &str) -> Option<Name> {
    // Two commas are one that is part of an institution's name.
    if text.contains(",,") {
        return Some(Name {
            family: text
                .replace(",,", ",")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            literal: true,
            ..Name::default()
        });
    }
    let mut parts = text
        .split(',')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let family = parts.next().filter(|family| !family.is_empty())?;
    let given = parts.next().filter(|given| !given.is_empty());
    let suffix = parts
        .next()
        .map(|suffix| suffix.trim_end_matches('.').to_owned())
        .filter(|suffix| !suffix.is_empty());
    let Some(given) = given else {
        return Some(Name {
            family: text
                .trim()
                .trim_end_matches(',')
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            literal: true,
            ..Name::default()
        });
    };
    let (particle, family) = particle(&family);
    Some(Name {
        particle: particle.map(str::to_owned),
        family: family.to_owned(),
        given: Some(given),
        suffix,
        ..Name::default()
    })
}

/// The words in small letters before a family name: "van der", "de".
fn particle(family: &str) -> (Option<&str>, &str) {
    let mut end = 0;
    for word in family.split_inclusive(' ') {
        if !word.starts_with(char::is_lowercase) {
            break;
        }
        end += word.len();
    }
    if end == 0 || end == family.len() {
        return (None, family);
    }
    (Some(family[..end].trim_end()), &family[end..])
}

/// Pages with the last one written out: `637-41` is `637-641`.
pub(super) fn whole_pages(pages: &str) -> String {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match pages.split_once(['-', '–']) {
        Some((first, last)) if number(first) && number(last) && last.len() < first.len() => {
            format!("{first}-{}{last}", &first[..first.len() - last.len()])
        }
        Some((first, last)) if !first.is_empty() && !last.is_empty() => format!("{first}-{last}"),
        _ => pages.to_owned(),
    }
}

/// Puts names into a source.
pub(super) fn put_names(
    source: &mut Source,
    variable: &'static str,
    names: Vec<Name>,
    span: Option<Span>,
) {
    if !names.is_empty() {
        source.spans.extend(span.map(|span| (variable, span)));
        source.names.insert(variable, names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_what_looks_like_them() {
        assert_eq!(tagged("TI  - Light"), Some(("TI", 5)));
        assert_eq!(tagged("PMID- 123"), Some(("PMID", 5)));
        assert_eq!(tagged("ER  -"), Some(("ER", 5)));
        for other in [
            "COVID-19 is",
            "      carried on",
            "A - b",
            "",
            "TI",
            "TI: x",
            "ÄÖ  - x",
            "HIV-1 and",
        ] {
            assert_eq!(tagged(other), None, "{other}");
        }
    }

    #[test]
    fn names_and_pages() {
        let parts = |text| {
            name(text).map(|name| {
                (
                    name.particle,
                    name.family,
                    name.given,
                    name.suffix,
                    name.literal,
                )
            })
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            parts("van der Berg, Anna"),
            Some((text("van der"), "Berg".into(), text("Anna"), None, false))
        );
        assert_eq!(
            parts("Kirsch, Peter, Jr."),
            Some((None, "Kirsch".into(), text("Peter"), text("Jr"), false))
        );
        assert_eq!(
            parts("World Health Organization"),
            Some((None, "World Health Organization".into(), None, None, true))
        );
        assert_eq!(
            parts("World Health Organization,"),
            Some((None, "World Health Organization".into(), None, None, true))
        );
        assert_eq!(
            parts("Centre for Sleep,, Rest"),
            Some((None, "Centre for Sleep, Rest".into(), None, None, true))
        );
        assert_eq!(parts(", ,"), None);
        for (pages, whole) in [
            ("637-41", "637-641"),
            ("12-19", "12-19"),
            ("e12-5", "e12-5"),
            ("91", "91"),
            ("787-796.e4", "787-796.e4"),
        ] {
            assert_eq!(whole_pages(pages), whole);
        }
    }
}

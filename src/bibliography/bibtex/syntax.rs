//! The entries and fields of a file, with their places, abbreviations written
//! out. A file that cannot be read whole is cut where entries begin.

use std::ops::Range;
use std::sync::Arc;

use biblatex::{ParseError, ParseErrorKind, RawBibliography, RawChunk, Token};
use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Span, TextFile};

use super::super::{Source, fault};

/// How long an abbreviation may be when it is written out: with a few that
/// stand for each other twice, a small file could unfold into a huge one.
const LONGEST_ABBREVIATION: usize = 10_000;

/// An entry.
pub(super) struct Entry<'a> {
    pub key: &'a str,
    key_span: Span,
    /// Its type, in small letters.
    pub kind: String,
    pub kind_span: Span,
    pub fields: Vec<Field<'a>>,
}

/// A field of an entry.
pub(super) struct Field<'a> {
    /// Its name, in small letters.
    pub name: String,
    pub name_span: Span,
    /// Its value, in parts.
    pub raw: Vec<&'a str>,
    /// Where the value stands.
    pub span: Span,
}

impl Entry<'_> {
    /// Where its key stands.
    pub(super) fn place(&self, file: &Arc<TextFile>) -> Place {
        Place::Text(Arc::clone(file), self.key_span)
    }
}

/// Reads the entries of a file; of one that is broken, a source with nothing
/// but its key.
pub(super) fn read<'a>(
    file: &'a Arc<TextFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Entry<'a>>, Vec<Source>) {
    let text = file.text();
    let mut broken = Vec::new();
    let pieces = match RawBibliography::parse(text) {
        Ok(whole) => vec![(0, whole)],
        Err(_) => pieces(text)
            .into_iter()
            .filter_map(|piece| match RawBibliography::parse(&text[piece.clone()]) {
                Ok(read) => Some((piece.start, read)),
                Err(error) => {
                    broken.extend(tell(file, piece, &error, diagnostics));
                    None
                }
            })
            .collect(),
    };
    let abbreviations = abbreviations(file, &pieces, diagnostics);
    let mut entries = Vec::new();
    for (base, piece) in pieces {
        let span = |span: &Range<usize>| Span::new(base + span.start..base + span.end);
        for raw in piece.entries {
            let key_span = span(&raw.v.key.span);
            if raw.v.key.v.is_empty() {
                diagnostics.push(
                    fault(
                        Place::Text(Arc::clone(file), span(&raw.v.kind.span)),
                        "this entry has no key",
                    )
                    .why("the key is the name by which pages cite it")
                    .help(format!(
                        "write it behind the brace, as in `@{}{{author-year,`",
                        raw.v.kind.v
                    )),
                );
                continue;
            }
            let fields = raw.v.fields.iter().map(|pair| Field {
                name: pair.key.v.to_lowercase(),
                name_span: span(&pair.key.span),
                span: span(&pair.value.span),
                raw: pair
                    .value
                    .v
                    .iter()
                    .flat_map(|chunk| match chunk.v {
                        RawChunk::Normal(text) => vec![text],
                        RawChunk::Abbreviation(name) => {
                            let at = Place::Text(Arc::clone(file), span(&chunk.span));
                            written_out(name, &abbreviations, at, diagnostics)
                        }
                    })
                    .collect(),
            });
            entries.push(Entry {
                key: raw.v.key.v,
                key_span,
                kind: raw.v.kind.v.to_lowercase(),
                kind_span: span(&raw.v.kind.span),
                fields: fields.collect(),
            });
        }
    }
    (entries, broken)
}

type Abbreviations<'a> = FxHashMap<String, Vec<&'a str>>;

/// The `@string` definitions, each written out once. One may use those before
/// it.
fn abbreviations<'a>(
    file: &'a Arc<TextFile>,
    pieces: &[(usize, RawBibliography<'a>)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Abbreviations<'a> {
    let mut known = Abbreviations::default();
    for (base, piece) in pieces {
        for pair in &piece.abbreviations {
            let span = |span: &Range<usize>| Span::new(base + span.start..base + span.end);
            let at = |of: &Range<usize>| Place::Text(Arc::clone(file), span(of));
            let mut parts = Vec::new();
            for chunk in &pair.value.v {
                match chunk.v {
                    RawChunk::Normal(text) => parts.push(text),
                    RawChunk::Abbreviation(name) => {
                        parts.extend(written_out(name, &known, at(&chunk.span), diagnostics));
                    }
                }
            }
            let length: usize = parts.iter().map(|part| part.len() + 1).sum();
            if length > LONGEST_ABBREVIATION {
                diagnostics.push(
                    fault(
                        at(&pair.key.span),
                        format!("the abbreviation `{}` is too long", pair.key.v),
                    )
                    .help("an abbreviation stands for a name or a title, not for a text"),
                );
                parts.clear();
            }
            known.insert(pair.key.v.to_lowercase(), parts);
        }
    }
    known
}

fn written_out<'a>(
    name: &'a str,
    known: &Abbreviations<'a>,
    at: Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'a str> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let folded = name.to_lowercase();
    if let Some(parts) = known.get(&folded) {
        return parts.clone();
    }
    if !MONTHS.contains(&folded.as_str()) {
        diagnostics.push(
            fault(at, format!("`{name}` is no abbreviation of this file")).help(format!(
                "put braces around it, `{{{name}}}`, or define it: `@string{{{name} = {{…}}}}`"
            )),
        );
    }
    vec![name]
}

/// The places of the entries of a file that cannot be read whole: from an `@`
/// at the start of a line to the next.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start();
        let rest = inner.strip_prefix('@').unwrap_or_default();
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            starts.push(start + line.len() - inner.len());
        }
        start += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// Says why an entry cannot be read, and keeps its key, so that pages that cite
/// it are not told of a fault that is not theirs.
fn tell(
    file: &Arc<TextFile>,
    piece: Range<usize>,
    error: &ParseError,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Source> {
    let text = file.text();
    let key = key_within(text, piece.clone());
    let at_key = key.clone().unwrap_or(piece.start..piece.start + 1);
    let here = {
        let mut at = (piece.start + error.span.start).min(piece.end);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let length = text[at..piece.end].chars().next().map_or(0, char::len_utf8);
        at..at + length
    };
    let (span, message, help) = match &error.kind {
        ParseErrorKind::UnexpectedEof => (
            at_key,
            "this entry does not end".to_owned(),
            "a closing brace or quote is missing in it",
        ),
        ParseErrorKind::Expected(Token::Comma) => (
            here,
            "this entry cannot be read: there should be a comma before this".to_owned(),
            "end every field but the last with a comma, and put braces around its value",
        ),
        kind => (
            here,
            format!("this entry cannot be read: {kind}"),
            "check its braces, quotes and commas",
        ),
    };
    diagnostics.push(fault(Place::Text(Arc::clone(file), Span::new(span)), message).help(help));
    let key = key?;
    let place = Place::Text(Arc::clone(file), Span::new(key.clone()));
    Some(Source {
        broken: true,
        ..Source::new(&text[key], place, "document")
    })
}

/// The place of the key of an entry that cannot be read.
fn key_within(text: &str, piece: Range<usize>) -> Option<Range<usize>> {
    let raw = &text[piece.clone()];
    let open = raw.find(['{', '('])? + 1;
    let rest = &raw[open..];
    let start = open + rest.len() - rest.trim_start().len();
    let key = raw[start..].split([',', '}', '\n', '=']).next()?.trim_end();
    let fits = !key.is_empty() && !key.contains(char::is_whitespace);
    fits.then_some(piece.start + start..piece.start + start + key.len())
}

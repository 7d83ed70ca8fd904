//! BibTeX and BibLaTeX files as CSL items, through the parser of the CSL
//! processor.
//!
//! A file is cut into its entries first, so that a broken one is told with its
//! place and does not take the others with it.

use std::ops::Range;
use std::sync::Arc;

use biblatex::{
    Bibliography, ChunksExt, Date, DateValue, Entry, EntryType, PermissiveType, Person,
};
use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Span, TextFile};

use super::{Name, PartialDate, Source, fault};

/// BibLaTeX fields and the CSL variables that hold the same.
const FIELDS: &[(&str, &str)] = &[
    ("title", "title"),
    ("journaltitle", "container-title"),
    ("journal", "container-title"),
    ("booktitle", "container-title"),
    ("shortjournal", "container-title-short"),
    ("volume", "volume"),
    ("number", "issue"),
    ("issue", "issue"),
    ("pages", "page"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("organization", "publisher"),
    ("school", "publisher"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("edition", "edition"),
    ("series", "collection-title"),
    ("doi", "DOI"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("url", "URL"),
    ("abstract", "abstract"),
    ("langid", "language"),
    ("note", "note"),
];

/// Reads a file.
pub(super) fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    let text = file.text();
    let mut sources = Vec::new();
    let mut diagnostics = Vec::new();
    let (strings, entries) = split(text);
    if has_crossref_cycle(text, &entries) {
        diagnostics.push(
            fault(
                Place::File(file.path().into()),
                "entries of this file refer to each other in a circle",
            )
            .help("remove one of the `crossref` or `xdata` fields"),
        );
        return (sources, diagnostics);
    }
    let by_key: FxHashMap<&str, &Range<usize>> = entries
        .iter()
        .map(|range| (key_of(&text[range.clone()]).0, range))
        .collect();
    for range in &entries {
        let raw = &text[range.clone()];
        let (key, key_at) = key_of(raw);
        let place = Place::Text(
            Arc::clone(file),
            Span::new(range.start + key_at..range.start + key_at + key.len()),
        );
        let mut input = strings.clone();
        let mut parent = reference(raw);
        // The entries it inherits from, nearest last; circles were refused.
        while let Some(range) = parent.and_then(|key| by_key.get(key)) {
            input.push_str(&text[(*range).clone()]);
            input.push('\n');
            parent = reference(&text[(*range).clone()]);
        }
        input.push_str(raw);
        match Bibliography::parse(&input) {
            Ok(parsed) => match parsed.get(key) {
                Some(entry) => sources.push(source(entry, place, &mut diagnostics)),
                None => diagnostics.push(fault(place, "this entry cannot be read")),
            },
            Err(error) => diagnostics.push(
                fault(place, format!("this entry cannot be read: {}", error.kind))
                    .help("check its braces, quotes and commas"),
            ),
        }
    }
    (sources, diagnostics)
}

/// The `@string` definitions together, and the places of the entries.
fn split(text: &str) -> (String, Vec<Range<usize>>) {
    let mut strings = String::new();
    let mut entries = Vec::new();
    let starts: Vec<usize> = text
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|&at| {
            text[..at]
                .rsplit('\n')
                .next()
                .is_none_or(|line| line.trim().is_empty())
        })
        .collect();
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let kind = text[start + 1..end]
            .split(['{', '('])
            .next()
            .unwrap_or_default();
        match kind.trim().to_ascii_lowercase().as_str() {
            "string" => strings.push_str(&text[start..end]),
            "comment" | "preamble" => {}
            _ => entries.push(start..end),
        }
    }
    (strings, entries)
}

/// The key of an entry, and its offset.
fn key_of(raw: &str) -> (&str, usize) {
    let Some(open) = raw.find(['{', '(']) else {
        return ("", 0);
    };
    let rest = &raw[open + 1..];
    let indent = rest.len() - rest.trim_start().len();
    let key = rest[indent..]
        .split([',', '}', '\n'])
        .next()
        .unwrap_or_default()
        .trim_end();
    (key, open + 1 + indent)
}

/// The key of the entry that an entry inherits from.
fn reference(raw: &str) -> Option<&str> {
    let lower = raw.to_ascii_lowercase();
    let at = ["crossref", "xdata"]
        .iter()
        .find_map(|field| lower.find(field))?;
    let rest = raw[at..].split_once('=')?.1.trim_start();
    let rest = rest.trim_start_matches(['{', '"']);
    rest.split(['}', '"', ',']).next().map(str::trim)
}

/// Whether following `crossref` from some entry comes back to it. The parser
/// would follow it until the stack ends.
fn has_crossref_cycle(text: &str, entries: &[Range<usize>]) -> bool {
    let parents: FxHashMap<&str, &str> = entries
        .iter()
        .filter_map(|range| {
            let raw = &text[range.clone()];
            reference(raw).map(|parent| (key_of(raw).0, parent))
        })
        .collect();
    parents.keys().any(|start| {
        let mut at = *start;
        for _ in 0..=parents.len() {
            match parents.get(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        true
    })
}

fn source(entry: &Entry, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Source {
    let mut source = Source::new(&entry.key, place, kind(&entry.entry_type));
    for (name, variable) in FIELDS {
        if let Some(chunks) = entry.get(name) {
            let text = chunks.format_verbatim();
            let text = text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .replace("--", "-");
            if !text.is_empty() && text != "n.d." {
                source.fields.entry(variable).or_insert(text);
            }
        }
    }
    if let Ok(authors) = entry.author() {
        source
            .names
            .insert("author", authors.iter().map(name).collect());
        source.names.retain(|_, names| !names.is_empty());
    }
    if let Ok(editors) = entry.editors() {
        let names: Vec<Name> = editors
            .iter()
            .flat_map(|(names, _)| names.iter().map(name))
            .collect();
        if !names.is_empty() {
            source.names.insert("editor", names);
        }
    }
    match entry.date() {
        Ok(date) => {
            if let Some(date) = issued(&date) {
                source.dates.insert("issued", date);
            }
        }
        Err(biblatex::RetrievalError::Missing(_)) => {}
        Err(error) => diagnostics.push(
            fault(
                source.place.clone(),
                format!("the date of `{}` cannot be read: {error}", entry.key),
            )
            .help("write `year = {2014}` or `date = {2014-03-02}`"),
        ),
    }
    source
}

fn issued(date: &PermissiveType<Date>) -> Option<PartialDate> {
    let PermissiveType::Typed(date) = date else {
        return None;
    };
    let (DateValue::At(day)
    | DateValue::After(day)
    | DateValue::Before(day)
    | DateValue::Between(day, _)) = &date.value;
    // The parser counts months and days from nought.
    PartialDate::new(
        i16::try_from(day.year).ok()?,
        day.month.map(|month| month + 1),
        day.month.and(day.day).map(|day| day + 1),
    )
}

fn name(person: &Person) -> Name {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let literal = person.given_name.is_empty() && person.name.contains(' ');
    Name {
        family: person.name.clone(),
        given: part(&person.given_name),
        suffix: part(person.suffix.trim_end_matches('.')),
        particle: part(&person.prefix),
        dropping_particle: None,
        literal,
        orcid: None,
    }
}

fn kind(kind: &EntryType) -> &'static str {
    match kind {
        EntryType::Article => "article-journal",
        EntryType::Book | EntryType::MvBook | EntryType::Collection => "book",
        EntryType::InBook | EntryType::InCollection => "chapter",
        EntryType::InProceedings => "paper-conference",
        EntryType::Online => "webpage",
        EntryType::Report | EntryType::TechReport => "report",
        EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis => "thesis",
        _ => "document",
    }
}

//! RIS files as CSL items, through a kept parser. RIS has no keys: an entry's
//! `ID` is its key, or one is made of author and year.

use std::sync::Arc;

use biblib::{Author, Citation, CitationParser, RisParser};

use crate::diagnostic::{Diagnostic, Place};
use crate::document::slug;
use crate::text::{Span, TextFile};

use super::{Name, PartialDate, Source, fault};

/// Reads a file.
pub(super) fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    let text = file.text();
    let mut sources: Vec<Source> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.starts_with("ER") {
            sources.extend(record(
                file,
                start_of_record(text, end),
                end,
                &mut diagnostics,
            ));
        }
        start = end;
    }
    (sources, diagnostics)
}

/// Where the record that ends at `end` begins: at its `TY` line.
fn start_of_record(text: &str, end: usize) -> usize {
    text[..end].rfind("\nTY").map_or(0, |at| at + 1)
}

fn record(
    file: &Arc<TextFile>,
    start: usize,
    end: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Source> {
    let raw = &file.text()[start..end];
    let first_line = raw.find('\n').map_or(end, |length| start + length);
    let place = Place::Text(Arc::clone(file), Span::new(start..first_line));
    match RisParser::new().parse(raw) {
        Ok(citations) => citations
            .first()
            .map(|citation| source(citation, raw, place)),
        Err(error) => {
            diagnostics.push(fault(
                place,
                format!("this record cannot be read: {}", error.error),
            ));
            None
        }
    }
}

fn source(citation: &Citation, raw: &str, place: Place) -> Source {
    let year = citation.date.as_ref().map(|date| date.year);
    let key = tag(raw, "ID").map_or_else(
        || {
            let author = citation
                .authors
                .first()
                .map_or("anonymous", |author| &author.name);
            match year {
                Some(year) => format!("{}-{year}", slug(author)),
                None => slug(author),
            }
        },
        str::to_owned,
    );
    let mut source = Source::new(&key, place, kind(tag(raw, "TY").unwrap_or_default()));
    let mut put = |name: &'static str, value: Option<&str>| {
        if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
            source.fields.insert(name, value.to_owned());
        }
    };
    put("title", Some(&citation.title));
    put("container-title", citation.journal.as_deref());
    put("container-title-short", citation.journal_abbr.as_deref());
    put("volume", citation.volume.as_deref());
    put("issue", citation.issue.as_deref());
    put("page", citation.pages.as_deref());
    put("DOI", citation.doi.as_deref());
    put("PMID", citation.pmid.as_deref());
    put("PMCID", citation.pmc_id.as_deref());
    put("publisher", citation.publisher.as_deref());
    put("URL", citation.urls.first().map(String::as_str));
    put("language", citation.language.as_deref());
    let authors: Vec<Name> = citation.authors.iter().map(name).collect();
    if !authors.is_empty() {
        source.names.insert("author", authors);
    }
    let issued = citation.date.as_ref().and_then(|date| {
        PartialDate::new(
            i16::try_from(date.year).ok()?,
            date.month,
            date.month.and(date.day),
        )
    });
    if let Some(issued) = issued {
        source.dates.insert("issued", issued);
    }
    source
}

/// The value of a tag's first line.
fn tag<'a>(raw: &'a str, tag: &str) -> Option<&'a str> {
    raw.lines()
        .find_map(|line| line.strip_prefix(tag)?.trim_start().strip_prefix('-'))
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

fn name(author: &Author) -> Name {
    let given: Vec<&str> = [&author.given_name, &author.middle_name]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .filter(|part| !part.is_empty())
        .collect();
    Name {
        family: author.name.clone(),
        given: (!given.is_empty()).then(|| given.join(" ")),
        literal: given.is_empty() && author.name.contains(' '),
        ..Name::default()
    }
}

fn kind(kind: &str) -> &'static str {
    match kind {
        "JOUR" | "EJOUR" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" | "EBOOK" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "RPRT" | "GOVDOC" => "report",
        "THES" => "thesis",
        "ELEC" | "WEB" | "BLOG" => "webpage",
        "DATA" => "dataset",
        _ => "document",
    }
}

//! PubMed's nbib files as CSL items: what "Send to: Citation manager" of PubMed
//! saves.
//!
//! PubMed knows no keys: one is made of author and year, unless a line
//! `ID  - key` was added to the record. It says of many works what kind of study
//! they are, and that becomes the `design`; what else a guide says of a source
//! can be added as lines `N1  - population: human`.
//!
//! Left aside is what PubMed says of its own record (dates, owner, status), of
//! the authors' addresses, grants and interests, and its index terms.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::TextFile;

use super::own::put_note;
use super::tagged::{self, Form, Record, name, own_key, put_names, whole_pages};
use super::{Design, Losses, Name, Orcid, PartialDate, Source, bad_identifier, fault, make_key};
use crate::yaml::Word;

/// Tags that are read below, and those that are left aside.
const KNOWN: &[&str] = &[
    "PMID", "TI", "BTI", "CTI", "TT", "JT", "TA", "VI", "IP", "PG", "DP", "DEP", "LID", "AID",
    "PMC", "IS", "ISBN", "LA", "PT", "AB", "PB", "FAU", "AU", "CN", "AUID", "FED", "ED", "SI",
    "OT", "ID", "N1", // The record itself.
    "OWN", "STAT", "DA", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "PHST", "PST", "SB", "JID", "SO",
    "PL", "PUBM", "EIN", "CTDT", "DRIN", "DRDT", "CDAT", "VTI",
    // Its index, and what the authors say of themselves.
    "MH", "RN", "OTO", "OAB", "OABL", "GR", "AD", "IRAD", "IR", "FIR", "COIS", "CI", "PMCR", "MID",
    "NM", "GN", "SFM", "RF", "OID", "OCI", "PS", "FPS", "SPIN",
    // Notes that point from one record to another.
    "CON", "CIN", "EFR", "ECI", "ECF", "RPI", "RPF", "UIN", "UOF", "ORI", "CRI", "CRF", "DDIN",
];

/// Reads a file.
pub(super) fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    tagged::read(file, Form::Nbib, source)
}

fn source(file: &Arc<TextFile>, record: &Record<'_>, diagnostics: &mut Vec<Diagnostic>) -> Source {
    let authors = authors(file, record, diagnostics);
    let date = record.first("DP").map(PartialDate::of_words);
    let (key, place) = own_key(file, record);
    let mut source = Source::new("", place, kind(record));
    let mut losses = Losses::default();
    let names = record
        .all("FAU")
        .chain(record.all("AU"))
        .chain(record.all("CN"));
    let span = names.map(|line| line.span).next();
    put_names(&mut source, "author", authors, span);
    let editors = record
        .all("FED")
        .filter_map(|line| name(&line.value))
        .collect();
    put_names(&mut source, "editor", editors, None);
    if let Some(line) = record.all("DP").next() {
        match date.flatten() {
            Some((date, whole)) => {
                source.spans.push(("issued", line.span));
                source.dates.insert("issued", date);
                if !whole {
                    losses.add(&format!("DP {}", line.value));
                }
            }
            None => diagnostics.push(
                fault(
                    Place::Text(Arc::clone(file), line.span),
                    "`DP` does not hold a year or a date",
                )
                .label("expected a year or a date")
                .help("write `2014` or `2014 Mar 2`, or leave the line out"),
            ),
        }
    }
    fill(&mut source, record);
    for line in record.all("SI") {
        // As in `ClinicalTrials.gov/NCT01206062`; other data banks hold data.
        let number = line.value.rsplit('/').next().unwrap_or_default();
        if super::identifier::Trial::parse(number).is_ok() {
            source.registrations.push(Word {
                text: number.to_owned(),
                span: line.span,
            });
        } else {
            losses.add(&format!("SI {}", line.value));
        }
    }
    source.design = design(record);
    for line in record.all("N1") {
        put_note(&mut source, file, &line.value, line.span, diagnostics);
    }
    for line in &record.lines {
        if !KNOWN.contains(&line.tag) && !line.value.is_empty() {
            losses.add(line.tag);
        }
    }
    // A key made of what the record holds is the same whatever stands beside it.
    source.key = key.unwrap_or_else(|| make_key(&source, |_| false)).into();
    diagnostics.extend(losses.report(&source));
    source
}

fn fill(source: &mut Source, record: &Record<'_>) {
    for (tag, variable) in [
        ("PMID", "PMID"),
        ("PMC", "PMCID"),
        ("TT", "original-title"),
        ("JT", "container-title"),
        ("TA", "container-title-short"),
        ("VI", "volume"),
        ("IP", "issue"),
        ("AB", "abstract"),
        ("PB", "publisher"),
        ("ISBN", "ISBN"),
    ] {
        if let Some(line) = record.all(tag).next() {
            let value = match tag {
                "ISBN" => line.value.split('(').next().unwrap_or_default(),
                _ => &*line.value,
            };
            source.put(variable, value, line.span);
        }
    }
    let titles: &[(&str, &'static str)] = match (record.first("TI"), record.first("CTI")) {
        (None, None) => &[("BTI", "title")],
        (None, _) => &[("CTI", "title"), ("BTI", "container-title")],
        _ => &[("TI", "title"), ("BTI", "container-title")],
    };
    for (tag, variable) in titles {
        if let Some(line) = record.all(tag).next() {
            source.put(variable, title(&line.value), line.span);
        }
    }
    if let Some(line) = record.all("PG").next() {
        source.put("page", &whole_pages(&line.value), line.span);
    }
    for line in record.all("LID").chain(record.all("AID")) {
        if let Some(doi) = line.value.trim().strip_suffix("[doi]")
            && source.field("DOI").is_none()
        {
            source.put("DOI", doi, line.span);
        }
    }
    let issns: Vec<&str> = record
        .all("IS")
        .filter_map(|line| line.value.split('(').next())
        .map(str::trim)
        .collect();
    if let Some(line) = record.all("IS").next() {
        source.put("ISSN", &issns.join(", "), line.span);
    }
    if let Some(line) = record.all("LA").next() {
        let tag = match &*line.value {
            "eng" => "en",
            "ger" => "de",
            "fre" => "fr",
            "spa" => "es",
            "ita" => "it",
            "por" => "pt",
            "dut" => "nl",
            "swe" => "sv",
            "dan" => "da",
            "nor" => "no",
            "pol" => "pl",
            "rus" => "ru",
            "chi" => "zh",
            "jpn" => "ja",
            other => other,
        };
        source.put("language", tag, line.span);
    }
    let terms: Vec<&str> = record
        .all("OT")
        .map(|line| line.value.trim_start_matches('*'))
        .collect();
    if let Some(line) = record.all("OT").next() {
        source.put("keyword", &terms.join(", "), line.span);
    }
    if types(record).any(|kind| kind == "Retracted Publication") {
        let span = record
            .all("PT")
            .next()
            .map_or(crate::text::Span::default(), |line| line.span);
        source.put("status", "retracted", span);
    }
}

/// A title without the full stop that PubMed puts behind it, and without the
/// brackets around one that it translated.
fn title(text: &str) -> &str {
    let text = text.trim();
    let text = match text.strip_suffix('.') {
        Some(rest) if !rest.ends_with('.') => rest,
        _ => text,
    };
    text.strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
        .unwrap_or(text)
}

/// People and groups, in their order.
fn authors(
    file: &Arc<TextFile>,
    record: &Record<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Name> {
    let full = record.first("FAU").is_some();
    let mut authors: Vec<Name> = Vec::new();
    for line in &record.lines {
        match line.tag {
            "FAU" => authors.extend(person(&line.value)),
            "AU" if !full => authors.extend(short(&line.value)),
            "CN" => authors.push(Name {
                family: line.value.split_whitespace().collect::<Vec<_>>().join(" "),
                literal: true,
                ..Name::default()
            }),
            "AUID" => {
                let Some(id) = line.value.trim().strip_prefix("ORCID:") else {
                    continue;
                };
                match (Orcid::parse(id), authors.last_mut()) {
                    (Ok(orcid), Some(author)) => author.orcid = Some(orcid),
                    (Err(malformed), _) => {
                        let place = Place::Text(Arc::clone(file), line.span);
                        diagnostics.push(bad_identifier(place, "ORCID iD", id.trim(), &malformed));
                    }
                    (Ok(_), None) => {}
                }
            }
            _ => {}
        }
    }
    authors
}

/// A name as `Young, W Scott 3rd`: the suffix stands last.
fn person(text: &str) -> Option<Name> {
    let mut person = name(text)?;
    if let Some(given) = &person.given
        && let Some((rest, last)) = given.rsplit_once(' ')
        && matches!(
            last.trim_end_matches('.'),
            "Jr" | "Sr" | "2nd" | "3rd" | "4th" | "II" | "III" | "IV"
        )
    {
        person.suffix = Some(last.trim_end_matches('.').to_owned());
        person.given = Some(rest.to_owned());
    }
    Some(person)
}

/// A name as `Young WS`: initials stand last.
fn short(text: &str) -> Option<Name> {
    match text.trim().rsplit_once(' ') {
        Some((family, initials)) if initials.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            let initials: Vec<String> = initials.chars().map(|c| format!("{c}.")).collect();
            name(&format!("{family}, {}", initials.join(" ")))
        }
        _ => name(text),
    }
}

fn types<'a>(record: &'a Record<'_>) -> impl Iterator<Item = &'a str> {
    record.all("PT").map(|line| &*line.value)
}

fn kind(record: &Record<'_>) -> &'static str {
    if types(record).any(|kind| kind == "Preprint") {
        "article"
    } else if record.first("BTI").is_some() {
        let part = record.first("TI").is_some() || record.first("CTI").is_some();
        if part { "chapter" } else { "book" }
    } else {
        "article-journal"
    }
}

/// The kind of study, where PubMed says it.
fn design(record: &Record<'_>) -> Option<Design> {
    [
        ("Meta-Analysis", Design::MetaAnalysis),
        ("Network Meta-Analysis", Design::MetaAnalysis),
        ("Systematic Review", Design::SystematicReview),
        ("Practice Guideline", Design::Guideline),
        ("Guideline", Design::Guideline),
        ("Randomized Controlled Trial", Design::Rct),
        ("News", Design::News),
    ]
    .into_iter()
    .find(|(name, _)| types(record).any(|kind| kind == *name))
    .map(|(_, design)| design)
}

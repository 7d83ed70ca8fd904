//! RIS files as CSL items.
//!
//! RIS has no keys: a record's `ID` is its key, or one is made of author and
//! year. What a guide says of a source stands in lines `N1  - design: rct`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::TextFile;

use super::identifier::{Isbn, Issn, Pmcid};
use super::own::put_note;
use super::tagged::{self, Form, Line, Record, name, own_key, put_names, whole_pages};
use super::{Losses, Name, PartialDate, Source, fault, make_key};

/// Reads a file.
pub(super) fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    tagged::read(file, Form::Ris, source)
}

fn source(file: &Arc<TextFile>, record: &Record<'_>, diagnostics: &mut Vec<Diagnostic>) -> Source {
    let code = record.first("TY").unwrap_or_default().trim();
    let authors = names(record, &["AU", "A1"]);
    let date = issued(record);
    let (key, place) = own_key(file, record);
    let mut losses = Losses::default();
    let kind = match kind(code) {
        Some(kind) => kind,
        None => {
            diagnostics.push(
                fault(record.place(file), format!("`{code}` is no type of RIS"))
                    .why("the type decides how the reference is written")
                    .help("the usual types are JOUR, RPRT, ELEC, BOOK, CHAP and THES"),
            );
            "document"
        }
    };
    let mut source = Source::new("", place, kind);
    put_names(
        &mut source,
        "author",
        authors,
        span_of(record, &["AU", "A1"]),
    );
    match date {
        Some((date, whole)) => {
            let tags = ["DA", "PY", "Y1"];
            source
                .spans
                .extend(span_of(record, &tags).map(|span| ("issued", span)));
            source.dates.insert("issued", date);
            if !whole {
                losses.add("the season or end of the date");
            }
        }
        None => diagnostics.extend(bad_date(file, record, &["PY", "Y1", "DA"])),
    }
    for (variable, tags) in [
        ("editor", &["A2", "ED"][..]),
        ("collection-editor", &["A3"]),
        ("translator", &["A4"]),
    ] {
        let read = names(record, tags);
        put_names(&mut source, variable, read, span_of(record, tags));
    }
    for line in record.lines.iter().filter(|line| !line.value.is_empty()) {
        if !put(&mut source, file, line, diagnostics) {
            losses.add(line.tag);
        }
    }
    if let (Some(first), Some(last)) = (record.first("SP"), record.all("EP").next())
        && !first.contains('-')
        && first != last.value
    {
        let pages = whole_pages(&format!("{first}-{}", last.value));
        source.put("page", &pages, last.span);
    }
    if let Some(line) = record.all("Y2").next() {
        match PartialDate::of_words(&line.value) {
            Some((date, _)) => {
                source.spans.push(("accessed", line.span));
                source.dates.insert("accessed", date);
            }
            None => diagnostics.extend(bad_date(file, record, &["Y2"])),
        }
    }
    let keywords: Vec<&str> = record.all("KW").map(|line| &*line.value).collect();
    if let Some(line) = record.all("KW").next() {
        source.put("keyword", &keywords.join(", "), line.span);
    }
    // A key made of what the record holds is the same whatever stands beside it.
    source.key = key.unwrap_or_else(|| make_key(&source, |_| false)).into();
    diagnostics.extend(losses.report(&source));
    source
}

fn names(record: &Record<'_>, tags: &[&str]) -> Vec<Name> {
    let lines = record.lines.iter().filter(|line| tags.contains(&line.tag));
    lines.filter_map(|line| name(&line.value)).collect()
}

fn span_of(record: &Record<'_>, tags: &[&str]) -> Option<crate::text::Span> {
    let mut lines = record.lines.iter();
    lines
        .find(|line| tags.contains(&line.tag) && !line.value.is_empty())
        .map(|line| line.span)
}

/// The date of publication: the most exact of the lines that may hold it.
fn issued(record: &Record<'_>) -> Option<(PartialDate, bool)> {
    let read = |tag| PartialDate::of_words(record.first(tag)?);
    let year = read("PY").or_else(|| read("Y1"));
    match (year, read("DA")) {
        (Some((year, _)), Some(day)) if day.0.year == year.year && year.day.is_none() => Some(day),
        (Some(year), _) => Some(year),
        (None, day) => day,
    }
}

fn bad_date(file: &Arc<TextFile>, record: &Record<'_>, tags: &[&str]) -> Option<Diagnostic> {
    let mut lines = record.lines.iter();
    let line = lines.find(|line| tags.contains(&line.tag) && !line.value.is_empty())?;
    Some(
        fault(
            Place::Text(Arc::clone(file), line.span),
            format!("`{}` does not hold a year or a date", line.tag),
        )
        .label("expected a year or a date")
        .help("write `2014` or `2014/03/02`, or leave the line out"),
    )
}

/// Puts a line into a source; false if it has no place there.
fn put(
    source: &mut Source,
    file: &Arc<TextFile>,
    line: &Line<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let value = &*line.value;
    let is_article = source.kind.starts_with("article") || source.kind == "periodical";
    let is_part = matches!(
        source.kind.as_str(),
        "chapter" | "paper-conference" | "entry-encyclopedia"
    );
    let variable = match line.tag {
        "TI" | "T1" | "CT" => "title",
        // The title of a book; of a part of one, the book's.
        "BT" if !is_part => "title",
        "BT" | "C3" => "container-title",
        "T2" | "JF" if is_article || is_part || source.kind == "webpage" => "container-title",
        "T2" | "T3" => "collection-title",
        "JF" => "container-title",
        "JO" if source
            .field("container-title")
            .is_some_and(|title| title != value) =>
        {
            "container-title-short"
        }
        "JO" => "container-title",
        "JA" | "J1" | "J2" | "J9" => "container-title-short",
        "ST" => "title-short",
        "VL" => "volume",
        "IS" if is_article => "issue",
        "IS" | "M1" | "C7" => "number",
        "M3" => "genre",
        "SP" => {
            source.put("page", &whole_pages(value), line.span);
            return true;
        }
        "DO" => "DOI",
        "UR" | "LK" => "URL",
        "C2" if Pmcid::parse(value).is_ok() => "PMCID",
        "AN" if value.bytes().all(|byte| byte.is_ascii_digit()) => "PMID",
        "AB" | "N2" => "abstract",
        "LA" => "language",
        "PB" => "publisher",
        "CY" | "PP" => "publisher-place",
        "ET" => "edition",
        "CN" => "call-number",
        "NV" => "number-of-volumes",
        "SE" => "section",
        "SN" => {
            let value = value.split('(').next().unwrap_or_default().trim();
            let isbn = Isbn::parse(value).is_ok();
            let issn = Issn::parse(value).is_ok();
            let is_book = matches!(source.kind.as_str(), "book" | "chapter");
            if isbn || (is_book && !issn) {
                "ISBN"
            } else {
                "ISSN"
            }
        }
        "N1" => {
            put_note(source, file, value, line.span, diagnostics);
            return true;
        }
        // Read elsewhere, or of the program that wrote the file.
        "TY" | "ID" | "AU" | "A1" | "A2" | "ED" | "A3" | "A4" | "PY" | "Y1" | "DA" | "Y2"
        | "EP" | "KW" | "L1" | "L2" | "L3" | "L4" | "DB" | "DP" | "LB" | "RP" => return true,
        _ => return false,
    };
    let value = match line.tag {
        "SN" => value.split('(').next().unwrap_or_default(),
        _ => value,
    };
    let tidy = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match source.field(variable) {
        Some(before) if before == tidy => {}
        // A work may have several.
        Some(before) if matches!(variable, "ISSN" | "ISBN") => {
            let both = format!("{before}, {tidy}");
            source.put(variable, &both, line.span);
        }
        // A second address of the work: that of its DOI says nothing new.
        Some(_) if variable == "URL" && tidy.contains("doi.org/10.") => {}
        Some(_) => return false,
        None => source.put(variable, &tidy, line.span),
    }
    true
}

fn kind(code: &str) -> Option<&'static str> {
    Some(match code {
        "JOUR" | "EJOUR" | "JFULL" | "ABST" | "INPR" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" | "EBOOK" | "EDBOOK" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "ENCYC" | "DICT" => "entry-encyclopedia",
        "RPRT" | "GOVDOC" => "report",
        "STAND" => "standard",
        "THES" => "thesis",
        "ELEC" | "WEB" => "webpage",
        "BLOG" => "post-weblog",
        "DATA" | "AGGR" => "dataset",
        "PAMP" => "pamphlet",
        "SER" => "periodical",
        "STAT" | "LEGAL" => "legislation",
        "CASE" => "legal_case",
        "BILL" | "UNBILL" => "bill",
        "HEAR" => "hearing",
        "PAT" => "patent",
        "UNPB" | "MANSCPT" => "manuscript",
        "COMP" => "software",
        "MAP" => "map",
        "VIDEO" | "MPCT" => "motion_picture",
        "SOUND" | "MUSIC" => "song",
        "SLIDE" => "speech",
        "ART" | "FIGURE" => "graphic",
        "PCOMM" => "personal_communication",
        "GEN" | "MISC" | "CTLG" | "ANCIENT" | "CLSWK" | "DBASE" | "CHART" | "EQUA" | "GRANT"
        | "MULTI" | "ADVS" | "ICOMM" => "document",
        _ => return None,
    })
}

//! RIS, as Zotero, EndNote and Mendeley read it: a tag a line, an author a
//! line. RIS has no place for what a guide says of a source; lines
//! `name: value` of notes hold it, and CSL's markup is written as it is, as
//! Zotero does.

use crate::bibliography::own::{NAMES, ORCIDS};
use crate::bibliography::{Name, PartialDate, Source};

use super::one_line;
use super::own;

pub(super) fn write<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let mut out = String::new();
    for source in sources {
        record(&mut out, source);
    }
    out
}

/// CSL's variables and the tags that hold the same in every type.
const TAGS: &[(&str, &str)] = &[
    ("title", "TI"),
    ("title-short", "ST"),
    ("container-title", "T2"),
    ("container-title-short", "J2"),
    ("collection-title", "T3"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("edition", "ET"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("genre", "M3"),
    ("DOI", "DO"),
    ("PMCID", "C2"),
    ("PMID", "AN"),
    ("ISBN", "SN"),
    ("ISSN", "SN"),
    ("URL", "UR"),
    ("language", "LA"),
    ("abstract", "AB"),
    ("note", "N1"),
];

fn record(out: &mut String, source: &Source) {
    let kind = kind(&source.kind);
    line(out, "TY", kind);
    line(out, "ID", &source.key);
    let mut names = |variable: &str, tag: &str| {
        for name in source.names.get(variable).into_iter().flatten() {
            line(out, tag, &self::name(name));
        }
    };
    names("author", "AU");
    names("editor", "A2");
    names("collection-editor", "A3");
    names("translator", "A4");
    for (variable, tag) in TAGS {
        let value = match *variable {
            "DOI" => source.doi(),
            variable => source.field(variable),
        };
        if let Some(value) = value {
            line(out, tag, value);
        }
    }
    if let Some(number) = source.field("number") {
        // "Article number" in articles, "number" elsewhere.
        line(out, if kind == "JOUR" { "C7" } else { "M1" }, number);
    }
    if let Some(page) = source.field("page") {
        pages(out, page);
    }
    if let Some(issued) = source.dates.get("issued") {
        line(out, "PY", &format!("{:04}", issued.year));
        if issued.month.is_some() {
            line(out, "DA", &date(*issued));
        }
    }
    if let Some(accessed) = source.dates.get("accessed") {
        line(out, "Y2", &date(*accessed));
    }
    for keyword in source
        .field("keyword")
        .into_iter()
        .flat_map(|all| all.split([',', ';']))
    {
        line(out, "KW", keyword);
    }
    if let Some(status) = source.field("status") {
        line(out, "N1", &format!("status: {status}"));
    }
    for (variable, list) in NAMES {
        let names = source.names.get(variable).map_or(&[][..], Vec::as_slice);
        let orcids = own::orcids(names);
        if !orcids.is_empty() {
            line(out, "N1", &format!("{list}{ORCIDS}: {orcids}"));
        }
    }
    for (name, value) in own::fields(source) {
        line(out, "N1", &format!("{name}: {}", value.text()));
    }
    out.push_str("ER  - \n\n");
}

fn line(out: &mut String, tag: &str, value: &str) {
    let value = one_line(value);
    if !value.is_empty() {
        out.push_str(tag);
        out.push_str("  - ");
        out.push_str(&value);
        out.push('\n');
    }
}

/// The first page and the last, or what the field says if it is no range.
fn pages(out: &mut String, page: &str) {
    let page = page.replace(['–', '—'], "-");
    match page.split_once('-') {
        Some((first, last)) if !(last.contains(['-', ',']) || last.is_empty()) => {
            line(out, "SP", first);
            line(out, "EP", last);
        }
        _ => line(out, "SP", &page),
    }
}

fn name(name: &Name) -> String {
    if name.literal {
        // EndNote's way to say that what follows is no given name.
        return name.family.replacen(", ", ",, ", 1);
    }
    let particle = name.particle.iter().map(|particle| format!("{particle} "));
    let mut text: String = particle.collect();
    text.push_str(&name.family);
    let given: Vec<&str> = [&name.given, &name.dropping_particle]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    if !given.is_empty() {
        text.push_str(", ");
        text.push_str(&given.join(" "));
    }
    if let Some(suffix) = &name.suffix {
        text.push_str(", ");
        text.push_str(suffix);
    }
    text
}

/// As in `2014/03/02`; the slashes stay where a part is not known.
fn date(date: PartialDate) -> String {
    let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("{part:02}"));
    format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day))
}

fn kind(kind: &str) -> &'static str {
    match kind {
        "article-journal" | "review" | "review-book" => "JOUR",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "article" | "manuscript" => "UNPB",
        "book" | "classic" => "BOOK",
        "chapter" => "CHAP",
        "entry-encyclopedia" => "ENCYC",
        "entry-dictionary" | "entry" => "DICT",
        "paper-conference" => "CPAPER",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" | "post" => "ELEC",
        "post-weblog" => "BLOG",
        "dataset" => "DATA",
        "software" => "COMP",
        "patent" => "PAT",
        "map" => "MAP",
        "legislation" | "bill" | "regulation" | "treaty" => "STAT",
        "legal_case" | "hearing" => "CASE",
        "motion_picture" | "broadcast" => "VIDEO",
        "song" | "performance" => "SOUND",
        "musical_score" => "MUSIC",
        "pamphlet" => "PAMP",
        "standard" => "STAND",
        "personal_communication" | "interview" => "PCOMM",
        _ => "GEN",
    }
}

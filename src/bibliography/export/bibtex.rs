//! BibTeX in fields and types that BibLaTeX reads as well. Letters stay UTF-8;
//! LaTeX's signs are escaped, and CSL's markup becomes LaTeX's.
//!
//! The parser that we read BibTeX with can write it, but it puts `\~` and `\^`
//! where LaTeX would set an accent, and knows no markup.

use rustc_hash::FxHashSet;

use crate::bibliography::own::{NAMES, ORCIDS};
use crate::bibliography::{Name, Source};

use super::latex::{self, escape};
use super::{one_line, own};

pub(super) fn write<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let mut out = String::new();
    let mut taken = FxHashSet::default();
    for source in sources {
        if !out.is_empty() {
            out.push('\n');
        }
        entry(&mut out, source, &mut taken);
    }
    out
}

fn entry(out: &mut String, source: &Source, taken: &mut FxHashSet<String>) {
    let kind = kind(&source.kind);
    out.push_str(&format!("@{kind}{{{},\n", key(&source.key, taken)));
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            out.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    };
    for (variable, field) in NAMES {
        let names = source.names.get(variable).map_or(&[][..], Vec::as_slice);
        let orcids = own::orcids(names);
        let mut names: Vec<String> = names.iter().map(name).collect();
        if *variable == "author" && source.authors_incomplete {
            names.push("others".to_owned());
        }
        put(field, names.join(" and "));
        put(&format!("{field}{ORCIDS}"), orcids);
    }
    for (variable, field) in FIELDS {
        let Some(value) = source.field(variable) else {
            continue;
        };
        let field = match *variable {
            "container-title" if is_article(kind) => "journal",
            "publisher" => publisher(kind),
            // The second of two numbers of an article is the article's own.
            "number" if is_article(kind) => "eid",
            "issue" if !is_article(kind) => "issue",
            _ => field,
        };
        let value = one_line(value);
        let value = match *variable {
            "DOI" => source
                .doi()
                .map_or(value, str::to_owned)
                .replace('\\', r"\\"),
            "URL" => address(&value),
            "page" => escape(&value.replace(['–', '—'], "-")).replace('-', "--"),
            "title" | "title-short" | "container-title" if *field != *"journal" => {
                latex::title(&value)
            }
            _ => latex::text(&value),
        };
        put(field, value);
    }
    dates(source, &mut put);
    for (name, value) in own::fields(source) {
        match name {
            // Said by "and others".
            "authors_incomplete" => {}
            "archive_url" => put(name, address(&value.text())),
            _ => put(name, escape(&one_line(&value.text()))),
        }
    }
    out.push_str("}\n");
}

/// BibTeX reads `year` and `month`, BibLaTeX these and `date`, which alone has
/// a place for the day.
fn dates(source: &Source, put: &mut impl FnMut(&str, String)) {
    if let Some(issued) = source.dates.get("issued") {
        put("year", format!("{:04}", issued.year));
        if issued.day.is_some() {
            put("date", issued.to_string());
        } else if let Some(month) = issued.month {
            put("month", month.to_string());
        }
    }
    for (variable, field) in [
        ("accessed", "urldate"),
        ("original-date", "origdate"),
        ("event-date", "eventdate"),
    ] {
        if let Some(date) = source.dates.get(variable) {
            put(field, date.to_string());
        }
    }
}

/// CSL's variables and BibLaTeX's fields, in the order in which they are
/// written.
const FIELDS: &[(&str, &str)] = &[
    ("title", "title"),
    ("title-short", "shorttitle"),
    ("container-title", "booktitle"),
    ("container-title-short", "shortjournal"),
    ("collection-title", "series"),
    ("volume", "volume"),
    ("number-of-volumes", "volumes"),
    ("issue", "number"),
    ("number", "number"),
    ("chapter-number", "chapter"),
    ("edition", "edition"),
    ("version", "version"),
    ("genre", "type"),
    ("status", "pubstate"),
    ("page", "pages"),
    ("number-of-pages", "pagetotal"),
    ("publisher", "publisher"),
    ("publisher-place", "address"),
    ("event-title", "eventtitle"),
    ("event-place", "venue"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("URL", "url"),
    ("language", "langid"),
    ("abstract", "abstract"),
    ("keyword", "keywords"),
    ("note", "note"),
    ("annote", "annotation"),
];

fn is_article(kind: &str) -> bool {
    kind == "article"
}

fn publisher(kind: &str) -> &'static str {
    match kind {
        "report" => "institution",
        "thesis" => "school",
        "online" => "organization",
        _ => "publisher",
    }
}

fn kind(kind: &str) -> &'static str {
    match kind {
        "article-journal" | "article-magazine" | "article-newspaper" | "review" | "review-book" => {
            "article"
        }
        "book" | "classic" => "book",
        "collection" => "collection",
        "chapter" => "incollection",
        "entry" | "entry-dictionary" | "entry-encyclopedia" => "inreference",
        "paper-conference" => "inproceedings",
        "webpage" | "post" | "post-weblog" => "online",
        "report" => "report",
        "thesis" => "thesis",
        "dataset" => "dataset",
        "software" => "software",
        "patent" => "patent",
        "pamphlet" => "booklet",
        "article" | "manuscript" => "unpublished",
        _ => "misc",
    }
}

/// A key of signs that BibTeX takes; two that would become one stay apart.
fn key(key: &str, taken: &mut FxHashSet<String>) -> String {
    let forbidden = |c: char| c.is_whitespace() || "{}(),\"'#%=~\\@".contains(c);
    let plain: String = key
        .chars()
        .map(|c| if forbidden(c) { '-' } else { c })
        .collect();
    let mut candidate = plain.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{plain}-{number}");
        number += 1;
    }
    candidate
}

/// An address stands as it is: the field is not LaTeX. Braces would end it.
fn address(url: &str) -> String {
    url.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

/// A name as BibTeX divides it: `von Last, Jr, First`.
fn name(name: &Name) -> String {
    let family = escape(&one_line(&name.family));
    if name.literal {
        return format!("{{{family}}}");
    }
    let given: Vec<&str> = [&name.given, &name.dropping_particle]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    let given = escape(&given.join(" "));
    let mut text = match &name.particle {
        Some(particle) => format!("{} ", escape(particle)),
        None => String::new(),
    };
    if needs_braces(&name.family) || (given.is_empty() && family.contains(' ')) {
        text.push_str(&format!("{{{family}}}"));
    } else {
        text.push_str(&family);
    }
    if let Some(suffix) = &name.suffix {
        text.push_str(&format!(", {}", escape(suffix)));
    }
    if given.is_empty() && name.suffix.is_none() {
        return text;
    }
    if divides(&given) {
        format!("{text}, {{{given}}}")
    } else {
        format!("{text}, {given}")
    }
}

/// Whether BibTeX would divide a family name: at a comma, at "and", or after
/// a word in small letters, which it takes for a particle.
fn needs_braces(family: &str) -> bool {
    let mut words = family.split_whitespace().rev();
    words.next();
    divides(family) || words.any(|word| word.starts_with(char::is_lowercase))
}

fn divides(text: &str) -> bool {
    text.contains(',') || text.split_whitespace().any(|word| word == "and")
}

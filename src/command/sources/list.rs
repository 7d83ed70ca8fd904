//! `sources list`: the library as a table, or as lines of JSON.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::bibliography::same_work::{Shared, copies};
use crate::bibliography::{Design, Source, SourceId};
use crate::diagnostic::{Format, Place, nearest};
use crate::document::slug;
use crate::site::Site;

use super::super::{Context, Failure, columns_of_screen, count, print};

/// What `sources list` takes.
#[derive(Args)]
#[group(skip)]
#[command(next_help_heading = "Which sources")]
pub(super) struct Arguments {
    /// Only sources that no page cites or offers for further reading
    #[arg(long)]
    unused: bool,
    /// Only works that stand in the library more than once
    #[arg(long)]
    duplicate: bool,
    /// Only sources without an author, a year or a title
    #[arg(long)]
    incomplete: bool,
    /// Only sources older than so many years, or older than a year, as in 10 or 2015
    #[arg(long, value_name = "YEARS|YEAR")]
    older_than: Option<i16>,
    /// Only sources of these designs, as in rct,cohort
    #[arg(long, value_name = "DESIGN", value_delimiter = ',', value_parser = design)]
    design: Vec<Design>,
    /// Only sources that pages on this topic cite
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
}

impl Arguments {
    pub(super) fn is_empty(&self) -> bool {
        !(self.unused || self.duplicate || self.incomplete)
            && self.older_than.is_none()
            && self.design.is_empty()
            && self.topic.is_none()
    }
}

fn design(word: &str) -> Result<Design, String> {
    Design::from_keyword(word).ok_or_else(|| match nearest(word, Design::keywords()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the designs are {}",
            Design::keywords().collect::<Vec<_>>().join(", ")
        ),
    })
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let site = context.compile(context.read()?)?.site;
    let copies = both_ways(copies(&site.library));
    let topic = topic_pages(&site, arguments)?;
    let entries: Vec<Entry> = site
        .library
        .iter()
        .filter(|(id, source)| {
            (!arguments.unused || is_unused(&site, *id))
                && (!arguments.duplicate || copies.contains_key(id))
                && (!arguments.incomplete || !lacks(source).is_empty())
                && arguments
                    .older_than
                    .is_none_or(|age| is_older(source, age, site.today))
                && (arguments.design.is_empty()
                    || source
                        .design
                        .is_some_and(|design| arguments.design.contains(&design)))
                && topic.as_ref().is_none_or(|cited| cited[id.0 as usize])
        })
        .map(|(id, source)| Entry::new(&site, id, source, &copies))
        .collect();
    let text = match context.format() {
        Format::Json => json(&entries),
        _ => table(&entries, site.library.len(), columns_of_screen()),
    };
    print(&mut io::stdout(), &text)?;
    std::mem::forget(site);
    Ok(ExitCode::SUCCESS)
}

/// Each entry of a work that the library has more than once, with the others.
/// Linear in what was found.
fn both_ways(
    copies: Vec<(SourceId, SourceId, Shared)>,
) -> FxHashMap<SourceId, Vec<(SourceId, Shared)>> {
    let mut others: FxHashMap<SourceId, Vec<(SourceId, Shared)>> = FxHashMap::default();
    for (first, second, shared) in copies {
        let of_first = others.entry(first).or_default();
        of_first.push((second, shared.clone()));
        others.entry(second).or_default().push((first, shared));
    }
    others
}

/// Whether no page cites a source, nor offers it for further reading.
fn is_unused(site: &Site, id: SourceId) -> bool {
    site.uses[id.0 as usize].is_empty() && site.further[id.0 as usize].is_empty()
}

/// Which sources are cited by the pages of the topic that was asked for.
fn topic_pages(site: &Site, arguments: &Arguments) -> Result<Option<Vec<bool>>, Failure> {
    let Some(name) = &arguments.topic else {
        return Ok(None);
    };
    let wanted = slug(name);
    let Some(topic) = site.topics.iter().find(|topic| *topic.slug == *wanted) else {
        let names = site.topics.iter().map(|topic| &*topic.name);
        let help = match nearest(name, names.clone()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("The topics are: {}.", names.collect::<Vec<_>>().join(", ")),
        };
        return Err(Failure(format!("no page has the topic `{name}`.\n{help}")));
    };
    let mut cited = vec![false; site.library.len()];
    for page in &topic.pages {
        for source in &site.page(*page).references.sources {
            cited[source.0 as usize] = true;
        }
    }
    Ok(Some(cited))
}

/// What a reference cannot do without, and this one lacks.
fn lacks(source: &Source) -> Vec<&'static str> {
    let named = source.names.values().any(|names| !names.is_empty());
    let mut lacks = Vec::new();
    if !named && source.field("publisher").is_none() {
        lacks.push("author");
    }
    if source.year().is_none() {
        lacks.push("year");
    }
    if source.field("title").is_none() {
        lacks.push("title");
    }
    lacks
}

/// A number of four digits is a year; a smaller one counts years back from
/// today. What has no year is not known to be old.
fn is_older(source: &Source, than: i16, today: Date) -> bool {
    let year = if than >= 1000 {
        than
    } else {
        today.year().saturating_sub(than)
    };
    source.year().is_some_and(|own| own < year)
}

/// One source of the list.
#[derive(Serialize)]
struct Entry<'a> {
    key: &'a str,
    label: String,
    title: String,
    #[serde(rename = "type")]
    kind: &'a str,
    design: Option<&'static str>,
    year: Option<i16>,
    /// How many claims rest on it.
    claims: usize,
    /// How many pages cite it.
    pages: usize,
    /// How many pages offer it for further reading.
    further: usize,
    /// What a reference needs and this one has not.
    lacks: Vec<&'static str>,
    /// Other entries of the same work.
    copies: Vec<&'a str>,
    #[serde(skip)]
    shared: Option<&'a Shared>,
    path: &'a str,
    line: Option<usize>,
}

impl<'a> Entry<'a> {
    fn new(
        site: &'a Site,
        id: SourceId,
        source: &'a Source,
        copies: &'a FxHashMap<SourceId, Vec<(SourceId, Shared)>>,
    ) -> Self {
        let uses = &site.uses[id.0 as usize];
        let mut pages: Vec<_> = uses.iter().map(|found| found.page).collect();
        pages.dedup();
        let copies = copies.get(&id).map_or(&[][..], Vec::as_slice);
        Self {
            key: &source.key,
            label: source.label(),
            title: source.title().to_string(),
            kind: &source.kind,
            design: source.design.map(Design::keyword),
            year: source.year(),
            claims: uses.iter().filter(|found| found.unit.is_some()).count(),
            pages: pages.len(),
            further: site.further[id.0 as usize].len(),
            lacks: lacks(source),
            copies: copies
                .iter()
                .map(|(other, _)| &*site.library.get(*other).key)
                .collect(),
            shared: copies.first().map(|(_, shared)| shared),
            path: source.place.path(),
            line: match &source.place {
                Place::Text(file, span) => Some(file.position(span.start).line),
                Place::File(_) => None,
            },
        }
    }

    /// What is to be said of it, beside what it is.
    fn remark(&self) -> String {
        let mut remark = String::new();
        if self.further > 0 {
            let _ = write!(
                remark,
                "; further reading on {}",
                count(self.further, "page")
            );
        }
        if !self.lacks.is_empty() {
            let _ = write!(remark, "; no {}", self.lacks.join(", no "));
        }
        if let (Some(other), Some(shared)) = (self.copies.first(), self.shared) {
            let _ = write!(remark, "; `{other}` has {} too", shared.words());
        }
        remark
    }
}

fn json(entries: &[Entry<'_>]) -> String {
    let lines = entries
        .iter()
        .map(|entry| serde_json::to_string(entry).unwrap_or_default() + "\n");
    lines.collect()
}

/// The columns: key, claims, pages, design, and who wrote what. The last one
/// takes what room is left.
fn table(entries: &[Entry<'_>], all: usize, width: Option<usize>) -> String {
    let mut out = String::new();
    let designs = entries.iter().filter_map(|entry| entry.design);
    let widths = [
        widest("key", entries.iter().map(|entry| entry.key)),
        widest("design", designs),
    ];
    let narrow = width.is_some_and(|width| widths[0] + widths[1] + 17 + 20 > width);
    if !entries.is_empty() {
        let head = Row {
            key: "key",
            claims: "claims",
            pages: "pages",
            design: "design",
            what: "source",
        };
        head.write(&mut out, widths, narrow, width);
    }
    for entry in entries {
        let what = format!("{}. {}{}", entry.label, entry.title, entry.remark());
        let (claims, pages) = (entry.claims.to_string(), entry.pages.to_string());
        Row {
            key: entry.key,
            claims: &claims,
            pages: &pages,
            design: entry.design.unwrap_or_default(),
            what: &what,
        }
        .write(&mut out, widths, narrow, width);
    }
    let _ = if entries.len() == all {
        writeln!(out, "{} in the library.", count(all, "source"))
    } else {
        writeln!(
            out,
            "{} of {all} in the library.",
            count(entries.len(), "source")
        )
    };
    out
}

/// A line of the table.
struct Row<'a> {
    key: &'a str,
    claims: &'a str,
    pages: &'a str,
    design: &'a str,
    what: &'a str,
}

impl Row<'_> {
    fn write(&self, out: &mut String, widths: [usize; 2], narrow: bool, width: Option<usize>) {
        let mut line = padded(self.key, widths[0]);
        let _ = write!(line, "  {:>6}  {:>5}  ", self.claims, self.pages);
        if !narrow {
            line.push_str(&padded(self.design, widths[1]));
            line.push_str("  ");
        }
        let _ = match width {
            Some(width) => writeln!(out, "{}", cut(&(line + self.what), width)),
            None => writeln!(out, "{line}{}", self.what),
        };
    }
}

fn widest<'a>(head: &str, cells: impl Iterator<Item = &'a str>) -> usize {
    cells.map(columns).max().unwrap_or(0).max(columns(head))
}

fn padded(text: &str, width: usize) -> String {
    let mut text = text.to_owned();
    text.push_str(&" ".repeat(width.saturating_sub(columns(&text))));
    text
}

fn columns(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// What fits into a line; the end of it says that there is more.
fn cut(line: &str, width: usize) -> String {
    let line = line.trim_end();
    if columns(line) <= width {
        return line.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in line.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

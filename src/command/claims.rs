//! `claims`: every unit of the guide with its verdict, and why.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::claim::{By, Exemption, Status, Unit, Verdict, Words, words_of_talk};
use crate::diagnostic::Format;
use crate::site::{Page, Site};

use super::{Context, Failure, print};

/// What `claims` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// One page only, by its path as in content/index.md
    page: Option<String>,
    /// Only claims that nothing stands for
    #[arg(long)]
    uncovered: bool,
    /// Only what is no claim
    #[arg(long)]
    exempt: bool,
    /// Only claims that were waived
    #[arg(long)]
    waived: bool,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let inputs = context.read()?;
    let site = context.compile(inputs)?.site;
    let mut pages: Vec<&Page> = site.pages.iter().collect();
    pages.sort_by(|a, b| a.document.file.path().cmp(b.document.file.path()));
    if let Some(path) = &arguments.page {
        let path = path.trim_start_matches("./");
        pages.retain(|page| {
            let own = page.document.file.path();
            own == path || own.strip_prefix("content/") == Some(path)
        });
        if pages.is_empty() {
            return Err(Failure(format!("the guide has no page `{path}`.")));
        }
    }
    let mut out = String::new();
    for page in pages {
        let mut first = true;
        for unit in page
            .claims
            .units
            .iter()
            .filter(|unit| wanted(arguments, &site, page, unit))
        {
            match context.format() {
                Format::Json => json(&mut out, &site, page, unit),
                _ => human(&mut out, &site, page, unit, &mut first),
            }
        }
    }
    print(&mut io::stdout(), &out)?;
    std::mem::forget(site);
    Ok(ExitCode::SUCCESS)
}

fn wanted(arguments: &Arguments, site: &Site, page: &Page, unit: &Unit) -> bool {
    let any = !(arguments.uncovered || arguments.exempt || arguments.waived);
    any || match judged(site, page, unit) {
        None => arguments.exempt,
        Some(Judged::Uncovered) => arguments.uncovered,
        Some(Judged::Waived(_)) => arguments.waived,
        Some(Judged::Covered(_)) => false,
    }
}

/// What stands for a claim, once its keys are known.
enum Judged<'a> {
    Covered(By),
    Uncovered,
    Waived(&'a str),
}

/// `None` for what is no claim. A citation of a source that the page does not
/// list stands for nothing.
fn judged<'a>(site: &Site, page: &Page, unit: &'a Unit) -> Option<Judged<'a>> {
    if !unit.is_claim() {
        return None;
    }
    Some(match &unit.status {
        Status::Covered(By::Section, _) => Judged::Covered(By::Section),
        Status::Covered(by, _) if !keys(site, page, unit).is_empty() => Judged::Covered(*by),
        Status::Waived(reason) => Judged::Waived(reason),
        _ => Judged::Uncovered,
    })
}

/// The keys of the listed sources that a unit rests on.
fn keys<'a>(site: &'a Site, page: &Page, unit: &Unit) -> Vec<&'a str> {
    let listed = &page.document.front.sources;
    site.sources_of(page, &unit.status)
        .into_iter()
        .map(|id| &*site.library.get(id).key)
        .filter(|key| listed.iter().any(|source| source.key.text == **key))
        .collect()
}

/// One unit as a line of JSON. Lines and columns count from 1, columns in
/// characters; the end is one past the last character.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    verdict: &'static str,
    exemption: Option<&'static str>,
    status: Option<&'static str>,
    by: Option<&'static str>,
    sources: Vec<&'a str>,
    heading: Option<&'a str>,
    stem: Option<&'a str>,
    veto: Option<Veto<'a>>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct Veto<'a> {
    id: &'static str,
    was: &'static str,
    words: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn json(out: &mut String, site: &Site, page: &Page, unit: &Unit) {
    let file = &page.document.file;
    let start = file.position(unit.span.start);
    let end = file.position(unit.span.end);
    let judged = judged(site, page, unit);
    let line = Line {
        path: file.path(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: &unit.text,
        verdict: if unit.is_claim() { "claim" } else { "exempt" },
        exemption: match &unit.verdict {
            Verdict::Exempt(exemption) => Some(exemption.id()),
            Verdict::Claim { .. } => None,
        },
        status: judged.as_ref().map(|judged| match judged {
            Judged::Covered(_) => "covered",
            Judged::Uncovered => "uncovered",
            Judged::Waived(_) => "waived",
        }),
        by: match &judged {
            Some(Judged::Covered(by)) => Some(by.word()),
            _ => None,
        },
        sources: keys(site, page, unit),
        heading: heading(page, unit),
        stem: unit.stem.as_deref(),
        veto: veto(page, unit),
        reason: match judged {
            Some(Judged::Waived(reason)) => Some(reason),
            _ => None,
        },
    };
    out.push_str(&serde_json::to_string(&line).unwrap_or_default());
    out.push('\n');
}

fn heading<'a>(page: &'a Page, unit: &Unit) -> Option<&'a str> {
    unit.heading
        .map(|index| &*page.document.body.headings[index as usize].text)
}

fn veto<'a>(page: &'a Page, unit: &Unit) -> Option<Veto<'a>> {
    let Verdict::Claim {
        vetoed: Some(vetoed),
    } = &unit.verdict
    else {
        return None;
    };
    let span = unit.veto_span?;
    let file = &page.document.file;
    let start = file.position(span.start);
    let end = file.position(span.end);
    Some(Veto {
        id: vetoed.veto.id(),
        was: vetoed.was.id(),
        words: file.slice(span),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    })
}

fn human(out: &mut String, site: &Site, page: &Page, unit: &Unit, first: &mut bool) {
    let file = &page.document.file;
    if std::mem::take(first) {
        let _ = writeln!(out, "{}", file.path());
    }
    let _ = writeln!(
        out,
        "  {}: {}",
        file.position(unit.span.start).line,
        unit.text
    );
    let _ = writeln!(out, "      {}", explanation(site, page, unit));
}

/// The verdict in a person's words.
fn explanation(site: &Site, page: &Page, unit: &Unit) -> String {
    let mut text = match &unit.verdict {
        Verdict::Exempt(exemption) => {
            return format!(
                "exempt: {}{}",
                exemption.explanation(),
                evidence(*exemption, unit)
            );
        }
        Verdict::Claim { vetoed: None } => "claim".to_owned(),
        Verdict::Claim {
            vetoed: Some(vetoed),
        } => {
            let words = unit
                .veto_span
                .map_or("", |span| page.document.file.slice(span));
            format!(
                "claim, although it reads like {}: “{words}” {}",
                vetoed.was.name(),
                vetoed.veto.explanation()
            )
        }
    };
    match judged(site, page, unit) {
        Some(Judged::Covered(By::Own)) => {
            let _ = write!(text, "; covered by {}", marked(&keys(site, page, unit)));
        }
        Some(Judged::Covered(By::Section)) => {
            text.push_str("; covered by the section it sums up");
        }
        Some(Judged::Covered(by)) => {
            let keys = keys(site, page, unit);
            let _ = write!(
                text,
                "; covered by {} ({})",
                marked(&keys),
                place(page, unit, by)
            );
        }
        Some(Judged::Waived(reason)) => {
            let _ = write!(text, "; waived: {reason}");
        }
        Some(Judged::Uncovered) => text.push_str("; NOT covered"),
        None => {}
    }
    text
}

/// The words of talk, so that a reviewer sees what the verdict rests on.
fn evidence(exemption: Exemption, unit: &Unit) -> String {
    if exemption != Exemption::Talk {
        return String::new();
    }
    let words = words_of_talk(&unit.text, Words::english());
    if words.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    format!(" ({})", quoted.join(", "))
}

fn marked(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("@{key}")).collect();
    format!("[{}]", keys.join("; "))
}

/// Where the citation stands that covers a unit from elsewhere.
fn place(page: &Page, unit: &Unit, by: By) -> String {
    let Status::Covered(_, clusters) = &unit.status else {
        return by.word().to_owned();
    };
    let Some(cluster) = clusters.first() else {
        return "the section it sums up".to_owned();
    };
    let span = page.document.body.clusters[*cluster as usize].span;
    let line = page.document.file.position(span.start).line;
    let on = match by {
        By::Own => "in the sentence",
        By::Item => "in the same item",
        By::List => "on the lead-in",
        By::Items => "on its items",
        By::Span => "on the span",
        By::Table => "on the caption",
        By::Column => "on the column's header",
        By::Figure => "in the figure's caption",
        By::Quotation => "on the attribution",
        By::Note => "in the footnote",
        By::Run => "further on",
        By::Paragraph => "in the same paragraph",
        By::Section => "in the section",
    };
    format!("{on}, line {line}")
}

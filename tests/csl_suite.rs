//! Which cases of the CSL test suite the CSL processor passes.
//!
//! The suite is test material that `tests/run` fetches: Debian's source package
//! of another CSL processor carries it. `tests/styles/csl-suite.txt` lists the
//! cases that passed when the list was made, so that an upgrade of the
//! processor which loses one is noticed. `UPDATE_CSL_SUITE=1` writes it anew.
//!
//! What the suite asks of features that this program does not use is left out:
//! citations that are changed later, affixes, sections of bibliographies, HTML
//! in the input. Formatting is not compared, only the text.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use citationberg::json::{CitationItem as Cited, Item};
use citationberg::taxonomy::Locator;
use citationberg::{IndependentStyle, Locale};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    LocatorPayload, SpecificLocator,
};

fn list() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/styles/csl-suite.txt")
}

/// A part of a case, between its two marks.
fn section<'a>(case: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = case.split_once(&format!(">>===== {name} =====>>"))?;
    let (inside, _) = rest.split_once(&format!("<<===== {name} =====<<"))?;
    Some(inside.trim())
}

/// A case's text without its tags, its lines joined.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for line in html.lines() {
        for c in line.trim().chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                c if !in_tag => out.push(c),
                _ => {}
            }
        }
        out.push('\n');
    }
    out.replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether a case passes; `None` if it asks for what is not used here.
fn passes(case: &str, locales: &[Locale]) -> Option<bool> {
    let unused = ["BIBENTRIES", "BIBSECTION", "CITATIONS"];
    if unused.iter().any(|name| section(case, name).is_some()) {
        return None;
    }
    let style = IndependentStyle::from_xml(section(case, "CSL")?).ok()?;
    let items: Vec<Item> = serde_json::from_str(section(case, "INPUT")?).ok()?;
    if items
        .iter()
        .any(|item| item.has_html() || item.may_have_hack())
    {
        return None;
    }
    let clusters: Vec<Vec<Cited>> = match section(case, "CITATION-ITEMS") {
        Some(json) => serde_json::from_str(json).ok()?,
        None => Vec::new(),
    };
    let unused = |cited: &Cited| {
        cited.prefix.is_some() || cited.suffix.is_some() || cited.position.is_some()
    };
    if clusters.iter().flatten().any(unused) {
        return None;
    }
    let in_list = section(case, "MODE")? == "bibliography";
    let expected = text(section(case, "RESULT")?);
    let printed = catch_unwind(|| print(&style, &items, &clusters, locales, in_list));
    Some(
        printed
            .ok()
            .flatten()
            .is_some_and(|printed| text(&printed) == expected),
    )
}

fn print(
    style: &IndependentStyle,
    items: &[Item],
    clusters: &[Vec<Cited>],
    locales: &[Locale],
    in_list: bool,
) -> Option<String> {
    let mut driver = BibliographyDriver::new();
    let request = |cited| CitationRequest::new(cited, style, None, locales, Some(1));
    if clusters.is_empty() {
        driver.citation(request(
            items.iter().map(CitationItem::with_entry).collect(),
        ));
    }
    for cluster in clusters {
        let mut cited = Vec::new();
        for one in cluster {
            let item = items
                .iter()
                .find(|item| item.id().as_deref() == Some(one.id.as_str()))?;
            let label = one.label.as_deref().unwrap_or("page").parse();
            let locator = one.locator.as_deref().map(|value| {
                SpecificLocator(label.unwrap_or(Locator::Page), LocatorPayload::Str(value))
            });
            cited.push(CitationItem::with_locator(item, locator));
        }
        driver.citation(request(cited));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, None, locales));
    let mut out = String::new();
    if in_list {
        for entry in rendered.bibliography?.items {
            if let Some(first) = &entry.first_field {
                first.write_buf(&mut out, BufWriteFormat::Plain).ok()?;
            }
            entry
                .content
                .write_buf(&mut out, BufWriteFormat::Plain)
                .ok()?;
            out.push('\n');
        }
    } else {
        for citation in rendered.citations {
            citation
                .citation
                .write_buf(&mut out, BufWriteFormat::Plain)
                .ok()?;
            out.push('\n');
        }
    }
    // The text is compared without tags: what looks like one is escaped.
    Some(out.replace('<', "&#60;").replace('>', "&#62;"))
}

#[test]
#[ignore = "needs tests/run"]
fn the_processor_passes_what_it_passed() {
    let folder = std::env::var("CSL_SUITE").expect("CSL_SUITE names the folder of the suite");
    std::panic::set_hook(Box::new(|_| {}));
    let locales = hayagriva::archive::locales();
    let mut passed = BTreeSet::new();
    let mut tried = BTreeSet::new();
    for entry in fs::read_dir(&folder)
        .expect("the folder of the suite")
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let Ok(case) = fs::read_to_string(&path) else {
            continue;
        };
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if let Some(passes) = passes(&case, &locales) {
            tried.insert(name.clone());
            if passes {
                passed.insert(name);
            }
        }
    }
    let _ = std::panic::take_hook();
    println!("{} of {} cases pass", passed.len(), tried.len());
    if std::env::var_os("UPDATE_CSL_SUITE").is_some() {
        let names: Vec<&str> = passed.iter().map(String::as_str).collect();
        let head = "# The cases of the CSL test suite that the processor passes, one a line.\n";
        fs::write(list(), format!("{head}{}\n", names.join("\n"))).unwrap();
        return;
    }
    let listed = fs::read_to_string(list()).unwrap();
    let listed: Vec<&str> = listed
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let found = listed.iter().filter(|name| tried.contains(**name)).count();
    assert!(
        found * 10 >= listed.len() * 9,
        "only {found} of {} listed cases are there",
        listed.len()
    );
    let lost: Vec<&&str> = listed
        .iter()
        .filter(|name| tried.contains(**name) && !passed.contains(**name))
        .collect();
    assert!(lost.is_empty(), "these passed and fail now: {lost:#?}");
}

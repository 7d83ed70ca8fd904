//! What is written is read again: the same sources, for the whole library of
//! the example guide and for a few that are hard.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{ExportFormat, write};
use crate::bibliography::{Source, read};
use crate::text::TextFile;

/// Works that nobody wrote: every sign and every part of a name.
const HARD: &str = r#"
- id: müller-2020
  type: article-journal
  title: '50% of <i>E. coli</i> & {friends}: CO<sub>2</sub>, 5 < 6 #1 \ ~ ^ _ $ -- "why"'
  author:
    - {family: Berg, given: Jan, non-dropping-particle: van den, ORCID: 0000-0001-6251-5630}
    - {family: de la Cruz, given: Ana}
    - {family: Young, given: W. Scott, suffix: 3rd}
    - {literal: 'Centre for Sleep, Rest and Quiet'}
    - {family: Plato, ORCID: 0000-0002-1825-0097}
  authors_incomplete: true
  issued: 2020-03
  container-title: 'Annals of Nothing & More'
  page: '12-19'
  DOI: 10.1000/x_y(1)z
  URL: https://example.org/a_b%20c#d~e
  design: rct
  population: human
  supports: "It's a test: nothing more; [it] is long enough to be folded, which a reader of the library's file is glad about when it is shown to them."
  disputed_by: [smith-2021, jones-2022]
  registration: [NCT01206062, CRD42022304281]
  status: retracted
  checked: '2026-01-02'
- id: whole-book
  type: book
  title: 'Yes'
  author: [{family: Person, given: First}]
  issued: '1999-12-31'
  publisher: 'Press: The'
  volume: '0012'
  ISBN: 978-3-16-148410-0
"#;

fn sources(path: &str, text: &str) -> Vec<Source> {
    let (sources, diagnostics) = read(&Arc::new(TextFile::new(path, text)));
    let messages: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert!(messages.is_empty(), "{path}: {messages:?}\n{text}");
    sources
}

fn library() -> Vec<Source> {
    let text = include_str!("../../../content/sources.yaml");
    let sources = sources("content/sources.yaml", text);
    assert!(sources.len() > 50);
    sources
}

/// All that a source says, by name. RIS has one place for a family name and the
/// words before it, and takes a name of one part for that of an institution.
fn said(source: &Source, format: ExportFormat) -> BTreeMap<String, String> {
    let mut said = BTreeMap::from([
        ("id".to_owned(), source.key.to_string()),
        ("type".to_owned(), source.kind.clone()),
    ]);
    for (name, text) in &source.fields {
        said.insert((*name).to_owned(), text.clone());
    }
    for (name, names) in &source.names {
        let mut names = names.clone();
        if format == ExportFormat::Ris {
            for name in &mut names {
                name.family = name.short();
                name.particle = None;
                name.literal |= name.given.is_none();
            }
        }
        said.insert((*name).to_owned(), format!("{names:?}"));
    }
    for (name, date) in &source.dates {
        said.insert((*name).to_owned(), date.to_string());
    }
    for (name, value) in super::own::fields(source) {
        said.insert(name.to_owned(), value.text());
    }
    said
}

fn assert_same(format: ExportFormat, before: &[Source], leave_out: &[&str]) {
    let text = write(before, format);
    let after = sources(&format!("out.{}", format.ending()), &text);
    assert_eq!(before.len(), after.len(), "{text}");
    let mut differences = Vec::new();
    for (before, after) in before.iter().zip(&after) {
        let (mut before, mut after) = (said(before, format), said(after, format));
        let names: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
        for name in names
            .iter()
            .filter(|name| !leave_out.contains(&name.as_str()))
        {
            let (written, read) = (before.remove(name), after.remove(name));
            if written != read {
                differences.push(format!("{name}: {written:?} became {read:?}"));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert_eq!(
        write(before, format),
        text,
        "the same sources, the same text"
    );
}

#[test]
fn yaml_that_is_written_is_read_as_the_same_sources() {
    assert_same(ExportFormat::CslYaml, &library(), &[]);
    assert_same(ExportFormat::CslYaml, &sources("hard.yaml", HARD), &[]);
}

#[test]
fn json_that_is_written_is_read_as_the_same_sources() {
    assert_same(ExportFormat::CslJson, &library(), &[]);
    assert_same(ExportFormat::CslJson, &sources("hard.yaml", HARD), &[]);
}

/// BibTeX has one place for an article's number and its pages.
#[test]
fn bibtex_that_is_written_is_read_as_the_same_sources() {
    assert_same(ExportFormat::Bibtex, &library(), &["number", "page"]);
    assert_same(ExportFormat::Bibtex, &sources("hard.yaml", HARD), &[]);
}

#[test]
fn ris_that_is_written_is_read_as_the_same_sources() {
    assert_same(ExportFormat::Ris, &library(), &[]);
    assert_same(ExportFormat::Ris, &sources("hard.yaml", HARD), &[]);
}

#[test]
fn names_are_written_as_each_format_divides_them() {
    let sources = sources("hard.yaml", HARD);
    let bibtex = write(&sources[..1], ExportFormat::Bibtex);
    let author = "van den Berg, Jan and {de la Cruz}, Ana and Young, 3rd, W. Scott and \
        {Centre for Sleep, Rest and Quiet} and Plato and others";
    assert!(
        bibtex.contains(&format!("  author = {{{author}}},\n")),
        "{bibtex}"
    );
    let ris = write(&sources[..1], ExportFormat::Ris);
    for line in [
        "AU  - van den Berg, Jan\n",
        "AU  - Young, W. Scott, 3rd\n",
        "AU  - Centre for Sleep,, Rest and Quiet\n",
        "SP  - 12\nEP  - 19\nPY  - 2020\nDA  - 2020/03//\n",
        "N1  - authors_incomplete: true\n",
    ] {
        assert!(ris.contains(line), "{line}\n{ris}");
    }
}

#[test]
fn no_two_entries_of_bibtex_get_one_key() {
    let text = "
- {id: 'a,b', type: book, title: One, issued: 2001}
- {id: 'a b', type: book, title: Two, issued: 2002}
";
    let bibtex = write(&sources("keys.yaml", text), ExportFormat::Bibtex);
    let keys: Vec<String> = self::sources("keys.bib", &bibtex)
        .iter()
        .map(|source| source.key.to_string())
        .collect();
    assert_eq!(keys, ["a-b", "a-b-2"]);
}

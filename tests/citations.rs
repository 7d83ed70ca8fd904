//! The citation syntax, case by case: the tables of `tests/citations/*.md` say
//! what an editor writes and what it is, in words that need no programmer.
//!
//! A row's first cell is a page's text, `↵` for a line break. Its second says
//! what the page cites: `cites` or `names`, the key with `-` where the name is
//! left out, its place in parentheses, the words beside it in quotes; `+`
//! between sources of one citation, `/` between citations. Then what is told,
//! as `error "part of the message"`, and behind an arrow the text after the
//! fix. A corrected text must bring no fault any more.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use wellsourced::diagnostic::Diagnostic;
use wellsourced::document::{Affix, Body, ClusterForm, Document, Event, Item, Tag};
use wellsourced::text::TextFile;

const FRONT: &str = "---\ntitle: Owls\n---\n";

#[test]
fn every_case_is_what_its_row_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/citations");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut report = String::new();
    let mut cases = 0;
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for (index, row) in text.lines().enumerate() {
            let Some((written, expected)) = cells(row) else {
                continue;
            };
            cases += 1;
            if let Err(found) = try_case(&written, &expected) {
                let _ = writeln!(
                    report,
                    "{}:{}: {row}\n    is: {found}",
                    path.display(),
                    index + 1
                );
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(cases >= 300, "only {cases} cases were found");
}

/// The first two cells of a row whose first is code.
fn cells(row: &str) -> Option<(String, String)> {
    let row = row.strip_prefix("| ")?.replace("\\|", "\u{0}");
    let mut cells = row.split(" | ");
    let written = cells.next()?;
    let ticks = written.len() - written.trim_start_matches('`').len();
    if ticks == 0 {
        return None;
    }
    let inside = &written[ticks..written.len() - ticks];
    let inside = if ticks == 2 { inside.trim() } else { inside };
    let expected = cells.next()?.trim_end_matches('|').trim();
    let plain = |text: &str| text.replace('\u{0}', "|");
    Some((plain(inside).replace('↵', "\n"), plain(expected)))
}

/// Compares a case with what its row says; an error is what it is instead.
fn try_case(written: &str, expected: &str) -> Result<(), String> {
    let (content, told) = match expected.split_once("; error \"") {
        Some((content, told)) => (content, Some(told)),
        None => (expected, None),
    };
    let (document, text) = read(written);
    let cited = cited(&document);
    let faults: Vec<&Diagnostic> = document.diagnostics.iter().collect();
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    let is = format!("{cited}; {messages:?}");
    if cited != content {
        return Err(is);
    }
    let Some(told) = told else {
        return if faults.is_empty() { Ok(()) } else { Err(is) };
    };
    let (part, mended) = match told.split_once("\" → `") {
        Some((part, mended)) => (part, mended.strip_suffix('`')),
        None => (told.trim_end_matches('"'), None),
    };
    let [fault] = faults.as_slice() else {
        return Err(is);
    };
    if !fault.message.contains(part) {
        return Err(is);
    }
    let after = fault.fix.as_ref().map(|fix| {
        let mut after = text.clone();
        after.replace_range(fix.span.range(), &fix.replacement);
        after[FRONT.len()..].to_owned()
    });
    if after.as_deref() != mended {
        return Err(format!("{is}, mended {after:?}"));
    }
    // What an editor is told to write has to be right.
    match after.map(|after| read(&after).0.diagnostics) {
        Some(left) if !left.is_empty() && mended != Some(written) => {
            Err(format!("{is}, and mended still {:?}", left[0].message))
        }
        _ => Ok(()),
    }
}

fn read(written: &str) -> (Document, String) {
    let text = format!("{FRONT}{written}");
    let file = Arc::new(TextFile::new("content/owls.md", text.clone()));
    (Document::read(&file), text)
}

/// What a page cites, in the words of the tables.
fn cited(document: &Document) -> String {
    let body = &document.body;
    let clusters: Vec<String> = body
        .nodes
        .iter()
        .filter_map(|node| match node.event {
            Event::Cite(index) => Some(&body.clusters[index as usize]),
            _ => None,
        })
        .map(|cluster| {
            let verb = match cluster.form {
                ClusterForm::Group => "cites",
                ClusterForm::Narrative => "names",
            };
            let items: Vec<String> = cluster
                .items
                .iter()
                .map(|item| source(document, item))
                .collect();
            format!("{verb} {}", items.join(" + "))
        })
        .collect();
    if clusters.is_empty() {
        "nothing".to_owned()
    } else {
        clusters.join(" / ")
    }
}

fn source(document: &Document, item: &Item) -> String {
    let mut words = String::new();
    if !item.prefix.is_empty() {
        let _ = write!(words, "\"{}\" ", affix(document, &item.prefix));
    }
    if item.suppress_author {
        words.push('-');
    }
    words.push_str(&item.key.text);
    if let Some(place) = &item.locator {
        let _ = write!(words, " ({} {})", place.label, place.value);
    }
    if !item.suffix.is_empty() {
        let _ = write!(words, " \"{}\"", affix(document, &item.suffix));
    }
    words
}

/// Words with their markup, as an editor writes it.
fn affix(document: &Document, affix: &Affix) -> String {
    let Document { file, body, .. } = document;
    let mut words = String::new();
    for node in affix.nodes() {
        match node.event {
            Event::Start(tag) => words.push_str(&mark(body, tag, true)),
            Event::End(tag) => words.push_str(&mark(body, tag, false)),
            Event::Code(_) => {
                let _ = write!(words, "`{}`", body.text(file, node));
            }
            _ => words.push_str(body.text(file, node)),
        }
    }
    words
}

fn mark(body: &Body, tag: Tag, begins: bool) -> String {
    match tag {
        Tag::Emphasis => "*".into(),
        Tag::Strong => "**".into(),
        Tag::Strikethrough => "~~".into(),
        Tag::Link(_) if begins => "[".into(),
        Tag::Link(index) => format!("]({})", body.links[index as usize].target),
        other => panic!("{other:?} in a citation"),
    }
}

//! The specification of every rule, run: beside each `src/check/rules/NAME.rs`
//! stands a `NAME.md` that tells in an editor's words what the rule does.
//!
//! A section of level 2 is one case: a tiny guide, its files as fenced blocks
//! whose info string names the file, and what is said about it. A finding is
//! written at the end of its line, ` <!-- error: rule "part" -->` in Markdown
//! and `# error: rule "part"` in YAML, `warning:` likewise; one that concerns a
//! file as a whole stands in the prose, `error in content/a.md: rule "part"`.
//! Each quoted part has to be found in the message, the label, the reason or
//! the help. All findings must be expected, and all expected ones found.
//!
//! Expectations are taken out before a file is read, so they change nothing.
//! Files that a case does not need have defaults, and a page that does not
//! begin with `---` gets front matter that lists the sources it cites. A block
//! with the word `raw` is read as it is. One with `escaped` holds bytes as
//! `\xNN`, one with `link` the target of a symbolic link; such a case is laid
//! out in a folder, all others are compiled in memory.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the files of a site end in lower case"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use wellsourced::check;
use wellsourced::config::Config;
use wellsourced::diagnostic::{Diagnostic, Place};
use wellsourced::engine::{self, Inputs, Options};
use wellsourced::site::{Picture, is_image};
use wellsourced::text::TextFile;
use wellsourced::workspace;

/// The sources of a case have what the case is about, and need not be complete:
/// this rule is looked at in its own specification alone.
const INCOMPLETE: &str = "source-incomplete";

const SITE: &str = "title: A guide about sleep\n";
const HOME: &str = "---\ntitle: Sleep\n---\n";
const LIBRARY: &str = "\
- {id: light-2020, type: article-journal, title: Light at night, author: [{family: Lux, given: Ada}], issued: 2020}
- {id: naps-2018, type: article-journal, title: Naps by day, author: [{family: Nod, given: Bo}], issued: 2018}
- {id: who-2019, type: report, title: Sleep for all, author: [{literal: World Sleep Office}], issued: 2019}
";
const KEYS: [&str; 3] = ["light-2020", "naps-2018", "who-2019"];

/// One section of a rule's specification.
struct Case {
    heading: String,
    line: usize,
    files: Vec<File>,
    expected: Vec<Expected>,
}

struct File {
    path: String,
    kind: Kind,
    text: String,
    /// How many lines stand above the block's first one.
    added: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Raw,
    Escaped,
    Link,
}

#[derive(Debug)]
struct Expected {
    severity: String,
    rule: String,
    path: String,
    /// The line in the block, from 1; none for a file as a whole.
    line: Option<usize>,
    parts: Vec<String>,
}

#[test]
fn every_rule_does_what_its_specification_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let mut report = String::new();
    let mut cases = 0;
    for rule in check::rules() {
        let path = folder.join(format!("{}.md", rule.id.replace('-', "_")));
        let Ok(text) = fs::read_to_string(&path) else {
            let _ = writeln!(
                report,
                "{}: there is no specification {}",
                rule.id,
                path.display()
            );
            continue;
        };
        let read = read_cases(&text);
        let fires = |case: &Case| {
            case.expected
                .iter()
                .any(|expected| expected.rule == rule.id)
        };
        if !read.iter().any(fires) {
            let _ = writeln!(report, "{}: no case in which it fires", rule.id);
        }
        if read.iter().all(fires) {
            let _ = writeln!(report, "{}: no case in which it does not fire", rule.id);
        }
        cases += read.len();
        for case in &read {
            let place = format!("{}:{}", path.display(), case.line);
            run(case, rule.id, &place, &mut report);
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(cases > 75, "only {cases} cases were found");
}

#[test]
fn every_specification_belongs_to_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .replace('_', "-");
        assert!(
            check::rule(&name).is_some(),
            "{} belongs to no rule",
            path.display()
        );
    }
}

/// Compiles a case, and tells what was found and not expected, and the other
/// way round.
fn run(case: &Case, rule: &str, place: &str, report: &mut String) {
    let options = Options {
        today: date(2026, 11, 22),
        today_is_stated: true,
        drafts: false,
    };
    let mut found = engine::compile(inputs(case), options).diagnostics;
    if rule != INCOMPLETE {
        found.retain(|diagnostic| diagnostic.rule != INCOMPLETE);
    }
    let mut open: Vec<&Expected> = case.expected.iter().collect();
    let mut faults = String::new();
    for diagnostic in &found {
        match open
            .iter()
            .position(|expected| matches(case, expected, diagnostic))
        {
            Some(at) => drop(open.remove(at)),
            None => faults.push_str(&unexpected(case, diagnostic)),
        }
    }
    for expected in open {
        let line = expected
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        let _ = writeln!(
            faults,
            "  missing: {}{line}: {}: {} {:?}",
            expected.path, expected.severity, expected.rule, expected.parts
        );
    }
    if !faults.is_empty() {
        let _ = writeln!(report, "{place}: {}\n{faults}", case.heading);
    }
}

fn matches(case: &Case, expected: &Expected, found: &Diagnostic) -> bool {
    let texts = [&found.message, &found.label]
        .into_iter()
        .chain(&found.why)
        .chain(&found.help);
    let texts: Vec<&String> = texts.collect();
    expected.rule == found.rule
        && expected.severity == found.severity.word()
        && expected.path == found.place.path()
        && expected.line == line_of(case, found)
        && expected
            .parts
            .iter()
            .all(|part| texts.iter().any(|text| text.contains(part)))
}

fn unexpected(case: &Case, found: &Diagnostic) -> String {
    let line = line_of(case, found).map_or(String::new(), |line| format!(":{line}"));
    let mut text = format!(
        "  unexpected: {}{line}: {}: {} \"{}\"\n",
        found.place.path(),
        found.severity.word(),
        found.rule,
        found.message
    );
    if let Place::Text(file, span) = &found.place {
        let _ = writeln!(text, "    | {}", file.slice(*span));
    }
    for part in [&found.label].into_iter().chain(&found.help) {
        let _ = writeln!(text, "    = {part}");
    }
    text
}

/// The line of a finding, counted in the block that the case wrote.
fn line_of(case: &Case, found: &Diagnostic) -> Option<usize> {
    let Place::Text(file, span) = &found.place else {
        return None;
    };
    let added = case
        .files
        .iter()
        .find(|known| known.path == file.path())
        .map_or(0, |known| known.added);
    Some(file.position(span.start).line.saturating_sub(added))
}

/// The files of a case and the defaults, as the engine takes them.
fn inputs(case: &Case) -> Inputs {
    if case
        .files
        .iter()
        .any(|file| matches!(file.kind, Kind::Escaped | Kind::Link))
    {
        return inputs_of_folder(case);
    }
    let files = files(case);
    let text = |path: &str| Arc::new(TextFile::new(path, files[path].clone()));
    let (config, faults) = Config::read(&text("site.yaml"));
    let mut inputs = Inputs::new(config, faults);
    let mut paths: Vec<&String> = files.keys().collect();
    // Libraries are read in this order, pages in that of their paths.
    let formats = [".yaml", ".yml", ".json", ".bib", ".ris", ".nbib"];
    paths.sort_by_key(|path| formats.iter().position(|format| path.ends_with(format)));
    for path in paths {
        let Some(name) = path.strip_prefix("content/") else {
            continue;
        };
        let library = name
            .strip_prefix("sources")
            .is_some_and(|ending| ending.starts_with('.'));
        if name.ends_with(".md") {
            inputs.pages.push(text(path));
        } else if library || inputs.config.library.iter().any(|word| word.text == *path) {
            inputs.libraries.push(text(path));
        } else if name == "people.yaml" {
            inputs.people = Some(text(path));
        } else if name == "crisis.yaml" {
            inputs.crisis = Some(text(path));
        } else {
            if is_image(name) {
                let picture = Picture::read(name, files[path].as_bytes());
                inputs.pictures.insert(name.into(), picture);
            }
            inputs.assets.push(name.into());
        }
    }
    inputs
}

/// The same for what is no text, and so has to be read from a folder.
fn inputs_of_folder(case: &Case) -> Inputs {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files(case) {
        let kind = case
            .files
            .iter()
            .find(|file| file.path == path)
            .map_or(Kind::Text, |file| file.kind);
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match kind {
            Kind::Text | Kind::Raw => fs::write(path, text).unwrap(),
            Kind::Escaped => fs::write(path, unescape(&text)).unwrap(),
            Kind::Link => link(text.trim(), &path),
        }
    }
    workspace::read(folder.path()).unwrap_or_else(|error| panic!("{}: {error}", case.heading))
}

#[cfg(unix)]
fn link(target: &str, path: &PathBuf) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(not(unix))]
fn link(_: &str, _: &PathBuf) {
    panic!("symbolic links are tested on Unix");
}

fn unescape(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two hexadecimal digits behind \\x"));
        bytes.extend(part[2..].bytes());
    }
    bytes
}

fn files(case: &Case) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = case
        .files
        .iter()
        .map(|file| (file.path.clone(), file.text.clone()))
        .collect();
    // A guide of which pages are given, and no home page among them, means it.
    let pages = case.files.iter().any(|file| {
        Path::new(&file.path)
            .extension()
            .is_some_and(|end| end == "md")
    });
    let library = files
        .keys()
        .any(|path| path.starts_with("content/sources."));
    for (path, text, needed) in [
        ("site.yaml", SITE, !files.contains_key("site.yaml")),
        ("content/index.md", HOME, !pages),
        ("content/sources.yaml", LIBRARY, !library),
    ] {
        if needed {
            files.insert(path.to_owned(), text.to_owned());
        }
    }
    files
}

/// The sections of level 2 of a specification.
fn read_cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            let heading = heading.to_owned();
            cases.push(Case {
                heading,
                line: number + 1,
                files: Vec::new(),
                expected: Vec::new(),
            });
        } else if let Some(length) = fence(line) {
            let case = cases.last_mut().expect("a block stands below a heading");
            let body: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| fence(line) != Some(length) || !line.ends_with('`'))
                .collect();
            block(case, &line[length..], &body);
        } else if let Some((severity, rest)) = line.split_once(" in ")
            && matches!(severity, "error" | "warning")
            && let Some((path, rest)) = rest.split_once(": ")
        {
            let case = cases
                .last_mut()
                .expect("an expectation stands below a heading");
            let (rule, parts) = read_parts(rest);
            case.expected.push(Expected {
                severity: severity.to_owned(),
                rule,
                path: path.to_owned(),
                line: None,
                parts,
            });
        }
    }
    cases
}

/// The length of a fence of backticks.
fn fence(line: &str) -> Option<usize> {
    let length = line.len() - line.trim_start_matches('`').len();
    (length >= 3).then_some(length)
}

/// A fenced block: a file, with the findings at the ends of its lines.
fn block(case: &mut Case, info: &str, lines: &[&str]) {
    let mut words = info.split_whitespace();
    let language = words.next().unwrap_or_default();
    let Some(path) = words.next().map(str::to_owned) else {
        return;
    };
    let kind = match words.next() {
        Some("raw") => Kind::Raw,
        Some("escaped") => Kind::Escaped,
        Some("link") => Kind::Link,
        _ => Kind::Text,
    };
    let mut text = String::new();
    let mut in_yaml = language != "md" || lines.first().is_some_and(|line| line.starts_with("---"));
    for (index, line) in lines.iter().enumerate() {
        let (line, found) = if in_yaml {
            split(line, "# ", "")
        } else {
            split(line, "<!-- ", " -->")
        };
        if index > 0 && line == "---" && language == "md" {
            in_yaml = false;
        }
        text.push_str(line);
        text.push('\n');
        case.expected
            .extend(found.into_iter().map(|(severity, rest)| {
                let (rule, parts) = read_parts(rest);
                Expected {
                    severity: severity.to_owned(),
                    rule,
                    path: path.clone(),
                    line: Some(index + 1),
                    parts,
                }
            }));
    }
    let mut added = 0;
    if language == "md" && kind == Kind::Text && !text.starts_with("---") {
        let cited: Vec<&str> = KEYS
            .into_iter()
            .filter(|key| text.contains(&format!("@{key}")))
            .collect();
        text.insert_str(
            0,
            &format!("---\ntitle: Sleep\nsources: [{}]\n---\n", cited.join(", ")),
        );
        added = 4;
    }
    case.files.push(File {
        path,
        kind,
        text,
        added,
    });
}

/// Takes the expectations off the end of a line.
fn split<'a>(line: &'a str, open: &str, close: &str) -> (&'a str, Vec<(&'static str, &'a str)>) {
    let mut rest = line;
    let mut found = Vec::new();
    'line: loop {
        for severity in ["error", "warning"] {
            let marker = format!("{open}{severity}: ");
            if let Some(at) = rest.rfind(&marker)
                && let Some(inside) = rest[at + marker.len()..].strip_suffix(close)
            {
                found.push((severity, inside));
                rest = rest[..at].trim_end();
                continue 'line;
            }
        }
        return (rest, found);
    }
}

/// `rule "part" "part"`.
fn read_parts(text: &str) -> (String, Vec<String>) {
    let mut pieces = text.split('"');
    let rule = pieces.next().unwrap_or_default().trim().to_owned();
    let parts = pieces
        .enumerate()
        .filter(|(index, _)| index % 2 == 0)
        .map(|(_, part)| part.to_owned());
    (rule, parts.collect())
}

//! Citation styles against what their owners prescribe, and against the
//! reference implementation of CSL.
//!
//! `tests/styles/works.yaml` holds 25 real works. For each style, the file of
//! its name says how each of them is to be written, from the style guide and
//! not from what the program does: a heading with the key, the reference, and
//! in styles that cite by words a line `in text:`. Italics stand between
//! stars. Where the program writes something else, `we write:` says what, and
//! `because:` why that is so.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use wellsourced::bibliography::{self, Form, Library, Reference, Style};
use wellsourced::text::TextFile;

/// The styles that the manual names first.
const STYLES: [&str; 7] = [
    "vancouver",
    "ama",
    "bmj",
    "lancet",
    "apa",
    "harvard",
    "chicago-author-date",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/styles")
}

fn read(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn library(yaml: &str) -> Library {
    let file = Arc::new(TextFile::new("works.yaml", yaml));
    let (sources, diagnostics) = bibliography::read(&file);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let (library, diagnostics) = Library::new(sources);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    library
}

/// HTML as it stands in the files of expectations.
fn starred(html: &str) -> String {
    html.replace("<i>", "*")
        .replace("</i>", "*")
        .replace("<b>", "**")
        .replace("</b>", "**")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
}

/// The sources of a library by their keys, formatted.
fn formatted(library: &Library, style: &Style) -> BTreeMap<String, Reference> {
    let keys = library.iter().map(|(_, source)| source.key.to_string());
    keys.zip(bibliography::format(library, style)).collect()
}

/// What a file of expectations says of one work.
#[derive(Default)]
struct Expected {
    reference: String,
    in_text: Option<String>,
    we_write: Option<String>,
    because: Option<String>,
}

fn expectations(text: &str) -> BTreeMap<String, Expected> {
    let mut all = BTreeMap::new();
    for part in text.split("\n## ").skip(1) {
        let (key, rest) = part.split_once('\n').expect("a line break behind the key");
        let mut expected = Expected::default();
        for line in rest.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(text) = line.strip_prefix("in text: ") {
                expected.in_text = Some(text.to_owned());
            } else if let Some(text) = line.strip_prefix("we write: ") {
                expected.we_write = Some(text.to_owned());
            } else if let Some(text) = line.strip_prefix("because: ") {
                expected.because = Some(text.to_owned());
            } else {
                assert!(expected.reference.is_empty(), "{key}: two references");
                line.clone_into(&mut expected.reference);
            }
        }
        assert!(
            all.insert(key.trim().to_owned(), expected).is_none(),
            "{key} stands twice"
        );
    }
    all
}

#[test]
fn works_are_written_as_the_owner_of_the_style_prescribes() {
    let library = library(&read("works.yaml"));
    assert_eq!(library.len(), 25);
    let mut wrong = String::new();
    for name in STYLES {
        let style = Style::by_name(name, "en").unwrap();
        let mut expected = expectations(&read(&format!("{name}.md")));
        for (key, reference) in formatted(&library, &style) {
            let Some(expected) = expected.remove(&key) else {
                let _ = writeln!(wrong, "## {key}\n{}", starred(&reference.html));
                if style.form() == Form::Words {
                    let text = starred(&reference.citation.whole.html);
                    let _ = writeln!(wrong, "in text: ({text})");
                }
                continue;
            };
            let ours = starred(&reference.html);
            match (&expected.we_write, &expected.because) {
                (None, None) => {}
                (Some(written), Some(_)) if *written != expected.reference => {}
                _ => panic!("{name}, {key}: `we write:` says what differs, `because:` why"),
            }
            let wanted = expected.we_write.as_ref().unwrap_or(&expected.reference);
            if ours != *wanted {
                let _ = writeln!(wrong, "{name}, {key}\n  wanted {wanted}\n  is     {ours}");
            }
            if style.form() == Form::Words {
                let text = starred(&reference.citation.whole.html);
                let text = format!("({text})");
                let wanted = expected.in_text.expect("a line `in text:`");
                if text != wanted {
                    let _ = writeln!(wrong, "{name}, {key}\n  wanted {wanted}\n  is     {text}");
                }
            }
        }
        assert!(
            expected.is_empty(),
            "{name}: no such works: {:?}",
            expected.keys()
        );
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Nobody's work may be published under nobody's name.
#[test]
fn no_style_drops_an_author() {
    let kinds = ["lee-2009", "van-zuiden-2017", "nice-ng222", "va-ptsd-dsm5"];
    let mut works: Vec<serde_json::Value> = serde_yaml::from_str(&read("works.yaml")).unwrap();
    works.retain(|work| kinds.iter().any(|kind| work["id"] == **kind));
    let library = library(&serde_json::to_string(&works).unwrap());
    assert_eq!(library.len(), kinds.len());
    let mut wrong = String::new();
    for name in Style::all_names() {
        let style = match Style::by_name(name, "en") {
            Ok(style) => style,
            Err(error) => {
                let _ = writeln!(wrong, "{name}: {error}");
                continue;
            }
        };
        for ((_, source), reference) in library.iter().zip(bibliography::format(&library, &style)) {
            let first = &source.names["author"][0].family;
            if !starred(&reference.html)
                .to_lowercase()
                .contains(&first.to_lowercase())
            {
                let _ = writeln!(wrong, "{name}, {}: {}", source.key, reference.html);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A work as CSL-JSON, made from the YAML without our own reader.
fn csl_json(work: &serde_json::Value) -> serde_json::Value {
    let mut work = work.clone();
    let fields = work.as_object_mut().expect("a work is a map");
    for name in ["issued", "accessed"] {
        let Some(date) = fields.get(name) else {
            continue;
        };
        let parts: Vec<i64> = match date {
            serde_json::Value::String(text) => text
                .split('-')
                .map(|part| part.parse().expect("a date"))
                .collect(),
            other => vec![other.as_i64().expect("a year")],
        };
        fields.insert(
            name.to_owned(),
            serde_json::json!({ "date-parts": [parts] }),
        );
    }
    work
}

/// citeproc-js's reference and citation of each work, by key.
fn citeproc(style: &Style, works: &[serde_json::Value]) -> BTreeMap<String, (String, String)> {
    let (xml, locales) = style.to_xml();
    let locale = locales[0].0.clone();
    let locales: BTreeMap<String, String> = locales.into_iter().collect();
    let input = serde_json::json!({
        "style": xml, "locales": locales, "locale": locale, "items": works,
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/citeproc.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node is there");
    let mut stdin = node.stdin.take().expect("a pipe");
    stdin.write_all(input.to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "citeproc-js failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What citeproc-js prints, as it stands in the files of expectations.
fn from_citeproc(html: &str) -> String {
    let html = html
        .replace("<div class=\"csl-entry\">", "")
        .replace("</div>", "")
        .replace("<sup>", "")
        .replace("</sup>", "")
        .replace("&#38;", "&amp;");
    starred(html.trim())
}

#[test]
#[ignore = "needs tests/run"]
fn deviations_from_the_reference_implementation_are_known() {
    let yaml = read("works.yaml");
    let library = library(&yaml);
    let works: Vec<serde_json::Value> = serde_yaml::from_str(&yaml).unwrap();
    let works: Vec<serde_json::Value> = works
        .iter()
        // Lists of names that are cut short are not known to CSL.
        .filter(|work| work.get("authors_incomplete").is_none())
        .map(csl_json)
        .collect();
    let mut known = deviations(&read("citeproc.md"));
    let mut wrong = String::new();
    for name in STYLES {
        let style = Style::by_name(name, "en").unwrap();
        let ours = formatted(&library, &style);
        for (key, (entry, citation)) in citeproc(&style, &works) {
            let reference = &ours[&key];
            let mut compare = |what: &str, theirs: String, ours: String| {
                let place = format!("{name}, {key}, {what}");
                let found = (theirs != ours).then_some((theirs, ours));
                if known.remove(&place) != found {
                    let (theirs, ours) = found.unwrap_or_default();
                    let _ = writeln!(wrong, "\n## {place}\ntheirs: {theirs}\nours: {ours}");
                }
            };
            compare("reference", from_citeproc(&entry), starred(&reference.html));
            if style.form() == Form::Words {
                let text = starred(&reference.citation.whole.html);
                compare("citation", from_citeproc(&citation), format!("({text})"));
            }
        }
    }
    assert!(
        wrong.is_empty() && known.is_empty(),
        "new, changed or (empty) vanished deviations:\n{wrong}\n{:?}",
        known.keys()
    );
}

/// The deviations that are listed, each with its reason: theirs, ours.
fn deviations(text: &str) -> BTreeMap<String, (String, String)> {
    let mut all = BTreeMap::new();
    for part in text.split("\n## ").skip(1) {
        let (place, rest) = part.split_once('\n').expect("a line break");
        let line = |name: &str| {
            let found = rest.lines().find_map(|line| line.strip_prefix(name));
            found
                .unwrap_or_else(|| panic!("{place}: no line `{name}`"))
                .trim()
                .to_owned()
        };
        assert!(!line("because:").is_empty(), "{place}: no reason");
        all.insert(place.trim().to_owned(), (line("theirs:"), line("ours:")));
    }
    all
}

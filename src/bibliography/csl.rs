//! CSL items in YAML or JSON: a list, or a map with `references:` as Pandoc
//! writes it. JSON is read as the YAML that it is, so that faults have places.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::text::TextFile;
use crate::yaml::{self, Node, Value, Word};

use super::{Design, Name, PartialDate, RULE, Source, fault};

/// CSL variables that hold a text or a number.
const FIELDS: &[&str] = &[
    "DOI",
    "ISBN",
    "ISSN",
    "PMCID",
    "PMID",
    "URL",
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "chapter-number",
    "citation-label",
    "collection-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "edition",
    "event",
    "event-place",
    "event-title",
    "genre",
    "issue",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "page-first",
    "part",
    "part-title",
    "printing",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "supplement",
    "title",
    "title-short",
    "version",
    "volume",
    "volume-title",
    "year-suffix",
];

/// CSL variables that hold names.
const NAMES: &[&str] = &[
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// CSL variables that hold dates.
const DATES: &[&str] = &[
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
];

/// What a guide says of a source besides.
const OURS: &[&str] = &[
    "id",
    "type",
    "design",
    "population",
    "supports",
    "superseded_by",
    "disputed_by",
    "qualified_by",
    "archive_url",
    "checked",
    "authors_incomplete",
    "categories",
    "custom",
];

/// CSL types.
pub(super) const TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// Reads a file of CSL items.
pub(super) fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    let (node, faults) = yaml::parse(file.text(), 0..file.text().len());
    let mut diagnostics = yaml::report(faults, RULE, file);
    let items = match &node.value {
        Value::Sequence(items) => items.as_slice(),
        Value::Mapping(entries) if entries.is_empty() => &[],
        Value::Mapping(_) => match node.get("references").map(|node| &node.value) {
            Some(Value::Sequence(items)) => items.as_slice(),
            _ => {
                diagnostics.push(not_a_list(file, &node));
                &[]
            }
        },
        Value::Scalar { .. } => {
            diagnostics.push(not_a_list(file, &node));
            &[]
        }
    };
    let sources = items
        .iter()
        .filter_map(|item| entry(file, item, &mut diagnostics))
        .collect();
    (sources, diagnostics)
}

fn not_a_list(file: &Arc<TextFile>, node: &Node) -> Diagnostic {
    fault(at(file, node), "a library is a list of sources")
        .help("begin each source with a line `- id: its-key`")
}

fn at(file: &Arc<TextFile>, node: &Node) -> Place {
    Place::Text(Arc::clone(file), node.span)
}

/// Reads one item.
pub(super) fn entry(
    file: &Arc<TextFile>,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Source> {
    let Value::Mapping(fields) = &node.value else {
        diagnostics.push(
            fault(
                at(file, node),
                format!("a source is a group of fields, not {}", node.kind()),
            )
            .help("begin each source with a line `- id: its-key`"),
        );
        return None;
    };
    let Some(id) = node
        .get("id")
        .filter(|id| id.as_text().is_some_and(|id| !id.trim().is_empty()))
    else {
        diagnostics.push(
            fault(at(file, node), "this source has no `id`")
                .why("the `id` is the key by which pages cite it")
                .help("add a line `id: author-year`"),
        );
        return None;
    };
    let kind = kind(file, node, diagnostics);
    let key = id.as_text().unwrap_or_default().trim();
    let mut source = Source::new(key, at(file, id), kind);
    for (name, value) in fields {
        if !value.is_null() {
            field(&mut source, file, name, value, diagnostics);
        }
    }
    Some(source)
}

fn kind<'a>(file: &Arc<TextFile>, node: &'a Node, diagnostics: &mut Vec<Diagnostic>) -> &'a str {
    let Some(node) = node.get("type") else {
        return "document";
    };
    let kind = node.as_text().unwrap_or_default();
    if TYPES.contains(&kind) {
        return kind;
    }
    diagnostics.push(
        fault(at(file, node), format!("`{kind}` is no type of source"))
            .why("the type decides how the reference is written")
            .did_you_mean(nearest(kind, TYPES.iter().copied()))
            .help("the usual types are article-journal, report, webpage, book, chapter and thesis"),
    );
    "document"
}

fn field(
    source: &mut Source,
    file: &Arc<TextFile>,
    name: &Word,
    value: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known = |list: &'static [&'static str]| list.iter().find(|known| **known == name.text);
    if let Some(name) = known(FIELDS) {
        match value.as_text() {
            Some(text) => {
                // The older name of the short title of a journal.
                let name = if *name == "journalAbbreviation" {
                    "container-title-short"
                } else {
                    name
                };
                source
                    .fields
                    .insert(name, text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            None => diagnostics.push(wrong(file, name, value, "a text")),
        }
    } else if let Some(name) = known(NAMES) {
        let names = names(file, name, value, diagnostics);
        source.names.insert(name, names);
    } else if let Some(name) = known(DATES) {
        match date(value) {
            Some(date) => {
                source.dates.insert(name, date);
            }
            None => diagnostics.push(
                wrong(file, name, value, "a year or a date")
                    .help("write `2014`, `2014-03` or `2014-03-02`, or leave the field out"),
            ),
        }
    } else if OURS.contains(&name.text.as_str()) {
        own_field(source, file, name, value, diagnostics);
    } else {
        let all = FIELDS.iter().chain(NAMES).chain(DATES).chain(OURS).copied();
        diagnostics.push(
            fault(
                Place::Text(Arc::clone(file), name.span),
                format!("a source has no field called `{}`", name.text),
            )
            .label("unknown field")
            .why("a field that nobody reads would be missing from the reference without a word")
            .did_you_mean(nearest(&name.text, all)),
        );
    }
}

fn own_field(
    source: &mut Source,
    file: &Arc<TextFile>,
    name: &Word,
    value: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = value
        .as_text()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    match name.text.as_str() {
        "design" => match value.as_text().and_then(Design::from_keyword) {
            Some(design) => source.design = Some(design),
            None => diagnostics.push(
                wrong(file, "design", value, "a kind of study")
                    .did_you_mean(
                        value
                            .as_text()
                            .and_then(|word| nearest(word, Design::keywords())),
                    )
                    .help(format!(
                        "the kinds are {}",
                        Design::keywords().collect::<Vec<_>>().join(", ")
                    )),
            ),
        },
        "population" => source.population = text,
        "supports" => source.supports = text,
        "archive_url" => source.archive_url = text,
        "superseded_by" => source.superseded_by = words(value),
        "disputed_by" => source.disputed_by = words(value),
        "qualified_by" => source.qualified_by = words(value),
        "authors_incomplete" => source.authors_incomplete = value.as_text() == Some("true"),
        "checked" => match date(value) {
            Some(date) => source.checked = Some(date),
            None => diagnostics.push(wrong(file, "checked", value, "a date as in `2026-11-22`")),
        },
        _ => {}
    }
}

fn wrong(file: &Arc<TextFile>, name: &str, value: &Node, expected: &str) -> Diagnostic {
    fault(
        at(file, value),
        format!("`{name}` does not hold {expected}"),
    )
    .label(format!("expected {expected}"))
}

/// One key, or a list of keys.
fn words(node: &Node) -> Vec<Word> {
    let word = |node: &Node| {
        node.as_text().map(|text| Word {
            text: text.to_owned(),
            span: node.span,
        })
    };
    match &node.value {
        Value::Sequence(items) => items.iter().filter_map(word).collect(),
        _ => word(node).into_iter().collect(),
    }
}

fn names(
    file: &Arc<TextFile>,
    field: &str,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Name> {
    let Value::Sequence(items) = &node.value else {
        diagnostics.push(
            wrong(file, field, node, "a list of names")
                .help("write `- {family: Cardoso, given: Christopher}`, one a line"),
        );
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| name(file, field, item, diagnostics))
        .collect()
}

fn name(
    file: &Arc<TextFile>,
    field: &str,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Name> {
    let part = |key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
    if let Some(literal) = part("literal") {
        return Some(Name {
            family: literal,
            literal: true,
            ..Name::default()
        });
    }
    let Some(family) = part("family").or_else(|| part("given")) else {
        diagnostics.push(
            wrong(file, field, node, "a name")
                .help("a person: `{family: Cardoso, given: Christopher}`")
                .help("an institution: `{literal: World Health Organization}`"),
        );
        return None;
    };
    Some(Name {
        given: part("family").and(part("given")),
        family,
        suffix: part("suffix"),
        particle: part("non-dropping-particle"),
        dropping_particle: part("dropping-particle"),
        literal: false,
    })
}

/// A date as a scalar, as `{date-parts: [[2014, 3, 2]]}`, `{raw: 2014-03-02}`,
/// or as Pandoc writes it, `{year: 2014}` in a list.
fn date(node: &Node) -> Option<PartialDate> {
    if let Some(text) = node.as_text() {
        return PartialDate::parse(text);
    }
    if let Some(Value::Sequence(ranges)) = node.get("date-parts").map(|node| &node.value) {
        let Value::Sequence(parts) = &ranges.first()?.value else {
            return None;
        };
        let mut parts = parts.iter().map(Node::as_text);
        let mut number = || {
            parts
                .next()
                .flatten()
                .map(str::trim)
                .filter(|part| !part.is_empty())
        };
        let year = number()?.parse().ok()?;
        let month = number().map(str::parse).transpose().ok()?;
        let day = number().map(str::parse).transpose().ok()?;
        return PartialDate::new(year, month, day);
    }
    if let Some(raw) = node.get("raw").or_else(|| node.get("literal")) {
        return PartialDate::parse(raw.as_text()?);
    }
    let map = match &node.value {
        Value::Sequence(items) => items.first()?,
        _ => node,
    };
    let number = |key: &str| map.get(key).and_then(Node::as_text);
    PartialDate::new(
        number("year")?.parse().ok()?,
        number("month").map(str::parse).transpose().ok()?,
        number("day").map(str::parse).transpose().ok()?,
    )
}

//! CSL items in YAML or JSON: a list, or a map with `references:` as Pandoc
//! writes it. JSON is read as the YAML that it is, so that faults have places.
//!
//! A file with a fault of syntax is cut into its entries, and each is read by
//! itself: a broken one is told, and the others are kept.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::text::{Span, TextFile};
use crate::yaml::{self, Fault, Node, Value, Word};

use super::cut::entries;
use super::own::{OwnField, put_note};
use super::variable::{TYPES, Variable};
use super::{Losses, Name, Orcid, PartialDate, RULE, Source, bad_identifier, fault};

/// Reads a file of CSL items.
pub(super) fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    let text = file.text();
    let (node, faults) = parse(file, 0..text.len());
    if faults.iter().any(|fault| fault.stops) {
        let pieces = entries(text);
        if !pieces.is_empty() {
            return read_pieces(file, pieces);
        }
    }
    let mut diagnostics = yaml::report(faults, RULE, file);
    let mut sources = Vec::new();
    for item in items(file, &node, &mut diagnostics) {
        sources.extend(entry(file, item, &mut diagnostics));
    }
    (sources, diagnostics)
}

/// Reads a part of a file as what its name says that it is.
fn parse(file: &TextFile, range: Range<usize>) -> (Node, Vec<Fault>) {
    let ending = file.path().rsplit('.').next().unwrap_or_default();
    if ending.eq_ignore_ascii_case("json") {
        yaml::parse_json(file.text(), range)
    } else {
        yaml::parse(file.text(), range)
    }
}

/// Reads a broken file entry by entry.
fn read_pieces(file: &Arc<TextFile>, pieces: Vec<Range<usize>>) -> (Vec<Source>, Vec<Diagnostic>) {
    let text = file.text();
    let mut sources = Vec::new();
    let mut diagnostics = Vec::new();
    for piece in pieces {
        let (node, faults) = parse(file, piece.clone());
        let broken = faults.iter().any(|fault| fault.stops);
        diagnostics.extend(yaml::report(faults, RULE, file));
        if !broken {
            let item = match &node.value {
                Value::Sequence(items) => items.first(),
                _ => Some(&node),
            };
            sources.extend(item.and_then(|item| entry(file, item, &mut diagnostics)));
            continue;
        }
        // A broken entry keeps its key, so that pages that cite it are not told
        // of a fault that is not theirs.
        if let Some(id) = id_within(text, piece.clone()) {
            let place = Place::Text(Arc::clone(file), Span::new(id.clone()));
            sources.push(Source {
                broken: true,
                ..Source::new(&text[id], place, "document")
            });
        }
    }
    (sources, diagnostics)
}

/// The place of the first `id` in the text of an entry that cannot be read.
fn id_within(text: &str, piece: Range<usize>) -> Option<Range<usize>> {
    let at = piece.start;
    let raw = &text[piece];
    for (found, _) in raw.match_indices("id") {
        let before = raw[..found].trim_end_matches(['"', '\'']);
        if !before.is_empty() && !before.ends_with([' ', '\n', '\t', '{', ',']) {
            continue;
        }
        let rest = raw[found + 2..].trim_start_matches(['"', '\'', ' ']);
        let Some(value) = rest.strip_prefix(':') else {
            continue;
        };
        let value = value.trim_start_matches([' ', '"', '\'']);
        let start = raw.len() - value.len();
        let end = value
            .find(['"', '\'', ',', '}', '\n', '\r'])
            .unwrap_or(value.len());
        let key = value[..end].trim_end();
        return (!key.is_empty()).then_some(at + start..at + start + key.len());
    }
    None
}

/// The items of a file.
fn items<'a>(
    file: &Arc<TextFile>,
    node: &'a Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> &'a [Node] {
    match &node.value {
        Value::Sequence(items) => return items,
        Value::Mapping(entries) if entries.is_empty() => return &[],
        Value::Mapping(_) => {
            if let Some(Value::Sequence(items)) = node.get("references").map(|node| &node.value) {
                return items;
            }
            // One item by itself, as a program hands over a single work.
            if node.get("id").is_some() && node.get("type").is_some() {
                return std::slice::from_ref(node);
            }
        }
        Value::Scalar { .. } => {}
    }
    // A file that cannot be read further has been told of.
    if diagnostics.is_empty() {
        diagnostics.push(
            fault(at(file, node), "a library is a list of sources")
                .help("begin each source with a line `- id: its-key`"),
        );
    }
    &[]
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
    let Some(id) = key(node) else {
        diagnostics.push(
            fault(at(file, node), "this source has no `id`")
                .why("the `id` is the key by which pages cite it")
                .help("add a line `id: author-year`"),
        );
        return None;
    };
    let before = diagnostics.len();
    let kind = kind(file, node, diagnostics);
    let key = id.as_text().unwrap_or_default().trim();
    let source = Source::new(key, at(file, id), kind);
    let mut reader = ItemReader {
        file,
        source,
        losses: Losses::default(),
        diagnostics,
    };
    reader.fields(fields);
    let ItemReader {
        mut source, losses, ..
    } = reader;
    source.broken = diagnostics.len() > before;
    diagnostics.extend(losses.report(&source));
    Some(source)
}

/// The key of an item: its `id`. Where that is an address of a reference
/// manager, the key that it keeps beside it.
fn key(node: &Node) -> Option<&Node> {
    let named = |name| {
        node.get(name)
            .filter(|id| id.as_text().is_some_and(|id| !id.trim().is_empty()))
    };
    let id = named("id")?;
    let is_address = id.as_text().is_some_and(|id| id.starts_with("http"));
    named("citation-key").filter(|_| is_address).or(Some(id))
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

/// Puts the fields of one item into a source.
struct ItemReader<'a> {
    file: &'a Arc<TextFile>,
    source: Source,
    losses: Losses,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl ItemReader<'_> {
    fn fields(&mut self, fields: &[(Word, Node)]) {
        for (name, value) in fields {
            // A name that is no word was told when it was read.
            if !value.is_null() && !name.text.is_empty() {
                self.field(name, value);
            }
        }
    }

    fn field(&mut self, name: &Word, value: &Node) {
        match Variable::of(&name.text) {
            Some(Variable::Text("note")) => match value.as_text() {
                Some(note) => {
                    put_note(
                        &mut self.source,
                        self.file,
                        note,
                        value.span,
                        self.diagnostics,
                    );
                }
                None => self.wrong("note", value, "a text"),
            },
            Some(Variable::Text(name)) => match value.as_text() {
                Some(text) => self.source.put(name, text, value.span),
                None => self.wrong(name, value, "a text"),
            },
            Some(Variable::Names(name)) => {
                let names = self.names(name, value);
                if !names.is_empty() {
                    self.source.spans.push((name, value.span));
                    self.source.names.insert(name, names);
                }
            }
            Some(Variable::Date(name)) => self.date(name, value),
            Some(Variable::Own(own)) => {
                let words = words(value);
                own.put(
                    &mut self.source,
                    self.file,
                    words,
                    value.span,
                    self.diagnostics,
                );
            }
            Some(Variable::Frame) if name.text == "custom" => match &value.value {
                Value::Mapping(fields) => self.custom(fields),
                _ => self.wrong("custom", value, "a group of fields"),
            },
            Some(Variable::Frame) => {}
            None => self.unknown(name),
        }
    }

    /// CSL's own place for what it does not know: there a guide's fields may
    /// stand, and what other programs keep for themselves.
    fn custom(&mut self, fields: &[(Word, Node)]) {
        for (name, value) in fields {
            match OwnField::of_loose_name(&name.text) {
                Some(own) if !value.is_null() => {
                    let words = words(value);
                    own.put(
                        &mut self.source,
                        self.file,
                        words,
                        value.span,
                        self.diagnostics,
                    );
                }
                _ => self.losses.add(&name.text),
            }
        }
    }

    /// A name that is nearly that of a field is a slip; any other is what some
    /// program wrote for itself.
    fn unknown(&mut self, name: &Word) {
        match nearest(&name.text, Variable::names()) {
            Some(near) => self.diagnostics.push(
                fault(
                    Place::Text(Arc::clone(self.file), name.span),
                    format!("a source has no field called `{}`", name.text),
                )
                .label("unknown field")
                .why("a field that nobody reads would be missing from the reference without a word")
                .did_you_mean(Some(near)),
            ),
            None => self.losses.add(&name.text),
        }
    }

    fn wrong(&mut self, name: &str, value: &Node, expected: &str) {
        let diagnostic = wrong(self.file, name, value, expected);
        self.diagnostics.push(diagnostic);
    }

    fn date(&mut self, name: &'static str, value: &Node) {
        match date(value) {
            Some((date, lost)) => {
                self.source.spans.push((name, value.span));
                self.source.dates.insert(name, date);
                if let Some(lost) = lost {
                    self.losses.add(&format!("{name}: {lost}"));
                }
            }
            None => self.diagnostics.push(
                wrong(self.file, name, value, "a year or a date")
                    .help("write `2014`, `2014-03` or `2014-03-02`, or leave the field out"),
            ),
        }
    }

    fn names(&mut self, field: &str, node: &Node) -> Vec<Name> {
        let Value::Sequence(items) = &node.value else {
            self.diagnostics.push(
                wrong(self.file, field, node, "a list of names")
                    .help("write `- {family: Cardoso, given: Christopher}`, one a line"),
            );
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| self.name(field, item))
            .collect()
    }

    fn name(&mut self, field: &str, node: &Node) -> Option<Name> {
        let part = |key: &str| {
            let text = node.get(key).and_then(Node::as_text)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let orcid = self.orcid(node);
        if let Some(literal) = part("literal") {
            return Some(Name {
                family: literal,
                literal: true,
                orcid,
                ..Name::default()
            });
        }
        let Some(family) = part("family").or_else(|| part("given")) else {
            self.diagnostics.push(
                wrong(self.file, field, node, "a name")
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
            orcid,
        })
    }

    fn orcid(&mut self, node: &Node) -> Option<Orcid> {
        let value = node.get("ORCID").or_else(|| node.get("orcid"))?;
        let text = value.as_text()?;
        match Orcid::parse(text) {
            Ok(orcid) => Some(orcid),
            Err(malformed) => {
                let place = at(self.file, value);
                self.diagnostics
                    .push(bad_identifier(place, "ORCID iD", text, &malformed));
                None
            }
        }
    }
}

fn wrong(file: &Arc<TextFile>, name: &str, value: &Node, expected: &str) -> Diagnostic {
    fault(
        at(file, value),
        format!("`{name}` does not hold {expected}"),
    )
    .label(format!("expected {expected}"))
}

/// A text, or a list of texts; nothing if it is anything else.
fn words(node: &Node) -> Vec<Word> {
    let word = |node: &Node| {
        node.as_text().map(|text| Word {
            text: text.to_owned(),
            span: node.span,
        })
    };
    match &node.value {
        Value::Sequence(items) => items
            .iter()
            .map(word)
            .collect::<Option<_>>()
            .unwrap_or_default(),
        _ => word(node).into_iter().collect(),
    }
}

/// A date as a scalar, as `{date-parts: [[2014, 3, 2]]}`, `{raw: 2014-03-02}`,
/// or as Pandoc writes it, `{year: 2014}` in a list; and what of it has no
/// place in a date here.
fn date(node: &Node) -> Option<(PartialDate, Option<&'static str>)> {
    if let Some(text) = node.as_text() {
        return PartialDate::parse(text).map(|date| (date, None));
    }
    let lost = ["season", "circa"]
        .into_iter()
        .find(|part| node.get(part).is_some_and(|node| !node.is_null()));
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
        let lost = (ranges.len() > 1).then_some("its end").or(lost);
        return Some((PartialDate::new(year, month, day)?, lost));
    }
    if let Some(raw) = node.get("raw").or_else(|| node.get("literal")) {
        return Some((PartialDate::parse(raw.as_text()?)?, lost));
    }
    let (map, lost) = match &node.value {
        Value::Sequence(items) => (
            items.first()?,
            (items.len() > 1).then_some("its end").or(lost),
        ),
        _ => (node, lost),
    };
    let number = |key: &str| map.get(key).and_then(Node::as_text);
    let date = PartialDate::new(
        number("year")?.parse().ok()?,
        number("month").map(str::parse).transpose().ok()?,
        number("day").map(str::parse).transpose().ok()?,
    )?;
    Some((date, lost))
}

//! YAML as a tree of values that know their place in the file.
//!
//! Front matter, `site.yaml` and the library are read through this tree and
//! not straight into structs, because an editor must be shown *every* wrong
//! field at once, each underlined; a deserialiser stops at the first.
//! Anchors, aliases and tags are refused: what an editor writes needs none,
//! and without them a small file cannot unfold into a huge one.

use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, nearest};
use crate::text::{Span, TextFile};

/// How deep values may be nested.
const MAX_DEPTH: usize = 32;

/// One value and its place in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// A YAML value. Scalars stay text: what they mean is the reader's to say.
#[derive(Clone, Debug)]
pub enum Value {
    /// A scalar; `plain` if it was written without quotes.
    Scalar {
        /// The text after unescaping.
        text: String,
        /// Whether it was written without quotes.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A map, in the order written, keys unique.
    Mapping(Vec<(Word, Node)>),
}

/// A text and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A fault of the YAML itself.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What is wrong, in plain words.
    pub message: String,
    /// What to do, if it can be said.
    pub help: Option<String>,
    /// A place that belongs to it: the first of two equal keys.
    pub first: Option<Span>,
    /// Whether nothing behind it could be read.
    pub stops: bool,
}

impl Node {
    /// Whether nothing, `~` or `null` was written.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The text of a scalar that is not null.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// What kind of value it is, in an editor's words.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            _ if self.is_null() => "nothing",
            Value::Scalar { .. } => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a group of fields",
        }
    }

    /// The value of a field of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Mapping(entries) => entries
                .iter()
                .find(|(name, _)| name.text == key)
                .map(|(_, node)| node),
            _ => None,
        }
    }
}

/// Reads the YAML in `range` of a file's text. An empty text is an empty map.
/// What can be understood is returned with the faults beside it.
pub fn parse(text: &str, range: std::ops::Range<usize>) -> (Node, Vec<Fault>) {
    read(text, range, Notation::Yaml)
}

/// Reads JSON as the YAML that it is; its faults are told as those of JSON.
pub fn parse_json(text: &str, range: std::ops::Range<usize>) -> (Node, Vec<Fault>) {
    read(text, range, Notation::Json)
}

fn read(text: &str, range: std::ops::Range<usize>, notation: Notation) -> (Node, Vec<Fault>) {
    let base = range.start;
    let source = &text[range.clone()];
    let mut builder = Builder {
        notation,
        base,
        stack: Vec::new(),
        root: None,
        faults: Vec::new(),
    };
    for event in Parser::new_from_str(source) {
        match event {
            Ok((event, span)) => {
                let start = span.start.byte_offset().unwrap_or(0).min(source.len());
                let end = span
                    .end
                    .byte_offset()
                    .unwrap_or(start)
                    .clamp(start, source.len());
                if builder
                    .event(event, Span::new(base + start..base + end))
                    .is_err()
                {
                    break;
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0).min(source.len());
                builder.syntax_fault(source, at, &error.info());
                break;
            }
        }
    }
    builder.close_all();
    let empty = Node {
        span: Span::new(base..base),
        value: Value::Mapping(Vec::new()),
    };
    (builder.root.unwrap_or(empty), builder.faults)
}

/// A collection being read.
struct Open {
    start: u32,
    entries: Entries,
}

enum Entries {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<(Word, Node)>,
        key: Option<Word>,
        /// The places of the keys, once there are many of them.
        places: FxHashMap<String, Span>,
    },
}

/// How a text calls itself to who wrote it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    Yaml,
    Json,
}

struct Builder {
    notation: Notation,
    base: usize,
    stack: Vec<Open>,
    root: Option<Node>,
    faults: Vec<Fault>,
}

/// Reading cannot go on.
struct Stop;

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return self.refuse(span);
                }
                let plain = style == ScalarStyle::Plain;
                self.push(Node {
                    span,
                    value: Value::Scalar {
                        text: text.into_owned(),
                        plain,
                    },
                });
            }
            Event::SequenceStart(_, anchor, tag) => {
                return self.open(span, anchor, tag.is_some(), Entries::Sequence(Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                let entries = Entries::Mapping {
                    entries: Vec::new(),
                    key: None,
                    places: FxHashMap::default(),
                };
                return self.open(span, anchor, tag.is_some(), entries);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => return self.refuse(span),
            Event::DocumentStart(explicit, _) if explicit && self.root.is_some() => {
                self.fault(span, "a second YAML document begins here", None);
                return Err(Stop);
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, span: Span, anchor: usize, tag: bool, entries: Entries) -> Result<(), Stop> {
        if anchor != 0 || tag {
            return self.refuse(span);
        }
        if self.stack.len() >= MAX_DEPTH {
            self.fault(span, "values are nested too deep", None);
            return Err(Stop);
        }
        self.stack.push(Open {
            start: span.start,
            entries,
        });
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.stack.pop() else { return };
        let value = match open.entries {
            Entries::Sequence(items) => Value::Sequence(items),
            Entries::Mapping { entries, .. } => Value::Mapping(entries),
        };
        self.push(Node {
            span: Span {
                start: open.start,
                end: span.end.max(open.start),
            },
            value,
        });
    }

    fn close_all(&mut self) {
        while let Some(open) = self.stack.last() {
            let at = open.start;
            self.close(Span { start: at, end: at });
        }
    }

    fn push(&mut self, node: Node) {
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.entries {
            Entries::Sequence(items) => items.push(node),
            Entries::Mapping {
                entries,
                key,
                places,
            } => match key.take() {
                Some(name) => {
                    if let Some(first) = earlier(entries, places, &name.text) {
                        self.faults.push(Fault {
                            span: name.span,
                            message: format!("`{}` is given twice", name.text),
                            help: Some("keep one of the two".into()),
                            first: Some(first),
                            stops: false,
                        });
                    } else {
                        entries.push((name, node));
                    }
                }
                None => {
                    let text = match &node.value {
                        Value::Scalar { text, .. } if !text.is_empty() => text.clone(),
                        _ => {
                            self.faults.push(Fault {
                                span: node.span,
                                message: "a field's name must be a plain word".into(),
                                help: None,
                                first: None,
                                stops: false,
                            });
                            String::new()
                        }
                    };
                    *key = Some(Word {
                        text,
                        span: node.span,
                    });
                }
            },
        }
    }

    fn refuse(&mut self, span: Span) -> Result<(), Stop> {
        self.fault(
            span,
            "YAML anchors (`&name`), aliases (`*name`) and tags (`!name`) are not allowed",
            Some(
                "write the value out, or put quotes around a text that begins with `&`, `*` or `!`",
            ),
        );
        Err(Stop)
    }

    /// A fault behind which nothing is read.
    fn fault(&mut self, span: Span, message: &str, help: Option<&str>) {
        self.faults.push(Fault {
            span,
            message: message.into(),
            help: help.map(Into::into),
            first: None,
            stops: true,
        });
    }

    /// A fault of syntax, shown at the end of the line before if the parser
    /// noticed it only at the start of the next.
    fn syntax_fault(&mut self, source: &str, at: usize, info: &str) {
        let at = floor_boundary(source, at);
        let line_end = source[at..].find('\n').map_or(source.len(), |end| at + end);
        let span = Span::new(self.base + at..self.base + line_end.max(at));
        let tabs = source[..line_end]
            .lines()
            .last()
            .is_some_and(|line| line.starts_with('\t'));
        let help = if self.notation == Notation::Json {
            "in JSON, names and texts stand in straight double quotes, and a comma divides each from the next"
        } else if tabs {
            "YAML is indented with spaces, not with tabs"
        } else {
            "a text that holds a colon, or begins with a quote, bracket, `@`, `#`, `*`, `&` or `%`, needs quotes around the whole of it"
        };
        let name = match self.notation {
            Notation::Yaml => "YAML",
            Notation::Json => "JSON",
        };
        self.fault(
            span,
            &format!("this cannot be read as {name}: {info}"),
            Some(help),
        );
    }
}

/// Where a key stood before. A map of a few keys is looked through; one of many
/// would make that quadratic.
fn earlier(
    entries: &[(Word, Node)],
    places: &mut FxHashMap<String, Span>,
    key: &str,
) -> Option<Span> {
    const FEW: usize = 32;
    if entries.len() < FEW {
        let mut known = entries.iter().map(|(word, _)| word);
        return known.find(|word| word.text == key).map(|word| word.span);
    }
    for (word, _) in &entries[places.len()..] {
        places.insert(word.text.clone(), word.span);
    }
    places.get(key).copied()
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Takes fields out of a map and says what is wrong with them: the wrong type,
/// a missing field, an unknown one.
pub struct Fields<'a> {
    file: &'a Arc<TextFile>,
    rule: &'static str,
    /// What the map is, for messages: "the front matter", "site.yaml".
    what: &'static str,
    entries: &'a [(Word, Node)],
    asked: Vec<&'static str>,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// The fields of `node`; if it is no map, that is the one fault.
    pub fn new(
        file: &'a Arc<TextFile>,
        rule: &'static str,
        what: &'static str,
        node: &'a Node,
    ) -> Self {
        let mut fields = Self {
            file,
            rule,
            what,
            entries: &[],
            asked: Vec::new(),
            diagnostics: Vec::new(),
        };
        match &node.value {
            Value::Mapping(entries) => fields.entries = entries,
            _ if node.is_null() => {}
            _ => fields.wrong_type(node, what, "fields, one a line, as in `title: Sleep`"),
        }
        fields
    }

    /// The value of a field, unless it is missing or empty.
    pub fn take(&mut self, name: &'static str) -> Option<&'a Node> {
        self.asked.push(name);
        let found = self.entries.iter().find(|(key, _)| key.text == name);
        found.map(|(_, node)| node).filter(|node| !node.is_null())
    }

    /// The place of a field's name, if it is there.
    pub fn name_span(&self, name: &str) -> Option<Span> {
        self.entries
            .iter()
            .find(|(key, _)| key.text == name)
            .map(|(key, _)| key.span)
    }

    /// A field that holds one text.
    pub fn text(&mut self, name: &'static str) -> Option<Word> {
        let node = self.take(name)?;
        if let Some(text) = node.as_text() {
            return Some(Word {
                text: text.to_owned(),
                span: node.span,
            });
        }
        self.wrong_type(node, name, "a text");
        None
    }

    /// A field that holds `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let node = self.take(name)?;
        match node.as_text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                self.wrong_type(node, name, "`true` or `false`");
                None
            }
        }
    }

    /// A field that holds a whole number.
    pub fn number(&mut self, name: &'static str) -> Option<i64> {
        let node = self.take(name)?;
        let number = node.as_text().and_then(|text| text.parse().ok());
        if number.is_none() {
            self.wrong_type(node, name, "a whole number");
        }
        number
    }

    /// A field that holds a date, as in `2026-11-22` (ISO 8601).
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        let node = self.take(name)?;
        match node.as_text().map(parse_date) {
            Some(Ok(date)) => Some(date),
            Some(Err(why)) => {
                let text = node.as_text().unwrap_or_default();
                self.diagnostics.push(
                    Diagnostic::error(
                        self.rule,
                        self.file,
                        node.span,
                        format!("`{name}` is not a date: `{text}`"),
                    )
                    .label(why)
                    .help("write year, month and day as in `2026-11-22`"),
                );
                None
            }
            None => {
                self.wrong_type(node, name, "a date as in `2026-11-22`");
                None
            }
        }
    }

    /// A field that holds a list of texts.
    pub fn texts(&mut self, name: &'static str) -> Vec<Word> {
        let Some(node) = self.take(name) else {
            return Vec::new();
        };
        let Value::Sequence(items) = &node.value else {
            self.wrong_type(node, name, "a list, as in `[stress, sleep]`");
            return Vec::new();
        };
        let mut words = Vec::with_capacity(items.len());
        for item in items {
            match item.as_text() {
                Some(text) => words.push(Word {
                    text: text.to_owned(),
                    span: item.span,
                }),
                None => self.wrong_type(item, name, "a text in each place of the list"),
            }
        }
        words
    }

    /// Says that a field, or part of one, is not what was expected.
    pub fn wrong_type(&mut self, node: &Node, name: &str, expected: &str) {
        self.diagnostics.push(
            Diagnostic::error(
                self.rule,
                self.file,
                node.span,
                format!(
                    "`{name}` holds {} where {expected} is expected",
                    node.kind()
                ),
            )
            .label(format!("expected {expected}")),
        );
    }

    /// Says that a required field is missing, at `span`.
    pub fn missing(&mut self, name: &str, span: Span, why: &str) {
        self.diagnostics.push(
            Diagnostic::error(
                self.rule,
                self.file,
                span,
                format!("{} has no `{name}`", self.what),
            )
            .label(format!("`{name}` belongs here"))
            .why(why.to_owned())
            .help(format!("add a line `{name}: …`")),
        );
    }

    /// Ends the reading: every field that nobody asked for is unknown.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (key, _) in self.entries {
            // A name that is no word was told when it was read.
            if key.text.is_empty() || self.asked.contains(&key.text.as_str()) {
                continue;
            }
            let near = nearest(&key.text, self.asked.iter().copied());
            let mut known = self.asked.clone();
            known.sort_unstable();
            known.dedup();
            self.diagnostics.push(
                Diagnostic::error(
                    self.rule,
                    self.file,
                    key.span,
                    format!("{} has no field called `{}`", self.what, key.text),
                )
                .label("unknown field")
                .did_you_mean(near)
                .help(format!("the fields are: {}", known.join(", "))),
            );
        }
        self.diagnostics
    }
}

/// Turns the faults of the YAML itself into diagnostics.
pub fn report(faults: Vec<Fault>, rule: &'static str, file: &Arc<TextFile>) -> Vec<Diagnostic> {
    faults
        .into_iter()
        .map(|fault| {
            let mut diagnostic = Diagnostic::error(rule, file, fault.span, fault.message);
            diagnostic.help.extend(fault.help);
            match fault.first {
                Some(first) => diagnostic.label("the second time").related(
                    crate::diagnostic::Place::Text(Arc::clone(file), first),
                    "the first time",
                ),
                None => diagnostic,
            }
        })
        .collect()
}

/// A calendar date in the form `2026-11-22`, or why it is none.
///
/// # Errors
/// A phrase for an editor: "there is no 30th in month 2", "not year-month-day".
pub fn parse_date(text: &str) -> Result<Date, String> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return Err("not of the form year-month-day".into());
    }
    text.parse()
        .map_err(|_| "there is no such day in the calendar".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Node, Vec<Fault>) {
        parse(text, 0..text.len())
    }

    #[test]
    fn values_know_their_place() {
        let text = "title: Schlaf ünd so\ntopics: [a, b]\n";
        let (node, faults) = read(text);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(
            &text[node.get("title").unwrap().span.range()],
            "Schlaf ünd so"
        );
        assert_eq!(&text[node.get("topics").unwrap().span.range()], "[a, b]");
    }

    #[test]
    fn equal_keys_aliases_and_depth_are_faults_and_never_a_panic() {
        assert!(read("a: 1\na: 2\n").1[0].message.contains("twice"));
        assert!(!read("a: &x [1]\nb: *x\n").1.is_empty());
        assert!(!read(&"[".repeat(5000)).1.is_empty());
        assert!(!read("title: \"unclosed\nx: 1\n").1.is_empty());
        assert!(!read("a: b: c\n").1.is_empty());
        assert!(read("").1.is_empty());
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert!(parse_date("2026-02-28").is_ok());
        for wrong in [
            "2026-02-30",
            "2026-2-3",
            "22.11.2026",
            "2026-11-22T00:00",
            "",
        ] {
            assert!(parse_date(wrong).is_err(), "{wrong}");
        }
    }
}

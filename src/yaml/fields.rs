//! The fields of a map, taken out one by one, and what is wrong with them.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Node, Value, Word, parse_date};
use crate::diagnostic::{Diagnostic, nearest};
use crate::text::{Span, TextFile};

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

//! YAML as a tree of values that know their place in the file.
//!
//! Front matter, `site.yaml` and the library are read through this tree and
//! not straight into structs, because an editor must be shown *every* wrong
//! field at once, each underlined; a deserialiser stops at the first.
//! Anchors, aliases and tags are refused: what an editor writes needs none,
//! and without them a small file cannot unfold into a huge one.

mod builder;
mod fields;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::text::{Span, TextFile};
use builder::{Notation, read};

pub use fields::Fields;

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

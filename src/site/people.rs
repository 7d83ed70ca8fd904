//! The people a guide names: `content/people.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::{Span, TextFile};
use crate::yaml::{self, Fields, Value};

const RULE: &str = "people";

/// Somebody who writes or reviews.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name, as readers see it.
    pub name: String,
    /// The family name, for lists that begin with it.
    pub family: Option<String>,
    /// The given names.
    pub given: Option<String>,
    /// What they are: "General practitioner".
    pub role: Option<String>,
    /// A page about them.
    pub url: Option<String>,
    /// Where they are defined.
    pub span: Span,
}

/// All of them, by key.
#[derive(Clone, Debug, Default)]
pub struct People {
    by_key: BTreeMap<String, Person>,
}

impl People {
    /// Reads `people.yaml`.
    pub fn read(file: &Arc<TextFile>) -> (Self, Vec<Diagnostic>) {
        let (node, faults) = yaml::parse(file.text(), 0..file.text().len());
        let mut diagnostics = yaml::report(faults, RULE, file);
        let mut people = Self::default();
        let Value::Mapping(entries) = &node.value else {
            if !node.is_null() {
                diagnostics.push(
                    Diagnostic::error(RULE, file, node.span, "people are given by their keys")
                        .help("write `key: {name: …, role: …}`, one person a line"),
                );
            }
            return (people, diagnostics);
        };
        for (key, node) in entries {
            let mut fields = Fields::new(file, RULE, "a person", node);
            let name = fields.text("name");
            let family = fields.text("family").map(|word| word.text);
            let given = fields.text("given");
            if let (None, Some(given)) = (&family, &given) {
                fields.diagnostics.push(
                    Diagnostic::error(RULE, file, given.span, "`given` without `family`")
                        .why("citations of a page put the family name first, and do not guess which part of a name that is")
                        .help("add `family: …`, or leave `given` out"),
                );
            }
            let role = fields.text("role").map(|word| word.text);
            let url = fields.text("url");
            if name.is_none() && fields.diagnostics.is_empty() {
                fields.missing(
                    "name",
                    key.span,
                    "readers are told who wrote and who reviewed a page",
                );
            }
            if let Some(url) = &url
                && !url.text.starts_with("https://")
            {
                fields.diagnostics.push(
                    Diagnostic::error(RULE, file, url.span, "`url` is no web address")
                        .help("begin it with `https://`"),
                );
            }
            diagnostics.extend(fields.finish());
            if let Some(name) = name {
                let url = url.map(|word| word.text);
                people.by_key.insert(
                    key.text.clone(),
                    Person {
                        name: name.text,
                        family,
                        given: given.map(|word| word.text),
                        role,
                        url,
                        span: key.span,
                    },
                );
            }
        }
        (people, diagnostics)
    }

    /// The person of a key.
    pub fn get(&self, key: &str) -> Option<&Person> {
        self.by_key.get(key)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }
}

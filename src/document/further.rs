//! Sources for further reading: the `nocite` of front matter, as Pandoc has it.
//! They stand for nothing on the page.

use crate::text::Span;
use crate::yaml::{Fields, Node, Value, Word};

use super::citation::parse_key;

const EXPECTED: &str = "a list of keys, or keys as in `\"@leng-2016, @nave-2015\"`,";

/// The sources that a page names for further reading.
#[derive(Clone, Debug, Default)]
pub struct Further {
    /// Their keys.
    pub keys: Vec<Word>,
    /// Where `@*` stands: all listed sources that the page does not cite.
    pub all: Option<Span>,
}

impl Further {
    /// Whether a key is named, by itself or with all others.
    pub fn names(&self, key: &str) -> bool {
        self.all.is_some() || self.keys.iter().any(|word| word.text == key)
    }

    /// The field `nocite`: a list of keys, or a text of keys with their at
    /// signs.
    pub(super) fn read(fields: &mut Fields<'_>, text: &str) -> Self {
        let mut further = Self::default();
        let Some(node) = fields.take("nocite") else {
            return further;
        };
        match &node.value {
            Value::Sequence(items) => {
                for item in items {
                    further.add(fields, item, text, true);
                }
            }
            _ if node.as_text().is_some_and(|words| words.contains('@')) => {
                further.add(fields, node, text, false);
            }
            _ => fields.wrong_type(node, "nocite", EXPECTED),
        }
        further
    }

    /// Adds the keys of one text; in a list, a key may stand without its at
    /// sign.
    fn add(&mut self, fields: &mut Fields<'_>, node: &Node, file: &str, in_list: bool) {
        let Some(words) = node.as_text() else {
            fields.wrong_type(node, "nocite", EXPECTED);
            return;
        };
        // The words as they stand in the file, for their places.
        let raw = &file[node.span.range()];
        let mut from = 0;
        let mut place = |word: &str| match raw[from..].find(word) {
            Some(at) => {
                let start = node.span.start as usize + from + at;
                from += at + word.len();
                Span::new(start..start + word.len())
            }
            None => node.span,
        };
        for word in words.split([' ', ',', ';', '\n', '\t']) {
            let marker = word.trim_matches(['[', ']']);
            if marker.is_empty() {
                continue;
            }
            let span = place(marker);
            if marker == "@*" {
                self.all = Some(span);
                continue;
            }
            let key = match parse_key(marker) {
                Some((key, length)) if length == marker.len() => key,
                None if in_list && marker == words.trim() => marker,
                _ => {
                    fields.wrong_type(node, "nocite", EXPECTED);
                    return;
                }
            };
            self.keys.push(Word {
                text: key.to_owned(),
                span,
            });
        }
    }
}

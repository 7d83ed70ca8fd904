//! Builds the tree out of the parser's events, and says what an editor is told where the YAML itself is at fault.
//!
//! In goes a text and the range that is YAML; out comes the tree with its faults. Fields are not looked at.

use granit_parser::{Event, Parser, ScalarStyle};
use rustc_hash::FxHashMap;

use super::{Fault, MAX_DEPTH, Node, Value, Word};
use crate::text::Span;

/// How a text calls itself to who wrote it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Json,
}

/// The tree of the text in `range`.
pub(super) fn read(
    text: &str,
    range: std::ops::Range<usize>,
    notation: Notation,
) -> (Node, Vec<Fault>) {
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

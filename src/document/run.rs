//! What an editor writes within a line: citations in brackets and in the
//! running sentence, and spans with a source, a waiver or a section behind
//! them.
//!
//! They are found in the parser's text, whose neighbours are known, and put in
//! among the builder's nodes.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::Span;
use crate::yaml::Word;

use super::builder::{Builder, CITATION_RULE};
use super::citation::{self, Malformed, parse_key};
use super::node::{Event, Node, Tag};
use super::paragraph::Paragraph;
use super::{Affix, Cluster, ClusterForm, Cover, CoverKind, Item, span};

impl Builder<'_> {
    /// A citation in brackets ends: `range` is the bracket, or an image's `!`
    /// and the bracket.
    pub(super) fn cite(&mut self, range: Range<usize>) {
        let start = range.start + self.source[range.clone()].find('[').unwrap_or(0);
        let bracket = start..range.end;
        let raw = &self.source[bracket.clone()];
        let raw = raw.strip_suffix("[]").unwrap_or(raw);
        let raw = raw
            .strip_prefix('[')
            .and_then(|raw| raw.strip_suffix(']'))
            .unwrap_or(raw);
        let base = self.base + bracket.start + 1;
        // In a quotation, a bracket of two lines holds the next line's mark.
        let inside = raw.replace("\n> ", "\n").replace("\n>", "\n");
        let span = self.span(&bracket);
        if let Some(index) = self.narrative_before(bracket.start) {
            let cluster = &mut self.body.clusters[index];
            let mut first = cluster.items[0].clone();
            let (more, malformed) = citation::parse_tail(&mut first, &inside, raw, base);
            cluster.items[0] = first;
            cluster.items.extend(more);
            cluster.span.end = span.end;
            if let Some(node) = self.body.nodes.last_mut() {
                node.span.end = span.end;
            }
            if let Some(malformed) = malformed {
                self.malformed(malformed, span, &inside);
            }
            return;
        }
        let Some((items, malformed)) = citation::parse_group(&inside, raw, base) else {
            return;
        };
        if let Some(malformed) = malformed {
            self.malformed(malformed, span, &inside);
        }
        self.push_cluster(Cluster {
            span,
            form: ClusterForm::Group,
            items,
        });
    }

    /// The citation in the running text that ends, spaces aside, at `at`; the
    /// spaces between are dropped.
    fn narrative_before(&mut self, at: usize) -> Option<usize> {
        let at = (self.base + at) as u32;
        let nodes = &self.body.nodes;
        let mut keep = nodes.len();
        while keep > 0 {
            let node = &nodes[keep - 1];
            match node.event {
                Event::SoftBreak => keep -= 1,
                Event::Text if self.file.slice(node.span).trim().is_empty() => keep -= 1,
                Event::Cite(index) => {
                    let cluster = &self.body.clusters[index as usize];
                    let gap = self.file.slice(Span {
                        start: cluster.span.end,
                        end: at,
                    });
                    let attaches = cluster.form == ClusterForm::Narrative
                        && cluster.items.len() == 1
                        && cluster.items[0].locator.is_none()
                        && gap.trim_matches(['>', ' ', '\n', '\r']).is_empty();
                    if !attaches {
                        return None;
                    }
                    self.body.nodes.truncate(keep);
                    return Some(index as usize);
                }
                _ => return None,
            }
        }
        None
    }

    fn push_cluster(&mut self, cluster: Cluster) {
        let span = cluster.span;
        self.body.clusters.push(cluster);
        let index = self.body.clusters.len() as u32 - 1;
        self.body.nodes.push(Node {
            event: Event::Cite(index),
            span,
        });
    }

    fn malformed(&mut self, malformed: Malformed, span: Span, inside: &str) {
        let diagnostic = match malformed {
            Malformed::SecondKey => Diagnostic::error(
                CITATION_RULE,
                self.file,
                span,
                "sources in one bracket are separated by semicolons",
            )
            .label("a second source without a semicolon before it")
            .fix(span, format!("[{}]", separate(inside))),
            Malformed::PartWithoutKey => Diagnostic::error(
                CITATION_RULE,
                self.file,
                span,
                "a part of this citation names no source",
            )
            .label("between semicolons stands one source with its key")
            .help("join words to the source they belong to with a comma, as in `[@key, see also chapter 2]`")
            .help("join page numbers with commas, as in `[@key, pp. 3, 4]`"),
        };
        self.diagnostics.push(
            diagnostic.why(
                "read as plain text, the sentence would look sourced and be linked to nothing",
            ),
        );
    }

    /// The text collected so far ends: citations in the running sentence and
    /// spans are found in it.
    pub(super) fn end_run(&mut self) {
        let Some(first) = self.run.take() else { return };
        let run = first..self.body.nodes.len();
        let interesting = self.body.nodes[run.clone()].iter().any(|node| {
            let raw = self.file.slice(node.span).as_bytes();
            memchr::memchr2(b'@', b'{', raw).is_some()
        });
        if !interesting {
            return;
        }
        let nodes: Vec<Node> = self.body.nodes.drain(run).collect();
        let mut from = 0;
        while from < nodes.len() {
            let mut to = from + 1;
            while to < nodes.len() && nodes[to].span.start == nodes[to - 1].span.end {
                to += 1;
            }
            self.read_run(&nodes[from..to]);
            from = to;
        }
    }

    /// Reads nodes whose places follow each other without a gap.
    fn read_run(&mut self, nodes: &[Node]) {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else {
            return;
        };
        let file = Arc::clone(self.file);
        let start = first.span.start as usize;
        let end = last.span.end as usize;
        let text = file.text();
        let raw = &text[start..end];
        // A first character behind a backslash is meant literally.
        let escaped = start > self.base && text.as_bytes()[start - 1] == b'\\';
        let mut done = start;
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'@', b']', &raw.as_bytes()[at..]) {
            let here = at + found;
            at = here + 1;
            if start + here < done || (escaped && here == 0) {
                continue;
            }
            if raw.as_bytes()[here] == b']' {
                let Some((cover, brace_end)) = self.braces(text, start + here) else {
                    continue;
                };
                self.push_text(nodes, done, start + here);
                self.close_cover(cover, start + here..brace_end);
                done = brace_end;
                self.read_until = self.read_until.max(brace_end - self.base);
            } else {
                if !citation::begins_key(raw, here) {
                    continue;
                }
                let Some((key, length)) = parse_key(&raw[here..]) else {
                    continue;
                };
                let hyphen = raw[..here].ends_with('-')
                    && !raw[..here - 1].ends_with(|c: char| !c.is_whitespace());
                let marker = start + here - usize::from(hyphen);
                self.push_text(nodes, done, marker);
                let span = Span::new(marker..start + here + length);
                self.stray_bracket(text, marker, span);
                let item = Item {
                    key: Word {
                        text: key.to_owned(),
                        span: Span::new(start + here..start + here + length),
                    },
                    prefix: Affix::default(),
                    suffix: Affix::default(),
                    locator: None,
                    suppress_author: hyphen,
                };
                self.push_cluster(Cluster {
                    span,
                    form: ClusterForm::Narrative,
                    items: vec![item],
                });
                done = start + here + length;
                at = done - start;
            }
        }
        self.push_text(nodes, done, end);
    }

    /// The paragraph that holds an offset.
    fn paragraph(&mut self, text: &str, at: usize) -> &Paragraph {
        if at < self.paragraph.start || at >= self.paragraph.end {
            self.paragraph = Paragraph::read(text, at);
        }
        &self.paragraph
    }

    /// The braces behind the bracket that closes at `bracket`, if they say
    /// what stands for a span, and where they end.
    fn braces(&mut self, text: &str, bracket: usize) -> Option<((CoverKind, Range<usize>), usize)> {
        let open = bracket + 1;
        if !text[open..].starts_with('{') {
            return None;
        }
        let close = self.paragraph(text, open).close_of(open)?;
        let kind = span::read(&text[open + 1..close])?;
        Some(((kind, open + 1..close), close + 1))
    }

    /// A key right behind a bracket that was not read as a citation: brackets
    /// within brackets, or two brackets side by side.
    fn stray_bracket(&mut self, text: &str, marker: usize, span: Span) {
        if !text[..marker].ends_with('[') {
            return;
        }
        let line_end = self.paragraph(text, marker).end;
        let rest = &text[marker..line_end];
        let close = rest.find(']').map_or(marker, |at| marker + at + 1);
        let whole = Span::new(marker - 1..close.max(span.end as usize));
        let beside = text[close.max(marker)..].starts_with('[');
        // The second bracket of `[@one][@two]` was told with the first.
        if let Some(told) = self.diagnostics.last_mut()
            && told.rule == CITATION_RULE
            && let Place::Text(_, span) = &mut told.place
            && span.end == whole.start
        {
            span.end = whole.end;
            return;
        }
        let mut diagnostic = Diagnostic::error(
            CITATION_RULE,
            self.file,
            whole,
            "this bracket is not read as a citation",
        )
        .why("read as plain text, the sentence would look sourced and be linked to nothing");
        if beside {
            diagnostic = diagnostic
                .label("followed by another bracket")
                .help("put the sources into one bracket: `[@one; @two]`");
        } else {
            diagnostic = diagnostic
                .label("brackets within it, or no closing bracket")
                .help("write `[@key, p. 3]`, with no brackets inside")
                .help("if you mean a plain bracket, put a backslash before it: `\\[`");
        }
        self.diagnostics.push(diagnostic);
    }

    /// Ends a span whose closing bracket and braces stand at `range`: finds
    /// its opening bracket among the nodes before.
    fn close_cover(&mut self, (kind, inside): (CoverKind, Range<usize>), range: Range<usize>) {
        let braces = Span::new(range.clone());
        let Some((node, offset)) = self.opening_bracket() else {
            self.diagnostics.push(
                Diagnostic::error(
                    CITATION_RULE,
                    self.file,
                    braces,
                    "these braces belong to no span",
                )
                .label("no `[` opens it in this paragraph, at the same level of emphasis")
                .help("a span begins and ends in one paragraph: `[First sentence. Second.]{@key}`"),
            );
            return;
        };
        let bracket = self.body.nodes[node].span;
        let cover_span = Span {
            start: offset,
            end: range.end as u32,
        };
        self.body.covers.push(Cover {
            kind: kind.clone(),
            span: cover_span,
        });
        let tag = Tag::Cover(self.body.covers.len() as u32 - 1);
        let text = |start, end| Node {
            event: Event::Text,
            span: Span { start, end },
        };
        let split = [
            text(bracket.start, offset),
            Node {
                event: Event::Start(tag),
                span: cover_span,
            },
            text(offset + 1, bracket.end),
        ];
        let split = split
            .into_iter()
            .filter(|node| !matches!(node.event, Event::Text) || node.span.start < node.span.end);
        self.body.nodes.splice(node..=node, split);
        self.body.nodes.push(Node {
            event: Event::End(tag),
            span: cover_span,
        });
        if kind == CoverKind::Sources {
            let text = &self.file.text()[inside.clone()];
            let span = Span::new(inside.clone());
            if let Some((items, malformed)) = citation::parse_group(text, text, inside.start) {
                if let Some(malformed) = malformed {
                    self.diagnostics.push(
                        Diagnostic::error(
                            CITATION_RULE,
                            self.file,
                            span,
                            match malformed {
                                Malformed::SecondKey => {
                                    "sources in braces are separated by semicolons"
                                }
                                Malformed::PartWithoutKey => {
                                    "a part of this citation names no source"
                                }
                            },
                        )
                        .help("write `{@one; @two, p. 3}`"),
                    );
                }
                self.push_cluster(Cluster {
                    span,
                    form: ClusterForm::Group,
                    items,
                });
            }
        }
    }

    /// The node and the offset of the last `[` that is still open, on the
    /// present level of inline elements.
    fn opening_bracket(&self) -> Option<(usize, u32)> {
        let mut depth = 0_usize;
        let mut closed = 0_usize;
        for (index, node) in self.body.nodes.iter().enumerate().rev() {
            match node.event {
                Event::End(tag) if tag.is_inline() => depth += 1,
                Event::Start(tag) if tag.is_inline() => depth = depth.checked_sub(1)?,
                Event::Start(_) | Event::End(_) => return None,
                Event::Text if depth == 0 => {
                    let raw = self.file.slice(node.span);
                    for at in memchr::memrchr2_iter(b'[', b']', raw.as_bytes()) {
                        let offset = node.span.start + at as u32;
                        if at == 0
                            && offset > 0
                            && self.file.text().as_bytes()[offset as usize - 1] == b'\\'
                        {
                            continue;
                        }
                        if raw.as_bytes()[at] == b']' {
                            closed += 1;
                        } else if closed > 0 {
                            closed -= 1;
                        } else {
                            return Some((index, offset));
                        }
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Puts back the part of collected text that lies between two offsets.
    fn push_text(&mut self, nodes: &[Node], from: usize, to: usize) {
        let (from, to) = (from as u32, to as u32);
        let first = nodes.partition_point(|node| node.span.end <= from);
        for node in nodes[first..]
            .iter()
            .take_while(|node| node.span.start < to)
        {
            let start = node.span.start.max(from);
            let end = node.span.end.min(to);
            let whole = start == node.span.start && end == node.span.end;
            let event = if whole { node.event } else { Event::Text };
            self.body.nodes.push(Node {
                event,
                span: Span { start, end },
            });
        }
    }
}

/// Puts the semicolons into `@a, @b` or `@a and @b`.
fn separate(inside: &str) -> String {
    let mut out = String::new();
    let mut last = 0;
    for (index, at) in citation::key_starts(inside).enumerate() {
        let at = if inside[..at].ends_with('-') {
            at - 1
        } else {
            at
        };
        let between = inside[last..at].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        let between = between.strip_suffix(" and").unwrap_or(between);
        out.push_str(between.trim_end_matches([',', ';', ' ']));
        out.push_str(if index > 0 {
            "; "
        } else if between.is_empty() {
            ""
        } else {
            " "
        });
        last = at;
    }
    out.push_str(&inside[last..]);
    out
}

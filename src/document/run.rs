//! Puts the citations and spans of a line among a page's nodes.
//!
//! Goes in: the inline nodes of one paragraph, heading or cell, as the
//! Markdown parser gave them. Comes out: the same with what the reader found
//! in place of the text that says it, and every fault told.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::text::Span;

use super::builder::Builder;
use super::citation::{self, Finding, Key, item_of};
use super::line::Line;
use super::node::{Event, Node, Tag};
use super::reader::{Edit, Reader, What};
use super::{Body, Cluster, ClusterForm, Cover, Item};

impl Builder<'_> {
    /// The line collected so far ends: citations and spans are found in it.
    pub(super) fn end_run(&mut self) {
        let Some(first) = self.run.take() else { return };
        let nodes = &self.body.nodes[first..];
        let start = nodes.first().map_or(0, |node| node.span.start);
        let end = nodes.iter().rev().take(8).map(|node| node.span.end).max();
        let raw = self.file.slice(Span {
            start,
            end: end.unwrap_or(start),
        });
        if memchr::memchr2(b'@', b'{', raw.as_bytes()).is_none() {
            return;
        }
        let nodes: Vec<Node> = self.body.nodes.drain(first..).collect();
        let file = Arc::clone(self.file);
        let line = Line::new(&file, &self.body, &nodes);
        let mut reader = Reader::new(&line);
        reader.read();
        reader.cut_keys();
        reader.narratives();
        let findings = reader.write(self);
        let told = findings
            .into_iter()
            .map(|found| citation::tell(&file, found));
        self.diagnostics.extend(told);
    }
}

impl Reader<'_> {
    /// Puts the line back among the builder's nodes, with what was found.
    fn write(mut self, builder: &mut Builder<'_>) -> Vec<Finding> {
        self.edits.sort_by_key(|edit| edit.range.start);
        let line = self.line;
        let body = &mut builder.body;
        let first_cover = body.covers.len() as u32;
        body.covers.extend(
            self.covers
                .into_iter()
                .map(|(kind, span)| Cover { kind, span }),
        );
        let mut nodes = Vec::new();
        let mut at = 0;
        let halved = halved(&self.edits);
        for edit in self.edits {
            // Braces without a span, within what is a citation as a whole.
            if edit.range.start < at {
                continue;
            }
            if let What::CoverStart(cover) | What::CoverEnd(cover, _) = &edit.what
                && halved.contains(cover)
            {
                continue;
            }
            line.copy(&(at..edit.range.start), &mut nodes);
            at = edit.range.end;
            match edit.what {
                What::Nothing => nodes.extend(line.unpaired(&edit.range)),
                What::CoverStart(cover) => {
                    let tag = Tag::Cover(first_cover + cover);
                    let span = body.covers[(first_cover + cover) as usize].span;
                    nodes.push(Node {
                        event: Event::Start(tag),
                        span,
                    });
                }
                What::CoverEnd(cover, keys) => {
                    let tag = Tag::Cover(first_cover + cover);
                    let span = body.covers[(first_cover + cover) as usize].span;
                    nodes.push(Node {
                        event: Event::End(tag),
                        span,
                    });
                    if !keys.is_empty() {
                        let inside = line.within_braces(&(edit.range.start + 1..edit.range.end));
                        let keys = &self.keys[keys];
                        let items =
                            citation::read(line, body, inside.clone(), keys, None, &mut self.found);
                        let span = line.span(&inside);
                        nodes.push(cite(
                            body,
                            Cluster {
                                span,
                                form: ClusterForm::Group,
                                items,
                            },
                        ));
                    }
                    nodes.extend(line.unpaired(&edit.range));
                }
                What::Cite(form, keys) => {
                    let items = items(
                        line,
                        body,
                        &edit.range,
                        form,
                        &self.keys[keys],
                        &mut self.found,
                    );
                    let span = line.span(&edit.range);
                    nodes.push(cite(body, Cluster { span, form, items }));
                    nodes.extend(line.unpaired(&edit.range));
                }
            }
        }
        line.copy(&(at..line.text.len()), &mut nodes);
        body.nodes.append(&mut nodes);
        self.found
    }
}

/// The spans of which one end lies within a citation: they are none.
fn halved(edits: &[Edit]) -> FxHashSet<u32> {
    let mut halves = FxHashSet::default();
    let mut at = 0;
    for edit in edits {
        let kept = edit.range.start >= at;
        if kept {
            at = edit.range.end;
        }
        match edit.what {
            What::CoverStart(cover) if kept => {
                halves.insert(cover);
            }
            // A whole span leaves no half.
            What::CoverEnd(cover, _) if kept && !halves.remove(&cover) => {
                halves.insert(cover);
            }
            _ => {}
        }
    }
    halves
}

/// What a citation cites: one in brackets, or a key and the bracket behind it.
fn items(
    line: &Line<'_>,
    body: &Body,
    range: &Range<usize>,
    form: ClusterForm,
    keys: &[Key],
    found: &mut Vec<Finding>,
) -> Vec<Item> {
    let inside = |start: usize| start + 1..range.end - 1;
    if form == ClusterForm::Group {
        return citation::read(line, body, inside(range.start), keys, None, found);
    }
    let Some((first, more)) = keys.split_first() else {
        return Vec::new();
    };
    let mut head = item_of(line, first);
    if range.end == first.end {
        return vec![head];
    }
    let gap = &line.syntax[first.end..range.end];
    let bracket = first.end + gap.len() - gap.trim_start().len();
    let rest = citation::read(line, body, inside(bracket), more, Some(&mut head), found);
    let mut items = vec![head];
    items.extend(rest);
    items
}

fn cite(body: &mut Body, cluster: Cluster) -> Node {
    let span = cluster.span;
    body.clusters.push(cluster);
    Node {
        event: Event::Cite(body.clusters.len() as u32 - 1),
        span,
    }
}

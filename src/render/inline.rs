//! A line of text as HTML: emphasis, links, images, citations, and the claims
//! that citations and the ledger point to.

use std::ops::Range;

use crate::claim::{Status, Unit, UnitKind};
use crate::document::{Body, CoverKind, Event, LinkForm, Node, Tag};
use crate::site::{Target, fragment};
use crate::text::Span;

use super::anchor::claim_id;
use super::body::{Linked, Writer};

/// The claims of a line, as they are being written.
struct Open<'a> {
    /// Those to come, in order: their index in the page's units.
    units: std::iter::Peekable<std::vec::IntoIter<(usize, &'a Unit)>>,
    /// The one being written.
    current: Option<Current<'a>>,
    /// How many inline elements are open.
    depth: usize,
}

struct Current<'a> {
    unit: &'a Unit,
    /// The element that holds it is open now.
    open: bool,
    /// It crosses the border of an inline element, so that it is written in
    /// pieces.
    pieces: bool,
    depth: usize,
}

impl<'a> Linked<'a> {
    /// The claims that stand within a place, and are not rows of a table.
    fn units_in(self, span: Span) -> Vec<(usize, &'a Unit)> {
        let units = &self.page.claims.units;
        let first = units.partition_point(|unit| unit.span.start < span.start);
        units[first..]
            .iter()
            .enumerate()
            .map(|(index, unit)| (first + index, unit))
            .take_while(|(_, unit)| unit.span.start < span.end)
            .filter(|(_, unit)| unit.is_claim() && unit.kind != UnitKind::Cell)
            .collect()
    }

    /// The claim that a row of a table is.
    pub(super) fn row_unit(self, row: Span) -> Option<(usize, &'a Unit)> {
        let units = &self.page.claims.units;
        let first = units.partition_point(|unit| unit.span.start < row.start);
        units
            .get(first)
            .filter(|unit| {
                unit.kind == UnitKind::Cell && unit.span.start < row.end && unit.is_claim()
            })
            .map(|unit| (first, unit))
    }
}

impl<'a> Writer<'a> {
    /// Writes the inline nodes of one block.
    pub(super) fn line(&mut self, range: Range<usize>) {
        let nodes = &self.body.nodes[range];
        let span = Span {
            start: nodes.iter().map(|node| node.span.start).min().unwrap_or(0),
            end: nodes.iter().map(|node| node.span.end).max().unwrap_or(0),
        };
        let units = self
            .linked
            .map(|linked| linked.units_in(span))
            .unwrap_or_default();
        let mut open = Open {
            units: units.into_iter().peekable(),
            current: None,
            depth: 0,
        };
        let mut at = 0;
        while at < nodes.len() {
            let node = &nodes[at];
            match node.event {
                Event::Start(Tag::Image(index)) => {
                    let end = image_end(nodes, at);
                    self.before(&mut open, nodes, at);
                    self.image(index, &nodes[at + 1..end]);
                    self.after(&mut open, node.span.end);
                    at = end + 1;
                    continue;
                }
                Event::Start(tag) => {
                    self.before(&mut open, nodes, at);
                    if let Some(current) = &mut open.current
                        && current.pieces
                        && current.open
                    {
                        current.open = false;
                        self.out.push_str("</span>");
                    }
                    self.start_inline(tag, nodes, at);
                    open.depth += 1;
                }
                Event::End(tag) => {
                    if let Some(current) = &mut open.current
                        && current.open
                        && (current.pieces || open.depth <= current.depth)
                    {
                        current.open = false;
                        self.out.push_str("</span>");
                    }
                    self.end_inline(tag);
                    open.depth = open.depth.saturating_sub(1);
                    self.after(&mut open, node.span.end);
                }
                Event::Text => self.text_node(&mut open, nodes, at),
                _ => {
                    self.before(&mut open, nodes, at);
                    self.leaf(node);
                    self.after(&mut open, node.span.end);
                }
            }
            at += 1;
        }
        self.close_claim(&mut open);
    }

    /// Text may hold the end of one claim and the beginning of the next.
    fn text_node(&mut self, open: &mut Open<'a>, nodes: &[Node], at: usize) {
        let node = nodes[at];
        let mut from = node.span.start;
        while from < node.span.end {
            let to = match &open.current {
                Some(current) => current.unit.span.end.min(node.span.end),
                None => match open.units.peek() {
                    Some((_, unit)) if unit.span.start > from => unit.span.start.min(node.span.end),
                    Some((_, unit)) if unit.span.start <= from => {
                        self.open_claim(open, nodes, at);
                        continue;
                    }
                    _ => node.span.end,
                },
            };
            self.reopen(open);
            let to = to.max(from);
            self.text(self.file.slice(Span {
                start: from,
                end: to,
            }));
            self.after(open, to);
            if to == from && open.current.is_none() && open.units.peek().is_none() {
                break;
            }
            from = to;
        }
    }

    /// What must happen before a node is written: a claim may begin with it.
    fn before(&mut self, open: &mut Open<'a>, nodes: &[Node], at: usize) {
        let start = nodes[at].span.start;
        while open.current.is_none()
            && open
                .units
                .peek()
                .is_some_and(|(_, unit)| unit.span.start <= start)
        {
            // A claim within this element begins with a later node.
            let node = nodes[at];
            let later = matches!(node.event, Event::Start(_))
                && open.units.peek().is_some_and(|(_, unit)| {
                    unit.span.start == start
                        && unit.span.end < node.span.end
                        && unit.span.start > node.span.start
                });
            if later {
                break;
            }
            self.open_claim(open, nodes, at);
        }
        if !matches!(nodes[at].event, Event::Start(_)) {
            self.reopen(open);
        }
    }

    fn open_claim(&mut self, open: &mut Open<'a>, nodes: &[Node], at: usize) {
        let Some((index, unit)) = open.units.next() else {
            return;
        };
        self.out.push_str(match &unit.status {
            Status::Waived(reason) if self.is_told(reason) => {
                "<span class=\"claim uncited\" data-waiver=\"\" id=\""
            }
            Status::Waived(_) => "<span class=\"claim uncited\" id=\"",
            _ => "<span class=\"claim\" id=\"",
        });
        self.out.push_str(&claim_id(index));
        self.out.push('"');
        self.basis(unit);
        self.out.push('>');
        let pieces = !balanced(&nodes[at..], unit.span);
        open.current = Some(Current {
            unit,
            open: true,
            pieces,
            depth: open.depth,
        });
    }

    /// Goes on with a claim that is written in pieces.
    fn reopen(&mut self, open: &mut Open<'a>) {
        if let Some(current) = &mut open.current
            && !current.open
        {
            current.open = true;
            self.out.push_str("<span class=\"claim\">");
        }
    }

    /// What must happen after everything up to `end` is written: a claim may
    /// end there.
    fn after(&mut self, open: &mut Open<'a>, end: u32) {
        if open
            .current
            .as_ref()
            .is_some_and(|current| current.unit.span.end <= end)
        {
            self.close_claim(open);
        }
    }

    fn close_claim(&mut self, open: &mut Open<'a>) {
        let Some(current) = open.current.take() else {
            return;
        };
        if current.open {
            self.out.push_str("</span>");
        }
        if let Status::Waived(reason) = &current.unit.status
            && !self.is_told(reason)
        {
            self.out.push_str(" <span class=\"no-source\">(no source: ");
            self.text(reason);
            self.out.push_str(")</span>");
        }
    }

    pub(super) fn leaf(&mut self, node: &Node) {
        match node.event {
            Event::Replaced(_) => self.text(self.body.text(self.file, node)),
            Event::Code(_) => {
                self.out.push_str("<code>");
                self.text(self.body.text(self.file, node));
                self.out.push_str("</code>");
            }
            Event::Formula(index) => {
                let formula = &self.body.formulas[index as usize];
                let mathml = formula.mathml.as_deref().unwrap_or_default();
                if formula.display {
                    // A long one scrolls on its own, by keyboard too.
                    self.out
                        .push_str("<span class=\"formula\" role=\"group\" tabindex=\"0\" aria-label=\"Formula\">");
                    self.out.push_str(mathml);
                    self.out.push_str("</span>");
                } else {
                    self.out.push_str(mathml);
                }
            }
            Event::InlineHtml => {
                let html = self.file.slice(node.span);
                if self.linked.is_none() || !html.starts_with("<!--") {
                    self.out.push_str(html);
                }
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => {
                self.out.push_str(if self.linked.is_some() {
                    "<br>\n"
                } else {
                    "<br />\n"
                });
            }
            Event::Task(ticked) => {
                self.out.push_str("<input type=\"checkbox\" disabled");
                self.out.push_str(if ticked { " checked" } else { "" });
                if self.linked.is_some() {
                    let name = if ticked { "Done" } else { "Not done" };
                    self.out.push_str(&format!(" aria-label=\"{name}\""));
                }
                self.out.push_str("> ");
            }
            Event::NoteReference(label) => self.note(label),
            Event::Cite(index) => self.cite(index),
            _ => {}
        }
    }

    pub(super) fn start_inline(&mut self, tag: Tag, nodes: &[Node], at: usize) {
        match tag {
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link(index) => {
                self.link(index);
                self.in_link = true;
            }
            Tag::Cover(index) if is_plain_summary(self.body, nodes, at, index) => {
                let target = self
                    .linked
                    .and_then(|linked| linked.page.sees[index as usize].as_ref());
                if let (Some(linked), Some(target)) = (self.linked, target) {
                    let url = url(linked, target);
                    self.out.push_str("<a class=\"see\" href=\"");
                    self.href(&url);
                    self.out.push_str("\">");
                    self.summaries.push(index);
                }
            }
            _ => {}
        }
    }

    pub(super) fn end_inline(&mut self, tag: Tag) {
        match tag {
            Tag::Emphasis => self.out.push_str("</em>"),
            Tag::Strong => self.out.push_str("</strong>"),
            Tag::Strikethrough => self.out.push_str("</del>"),
            Tag::Link(_) => {
                self.out.push_str("</a>");
                self.in_link = false;
                let numbers = std::mem::take(&mut self.behind_link);
                self.out.push_str(&numbers);
            }
            Tag::Cover(index) if self.summaries.last() == Some(&index) => {
                self.summaries.pop();
                self.out.push_str("</a>");
            }
            _ => {}
        }
    }

    fn link(&mut self, index: u32) {
        let link = &self.body.links[index as usize];
        let Some(linked) = self.linked else {
            self.out.push_str("<a href=\"");
            if link.form == LinkForm::Mail {
                self.out.push_str("mailto:");
            }
            self.href(&link.target);
            self.title(&link.title);
            self.out.push_str("\">");
            return;
        };
        let target = &linked.page.links[index as usize];
        self.out.push_str(
            if matches!(target, Target::Outside(_)) && link.form != LinkForm::Mail {
                "<a class=\"external\" href=\""
            } else {
                "<a href=\""
            },
        );
        if link.form == LinkForm::Mail {
            self.out.push_str("mailto:");
            self.href(&link.target);
        } else {
            let url = url(linked, target);
            self.href(&url);
        }
        self.title(&link.title);
        self.out.push_str("\">");
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            self.attribute(title);
        }
    }

    /// A citation hugs the word before it.
    pub(super) fn trim_space(&mut self) {
        let length = self.out.trim_end_matches([' ', '\n']).len();
        self.out.truncate(length);
    }
}

/// The address of a target, seen from a page.
pub(super) fn url(linked: Linked<'_>, target: &Target) -> String {
    let here = &linked.page.address;
    match target {
        Target::Page(page, id) => {
            let mut url = here.link(linked.site.page(*page).address.as_str());
            if let Some(id) = id {
                url.push('#');
                url.push_str(&fragment(id));
            }
            url
        }
        Target::Fragment(id) => format!("#{}", fragment(id)),
        Target::Asset(path) => here.link(path),
        Target::Outside(url) => url.to_string(),
        Target::Broken(_) => String::new(),
    }
}

/// Whether a span is a summary that can be a link as a whole: one that holds
/// no link and no citation.
fn is_plain_summary(body: &Body, nodes: &[Node], at: usize, index: u32) -> bool {
    matches!(body.covers[index as usize].kind, CoverKind::See(_))
        && !nodes[at + 1..]
            .iter()
            .take_while(|node| node.event != Event::End(Tag::Cover(index)))
            .any(|node| {
                matches!(
                    node.event,
                    Event::Start(Tag::Link(_)) | Event::Cite(_) | Event::NoteReference(_)
                )
            })
}

fn image_end(nodes: &[Node], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, node) in nodes.iter().enumerate().skip(at) {
        match node.event {
            Event::Start(Tag::Image(_)) => depth += 1,
            Event::End(Tag::Image(_)) => {
                depth -= 1;
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    nodes.len().saturating_sub(1)
}

/// Whether every inline element that begins or ends within a place does both.
fn balanced(nodes: &[Node], span: Span) -> bool {
    let mut depth = 0_i32;
    for node in nodes {
        if node.span.start >= span.end {
            break;
        }
        match node.event {
            Event::Start(tag) if tag.is_inline() && node.span.start >= span.start => {
                if node.span.end > span.end {
                    return false;
                }
                depth += 1;
            }
            Event::End(tag) if tag.is_inline() && node.span.end <= span.end => {
                depth -= 1;
                if depth < 0 {
                    return false;
                }
            }
            _ => {}
        }
    }
    depth == 0
}

//! Builds a page's nodes from the Markdown parser's events.
//!
//! Goes in: events with their places, in order. Comes out: a [`Body`] whose
//! starts and ends are balanced. What stands within a line is read in `run`,
//! what opens and closes divs in `fence`.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, LinkType, Tag as ParserTag};

use crate::diagnostic::Diagnostic;
use crate::text::{Span, TextFile};

use super::figure::{self, FigureAt};
use super::heading::{self, Heading, Ids};
use super::node::{AlertKind, Body, CodeBlock, Event, Image, Link, LinkForm, Node, Tag};

const HEADING_RULE: &str = "heading-id";

/// What has been built so far.
pub(super) struct Builder<'a> {
    pub(super) file: &'a Arc<TextFile>,
    /// Where the parsed text begins in the file.
    pub(super) base: usize,
    /// The parsed text: the file's, with the fences of divs masked.
    pub(super) source: &'a str,
    pub(super) plain: bool,
    pub(super) fences: Vec<usize>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) body: Body,
    ids: Ids,
    pub(super) open: Vec<Open>,
    /// The first node of the line that is being collected.
    pub(super) run: Option<usize>,
    /// The images that are figures, in the order of their nodes.
    figures: Vec<FigureAt>,
}

/// An open element: its tag, its place, its first node.
pub(super) struct Open {
    pub(super) tag: Tag,
    span: Span,
    node: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        file: &'a Arc<TextFile>,
        base: usize,
        source: &'a str,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let mut body = Body::default();
        body.nodes.reserve(source.len() / 12);
        Self {
            file,
            base,
            source,
            plain: false,
            fences: Vec::new(),
            diagnostics,
            body,
            ids: Ids::default(),
            open: Vec::new(),
            run: None,
            figures: Vec::new(),
        }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start..self.base + range.end)
    }

    pub(super) fn event(&mut self, event: pulldown_cmark::Event<'_>, range: Range<usize>) {
        use pulldown_cmark::Event as Parsed;
        let within_line = match &event {
            Parsed::Start(tag) => is_inline(tag),
            Parsed::End(_) => self.open.last().is_some_and(|open| open.tag.is_inline()),
            Parsed::Rule | Parsed::Html(_) | Parsed::TaskListMarker(_) => false,
            _ => true,
        };
        if !within_line {
            self.end_run();
        } else if self.run.is_none() && self.reads_citations() {
            self.run = Some(self.body.nodes.len());
        }
        if let Parsed::Text(text) = &event {
            self.text(text, range);
            return;
        }
        if let Parsed::InlineMath(tex) | Parsed::DisplayMath(tex) = &event {
            let display = matches!(event, Parsed::DisplayMath(_));
            let node = self.formula(tex, &range, display);
            self.body.nodes.push(node);
            return;
        }
        let span = self.span(&range);
        let event = match event {
            Parsed::Start(tag) => return self.start(tag, range),
            Parsed::End(_) => return self.end(),
            Parsed::Text(_) | Parsed::InlineMath(_) | Parsed::DisplayMath(_) => return,
            Parsed::Code(text) => Event::Code(self.body.keep(&*text)),
            Parsed::InlineHtml(_) => Event::InlineHtml,
            Parsed::Html(text) if *text == self.source[range.clone()] => Event::Html,
            Parsed::Html(text) => Event::HtmlReplaced(self.body.keep(&*text)),
            Parsed::SoftBreak => Event::SoftBreak,
            Parsed::HardBreak => Event::HardBreak,
            Parsed::Rule if self.fences.binary_search(&range.start).is_ok() => {
                return self.fence(range);
            }
            Parsed::Rule => Event::Rule,
            Parsed::TaskListMarker(ticked) => Event::Task(ticked),
            Parsed::FootnoteReference(label) => Event::NoteReference(self.body.keep(&*label)),
        };
        self.body.nodes.push(Node { event, span });
    }

    fn text(&mut self, text: &CowStr<'_>, range: Range<usize>) {
        let span = self.span(&range);
        let event = if **text == self.source[range] {
            Event::Text
        } else {
            Event::Replaced(self.body.keep(&**text))
        };
        self.body.nodes.push(Node { event, span });
    }

    /// Whether text here may cite: not in code, in HTML, or in plain
    /// CommonMark.
    fn reads_citations(&self) -> bool {
        !self.plain
            && !self
                .open
                .last()
                .is_some_and(|open| matches!(open.tag, Tag::CodeBlock(_) | Tag::HtmlBlock))
    }

    fn start(&mut self, tag: ParserTag<'_>, range: Range<usize>) {
        let span = self.span(&range);
        let tag = self.tag(tag, span);
        self.push_start(tag, span);
    }

    pub(super) fn push_start(&mut self, tag: Tag, span: Span) {
        self.open.push(Open {
            tag,
            span,
            node: self.body.nodes.len(),
        });
        self.body.nodes.push(Node {
            event: Event::Start(tag),
            span,
        });
    }

    fn tag(&mut self, tag: ParserTag<'_>, span: Span) -> Tag {
        let body = &mut self.body;
        match tag {
            ParserTag::Heading { level, id, .. } => {
                let id = id.map(|id| id.to_string());
                let set_by_editor = id.is_some();
                body.headings.push(Heading {
                    level: level as u8,
                    id: id.unwrap_or_default().into(),
                    set_by_editor,
                    text: "".into(),
                    span,
                });
                Tag::Heading(body.headings.len() as u32 - 1)
            }
            ParserTag::BlockQuote(None) => Tag::Quote,
            ParserTag::BlockQuote(Some(kind)) => Tag::Alert(match kind {
                BlockQuoteKind::Note => AlertKind::Note,
                BlockQuoteKind::Tip => AlertKind::Tip,
                BlockQuoteKind::Important => AlertKind::Important,
                BlockQuoteKind::Warning => AlertKind::Warning,
                BlockQuoteKind::Caution => AlertKind::Caution,
            }),
            ParserTag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.into_string().into()),
                    CodeBlockKind::Indented => None,
                };
                body.code_blocks.push(CodeBlock { info });
                Tag::CodeBlock(body.code_blocks.len() as u32 - 1)
            }
            ParserTag::HtmlBlock => Tag::HtmlBlock,
            ParserTag::List(start) => {
                Tag::List(start.map(|start| u32::try_from(start).unwrap_or(u32::MAX)))
            }
            ParserTag::Item => Tag::Item,
            ParserTag::FootnoteDefinition(label) => Tag::Note(body.keep(&*label)),
            ParserTag::DefinitionList => Tag::DefinitionList,
            ParserTag::DefinitionListTitle => Tag::DefinitionTerm,
            ParserTag::DefinitionListDefinition => Tag::Definition,
            ParserTag::Table(alignments) => {
                body.alignments.push(alignments.into());
                Tag::Table(body.alignments.len() as u32 - 1)
            }
            ParserTag::TableHead => Tag::TableHead,
            ParserTag::TableRow => Tag::TableRow,
            ParserTag::TableCell => Tag::TableCell,
            ParserTag::Emphasis => Tag::Emphasis,
            ParserTag::Strong => Tag::Strong,
            ParserTag::Strikethrough => Tag::Strikethrough,
            ParserTag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let form = match link_type {
                    LinkType::Autolink => LinkForm::Address,
                    LinkType::Email => LinkForm::Mail,
                    _ => LinkForm::Text,
                };
                body.links.push(Link {
                    target: dest_url.into_string().into(),
                    title: title.into_string().into(),
                    form,
                    span,
                });
                Tag::Link(body.links.len() as u32 - 1)
            }
            ParserTag::Image {
                dest_url, title, ..
            } => {
                body.images.push(Image {
                    target: dest_url.into_string().into(),
                    title: title.into_string().into(),
                    span,
                });
                Tag::Image(body.images.len() as u32 - 1)
            }
            // Not switched on: metadata, sub- and superscript.
            _ => Tag::Paragraph,
        }
    }

    fn end(&mut self) {
        while let Some(Open {
            tag: Tag::Div(index),
            ..
        }) = self.open.last()
        {
            let index = *index as usize;
            self.div_fault(
                index,
                "this div is not closed where it was opened",
                Some("close it with a line `:::` before the list or quotation around it ends"),
            );
            self.pop();
        }
        self.pop();
    }

    pub(super) fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.body.nodes.push(Node {
            event: Event::End(open.tag),
            span: open.span,
        });
        if self.plain {
            return;
        }
        match open.tag {
            Tag::Heading(index) => self.finish_heading(index as usize, open.node),
            Tag::Paragraph => {
                figure::take_caption_behind(self.file, &mut self.body, open.node);
                self.figures.extend(figure::find(&self.body, open.node));
            }
            Tag::Table(_) => figure::take_caption_before(self.file, &mut self.body, open.node),
            _ => {}
        }
    }

    fn finish_heading(&mut self, index: usize, node: usize) {
        let mut words = String::new();
        for node in &self.body.nodes[node..] {
            // Tags and comments are no words.
            if node.event == Event::InlineHtml {
                continue;
            }
            words.push_str(self.body.text(self.file, node));
        }
        let words = words.trim();
        let taken = &mut self.body.headings[index];
        taken.text = words.into();
        if taken.set_by_editor {
            let id = taken.id.clone();
            let span = taken.span;
            if heading::is_reserved(&id) {
                self.diagnostics.push(
                    Diagnostic::error(
                        HEADING_RULE,
                        self.file,
                        span,
                        format!("the program uses the id `{id}` itself"),
                    )
                    .help("choose another word after the `#`"),
                );
            } else if !self.ids.take(&id) {
                self.diagnostics.push(
                    Diagnostic::error(
                        HEADING_RULE,
                        self.file,
                        span,
                        format!("another heading on this page has the id `{id}` already"),
                    )
                    .why("a link to it could only lead to one of the two")
                    .help("choose another word after the `#`"),
                );
            }
        } else {
            taken.id = self.ids.make(words);
        }
    }

    pub(super) fn finish(mut self) -> (Body, Vec<FigureAt>) {
        self.end_run();
        while let Some(open) = self.open.last() {
            if let Tag::Div(index) = open.tag {
                self.div_fault(
                    index as usize,
                    "this div is never closed",
                    Some("end it with a line `:::`"),
                );
            }
            self.pop();
        }
        self.body.nodes.shrink_to_fit();
        (self.body, self.figures)
    }
}

/// Whether an element stands within a line of text.
fn is_inline(tag: &ParserTag<'_>) -> bool {
    matches!(
        tag,
        ParserTag::Emphasis
            | ParserTag::Strong
            | ParserTag::Strikethrough
            | ParserTag::Link { .. }
            | ParserTag::Image { .. }
    )
}

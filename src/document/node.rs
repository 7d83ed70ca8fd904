//! The text of a page as a flat list of nodes: what the Markdown parser found,
//! with citations, spans, divs and figures put in.
//!
//! Nodes refer to the file's text instead of copying it, so that a guide of
//! ten thousand pages fits in memory.

use super::{Cluster, Cover, Div, Formula, Heading};
use crate::text::{Span, TextFile};

/// One step through the text, and its place in the file. The place of a
/// [`Event::Start`] and its [`Event::End`] is the whole element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub event: Event,
    /// Where it stands.
    pub span: Span,
}

/// What a node is. Numbers are indices into the lists of [`Body`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// An element begins.
    Start(Tag),
    /// The element that began last ends.
    End(Tag),
    /// Text exactly as it stands in the file.
    Text,
    /// Text that differs from the file (an entity, a curly quote): `strings`.
    Replaced(u32),
    /// A code span: `strings`.
    Code(u32),
    /// A formula: `formulas`.
    Formula(u32),
    /// A tag or comment within a paragraph, as it stands in the file.
    InlineHtml,
    /// A line of an HTML block, as it stands in the file.
    Html,
    /// A part of an HTML block that differs from the file: `strings`.
    HtmlReplaced(u32),
    /// A line break that means a space.
    SoftBreak,
    /// A line break that means one.
    HardBreak,
    /// A thematic break.
    Rule,
    /// The box of a task, ticked or not.
    Task(bool),
    /// A footnote's marker: its label in `strings`.
    NoteReference(u32),
    /// A citation: `clusters`.
    Cite(u32),
}

/// The elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading: `headings`.
    Heading(u32),
    /// A quotation.
    Quote,
    /// An alert: a quotation that begins with `[!NOTE]` or the like.
    Alert(AlertKind),
    /// A code block: `code_blocks`.
    CodeBlock(u32),
    /// An HTML block.
    HtmlBlock,
    /// A list; its first number if it is numbered.
    List(Option<u32>),
    /// A list item.
    Item,
    /// A footnote: its label in `strings`.
    Note(u32),
    /// A definition list.
    DefinitionList,
    /// Its term.
    DefinitionTerm,
    /// What is said of the term.
    Definition,
    /// A table: its columns' alignments in `alignments`.
    Table(u32),
    /// The row of a table's header.
    TableHead,
    /// A row of a table's body.
    TableRow,
    /// A cell.
    TableCell,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strikethrough,
    /// A link: `links`.
    Link(u32),
    /// An image, its alternative text inside: `images`.
    Image(u32),
    /// A figure: an image alone in its paragraph, with a caption.
    Figure,
    /// The caption of a figure or of a table.
    Caption,
    /// A fenced div: `divs`.
    Div(u32),
    /// A span with a source or a waiver: `covers`.
    Cover(u32),
}

impl Tag {
    /// Whether the element stands within a line of text.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link(_)
                | Tag::Image(_)
                | Tag::Cover(_)
        )
    }
}

/// The five kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the whole of it")]
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](target)` or by reference.
    Text,
    /// `<https://…>`.
    Address,
    /// `<me@example.org>`.
    Mail,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads, as written, entities and escapes undone.
    pub target: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// How it was written.
    pub form: LinkForm,
    /// The whole link in the file.
    pub span: Span,
}

/// An image.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its file, as written.
    pub target: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// The whole image in the file.
    pub span: Span,
}

/// A code block.
#[derive(Clone, Debug)]
pub struct CodeBlock {
    /// The words after the opening fence; `None` for indented code.
    pub info: Option<Box<str>>,
}

/// The text of a page.
#[derive(Debug, Default)]
pub struct Body {
    /// Its nodes, in the order of the text, starts and ends balanced.
    pub nodes: Vec<Node>,
    /// Texts that differ from the file.
    pub strings: Vec<Box<str>>,
    /// The headings.
    pub headings: Vec<Heading>,
    /// The links.
    pub links: Vec<Link>,
    /// The images.
    pub images: Vec<Image>,
    /// The formulas.
    pub formulas: Vec<Formula>,
    /// The code blocks.
    pub code_blocks: Vec<CodeBlock>,
    /// The alignments of the tables' columns.
    pub alignments: Vec<Box<[pulldown_cmark::Alignment]>>,
    /// The citations.
    pub clusters: Vec<Cluster>,
    /// The spans with a source or a waiver.
    pub covers: Vec<Cover>,
    /// The fenced divs.
    pub divs: Vec<Div>,
}

impl Body {
    /// The text of a node that holds text.
    pub fn text<'a>(&'a self, file: &'a TextFile, node: &Node) -> &'a str {
        match node.event {
            Event::Text | Event::InlineHtml | Event::Html => file.slice(node.span),
            Event::Replaced(index) | Event::Code(index) | Event::HtmlReplaced(index) => {
                &self.strings[index as usize]
            }
            Event::Formula(index) => &self.formulas[index as usize].tex,
            Event::SoftBreak | Event::HardBreak => "\n",
            _ => "",
        }
    }

    /// One past the end of the element that starts at the node `at`.
    pub fn end_of(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (index, node) in self.nodes.iter().enumerate().skip(at) {
            match node.event {
                Event::Start(_) => depth += 1,
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return index + 1;
                    }
                }
                _ => {}
            }
        }
        self.nodes.len()
    }

    /// One past the last of the inline nodes that start at the node `at`,
    /// before `limit`.
    pub fn end_of_line(&self, at: usize, limit: usize) -> usize {
        let ends = |node: &Node| match node.event {
            Event::Start(tag) | Event::End(tag) => !tag.is_inline(),
            Event::Rule | Event::Html | Event::HtmlReplaced(_) => true,
            _ => false,
        };
        let length = self.nodes[at..limit].iter().position(ends);
        length.map_or(limit, |length| at + length.max(1))
    }

    /// Keeps a text and says where.
    pub(super) fn keep(&mut self, text: impl Into<Box<str>>) -> u32 {
        self.strings.push(text.into());
        self.strings.len() as u32 - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_small() {
        // A page has about five hundred, and a guide ten thousand pages.
        assert!(size_of::<Node>() <= 20, "{}", size_of::<Node>());
    }
}

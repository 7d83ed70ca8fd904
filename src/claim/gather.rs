//! Walks through a document's nodes and makes units of its blocks: sentences
//! of paragraphs, items, quotations, captions and notes, and rows of tables
//! (how is told in `line`, `row` and `markup`).
//!
//! What a unit hangs on (its list's lead-in, its heading, the quotation it is
//! in) is worked out here, and so are the groups that coverage asks about.
//! One pass, linear in the length of the page.

use std::ops::Range;
use std::rc::Rc;

use crate::document::{Body, Document, Event, Tag};
use crate::text::{Span, TextFile};

use super::Words;
use super::around::Around;
use super::page::{List, Page, Table};
use super::prose::Prose;
use super::stem::Stem;
use super::unit::Memory;
use super::verdict::Verdict;

/// Makes the units of a document.
pub(super) fn gather(document: &Document, words: Option<&Words>) -> Page {
    let mut gather = Gather {
        file: &document.file,
        body: &document.body,
        words,
        page: Page::default(),
        prose: Prose::default(),
        memory: Memory::default(),
        frames: Vec::new(),
        around: vec![Around::default()],
        heading: None,
        previous: None,
        blocks: 0,
        items: 0,
        figures: 0,
    };
    gather.walk();
    gather.page
}

pub(super) struct Gather<'a> {
    pub(super) file: &'a TextFile,
    pub(super) body: &'a Body,
    pub(super) words: Option<&'a Words>,
    pub(super) page: Page,
    pub(super) prose: Prose,
    pub(super) memory: Memory,
    pub(super) frames: Vec<Frame>,
    /// What is around a place outside all frames, and within each.
    around: Vec<Around>,
    pub(super) heading: Option<u32>,
    /// The units of the block right before, in the same container.
    pub(super) previous: Option<Range<usize>>,
    pub(super) blocks: u32,
    items: u32,
    figures: u32,
}

pub(super) enum Frame {
    List {
        stem: Option<Rc<Stem>>,
        lead: Option<usize>,
        start: usize,
        numbered: bool,
    },
    Item(u32),
    Quote {
        start: usize,
        introduction: Option<Box<str>>,
        attribution: Vec<u32>,
    },
    Table {
        table: Table,
        row: Option<Row>,
        header: bool,
        column: usize,
    },
    Figure(u32),
    Caption {
        start: usize,
        clusters: Vec<u32>,
    },
    Note {
        label: u32,
        clusters: Vec<u32>,
        letters: bool,
    },
    Waived(u32),
    Term,
    Other,
}

/// A row that is being read.
#[derive(Default)]
pub(super) struct Row {
    pub(super) texts: Vec<Box<str>>,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) clusters: Vec<u32>,
    pub(super) claims: Vec<usize>,
    pub(super) span: Option<Span>,
}

impl Gather<'_> {
    fn walk(&mut self) {
        let nodes = &self.body.nodes;
        let mut at = 0;
        while at < nodes.len() {
            match nodes[at].event {
                Event::Start(Tag::Heading(index)) => {
                    self.heading = Some(index);
                    self.previous = None;
                    at = self.body.end_of(at);
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    self.previous = None;
                    at = self.body.end_of(at);
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.html(&nodes[at]);
                    at = self.body.end_of(at);
                }
                Event::Start(tag) if !tag.is_inline() => {
                    self.enter(tag);
                    at += 1;
                }
                Event::End(tag) if !tag.is_inline() => {
                    self.leave(tag);
                    at += 1;
                }
                Event::Rule => {
                    self.previous = None;
                    at += 1;
                }
                _ => {
                    let end = self.body.end_of_line(at, nodes.len());
                    self.block(at..end);
                    at = end;
                }
            }
        }
    }

    fn enter(&mut self, tag: Tag) {
        let start = self.page.units.len();
        let frame = match tag {
            Tag::Paragraph => return,
            Tag::List(number) => {
                let lead = self.lead_in();
                let words: &Words = match self.words {
                    Some(words) => words,
                    None => Words::english(),
                };
                let own = lead.map(|lead| Rc::new(Stem::new(&self.page.units[lead].text, words)));
                Frame::List {
                    // A list within an item without a lead-in of its own goes
                    // on with the one above.
                    stem: own.or_else(|| self.around().stem.clone()),
                    lead,
                    start,
                    numbered: number.is_some(),
                }
            }
            Tag::Item => {
                self.items += 1;
                Frame::Item(self.items)
            }
            Tag::Quote => {
                let introduction = self
                    .previous
                    .clone()
                    .and_then(|units| self.page.units[units].last())
                    .map(|unit| unit.text.clone());
                Frame::Quote {
                    start,
                    introduction,
                    attribution: Vec::new(),
                }
            }
            Tag::Table(_) => Frame::Table {
                table: Table::default(),
                row: None,
                header: false,
                column: 0,
            },
            Tag::TableHead | Tag::TableRow => {
                if let Some(Frame::Table {
                    row,
                    header,
                    column,
                    ..
                }) = self.frames.last_mut()
                {
                    *header = tag == Tag::TableHead;
                    *row = (tag == Tag::TableRow).then(Row::default);
                    *column = 0;
                }
                return;
            }
            Tag::TableCell => return,
            Tag::Figure => {
                self.figures += 1;
                Frame::Figure(self.figures)
            }
            Tag::Caption => Frame::Caption {
                start,
                clusters: Vec::new(),
            },
            Tag::Note(label) => Frame::Note {
                label,
                clusters: Vec::new(),
                letters: false,
            },
            Tag::Div(index) => {
                use crate::document::DivKind;
                match self.body.divs[index as usize].kind {
                    DivKind::Uncited(_) => Frame::Waived(index),
                    _ => Frame::Other,
                }
            }
            Tag::DefinitionTerm => Frame::Term,
            _ => Frame::Other,
        };
        self.previous = None;
        let around = self.around().within(&frame, self.frames.len());
        self.around.push(around);
        self.frames.push(frame);
    }

    fn leave(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph | Tag::TableHead => return,
            Tag::TableCell => {
                if let Some(Frame::Table { column, .. }) = self.frames.last_mut() {
                    *column += 1;
                }
                return;
            }
            Tag::TableRow => return self.finish_row(),
            _ => {}
        }
        let end = self.page.units.len();
        if self.around.len() > 1 {
            self.around.pop();
        }
        match self.frames.pop() {
            Some(Frame::List { lead, start, .. }) => {
                self.page.lists.push(List {
                    lead,
                    units: start..end,
                });
            }
            Some(Frame::Quote {
                start, attribution, ..
            }) => {
                self.page.quotations.push((start..end, attribution));
            }
            Some(Frame::Table { table, .. }) => self.page.tables.push(table),
            Some(Frame::Caption { start, clusters }) => {
                if let Some(Frame::Table { table, .. }) = self.frames.last_mut() {
                    table.caption = clusters;
                    table.caption_units = start..end;
                }
            }
            Some(Frame::Note {
                label,
                clusters,
                letters,
            }) if !letters => {
                self.page
                    .bare_notes
                    .push((self.body.strings[label as usize].clone(), clusters));
            }
            _ => {}
        }
        self.previous = None;
    }

    /// The unit that leads in what begins now: the last of the block right
    /// before, if it ends with a colon.
    fn lead_in(&self) -> Option<usize> {
        let last = self.previous.clone()?.last()?;
        let text = self.page.units[last]
            .text
            .trim_end_matches(['"', '”', '*', ')']);
        text.ends_with([':', '：']).then_some(last)
    }

    /// What is around the place that is being read.
    pub(super) fn around(&self) -> &Around {
        self.around.last().unwrap_or(&self.around[0])
    }

    /// A line of text: the inline nodes of one block.
    fn block(&mut self, range: Range<usize>) {
        let nodes = &self.body.nodes;
        self.prose.clear();
        let mut images = 0_usize;
        for node in &nodes[range.clone()] {
            let in_image = images > 0;
            match node.event {
                Event::Start(Tag::Image(_)) => images += 1,
                Event::End(Tag::Image(_)) => images -= 1,
                _ => {}
            }
            self.prose.push(self.file, self.body, node, in_image);
        }
        let introduces = nodes[range.end..]
            .iter()
            .find(|node| node.event != Event::End(Tag::Paragraph))
            .is_some_and(|node| {
                matches!(
                    node.event,
                    Event::Start(Tag::List(_) | Tag::Quote | Tag::Table(_) | Tag::CodeBlock(_))
                )
            });
        let clusters: Vec<u32> = self
            .prose
            .clusters
            .iter()
            .map(|(_, index)| *index)
            .collect();
        let letters = self.prose.text.chars().any(char::is_alphanumeric);
        let mut holder = self.around().holder;
        while let Some(at) = holder {
            // What holds a body cell's table holds the cell too.
            holder = self.around[at].holder;
            match &mut self.frames[at] {
                Frame::Caption { clusters: all, .. } => all.extend(&clusters),
                Frame::Note {
                    clusters: all,
                    letters: any,
                    ..
                } => {
                    all.extend(&clusters);
                    *any |= letters;
                }
                Frame::Table {
                    table,
                    header: true,
                    column,
                    ..
                } => {
                    table
                        .columns
                        .resize_with((*column + 1).max(table.columns.len()), Vec::new);
                    table.columns[*column].extend(&clusters);
                }
                _ => continue,
            }
            break;
        }
        if let Some(Frame::Table { header, .. }) = self.frames.last() {
            if !header {
                self.cell(clusters);
            }
            return;
        }
        self.sentences(introduces);
    }
}

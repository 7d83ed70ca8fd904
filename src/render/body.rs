//! The text of a page as HTML: nodes in, markup out.
//!
//! Plain CommonMark comes out as the specification says; a guide's page also
//! gets its citations, claims, figures, notes and divs.

use std::ops::Range;

use pulldown_cmark::Alignment;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::document::{AlertKind, Body, DivKind, Event, Node, Tag, read_commonmark};
use crate::site::{Page, Site};
use crate::text::TextFile;

use super::highlight;
use super::note_order::Notes;
use super::reference::Card;

/// Plain CommonMark 0.31.2 as HTML.
pub fn commonmark(text: &str) -> String {
    let (file, body) = read_commonmark(text);
    let mut writer = Writer::new(&file, &body, None);
    writer.blocks(0..body.nodes.len());
    writer.out
}

/// A page's text, and its footnotes.
pub(super) struct PageBody {
    /// The text.
    pub(super) html: String,
    /// The list of notes, if there are any.
    pub(super) notes: Option<String>,
}

/// Writes a page's text; `crisis` are the contacts that close a block of red
/// flags, as HTML.
pub(super) fn page(site: &Site, cards: &[Card], page: &Page, crisis: Option<&str>) -> PageBody {
    let document = &page.document;
    let mut writer = Writer::new(
        &document.file,
        &document.body,
        Some(Linked {
            site,
            cards,
            page,
            crisis,
        }),
    );
    writer.blocks(0..document.body.nodes.len());
    let html = std::mem::take(&mut writer.out);
    PageBody {
        html,
        notes: writer.written_notes(),
    }
}

/// The guide around a text.
#[derive(Clone, Copy)]
pub(super) struct Linked<'a> {
    pub(super) site: &'a Site,
    pub(super) cards: &'a [Card],
    pub(super) page: &'a Page,
    /// The contacts that close a block of red flags.
    pub(super) crisis: Option<&'a str>,
}

/// Writes nodes.
pub(super) struct Writer<'a> {
    pub(super) file: &'a TextFile,
    pub(super) body: &'a Body,
    pub(super) linked: Option<Linked<'a>>,
    pub(super) out: String,
    pub(super) notes: Notes<'a>,
    tables: Vec<Table<'a>>,
    /// The reasons why the divs that are open have no source, the innermost last.
    pub(super) waived: Vec<&'a str>,
    /// The summaries that are open as links: their spans.
    pub(super) summaries: Vec<u32>,
    /// Whether a link is open, in which no other may stand.
    pub(super) in_link: bool,
    /// The numbers of citations within the link: written behind it.
    pub(super) behind_link: String,
}

struct Table<'a> {
    alignments: &'a [Alignment],
    column: usize,
    head: bool,
    body_open: bool,
}

impl<'a> Writer<'a> {
    fn new(file: &'a TextFile, body: &'a Body, linked: Option<Linked<'a>>) -> Self {
        Self {
            file,
            body,
            linked,
            out: String::with_capacity(file.text().len() * 2),
            notes: Notes::default(),
            tables: Vec::new(),
            waived: Vec::new(),
            summaries: Vec::new(),
            in_link: false,
            behind_link: String::new(),
        }
    }

    /// Starts a new line unless one has just begun.
    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    pub(super) fn blocks(&mut self, range: Range<usize>) {
        let nodes = &self.body.nodes;
        let mut at = range.start;
        while at < range.end {
            let node = &nodes[at];
            match node.event {
                Event::Start(Tag::Note(label)) if self.linked.is_some() => {
                    let end = self.body.end_of(at);
                    let label = &*self.body.strings[label as usize];
                    self.notes.define(label, at + 1..end - 1);
                    at = end;
                }
                Event::Start(Tag::CodeBlock(index)) => {
                    let end = self.body.end_of(at);
                    self.code_block(index, at + 1..end - 1);
                    at = end;
                }
                Event::Start(Tag::HtmlBlock) if self.linked.is_some() => {
                    let end = self.body.end_of(at);
                    self.html_block(node);
                    at = end;
                }
                Event::Start(tag) if !tag.is_inline() => {
                    self.start(tag, at);
                    at += 1;
                }
                Event::End(tag) if !tag.is_inline() => {
                    self.end(tag);
                    at += 1;
                }
                Event::Rule => {
                    self.fresh_line();
                    self.out.push_str(if self.linked.is_some() {
                        "<hr>\n"
                    } else {
                        "<hr />\n"
                    });
                    at += 1;
                }
                Event::Html | Event::HtmlReplaced(_) => {
                    self.out.push_str(self.body.text(self.file, node));
                    at += 1;
                }
                _ => {
                    let end = self.body.end_of_line(at, range.end);
                    self.line(at..end);
                    at = end;
                }
            }
        }
    }

    fn start(&mut self, tag: Tag, at: usize) {
        match tag {
            Tag::Paragraph => self.open("<p>"),
            Tag::Heading(index) => self.heading(index),
            Tag::Quote => self.open("<blockquote>\n"),
            Tag::Alert(kind) => self.alert(kind),
            Tag::List(None) => self.open("<ul>\n"),
            Tag::List(Some(1)) => self.open("<ol>\n"),
            Tag::List(Some(start)) => self.open(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => {
                let task = matches!(
                    self.body.nodes.get(at + 1..at + 3),
                    Some(
                        [
                            Node {
                                event: Event::Task(_),
                                ..
                            },
                            ..
                        ] | [
                            _,
                            Node {
                                event: Event::Task(_),
                                ..
                            }
                        ]
                    )
                );
                self.open(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionTerm => self.open("<dt>"),
            Tag::Definition => self.open("<dd>"),
            Tag::Table(index) => self.table(index, at),
            Tag::TableHead => {
                if let Some(table) = self.tables.last_mut() {
                    table.head = true;
                    table.column = 0;
                }
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => self.row(at),
            Tag::TableCell => self.cell(),
            Tag::Figure => self.open("<figure class=\"figure\">"),
            Tag::Caption => {
                let caption = if self.tables.is_empty() {
                    "<figcaption>"
                } else {
                    "<caption>"
                };
                self.out.push_str(caption);
            }
            Tag::Div(index) => self.div(index, at),
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => self.out.push_str("</p>\n"),
            Tag::Heading(index) => self.end_heading(index),
            Tag::Quote => self.close("</blockquote>\n"),
            Tag::Alert(_) => self.close("</aside>\n"),
            Tag::List(None) => self.close("</ul>\n"),
            Tag::List(Some(_)) => self.close("</ol>\n"),
            Tag::Item => self.out.push_str("</li>\n"),
            Tag::DefinitionList => self.close("</dl>\n"),
            Tag::DefinitionTerm => self.out.push_str("</dt>\n"),
            Tag::Definition => self.out.push_str("</dd>\n"),
            Tag::Table(_) => {
                let open = self.tables.pop().is_some_and(|table| table.body_open);
                self.out.push_str(if open {
                    "</tbody></table></div>\n"
                } else {
                    "</table></div>\n"
                });
            }
            Tag::TableHead => {
                if let Some(table) = self.tables.last_mut() {
                    table.head = false;
                    table.body_open = true;
                }
                self.out.push_str("</tr></thead>\n<tbody>");
            }
            Tag::TableRow => self.out.push_str("</tr>\n"),
            Tag::TableCell => {
                let head = self.tables.last().is_some_and(|table| table.head);
                self.out.push_str(if head { "</th>" } else { "</td>" });
            }
            Tag::Figure => self.out.push_str("</figure>\n"),
            Tag::Caption => {
                let caption = if self.tables.is_empty() {
                    "</figcaption>"
                } else {
                    "</caption>\n"
                };
                self.out.push_str(caption);
            }
            Tag::Div(index) => {
                let kind = &self.body.divs[index as usize].kind;
                let crisis = self.linked.and_then(|linked| linked.crisis);
                if let (DivKind::RedFlags, Some(crisis)) = (kind, crisis) {
                    self.open(crisis);
                }
                if matches!(kind, DivKind::Uncited(_)) {
                    self.waived.pop();
                }
                let aside = matches!(kind, DivKind::Note);
                self.close(if aside { "</aside>\n" } else { "</div>\n" });
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &str) {
        self.fresh_line();
        self.out.push_str(tag);
    }

    fn close(&mut self, tag: &str) {
        self.fresh_line();
        self.out.push_str(tag);
    }

    fn heading(&mut self, index: u32) {
        self.fresh_line();
        let heading = &self.body.headings[index as usize];
        self.out.push_str("<h");
        self.out.push(char::from(b'0' + heading.level));
        if self.linked.is_some() {
            self.out.push_str(" id=\"");
            let _ = escape_html(&mut self.out, &heading.id);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn end_heading(&mut self, index: u32) {
        let heading = &self.body.headings[index as usize];
        if self.linked.is_some() {
            self.out.push_str(" <a class=\"anchor\" href=\"#");
            self.out.push_str(&crate::site::fragment(&heading.id));
            self.out.push_str("\" aria-label=\"Link to the section ");
            let _ = escape_html(&mut self.out, &heading.text);
            self.out.push_str("\">#</a>");
        }
        self.out.push_str("</h");
        self.out.push(char::from(b'0' + heading.level));
        self.out.push_str(">\n");
    }

    fn alert(&mut self, kind: AlertKind) {
        let (class, title) = match kind {
            AlertKind::Note => ("note", "Note"),
            AlertKind::Tip => ("tip", "Tip"),
            AlertKind::Important => ("important", "Important"),
            AlertKind::Warning => ("warning", "Warning"),
            AlertKind::Caution => ("caution", "Caution"),
        };
        self.open(&format!(
            "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
        ));
    }

    fn div(&mut self, index: u32, at: usize) {
        self.open(match &self.body.divs[index as usize].kind {
            DivKind::KeyPoints => "<div class=\"key-points\">\n",
            DivKind::RedFlags => "<div class=\"red-flags\">\n",
            DivKind::Note => "<aside class=\"note\" role=\"note\">\n",
            DivKind::Uncited(reason) => return self.uncited(reason, at),
            DivKind::Unknown(_) => "<div class=\"uncited\">\n",
        });
    }

    fn table(&mut self, index: u32, at: usize) {
        self.fresh_line();
        self.tables.push(Table {
            alignments: &self.body.alignments[index as usize],
            column: 0,
            head: false,
            body_open: false,
        });
        let caption = match self.body.nodes.get(at + 1) {
            Some(Node {
                event: Event::Start(Tag::Caption),
                ..
            }) => self.plain_text(at + 1..self.body.end_of(at + 1)),
            _ => String::new(),
        };
        let name = if caption.trim().is_empty() {
            "Table"
        } else {
            caption.trim()
        };
        self.out
            .push_str("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        let _ = escape_html(&mut self.out, name);
        self.out.push_str("\"><table>\n");
    }

    fn row(&mut self, at: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.column = 0;
        }
        self.out.push_str("<tr");
        if let Some((index, unit)) = self
            .linked
            .and_then(|linked| linked.row_unit(self.body.nodes[at].span))
        {
            self.out.push_str(" class=\"claim\" id=\"");
            self.out.push_str(&super::anchor::claim_id(index));
            self.out.push('"');
            self.basis(unit);
            self.row_waiver(unit);
        }
        self.out.push('>');
    }

    fn cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let alignment = table
            .alignments
            .get(table.column)
            .copied()
            .unwrap_or(Alignment::None);
        table.column += 1;
        self.out.push_str(if table.head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        self.out.push_str(match alignment {
            Alignment::None => "",
            Alignment::Left => " class=\"align-start\"",
            Alignment::Center => " class=\"align-center\"",
            Alignment::Right => " class=\"align-end\"",
        });
        self.out.push('>');
    }

    fn code_block(&mut self, index: u32, range: Range<usize>) {
        self.fresh_line();
        let info = self.body.code_blocks[index as usize]
            .info
            .as_deref()
            .unwrap_or_default();
        let language = info.split([' ', ',']).next().unwrap_or_default();
        let mut code = String::new();
        for node in &self.body.nodes[range] {
            code.push_str(self.body.text(self.file, node));
        }
        self.out.push_str(if self.linked.is_some() {
            "<pre class=\"code\" tabindex=\"0\"><code"
        } else {
            "<pre><code"
        });
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            let _ = escape_html(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        let highlighted = self
            .linked
            .and_then(|_| highlight::highlight(&code, language));
        match highlighted {
            Some(html) => self.out.push_str(&html),
            None => {
                let _ = escape_html_body_text(&mut self.out, &code);
            }
        }
        self.out.push_str("</code></pre>\n");
    }

    /// HTML of the editor's, which the rules found harmless; comments are not
    /// published.
    fn html_block(&mut self, node: &Node) {
        let raw = self.file.slice(node.span);
        self.fresh_line();
        let mut rest = raw;
        while let Some(start) = rest.find("<!--") {
            self.out.push_str(&rest[..start]);
            rest = rest[start..]
                .find("-->")
                .map_or("", |end| &rest[start + end + 3..]);
        }
        self.out.push_str(rest);
        self.fresh_line();
    }

    /// The words of some nodes, without markup.
    pub(super) fn plain_text(&self, range: Range<usize>) -> String {
        self.body.nodes[range]
            .iter()
            .map(|node| self.body.text(self.file, node))
            .collect()
    }

    pub(super) fn href(&mut self, url: &str) {
        let _ = escape_href(&mut self.out, url);
    }

    pub(super) fn text(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.out, text);
    }

    pub(super) fn attribute(&mut self, text: &str) {
        let _ = escape_html(&mut self.out, text);
    }
}

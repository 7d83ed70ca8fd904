//! Markdown into nodes: the events of the CommonMark parser with their places,
//! and our own constructs put in among them.
//!
//! Citations are found in the parser's text events, never in the raw file, so
//! that code, addresses, HTML and escapes cannot be mistaken for one.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, LinkType, Options, Parser,
    Tag as ParserTag,
};

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::text::{Span, TextFile};

use super::citation::{self, Malformed, parse_key};
use super::heading::{self, Heading, Ids};
use super::node::{AlertKind, Body, CodeBlock, Event, Image, Link, LinkForm, Node, Tag};
use super::{Cluster, ClusterForm, Cover, CoverKind, Div, DivKind, Item, div, figure, span};

const CITATION_RULE: &str = "citation-syntax";
const DIV_RULE: &str = "div";
const HEADING_RULE: &str = "heading-id";

/// Where the parser's callback sends a bracket that is a citation.
const CITE: &str = "cite:";

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Reads the text of a page from the offset `start` to the end of the file.
pub(super) fn read(
    file: &Arc<TextFile>,
    start: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let text = &file.text()[start..];
    let masked;
    let (source, fences) = if memchr::memmem::find(text.as_bytes(), b":::").is_some() {
        let (copy, fences) = div::mask(text);
        masked = copy;
        (masked.as_str(), fences)
    } else {
        (text, Vec::new())
    };
    let mut builder = Builder::new(file, start, source, diagnostics);
    builder.fences = fences;
    let callback = |link: BrokenLink<'_>| {
        is_citation(source, &link).then(|| (CowStr::Borrowed(CITE), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(source, options(), Some(callback));
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// Reads plain CommonMark.
pub(super) fn read_plain(file: &Arc<TextFile>) -> Body {
    let mut diagnostics = Vec::new();
    let mut builder = Builder::new(file, 0, file.text(), &mut diagnostics);
    builder.plain = true;
    for (event, range) in Parser::new_ext(file.text(), Options::empty()).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// Reads the inside of a title or the like as a line of text: the nodes of its
/// first paragraph. `range` lies within the file.
pub(super) fn read_line(file: &Arc<TextFile>, range: Range<usize>, into: &mut Body) -> Vec<Node> {
    let source = &file.text()[range.clone()];
    let mut diagnostics = Vec::new();
    let mut builder = Builder::new(file, range.start, source, &mut diagnostics);
    builder.body = std::mem::take(into);
    let kept = builder.body.nodes.len();
    let callback = |link: BrokenLink<'_>| {
        is_citation(source, &link).then(|| (CowStr::Borrowed(CITE), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(source, options(), Some(callback));
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    *into = builder.finish();
    let mut nodes = into.nodes.split_off(kept);
    nodes.retain(|node| {
        !matches!(node.event, Event::Start(tag) | Event::End(tag) if !tag.is_inline())
    });
    nodes
}

/// Whether a bracket without a link definition is a citation, or the locator
/// behind a key in the running text.
fn is_citation(source: &str, link: &BrokenLink<'_>) -> bool {
    if !matches!(
        link.link_type,
        LinkType::Shortcut
            | LinkType::ShortcutUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
    ) || source[link.span.end..].starts_with('{')
        || link.reference.starts_with('^')
    {
        return false;
    }
    citation::key_starts(&link.reference).next().is_some()
        || narrative_end(&source[..link.span.start])
}

/// Whether a text ends with a key of the running sentence, then at most one
/// line break.
fn narrative_end(before: &str) -> bool {
    let trimmed = before.trim_end();
    if before[trimmed.len()..].matches('\n').count() > 1 {
        return false;
    }
    let Some(at) = trimmed.rfind('@') else { return false };
    parse_key(&trimmed[at..]).is_some_and(|(_, length)| at + length == trimmed.len())
        && citation::is_key_start(trimmed, at)
}

struct Builder<'a> {
    file: &'a Arc<TextFile>,
    /// Where the parsed text begins in the file.
    base: usize,
    /// The parsed text: the file's, with the fences of divs masked.
    source: &'a str,
    plain: bool,
    fences: Vec<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
    body: Body,
    ids: Ids,
    open: Vec<Open>,
    /// The first node of the text that is being collected.
    run: Option<usize>,
    /// Inside a bracket that is a citation: its place.
    citation: Option<Range<usize>>,
    /// Everything before this offset has been read already.
    read_until: usize,
}

/// An open element: its tag, its place, its first node.
struct Open {
    tag: Tag,
    span: Span,
    node: usize,
}

impl<'a> Builder<'a> {
    fn new(
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
            citation: None,
            read_until: 0,
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start..self.base + range.end)
    }

    fn event(&mut self, event: pulldown_cmark::Event<'_>, range: Range<usize>) {
        use pulldown_cmark::Event as Parsed;
        if let Some(bracket) = &self.citation {
            let ends = matches!(event, Parsed::End(_)) && range == *bracket;
            if ends {
                self.citation = None;
                self.cite(range);
            }
            return;
        }
        if range.end <= self.read_until && !matches!(event, Parsed::Start(_) | Parsed::End(_)) {
            return;
        }
        if let Parsed::Text(text) = &event {
            self.text(text, range);
            return;
        }
        self.end_run();
        let span = self.span(&range);
        let event = match event {
            Parsed::Start(tag) => return self.start(tag, range),
            Parsed::End(_) => return self.end(),
            Parsed::Text(_) => return,
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
            Parsed::InlineMath(_) | Parsed::DisplayMath(_) => return,
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
        if self.run.is_none() && self.reads_citations() {
            self.run = Some(self.body.nodes.len());
        }
        self.body.nodes.push(Node { event, span });
    }

    /// Whether text here may cite: not in code, in an address, or in plain
    /// CommonMark.
    fn reads_citations(&self) -> bool {
        !self.plain
            && !self.open.iter().rev().take(4).any(|open| match open.tag {
                Tag::CodeBlock(_) | Tag::HtmlBlock => true,
                Tag::Link(link) => self.body.links[link as usize].form != LinkForm::Text,
                _ => false,
            })
    }

    fn start(&mut self, tag: ParserTag<'_>, range: Range<usize>) {
        let span = self.span(&range);
        let tag = match tag {
            ParserTag::Link { link_type, dest_url, .. } if is_ours(link_type, &dest_url) => {
                self.citation = Some(range);
                return;
            }
            ParserTag::Image { link_type, dest_url, .. } if is_ours(link_type, &dest_url) => {
                // `Wow![@key]`: an exclamation mark before a citation.
                self.body.nodes.push(Node {
                    event: Event::Text,
                    span: Span { start: span.start, end: span.start + 1 },
                });
                self.citation = Some(range);
                return;
            }
            tag => self.tag(tag, span),
        };
        if range.start < self.read_until && !tag.is_inline() {
            self.torn_braces(span);
        }
        self.push_start(tag, span);
    }

    /// A block begins within the braces of a span: what stands in it would be
    /// read as part of them, and vanish.
    fn torn_braces(&mut self, block: Span) {
        let end = (self.base + self.read_until) as u32;
        self.read_until = 0;
        let cover = self.body.covers.last().map(|cover| cover.span).filter(|span| span.end == end);
        let span = cover.unwrap_or(Span { start: block.start, end });
        self.diagnostics.push(
            Diagnostic::error(CITATION_RULE, self.file, span, "these braces do not end in the paragraph in which they begin")
                .why("what stands between would be read as part of them, and be missing on the page")
                .help("close the quotes and the braces before the paragraph or item ends: `{.uncited because=\"the reason\"}`"),
        );
    }

    fn push_start(&mut self, tag: Tag, span: Span) {
        self.open.push(Open { tag, span, node: self.body.nodes.len() });
        self.body.nodes.push(Node { event: Event::Start(tag), span });
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
            ParserTag::Link { link_type, dest_url, title, .. } => {
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
            ParserTag::Image { dest_url, title, .. } => {
                body.images.push(Image {
                    target: dest_url.into_string().into(),
                    title: title.into_string().into(),
                    span,
                });
                Tag::Image(body.images.len() as u32 - 1)
            }
            // Not switched on: mathematics, metadata, sub- and superscript.
            _ => Tag::Paragraph,
        }
    }

    fn end(&mut self) {
        while let Some(Open { tag: Tag::Div(index), .. }) = self.open.last() {
            let index = *index as usize;
            self.div_fault(index, "this div is not closed where it was opened", Some(
                "close it with a line `:::` before the list or quotation around it ends",
            ));
            self.pop();
        }
        self.pop();
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.body.nodes.push(Node { event: Event::End(open.tag), span: open.span });
        if self.plain {
            return;
        }
        match open.tag {
            Tag::Heading(index) => self.finish_heading(index as usize, open.node),
            Tag::Paragraph => figure::finish_paragraph(self.file, &mut self.body, open.node),
            Tag::Table(_) => figure::take_caption_before(self.file, &mut self.body, open.node),
            _ => {}
        }
    }

    fn finish_heading(&mut self, index: usize, node: usize) {
        let mut words = String::new();
        for node in &self.body.nodes[node..] {
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

    /// A citation in brackets ends: `range` is the bracket, or an image's `!`
    /// and the bracket.
    fn cite(&mut self, range: Range<usize>) {
        let start = range.start + self.source[range.clone()].find('[').unwrap_or(0);
        let bracket = start..range.end;
        let raw = &self.source[bracket.clone()];
        let raw = raw.strip_suffix("[]").unwrap_or(raw);
        let raw = raw.strip_prefix('[').and_then(|raw| raw.strip_suffix(']')).unwrap_or(raw);
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
        let Some((items, malformed)) = citation::parse_group(&inside, raw, base) else { return };
        if let Some(malformed) = malformed {
            self.malformed(malformed, span, &inside);
        }
        self.push_cluster(Cluster { span, form: ClusterForm::Group, items });
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
                    let gap = self.file.slice(Span { start: cluster.span.end, end: at });
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
        self.body.nodes.push(Node { event: Event::Cite(index), span });
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
        self.diagnostics.push(diagnostic.why(
            "read as plain text, the sentence would look sourced and be linked to nothing",
        ));
    }

    /// The text collected so far ends: citations in the running sentence and
    /// spans are found in it.
    fn end_run(&mut self) {
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
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return };
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
                let Some((cover, brace_end)) = self.braces(text, start + here) else { continue };
                self.push_text(nodes, done, start + here);
                self.close_cover(cover, start + here..brace_end);
                done = brace_end;
                self.read_until = self.read_until.max(brace_end - self.base);
            } else {
                if !citation::is_key_start(raw, here) {
                    continue;
                }
                let Some((key, length)) = parse_key(&raw[here..]) else { continue };
                let hyphen = raw[..here].ends_with('-')
                    && !raw[..here - 1].ends_with(|c: char| !c.is_whitespace());
                let marker = start + here - usize::from(hyphen);
                self.push_text(nodes, done, marker);
                let span = Span::new(marker..start + here + length);
                self.stray_bracket(text, marker, span);
                let item = Item {
                    key: crate::yaml::Word {
                        text: key.to_owned(),
                        span: Span::new(start + here..start + here + length),
                    },
                    prefix: "".into(),
                    suffix: "".into(),
                    locator: None,
                    suppress_author: hyphen,
                };
                self.push_cluster(Cluster { span, form: ClusterForm::Narrative, items: vec![item] });
                done = start + here + length;
                at = done - start;
            }
        }
        self.push_text(nodes, done, end);
    }

    /// A key right behind a bracket that was not read as a citation: brackets
    /// within brackets, or two brackets side by side.
    fn stray_bracket(&mut self, text: &str, marker: usize, span: Span) {
        if !text[..marker].ends_with('[') {
            return;
        }
        let line_end = paragraph_end(text, marker);
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

    /// The braces behind the bracket that closes at `bracket`, if they say
    /// what stands for a span, and where they end.
    fn braces(&self, text: &str, bracket: usize) -> Option<((CoverKind, Range<usize>), usize)> {
        let open = bracket + 1;
        if !text[open..].starts_with('{') {
            return None;
        }
        let paragraph = paragraph_end(text, open);
        let mut quoted = false;
        let close = text[open..paragraph].char_indices().find_map(|(at, c)| {
            match c {
                '"' => quoted = !quoted,
                '}' if !quoted => return Some(open + at),
                _ => {}
            }
            None
        })?;
        let kind = span::read(&text[open + 1..close])?;
        Some(((kind, open + 1..close), close + 1))
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
        let cover_span = Span { start: offset, end: range.end as u32 };
        self.body.covers.push(Cover { kind: kind.clone(), span: cover_span });
        let tag = Tag::Cover(self.body.covers.len() as u32 - 1);
        let text = |start, end| Node { event: Event::Text, span: Span { start, end } };
        let split = [
            text(bracket.start, offset),
            Node { event: Event::Start(tag), span: cover_span },
            text(offset + 1, bracket.end),
        ];
        let split = split
            .into_iter()
            .filter(|node| !matches!(node.event, Event::Text) || node.span.start < node.span.end);
        self.body.nodes.splice(node..=node, split);
        self.body.nodes.push(Node { event: Event::End(tag), span: cover_span });
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
                self.push_cluster(Cluster { span, form: ClusterForm::Group, items });
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
        for node in nodes {
            let start = node.span.start.max(from);
            let end = node.span.end.min(to);
            if start >= end {
                continue;
            }
            let whole = start == node.span.start && end == node.span.end;
            let event = if whole { node.event } else { Event::Text };
            self.body.nodes.push(Node { event, span: Span { start, end } });
        }
    }

    /// A line of colons: a div opens or closes.
    fn fence(&mut self, range: Range<usize>) {
        let start = self.base + range.start;
        let text = self.file.text();
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let line = text[start..end].trim_end();
        let span = Span::new(start..start + line.len());
        match div::read(line) {
            div::Fence::Open(kind) => {
                self.body.divs.push(Div { kind, span });
                let index = self.body.divs.len() - 1;
                self.check_div(index);
                self.push_start(Tag::Div(index as u32), span);
            }
            div::Fence::Close => {
                if matches!(self.open.last(), Some(Open { tag: Tag::Div(_), .. })) {
                    self.pop();
                } else {
                    self.diagnostics.push(
                        Diagnostic::error(DIV_RULE, self.file, span, "this line closes no div")
                            .label("nothing is open here")
                            .help("open a div with a line `::: note` at the same level, or remove this line"),
                    );
                }
            }
        }
    }

    fn check_div(&mut self, index: usize) {
        let fault = match &self.body.divs[index].kind {
            DivKind::Unknown(name) => {
                let near = nearest(name, div::DIV_NAMES);
                Some((format!("there is no div called `{name}`"), near))
            }
            DivKind::Uncited(reason) if reason.is_empty() => {
                Some(("a waiver needs a reason".to_owned(), None))
            }
            _ => None,
        };
        let Some((message, near)) = fault else { return };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if message.starts_with("there") => {
                format!("the names are {}", div::DIV_NAMES.join(", "))
            }
            None => "write `::: {.uncited because=\"the reason\"}`".to_owned(),
        };
        self.div_fault(index, &message, Some(&help));
    }

    fn div_fault(&mut self, index: usize, message: &str, help: Option<&str>) {
        let span = self.body.divs[index].span;
        let mut diagnostic = Diagnostic::error(DIV_RULE, self.file, span, message);
        diagnostic.help.extend(help.map(Into::into));
        self.diagnostics.push(diagnostic);
    }

    fn finish(mut self) -> Body {
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
        self.body
    }
}

/// Where the next empty line is, or the end of the text.
fn paragraph_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let ends = [rest.find("\n\n"), rest.find("\n\r\n")];
    ends.into_iter().flatten().min().map_or(text.len(), |end| from + end)
}

/// Whether a link without a definition is one that our callback answered.
fn is_ours(link_type: LinkType, target: &str) -> bool {
    matches!(link_type, LinkType::ShortcutUnknown | LinkType::CollapsedUnknown) && target == CITE
}

/// Puts the semicolons into `@a, @b` or `@a and @b`.
fn separate(inside: &str) -> String {
    let mut out = String::new();
    let mut last = 0;
    for (index, at) in citation::key_starts(inside).enumerate() {
        let at = if inside[..at].ends_with('-') { at - 1 } else { at };
        let between = inside[last..at].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        let between = between.strip_suffix(" and").unwrap_or(between);
        out.push_str(between.trim_end_matches([',', ';', ' ']));
        out.push_str(if index > 0 { "; " } else if between.is_empty() { "" } else { " " });
        last = at;
    }
    out.push_str(&inside[last..]);
    out
}

//! Front matter: what stands between the two `---` lines at a page's start.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, nearest};
use crate::text::{Span, TextFile};
use crate::yaml::{self, Fields, Node, Value, Word};

use super::Further;

const RULE: &str = "front-matter";

/// How far a citation reaches. The order is from the most to the least strict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// Its own sentence and nothing else.
    Strict,
    /// Its sentence; a list, a table or a quotation as a whole where the
    /// citation stands at its head.
    #[default]
    Sentence,
    /// Backwards to the citation before, three claims at most.
    Run,
    /// Its paragraph or list item.
    Paragraph,
}

impl Coverage {
    /// The words of `site.yaml` and of front matter.
    pub const WORDS: [&'static str; 4] = ["strict", "sentence", "run", "paragraph"];

    /// The mode of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "strict" => Some(Self::Strict),
            "sentence" => Some(Self::Sentence),
            "run" => Some(Self::Run),
            "paragraph" => Some(Self::Paragraph),
            _ => None,
        }
    }

    /// The field `coverage` and its place; a word that is no mode is told.
    pub fn read(
        fields: &mut Fields<'_>,
        file: &Arc<TextFile>,
        rule: &'static str,
    ) -> Option<(Self, Span)> {
        let word = fields.text("coverage")?;
        let coverage = Self::from_word(&word.text);
        if coverage.is_none() {
            let message = format!("`{}` is no kind of coverage", word.text);
            fields.diagnostics.push(
                Diagnostic::error(rule, file, word.span, message)
                    .did_you_mean(nearest(&word.text, Self::WORDS))
                    .help(format!("choose one of {}", Self::WORDS.join(", "))),
            );
        }
        coverage.map(|coverage| (coverage, word.span))
    }

    /// The word of the mode.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// A source in the page's `sources`: the key of one in the library, or one
/// written out in place.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its key.
    pub key: Word,
    /// The whole entry, if it was written out in place.
    pub entry: Option<Node>,
}

/// A page's medical review.
#[derive(Clone, Debug)]
pub struct Review {
    /// The reviewer: a key of `people.yaml`.
    pub by: Word,
    /// The day of the review.
    pub on: Date,
    /// The day the next one is due.
    pub next: Option<Date>,
}

/// The fields of a page.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The title; required. Empty only where the front matter has none, which
    /// is an error already reported.
    pub title: String,
    /// One sentence about the page.
    pub description: Option<String>,
    /// The authors: keys of `people.yaml`.
    pub authors: Vec<Word>,
    /// The medical review; `None` says that there was none yet.
    pub reviewed: Option<Review>,
    /// The day of first publication.
    pub published: Option<Date>,
    /// The day of the last change of substance.
    pub updated: Option<Date>,
    /// The topics.
    pub topics: Vec<Word>,
    /// The sources that the page may cite.
    pub sources: Vec<Listed>,
    /// The sources for further reading, which support nothing here.
    pub further: Further,
    /// Addresses where the page used to stand.
    pub aliases: Vec<Word>,
    /// The position among its siblings.
    pub order: Option<i64>,
    /// Whether the page is left out of a build without `--drafts`.
    pub draft: bool,
    /// Whether dollar signs hold formulas.
    pub math: bool,
    /// A stricter coverage than the site's.
    pub coverage: Option<(Coverage, Span)>,
    /// The place of the front matter, for what concerns the page as a whole.
    pub span: Span,
}

/// Reads the front matter; the second value is the offset where the text
/// begins.
pub(super) fn read(
    file: &Arc<TextFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (FrontMatter, usize) {
    let text = file.text();
    let Some(block) = find(text) else {
        let first_line = text.find('\n').unwrap_or(text.len());
        diagnostics.push(
            Diagnostic::error(
                RULE,
                file,
                Span::new(0..first_line),
                "this page has no front matter",
            )
            .label("the page must begin with a line `---`")
            .why("the front matter gives the page its title and lists the sources it may cite")
            .help("begin the file with:\n---\ntitle: The page's title\nsources: []\n---"),
        );
        return (FrontMatter::default(), 0);
    };
    if !block.closed {
        diagnostics.push(
            Diagnostic::error(
                RULE,
                file,
                Span::new(0..3),
                "the front matter is never closed",
            )
            .label("opened here")
            .help("end it with a line `---` of its own"),
        );
        return (FrontMatter::default(), text.len());
    }
    let (node, faults) = yaml::parse(text, block.yaml.clone());
    let broken = !faults.is_empty();
    diagnostics.extend(yaml::report(faults, RULE, file));
    let span = Span::new(0..3);
    let mut front = FrontMatter {
        span,
        ..FrontMatter::default()
    };
    let fields = fill(&mut front, file, &node, broken);
    diagnostics.extend(fields);
    (front, block.end)
}

struct Block {
    yaml: std::ops::Range<usize>,
    /// Where the text begins.
    end: usize,
    closed: bool,
}

/// Finds the block between a first line `---` and the next one.
fn find(text: &str) -> Option<Block> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Block {
                yaml: start..at,
                end: at + line.len(),
                closed: true,
            });
        }
        at += line.len();
    }
    Some(Block {
        yaml: start..at,
        end: at,
        closed: false,
    })
}

fn fill(
    front: &mut FrontMatter,
    file: &Arc<TextFile>,
    node: &Node,
    broken: bool,
) -> Vec<Diagnostic> {
    let mut fields = Fields::new(file, RULE, "the front matter", node);
    match fields.text("title") {
        Some(title) if !title.text.trim().is_empty() => front.title = title.text.trim().to_owned(),
        // A fault of the YAML may have swallowed the title: one message is enough.
        _ if broken || !fields.diagnostics.is_empty() => {}
        _ => fields.missing(
            "title",
            front.span,
            "the title is the page's heading, its name in every link and in search results",
        ),
    }
    front.description = fields.text("description").map(|word| word.text);
    front.authors = fields.texts("authors");
    front.reviewed = reviewed(&mut fields, file);
    front.published = fields.date("published");
    front.updated = fields.date("updated");
    front.topics = topics(&mut fields);
    front.sources = sources(&mut fields);
    front.further = Further::read(&mut fields, file.text());
    front.aliases = fields.texts("aliases");
    front.order = fields.number("order");
    front.draft = fields.flag("draft").unwrap_or(false);
    front.math = fields.flag("math").unwrap_or(false);
    front.coverage = Coverage::read(&mut fields, file, RULE);
    fields.finish()
}

fn topics(fields: &mut Fields<'_>) -> Vec<Word> {
    let mut topics: Vec<Word> = Vec::new();
    for mut word in fields.texts("topics") {
        word.text = word.text.trim().to_owned();
        if !word.text.is_empty() && !topics.iter().any(|known| known.text == word.text) {
            topics.push(word);
        }
    }
    topics
}

/// `reviewed: none`, or who reviewed the page, when, and when it is due again.
fn reviewed(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Option<Review> {
    let node = fields.take("reviewed")?;
    if node.as_text() == Some("none") {
        return None;
    }
    let Value::Mapping(_) = &node.value else {
        fields.wrong_type(
            node,
            "reviewed",
            "`none`, or who and when as in `{by: key, on: 2026-03-02, next: 2028-03-02}`",
        );
        return None;
    };
    let mut inner = Fields::new(file, RULE, "`reviewed`", node);
    let by = inner.text("by");
    let on = inner.date("on");
    let next = inner.date("next");
    if by.is_none() && inner.diagnostics.is_empty() {
        inner.missing("by", node.span, "a review needs someone who answers for it");
    }
    if on.is_none() && inner.diagnostics.is_empty() {
        inner.missing("on", node.span, "a review without a date says nothing");
    }
    fields.diagnostics.append(&mut inner.finish());
    Some(Review {
        by: by?,
        on: on?,
        next,
    })
}

/// The listed sources: keys, or whole entries with an `id`.
fn sources(fields: &mut Fields<'_>) -> Vec<Listed> {
    let Some(node) = fields.take("sources") else {
        return Vec::new();
    };
    let Value::Sequence(items) = &node.value else {
        fields.wrong_type(
            node,
            "sources",
            "a list of keys, as in `[leng-2016, nice-ng222]`",
        );
        return Vec::new();
    };
    let mut listed = Vec::with_capacity(items.len());
    for item in items {
        if let Some(key) = item.as_text() {
            // `- @key` and `- [@key]` are natural slips with one meaning.
            let key = key.trim_start_matches('@').to_owned();
            listed.push(Listed {
                key: Word {
                    text: key,
                    span: item.span,
                },
                entry: None,
            });
            continue;
        }
        match item
            .get("id")
            .and_then(|id| id.as_text().map(|text| (text, id.span)))
        {
            Some((id, span)) => listed.push(Listed {
                key: Word {
                    text: id.to_owned(),
                    span,
                },
                entry: Some(item.clone()),
            }),
            None => fields.wrong_type(
                item,
                "sources",
                "the key of a source, or a whole source with an `id`,",
            ),
        }
    }
    listed
}

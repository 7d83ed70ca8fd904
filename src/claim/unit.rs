//! A unit made ready for judging: its tokens, and the parts that its marks cut it into.
//!
//! In goes what the page says about a unit (its text, kind, lead-in, heading); out come rows of tokens which the
//! exemptions and vetoes read. It judges nothing.

use std::cell::OnceCell;
use std::cell::RefCell;
use std::ops::Range;

use super::class::Class;
use super::head::{Hearts, Starts};
use super::scan::Tokens;
use super::spelling::Spellings;
use super::stem::Stem;
use super::tally::Tally;
use super::token::{Break, Kind, Token};
use super::words::Words;

/// The words and marks of the longest unit that is read.
const LONGEST: usize = 600;

/// What a unit is on its page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitKind {
    /// A sentence of a paragraph.
    Paragraph,
    /// A sentence of a list item, or an item without a stop.
    ListItem,
    /// A sentence of a block quotation.
    Quotation,
    /// A table's body cell.
    Cell,
    /// A sentence of a caption.
    Caption,
    /// A sentence of a footnote.
    Footnote,
    /// A header cell or a definition list's term.
    Label,
}

/// All that is known of a unit before it is judged.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The unit: one sentence, or an item without a stop. Placeholders are passed over.
    pub text: &'a str,
    /// What it is on its page.
    pub kind: UnitKind,
    /// The lead-in of the list the unit is in.
    pub stem: Option<&'a Stem>,
    /// The heading the unit stands under.
    pub heading: Option<&'a str>,
    /// A list, quotation or table follows directly.
    pub introduces: bool,
    /// Who speaks: the attribution of a quotation, or the sentence that introduces it.
    pub attribution: Option<&'a str>,
    /// The unit is an item of an ordered list.
    pub numbered: bool,
}

impl<'a> Context<'a> {
    /// A sentence that stands by itself.
    pub(crate) fn sentence(text: &'a str) -> Context<'a> {
        Context {
            text,
            kind: UnitKind::Paragraph,
            stem: None,
            heading: None,
            introduces: false,
            attribution: None,
            numbered: false,
        }
    }
}

/// A part of a unit between two marks.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Into the unit's main row, or its aside.
    pub(crate) range: Range<usize>,
    pub(crate) before: Break,
    pub(crate) after: Break,
    pub(crate) aside: bool,
    /// Where its heart may begin, once that was asked.
    starts: OnceCell<Starts>,
}

/// A unit made ready.
#[derive(Debug)]
pub(crate) struct Unit<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) words: &'a Words,
    pub(crate) rows: Tokens,
    pub(crate) parts: Vec<Part>,
    /// Semicolons part more than two things: a row, not two sentences.
    pub(crate) is_row: bool,
    /// The heading that was read last.
    read: RefCell<Option<Stem>>,
    /// Its words of talk, once they were asked for.
    tally: OnceCell<Tally>,
}

/// The memory of units that were judged before, to be used again.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    rows: Tokens,
    parts: Vec<Part>,
    /// The heading that was read last: many items stand under one.
    heading: RefCell<Option<Stem>>,
}

impl<'a> Unit<'a> {
    pub(crate) fn new(context: &'a Context<'a>, words: &'a Words, memory: &mut Memory) -> Unit<'a> {
        let mut rows = std::mem::take(&mut memory.rows);
        let mut parts = std::mem::take(&mut memory.parts);
        rows.read(context.text, words);
        parts.clear();
        cut(&rows.main, false, &mut parts);
        cut(&rows.aside, true, &mut parts);
        let is_row = parts
            .iter()
            .filter(|part| !part.aside && part.before == Break::Semicolon)
            .count()
            > 1;
        Unit {
            context,
            words,
            rows,
            parts,
            is_row,
            read: RefCell::new(memory.heading.take()),
            tally: OnceCell::new(),
        }
    }

    /// Gives the memory back when nothing more is asked of the unit.
    pub(crate) fn leave(self, memory: &mut Memory) {
        memory.rows = self.rows;
        memory.parts = self.parts;
        memory.heading = self.read;
    }

    /// The heading above the unit, read as a lead-in.
    pub(crate) fn under(&self) -> Option<Stem> {
        let heading = self.context.heading?;
        let mut read = self.read.borrow_mut();
        if read.as_ref().is_none_or(|stem| stem.text() != heading) {
            *read = Some(Stem::new(heading, self.words));
        }
        read.clone()
    }

    /// It is longer than any sentence that is written to be read. What no eye can take in is not let through, which
    /// also bounds the work.
    pub(crate) fn is_endless(&self) -> bool {
        self.rows.main.len() + self.rows.aside.len() + self.rows.quoted.len() > LONGEST
    }

    /// What the vetoes read: the rows outside and inside brackets, not inside quotation marks.
    pub(crate) fn open_rows(&self) -> [&[Token]; 2] {
        [&self.rows.main, &self.rows.aside]
    }

    /// A token as it is written.
    pub(crate) fn word(&self, token: &Token) -> &'a str {
        self.context.text.get(token.place()).unwrap_or_default()
    }

    /// The token at `at` of a row is one of `words`, capitals aside.
    #[inline]
    #[allow(clippy::unused_self)]
    pub(crate) fn is_any(&self, row: &[Token], at: usize, words: &Spellings) -> bool {
        row.get(at).is_some_and(|token| token.is_in(words))
    }

    pub(crate) fn tokens(&self, part: &Part) -> &[Token] {
        let row = if part.aside {
            &self.rows.aside
        } else {
            &self.rows.main
        };
        row.get(part.range.clone()).unwrap_or_default()
    }

    /// Where the heart of a part may begin, which several exemptions ask.
    pub(crate) fn hearts(&self, part: &Part) -> Hearts<'_> {
        let tokens = self.tokens(part);
        let starts = part.starts.get_or_init(|| Hearts::of(tokens).starts);
        Hearts {
            tokens,
            starts: starts.clone(),
        }
    }

    /// The parts outside brackets.
    pub(crate) fn main_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !part.aside)
    }

    /// The words and numbers outside brackets and quotation marks; marks too.
    pub(crate) fn main(&self) -> &[Token] {
        &self.rows.main
    }

    /// The main row without the marks at its end.
    pub(crate) fn body(&self) -> &[Token] {
        let main = self.main();
        let end = main
            .iter()
            .rposition(|token| !matches!(token.kind, Kind::Break(_)))
            .map_or(0, |at| at + 1);
        main.get(..end).unwrap_or_default()
    }

    /// The last mark, if the unit ends in one.
    pub(crate) fn closing(&self) -> Break {
        match self.main() {
            // "Are the stairs clear?."
            [.., question, stop]
                if question.kind == Kind::Break(Break::Question)
                    && stop.kind == Kind::Break(Break::Stop) =>
            {
                Break::Question
            }
            [.., last] => match last.kind {
                Kind::Break(mark) => mark,
                _ => Break::None,
            },
            [] => Break::None,
        }
    }

    pub(crate) fn has_number(&self) -> bool {
        self.main()
            .iter()
            .chain(&self.rows.aside)
            .any(Token::is_number)
    }

    /// The words of talk in it, brackets and quotations included.
    pub(crate) fn tally(&self) -> Tally {
        *self.tally.get_or_init(|| {
            let rows = [&self.rows.main, &self.rows.aside, &self.rows.quoted];
            Tally::of(rows.into_iter().flatten())
        })
    }

    /// Has words in the first person, anywhere, quotations too.
    pub(crate) fn first_person(&self) -> bool {
        self.rows
            .main
            .iter()
            .chain(&self.rows.aside)
            .chain(&self.rows.quoted)
            .any(|token| token.has(Class::FirstPerson))
    }
}

fn cut(row: &[Token], aside: bool, parts: &mut Vec<Part>) {
    let mut start = 0;
    let mut before = Break::None;
    for (at, token) in row.iter().enumerate() {
        if let Kind::Break(mark) = token.kind {
            if at > start {
                parts.push(Part {
                    range: start..at,
                    before,
                    after: mark,
                    aside,
                    starts: OnceCell::new(),
                });
                before = mark;
            } else if parts.last().is_none_or(|last| last.aside != aside) {
                before = mark;
            }
            start = at + 1;
        }
    }
    if row.len() > start {
        parts.push(Part {
            range: start..row.len(),
            before,
            after: Break::None,
            aside,
            starts: OnceCell::new(),
        });
    }
}

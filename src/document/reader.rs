//! Reads what an editor writes within a line: citations in brackets and in the
//! running sentence, and spans with a source, a waiver or a section behind
//! them.
//!
//! Goes in: a line. Comes out: the keys in it, and what is to stand in place
//! of which part. Linear in the line: every character is looked at once, and
//! every bracket is closed once.

mod running;

use std::ops::Range;

use crate::text::Span;

use super::citation::{self, Before, Fault, Finding, Key, is_place, parse_key};
use super::line::Line;
use super::{ClusterForm, CoverKind};

/// How far the end of braces at a key is looked for.
const LONGEST_PLACE: usize = 100;

/// A bracket or an inline element that is open.
pub(super) enum Open {
    Bracket {
        at: usize,
        /// Its serial number, and that of the bracket around it.
        serial: usize,
        around: usize,
        /// The first key behind it.
        first_key: usize,
        /// How many keys stand directly in it.
        keys: usize,
        /// Whether a citation or a span stands in it.
        holds_citation: bool,
    },
    Element {
        holds_citation: bool,
    },
}

/// What is put in place of a part of the line.
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

pub(super) enum What {
    Cite(ClusterForm, Range<usize>),
    CoverStart(u32),
    CoverEnd(u32, Range<usize>),
    Nothing,
}

pub(super) struct Reader<'a> {
    pub(super) line: &'a Line<'a>,
    pub(super) keys: Vec<Key>,
    pub(super) open: Vec<Open>,
    before: Before,
    pub(super) depth: usize,
    /// The serial number of the innermost open bracket; 0 is none.
    pub(super) bracket: usize,
    serials: usize,
    /// Between the braces of a span, whose keys stand in no bracket.
    pub(super) in_braces: bool,
    pub(super) edits: Vec<Edit>,
    pub(super) covers: Vec<(CoverKind, Span)>,
    /// Places that stand behind a key and do not attach.
    detached: Vec<(usize, Range<usize>)>,
    /// Brackets side by side: their places, whether each is a citation.
    beside: Vec<(Range<usize>, bool)>,
    pub(super) found: Vec<Finding>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(line: &'a Line<'a>) -> Self {
        Self {
            line,
            keys: Vec::new(),
            open: Vec::new(),
            before: Before::default(),
            depth: 0,
            bracket: 0,
            serials: 0,
            in_braces: false,
            edits: Vec::new(),
            covers: Vec::new(),
            detached: Vec::new(),
            beside: Vec::new(),
            found: Vec::new(),
        }
    }

    fn fault(&mut self, fault: Fault, range: &Range<usize>) {
        let span = self.line.span(range);
        self.found.push(Finding {
            fault,
            span,
            fix: None,
        });
    }

    /// Finds keys, brackets and spans.
    pub(super) fn read(&mut self) {
        let line = self.line;
        let bytes = line.syntax.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = match bytes[at] {
                b'@' => self.key(at),
                b'[' => self.open_bracket(at),
                b']' => self.close_bracket(at),
                2 => {
                    self.begin_element();
                    at + 1
                }
                3 => {
                    self.end_element();
                    at + 1
                }
                _ => at + 1,
            };
        }
        while let Some(open) = self.open.pop() {
            self.unclosed(&open);
        }
        self.end_beside();
        for span in &line.described {
            let words = line.file.slice(*span);
            let mut before = Before::default();
            let cites = memchr::memchr_iter(b'@', words.as_bytes()).any(|at| {
                parse_key(&words[at..]).is_some_and(|(key, _)| before.allows(words, at, key))
            });
            if cites {
                self.found.push(Finding {
                    fault: Fault::InDescription,
                    span: *span,
                    fix: None,
                });
            }
        }
    }

    /// Braces behind an at sign that hold no key. Gives where the line goes on.
    fn bad_braces(&mut self, at: usize) -> usize {
        let from = at + 2;
        let close = self.line.syntax[from..]
            .char_indices()
            .take(LONGEST_PLACE)
            .find(|(_, c)| c.is_whitespace() || matches!(c, '}' | ']'))
            .map_or(0, |(close, c)| close + usize::from(c == '}'));
        self.fault(Fault::BadBraces, &(at..from + close));
        // Of one at sign behind the other, the first is told.
        let next = &self.line.syntax[from + close..];
        let end = from + close + next.len() - next.trim_start_matches(['@', '{']).len();
        // An element that begins or ends among them does so all the same.
        self.marks_within(at..end);
        end
    }

    /// The key whose at sign stands at an offset, and where it ends. What
    /// stands between braces is the file's: no markup, no curly quotes.
    fn key_at(&self, at: usize) -> Option<(String, usize)> {
        let line = self.line;
        if !line.syntax[at + 1..].starts_with('{') {
            let (key, length) = parse_key(&line.syntax[at..])?;
            return Some((key.to_owned(), at + length));
        }
        let from = line.file_start(at) as usize;
        let raw = line.file.text().get(from..line.end())?;
        let (key, length) = parse_key(raw)?;
        let end = line.offset_of(at, (from + length) as u32);
        Some((key.to_owned(), end))
    }

    pub(super) fn key(&mut self, at: usize) -> usize {
        let line = self.line;
        let syntax = &line.syntax;
        let Some((key, end)) = self.key_at(at) else {
            if syntax[at + 1..].starts_with('{') && self.before.allows(syntax, at, "") {
                return self.bad_braces(at);
            }
            return at + 1;
        };
        if !self.before.allows(syntax, at, &key) {
            return at + 1;
        }
        self.keys.push(Key {
            at,
            end,
            text: key,
            suppressed: citation::suppresses(syntax, at),
            bracket: self.bracket,
            depth: self.depth,
            tail: None,
            used: false,
        });
        if !self.in_braces {
            if let Some(Open::Bracket { keys, .. }) = self.open.last_mut() {
                *keys += 1;
            }
            self.marks_within(at..end);
        }
        end
    }

    fn open_bracket(&mut self, at: usize) -> usize {
        self.serials += 1;
        self.open.push(Open::Bracket {
            at,
            serial: self.serials,
            around: self.bracket,
            first_key: self.keys.len(),
            keys: 0,
            holds_citation: false,
        });
        self.bracket = self.serials;
        at + 1
    }

    /// Markup that begins or ends between braces, whose text is left out.
    pub(super) fn marks_within(&mut self, range: Range<usize>) {
        for mark in self.line.syntax[range].chars() {
            match mark {
                citation::BEGINS => self.begin_element(),
                citation::ENDS => self.end_element(),
                _ => {}
            }
        }
    }

    fn begin_element(&mut self) {
        self.open.push(Open::Element {
            holds_citation: false,
        });
        self.depth += 1;
    }

    /// An element ends: brackets that began in it and did not end there are
    /// plain.
    fn end_element(&mut self) {
        while let Some(open) = self.open.pop() {
            if let Open::Element { holds_citation } = open {
                self.depth -= 1;
                if holds_citation {
                    self.holds_citation();
                }
                return;
            }
            self.unclosed(&open);
        }
    }

    fn close_bracket(&mut self, at: usize) -> usize {
        let Some(Open::Bracket {
            at: start,
            around,
            first_key,
            keys,
            holds_citation,
            ..
        }) = self
            .open
            .pop_if(|open| matches!(open, Open::Bracket { .. }))
        else {
            return self.unopened(at);
        };
        self.bracket = around;
        let end = at + 1;
        if let Some(next) = self.cover(Some(start), at) {
            self.holds_citation();
            return next;
        }
        if holds_citation && keys > 0 {
            self.fault(Fault::Nested, &(start..end));
        }
        let cites = keys > 0 && !holds_citation;
        if cites {
            self.cite(start..end, first_key);
        } else if !holds_citation && self.keys.len() == first_key {
            self.attach(start..end, first_key);
        } else if !holds_citation {
            // `[*@key*]`, or `@one [see *@two*]`
            let begins = self.keys[first_key].at == start + 2;
            if begins || self.key_before(start, first_key).is_some() {
                self.fault(Fault::KeyInMarkup, &(start..end));
            }
        }
        if cites || holds_citation {
            self.holds_citation();
        }
        self.beside(start..end, cites);
        end
    }

    /// Tells the bracket or the element around that it holds a citation.
    fn holds_citation(&mut self) {
        if let Some(Open::Bracket { holds_citation, .. } | Open::Element { holds_citation }) =
            self.open.last_mut()
        {
            *holds_citation = true;
        }
    }

    /// A bracket with keys is a citation, or belongs to the key before it.
    fn cite(&mut self, bracket: Range<usize>, first_key: usize) {
        let line = self.line;
        let mut start = bracket.start;
        if let Some(index) = self.key_before(bracket.start, first_key) {
            self.keys[index].used = true;
            start = self.keys[index].start();
            let keys = index..self.keys.len();
            self.push_cite(start..bracket.end, ClusterForm::Narrative, keys);
        } else {
            let keys = first_key..self.keys.len();
            self.push_cite(bracket.clone(), ClusterForm::Group, keys);
        }
        for key in &mut self.keys[first_key..] {
            key.used = true;
        }
        let rest = &line.syntax[bracket.end..];
        if rest.starts_with('{') {
            self.fault(Fault::BracesBehind, &bracket);
        }
        if line.syntax[..start].ends_with('^') {
            let span = line.span(&(start - 1..bracket.end));
            let text = line.raw(&(start..bracket.end)).to_owned();
            self.found.push(Finding {
                fault: Fault::InlineNote,
                span,
                fix: Some((span, text)),
            });
        }
    }

    fn push_cite(&mut self, range: Range<usize>, form: ClusterForm, keys: Range<usize>) {
        let what = What::Cite(form, keys);
        self.edits.push(Edit { range, what });
    }

    /// A bracket without keys may belong to the key in the sentence before it.
    fn attach(&mut self, bracket: Range<usize>, first_key: usize) {
        let rest = &self.line.syntax[bracket.end..];
        if rest.starts_with(['[', '(', '{']) {
            return;
        }
        if let Some(index) = self.key_before(bracket.start, first_key) {
            self.keys[index].tail = Some(bracket);
            return;
        }
        // `@key, [p. 3]`
        let line = self.line;
        let comma = line.syntax[..bracket.start].trim_end();
        if let Some(before) = comma.strip_suffix(',')
            && let Some(index) = self.key_before(before.len(), first_key)
            && is_place(&line.text[bracket.start + 1..bracket.end - 1])
        {
            self.detached.push((index, bracket));
        }
    }

    /// The key in the running sentence that ends, spaces and one line break
    /// aside, at an offset, and has no bracket yet.
    fn key_before(&self, at: usize, first_key: usize) -> Option<usize> {
        let index = first_key.checked_sub(1)?;
        let key = &self.keys[index];
        let gap = self.line.syntax.get(key.end..at)?;
        let fits = !key.used
            && key.tail.is_none()
            && key.depth == self.depth
            && key.bracket == self.bracket
            && gap.trim().is_empty()
            && gap.matches('\n').count() <= 1;
        fits.then_some(index)
    }

    /// Notes brackets that stand side by side.
    fn beside(&mut self, bracket: Range<usize>, cites: bool) {
        if self
            .beside
            .last()
            .is_some_and(|(last, _)| last.end != bracket.start)
        {
            self.end_beside();
        }
        if cites || !self.beside.is_empty() {
            self.beside.push((bracket, cites));
        }
    }

    fn end_beside(&mut self) {
        let brackets = std::mem::take(&mut self.beside);
        let [(first, _), .., (last, _)] = brackets.as_slice() else {
            return;
        };
        let line = self.line;
        let inside = |range: &Range<usize>| line.raw(&(range.start + 1..range.end - 1)).trim();
        let mut text = String::from("[");
        let mut known = true;
        for (at, (range, cites)) in brackets.iter().enumerate() {
            let words = inside(range);
            known &= *cites || words.is_empty() || is_place(words);
            if at > 0 && !words.is_empty() {
                text.push_str(if *cites { "; " } else { ", " });
            }
            text.push_str(words);
        }
        text.push(']');
        let span = line.span(&(first.start..last.end));
        self.found.push(Finding {
            fault: Fault::Beside,
            span,
            fix: known.then_some((span, text)),
        });
    }

    /// A bracket that nothing closes: a fault if a citation was meant.
    fn unclosed(&mut self, open: &Open) {
        let Open::Bracket {
            at,
            around,
            first_key,
            serial,
            holds_citation,
            ..
        } = *open
        else {
            return;
        };
        self.bracket = around;
        if holds_citation {
            self.holds_citation();
        }
        let Some(key) = self.keys.get(first_key).filter(|key| key.bracket == serial) else {
            return;
        };
        let words = &self.line.text[at + 1..key.start()];
        let leads = words.len() < 40
            && words
                .chars()
                .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | ','))
            && words.split_whitespace().count() < 4;
        if leads && !key.used {
            let range = at..key.end;
            self.fault(Fault::Unclosed, &range);
        }
    }

    /// A bracket that nothing opens: braces behind it are a fault, and so is a
    /// citation that lacks its beginning.
    fn unopened(&mut self, at: usize) -> usize {
        if let Some(next) = self.cover(None, at) {
            return next;
        }
        let line = self.line;
        if let Some(key) = self
            .keys
            .last()
            .filter(|key| !key.used && key.tail.is_none())
        {
            let words = &line.text[key.end..at];
            let literal = line.text[..key.start()].trim_end().ends_with('[');
            if !literal && (words.trim().is_empty() || is_place(words)) {
                let range = key.start()..at + 1;
                let span = line.span(&range);
                let fix = (span, format!("[{}", line.file.slice(span)));
                self.found.push(Finding {
                    fault: Fault::Unopened,
                    span,
                    fix: Some(fix),
                });
            }
        }
        at + 1
    }
}

//! Makes units of one line of text: its sentences, each with its verdict, the
//! citations and spans in it, and its place on the page.

use std::ops::Range;

use super::gather::{Frame, Gather};
use super::page::UnitPlace;
use super::prose::{Prose, readable};
use super::sentence::sentences;
use super::stem::Stem;
use super::unit::{Context, Memory, UnitKind};
use super::verdict::{Verdict, judge_in};
use super::{By, Exemption, Status, Unit, Words};

impl Gather<'_> {
    /// Cuts the collected text into sentences and judges them.
    pub(super) fn sentences(&mut self, introduces: bool) {
        let mut prose = std::mem::take(&mut self.prose);
        self.blocks += 1;
        let first = self.page.units.len();
        let around = self.around().clone();
        let kind = around.kind;
        let stem = around.stem.filter(|_| kind == UnitKind::ListItem);
        let numbered = around.numbered;
        let end_of_quotation = self.attribution_line(&prose);
        let attribution = match (self.frames.last(), end_of_quotation) {
            (Some(Frame::Quote { .. }), Some(at)) => Some(readable(&prose.text[at..])),
            (Some(Frame::Quote { introduction, .. }), None) => introduction.clone(),
            _ => None,
        };
        let body_end = end_of_quotation.unwrap_or(prose.text.len());
        let mut ranges = sentences(&prose.text[..body_end], &prose.atoms);
        if let Some(at) = end_of_quotation {
            let atoms: Vec<_> = prose
                .atoms
                .iter()
                .filter(|atom| atom.end > at)
                .map(|atom| atom.start.saturating_sub(at)..atom.end - at)
                .collect();
            ranges.extend(
                sentences(&prose.text[at..], &atoms)
                    .into_iter()
                    .map(|range| at + range.start..at + range.end),
            );
        }
        let last = ranges.len().saturating_sub(1);
        let heading = self
            .heading
            .map(|index| &*self.body.headings[index as usize].text);
        let mut cluster = 0;
        let mut note = 0;
        let mut covers = Open::of(&prose);
        for (index, range) in ranges.into_iter().enumerate() {
            let text = &prose.text[range.clone()];
            if !text.chars().any(char::is_alphanumeric) {
                continue;
            }
            let in_attribution = range.start >= body_end;
            let short = || text.split_whitespace().nth(12).is_none();
            let context = Context {
                text,
                kind: if in_attribution && short() {
                    UnitKind::Label
                } else {
                    kind
                },
                stem: stem.as_deref(),
                heading,
                introduces: introduces && index == last,
                attribution: attribution.as_deref(),
                numbered,
            };
            let verdict = verdict(&context, self.words, &mut self.memory);
            let mut own = Vec::new();
            while let Some((at, index)) = prose
                .clusters
                .get(cluster)
                .filter(|(at, _)| *at < range.end)
            {
                if *at >= range.start {
                    own.push(*index);
                }
                cluster += 1;
            }
            if in_attribution && let Some(Frame::Quote { attribution, .. }) = self.frames.last_mut()
            {
                attribution.extend(&own);
            }
            let mut notes = Vec::new();
            while let Some((at, label)) = prose.notes.get(note).filter(|(at, _)| *at < range.end) {
                if *at >= range.start {
                    notes.push(self.body.strings[*label as usize].clone());
                }
                note += 1;
            }
            let place = UnitPlace {
                covers: covers.around(&prose, &range),
                notes,
                ..self.place()
            };
            self.page.places.push(place);
            self.push(&prose, range, context.kind, verdict, own, stem.as_deref());
        }
        self.previous = Some(first..self.page.units.len());
        prose.clear();
        self.prose = prose;
    }

    /// Where the attribution of a quotation begins: a line that starts with a
    /// dash.
    fn attribution_line(&self, prose: &Prose) -> Option<usize> {
        if !matches!(self.frames.last(), Some(Frame::Quote { .. })) {
            return None;
        }
        let text = &prose.text;
        let start = text.rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].trim_start();
        line.starts_with(['—', '–', '―']).then_some(start)
    }

    fn push(
        &mut self,
        prose: &Prose,
        range: Range<usize>,
        kind: UnitKind,
        verdict: Verdict,
        own: Vec<u32>,
        stem: Option<&Stem>,
    ) {
        let veto_span = match &verdict {
            Verdict::Claim {
                vetoed: Some(vetoed),
            } => Some(
                prose.span(&(range.start + vetoed.words.start..range.start + vetoed.words.end)),
            ),
            _ => None,
        };
        let mut span = prose.span(&range);
        // An empty link between two sentences belongs to the first.
        if let Some(before) = self.page.units.last()
            && (span.start..span.end).contains(&before.span.end)
        {
            span.start = before.span.end;
        }
        self.page.units.push(Unit {
            span,
            text: readable(&prose.text[range.clone()]),
            kind,
            verdict,
            veto_span,
            status: own_status(own),
            heading: self.heading,
            stem: stem.map(Stem::shared_text),
        });
    }

    /// Where a unit made now stands.
    fn place(&self) -> UnitPlace {
        let around = self.around();
        UnitPlace {
            block: self.blocks,
            item: around.item,
            figure: around.figure,
            waived_by: around.waived_by,
            ..UnitPlace::default()
        }
    }
}

/// How many spans around one another are told of a unit. Nobody writes as many; a page made to be slow might.
const DEEPEST: usize = 32;

/// The spans of a block that are open at a unit, as the units are gone through
/// in order.
struct Open {
    /// By their beginning, those around others first; the next one is last.
    ahead: Vec<(u32, Range<usize>)>,
    open: Vec<(u32, Range<usize>)>,
}

impl Open {
    fn of(prose: &Prose) -> Self {
        let mut ahead = prose.covers.clone();
        ahead.sort_by_key(|(_, within)| (within.start, std::cmp::Reverse(within.end)));
        ahead.reverse();
        Self {
            ahead,
            open: Vec::new(),
        }
    }

    /// Forgets what ends before a place. Spans are nested: the innermost end first.
    fn close(&mut self, at: usize) {
        while self.open.pop_if(|(_, within)| within.end <= at).is_some() {}
    }

    /// The spans around the whole of a unit, the innermost first.
    fn around(&mut self, prose: &Prose, unit: &Range<usize>) -> Vec<u32> {
        while let Some(next) = self.ahead.pop_if(|(_, within)| within.start <= unit.start) {
            self.close(next.1.start);
            self.open.push(next);
        }
        self.close(unit.start);
        let letters = end_of_letters(prose, unit);
        let mut around: Vec<&(u32, Range<usize>)> = self
            .open
            .iter()
            .rev()
            .filter(|(_, within)| within.end >= letters)
            .take(DEEPEST)
            .collect();
        around.sort_by_key(|(_, within)| within.end);
        around.into_iter().map(|(cover, _)| *cover).collect()
    }
}

/// The verdict on a unit; without word lists only the structure of the page
/// exempts.
pub(super) fn verdict(
    context: &Context<'_>,
    words: Option<&Words>,
    memory: &mut Memory,
) -> Verdict {
    match words {
        Some(words) => judge_in(context, words, memory),
        None if context.kind == UnitKind::Label
            || !context.text.chars().any(char::is_alphanumeric) =>
        {
            Verdict::Exempt(Exemption::Boilerplate)
        }
        None => Verdict::Claim { vetoed: None },
    }
}

/// Where the last letter or digit of a unit ends: only citations and marks stand
/// behind it, which a span around the unit need not hold.
fn end_of_letters(prose: &Prose, unit: &Range<usize>) -> usize {
    let text = &prose.text[unit.clone()];
    text.char_indices()
        .rev()
        .find(|(_, c)| c.is_alphanumeric())
        .map_or(unit.end, |(at, c)| unit.start + at + c.len_utf8())
}

pub(super) fn own_status(own: Vec<u32>) -> Status {
    if own.is_empty() {
        Status::Uncovered
    } else {
        Status::Covered(By::Own, own)
    }
}

//! The notes of a page in the order of their numbers, and where each citation
//! stands among those of its source.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::bibliography::{Position, SourceId};
use crate::document::Locator;

/// What a note is.
#[derive(Clone, Copy)]
pub(super) enum Note<'a> {
    /// The editor's own, with its label.
    Own(&'a str),
    /// One of the editor's own to which no number leads.
    Unmarked(&'a str),
    /// A citation.
    Cited(u32),
}

/// The notes of a page.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// In the order of their numbers; the first has the number 1.
    pub(super) order: Vec<Note<'a>>,
    /// The numbers of the editor's own by label.
    pub(super) numbers: FxHashMap<&'a str, u32>,
    /// Where the texts of the editor's own stand.
    pub(super) nodes: FxHashMap<&'a str, Range<usize>>,
    /// The number of the note that is being written.
    pub(super) writing: Option<u32>,
    /// The first and the last note that cite a source.
    pub(super) citing: FxHashMap<SourceId, (u32, u32)>,
    /// What the note before cites, if that is all that it does.
    pub(super) before: Option<(SourceId, Option<&'a Locator>)>,
}

impl<'a> Notes<'a> {
    /// Says where the text of a footnote stands; the first text of a label counts.
    pub(super) fn define(&mut self, label: &'a str, nodes: Range<usize>) {
        self.nodes.entry(label).or_insert(nodes);
    }

    pub(super) fn add(&mut self, note: Note<'a>) -> u32 {
        self.order.push(note);
        self.order.len() as u32
    }

    /// Numbers the footnotes to which no number leads, in the order of the page.
    pub(super) fn add_unmarked(&mut self) {
        let mut rest: Vec<(usize, &str)> = self
            .nodes
            .iter()
            .filter(|(label, _)| !self.numbers.contains_key(*label))
            .map(|(label, nodes)| (nodes.start, *label))
            .collect();
        rest.sort_unstable();
        for (_, label) in rest {
            let number = self.add(Note::Unmarked(label));
            self.numbers.insert(label, number);
        }
    }

    /// Where a citation of a source in this note stands among those before.
    pub(super) fn position(
        &mut self,
        number: u32,
        source: SourceId,
        place: Option<&'a Locator>,
    ) -> Position {
        let (first, last) = match self.citing.get(&source) {
            Some((first, last)) => (*first, Some(*last)),
            None => (number, None),
        };
        self.citing.insert(source, (first, number));
        match (last, self.before.replace((source, place))) {
            (None, _) => Position::First,
            (_, Some((before, at))) if before == source && same_place(at, place) => Position::Ibid,
            (_, Some((before, _))) if before == source && place.is_some() => {
                Position::IbidWithLocator
            }
            (Some(last), _) => Position::Subsequent {
                first,
                distance: number - last,
            },
        }
    }
}

fn same_place(a: Option<&Locator>, b: Option<&Locator>) -> bool {
    a.map(|place| (place.label, &place.value)) == b.map(|place| (place.label, &place.value))
}

//! What a claim rests on, written on the element that holds it.
//!
//! A citation often stands elsewhere than in the sentence that rests on it: on
//! the lead-in of a list, on a table's caption, in a note. The attributes say
//! which sources of the page stand for the claim, and through what, so that a
//! script can tell a reader, and a program need not guess from the markers.

use crate::claim::{By, Status, Unit};
use crate::text::Span;

use super::anchor::source_id;
use super::body::{Linked, Writer};

impl<'a> Writer<'a> {
    /// `data-sources`, the ids of the references in the order of the list, and unless the citation is the
    /// claim's own `data-through`: "its list".
    pub(super) fn basis(&mut self, unit: &Unit) {
        let (Some(linked), Status::Covered(by, _)) = (self.linked, &unit.status) else {
            return;
        };
        if *by != By::Own {
            let words = by.words_of_one();
            self.out.push_str(" data-through=\"");
            self.attribute(words.strip_prefix("by ").unwrap_or(&words));
            self.out.push('"');
        }
        let mut sources = linked.site.sources_of(linked.page, &unit.status);
        let listed = &linked.page.references.sources;
        sources.sort_by_key(|source| listed.iter().position(|listed| listed == source));
        if sources.is_empty() {
            return;
        }
        self.out.push_str(" data-sources=\"");
        for (at, source) in sources.into_iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            self.attribute(&source_id(linked.site, source));
        }
        self.out.push('"');
    }

    /// `data-waiver`: the reason why a table's row has no source. That of a
    /// sentence stands behind it, where a row has no place for it. It is empty
    /// where the reason stands at the head of a part.
    pub(super) fn row_waiver(&mut self, unit: &Unit) {
        if let Status::Waived(reason) = &unit.status {
            self.out.push_str(" data-waiver=\"");
            if !self.is_told(reason) {
                self.attribute(reason);
            }
            self.out.push('"');
        }
    }

    /// Opens a part without a source. Its reason is told once, at its head: behind
    /// each of many sentences it would be all that a reader sees.
    pub(super) fn uncited(&mut self, reason: &'a str, at: usize) {
        self.out.push_str("<div class=\"uncited\">\n");
        self.waived.push(reason);
        if self
            .linked
            .is_some_and(|linked| linked.has_waived(self.part(at), reason))
        {
            self.out
                .push_str("<p class=\"no-source\">No source for this part: ");
            self.text(reason);
            self.out.push_str("</p>\n");
        }
    }

    /// Whether a reason stands at the head of the part that is being written.
    pub(super) fn is_told(&self, reason: &str) -> bool {
        self.waived.last() == Some(&reason)
    }

    /// The place of a block and all that is in it.
    fn part(&self, at: usize) -> Span {
        let nodes = &self.body.nodes[at..self.body.end_of(at)];
        Span {
            start: nodes[0].span.start,
            end: nodes.iter().map(|node| node.span.end).max().unwrap_or(0),
        }
    }
}

impl Linked<'_> {
    /// Whether a claim within a place has no source for a reason.
    fn has_waived(self, place: Span, reason: &str) -> bool {
        let units = &self.page.claims.units;
        let first = units.partition_point(|unit| unit.span.start < place.start);
        units[first..]
            .iter()
            .take_while(|unit| unit.span.start < place.end)
            .any(|unit| matches!(&unit.status, Status::Waived(because) if **because == *reason))
    }
}

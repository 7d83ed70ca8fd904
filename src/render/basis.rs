//! What a claim rests on, written on the element that holds it.
//!
//! A citation often stands elsewhere than in the sentence that rests on it: on
//! the lead-in of a list, on a table's caption, in a note. The attributes say
//! which sources of the page stand for the claim, and through what, so that a
//! script can tell a reader, and a program need not guess from the markers.

use crate::claim::{By, Status, Unit};

use super::anchor::source_id;
use super::body::Writer;

impl Writer<'_> {
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
    /// sentence stands behind it, where a row has no place for it.
    pub(super) fn row_waiver(&mut self, unit: &Unit) {
        if let Status::Waived(reason) = &unit.status {
            self.out.push_str(" data-waiver=\"");
            self.attribute(reason);
            self.out.push('"');
        }
    }
}

//! Rows of tables: one unit each, judged cell by cell.

use crate::text::Span;

use super::Unit;
use super::gather::{Frame, Gather};
use super::line::{own_status, verdict};
use super::page::UnitPlace;
use super::prose::readable;
use super::sentence::sentences;
use super::unit::{Context, UnitKind};
use super::verdict::Verdict;

impl Gather<'_> {
    /// A body cell of a table: part of its row's unit.
    pub(super) fn cell(&mut self, clusters: Vec<u32>) {
        let text = &self.prose.text;
        let words = text.chars().any(char::is_alphanumeric);
        let verdict = words.then(|| {
            let heading = self
                .heading
                .map(|index| &*self.body.headings[index as usize].text);
            let mut judge = |text: &str| {
                let context = Context {
                    text,
                    kind: UnitKind::Cell,
                    stem: None,
                    heading,
                    introduces: false,
                    attribution: None,
                    numbered: false,
                };
                verdict(&context, self.words, &mut self.memory)
            };
            // A cell of several sentences is exempt only if all of them are.
            let mut verdicts = sentences(text, &self.prose.atoms)
                .into_iter()
                .map(|range| judge(&text[range]));
            let first = verdicts.next().unwrap_or(Verdict::Claim { vetoed: None });
            verdicts
                .find(|verdict| matches!(verdict, Verdict::Claim { .. }))
                .unwrap_or(first)
        });
        // A cell of nothing but HTML has no words, and no place of its own.
        let span = (!text.is_empty()).then(|| self.prose.span(&(0..text.len())));
        let readable = readable(text);
        let Some(Frame::Table {
            row: Some(row),
            column,
            ..
        }) = self.frames.last_mut()
        else {
            return;
        };
        row.clusters.extend(clusters);
        row.span = match (row.span, span) {
            (Some(before), Some(span)) => Some(Span {
                start: before.start,
                end: span.end.max(before.end),
            }),
            (before, span) => before.or(span),
        };
        if let Some(verdict) = verdict {
            if matches!(verdict, Verdict::Claim { .. }) {
                row.claims.push(*column);
            }
            row.verdicts.push(verdict);
            row.texts.push(readable);
        }
    }

    pub(super) fn finish_row(&mut self) {
        let unit = self.page.units.len();
        let Some(Frame::Table { table, row, .. }) = self.frames.last_mut() else {
            return;
        };
        let Some(row) = row.take() else { return };
        let (Some(span), Some(first)) = (row.span, row.verdicts.first()) else {
            return;
        };
        let verdict = if row.claims.is_empty() {
            first.clone()
        } else {
            Verdict::Claim { vetoed: None }
        };
        let mut claims = row.claims;
        // A short first cell is the row's name: the columns say what is
        // claimed of it.
        let named = row
            .texts
            .first()
            .is_some_and(|text| text.split_whitespace().nth(4).is_none());
        if claims.len() > 1 && claims[0] == 0 && named {
            claims.remove(0);
        }
        table.rows.push((unit, claims));
        self.blocks += 1;
        self.page.units.push(Unit {
            span,
            text: row.texts.join(" | ").into(),
            kind: UnitKind::Cell,
            verdict,
            veto_span: None,
            status: own_status(row.clusters),
            heading: self.heading,
            stem: None,
        });
        let waived_by = self.around().waived_by;
        self.page.places.push(UnitPlace {
            block: self.blocks,
            waived_by,
            ..UnitPlace::default()
        });
    }
}

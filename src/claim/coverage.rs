//! Which citations stand for which unit.
//!
//! Goes in: units with the citations that stand in them. Comes out: the same
//! units with their status. Nothing is inferred backwards unless the mode says
//! so, and nothing reaches across the border of a list, table, quotation, note
//! or div. Adding a citation never takes coverage away.

use rustc_hash::FxHashMap;

use crate::document::{CoverKind, Coverage, DivKind, Document};

use super::page::Page;
use super::{By, Status};

/// How many claims a citation reaches back over in the mode `run`.
const MAX_RUN: usize = 3;

/// Works out the status of every unit.
pub(super) fn cover(document: &Document, page: &mut Page, mode: Coverage) {
    by_note(page);
    by_span(document, page);
    if mode > Coverage::Strict {
        by_item(page);
        by_figure(page);
        by_quotation(page);
        by_table(page);
        by_list(page);
    }
    match mode {
        Coverage::Run => by_run(page),
        Coverage::Paragraph => by_paragraph(page),
        Coverage::Strict | Coverage::Sentence => {}
    }
    if mode > Coverage::Strict {
        by_items(page);
    }
    by_waiver(document, page);
}

/// The citations that stand in a unit or already stand for it.
fn clusters(status: &Status) -> &[u32] {
    match status {
        Status::Covered(_, clusters) => clusters,
        _ => &[],
    }
}

fn give(page: &mut Page, unit: usize, by: By, clusters: &[u32]) {
    let status = &mut page.units[unit].status;
    if *status == Status::Uncovered && !clusters.is_empty() {
        *status = Status::Covered(by, clusters.to_vec());
    }
}

/// A footnote that holds nothing but citations counts as those citations.
fn by_note(page: &mut Page) {
    let notes: FxHashMap<Box<str>, Vec<u32>> =
        std::mem::take(&mut page.bare_notes).into_iter().collect();
    if notes.is_empty() {
        return;
    }
    for unit in 0..page.units.len() {
        let cited = page.places[unit]
            .notes
            .iter()
            .find_map(|label| notes.get(label));
        if let Some(cited) = cited {
            give(page, unit, By::Note, cited);
        }
    }
}

/// The source of a span stands for every sentence in it.
fn by_span(document: &Document, page: &mut Page) {
    let sources: FxHashMap<u32, u32> = span_sources(document);
    if document.body.covers.is_empty() {
        return;
    }
    for unit in 0..page.units.len() {
        for cover in page.places[unit].covers.clone() {
            match document.body.covers[cover as usize].kind {
                CoverKind::Sources => {
                    if let Some(cluster) = sources.get(&cover) {
                        // It follows the last sentence, but stands for all.
                        let status = &mut page.units[unit].status;
                        if *status == Status::Covered(By::Own, vec![*cluster]) {
                            *status = Status::Uncovered;
                        }
                        give(page, unit, By::Span, &[*cluster]);
                    }
                }
                CoverKind::See(_) => {
                    let status = &mut page.units[unit].status;
                    if *status == Status::Uncovered {
                        *status = Status::See(cover);
                    }
                }
                CoverKind::Waiver(_) => {}
            }
        }
    }
}

/// The citation in the braces of each span: of the citations within the span's
/// place, the last.
fn span_sources(document: &Document) -> FxHashMap<u32, u32> {
    let body = &document.body;
    let mut order: Vec<u32> = (0..body.clusters.len() as u32).collect();
    order.sort_by_key(|cluster| body.clusters[*cluster as usize].span.start);
    let mut sources = FxHashMap::default();
    for (index, cover) in body.covers.iter().enumerate() {
        if cover.kind != CoverKind::Sources {
            continue;
        }
        let end = order.partition_point(|cluster| {
            body.clusters[*cluster as usize].span.start < cover.span.end
        });
        let last = end.checked_sub(1).map(|last| order[last]);
        if let Some(cluster) =
            last.filter(|last| cover.span.contains(body.clusters[*last as usize].span))
        {
            sources.insert(index as u32, cluster);
        }
    }
    sources
}

/// A citation in a list item stands for all sentences of that item.
fn by_item(page: &mut Page) {
    let mut items: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (unit, place) in page.units.iter().zip(&page.places) {
        if let Some(item) = place.item {
            items
                .entry(item)
                .or_default()
                .extend(clusters(&unit.status));
        }
    }
    for unit in 0..page.units.len() {
        if let Some(item) = page.places[unit].item {
            give(page, unit, By::Item, &items[&item]);
        }
    }
}

/// A citation in a figure's caption stands for the whole caption.
fn by_figure(page: &mut Page) {
    let mut figures: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (unit, place) in page.units.iter().zip(&page.places) {
        if let Some(figure) = place.figure {
            figures
                .entry(figure)
                .or_default()
                .extend(clusters(&unit.status));
        }
    }
    for unit in 0..page.units.len() {
        if let Some(figure) = page.places[unit].figure {
            give(page, unit, By::Figure, &figures[&figure]);
        }
    }
}

/// A citation in the line that says who spoke stands for what was said.
fn by_quotation(page: &mut Page) {
    let quotations = std::mem::take(&mut page.quotations);
    let attributed = quotations
        .into_iter()
        .filter(|(_, cited)| !cited.is_empty());
    for (units, attribution) in attributed {
        for unit in units {
            give(page, unit, By::Quotation, &attribution);
        }
    }
}

/// A citation on a table's caption stands for all rows; one on a header cell
/// for its column; one in a row for that row.
fn by_table(page: &mut Page) {
    for table in std::mem::take(&mut page.tables) {
        for unit in table.caption_units.clone() {
            give(page, unit, By::Table, &table.caption);
        }
        for (unit, claims) in &table.rows {
            give(page, *unit, By::Table, &table.caption);
            let column =
                |column: &usize| table.columns.get(*column).filter(|cited| !cited.is_empty());
            // A row rests on its columns only if each of its claims does.
            let cited: Option<Vec<&Vec<u32>>> = claims.iter().map(column).collect();
            if let Some(cited) = cited {
                let all: Vec<u32> = cited.into_iter().flatten().copied().collect();
                give(page, *unit, By::Column, &all);
            }
        }
    }
}

/// A citation on a list's lead-in stands for its items, nested ones too.
fn by_list(page: &mut Page) {
    // Outer lists were finished after inner ones: from the outside in.
    let lists = std::mem::take(&mut page.lists);
    for list in lists.iter().rev() {
        let Some(lead) = list.lead else { continue };
        let cited = clusters(&page.units[lead].status).to_vec();
        if cited.is_empty() {
            continue;
        }
        for unit in list.units.clone() {
            give(page, unit, By::List, &cited);
        }
    }
    page.lists = lists;
}

/// A lead-in whose items are all covered says nothing beyond them.
fn by_items(page: &mut Page) {
    for list in std::mem::take(&mut page.lists) {
        let Some(lead) = list.lead else { continue };
        let mut all = Vec::new();
        let mut complete = true;
        for unit in &page.units[list.units.clone()] {
            if unit.is_claim() {
                complete &= !clusters(&unit.status).is_empty();
                all.extend(clusters(&unit.status));
            }
        }
        all.sort_unstable();
        all.dedup();
        if complete {
            give(page, lead, By::Items, &all);
        }
    }
}

/// A citation reaches back to the one before it, over three claims at most.
fn by_run(page: &mut Page) {
    let mut start = 0;
    while start < page.units.len() {
        let block = page.places[start].block;
        let mut end = start;
        while end < page.units.len() && page.places[end].block == block {
            end += 1;
        }
        let mut cited: Option<(Vec<u32>, usize)> = None;
        for unit in (start..end).rev() {
            let own = clusters(&page.units[unit].status).to_vec();
            if !own.is_empty() {
                cited = Some((own, 1));
            } else if let Some((clusters, claims)) = &mut cited
                && page.units[unit].is_claim()
            {
                *claims += 1;
                if *claims <= MAX_RUN {
                    let clusters = clusters.clone();
                    give(page, unit, By::Run, &clusters);
                }
            }
        }
        start = end;
    }
}

/// Any citation stands for its whole paragraph or item.
fn by_paragraph(page: &mut Page) {
    let mut blocks: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (unit, place) in page.units.iter().zip(&page.places) {
        blocks
            .entry(place.block)
            .or_default()
            .extend(clusters(&unit.status));
    }
    for unit in 0..page.units.len() {
        let block = page.places[unit].block;
        give(page, unit, By::Paragraph, &blocks[&block]);
    }
}

/// An editor's waiver, with its reason, where no citation stands for a claim.
fn by_waiver(document: &Document, page: &mut Page) {
    for unit in 0..page.units.len() {
        let place = &page.places[unit];
        let by_cover = place.covers.iter().find_map(|cover| {
            match &document.body.covers[*cover as usize].kind {
                CoverKind::Waiver(reason) => Some(reason),
                _ => None,
            }
        });
        let by_div = place
            .waived_by
            .and_then(|div| match &document.body.divs[div as usize].kind {
                DivKind::Uncited(reason) => Some(reason),
                _ => None,
            });
        let reason = by_cover
            .or(by_div)
            .filter(|reason| !reason.is_empty())
            .cloned();
        let unit = &mut page.units[unit];
        if let Some(reason) = reason
            && unit.is_claim()
            && unit.status == Status::Uncovered
        {
            unit.status = Status::Waived(reason);
        }
    }
}

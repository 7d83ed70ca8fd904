//! What a page's units hang on: the blocks, items, lists, tables, quotations
//! and notes they belong to.
//!
//! It is what [`gather`](super::gather) finds and what coverage asks about.
//! Nothing is worked out here.

use std::ops::Range;

use super::Unit;

/// A page's units and how they belong together.
#[derive(Default)]
pub(super) struct Page {
    /// The units; `Covered(Own, …)` where citations stand in them.
    pub(super) units: Vec<Unit>,
    /// Which paragraph, item, note, table or quotation each unit is in.
    pub(super) places: Vec<UnitPlace>,
    /// The lists: their lead-in, the units of all their items.
    pub(super) lists: Vec<List>,
    /// The tables.
    pub(super) tables: Vec<Table>,
    /// The quotations: their units, the citations of their attribution.
    pub(super) quotations: Vec<(Range<usize>, Vec<u32>)>,
    /// Footnotes of nothing but citations: label, citations.
    pub(super) bare_notes: Vec<(Box<str>, Vec<u32>)>,
}

/// Where a unit stands.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitPlace {
    /// The block it is a sentence of.
    pub(super) block: u32,
    /// The list item it is directly in.
    pub(super) item: Option<u32>,
    /// The figure whose caption it is in.
    pub(super) figure: Option<u32>,
    /// The innermost div that waives it.
    pub(super) waived_by: Option<u32>,
    /// The spans around the whole of it.
    pub(super) covers: Vec<u32>,
    /// The labels of the footnotes it points to.
    pub(super) notes: Vec<Box<str>>,
}

/// A list.
pub(super) struct List {
    /// The unit that leads it in.
    pub(super) lead: Option<usize>,
    /// The units of its items, nested ones too.
    pub(super) units: Range<usize>,
}

/// A table.
#[derive(Default)]
pub(super) struct Table {
    /// The citations in its caption.
    pub(super) caption: Vec<u32>,
    /// The units of its caption.
    pub(super) caption_units: Range<usize>,
    /// The citations in each header cell.
    pub(super) columns: Vec<Vec<u32>>,
    /// Its rows: the unit, and the columns that hold claims.
    pub(super) rows: Vec<(usize, Vec<usize>)>,
}

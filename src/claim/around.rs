//! What is around a unit: worked out as each container begins, so that a unit in a thousand nested ones costs no more
//! than any other.

use std::rc::Rc;

use super::gather::Frame;
use super::stem::Stem;
use super::unit::UnitKind;

/// What the containers around a place say of the units in it.
#[derive(Clone)]
pub(super) struct Around {
    /// What its units are.
    pub(super) kind: UnitKind,
    /// The lead-in of the list that it is in.
    pub(super) stem: Option<Rc<Stem>>,
    /// The innermost list counts its items.
    pub(super) numbered: bool,
    /// The list item that it is directly in.
    pub(super) item: Option<u32>,
    /// The figure that it is in.
    pub(super) figure: Option<u32>,
    /// The innermost div that waives it.
    pub(super) waived_by: Option<u32>,
    /// The innermost caption, note or table: its place among the containers.
    pub(super) holder: Option<usize>,
}

impl Default for Around {
    fn default() -> Self {
        Self {
            kind: UnitKind::Paragraph,
            stem: None,
            numbered: false,
            item: None,
            figure: None,
            waived_by: None,
            holder: None,
        }
    }
}

impl Around {
    /// What is around a place in `frame`, which itself stands here and is the `index`th of the containers.
    pub(super) fn within(&self, frame: &Frame, index: usize) -> Self {
        let mut inner = self.clone();
        match frame {
            Frame::List { stem, numbered, .. } => {
                inner.stem = stem.clone();
                inner.numbered = *numbered;
            }
            Frame::Item(item) => {
                inner.kind = UnitKind::ListItem;
                inner.item = Some(*item);
            }
            Frame::Quote { .. } => {
                inner.kind = UnitKind::Quotation;
                inner.stem = None;
                inner.item = None;
            }
            Frame::Table { .. } => {
                inner.kind = UnitKind::Cell;
                inner.stem = None;
                inner.holder = Some(index);
            }
            Frame::Figure(figure) => inner.figure = Some(*figure),
            Frame::Caption { .. } => {
                inner.kind = UnitKind::Caption;
                inner.holder = Some(index);
            }
            Frame::Note { .. } => {
                inner.kind = UnitKind::Footnote;
                inner.stem = None;
                inner.item = None;
                inner.holder = Some(index);
            }
            Frame::Waived(div) => {
                inner.waived_by = Some(*div);
                inner.item = None;
            }
            Frame::Term => inner.kind = UnitKind::Label,
            Frame::Other => {}
        }
        inner
    }
}

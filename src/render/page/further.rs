//! The sources for further reading at the end of a page, on which no statement
//! rests.

use serde::Serialize;
use tera::Value;

use crate::bibliography::SourceId;
use crate::site::{Page, Site};

use super::super::reference::{self, Card, Notice};

#[derive(Serialize)]
pub(super) struct FurtherView<'a> {
    html: &'a Value,
    design: &'a Value,
    notices: Vec<Notice>,
    url: String,
}

/// A page's further reading, in the order in which it is named.
pub(super) fn list<'a>(site: &'a Site, cards: &'a [Card], page: &'a Page) -> Vec<FurtherView<'a>> {
    let view = |id: &SourceId| {
        let card = &cards[id.0 as usize];
        FurtherView {
            html: &card.html,
            design: &card.design,
            notices: reference::notices(site, site.library.get(*id), &page.address),
            url: page.address.link_escaped(&card.folder),
        }
    };
    page.references.further.iter().map(view).collect()
}

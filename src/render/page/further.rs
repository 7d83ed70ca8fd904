//! The sources for further reading at the end of a page, on which no statement
//! rests.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use crate::bibliography::SourceId;
use crate::site::{Page, Site};

use super::super::reference::{self, Card, Notice};

#[derive(JsonSchema, Serialize)]
pub(super) struct FurtherView<'a> {
    /// The formatted reference. HTML; print it with `| safe`.
    #[schemars(with = "String")]
    html: &'a Value,
    /// What kind of study or text it is; missing where nobody said it.
    #[schemars(with = "Option<String>")]
    design: &'a Value,
    /// What to know before trusting it.
    notices: Vec<Notice>,
    /// The source's own page.
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

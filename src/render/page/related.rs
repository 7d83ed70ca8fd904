//! Other pages that may help, and why they are offered.

use serde::Serialize;

use crate::bibliography::SourceId;
use crate::site::{PageId, Related, Site};

use super::super::reference::Card;

/// How many shared sources are named; the rest is counted. One more is named
/// too: "and 1 more" is no shorter.
const NAMED: usize = 1;

#[derive(Serialize)]
pub(super) struct RelatedView<'a> {
    title: &'a str,
    description: Option<&'a str>,
    url: String,
    topics: Vec<&'a str>,
    sources: Vec<Source<'a>>,
    more_sources: usize,
}

#[derive(Serialize)]
struct Source<'a> {
    label: &'a str,
    url: String,
}

/// A page's related pages.
pub(super) fn list<'a>(site: &'a Site, cards: &'a [Card], id: PageId) -> Vec<RelatedView<'a>> {
    let from = &site.page(id).address;
    let source = |id: &SourceId| {
        let card = &cards[id.0 as usize];
        Source {
            label: &card.label,
            url: from.link_escaped(&card.folder),
        }
    };
    let view = |related: &Related| {
        let page = site.page(related.page);
        let all = related.sources.len();
        let named = if all <= NAMED + 1 { all } else { NAMED };
        RelatedView {
            title: &page.document.front.title,
            description: page.document.front.description.as_deref(),
            url: from.link(page.address.as_str()),
            topics: related
                .topics
                .iter()
                .map(|topic| &*site.topics[topic.0 as usize].name)
                .collect(),
            sources: related.sources[..named].iter().map(source).collect(),
            more_sources: all - named,
        }
    };
    site.related[id.0 as usize].iter().map(view).collect()
}

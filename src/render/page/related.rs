//! Other pages that may help, and why they are offered.

use schemars::JsonSchema;
use serde::Serialize;

use crate::bibliography::SourceId;
use crate::site::{PageId, Related, Site};

use super::super::reference::Card;

/// How many shared sources are named; the rest is counted. One more is named
/// too: "and 1 more" is no shorter.
const NAMED: usize = 1;

#[derive(JsonSchema, Serialize)]
pub(super) struct RelatedView<'a> {
    /// The page's title.
    title: &'a str,
    /// What it is about, in a sentence.
    description: Option<&'a str>,
    /// Its address.
    url: String,
    /// The names of the topics that both have.
    topics: Vec<&'a str>,
    /// Sources that both cite, the first of them.
    sources: Vec<Source<'a>>,
    /// How many more sources both cite.
    more_sources: usize,
}

#[derive(JsonSchema, Serialize)]
struct Source<'a> {
    /// Who and when.
    label: &'a str,
    /// The source's own page.
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

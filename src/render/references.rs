//! The references index: all sources of the guide, by author.

use serde::Serialize;
use tera::Value;

use crate::bibliography::SourceId;
use crate::site::{Address, Site};

use super::Theme;
use super::pager::{self, Pager};
use super::reference::{self, Card, Notice};
use super::view::{Frame, Head, Link};

/// How many sources a part of the index lists.
const SIZE: usize = 150;

/// How many pages are named at a source; its own page names them all.
const MAX_PAGES: usize = 12;

const FOLDER: &str = "references/";

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    entries: Vec<Entry<'a>>,
    pager: Pager,
    total_sources: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    key: &'a str,
    html: &'a Value,
    author_sort: String,
    year: Option<i16>,
    design: &'a Value,
    notices: Vec<Notice>,
    url: String,
    pages: Vec<Link<'a>>,
    claims: usize,
}

/// How many parts the index has.
pub(super) fn parts(site: &Site) -> usize {
    pager::parts(site.library.len(), SIZE)
}

/// The sources by author, year and key. Sorted once a part: a few thousand
/// sources in a handful of parts.
fn order(site: &Site) -> Vec<SourceId> {
    let mut ids: Vec<SourceId> = site.library.iter().map(|(id, _)| id).collect();
    ids.sort_by_cached_key(|id| {
        let source = site.library.get(*id);
        (
            source.who().to_lowercase(),
            source.year(),
            source.key.clone(),
        )
    });
    ids
}

/// Renders a part.
pub(super) fn render(
    site: &Site,
    theme: &Theme,
    cards: &[Card],
    part: usize,
) -> Result<String, String> {
    let address = Address::folder(&pager::folder(FOLDER, part));
    let head = Head {
        address: &address,
        title: "References",
        description: Some("All sources of this guide, and what rests on each."),
        page: None,
        above: &[],
    };
    let ids = order(site);
    let shown = &ids[pager::range(ids.len(), SIZE, part)];
    let view = View {
        frame: Frame::new(site, theme, &head),
        entries: shown
            .iter()
            .map(|id| entry(site, &cards[id.0 as usize], *id, &address))
            .collect(),
        pager: Pager::new(FOLDER, part, parts(site)),
        total_sources: ids.len(),
    };
    theme.render("references.html", &view)
}

fn entry<'a>(site: &'a Site, card: &'a Card, id: SourceId, address: &Address) -> Entry<'a> {
    let source = site.library.get(id);
    let uses = &site.uses[id.0 as usize];
    let mut pages: Vec<_> = uses.iter().map(|found| found.page).collect();
    pages.dedup();
    Entry {
        key: &source.key,
        html: &card.html,
        author_sort: source.who(),
        year: source.year(),
        design: &card.design,
        notices: reference::notices(site, source, address),
        url: address.link_escaped(&card.folder),
        pages: pages
            .into_iter()
            .take(MAX_PAGES)
            .map(|id| {
                let page = site.page(id);
                Link {
                    title: &page.document.front.title,
                    url: address.link(page.address.as_str()),
                }
            })
            .collect(),
        claims: uses.iter().filter(|found| found.unit.is_some()).count(),
    }
}

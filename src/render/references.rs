//! The references index: all sources of the guide, by author.

use std::ops::Range;

use serde::Serialize;
use tera::Value;

use crate::bibliography::SourceId;
use crate::site::{Address, PageId, Site};

use super::Theme;
use super::pager::{self, Pager};
use super::reference::{self, Card, Notice};
use super::view::{Frame, Head, Link};

/// How many sources a part of the index lists at most.
const MOST: usize = 150;

/// About how many bytes a part of the index has at most.
const SIZE: usize = 400_000;

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

/// Which sources stand on which part.
pub(super) struct Index {
    /// The sources by author, year and key.
    order: Vec<SourceId>,
    parts: Vec<Range<usize>>,
}

impl Index {
    /// Works out the order and the parts.
    pub(super) fn new(site: &Site) -> Self {
        let mut order: Vec<SourceId> = site.library.iter().map(|(id, _)| id).collect();
        order.sort_by_cached_key(|id| {
            let source = site.library.get(*id);
            (
                source.who().to_lowercase(),
                source.year(),
                source.key.clone(),
            )
        });
        let size = |id: &SourceId| {
            let pages: usize = pages(site, *id)
                .map(|id| {
                    let page = site.page(id);
                    40 + page.document.front.title.len() + page.address.as_str().len()
                })
                .sum();
            (400 + site.references[id.0 as usize].html.len() + pages).max(SIZE / MOST)
        };
        let parts = pager::by_size(order.iter().map(size), SIZE);
        Self { order, parts }
    }

    /// How many parts there are.
    pub(super) fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Renders a part.
    pub(super) fn render(
        &self,
        site: &Site,
        theme: &Theme,
        cards: &[Card],
        part: usize,
    ) -> Result<Vec<u8>, String> {
        let address = Address::folder(&pager::folder(FOLDER, part));
        let head = Head {
            address: &address,
            title: "References",
            description: Some("All sources of this guide, and what rests on each."),
            page: None,
            above: &[],
        };
        let shown = &self.order[self.parts[part].clone()];
        let view = View {
            frame: Frame::new(site, theme, &head),
            entries: shown
                .iter()
                .map(|id| entry(site, &cards[id.0 as usize], *id, &address))
                .collect(),
            pager: Pager::new(FOLDER, part, self.parts.len()),
            total_sources: self.order.len(),
        };
        theme.render("references.html", &view)
    }
}

/// The pages named at a source.
fn pages(site: &Site, id: SourceId) -> impl Iterator<Item = PageId> {
    let mut last = None;
    let first = move |page: &PageId| last.replace(*page) != Some(*page);
    site.uses[id.0 as usize]
        .iter()
        .map(|found| found.page)
        .filter(first)
        .take(MAX_PAGES)
}

fn entry<'a>(site: &'a Site, card: &'a Card, id: SourceId, address: &Address) -> Entry<'a> {
    let source = site.library.get(id);
    let uses = &site.uses[id.0 as usize];
    Entry {
        key: &source.key,
        html: &card.html,
        author_sort: source.who(),
        year: source.year(),
        design: &card.design,
        notices: reference::notices(site, source, address),
        url: address.link_escaped(&card.folder),
        pages: pages(site, id)
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

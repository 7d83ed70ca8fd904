//! The files of the site: what a reader sees, and what machines read.
//!
//! Goes in: a [`Site`] without faults, and a [`Theme`]. Comes out: a list of
//! [`File`]s, each of which makes its own bytes when asked, from any thread,
//! so that a large guide never stands in memory as a whole.

mod all_pages;
mod anchor;
mod body;
mod citation;
mod highlight;
mod inline;
mod ledger;
mod not_found;
mod page;
mod pager;
mod reference;
mod references;
mod source;
mod theme;
mod topics;
mod view;

use std::borrow::Cow;
use std::sync::Arc;

use crate::site::{PageId, Site};

pub use body::commonmark;
pub use theme::{Theme, ThemeFault};

use ledger::Ledger;
use reference::Card;
use references::Index;

/// One file of the output.
pub struct File<'a> {
    /// Where it goes, relative to the output folder.
    pub path: String,
    /// What it is.
    kind: Kind,
    guide: &'a Guide<'a>,
}

enum Kind {
    Page(PageId),
    References(usize),
    Source(u32, usize),
    Topics,
    Topic(u32, usize),
    AllPages(usize),
    Ledger(usize),
    LedgerData(usize),
    NotFound,
    Static(Arc<[u8]>),
    Asset(Arc<str>),
}

/// What a file holds: bytes, or a file of `content/` as it is.
pub enum Content<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// The bytes of a file beside the pages, relative to `content/`.
    Asset(&'a str),
}

/// A site with its theme, ready to be rendered, and what several files share.
pub struct Guide<'a> {
    site: &'a Site,
    theme: &'a Theme,
    ledger: Ledger,
    index: Index,
    cards: Vec<Card>,
    source_parts: Vec<Vec<std::ops::Range<usize>>>,
}

impl<'a> Guide<'a> {
    /// Works out what goes on which page of the lists that grow with the
    /// guide. Linear in the claims.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        let source_parts = site
            .uses
            .iter()
            .map(|uses| source::parts(site, uses))
            .collect();
        Self {
            site,
            theme,
            ledger: Ledger::new(site),
            index: Index::new(site),
            cards: reference::cards(site),
            source_parts,
        }
    }

    /// All files, in no particular order.
    pub fn files(&'a self) -> Vec<File<'a>> {
        let site = self.site;
        let mut files = Vec::new();
        let mut add = |path: String, kind: Kind| {
            files.push(File {
                path,
                kind,
                guide: self,
            });
        };
        for (id, page) in site.iter() {
            add(page.address.file(), Kind::Page(id));
        }
        for part in 0..self.index.parts() {
            add(pager::file("references/", part), Kind::References(part));
        }
        for (index, slug) in site.source_slugs.iter().enumerate() {
            for part in 0..self.source_parts[index].len() {
                let folder = format!("references/{slug}/");
                add(pager::file(&folder, part), Kind::Source(index as u32, part));
            }
        }
        if !site.topics.is_empty() {
            add("topics/index.html".to_owned(), Kind::Topics);
        }
        for (index, topic) in site.topics.iter().enumerate() {
            for part in 0..topics::parts(topic) {
                let folder = format!("topics/{}/", topic.slug);
                add(pager::file(&folder, part), Kind::Topic(index as u32, part));
            }
        }
        for part in 0..all_pages::parts(site) {
            add(pager::file("all-pages/", part), Kind::AllPages(part));
        }
        for part in 0..self.ledger.parts() {
            add(pager::file("claims/", part), Kind::Ledger(part));
            add(ledger::data_file(part), Kind::LedgerData(part));
        }
        add("404.html".to_owned(), Kind::NotFound);
        for (path, bytes) in self.theme.files() {
            add(path, Kind::Static(bytes));
        }
        for asset in &site.assets {
            add(asset.to_string(), Kind::Asset(Arc::clone(asset)));
        }
        files
    }
}

impl File<'_> {
    /// What it holds.
    ///
    /// # Errors
    /// A template of the site's own theme that fails, in the template
    /// engine's words.
    pub fn content(&self) -> Result<Content<'_>, String> {
        let Guide {
            site,
            theme,
            ledger,
            index,
            cards,
            source_parts,
        } = self.guide;
        let bytes = match &self.kind {
            Kind::Page(id) => page::render(site, theme, ledger, cards, *id)?,
            Kind::References(part) => index.render(site, theme, cards, *part)?,
            Kind::Source(source, part) => {
                let parts = &source_parts[*source as usize];
                source::render(site, theme, cards, *source, parts, *part)?
            }
            Kind::Topics => topics::render_index(site, theme)?,
            Kind::Topic(index, part) => topics::render(site, theme, *index, *part)?,
            Kind::AllPages(part) => all_pages::render(site, theme, *part)?,
            Kind::Ledger(part) => ledger.render(site, theme, cards, *part)?,
            Kind::LedgerData(part) => ledger.data(site, *part).into_bytes(),
            Kind::NotFound => not_found::render(site, theme)?,
            Kind::Static(bytes) => return Ok(Content::Bytes(Cow::Borrowed(bytes))),
            Kind::Asset(path) => return Ok(Content::Asset(path)),
        };
        Ok(Content::Bytes(Cow::Owned(bytes)))
    }
}

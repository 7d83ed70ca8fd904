//! The files of the site: what a reader sees, and what machines read.
//!
//! Goes in: a [`Site`] without faults, and a [`Theme`]. Comes out: a list of
//! [`File`]s, each of which makes its own bytes when asked, from any thread,
//! so that a large guide never stands in memory as a whole.

mod alias;
mod all_pages;
mod anchor;
mod basis;
mod body;
mod citation;
mod crisis;
mod download;
mod feed;
mod fingerprint;
mod highlight;
mod hosting;
mod image;
mod inline;
mod ledger;
mod message;
mod not_found;
mod note;
mod note_order;
mod outside;
mod page;
mod pager;
mod picture;
mod reference;
mod references;
mod schema_org;
mod search;
mod sitemap;
mod social;
mod source;
mod theme;
mod topics;
pub mod variables;
mod view;
mod wording;

use std::borrow::Cow;
use std::sync::Arc;

use crate::bibliography::SourceId;
use crate::bibliography::export::ExportFormat;
use crate::site::{PageId, Site, TopicId};

pub use body::commonmark;
pub use picture::smaller;
pub use search::Earlier;
pub use theme::{Theme, ThemeFault};

use all_pages::AllPages;
use anchor::{SEARCH, URGENT_HELP};
use ledger::Ledger;
use reference::{Card, Others};
use references::{By, Index};
use search::Search;
use sitemap::Sitemap;

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
    References(u32, usize),
    ReferenceChoices(By),
    Source(u32, usize),
    SourceFile(u32, ExportFormat),
    LibraryFile(ExportFormat),
    PageFile(PageId, ExportFormat),
    Topics,
    Topic(u32, usize),
    AllPages(usize),
    Ledger(usize),
    LedgerData(usize),
    LedgerSchema,
    Search,
    SearchText(usize, u16),
    NotFound,
    UrgentHelp,
    Alias(usize),
    Feed(Option<TopicId>),
    Sitemap(Option<usize>),
    Robots,
    Headers,
    Redirects,
    Manifest,
    Llms,
    Static(Arc<[u8]>),
    Asset(Arc<str>),
    Smaller(Arc<str>, u32),
}

/// What a file holds: bytes, or a file of `content/` as it is.
pub enum Content<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// The bytes of a file beside the pages, relative to `content/`.
    Asset(&'a str),
    /// What [`smaller`] makes of such a file: its path, the width in pixels.
    Smaller(&'a str, u32),
}

/// A site with its theme, ready to be rendered, and what several files share.
pub struct Guide<'a> {
    site: &'a Site,
    theme: &'a Theme,
    ledger: Ledger,
    all_pages: AllPages,
    index: Index,
    cards: Vec<Card>,
    others: Others,
    source_parts: Vec<Vec<std::ops::Range<usize>>>,
    sitemap: Sitemap,
    search: Search,
}

impl<'a> Guide<'a> {
    /// Works out what goes on which page of the lists that grow with the
    /// guide. Linear in the claims.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        Self::after(site, theme, &Earlier::default())
    }

    /// The same, where an earlier build has left something: what can be taken
    /// over of it is not made again. The files are the same.
    pub fn after(site: &'a Site, theme: &'a Theme, earlier: &Earlier) -> Self {
        Self::with(site, theme, Search::new(site, earlier))
    }

    /// The same without the index of the search, to measure what that costs.
    pub fn without_search(site: &'a Site, theme: &'a Theme) -> Self {
        Self::with(site, theme, Search::default())
    }

    fn with(site: &'a Site, theme: &'a Theme, search: Search) -> Self {
        let source_parts = site
            .library
            .iter()
            .map(|(id, _)| source::parts(site, id))
            .collect();
        let mut guide = Self {
            site,
            theme,
            ledger: Ledger::new(site),
            all_pages: AllPages::new(site),
            index: Index::new(site),
            cards: reference::cards(site),
            others: Others::new(site),
            source_parts,
            sitemap: Sitemap::default(),
            search,
        };
        let lists: Vec<String> = guide.lists().map(|(folder, _)| folder).collect();
        guide.sitemap = Sitemap::new(site, &lists);
        guide
    }

    /// Whether the index of the search was taken over from an earlier build.
    pub fn keeps_index(&self) -> bool {
        self.search.is_kept()
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
        for (folder, kind) in self.lists() {
            add(format!("{folder}index.html"), kind);
        }
        for (path, kind) in self.downloads() {
            add(path, kind);
        }
        for part in 0..self.ledger.parts() {
            add(ledger::data_file(part), Kind::LedgerData(part));
        }
        add(anchor::SCHEMA_FILE.to_owned(), Kind::LedgerSchema);
        add(format!("{SEARCH}index.html"), Kind::Search);
        for (path, number, piece) in self.search.texts() {
            add(path, Kind::SearchText(number, piece));
        }
        for (path, bytes) in self.search.files() {
            add(path, Kind::Static(bytes));
        }
        add("404.html".to_owned(), Kind::NotFound);
        for (path, bytes) in self.theme.files() {
            add(path, Kind::Static(bytes));
        }
        for (index, alias) in site.aliases.iter().enumerate() {
            add(alias.file(), Kind::Alias(index));
        }
        for (path, kind) in self.feeds() {
            add(path, kind);
        }
        for (path, part) in self.sitemap.files() {
            add(path, Kind::Sitemap(part));
        }
        for (path, kind) in self.hosting() {
            add(path.to_owned(), kind);
        }
        for (path, image, width) in picture::files(site) {
            add(path, Kind::Smaller(image, width));
        }
        for asset in &site.assets {
            add(asset.to_string(), Kind::Asset(Arc::clone(asset)));
        }
        files
    }

    /// The lists that the program makes of the guide: their folders.
    fn lists(&self) -> impl Iterator<Item = (String, Kind)> {
        let site = self.site;
        let references = self
            .index
            .folders()
            .map(|(folder, list, part)| (folder, Kind::References(list, part)));
        let choices = self
            .index
            .choices()
            .map(|by| (by.folder().to_owned(), Kind::ReferenceChoices(by)));
        let sources = site
            .source_slugs
            .iter()
            .enumerate()
            .flat_map(|(index, slug)| {
                let list = format!("references/{slug}/");
                (0..self.source_parts[index].len())
                    .map(move |part| (pager::folder(&list, part), Kind::Source(index as u32, part)))
            });
        let topics = (!site.topics.is_empty()).then(|| ("topics/".to_owned(), Kind::Topics));
        let each_topic = site.topics.iter().enumerate().flat_map(|(index, topic)| {
            let list = format!("topics/{}/", topic.slug);
            (0..topics::parts(topic))
                .map(move |part| (pager::folder(&list, part), Kind::Topic(index as u32, part)))
        });
        let all_pages = self
            .all_pages
            .folders()
            .map(|(folder, part)| (folder, Kind::AllPages(part)));
        let claims = (0..self.ledger.parts())
            .map(|part| (pager::folder("claims/", part), Kind::Ledger(part)));
        let urgent_help = site
            .crisis
            .is_known()
            .then(|| (URGENT_HELP.to_owned(), Kind::UrgentHelp));
        references
            .chain(choices)
            .chain(sources)
            .chain(topics)
            .chain(each_topic)
            .chain(all_pages)
            .chain(claims)
            .chain(urgent_help)
    }

    /// The files for reference managers.
    fn downloads(&self) -> impl Iterator<Item = (String, Kind)> {
        let site = self.site;
        let pages = site.iter().flat_map(|(id, page)| {
            download::OF_PAGE.into_iter().map(move |format| {
                let path = download::page_file(page.address.as_str(), format);
                (path, Kind::PageFile(id, format))
            })
        });
        let sources = site.library.iter().flat_map(move |(id, _)| {
            download::OF_SOURCE.into_iter().map(move |format| {
                let path = download::source_file(&reference::folder(site, id), format);
                (path, Kind::SourceFile(id.0, format))
            })
        });
        let library = download::OF_LIBRARY
            .into_iter()
            .map(|format| (download::library_file(format), Kind::LibraryFile(format)));
        pages.chain(sources).chain(library)
    }

    /// The feeds of the guide and of its topics, where pages say when they
    /// changed.
    fn feeds(&self) -> impl Iterator<Item = (String, Kind)> {
        let site = self.site;
        let all = feed::of_guide(site).then(|| (feed::FILE.to_owned(), Kind::Feed(None)));
        let topics = site
            .topics
            .iter()
            .enumerate()
            .filter_map(move |(index, topic)| {
                let id = TopicId(index as u32);
                feed::of_topic(site, topic)
                    .then(|| (feed::topic_file(site, id), Kind::Feed(Some(id))))
            });
        all.into_iter().chain(topics)
    }

    /// What hosts and programs look for at the root of a site. A file of the
    /// guide's own at the same place is taken instead.
    fn hosting(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        let assets = &self.site.assets;
        let mut files = vec![
            ("robots.txt", Kind::Robots),
            ("_headers", Kind::Headers),
            ("site.webmanifest", Kind::Manifest),
            ("llms.txt", Kind::Llms),
        ];
        if !self.site.aliases.is_empty() {
            files.push(("_redirects", Kind::Redirects));
        }
        files
            .into_iter()
            .filter(|(path, _)| !assets.iter().any(|asset| &**asset == *path))
    }
}

impl File<'_> {
    /// Whether what the earlier build wrote at this path is what this file
    /// holds, so that it need not be made again: another content would have
    /// another path.
    pub fn is_settled(&self) -> bool {
        match self.kind {
            Kind::Smaller(..) => true,
            Kind::SearchText(..) => self.guide.search.is_kept(),
            _ => false,
        }
    }

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
            all_pages,
            index,
            cards,
            others,
            source_parts,
            sitemap,
            search,
        } = self.guide;
        let bytes = match &self.kind {
            Kind::Page(id) => page::render(site, theme, ledger, cards, *id)?,
            Kind::References(list, part) => index.render(site, theme, cards, *list, *part)?,
            Kind::ReferenceChoices(by) => index.render_choices(site, theme, *by)?,
            Kind::Source(source, part) => {
                let parts = &source_parts[*source as usize];
                source::render(site, theme, cards, others, *source, parts, *part)?
            }
            Kind::SourceFile(source, format) => {
                download::source(site.library.get(SourceId(*source)), *format)
            }
            Kind::LibraryFile(format) => download::library(&site.library, *format),
            Kind::PageFile(id, format) => {
                download::source(&page::cited_as(site, site.page(*id)), *format)
            }
            Kind::Topics => topics::render_index(site, theme)?,
            Kind::Topic(index, part) => topics::render(site, theme, cards, *index, *part)?,
            Kind::AllPages(part) => all_pages.render(site, theme, *part)?,
            Kind::Ledger(part) => ledger.render(site, theme, cards, *part)?,
            Kind::LedgerData(part) => ledger.data(site, *part).into_bytes(),
            Kind::LedgerSchema => {
                return Ok(Content::Bytes(Cow::Borrowed(ledger::SCHEMA.as_bytes())));
            }
            Kind::Search => search.render(site, theme)?,
            Kind::SearchText(number, piece) => search.text(site, *number, *piece),
            Kind::NotFound => not_found::render(site, theme)?,
            Kind::UrgentHelp => crisis::render(site, theme)?,
            Kind::Alias(index) => alias::render(site, theme, &site.aliases[*index])?,
            Kind::Feed(topic) => feed::render(site, theme, *topic)?,
            Kind::Sitemap(part) => sitemap.render(site, theme, *part)?,
            Kind::Robots => sitemap::robots(site, theme)?,
            Kind::Headers => hosting::headers(site, theme)?,
            Kind::Redirects => hosting::redirects(site),
            Kind::Manifest => hosting::manifest(site, theme),
            Kind::Llms => hosting::llms(site, theme)?,
            Kind::Static(bytes) => return Ok(Content::Bytes(Cow::Borrowed(bytes))),
            Kind::Asset(path) => return Ok(Content::Asset(path)),
            Kind::Smaller(path, width) => return Ok(Content::Smaller(path, *width)),
        };
        Ok(Content::Bytes(Cow::Owned(bytes)))
    }
}

//! The lists of sources: all of them by author, those of one kind of study or
//! text, and those that the pages of a topic cite. Every list is made of real
//! pages with links between them, so that choosing among sources needs no
//! script, can be sent as an address, and prints.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use crate::bibliography::{Design, Source, SourceId};
use crate::site::{Address, PageId, Site, Topic};

use super::pager::{self, Pager};
use super::reference::{self, Card, Notice};
use super::view::{Frame, Head, Link};
use super::wording::capitalised;
use super::{Theme, download};

/// How many sources a part of a list has at most.
const MOST: usize = 150;

/// About how many bytes a part of a list has at most.
const SIZE: usize = 400_000;

/// How many pages are named at a source; its own page names them all.
const MAX_PAGES: usize = 12;

const FOLDER: &str = "references/";

/// The two ways to choose among sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// By kind of study or text.
    Design,
    /// By the topics of the pages that cite them.
    Topic,
}

impl By {
    /// The folder of its page of choices.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Design => "references/by-design/",
            Self::Topic => "references/by-topic/",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Topic => "topic",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Design => "Sources by kind",
            Self::Topic => "Sources by topic",
        }
    }
}

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// The sources on this part.
    entries: Vec<Entry<'a>>,
    /// The way through the parts of a long list.
    pager: Pager,
    /// The list that is shown.
    list: ListView<'a>,
    /// The shorter lists by kind, on the list of all sources.
    choices: Vec<Choice<'a>>,
    /// The page on which a kind is chosen.
    kinds_url: String,
    /// The page on which a topic is chosen.
    topics_url: Option<String>,
    /// The list of all sources.
    all_url: String,
    /// The whole library for reference managers.
    downloads: Vec<download::Link>,
    /// How many sources the library has.
    total_sources: usize,
}

/// The list that is shown.
#[derive(JsonSchema, Serialize)]
struct ListView<'a> {
    /// `design` or `topic`; missing on the list of all sources.
    by: Option<&'static str>,
    /// The kind or the topic; `References` on the list of all sources.
    name: &'a str,
    /// How many sources the list has.
    sources: usize,
    /// The year of the oldest.
    oldest: Option<i16>,
    /// The year of the newest.
    newest: Option<i16>,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct ChoicesView<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// `design` or `topic`.
    by: &'static str,
    /// The lists to choose from.
    choices: Vec<Choice<'a>>,
    /// How many sources are on none of them.
    left_out: usize,
    /// How many sources the library has.
    total_sources: usize,
    /// The list of all sources.
    all_url: String,
}

/// A list to choose.
#[derive(JsonSchema, Serialize)]
struct Choice<'a> {
    /// The kind or the topic.
    name: &'a str,
    /// The address of the list.
    url: String,
    /// How many sources it has.
    sources: usize,
    /// The year of the oldest.
    oldest: Option<i16>,
    /// The year of the newest.
    newest: Option<i16>,
}

#[derive(JsonSchema, Serialize)]
struct Entry<'a> {
    /// The kind of this source and the following ones, where it changes.
    heading: Option<String>,
    /// Its key in the library.
    key: &'a str,
    /// The formatted reference. HTML; print it with `| safe`.
    #[schemars(with = "String")]
    html: &'a Value,
    /// By whom it is sorted.
    author_sort: String,
    /// The year.
    year: Option<i16>,
    /// Its design, or what it is published as.
    #[schemars(with = "String")]
    kind: &'a Value,
    /// What kind of study or text it is; missing where nobody said it.
    #[schemars(with = "Option<String>")]
    design: &'a Value,
    /// What to know before trusting it.
    notices: Vec<Notice>,
    /// The source's own page.
    url: String,
    /// Pages that cite it, at most twelve; empty on the lists by topic.
    pages: Vec<Link<'a>>,
    /// Whether a page cites it.
    cited: bool,
    /// How many claims rest on it.
    claims: usize,
    /// How many pages offer it as further reading.
    further: usize,
}

/// The folder of the sources that pages on a topic cite.
pub(super) fn topic_folder(topic: &Topic) -> String {
    format!("{}{}/", By::Topic.folder(), topic.slug)
}

/// One list of sources.
struct List {
    by: Option<By>,
    name: String,
    folder: String,
    order: Vec<SourceId>,
    parts: Vec<Range<usize>>,
    oldest: Option<i16>,
    newest: Option<i16>,
}

/// All lists, and which sources stand on which part of them.
pub(super) struct Index {
    /// The first holds all sources; then come kinds, then topics.
    lists: Vec<List>,
    /// How many sources no page with a topic cites.
    without_topic: usize,
}

impl Index {
    /// Works out the lists, their order and their parts. Linear in the sources
    /// and in the citations of pages times the topics of each, but for sorting.
    pub(super) fn new(site: &Site) -> Self {
        let mut all: Vec<SourceId> = site.library.iter().map(|(id, _)| id).collect();
        all.sort_by_cached_key(|id| {
            let source = site.library.get(*id);
            (
                source.who().to_lowercase(),
                source.year(),
                source.key.clone(),
            )
        });
        let sizes: Vec<usize> = site.library.iter().map(|(id, _)| size(site, id)).collect();
        let list = |by, name: String, folder: String, order: Vec<SourceId>| {
            let years = || order.iter().filter_map(|id| site.library.get(*id).year());
            List {
                by,
                name,
                folder,
                parts: pager::by_size(order.iter().map(|id| sizes[id.0 as usize]), SIZE),
                oldest: years().min(),
                newest: years().max(),
                order,
            }
        };
        let mut lists = Vec::new();
        let mut by_kind: Vec<SourceId> = all.clone();
        by_kind.sort_by_key(|id| rank(site.library.get(*id)));
        for sources in
            by_kind.chunk_by(|a, b| rank(site.library.get(*a)) == rank(site.library.get(*b)))
        {
            let source = site.library.get(sources[0]);
            lists.push(list(
                Some(By::Design),
                capitalised(source.kind_words()),
                kind_folder(source),
                sources.to_vec(),
            ));
        }
        let mut place = vec![0_u32; all.len()];
        for (at, id) in by_kind.iter().enumerate() {
            place[id.0 as usize] = at as u32;
        }
        let mut has_topic = vec![false; all.len()];
        for topic in &site.topics {
            let mut sources: Vec<SourceId> = topic
                .pages
                .iter()
                .flat_map(|page| site.page(*page).references.sources.iter().copied())
                .collect();
            sources.sort_unstable_by_key(|id| place[id.0 as usize]);
            sources.dedup();
            for id in &sources {
                has_topic[id.0 as usize] = true;
            }
            if !sources.is_empty() {
                lists.push(list(
                    Some(By::Topic),
                    capitalised(&topic.name),
                    topic_folder(topic),
                    sources,
                ));
            }
        }
        lists.insert(
            0,
            list(None, "References".to_owned(), FOLDER.to_owned(), all),
        );
        Self {
            lists,
            without_topic: has_topic.iter().filter(|has| !**has).count(),
        }
    }

    /// Every part of every list: its folder, the list's number, the part.
    pub(super) fn folders(&self) -> impl Iterator<Item = (String, u32, usize)> {
        self.lists.iter().enumerate().flat_map(|(number, list)| {
            (0..list.parts.len())
                .map(move |part| (pager::folder(&list.folder, part), number as u32, part))
        })
    }

    /// The pages of choices that there are.
    pub(super) fn choices(&self) -> impl Iterator<Item = By> {
        [By::Design, By::Topic]
            .into_iter()
            .filter(|by| self.of(*by).next().is_some())
    }

    fn of(&self, by: By) -> impl Iterator<Item = &List> {
        self.lists.iter().filter(move |list| list.by == Some(by))
    }

    fn links(&self, by: By, from: &Address) -> Vec<Choice<'_>> {
        self.of(by)
            .map(|list| Choice {
                name: &list.name,
                url: from.link(&list.folder),
                sources: list.order.len(),
                oldest: list.oldest,
                newest: list.newest,
            })
            .collect()
    }

    /// Renders a part of a list.
    pub(super) fn render(
        &self,
        site: &Site,
        theme: &Theme,
        cards: &[Card],
        number: u32,
        part: usize,
    ) -> Result<Vec<u8>, String> {
        let list = &self.lists[number as usize];
        let address = Address::folder(&pager::folder(&list.folder, part));
        let (title, above): (String, &[(&str, &str)]) = match list.by {
            None => (list.name.clone(), &[]),
            Some(By::Design) => (
                format!("Sources: {}", list.name),
                &[
                    ("References", FOLDER),
                    ("Sources by kind", "references/by-design/"),
                ],
            ),
            Some(By::Topic) => (
                format!("Sources on {}", list.name),
                &[
                    ("References", FOLDER),
                    ("Sources by topic", "references/by-topic/"),
                ],
            ),
        };
        let head = Head {
            address: &address,
            title: &title,
            description: list
                .by
                .is_none()
                .then_some("All sources of this guide, and what rests on each."),
            page: None,
            above,
        };
        let shown = &list.order[list.parts[part].clone()];
        let mut entries: Vec<Entry<'_>> = shown
            .iter()
            .map(|id| {
                let most = if list.by == Some(By::Topic) {
                    0
                } else {
                    MAX_PAGES
                };
                entry(site, &cards[id.0 as usize], *id, &address, most)
            })
            .collect();
        if list.by == Some(By::Topic) {
            let mut last = None;
            for (entry, id) in entries.iter_mut().zip(shown) {
                let kind = site.library.get(*id).kind_words();
                if last.replace(kind) != Some(kind) {
                    entry.heading = Some(capitalised(kind));
                }
            }
        }
        let view = View {
            frame: Frame::new(site, theme, &head),
            entries,
            pager: Pager::new(&list.folder, part, list.parts.len()),
            list: ListView {
                by: list.by.map(By::word),
                name: &list.name,
                sources: list.order.len(),
                oldest: list.oldest,
                newest: list.newest,
            },
            choices: if list.by.is_none() {
                self.links(By::Design, &address)
            } else {
                Vec::new()
            },
            kinds_url: address.link(By::Design.folder()),
            topics_url: self
                .of(By::Topic)
                .next()
                .map(|_| address.link(By::Topic.folder())),
            all_url: address.link(FOLDER),
            downloads: download::of_library(&address),
            total_sources: self.lists[0].order.len(),
        };
        theme.render("references.html", &view)
    }

    /// Renders the page on which a kind or a topic is chosen.
    pub(super) fn render_choices(
        &self,
        site: &Site,
        theme: &Theme,
        by: By,
    ) -> Result<Vec<u8>, String> {
        let address = Address::folder(by.folder());
        let head = Head {
            address: &address,
            title: by.title(),
            description: None,
            page: None,
            above: &[("References", FOLDER)],
        };
        let view = ChoicesView {
            frame: Frame::new(site, theme, &head),
            by: by.word(),
            choices: self.links(by, &address),
            left_out: match by {
                By::Design => 0,
                By::Topic => self.without_topic,
            },
            total_sources: self.lists[0].order.len(),
            all_url: address.link(FOLDER),
        };
        theme.render("references-choices.html", &view)
    }
}

/// Where a kind stands among the kinds: designs in the order of their list,
/// then what sources are published as, by its words.
fn rank(source: &Source) -> (usize, &'static str) {
    match source.design {
        Some(design) => (design as usize, ""),
        None => (Design::ALL.len(), source.published_as()),
    }
}

/// The folder of the list of a source's kind. No design has the name of a type.
pub(super) fn kind_folder(source: &Source) -> String {
    let keyword = match source.design {
        Some(design) => design.keyword(),
        None => &source.kind,
    };
    format!("{}{keyword}/", By::Design.folder())
}

/// About how many bytes a source has in a list.
fn size(site: &Site, id: SourceId) -> usize {
    let pages: usize = pages(site, id)
        .take(MAX_PAGES)
        .map(|id| {
            let page = site.page(id);
            40 + page.document.front.title.len() + page.address.as_str().len()
        })
        .sum();
    (400 + site.references[id.0 as usize].html.len() + pages).max(SIZE / MOST)
}

/// The pages that cite a source.
fn pages(site: &Site, id: SourceId) -> impl Iterator<Item = PageId> {
    let mut last = None;
    let first = move |page: &PageId| last.replace(*page) != Some(*page);
    site.uses[id.0 as usize]
        .iter()
        .map(|found| found.page)
        .filter(first)
}

fn entry<'a>(
    site: &'a Site,
    card: &'a Card,
    id: SourceId,
    address: &Address,
    most_pages: usize,
) -> Entry<'a> {
    let source = site.library.get(id);
    let uses = &site.uses[id.0 as usize];
    Entry {
        heading: None,
        key: &source.key,
        html: &card.html,
        author_sort: source.who(),
        year: source.year(),
        kind: &card.kind,
        design: &card.design,
        notices: reference::notices(site, source, address),
        url: address.link_escaped(&card.folder),
        pages: pages(site, id)
            .take(most_pages)
            .map(|id| {
                let page = site.page(id);
                Link {
                    title: &page.document.front.title,
                    url: address.link(page.address.as_str()),
                }
            })
            .collect(),
        cited: !uses.is_empty(),
        claims: uses.iter().filter(|found| found.unit.is_some()).count(),
        further: site.further[id.0 as usize].len(),
    }
}

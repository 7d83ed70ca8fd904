//! Topics: the list of them, and the pages of each.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::bibliography::SourceId;
use crate::site::{Address, Counts, Site, Topic, TopicId};

use super::page::{Child, child};
use super::pager::{self, Pager};
use super::reference::Card;
use super::view::{Frame, Head};
use super::wording::capitalised;
use super::{Theme, feed, references};

/// How many pages a part of a topic lists.
const SIZE: usize = 200;

/// How many of its sources a topic names; the list of its sources has them all.
const NAMED: usize = 5;

#[derive(JsonSchema, Serialize)]
pub(super) struct IndexView<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// All topics.
    topics: Vec<Entry>,
}

#[derive(JsonSchema, Serialize)]
struct Entry {
    /// The topic's name.
    name: String,
    /// Its page.
    url: String,
    /// How many pages it has.
    count: usize,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// The topic.
    topic: TopicView<'a>,
    /// Its pages, on this part.
    pages: Vec<Child<'a>>,
    /// The way through the parts of a long list.
    pager: Pager,
}

#[derive(JsonSchema, Serialize)]
struct TopicView<'a> {
    /// The topic's name.
    name: &'a str,
    /// How many pages it has, on all parts.
    pages: usize,
    /// How many claims these pages make.
    claims: usize,
    /// How many sources they cite.
    sources: usize,
    /// The list of these sources.
    sources_url: Option<String>,
    /// The sources that most of these pages cite, at most five.
    main_sources: Vec<MainSource<'a>>,
    /// The topic's feed, if its pages say when they changed and the guide has a
    /// `base_url`.
    feed_url: Option<String>,
}

/// A source that several pages on a topic cite.
#[derive(JsonSchema, Serialize)]
struct MainSource<'a> {
    /// Who and when.
    label: &'a str,
    /// Its design, or what it is published as.
    kind: &'static str,
    /// The source's own page.
    url: String,
    /// How many pages on the topic cite it.
    pages: usize,
}

/// Renders the list of topics.
pub(super) fn render_index(site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
    let address = Address::folder("topics");
    let head = Head {
        address: &address,
        title: "Topics",
        description: Some("The subjects of this guide."),
        page: None,
        above: &[],
    };
    let view = IndexView {
        frame: Frame::new(site, theme, &head),
        topics: site
            .topics
            .iter()
            .map(|topic| Entry {
                name: capitalised(&topic.name),
                url: address.link(&folder(topic)),
                count: topic.pages.len(),
            })
            .collect(),
    };
    theme.render("topics.html", &view)
}

fn folder(topic: &Topic) -> String {
    format!("topics/{}/", topic.slug)
}

/// How many parts a topic has.
pub(super) fn parts(topic: &Topic) -> usize {
    pager::parts(topic.pages.len(), SIZE)
}

/// Renders a part of a topic.
pub(super) fn render(
    site: &Site,
    theme: &Theme,
    cards: &[Card],
    index: u32,
    part: usize,
) -> Result<Vec<u8>, String> {
    let topic = &site.topics[index as usize];
    let list = folder(topic);
    let address = Address::folder(&pager::folder(&list, part));
    let title = capitalised(&topic.name);
    let description = format!("The pages of this guide on the topic: {}.", topic.name);
    let head = Head {
        address: &address,
        title: &title,
        description: Some(&description),
        page: None,
        above: &[("Topics", "topics/")],
    };
    let shown = &topic.pages[pager::range(topic.pages.len(), SIZE, part)];
    let view = View {
        frame: Frame::new(site, theme, &head),
        topic: topic_view(site, cards, index, &title, &address),
        pages: shown.iter().map(|id| child(site, *id, &address)).collect(),
        pager: Pager::new(&list, part, parts(topic)),
    };
    theme.render("topic.html", &view)
}

/// What a topic's pages rest on. Linear in their citations.
fn topic_view<'a>(
    site: &'a Site,
    cards: &'a [Card],
    index: u32,
    name: &'a str,
    from: &Address,
) -> TopicView<'a> {
    let id = TopicId(index);
    let topic = &site.topics[index as usize];
    let mut counts = Counts::default();
    let mut citing: FxHashMap<SourceId, usize> = FxHashMap::default();
    for page in topic.pages.iter().map(|id| site.page(*id)) {
        counts.add(&page.claims);
        for source in &page.references.sources {
            *citing.entry(*source).or_default() += 1;
        }
    }
    let sources = citing.len();
    let mut main: Vec<(SourceId, usize)> =
        citing.into_iter().filter(|(_, pages)| *pages > 1).collect();
    main.sort_unstable_by(|(a, most), (b, more)| {
        let label = |id: &SourceId| &cards[id.0 as usize].label;
        more.cmp(most)
            .then_with(|| label(a).cmp(label(b)))
            .then(a.cmp(b))
    });
    main.truncate(NAMED);
    TopicView {
        name,
        pages: topic.pages.len(),
        claims: counts.claims,
        sources,
        sources_url: (sources > 0).then(|| from.link(&references::topic_folder(topic))),
        main_sources: main
            .into_iter()
            .map(|(id, pages)| {
                let card = &cards[id.0 as usize];
                MainSource {
                    label: &card.label,
                    kind: site.library.get(id).kind_words(),
                    url: from.link_escaped(&card.folder),
                    pages,
                }
            })
            .collect(),
        feed_url: feed::of_topic(site, topic).then(|| from.link(&feed::topic_file(site, id))),
    }
}

//! Atom feeds (RFC 4287): of the guide, and of each topic. A feed tells when
//! a page was published or changed, so it lists pages that say so alone, and
//! it needs whole addresses, so there is none without `base_url`.

use std::cmp::Reverse;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::site::{Page, PageId, Site, Topic, TopicId};

use super::Theme;
use super::wording::capitalised;

/// How many pages a feed holds: the latest.
const SIZE: usize = 100;

/// Where the guide's feed stands.
pub(super) const FILE: &str = "feed.xml";

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    /// The guide's title, or the topic's with the guide's.
    title: String,
    /// What the guide is about.
    description: Option<&'a str>,
    /// The language, as `en-GB`.
    language: &'a str,
    /// The guide's title.
    site_title: &'a str,
    /// The feed's own address, which is its id too.
    url: String,
    /// The address of what it is a feed of.
    home: String,
    /// The moment of the last change.
    updated: String,
    /// The pages that changed last, at most 100.
    entries: Vec<Entry<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct Entry<'a> {
    /// The page's title.
    title: &'a str,
    /// What it is about, in a sentence.
    description: Option<&'a str>,
    /// Its address.
    url: String,
    /// The moment of publication.
    published: Option<String>,
    /// The moment of the last change.
    updated: String,
    /// The names of its authors.
    authors: Vec<&'a str>,
    /// The names of its topics.
    topics: Vec<&'a str>,
}

/// The day a page last changed, as it says itself.
pub(super) fn changed(page: &Page) -> Option<Date> {
    let front = &page.document.front;
    front.updated.max(front.published)
}

/// The file of a topic's feed.
pub(super) fn topic_file(site: &Site, topic: TopicId) -> String {
    format!("topics/{}/{FILE}", site.topics[topic.0 as usize].slug)
}

/// Whether the guide has a feed: it stops at the first page with a date.
pub(super) fn of_guide(site: &Site) -> bool {
    site.config.base_url.is_some() && site.pages.iter().any(|page| changed(page).is_some())
}

/// Whether a topic has a feed.
pub(super) fn of_topic(site: &Site, topic: &Topic) -> bool {
    let dated = |id: &PageId| changed(site.page(*id)).is_some();
    site.config.base_url.is_some() && topic.pages.iter().any(dated)
}

/// Renders the feed of the guide, or of a topic. Linear in its pages, but for
/// the sorting.
pub(super) fn render(
    site: &Site,
    theme: &Theme,
    topic: Option<TopicId>,
) -> Result<Vec<u8>, String> {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    let (title, file, home, pages) = match topic {
        Some(id) => {
            let topic = &site.topics[id.0 as usize];
            (
                format!("{} – {}", capitalised(&topic.name), site.config.title),
                topic_file(site, id),
                format!("topics/{}/", topic.slug),
                topic.pages.clone(),
            )
        }
        None => (
            site.config.title.clone(),
            FILE.to_owned(),
            String::new(),
            site.iter().map(|(id, _)| id).collect(),
        ),
    };
    let mut dated: Vec<(Date, PageId)> = pages
        .into_iter()
        .filter_map(|id| Some((changed(site.page(id))?, id)))
        .collect();
    // The latest first; pages of one day in reading order.
    dated.sort_by_key(|(date, id)| (Reverse(*date), *id));
    dated.truncate(SIZE);
    let absolute = |path: &str| format!("{base}{}", crate::site::escaped(path));
    let view = View {
        title,
        description: site.config.description.as_deref(),
        language: &site.config.language,
        site_title: &site.config.title,
        url: absolute(&file),
        home: absolute(&home),
        updated: dated
            .first()
            .map(|(date, _)| instant(*date))
            .unwrap_or_default(),
        entries: dated
            .iter()
            .map(|(date, id)| entry(site, *id, *date, &absolute))
            .collect(),
    };
    theme.render("feed.xml", &view)
}

fn entry<'a>(
    site: &'a Site,
    id: PageId,
    date: Date,
    absolute: &dyn Fn(&str) -> String,
) -> Entry<'a> {
    let page = site.page(id);
    let front = &page.document.front;
    Entry {
        title: &front.title,
        description: front.description.as_deref(),
        url: absolute(page.address.as_str()),
        published: front.published.map(instant),
        updated: instant(date),
        authors: front
            .authors
            .iter()
            .filter_map(|key| site.people.get(&key.text))
            .map(|person| person.name.as_str())
            .collect(),
        topics: page
            .topics
            .iter()
            .map(|topic| &*site.topics[topic.0 as usize].name)
            .collect(),
    }
}

/// A day as Atom wants it, a moment of RFC 3339: its first.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

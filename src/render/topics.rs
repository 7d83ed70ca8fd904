//! Topics: the list of them, and the pages of each.

use serde::Serialize;

use crate::site::{Address, Site, Topic};

use super::Theme;
use super::page::{Child, child};
use super::pager::{self, Pager};
use super::view::{Frame, Head};
use super::wording::capitalised;

/// How many pages a part of a topic lists.
const SIZE: usize = 200;

#[derive(Serialize)]
struct IndexView<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    topics: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    url: String,
    count: usize,
}

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    topic: Name<'a>,
    pages: Vec<Child<'a>>,
    pager: Pager,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
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
    index: u32,
    part: usize,
) -> Result<Vec<u8>, String> {
    let topic = &site.topics[index as usize];
    let list = folder(topic);
    let address = Address::folder(&pager::folder(&list, part));
    let title = capitalised(&topic.name);
    let head = Head {
        address: &address,
        title: &title,
        description: None,
        page: None,
        above: &[("Topics", "topics/")],
    };
    let shown = &topic.pages[pager::range(topic.pages.len(), SIZE, part)];
    let view = View {
        frame: Frame::new(site, theme, &head),
        topic: Name { name: &title },
        pages: shown.iter().map(|id| child(site, *id, &address)).collect(),
        pager: Pager::new(&list, part, parts(topic)),
    };
    theme.render("topic.html", &view)
}

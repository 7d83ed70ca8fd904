//! A page of the guide.

mod cite;
mod further;
mod metadata;
mod references;
mod related;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::site::{Address, Counts, Page, PageId, Site, fragment};

use super::ledger::Ledger;
use super::message::{self, Share};
use super::reference::Card;
use super::view::{Frame, Head, Link};
use super::wording::{capitalised, words};
use super::{Theme, body, crisis};
use cite::Cite;
use further::FurtherView;
use metadata::Metadata;
use references::ReferenceView;
use related::RelatedView;

/// How many pages below it a page lists; the rest is on the list of all pages.
const MAX_CHILDREN: usize = 200;

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    page: PageView<'a>,
}

#[derive(Serialize)]
struct PageView<'a> {
    body: String,
    notes: Option<String>,
    published: Option<String>,
    published_words: Option<String>,
    updated: Option<String>,
    updated_words: Option<String>,
    authors: Vec<PersonView<'a>>,
    reviewed: Option<ReviewView<'a>>,
    topics: Vec<TopicView<'a>>,
    contents: Vec<Content<'a>>,
    children: Vec<Child<'a>>,
    more_children: bool,
    previous: Option<Link<'a>>,
    next: Option<Link<'a>>,
    references: Vec<ReferenceView<'a>>,
    numbered: bool,
    further: Vec<FurtherView<'a>>,
    summary: Summary,
    claims_url: String,
    related: Vec<RelatedView<'a>>,
    report_url: Option<String>,
    share: Option<Share>,
    metadata: Metadata,
    cite: Cite,
}

#[derive(Serialize)]
struct PersonView<'a> {
    name: &'a str,
    role: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct ReviewView<'a> {
    by: PersonView<'a>,
    on: String,
    on_words: String,
    next: Option<String>,
    next_words: Option<String>,
    overdue: bool,
}

#[derive(Serialize)]
struct TopicView<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Content<'a> {
    id: String,
    title: &'a str,
    children: Vec<Content<'a>>,
}

#[derive(Serialize)]
pub(super) struct Child<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) url: String,
}

#[derive(Serialize)]
struct Summary {
    claims: usize,
    covered: usize,
    waived: usize,
    sources: usize,
    designs: Vec<DesignCount>,
    oldest: Option<i16>,
    newest: Option<i16>,
}

#[derive(Serialize)]
struct DesignCount {
    name: String,
    count: usize,
}

pub(super) use cite::source as cited_as;

/// Renders a page.
pub(super) fn render(
    site: &Site,
    theme: &Theme,
    ledger: &Ledger,
    cards: &[Card],
    id: PageId,
) -> Result<Vec<u8>, String> {
    let page = site.page(id);
    let front = &page.document.front;
    let address = &page.address;
    let head = Head {
        address,
        title: &front.title,
        description: front.description.as_deref(),
        page: Some(id),
        above: &[],
    };
    let crisis = crisis::block(site, theme, page)?;
    let text = body::page(site, cards, page, crisis.as_deref());
    let date = |date: Date| (date.to_string(), words(date));
    let (published, published_words) = front.published.map(date).unzip();
    let (updated, updated_words) = front.updated.map(date).unzip();
    let link = |id: PageId| {
        let page = site.page(id);
        Link {
            title: &page.document.front.title,
            url: address.link(page.address.as_str()),
        }
    };
    let view = View {
        frame: Frame::new(site, theme, &head),
        page: PageView {
            body: text.html,
            notes: text.notes,
            published,
            published_words,
            updated,
            updated_words,
            authors: front
                .authors
                .iter()
                .filter_map(|word| person(site, &word.text))
                .collect(),
            reviewed: review(site, page),
            topics: page
                .topics
                .iter()
                .map(|id| {
                    let topic = &site.topics[id.0 as usize];
                    TopicView {
                        name: &topic.name,
                        url: address.link(&format!("topics/{}/", topic.slug)),
                    }
                })
                .collect(),
            contents: contents(page),
            children: page
                .place
                .children
                .iter()
                .take(MAX_CHILDREN)
                .map(|id| child(site, *id, address))
                .collect(),
            more_children: page.place.children.len() > MAX_CHILDREN,
            previous: page.place.previous.map(link),
            next: page.place.next.map(link),
            references: references::list(site, cards, page),
            numbered: site.style.numbers_references(),
            further: further::list(site, cards, page),
            summary: summary(site, page),
            claims_url: ledger.url(id, address),
            related: related::list(site, cards, id),
            report_url: message::report_page(site, page),
            share: message::share(site, page),
            metadata: Metadata::new(site, cards, page),
            cite: Cite::new(site, page),
        },
    };
    theme.render("page.html", &view)
}

/// A page in a list of pages.
pub(super) fn child<'a>(site: &'a Site, id: PageId, from: &Address) -> Child<'a> {
    let page = site.page(id);
    let front = &page.document.front;
    Child {
        title: &front.title,
        description: front.description.as_deref(),
        url: from.link(page.address.as_str()),
    }
}

fn person<'a>(site: &'a Site, key: &str) -> Option<PersonView<'a>> {
    let person = site.people.get(key)?;
    Some(PersonView {
        name: &person.name,
        role: person.role.as_deref(),
        url: person.url.as_deref(),
    })
}

fn review<'a>(site: &'a Site, page: &Page) -> Option<ReviewView<'a>> {
    let review = page.document.front.reviewed.as_ref()?;
    Some(ReviewView {
        by: person(site, &review.by.text)?,
        on: review.on.to_string(),
        on_words: words(review.on),
        next: review.next.map(|next| next.to_string()),
        next_words: review.next.map(words),
        // Without a stated day the same content gives the same page in any year.
        overdue: site.today_is_stated && review.next.is_some_and(|next| next < site.today),
    })
}

/// The headings of level 2, with those of level 3 below them.
fn contents(page: &Page) -> Vec<Content<'_>> {
    let mut contents: Vec<Content<'_>> = Vec::new();
    for heading in &page.document.body.headings {
        let entry = Content {
            id: fragment(&heading.id),
            title: &heading.text,
            children: Vec::new(),
        };
        match (heading.level, contents.last_mut()) {
            (..=2, _) | (3, None) => contents.push(entry),
            (3, Some(above)) => above.children.push(entry),
            _ => {}
        }
    }
    contents
}

fn summary(site: &Site, page: &Page) -> Summary {
    let mut counts = Counts::default();
    counts.add(&page.claims);
    let sources: Vec<_> = page
        .references
        .sources
        .iter()
        .map(|id| site.library.get(*id))
        .collect();
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    for source in &sources {
        *kinds.entry(source.kind_words()).or_default() += 1;
    }
    let mut designs: Vec<DesignCount> = kinds
        .into_iter()
        .map(|(kind, count)| DesignCount {
            name: capitalised(kind),
            count,
        })
        .collect();
    designs.sort_by(|a, b| b.count.cmp(&a.count).then(a.name.cmp(&b.name)));
    Summary {
        claims: counts.claims,
        covered: counts.sourced(),
        waived: counts.waived,
        sources: sources.len(),
        designs,
        oldest: sources.iter().filter_map(|source| source.year()).min(),
        newest: sources.iter().filter_map(|source| source.year()).max(),
    }
}

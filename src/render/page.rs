//! A page of the guide.

mod cite;
mod further;
mod metadata;
mod references;
mod related;

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
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

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// The page.
    page: PageView<'a>,
}

#[derive(JsonSchema, Serialize)]
struct PageView<'a> {
    /// The text. HTML; print it with `| safe`.
    body: String,
    /// The footnotes, and in styles that cite in notes the citations. HTML; print it
    /// with `| safe`.
    notes: Option<String>,
    /// The day of publication, as `2026-03-02`.
    published: Option<String>,
    /// The same in words.
    published_words: Option<String>,
    /// The day of the last change, as `2026-03-02`.
    updated: Option<String>,
    /// The same in words.
    updated_words: Option<String>,
    /// Who wrote it.
    authors: Vec<PersonView<'a>>,
    /// Who looked it over, and when.
    reviewed: Option<ReviewView<'a>>,
    /// Its topics.
    topics: Vec<TopicView<'a>>,
    /// Its headings of level 2.
    contents: Vec<Content<'a>>,
    /// The pages right below it, at most 200.
    children: Vec<Child<'a>>,
    /// Whether there are more pages below it than that.
    more_children: bool,
    /// The page before it in reading order.
    previous: Option<Link<'a>>,
    /// The page after it in reading order.
    next: Option<Link<'a>>,
    /// The sources that it cites, in the order of their numbers.
    references: Vec<ReferenceView<'a>>,
    /// Whether the citation style gives numbers to references.
    numbered: bool,
    /// Its further reading: sources on which no claim rests.
    further: Vec<FurtherView<'a>>,
    /// What the page rests on, in numbers.
    summary: Summary,
    /// Its claims on the list of all claims.
    claims_url: String,
    /// Other pages with the same topics or sources.
    related: Vec<RelatedView<'a>>,
    /// Where to report an error, if the guide has `report_to`.
    report_url: Option<String>,
    /// How to pass the page on, if the guide has a `base_url`.
    share: Option<Share>,
    /// What machines read.
    metadata: Metadata,
    /// How to cite the page.
    cite: Cite,
}

#[derive(JsonSchema, Serialize)]
struct PersonView<'a> {
    /// The name.
    name: &'a str,
    /// What the person is, as `general practitioner`.
    role: Option<&'a str>,
    /// The person's own page.
    url: Option<&'a str>,
}

#[derive(JsonSchema, Serialize)]
struct ReviewView<'a> {
    /// The reviewer.
    by: PersonView<'a>,
    /// The day of the review, as `2026-03-02`.
    on: String,
    /// The same in words.
    on_words: String,
    /// The day on which the next review is due, as `2026-03-02`.
    next: Option<String>,
    /// The same in words.
    next_words: Option<String>,
    /// Whether that day has passed; never so unless the build is told the day.
    overdue: bool,
}

#[derive(JsonSchema, Serialize)]
struct TopicView<'a> {
    /// The topic's name.
    name: &'a str,
    /// Its page.
    url: String,
}

#[derive(JsonSchema, Serialize)]
struct Content<'a> {
    /// The heading's id, as it stands in an address.
    id: String,
    /// The heading's words.
    title: &'a str,
    /// The headings of level 3 below it.
    children: Vec<Below<'a>>,
}

/// A heading below another.
#[derive(JsonSchema, Serialize)]
struct Below<'a> {
    /// The heading's id, as it stands in an address.
    id: String,
    /// The heading's words.
    title: &'a str,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Child<'a> {
    /// The page's title.
    pub(super) title: &'a str,
    /// What it is about, in a sentence.
    pub(super) description: Option<&'a str>,
    /// Its address.
    pub(super) url: String,
}

#[derive(JsonSchema, Serialize)]
struct Summary {
    /// How many claims the page makes.
    claims: usize,
    /// How many of them have a source.
    covered: usize,
    /// How many have none for a stated reason.
    waived: usize,
    /// How many sources the page cites.
    sources: usize,
    /// The kinds of these sources, the most frequent first.
    designs: Vec<DesignCount>,
    /// The year of the oldest source.
    oldest: Option<i16>,
    /// The year of the newest source.
    newest: Option<i16>,
}

#[derive(JsonSchema, Serialize)]
struct DesignCount {
    /// The kind of study or text.
    name: String,
    /// How many sources are of it.
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
        let id = fragment(&heading.id);
        let title = &heading.text;
        match (heading.level, contents.last_mut()) {
            (3, Some(above)) => above.children.push(Below { id, title }),
            (..=3, _) => contents.push(Content {
                id,
                title,
                children: Vec::new(),
            }),
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

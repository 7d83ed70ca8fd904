//! What a page says of itself to machines: tags for reference managers and
//! search engines (Highwire, Dublin Core), and schema.org's terms as JSON-LD.
//! All of it from the front matter and the library; what is not known is not
//! said.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::GuideKind;
use crate::site::{Page, Person, Site};

use super::super::reference::Card;
use super::super::schema_org::{Agent, embedded};
use super::super::view::absolute;

/// For the head of a page.
#[derive(JsonSchema, Serialize)]
pub(super) struct Metadata {
    /// Tags for the head, as reference managers and search engines read them.
    tags: Vec<Tag>,
    /// The page in the terms of schema.org, as JSON-LD. It is escaped; print it with `|
    /// safe`.
    json_ld: String,
}

#[derive(JsonSchema, Serialize)]
struct Tag {
    /// The name of the tag, as `citation_title`.
    name: &'static str,
    /// What it says.
    content: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebPage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    in_language: &'a str,
    is_part_of: WebSite<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_by: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<String>,
}

#[derive(Serialize)]
struct WebSite<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    name: &'a str,
}

impl Metadata {
    /// What a page says of itself.
    pub(super) fn new(site: &Site, cards: &[Card], page: &Page) -> Self {
        let url = absolute(site, page.address.as_str());
        let authors: Vec<&Person> = page
            .document
            .front
            .authors
            .iter()
            .filter_map(|key| site.people.get(&key.text))
            .collect();
        Self {
            tags: tags(site, page, &authors, url.as_deref()),
            json_ld: json_ld(site, cards, page, &authors, url.as_deref()),
        }
    }
}

fn tags(site: &Site, page: &Page, authors: &[&Person], url: Option<&str>) -> Vec<Tag> {
    let front = &page.document.front;
    let mut tags = Vec::new();
    let mut add = |name, content: String| tags.push(Tag { name, content });
    let inverted: Vec<String> = authors.iter().map(|person| inverted(person)).collect();

    add("citation_title", front.title.clone());
    for name in &inverted {
        add("citation_author", name.clone());
    }
    if let Some(date) = front.published {
        add(
            "citation_publication_date",
            date.strftime("%Y/%m/%d").to_string(),
        );
    }
    add("citation_language", site.config.language.clone());
    if let Some(url) = url {
        add("citation_public_url", url.to_owned());
    }

    add("DC.type", "Text".to_owned());
    add("DC.title", front.title.clone());
    for name in inverted {
        add("DC.creator", name);
    }
    if let Some(description) = &front.description {
        add("DC.description", description.clone());
    }
    for topic in &page.topics {
        add("DC.subject", site.topics[topic.0 as usize].name.to_string());
    }
    add("DC.language", site.config.language.clone());
    if let Some(url) = url {
        add("DC.identifier", url.to_owned());
    }
    add("DCTERMS.isPartOf", site.config.title.clone());
    if let Some(date) = front.published {
        add("DCTERMS.issued", date.to_string());
    }
    if let Some(date) = front.updated {
        add("DCTERMS.modified", date.to_string());
    }
    tags
}

/// A name with the family name first, if it is known which part that is.
fn inverted(person: &Person) -> String {
    match (&person.family, &person.given) {
        (Some(family), Some(given)) => format!("{family}, {given}"),
        (Some(family), None) => family.clone(),
        (None, _) => person.name.clone(),
    }
}

fn json_ld(
    site: &Site,
    cards: &[Card],
    page: &Page,
    authors: &[&Person],
    url: Option<&str>,
) -> String {
    let front = &page.document.front;
    let review = front
        .reviewed
        .as_ref()
        .and_then(|review| Some((site.people.get(&review.by.text)?, review.on)));
    let web_page = WebPage {
        context: "https://schema.org",
        kind: match site.config.kind {
            GuideKind::Health => "MedicalWebPage",
            GuideKind::General => "WebPage",
        },
        id: url,
        url,
        name: &front.title,
        description: front.description.as_deref(),
        in_language: &site.config.language,
        is_part_of: WebSite {
            kind: "WebSite",
            url: absolute(site, ""),
            name: &site.config.title,
        },
        keywords: page
            .topics
            .iter()
            .map(|topic| &*site.topics[topic.0 as usize].name)
            .collect(),
        author: authors.iter().map(|person| Agent::person(person)).collect(),
        date_published: front.published.map(|date| date.to_string()),
        date_modified: front.updated.map(|date| date.to_string()),
        reviewed_by: review.map(|(by, _)| Agent::person(by)),
        last_reviewed: review.map(|(_, on)| on.to_string()),
    };
    let json = serde_json::to_string(&web_page).unwrap_or_default();
    let mut out = embedded(&json);
    // Sources are written once for all pages, and joined here.
    if !page.references.sources.is_empty() {
        out.pop();
        out.push_str(",\"citation\":[");
        for (at, id) in page.references.sources.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            out.push_str(&cards[id.0 as usize].schema);
        }
        out.push_str("]}");
    }
    out
}

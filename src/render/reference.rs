//! A source as templates see it: in a page's references, in the index and on
//! its own page.

use rayon::prelude::*;
use serde::Serialize;
use tera::Value;

use crate::bibliography::{Source, SourceId};
use crate::site::{Address, Site, escaped, fragment};
use crate::yaml::Word;

use super::anchor::source_id;
use super::view::capitalised;

/// A link to another site.
#[derive(Serialize)]
pub(super) struct Outside {
    label: &'static str,
    url: String,
}

/// What a reader must know before trusting a source.
#[derive(Serialize)]
pub(super) struct Notice {
    text: String,
    url: Option<String>,
    link_text: Option<String>,
}

/// What all pages say of a source in the same words, made once.
pub(super) struct Card {
    /// Who and when: "Cardoso et al. 2014".
    pub(super) label: Box<str>,
    /// The same and the design, as a citation is read aloud.
    pub(super) spoken: Box<str>,
    /// Its id in a page's references, as it stands in an address.
    pub(super) anchor: Box<str>,
    /// The folder of its page, as it stands in an address.
    pub(super) folder: Box<str>,
    /// For templates.
    pub(super) html: Value,
    pub(super) design: Value,
    pub(super) population: Value,
    pub(super) supports: Value,
    pub(super) links: Value,
}

/// The cards of all sources, by their ids.
pub(super) fn cards(site: &Site) -> Vec<Card> {
    site.library
        .iter()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(id, source)| card(site, id, source))
        .collect()
}

fn card(site: &Site, id: SourceId, source: &Source) -> Card {
    let label = source.label();
    let spoken = match source.design {
        Some(design) => format!("{label}, {}", design.words()),
        None => label.clone(),
    };
    Card {
        spoken: spoken.into(),
        label: label.into(),
        anchor: fragment(&source_id(site, id)).into(),
        folder: escaped(&folder(site, id)).into(),
        html: Value::normal_string(&site.references[id.0 as usize].html),
        design: Value::from_serializable(&design(source)),
        population: Value::from_serializable(&population(source)),
        supports: Value::from_serializable(&source.supports),
        links: Value::from_serializable(&links(source)),
    }
}

/// The folder of a source's page.
pub(super) fn folder(site: &Site, source: SourceId) -> String {
    format!("references/{}/", site.source_slugs[source.0 as usize])
}

/// A source's design, in words that begin a line.
pub(super) fn design(source: &Source) -> Option<String> {
    source.design.map(|design| capitalised(design.words()))
}

/// Whom a source studied.
pub(super) fn population(source: &Source) -> Option<String> {
    source
        .population
        .as_deref()
        .map(|population| match population {
            "human" => "In people".to_owned(),
            "animal" => "In animals".to_owned(),
            "mixed" => "In people and animals".to_owned(),
            other => capitalised(other),
        })
}

/// A source's links to other sites.
pub(super) fn links(source: &Source) -> Vec<Outside> {
    let mut links = Vec::new();
    let mut add = |label, url: String| links.push(Outside { label, url });
    if let Some(doi) = source.doi() {
        add(
            "DOI",
            format!(
                "https://doi.org/{}",
                Address::folder("").link(doi).trim_start_matches("./")
            ),
        );
    }
    if let Some(pmid) = source
        .field("PMID")
        .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
    {
        add("PubMed", format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"));
    }
    if let Some(pmcid) = source
        .field("PMCID")
        .filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    {
        add(
            "Full text (PMC)",
            format!("https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"),
        );
    }
    let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    if let Some(url) = source
        .field("URL")
        .filter(web)
        .filter(|_| source.doi().is_none())
    {
        add("Web page", url.to_owned());
    }
    if let Some(url) = source.archive_url.as_deref().filter(web) {
        add("Archived copy", url.to_owned());
    }
    links
}

/// What other sources of the guide say about a source.
pub(super) fn notices(site: &Site, source: &Source, from: &Address) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut add = |text: &str, words: &[Word]| {
        for word in words {
            let other = site.library.find(&word.text);
            notices.push(Notice {
                text: text.to_owned(),
                url: other.map(|other| from.link(&folder(site, other))),
                link_text: Some(other.map_or_else(
                    || word.text.clone(),
                    |other| site.library.get(other).label(),
                )),
            });
        }
    };
    add("Replaced by a newer work:", &source.superseded_by);
    add("Disputed by:", &source.disputed_by);
    add("To be read together with:", &source.qualified_by);
    notices
}

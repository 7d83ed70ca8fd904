//! A source as templates see it: in a page's references, in the index and on
//! its own page.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use crate::bibliography::{Source, SourceId};
use crate::site::{Address, Site, escaped, fragment};
use crate::yaml::Word;

use super::anchor::source_id;
use super::outside::links;
use super::schema_org;
use super::wording::capitalised;

/// What a reader must know before trusting a source, and the works that say it.
#[derive(JsonSchema, Serialize)]
pub(super) struct Notice {
    /// What to know, as `this work is disputed by`.
    text: &'static str,
    /// The sources that say it.
    works: Vec<Work>,
}

/// Another source of the guide.
#[derive(JsonSchema, Serialize)]
pub(super) struct Work {
    /// Who and when, or its key if it is not in the library.
    name: String,
    /// The source's own page.
    url: Option<String>,
}

/// What all pages say of a source in the same words, made once.
pub(super) struct Card {
    /// Who and when: "Cardoso et al. 2014".
    pub(super) label: Box<str>,
    /// The same and the kind of work, as a citation is read aloud.
    pub(super) spoken: Box<str>,
    /// Its id in a page's references, as it stands in an address.
    pub(super) anchor: Box<str>,
    /// The folder of its page, as it stands in an address.
    pub(super) folder: Box<str>,
    /// In the terms of schema.org, as it stands in a page.
    pub(super) schema: Box<str>,
    /// For templates.
    pub(super) html: Value,
    pub(super) kind: Value,
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
    let kind = source.kind_words();
    Card {
        spoken: format!("{label}, {kind}").into(),
        label: label.into(),
        anchor: fragment(&source_id(site, id)).into(),
        folder: escaped(&folder(site, id)).into(),
        schema: schema_org::embedded(&schema_org::source(source)).into(),
        html: Value::normal_string(&site.references[id.0 as usize].html),
        kind: Value::from(capitalised(kind)),
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

/// That a source was retracted, and what other sources of the guide say about
/// it.
pub(super) fn notices(site: &Site, source: &Source, from: &Address) -> Vec<Notice> {
    let work = |word: &Word| match site.library.find(&word.text) {
        Some(other) => Work {
            name: site.library.get(other).label(),
            url: Some(from.link(&folder(site, other))),
        },
        None => Work {
            name: word.text.clone(),
            url: None,
        },
    };
    let retracted = source.is_retracted().then(|| Notice {
        text: "this work was retracted. Its journal or its authors took it back: do not rely on it",
        works: Vec::new(),
    });
    let said = [
        ("a newer work replaces this one:", &source.superseded_by),
        ("this work is disputed by", &source.disputed_by),
        ("read this work together with", &source.qualified_by),
    ]
    .into_iter()
    .filter(|(_, words)| !words.is_empty())
    .map(|(text, words)| Notice {
        text,
        works: words.iter().map(work).collect(),
    });
    retracted.into_iter().chain(said).collect()
}

/// What each source says of others, turned round from what their entries say.
pub(super) struct Others {
    /// By the source that speaks: those it replaces, disputes, adds to.
    by: FxHashMap<SourceId, [Vec<SourceId>; 3]>,
}

impl Others {
    /// Linear in the sources.
    pub(super) fn new(site: &Site) -> Self {
        let mut by: FxHashMap<SourceId, [Vec<SourceId>; 3]> = FxHashMap::default();
        for (id, source) in site.library.iter() {
            let said = [
                &source.superseded_by,
                &source.disputed_by,
                &source.qualified_by,
            ];
            for (kind, words) in said.into_iter().enumerate() {
                for other in words
                    .iter()
                    .filter_map(|word| site.library.find(&word.text))
                {
                    by.entry(other).or_default()[kind].push(id);
                }
            }
        }
        Self { by }
    }

    /// What a source says of others, as its page tells it.
    pub(super) fn of(&self, site: &Site, source: SourceId, from: &Address) -> Vec<Notice> {
        let Some(said) = self.by.get(&source) else {
            return Vec::new();
        };
        [
            "It replaces",
            "It disputes",
            "It is to be read together with",
        ]
        .into_iter()
        .zip(said)
        .filter(|(_, works)| !works.is_empty())
        .map(|(text, works)| Notice {
            text,
            works: works
                .iter()
                .map(|id| Work {
                    name: site.library.get(*id).label(),
                    url: Some(from.link(&folder(site, *id))),
                })
                .collect(),
        })
        .collect()
    }
}

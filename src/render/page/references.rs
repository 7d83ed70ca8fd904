//! The references at the end of a page: each with what it is, and with links
//! back to the sentences that it stands for.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use crate::claim::Status;
use crate::site::{Page, Site};

use super::super::anchor::source_id;
use super::super::outside::Outside;
use super::super::reference::{self, Card, Notice};
use super::super::wording::{first_words, told};

/// How many words of a sentence a link back quotes.
const QUOTED: usize = 7;

#[derive(JsonSchema, Serialize)]
pub(super) struct ReferenceView<'a> {
    /// Its number on the page.
    number: usize,
    /// Who and when, as `Cardoso et al. 2014`.
    label: &'a str,
    /// The same with the kind of work, as it is read aloud.
    spoken: &'a str,
    /// Its id on the page.
    anchor: String,
    /// Its key in the library.
    key: &'a str,
    /// The formatted reference. HTML; print it with `| safe`.
    #[schemars(with = "String")]
    html: &'a Value,
    /// Its design, or what it is published as.
    #[schemars(with = "String")]
    kind: &'a Value,
    /// What kind of study or text it is; missing where nobody said it.
    #[schemars(with = "Option<String>")]
    design: &'a Value,
    /// Who was studied, as `In people`.
    #[schemars(with = "Option<String>")]
    population: &'a Value,
    /// What it can be cited for.
    #[schemars(with = "Option<String>")]
    supports: &'a Value,
    /// What to know before trusting it.
    notices: Vec<Notice>,
    /// Links to the work on other sites.
    #[schemars(with = "Vec<Outside>")]
    links: &'a Value,
    /// The source's own page.
    url: String,
    /// The places of the page that cite it.
    cited_by: Vec<CitedBy>,
}

#[derive(JsonSchema, Serialize)]
struct CitedBy {
    /// The place on the page.
    url: String,
    /// How the sentence there begins.
    text: String,
}

/// A page's references, in the order of their numbers.
pub(super) fn list<'a>(
    site: &'a Site,
    cards: &'a [Card],
    page: &'a Page,
) -> Vec<ReferenceView<'a>> {
    let quotable = quotable(page);
    page.references
        .sources
        .iter()
        .zip(&page.references.cited_by)
        .enumerate()
        .map(|(index, (id, clusters))| {
            let source = site.library.get(*id);
            let card = &cards[id.0 as usize];
            ReferenceView {
                number: index + 1,
                label: &card.label,
                spoken: &card.spoken,
                anchor: source_id(site, *id),
                key: &source.key,
                html: &card.html,
                kind: &card.kind,
                design: &card.design,
                population: &card.population,
                supports: &card.supports,
                notices: reference::notices(site, source, &page.address),
                links: &card.links,
                url: page.address.link_escaped(&card.folder),
                cited_by: clusters
                    .iter()
                    .map(|cluster| CitedBy {
                        url: format!("#cite-{}", cluster + 1),
                        text: quotable[*cluster as usize].map_or_else(
                            || "in the text".to_owned(),
                            |unit| first_words(&told(&page.claims.units[unit]), QUOTED),
                        ),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// Which unit's words lead back to each citation: of the claims that it covers
/// the one it stands in, or else the first, or else the unit around it. Linear in
/// the units and citations.
fn quotable(page: &Page) -> Vec<Option<usize>> {
    let clusters = &page.document.body.clusters;
    let mut stands_in: Vec<Option<usize>> = vec![None; clusters.len()];
    let mut covers: Vec<Option<usize>> = vec![None; clusters.len()];
    for (index, unit) in page.claims.units.iter().enumerate() {
        if !unit.is_claim() {
            continue;
        }
        if let Status::Covered(_, covering) = &unit.status {
            for cluster in covering {
                let cluster = *cluster as usize;
                if unit.span.contains(clusters[cluster].span) {
                    stands_in[cluster].get_or_insert(index);
                } else {
                    covers[cluster].get_or_insert(index);
                }
            }
        }
    }
    let around = |cluster: usize| {
        let units = &page.claims.units;
        let place = clusters[cluster].span;
        let after = units.partition_point(|unit| unit.span.start <= place.start);
        let unit = after.checked_sub(1)?;
        units[unit].span.contains(place).then_some(unit)
    };
    (0..clusters.len())
        .map(|cluster| {
            stands_in[cluster]
                .or(covers[cluster])
                .or_else(|| around(cluster))
        })
        .collect()
}

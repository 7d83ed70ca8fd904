//! The page of a source: what it is, and every claim that rests on it.

use std::borrow::Cow;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use crate::bibliography::SourceId;
use crate::site::{Address, PageId, Site, Use};

use super::anchor::claim_id;
use super::outside::Outside;
use super::pager::{self, Pager};
use super::reference::{self, Card, Notice, Others};
use super::view::{Frame, Head, Link};
use super::wording::{capitalised, partial_words, told};
use super::{Theme, download, references};

/// About how many bytes of uses a part of a source's page holds.
const SIZE: usize = 200_000;

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// The source.
    source: SourceView<'a>,
    /// The way through the parts of a long list.
    pager: Pager,
}

#[derive(JsonSchema, Serialize)]
struct SourceView<'a> {
    /// Its key in the library.
    key: &'a str,
    /// The formatted reference. HTML; print it with `| safe`.
    #[schemars(with = "String")]
    html: &'a Value,
    /// The work's title.
    title: &'a str,
    /// Its design, or what it is published as.
    #[schemars(with = "String")]
    kind: &'a Value,
    /// What it is published as, as `Journal article`.
    published_as: String,
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
    /// What it says of other sources: that it replaces, disputes or adds to them.
    speaks_of: Vec<Notice>,
    /// Links to the work on other sites.
    #[schemars(with = "Vec<Outside>")]
    links: &'a Value,
    /// The list of the sources of its kind.
    kind_url: String,
    /// Files for reference managers.
    downloads: Vec<download::Link>,
    /// More that the library knows of it.
    fields: Vec<Field>,
    /// The pages that cite it, on this part.
    used: Vec<Used<'a>>,
    /// How many claims rest on it, on all parts.
    used_count: usize,
    /// How many pages cite it.
    page_count: usize,
    /// The pages that offer it as further reading, on this part.
    further: Vec<Link<'a>>,
    /// How many pages offer it as further reading.
    further_count: usize,
    /// The list of all sources.
    elsewhere: String,
}

#[derive(JsonSchema, Serialize)]
struct Field {
    /// What it is.
    label: &'static str,
    /// The value.
    value: String,
}

#[derive(JsonSchema, Serialize)]
struct Used<'a> {
    /// The page.
    page: Link<'a>,
    /// Its claims that rest on the source.
    claims: Vec<ClaimLink<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct ClaimLink<'a> {
    /// The claim.
    text: Cow<'a, str>,
    /// Its place on the page.
    url: String,
}

/// How a source's uses, and behind them the pages that offer it for further
/// reading, are cut into parts.
pub(super) fn parts(site: &Site, id: SourceId) -> Vec<Range<usize>> {
    let size = |found: &Use| {
        let page = site.page(found.page);
        let text = found
            .unit
            .map_or(0, |unit| page.claims.units[unit as usize].text.len());
        160 + page.address.as_str().len() + text
    };
    let further = |page: &PageId| {
        let page = site.page(*page);
        60 + page.address.as_str().len() + page.document.front.title.len()
    };
    let uses = site.uses[id.0 as usize].iter().map(size);
    let further = site.further[id.0 as usize].iter().map(further);
    let sizes: Vec<usize> = uses.chain(further).collect();
    pager::by_size(sizes.into_iter(), SIZE)
}

/// Renders a part.
pub(super) fn render(
    site: &Site,
    theme: &Theme,
    cards: &[Card],
    others: &Others,
    index: u32,
    parts: &[Range<usize>],
    part: usize,
) -> Result<Vec<u8>, String> {
    let id = SourceId(index);
    let source = site.library.get(id);
    let list = reference::folder(site, id);
    let address = Address::folder(&pager::folder(&list, part));
    let card = &cards[index as usize];
    let head = Head {
        address: &address,
        title: &card.label,
        description: source.supports.as_deref(),
        page: None,
        above: &[("References", "references/")],
    };
    let uses = &site.uses[index as usize];
    let further = &site.further[index as usize];
    // Of the part, what is uses, and what of the pages behind them.
    let Range { start, end } = parts[part].clone();
    let first = uses.len();
    let used_here = &uses[start.min(first)..end.min(first)];
    let further_here = &further[start.saturating_sub(first)..end.saturating_sub(first)];
    let view = View {
        frame: Frame::new(site, theme, &head),
        source: SourceView {
            key: &source.key,
            html: &card.html,
            kind: &card.kind,
            published_as: capitalised(source.published_as()),
            title: &source.title(),
            design: &card.design,
            population: &card.population,
            supports: &card.supports,
            notices: reference::notices(site, source, &address),
            speaks_of: others.of(site, id, &address),
            links: &card.links,
            kind_url: address.link(&references::kind_folder(source)),
            downloads: download::of_source(&list, &address),
            fields: fields(site, id),
            used: used(site, used_here, &address),
            page_count: uses.chunk_by(|a, b| a.page == b.page).count(),
            used_count: uses.iter().filter(|found| found.unit.is_some()).count(),
            further: further_here
                .iter()
                .map(|id| {
                    let page = site.page(*id);
                    Link {
                        title: &page.document.front.title,
                        url: address.link(page.address.as_str()),
                    }
                })
                .collect(),
            further_count: further.len(),
            elsewhere: address.link("references/"),
        },
        pager: Pager::new(&list, part, parts.len()),
    };
    theme.render("source.html", &view)
}

fn fields(site: &Site, id: SourceId) -> Vec<Field> {
    let source = site.library.get(id);
    let mut fields = Vec::new();
    if let Some(checked) = source.checked {
        fields.push(Field {
            label: "Last compared with the work",
            value: partial_words(checked),
        });
    }
    fields.push(Field {
        label: "Key in this guide",
        value: source.key.to_string(),
    });
    fields
}

fn used<'a>(site: &'a Site, uses: &[Use], address: &Address) -> Vec<Used<'a>> {
    let mut used: Vec<(PageId, Used<'a>)> = Vec::new();
    for found in uses {
        let page = site.page(found.page);
        if used.last().is_none_or(|(last, _)| *last != found.page) {
            let url = address.link(page.address.as_str());
            let link = Link {
                title: &page.document.front.title,
                url,
            };
            used.push((
                found.page,
                Used {
                    page: link,
                    claims: Vec::new(),
                },
            ));
        }
        if let (Some(unit), Some((_, last))) = (found.unit, used.last_mut()) {
            let text = told(&page.claims.units[unit as usize]);
            let url = format!("{}#{}", last.page.url, claim_id(unit as usize));
            last.claims.push(ClaimLink { text, url });
        }
    }
    used.into_iter().map(|(_, used)| used).collect()
}

//! The ledger: every claim with its sources or its waiver, for readers as
//! pages and for programs as JSON. Both grow with the guide and are split.

use std::borrow::Cow;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::claim::{By, Status, Unit};
use crate::site::{Address, Counts, Page, PageId, Site};

use super::anchor::{SCHEMA_FILE, claim_id};
use super::pager::{self, Pager};
use super::reference::Card;
use super::view::{Frame, Head, Link};
use super::wording::told;
use super::{Theme, message};

/// About how many bytes of claims a part of the ledger holds.
const SIZE: usize = 250_000;

/// About how many bytes a link takes by which a claim is reported, without the
/// claim.
const REPORT: usize = 420;

const FOLDER: &str = "claims/";

/// What the data is like, for those who read it.
pub(super) const SCHEMA: &str = include_str!("claims.schema.json");

/// Which claims stand on which part.
pub(super) struct Ledger {
    /// The claims in reading order: page, unit.
    claims: Vec<(PageId, u32)>,
    parts: Vec<Range<usize>>,
    /// The part on which each page's claims begin.
    first_part: Vec<u32>,
    /// All claims counted: every part tells the sum.
    counts: Counts,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// Which coverage the guide has: `strict`, `sentence`, `run` or `paragraph`.
    mode: &'static str,
    /// All claims in numbers.
    counts: CountsView,
    /// The claims by page, on this part.
    groups: Vec<Group<'a>>,
    /// The claims without a source, on this part.
    waivers: Vec<Waiver<'a>>,
    /// The phrases that the guide does not count as claims.
    phrases: Vec<Phrase<'a>>,
    /// The way through the parts of a long list.
    pager: Pager,
}

#[derive(JsonSchema, Serialize)]
struct CountsView {
    /// How many claims the guide makes.
    claims: usize,
    /// How many of them have a source.
    covered: usize,
    /// How many have none for a stated reason.
    waived: usize,
    /// How many still have none.
    uncovered: usize,
    /// The ways in which sources stand for claims.
    by: Vec<ByCount>,
}

#[derive(JsonSchema, Serialize)]
struct ByCount {
    /// The way, in words.
    how: &'static str,
    /// How many claims are covered in it.
    count: usize,
}

#[derive(JsonSchema, Serialize)]
struct Group<'a> {
    /// Its id on the list.
    anchor: String,
    /// The page.
    page: Link<'a>,
    /// Its claims.
    claims: Vec<ClaimView<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct ClaimView<'a> {
    /// The claim.
    text: Cow<'a, str>,
    /// Its place on the page.
    url: String,
    /// How a source stands for it, in words, unless it is cited in the claim itself.
    how: Option<String>,
    /// The sources that stand for it.
    sources: Vec<SourceLink<'a>>,
    /// Whether it rests on a section that it links to.
    section: bool,
    /// The reason why it has no source.
    waiver: Option<&'a str>,
    /// Where to report an error in it, if the guide has `report_to`.
    report_url: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct SourceLink<'a> {
    /// Who and when.
    label: &'a str,
    /// The source's own page.
    url: String,
}

#[derive(JsonSchema, Serialize)]
struct Waiver<'a> {
    /// The claim.
    text: Cow<'a, str>,
    /// Its place on the page.
    url: String,
    /// The reason why it has no source.
    reason: &'a str,
    /// The title of the page.
    page_title: &'a str,
}

#[derive(JsonSchema, Serialize)]
struct Phrase<'a> {
    /// The phrase.
    phrase: &'a str,
    /// The reason why it is no claim.
    reason: &'a str,
}

#[derive(Serialize)]
struct Data<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    generator: &'static str,
    title: &'a str,
    language: &'a str,
    coverage: &'static str,
    claims: usize,
    covered: usize,
    waived: usize,
    uncovered: usize,
    part: usize,
    parts: usize,
    next: Option<String>,
    entries: Vec<DataClaim<'a>>,
}

#[derive(Serialize)]
struct DataClaim<'a> {
    page: &'a str,
    path: &'a str,
    id: String,
    text: &'a str,
    status: &'static str,
    by: Option<&'static str>,
    sources: Vec<&'a str>,
    waiver: Option<&'a str>,
}

/// The file of a part of the data.
pub(super) fn data_file(part: usize) -> String {
    if part == 0 {
        "claims.json".to_owned()
    } else {
        format!("claims/claims-{}.json", part + 1)
    }
}

impl Ledger {
    /// Works out the parts.
    pub(super) fn new(site: &Site) -> Self {
        let mut claims = Vec::new();
        for (id, page) in site.iter() {
            let units = page.claims.units.iter().enumerate();
            claims.extend(
                units
                    .filter(|(_, unit)| unit.is_claim())
                    .map(|(index, _)| (id, index as u32)),
            );
        }
        let size = |(id, index): &(PageId, u32)| {
            let page = site.page(*id);
            let unit = &page.claims.units[*index as usize];
            let report = match site.config.report_to {
                Some(_) => REPORT + unit.text.len() * 5 / 4,
                None => 0,
            };
            let entry = 180 + unit.text.len() + page.address.as_str().len() + report;
            match waiver(unit) {
                // It stands on the page twice.
                Some(reason) => 2 * (entry + reason.len()) + page.document.front.title.len(),
                None => entry + 120 * site.sources_of(page, &unit.status).len(),
            }
        };
        let parts = pager::by_size(claims.iter().map(size), SIZE);
        let mut first_part = vec![0; site.pages.len()];
        for (number, part) in parts.iter().enumerate().rev() {
            for (id, _) in claims[part.clone()].iter().rev() {
                first_part[id.0 as usize] = number as u32;
            }
        }
        Self {
            claims,
            parts,
            first_part,
            counts: site.counts(),
        }
    }

    /// How many parts there are.
    pub(super) fn parts(&self) -> usize {
        self.parts.len()
    }

    /// The address of a page's claims in the ledger.
    pub(super) fn url(&self, page: PageId, from: &Address) -> String {
        let part = self.first_part[page.0 as usize] as usize;
        format!(
            "{}#{}",
            from.link(&pager::folder(FOLDER, part)),
            anchor(page)
        )
    }

    /// Renders a part.
    pub(super) fn render(
        &self,
        site: &Site,
        theme: &Theme,
        cards: &[Card],
        part: usize,
    ) -> Result<Vec<u8>, String> {
        let address = Address::folder(&pager::folder(FOLDER, part));
        let head = Head {
            address: &address,
            title: "All claims and their sources",
            description: Some("The ledger of this guide: every claim, and what stands behind it."),
            page: None,
            above: &[],
        };
        let view = View {
            frame: Frame::new(site, theme, &head),
            mode: site.config.claims.coverage.word(),
            counts: counts(&self.counts),
            groups: self.groups(site, cards, part, &address),
            waivers: self.waivers(site, part, &address),
            phrases: site
                .config
                .claims
                .exempt_phrases
                .iter()
                .map(|phrase| Phrase {
                    phrase: &phrase.phrase.text,
                    reason: &phrase.reason,
                })
                .collect(),
            pager: Pager::new(FOLDER, part, self.parts.len()),
        };
        theme.render("claims.html", &view)
    }

    fn groups<'a>(
        &self,
        site: &'a Site,
        cards: &'a [Card],
        part: usize,
        address: &Address,
    ) -> Vec<Group<'a>> {
        let mut groups: Vec<(PageId, Group<'a>)> = Vec::new();
        for (id, index) in &self.claims[self.parts[part].clone()] {
            let page = site.page(*id);
            if groups.last().is_none_or(|(last, _)| last != id) {
                let url = address.link(page.address.as_str());
                let link = Link {
                    title: &page.document.front.title,
                    url,
                };
                groups.push((
                    *id,
                    Group {
                        anchor: anchor(*id),
                        page: link,
                        claims: Vec::new(),
                    },
                ));
            }
            if let Some((_, group)) = groups.last_mut() {
                let url = format!("{}#{}", group.page.url, claim_id(*index as usize));
                group
                    .claims
                    .push(claim(site, cards, page, *index, url, address));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The waivers among the claims of a part, told once more together.
    fn waivers<'a>(&self, site: &'a Site, part: usize, address: &Address) -> Vec<Waiver<'a>> {
        self.claims[self.parts[part].clone()]
            .iter()
            .filter_map(|(id, index)| {
                let page = site.page(*id);
                let unit = &page.claims.units[*index as usize];
                let reason = waiver(unit)?;
                let url = address.link(page.address.as_str());
                Some(Waiver {
                    text: told(unit),
                    reason,
                    url: format!("{url}#{}", claim_id(*index as usize)),
                    page_title: &page.document.front.title,
                })
            })
            .collect()
    }

    /// A part as JSON.
    pub(super) fn data(&self, site: &Site, part: usize) -> String {
        let counts = &self.counts;
        let last = part + 1 == self.parts.len();
        let folder = if part == 0 { "" } else { FOLDER };
        let data = Data {
            schema: Address::folder(folder).link(SCHEMA_FILE),
            generator: concat!("wellsourced ", env!("CARGO_PKG_VERSION")),
            title: &site.config.title,
            language: &site.config.language,
            coverage: site.config.claims.coverage.word(),
            claims: counts.claims,
            covered: counts.sourced(),
            waived: counts.waived,
            uncovered: counts.uncovered,
            part: part + 1,
            parts: self.parts.len(),
            next: (!last).then(|| data_file(part + 1)),
            entries: self.claims[self.parts[part].clone()]
                .iter()
                .map(|(id, index)| data_claim(site, site.page(*id), *index as usize))
                .collect(),
        };
        let mut text = serde_json::to_string(&data).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn anchor(page: PageId) -> String {
    format!("page-{}", page.0 + 1)
}

fn counts(counts: &Counts) -> CountsView {
    CountsView {
        claims: counts.claims,
        covered: counts.sourced(),
        waived: counts.waived,
        uncovered: counts.uncovered,
        by: By::all()
            .filter_map(|by| {
                let count = *counts.covered.get(&by)?;
                Some(ByCount {
                    how: by.words(),
                    count,
                })
            })
            .collect(),
    }
}

fn claim<'a>(
    site: &'a Site,
    cards: &'a [Card],
    page: &'a Page,
    index: u32,
    url: String,
    from: &Address,
) -> ClaimView<'a> {
    let unit = &page.claims.units[index as usize];
    ClaimView {
        text: told(unit),
        url,
        how: match &unit.status {
            Status::Covered(by, _) if *by != By::Own => Some(by.words_of_one()),
            _ => None,
        },
        sources: site
            .sources_of(page, &unit.status)
            .into_iter()
            .map(|id| {
                let card = &cards[id.0 as usize];
                SourceLink {
                    label: &card.label,
                    url: from.link_escaped(&card.folder),
                }
            })
            .collect(),
        section: matches!(unit.status, Status::Covered(By::Section, _)),
        waiver: waiver(unit),
        report_url: message::report_claim(site, page, index as usize),
    }
}

fn waiver(unit: &Unit) -> Option<&str> {
    match &unit.status {
        Status::Waived(reason) => Some(reason),
        _ => None,
    }
}

fn data_claim<'a>(site: &'a Site, page: &'a Page, index: usize) -> DataClaim<'a> {
    let unit = &page.claims.units[index];
    DataClaim {
        page: page.address.as_str(),
        path: page.document.file.path(),
        id: claim_id(index),
        text: &unit.text,
        status: match unit.status {
            Status::Covered(..) => "covered",
            Status::Waived(_) => "waived",
            Status::Uncovered | Status::See(_) => "uncovered",
        },
        by: match &unit.status {
            Status::Covered(by, _) => Some(by.word()),
            _ => None,
        },
        sources: site
            .sources_of(page, &unit.status)
            .into_iter()
            .map(|id| &*site.library.get(id).key)
            .collect(),
        waiver: waiver(unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_knows_every_way_in_which_a_claim_is_covered() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
        let known = schema["$defs"]["claim"]["properties"]["by"]["enum"]
            .as_array()
            .unwrap();
        let known: Vec<&str> = known.iter().filter_map(|way| way.as_str()).collect();
        let ours: Vec<&str> = By::all().map(By::word).collect();
        assert_eq!(known, ours);
    }
}

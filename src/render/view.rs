//! What every template is told: the guide, the way around it, the page's
//! title and address.

use schemars::JsonSchema;
use serde::Serialize;

use crate::site::{Address, Page, PageId, Site, escaped};

use super::anchor::{SCHEMA_FILE, SEARCH, URGENT_HELP};
use super::social::Social;
use super::{Theme, feed};

/// How many entries the main navigation has at most. In a guide with more
/// pages at the top, only those with pages below them are shown.
const MAX_SECTIONS: usize = 12;

/// The values that all templates share.
#[derive(JsonSchema, Serialize)]
pub(super) struct Frame<'a> {
    /// The guide.
    site: SiteView<'a>,
    /// Addresses of the pages and files that every page leads to.
    urls: Urls,
    /// The main navigation: the pages right below the home page.
    sections: Vec<Section<'a>>,
    /// The way to this page from the home page; empty on the home page.
    breadcrumbs: Vec<Link<'a>>,
    /// The page's title.
    title: &'a str,
    /// What the page is about, in a sentence.
    description: Option<&'a str>,
    /// The page's whole address, if the guide has a `base_url`.
    pub(super) canonical: Option<String>,
    /// The version of the program.
    version: &'static str,
    /// Whether this is the home page.
    is_home: bool,
    /// What other services are told of the page where its address is passed on.
    social: Social,
}

#[derive(JsonSchema, Serialize)]
struct SiteView<'a> {
    /// The guide's title.
    title: &'a str,
    /// What the guide is about.
    description: Option<&'a str>,
    /// The language, as `en-GB`.
    language: &'a str,
    /// `health` or `general`.
    kind: &'static str,
}

#[derive(JsonSchema, Serialize)]
struct Urls {
    /// The home page.
    home: String,
    /// The list of all sources.
    references: String,
    /// The list of topics, if there are any.
    topics: Option<String>,
    /// The list of all claims.
    claims: String,
    /// The same list as data.
    claims_json: String,
    /// The JSON Schema of that data.
    claims_schema: String,
    /// The list of all pages.
    pages: String,
    /// The search page.
    search: String,
    /// The stylesheet: `style.css`, `print.css` and `own.css` of the theme, in one file.
    stylesheet: String,
    /// The script that runs before anything is painted: `first.js` of the theme.
    first_script: Option<String>,
    /// The script that helps in reading: `reader.js` of the theme.
    script: Option<String>,
    /// The icon: `icon.svg` of the theme.
    icon: Option<String>,
    /// The web manifest.
    manifest: String,
    /// The guide's feed, if pages say when they changed and the guide has a `base_url`.
    feed: Option<String>,
    /// The page of emergency numbers, if the guide has `content/crisis.yaml`.
    urgent_help: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct Section<'a> {
    /// The page's title.
    title: &'a str,
    /// Its address.
    url: String,
    /// Whether the reader is on it or below it.
    current: bool,
}

/// A link with its words.
#[derive(JsonSchema, Serialize)]
pub(super) struct Link<'a> {
    /// The page's title.
    pub(super) title: &'a str,
    /// Its address.
    pub(super) url: String,
}

/// Where a file of the output stands, and what it is called.
pub(super) struct Head<'a> {
    pub(super) address: &'a Address,
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    /// The page it is, if it is one of the guide's.
    pub(super) page: Option<PageId>,
    /// The lists it is in, below the home page: title, folder.
    pub(super) above: &'a [(&'a str, &'a str)],
}

impl<'a> Frame<'a> {
    pub(super) fn new(site: &'a Site, theme: &Theme, head: &Head<'a>) -> Self {
        Self::with(site, theme, head, &|path| head.address.link(path))
    }

    /// With links made in another way than from the page's own address.
    pub(super) fn with(
        site: &'a Site,
        theme: &Theme,
        head: &Head<'a>,
        link: &dyn Fn(&str) -> String,
    ) -> Self {
        let config = &site.config;
        let address = head.address.as_str();
        Self {
            site: SiteView {
                title: &config.title,
                description: config.description.as_deref(),
                language: &config.language,
                kind: config.kind.word(),
            },
            urls: Urls {
                home: link(""),
                references: link("references/"),
                topics: (!site.topics.is_empty()).then(|| link("topics/")),
                claims: link("claims/"),
                claims_json: link("claims.json"),
                claims_schema: link(SCHEMA_FILE),
                pages: link("all-pages/"),
                search: link(SEARCH),
                stylesheet: link(theme.stylesheet()),
                first_script: theme.first_script().map(link),
                script: theme.script().map(link),
                icon: theme.icon().map(link),
                manifest: link("site.webmanifest"),
                feed: feed::of_guide(site).then(|| link(feed::FILE)),
                urgent_help: site.crisis.is_known().then(|| link(URGENT_HELP)),
            },
            sections: sections(site)
                .map(|page| Section {
                    title: &page.document.front.title,
                    url: link(page.address.as_str()),
                    current: address.starts_with(page.address.as_str()),
                })
                .collect(),
            breadcrumbs: breadcrumbs(site, head, link),
            title: head.title,
            description: head.description,
            canonical: absolute(site, address),
            version: env!("CARGO_PKG_VERSION"),
            is_home: address.is_empty() && head.page.is_some(),
            social: Social::of(site, head.page.map(|id| site.page(id))),
        }
    }
}

/// Where a path of the site stands on the web, if that is known.
pub(super) fn absolute(site: &Site, path: &str) -> Option<String> {
    let base = site.config.base_url.as_ref()?;
    Some(format!("{base}{}", escaped(path)))
}

/// The pages of the main navigation: those right below the home page.
fn sections(site: &Site) -> impl Iterator<Item = &Page> {
    let home = site
        .pages
        .first()
        .filter(|page| page.address.as_str().is_empty());
    let all: &[PageId] = home.map_or(&[], |home| &home.place.children);
    let many = all.len() > MAX_SECTIONS;
    all.iter()
        .map(|id| site.page(*id))
        .filter(move |page| !many || !page.place.children.is_empty())
        .take(MAX_SECTIONS)
}

fn breadcrumbs<'a>(
    site: &'a Site,
    head: &Head<'a>,
    link: &dyn Fn(&str) -> String,
) -> Vec<Link<'a>> {
    let mut crumbs = Vec::new();
    if let Some(id) = head.page {
        let mut at = site.page(id).place.parent;
        while let Some(parent) = at {
            let page = site.page(parent);
            crumbs.push(Link {
                title: &page.document.front.title,
                url: link(page.address.as_str()),
            });
            at = page.place.parent;
        }
        crumbs.reverse();
        return crumbs;
    }
    if let Some(home) = site
        .pages
        .first()
        .filter(|page| page.address.as_str().is_empty())
    {
        crumbs.push(Link {
            title: &home.document.front.title,
            url: link(""),
        });
    }
    crumbs.extend(head.above.iter().map(|(title, folder)| Link {
        title,
        url: link(folder),
    }));
    crumbs
}

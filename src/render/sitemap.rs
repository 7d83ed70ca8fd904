//! The sitemap (sitemaps.org, version 0.9) and `robots.txt`, which names it.
//! Both need whole addresses: there is no sitemap without `base_url`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::site::{Site, escaped};

use super::{Theme, feed, pager};

/// How many addresses a sitemap may hold.
const SIZE: usize = 50_000;

/// Where the sitemap stands, or the list of its parts.
pub(super) const FILE: &str = "sitemap.xml";

/// The addresses of a site that a search engine may show.
#[derive(Default)]
pub(super) struct Sitemap {
    urls: Vec<Url>,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Url {
    /// The address.
    url: String,
    /// The day of the last change, where the page says it.
    changed: Option<String>,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    /// The addresses.
    urls: &'a [Url],
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Robots {
    /// The address of the sitemap, if the guide has a `base_url`.
    sitemap: Option<String>,
}

impl Sitemap {
    /// The pages in reading order, then `lists`: the folders of the lists that
    /// the program makes itself. Linear in both.
    pub(super) fn new(site: &Site, lists: &[String]) -> Self {
        let Some(base) = &site.config.base_url else {
            return Self::default();
        };
        let pages = site.pages.iter().map(|page| Url {
            url: format!("{base}{}", escaped(page.address.as_str())),
            changed: feed::changed(page).map(|date| date.to_string()),
        });
        let lists = lists.iter().map(|folder| Url {
            url: format!("{base}{}", escaped(folder)),
            changed: None,
        });
        Self {
            urls: pages.chain(lists).collect(),
        }
    }

    /// The files it takes: none without `base_url`; more than one have a list
    /// of parts before them.
    pub(super) fn files(&self) -> Vec<(String, Option<usize>)> {
        match pager::parts(self.urls.len(), SIZE) {
            _ if self.urls.is_empty() => Vec::new(),
            1 => vec![(FILE.to_owned(), Some(0))],
            parts => std::iter::once((FILE.to_owned(), None))
                .chain((0..parts).map(|part| (part_file(part), Some(part))))
                .collect(),
        }
    }

    /// Renders a part, or the list of parts.
    pub(super) fn render(
        &self,
        site: &Site,
        theme: &Theme,
        part: Option<usize>,
    ) -> Result<Vec<u8>, String> {
        if let Some(part) = part {
            let urls = &self.urls[pager::range(self.urls.len(), SIZE, part)];
            return theme.render("sitemap.xml", &View { urls });
        }
        let base = site.config.base_url.as_deref().unwrap_or_default();
        let urls: Vec<Url> = (0..pager::parts(self.urls.len(), SIZE))
            .map(|part| Url {
                url: format!("{base}{}", part_file(part)),
                changed: None,
            })
            .collect();
        theme.render("sitemap-index.xml", &View { urls: &urls })
    }
}

fn part_file(part: usize) -> String {
    format!("sitemap-{}.xml", part + 1)
}

/// Renders `robots.txt`: everything may be read.
pub(super) fn robots(site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
    let sitemap = site
        .config
        .base_url
        .as_ref()
        .map(|base| format!("{base}{FILE}"));
    theme.render("robots.txt", &Robots { sitemap })
}

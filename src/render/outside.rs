//! Links from a source to other sites: the work, its record, a copy of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::bibliography::Source;

/// A link to another site.
#[derive(JsonSchema, Serialize)]
pub(super) struct Outside {
    /// What it leads to, as `DOI`.
    pub(super) label: &'static str,
    /// The address.
    pub(super) url: String,
}

/// The label of the link to a work itself.
pub(super) const DOI: &str = "DOI";

/// A source's links to other sites.
pub(super) fn links(source: &Source) -> Vec<Outside> {
    let mut links = Vec::new();
    let mut add = |label, url: String| links.push(Outside { label, url });
    for identifier in source.identifiers() {
        if let Some(url) = identifier.url() {
            add(identifier.label(), url);
        }
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

//! What hosts of static files read: `_headers` and `_redirects`, in the form
//! that Netlify and Cloudflare Pages share, the web manifest, and `llms.txt`.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::site::{Address, Site, escaped};

use super::Theme;
use super::anchor::URGENT_HELP;
use super::not_found::base_path;

#[derive(JsonSchema, Serialize)]
pub(super) struct Headers {
    /// The path at which the guide stands, as `/` or `/guide/`.
    base: String,
}

/// Renders `_headers`: the policy that the pages carry themselves, and how
/// long what may be kept.
pub(super) fn headers(site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
    let base = base_path(site.config.base_url.as_deref());
    theme.render("headers.txt", &Headers { base })
}

/// `_redirects`: where moved pages stand now, a line each.
pub(super) fn redirects(site: &Site) -> Vec<u8> {
    let base = base_path(site.config.base_url.as_deref());
    let mut lines = String::new();
    for alias in &site.aliases {
        let from = escaped(&alias.path);
        let to = escaped(site.page(alias.page).address.as_str());
        lines.push_str(&format!("{base}{from} {base}{to} 301\n"));
    }
    lines.into_bytes()
}

/// `site.webmanifest`, as the W3C's Web Application Manifest describes it.
pub(super) fn manifest(site: &Site, theme: &Theme) -> Vec<u8> {
    let config = &site.config;
    let icons: Vec<_> = theme
        .icon()
        .map(|path| json!({"src": path, "sizes": "any", "type": "image/svg+xml"}))
        .into_iter()
        .collect();
    let mut manifest = json!({
        "name": config.title,
        "lang": config.language,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "icons": icons,
    });
    if let Some(description) = &config.description {
        manifest["description"] = json!(description);
    }
    let mut text = format!("{manifest:#}");
    text.push('\n');
    text.into_bytes()
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Llms<'a> {
    /// The guide's title.
    title: &'a str,
    /// What the guide is about.
    description: Option<&'a str>,
    /// All pages in reading order.
    pages: Vec<Entry<'a>>,
    /// The list of all sources.
    references: String,
    /// The list of all claims.
    claims: String,
    /// The same list as data.
    claims_json: String,
    /// The page of emergency numbers, if the guide has `content/crisis.yaml`.
    urgent_help: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct Entry<'a> {
    /// The page's title, without square brackets.
    title: String,
    /// What it is about, in a sentence.
    description: Option<&'a str>,
    /// Its address.
    url: String,
}

/// Renders `llms.txt`: what the guide is and where its pages are, for programs
/// that read it as text. Linear in the pages.
pub(super) fn llms(site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
    let home = Address::folder("");
    let url = |path: &str| match &site.config.base_url {
        Some(base) => format!("{base}{}", escaped(path)),
        None => home.link(path),
    };
    let view = Llms {
        title: &site.config.title,
        description: site.config.description.as_deref(),
        pages: site
            .pages
            .iter()
            .map(|page| Entry {
                // A bracket would end the link's text.
                title: page.document.front.title.replace(['[', ']'], ""),
                description: page.document.front.description.as_deref(),
                url: url(page.address.as_str()),
            })
            .collect(),
        references: url("references/"),
        claims: url("claims/"),
        claims_json: url("claims.json"),
        urgent_help: site.crisis.is_known().then(|| url(URGENT_HELP)),
    };
    theme.render("llms.txt", &view)
}

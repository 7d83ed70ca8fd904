//! The page that a server shows where there is none. It is shown at any
//! address, so that its links cannot be relative to its own.

use schemars::JsonSchema;
use serde::Serialize;

use crate::site::{Address, Site};

use super::Theme;
use super::crisis::CrisisView;
use super::view::{Frame, Head};

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// Whom to call, if the guide has `content/crisis.yaml`.
    crisis: Option<CrisisView<'a>>,
}

/// Renders the page; its links begin at the path of `base_url`, or at the
/// server's root.
pub(super) fn render(site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
    let address = Address::folder("");
    let base = base_path(site.config.base_url.as_deref());
    let head = Head {
        address: &address,
        title: "Page not found",
        description: None,
        page: None,
        above: &[],
    };
    let link = |path: &str| format!("{base}{}", address.link(path).trim_start_matches("./"));
    let mut frame = Frame::with(site, theme, &head, &link);
    // It stands for no address: least of all for that of the home page.
    frame.canonical = None;
    let view = View {
        frame,
        crisis: CrisisView::of(site),
    };
    theme.render("not-found.html", &view)
}

/// The path of a base address: `/guide/` of `https://example.org/guide/`.
pub(super) fn base_path(base_url: Option<&str>) -> String {
    let path = base_url
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    format!("/{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_begin_at_the_path_of_the_base_address() {
        assert_eq!(base_path(Some("https://example.org/guide/")), "/guide/");
        assert_eq!(base_path(Some("https://example.org/")), "/");
        assert_eq!(base_path(None), "/");
    }
}

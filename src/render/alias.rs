//! The page left where another one used to be: it leads on at once, and says
//! so to whoever it does not lead.

use schemars::JsonSchema;
use serde::Serialize;

use crate::site::{Alias, Site, escaped};

use super::Theme;
use super::view::{Frame, Head};

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// The page that stood here.
    target: Target<'a>,
}

#[derive(JsonSchema, Serialize)]
struct Target<'a> {
    /// Its title.
    title: &'a str,
    /// Its address now.
    url: String,
}

/// Renders the page.
pub(super) fn render(site: &Site, theme: &Theme, alias: &Alias) -> Result<Vec<u8>, String> {
    let page = site.page(alias.page);
    let head = Head {
        address: &alias.folder,
        title: "This page has moved",
        description: None,
        page: None,
        above: &[],
    };
    let mut frame = Frame::new(site, theme, &head);
    let base = site.config.base_url.as_ref();
    frame.canonical = base.map(|base| format!("{base}{}", escaped(page.address.as_str())));
    let view = View {
        frame,
        target: Target {
            title: &page.document.front.title,
            url: alias.folder.link(page.address.as_str()),
        },
    };
    theme.render("moved.html", &view)
}

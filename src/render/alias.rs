//! The page left where another one used to be: it leads on at once, and says
//! so to whoever it does not lead.

use serde::Serialize;

use crate::site::{Alias, Site, escaped};

use super::Theme;
use super::view::{Frame, Head};

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Target<'a> {
    title: &'a str,
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

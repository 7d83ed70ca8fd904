//! The list of all pages, in reading order: the way to every page of a guide
//! whose sections are too large to be listed whole.

use serde::Serialize;

use crate::site::{Address, PageId, Site};

use super::Theme;
use super::page::{Child, child};
use super::pager::{self, Pager};
use super::view::{Frame, Head};

/// How many pages a part lists.
const SIZE: usize = 200;

const FOLDER: &str = "all-pages/";

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    topic: Name,
    pages: Vec<Child<'a>>,
    pager: Pager,
}

#[derive(Serialize)]
struct Name {
    name: &'static str,
}

/// How many parts the list has.
pub(super) fn parts(site: &Site) -> usize {
    pager::parts(site.pages.len(), SIZE)
}

/// Renders a part.
pub(super) fn render(site: &Site, theme: &Theme, part: usize) -> Result<Vec<u8>, String> {
    let address = Address::folder(&pager::folder(FOLDER, part));
    let head = Head {
        address: &address,
        title: "All pages",
        description: None,
        page: None,
        above: &[],
    };
    let range = pager::range(site.pages.len(), SIZE, part);
    let view = View {
        frame: Frame::new(site, theme, &head),
        topic: Name { name: "All pages" },
        pages: range
            .map(|index| child(site, PageId(index as u32), &address))
            .collect(),
        pager: Pager::new(FOLDER, part, parts(site)),
    };
    theme.render("topic.html", &view)
}

//! What the pages of a guide call one another: the words of their links. They
//! say what a page is about in words that it may not use itself.

use crate::document::{Event, Tag};
use crate::site::{Page, PageId, Site, Target};

use rayon::prelude::*;

/// By page: the texts of the links that other pages have to it, each once,
/// sorted. Linear in the texts of the guide, but for sorting these.
pub(super) fn linked(site: &Site) -> Vec<Vec<String>> {
    let found: Vec<Vec<(PageId, String)>> = site
        .pages
        .par_iter()
        .enumerate()
        .map(|(number, page)| {
            let mut links = links(page);
            links.retain(|(to, text)| to.0 as usize != number && !text.is_empty());
            links
        })
        .collect();
    let mut linked = vec![Vec::new(); site.pages.len()];
    for (to, text) in found.into_iter().flatten() {
        linked[to.0 as usize].push(text);
    }
    linked.par_iter_mut().for_each(|texts| {
        texts.sort_unstable();
        texts.dedup();
    });
    linked
}

/// The links of a page to pages, with their texts.
fn links(page: &Page) -> Vec<(PageId, String)> {
    let body = &page.document.body;
    let mut links = Vec::new();
    let mut open: Option<(PageId, String)> = None;
    for node in &body.nodes {
        match node.event {
            Event::Start(Tag::Link(index)) => {
                if let Target::Page(to, _) = &page.links[index as usize] {
                    open = Some((*to, String::new()));
                }
            }
            Event::End(Tag::Link(_)) => links.extend(open.take()),
            Event::Text | Event::Replaced(_) | Event::Code(_) | Event::SoftBreak => {
                if let Some((_, text)) = &mut open {
                    text.push_str(body.text(&page.document.file, node));
                }
            }
            _ => {}
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::search::tests::site;

    #[test]
    fn links_of_other_pages_name_a_page() {
        let head = "---\ntitle: A\n---\n";
        let home = format!(
            "{head}See [all of *naps*\nby day](naps.md#long), [naps’ `use`](naps.md), [naps’ `use`](naps.md), [](naps.md), [here](#a) and [out](https://example.org/).\n"
        );
        let naps =
            format!("{head}## Long?\n\n[Above](#long), [this](naps.md), [home](index.md).\n");
        let site = site(&[("content/index.md", &home), ("content/naps.md", &naps)]);
        assert_eq!(
            linked(&site),
            [
                vec!["home".to_owned()],
                vec!["all of naps\nby day".to_owned(), "naps’ use".to_owned()]
            ]
        );
    }
}

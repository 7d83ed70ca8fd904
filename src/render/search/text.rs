//! The texts that results are shown with: what a page says, cut into pieces
//! small enough to be fetched for one result.
//!
//! A piece holds whole sentences under their headings. Cutting looks at
//! lengths alone and is done again where a piece is written, so that no text
//! is held twice.

use std::borrow::Cow;

use serde_json::json;

use crate::bibliography::{Name, Source, plain};
use crate::claim::Unit;
use crate::site::{Page, Site, escaped, fragment};

use super::super::fingerprint::Fingerprint;
use super::super::reference::folder;
use super::super::wording::capitalised;
use super::field::{self, Field, Searched};

/// A piece with so many bytes ends before the next heading …
const FULL: usize = 3_000;

/// … and one with so many anywhere.
const LONGEST: usize = 5_000;

/// How many names of a source are shown.
const NAMES: usize = 6;

/// What stands under one heading, or before the first, within one piece.
pub(super) struct Section<'a> {
    /// Its heading, by its index on the page.
    pub(super) heading: Option<usize>,
    /// Its sentences.
    pub(super) units: &'a [Unit],
}

/// A page's pieces: at least one.
pub(super) fn pieces(page: &Page) -> Vec<Vec<Section<'_>>> {
    let units = &page.claims.units;
    let headings = &page.document.body.headings;
    let mut pieces = vec![Vec::new()];
    let mut size = 0;
    let mut start = 0;
    // A section ends where the next heading stands: `None` is what comes
    // before the first.
    for index in std::iter::once(None).chain((0..headings.len()).map(Some)) {
        let next = index.map_or(0, |index| index + 1);
        let end = headings.get(next).map_or(units.len(), |heading| {
            start + units[start..].partition_point(|unit| unit.span.start < heading.span.start)
        });
        let heading_size = index.map_or(0, |index| headings[index].text.len());
        if size >= FULL {
            pieces.push(Vec::new());
            size = 0;
        }
        size += heading_size;
        let mut from = start;
        for at in start..end {
            let length = units[at].text.len();
            if size > 0 && size + length > LONGEST && at > from {
                add(&mut pieces, index, &units[from..at]);
                pieces.push(Vec::new());
                from = at;
                size = heading_size;
            }
            size += length;
        }
        if index.is_some() || from < end {
            add(&mut pieces, index, &units[from..end]);
        }
        start = end;
    }
    pieces
}

fn add<'a>(pieces: &mut [Vec<Section<'a>>], heading: Option<usize>, units: &'a [Unit]) {
    if let Some(piece) = pieces.last_mut() {
        piece.push(Section { heading, units });
    }
}

/// A page's piece as data: what a result needs to show.
pub(super) fn page(page: &Page, piece: usize) -> serde_json::Value {
    let front = &page.document.front;
    let parts: Vec<Vec<String>> = pieces(page)
        .into_iter()
        .nth(piece)
        .unwrap_or_default()
        .into_iter()
        .map(|section| {
            let heading = section
                .heading
                .map(|index| &page.document.body.headings[index]);
            let text = heading.map_or("", |heading| &heading.text);
            let id = heading.map_or_else(String::new, |heading| fragment(&heading.id));
            [text.to_owned(), id]
                .into_iter()
                .chain(section.units.iter().map(|unit| unit.text.to_string()))
                .collect()
        })
        .collect();
    json!([{
        "title": front.title,
        "url": escaped(page.address.as_str()),
        "about": front.description.as_deref().unwrap_or_default(),
        "parts": parts,
    }])
}

/// A mark of what is shown of a page, one of what else it is found by, and the
/// number of its pieces.
pub(super) fn marks_of_page(searched: &Searched<'_>, number: usize) -> (u64, u64, u16) {
    let page = &searched.site.pages[number];
    let (mut mark, mut beside) = (Fingerprint::new(), Fingerprint::new());
    mark.add_text(page.address.as_str());
    for heading in &page.document.body.headings {
        mark.add_text(&heading.id);
    }
    let pieces = searched.page(number, &mut |field, piece, text| {
        if field == Field::Beside {
            return beside.add_text(text);
        }
        mark.add(&[field as u8]);
        mark.add(&piece.to_le_bytes());
        mark.add_text(text);
    });
    (mark.finish(), beside.finish(), pieces)
}

/// A mark of what is shown of some sources, and of what they are found by.
pub(super) fn mark_of_sources(site: &Site, range: std::ops::Range<usize>) -> u64 {
    let mut mark = Fingerprint::new();
    mark.add_text(&sources(site, range.clone()).to_string());
    for (_, source) in site.library.iter().skip(range.start).take(range.len()) {
        field::source(source, &mut |field, text| {
            mark.add(&[field as u8]);
            mark.add_text(text);
        });
    }
    mark.finish()
}

/// Some sources as data.
pub(super) fn sources(site: &Site, range: std::ops::Range<usize>) -> serde_json::Value {
    site.library
        .iter()
        .skip(range.start)
        .take(range.len())
        .map(|(id, source)| {
            let label = source.label();
            let title = source.title();
            // A work that nobody signs is called by its title already.
            let title = if label.starts_with(&*title) {
                label
            } else {
                format!("{label}: {title}")
            };
            json!({
                "title": title,
                "url": escaped(&folder(site, id)),
                "about": source.supports.as_deref().unwrap_or_default(),
                "kind": capitalised(source.kind_words()),
                "retracted": source.is_retracted(),
                "parts": [["", "", imprint(source)]],
            })
        })
        .collect()
}

/// Who, in what, and the identifier, in one line.
fn imprint(source: &Source) -> String {
    let names = source
        .names
        .get("author")
        .or_else(|| source.names.get("editor"));
    let people = names.map_or(&[][..], Vec::as_slice);
    let mut who: Vec<String> = people.iter().take(NAMES).map(Name::short).collect();
    if people.len() > NAMES || source.authors_incomplete {
        who.push("et al.".to_owned());
    }
    let container = source.field("container-title").map(plain);
    let doi = source.doi().map(|doi| format!("doi:{doi}"));
    [
        Some(who.join(", ")),
        container.map(Cow::into_owned),
        source.year().map(|year| year.to_string()),
        doi,
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::search::tests::site;

    fn cut(text: &str) -> Vec<Vec<(Option<usize>, usize)>> {
        let site = site(&[("content/index.md", text)]);
        pieces(&site.pages[0])
            .iter()
            .map(|piece| {
                piece
                    .iter()
                    .map(|section| (section.heading, section.units.len()))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn a_short_page_is_one_piece_with_its_sections() {
        assert_eq!(cut("---\ntitle: A\n---\n"), [vec![]]);
        let text = "---\ntitle: A\n---\nOne. Two.\n\n## B\n\nThree.\n\n## C\n\n### D\n\nFour.\n";
        let whole = vec![(None, 2), (Some(0), 1), (Some(1), 0), (Some(2), 1)];
        assert_eq!(cut(text), [whole]);
    }

    #[test]
    fn a_long_page_is_cut_at_headings_and_a_long_section_between_sentences() {
        let sentence = format!("Words {}end. ", "are words ".repeat(20));
        let text = |many: usize| {
            let section = format!("{}\n\n", sentence.repeat(many));
            format!("---\ntitle: A\n---\n## A\n\n{section}## B\n\n{section}")
        };
        assert_eq!(cut(&text(15)), [[(Some(0), 15)], [(Some(1), 15)]]);
        let long = cut(&text(60));
        assert!(long.len() > 4, "{long:?}");
        let units: usize = long.iter().flatten().map(|(_, units)| units).sum();
        assert_eq!(units, 120, "no sentence is lost or doubled");
        let site = site(&[("content/index.md", &text(60))]);
        for piece in 0..long.len() {
            let bytes = page(&site.pages[0], piece).to_string().len();
            assert!(bytes < LONGEST + 600, "{bytes} bytes");
        }
    }
}

//! All pages from A to Z: the way to every page for those who know what it is
//! called, without a search and without scripts.

use std::ops::Range;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use schemars::JsonSchema;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::site::{Address, PageId, Site, fragment};

use super::Theme;
use super::page::{Child, child};
use super::pager::{self, Pager};
use super::view::{Frame, Head};

/// How many pages a part lists.
const SIZE: usize = 200;

const FOLDER: &str = "all-pages/";

/// Under what titles stand that begin with no letter.
const OTHER: &str = "0–9";

/// The pages in the order of their titles.
pub(super) struct AllPages {
    order: Vec<PageId>,
    /// Each letter that a title begins with, and where its pages stand.
    letters: Vec<(String, Range<usize>)>,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct View<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// How many pages the guide has.
    total: usize,
    /// Letters to go to.
    letters: Vec<Letter<'a>>,
    /// The pages by letter, on this part.
    groups: Vec<Group<'a>>,
    /// The way through the parts of a long list.
    pager: Pager,
}

/// A letter to go to.
#[derive(JsonSchema, Serialize)]
struct Letter<'a> {
    /// The letter, or `0–9`.
    name: &'a str,
    /// Where its pages begin.
    url: String,
    /// How many pages it has.
    pages: usize,
}

/// The pages of a letter, on this part.
#[derive(JsonSchema, Serialize)]
struct Group<'a> {
    /// The letter, or `0–9`.
    name: &'a str,
    /// Its id on the page.
    anchor: String,
    /// Whether the letter began on a part before.
    continued: bool,
    /// Its pages.
    pages: Vec<Child<'a>>,
}

impl AllPages {
    /// Puts the pages in order, as the guide's language does it.
    pub(super) fn new(site: &Site) -> Self {
        let collator = collator(&site.config.language);
        let mut titles: Vec<(String, &str, PageId)> = site
            .iter()
            .map(|(id, page)| {
                let title = &*page.document.front.title;
                (letter(title), title, id)
            })
            .collect();
        let compare = |a: &str, b: &str| match &collator {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        };
        titles.sort_by(|(letter_a, a, id_a), (letter_b, b, id_b)| {
            // What begins with no letter comes first, as digits do.
            (letter_a != OTHER)
                .cmp(&(letter_b != OTHER))
                .then_with(|| compare(letter_a, letter_b))
                .then_with(|| compare(a, b))
                .then(id_a.cmp(id_b))
        });
        let mut letters: Vec<(String, Range<usize>)> = Vec::new();
        for (at, (letter, _, _)) in titles.iter().enumerate() {
            match letters.last_mut() {
                Some((last, range)) if last == letter => range.end = at + 1,
                _ => letters.push((letter.clone(), at..at + 1)),
            }
        }
        Self {
            order: titles.into_iter().map(|(_, _, id)| id).collect(),
            letters,
        }
    }

    /// The folders of all parts.
    pub(super) fn folders(&self) -> impl Iterator<Item = (String, usize)> {
        (0..self.parts()).map(|part| (pager::folder(FOLDER, part), part))
    }

    fn parts(&self) -> usize {
        pager::parts(self.order.len(), SIZE)
    }

    /// Renders a part.
    pub(super) fn render(
        &self,
        site: &Site,
        theme: &Theme,
        part: usize,
    ) -> Result<Vec<u8>, String> {
        let address = Address::folder(&pager::folder(FOLDER, part));
        let head = Head {
            address: &address,
            title: "All pages",
            description: Some("Every page of this guide, from A to Z."),
            page: None,
            above: &[],
        };
        let range = pager::range(self.order.len(), SIZE, part);
        let view = View {
            frame: Frame::new(site, theme, &head),
            total: self.order.len(),
            letters: self.letters(part, &address),
            groups: self.groups(site, &range, &address),
            pager: Pager::new(FOLDER, part, self.parts()),
        };
        theme.render("all-pages.html", &view)
    }

    fn letters(&self, here: usize, address: &Address) -> Vec<Letter<'_>> {
        self.letters
            .iter()
            .map(|(name, range)| {
                let part = range.start / SIZE;
                let folder = if part == here {
                    String::new()
                } else {
                    address.link(&pager::folder(FOLDER, part))
                };
                Letter {
                    name,
                    url: format!("{folder}#{}", fragment(&anchor(name))),
                    pages: range.len(),
                }
            })
            .collect()
    }

    fn groups<'a>(
        &'a self,
        site: &'a Site,
        shown: &Range<usize>,
        address: &Address,
    ) -> Vec<Group<'a>> {
        self.letters
            .iter()
            .filter(|(_, range)| range.start < shown.end && shown.start < range.end)
            .map(|(name, range)| {
                let here = range.start.max(shown.start)..range.end.min(shown.end);
                Group {
                    name,
                    anchor: anchor(name),
                    continued: range.start < shown.start,
                    pages: self.order[here]
                        .iter()
                        .map(|id| child(site, *id, address))
                        .collect(),
                }
            })
            .collect()
    }
}

fn anchor(letter: &str) -> String {
    if letter == OTHER {
        "letter-other".to_owned()
    } else {
        format!("letter-{}", letter.to_lowercase())
    }
}

/// The letter under which a title stands: its first, without accents, as a
/// capital.
fn letter(title: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric());
    let base = first.and_then(|first| std::iter::once(first).nfd().next());
    match base.filter(|base| base.is_alphabetic()) {
        Some(base) => base.to_uppercase().take(1).collect(),
        None => OTHER.to_owned(),
    }
}

fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = language.parse().ok()?;
    Collator::try_new((&locale).into(), CollatorOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_under_its_first_letter() {
        for (title, expected) in [
            ("Sleep", "S"),
            ("“éclairs” at night", "E"),
            ("Ångström", "A"),
            ("ßo", "S"),
            ("3 nights", OTHER),
            ("…", OTHER),
            ("睡眠", "睡"),
        ] {
            assert_eq!(letter(title), expected, "{title}");
        }
        assert_eq!(anchor("É"), "letter-é");
    }
}

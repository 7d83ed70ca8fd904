//! A place in a source, as a style writes it behind the source: ", p. 3".
//!
//! The processor prints places as part of a citation. What it adds for one is
//! the same for every source, so it is asked with a source that stands for
//! any, and the citation of the real one is made once.

use citationberg::TermForm;
use citationberg::json::Value;
use citationberg::taxonomy::{Locator, OtherTerm, Term};

use super::Style;
use super::glyph::Glyphs;
use super::item::{any_source, with_authors};
use super::processor::{self, Printed};

impl Style {
    /// A place, with what stands between it and the source. `label` is the
    /// CSL term, or one of our own that CSL lacks; `short` is how it is
    /// written where the style has no word for it.
    pub fn place(&self, label: &str, short: &str, value: &str) -> String {
        let kind: Option<Locator> = label.parse().ok();
        if let Some(kind) = kind
            && let Some(place) = self.behind(kind, value)
        {
            return place;
        }
        // Words that CSL lacks stand where the style would have a page.
        let glue = self
            .behind(Locator::Page, "1")
            .map(|page| {
                page.chars()
                    .take_while(|c| matches!(c, ' ' | ',' | ';' | ':'))
                    .collect::<String>()
            })
            .filter(|glue| !glue.is_empty())
            .unwrap_or_else(|| ", ".to_owned());
        format!("{glue}{short} {value}")
    }

    /// What the style adds to a citation for a place; nothing if it ignores
    /// places, which a reader should not.
    fn behind(&self, kind: Locator, value: &str) -> Option<String> {
        let any = any_source();
        let without = processor::cite_with(&self.csl, &any, None, self)?.text();
        let with = processor::cite_with(&self.csl, &any, Some((kind, value)), self)?.text();
        // "[1]" becomes "[1, p. 3]": the bracket closes behind both.
        let after_number = self.surroundings().after_number.as_str();
        let place = with
            .strip_suffix(after_number)?
            .strip_prefix(without.strip_suffix(after_number)?)?;
        (!place.is_empty()).then(|| place.to_owned())
    }

    /// What the style itself writes around a number in the text.
    pub(super) fn around_number(&self) -> (String, String) {
        let printed = processor::cite_with(&self.csl, &any_source(), None, self);
        let text = printed.map(|glyphs| glyphs.text()).unwrap_or_default();
        match text.split_once('1') {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => Default::default(),
        }
    }

    /// How the style cuts lists of names short, in the list and in the text.
    pub(super) fn et_al(&self) -> (Glyphs, Glyphs) {
        let many = with_authors(60);
        let printed = processor::format(&[&many], self)
            .and_then(|mut printed| printed.pop())
            .unwrap_or_default();
        let term = self.term(OtherTerm::EtAl, "et al.");
        let list = printed.entry.et_al();
        let text = printed.citation.et_al();
        (
            list.unwrap_or_else(|| Glyphs::plain(&format!(", {term}"))),
            text.unwrap_or_else(|| Glyphs::plain(&format!(" {term}"))),
        )
    }

    /// Whether the style prints the number of an article that has no pages.
    pub(super) fn prints_article_numbers(&self) -> bool {
        let mut article = any_source();
        let number = "e98765";
        article
            .0
            .insert("number".to_owned(), Value::String(number.to_owned()));
        processor::format(&[&article], self)
            .is_some_and(|printed| printed[0].entry.text().contains(number))
    }

    /// Says "et al" where the library leaves names out.
    pub(super) fn cut_short(&self, printed: &mut Printed) {
        let (list, text) = &self.et_al;
        let and = self.term(OtherTerm::And, "and");
        printed.entry.cut_short(list, &and);
        printed.citation.cut_short(text, &and);
    }

    /// A word in the style's language.
    pub(super) fn term(&self, term: OtherTerm, otherwise: &str) -> String {
        let term = Term::Other(term);
        self.csl
            .locale
            .iter()
            .chain(&self.locales)
            .find_map(|locale| locale.term(term, TermForm::Long)?.single())
            .unwrap_or(otherwise)
            .to_owned()
    }
}

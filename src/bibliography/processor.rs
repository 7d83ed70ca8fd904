//! The one place where the CSL processor is run.
//!
//! It works on documents: give it all citations, and it numbers, sorts and
//! tells apart, at a cost that grows faster than the document. It also panics
//! on some input. Here it gets one source at a time, or the few that would be
//! taken for each other, so that a guide costs what its sources cost, each
//! once; and where it fails, it gives nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};

use citationberg::IndependentStyle;
use citationberg::json::Item;
use citationberg::taxonomy::Locator;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload,
    SpecificLocator,
};

use super::Style;
use super::glyph::Glyphs;
use super::item::any_source;
use super::position::Position;

/// A source in its two forms.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// In the list of references.
    pub(super) entry: Glyphs,
    /// In the text.
    pub(super) citation: Glyphs,
}

/// Formats sources, telling those apart that would look alike in the text.
/// The same number of results as items, or nothing.
pub(super) fn format(items: &[&Item], style: &Style) -> Option<Vec<Printed>> {
    guarded(|| {
        let mut driver = BibliographyDriver::new();
        for item in items {
            driver.citation(request(&style.csl, item, None, style, None));
        }
        let rendered = driver.finish(BibliographyRequest::new(
            &style.csl,
            Some(style.locale.clone()),
            &style.locales,
        ));
        let mut printed: Vec<Printed> = rendered
            .citations
            .iter()
            .map(|citation| Printed {
                entry: Glyphs::default(),
                citation: Glyphs::of(&citation.citation),
            })
            .collect();
        for entry in rendered.bibliography?.items {
            let at = items
                .iter()
                .position(|item| item.id().as_deref() == Some(entry.key.as_str()))?;
            printed[at].entry = Glyphs::of(&entry.content);
        }
        for one in &mut printed {
            style.cut_short(one);
            one.entry.tidy();
            one.entry.alternate_quotes();
        }
        Some(printed)
    })
}

/// One citation of a source, in another style than the guide's, or with a
/// place in the source.
pub(super) fn cite_with(
    csl: &IndependentStyle,
    item: &Item,
    locator: Option<(Locator, &str)>,
    style: &Style,
) -> Option<Glyphs> {
    guarded(|| {
        let mut driver = BibliographyDriver::new();
        driver.citation(request(csl, item, locator, style, None));
        let rendered = driver.finish(BibliographyRequest::new(
            csl,
            Some(style.locale.clone()),
            &style.locales,
        ));
        Some(Glyphs::of(&rendered.citations.first()?.citation))
    })
}

/// One citation of a source in a note, with what must stand before it for its
/// position.
pub(super) fn note(
    csl: &IndependentStyle,
    item: &Item,
    locator: Option<(Locator, &str)>,
    position: Position,
    style: &Style,
) -> Option<Glyphs> {
    guarded(|| {
        let other = any_source();
        let mut driver = BibliographyDriver::new();
        let number = match position {
            Position::First => 1,
            Position::Subsequent { first, distance } => {
                let first = first as usize;
                driver.citation(request(csl, item, None, style, Some(first)));
                driver.citation(request(csl, &other, None, style, Some(first)));
                first + distance as usize
            }
            Position::Ibid => {
                driver.citation(request(csl, item, locator, style, Some(1)));
                2
            }
            Position::IbidWithLocator => {
                driver.citation(request(csl, item, None, style, Some(1)));
                2
            }
        };
        driver.citation(request(csl, item, locator, style, Some(number)));
        let rendered = driver.finish(BibliographyRequest::new(
            csl,
            Some(style.locale.clone()),
            &style.locales,
        ));
        Some(Glyphs::of(&rendered.citations.last()?.citation))
    })
}

fn request<'a>(
    csl: &'a IndependentStyle,
    item: &'a Item,
    locator: Option<(Locator, &'a str)>,
    style: &'a Style,
    note: Option<usize>,
) -> CitationRequest<'a, Item> {
    let locator = locator.map(|(kind, value)| SpecificLocator(kind, LocatorPayload::Str(value)));
    CitationRequest::new(
        vec![CitationItem::with_locator(item, locator)],
        csl,
        Some(style.locale.clone()),
        &style.locales,
        note,
    )
}

fn guarded<T>(run: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(run)).ok().flatten()
}

//! The order in which a style lists sources.
//!
//! The processor sorts the references of one document, at a cost that grows
//! faster than they do. Here each source is given its keys once: the style's
//! sort keys, printed by the processor for this source alone. The library is
//! sorted by the first key, and further keys are made only where the first
//! leaves two sources equal.

use std::cmp::Ordering;

use citationberg::json::Item;
use citationberg::taxonomy::{DateVariable, Variable};
use citationberg::{
    Citation, DatePart, DatePartName, DateParts, Formatting, IndependentStyle, Layout,
    LayoutRenderingElement as Element, NameAsSortOrder, Sort, SortDirection, SortKey, Text,
    TextTarget,
};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use rayon::prelude::*;

use super::{Style, mend};
use crate::bibliography::processor;

/// The place of each item in the order of the sort, by its index. Items that
/// no key tells apart have the order in which they came.
pub(in crate::bibliography) fn ranks(items: &[Item], style: &Style, sort: &Sort) -> Vec<u32> {
    let keys: Vec<Key> = sort.keys.iter().map(|key| Key::new(style, key)).collect();
    let collator = collator(style);
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    sort_by_keys(&mut order, items, &keys, style, collator.as_ref());
    let mut ranks = vec![0; items.len()];
    for (rank, index) in order.into_iter().enumerate() {
        ranks[index as usize] = rank as u32;
    }
    ranks
}

fn collator(style: &Style) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = style.locale.0.parse().ok()?;
    Collator::try_new((&locale).into(), CollatorOptions::default()).ok()
}

/// Sorts by the first key, and what it leaves equal by the next.
fn sort_by_keys(
    order: &mut [u32],
    items: &[Item],
    keys: &[Key],
    style: &Style,
    collator: Option<&CollatorBorrowed<'static>>,
) {
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    let mut values: Vec<(String, u32)> = order
        .par_iter()
        .map(|index| (key.value(&items[*index as usize], style), *index))
        .collect();
    let compare = |a: &str, b: &str| -> Ordering {
        // Sources without the value stand last, whatever the direction.
        let compared = match (a.is_empty(), b.is_empty()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Greater,
            (false, true) => return Ordering::Less,
            (false, false) => match collator {
                Some(collator) => collator.compare(a, b),
                None => a.cmp(b),
            },
        };
        if key.descending {
            compared.reverse()
        } else {
            compared
        }
    };
    values.par_sort_by(|a, b| compare(&a.0, &b.0));
    for (place, (_, index)) in order.iter_mut().zip(&values) {
        *place = *index;
    }
    let mut start = 0;
    for group in values.chunk_by(|a, b| compare(&a.0, &b.0).is_eq()) {
        let end = start + group.len();
        if group.len() > 1 {
            sort_by_keys(&mut order[start..end], items, rest, style, collator);
        }
        start = end;
    }
}

/// A sort key: a style that prints nothing else.
struct Key {
    printed: IndependentStyle,
    descending: bool,
}

impl Key {
    fn new(style: &Style, key: &SortKey) -> Self {
        let (elements, first, names) = match key {
            SortKey::Variable { variable, .. } => (vec![element(*variable)], None, None),
            SortKey::MacroName {
                name,
                names_min,
                names_use_first,
                ..
            } => {
                let target = TextTarget::Macro { name: name.clone() };
                let text = Element::Text(Text::with_target(target));
                (vec![text], *names_min, *names_use_first)
            }
        };
        let mut printed = style.csl.clone();
        for child in printed
            .macros
            .iter_mut()
            .flat_map(|found| &mut found.children)
        {
            mend::walk_mut(child, &mut date_in_numbers);
        }
        printed.citation = Citation::with_layout(Layout::with_elements(elements));
        printed.bibliography = None;
        let options = &mut printed.citation.name_options;
        options.name_as_sort_order = Some(NameAsSortOrder::All);
        options.et_al_min = first;
        options.et_al_use_first = names;
        Self {
            printed,
            descending: key.sort_direction() == SortDirection::Descending,
        }
    }

    fn value(&self, item: &Item, style: &Style) -> String {
        processor::cite_with(&self.printed, item, None, style)
            .map(|text| text.text())
            .unwrap_or_default()
    }
}

/// An element that prints a variable so that it can be compared.
fn element(variable: Variable) -> Element {
    match variable {
        Variable::Date(variable) => {
            let mut date = date(variable);
            date_in_numbers(&mut date);
            date
        }
        Variable::Name(variable) => {
            Element::Names(citationberg::Names::with_variables(vec![variable]))
        }
        other => Element::Text(Text::with_target(other)),
    }
}

fn date(variable: DateVariable) -> Element {
    Element::Date(citationberg::Date {
        variable: Some(variable),
        form: None,
        parts: None,
        date_part: Vec::new(),
        formatting: Formatting::default(),
        affixes: citationberg::Affixes::default(),
        delimiter: None,
        display: None,
        text_case: None,
    })
}

/// A date as year, month and day in digits, so far as it had them.
fn date_in_numbers(element: &mut Element) {
    let Element::Date(date) = element else { return };
    let has = |name: DatePartName| date.date_part.iter().any(|part| part.name == name);
    let all = date.date_part.is_empty();
    let parts = date.parts;
    let month = parts.map_or(all || has(DatePartName::Month), DateParts::has_month);
    let day = parts.map_or(all || has(DatePartName::Day), DateParts::has_day);
    date.form = None;
    date.parts = None;
    date.delimiter = None;
    let digits = Some("numeric-leading-zeros");
    date.date_part = [
        (true, "year", None),
        (month, "month", digits),
        (day, "day", digits),
    ]
    .into_iter()
    .filter(|(wanted, ..)| *wanted)
    .filter_map(|(_, name, form)| date_part(name, form))
    .collect();
}

/// A part of a date. Its form can be set by reading it alone.
fn date_part(name: &str, form: Option<&str>) -> Option<DatePart> {
    let prefix = (name != "year").then_some("-");
    let part = serde_json::json!({ "@name": name, "@form": form, "@prefix": prefix });
    serde_json::from_value(part).ok()
}

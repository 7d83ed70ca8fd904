//! A source as an entry of a list of references, formatted once a style.
//!
//! The processor's own HTML is not used: it escapes nothing. Its tree is
//! written here, every text escaped. Addresses stay text: a reference's links
//! are given beside it, with names.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};
use citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, Formatting,
};
use pulldown_cmark_escape::escape_html_body_text;

use super::{Name, Source, Style};

/// A source, formatted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// As HTML, without its number.
    pub html: String,
}

impl Reference {
    /// Formats a source. Where the processor fails, which it does on some
    /// input by panicking, the plain facts stand in: author, title, year.
    pub fn new(source: &Source, style: &Style) -> Self {
        let item = item(source);
        let formatted = catch_unwind(AssertUnwindSafe(|| format(&item, style)))
            .ok()
            .flatten();
        let html = formatted
            .filter(|html| !html.is_empty())
            .unwrap_or_else(|| plain(source));
        Self { html }
    }
}

fn format(item: &Item, style: &Style) -> Option<String> {
    let mut driver = BibliographyDriver::new();
    driver.citation(CitationRequest::new(
        vec![CitationItem::with_entry(item)],
        &style.csl,
        Some(style.locale.clone()),
        &style.locales,
        None,
    ));
    let rendered = driver.finish(BibliographyRequest::new(
        &style.csl,
        Some(style.locale.clone()),
        &style.locales,
    ));
    let entry = rendered.bibliography?.items.into_iter().next()?;
    let mut html = String::new();
    write_children(&entry.content, &mut html);
    // Where a style does not set its number apart, it stands at the start.
    let html =
        html.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '[' | ']'));
    Some(tidy(html))
}

/// Joins what the processor leaves double: a full stop behind a question mark.
fn tidy(html: &str) -> String {
    html.trim()
        .replace("?.", "?")
        .replace("!.", "!")
        .replace("..", ".")
        .replace("  ", " ")
}

fn plain(source: &Source) -> String {
    let mut html = String::new();
    let _ = escape_html_body_text(
        &mut html,
        &format!("{}. {}.", source.label(), source.title()),
    );
    html
}

fn write_children(children: &ElemChildren, out: &mut String) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => write_text(&text.text, text.formatting, out),
            ElemChild::Elem(elem) => write_children(&elem.children, out),
            ElemChild::Markup(text) => {
                let _ = escape_html_body_text(&mut *out, text);
            }
            ElemChild::Link { text, .. } => write_text(&text.text, text.formatting, out),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn write_text(text: &str, formatting: Formatting, out: &mut String) {
    let mut tags: Vec<&str> = Vec::new();
    if formatting.font_style == FontStyle::Italic {
        tags.push("i");
    }
    if formatting.font_weight == FontWeight::Bold {
        tags.push("b");
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        tags.push("small");
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push("sup"),
        VerticalAlign::Sub => tags.push("sub"),
        _ => {}
    }
    for tag in &tags {
        out.push('<');
        out.push_str(tag);
        out.push('>');
    }
    let _ = escape_html_body_text(&mut *out, text);
    for tag in tags.iter().rev() {
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

/// The source as the processor takes it.
fn item(source: &Source) -> Item {
    let mut item = BTreeMap::new();
    let text = |text: &str| Value::String(text.to_owned());
    item.insert("id".to_owned(), text(&source.key));
    item.insert("type".to_owned(), text(&source.kind));
    for (name, value) in &source.fields {
        item.insert((*name).to_owned(), text(value));
    }
    // The processor does not look for the short title of a journal; every
    // style that we use asks for the short one where there is one.
    if let Some(short) = source.field("container-title-short") {
        item.insert("container-title".to_owned(), text(short));
    }
    if let Some(doi) = source.field("DOI") {
        item.insert("DOI".to_owned(), text(bare_doi(doi)));
    }
    for (name, names) in &source.names {
        let mut values: Vec<NameValue> = names.iter().map(name_value).collect();
        if *name == "author" && source.authors_incomplete {
            values.push(NameValue::Literal(LiteralName {
                literal: "et al".to_owned(),
            }));
        }
        item.insert((*name).to_owned(), Value::Names(values));
    }
    for (name, date) in &source.dates {
        let mut parts = vec![date.year];
        parts.extend(date.month.map(i16::from));
        parts.extend(date.day.map(i16::from));
        let date = DateValue::DateParts {
            date_parts: VecDateRange(vec![VecDate(parts)]),
            literal: None,
            season: None,
            circa: false,
        };
        item.insert((*name).to_owned(), Value::Date(date));
    }
    Item(item)
}

/// A DOI without the resolver's address before it.
pub(super) fn bare_doi(doi: &str) -> &str {
    let rest = doi
        .strip_prefix("https://doi.org/")
        .or_else(|| doi.strip_prefix("http://doi.org/"))
        .or_else(|| doi.strip_prefix("https://dx.doi.org/"))
        .or_else(|| doi.strip_prefix("http://dx.doi.org/"))
        .or_else(|| doi.strip_prefix("doi:"))
        .unwrap_or(doi);
    rest.trim()
}

fn name_value(name: &Name) -> NameValue {
    if name.literal {
        return NameValue::Literal(LiteralName {
            literal: name.family.clone(),
        });
    }
    NameValue::Item(NameItem {
        family: name.family.clone(),
        given: name.given.clone(),
        non_dropping_particle: name.particle.clone(),
        dropping_particle: name.dropping_particle.clone(),
        suffix: name.suffix.clone(),
        comma_suffix: None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::TextFile;

    fn formatted(yaml: &str) -> Vec<String> {
        let file = Arc::new(TextFile::new("content/sources.yaml", yaml));
        let (sources, diagnostics) = super::super::read(&file);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let style = Style::by_name("vancouver", "en").unwrap();
        sources
            .iter()
            .map(|source| Reference::new(source, &style).html)
            .collect()
    }

    #[test]
    fn references_are_as_the_standard_asks() {
        let html = formatted(
            r"
- id: a
  type: article-journal
  title: Is it so?
  author: [{family: Young, given: W. Scott, suffix: 3rd}, {family: Uvnäs-Moberg, given: Kerstin}]
  issued: 2009
  container-title: Progress in Neurobiology
  volume: '88'
  issue: '2'
  page: 127-151
  DOI: https://doi.org/10.1016/S0140-6736(16)31140-0
  PMID: '19482229'
- id: b
  type: report
  title: 'Depression in adults: treatment and <management>'
  author: [{literal: National Institute for Health and Care Excellence}]
  issued: '2022-06-29'
  collection-title: NICE guideline
  number: NG222
  URL: https://www.nice.org.uk/guidance/ng222
- id: c
  type: webpage
  title: Burn-out
  author: [{literal: World Health Organization}]
  container-title: who.int
  issued: '2019-05-28'
  URL: https://www.who.int/x
- id: d
  type: article-journal
  title: Cut short
  authors_incomplete: true
  author: [{family: Kirsch, given: Peter}]
  issued: 2005
  container-title: Neuron
  volume: '25'
  page: 787-796.e4
",
        );
        assert_eq!(
            html,
            [
                "Young WS 3rd, Uvnäs-Moberg K. Is it so? Progress in Neurobiology. 2009;88(2):127–51. doi: 10.1016/S0140-6736(16)31140-0. PubMed PMID: 19482229.",
                "National Institute for Health and Care Excellence. Depression in adults: treatment and &lt;management&gt;. 2022 Jun 29. (NICE guideline; NG222). Available from: https://www.nice.org.uk/guidance/ng222.",
                "World Health Organization. Burn-out [Internet]. who.int; 2019 May 28. Available from: https://www.who.int/x.",
                "Kirsch P, et al. Cut short. Neuron. 2005;25:787–796.e4.",
            ]
        );
    }
}

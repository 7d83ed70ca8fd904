//! The library, formatted in the guide's style: each source once.
//!
//! How a source looks depends on the source and the style, and in styles that
//! cite by words on the few sources that it could be mistaken for. So the
//! sources are formatted one by one, in parallel; those whose citations come
//! out alike are formatted again together, which makes them "2014a" and
//! "2014b", or adds names; and a source is called the same on every page. No
//! page runs the processor over its list of references.

use std::sync::{Arc, OnceLock};

use citationberg::json::Item;
use citationberg::taxonomy::OtherTerm;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::glyph::Glyphs;
use super::item::{is_article_number, item};
use super::processor::{self, Printed};
use super::style::{citation_order, list_order, ranks};
use super::{Form, Library, Source, Style};

/// The largest group of sources with the same names and year that the
/// processor is asked to tell apart: its cost grows with the square. Beyond
/// it, letters are given by the same rule, without trying more names first.
const LARGEST_GROUP: usize = 40;

/// The forms of a source that name no place in it, each made when it is first
/// asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteForms {
    pub(super) first: OnceLock<Glyphs>,
    pub(super) subsequent: OnceLock<Glyphs>,
    pub(super) ibid: OnceLock<Glyphs>,
}

/// A source, formatted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// As HTML, without its number.
    pub html: String,
    /// How the text cites it.
    pub citation: Citation,
    /// Its place in a list that the style sorts; 0 if the style leaves the
    /// order to the text.
    pub rank: u32,
    /// Its place among the sources of one citation, likewise.
    pub citation_rank: u32,
    /// How notes cite it.
    pub(super) note: NoteForms,
}

/// A source as it stands in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// All of it: "Cardoso et al., 2014". In a numeric style, nothing.
    pub whole: Words,
    /// Who, as in a list: "Leng & Ludwig".
    pub names: Words,
    /// The rest, without who: "2014a".
    pub rest: Words,
    /// Who, as part of a sentence: "Leng and Ludwig".
    pub in_sentence: Words,
}

/// Some words, as HTML and alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// As HTML.
    pub html: Box<str>,
    /// Without any formatting.
    pub text: Box<str>,
}

impl Words {
    pub(super) fn of(glyphs: &Glyphs) -> Self {
        Self {
            html: glyphs.html().into(),
            text: glyphs.text().into(),
        }
    }
}

/// Formats a library, by the ids of its sources.
///
/// Linear in the sources but for the sorting, and for groups of sources that
/// look alike, whose size the processor sees is limited.
pub fn format(library: &Library, style: &Style) -> Vec<Reference> {
    let sources: Vec<&Source> = library.iter().map(|(_, source)| source).collect();
    let items: Vec<Item> = sources
        .par_iter()
        .map(|source| item(source, style.customs))
        .collect();
    let mut printed: Vec<Printed> = items
        .par_iter()
        .zip(&sources)
        .map(|(item, source)| alone(item, source, style))
        .collect();
    let rank = |sort: Option<&citationberg::Sort>| sort.map(|sort| ranks(&items, style, sort));
    let list = rank(list_order(style));
    if style.form() == Form::Words {
        tell_apart(&mut printed, &items, list.as_deref(), style);
    }
    let within = (style.form() != Form::Numeric)
        .then(|| rank(citation_order(style)))
        .flatten();
    let place = |ranks: &Option<Vec<u32>>, at: usize| ranks.as_ref().map_or(0, |ranks| ranks[at]);
    printed
        .par_iter()
        .zip(&sources)
        .enumerate()
        .map(|(at, (printed, source))| Reference {
            html: printed.entry.html(),
            citation: citation(printed, source, style),
            rank: place(&list, at),
            citation_rank: place(&within, at),
            note: NoteForms::default(),
        })
        .collect()
}

/// Formats a source by itself. Where the processor fails, which it does on
/// some input by panicking, the plain facts stand in: author, title, year.
fn alone(item: &Item, source: &Source, style: &Style) -> Printed {
    let mut printed = processor::format(&[item], style)
        .and_then(|mut printed| printed.pop())
        .unwrap_or_default();
    // The processor counts pages only where they are numbers.
    if let Some(pages) = source.field("page").or_else(|| source.field("number")) {
        match pages.split_once(['-', '–']) {
            Some((first, last)) if !last.bytes().all(|byte| byte.is_ascii_digit()) => {
                let wrong = format!(" p. {first}");
                let dash = style.term(OtherTerm::PageRangeDelimiter, "–");
                printed.entry = printed
                    .entry
                    .replaced(&wrong, &format!(" pp. {first}"))
                    .replaced(&format!("{first}–{last}"), &format!("{first}{dash}{last}"));
            }
            None if is_article_number(pages) => {
                let wrong = format!("p. {pages}");
                printed.entry = printed.entry.replaced(&wrong, pages);
            }
            _ => {}
        }
    }
    // The style's "Retrieved" belongs to a date (APA 7, 9.16).
    if style.customs.apa && !source.dates.contains_key("accessed") {
        printed.entry = printed.entry.replaced("Retrieved http", "http");
    }
    if printed.entry.is_empty() {
        let title = super::item::without_tags(&source.title());
        printed.entry = Glyphs::plain(&format!("{}. {title}.", source.label()));
    }
    if printed.citation.is_empty() {
        printed.citation = Glyphs::plain(&source.label());
    }
    printed
}

/// Formats those again, together, that the text could not tell apart.
fn tell_apart(printed: &mut [Printed], items: &[Item], list: Option<&[u32]>, style: &Style) {
    let mut alike: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, printed) in printed.iter().enumerate() {
        alike.entry(printed.citation.text()).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = alike
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    for group in &mut groups {
        // Letters follow the order of the list.
        group.sort_by_key(|at| (list.map_or(0, |list| list[*at]), *at));
    }
    let again: Vec<(Vec<usize>, Vec<Printed>)> = groups
        .into_par_iter()
        .map(|group| {
            let together = told_apart(&group, items, printed, style);
            (group, together)
        })
        .collect();
    for (group, together) in again {
        for (at, again) in group.into_iter().zip(together) {
            printed[at] = again;
        }
    }
}

fn told_apart(group: &[usize], items: &[Item], printed: &[Printed], style: &Style) -> Vec<Printed> {
    if group.len() <= LARGEST_GROUP {
        let items: Vec<&Item> = group.iter().map(|at| &items[*at]).collect();
        if let Some(together) = processor::format(&items, style)
            && together.len() == group.len()
            && together.iter().all(|printed| !printed.entry.is_empty())
        {
            return together;
        }
    }
    group
        .iter()
        .enumerate()
        .map(|(at, index)| {
            let mut one = printed[*index].clone();
            if style.csl.citation.disambiguate_add_year_suffix {
                let letters = letters(at);
                one.citation.insert_after_year(&letters);
                one.entry.insert_after_year(&letters);
            }
            one
        })
        .collect()
}

/// a, b … z, aa, ab …
fn letters(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'a' + (at % 26) as u8);
        if at < 26 {
            break;
        }
        at = at / 26 - 1;
    }
    letters
        .iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}

fn citation(printed: &Printed, source: &Source, style: &Style) -> Citation {
    if style.form() != Form::Words {
        return Citation {
            in_sentence: Words::of(&Glyphs::plain(&source.who())),
            ..Citation::default()
        };
    }
    let (names, rest) = printed.citation.split();
    let in_sentence = if style.surroundings().ampersand {
        let and = style.term(OtherTerm::And, "and");
        names.replaced(" & ", &format!(" {and} "))
    } else {
        names.clone()
    };
    Citation {
        whole: Words::of(&printed.citation),
        names: Words::of(&names),
        rest: Words::of(&rest),
        in_sentence: Words::of(&in_sentence),
    }
}

/// A source's reference and its citation in a style, for a single one.
pub fn single(source: &Source, style: &Style) -> Reference {
    let (library, _) = Library::new(vec![Source {
        key: Arc::clone(&source.key),
        ..source.clone()
    }]);
    format(&library, style).pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextFile;

    fn formatted(yaml: &str) -> Vec<String> {
        formatted_in("vancouver", yaml)
    }

    fn formatted_in(style: &str, yaml: &str) -> Vec<String> {
        let file = Arc::new(TextFile::new("content/sources.yaml", yaml));
        let (sources, diagnostics) = super::super::read(&file);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let style = Style::by_name(style, "en").unwrap();
        sources
            .iter()
            .map(|source| single(source, &style).html)
            .collect()
    }

    #[test]
    fn a_number_that_no_page_has_is_that_of_an_article() {
        let article = |pages: &str| {
            format!(
                "- id: a\n  type: article-journal\n  title: Invented\n  author: [{{family: Invented}}]\n  \
                 issued: 2021\n  container-title: Journal\n  volume: '12'\n  page: '{pages}'\n"
            )
        };
        let ending = |style: &str, pages: &str| {
            let html = formatted_in(style, &article(pages)).remove(0);
            html.split_once("12</i>")
                .or_else(|| html.split_once("12"))
                .map_or(html.clone(), |(_, behind)| behind.to_owned())
        };
        assert_eq!(ending("apa", "19111"), ", Article 19111.");
        assert_eq!(ending("apa", "285"), ", 285.");
        assert_eq!(ending("apa", "19111-19120"), ", 19111–19120.");
        assert_eq!(ending("harvard", "19111"), ", 19111.");
        assert_eq!(ending("harvard", "285"), ", p. 285.");
    }

    #[test]
    fn designations_keep_their_capitals() {
        let html = formatted_in(
            "chicago-author-date",
            "- id: a\n  type: book\n  title: Invented care of adults (NG222) and COVID19\n  issued: 2021\n",
        );
        assert_eq!(
            html,
            ["<i>Invented Care of Adults (NG222) and COVID19</i>. 2021."]
        );
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
                "Young WS 3rd, Uvnäs-Moberg K. Is it so? Progress in Neurobiology. 2009;88(2):127-51. doi: 10.1016/S0140-6736(16)31140-0. PubMed PMID: 19482229.",
                "National Institute for Health and Care Excellence. Depression in adults: treatment and &lt;management&gt;. 2022 Jun 29. (NICE guideline; NG222). Available from: https://www.nice.org.uk/guidance/ng222.",
                "World Health Organization. Burn-out [Internet]. who.int; 2019 May 28. Available from: https://www.who.int/x.",
                "Kirsch P, et al. Cut short. Neuron. 2005;25:787-796.e4.",
            ]
        );
    }
}

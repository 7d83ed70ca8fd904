//! Two entries of one work: found by what they share.

use rustc_hash::FxHashMap;

use super::{Library, Source, SourceId};

/// What two entries of one work share.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shared {
    /// An identifier that only one work has.
    Identifier(&'static str, String),
    /// The letters of the title, and the year.
    Title(String, i16),
}

impl Shared {
    /// As the end of "both have …".
    pub fn words(&self) -> String {
        match self {
            Self::Identifier(kind, value) => format!("the {kind} {value}"),
            Self::Title(_, year) => format!("the same title and the year {year}"),
        }
    }
}

/// What a source would share with another entry of its work.
pub fn marks(source: &Source) -> Vec<Shared> {
    let mut marks = Vec::new();
    if let Some(doi) = source.doi() {
        marks.push(Shared::Identifier("DOI", doi.to_ascii_lowercase()));
    }
    for name in ["PMID", "PMCID"] {
        if let Some(value) = source.field(name) {
            marks.push(Shared::Identifier(name, value.to_ascii_uppercase()));
        }
    }
    if let (Some(title), Some(year)) = (source.field("title"), source.year()) {
        let letters: String = title
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        // "Editorial" of one year is the title of many works.
        if letters.chars().count() >= 20 {
            marks.push(Shared::Title(letters, year));
        }
    }
    marks
}

/// The sources of which the library has another entry: each with the others.
/// Linear in the library.
pub fn copies(library: &Library) -> FxHashMap<SourceId, Vec<(SourceId, Shared)>> {
    let mut by_mark: FxHashMap<Shared, Vec<SourceId>> = FxHashMap::default();
    for (id, source) in library.iter() {
        for mark in marks(source) {
            by_mark.entry(mark).or_default().push(id);
        }
    }
    let mut copies: FxHashMap<SourceId, Vec<(SourceId, Shared)>> = FxHashMap::default();
    for (mark, ids) in by_mark {
        let [first, others @ ..] = ids.as_slice() else {
            continue;
        };
        for other in others {
            for (one, two) in [(*first, *other), (*other, *first)] {
                let known = copies.entry(one).or_default();
                match known.iter_mut().find(|(id, _)| *id == two) {
                    // Of several things shared, an identifier says most.
                    Some((_, shared)) => *shared = mark.clone().min(shared.clone()),
                    None => known.push((two, mark.clone())),
                }
            }
        }
    }
    for list in copies.values_mut() {
        list.sort_by_key(|(id, _)| *id);
    }
    copies
}

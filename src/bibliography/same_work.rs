//! Two entries of one work: found by an identifier that both have, or else by
//! title and year.

use rustc_hash::FxHashMap;

use super::identifier::Identifier;
use super::{Library, Source, SourceId};

/// What two entries of one work share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// An identifier that only one work has.
    Identifier(Identifier),
    /// The title and the year, and no identifier tells them apart.
    Title,
}

impl Shared {
    /// As the end of "both have …".
    pub fn words(&self) -> String {
        let Self::Identifier(identifier) = self else {
            return "this title and year".to_owned();
        };
        let name = match identifier {
            Identifier::Pmid(_) => "PMID",
            Identifier::Pmcid(_) => "PMCID",
            other => other.label(),
        };
        format!("the {name} {identifier}")
    }
}

/// What a source would share with another entry of its work.
pub(super) struct Marks {
    identifiers: Vec<Identifier>,
    /// `None` if many works have such a title.
    title: Option<(String, Option<i16>)>,
}

impl Marks {
    pub(super) fn of(source: &Source) -> Self {
        let mut identifiers = source.identifiers();
        identifiers.retain(|identifier| match identifier {
            // A book's number is that of all its chapters.
            Identifier::Isbn(_) => source.kind == "book",
            other => other.is_of_one_work(),
        });
        let title = source.folded_title();
        // A single word, "Editorial", is the title of many works.
        let title = (title.split(' ').count() >= 3).then(|| (title, source.year()));
        Self { identifiers, title }
    }
}

/// Works by what tells one from another. `T` is how they are called.
pub(super) struct Works<T> {
    by_identifier: FxHashMap<Identifier, T>,
    by_title: FxHashMap<(String, Option<i16>), (T, Vec<Identifier>)>,
}

impl<T: Clone + PartialEq> Works<T> {
    pub(super) fn new() -> Self {
        Self {
            by_identifier: FxHashMap::default(),
            by_title: FxHashMap::default(),
        }
    }

    /// The entries that are of the work of these marks, with what they share.
    /// Titles are asked only where no identifier answers.
    pub(super) fn find(&self, marks: &Marks) -> Vec<(T, Shared)> {
        let mut found: Vec<(T, Shared)> = Vec::new();
        for identifier in &marks.identifiers {
            if let Some(work) = self.by_identifier.get(identifier)
                && found.iter().all(|(known, _)| known != work)
            {
                found.push((work.clone(), Shared::Identifier(identifier.clone())));
            }
        }
        if found.is_empty()
            && let Some((work, identifiers)) =
                marks.title.as_ref().and_then(|it| self.by_title.get(it))
            && !told_apart(identifiers, &marks.identifiers)
        {
            found.push((work.clone(), Shared::Title));
        }
        found
    }

    /// Keeps an entry, unless an earlier one has its marks.
    pub(super) fn insert(&mut self, marks: Marks, work: &T) {
        for identifier in &marks.identifiers {
            self.by_identifier
                .entry(identifier.clone())
                .or_insert_with(|| work.clone());
        }
        if let Some(title) = marks.title {
            self.by_title
                .entry(title)
                .or_insert_with(|| (work.clone(), marks.identifiers));
        }
    }
}

/// Whether both have an identifier of one kind: those are not equal, or they
/// would have been found by it.
fn told_apart(first: &[Identifier], second: &[Identifier]) -> bool {
    first.iter().any(|first| {
        second
            .iter()
            .any(|second| std::mem::discriminant(first) == std::mem::discriminant(second))
    })
}

/// Every entry of a work that the library has under an earlier key too: the
/// earlier entry, the later one, and what they share, in the order of the later.
/// Entries that could not be read whole are left out. Linear in the library.
pub fn copies(library: &Library) -> Vec<(SourceId, SourceId, Shared)> {
    let mut works = Works::new();
    let mut copies = Vec::new();
    for (id, source) in library.iter().filter(|(_, source)| !source.broken) {
        let marks = Marks::of(source);
        let earlier = works.find(&marks).into_iter();
        copies.extend(earlier.map(|(first, shared)| (first, id, shared)));
        works.insert(marks, &id);
    }
    copies
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::TextFile;

    fn found(entries: &str) -> Vec<(String, String, String)> {
        let file = Arc::new(TextFile::new("sources.yaml", entries));
        let (library, _) = Library::new(super::super::read(&file).0);
        let key = |id| library.get(id).key.to_string();
        copies(&library)
            .into_iter()
            .map(|(first, second, shared)| (key(first), key(second), shared.words()))
            .collect()
    }

    #[test]
    fn an_entry_that_joins_two_works_is_a_copy_of_both() {
        let copies = found(
            "- {id: a, type: book, title: One, DOI: 10.9999/One}
- {id: b, type: book, title: Two, PMID: '12345678'}
- {id: c, type: book, title: Three, DOI: 'https://doi.org/10.9999/one', PMID: 'PMID: 12345678'}
",
        );
        let keys: Vec<(&str, &str)> = copies
            .iter()
            .map(|(first, second, _)| (&**first, &**second))
            .collect();
        assert_eq!(keys, [("a", "c"), ("b", "c")]);
        assert_eq!(copies[1].2, "the PMID 12345678");
    }

    #[test]
    fn a_title_is_asked_only_where_no_number_answers() {
        let copies = found(
            "- {id: a, type: book, title: 'On the use of naps', issued: 2020, DOI: 10.9999/one}
- {id: b, type: book, title: 'On the Use of <i>Naps</i>!', issued: 2020}
- {id: c, type: book, title: 'On the use of naps', issued: 2020, DOI: 10.9999/two}
- {id: d, type: book, title: 'On the use of naps', issued: 2021}
",
        );
        assert_eq!(
            copies,
            [("a".into(), "b".into(), "this title and year".into())]
        );
    }
}

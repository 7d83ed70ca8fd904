//! What a source is published as, in words for readers. The words stand in a
//! data file beside this one.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    keyword: String,
    words: String,
}

/// Part of the program, so that it needs no diagnostic with a place; a test
/// holds it to the types that are read.
static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("types.yaml")).unwrap_or_default());

/// The words for a CSL type: "journal article".
pub fn words(kind: &str) -> &'static str {
    ENTRIES
        .binary_search_by(|entry| entry.keyword.as_str().cmp(kind))
        .map_or("document", |at| &ENTRIES[at].words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_that_is_read_has_words() {
        let known: Vec<&str> = ENTRIES.iter().map(|entry| &*entry.keyword).collect();
        assert_eq!(known, super::super::variable::TYPES);
        assert_eq!(words("article-journal"), "journal article");
        assert_eq!(words("legal_case"), "court decision");
    }
}

//! What kind of work a source is, in words for readers. The words stand in a
//! data file, where somebody who is no programmer can mend them.

use std::sync::LazyLock;

use serde::Deserialize;

/// The design of a study, or the kind of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the data file says what each is")]
pub enum Design {
    SystematicReview,
    MetaAnalysis,
    Guideline,
    Rct,
    Cohort,
    CaseControl,
    CrossSectional,
    CaseSeries,
    Qualitative,
    NarrativeReview,
    Animal,
    Lab,
    OfficialPage,
    News,
}

#[derive(Deserialize)]
struct Entry {
    keyword: String,
    words: String,
}

/// The data file: part of the program, so that it needs no diagnostic with a
/// place; a test holds it to the list above.
static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("designs.yaml")).unwrap_or_default());

impl Design {
    /// All of them, in the order of the data file.
    pub const ALL: [Design; 14] = [
        Design::SystematicReview,
        Design::MetaAnalysis,
        Design::Guideline,
        Design::Rct,
        Design::Cohort,
        Design::CaseControl,
        Design::CrossSectional,
        Design::CaseSeries,
        Design::Qualitative,
        Design::NarrativeReview,
        Design::Animal,
        Design::Lab,
        Design::OfficialPage,
        Design::News,
    ];

    /// The words editors may write.
    pub fn keywords() -> impl Iterator<Item = &'static str> {
        ENTRIES.iter().map(|entry| entry.keyword.as_str())
    }

    /// The design of a word.
    pub fn from_keyword(word: &str) -> Option<Self> {
        let index = Self::keywords().position(|keyword| keyword == word)?;
        Self::ALL.get(index).copied()
    }

    /// The word editors write.
    pub fn keyword(self) -> &'static str {
        ENTRIES
            .get(self as usize)
            .map_or("", |entry| &entry.keyword)
    }

    /// The words readers see.
    pub fn words(self) -> &'static str {
        ENTRIES.get(self as usize).map_or("", |entry| &entry.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_and_the_list_agree() {
        assert_eq!(ENTRIES.len(), Design::ALL.len());
        for (index, design) in Design::ALL.into_iter().enumerate() {
            assert_eq!(design as usize, index);
            // `SystematicReview` is `systematic-review`.
            let name = format!("{design:?}").to_lowercase();
            assert_eq!(name, ENTRIES[index].keyword.replace('-', ""));
        }
        assert_eq!(Design::from_keyword("rct"), Some(Design::Rct));
        assert_eq!(Design::Rct.words(), "randomised trial");
    }
}

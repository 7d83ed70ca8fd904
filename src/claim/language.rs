//! The languages whose word lists are compiled in.
//!
//! Another language brings its own lists in the same files and is named here.
//! A guide in a language that has none is judged without exemptions: every
//! sentence of it is a claim, because nobody has said which are not.

use super::Words;

/// The word lists of a language, by its BCP 47 tag.
pub fn words_of(language: &str) -> Option<&'static Words> {
    let primary = language.split('-').next().unwrap_or_default();
    primary.eq_ignore_ascii_case("en").then(Words::english)
}

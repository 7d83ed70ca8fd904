//! Looks up abbreviations and the words that help to judge a full stop.
//!
//! In goes a word without its last stop; out comes how the sentence goes on after it. The lists are in
//! `words/abbreviations.txt`. It never guesses: an unknown word is no abbreviation.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a stop after a known word means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// The sentence goes on.
    Never,
    /// The sentence goes on if a number follows.
    Number,
    /// The sentence ends if a word follows that opens sentences.
    Maybe,
    /// The sentence ends if a capital follows.
    End,
    /// No abbreviation: a word that takes a letter after it, "vitamin".
    Letter,
    /// No abbreviation: a word that opens sentences.
    Starter,
    /// No abbreviation: a verb of saying.
    Said,
}

/// Each word with the set of its sections: a word can be in several ("no", "and").
static LIST: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut list = FxHashMap::default();
    let mut section = 0_u8;
    for line in include_str!("../words/abbreviations.txt").lines() {
        let line = line.trim();
        if line.starts_with('#') {
            continue;
        }
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            section = SECTIONS
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(0, |(_, kind)| 1 << *kind as u8);
            continue;
        }
        for word in line.split_whitespace() {
            *list.entry(word).or_insert(0) |= section;
        }
    }
    list
});

const SECTIONS: [(&str, Abbreviation); 7] = [
    ("never", Abbreviation::Never),
    ("number", Abbreviation::Number),
    ("maybe", Abbreviation::Maybe),
    ("end", Abbreviation::End),
    ("letter", Abbreviation::Letter),
    ("starters", Abbreviation::Starter),
    ("say", Abbreviation::Said),
];

/// What kind of abbreviation this word is, if any.
pub(super) fn lookup(word: &str) -> Option<Abbreviation> {
    let sections = sections_of(word);
    [
        Abbreviation::Never,
        Abbreviation::Number,
        Abbreviation::Maybe,
        Abbreviation::End,
    ]
    .into_iter()
    .find(|&kind| sections & (1 << kind as u8) != 0)
}

pub(super) fn is_starter(word: &str) -> bool {
    sections_of(word) & (1 << Abbreviation::Starter as u8) != 0
}

pub(super) fn takes_letter(word: &str) -> bool {
    sections_of(word) & (1 << Abbreviation::Letter as u8) != 0
}

pub(super) fn is_said(word: &str) -> bool {
    sections_of(word) & (1 << Abbreviation::Said as u8) != 0
}

fn sections_of(word: &str) -> u8 {
    let mut buffer = [0_u8; 16];
    let Some(space) = buffer.get_mut(..word.len()) else {
        return 0;
    };
    space.copy_from_slice(word.as_bytes());
    space.make_ascii_lowercase();
    std::str::from_utf8(space)
        .ok()
        .and_then(|word| LIST.get(word))
        .copied()
        .unwrap_or(0)
}

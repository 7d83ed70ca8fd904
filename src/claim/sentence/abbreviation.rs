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
    /// The sentence goes on, if the word has a capital: a title or a journal.
    Title,
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
    /// No abbreviation: a day or time zone that follows "p.m."
    AfterTime,
}

/// Each word with the set of its sections: a word can be in several ("no", "and").
static LIST: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut list = FxHashMap::default();
    let mut section = 0_u16;
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
                .map_or(0, |(_, kind)| 1 << *kind as u16);
            continue;
        }
        for word in line.split_whitespace() {
            *list.entry(word).or_insert(0) |= section;
        }
    }
    list
});

const SECTIONS: [(&str, Abbreviation); 9] = [
    ("never", Abbreviation::Never),
    ("title", Abbreviation::Title),
    ("after a time", Abbreviation::AfterTime),
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
    if sections == 0 {
        return None;
    }
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let acronym = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let dotted = word.contains('.');
    [
        Abbreviation::Never,
        Abbreviation::Title,
        Abbreviation::Number,
        Abbreviation::Maybe,
        Abbreviation::End,
    ]
    .into_iter()
    .filter(|&kind| sections & (1 << kind as u16) != 0)
    .find(|kind| match kind {
        // "people with MS", "after the op", "in the sun" end sentences; "Ms. Lee", "Sun. 3 May" do not.
        Abbreviation::Title => capital && !acronym,
        Abbreviation::Maybe => {
            dotted || capital && !acronym || word.len() == 2 || is_always_short(word)
        }
        Abbreviation::Never => !acronym,
        _ => true,
    })
}

/// Short forms that are no words of their own.
fn is_always_short(word: &str) -> bool {
    matches!(
        word,
        "avg" | "equiv" | "min" | "max" | "ltd" | "inc" | "plc" | "phd"
    )
}

/// "8 a.m. Monday": the day belongs to the time.
pub(super) fn follows_time(before: &str, next: &str) -> bool {
    let time = ["a.m", "p.m", "am", "pm"]
        .iter()
        .any(|time| before.eq_ignore_ascii_case(time));
    time && sections_of(next) & (1 << Abbreviation::AfterTime as u16) != 0
}

pub(super) fn is_starter(word: &str) -> bool {
    sections_of(word) & (1 << Abbreviation::Starter as u16) != 0
}

pub(super) fn takes_letter(word: &str) -> bool {
    sections_of(word) & (1 << Abbreviation::Letter as u16) != 0
}

pub(super) fn is_said(word: &str) -> bool {
    sections_of(word) & (1 << Abbreviation::Said as u16) != 0
}

fn sections_of(word: &str) -> u16 {
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

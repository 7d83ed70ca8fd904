//! Counts the words of talk (visits, papers, family, feelings) and looks for words of health.
//!
//! In go tokens; out comes the tally, and whether it is one of mere talk, or the words themselves. Which words are which
//! is told in `words/talk.txt`.

use super::class::{Class, Classes};
use super::scan::Tokens;
use super::token::Token;
use super::words::Words;

/// What makes a statement one about health, whatever stands beside it.
const MATTER: Classes = Classes::of(Class::Matter)
    .and(Class::Ailment)
    .and(Class::Medicine)
    .and(Class::MedicalUnit)
    .and(Class::BenefitS)
    .and(Class::HarmS);

/// Words that talk often has, but other sentences too.
const WEAK: Classes = Classes::of(Class::TimeNoun)
    .and(Class::Publisher)
    .and(Class::Carer)
    .and(Class::Human)
    .and(Class::Errand)
    .and(Class::Serving);

/// So many different words of talk make a sentence one.
const STRONG: usize = 2;
/// With one of them at least, so many together with weaker ones do as well.
const ANY: usize = 3;

/// Stands for every word of the first person.
const FIRST_PERSON: u32 = u32::MAX;
/// The same of a man or a woman of whom is told.
const THIRD_PERSON: u32 = u32::MAX - 1;

/// The words of talk in a row of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Tally {
    /// How many different words only talk has.
    strong: usize,
    /// The same with weaker ones.
    any: usize,
    /// How many different words statements about health have oftener than others.
    slight: usize,
    /// A word of health is among them.
    matters: bool,
}

impl Tally {
    /// Counts them; where a word of health stands, nothing more is counted.
    pub(crate) fn of<'a>(tokens: impl Iterator<Item = &'a Token> + Clone) -> Tally {
        let matters = tokens
            .clone()
            .any(|token| token.classes.meets(MATTER) && !token.has(Class::Talk));
        if matters {
            return Tally {
                matters,
                ..Tally::default()
            };
        }
        let mut seen: Vec<u32> = Vec::new();
        let mut tally = Tally::default();
        let mut slight: Vec<u32> = Vec::new();
        for token in tokens {
            let weighs = token.has(Class::SlightMatter) && !token.has(Class::Talk);
            if weighs && !slight.contains(&token.id) {
                slight.push(token.id);
            }
            let strong = token.has(Class::Talk);
            // "our", "us" and "we" are one, "she" and "herself" are another.
            let id = if token.has(Class::FirstPerson) {
                FIRST_PERSON
            } else if token.is_in(one_of![
                "she", "her", "hers", "herself", "he", "him", "his", "himself"
            ]) {
                THIRD_PERSON
            } else {
                token.id
            };
            if (strong || token.classes.meets(WEAK)) && !seen.contains(&id) {
                seen.push(id);
                tally.any += 1;
                tally.strong += usize::from(strong);
            }
        }
        tally.slight = slight.len();
        tally
    }

    /// It has a word of health that nothing outweighs.
    pub(crate) fn is_of_health(self) -> bool {
        self.matters
    }

    /// It has a word of health, be it a slight one.
    pub(crate) fn matters(self) -> bool {
        self.matters || self.slight > 0
    }

    /// Nothing but talk.
    pub(crate) fn is_talk(self) -> bool {
        self.is_talk_by(0)
    }

    /// A lead-in and its item are nothing but talk, taken together: one word more is asked of two rows than of one.
    pub(crate) fn is_talk_with(self, item: Tally) -> bool {
        Tally {
            strong: self.strong + item.strong,
            any: self.any + item.any,
            slight: self.slight + item.slight,
            matters: self.matters || item.matters,
        }
        .is_talk_by(1)
    }

    fn is_talk_by(self, more: usize) -> bool {
        let over = if self.slight == 0 { 0 } else { self.slight + 1 };
        let weighed = self.strong >= STRONG + more + over;
        let any = self.slight == 0 && self.strong > 0 && self.any >= ANY + more;
        !self.matters && (weighed || any)
    }
}

/// The words of talk in a text, as they are written and in its order: what a reviewer wants to see of a unit that was let
/// through as talk.
#[must_use]
pub fn words_of_talk<'a>(text: &'a str, words: &Words) -> Vec<&'a str> {
    let mut rows = Tokens::default();
    rows.read(text, words);
    let mut places: Vec<_> = [&rows.main, &rows.aside, &rows.quoted]
        .into_iter()
        .flatten()
        .filter(|token| token.has(Class::Talk))
        .map(|token| (token.place().start, token.place().end))
        .collect();
    places.sort_unstable();
    let mut found: Vec<&str> = Vec::new();
    for (start, end) in places {
        if let Some(word) = text.get(start..end)
            && !found.iter().any(|known| known.eq_ignore_ascii_case(word))
        {
            found.push(word);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Class, Tokens, Words};

    /// A word that is read as two, or as another, counts for nothing, and nobody would notice.
    #[test]
    fn every_word_of_talk_and_of_health_is_read_back_as_one() {
        let words = Words::english();
        let mut class = None;
        for line in include_str!("words/talk.txt").lines() {
            if line.starts_with('#') {
                continue;
            }
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                class = Class::named(name);
                continue;
            }
            for word in line.split_whitespace() {
                let mut rows = Tokens::default();
                rows.read(word, words);
                let read = rows
                    .main
                    .iter()
                    .filter(|token| !token.is_mark())
                    .collect::<Vec<_>>();
                let [token] = read[..] else {
                    panic!("“{word}” is read as {} words", read.len());
                };
                assert!(class.is_some_and(|class| token.has(class)), "“{word}”");
            }
        }
    }
}

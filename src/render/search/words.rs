//! The words of a text as the search knows them.
//!
//! Goes in: any text. Come out: its words in small letters, without accents
//! and apostrophes. `themes/default/search.js` does the same with what a
//! reader types; both must change together.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashSet;
use unicode_normalization::char::decompose_compatible;

/// Longer words are addresses, or no words.
const LONGEST: usize = 48;

/// Room for the word that is being read, to be used again.
#[derive(Default)]
pub(super) struct Buffer {
    word: String,
    /// The words before it that hyphens join to it.
    joined: String,
}

/// Calls `found` with each word. Words joined by hyphens are found one by one
/// and as one: some write "burn-out", others "burnout".
pub(super) fn each(text: &str, buffer: &mut Buffer, found: &mut impl FnMut(&str)) {
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                buffer.word.push(char::from(byte.to_ascii_lowercase()));
            } else if byte == b'-' {
                buffer.hyphen(found);
            } else if byte != b'\'' {
                buffer.end(found);
            }
        }
    } else {
        for c in text.chars() {
            if c.is_ascii() {
                buffer.letter(c, found);
            } else {
                decompose_compatible(c, |c| buffer.letter(c, found));
            }
        }
    }
    buffer.end(found);
}

impl Buffer {
    fn letter(&mut self, c: char, found: &mut impl FnMut(&str)) {
        match c {
            c if c.is_ascii_alphanumeric() => self.word.push(c.to_ascii_lowercase()),
            '-' | '\u{2010}' | '\u{2011}' => self.hyphen(found),
            c if is_passed_over(c) => {}
            c if stands_alone(c) => {
                self.end(found);
                self.word.push(c);
                self.end(found);
            }
            'ß' | 'ẞ' => self.word.push_str("ss"),
            // A sigma at the end of a word is still a sigma.
            'ς' => self.word.push('σ'),
            c if c.is_alphanumeric() => {
                let small = c.to_lowercase().filter(|c| !is_passed_over(*c));
                self.word.extend(small);
            }
            _ => self.end(found),
        }
    }

    fn hyphen(&mut self, found: &mut impl FnMut(&str)) {
        if self.word.is_empty() {
            return self.end(found);
        }
        tell(&self.word, found);
        self.joined.push_str(&self.word);
        self.word.clear();
    }

    fn end(&mut self, found: &mut impl FnMut(&str)) {
        if !self.word.is_empty() {
            tell(&self.word, found);
            if !self.joined.is_empty() {
                self.joined.push_str(&self.word);
                tell(&self.joined, found);
            }
            self.word.clear();
        }
        self.joined.clear();
    }
}

fn tell(word: &str, found: &mut impl FnMut(&str)) {
    if word.len() <= LONGEST {
        found(word);
    }
}

/// Apostrophes, soft hyphens, and marks on letters: accents, and the vowels of
/// Hebrew and Arabic, which most people leave out.
fn is_passed_over(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}')
}

/// Signs of scripts that put no spaces between words: each is a word.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of a language that hold sentences together and say nothing of
/// what they are about; of an unknown language, none.
pub(super) fn function_words(language: &str) -> FxHashSet<String> {
    let mut words = FxHashSet::default();
    let mut buffer = Buffer::default();
    for entry in stop_words::lookup(primary(language)).unwrap_or_default() {
        each(entry, &mut buffer, &mut |word| {
            words.insert(word.to_owned());
        });
    }
    words
}

/// The language of a tag: `en` of `en-GB`.
fn primary(language: &str) -> String {
    let primary = language.split('-').next().unwrap_or_default();
    primary.to_ascii_lowercase()
}

/// What brings the forms of a word together, in the language of the guide.
pub(super) struct Stems(Option<Stemmer>);

impl Stems {
    /// For a language tag; in a language without a stemmer each form stands
    /// for itself.
    pub(super) fn of(language: &str) -> Self {
        let algorithm = match primary(language).as_str() {
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "en" => Algorithm::English,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "nl" => Algorithm::Dutch,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            _ => return Self(None),
        };
        Self(Some(Stemmer::create(algorithm)))
    }

    /// The stem of a word; a number, a code and a DOI are their own.
    pub(super) fn stem(&self, word: &str) -> Box<str> {
        match &self.0 {
            Some(stemmer) if !word.bytes().any(|byte| byte.is_ascii_digit()) => {
                stemmer.stem(word).into()
            }
            _ => word.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, &mut Buffer::default(), &mut |word| {
            words.push(word.to_owned());
        });
        words
    }

    #[test]
    fn words_lose_capitals_accents_and_apostrophes() {
        assert_eq!(
            words("Don't drink COFFEE, 200 mg!"),
            ["dont", "drink", "coffee", "200", "mg"]
        );
        assert_eq!(
            words("Ménière’s disease – β-blockers, CO₂"),
            ["menieres", "disease", "β", "blockers", "βblockers", "co2"]
        );
        assert_eq!(
            words("Größe STRASSE Straße"),
            ["grosse", "strasse", "strasse"]
        );
        assert_eq!(words("ΟΔΟΣ οδός"), ["οδοσ", "οδοσ"]);
        assert_eq!(words("睡眠 and ねむ"), ["睡", "眠", "and", "ね", "む"]);
        assert_eq!(words("… ' —"), [""; 0]);
        assert_eq!(words(&"a".repeat(LONGEST + 1)), [""; 0]);
    }

    #[test]
    fn words_joined_by_hyphens_are_found_as_one_too() {
        assert_eq!(words("burn-out"), ["burn", "out", "burnout"]);
        assert_eq!(
            words("a burn‐out – or - x-"),
            ["a", "burn", "out", "burnout", "or", "x"]
        );
        assert_eq!(words("up-to-date."), ["up", "to", "date", "uptodate"]);
        assert_eq!(words("3- to 4-fold"), ["3", "to", "4", "fold", "4fold"]);
    }

    #[test]
    fn plain_texts_take_the_short_way_to_the_same_words() {
        for text in ["It's 5 o'clock, isn't it?", "a-b c_d", "10.5 mg/l"] {
            let plain = words(text);
            let mut marked = words(&format!("{text} é"));
            assert_eq!(marked.pop().as_deref(), Some("e"));
            assert_eq!(plain, marked);
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let english = Stems::of("en-GB");
        for form in ["sleeping", "sleeps", "sleep"] {
            assert_eq!(&*english.stem(form), "sleep");
        }
        assert_eq!(&*english.stem("b12s"), "b12s");
        assert_eq!(&*Stems::of("de").stem("schlafen"), "schlaf");
        assert_eq!(&*Stems::of("xx").stem("sleeping"), "sleeping");
    }

    #[test]
    fn function_words_are_known_as_they_are_read() {
        let english = function_words("en-GB");
        for word in ["the", "were", "dont"] {
            assert!(english.contains(word), "{word}");
        }
        for word in ["sleep", "don't"] {
            assert!(!english.contains(word), "{word}");
        }
        assert!(function_words("xx").is_empty());
    }
}

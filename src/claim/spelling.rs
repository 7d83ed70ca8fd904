//! How a word is written, as one number, so that a rule can ask for a word at the cost of comparing numbers.
//!
//! In goes a word; out comes its spelling, capitals aside, and a set of spellings that is made when the program is
//! compiled. What is too long for a number is spelled like no word that a rule asks for.

use std::hash::{Hash, Hasher};

/// The longest word that a rule may ask for, in bytes.
pub(crate) const LONGEST: usize = 15;

/// The letters of a word, capitals aside, and its length in the lowest byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Spelling(u128);

impl Hash for Spelling {
    /// One number instead of sixteen bytes, as every word of a page is looked up.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.folded());
    }
}

/// The bit by which a small letter differs from its capital, in every byte. Digits bear it too.
const SMALL: u128 = u128::from_ne_bytes([0x20; 16]);

impl Spelling {
    pub(crate) const fn of(word: &str) -> Spelling {
        Spelling::of_bytes(word.as_bytes())
    }

    pub(crate) const fn of_bytes(bytes: &[u8]) -> Spelling {
        if bytes.len() > LONGEST {
            return Spelling(0xFF);
        }
        let mut letters = 0;
        let mut rest = bytes;
        while let [first, others @ ..] = rest {
            letters = letters << 8 | first.to_ascii_lowercase() as u128;
            rest = others;
        }
        Spelling(letters << 8 | bytes.len() as u128)
    }

    /// The spelling of the first `length` bytes, which are letters and digits of ASCII, up to [`LONGEST`] of them.
    pub(crate) fn of_plain(bytes: &[u8], length: usize) -> Spelling {
        let unused = 8 * (16 - length);
        // Sixteen bytes at once are faster than one after the other.
        let letters = match bytes.first_chunk::<16>() {
            Some(chunk) => u128::from_be_bytes(*chunk) >> unused,
            None => bytes
                .iter()
                .take(length)
                .fold(0, |letters, byte| letters << 8 | u128::from(*byte)),
        };
        Spelling((letters | SMALL >> unused) << 8 | length as u128)
    }

    /// Whether the whole word is in it.
    pub(crate) fn is_whole(self) -> bool {
        self.0 != 0xFF
    }

    /// The letters, at the end of the bytes, and where they begin.
    pub(crate) fn letters(self) -> ([u8; 16], usize) {
        let length = (self.0 & 0xFF) as usize;
        ((self.0 >> 8).to_be_bytes(), 16_usize.saturating_sub(length))
    }

    /// A number below 256, always the same for a word and likely another for another word.
    pub(crate) const fn mark(self) -> u8 {
        // The multiplier is 2⁶⁴ divided by the golden ratio; the highest byte is wanted.
        #[allow(clippy::cast_possible_truncation)]
        let mark = (self.folded().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8;
        mark
    }

    /// Both halves in one.
    const fn folded(self) -> u64 {
        // Only the lower half of each is wanted.
        #[allow(clippy::cast_possible_truncation)]
        let folded = (self.0 as u64) ^ (self.0 >> 64) as u64;
        folded
    }
}

/// A set of spellings.
#[derive(Debug)]
pub(crate) struct Spellings {
    /// A bit for the mark of each: most words are told apart by them.
    marks: [u64; 4],
    /// In order.
    all: &'static [Spelling],
}

impl Spellings {
    pub(crate) const fn new(all: &'static [Spelling]) -> Spellings {
        let mut marks = [0; 4];
        let mut rest = all;
        while let [first, others @ ..] = rest {
            assert!(first.0 != 0xFF, "a word that is asked for is too long");
            if let [next, ..] = others {
                assert!(first.0 <= next.0, "the words are not in order");
            }
            let mark = first.mark();
            marks[(mark / 64) as usize] |= 1 << (mark % 64);
            rest = others;
        }
        Spellings { marks, all }
    }

    /// Is a spelling, with its mark, among them?
    #[inline]
    pub(crate) fn hold(&self, spelling: Spelling, mark: u8) -> bool {
        self.marks[usize::from(mark / 64)] >> (mark % 64) & 1 != 0 && self.find(spelling)
    }

    fn find(&self, spelling: Spelling) -> bool {
        if self.all.len() > FEW {
            self.all
                .binary_search_by_key(&spelling.0, |one| one.0)
                .is_ok()
        } else {
            self.all.contains(&spelling)
        }
    }

    /// Is a word, or a part of one, among them?
    pub(crate) fn hold_word(&self, word: &str) -> bool {
        let spelling = Spelling::of(word);
        self.hold(spelling, spelling.mark())
    }
}

/// So many are sooner compared one by one.
const FEW: usize = 8;

/// The same spellings in order, as a set wants them.
pub(crate) const fn sorted<const N: usize>(mut all: [Spelling; N]) -> [Spelling; N] {
    let mut end = 1;
    while end < N {
        let mut at = end;
        while at > 0 && all[at].0 < all[at - 1].0 {
            all.swap(at, at - 1);
            at -= 1;
        }
        end += 1;
    }
    all
}

/// The spellings of words, made when the program is compiled.
macro_rules! one_of {
    ($($word:literal),* $(,)?) => {{
        const ALL: &[$crate::claim::spelling::Spelling] =
            &$crate::claim::spelling::sorted([$($crate::claim::spelling::Spelling::of($word)),*]);
        const SET: &$crate::claim::spelling::Spellings = &$crate::claim::spelling::Spellings::new(ALL);
        SET
    }};
}

#[cfg(test)]
mod tests {
    use super::Spelling;

    #[test]
    fn plain_words_are_spelled_alike_however_they_are_read() {
        for word in ["I", "B12", "Omega3", "anticholinergic", "3rd"] {
            for text in [word.to_owned(), format!("{word}, which is long enough")] {
                let spelling = Spelling::of_plain(text.as_bytes(), word.len());
                assert_eq!(spelling, Spelling::of(word), "{text}");
                let (bytes, from) = spelling.letters();
                assert_eq!(bytes[from..], *word.to_lowercase().as_bytes());
            }
        }
    }

    #[test]
    fn words_are_told_apart_by_letters_and_length_but_not_by_capitals() {
        let words = one_of!["ice", "won’t"];
        let holds = |word: &str| {
            let spelling = Spelling::of(word);
            words.hold(spelling, spelling.mark())
        };
        assert!(holds("Ice") && holds("won’t"));
        for other in ["ic", "ices", "won't", "", "icecreamicecreamice"] {
            assert!(!holds(other), "{other}");
        }
    }
}

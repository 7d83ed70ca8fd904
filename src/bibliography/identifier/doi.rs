//! Digital Object Identifiers: ISO 26324, and the patterns that Crossref found
//! to fit all but one in a thousand of its own.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::{Cochrane, Malformed, link, without_prefix};

const EXAMPLE: &str = "10.1016/j.tics.2011.05.002";

/// What people write before the DOI itself.
const PREFIXES: [&str; 11] = [
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
    "http://www.doi.org/",
    "dx.doi.org/",
    "doi.org/",
    "info:doi/",
    "doi:",
    "doi ",
];

/// A DOI without its resolver, in the capitals in which it was written. Two
/// that differ in capitals alone are equal.
#[derive(Clone, Debug)]
pub struct Doi(String);

impl PartialEq for Doi {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Doi {}

impl Hash for Doi {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().hash(state);
    }
}

impl PartialOrd for Doi {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Doi {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded().cmp(&other.folded())
    }
}

impl Doi {
    /// The DOI within a text, without the resolver before it.
    pub fn bare(text: &str) -> &str {
        without_prefix(text, &PREFIXES).trim_end()
    }

    /// Reads a DOI, with or without a resolver before it.
    ///
    /// # Errors
    /// If it is none. A very old one with unusual signs is none the less one.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let bare = Self::bare(text);
        let wrong = |problem: &str| Err(Malformed::new(problem, EXAMPLE));
        if bare.is_empty() {
            return wrong("is empty");
        }
        if bare.contains(char::is_whitespace) {
            return wrong("has a space in it");
        }
        let Some(rest) = bare.strip_prefix("10.") else {
            return wrong("does not begin with `10.`");
        };
        let Some((registrant, suffix)) = rest.split_once('/') else {
            return wrong("has no `/` behind the number of its publisher");
        };
        let number = registrant.split('.').next().unwrap_or_default();
        let numbers = registrant
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        if !numbers || !(4..=9).contains(&number.len()) {
            return wrong("has no number of four to nine digits between `10.` and `/`");
        }
        if suffix.is_empty() {
            return wrong("ends behind the `/`");
        }
        if suffix.ends_with(['.', ',', ':', '…']) {
            return wrong("ends in a punctuation mark that belongs to the text around it");
        }
        Ok(Self(bare.to_owned()))
    }

    /// Whether it holds signs that only few, old DOIs have: SICI codes with
    /// `<` and `>`. It may be right, and is often a slip.
    pub fn is_unusual(&self) -> bool {
        let suffix = self.0.split_once('/').map_or("", |(_, suffix)| suffix);
        let usual = suffix
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._;()/:".contains(&byte));
        // Wiley's old ones are in order with any sign.
        let wiley = self.0.starts_with("10.1002/") && !suffix.contains(['<', '>']);
        !usual && !wiley
    }

    /// The review of the Cochrane Library that it is a version of.
    pub fn cochrane(&self) -> Option<Cochrane> {
        Cochrane::of(&self.folded())
    }

    /// As it is compared: in small letters.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// Where it leads.
    pub fn url(&self) -> String {
        link("https://doi.org/", &self.0)
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolvers_and_capitals_do_not_tell_two_dois_apart() {
        let plain = Doi::parse("10.1016/S0140-6736(16)31140-0").unwrap();
        for same in [
            "https://doi.org/10.1016/S0140-6736(16)31140-0",
            "http://dx.doi.org/10.1016/s0140-6736(16)31140-0",
            "doi:10.1016/S0140-6736(16)31140-0",
            "DOI: 10.1016/S0140-6736(16)31140-0 ",
        ] {
            assert_eq!(Doi::parse(same).as_ref(), Ok(&plain), "{same}");
        }
        assert_eq!(plain.url(), "https://doi.org/10.1016/S0140-6736(16)31140-0");
    }

    #[test]
    fn old_ones_are_doubtful_and_linked_whole() {
        let sici =
            Doi::parse("10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1").unwrap();
        assert!(sici.is_unusual());
        assert!(sici.url().contains("%3C1::AID-AJPA1%3E3.0.CO;2-1"));
        assert!(
            !Doi::parse("10.1002/14651858.CD004366.pub6")
                .unwrap()
                .is_unusual()
        );
    }

    #[test]
    fn what_is_no_doi_says_why() {
        for (wrong, why) in [
            ("", "empty"),
            ("https://doi.org/", "empty"),
            ("11.1016/x", "begin"),
            ("10.1016", "no `/`"),
            ("10.10/x", "four to nine"),
            ("10.1016/", "ends behind"),
            ("10.1016/a b", "space"),
            ("10.1016/j.tics.2011.05.002.", "punctuation"),
        ] {
            let problem = Doi::parse(wrong).unwrap_err().problem;
            assert!(problem.contains(why), "{wrong}: {problem}");
        }
    }
}

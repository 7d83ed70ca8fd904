//! ORCID iDs of people: ISO 27729 with a check digit of ISO 7064.

use std::fmt;

use super::check_digit::{digits, is_mod_11_2};
use super::{Malformed, without_prefix};

/// A person's number, as in `0000-0001-6251-5630`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Orcid(String);

impl Orcid {
    /// Reads an iD, with or without the address before it.
    ///
    /// # Errors
    /// If it is none, or its check digit does not fit.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = without_prefix(
            text,
            &[
                "https://orcid.org/",
                "http://orcid.org/",
                "orcid.org/",
                "ORCID:",
                "ORCID ",
            ],
        );
        let plain = text
            .trim_end_matches('/')
            .replace('-', "")
            .to_ascii_uppercase();
        let wrong = |problem: &str| Err(Malformed::new(problem, "0000-0001-6251-5630"));
        match digits(&plain) {
            Some(numbers) if numbers.len() == 16 && is_mod_11_2(&numbers) => {
                let group = |at: usize| &plain[at..at + 4];
                Ok(Self(format!(
                    "{}-{}-{}-{}",
                    group(0),
                    group(4),
                    group(8),
                    group(12)
                )))
            }
            Some(numbers) if numbers.len() == 16 => {
                wrong("has a check digit that does not fit: one of its digits is wrong")
            }
            _ => wrong("does not have sixteen digits"),
        }
    }

    /// In its usual form, four groups of four.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it leads.
    pub fn url(&self) -> String {
        format!("https://orcid.org/{}", self.0)
    }
}

impl fmt::Display for Orcid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_digits_and_the_last_one_fits() {
        let id = Orcid::parse("http://orcid.org/0000-0001-6251-5630").unwrap();
        assert_eq!(id, Orcid::parse("0000000162515630").unwrap());
        assert_eq!(id.url(), "https://orcid.org/0000-0001-6251-5630");
        for wrong in [
            "0000-0001-6251-5631",
            "0000-0001-6251-563",
            "",
            "0000-0001-6251-563Y",
        ] {
            assert!(Orcid::parse(wrong).is_err(), "{wrong}");
        }
    }
}

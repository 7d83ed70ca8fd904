//! International Standard Serial Numbers: ISO 3297.

use std::fmt;

use super::check_digit::{adds_up_to_11, digits};
use super::{Malformed, without_prefix};

/// A journal's or series' number, as in `0028-3878`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Issn(String);

impl Issn {
    /// Reads a number of eight digits, with or without its hyphen.
    ///
    /// # Errors
    /// If it is none, or its check digit does not fit.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = without_prefix(text, &["ISSN:", "ISSN "]);
        let plain = text
            .replace(['-', '\u{2010}', '\u{2011}', '\u{2013}'], "")
            .trim()
            .to_ascii_uppercase();
        let wrong = |problem: &str| Err(Malformed::new(problem, "0028-3878"));
        match digits(&plain) {
            Some(numbers) if numbers.len() == 8 && adds_up_to_11(&numbers, 8) => {
                Ok(Self(format!("{}-{}", &plain[..4], &plain[4..])))
            }
            Some(numbers) if numbers.len() == 8 => {
                wrong("has a check digit that does not fit: one of its digits is wrong")
            }
            _ => wrong("does not have eight digits"),
        }
    }
}

impl fmt::Display for Issn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_digits_and_the_last_one_fits() {
        assert_eq!(Issn::parse("00283878").unwrap().to_string(), "0028-3878");
        assert_eq!(
            Issn::parse("ISSN: 1526-632x").unwrap().to_string(),
            "1526-632X"
        );
        for wrong in ["0028-3879", "0028-387", "X028-3878", "", "0028 3878 1"] {
            assert!(Issn::parse(wrong).is_err(), "{wrong}");
        }
    }
}

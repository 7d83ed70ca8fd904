//! International Standard Book Numbers: ISO 2108.

use std::fmt;

use super::check_digit::{adds_up_to_10, adds_up_to_11, digits};
use super::{Malformed, without_prefix};

const EXAMPLE: &str = "978-0-306-40615-7";

/// A book's number, in thirteen digits: one of ten is turned into the one of
/// thirteen that means the same book.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Isbn(String);

impl Isbn {
    /// Reads a number of ten or thirteen digits, hyphens and spaces as written.
    ///
    /// # Errors
    /// If it is none, or its check digit does not fit.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = without_prefix(text, &["ISBN-13:", "ISBN-10:", "ISBN:", "ISBN "]);
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' ' | '\u{2010}' | '\u{2011}' | '\u{2013}'))
            .collect::<String>()
            .to_ascii_uppercase();
        let wrong = |problem: &str| Err(Malformed::new(problem, EXAMPLE));
        let Some(numbers) = digits(&plain) else {
            return wrong("holds something else than digits and hyphens");
        };
        match numbers.len() {
            10 if adds_up_to_11(&numbers, 10) => Ok(Self(thirteen(&plain[..9]))),
            13 if !(plain.starts_with("978") || plain.starts_with("979")) => {
                wrong("does not begin with 978 or 979")
            }
            13 if numbers[12] < 10 && adds_up_to_10(&numbers) => Ok(Self(plain)),
            10 | 13 => wrong("has a check digit that does not fit: one of its digits is wrong"),
            _ => wrong("does not have ten or thirteen digits"),
        }
    }
}

/// The number of thirteen digits of the first nine of one of ten.
fn thirteen(nine: &str) -> String {
    let twelve = format!("978{nine}");
    let check = (0..=9).find(|check| {
        digits(&format!("{twelve}{check}")).is_some_and(|digits| adds_up_to_10(&digits))
    });
    format!("{twelve}{}", check.unwrap_or(0))
}

impl fmt::Display for Isbn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_and_thirteen_digits_are_one_book() {
        let thirteen = Isbn::parse("978-0-306-40615-7").unwrap();
        assert_eq!(Isbn::parse("0-306-40615-2").as_ref(), Ok(&thirteen));
        assert_eq!(Isbn::parse("ISBN 9780306406157").as_ref(), Ok(&thirteen));
        assert_eq!(thirteen.to_string(), "9780306406157");
        assert!(Isbn::parse("0-8044-2957-X").is_ok());
        assert!(Isbn::parse("0-8044-2957-x").is_ok());
    }

    #[test]
    fn one_wrong_digit_is_noticed() {
        for wrong in [
            "978-0-306-40615-8",
            "0-306-40615-3",
            "977-0-306-40615-7",
            "123",
            "X306406152",
            "978030640615X",
        ] {
            assert!(Isbn::parse(wrong).is_err(), "{wrong}");
        }
    }
}

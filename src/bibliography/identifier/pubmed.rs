//! The numbers of PubMed and of PubMed Central.

use std::fmt;

use super::{Malformed, link, without_prefix};

/// The number of an entry of PubMed. It has no check digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pmid(u32);

impl Pmid {
    /// Reads a number, with or without `PMID:` or PubMed's address before it.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let digits = without_prefix(
            text,
            &["https://pubmed.ncbi.nlm.nih.gov/", "PMID:", "PMID "],
        )
        .trim_end_matches('/');
        let wrong = |problem: &str| Err(Malformed::new(problem, "21696997"));
        if digits.to_ascii_uppercase().starts_with("PMC") {
            return wrong("is a number of PubMed Central; it belongs into `PMCID`");
        }
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return wrong("is not a number");
        }
        if digits.starts_with('0') || digits.len() > 8 {
            return wrong("is not a number of one to eight digits");
        }
        digits
            .parse()
            .map(Self)
            .map_err(|_| Malformed::new("is not a number", "21696997"))
    }

    /// Where it leads.
    pub fn url(&self) -> String {
        format!("https://pubmed.ncbi.nlm.nih.gov/{}/", self.0)
    }
}

impl fmt::Display for Pmid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of a full text in PubMed Central, as in `PMC3124578`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pmcid(String);

impl Pmcid {
    /// Reads a number. One without its letters is taken for what it is meant
    /// as; a version behind a full stop is left out.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let rest = without_prefix(
            text,
            &[
                "https://pmc.ncbi.nlm.nih.gov/articles/",
                "https://www.ncbi.nlm.nih.gov/pmc/articles/",
                "PMCID:",
                "PMCID ",
            ],
        )
        .trim_end_matches('/');
        let digits = without_prefix(rest, &["PMC"]);
        let (digits, version) = digits.split_once('.').unwrap_or((digits, "1"));
        let number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !number(digits) || !number(version) || digits.starts_with('0') || digits.len() > 9 {
            return Err(Malformed::new("is not `PMC` and a number", "PMC3124578"));
        }
        Ok(Self(format!("PMC{digits}")))
    }

    /// Where it leads.
    pub fn url(&self) -> String {
        link("https://pmc.ncbi.nlm.nih.gov/articles/", &self.0) + "/"
    }
}

impl fmt::Display for Pmcid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pubmed() {
        let same = [
            "36708707",
            "PMID: 36708707",
            "https://pubmed.ncbi.nlm.nih.gov/36708707/",
        ];
        for text in same {
            assert_eq!(Pmid::parse(text).unwrap().to_string(), "36708707");
        }
        for wrong in ["", "0123", "123456789", "abc", "PMC3124578", "36708707.5"] {
            assert!(Pmid::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_of_pubmed_central() {
        for text in ["PMC3124578", "pmc3124578", "3124578", "PMC3124578.2"] {
            assert_eq!(Pmcid::parse(text).unwrap().to_string(), "PMC3124578");
        }
        for wrong in ["", "PMC", "PMC12x", "PMC0", "PMC1.x"] {
            assert!(Pmcid::parse(wrong).is_err(), "{wrong}");
        }
    }
}

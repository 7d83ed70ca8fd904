//! Preprints of arXiv, in the form used since April 2007, and in the older
//! one with the name of a subject.

use std::fmt;

use super::{Malformed, link, without_prefix};

/// A preprint's number, as in `2301.01234` or `2301.01234v2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Arxiv(String);

impl Arxiv {
    /// Reads a number, with or without `arXiv:` or the address before it.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = without_prefix(
            text,
            &["https://arxiv.org/abs/", "http://arxiv.org/abs/", "arXiv:"],
        );
        // As Zotero writes it: `arXiv:2301.01234 [q-bio]`.
        let id = text.split_whitespace().next().unwrap_or_default();
        let (number, version) = match id.rfind('v') {
            Some(at) if at > 0 && is_number(&id[at + 1..]) => (&id[..at], &id[at + 1..]),
            _ => (id, "1"),
        };
        let new = number.split_once('.').is_some_and(|(month, rest)| {
            month.len() == 4 && is_number(month) && (4..=5).contains(&rest.len()) && is_number(rest)
        });
        let old = number.split_once('/').is_some_and(|(subject, rest)| {
            subject
                .bytes()
                .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'.'))
                && subject.starts_with(|c: char| c.is_ascii_alphabetic())
                && rest.len() == 7
                && is_number(rest)
        });
        if (new || old) && is_number(version) {
            return Ok(Self(id.to_owned()));
        }
        Err(Malformed::new(
            "is not of the form year and month, full stop, number",
            "arXiv:2301.01234",
        ))
    }

    /// Where it leads.
    pub fn url(&self) -> String {
        link("https://arxiv.org/abs/", &self.0)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Arxiv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_and_old_numbers() {
        for right in [
            "2301.01234",
            "arXiv:2301.01234v2",
            "0704.0001",
            "arXiv:2301.01234 [q-bio]",
            "q-bio/0501001",
        ] {
            assert!(Arxiv::parse(right).is_ok(), "{right}");
        }
        for wrong in ["", "230.01234", "2301.123", "2301.01234w2", "/0501001"] {
            assert!(Arxiv::parse(wrong).is_err(), "{wrong}");
        }
        let url = Arxiv::parse("arXiv:2301.01234v2").unwrap().url();
        assert_eq!(url, "https://arxiv.org/abs/2301.01234v2");
    }
}

//! Reviews of the Cochrane Library: one number, a new DOI for each version.

use std::fmt;

/// One version of a Cochrane review.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cochrane {
    /// Its number, as in `CD004366`; the same for all versions.
    pub number: String,
    /// Which version: 1 for the first, 2 for `.pub2`.
    pub version: u32,
}

impl Cochrane {
    /// The review of a DOI in small letters.
    pub(super) fn of(doi: &str) -> Option<Self> {
        let rest = doi.strip_prefix("10.1002/14651858.")?;
        let (number, version) = match rest.split_once(".pub") {
            Some((number, version)) => (number, version.parse().ok()?),
            None => (rest, 1),
        };
        let digits = number
            .strip_prefix("cd")
            .or_else(|| number.strip_prefix("mr"))?;
        let fits = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Self {
            number: number.to_ascii_uppercase(),
            version,
        })
    }
}

impl fmt::Display for Cochrane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, version {}", self.number, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Doi;

    #[test]
    fn versions_of_one_review_have_one_number() {
        let review = |doi: &str| Doi::parse(doi).unwrap().cochrane();
        let first = review("10.1002/14651858.CD004366").unwrap();
        let sixth = review("10.1002/14651858.cd004366.pub6").unwrap();
        assert_eq!((first.number.as_str(), first.version), ("CD004366", 1));
        assert_eq!((sixth.number.as_str(), sixth.version), ("CD004366", 6));
        for other in [
            "10.1002/14651858.CD0043",
            "10.1002/jcpy.1",
            "10.1002/14651858.CD004366.pubx",
        ] {
            assert_eq!(review(other), None, "{other}");
        }
    }
}

//! Entries of registers: what a trial or a review said it would do, before it
//! was done.

use std::fmt;

use super::{Malformed, without_prefix};

/// A register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Registry {
    /// ClinicalTrials.gov, `NCT` and eight digits.
    ClinicalTrials,
    /// ISRCTN, `ISRCTN` and eight digits.
    Isrctn,
    /// PROSPERO, `CRD` and eleven digits.
    Prospero,
}

impl Registry {
    /// All of them.
    pub const ALL: [Registry; 3] = [Self::ClinicalTrials, Self::Isrctn, Self::Prospero];

    /// What a number begins with, and how many digits follow.
    fn form(self) -> (&'static str, usize) {
        match self {
            Self::ClinicalTrials => ("NCT", 8),
            Self::Isrctn => ("ISRCTN", 8),
            Self::Prospero => ("CRD", 11),
        }
    }

    /// Its name, for readers.
    pub fn words(self) -> &'static str {
        match self {
            Self::ClinicalTrials => "Registered at ClinicalTrials.gov",
            Self::Isrctn => "Registered at ISRCTN",
            Self::Prospero => "Registered at PROSPERO",
        }
    }
}

/// An entry of a register, as in `NCT01206062`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Trial {
    registry: Registry,
    number: String,
}

impl Trial {
    /// Reads a number; its letters say which register it is of.
    ///
    /// # Errors
    /// If it is of no register that is known here, or has too few digits.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = without_prefix(
            text,
            &[
                "https://clinicaltrials.gov/study/",
                "ClinicalTrials.gov:",
                "ClinicalTrials.gov/",
                "PROSPERO:",
                "PROSPERO ",
            ],
        );
        let plain = text.replace(' ', "").to_ascii_uppercase();
        for registry in Registry::ALL {
            let (letters, length) = registry.form();
            let Some(digits) = plain.strip_prefix(letters) else {
                continue;
            };
            if digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Ok(Self {
                    registry,
                    number: plain,
                });
            }
            return Err(Malformed::new(
                format!("does not have {length} digits behind `{letters}`"),
                "NCT01206062",
            ));
        }
        Err(Malformed::new(
            "does not begin with `NCT` (ClinicalTrials.gov), `ISRCTN` or `CRD` (PROSPERO)",
            "NCT01206062",
        ))
    }

    /// The register it is of.
    pub fn registry(&self) -> Registry {
        self.registry
    }

    /// Where it leads.
    pub fn url(&self) -> String {
        let number = &self.number;
        match self.registry {
            Registry::ClinicalTrials => format!("https://clinicaltrials.gov/study/{number}"),
            Registry::Isrctn => format!("https://www.isrctn.com/{number}"),
            Registry::Prospero => {
                format!("https://www.crd.york.ac.uk/PROSPERO/view/{number}")
            }
        }
    }
}

impl fmt::Display for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_register() {
        let registry = |text| Trial::parse(text).map(|trial| trial.registry());
        assert_eq!(registry("NCT01206062"), Ok(Registry::ClinicalTrials));
        assert_eq!(registry("ISRCTN 12345678"), Ok(Registry::Isrctn));
        assert_eq!(registry("PROSPERO CRD42022304281"), Ok(Registry::Prospero));
        for wrong in ["NCT0120606", "NCT0120606X", "12345678", "", "CRD4202230428"] {
            assert!(registry(wrong).is_err(), "{wrong}");
        }
    }
}

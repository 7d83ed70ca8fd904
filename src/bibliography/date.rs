//! Dates as bibliographies know them: a year, a year and a month, or a day.

use std::fmt;

/// A date of which at least the year is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Reads `2014`, `2014-03` or `2014-03-02` (the forms of EDTF level 0 that
    /// CSL uses).
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, month, day)
    }

    /// A date of its parts, if the calendar has it.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let fits = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
                jiff::civil::Date::new(year, month, day).is_ok()
            }
        };
        fits.then_some(Self { year, month, day })
    }
}

/// As in `2014`, `2014-03` or `2014-03-02`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days() {
        assert_eq!(
            PartialDate::parse("2014"),
            PartialDate::new(2014, None, None)
        );
        assert_eq!(
            PartialDate::parse("2022-06-29"),
            PartialDate::new(2022, Some(6), Some(29))
        );
        for wrong in [
            "n.d.",
            "20144",
            "2014-13",
            "2014-00-01",
            "2014-1-1-1",
            "2014-02-30",
            "",
        ] {
            assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
        }
    }
}

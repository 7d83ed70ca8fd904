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

    /// Reads a year, a month by number or name, and a day, with whatever stands
    /// between them: `2014/03/02`, `1998 Feb 28`. Says too whether that was all
    /// of it; a season, or the end of a range, is not.
    pub fn of_words(text: &str) -> Option<(Self, bool)> {
        let mut words = text
            .split([' ', '/', '-', '.', ',', '~', '–'])
            .filter(|word| !word.is_empty());
        let year = words.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let mut date = Self::new(year, None, None)?;
        if let Some(month) = words.next() {
            let Some(month) = month_of(month) else {
                return Some((date, false));
            };
            date.month = Some(month);
        }
        if let Some(day) = words.next() {
            let whole = day
                .parse()
                .ok()
                .and_then(|day| Self::new(year, date.month, Some(day)));
            match whole {
                Some(whole) => date = whole,
                None => return Some((date, false)),
            }
        }
        Some((date, words.next().is_none()))
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

/// A month by its number, or by its English name or the start of it.
fn month_of(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Ok(number) = word.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    let word = word.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u8::try_from(at + 1).ok()
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

    #[test]
    fn dates_in_words() {
        let read = |text| {
            PartialDate::of_words(text).map(|(date, whole)| {
                let PartialDate { year, month, day } = date;
                (year, month.unwrap_or(0), day.unwrap_or(0), whole)
            })
        };
        for (text, date) in [
            ("2014", (2014, 0, 0, true)),
            ("2014/03/02/", (2014, 3, 2, true)),
            ("1998 Feb 28", (1998, 2, 28, true)),
            ("2014 Mar-Apr", (2014, 3, 0, false)),
            ("2014 Winter", (2014, 0, 0, false)),
            ("2014/03/02/Spring", (2014, 3, 2, false)),
            ("2014 September 31", (2014, 9, 0, false)),
        ] {
            assert_eq!(read(text), Some(date), "{text}");
        }
        for wrong in ["", "n.d.", "20144", "Feb 1998"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

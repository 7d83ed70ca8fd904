//! Citation styles: a CSL style and a locale, ready to format references.
//!
//! The one style by name is our own Vancouver style, written from the
//! standard: the one that comes with the CSL processor drops all authors. Any
//! other numeric style can be given as a `.csl` file.

use std::fmt;

use citationberg::{IndependentStyle, Locale, LocaleCode, LocaleFile};

const VANCOUVER: &str = include_str!("styles/vancouver.csl");
const ENGLISH: &str = include_str!("styles/locale-en.xml");

/// Why a style cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StyleError {
    /// There is no style of this name.
    Unknown,
    /// It is not numeric: its citations are no numbers.
    NotNumeric,
    /// It is not a CSL style, or one that only points to another.
    Unreadable(String),
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("there is no citation style of this name"),
            Self::NotNumeric => f.write_str(
                "this style does not number its references; only numeric styles can be used now",
            ),
            Self::Unreadable(why) => write!(f, "this style cannot be read: {why}"),
        }
    }
}

/// A style with its locale.
pub struct Style {
    pub(super) csl: IndependentStyle,
    pub(super) locales: Vec<Locale>,
    pub(super) locale: LocaleCode,
}

impl Style {
    /// A style by its name, for a guide in `language`.
    ///
    /// # Errors
    /// If there is no such style.
    pub fn by_name(name: &str, language: &str) -> Result<Self, StyleError> {
        match name {
            "vancouver" => Self::from_csl(VANCOUVER, language),
            _ => Err(StyleError::Unknown),
        }
    }

    /// A style from the text of a CSL file.
    ///
    /// # Errors
    /// If it is no independent, numeric CSL style.
    pub fn from_csl(xml: &str, language: &str) -> Result<Self, StyleError> {
        let csl = IndependentStyle::from_xml(xml)
            .map_err(|error| StyleError::Unreadable(error.to_string()))?;
        if !numbers_references(xml) {
            return Err(StyleError::NotNumeric);
        }
        let english = language == "en" || language.starts_with("en-");
        let locales = if english {
            LocaleFile::from_xml(ENGLISH)
                .map(|file| vec![file.into()])
                .unwrap_or_default()
        } else {
            hayagriva::archive::locales()
        };
        let locale = if english { "en-US" } else { language };
        Ok(Self {
            csl,
            locales,
            locale: LocaleCode(locale.to_owned()),
        })
    }

    /// The names that [`Style::by_name`] knows.
    pub const NAMES: [&'static str; 1] = ["vancouver"];
}

/// Whether a style's citations are made of citation numbers.
fn numbers_references(xml: &str) -> bool {
    let citation = xml
        .split("<citation")
        .nth(1)
        .and_then(|rest| rest.split("</citation>").next());
    citation.is_some_and(|citation| citation.contains("citation-number"))
}

//! Citation styles: a CSL style and a locale, ready to format references.
//!
//! A style comes from three places: our own Vancouver style, written from the
//! standard that it implements; the styles that are compiled into the CSL
//! processor, mended in memory where the processor would get them wrong; and a
//! `.csl` file of the guide. What a style asks for is read from it once, here;
//! how a source is formatted in it is the business of `reference` and `citing`.

mod locale;
mod mend;
mod named;
mod note;
mod order;

use std::fmt;

use citationberg::{
    Citation, Collapse, IndependentStyle, Layout, Locale, LocaleCode, NameAnd, Sort, SortKey,
    StyleClass, VerticalAlign,
};
use hayagriva::archive::ArchivedStyle;

use super::glyph::Glyphs;
use super::item::Customs;
pub(super) use note::NoteStyle;

pub(super) use order::ranks;

const VANCOUVER: &str = include_str!("styles/vancouver.csl");

/// Why a style cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StyleError {
    /// There is no style of this name.
    Unknown,
    /// It only points to another style, which is not part of the program.
    Dependent(String),
    /// One of its macros calls itself, on a way round or directly.
    Circular(String),
    /// It would format more elements than any style needs.
    TooLarge,
    /// It has no list of references.
    NoReferences,
    /// It is not a CSL style.
    Unreadable(String),
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("there is no citation style of this name"),
            Self::Dependent(parent) => write!(
                f,
                "this style only says that it is like another one, `{parent}`, which is not part of the program"
            ),
            Self::Circular(name) => write!(f, "the macro `{name}` of this style calls itself"),
            Self::TooLarge => f.write_str("this style is nested too deeply or too often"),
            Self::NoReferences => f.write_str("this style has no list of references"),
            Self::Unreadable(why) => write!(f, "this style cannot be read: {why}"),
        }
    }
}

/// How a style cites in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By the reference's number.
    Numeric,
    /// By words: author and year, author and title, or a label.
    Words,
    /// By a note, to which a number leads.
    Note,
}

/// The order of the sources of one citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they were written.
    Written,
    /// By their numbers.
    Numbers,
    /// By the style's own keys.
    Keys,
}

/// What stands around and between the sources of one citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// Before the first.
    pub prefix: String,
    /// After the last.
    pub suffix: String,
    /// Before each number.
    pub before_number: String,
    /// After each number.
    pub after_number: String,
    /// Between two.
    pub delimiter: String,
    /// Between two works of the same authors, if their names are said once.
    pub same_authors: Option<String>,
    /// Whether neighbouring numbers become a range.
    pub ranges: bool,
    /// Whether it stands above the line.
    pub raised: bool,
    /// How the sources are sorted.
    pub order: Order,
    /// Whether two names are joined by a sign, which becomes a word where the
    /// names are part of a sentence.
    pub ampersand: bool,
}

/// A style with its locale.
#[derive(Debug)]
pub struct Style {
    /// The style as the processor gets it: what stands around the sources of a
    /// citation is ours, so that each can be a link.
    pub(super) csl: IndependentStyle,
    /// Its citations as the style has them.
    citation: Citation,
    pub(super) locales: Vec<Locale>,
    pub(super) locale: LocaleCode,
    form: Form,
    surroundings: Surroundings,
    /// How lists of names are cut short, in the list and in the text.
    pub(super) et_al: (Glyphs, Glyphs),
    pub(super) customs: Customs,
    /// The style as it writes notes, if it does.
    pub(super) notes: Option<NoteStyle>,
}

impl Style {
    /// A style by its name, for a guide in `language`.
    ///
    /// # Errors
    /// If there is no such style.
    pub fn by_name(name: &str, language: &str) -> Result<Self, StyleError> {
        match named::find(name).ok_or(StyleError::Unknown)? {
            named::Named::Own => {
                let locale = locale::of_our_own(language);
                Self::new(read(VANCOUVER)?, locale)
            }
            named::Named::Archived(style) => Self::archived(style, language),
        }
    }

    /// A style from the text of a CSL file.
    ///
    /// # Errors
    /// If it is no CSL style, or one that would bring the processor down.
    pub fn from_csl(xml: &str, language: &str) -> Result<Self, StyleError> {
        mend::refuse_depth(xml)?;
        match citationberg::Style::from_xml(xml) {
            Ok(citationberg::Style::Independent(csl)) => {
                let locale = locale::of(language, csl.default_locale.as_ref());
                Self::new(csl, locale)
            }
            Ok(citationberg::Style::Dependent(style)) => {
                let parent = &style.parent_link.href;
                match named::by_address(parent) {
                    Some(named::Named::Own) => Self::by_name("vancouver", language),
                    Some(named::Named::Archived(style)) => Self::archived(style, language),
                    None => Err(StyleError::Dependent(parent.clone())),
                }
            }
            Err(error) => Err(StyleError::Unreadable(error.to_string())),
        }
    }

    fn archived(style: ArchivedStyle, language: &str) -> Result<Self, StyleError> {
        match style.get() {
            citationberg::Style::Independent(csl) => {
                let british = LocaleCode("en-GB".to_owned());
                let preferred = match style {
                    ArchivedStyle::HarvardCiteThemRight => Some(&british),
                    _ => csl.default_locale.as_ref(),
                };
                let locale = locale::of(language, preferred);
                Self::new(csl, locale)
            }
            citationberg::Style::Dependent(style) => {
                Err(StyleError::Dependent(style.parent_link.href))
            }
        }
    }

    fn new(
        mut csl: IndependentStyle,
        (mut locales, locale): (Vec<Locale>, LocaleCode),
    ) -> Result<Self, StyleError> {
        mend::refuse_cycles(&csl)?;
        if csl.bibliography.is_none() {
            return Err(StyleError::NoReferences);
        }
        let form = form(&csl);
        mend::style(&mut csl);
        for locale in csl.locale.iter_mut().chain(&mut locales) {
            mend::locale(locale);
        }
        let surroundings = surroundings(&csl);
        let citation = csl.citation.clone();
        let bare = &mut csl.citation.layout;
        *bare = Layout::with_elements(std::mem::take(&mut bare.elements));
        csl.citation.collapse = None;
        let notes = (form == Form::Note).then(|| NoteStyle::new(&csl));
        let mut style = Self {
            csl,
            citation,
            locales,
            locale,
            form,
            surroundings,
            et_al: Default::default(),
            customs: Customs::default(),
            notes,
        };
        if form == Form::Numeric {
            let (before, after) = style.around_number();
            style.surroundings.before_number = before;
            style.surroundings.after_number = after;
        }
        style.et_al = style.et_al();
        style.customs = Customs {
            apa: style.csl.info.id.ends_with("/apa"),
            article_numbers: style.prints_article_numbers(),
        };
        Ok(style)
    }

    /// The names that are offered when a name is not known.
    pub const NAMES: [&'static str; 10] = named::OFFERED;

    /// All names that [`Style::by_name`] knows, in the order of the alphabet.
    pub fn all_names() -> Vec<&'static str> {
        named::all()
    }

    /// How it cites in the text.
    pub fn form(&self) -> Form {
        self.form
    }

    /// What stands around the sources of one citation.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// Whether the list of references is numbered.
    pub fn numbers_references(&self) -> bool {
        self.form == Form::Numeric
    }

    /// The style as CSL and its locales, as the processor is given them.
    pub fn to_xml(&self) -> (String, Vec<(String, String)>) {
        let mut csl = self.csl.clone();
        csl.citation = self.citation.clone();
        let style = citationberg::Style::Independent(csl)
            .to_xml()
            .unwrap_or_default()
            // The crate writes a term of `cs:et-al` as nobody else reads it.
            .replace("term=\"et al\"", "term=\"et-al\"");
        let locales = self.locales.iter().map(locale::to_xml).collect();
        (style, locales)
    }
}

impl Default for Style {
    /// Our own style, in English.
    fn default() -> Self {
        Self::by_name("vancouver", "en").expect("our own style can be read")
    }
}

fn read(xml: &str) -> Result<IndependentStyle, StyleError> {
    IndependentStyle::from_xml(xml).map_err(|error| StyleError::Unreadable(error.to_string()))
}

fn form(csl: &IndependentStyle) -> Form {
    if csl.settings.class == StyleClass::Note {
        Form::Note
    } else if mend::prints_number(&csl.citation.layout.elements, &csl.macros) {
        Form::Numeric
    } else {
        Form::Words
    }
}

fn surroundings(csl: &IndependentStyle) -> Surroundings {
    let citation = &csl.citation;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let same_authors = matches!(
        citation.collapse,
        Some(Collapse::Year | Collapse::YearSuffix | Collapse::YearSuffixRanged)
    )
    .then(|| {
        citation
            .cite_group_delimiter
            .clone()
            .unwrap_or_else(|| ", ".to_owned())
    });
    let first_key = citation.sort.as_ref().and_then(|sort| sort.keys.first());
    Surroundings {
        prefix: text(&citation.layout.prefix),
        suffix: text(&citation.layout.suffix),
        before_number: String::new(),
        after_number: String::new(),
        delimiter: text(&citation.layout.delimiter),
        same_authors,
        ranges: citation.collapse == Some(Collapse::CitationNumber),
        raised: citation.layout.vertical_align == Some(VerticalAlign::Sup),
        order: match first_key {
            None => Order::Written,
            Some(key) if is_number(key) => Order::Numbers,
            Some(_) => Order::Keys,
        },
        ampersand: mend::joins_with(csl, NameAnd::Symbol),
    }
}

fn is_number(key: &SortKey) -> bool {
    use citationberg::taxonomy::{NumberVariable, Variable};
    matches!(
        key,
        SortKey::Variable {
            variable: Variable::Number(NumberVariable::CitationNumber),
            ..
        }
    )
}

/// How the list of references is sorted, if the style sorts it and the text
/// does not lead through it by numbers.
pub(super) fn list_order(style: &Style) -> Option<&Sort> {
    style
        .csl
        .bibliography
        .as_ref()
        .and_then(|list| list.sort.as_ref())
        .filter(|sort| !sort.keys.first().is_none_or(is_number))
}

/// How the sources of one citation are sorted, if not by their numbers.
pub(super) fn citation_order(style: &Style) -> Option<&Sort> {
    style
        .csl
        .citation
        .sort
        .as_ref()
        .filter(|sort| !sort.keys.first().is_none_or(is_number))
}

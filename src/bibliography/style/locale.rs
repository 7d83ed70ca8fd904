//! The words of a language as CSL has them: "and", "et al.", months, "p.".
//!
//! The processor comes with 63 locales. Reading all of them costs more time
//! than a small guide takes to build, so only the one in use is read.

use citationberg::{Locale, LocaleCode, LocaleFile};
use hayagriva::archive::LOCALES;

const ENGLISH: &str = include_str!("../styles/locale-en.xml");

/// The locale for our own styles: for English it is our own too.
pub(super) fn of_our_own(language: &str) -> (Vec<Locale>, LocaleCode) {
    if base(language) != "en" {
        return of(language, None);
    }
    let locales = LocaleFile::from_xml(ENGLISH)
        .map(|file| vec![file.into()])
        .unwrap_or_default();
    (locales, LocaleCode::en_us())
}

/// The locale for a guide in `language`. A style that is made for one kind of
/// a language, such as British English, decides where the guide leaves it open.
pub(super) fn of(language: &str, preferred: Option<&LocaleCode>) -> (Vec<Locale>, LocaleCode) {
    let open = !language.contains('-');
    let preferred = preferred
        .map(|code| code.0.as_str())
        .filter(|code| open && base(code) == language);
    let code = LocaleCode(language.to_owned());
    let fallback = code
        .fallback()
        .or_else(|| LocaleCode(base(language).to_owned()).fallback());
    let candidates = [
        preferred,
        Some(language),
        fallback.as_ref().map(|code| code.0.as_str()),
        Some("en-US"),
    ];
    candidates
        .into_iter()
        .flatten()
        .find_map(|code| Some((vec![archived(code)?], LocaleCode(code.to_owned()))))
        .unwrap_or_else(|| of_our_own("en"))
}

fn base(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// A locale of the processor's. Its code is the first value in its bytes, so
/// that the others need not be decoded to see that they are not meant.
fn archived(code: &str) -> Option<Locale> {
    const NAME: &str = "@xml:lang";
    let length = u8::try_from(code.len()).ok().filter(|len| *len < 24)?;
    let mut head = NAME.as_bytes().to_vec();
    head.push(0x60 + length);
    head.extend(code.as_bytes());
    let bytes = LOCALES
        .iter()
        .find(|bytes| bytes.get(2..2 + head.len()) == Some(&head))?;
    ciborium::from_reader(*bytes).ok()
}

/// A locale's code and its text.
pub(super) fn to_xml(locale: &Locale) -> (String, String) {
    let lang = locale.lang.clone().unwrap_or_else(LocaleCode::en_us);
    let code = lang.0.clone();
    let file = LocaleFile {
        version: "1.0".to_owned(),
        lang,
        info: locale.info.clone(),
        terms: locale.terms.clone(),
        date: locale.date.clone(),
        style_options: locale.style_options,
    };
    // The crate writes the root element of a style.
    let xml = file.to_xml().unwrap_or_default();
    let inside = xml
        .strip_prefix("<style")
        .and_then(|xml| xml.strip_suffix("</style>"));
    match inside {
        Some(inside) => (code, format!("<locale{inside}</locale>")),
        None => (code, xml),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_processor_is_found_by_its_code() {
        for bytes in LOCALES {
            let locale: Locale = ciborium::from_reader(*bytes).unwrap();
            let code = locale.lang.clone().unwrap();
            assert_eq!(archived(&code.0), Some(locale), "{}", code.0);
        }
    }

    #[test]
    fn a_guide_gets_the_nearest_locale() {
        for (language, preferred, expected) in [
            ("en", None, "en-US"),
            ("en", Some("en-GB"), "en-GB"),
            ("en-GB", Some("en-US"), "en-GB"),
            ("en-AU", None, "en-US"),
            ("de", Some("en-GB"), "de-DE"),
            ("de-AT", None, "de-AT"),
            ("de-LI", None, "de-DE"),
            ("tlh", None, "en-US"),
        ] {
            let preferred = preferred.map(|code: &str| LocaleCode(code.to_owned()));
            let (locales, code) = of(language, preferred.as_ref());
            assert_eq!(code.0, expected, "{language}");
            assert_eq!(locales[0].lang.as_ref(), Some(&code));
        }
    }
}

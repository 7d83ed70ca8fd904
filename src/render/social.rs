//! What is shown of a page where its address is passed on: the Open Graph's
//! terms, which other services read as well. Words only.

use schemars::JsonSchema;
use serde::Serialize;

use crate::site::{Page, Site};

/// The terms that templates cannot take from elsewhere.
#[derive(JsonSchema, Serialize)]
pub(super) struct Social {
    /// `article` for a page, `website` for the home page and for lists.
    kind: &'static str,
    /// Language and territory, as `en_GB`; missing where the language names no
    /// territory.
    locale: Option<String>,
    /// The day on which the page was published, as `2026-03-02`.
    published: Option<String>,
    /// The day of its last change, as `2026-03-02`.
    modified: Option<String>,
}

impl Social {
    /// Of a page of the guide, or of a list that the program made. The home
    /// page stands for the guide.
    pub(super) fn of(site: &Site, page: Option<&Page>) -> Self {
        let article = page.filter(|page| !page.address.as_str().is_empty());
        let front = article.map(|page| &page.document.front);
        Self {
            kind: if article.is_some() {
                "article"
            } else {
                "website"
            },
            locale: locale(&site.config.language),
            published: front.and_then(|front| Some(front.published?.to_string())),
            modified: front.and_then(|front| Some(front.updated?.to_string())),
        }
    }
}

/// A language with its territory, as the Open Graph writes it: `en_GB` of
/// `en-GB`. One without a territory is not told: it would be guessed.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let territory = parts.find(|part| part.len() == 2)?;
    Some(format!("{language}_{}", territory.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_needs_a_territory() {
        assert_eq!(locale("en-GB").as_deref(), Some("en_GB"));
        assert_eq!(locale("zh-hant-tw").as_deref(), Some("zh_TW"));
        assert_eq!(locale("de"), None);
    }
}

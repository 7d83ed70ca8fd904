//! What is shown of a page where its address is passed on: the Open Graph's
//! terms, which other services read as well. Words only.

use serde::Serialize;

use crate::site::{Page, Site};

/// The terms that templates cannot take from elsewhere.
#[derive(Serialize)]
pub(super) struct Social {
    kind: &'static str,
    locale: Option<String>,
    published: Option<String>,
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

//! Headings and their ids: stable, unique, made in linear time.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::Span;

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique on the page.
    pub id: Box<str>,
    /// Whether the editor set the id with `{#id}`.
    pub set_by_editor: bool,
    /// Its words, without markup.
    pub text: Box<str>,
    /// Its place.
    pub span: Span,
}

/// Beginnings of ids that the program gives out itself: claims, citations,
/// references, footnotes, and the theme's own parts.
const RESERVED_PREFIXES: [&str; 6] = ["c-", "cite-", "src-", "fn-", "fnref-", "ws-"];

/// Ids of the theme's own parts.
const RESERVED: [&str; 7] = [
    "main",
    "references",
    "notes",
    "contents",
    "topics",
    "summary",
    "navigation",
];

/// Whether the program or the theme uses an id itself.
pub(super) fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id)
        || RESERVED_PREFIXES
            .iter()
            .any(|prefix| id.starts_with(prefix))
}

/// Gives out ids.
#[derive(Default)]
pub(super) struct Ids {
    used: FxHashSet<Box<str>>,
    next: FxHashMap<Box<str>, u32>,
}

impl Ids {
    /// Takes an id that the editor set; `false` if it is taken.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.used.insert(id.into())
    }

    /// An id made of a heading's words. Equal headings get `-1`, `-2` …; the
    /// counter a base keeps makes a page of equal headings linear.
    pub(super) fn make(&mut self, words: &str) -> Box<str> {
        let mut base = slug(words);
        if is_reserved(&base) {
            base.insert_str(0, "section-");
        }
        if self.used.insert(base.as_str().into()) {
            return base.into();
        }
        let next = self.next.entry(base.as_str().into()).or_insert(1);
        loop {
            let id = format!("{base}-{next}");
            *next += 1;
            if self.used.insert(id.as_str().into()) {
                return id.into();
            }
        }
    }
}

/// Words as an id: letters and digits of any script in lower case, runs of
/// anything else between them as one hyphen, apostrophes dropped.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') {
            gap = true;
        }
    }
    if slug.is_empty() {
        "section".into()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_readable_and_never_ours() {
        let mut ids = Ids::default();
        assert_eq!(&*ids.make("What's new, doctor?"), "whats-new-doctor");
        assert_eq!(&*ids.make("What's new, doctor?"), "whats-new-doctor-1");
        assert_eq!(&*ids.make("References"), "section-references");
        assert_eq!(&*ids.make("C-1"), "section-c-1");
        assert_eq!(&*ids.make("?!"), "section");
        assert_eq!(&*ids.make("Größe über 5 µm"), "größe-über-5-µm");
    }
}

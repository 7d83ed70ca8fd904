//! Addresses within the site, always relative: the guide can be put anywhere,
//! below any path, and be opened from a folder.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rustc_hash::FxHashSet;

/// What is escaped in the path of an address (RFC 3986, section 3.3).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':')
    .add(b'\'');

/// A folder of the site, as `stress/cortisol/`; the home page's is empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Box<str>);

impl Address {
    /// The address of the page in a file `content/stress/cortisol.md`.
    pub fn of(path: &str) -> Self {
        let path = path.strip_prefix("content/").unwrap_or(path);
        let stem = path.strip_suffix(".md").unwrap_or(path);
        let stem = match stem.strip_suffix("index") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => {
                folder.trim_end_matches('/')
            }
            _ => stem,
        };
        Self::folder(stem)
    }

    /// The address of a folder.
    pub fn folder(path: &str) -> Self {
        let mut address = String::with_capacity(path.len() + 1);
        for part in path.split('/').filter(|part| !part.is_empty()) {
            address.extend(part.trim().chars().map(|c| match c {
                c if c.is_whitespace() => '-',
                '?' | '#' | '%' | ':' | '"' | '<' | '>' | '|' | '*' | '\\' => '-',
                c => c,
            }));
            address.push('/');
        }
        Self(address.into())
    }

    /// As text: empty, or ending in `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file of the page in the output.
    pub fn file(&self) -> String {
        format!("{}index.html", self.0)
    }

    /// The way from this page up to the site's root: `../../`, or `./` from
    /// the home page.
    pub fn root(&self) -> String {
        let depth = self.0.matches('/').count();
        if depth == 0 {
            "./".to_owned()
        } else {
            "../".repeat(depth)
        }
    }

    /// The way from this page to a path of the site, escaped.
    pub fn link(&self, to: &str) -> String {
        let mut link = self.way_to(to);
        link.extend(utf8_percent_encode(to, PATH));
        link
    }

    /// The same for a path that is [`escaped`] already.
    pub fn link_escaped(&self, to: &str) -> String {
        let mut link = self.way_to(to);
        link.push_str(to);
        link
    }

    /// The way up, with room for what follows.
    fn way_to(&self, to: &str) -> String {
        let depth = self.0.bytes().filter(|byte| *byte == b'/').count();
        let mut way = String::with_capacity(3 * depth + to.len() + 8);
        if depth == 0 && to.is_empty() {
            way.push_str("./");
        }
        for _ in 0..depth {
            way.push_str("../");
        }
        way
    }
}

/// A path as it stands in an address.
pub fn escaped(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A fragment as it stands behind `#`.
pub fn fragment(id: &str) -> String {
    escaped(id)
}

/// Gives out names of folders that differ even where capitals do not count.
#[derive(Default)]
pub struct Slugs {
    used: FxHashSet<String>,
}

impl Slugs {
    /// A folder for a key: its letters, digits, full stops, hyphens and
    /// underscores, anything else as a hyphen; never a hidden folder, nor a name
    /// that stands beside it in its list or that Windows keeps for a device.
    pub fn make(&mut self, key: &str) -> Box<str> {
        let mut slug: String = key
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        if slug.is_empty() || slug.starts_with('.') || is_kept(&slug.to_lowercase()) {
            slug.insert(0, '-');
        }
        let base = slug.trim_end_matches('.').to_owned();
        let mut slug = base.clone();
        let mut number = 1;
        while !self.used.insert(slug.to_lowercase()) {
            number += 1;
            slug = format!("{base}-{number}");
        }
        slug.into()
    }
}

/// Names that no folder of a source may have: those of its neighbours.
fn is_kept(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    matches!(
        name,
        "page"
            | "index.html"
            | "by-design"
            | "by-topic"
            | "library.bib"
            | "library.ris"
            | "library.json"
            | "library.yaml"
    ) || matches!(stem, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|port| port.len() == 1 && port.as_bytes()[0].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_folders_and_links_are_relative() {
        let page = Address::of("content/stress/cortisol.md");
        assert_eq!(page.as_str(), "stress/cortisol/");
        assert_eq!(page.link("references/a b/"), "../../references/a%20b/");
        assert_eq!(Address::of("content/index.md").as_str(), "");
        assert_eq!(Address::of("content/index.md").link("stress/"), "stress/");
        assert_eq!(Address::of("content/index.md").link(""), "./");
        assert_eq!(Address::of("content/stress/index.md").as_str(), "stress/");
        assert_eq!(Address::of("content/myindex.md").as_str(), "myindex/");
    }

    #[test]
    fn keys_cannot_leave_their_folder_or_clash() {
        let mut slugs = Slugs::default();
        for key in ["..", ".", "../../etc/passwd", "a/b", "A/b", "doi:10.1/x"] {
            let slug = slugs.make(key);
            assert!(
                !slug.contains('/') && !matches!(&*slug, "." | ".." | ""),
                "{key}: {slug}"
            );
        }
        assert_ne!(
            slugs.make("Key").to_lowercase(),
            slugs.make("key").to_lowercase()
        );
    }
}

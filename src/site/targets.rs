//! Where links lead: to a page by its file, to a heading, to a file beside the
//! pages, to the outside, or nowhere.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::Claims;
use crate::diagnostic::nearest;
use crate::document::Document;

use super::{Address, PageId};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page of the guide, and a heading of it.
    Page(PageId, Option<Box<str>>),
    /// To a heading of the same page.
    Fragment(Box<str>),
    /// To a file beside the pages, relative to `content/`.
    Asset(Arc<str>),
    /// To another site, or to a mail program or telephone.
    Outside(Box<str>),
    /// Nowhere.
    Broken(Broken),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// No file stands there; a near one, as it would be written in this link.
    NoFile(Option<Box<str>>),
    /// The page has no such heading; a near one.
    NoHeading(Option<Box<str>>),
    /// It leads out of the guide's folder.
    LeavesSite,
    /// It is written to an address and not to a file: the file.
    NotAFile(Box<str>),
    /// It leads to a draft that is not being built.
    Draft,
    /// Its scheme is none that a guide links to.
    Scheme(Box<str>),
    /// There is nothing in it.
    Empty,
}

/// What links can lead to.
pub(super) struct Index<'a> {
    pages: FxHashMap<&'a str, (PageId, &'a Document)>,
    by_address: FxHashMap<&'a str, &'a str>,
    headings: FxHashMap<&'a str, FxHashSet<&'a str>>,
    assets: FxHashMap<&'a str, Arc<str>>,
    drafts: FxHashSet<&'a str>,
}

impl<'a> Index<'a> {
    pub(super) fn new(
        pages: &'a [(Document, Claims)],
        addresses: &'a [Address],
        assets: &'a [Arc<str>],
        drafts: &'a [Arc<str>],
    ) -> Self {
        let path = |document: &'a Document| content_path(document.file.path());
        Self {
            pages: pages
                .iter()
                .enumerate()
                .map(|(index, (document, _))| (path(document), (PageId(index as u32), document)))
                .collect(),
            by_address: pages
                .iter()
                .zip(addresses)
                .map(|((document, _), address)| (address.as_str(), path(document)))
                .collect(),
            headings: pages
                .iter()
                .map(|(document, _)| {
                    let ids = document
                        .body
                        .headings
                        .iter()
                        .map(|heading| &*heading.id)
                        .collect();
                    (path(document), ids)
                })
                .collect(),
            assets: assets
                .iter()
                .map(|asset| (&**asset, Arc::clone(asset)))
                .collect(),
            drafts: drafts.iter().map(|draft| &**draft).collect(),
        }
    }

    fn heading(&self, path: &str, id: &str) -> Result<(), Broken> {
        let headings = self.headings.get(path);
        if headings.is_some_and(|ids| ids.contains(id)) {
            return Ok(());
        }
        let near = headings.and_then(|ids| nearest(id, ids.iter().copied()));
        Err(Broken::NoHeading(near.map(Into::into)))
    }
}

fn content_path(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// The schemes a guide links to.
const SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "sms"];

/// Finds out where a link written in `document` leads.
pub(super) fn resolve(target: &str, document: &Document, index: &Index<'_>) -> Target {
    match find(target, document, index) {
        Ok(target) => target,
        Err(broken) => Target::Broken(broken),
    }
}

fn find(target: &str, document: &Document, index: &Index<'_>) -> Result<Target, Broken> {
    let target = target.trim();
    if target.is_empty() {
        return Err(Broken::Empty);
    }
    if let Some(scheme) = scheme(target) {
        return if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            Ok(Target::Outside(target.into()))
        } else {
            Err(Broken::Scheme(scheme.into()))
        };
    }
    if target.starts_with("//") {
        return Err(Broken::Scheme("//".into()));
    }
    let own = content_path(document.file.path());
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment))),
        None => (target, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() {
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Err(Broken::Empty);
        };
        index.heading(own, &fragment)?;
        return Ok(Target::Fragment(fragment.into()));
    }
    let path = join(own, &decode(path)).ok_or(Broken::LeavesSite)?;
    if let Some((page, _)) = index.pages.get(path.as_str()) {
        if let Some(fragment) = &fragment {
            index.heading(&path, fragment)?;
        }
        return Ok(Target::Page(*page, fragment.map(Into::into)));
    }
    if let Some(asset) = index.assets.get(path.as_str()) {
        return Ok(Target::Asset(Arc::clone(asset)));
    }
    if index.drafts.contains(path.as_str()) {
        return Err(Broken::Draft);
    }
    let address = Address::folder(&path);
    if let Some(file) = index.by_address.get(address.as_str()) {
        return Err(Broken::NotAFile(relative(own, file).into()));
    }
    let known = index.pages.keys().chain(index.assets.keys()).copied();
    Err(Broken::NoFile(
        nearest(&path, known).map(|near| relative(own, near).into()),
    ))
}

/// The scheme of an address (RFC 3986, section 3.1).
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some(scheme)
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A path seen from a file; `None` if it leads out of `content/`.
fn join(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = match to.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').collect(),
    };
    if !to.starts_with('/') {
        parts.pop();
    }
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path as it is written in a file.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let common = folders
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let mut path = "../".repeat(folders.len() - common);
    path.push_str(&to[common..].join("/"));
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_within_the_site() {
        assert_eq!(
            join("stress/index.md", "../numbness/causes.md").unwrap(),
            "numbness/causes.md"
        );
        assert_eq!(join("stress/index.md", "/a/./b.md").unwrap(), "a/b.md");
        assert_eq!(join("index.md", "../../etc/passwd"), None);
        assert_eq!(
            relative("stress/index.md", "numbness/causes.md"),
            "../numbness/causes.md"
        );
        assert_eq!(relative("stress/index.md", "stress/b.md"), "b.md");
    }

    #[test]
    fn schemes() {
        assert_eq!(scheme("javascript:alert(1)"), Some("javascript"));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("10.1016/S0140-6736(16)31140-0"), None);
    }
}

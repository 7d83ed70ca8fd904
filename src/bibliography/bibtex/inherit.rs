//! What an entry takes over from those that it names with `crossref` and
//! `xdata`.
//!
//! A chain of such names is followed once an entry, never in a circle and never
//! far, so that no file can make it long.

use rustc_hash::FxHashMap;

use super::entry_fields::known;
use super::{Entry, Field};

/// How many entries an entry may inherit from.
const LONGEST: usize = 16;

/// Why an entry does not inherit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken<'a> {
    /// It names an entry that the file does not have.
    Missing(&'a str),
    /// The names lead back to where they began, or on and on.
    Circle(&'a str),
}

/// What an entry takes over: under which name, and which field.
pub(super) type Inherited<'a> = Vec<(&'static str, &'a Field<'a>)>;

/// What an entry takes over, the nearest first, and what is wrong with the
/// entries that it names.
pub(super) fn inherited<'a>(
    entry: &'a Entry<'a>,
    all: &'a [Entry<'a>],
    by_key: &FxHashMap<&str, usize>,
) -> (Inherited<'a>, Vec<Broken<'a>>) {
    let mut inherited = Vec::new();
    let mut broken = Vec::new();
    let mut seen = vec![entry.key];
    let mut open = names(entry);
    open.reverse();
    while let Some((how, key)) = open.pop() {
        if seen.contains(&key) || seen.len() > LONGEST {
            broken.push(Broken::Circle(key));
            break;
        }
        seen.push(key);
        let Some(parent) = by_key.get(key).map(|at| &all[*at]) else {
            broken.push(Broken::Missing(key));
            continue;
        };
        for field in &parent.fields {
            if let Some(name) = taken_over(&entry.kind, &parent.kind, how, &field.name) {
                inherited.push((name, field));
            }
        }
        let mut next = names(parent);
        next.reverse();
        open.extend(next);
    }
    (inherited, broken)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Crossref,
    Xdata,
}

/// The keys that an entry names, in the order in which they count.
fn names<'a>(entry: &'a Entry<'a>) -> Vec<(How, &'a str)> {
    let mut names = Vec::new();
    for field in &entry.fields {
        let how = match field.name.as_str() {
            "crossref" => How::Crossref,
            "xdata" => How::Xdata,
            _ => continue,
        };
        let keys = field.raw.iter().flat_map(|raw| raw.split(','));
        names.extend(
            keys.map(|key| key.trim().trim_matches(['{', '}']))
                .filter(|key| !key.is_empty())
                .map(|key| (how, key)),
        );
    }
    names
}

/// The name under which an entry takes over a field: the title of a book is the
/// `booktitle` of its chapters. `None` for what belongs to one work alone.
fn taken_over(child: &str, parent: &str, how: How, field: &str) -> Option<&'static str> {
    let known = known(field)?;
    if how == How::Xdata {
        return Some(known);
    }
    let is_part = matches!(
        child,
        "inbook" | "incollection" | "inproceedings" | "conference" | "inreference"
    );
    match known {
        "title" if is_part => Some("booktitle"),
        "subtitle" if is_part => Some("booksubtitle"),
        "title" if parent == "periodical" => Some("journaltitle"),
        "author" if child == "inbook" => Some("bookauthor"),
        "title" | "subtitle" | "titleaddon" | "shorttitle" | "author" | "doi" | "url"
        | "urldate" | "eprint" | "eprinttype" | "pmid" | "pmcid" | "abstract" | "keywords"
        | "note" | "addendum" | "annotation" | "pages" | "pagetotal" => None,
        other => Some(other),
    }
}

//! The tree of pages: a folder's `index.md` is the parent of what lies in the
//! folder, and the order is that of a book.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::claim::Claims;
use crate::document::Document;

use super::{Address, PageId};

/// A page's place in the tree.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The page above; `None` for the home page.
    pub parent: Option<PageId>,
    /// The pages right below, in order.
    pub children: Vec<PageId>,
    /// The page before, in reading order.
    pub previous: Option<PageId>,
    /// The page after.
    pub next: Option<PageId>,
}

/// Pages in reading order, with their places.
pub(super) struct Tree {
    pub(super) pages: Vec<(Document, Claims)>,
    pub(super) places: Vec<Place>,
    pub(super) clashes: Vec<(Box<str>, Box<str>)>,
}

/// Puts pages in order. Pages whose address another page has are left out and
/// told as clashes: they cannot both be published.
pub(super) fn build(mut pages: Vec<(Document, Claims)>) -> Tree {
    pages.sort_by(|(a, _), (b, _)| a.file.path().cmp(b.file.path()));
    let mut clashes = Vec::new();
    let mut by_address: FxHashMap<Arc<str>, usize> = FxHashMap::default();
    let mut kept: Vec<(Document, Claims)> = Vec::with_capacity(pages.len());
    for page in pages {
        let address: Arc<str> = Address::of(page.0.file.path())
            .as_str()
            .to_lowercase()
            .into();
        match by_address.get(&address) {
            Some(first) => {
                clashes.push((page.0.file.path().into(), kept[*first].0.file.path().into()));
            }
            None => {
                by_address.insert(address, kept.len());
                kept.push(page);
            }
        }
    }
    let addresses: Vec<Address> = kept
        .iter()
        .map(|(document, _)| Address::of(document.file.path()))
        .collect();
    let parents: Vec<Option<usize>> = addresses
        .iter()
        .map(|address| parent(address, &by_address))
        .collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); kept.len()];
    let mut roots = Vec::new();
    for (index, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => children[*parent].push(index),
            None => roots.push(index),
        }
    }
    let sort = |list: &mut Vec<usize>| {
        list.sort_by(|a, b| {
            let key = |index: &usize| {
                let front = &kept[*index].0.front;
                (
                    front.order.unwrap_or(i64::MAX),
                    front.title.to_lowercase(),
                    addresses[*index].clone(),
                )
            };
            key(a).cmp(&key(b))
        });
    };
    children.iter_mut().for_each(sort);
    // The home page comes first, then pages without a parent.
    sort(&mut roots);
    roots.sort_by_key(|index| !addresses[*index].as_str().is_empty());
    let order = depth_first(&roots, &children);
    arrange(kept, &order, &parents, &children, clashes)
}

/// The nearest page above: `a/b/c/` has `a/b/`, or `a/`, or the home page.
fn parent(address: &Address, by_address: &FxHashMap<Arc<str>, usize>) -> Option<usize> {
    let mut path = address.as_str().to_lowercase();
    while !path.is_empty() {
        path.pop();
        let cut = path.rfind('/').map_or(0, |at| at + 1);
        path.truncate(cut);
        if let Some(index) = by_address.get(path.as_str()) {
            return Some(*index);
        }
    }
    None
}

/// The order in which a book is read; no recursion, so that deep folders are
/// no danger.
fn depth_first(roots: &[usize], children: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(children.len());
    let mut stack: Vec<usize> = roots.iter().rev().copied().collect();
    while let Some(index) = stack.pop() {
        order.push(index);
        stack.extend(children[index].iter().rev());
    }
    order
}

fn arrange(
    pages: Vec<(Document, Claims)>,
    order: &[usize],
    parents: &[Option<usize>],
    children: &[Vec<usize>],
    clashes: Vec<(Box<str>, Box<str>)>,
) -> Tree {
    let mut new_index = vec![PageId(0); pages.len()];
    for (at, index) in order.iter().enumerate() {
        new_index[*index] = PageId(at as u32);
    }
    let last = order.len().saturating_sub(1);
    let places = order
        .iter()
        .enumerate()
        .map(|(at, index)| Place {
            parent: parents[*index].map(|parent| new_index[parent]),
            children: children[*index]
                .iter()
                .map(|child| new_index[*child])
                .collect(),
            previous: at.checked_sub(1).map(|before| PageId(before as u32)),
            next: (at < last).then(|| PageId(at as u32 + 1)),
        })
        .collect();
    let mut slots: Vec<Option<(Document, Claims)>> = pages.into_iter().map(Some).collect();
    let pages = order
        .iter()
        .filter_map(|index| slots[*index].take())
        .collect();
    Tree {
        pages,
        places,
        clashes,
    }
}

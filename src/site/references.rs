//! The numbers of a page's references, and what rests on each source.

use rustc_hash::FxHashMap;

use crate::bibliography::{Library, Reference, SourceId};
use crate::claim::Status;
use crate::document::{Document, Event};

use super::{Page, PageId};

/// A page's references in the order of the style, or else of their first
/// citation, and the numbers of each citation.
#[derive(Debug, Default)]
pub struct PageReferences {
    /// The sources; the first has the number 1.
    pub sources: Vec<SourceId>,
    /// For each source, the clusters that cite it.
    pub cited_by: Vec<Vec<u32>>,
    /// The sources for further reading, none of which the page cites, in the
    /// order in which the page names or lists them.
    pub further: Vec<SourceId>,
    /// For each cluster, its items that stand in the library, with numbers.
    clusters: Vec<Box<[(SourceId, u32)]>>,
}

impl PageReferences {
    /// Numbers a page's citations. Linear in them, but for the sorting of the
    /// page's own list.
    pub fn number(document: &Document, library: &Library, formatted: &[Reference]) -> Self {
        let mut references = Self {
            clusters: vec![Box::default(); document.body.clusters.len()],
            ..Self::default()
        };
        let mut numbers: FxHashMap<SourceId, u32> = FxHashMap::default();
        for node in &document.body.nodes {
            let Event::Cite(index) = node.event else {
                continue;
            };
            let cluster = &document.body.clusters[index as usize];
            let mut items = Vec::with_capacity(cluster.items.len());
            for item in &cluster.items {
                let Some(source) = library.find(&item.key.text) else {
                    continue;
                };
                let number = *numbers.entry(source).or_insert_with(|| {
                    references.sources.push(source);
                    references.cited_by.push(Vec::new());
                    references.sources.len() as u32
                });
                let citing = &mut references.cited_by[number as usize - 1];
                if citing.last() != Some(&index) {
                    citing.push(index);
                }
                items.push((source, number));
            }
            references.clusters[index as usize] = items.into();
        }
        references.sort(formatted);
        let front = &document.front;
        let listed = front.sources.iter().map(|source| &source.key);
        let named = front.further.keys.iter();
        for key in named.chain(listed.filter(|key| front.further.names(&key.text))) {
            let Some(source) = library.find(&key.text) else {
                continue;
            };
            // A number below the first says that it was seen.
            if numbers.insert(source, 0).is_none() {
                references.further.push(source);
            }
        }
        references
    }

    /// Puts the list into the order of the style. Where the style has none,
    /// all ranks are equal, and the order stays that of the first citations.
    fn sort(&mut self, formatted: &[Reference]) {
        let rank = |at: usize| formatted[self.sources[at].0 as usize].rank;
        let mut order: Vec<usize> = (0..self.sources.len()).collect();
        if order.is_sorted_by_key(|at| rank(*at)) {
            return;
        }
        order.sort_by_key(|at| rank(*at));
        let mut numbers = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            numbers[*old] = new as u32 + 1;
        }
        self.sources = order.iter().map(|at| self.sources[*at]).collect();
        self.cited_by = order
            .iter()
            .map(|at| std::mem::take(&mut self.cited_by[*at]))
            .collect();
        for (_, number) in self.clusters.iter_mut().flatten() {
            *number = numbers[*number as usize - 1];
        }
    }

    /// The sources of a cluster with their numbers.
    pub fn cluster(&self, index: usize) -> &[(SourceId, u32)] {
        self.clusters.get(index).map_or(&[], |items| items)
    }
}

/// A unit of a page that rests on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Use {
    /// The page.
    pub page: PageId,
    /// The unit, an index into the page's claims; `None` where a page cites a
    /// source for no claim.
    pub unit: Option<u32>,
}

/// What rests on each source, in reading order. Linear in the citations.
pub(super) fn uses(pages: &[Page], library: &Library) -> Vec<Vec<Use>> {
    let mut uses: Vec<Vec<Use>> = vec![Vec::new(); library.len()];
    for (index, page) in pages.iter().enumerate() {
        let id = PageId(index as u32);
        for (at, unit) in page.claims.units.iter().enumerate() {
            let Status::Covered(_, clusters) = &unit.status else {
                continue;
            };
            if !unit.is_claim() {
                continue;
            }
            let found = Use {
                page: id,
                unit: Some(at as u32),
            };
            for cluster in clusters {
                for (source, _) in page.references.cluster(*cluster as usize) {
                    let of_source = &mut uses[source.0 as usize];
                    if of_source.last() != Some(&found) {
                        of_source.push(found);
                    }
                }
            }
        }
        for source in &page.references.sources {
            let of_source = &mut uses[source.0 as usize];
            if of_source.last().is_none_or(|last| last.page != id) {
                of_source.push(Use {
                    page: id,
                    unit: None,
                });
            }
        }
    }
    uses
}

/// The pages that offer each source for further reading, in reading order.
/// Linear in what pages name so.
pub(super) fn further(pages: &[Page], library: &Library) -> Vec<Vec<PageId>> {
    let mut further: Vec<Vec<PageId>> = vec![Vec::new(); library.len()];
    for (index, page) in pages.iter().enumerate() {
        for source in &page.references.further {
            further[source.0 as usize].push(PageId(index as u32));
        }
    }
    further
}

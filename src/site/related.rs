//! Pages related to a page: those that share its topics, or rest on the same
//! sources.
//!
//! Goes in: the linked pages, and of each topic and each source its pages.
//! Comes out: for each page a few others, the nearest first, with what they
//! share, so that a reader can be told why they are offered.

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bibliography::SourceId;

use super::{Page, PageId, Topic, TopicId, Use};

/// How many related pages are offered.
const OFFERED: usize = 5;

/// How many pages on either side are looked at in the list of a topic or of a
/// source: those nearest in reading order.
const REACH: usize = 30;

/// What a topic counts beside a source: an editor put both pages there.
const TOPIC_WEIGHT: u32 = 3;
const SOURCE_WEIGHT: u32 = 2;

/// Another page, and what it shares.
#[derive(Debug)]
pub struct Related {
    /// The page.
    pub page: PageId,
    /// The topics of both, the rarest first.
    pub topics: Vec<TopicId>,
    /// The sources on which both rest, the rarest first.
    pub sources: Vec<SourceId>,
}

/// A list of pages that share something, in reading order.
struct Shared<'a> {
    pages: &'a [PageId],
    /// What it counts that two pages are both on it: the more, the fewer are.
    weight: u32,
}

/// The related pages of every page. What the page leads to in any case is left
/// out: the pages above and right below it, the one before and the one after.
///
/// The lists are looked up from the pages (an inverted index), and in a long
/// list only the nearest pages are looked at, so the cost is linear in the
/// topics and citations of all pages, times a constant. Pages are ordered by
/// weight, then by their place in the guide: the same guide gives the same
/// pages.
pub(super) fn find(pages: &[Page], topics: &[Topic], uses: &[Vec<Use>]) -> Vec<Vec<Related>> {
    let citing: Vec<Vec<PageId>> = uses
        .par_iter()
        .map(|uses| {
            let mut pages: Vec<PageId> = uses.iter().map(|found| found.page).collect();
            pages.dedup();
            pages
        })
        .collect();
    let lists = Lists {
        pages,
        topics,
        citing: &citing,
    };
    (0..pages.len())
        .into_par_iter()
        .map(|index| lists.related(PageId(index as u32)))
        .collect()
}

struct Lists<'a> {
    pages: &'a [Page],
    topics: &'a [Topic],
    citing: &'a [Vec<PageId>],
}

impl Lists<'_> {
    fn topic(&self, id: TopicId) -> Shared<'_> {
        let pages = &self.topics[id.0 as usize].pages;
        self.shared(pages, TOPIC_WEIGHT)
    }

    fn source(&self, id: SourceId) -> Shared<'_> {
        self.shared(&self.citing[id.0 as usize], SOURCE_WEIGHT)
    }

    /// What nearly all pages share says little of two of them: each halving of
    /// the number of pages counts as much again.
    fn shared<'a>(&self, pages: &'a [PageId], weight: u32) -> Shared<'a> {
        let rarity = (self.pages.len() / pages.len().max(1)).max(1).ilog2();
        Shared {
            pages,
            weight: weight * rarity,
        }
    }

    fn related(&self, id: PageId) -> Vec<Related> {
        let page = &self.pages[id.0 as usize];
        // The home page leads to all.
        if page.address.as_str().is_empty() {
            return Vec::new();
        }
        let known = self.known(id);
        let mut weights: FxHashMap<PageId, u32> = FxHashMap::default();
        let topics = page.topics.iter().map(|topic| self.topic(*topic));
        let sources = page.references.sources.iter();
        let lists = topics.chain(sources.map(|source| self.source(*source)));
        for shared in lists.filter(|shared| shared.weight > 0) {
            for other in near(shared.pages, id) {
                if !known.contains(other) {
                    *weights.entry(*other).or_default() += shared.weight;
                }
            }
        }
        let mut found: Vec<(Reverse<u32>, PageId)> = weights
            .into_iter()
            .map(|(page, weight)| (Reverse(weight), page))
            .collect();
        found.sort_unstable();
        found.truncate(OFFERED);
        found
            .into_iter()
            .map(|(_, other)| self.compare(page, other))
            .collect()
    }

    /// The page itself and those to which it leads in any case.
    fn known(&self, id: PageId) -> FxHashSet<PageId> {
        let place = &self.pages[id.0 as usize].place;
        let mut known: FxHashSet<PageId> = place.children.iter().copied().collect();
        known.insert(id);
        known.extend(place.previous);
        known.extend(place.next);
        let mut above = place.parent;
        while let Some(parent) = above {
            known.insert(parent);
            above = self.pages[parent.0 as usize].place.parent;
        }
        known
    }

    /// What two pages share.
    fn compare(&self, page: &Page, id: PageId) -> Related {
        let other = &self.pages[id.0 as usize];
        let mut topics: Vec<TopicId> = page
            .topics
            .iter()
            .filter(|topic| other.topics.contains(topic))
            .copied()
            .collect();
        topics.sort_by_key(|topic| (Reverse(self.topic(*topic).weight), *topic));
        let theirs: FxHashSet<SourceId> = other.references.sources.iter().copied().collect();
        let mut sources: Vec<SourceId> = page
            .references
            .sources
            .iter()
            .filter(|source| theirs.contains(source))
            .copied()
            .collect();
        // A stable sort: of two that are as rare, the one cited first.
        sources.sort_by_key(|source| Reverse(self.source(*source).weight));
        Related {
            page: id,
            topics,
            sources,
        }
    }
}

/// The pages of a list that are nearest to one of its own.
fn near(pages: &[PageId], id: PageId) -> &[PageId] {
    let at = pages.partition_point(|page| *page < id);
    &pages[at.saturating_sub(REACH)..(at + REACH + 1).min(pages.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_list_the_nearest_are_looked_at() {
        let pages: Vec<PageId> = (0..1000).map(PageId).collect();
        assert_eq!(near(&pages, PageId(0)).len(), REACH + 1);
        let middle = near(&pages, PageId(500));
        assert_eq!(
            (middle[0], middle.len()),
            (PageId(500 - REACH as u32), 2 * REACH + 1)
        );
        assert_eq!(near(&pages, PageId(999)).len(), REACH + 1);
        assert!(near(&[], PageId(3)).is_empty());
    }
}

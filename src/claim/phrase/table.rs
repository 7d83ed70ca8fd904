//! Tables of phrases, in which those that stand at a word are found.
//!
//! A phrase is found by its first word, and then only if a word that it needs is there: its second one, or a rare one
//! further on. In goes a row of tokens; out comes where the longest match ends.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Look, Needs, Phrase, Slot, end_of};
use crate::claim::class::Classes;
use crate::claim::token::{Token, bit};

/// Where a match ends, and whether what follows is its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Match {
    pub(crate) end: usize,
    pub(crate) open: bool,
}

/// A place in a phrase where it may begin: its first slot, or one after slots that may be missing.
#[derive(Clone, Copy, Debug)]
struct Start {
    phrase: usize,
    /// What the word after the first has to be.
    second: Look,
    /// What has to stand behind them.
    needs: Needs,
}

impl Start {
    /// The `index`th phrase of a table, begun at one of its slots.
    fn at(index: usize, phrase: &Phrase, at: usize) -> Start {
        let slots = phrase.slots.get(at..).unwrap_or_default();
        // A gap may be empty, and a slot for any word may be missing.
        let empty = match slots.first() {
            Some(Slot::One { any, optional, .. }) => *any && *optional,
            _ => true,
        };
        let second = if empty {
            Look::Free
        } else {
            Look::at(slots.get(1..).unwrap_or_default())
        };
        Start {
            phrase: index,
            second,
            needs: Needs::behind(slots, second),
        }
    }

    /// The words of which the next has to be one, as bits, if no class will do.
    fn next(&self) -> Option<u128> {
        match self.second {
            Look::One { bits, classes } if classes == Classes::NONE => Some(bits),
            _ => None,
        }
    }
}

/// Starts sorted by a bit that each of them needs, so that only those are looked at whose bit is there.
#[derive(Clone, Copy, Debug, Default)]
struct Sorted {
    /// The bits that occur.
    bits: u128,
    /// Where the ends of the first bit's starts stand in `Table::ends`; those of the others follow in order.
    from: u32,
}

/// The starts of the phrases that begin with one word, or with one class of words.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// By the next word: it has one bit.
    next: Sorted,
    /// By a word that is needed further on.
    later: Sorted,
    /// The rest, as a range of `Table::order`.
    free: (u32, u32),
}

/// A set of phrases, found by their first word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// The bit which a word bears that begins a phrase here.
    bit: u64,
    phrases: Vec<Phrase>,
    starts: Vec<Start>,
    /// The starts group by group; a start stands in as many places as there are words that it may need.
    order: Vec<u32>,
    /// Where the starts of a bit end in `order`.
    ends: Vec<u32>,
    by_word: FxHashMap<u32, Group>,
    by_class: Vec<(Classes, Group)>,
    /// All classes of `by_class`.
    classes: Classes,
    /// Of phrases that may begin with any word.
    always: Option<Group>,
}

impl Table {
    /// The phrases of a table, the `index`th of its language.
    pub(crate) fn new(index: usize, phrases: Vec<Phrase>) -> Table {
        let mut table = Table {
            bit: 1 << index,
            ..Table::default()
        };
        let mut by_word: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut by_class: Vec<(Classes, u32)> = Vec::new();
        let mut always: Vec<u32> = Vec::new();
        for (index, phrase) in phrases.iter().enumerate() {
            // The slots with which it may begin: the first, and what follows while slots may be missing.
            for (at, slot) in phrase.slots.iter().enumerate() {
                let start = place(table.starts.len());
                table.starts.push(Start::at(index, phrase, at));
                let Slot::One {
                    ids,
                    classes,
                    any: false,
                    optional,
                    ..
                } = slot
                else {
                    always.push(start);
                    break;
                };
                for &id in ids {
                    by_word.entry(id).or_default().push(start);
                }
                if *classes != Classes::NONE {
                    by_class.push((*classes, start));
                }
                if !optional {
                    break;
                }
            }
        }
        table.phrases = phrases;
        for (id, starts) in by_word {
            let group = table.group(&starts);
            table.by_word.insert(id, group);
        }
        for (classes, start) in by_class {
            let group = table.group(&[start]);
            table.by_class.push((classes, group));
            table.classes = table.classes.union(classes);
        }
        table.always = (!always.is_empty()).then(|| table.group(&always));
        table
    }

    fn group(&mut self, starts: &[u32]) -> Group {
        let mut next: Vec<(u32, u32)> = Vec::new();
        let mut later: Vec<(u32, u32)> = Vec::new();
        let mut free: Vec<u32> = Vec::new();
        for &at in starts {
            let Some(start) = self.starts.get(at as usize) else {
                continue;
            };
            let rarest = start.needs.0[0];
            if let Some(bits) = start.next() {
                next.extend(each(bits).map(|bit| (bit, at)));
            } else if rarest.count_ones() <= MOST {
                later.extend(each(rarest).map(|bit| (bit, at)));
            } else {
                free.push(at);
            }
        }
        let next = self.sort(next);
        let later = self.sort(later);
        let from = place(self.order.len());
        self.order.extend(free);
        Group {
            next,
            later,
            free: (from, place(self.order.len())),
        }
    }

    fn sort(&mut self, mut starts: Vec<(u32, u32)>) -> Sorted {
        starts.sort_unstable();
        let mut sorted = Sorted {
            bits: 0,
            from: place(self.ends.len()),
        };
        // Where the first begins; then where each ends.
        self.ends.push(place(self.order.len()));
        for run in starts.chunk_by(|one, other| one.0 == other.0) {
            if let Some((bit, _)) = run.first() {
                sorted.bits |= 1 << bit;
            }
            self.order.extend(run.iter().map(|(_, start)| *start));
            self.ends.push(place(self.order.len()));
        }
        sorted
    }

    /// The words with which phrases begin, and the bit they bear.
    pub(crate) fn beginnings(&self) -> (impl Iterator<Item = u32> + '_, u64) {
        (self.by_word.keys().copied(), self.bit)
    }

    /// The longest phrase at the head of `tokens`.
    #[inline]
    pub(crate) fn at(&self, tokens: &[Token]) -> Option<Match> {
        let first = tokens.first()?;
        if self.may_begin(first) {
            self.longest(first, tokens)
        } else {
            None
        }
    }

    /// Whether a phrase may begin with this word. With most words none does.
    #[inline]
    pub(crate) fn may_begin(&self, first: &Token) -> bool {
        first.begins & self.bit != 0 || first.classes.meets(self.classes) || self.always.is_some()
    }

    fn longest(&self, first: &Token, tokens: &[Token]) -> Option<Match> {
        let mut longest = None;
        if first.begins & self.bit != 0
            && let Some(group) = self.by_word.get(&first.id)
        {
            longest = self.longest_of(group, first, tokens);
        }
        if first.classes.meets(self.classes) {
            for (classes, group) in &self.by_class {
                if first.classes.meets(*classes) {
                    longest = longest.max(self.longest_of(group, first, tokens));
                }
            }
        }
        match &self.always {
            Some(group) => longest.max(self.longest_of(group, first, tokens)),
            None => longest,
        }
    }

    fn longest_of(&self, group: &Group, first: &Token, tokens: &[Token]) -> Option<Match> {
        let mut longest = self.longest_in(group.free, first, tokens);
        let next = tokens.get(1).map_or(0, |next| bit(next.id));
        for (sorted, present) in [(group.next, next), (group.later, first.ahead)] {
            let mut hit = sorted.bits & present;
            while hit != 0 {
                let lowest = hit & hit.wrapping_neg();
                let rank = (sorted.bits & (lowest - 1)).count_ones();
                let at = (sorted.from + rank) as usize;
                if let Some(&[from, to]) = self.ends.get(at..at + 2) {
                    longest = longest.max(self.longest_in((from, to), first, tokens));
                }
                hit ^= lowest;
            }
        }
        longest
    }

    fn longest_in(&self, range: (u32, u32), first: &Token, tokens: &[Token]) -> Option<Match> {
        self.order
            .get(range.0 as usize..range.1 as usize)?
            .iter()
            .filter_map(|&start| self.end(self.starts.get(start as usize)?, first, tokens))
            .max()
    }

    /// Where the phrase ends that may begin at the head of `tokens`; the longest reading.
    fn end(&self, start: &Start, first: &Token, tokens: &[Token]) -> Option<Match> {
        if !start.needs.may_be_met(first.ahead) || !start.second.may_be(tokens.get(1)) {
            return None;
        }
        let phrase = self.phrases.get(start.phrase)?;
        end_of(&phrase.slots, tokens, 0).map(|end| Match {
            end,
            open: phrase.open,
        })
    }

    /// The first place in `tokens` where a phrase stands: its start and its end.
    pub(crate) fn find(&self, tokens: &[Token]) -> Option<(usize, usize)> {
        (0..tokens.len()).find_map(|at| {
            let rest = tokens.get(at..)?;
            self.at(rest).map(|found| (at, at + found.end))
        })
    }
}

/// More words than this are seldom all missing: to sort by them would help little.
const MOST: u32 = 6;

/// The places of the bits that are set.
fn each(bits: u128) -> impl Iterator<Item = u32> {
    (0..u128::BITS).filter(move |bit| bits >> bit & 1 == 1)
}

/// A place in a list of a table, of which none has anywhere near so many.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

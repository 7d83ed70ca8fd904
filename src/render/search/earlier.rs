//! The index of an earlier build, taken over where no text has changed.
//!
//! Every file of the index but the texts has the hash of what it holds in its
//! name, and is named in another one: lists in shards, shards in the first
//! file, which also says of which texts the whole was made. So an index is
//! either found whole, byte for byte, or it is not found, whatever has
//! happened to its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::{Finished, INDEX, START_MARK, file, mark, shard};

/// What an earlier build wrote, as far as a later one can take it over. Given
/// nothing, or files that somebody has changed, the later one makes the same
/// site; it only takes longer.
#[derive(Clone, Debug, Default)]
pub struct Earlier(BTreeMap<String, Arc<[u8]>>);

/// The first file of an index.
#[derive(Deserialize)]
struct Start {
    of: String,
    words: BTreeMap<String, String>,
}

impl FromIterator<(String, Vec<u8>)> for Earlier {
    fn from_iter<T: IntoIterator<Item = (String, Vec<u8>)>>(files: T) -> Self {
        Self(
            files
                .into_iter()
                .map(|(path, bytes)| (path, bytes.into()))
                .collect(),
        )
    }
}

impl Earlier {
    /// Whether the file at this path of the output is of use.
    pub fn takes(path: &str) -> bool {
        path.strip_prefix(INDEX).is_some_and(|name| {
            ["index.", "w/", "l/"]
                .iter()
                .any(|kind| name.starts_with(kind))
        })
    }

    /// The index of the texts with this mark, if it is here whole: the name of
    /// its first file, and all of its files.
    pub(super) fn index_of(&self, texts: &str) -> Option<(String, Finished)> {
        self.0.keys().find_map(|path| {
            let name = path.strip_prefix(INDEX)?.strip_suffix(".js")?;
            let marked = name.strip_prefix("index.")?;
            let start: Start = serde_json::from_str(self.value(name, marked, START_MARK)?).ok()?;
            if start.of != texts {
                return None;
            }
            let shards: BTreeSet<String> = start
                .words
                .values()
                .map(|marked| format!("w/{marked}"))
                .collect();
            let lists: Vec<Vec<String>> = shards
                .par_iter()
                .map(|name| self.lists_of(name))
                .collect::<Option<_>>()?;
            let lists: BTreeSet<String> = lists.into_iter().flatten().collect();
            let are_whole = lists.par_iter().all(|name| self.part(name).is_some());
            let names = shards.into_iter().chain(lists).chain([name.to_owned()]);
            are_whole.then(|| {
                (
                    name.to_owned(),
                    names.filter_map(|name| self.at(&name)).collect(),
                )
            })
        })
    }

    /// The lists that a shard names, if it is whole.
    fn lists_of(&self, name: &str) -> Option<Vec<String>> {
        let entries: Vec<Vec<Value>> = serde_json::from_str(self.part(name)?).ok()?;
        let lists = entries.iter().filter_map(|entry| entry.get(2)?.as_str());
        Some(lists.map(str::to_owned).collect())
    }

    /// The value of a shard or a list.
    fn part(&self, name: &str) -> Option<&str> {
        let (_, marked) = name.split_once('/')?;
        self.value(name, marked, shard::MARK)
    }

    /// The value in a file, if that is as it was written: its mark says so.
    fn value(&self, name: &str, marked: &str, letters: u32) -> Option<&str> {
        let text = std::str::from_utf8(self.0.get(&file(name))?).ok()?;
        let value = text
            .strip_prefix("wellsourced(\"")?
            .strip_prefix(name)?
            .strip_prefix("\",")?
            .strip_suffix(")\n")?;
        (mark(value, letters) == marked).then_some(value)
    }

    /// Whether these are the very bytes of a file, and no copy of them.
    #[cfg(test)]
    pub(super) fn holds(&self, path: &str, bytes: &Arc<[u8]>) -> bool {
        self.0.get(path).is_some_and(|own| Arc::ptr_eq(own, bytes))
    }

    fn at(&self, name: &str) -> Option<(String, Arc<[u8]>)> {
        let (path, bytes) = self.0.get_key_value(&file(name))?;
        Some((path.clone(), Arc::clone(bytes)))
    }
}

//! Works from elsewhere, told apart from those that a library has, and given
//! keys in its manner.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::same_work::{Marks, Shared, Works};
use super::{Library, Source, make_key};

/// What becomes of a source that is to be added.
#[derive(Clone, Debug)]
pub enum Addition {
    /// It is new.
    New {
        /// The source with its key.
        source: Source,
        /// The key that it came with, if it was another.
        was: Option<String>,
        /// A key that it would have had, had another work not had it.
        other: Option<String>,
    },
    /// The library has the work, or the file had it before.
    Present {
        /// The source as it came.
        source: Source,
        /// The key under which it is there.
        key: String,
        /// What both share.
        shared: Shared,
    },
}

/// Looks at sources one after the other. Linear in both.
pub fn additions(library: &Library, found: Vec<Source>, keep_keys: bool) -> Vec<Addition> {
    let mut known: Works<Arc<str>> = Works::new();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for (_, source) in library.iter() {
        taken.insert(source.key.to_string());
        known.insert(Marks::of(source), &source.key);
    }
    let mut renamed: FxHashMap<String, String> = FxHashMap::default();
    let mut additions = Vec::with_capacity(found.len());
    for mut source in found {
        let marks = Marks::of(&source);
        if let Some((key, shared)) = known.find(&marks).into_iter().next() {
            renamed.insert(source.key.to_string(), key.to_string());
            additions.push(Addition::Present {
                shared,
                key: key.to_string(),
                source,
            });
            continue;
        }
        let was = source.key.to_string();
        let wanted = if keep_keys {
            was.clone()
        } else {
            make_key(&source, |_| false)
        };
        let key = if keep_keys && !taken.contains(&was) {
            was.clone()
        } else {
            make_key(&source, |key| taken.contains(key))
        };
        taken.insert(key.clone());
        renamed.insert(was.clone(), key.clone());
        source.key = key.as_str().into();
        known.insert(marks, &source.key);
        additions.push(Addition::New {
            source,
            other: (wanted != key && taken.contains(&wanted)).then_some(wanted),
            was: (was != key).then_some(was),
        });
    }
    for addition in &mut additions {
        if let Addition::New { source, .. } = addition {
            rename_named(source, &renamed);
        }
    }
    additions
}

/// Works that a source names by the keys that they came with.
fn rename_named(source: &mut Source, renamed: &FxHashMap<String, String>) {
    let named = [
        &mut source.superseded_by,
        &mut source.disputed_by,
        &mut source.qualified_by,
    ];
    for word in named.into_iter().flatten() {
        if let Some(key) = renamed.get(&word.text) {
            word.text = key.clone();
        }
    }
}

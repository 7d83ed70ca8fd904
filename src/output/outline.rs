//! The shape of the new tree, before any byte of it is made: its files in order, its folders, its
//! manifest. Made from the paths alone; refuses what cannot be written safely on every system.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::artifact::Artifact;
use super::error::OutputError;
use super::manifest;
use super::safe_path;

#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// Sorted by path.
    pub files: Vec<Planned<'a>>,
    /// Sorted, so that a folder stands before those inside it.
    pub folders: BTreeSet<&'a str>,
    pub manifest: String,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Planned<'a> {
    pub path: &'a str,
    /// Which artifact.
    pub index: usize,
}

impl<'a> Outline<'a> {
    pub fn of(artifacts: &'a [impl Artifact]) -> Result<Self, OutputError> {
        let mut files: Vec<_> = artifacts
            .iter()
            .enumerate()
            .map(|(index, artifact)| Planned {
                path: artifact.path(),
                index,
            })
            .collect();
        files.sort_unstable_by_key(|file| (file.path, file.index));

        for Planned { path, .. } in &files {
            safe_path::check(path).map_err(|why| OutputError::Unsafe {
                path: (*path).to_owned(),
                why,
            })?;
        }
        refuse_clashes(&files)?;

        let folders = files.iter().flat_map(|file| folders_of(file.path));
        Ok(Self {
            folders: folders.collect(),
            manifest: manifest::text(files.iter().map(|file| file.path)),
            files,
        })
    }

    pub fn has_file(&self, path: &str) -> bool {
        self.files
            .binary_search_by_key(&path, |file| file.path)
            .is_ok()
    }
}

fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Two spellings of one name, a file where another file needs a folder, one path twice.
fn refuse_clashes(files: &[Planned]) -> Result<(), OutputError> {
    struct Taken<'a> {
        name: &'a str,
        is_file: bool,
        by: &'a str,
    }

    let mut taken: HashMap<String, Taken> = HashMap::with_capacity(files.len() * 2);
    for Planned { path, .. } in files {
        let folders = folders_of(path).map(|folder| (folder, false));
        for (name, is_file) in folders.chain([(*path, true)]) {
            match taken.entry(name.to_lowercase()) {
                Entry::Vacant(free) => {
                    let by = path;
                    free.insert(Taken { name, is_file, by });
                }
                Entry::Occupied(other) => {
                    let other = other.get();
                    let one_folder = !is_file && !other.is_file && other.name == name;
                    if !one_folder {
                        return Err(OutputError::Clash {
                            first: other.by.to_owned(),
                            second: (*path).to_owned(),
                        });
                    }
                }
            }
        }
    }
    Ok(())
}

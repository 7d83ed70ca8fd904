//! What the present output holds, as far as the new one has to know it. Here a build is refused
//! that would take a stranger's file away.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::{NAMED, OutputError};
use super::manifest::Manifest;
use super::outline::Outline;
use super::place::{self, Place};
use super::safe_path::MANIFEST;
use super::tree::{Owner, Tree, slashed};

#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Our files of the last build that are still there.
    pub ours: HashSet<String>,
    /// To be carried over, at the top.
    pub carried: Vec<PathBuf>,
    /// How many of our files the new tree has no more.
    pub outdated: usize,
    /// Whether there is a site of ours at all.
    pub is_site: bool,
    /// When the last build was finished, as far as that can be told.
    pub finished: Option<SystemTime>,
    /// Whether the folders and the manifest are already those of the new tree.
    pub same_shape: bool,
}

impl Survey {
    pub fn of(place: &Place, outline: &Outline) -> Result<Self, OutputError> {
        match fs::symlink_metadata(&place.target) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(OutputError::NotAFolder(place.given.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(OutputError::io("find", &place.given)(error)),
        }
        place::writable(&place.target).map_err(OutputError::io("write into", &place.given))?;
        let manifest = Manifest::read(&place.target)?;
        // One more than we name, to know whether there are more.
        let tree = Tree::read(&place.target, manifest.as_ref(), NAMED + 1)?;

        let in_the_way = |path: &&Path| slashed(path).is_some_and(|p| outline.has_file(&p));
        let foreign: Vec<_> = tree
            .owned_by(Owner::Stranger)
            .chain(tree.owned_by(Owner::Carried).filter(in_the_way))
            .map(|path| place.given.join(path))
            .collect();
        if !foreign.is_empty() {
            return Err(OutputError::Foreign(foreign));
        }

        let ours: HashSet<_> = tree.owned_by(Owner::Ours).filter_map(slashed).collect();
        let same_folders = tree.folders.len() == outline.folders.len()
            && (tree.folders.iter())
                .all(|folder| slashed(folder).is_some_and(|f| outline.folders.contains(&*f)));
        let same_manifest = (manifest.as_ref()).is_some_and(|m| m.text() == outline.manifest);
        Ok(Self {
            outdated: ours.iter().filter(|path| !outline.has_file(path)).count(),
            carried: tree.owned_by(Owner::Carried).map(PathBuf::from).collect(),
            is_site: manifest.is_some(),
            finished: modified(&place.target.join(MANIFEST)),
            same_shape: same_folders && same_manifest,
            ours,
        })
    }

    /// Whether a file is one that we wrote, and nobody has touched it since, as far as its time
    /// stamp tells. A file that holds nothing may be what a power cut has left of it.
    pub fn is_as_written(&self, place: &Place, path: &str) -> bool {
        let Some(finished) = self.finished else {
            return false;
        };
        self.ours.contains(path)
            && fs::symlink_metadata(place.target.join(path)).is_ok_and(|found| {
                found.len() > 0 && found.modified().is_ok_and(|then| then <= finished)
            })
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(path).ok()?.modified().ok()
}

//! Clears away a tree that is no longer wanted: the old one after a swap, or what a killed build
//! left. Removes the files that the tree's own manifest lists, and nothing else: what is carried
//! over and what a stranger put there goes back into the output folder, or aside if it has no room.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::OutputError;
use super::manifest::Manifest;
use super::place::Place;
use super::safe_path::MANIFEST;
use super::same::same_files;
use super::swap::rename_if_free;
use super::tree::{Owner, Tree};

/// A stranger's files that were found, and where they are now.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub moved_back: Vec<PathBuf>,
    pub set_aside: Vec<PathBuf>,
}

impl Kept {
    pub fn append(&mut self, mut other: Self) {
        self.moved_back.append(&mut other.moved_back);
        self.set_aside.append(&mut other.set_aside);
    }
}

pub(super) fn clear(old: &Path, place: &Place) -> Result<Kept, OutputError> {
    let at = |path: &Path| {
        let (folder, path) = (old.to_owned(), path.to_owned());
        move |source| OutputError::LeftOver {
            folder,
            path,
            source,
        }
    };
    // The one thing a swap cannot carry over in the same step: a folder has but one place. Nothing
    // comes before it, so that the output is without it as shortly as can be.
    if fs::symlink_metadata(old.join(".git")).is_ok_and(|git| git.is_dir()) {
        let git = place.target.join(".git");
        fs::create_dir_all(&place.target).map_err(at(&place.target))?;
        rename_if_free(&old.join(".git"), &git).map_err(at(&git))?;
    }

    let manifest = Manifest::read(old)?;
    let tree = Tree::read(old, manifest.as_ref(), usize::MAX)?;
    let mut kept = Kept::default();
    let mut aside = None;
    for (path, owner) in &tree.files {
        if matches!(owner, Owner::Carried | Owner::Stranger) {
            let from = old.join(path);
            match give_back(&from, path, place, &mut aside).map_err(at(&from))? {
                Given::Back(to) if *owner == Owner::Stranger => kept.moved_back.push(to),
                Given::Back(_) | Given::There => {}
                Given::Aside(to) => kept.set_aside.push(to),
            }
        }
    }

    tree.files
        .par_iter()
        .filter(|(_, owner)| matches!(owner, Owner::Ours | Owner::Junk))
        .map(|(path, _)| old.join(path))
        .try_for_each(|path| remove(fs::remove_file(&path)).map_err(at(&path)))?;
    for folder in tree.folders.iter().rev().map(|folder| old.join(folder)) {
        remove(fs::remove_dir(&folder)).map_err(at(&folder))?;
    }
    // Last, because what lies in a tree without a manifest counts as a stranger's.
    if manifest.is_some() {
        let manifest = old.join(MANIFEST);
        remove(fs::remove_file(&manifest)).map_err(at(&manifest))?;
    }
    remove(fs::remove_dir(old)).map_err(at(old))?;
    Ok(kept)
}

fn remove(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })
}

enum Given {
    /// The output has the same file already; this one is gone.
    There,
    Back(PathBuf),
    Aside(PathBuf),
}

fn give_back(
    from: &Path,
    path: &Path,
    place: &Place,
    aside: &mut Option<PathBuf>,
) -> io::Result<Given> {
    let to = place.target.join(path);
    if same_file(from, &to) {
        remove(fs::remove_file(from))?;
        return Ok(Given::There);
    }
    // If a file stands where a folder is needed, there is no room for it either.
    if make_room(&to).is_ok() && rename_if_free(from, &to)? {
        return Ok(Given::Back(to));
    }
    let folder = match aside {
        Some(folder) => folder,
        None => aside.insert(place.set_aside()?),
    };
    let to = folder.join(path);
    make_room(&to)?;
    if rename_if_free(from, &to)? {
        return Ok(Given::Aside(to));
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn make_room(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Two plain files with the same bytes, which they have if they are two names of one file.
fn same_file(a: &Path, b: &Path) -> bool {
    let plain = |path| fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    plain(a) && plain(b) && same_files(a, b).unwrap_or(false)
}

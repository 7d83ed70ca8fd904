//! What lies in an output folder, and whose it is. Looks, changes nothing, and never follows a
//! symbolic link.

use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use super::error::OutputError;
use super::manifest::Manifest;
use super::safe_path::MANIFEST;

/// What people keep at the top of a published folder for Git and for their host: it stays.
const CARRIED: [&str; 6] = [
    ".git",
    ".gitattributes",
    ".gitignore",
    ".gitkeep",
    ".nojekyll",
    "CNAME",
];

/// What file managers strew about: it may go, and nobody asks for it.
const JUNK: [&str; 2] = [".DS_Store", "Thumbs.db"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A file the manifest lists.
    Ours,
    Manifest,
    /// At the top, and to be carried over into every new tree.
    Carried,
    Junk,
    Stranger,
}

#[derive(Debug, Default)]
pub(super) struct Tree {
    /// A folder stands before those inside it.
    pub folders: Vec<PathBuf>,
    /// Everything else; a `.git` that is a folder counts as one file.
    pub files: Vec<(PathBuf, Owner)>,
    strangers: usize,
}

impl Tree {
    /// Reads the tree under `root`, paths relative to it, in the order of names. Ends the search at
    /// `enough` strangers: the output folder may by mistake be somebody's home.
    pub fn read(
        root: &Path,
        manifest: Option<&Manifest>,
        enough: usize,
    ) -> Result<Self, OutputError> {
        let mut tree = Self::default();
        tree.read_folder(root, Path::new(""), manifest, enough)?;
        Ok(tree)
    }

    fn read_folder(
        &mut self,
        root: &Path,
        folder: &Path,
        manifest: Option<&Manifest>,
        enough: usize,
    ) -> Result<(), OutputError> {
        let here = root.join(folder);
        let io = || OutputError::io("look into", &here);
        let mut found = Vec::new();
        for entry in fs::read_dir(&here).map_err(io())? {
            let entry = entry.map_err(io())?;
            found.push((entry.file_name(), entry.file_type().map_err(io())?));
        }
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0));

        for (name, kind) in found {
            if self.strangers >= enough {
                break;
            }
            let path = folder.join(name);
            if kind.is_dir() && path != Path::new(".git") {
                self.folders.push(path.clone());
                self.read_folder(root, &path, manifest, enough)?;
            } else {
                let owner = owner(&path, kind, manifest);
                self.strangers += usize::from(owner == Owner::Stranger);
                self.files.push((path, owner));
            }
        }
        Ok(())
    }

    pub fn owned_by(&self, owner: Owner) -> impl Iterator<Item = &Path> {
        self.files
            .iter()
            .filter(move |file| file.1 == owner)
            .map(|file| file.0.as_path())
    }
}

fn owner(path: &Path, kind: FileType, manifest: Option<&Manifest>) -> Owner {
    let Some(name) = slashed(path) else {
        return Owner::Stranger;
    };
    if !kind.is_file() {
        let git = kind.is_dir() && name == ".git";
        return if git { Owner::Carried } else { Owner::Stranger };
    }
    if manifest.is_some() && name == MANIFEST {
        Owner::Manifest
    } else if manifest.is_some_and(|manifest| manifest.lists(&name)) {
        Owner::Ours
    } else if CARRIED.contains(&name.as_str()) {
        Owner::Carried
    } else if JUNK.iter().any(|junk| path.ends_with(junk)) {
        Owner::Junk
    } else {
        Owner::Stranger
    }
}

/// A path as the manifest writes it; none if its name is no text.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(text.replace(std::path::MAIN_SEPARATOR, "/"))
}

//! Puts right, before anything else, what a killed build left beside the output folder.

use std::fs;
use std::io;
use std::path::Path;

use super::clear::{Kept, clear};
use super::error::{NAMED, OutputError};
use super::manifest::Manifest;
use super::place::Place;
use super::tree::{Owner, Tree};

/// Called with the lock held, so whatever is there belongs to no running build.
pub(super) fn recover(place: &Place) -> Result<Kept, OutputError> {
    let mut kept = Kept::default();
    let unfinished = is_left(&place.stage)?;
    let old = is_left(&place.aside)?;
    if old && Manifest::read(&place.target)?.is_some() {
        kept.append(clear(&place.aside, place)?);
    } else if old {
        // Killed between the two renames that stand for a swap. Somebody may have made the folder
        // again in the meantime; as long as it is empty, that does not matter.
        let _ = fs::remove_dir(&place.target);
        fs::rename(&place.aside, &place.target)
            .map_err(OutputError::io("put back the old site from", &place.aside))?;
    }
    if unfinished {
        kept.append(clear(&place.stage, place)?);
    }
    Ok(kept)
}

/// Whether there is such a folder; an error if it is none of ours.
fn is_left(folder: &Path) -> Result<bool, OutputError> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(OutputError::Foreign(vec![folder.to_owned()])),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(OutputError::io("find", folder)(error)),
    }
    if Manifest::read(folder)?.is_none() {
        let tree = Tree::read(folder, None, NAMED + 1)?;
        let foreign: Vec<_> = tree
            .owned_by(Owner::Stranger)
            .map(|path| folder.join(path))
            .collect();
        if !foreign.is_empty() {
            return Err(OutputError::Foreign(foreign));
        }
    }
    Ok(true)
}

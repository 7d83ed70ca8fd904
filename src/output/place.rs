//! Where the output folder is, links resolved, and the names of what stands beside it while we
//! work. The names follow from that of the output folder, so that a build finds what one before it
//! left when it was killed.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::OutputError;

#[derive(Debug)]
pub(super) struct Place {
    /// As the editor named it: for messages.
    pub given: PathBuf,
    pub target: PathBuf,
    /// Where the new tree is made; after the swap, where the old one is.
    pub stage: PathBuf,
    /// Where the old tree waits if the two cannot be swapped in one step.
    pub aside: PathBuf,
    pub lock: PathBuf,
}

impl Place {
    /// Makes the folders above the target.
    pub fn resolve(given: &Path) -> Result<Self, OutputError> {
        let target = match fs::metadata(given) {
            Ok(found) if found.is_dir() => {
                fs::canonicalize(given).map_err(OutputError::io("find", given))?
            }
            Ok(_) => return Err(OutputError::NotAFolder(given.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => to_be_made(given)?,
            Err(error) => return Err(OutputError::io("find", given)(error)),
        };
        let (Some(name), Some(parent)) = (target.file_name(), target.parent()) else {
            return Err(OutputError::Immovable(given.to_owned()));
        };
        writable(parent).map_err(OutputError::io(
            "write beside the output folder, in",
            parent,
        ))?;
        let beside = |before: &str, after: &str| {
            let mut full = OsString::from(before);
            full.push(name);
            full.push(after);
            parent.join(full)
        };
        Ok(Self {
            given: given.to_owned(),
            stage: beside(".", ".wellsourced-new"),
            aside: beside(".", ".wellsourced-old"),
            lock: beside(".", ".lock"),
            target,
        })
    }

    /// A new folder, in plain sight, for a stranger's files that have no place in the new tree.
    pub fn set_aside(&self) -> io::Result<PathBuf> {
        let mut number = 1;
        loop {
            let mut full = self.target.clone().into_os_string();
            full.push(".set-aside");
            if number > 1 {
                full.push(format!("-{number}"));
            }
            let folder = PathBuf::from(full);
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

/// The resolved path of a folder that does not exist yet.
fn to_be_made(given: &Path) -> Result<PathBuf, OutputError> {
    if fs::symlink_metadata(given).is_ok() {
        // A link that leads nowhere.
        return Err(OutputError::NotAFolder(given.to_owned()));
    }
    let (Some(name), Some(parent)) = (given.file_name(), given.parent()) else {
        return Err(OutputError::NotAFolder(given.to_owned()));
    };
    let parent = if parent.as_os_str().is_empty() {
        Path::new(".")
    } else {
        parent
    };
    fs::create_dir_all(parent).map_err(OutputError::io("make the folder", parent))?;
    let parent = fs::canonicalize(parent).map_err(OutputError::io("find", parent))?;
    Ok(parent.join(name))
}

/// Asked before any work: to move a folder does not need the right to write in it, but to clear it
/// away afterwards does.
#[cfg(unix)]
pub(super) fn writable(folder: &Path) -> io::Result<()> {
    use rustix::fs::Access;
    rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK)?;
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn writable(folder: &Path) -> io::Result<()> {
    if fs::metadata(folder)?.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

//! The two ways to rename that `std` does not have: two folders for each other in one step, and
//! only where nothing is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::OutputError;
use super::place::Place;

/// Puts the stage where the target is, and says where the old tree now is, if there was one.
///
/// If the target holds no site, but at most the files in `emptied`, of which the stage has its own
/// names or copies, then it may be removed before the stage comes in.
pub(super) fn put_in_place(
    place: &Place,
    emptied: Option<&[PathBuf]>,
) -> Result<Option<PathBuf>, OutputError> {
    let Place { target, stage, .. } = place;
    match fs::symlink_metadata(target) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::rename(stage, target).map_err(OutputError::io("put the new site at", target))?;
            return Ok(None);
        }
        Err(error) => return Err(OutputError::io("find", target)(error)),
    }
    match exchange(stage, target) {
        Ok(()) => Ok(Some(stage.clone())),
        Err(error) if is_unsupported(&error) => two_renames(place).map(Some),
        Err(error) => match emptied {
            Some(files) if is_immovable(&error) => replace_emptied(place, files).map(|()| None),
            _ => Err(cannot_replace(place, error)),
        },
    }
}

/// The way for an empty `public` that came with a lower layer of a container: such a folder cannot
/// be renamed, but removed. If we fail or are killed here, clearing the stage brings the files back.
fn replace_emptied(place: &Place, files: &[PathBuf]) -> Result<(), OutputError> {
    let Place { target, stage, .. } = place;
    let immovable = |_| OutputError::Immovable(place.given.clone());
    match fs::remove_dir(target) {
        Ok(()) => {}
        // Any other answer means that it could not be removed if it were empty: no reason to empty it.
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
            for file in files {
                fs::remove_file(target.join(file)).map_err(immovable)?;
            }
            fs::remove_dir(target).map_err(immovable)?;
        }
        Err(error) => return Err(immovable(error)),
    }
    fs::rename(stage, target).map_err(OutputError::io("put the new site at", &place.given))
}

/// The way of systems that cannot exchange. Between the renames there is no output folder, and
/// `recover` puts it right if we are killed there.
fn two_renames(place: &Place) -> Result<PathBuf, OutputError> {
    let Place {
        target,
        stage,
        aside,
        ..
    } = place;
    fs::rename(target, aside).map_err(|error| cannot_replace(place, error))?;
    let Err(error) = fs::rename(stage, target) else {
        return Ok(aside.clone());
    };
    match fs::rename(aside, target) {
        Ok(()) => Err(OutputError::io("put the new site at", target)(error)),
        Err(source) => Err(OutputError::Stranded {
            site: aside.clone(),
            target: target.clone(),
            source,
        }),
    }
}

fn cannot_replace(place: &Place, error: io::Error) -> OutputError {
    if is_immovable(&error) {
        OutputError::Immovable(place.given.clone())
    } else {
        OutputError::io("replace", &place.given)(error)
    }
}

/// What the system answers for the root of a disk or volume, and for a folder from a lower layer
/// of a container.
fn is_immovable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy
    )
}

/// Renames unless there is something at `to` already, which the answer tells.
pub(super) fn rename_if_free(from: &Path, to: &Path) -> io::Result<bool> {
    match rename_new(from, to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) if is_unsupported(&error) => match fs::symlink_metadata(to) {
            Ok(_) => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::rename(from, to).map(|()| true)
            }
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    }
}

/// What the system, or the file system, answers if it has no such rename.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod system {
    use std::io;
    use std::path::Path;

    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
        rename(a, b, RenameFlags::EXCHANGE)
    }

    pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        rename(from, to, RenameFlags::NOREPLACE)
    }

    fn rename(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<()> {
        renameat_with(CWD, from, CWD, to, flags).map_err(|error| {
            // `std` has no kind for one of these on some systems.
            if error == Errno::NOTSUP || error == Errno::OPNOTSUPP {
                io::ErrorKind::Unsupported.into()
            } else {
                error.into()
            }
        })
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod system {
    use std::io;
    use std::path::Path;

    pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn rename_new(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

use system::{exchange, rename_new};

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, Place) {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::resolve(&dir.path().join("public")).unwrap();
        for (folder, name) in [(&place.target, "old"), (&place.stage, "new")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join(name), name).unwrap();
        }
        (dir, place)
    }

    #[test]
    fn two_renames_stand_for_a_swap() {
        let (_dir, place) = place();
        let old = two_renames(&place).unwrap();
        assert!(place.target.join("new").exists());
        assert!(old.join("old").exists());
        assert!(!place.stage.exists());
    }

    #[test]
    fn two_renames_put_the_old_site_back() {
        let (_dir, place) = place();
        fs::remove_dir_all(&place.stage).unwrap();
        two_renames(&place).unwrap_err();
        assert!(place.target.join("old").exists());
        assert!(!place.aside.exists());
    }

    #[test]
    fn nothing_is_renamed_onto_something() {
        let (_dir, place) = place();
        assert!(!rename_if_free(&place.stage.join("new"), &place.target.join("old")).unwrap());
        assert!(rename_if_free(&place.stage.join("new"), &place.target.join("free")).unwrap());
    }
}

//! Files of the guide, changed safely: all of them or none, each in one step.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::super::Failure;

/// A file and what it is to hold.
pub(super) struct Change<'a> {
    /// Its path within the guide.
    pub path: &'a str,
    /// What it held when it was read; `None` if it is new.
    pub before: Option<&'a str>,
    /// What it is to hold.
    pub after: String,
}

/// Writes all changes, or none: each into a new file beside the old one, then
/// all are put in place. If one cannot be, those before it are put back.
pub(super) fn change(root: &Path, changes: &[Change<'_>]) -> Result<(), Failure> {
    let mut staged: Vec<(PathBuf, Option<Vec<u8>>, TempPath)> = Vec::new();
    for change in changes {
        let path = root.join(change.path);
        let failed = |error: std::io::Error| {
            Failure(format!(
                "{} cannot be written: {error}.\nNothing was changed.",
                change.path
            ))
        };
        // A link stays a link: what it leads to is changed.
        let path = if change.before.is_some() {
            path.canonicalize().map_err(failed)?
        } else {
            path
        };
        let old = match change.before {
            Some(before) => {
                let old = fs::read(&path).map_err(failed)?;
                if without_mark(&old) != before.as_bytes() {
                    return Err(Failure(format!(
                        "{} was changed by somebody else just now.\nNothing was changed; try again.",
                        change.path
                    )));
                }
                Some(old)
            }
            None if path.exists() => {
                return Err(Failure(format!("{} exists already.", change.path)));
            }
            None => None,
        };
        let mark = old
            .as_deref()
            .is_some_and(|old| without_mark(old).len() < old.len());
        let new = stage(&path, mark, &change.after).map_err(failed)?;
        staged.push((path, old, new));
    }
    let mut done: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (path, old, new) in staged {
        if let Err(error) = new.persist(&path) {
            let restored = done.into_iter().all(|(path, old)| match old {
                Some(old) => fs::write(path, old).is_ok(),
                None => fs::remove_file(path).is_ok(),
            });
            let state = if restored {
                "Nothing was changed."
            } else {
                "Some files were changed and some were not."
            };
            return Err(Failure(format!(
                "{} cannot be written: {}.\n{state}",
                path.display(),
                error.error
            )));
        }
        done.push((path, old));
    }
    Ok(())
}

/// Writes a file that is no part of the guide.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    stage(path, false, text)
        .and_then(|new| Ok(new.persist(path)?))
        .map_err(|error| Failure(format!("{} cannot be written: {error}.", path.display())))
}

/// A new file beside the one that it will replace, on the disk and with the
/// same permissions.
fn stage(path: &Path, mark: bool, text: &str) -> std::io::Result<TempPath> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wellsourced-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Those of any new file: what the system takes away stays away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    if mark {
        file.write_all("\u{FEFF}".as_bytes())?;
    }
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// The bytes without a byte-order mark, which is no part of a text.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes)
}

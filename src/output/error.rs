//! What can go wrong while publishing, said to an editor: what happened, to which path, and what
//! to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// How many of a stranger's files a message names.
pub(super) const NAMED: usize = 10;

/// Why a site was not published.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "the fields are the paths and causes that their variants tell of"
)]
pub enum OutputError {
    /// Files in the output folder that wellsourced did not write. The search for them ends soon
    /// after the ten that are named.
    Foreign(Vec<PathBuf>),
    /// The disk said no; the published site is as it was.
    Io {
        /// What was to be done with the path, as in "could not …".
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// Another build holds this lock, and we were told not to wait.
    Busy(PathBuf),
    /// A file of the site could not be made, in the words of the artifact.
    Render(String),
    /// A path that must not be written.
    Unsafe { path: String, why: &'static str },
    /// Two files that cannot be in one folder, on every system or on some.
    Clash { first: String, second: String },
    /// The output folder is no folder.
    NotAFolder(PathBuf),
    /// The output folder cannot be exchanged for another one.
    Immovable(PathBuf),
    /// The site is whole, but an older tree could not be cleared away.
    LeftOver {
        folder: PathBuf,
        path: PathBuf,
        source: io::Error,
    },
    /// Where folders cannot be swapped in one step: the old site was moved aside, the new one could
    /// not be moved in, and then the old one could not be moved back. The next build tries again.
    Stranded {
        site: PathBuf,
        target: PathBuf,
        source: io::Error,
    },
}

impl OutputError {
    /// For `map_err`: what was to be done, and with which path.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(files) => {
                f.write_str(
                    "wellsourced replaces its output folder as a whole, but it did not write:",
                )?;
                for file in files.iter().take(NAMED) {
                    write!(f, "\n  {}", file.display())?;
                }
                if files.len() > NAMED {
                    f.write_str("\n  and more")?;
                }
                f.write_str(
                    "\nMove what belongs to the site into the content folder and the rest elsewhere, \
                     or choose another folder with --output. Nothing was changed.",
                )
            }
            Self::Io {
                doing,
                path,
                source,
            } => write!(
                f,
                "could not {doing} {}: {}. The published site is as it was.",
                path.display(),
                plain(source)
            ),
            Self::Busy(lock) => write!(
                f,
                "another build is writing the same output folder ({} is locked). Wait until it is \
                 done, and build again.",
                lock.display()
            ),
            Self::Render(message) => f.write_str(message),
            Self::Unsafe { path, why } => write!(
                f,
                "the path {path:?} cannot be written into the output folder: {why}. Rename the \
                 page or file it comes from.",
            ),
            Self::Clash { first, second } if first == second => {
                write!(
                    f,
                    "two files of the site want the same place, {first}. Rename one of them."
                )
            }
            Self::Clash { first, second } => write!(
                f,
                "{first} and {second} cannot both be in the output folder: on many systems their \
                 names are the same, or one is a file where the other needs a folder. Rename one \
                 of them.",
            ),
            Self::NotAFolder(path) => write!(
                f,
                "{} should be the output folder, but it is not a folder. Move it away, or choose \
                 another folder with --output.",
                path.display()
            ),
            Self::Immovable(path) => write!(
                f,
                "the output folder {} cannot be replaced in one step: it is probably a disk of its \
                 own, a volume or a layer of a container. Choose a folder inside it with --output, \
                 or delete it first. The published site is as it was.",
                path.display()
            ),
            Self::LeftOver {
                folder,
                path,
                source,
            } => write!(
                f,
                "the output folder holds a whole site, but an older one, left in {}, could not be \
                 cleared away: {} ({}). Look through that folder and delete it by hand.",
                folder.display(),
                plain(source),
                path.display()
            ),
            Self::Stranded {
                site,
                target,
                source,
            } => write!(
                f,
                "the published site is now in {}, and could not be put back: {}. Build again, or \
                 rename that folder to {}.",
                site.display(),
                plain(source),
                target.display()
            ),
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. }
            | Self::LeftOver { source, .. }
            | Self::Stranded { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The frequent faults with what to do about them; the others in the system's own words.
fn plain(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "you have no permission; change that, or choose another folder with --output"
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "this disk is read-only; choose another folder with --output"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; free some space and build again"
        }
        io::ErrorKind::NotFound => "it is not there",
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed on this disk",
        _ => return error.to_string(),
    };
    words.to_owned()
}

//! One build at a time for each output folder: a lock file beside it, held while we write.
//!
//! The system lets go of the lock when a build is killed, so a lock file that lies about means
//! nothing. The holder removes the file before it lets go. A build that waited then has a lock on a
//! file that is gone, while a third could make and lock a new one: so whoever gets the lock looks
//! whether the file is still the one under that name, and begins again if not.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::OutputError;

/// What to do while another build writes the same output folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WhenBusy {
    /// Wait until it is done, however long that takes.
    #[default]
    Wait,
    /// Return [`OutputError::Busy`] at once, before any content is asked for.
    Refuse,
}

#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

impl Lock {
    pub fn take(path: &Path, when_busy: WhenBusy) -> Result<Self, OutputError> {
        let io = |error| OutputError::io("lock", path)(error);
        loop {
            let file = File::options()
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .map_err(io)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => match when_busy {
                    WhenBusy::Wait => file.lock().map_err(io)?,
                    WhenBusy::Refuse => return Err(OutputError::Busy(path.to_owned())),
                },
                // A disk without locks, over some networks: better a build than none.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(io(error)),
            }
            if is_at(&file, path).map_err(io)? {
                return Ok(Self {
                    path: path.to_owned(),
                    _file: file,
                });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Elsewhere we cannot tell one file from another, so the lock file stays.
        if cfg!(unix) {
            // At worst it stays: it does no harm.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let held = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) => Ok(held.dev() == there.dev() && held.ino() == there.ino()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

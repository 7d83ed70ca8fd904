//! The new tree in the making. It is compared with the present one file by file; the folder for it
//! is made only when the first file differs, and once it is complete, it is put in place whole.
//!
//! A stage that is dropped before that removes itself.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use super::artifact::{Artifact, Content};
use super::clear::clear;
use super::error::OutputError;
use super::outline::{Outline, Planned};
use super::place::Place;
use super::safe_path::MANIFEST;
use super::same::{same_bytes, same_files};
use super::survey::Survey;
use super::swap;

#[derive(Debug)]
pub(super) struct Stage<'a> {
    place: &'a Place,
    outline: &'a Outline<'a>,
    survey: &'a Survey,
    made: Mutex<Made>,
}

/// How far the folders and the manifest are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    Nothing,
    /// Something failed on the way, and there is something to remove.
    Part,
    All,
}

/// What the comparison found.
#[derive(Debug, Default)]
pub(super) struct Outcome<'a> {
    /// Paths whose bytes are those of the present output; not in the stage yet.
    pub unchanged: Vec<&'a str>,
    /// How many files were written into the stage, and their bytes.
    pub written: usize,
    pub bytes: u64,
}

impl<'a> Stage<'a> {
    pub fn new(place: &'a Place, outline: &'a Outline<'a>, survey: &'a Survey) -> Self {
        Self {
            place,
            outline,
            survey,
            made: Mutex::new(Made::Nothing),
        }
    }

    /// Asks for every content, once, and writes those that differ. Of several errors it is that of
    /// the first path, whatever the order of the work.
    pub fn fill(&self, artifacts: &[impl Artifact]) -> Result<Outcome<'a>, OutputError> {
        let results: Vec<Result<Option<u64>, OutputError>> = (self.outline.files)
            .par_iter()
            .map(|file| self.take(*file, &artifacts[file.index]))
            .collect();

        let mut outcome = Outcome::default();
        for (file, result) in self.outline.files.iter().zip(results) {
            match result? {
                None => outcome.unchanged.push(file.path),
                Some(bytes) => {
                    outcome.written += 1;
                    outcome.bytes += bytes;
                }
            }
        }
        Ok(outcome)
    }

    /// How many bytes were written, or none if the file is there already.
    fn take(&self, file: Planned, artifact: &impl Artifact) -> Result<Option<u64>, OutputError> {
        if artifact.is_settled() && self.survey.is_as_written(self.place, file.path) {
            return Ok(None);
        }
        let content = artifact.content().map_err(OutputError::Render)?;
        if self.survey.ours.contains(file.path) {
            let there = self.place.target.join(file.path);
            // What cannot be compared is written anew.
            let same = match &content {
                Content::Bytes(bytes) => same_bytes(&**bytes, bytes.len() as u64, &there),
                Content::File(source) => same_files(source, &there),
            };
            if same.unwrap_or(false) {
                return Ok(None);
            }
        }
        self.make()?;
        let new = self.place.stage.join(file.path);
        let shown = self.place.given.join(file.path);
        let to_write = || OutputError::io("write", &shown);
        match content {
            Content::Bytes(bytes) => {
                let mut new = File::create_new(new).map_err(to_write())?;
                new.write_all(&bytes).map_err(to_write())?;
                Ok(Some(bytes.len() as u64))
            }
            Content::File(source) => {
                let mut source = open_file(source).map_err(OutputError::io("read", source))?;
                let mut new = File::create_new(new).map_err(to_write())?;
                io::copy(&mut source, &mut new)
                    .map(Some)
                    .map_err(to_write())
            }
        }
    }

    /// Makes the folders, those above before those inside, and before them the manifest: whatever
    /// is in the stage when we are killed is then known to be ours.
    fn make(&self) -> Result<(), OutputError> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if *made == Made::All {
            return Ok(());
        }
        let stage = &self.place.stage;
        make_folder(stage)?;
        *made = Made::Part;
        let manifest = stage.join(MANIFEST);
        fs::write(&manifest, &self.outline.manifest)
            .map_err(OutputError::io("write", &manifest))?;
        (self.outline.folders.iter()).try_for_each(|folder| make_folder(&stage.join(folder)))?;
        *made = Made::All;
        Ok(())
    }

    /// Adds what stays as it is: unchanged files, and those to be carried over.
    pub fn complete(&self, outcome: &Outcome) -> Result<(), OutputError> {
        let Place { stage, target, .. } = self.place;
        self.make()?;
        outcome.unchanged.par_iter().try_for_each(|path| {
            let old = target.join(path);
            link(&old, &stage.join(path)).map_err(OutputError::io("keep", &old))
        })?;
        for path in &self.survey.carried {
            let old = target.join(path);
            // A `.git` that is a folder cannot be in two places, and moves after the swap.
            if fs::symlink_metadata(&old).is_ok_and(|found| found.is_file()) {
                link(&old, &stage.join(path)).map_err(OutputError::io("keep", &old))?;
            }
        }
        // Whatever is touched from now on is newer than the manifest. Where that cannot be told, the
        // next build compares all files.
        let _ = File::options()
            .write(true)
            .open(stage.join(MANIFEST))
            .and_then(|manifest| manifest.set_modified(SystemTime::now()));
        // Whoever may read the output folder, or write in it, still may. Not worth a failure.
        if let Ok(found) = fs::metadata(target) {
            let _ = fs::set_permissions(stage, found.permissions());
        }
        Ok(())
    }

    /// Puts the stage where the output folder is, and says where the old tree is now.
    pub fn put_in_place(mut self) -> Result<Option<PathBuf>, OutputError> {
        let emptied = (!self.survey.is_site).then_some(&*self.survey.carried);
        let put = swap::put_in_place(self.place, emptied);
        if matches!(put, Ok(_) | Err(OutputError::Stranded { .. })) {
            // What is now at the stage's path is not ours to drop.
            self.made = Mutex::new(Made::Nothing);
        }
        put
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        let made = self.made.get_mut().unwrap_or_else(PoisonError::into_inner);
        if *made != Made::Nothing {
            // If it cannot be cleared away now, the next build will try, and report it.
            let _ = clear(&self.place.stage, self.place);
        }
    }
}

/// A folder that is there already is one we made, before another one failed.
fn make_folder(path: &Path) -> Result<(), OutputError> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done.map_err(OutputError::io("make the folder", path)),
    }
}

/// A second name for a file that stays as it is; where there is no such thing, a copy of its age.
fn link(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new).or_else(|_| copy_with_time(old, new))
}

fn copy_with_time(old: &Path, new: &Path) -> io::Result<()> {
    let mut old = File::open(old)?;
    let found = old.metadata()?;
    let mut new = File::create_new(new)?;
    io::copy(&mut old, &mut new)?;
    new.set_permissions(found.permissions())?;
    new.set_modified(found.modified()?)
}

fn open_file(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("it is not a file"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_age_of_the_original() {
        let dir = tempfile::tempdir().unwrap();
        let (old, new) = (dir.path().join("old"), dir.path().join("new"));
        fs::write(&old, "text").unwrap();
        let then = std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_234_567);
        File::options()
            .write(true)
            .open(&old)
            .unwrap()
            .set_modified(then)
            .unwrap();
        copy_with_time(&old, &new).unwrap();
        assert_eq!(fs::read(&new).unwrap(), b"text");
        assert_eq!(fs::metadata(&new).unwrap().modified().unwrap(), then);
    }
}

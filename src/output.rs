//! Puts the finished tree of files on the disk: staged beside the output folder, compared with
//! what lies there, and swapped in whole.
//!
//! In go the output folder and the [`Artifact`]s of the site; out comes a [`Report`] for the
//! editor. Whenever the build is killed, fails or runs out of space, the output folder holds the
//! old site or the new one, never a mixture. It never deletes a file that wellsourced did not
//! write, never follows a symbolic link inside the output, and writes nothing that depends on the
//! time, the locale or the order of the work.
//!
//! ```text
//! public/                   the output folder
//! public/.wellsourced       the manifest: which files in it are ours
//! .public.lock              held while a build writes; the next one waits
//! .public.wellsourced-new   the stage; right after the swap, the old tree on its way out
//! .public.wellsourced-old   the old tree, where two folders cannot be swapped in one step
//! public.set-aside          a stranger's files for which the new site has no room
//! ```
//!
//! What is safe against a killed process is not all safe against a power cut: nothing is synced
//! to the disk, because a site can be built again and a sync can take seconds.

mod artifact;
mod clear;
mod earlier;
mod error;
mod lock;
mod manifest;
mod outline;
mod place;
mod recover;
mod safe_path;
mod same;
mod stage;
mod survey;
mod swap;
mod tree;

pub use artifact::{Artifact, Content};
pub use earlier::earlier;
pub use error::OutputError;
pub use lock::WhenBusy;

use std::path::{Path, PathBuf};

use lock::Lock;
use outline::Outline;
use place::Place;
use stage::Stage;
use survey::Survey;

/// How to publish.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// What to do while another build writes to the same place.
    pub when_busy: WhenBusy,
}

/// What a [`publish`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that were there already, byte for byte; their time stamps stay.
    pub unchanged: usize,
    /// Files of the old site that the new one has no more.
    pub removed: usize,
    /// How many bytes the written files have.
    pub bytes: u64,
    /// Files of a stranger that came into the output folder during this build, or one that was
    /// killed; they are in the new output folder, and the next build will refuse them.
    pub moved_back: Vec<PathBuf>,
    /// Such files for which there was no room in the new output folder: where they are now.
    pub set_aside: Vec<PathBuf>,
}

/// Makes the folder `target` hold exactly the `artifacts`.
///
/// Each content is asked for once, and dropped as soon as it is compared or written. If every file
/// is there already and nothing is to be removed, the folder is left untouched.
///
/// # Errors
/// After [`OutputError::LeftOver`] the new site is in place if it was complete; after
/// [`OutputError::Stranded`] the old one is beside its place. After any other error the old site is
/// where it was, as it was.
pub fn publish(
    target: &Path,
    artifacts: &[impl Artifact],
    options: &Options,
) -> Result<Report, OutputError> {
    let outline = Outline::of(artifacts)?;
    let place = Place::resolve(target)?;
    let _lock = Lock::take(&place.lock, options.when_busy)?;

    let mut kept = recover::recover(&place)?;
    let survey = Survey::of(&place, &outline)?;
    let stage = Stage::new(&place, &outline, &survey);
    let outcome = stage.fill(artifacts)?;
    if outcome.written > 0 || !survey.same_shape {
        stage.complete(&outcome)?;
        if let Some(old) = stage.put_in_place()? {
            kept.append(clear::clear(&old, &place)?);
        }
    }

    Ok(Report {
        written: outcome.written,
        unchanged: outcome.unchanged.len(),
        removed: survey.outdated,
        bytes: outcome.bytes,
        moved_back: kept.moved_back,
        set_aside: kept.set_aside,
    })
}

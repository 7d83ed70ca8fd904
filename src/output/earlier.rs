//! What the last build left: for the next one to take over what would take long to make again.
//!
//! Looks without a lock and reports no error: whoever uses what is found here must be able to
//! tell whether it is whole, and to do without.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::Manifest;

/// Those of our files in the output folder `target` whose paths are `wanted`, sorted, with their
/// bytes. What cannot be read is left out.
pub fn earlier(target: &Path, wanted: impl Fn(&str) -> bool) -> Vec<(String, Vec<u8>)> {
    let Ok(Some(manifest)) = Manifest::read(target) else {
        return Vec::new();
    };
    let mut paths: Vec<&str> = manifest.paths().filter(|path| wanted(path)).collect();
    paths.sort_unstable();
    paths
        .into_par_iter()
        .filter_map(|path| Some((path.to_owned(), read(&target.join(path))?)))
        .collect()
}

/// Not through a link, and not what could block.
fn read(path: &Path) -> Option<Vec<u8>> {
    let is_file = fs::symlink_metadata(path).ok()?.is_file();
    is_file.then(|| fs::read(path).ok())?
}

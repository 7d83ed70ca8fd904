//! Finds the files of the library and reads them.

use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use super::{Found, is_inside, named_file, read_text, shown};
use crate::bibliography::is_readable;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::text::TextFile;
use crate::yaml::Word;

/// The names of a library that needs no mention in `site.yaml`.
const LIBRARIES: [&str; 6] = [
    "sources.yaml",
    "sources.yml",
    "sources.json",
    "sources.bib",
    "sources.ris",
    "sources.nbib",
];

/// The folder of a library in several files that needs no mention either.
const LIBRARY_FOLDER: &str = "sources/";
/// The files of the library: those that `site.yaml` names, or those that need no mention. They are no files for readers.
pub(super) fn libraries(
    root: &Path,
    config: &Config,
    found: &mut Found,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Arc<TextFile>> {
    let mut libraries = Vec::new();
    if config.library.is_empty() {
        // The files have the order of the list above, those of the folder that
        // of their names.
        let mut paths: Vec<String> = LIBRARIES.iter().map(|name| (*name).to_owned()).collect();
        paths.extend(
            found
                .assets
                .iter()
                .filter(|asset| asset.starts_with(LIBRARY_FOLDER) && is_readable(asset))
                .map(ToString::to_string),
        );
        for path in paths {
            if take(found, &path) {
                let path = format!("content/{path}");
                match read_text(&root.join(&path), &path) {
                    Ok(file) => libraries.push(file),
                    Err(fault) => faults.push(*fault),
                }
            }
        }
        return libraries;
    }
    for word in &config.library {
        let path = word.text.trim_end_matches('/');
        if root.join(path).is_dir() && is_inside(root, path) == Some(true) {
            libraries.extend(library_folder(root, config, word, found, faults));
            continue;
        }
        if !is_readable(path) {
            faults.push(
                Diagnostic::error(
                    "config",
                    &config.file,
                    word.span,
                    format!("`{}` is no library that can be read", word.text),
                )
                .help("a library is a file that ends in .yaml, .json, .bib, .ris or .nbib, or a folder of such files"),
            );
            continue;
        }
        libraries.extend(named_file(root, config, path, word.span, faults));
        take(found, path.strip_prefix("content/").unwrap_or_default());
    }
    libraries
}

/// Takes a file out of those that are copied for readers; false if it is not
/// among them.
fn take(found: &mut Found, asset: &str) -> bool {
    let at = found.assets.iter().position(|known| &**known == asset);
    at.map(|at| found.assets.remove(at)).is_some()
}

/// The files of a folder that `site.yaml` names, in the order of their paths.
fn library_folder(
    root: &Path,
    config: &Config,
    word: &Word,
    found: &mut Found,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Arc<TextFile>> {
    let mut libraries = Vec::new();
    let mut any = false;
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    let walker = WalkDir::new(root.join(word.text.trim_end_matches('/')))
        .follow_links(false)
        .sort_by_file_name();
    for entry in walker.into_iter().filter_entry(|entry| !hidden(entry)) {
        let Ok(entry) = entry else { continue };
        let path = shown(root, entry.path());
        if entry.file_type().is_file() && is_readable(&path) {
            any = true;
            take(found, path.strip_prefix("content/").unwrap_or_default());
            libraries.extend(named_file(root, config, &path, word.span, faults));
        }
    }
    if !any {
        faults.push(
            Diagnostic::error(
                "config",
                &config.file,
                word.span,
                format!("the folder `{}` holds no library", word.text),
            )
            .help("a library is a file that ends in .yaml, .json, .bib, .ris or .nbib"),
        );
    }
    libraries
}

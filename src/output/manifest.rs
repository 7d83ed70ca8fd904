//! The manifest `.wellsourced` at the top of the output: a line that says what it is, then the path
//! of every file we wrote, one a line, sorted. A file is ours if, and only if, it is listed here.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::error::OutputError;
use super::safe_path::{self, MANIFEST};

/// How a first line begins that makes a file our manifest; what follows on the line may be reworded.
const SIGN: &str = "wellsourced wrote the files listed here";
const REST: &str = " and replaces them with every build; it never deletes any other.";

#[derive(Debug, Default)]
pub(super) struct Manifest {
    text: String,
    paths: HashSet<String>,
}

impl Manifest {
    /// The manifest at the top of `folder`; none if there is none, or if it is not one of ours.
    pub fn read(folder: &Path) -> Result<Option<Self>, OutputError> {
        let path = folder.join(MANIFEST);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(OutputError::io("read", &path)(error)),
        }
        let bytes = fs::read(&path).map_err(OutputError::io("read", &path))?;
        Ok(String::from_utf8(bytes).ok().and_then(Self::parse))
    }

    /// A text that ends within the sign is what a build leaves that was killed as it began to write.
    fn parse(text: String) -> Option<Self> {
        if !text.starts_with(SIGN) && !SIGN.starts_with(&text) {
            return None;
        }
        let paths = text
            .lines()
            .skip(1)
            .filter(|path| safe_path::check(path).is_ok())
            .map(str::to_owned)
            .collect();
        Some(Self { text, paths })
    }

    pub fn lists(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// In no particular order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The text of the manifest for these paths, which are sorted.
pub(super) fn text<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let mut text = format!("{SIGN}{REST}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_folder_is_not_ours() {
        let text = text(
            [
                "a/b.html",
                "../x",
                "/etc/passwd",
                "a/../../x",
                ".git/config",
            ]
            .into_iter(),
        );
        let manifest = Manifest::parse(text).unwrap();
        assert!(manifest.lists("a/b.html"));
        assert_eq!(manifest.paths.len(), 1);
    }

    #[test]
    fn only_our_first_line_makes_a_manifest() {
        assert!(Manifest::parse("settings: of some other tool\n".to_owned()).is_none());
        assert!(Manifest::parse(String::new()).is_some());
        assert!(Manifest::parse(SIGN[..9].to_owned()).is_some());
    }
}

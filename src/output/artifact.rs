//! What the floor above hands over: one file of the site, by its path and a way to its bytes.

use std::borrow::Cow;
use std::path::Path;

/// One file of the output: where it goes, and how its bytes are made.
pub trait Artifact: Sync {
    /// The place in the output folder: relative, with `/` between the parts.
    fn path(&self) -> &str;

    /// The bytes. Asked for at most once, from any thread.
    ///
    /// # Errors
    /// Says in plain words why the file cannot be made; it becomes
    /// [`OutputError::Render`](super::OutputError::Render), and nothing is published.
    fn content(&self) -> Result<Content<'_>, String>;

    /// Whether another content would have another path: what an earlier build wrote there is kept,
    /// and the content is not asked for, unless somebody has touched the file since. For what takes
    /// long to make.
    fn is_settled(&self) -> bool {
        false
    }
}

/// The bytes of an [`Artifact`].
#[derive(Debug, Clone)]
pub enum Content<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// A copy of this file. Never a link to it: its owner may change it at any time.
    File(&'a Path),
}

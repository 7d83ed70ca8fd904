//! What a guide renders, as what the output writes. The guides of the benchmarks hold no files to copy.

use wellsourced::output::{self, Artifact};
use wellsourced::render;

/// A file of the site, as the output takes it.
pub struct Rendered<'a>(pub render::File<'a>);

impl Artifact for Rendered<'_> {
    fn path(&self) -> &str {
        &self.0.path
    }

    fn content(&self) -> Result<output::Content<'_>, String> {
        match self.0.content()? {
            render::Content::Bytes(bytes) => Ok(output::Content::Bytes(bytes)),
            render::Content::Asset(path) | render::Content::Smaller(path, _) => {
                Err(format!("the guide has no file {path}"))
            }
        }
    }

    fn is_settled(&self) -> bool {
        self.0.is_settled()
    }
}

//! One Markdown file, read: its front matter and its text as a flat list of
//! nodes with their places.
//!
//! Goes in: a [`TextFile`]. Comes out: a [`Document`], always, with what was
//! found wrong in it as diagnostics. A document depends on its file alone: it
//! knows no other page, no library and no disk.

mod attribute;
mod braces;
mod builder;
mod citation;
mod div;
mod fence;
mod figure;
mod formula;
mod front_matter;
mod further;
mod heading;
mod html;
mod line;
mod markdown;
mod node;
mod reader;
mod run;
mod span;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::TextFile;

pub use citation::{Affix, Cluster, ClusterForm, Item, Locator, parse_key, written};
pub use div::{DIV_NAMES, Div, DivKind};
pub use formula::Formula;
pub use front_matter::{Coverage, FrontMatter, Listed, Review};
pub use further::Further;
pub use heading::{Heading, slug};
pub use html::{Unsafe, prose, unsafe_parts};
pub use node::{AlertKind, Body, CodeBlock, Event, Image, Link, LinkForm, Node, Tag};
pub use span::{Cover, CoverKind};

/// A page's file, understood.
#[derive(Debug)]
pub struct Document {
    /// The file it was read from.
    pub file: Arc<TextFile>,
    /// What stands between the two `---` lines.
    pub front: FrontMatter,
    /// The text.
    pub body: Body,
    /// What is wrong with either.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Reads a page. `headings_reserved` are ids which the theme uses itself.
    pub fn read(file: &Arc<TextFile>) -> Self {
        let mut diagnostics = Vec::new();
        let (front, start) = front_matter::read(file, &mut diagnostics);
        let body = markdown::read(file, start, front.math, &mut diagnostics);
        Self {
            file: Arc::clone(file),
            front,
            body,
            diagnostics,
        }
    }
}

/// Reads plain CommonMark 0.31.2, with none of our extensions and no front
/// matter.
pub fn read_commonmark(text: &str) -> (Arc<TextFile>, Body) {
    let file = Arc::new(TextFile::new("-", text));
    let body = markdown::read_plain(&file);
    (file, body)
}

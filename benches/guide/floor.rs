//! The floor under every site generator: the same Markdown files read from
//! the disk, parsed by the same parser with the same extensions, and its HTML
//! written to the disk; no templates, links, citations, claims or comparison
//! with what lies there. Nothing that reads and writes these files with this
//! parser can be faster.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

/// Builds every page below `content` into a new folder; says how many.
pub fn build(content: &Path, target: &Path) -> io::Result<usize> {
    let mut pages = Vec::new();
    find(content, &mut pages)?;
    pages.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(path)?;
        let mut page = String::with_capacity(text.len() * 3 / 2);
        html::push_html(&mut page, Parser::new_ext(&text, options()));
        let inside = path
            .strip_prefix(content)
            .unwrap_or(path)
            .with_extension("");
        let folder = target.join(inside);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), page)
    })?;
    Ok(pages.len())
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

fn find(folder: &Path, pages: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            find(&path, pages)?;
        } else if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
    Ok(())
}

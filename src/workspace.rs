//! The site's folder, read: the one place that looks at its files.
//!
//! Goes in: the path of the folder that holds `site.yaml`. Comes out:
//! [`Inputs`], with a diagnostic for every file that cannot be what it should
//! be. Nothing outside the folder is read, and nothing that could block.

mod library;

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::engine::Inputs;
use crate::site::{Picture, Pictures, is_image};
use crate::text::{Span, TextFile};
use library::libraries;

const RULE: &str = "file";

/// The largest text file that is read, in bytes.
const MAX_TEXT: u64 = 64 * 1024 * 1024;

/// Files of `content/` that are data, not pages and not for readers.
const DATA: [&str; 2] = ["people.yaml", "crisis.yaml"];

/// Why a folder cannot be read as a site.
#[derive(Debug)]
pub enum WorkspaceError {
    /// It has no `site.yaml`.
    NoSite(PathBuf),
    /// It has no `content` folder.
    NoContent(PathBuf),
    /// `site.yaml` cannot be read.
    Unreadable(PathBuf, String),
}

impl fmt::Display for WorkspaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite(path) => write!(
                f,
                "there is no `site.yaml` in `{}`.\nGo to the folder of your guide, or name it with `--root DIR`.",
                path.display()
            ),
            Self::NoContent(path) => write!(
                f,
                "there is no `content` folder in `{}`.\nThe pages of a guide stand in `content`, beside `site.yaml`; begin with `content/index.md`.",
                path.display()
            ),
            Self::Unreadable(path, why) => write!(f, "{} cannot be read: {why}.", path.display()),
        }
    }
}

/// Reads a site's folder.
///
/// # Errors
/// If it is no site at all. Faults of single files are diagnostics.
pub fn read(root: &Path) -> Result<Inputs, WorkspaceError> {
    let site_file = root.join("site.yaml");
    if !site_file.is_file() {
        return Err(WorkspaceError::NoSite(root.to_owned()));
    }
    let content = root.join("content");
    if !content.is_dir() {
        return Err(WorkspaceError::NoContent(root.to_owned()));
    }
    let mut faults = Vec::new();
    let file = match read_text(&site_file, "site.yaml") {
        Ok(file) => file,
        Err(fault) => {
            return Err(WorkspaceError::Unreadable(site_file, fault.message));
        }
    };
    let (config, diagnostics) = Config::read(&file);
    faults.extend(diagnostics);
    let mut found = walk(root, &content, &mut faults);
    let libraries = libraries(root, &config, &mut found, &mut faults);
    let people = data_file(root, "content/people.yaml", &mut faults);
    let crisis = data_file(root, "content/crisis.yaml", &mut faults);
    let style = config
        .style
        .text
        .ends_with(".csl")
        .then(|| config.style.text.clone());
    let style =
        style.and_then(|path| named_file(root, &config, &path, config.style.span, &mut faults));
    let theme = theme(root, &config, &mut faults);
    let read: Vec<_> = found
        .pages
        .par_iter()
        .map(|path| read_text(&root.join(path), path))
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    for page in read {
        match page {
            Ok(page) => pages.push(page),
            Err(fault) => faults.push(*fault),
        }
    }
    Ok(Inputs {
        config,
        pages,
        libraries,
        people,
        crisis,
        style,
        pictures: pictures(root, &found.assets, &mut faults),
        assets: found.assets,
        theme,
        faults,
    })
}

/// The files of `content/`.
#[derive(Default)]
struct Found {
    /// Pages, relative to the root.
    pages: Vec<String>,
    /// Other files, relative to `content/`.
    assets: Vec<Arc<str>>,
}

fn walk(root: &Path, content: &Path, faults: &mut Vec<Diagnostic>) -> Found {
    let mut found = Found::default();
    let walker = WalkDir::new(content)
        .follow_links(false)
        .sort_by_file_name();
    let visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name.ends_with('~'))
    };
    for entry in walker.into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(content);
                let why = error.io_error().map_or_else(|| error.to_string(), plain);
                faults.push(unreadable(&shown(root, path), &why));
                continue;
            }
        };
        let kind = entry.file_type();
        if kind.is_dir() {
            continue;
        }
        let path = entry.path();
        let Some(relative) = path.strip_prefix(root).ok().and_then(Path::to_str) else {
            faults.push(
                unreadable(&shown(root, path), "its name is not UTF-8")
                    .help("rename it with letters, digits and hyphens"),
            );
            continue;
        };
        let relative = relative.replace('\\', "/");
        if kind.is_symlink() && !stays_inside(root, path) {
            faults.push(
                Diagnostic::at(RULE, Place::File(relative.into()), "this link leads out of the guide, to a folder or nowhere")
                    .why("a guide is made of its own files alone, so that nothing else of this computer can be published")
                    .help("put the file itself in its place"),
            );
            continue;
        }
        if !kind.is_symlink() && !kind.is_file() {
            faults.push(
                Diagnostic::at(
                    RULE,
                    Place::File(relative.into()),
                    "this is not a file that can be read",
                )
                .why("it is a pipe, a socket or a device, and reading it could take for ever")
                .help("remove it from `content`"),
            );
            continue;
        }
        if relative.ends_with(".md") {
            found.pages.push(relative);
        } else if let Some(asset) = relative.strip_prefix("content/")
            && !DATA.contains(&asset)
        {
            found.assets.push(asset.into());
        }
    }
    found
}

/// Looks at the images among the files beside the pages, in parallel: each is
/// read once, and not kept.
fn pictures(root: &Path, assets: &[Arc<str>], faults: &mut Vec<Diagnostic>) -> Pictures {
    let looked_at: Vec<_> = assets
        .par_iter()
        .filter(|asset| is_image(asset))
        .map(|asset| {
            let path = format!("content/{asset}");
            fs::read(root.join(&path))
                .map(|bytes| (Arc::clone(asset), Picture::read(asset, &bytes)))
                .map_err(|error| Box::new(unreadable(&path, &plain(&error))))
        })
        .collect();
    let mut pictures = Pictures::default();
    for picture in looked_at {
        match picture {
            Ok((asset, picture)) => {
                pictures.insert(asset, picture);
            }
            Err(fault) => faults.push(*fault),
        }
    }
    pictures
}

/// Whether a symbolic link leads to a file within the site.
fn stays_inside(root: &Path, link: &Path) -> bool {
    let (Ok(root), Ok(target)) = (root.canonicalize(), link.canonicalize()) else {
        return false;
    };
    target.starts_with(root.join("content")) && target.is_file()
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

/// What the system says, without its number: "permission denied".
fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "you have no permission to read it".into(),
        std::io::ErrorKind::NotFound => "it does not exist".into(),
        _ => error.to_string(),
    }
}

fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::at(
        RULE,
        Place::File(path.into()),
        format!("this file cannot be read: {why}"),
    )
    .why("what cannot be read cannot be checked")
}

/// Reads a text file: UTF-8, no NUL, of a size that a text has. `shown` is its
/// path in what is said of it.
///
/// # Errors
/// If it is no such file.
pub fn read_text(path: &Path, shown: &str) -> Result<Arc<TextFile>, Box<Diagnostic>> {
    let fail = |error: std::io::Error| Box::new(unreadable(shown, &plain(&error)));
    let meta = fs::metadata(path).map_err(fail)?;
    if !meta.is_file() {
        return Err(Box::new(unreadable(shown, "it is not an ordinary file")));
    }
    if meta.len() > MAX_TEXT {
        return Err(Box::new(unreadable(shown, "it is larger than 64 MiB")));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    let file = fs::File::open(path).map_err(fail)?;
    file.take(MAX_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    let (text, bad) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Some(at),
            )
        }
    };
    let nul = memchr::memchr(0, text.as_bytes());
    let file = Arc::new(TextFile::new(shown, text));
    if let Some(at) = bad {
        // The text was shortened by a byte-order mark, if it had one.
        let at = at.min(file.text().len());
        let at = (0..=at)
            .rev()
            .find(|at| file.text().is_char_boundary(*at))
            .unwrap_or(0);
        let end = file.text()[at..]
            .chars()
            .next()
            .map_or(at, |c| at + c.len_utf8());
        return Err(Box::new(
            Diagnostic::error(RULE, &file, Span::new(at..end), "this file is not UTF-8")
                .label("the first byte that is not")
                .why("letters beyond plain English would be published as gibberish")
                .help("save the file with the encoding UTF-8"),
        ));
    }
    if let Some(at) = nul {
        let at = at.min(file.text().len().saturating_sub(1));
        let at = (0..=at)
            .rev()
            .find(|at| file.text().is_char_boundary(*at))
            .unwrap_or(0);
        return Err(Box::new(
            Diagnostic::error(RULE, &file, Span::new(at..at), "this file holds a NUL byte")
                .why("it is not a text, or it was damaged")
                .help("save it again as plain text"),
        ));
    }
    Ok(file)
}

/// Whether a path leads to something within the site; `None` if it leads to
/// nothing.
fn is_inside(root: &Path, path: &str) -> Option<bool> {
    let full = root.join(path).canonicalize().ok()?;
    Some(full.starts_with(root.canonicalize().ok()?))
}

/// A file that `site.yaml` names.
fn named_file(
    root: &Path,
    config: &Config,
    path: &str,
    span: Span,
    faults: &mut Vec<Diagnostic>,
) -> Option<Arc<TextFile>> {
    let full = root.join(path);
    match is_inside(root, path) {
        Some(true) => match read_text(&full, path) {
            Ok(file) => return Some(file),
            Err(fault) => faults.push(*fault),
        },
        Some(false) => faults.push(
            Diagnostic::error(
                "config",
                &config.file,
                span,
                format!("`{path}` lies outside of the guide's folder"),
            )
            .help("put the file into the folder"),
        ),
        None => faults.push(
            Diagnostic::error(
                "config",
                &config.file,
                span,
                format!("there is no file `{path}`"),
            )
            .help("paths are seen from the folder of `site.yaml`, as in `content/sources.yaml`"),
        ),
    }
    None
}

fn data_file(root: &Path, path: &str, faults: &mut Vec<Diagnostic>) -> Option<Arc<TextFile>> {
    let full = root.join(path);
    if !full.exists() {
        return None;
    }
    match read_text(&full, path) {
        Ok(file) => Some(file),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    }
}

/// The files of the site's own theme.
fn theme(root: &Path, config: &Config, faults: &mut Vec<Diagnostic>) -> Vec<(String, Arc<[u8]>)> {
    let folder = root.join("themes").join(&config.theme);
    if !folder.is_dir() {
        if config.theme != "default" {
            faults.push(
                Diagnostic::error("config", &config.file, Span::default(), format!("there is no theme `themes/{}`", config.theme))
                    .help("make the folder, or remove the line `theme`: the default theme is part of the program"),
            );
        }
        return Vec::new();
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(&folder)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        if !entry.file_type().is_file() {
            continue;
        }
        let path = shown(&folder, entry.path());
        if path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        match fs::read(entry.path()) {
            Ok(bytes) => files.push((path, bytes.into())),
            Err(error) => faults.push(unreadable(&shown(root, entry.path()), &plain(&error))),
        }
    }
    files
}

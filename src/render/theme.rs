//! Themes: templates and the files they need. The default theme is part of
//! the program; a site's own overrides it file by file.

use std::io::{self, Write};
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};
use serde::Serialize;
use tera::{Context, Tera};

use super::fingerprint::Fingerprint;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Before the names of the default theme's templates: a template that the site
/// does not have is looked for there.
const PREFIX: &str = "default/";

/// The parts of the stylesheet, in order. They are written as one file, so that
/// a page asks for one; the last is a site's own, which the default theme lacks.
const SHEETS: [&str; 3] = ["style.css", "print.css", "own.css"];

/// The room that a file needs, more or less.
const TYPICAL: usize = 64 * 1024;

/// A theme, its templates parsed.
pub struct Theme {
    tera: Tera,
    /// Files other than templates, by their path in the theme.
    files: Vec<(String, Arc<[u8]>)>,
    stylesheet: String,
    first_script: Option<String>,
    script: Option<String>,
    icon: Option<String>,
}

/// A template that cannot be used.
#[derive(Clone, Debug)]
pub struct ThemeFault {
    /// What the template engine says, with file, line and column.
    pub message: String,
}

impl Theme {
    /// The default theme with a site's own files over it: paths relative to
    /// the theme's folder, and bytes.
    ///
    /// # Errors
    /// If a template cannot be parsed.
    pub fn new(own: &[(String, Arc<[u8]>)]) -> Result<Self, ThemeFault> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        tera.set_escape_fn(escape);
        let fault = |error: tera::Error| ThemeFault {
            message: error.to_string(),
        };
        tera.set_fallback_prefixes(vec![PREFIX]).map_err(fault)?;
        let mut templates = Vec::new();
        let mut files: Vec<(String, Arc<[u8]>)> = Vec::new();
        let mut found = Vec::new();
        collect(&DEFAULT, &mut found);
        // A template is found faster by its own name than behind the prefix.
        let overridden = own.iter().any(|(path, _)| path.starts_with("templates/"));
        let prefix = if overridden { PREFIX } else { "" };
        for (path, bytes) in found {
            match (path.strip_prefix("templates/"), std::str::from_utf8(bytes)) {
                (Some(name), Ok(text)) => {
                    templates.push((format!("{prefix}{name}"), text.to_owned()));
                }
                _ => files.push((path, bytes.into())),
            }
        }
        for (path, bytes) in own {
            match (path.strip_prefix("templates/"), std::str::from_utf8(bytes)) {
                (Some(name), Ok(text)) => templates.push((name.to_owned(), text.to_owned())),
                _ => {
                    files.retain(|(known, _)| known != path);
                    files.push((path.clone(), Arc::clone(bytes)));
                }
            }
        }
        tera.add_raw_templates(templates).map_err(fault)?;
        unite_sheets(&mut files);
        files.sort();
        let published = |name: &str| {
            let (path, bytes) = files.iter().find(|(path, _)| path == name)?;
            Some(fingerprinted(path, bytes))
        };
        let stylesheet = published("style.css").unwrap_or_else(|| "style.css".to_owned());
        let first_script = published("first.js");
        let script = published("reader.js");
        let icon = published("icon.svg");
        Ok(Self {
            tera,
            files,
            stylesheet,
            first_script,
            script,
            icon,
        })
    }

    /// The path of the stylesheet in the output. It changes with its content,
    /// so that a browser may keep it for ever.
    pub fn stylesheet(&self) -> &str {
        &self.stylesheet
    }

    /// The path of the script that runs before a page is painted, if the theme
    /// has one.
    pub(super) fn first_script(&self) -> Option<&str> {
        self.first_script.as_deref()
    }

    /// The path of the script that helps in reading, if the theme has one.
    pub(super) fn script(&self) -> Option<&str> {
        self.script.as_deref()
    }

    /// The path of the guide's icon in the output, if the theme has one.
    pub(super) fn icon(&self) -> Option<&str> {
        self.icon.as_deref()
    }

    /// The files that are copied to the output.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Arc<[u8]>)> + '_ {
        self.files
            .iter()
            .map(|(path, bytes)| (fingerprinted(path, bytes), Arc::clone(bytes)))
    }

    /// The path in the output of a file of the theme, if it has that file.
    pub(super) fn published(&self, name: &str) -> Option<String> {
        let (path, bytes) = self.files.iter().find(|(path, _)| path == name)?;
        Some(fingerprinted(path, bytes))
    }

    /// Renders a template; the bytes are UTF-8.
    ///
    /// # Errors
    /// What the template engine says.
    pub(super) fn render(&self, template: &str, view: &impl Serialize) -> Result<Vec<u8>, String> {
        let context = Context::from_serialize(view).map_err(|error| error.to_string())?;
        let mut out = Vec::with_capacity(TYPICAL);
        self.tera
            .render_to(template, &context, &mut out)
            .map_err(|error| error.to_string())?;
        Ok(out)
    }
}

/// The templates of the default theme: names and texts, by name.
pub(super) fn templates() -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    collect(&DEFAULT, &mut found);
    let mut templates: Vec<(String, &str)> = found
        .into_iter()
        .filter_map(|(path, bytes)| {
            let name = path.strip_prefix("templates/")?.to_owned();
            Some((name, std::str::from_utf8(bytes).ok()?))
        })
        .collect();
    templates.sort();
    templates
}

/// Escapes a text for HTML as the template engine's own function does, which
/// writes byte by byte: a sixth of the time of a whole build.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| SPECIAL[usize::from(*byte)]) {
        out.write_all(&rest[..at])?;
        out.write_all(match rest[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => b"&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)
}

/// The bytes that HTML gives a meaning.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    special[b'&' as usize] = true;
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'"' as usize] = true;
    special[b'\'' as usize] = true;
    special
};

fn collect<'a>(dir: &'a Dir<'a>, found: &mut Vec<(String, &'a [u8])>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, found),
            DirEntry::File(file) => {
                found.push((
                    file.path().to_string_lossy().replace('\\', "/"),
                    file.contents(),
                ));
            }
        }
    }
}

/// Puts the parts of the stylesheet into its first one.
fn unite_sheets(files: &mut Vec<(String, Arc<[u8]>)>) {
    let mut sheet = Vec::new();
    for name in SHEETS {
        let Some(at) = files.iter().position(|(path, _)| path == name) else {
            continue;
        };
        let (_, bytes) = files.swap_remove(at);
        sheet.extend_from_slice(&bytes);
        if !sheet.ends_with(b"\n") {
            sheet.push(b'\n');
        }
    }
    if !sheet.is_empty() {
        files.push((SHEETS[0].to_owned(), sheet.into()));
    }
}

/// A file's path with a mark of its content in the name: `style.1a2b3c4d.css`.
fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    let mark = format!("{:08x}", Fingerprint::of(bytes) >> 32);
    match path.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}.{mark}.{ending}"),
        None => format!("assets/{path}.{mark}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_adds_to_the_stylesheet_without_copying_it() {
        let own = |name: &str, text: &str| (name.to_owned(), Arc::from(text.as_bytes()));
        let sheet = |own: &[(String, Arc<[u8]>)]| {
            let theme = Theme::new(own).unwrap();
            let sheets: Vec<_> = theme
                .files()
                .filter(|(path, _)| path.ends_with(".css"))
                .collect();
            assert_eq!(sheets.len(), 1, "one file");
            assert_eq!(sheets[0].0, theme.stylesheet());
            String::from_utf8(sheets[0].1.to_vec()).unwrap()
        };
        let plain = sheet(&[]);
        assert!(plain.contains(".search-row"), "with what is for screens");
        assert!(plain.contains("@page"), "with what is for paper");
        assert_eq!(
            sheet(&[own("own.css", "a { color: red }")]),
            format!("{plain}a {{ color: red }}\n")
        );
        let other = sheet(&[own("style.css", "b { color: red }")]);
        assert!(other.starts_with("b { color: red }\n"), "its own style");
        assert!(other.contains("@page"), "and what is for paper");
        assert!(!other.contains(".search-row"), "and nothing else");
    }

    #[test]
    fn texts_are_escaped_as_the_template_engine_does() {
        for text in ["", "a", "<b class=\"x\">&amp; it's ü</b>", "''", "é<"] {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            escape(text, &mut ours).unwrap();
            tera::escape_html(text, &mut theirs).unwrap();
            assert_eq!(ours, theirs, "{text}");
        }
    }
}

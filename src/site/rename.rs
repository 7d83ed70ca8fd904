//! A source under another key, through the whole guide: where its key stands,
//! and what is to stand there.
//!
//! Goes in: a linked site and two keys. Comes out: edits of its files. Keys are
//! found where they were read as keys, so text and code that only look like
//! one stay as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::bibliography::{Source, rekey};
use crate::diagnostic::Place;
use crate::document::parse_key;
use crate::text::{Span, TextFile};
use crate::yaml::Word;

use super::Site;

/// A place of a file, and what is to stand there.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The file.
    pub file: Arc<TextFile>,
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Why a source cannot be renamed, in a sentence for an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// The edits that give a source another key, by file and place.
///
/// # Errors
/// If the format of the library has no place for the key.
pub fn rename(site: &Site, old: &str, new: &str) -> Result<Vec<Edit>, Refusal> {
    let mut edits = Edits::default();
    for (_, source) in site.library.iter() {
        if &*source.key == old {
            own_key(&mut edits, source, new)?;
        }
        for word in [
            &source.superseded_by,
            &source.disputed_by,
            &source.qualified_by,
        ]
        .into_iter()
        .flatten()
        {
            if word.text == old
                && let Place::Text(file, _) = &source.place
            {
                edits.push(file, rekey::in_list(file, word.span, old, new));
            }
        }
    }
    for page in &site.pages {
        let document = &page.document;
        let file = &document.file;
        for listed in &document.front.sources {
            if listed.key.text == old {
                edits.push(file, rekey::in_list(file, listed.key.span, old, new));
            }
        }
        for key in document
            .front
            .further
            .keys
            .iter()
            .filter(|key| key.text == old)
        {
            edits.push(file, Some((key.span, citation(file, key, new))));
        }
        for cluster in &document.body.clusters {
            for item in &cluster.items {
                if item.key.text == old {
                    edits.push(file, Some((item.key.span, citation(file, &item.key, new))));
                }
            }
        }
    }
    Ok(edits.sorted())
}

/// Where the old key stands after all and was not read as one: in code, in
/// comments, in running text. An editor may want to look. Linear in the text of
/// the guide.
pub fn left(site: &Site, old: &str, edits: &[Edit]) -> Vec<(Arc<TextFile>, Span)> {
    let mut files: BTreeMap<&str, &Arc<TextFile>> = BTreeMap::new();
    for page in &site.pages {
        files.insert(page.document.file.path(), &page.document.file);
    }
    for (_, source) in site.library.iter() {
        if let Place::Text(file, _) = &source.place {
            files.insert(file.path(), file);
        }
    }
    let changed: FxHashSet<(&str, u32)> = edits
        .iter()
        .flat_map(|edit| (edit.span.start..edit.span.end).map(|at| (edit.file.path(), at)))
        .collect();
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut left = Vec::new();
    for (path, file) in files {
        let text = file.text();
        for (at, _) in text.match_indices(old) {
            let end = at + old.len();
            let within = text[..at].ends_with(is_of_word) || text[end..].starts_with(is_of_word);
            if !within && !changed.contains(&(path, at as u32)) {
                left.push((Arc::clone(file), Span::new(at..end)));
            }
        }
    }
    left
}

/// The key of the source itself, and of what inherits from it.
fn own_key(edits: &mut Edits, source: &Source, new: &str) -> Result<(), Refusal> {
    let Place::Text(file, _) = &source.place else {
        return Ok(());
    };
    let found = rekey::own_key(source, new).map_err(|why| {
        Refusal(format!(
            "`{}` stands in {}, and {why}.",
            source.key,
            file.path()
        ))
    })?;
    for edit in found {
        edits.push(file, Some(edit));
    }
    Ok(())
}

/// A key in the text, as `@key` or in braces where it needs them.
fn citation(file: &TextFile, key: &Word, new: &str) -> String {
    let written = file.slice(key.span);
    let Some(after) = written.strip_prefix('@') else {
        return new.to_owned();
    };
    let bare = format!("@{new}");
    let stands_bare =
        parse_key(&bare).is_some_and(|(key, length)| key == new && length == bare.len());
    if after.starts_with('{') || !stands_bare {
        format!("@{{{new}}}")
    } else {
        bare
    }
}

/// Edits, each place once.
#[derive(Default)]
struct Edits(Vec<Edit>);

impl Edits {
    fn push(&mut self, file: &Arc<TextFile>, edit: Option<(Span, String)>) {
        if let Some((span, text)) = edit {
            self.0.push(Edit {
                file: Arc::clone(file),
                span,
                text,
            });
        }
    }

    fn sorted(mut self) -> Vec<Edit> {
        self.0
            .sort_by(|a, b| (a.file.path(), a.span.start).cmp(&(b.file.path(), b.span.start)));
        self.0
            .dedup_by(|a, b| a.file.path() == b.file.path() && a.span == b.span);
        self.0
    }
}

/// The text of a file after its edits, which are sorted and lie apart.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edited = String::with_capacity(text.len() + 16 * edits.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        edited.push_str(text.get(at..range.start).unwrap_or_default());
        edited.push_str(&edit.text);
        at = range.end;
    }
    edited.push_str(text.get(at..).unwrap_or_default());
    edited
}

//! Another key for an entry, in the format in which the entry stands.

use crate::diagnostic::Place;
use crate::text::{Span, TextFile};

use super::Source;
use super::export::yaml_text;

/// The edits of an entry's own file that give it another key.
///
/// # Errors
/// If the format has no place for it; the end of a sentence says why.
pub fn own_key(source: &Source, new: &str) -> Result<Vec<(Span, String)>, &'static str> {
    let Place::Text(file, span) = &source.place else {
        return Ok(Vec::new());
    };
    match ending(file) {
        "bib" => bibtex(file, *span, &source.key, new),
        "ris" | "nbib" => ris(file, *span, new).map(|edit| vec![edit]),
        _ => Ok(in_list(file, *span, &source.key, new).into_iter().collect()),
    }
}

/// A key in a field that holds a key or several.
pub fn in_list(file: &TextFile, span: Span, old: &str, new: &str) -> Option<(Span, String)> {
    let written = file.slice(span);
    match ending(file) {
        "json" => {
            let quoted = serde_json::to_string(new).unwrap_or_default();
            Some((span, quoted))
        }
        "bib" | "ris" | "nbib" => {
            let is_end =
                |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",;{}\"".contains(c));
            written
                .match_indices(old)
                .find(|(at, _)| {
                    is_end(written[..*at].chars().next_back())
                        && is_end(written[at + old.len()..].chars().next())
                })
                .map(|(at, _)| {
                    let start = span.start as usize + at;
                    (Span::new(start..start + old.len()), new.to_owned())
                })
        }
        _ => Some((span, in_yaml(written, new))),
    }
}

/// A key as a scalar of YAML, in the quotes of the one before it.
fn in_yaml(before: &str, new: &str) -> String {
    if before.starts_with('"') {
        serde_json::to_string(new).unwrap_or_default()
    } else if before.starts_with('\'') {
        format!("'{}'", new.replace('\'', "''"))
    } else {
        yaml_text(new)
    }
}

fn ending(file: &TextFile) -> &str {
    file.path().rsplit('.').next().unwrap_or_default()
}

/// The key of a BibTeX entry, and where others inherit from it.
fn bibtex(
    file: &TextFile,
    span: Span,
    old: &str,
    new: &str,
) -> Result<Vec<(Span, String)>, &'static str> {
    if new.contains(|c: char| c.is_whitespace() || "{}(),\"'#%=~\\@".contains(c)) {
        return Err("BibTeX does not take such a key");
    }
    let text = file.text();
    let mut edits = vec![(span, new.to_owned())];
    let lower = text.to_ascii_lowercase();
    for field in ["crossref", "xdata"] {
        for (at, _) in lower.match_indices(field) {
            let after = &text[at + field.len()..];
            let Some(value) = after.trim_start().strip_prefix('=') else {
                continue;
            };
            let value = value.trim_start().trim_start_matches(['{', '"']);
            let start = text.len() - value.len();
            let end = value
                .find(['}', '"', '\n'])
                .map_or(text.len(), |end| start + end);
            edits.extend(in_list(file, Span::new(start..end), old, new));
        }
    }
    Ok(edits)
}

/// The `ID` line of a record, or a new one behind its first line.
fn ris(file: &TextFile, span: Span, new: &str) -> Result<(Span, String), &'static str> {
    if new.contains(['\n', '\r']) {
        return Err("RIS does not take such a key");
    }
    let text = file.text();
    let mut at = span.start as usize;
    at = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut behind_first = None;
    for line in text[at..].split_inclusive('\n') {
        let end = at + line.len();
        let tag = line.get(..2).unwrap_or_default();
        if tag == "ID" && line[2..].trim_start().starts_with('-') {
            let value = line.find('-').map_or(end, |dash| at + dash + 1);
            let gap = text[value..end].len() - text[value..end].trim_start().len();
            let start = value + gap;
            let length = text[start..end].trim_end().len();
            return Ok((Span::new(start..start + length), new.to_owned()));
        }
        at = end;
        behind_first.get_or_insert(end);
        if tag == "ER" || line.trim().is_empty() {
            break;
        }
    }
    let at = behind_first.unwrap_or(at);
    Ok((Span::new(at..at), format!("ID  - {new}\n")))
}

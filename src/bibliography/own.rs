//! What a guide says of a source beside CSL's variables: the same fields, by
//! the same names, in every format.
//!
//! YAML and JSON hold them beside CSL's variables, or within `custom`, which is
//! CSL's own place for what it does not know. BibLaTeX holds them as fields of
//! these names. A format that has no room for them holds them as lines
//! `name: value` of a note, which is also how Zotero keeps what it does not
//! know.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::text::{Span, TextFile};
use crate::yaml::Word;

use super::{Design, Orcid, PartialDate, Source, bad_identifier, fault};

/// A field of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnField {
    Design,
    Population,
    Supports,
    SupersededBy,
    DisputedBy,
    QualifiedBy,
    ArchiveUrl,
    Checked,
    AuthorsIncomplete,
    Registration,
}

impl OwnField {
    /// All of them.
    pub(super) const ALL: [OwnField; 10] = [
        Self::Design,
        Self::Population,
        Self::Supports,
        Self::SupersededBy,
        Self::DisputedBy,
        Self::QualifiedBy,
        Self::ArchiveUrl,
        Self::Checked,
        Self::AuthorsIncomplete,
        Self::Registration,
    ];

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Population => "population",
            Self::Supports => "supports",
            Self::SupersededBy => "superseded_by",
            Self::DisputedBy => "disputed_by",
            Self::QualifiedBy => "qualified_by",
            Self::ArchiveUrl => "archive_url",
            Self::Checked => "checked",
            Self::AuthorsIncomplete => "authors_incomplete",
            Self::Registration => "registration",
        }
    }

    /// The field of a name as other programs let one write it: `archive-url`,
    /// `archiveurl`, `Archive URL`.
    pub(super) fn of_loose_name(name: &str) -> Option<Self> {
        let plain = |name: &str| {
            let letters = name.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
            letters.collect::<String>().to_ascii_lowercase()
        };
        let name = plain(name);
        Self::ALL
            .into_iter()
            .find(|field| plain(field.name()) == name)
    }

    /// Whether it holds a list.
    pub(super) fn is_list(self) -> bool {
        matches!(
            self,
            Self::SupersededBy | Self::DisputedBy | Self::QualifiedBy | Self::Registration
        )
    }

    /// Puts a value of a format that knows texts only, lists divided by commas.
    pub(super) fn put_text(
        self,
        source: &mut Source,
        file: &Arc<TextFile>,
        value: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let parts: Vec<&str> = if self.is_list() {
            value.split([',', ';']).collect()
        } else {
            vec![value]
        };
        let words: Vec<Word> = parts
            .into_iter()
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| Word {
                text: part.to_owned(),
                span,
            })
            .collect();
        self.put(source, file, words, span, diagnostics);
    }

    /// Puts a value into a source, or says what is wrong with it. What is no
    /// text, or no list of texts, comes as no words.
    pub(super) fn put(
        self,
        source: &mut Source,
        file: &Arc<TextFile>,
        words: Vec<Word>,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let wrong = |expected: &str| {
            fault(
                Place::Text(Arc::clone(file), span),
                format!("`{}` does not hold {expected}", self.name()),
            )
            .label(format!("expected {expected}"))
        };
        if words.is_empty() || (words.len() > 1 && !self.is_list()) {
            diagnostics.push(wrong(if self.is_list() {
                "a text or a list of texts"
            } else {
                "a text"
            }));
            return;
        }
        source.spans.push((self.name(), span));
        let text = words[0]
            .text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        match self {
            Self::Design => match Design::from_keyword(&text) {
                Some(design) => source.design = Some(design),
                None => diagnostics.push(
                    wrong("a kind of study")
                        .did_you_mean(nearest(&text, Design::keywords()))
                        .help(format!(
                            "the kinds are {}",
                            Design::keywords().collect::<Vec<_>>().join(", ")
                        )),
                ),
            },
            Self::Population => source.population = Some(text),
            Self::Supports => source.supports = Some(text),
            Self::SupersededBy => source.superseded_by = words,
            Self::DisputedBy => source.disputed_by = words,
            Self::QualifiedBy => source.qualified_by = words,
            Self::Registration => source.registrations = words,
            Self::ArchiveUrl => {
                if is_web_address(&text) {
                    source.archive_url = Some(text);
                } else {
                    diagnostics.push(
                        wrong("a web address")
                            .why("readers could not open the copy")
                            .help("write it whole, with `https://` before it"),
                    );
                }
            }
            Self::Checked => match PartialDate::parse(&text) {
                Some(date) => source.checked = Some(date),
                None => diagnostics.push(wrong("a date as in `2026-11-22`")),
            },
            Self::AuthorsIncomplete => match text.as_str() {
                "true" => source.authors_incomplete = true,
                "false" => source.authors_incomplete = false,
                _ => diagnostics.push(wrong("`true` or `false`")),
            },
        }
    }
}

/// Whether a text is an address of the web that a reader can open.
fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && !host.starts_with('.') && !text.contains(char::is_whitespace)
    })
}

/// A line `name: value` of a note: the CSL variable or the field of a guide
/// that it is, and its value.
pub(super) enum NoteLine<'a> {
    /// A field of a guide.
    Own(OwnField, &'a str),
    /// A variable that the format has no field for.
    Text(&'static str, &'a str),
}

/// Reads a line of a note; `None` if it is a note like any other.
pub(super) fn note_line(line: &str) -> Option<NoteLine<'_>> {
    let (name, value) = line.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    if value.is_empty() {
        return None;
    }
    if let Some(own) = OwnField::of_loose_name(name) {
        return Some(NoteLine::Own(own, value));
    }
    ["DOI", "PMID", "PMCID", "ISBN", "ISSN", "status"]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
        .map(|known| NoteLine::Text(known, value))
}

/// Puts a note into a source: what it holds line by line to its place, and the
/// rest as the note.
pub(super) fn put_note(
    source: &mut Source,
    file: &Arc<TextFile>,
    note: &str,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut rest = Vec::new();
    for line in note.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match note_line(line) {
            Some(NoteLine::Own(own, value)) => {
                own.put_text(source, file, value, span, diagnostics);
            }
            Some(NoteLine::Text(name, value)) => {
                // What stands in a field of its own goes before.
                if source.field(name).is_none() {
                    source.put(name, value, span);
                }
            }
            None => {
                let annotation = line
                    .split_once(": ")
                    .and_then(|(name, value)| Some((annotated(name.trim())?, value)));
                match annotation.filter(|(list, _)| source.names.contains_key(list)) {
                    Some((list, value)) => {
                        put_orcids(source, file, list, value, span, diagnostics);
                    }
                    None => rest.push(line),
                }
            }
        }
    }
    if !rest.is_empty() {
        let text = match source.field("note") {
            Some(before) => format!("{before} {}", rest.join(" ")),
            None => rest.join(" "),
        };
        source.put("note", &text, span);
    }
}

/// BibLaTeX's names of the lists of names, by CSL's.
pub(super) const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("container-author", "bookauthor"),
];

/// What BibLaTeX puts behind the name of a list to say something of the names
/// in it, here their ORCID iDs.
pub(super) const ORCIDS: &str = "+an:orcid";

/// The list of names of which a field such as `author+an:orcid` says the ORCID
/// iDs.
pub(super) fn annotated(field: &str) -> Option<&'static str> {
    let list = field.strip_suffix(ORCIDS)?;
    let known = NAMES.iter().find(|(_, name)| *name == list)?;
    Some(known.0)
}

/// Gives the names of a list their ORCID iDs, `1="0000-0001-6251-5630"; 3="…"`.
pub(super) fn put_orcids(
    source: &mut Source,
    file: &Arc<TextFile>,
    list: &'static str,
    value: &str,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let place = || Place::Text(Arc::clone(file), span);
    let mut names = source.names.get_mut(list);
    for part in value.split([';', ',']).map(str::trim) {
        let Some((number, id)) = part.split_once('=') else {
            if !part.is_empty() {
                diagnostics.push(
                    fault(
                        place(),
                        format!("`{part}` does not say whose ORCID iD it is"),
                    )
                    .help(
                        "write the number of the name before it, as in `1=\"0000-0001-6251-5630\"`",
                    ),
                );
            }
            continue;
        };
        let id = id.trim().trim_matches('"');
        let number = number.trim();
        let at = number
            .parse::<usize>()
            .ok()
            .and_then(|at| at.checked_sub(1));
        let name = at.and_then(|at| names.as_deref_mut()?.get_mut(at));
        match (Orcid::parse(id), name) {
            (Ok(orcid), Some(name)) => name.orcid = Some(orcid),
            (Err(malformed), _) => {
                diagnostics.push(bad_identifier(place(), "ORCID iD", id, &malformed));
            }
            (Ok(_), None) => diagnostics.push(
                fault(place(), format!("there is no name `{number}` in this list"))
                    .why("the ORCID iD would be shown with nobody, or with somebody else")
                    .help("count the names of the list from 1"),
            ),
        }
    }
}

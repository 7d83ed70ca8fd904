//! Fenced divs: `::: name {attributes}` … `:::`, the one block extension.

use crate::text::Span;

use super::attribute::{self, Attributes};

/// The names a div may have.
pub const DIV_NAMES: [&str; 4] = ["key-points", "red-flags", "note", "uncited"];

/// What a div is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DivKind {
    /// The page's most important points.
    KeyPoints,
    /// Signs that need help at once.
    RedFlags,
    /// An aside.
    Note,
    /// Blocks without a source, and the editor's reason; empty if none was
    /// given, which is a fault.
    Uncited(Box<str>),
    /// A name that we do not know.
    Unknown(Box<str>),
}

/// A div.
#[derive(Clone, Debug)]
pub struct Div {
    /// What it is for.
    pub kind: DivKind,
    /// Its opening line.
    pub span: Span,
}

/// Whether a line, without its end, opens or closes a div.
pub(super) fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with(":::")
}

/// Copies a text with each fence line turned into a thematic break of the same
/// length, so that the Markdown parser ends whatever was open before it and
/// every offset stays. The offsets of the fences come with it.
pub(super) fn mask(text: &str) -> (String, Vec<usize>) {
    let mut masked = String::with_capacity(text.len());
    let mut fences = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if !is_fence(content) {
            masked.push_str(line);
            continue;
        }
        let indent = content.len() - content.trim_start().len();
        fences.push(masked.len() + indent);
        masked.push_str(&content[..indent]);
        masked.push_str("***");
        masked.extend(std::iter::repeat_n(' ', content.len() - indent - 3));
        masked.push_str(&line[content.len()..]);
    }
    (masked, fences)
}

/// What a fence line says, from its first colon to its end.
pub(super) enum Fence {
    /// It closes the innermost div.
    Close,
    /// It opens one.
    Open(DivKind),
}

/// Reads a fence line.
pub(super) fn read(line: &str) -> Fence {
    let rest = line
        .trim_start_matches(':')
        .trim()
        .trim_end_matches(':')
        .trim_end();
    if rest.is_empty() {
        return Fence::Close;
    }
    let (name, attributes) = match rest.split_once('{') {
        Some((name, braces)) => (
            name.trim(),
            attribute::parse(braces.trim_end().trim_end_matches('}')),
        ),
        None => (rest, Attributes::default()),
    };
    let class = attributes.classes.first().map(String::as_str);
    let name = if name.is_empty() {
        class.unwrap_or_default()
    } else {
        name
    };
    Fence::Open(match name {
        "key-points" => DivKind::KeyPoints,
        "red-flags" => DivKind::RedFlags,
        "note" => DivKind::Note,
        "uncited" => DivKind::Uncited(attributes.get("because").unwrap_or_default().trim().into()),
        other => DivKind::Unknown(other.into()),
    })
}

//! Spans: `[First. Second.]{@key, p. 3}` gives several sentences one source,
//! `[Humans need sleep.]{.uncited because="…"}` waives one, and
//! `[Naps can backfire.]{see="#naps"}` rests on a section.

use crate::text::Span;

use super::attribute;

/// A span, and what stands for its sentences.
#[derive(Clone, Debug)]
pub struct Cover {
    /// What stands for them.
    pub kind: CoverKind,
    /// From the bracket to the closing brace.
    pub span: Span,
}

/// What stands for the sentences of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoverKind {
    /// The citation in the braces, which follows the span as a node.
    Sources,
    /// The editor's reason; empty if none was given, which is a fault.
    Waiver(Box<str>),
    /// A section: a link target as written.
    See(Box<str>),
}

/// What the braces behind a bracket say; `None` if they are no braces of ours.
pub(super) fn read(inside: &str) -> Option<CoverKind> {
    let start = inside.trim_start();
    if start.starts_with('@') || start.starts_with("-@") {
        return Some(CoverKind::Sources);
    }
    let attributes = attribute::parse(inside);
    if attributes.classes.iter().any(|class| class == "uncited") {
        // A reason may run over two lines.
        let reason = attributes.get("because").unwrap_or_default();
        let reason: Vec<&str> = reason.split_whitespace().collect();
        return Some(CoverKind::Waiver(reason.join(" ").into()));
    }
    attributes
        .get("see")
        .map(|target| CoverKind::See(target.into()))
}

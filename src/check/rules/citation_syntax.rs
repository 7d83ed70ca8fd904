//! Something looks like a citation and cannot be read as one.
//!
//! ## Why it matters
//!
//! Other programs print such brackets as plain text and say nothing: the sentence
//! looks sourced, and is linked to nothing.
//!
//! ## Example
//!
//! `[@one, @two]`, `[@one; see also]`, `[@one][@two]`, `[@one, 99 years later]`,
//! `[@doi:10.1000/(x)y]`
//!
//! ## What to do
//!
//! Separate sources with semicolons and give each part a key: `[@one; @two, p. 3]`.
//! Put an odd key into braces: `@{doi:10.1000/(x)y}`. Say `p.` where you mean a
//! page. Where one correction is right, the message shows it. A plain at sign is
//! written `\@`. The whole syntax is in [Cite](../citations.md).

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "citation-syntax",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("citation_syntax.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

//! A formula cannot be understood.
//!
//! ## Why it matters
//!
//! A dose or a threshold that is worked out by a formula must not be shown in part.
//!
//! ## Example
//!
//! `$\frac{weight}$`: a fraction has two parts
//!
//! ## What to do
//!
//! Write the formula as in LaTeX. A dollar sign that means money is written `\$`; on
//! pages without `math: true` it is always money.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "formula",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("formula.rs"),
    find,
};

/// Noticed while the file is read.
fn find(_: &Site, _: &mut Vec<Diagnostic>) {}

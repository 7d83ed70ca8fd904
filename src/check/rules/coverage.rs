//! A page asks for a laxer coverage than its site.
//!
//! ## Why it matters
//!
//! The site's coverage is what readers are told. A page may promise more, never
//! less.
//!
//! ## Example
//!
//! `coverage: paragraph` on a page of a site with `coverage: sentence`.
//!
//! ## What to do
//!
//! Remove the line, or choose a stricter mode. From the most to the least strict:
//! strict, sentence, run, paragraph.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "coverage",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("coverage.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    let own = site.config.claims.coverage;
    for page in &site.pages {
        if let Some((coverage, span)) = page.document.front.coverage
            && coverage > own
        {
            found.push(
                Diagnostic::error(
                    RULE.id,
                    &page.document.file,
                    span,
                    format!("`{}` is laxer than the site's coverage", coverage.word()),
                )
                .label(format!("the site's is `{}`", own.word()))
                .why("readers are told the site's coverage; a page may only promise more")
                .help("remove this line"),
            );
        }
    }
}

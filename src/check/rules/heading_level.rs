//! A heading skips a level, or is of level 1.
//!
//! ## Why it matters
//!
//! Readers who listen to a page move through it by its headings; a level that is
//! missing sounds like a part that is missing. Level 1 is the page's title, which
//! comes from the front matter.
//!
//! ## Example
//!
//! `## Causes` followed by `#### Sleep`
//!
//! ## What to do
//!
//! Begin with `##`, and go down one level at a time.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "heading-level",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("heading_level.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let mut before = 1;
        for heading in &page.document.body.headings {
            let level = heading.level;
            if level == 1 || level > before + 1 {
                let (message, help) = if level == 1 {
                    ("a heading of level 1 in the text", "write it with `##`: the title of the front matter is the one heading of level 1".to_owned())
                } else {
                    (
                        "this heading skips a level",
                        format!("write it with {} `#`", before + 1),
                    )
                };
                found.push(
                    Diagnostic::error(RULE.id, &page.document.file, heading.span, message)
                        .why("readers who listen move from heading to heading; a missing level sounds like a missing part")
                        .help(help),
                );
            }
            before = level.max(1);
        }
    }
}

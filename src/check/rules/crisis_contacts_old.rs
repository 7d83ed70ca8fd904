//! A crisis contact was last checked more than twelve months ago.
//!
//! ## Why it matters
//!
//! Help lines change their numbers and hours, and close. Somebody in danger should
//! not be the first to notice.
//!
//! ## Example
//!
//! `checked: 2024-03-02` in `content/crisis.yaml`, built in 2026.
//!
//! ## What to do
//!
//! Look the number up at the service itself, correct what has changed, and write
//! today's date. "Today" is the day given with `--today`, or that of the build.

use jiff::ToSpan;

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "crisis-contacts-old",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("crisis_contacts_old.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    let (Some(file), Ok(limit)) = (&site.crisis.file, site.today.checked_sub(1.year())) else {
        return;
    };
    for checked in site.crisis.checks().filter(|checked| checked.on < limit) {
        found.push(
            Diagnostic::error(
                RULE.id,
                file,
                checked.span,
                format!(
                    "these contacts were last checked on {}, more than twelve months ago",
                    checked.on
                ),
            )
            .why("help lines change their numbers and hours, and readers in danger rely on them")
            .help("look the numbers up at the services themselves, and write the day on which you did"),
        );
    }
}

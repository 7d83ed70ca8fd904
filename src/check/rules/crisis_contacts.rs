//! An entry of `content/crisis.yaml` cannot be used, or was checked on a day that has not come yet.
//!
//! ## Why it matters
//!
//! Readers in danger call these numbers. One that cannot be dialled, or that nobody
//! has looked at, must not be printed.
//!
//! ## Example
//!
//! `telephone: 0800 FLOWERS`, or a region without `checked`.
//!
//! ## What to do
//!
//! Write numbers in digits, as in `116 123`. Look every number up at the service
//! itself, and write the day on which you did: `checked: 2026-03-02`; or the day
//! and how you did it, which readers are told: `checked: {on: 2026-03-02, how: by
//! calling each number}`.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "crisis-contacts",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("crisis_contacts.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(file) = &site.crisis.file else {
        return;
    };
    for checked in site.crisis.checks() {
        if checked.on > site.today {
            found.push(
                Diagnostic::error(
                    RULE.id,
                    file,
                    checked.span,
                    format!(
                        "this number was checked on {}, which has not come yet",
                        checked.on
                    ),
                )
                .why("readers are told on which day somebody looked whether the number is right")
                .help("correct the date"),
            );
        }
    }
}

//! A waiver gives no reason, or there are too many of them, or a summary rests on nothing.
//!
//! ## Why it matters
//!
//! A waiver is an editor's word that a statement needs no source. Readers are
//! shown the word and its reason; too many of them, and the guide no longer is
//! what it says.
//!
//! ## Example
//!
//! `[Humans need sleep.]{.uncited}`, or one claim in ten waived.
//!
//! ## What to do
//!
//! Give the reason: `{.uncited because="common knowledge"}`. Or find a source.
//! The largest share is `max_waivers` under `claims` in `site.yaml`, in percent.

use crate::check::Rule;
use crate::claim::Status;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::CoverKind;
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "waiver",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("waiver.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        for cover in &page.document.body.covers {
            if matches!(&cover.kind, CoverKind::Waiver(reason) if reason.is_empty()) {
                found.push(
                    Diagnostic::error(
                        RULE.id,
                        &page.document.file,
                        cover.span,
                        "a waiver needs a reason",
                    )
                    .why("readers are shown the reason in place of a source")
                    .help("write `{.uncited because=\"the reason\"}`"),
                );
            }
        }
        for unit in page.claims.claims() {
            if let Status::See(_) = unit.status {
                found.push(
                    Diagnostic::error(RULE.id, &page.document.file, unit.span, "the section that this sentence sums up holds no sourced claim")
                        .label("it rests on nothing")
                        .why("a summary stands on the sources of what it sums up")
                        .help("point `see` at a section with sources: `{see=\"#its-id\"}` or `{see=\"page.md#its-id\"}`"),
                );
            }
        }
    }
    let counts = site.counts();
    #[expect(
        clippy::cast_precision_loss,
        reason = "a guide has fewer than 2^52 claims"
    )]
    let percent = if counts.claims == 0 {
        0.0
    } else {
        counts.waived as f64 * 100.0 / counts.claims as f64
    };
    let allowed = site.config.claims.max_waivers;
    if percent > allowed {
        found.push(
            Diagnostic::at(
                RULE.id,
                Place::File(site.config.file.path().into()),
                format!(
                    "{} of {} claims are waived: {percent:.1} %, and {allowed} % are allowed",
                    counts.waived, counts.claims
                ),
            )
            .why("a guide that waives so much is not what it says it is")
            .help("find sources for some of them; `wellsourced claims --waived` lists them")
            .help(
                "or raise `max_waivers` under `claims` in `site.yaml`: readers will see the share",
            ),
        );
    }
}

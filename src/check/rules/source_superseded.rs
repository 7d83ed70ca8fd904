//! A page cites a work that a newer one replaces.
//!
//! ## Why it matters
//!
//! The newer work may say the opposite, and readers are told of the older.
//!
//! ## Example
//!
//! A Cochrane review in its first version, `10.1002/14651858.CD004366`, while the
//! library has `10.1002/14651858.CD004366.pub6`; or a source whose
//! `superseded_by` names another.
//!
//! ## What to do
//!
//! Read the newer work and cite it in place of the older. A page that tells what
//! was known earlier may cite both.

use rustc_hash::FxHashMap;

use crate::bibliography::identifier::Doi;
use crate::bibliography::{Source, SourceId};
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

use super::source_disputed::{cited, listed_place};

pub(super) const RULE: Rule = Rule {
    id: "source-superseded",
    severity: Severity::Warning,
    may_be_turned_down: true,
    text: include_str!("source_superseded.rs"),
    find,
};

/// Linear in the library and in the citations of all pages.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    let newest = newest(site);
    if newest.is_empty() {
        return;
    }
    for page in &site.pages {
        let cited = cited(page);
        for key in &cited {
            let Some(id) = site.library.find(key) else {
                continue;
            };
            let Some(newer) = newest.get(&id) else {
                continue;
            };
            let known: Vec<&Source> = newer.iter().map(|id| site.library.get(*id)).collect();
            if known.iter().any(|newer| cited.contains(&*newer.key)) {
                continue;
            }
            let names: Vec<String> = known
                .iter()
                .map(|newer| format!("`{}` ({})", newer.key, newer.label()))
                .collect();
            found.push(
                Diagnostic::at(
                    RULE.id,
                    listed_place(page, key),
                    format!(
                        "this page cites `{key}`, which {} replaces",
                        names.join(" and ")
                    ),
                )
                .related(site.library.get(id).place.clone(), "the older work")
                .why("the newer work may say the opposite")
                .help("read the newer work and cite it in place of the older, or beside it"),
            );
        }
    }
}

/// The works that replace a work, for those that are replaced.
fn newest(site: &Site) -> FxHashMap<SourceId, Vec<SourceId>> {
    let mut newest: FxHashMap<SourceId, Vec<SourceId>> = FxHashMap::default();
    let mut reviews: FxHashMap<String, (u32, SourceId)> = FxHashMap::default();
    let mut versions = Vec::new();
    for (id, source) in site.library.iter() {
        let named = source.superseded_by.iter();
        let named: Vec<SourceId> = named
            .filter_map(|word| site.library.find(&word.text))
            .filter(|newer| *newer != id)
            .collect();
        if !named.is_empty() {
            newest.insert(id, named);
        }
        let review = source
            .doi()
            .and_then(|doi| Doi::parse(doi).ok()?.cochrane());
        if let Some(review) = review {
            let last = reviews
                .entry(review.number.clone())
                .or_insert((review.version, id));
            if review.version > last.0 {
                *last = (review.version, id);
            }
            versions.push((id, review));
        }
    }
    for (id, review) in versions {
        if let Some((version, newer)) = reviews.get(&review.number)
            && *version > review.version
        {
            newest.entry(id).or_insert_with(|| vec![*newer]);
        }
    }
    newest
}

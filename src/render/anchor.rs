//! The ids and files that links within the site lead to. Every file that writes
//! one, or points to one, takes it from here.

use crate::bibliography::SourceId;
use crate::site::Site;

/// The id of a page's unit, by its index in the page's claims.
pub(super) fn claim_id(unit: usize) -> String {
    format!("c-{}", unit + 1)
}

/// The id of a source in a page's references.
pub(super) fn source_id(site: &Site, source: SourceId) -> String {
    format!("src-{}", site.source_slugs[source.0 as usize])
}

/// Where the form of the ledger's data is described.
pub(super) const SCHEMA_FILE: &str = "claims.schema.json";

/// The folder of the page that says whom to call.
pub(super) const URGENT_HELP: &str = "urgent-help/";

/// The folder of the page for searching.
pub(super) const SEARCH: &str = "search/";

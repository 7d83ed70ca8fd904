//! The names of styles.

use hayagriva::archive::ArchivedStyle;

/// A style that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// Our own Vancouver style.
    Own,
    /// One that is compiled into the CSL processor.
    Archived(ArchivedStyle),
}

/// The names that are offered first.
pub(super) const OFFERED: [&str; 10] = [
    "vancouver",
    "nlm",
    "ama",
    "apa",
    "harvard",
    "bmj",
    "lancet",
    "chicago-author-date",
    "chicago-notes",
    "ieee",
];

/// The names by which people know styles that the processor calls otherwise.
/// NLM's and the ICMJE's references are what our own style was written from.
const ALIASES: [(&str, &str); 17] = [
    ("nlm", "vancouver"),
    ("icmje", "vancouver"),
    ("nlm-citation-sequence", "vancouver"),
    ("citing-medicine", "vancouver"),
    ("ama", "american-medical-association"),
    ("ama-11", "american-medical-association"),
    ("jama", "american-medical-association"),
    ("apa-7", "apa"),
    ("apa7", "apa"),
    ("harvard", "harvard-cite-them-right"),
    ("cite-them-right", "harvard-cite-them-right"),
    ("lancet", "the-lancet"),
    ("chicago", "chicago-author-date"),
    ("chicago-note", "chicago-notes"),
    ("mhra", "modern-humanities-research-association-notes"),
    ("asa", "american-sociological-association"),
    ("cse", "cse-citation-sequence-brackets-8th-edition"),
];

/// Styles that are not offered: one drops the authors of web pages, the other
/// has no list of references.
const UNFIT: [ArchivedStyle; 2] = [ArchivedStyle::Copernicus, ArchivedStyle::Alphanumeric];

/// A style by its name, however it is spelt.
pub(super) fn find(name: &str) -> Option<Named> {
    let name: String = name
        .trim()
        .to_lowercase()
        .chars()
        .map(|c| if matches!(c, ' ' | '_') { '-' } else { c })
        .collect();
    let name = ALIASES
        .iter()
        .find(|(alias, _)| *alias == name)
        .map_or(name.as_str(), |(_, of)| of);
    if name == "vancouver" {
        return Some(Named::Own);
    }
    ArchivedStyle::by_name(name)
        .filter(|style| !UNFIT.contains(style))
        .map(Named::Archived)
}

/// The style that stands at an address in the CSL project's repository.
pub(super) fn by_address(address: &str) -> Option<Named> {
    let name = address.trim_end_matches('/').rsplit('/').next()?;
    match find(name) {
        Some(Named::Own) => Some(Named::Own),
        found => ArchivedStyle::by_id(address).map(Named::Archived).or(found),
    }
}

/// All names.
pub(super) fn all() -> Vec<&'static str> {
    let archived = ArchivedStyle::all()
        .iter()
        .filter(|style| !UNFIT.contains(style))
        .flat_map(|style| style.names().iter().copied());
    let mut names: Vec<&str> = ALIASES
        .iter()
        .map(|(alias, _)| *alias)
        .chain(archived)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

//! The names of things that a source can have: CSL's types and variables (CSL
//! 1.0.2, appendices III and IV), and what a guide says of a source besides.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::own::OwnField;

/// What a field's name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variable {
    /// A CSL variable that holds a text or a number.
    Text(&'static str),
    /// A CSL variable that holds names.
    Names(&'static str),
    /// A CSL variable that holds a date.
    Date(&'static str),
    /// A field of a guide.
    Own(OwnField),
    /// A field that is read elsewhere, or holds other fields.
    Frame,
}

impl Variable {
    /// The variable of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        KNOWN.get(name).copied()
    }

    /// All names that stand for something.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        let own = OwnField::ALL.iter().map(|own| own.name());
        TEXTS
            .iter()
            .chain(NAMES)
            .chain(DATES)
            .chain(FRAME)
            .copied()
            .chain(own)
    }
}

static KNOWN: LazyLock<FxHashMap<&'static str, Variable>> = LazyLock::new(|| {
    let texts = TEXTS.iter().map(|name| (*name, Variable::Text(name)));
    // Older names of the short titles.
    let older = [
        (
            "journalAbbreviation",
            Variable::Text("container-title-short"),
        ),
        ("shortTitle", Variable::Text("title-short")),
    ];
    let names = NAMES.iter().map(|name| (*name, Variable::Names(name)));
    let dates = DATES.iter().map(|name| (*name, Variable::Date(name)));
    let frame = FRAME.iter().map(|name| (*name, Variable::Frame));
    let own = OwnField::ALL
        .iter()
        .map(|own| (own.name(), Variable::Own(*own)));
    texts
        .chain(older)
        .chain(names)
        .chain(dates)
        .chain(frame)
        .chain(own)
        .collect()
});

/// Fields that say what the entry is, and those that hold fields.
const FRAME: &[&str] = &["id", "type", "custom", "categories"];

/// CSL variables that hold a text or a number.
const TEXTS: &[&str] = &[
    "DOI",
    "ISBN",
    "ISSN",
    "PMCID",
    "PMID",
    "URL",
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "chapter-number",
    "citation-key",
    "citation-label",
    "collection-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "edition",
    "event",
    "event-place",
    "event-title",
    "genre",
    "issue",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "page-first",
    "part",
    "part-title",
    "printing",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "supplement",
    "title",
    "title-short",
    "version",
    "volume",
    "volume-title",
    "year-suffix",
];

/// CSL variables that hold names.
const NAMES: &[&str] = &[
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// CSL variables that hold dates.
const DATES: &[&str] = &[
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
];

/// CSL types.
pub(super) const TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

//! The fields and types of BibLaTeX, and what CSL has for them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a field becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A CSL variable, by its text.
    Text(&'static str),
    /// The same, a title with markup.
    Title(&'static str),
    /// The same, an address or identifier in which LaTeX means nothing.
    Verbatim(&'static str),
    /// A CSL variable, by a list of names.
    Names(&'static str),
    /// A CSL variable, by a date.
    Date(&'static str),
    /// Something that is put together with other fields.
    Joined,
    /// What reference managers and LaTeX keep for themselves.
    Bookkeeping,
}

/// All fields that are known. Of two that become one variable, the first here
/// counts.
const KNOWN: &[(&str, Target)] = &[
    ("title", Target::Title("title")),
    ("subtitle", Target::Joined),
    ("shorttitle", Target::Title("title-short")),
    ("journaltitle", Target::Title("container-title")),
    ("journal", Target::Title("container-title")),
    ("journalsubtitle", Target::Joined),
    ("booktitle", Target::Title("container-title")),
    ("booksubtitle", Target::Joined),
    ("maintitle", Target::Title("volume-title")),
    ("shortjournal", Target::Title("container-title-short")),
    ("journalabbr", Target::Title("container-title-short")),
    ("series", Target::Title("collection-title")),
    ("origtitle", Target::Title("original-title")),
    ("eventtitle", Target::Title("event-title")),
    ("issuetitle", Target::Title("volume-title")),
    ("volume", Target::Text("volume")),
    ("issue", Target::Text("issue")),
    ("number", Target::Joined),
    ("pages", Target::Text("page")),
    ("eid", Target::Text("page")),
    ("articleno", Target::Text("page")),
    ("article-number", Target::Text("page")),
    ("pagetotal", Target::Text("number-of-pages")),
    ("numpages", Target::Text("number-of-pages")),
    ("volumes", Target::Text("number-of-volumes")),
    ("chapter", Target::Text("chapter-number")),
    ("part", Target::Text("part")),
    ("edition", Target::Text("edition")),
    ("version", Target::Text("version")),
    ("publisher", Target::Text("publisher")),
    ("institution", Target::Text("publisher")),
    ("school", Target::Text("publisher")),
    ("organization", Target::Text("publisher")),
    ("location", Target::Text("publisher-place")),
    ("address", Target::Text("publisher-place")),
    ("origpublisher", Target::Text("original-publisher")),
    ("origlocation", Target::Text("original-publisher-place")),
    ("venue", Target::Text("event-place")),
    ("type", Target::Text("genre")),
    ("howpublished", Target::Joined),
    ("pubstate", Target::Text("status")),
    ("doi", Target::Verbatim("DOI")),
    ("url", Target::Verbatim("URL")),
    ("pmid", Target::Verbatim("PMID")),
    ("pmcid", Target::Verbatim("PMCID")),
    ("isbn", Target::Verbatim("ISBN")),
    ("issn", Target::Verbatim("ISSN")),
    ("eprint", Target::Joined),
    ("eprinttype", Target::Joined),
    ("archiveprefix", Target::Joined),
    ("eprintclass", Target::Joined),
    ("primaryclass", Target::Joined),
    ("abstract", Target::Title("abstract")),
    ("keywords", Target::Text("keyword")),
    ("langid", Target::Joined),
    ("language", Target::Joined),
    ("hyphenation", Target::Joined),
    ("note", Target::Joined),
    ("addendum", Target::Joined),
    ("annotation", Target::Joined),
    ("annote", Target::Joined),
    ("author", Target::Names("author")),
    ("editor", Target::Names("editor")),
    ("translator", Target::Names("translator")),
    ("bookauthor", Target::Names("container-author")),
    ("date", Target::Date("issued")),
    ("year", Target::Joined),
    ("month", Target::Joined),
    ("day", Target::Joined),
    ("urldate", Target::Date("accessed")),
    ("eventdate", Target::Date("event-date")),
    ("origdate", Target::Date("original-date")),
    ("entrysubtype", Target::Joined),
    ("crossref", Target::Bookkeeping),
    ("xdata", Target::Bookkeeping),
    ("ids", Target::Bookkeeping),
    ("file", Target::Bookkeeping),
    ("timestamp", Target::Bookkeeping),
    ("owner", Target::Bookkeeping),
    ("groups", Target::Bookkeeping),
    ("creationdate", Target::Bookkeeping),
    ("modificationdate", Target::Bookkeeping),
    ("date-added", Target::Bookkeeping),
    ("date-modified", Target::Bookkeeping),
    ("local-url", Target::Bookkeeping),
    ("bdsk-url-1", Target::Bookkeeping),
    ("bdsk-url-2", Target::Bookkeeping),
    ("bdsk-url-3", Target::Bookkeeping),
    ("bdsk-file-1", Target::Bookkeeping),
    ("bdsk-file-2", Target::Bookkeeping),
    ("mendeley-tags", Target::Bookkeeping),
    ("mendeley-groups", Target::Bookkeeping),
    ("biburl", Target::Bookkeeping),
    ("bibsource", Target::Bookkeeping),
    ("citekey", Target::Bookkeeping),
    ("key", Target::Bookkeeping),
    ("sortkey", Target::Bookkeeping),
    ("sortname", Target::Bookkeeping),
    ("sorttitle", Target::Bookkeeping),
    ("presort", Target::Bookkeeping),
    ("label", Target::Bookkeeping),
    ("shorthand", Target::Bookkeeping),
    ("options", Target::Bookkeeping),
    ("urlraw", Target::Bookkeeping),
];

/// The places in the table by the names.
static PLACES: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
    let names = KNOWN.iter().enumerate();
    names.map(|(at, (name, _))| (*name, at)).collect()
});

/// What becomes of a field, and its place in the table: what comes first
/// counts first.
pub(super) fn target(name: &str) -> Option<(usize, Target)> {
    let at = *PLACES.get(name)?;
    Some((at, KNOWN[at].1))
}

/// The name of a field as the table has it.
pub(super) fn known(name: &str) -> Option<&'static str> {
    PLACES.get(name).map(|at| KNOWN[*at].0)
}

/// The names of all fields.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|(name, _)| *name)
}

/// The CSL type of an entry's type, in small letters, and the genre that it
/// says. `None` if it is no type of BibTeX or BibLaTeX.
pub(super) fn kind(kind: &str) -> Option<(&'static str, Option<&'static str>)> {
    Some(match kind {
        "article" | "suppperiodical" => ("article-journal", None),
        "book" | "mvbook" | "collection" | "mvcollection" | "reference" | "mvreference"
        | "proceedings" | "mvproceedings" => ("book", None),
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" => {
            ("chapter", None)
        }
        "inproceedings" | "conference" => ("paper-conference", None),
        "inreference" => ("entry-encyclopedia", None),
        "online" | "electronic" | "www" => ("webpage", None),
        "report" | "techreport" | "manual" => ("report", None),
        "thesis" => ("thesis", None),
        "phdthesis" => ("thesis", Some("PhD thesis")),
        "mastersthesis" => ("thesis", Some("Master’s thesis")),
        "booklet" => ("pamphlet", None),
        "unpublished" => ("manuscript", None),
        "periodical" => ("periodical", None),
        "dataset" => ("dataset", None),
        "software" => ("software", None),
        "patent" => ("patent", None),
        "standard" => ("standard", None),
        "legislation" => ("legislation", None),
        "jurisdiction" => ("legal_case", None),
        "legal" => ("treaty", None),
        "letter" => ("personal_communication", None),
        "movie" | "video" => ("motion_picture", None),
        "audio" | "music" => ("song", None),
        "image" | "artwork" => ("graphic", None),
        "performance" => ("performance", None),
        "review" => ("review", None),
        "misc" | "custom" => ("document", None),
        _ => return None,
    })
}

/// A language as LaTeX names it, as a tag.
pub(super) fn language(name: &str) -> &str {
    match name.to_ascii_lowercase().as_str() {
        "english" => "en",
        "british" | "ukenglish" => "en-GB",
        "american" | "usenglish" => "en-US",
        "german" | "ngerman" => "de",
        "austrian" | "naustrian" => "de-AT",
        "french" => "fr",
        "spanish" => "es",
        "italian" => "it",
        "dutch" => "nl",
        "portuguese" => "pt",
        "brazilian" => "pt-BR",
        "swedish" => "sv",
        "danish" => "da",
        "norwegian" | "norsk" => "no",
        "finnish" => "fi",
        "polish" => "pl",
        "czech" => "cs",
        "russian" => "ru",
        "turkish" => "tr",
        "japanese" => "ja",
        "chinese" => "zh",
        _ => name,
    }
}

//! What kind of work a source is, in words for readers.

/// The design of a study, or the kind of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words below say what each is")]
pub enum Design {
    SystematicReview,
    MetaAnalysis,
    Guideline,
    Rct,
    Cohort,
    CaseControl,
    CrossSectional,
    CaseSeries,
    Qualitative,
    NarrativeReview,
    Animal,
    Lab,
    OfficialPage,
    News,
}

/// Every design, the word editors write, and the words readers see.
const DESIGNS: [(Design, &str, &str); 14] = [
    (
        Design::SystematicReview,
        "systematic-review",
        "systematic review of studies",
    ),
    (
        Design::MetaAnalysis,
        "meta-analysis",
        "review that pools studies",
    ),
    (Design::Guideline, "guideline", "clinical guideline"),
    (Design::Rct, "rct", "randomised trial"),
    (
        Design::Cohort,
        "cohort",
        "study that followed people over time",
    ),
    (
        Design::CaseControl,
        "case-control",
        "study that compared people with and without an illness",
    ),
    (
        Design::CrossSectional,
        "cross-sectional",
        "survey at one point in time",
    ),
    (Design::CaseSeries, "case-series", "series of cases"),
    (Design::Qualitative, "qualitative", "interview study"),
    (
        Design::NarrativeReview,
        "narrative-review",
        "overview by experts",
    ),
    (Design::Animal, "animal", "animal study"),
    (Design::Lab, "lab", "laboratory experiment"),
    (Design::OfficialPage, "official-page", "official page"),
    (Design::News, "news", "news report"),
];

impl Design {
    /// The words editors may write.
    pub fn keywords() -> impl Iterator<Item = &'static str> {
        DESIGNS.iter().map(|(_, keyword, _)| *keyword)
    }

    /// The design of a word.
    pub fn from_keyword(word: &str) -> Option<Self> {
        DESIGNS
            .iter()
            .find(|(_, keyword, _)| *keyword == word)
            .map(|(design, _, _)| *design)
    }

    /// The words readers see.
    pub fn words(self) -> &'static str {
        DESIGNS
            .iter()
            .find(|(design, _, _)| *design == self)
            .map_or("", |(_, _, words)| words)
    }
}

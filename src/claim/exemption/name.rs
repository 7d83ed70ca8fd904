//! The names of the reasons why a unit may be no claim, and what each says to an editor.

/// The named reason why a unit is no claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Exemption {
    /// Page furniture.
    Boilerplate,
    /// It asks.
    Question,
    /// It commands.
    Instruction,
    /// It advises the reader in person.
    Advice,
    /// It speaks of the reader's thoughts.
    Reader,
    /// It introduces what follows.
    Stem,
    /// It goes with its lead-in, or asserts nothing.
    Fragment,
    /// A patient or reader speaks.
    Quote,
    /// It is about the page.
    Meta,
    /// It says what the page is not.
    Disclaimer,
    /// It comforts or values.
    Opinion,
    /// It is marked as invented.
    Example,
    /// It says how the page uses a word.
    Stipulation,
    /// Its words are those of talk.
    Talk,
}

impl Exemption {
    /// Every exemption.
    pub const ALL: [Exemption; 14] = [
        Exemption::Boilerplate,
        Exemption::Question,
        Exemption::Instruction,
        Exemption::Advice,
        Exemption::Reader,
        Exemption::Stem,
        Exemption::Fragment,
        Exemption::Quote,
        Exemption::Meta,
        Exemption::Disclaimer,
        Exemption::Opinion,
        Exemption::Example,
        Exemption::Stipulation,
        Exemption::Talk,
    ];

    /// The short name, as it stands in reports.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Exemption::Boilerplate => "boilerplate",
            Exemption::Question => "question",
            Exemption::Instruction => "instruction",
            Exemption::Advice => "advice",
            Exemption::Reader => "reader",
            Exemption::Stem => "stem",
            Exemption::Fragment => "fragment",
            Exemption::Quote => "quote",
            Exemption::Meta => "meta",
            Exemption::Disclaimer => "disclaimer",
            Exemption::Opinion => "opinion",
            Exemption::Example => "example",
            Exemption::Stipulation => "stipulation",
            Exemption::Talk => "talk",
        }
    }

    /// The reason in plain words, for an editor.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Exemption::Boilerplate => "page furniture: a label, a date, a credit or an empty cell",
            Exemption::Question => "a question: it asks, and states nothing on the way",
            Exemption::Instruction => {
                "an instruction: it tells the reader to do something, and nothing else"
            }
            Exemption::Advice => "advice to the reader, with no reason, effect, dose or limit",
            Exemption::Reader => {
                "spoken to the reader: it guesses at a thought or a wish and describes no condition"
            }
            Exemption::Stem => "a lead-in: it says nothing complete without what follows it",
            Exemption::Fragment => {
                "a scrap: it goes with a lead-in that asks or tells, or it asserts nothing"
            }
            Exemption::Quote => "the voice of a patient or reader, or what befell one person",
            Exemption::Meta => "about the page or its publisher, not about health",
            Exemption::Disclaimer => "a disclaimer: it says what the page is not",
            Exemption::Opinion => "comfort or a value, with nothing to check",
            Exemption::Example => "marked as invented",
            Exemption::Stipulation => "says how this page uses a word",
            Exemption::Talk => {
                "talk: several of its words belong to visits, papers, family or feelings, and none to bodies, illnesses or remedies"
            }
        }
    }
}

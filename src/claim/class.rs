//! The classes a word can belong to, as a set of bits.
//!
//! In goes the name of a section of a word file; out comes the class. A word may be in many classes. Nothing here
//! knows which words are in which.

/// A set of classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Classes(u128);

impl Classes {
    pub(crate) const NONE: Classes = Classes(0);

    pub(crate) const fn of(class: Class) -> Classes {
        Classes(1 << class as u128)
    }

    pub(crate) const fn and(self, class: Class) -> Classes {
        Classes(self.0 | 1 << class as u128)
    }

    pub(crate) const fn without(self, class: Class) -> Classes {
        Classes(self.0 & !(1 << class as u128))
    }

    pub(crate) const fn less(self, others: Classes) -> Classes {
        Classes(self.0 & !others.0)
    }

    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u128) != 0
    }

    pub(crate) const fn meets(self, others: Classes) -> bool {
        self.0 & others.0 != 0
    }

    pub(crate) const fn union(self, others: Classes) -> Classes {
        Classes(self.0 | others.0)
    }
}

macro_rules! classes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// A class of words; the text is the name of its section in the word files and in phrases.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Class { $($variant),* }

        impl Class {
            pub(crate) fn named(name: &str) -> Option<Class> {
                match name { $($name => Some(Class::$variant),)* _ => None }
            }
        }
    };
}

classes! {
    Command = "command",
    CommandOrNoun = "command or noun",
    NounOrCommand = "noun or command",
    Statement = "statement",
    Past = "past",
    Content = "content",
    VerbS = "-s",
    VerbSOrNoun = "-s or noun",
    Ing = "ing",
    Ed = "ed",
    Benefit = "benefit",
    BenefitS = "benefit -s",
    BenefitIng = "benefit -ing",
    Harm = "harm",
    HarmS = "harm -s",
    MedicalUnit = "medical unit",
    TimeUnit = "time unit",
    NumberWord = "number word",
    SubjectPronoun = "subject pronoun",
    ObjectPronoun = "object pronoun",
    Determiner = "determiner",
    Be = "be",
    Modal = "modal",
    Auxiliary = "auxiliary",
    Have = "have",
    ToBe = "to be",
    Preposition = "preposition",
    Subordinator = "subordinator",
    Conjunction = "conjunction",
    Catenative = "catenative",
    Medicine = "medicine noun",
    PlainPurpose = "plain purpose",
    Governor = "governor",
    Suggested = "suggested",
    Frequency = "frequency",
    Dosing = "dosing",
    PlainVerbS = "verb -s",
    FactNoun = "fact noun",
    Both = "both",
    Clue = "clue",
    Bound = "bound",
    Pointer = "pointer",
    Ailment = "ailment",
    Addressee = "addressee",
    Turning = "turning",
    Ringing = "ringing",
    Purpose = "purpose",
    Checking = "checking",
    Quantifier = "quantifier",
    Result = "result",
    Adverb = "adverb",
    ClausePreposition = "clause preposition",
    OpeningAdverb = "opening adverb",
    Negation = "negation",
    TimeNoun = "time noun",
    Carer = "carer",
    Person = "person",
    Page = "page noun",
    Display = "display noun",
    Furniture = "furniture noun",
    Org = "org noun",
    Info = "info noun",
    Publisher = "publisher noun",
    Say = "say",
    Patient = "patient",
    Expert = "expert",
    FirstPerson = "first person",
    Wh = "wh",
    QuestionAux = "question aux",
    Comparator = "comparator",
    VagueDuration = "duration vague",
    Errand = "errand",
    Asking = "asking",
    Forecast = "forecast",
    PageAct = "page act",
    WeAct = "we act",
    ServiceAct = "service act",
    PointerAct = "pointer act",
    Feeling = "feeling",
    Admin = "admin noun",
    Service = "service noun",
    Amenity = "amenity",
    Human = "human",
    Serving = "serving",
    Establishment = "establishment",
    Clientele = "clientele",
    Offering = "offering",
    Advisable = "advisable",
    DeskThing = "desk thing",
    Desk = "desk",
    Everyday = "everyday",
    Talk = "talk",
    Matter = "matter",
    SlightMatter = "slight matter",
    Number = "number",
    Name = "name",
}

/// Where a word may be spoken, which tells nothing of its form.
pub(crate) const SPOKEN: Classes = Classes::of(Class::DeskThing)
    .and(Class::Desk)
    .and(Class::Everyday)
    .and(Class::Talk)
    .and(Class::Matter)
    .and(Class::SlightMatter);

/// What tells where a word may stand and nothing of what it is.
pub(crate) const PLACED: Classes = SPOKEN.and(Class::Ailment);

/// Small words of any sentence: they say of nothing what it is about.
pub(crate) const GRAMMAR: Classes = Classes::of(Class::Determiner)
    .and(Class::Preposition)
    .and(Class::Conjunction)
    .and(Class::Be)
    .and(Class::ToBe)
    .and(Class::Have)
    .and(Class::SubjectPronoun)
    .and(Class::ObjectPronoun)
    .and(Class::Negation)
    .and(Class::Addressee);

/// Bare verbs of every kind.
pub(crate) const VERB: Classes = Classes::of(Class::Command)
    .and(Class::CommandOrNoun)
    .and(Class::NounOrCommand)
    .and(Class::Statement);

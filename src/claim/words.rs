//! The word lists and phrase tables of a language, loaded once.
//!
//! In go the files of `words/`, which an editor can read, and the phrases a site adds; out comes a dictionary that
//! says of a word which classes it is in, and tables of phrases to match. It holds no rules: what a class or phrase
//! means is said where it is used.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::class::{Class, Classes, VERB};
use super::phrase::{Phrase, Table};

/// What the dictionary knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// The word's number; 0 for a word that is in no list.
    pub(crate) id: u32,
    pub(crate) classes: Classes,
    /// The phrase tables in which a phrase begins with it, one bit each.
    pub(crate) begins: u64,
}

macro_rules! tables {
    ($($variant:ident = $file:literal $section:literal),* $(,)?) => {
        /// A table of phrases.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Phrases { $($variant),* }

        const TABLES: &[(&str, &str)] = &[$((concat!($file, ".txt"), $section)),*];
    };
}

tables! {
    Advice = "advice" "opener",
    NotAdvice = "advice" "not advice",
    Meta = "meta" "opener",
    NotMeta = "meta" "not meta",
    Reader = "reader" "opener",
    NotReader = "reader" "not reader",
    Opinion = "opinion" "opener",
    NotOpinion = "opinion" "not opinion",
    Disclaimer = "other" "disclaimer",
    Example = "other" "example",
    NotExample = "other" "not example",
    Stipulation = "other" "stipulation",
    Fragment = "other" "fragment",
    Boilerplate = "other" "boilerplate",
    Loaded = "other" "loaded",
    Frame = "other" "frame",
    Tips = "stem" "tips",
    Promise = "stem" "promise",
    NotPromise = "stem" "not promise",
    HollowEnd = "stem" "hollow end",
    Voice = "stem" "voice",
    Benign = "veto" "benign purpose",
    Governor = "veto" "benign governor",
    Effect = "veto" "effect",
    Apposition = "veto" "apposition",
    Reason = "veto" "reason",
    NotReason = "veto" "not a reason",
}

const PHRASE_FILES: [(&str, &str); 7] = [
    ("advice.txt", include_str!("words/phrases/advice.txt")),
    ("meta.txt", include_str!("words/phrases/meta.txt")),
    ("reader.txt", include_str!("words/phrases/reader.txt")),
    ("opinion.txt", include_str!("words/phrases/opinion.txt")),
    ("other.txt", include_str!("words/phrases/other.txt")),
    ("stem.txt", include_str!("words/phrases/stem.txt")),
    ("veto.txt", include_str!("words/phrases/veto.txt")),
];

/// The words and phrases of a language, with those a site adds.
#[derive(Debug, Clone)]
pub struct Words {
    entries: FxHashMap<Box<str>, Entry>,
    tables: Vec<Table>,
    site: Vec<String>,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(Words::load);

impl Words {
    /// The English lists.
    #[must_use]
    pub fn english() -> &'static Words {
        &ENGLISH
    }

    /// The English lists with a site's own phrases: a unit which consists of exactly such a phrase is exempt as a
    /// fragment. Capitals, spaces and the stop at the end do not matter.
    #[must_use]
    pub fn with_phrases(exempt_phrases: &[String]) -> Words {
        let mut words = Words::english().clone();
        words.site = exempt_phrases
            .iter()
            .map(|phrase| plain(phrase))
            .filter(|phrase| !phrase.is_empty())
            .collect();
        words
    }

    pub(crate) fn is_site_phrase(&self, text: &str) -> bool {
        !self.site.is_empty() && self.site.contains(&plain(text))
    }

    /// What is known of a word in small letters.
    pub(crate) fn entry(&self, word: &str) -> Entry {
        self.entries.get(word).copied().unwrap_or_default()
    }

    pub(crate) fn table(&self, phrases: Phrases) -> &Table {
        // One table for each variant is pushed in `load`; the fallback is never reached.
        static EMPTY: LazyLock<Table> = LazyLock::new(Table::default);
        self.tables.get(phrases as usize).unwrap_or(&EMPTY)
    }

    fn load() -> Words {
        let mut words = Words {
            entries: FxHashMap::default(),
            tables: Vec::new(),
            site: Vec::new(),
        };
        for file in [
            include_str!("words/verbs.txt"),
            include_str!("words/effects.txt"),
            include_str!("words/units.txt"),
            include_str!("words/classes.txt"),
        ] {
            for (section, line) in lines(file) {
                let Some(class) = Class::named(section) else {
                    continue;
                };
                for word in line.split_whitespace() {
                    words.add(word, Classes::of(class));
                }
            }
        }
        words.settle_verbs();
        words.inflect();
        for entry in words
            .entries
            .values_mut()
            .filter(|entry| entry.classes.has(Class::PlainVerbS))
        {
            entry.classes = entry.classes.without(Class::VerbSOrNoun).and(Class::VerbS);
        }
        let files: FxHashMap<&str, &str> = PHRASE_FILES.into_iter().collect();
        for (index, (file, section)) in TABLES.iter().enumerate() {
            let mut table = Table::new(index);
            for (_, line) in lines(files.get(file).copied().unwrap_or_default())
                .filter(|(name, _)| name == section)
            {
                table.add(Phrase::read(line, &mut |word| {
                    words.add(word, Classes::NONE)
                }));
            }
            words.tables.push(table);
        }
        let mut begins: FxHashMap<u32, u64> = FxHashMap::default();
        for table in &words.tables {
            let (ids, bit) = table.beginnings();
            for id in ids {
                *begins.entry(id).or_default() |= bit;
            }
        }
        for entry in words.entries.values_mut() {
            entry.begins = begins.get(&entry.id).copied().unwrap_or_default();
        }
        words
    }

    fn add(&mut self, word: &str, classes: Classes) -> u32 {
        let next = u32::try_from(self.entries.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let entry = self.entries.entry(word.into()).or_insert(Entry {
            id: next,
            classes: Classes::NONE,
            begins: 0,
        });
        entry.classes = entry.classes.union(classes);
        entry.id
    }

    /// A verb listed twice keeps its most careful reading; verbs that foretell are not advisable.
    fn settle_verbs(&mut self) {
        for entry in self.entries.values_mut() {
            let classes = &mut entry.classes;
            if classes.has(Class::NounOrCommand) {
                *classes = classes
                    .without(Class::Command)
                    .without(Class::CommandOrNoun);
            } else if classes.has(Class::CommandOrNoun) {
                *classes = classes.without(Class::Command);
            }
            let commands = Classes::of(Class::Command)
                .and(Class::CommandOrNoun)
                .and(Class::NounOrCommand);
            if classes.meets(commands) && !classes.has(Class::Forecast) {
                *classes = classes.and(Class::Advisable);
            }
        }
    }

    /// Adds "-s", "-ing" and "-ed" to every verb.
    fn inflect(&mut self) {
        let verbs: Vec<(Box<str>, Classes)> = self
            .entries
            .iter()
            .filter(|(_, entry)| {
                entry.classes.meets(VERB)
                    || entry.classes.has(Class::Benefit)
                    || entry.classes.has(Class::Harm)
            })
            .map(|(word, entry)| (word.clone(), entry.classes))
            .collect();
        for (verb, classes) in verbs {
            let mut third = Classes::of(Class::VerbS);
            let mut gerund = Classes::of(Class::Ing);
            if classes.has(Class::NounOrCommand) || classes.has(Class::CommandOrNoun) {
                third = third.and(Class::VerbSOrNoun);
            }
            if classes.has(Class::Benefit) {
                third = third.and(Class::BenefitS);
                gerund = gerund.and(Class::BenefitIng);
            }
            if classes.has(Class::Harm) {
                third = third.and(Class::HarmS);
            }
            self.add(&third_person(&verb), third);
            for stem in stems(&verb) {
                self.add(&format!("{stem}ing"), gerund);
                self.add(&format!("{stem}ed"), Classes::of(Class::Ed));
            }
        }
    }
}

/// The lines of a word file that hold words, each with its section.
fn lines<'a>(file: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut section = "";
    file.lines().filter_map(move |line: &'a str| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            && !name.contains(['|', '['])
        {
            section = name;
            return None;
        }
        Some((section, line))
    })
}

fn third_person(verb: &str) -> String {
    let hissing = ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|end| verb.ends_with(end));
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if hissing => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}

/// The stems to which "-ing" and "-ed" are put: "stopp-", "mak-", "carry-" and "carri-".
fn stems(verb: &str) -> Vec<String> {
    let mut stems = vec![verb.to_owned()];
    if let Some(stem) = verb.strip_suffix('e') {
        stems.push(stem.to_owned());
    }
    if let Some(stem) = verb.strip_suffix('y') {
        stems.push(format!("{stem}i"));
    }
    if let Some(last) = verb.chars().last().filter(|c| !"aeiouwxy".contains(*c)) {
        stems.push(format!("{verb}{last}"));
    }
    stems
}

/// Small letters, single spaces, no stop at the end.
fn plain(text: &str) -> String {
    let joined: Vec<&str> = text.split_whitespace().collect();
    joined
        .join(" ")
        .to_lowercase()
        .trim_end_matches(['.', '!', ':', '\u{E000}', '\u{E001}', '\u{E002}', ' '])
        .to_owned()
}

//! The word lists and phrase tables of a language, loaded once.
//!
//! In go the files of `words/`, which an editor can read, and the phrases a site adds; out comes a dictionary that
//! says of a word which classes it is in, and tables of phrases to match. It holds no rules: what a class or phrase
//! means is said where it is used.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::class::{Class, Classes, SPOKEN, VERB};
use super::phrase::{Phrase, Table};
use super::spelling::Spelling;

/// What is known of a word, in a list or by its look.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) classes: Classes,
    /// The phrase tables in which a phrase begins with it, one bit each.
    pub(crate) begins: u64,
    /// The word's number; 0 for a word that is in no list.
    pub(crate) id: u32,
    /// Looks like a plural: ends in "s" and is no other form that does.
    pub(crate) plural: bool,
    /// An adverb in "-ly".
    pub(crate) ly: bool,
}

impl Entry {
    /// The same with what the word's look tells, in small letters.
    fn with_look(mut self, word: &[u8]) -> Entry {
        if self.classes.less(SPOKEN) == Classes::NONE {
            self.classes = self.classes.union(guess(word));
        }
        if self.classes.has(Class::NumberWord) {
            self.classes = self.classes.and(Class::Number);
        }
        self.plural |= word.len() > 3
            && word.ends_with(b"s")
            && ![b"ss", b"us", b"is"].iter().any(|end| word.ends_with(*end))
            && !self.classes.meets(NO_PLURAL);
        self.ly = word.ends_with(b"ly") && self.classes.has(Class::Adverb);
        self
    }
}

/// What ends in "s" and is no plural.
const NO_PLURAL: Classes = Classes::of(Class::Adverb)
    .and(Class::Determiner)
    .and(Class::Preposition)
    .and(Class::SubjectPronoun);

/// What the ending of a word in no list tells.
fn guess(word: &[u8]) -> Classes {
    if word.len() > 4 && word.ends_with(b"ing") {
        Classes::of(Class::Ing)
    } else if word.len() > 3 && word.ends_with(b"ed") {
        Classes::of(Class::Ed)
    } else if word.len() > 4 && word.ends_with(b"ly") {
        Classes::of(Class::Adverb)
    } else {
        Classes::NONE
    }
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
    Informs = "veto" "informs",
    Boast = "veto" "boast",
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
    /// Words that are spelled as one number, which most are.
    short: FxHashMap<Spelling, Entry>,
    /// The others, in small letters.
    long: FxHashMap<Box<str>, Entry>,
    /// What is known of a comma, with which phrases may begin.
    pub(crate) comma: Entry,
    tables: Vec<Table>,
    site: Vec<String>,
}

/// The words of a language while its files are read.
#[derive(Default)]
struct Lists {
    entries: FxHashMap<Box<str>, Entry>,
    numbered: u32,
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
        let spelling = Spelling::of(word);
        let listed = if spelling.is_whole() {
            self.short.get(&spelling)
        } else {
            self.long.get(word)
        };
        match listed {
            Some(entry) => *entry,
            None => Entry::default().with_look(word.as_bytes()),
        }
    }

    /// The same of a word that is spelled as one number.
    pub(crate) fn spelled(&self, spelling: Spelling) -> Entry {
        match self.short.get(&spelling) {
            Some(entry) => *entry,
            None => {
                let (bytes, from) = spelling.letters();
                Entry::default().with_look(bytes.get(from..).unwrap_or_default())
            }
        }
    }

    pub(crate) fn table(&self, phrases: Phrases) -> &Table {
        // One table for each variant is pushed in `load`; the fallback is never reached.
        static EMPTY: LazyLock<Table> = LazyLock::new(Table::default);
        self.tables.get(phrases as usize).unwrap_or(&EMPTY)
    }

    fn load() -> Words {
        let mut lists = Lists::default();
        for file in [
            include_str!("words/verbs.txt"),
            include_str!("words/effects.txt"),
            include_str!("words/units.txt"),
            include_str!("words/classes.txt"),
            include_str!("words/talk.txt"),
        ] {
            for (section, line) in lines(file) {
                for word in line.split_whitespace() {
                    if section == "irregular plural" {
                        lists.entries.entry(word.into()).or_default().plural = true;
                    } else if let Some(class) = Class::named(section) {
                        lists.add(word, Classes::of(class));
                    }
                }
            }
        }
        lists.settle_verbs();
        lists.inflect();
        for entry in lists
            .entries
            .values_mut()
            .filter(|entry| entry.classes.has(Class::PlainVerbS))
        {
            entry.classes = entry.classes.without(Class::VerbSOrNoun).and(Class::VerbS);
        }
        let files: FxHashMap<&str, &str> = PHRASE_FILES.into_iter().collect();
        let mut tables = Vec::new();
        for (index, (file, section)) in TABLES.iter().enumerate() {
            let phrases = lines(files.get(file).copied().unwrap_or_default())
                .filter(|(name, _)| name == section)
                .map(|(_, line)| Phrase::read(line, &mut |word| lists.add(word, Classes::NONE)))
                .collect();
            tables.push(Table::new(index, phrases));
        }
        lists.settled(tables)
    }
}

impl Lists {
    /// The finished lists: each word with the phrases that begin with it and what its look tells.
    fn settled(self, tables: Vec<Table>) -> Words {
        let mut begins: FxHashMap<u32, u64> = FxHashMap::default();
        for table in &tables {
            let (ids, bit) = table.beginnings();
            for id in ids {
                *begins.entry(id).or_default() |= bit;
            }
        }
        let mut words = Words {
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            comma: Entry::default(),
            tables,
            site: Vec::new(),
        };
        for (word, mut entry) in self.entries {
            entry.begins = begins.get(&entry.id).copied().unwrap_or_default();
            let entry = entry.with_look(word.as_bytes());
            let spelling = Spelling::of(&word);
            if &*word == "," {
                words.comma = entry;
            }
            if spelling.is_whole() {
                words.short.insert(spelling, entry);
            } else {
                words.long.insert(word, entry);
            }
        }
        words
    }

    fn add(&mut self, word: &str, classes: Classes) -> u32 {
        let entry = self.entries.entry(word.into()).or_default();
        if entry.id == 0 {
            self.numbered += 1;
            entry.id = self.numbered;
        }
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

#[cfg(test)]
mod tests {
    /// A phrase that begins with any word is tried at every word of every page.
    #[test]
    fn no_phrase_of_a_veto_begins_with_any_word() {
        let phrases = include_str!("words/phrases/veto.txt").lines();
        let free: Vec<&str> = phrases
            .filter(|line| {
                line.starts_with('_') || line.starts_with("[_]") || line.starts_with("...")
            })
            .collect();
        assert!(free.is_empty(), "{free:?}");
    }
}

//! Makes guides of any size that look like real ones, the same every time.
//!
//! Goes in: a number of pages and a [`Shape`]. Comes out: the guide's files,
//! one after the other, so that ten thousand pages need no memory. A page has
//! about 1,500 words, 13 headings, 23 citations of 14 sources, 12 links to
//! other pages, lists and, on four of ten pages, a table; every claim is
//! covered, so that `build` accepts it.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// How the pages lie in folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Folders of 25 pages with an `index.md`, and folders of 25 such folders.
    Folders,
    /// All of them right in `content/`.
    #[allow(
        dead_code,
        reason = "not every program that makes guides makes flat ones"
    )]
    Flat,
}

/// How many pages a folder holds, its `index.md` included.
const FOLDER: usize = 25;

/// A guide to be made.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    pages: usize,
    shape: Shape,
}

impl Guide {
    /// A guide of so many pages, the home page included.
    pub fn new(pages: usize, shape: Shape) -> Self {
        Self {
            pages: pages.max(2),
            shape,
        }
    }

    fn sources(self) -> usize {
        (self.pages / 2).max(200)
    }

    /// The files: paths relative to the guide's folder, and texts.
    pub fn files(self) -> impl Iterator<Item = (String, String)> {
        let few = [
            ("site.yaml".to_owned(), SITE.to_owned()),
            ("content/people.yaml".to_owned(), people()),
            ("content/sources.yaml".to_owned(), library(self.sources())),
        ];
        few.into_iter()
            .chain((0..self.pages).map(move |index| (self.path(index), self.page(index))))
    }

    /// Writes them to the disk.
    #[allow(dead_code, reason = "a benchmark may keep its guide in memory")]
    pub fn write(self, folder: &Path) -> io::Result<()> {
        for (path, text) in self.files() {
            let path = folder.join(path);
            if let Some(above) = path.parent() {
                std::fs::create_dir_all(above)?;
            }
            std::fs::write(path, text)?;
        }
        Ok(())
    }

    /// The file of a page. The page 0 is the home page.
    fn path(self, index: usize) -> String {
        if index == 0 {
            return "content/index.md".to_owned();
        }
        if self.shape == Shape::Flat {
            return format!("content/{}.md", file_name(index));
        }
        let folder = index / FOLDER;
        let group = folder / FOLDER;
        let mut path = "content/".to_owned();
        if self.pages > FOLDER * FOLDER {
            let _ = write!(path, "part-{}/", group + 1);
        }
        // The first folder of a group is the group's own.
        if self.pages <= FOLDER * FOLDER && folder > 0 || !folder.is_multiple_of(FOLDER) {
            let _ = write!(
                path,
                "{}-{}/",
                slug(CONDITIONS[folder % CONDITIONS.len()]),
                folder
            );
        }
        let first = index.is_multiple_of(FOLDER) || index == 1 && path != "content/";
        let name = if first {
            "index".to_owned()
        } else {
            file_name(index)
        };
        let _ = write!(path, "{name}.md");
        path
    }

    fn page(self, index: usize) -> String {
        Page {
            guide: self,
            index,
            chance: Chance::new(index as u64 + 1),
            out: String::with_capacity(12_000),
            cited: 0,
            keys: Vec::new(),
            links: 0,
        }
        .write()
    }
}

const SITE: &str = "title: A guide to everyday health
description: A guide made for measuring, in which every claim shows its source.
base_url: https://example.org/guide/
language: en-GB
";

/// George Marsaglia's xorshift: good enough to choose words with.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        let mut chance = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        chance.next();
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low)
    }
}

fn slug(text: &str) -> String {
    text.to_lowercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

fn title(index: usize) -> String {
    let condition = CONDITIONS[index % CONDITIONS.len()];
    let treatment = TREATMENTS[index / CONDITIONS.len() % TREATMENTS.len()];
    let mut title = match index % 3 {
        0 => format!("Can {treatment} help with {condition}?"),
        1 => format!("{treatment} for {condition}"),
        _ => format!("{condition}: what is known about {treatment}"),
    };
    let round = index / (CONDITIONS.len() * TREATMENTS.len());
    if round > 0 {
        let _ = write!(title, " (part {})", round + 1);
    }
    let capital: String = title.chars().take(1).flat_map(char::to_uppercase).collect();
    title.replace_range(..1, &capital);
    title
}

fn file_name(index: usize) -> String {
    format!(
        "{}-{}-{index}",
        slug(CONDITIONS[index % CONDITIONS.len()]),
        slug(TREATMENTS[index / CONDITIONS.len() % TREATMENTS.len()])
    )
}

fn key(source: usize) -> String {
    format!(
        "{}-{}",
        slug(FAMILIES[source % FAMILIES.len()]),
        1000 + source
    )
}

/// A page that is being written.
struct Page {
    guide: Guide,
    index: usize,
    chance: Chance,
    out: String,
    /// How many citations stand in it so far.
    cited: usize,
    /// The sources it cites.
    keys: Vec<String>,
    links: usize,
}

/// How many sources a page cites.
const SOURCES: usize = 14;

const HEADINGS: [(usize, &str); 13] = [
    (2, "What is the short answer?"),
    (2, "What was studied?"),
    (3, "Who took part?"),
    (3, "What was compared?"),
    (2, "What did the trials show?"),
    (3, "After some weeks"),
    (3, "After a year"),
    (2, "What about side effects?"),
    (3, "Common ones"),
    (2, "How sure can I be?"),
    (3, "What do reviews say?"),
    (2, "What can I do now?"),
    (2, "When should I get help?"),
];

/// The ids of headings that every page has.
const FRAGMENTS: [&str; 3] = [
    "what-did-the-trials-show",
    "when-should-i-get-help",
    "what-about-side-effects",
];

impl Page {
    fn write(mut self) -> String {
        let sources = self.guide.sources();
        let mut chosen: Vec<usize> = (0..SOURCES / 2)
            .map(|at| (self.index * (SOURCES / 2) + at) % sources)
            .collect();
        while chosen.len() < SOURCES {
            let source = self.chance.below(sources);
            if !chosen.contains(&source) {
                chosen.push(source);
            }
        }
        self.keys = chosen.into_iter().map(key).collect();
        self.front_matter();
        self.paragraph(|page| {
            page.exempt();
            page.question();
        });
        let table = self.index % 10 < 4;
        for (at, (level, heading)) in HEADINGS.into_iter().enumerate() {
            let _ = write!(self.out, "{} {heading}\n\n", "#".repeat(level));
            match at % 4 {
                0 | 2 => self.prose(),
                1 => self.spans(),
                _ if table && at == 7 => self.table(),
                _ => self.list(),
            }
            if at == 11 {
                self.out.push_str("> [!WARNING]\n> Do not stop a medicine on your own.\n> Talk to your doctor first.\n\n");
            }
        }
        self.out
    }

    fn front_matter(&mut self) {
        let index = self.index;
        let (first, second) = (index % PEOPLE.len(), (index + 1) % PEOPLE.len());
        let reviewer = (index + 2) % PEOPLE.len();
        let condition = CONDITIONS[index % CONDITIONS.len()];
        let topic = self.chance.of(&TOPICS);
        let _ = write!(
            self.out,
            "---\ntitle: \"{}\"\ndescription: What trials found about {condition}, in whom, for how long, and what this page cannot say.\nauthors: [{}, {}]\nreviewed: {{by: {}, on: 2026-03-{:02}, next: 2099-03-01}}\npublished: 2025-{:02}-14\nupdated: 2026-04-02\ntopics: [{topic}, {condition}]\norder: {index}\ndraft: false\ncoverage: sentence\nsources:\n",
            title(index),
            PEOPLE[first].0,
            PEOPLE[second].0,
            PEOPLE[reviewer].0,
            index % 28 + 1,
            index % 12 + 1,
        );
        for key in &self.keys {
            let _ = writeln!(self.out, "  - {key}");
        }
        self.out.push_str("---\n\n");
    }

    fn paragraph(&mut self, write: impl FnOnce(&mut Self)) {
        write(self);
        self.out.push('\n');
    }

    /// The next source to be cited: all of them once, then any.
    fn next_key(&mut self) -> String {
        let at = if self.cited < SOURCES {
            self.cited
        } else {
            self.chance.below(SOURCES)
        };
        self.cited += 1;
        let mut key = format!("@{}", self.keys[at]);
        if self.cited.is_multiple_of(6) {
            let page = self.chance.between(2, 400);
            let _ = write!(key, ", p. {page}");
        }
        key
    }

    /// Two claims with a citation of their own among sentences that need none.
    fn prose(&mut self) {
        self.paragraph(|page| {
            page.cited_claim();
            page.question();
            page.exempt();
        });
        self.paragraph(|page| {
            page.cited_claim();
            page.exempt();
            page.link();
        });
    }

    /// Two runs of claims, each with one source for all of them.
    fn spans(&mut self) {
        for _ in 0..2 {
            self.paragraph(|page| {
                page.out.push('[');
                for at in 0..4 {
                    if at > 0 {
                        page.out.push('\n');
                    }
                    let claim = page.claim();
                    let _ = write!(page.out, "{claim}.");
                }
                let key = page.next_key();
                let _ = writeln!(page.out, "]{{{key}}}");
            });
        }
        self.paragraph(|page| {
            page.exempt();
            page.link();
        });
    }

    /// A list whose lead-in carries the citation.
    fn list(&mut self) {
        let key = self.next_key();
        let lead = self.chance.of(&LEADS);
        let _ = write!(self.out, "{lead} [{key}]:\n\n");
        for _ in 0..5 {
            let claim = self.claim();
            let _ = writeln!(self.out, "- {claim}.");
        }
        self.out.push('\n');
        self.paragraph(|page| {
            page.exempt();
            page.link();
        });
    }

    fn table(&mut self) {
        let key = self.next_key();
        let _ = write!(
            self.out,
            "Table: How often people reported unwanted effects [{key}]\n\n| Effect | With treatment | Without |\n| --- | ---: | ---: |\n"
        );
        for _ in 0..6 {
            let outcome = self.chance.of(&OUTCOMES);
            let (one, other) = (self.chance.between(2, 40), self.chance.between(2, 40));
            let _ = writeln!(self.out, "| {outcome} | {one} of 100 | {other} of 100 |");
        }
        self.out.push('\n');
        self.paragraph(|page| {
            page.exempt();
            page.link();
        });
    }

    fn cited_claim(&mut self) {
        let claim = self.claim();
        let key = self.next_key();
        let _ = writeln!(self.out, "{claim} [{key}].");
    }

    fn question(&mut self) {
        let condition = CONDITIONS[self.index % CONDITIONS.len()];
        let question = self.chance.of(&QUESTIONS);
        let _ = writeln!(self.out, "{}", question.replace('*', condition));
    }

    fn exempt(&mut self) {
        let sentence = self.chance.of(&EXEMPT);
        let _ = writeln!(self.out, "{sentence}");
    }

    /// A link to another page, every third to one of its sections.
    fn link(&mut self) {
        let pages = self.guide.pages;
        // Most links lead to a neighbour, as in real guides.
        let near = self.index / FOLDER * FOLDER + self.chance.below(FOLDER);
        let other = if self.links % 3 < 2 {
            near.min(pages - 1)
        } else {
            self.chance.below(pages)
        };
        self.links += 1;
        if self.links > 12 {
            return;
        }
        let own = self.guide.path(self.index);
        let target = self.guide.path(other);
        let mut way = "../".repeat(own.matches('/').count() - 1);
        way.push_str(target.trim_start_matches("content/"));
        if self.links.is_multiple_of(3) {
            let _ = write!(way, "#{}", FRAGMENTS[self.links / 3 % FRAGMENTS.len()]);
        }
        let opening = self.chance.of(&[
            "Read more about",
            "See also",
            "Read the page on",
            "Read about",
        ]);
        let condition = CONDITIONS[other % CONDITIONS.len()];
        let _ = writeln!(self.out, "{opening} [{condition}]({way}).");
    }

    /// A sentence that could be wrong, without its full stop.
    fn claim(&mut self) -> String {
        let chance = &mut self.chance;
        let condition = if chance.below(2) == 0 {
            CONDITIONS[self.index % CONDITIONS.len()]
        } else {
            chance.of(&CONDITIONS)
        };
        let treatment = chance.of(&TREATMENTS);
        let outcome = chance.of(&OUTCOMES);
        let other = chance.of(&OUTCOMES);
        let people = chance.of(&GROUPS);
        let verb = chance.of(&VERBS);
        let number = chance.between(24, 4800);
        let weeks = chance.between(3, 52);
        let percent = chance.between(4, 60);
        match chance.below(12) {
            0 => format!(
                "In a trial with {number} {people}, *{treatment}* {verb} {outcome} over {weeks} weeks, compared with usual care"
            ),
            1 => format!(
                "After {weeks} weeks, {outcome} had fallen by about {percent}% in the group that was offered {treatment}"
            ),
            2 => format!(
                "A review of {weeks} trials found that {treatment} {verb} {outcome} in {people} with {condition}, but most of the trials were small"
            ),
            3 => format!(
                "About {percent} of 100 {people} with {condition} also reported {outcome} when they were asked a year later"
            ),
            4 => format!(
                "The difference in {outcome} between the groups was no larger than could be expected by chance"
            ),
            5 => format!(
                "**No serious harm** was seen among the {number} {people} who completed the study, although {percent} of them stopped early"
            ),
            6 => format!(
                "{people} who were told what to expect had less trouble with {outcome} than those who were given a leaflet (mean difference {}.{} points, 95% CI 0.2 to 3.4)",
                weeks % 9,
                percent % 10
            ),
            7 => format!(
                "The effect on {outcome} was about as large as that of {treatment}, and it was gone {weeks} weeks after the last session"
            ),
            8 => format!(
                "Guidelines recommend {treatment} as one of several options for {people}, because it {verb} {outcome} and {other}"
            ),
            9 => format!(
                "It is not known whether {treatment} {verb} {outcome} for longer than {weeks} weeks"
            ),
            10 => format!(
                "Dr. Ahmed's group measured {outcome} at 8 a.m. and at 6.30 p.m., e.g. before and after work, and saw the lowest values in {people}"
            ),
            _ => format!(
                "With {condition}, {outcome} and {other} tend to occur together, which makes it hard to say which of them comes first"
            ),
        }
    }
}

fn people() -> String {
    let mut out = String::new();
    for (key, name, role) in PEOPLE {
        let _ = writeln!(
            out,
            "{key}:\n  name: {name}\n  role: {role}\n  url: https://example.org/people/{key}"
        );
    }
    out
}

fn library(sources: usize) -> String {
    let mut out = String::with_capacity(sources * 900);
    for source in 0..sources {
        let mut chance = Chance::new(source as u64 + 77_777);
        let treatment = chance.of(&TREATMENTS);
        let condition = chance.of(&CONDITIONS);
        let outcome = chance.of(&OUTCOMES);
        let people = chance.of(&GROUPS);
        let _ = write!(
            out,
            "- id: {}\n  type: article-journal\n  title: 'Effects of {treatment} on {outcome} in {people} with {condition}: a randomised controlled trial'\n  author:\n",
            key(source)
        );
        let authors = chance.between(2, 9);
        for author in 0..authors {
            let family = if author == 0 {
                FAMILIES[source % FAMILIES.len()]
            } else {
                chance.of(&FAMILIES)
            };
            let given = chance.of(&GIVEN);
            let initial = char::from(b'A' + chance.below(26) as u8);
            let _ = writeln!(out, "    - {{family: {family}, given: {given} {initial}.}}");
        }
        let first = chance.between(1, 1900);
        let _ = write!(
            out,
            "  issued: {}\n  container-title: '{}'\n  volume: '{}'\n  issue: '{}'\n  page: '{first}-{}'\n  DOI: 10.1016/j.ex.{}.{:05}\n  PMID: '{}'\n  design: {}\n  population: {}\n  checked: 2026-03-01\n  supports: >-\n    {} with {condition}: {treatment} changed {outcome} a little over {} weeks, and the trial was too small\n    to say for whom it works best. Read it together with later reviews.\n",
            chance.between(1988, 2026),
            chance.of(&JOURNALS),
            chance.between(1, 90),
            chance.between(1, 13),
            first + chance.between(3, 14),
            chance.between(2000, 2026),
            source,
            10_000_000 + source * 7,
            chance.of(&[
                "rct",
                "cohort",
                "narrative-review",
                "systematic-review",
                "meta-analysis",
                "guideline"
            ]),
            chance.of(&["human", "human", "human", "animal", "mixed"]),
            people,
            chance.between(3, 52),
        );
        if source % 40 == 3 {
            let _ = writeln!(out, "  superseded_by: {}", key(source - 1));
        }
    }
    out
}

const PEOPLE: [(&str, &str, &str); 6] = [
    ("okafor", "Adaeze Okafor", "General practitioner"),
    ("lindqvist", "Maja Lindqvist", "Writer"),
    ("moreau", "Étienne Moreau", "Physiotherapist"),
    ("tanaka", "Yuki Tanaka", "Psychologist"),
    ("haddad", "Rana Haddad", "Pharmacist"),
    ("brandt", "Jonas Brandt", "Nurse"),
];

const TOPICS: [&str; 24] = [
    "sleep",
    "pain",
    "stress",
    "movement",
    "nutrition",
    "medicines",
    "therapy",
    "self-care",
    "work",
    "family",
    "pregnancy",
    "childhood",
    "older age",
    "heart",
    "lungs",
    "skin",
    "digestion",
    "hormones",
    "infection",
    "allergy",
    "hospital",
    "surgery",
    "rehabilitation",
    "prevention",
];

const CONDITIONS: [&str; 48] = [
    "back pain",
    "neck pain",
    "migraine",
    "insomnia",
    "low mood",
    "panic attacks",
    "asthma",
    "eczema",
    "hay fever",
    "high blood pressure",
    "type 2 diabetes",
    "heartburn",
    "irritable bowel syndrome",
    "constipation",
    "anaemia",
    "osteoarthritis",
    "gout",
    "tinnitus",
    "dizziness",
    "chronic cough",
    "sinusitis",
    "acne",
    "psoriasis",
    "shingles",
    "kidney stones",
    "bladder infection",
    "thyroid disease",
    "menopause symptoms",
    "period pain",
    "endometriosis",
    "morning sickness",
    "postnatal depression",
    "colic",
    "bedwetting",
    "growing pains",
    "tennis elbow",
    "plantar fasciitis",
    "carpal tunnel syndrome",
    "frozen shoulder",
    "sciatica",
    "long-term fatigue",
    "burnout",
    "grief",
    "social anxiety",
    "restless legs",
    "sleep apnoea",
    "heart failure",
    "chronic bronchitis",
];

const TREATMENTS: [&str; 40] = [
    "walking",
    "strength training",
    "physiotherapy",
    "massage",
    "heat packs",
    "cognitive behavioural therapy",
    "mindfulness training",
    "breathing exercises",
    "light therapy",
    "a fixed bedtime",
    "a low-salt diet",
    "a fibre-rich diet",
    "oat baths",
    "an emollient",
    "a steroid cream",
    "an inhaler",
    "paracetamol",
    "ibuprofen",
    "a beta blocker",
    "a statin",
    "metformin",
    "iron tablets",
    "vitamin D",
    "magnesium",
    "melatonin",
    "an antidepressant",
    "a nasal spray",
    "saline rinses",
    "allergen avoidance",
    "a brace",
    "insoles",
    "stretching",
    "yoga",
    "tai chi",
    "swimming",
    "group therapy",
    "peer support",
    "a phone app",
    "watchful waiting",
    "acupuncture",
];

const OUTCOMES: [&str; 36] = [
    "pain at rest",
    "pain on movement",
    "time to fall asleep",
    "night waking",
    "low mood scores",
    "anxiety",
    "days off work",
    "visits to a doctor",
    "hospital stays",
    "blood pressure",
    "blood sugar",
    "body weight",
    "walking distance",
    "grip strength",
    "fatigue",
    "nausea",
    "headache days",
    "itching",
    "wheezing",
    "cough",
    "dry mouth",
    "dizziness",
    "falls",
    "quality of life",
    "fear of movement",
    "use of painkillers",
    "swelling",
    "morning stiffness",
    "concentration",
    "appetite",
    "stomach upset",
    "skin dryness",
    "heart rate",
    "cortisol",
    "bleeding",
    "constipation",
];

const GROUPS: [&str; 16] = [
    "adults",
    "older adults",
    "young people",
    "children",
    "women",
    "men",
    "office workers",
    "nurses",
    "pregnant women",
    "people over 65",
    "students",
    "veterans",
    "shift workers",
    "patients in general practice",
    "people in nursing homes",
    "volunteers",
];

const VERBS: [&str; 10] = [
    "reduced",
    "improved",
    "did not change",
    "slightly lowered",
    "increased",
    "worsened",
    "shortened",
    "halved",
    "made no clear difference to",
    "eased",
];

const QUESTIONS: [&str; 10] = [
    "Does it help with *?",
    "What would it mean for you?",
    "How long does it take?",
    "Could something else explain this?",
    "Is it safe for everyone?",
    "What does that mean in numbers?",
    "Who was left out of the trials?",
    "Would you notice the difference?",
    "What if * comes back?",
    "Should you try it?",
];

const EXEMPT: [&str; 16] = [
    "Talk to your doctor first.",
    "Write down what you notice.",
    "Bring the note to your doctor or therapist.",
    "Keep your bedroom dark.",
    "Ask your pharmacist.",
    "Read the full paper before you rely on a detail.",
    "You will find a list of sources at the end.",
    "This page looks at the trials first, and at reviews after that.",
    "Stop any exercise that makes you feel worse, and tell someone.",
    "Tell us if a sentence is wrong.",
    "Do not send details about your own health.",
    "We update this page every year.",
    "This guide is for information.",
    "See the list at the end of the page.",
    "Note where you were and what you did next.",
    "Please do not change a dose on your own.",
];

const LEADS: [&str; 6] = [
    "The trials reported these results",
    "The review describes these findings",
    "The authors list these results",
    "The main findings were",
    "The guideline gives these reasons",
    "The study reports these results",
];

const JOURNALS: [&str; 12] = [
    "BMJ",
    "The Lancet",
    "Cochrane Database of Systematic Reviews",
    "JAMA",
    "BMC Medicine",
    "PLOS Medicine",
    "British Journal of General Practice",
    "Pain",
    "Sleep Medicine Reviews",
    "Journal of Affective Disorders",
    "Annals of Internal Medicine",
    "European Respiratory Journal",
];

const FAMILIES: [&str; 44] = [
    "Abebe",
    "Almeida",
    "Andersson",
    "Bianchi",
    "Carvalho",
    "Chen",
    "Choi",
    "Cohen",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Gupta",
    "Hansen",
    "Hernandez",
    "Ibrahim",
    "Ivanova",
    "Jansen",
    "Johnson",
    "Kaya",
    "Kim",
    "Kowalski",
    "Kumar",
    "Laine",
    "Lee",
    "Li",
    "Martin",
    "Mbeki",
    "Meyer",
    "Nakamura",
    "Nguyen",
    "Novak",
    "Okonkwo",
    "Olsen",
    "Patel",
    "Petrov",
    "Rossi",
    "Sato",
    "Schmidt",
    "Silva",
    "Smith",
    "Taylor",
    "Wang",
    "Yilmaz",
];

const GIVEN: [&str; 20] = [
    "Anna", "Ben", "Carla", "David", "Elif", "Fatima", "George", "Hanna", "Ivan", "Julia", "Karim",
    "Lena", "Maria", "Noah", "Olga", "Paul", "Rosa", "Sven", "Tom", "Wei",
];

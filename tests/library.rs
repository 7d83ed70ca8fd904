//! The library, whatever format it is written in: the same works give the same
//! sources, and no file brings the program down.
#![allow(clippy::format_collect, reason = "files are put together for reading")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use wellsourced::bibliography::{Design, Library, Source, read};
use wellsourced::diagnostic::Place;
use wellsourced::text::TextFile;
use wellsourced::workspace;

const FORMATS: [&str; 5] = ["yaml", "json", "bib", "ris", "nbib"];

/// Eight works of the example guide, as a file of each format.
fn works(ending: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/library");
    fs::read_to_string(folder.join(format!("works.{ending}"))).unwrap()
}

fn sources(ending: &str, text: &str) -> (Vec<Source>, Vec<String>) {
    let file = Arc::new(TextFile::new(&*format!("content/sources.{ending}"), text));
    let (sources, diagnostics) = read(&file);
    for diagnostic in &diagnostics {
        assert_place_is_inside(&diagnostic.place);
    }
    for source in &sources {
        assert_place_is_inside(&source.place);
        for (field, _) in &source.spans {
            assert_place_is_inside(&source.place_of(field));
        }
    }
    let messages = diagnostics.into_iter().map(|told| told.message).collect();
    (sources, messages)
}

fn assert_place_is_inside(place: &Place) {
    if let Place::Text(file, span) = place {
        assert!(file.text().get(span.range()).is_some(), "{span:?}");
    }
}

/// All that a source says.
fn said(source: &Source) -> BTreeMap<String, String> {
    let mut said = BTreeMap::from([("type".to_owned(), source.kind.clone())]);
    let mut put = |name: &str, value: String| said.insert(name.to_owned(), value);
    for (name, text) in &source.fields {
        put(name, text.clone());
    }
    for (name, names) in &source.names {
        put(name, format!("{names:?}"));
    }
    for (name, date) in &source.dates {
        put(name, format!("{date:?}"));
    }
    let keys = |words: &[wellsourced::yaml::Word]| {
        let keys: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        keys.join(" ")
    };
    put("design", format!("{:?}", source.design));
    put("population", format!("{:?}", source.population));
    put("supports", format!("{:?}", source.supports));
    put("disputed_by", keys(&source.disputed_by));
    put("authors_incomplete", source.authors_incomplete.to_string());
    said
}

/// What a format forces to be different, by key: what stands in the YAML, and
/// what is read. Only an article in BibTeX has no place for a number beside its
/// issue, and PubMed has none for a number at all.
const FORCED: [(&str, &str, &str); 2] = [
    ("bib", "storebo-2020", "number"),
    ("nbib", "storebo-2020", "number"),
];

#[test]
fn the_same_works_are_the_same_sources_in_every_format() {
    let (expected, told) = sources("yaml", &works("yaml"));
    assert_eq!(told, [""; 0]);
    assert_eq!(expected.len(), 8);
    for format in FORMATS {
        let (read, told) = sources(format, &works(format));
        assert_eq!(told, [""; 0], "{format}");
        // Of the eight, PubMed knows the four that have its number.
        assert_eq!(read.len(), if format == "nbib" { 4 } else { 8 });
        for source in &read {
            let same = expected.iter().find(|same| same.key == source.key);
            let mut expected = said(same.unwrap_or_else(|| panic!("{format}: {}", source.key)));
            for (_, _, field) in FORCED
                .iter()
                .filter(|(forced, key, _)| *forced == format && **key == *source.key)
            {
                assert!(expected.remove(*field).is_some(), "{field} need not differ");
            }
            assert_eq!(said(source), expected, "{format}: {}", source.key);
        }
    }
}

#[test]
fn pandoc_and_zotero_write_lists_in_other_ways() {
    let pandoc = "---\nreferences:\n- id: a\n  type: book\n  title: A\n  issued:\n  - year: 2014\n    month: 3\n...\n";
    let (read, told) = sources("yaml", pandoc);
    assert_eq!(told, [""; 0]);
    assert_eq!(read[0].dates["issued"].to_string(), "2014-03");
    // Tabs, an address for a key, numbers as texts, what Zotero cannot place
    // in the note.
    let zotero = "[\n\t{\n\t\t\"id\": \"http://zotero.org/users/1/items/ABC\",\n\t\t\"citation-key\": \"a\",\n\t\t\"type\": \"article-journal\",\n\t\t\"title\": \"A \\u00e9 \\ud83d\\ude34\",\n\t\t\"note\": \"PMID: 36708707\\nPMCID: PMC3124578\\nA note.\",\n\t\t\"issued\": {\"date-parts\": [[\"2014\", \"3\"]]},\n\t\t\"journalAbbreviation\": \"J A\"\n\t}\n]\n";
    let (read, told) = sources("json", zotero);
    assert_eq!(told, [""; 0]);
    let source = &read[0];
    assert_eq!(&*source.key, "a");
    assert_eq!(source.field("title"), Some("A é 😴"));
    assert_eq!(source.field("PMID"), Some("36708707"));
    assert_eq!(source.field("PMCID"), Some("PMC3124578"));
    assert_eq!(source.field("note"), Some("A note."));
    assert_eq!(source.field("container-title-short"), Some("J A"));
}

#[test]
fn bibtex_as_reference_managers_write_it() {
    let text = r#"
Written by hand, mail me@example.org about it.
@comment{jabref-meta: x}
@string{jcem = "J. Clin. " # "Endocrinol."}
@preamble{"\newcommand{\noopsort}[1]{}"}
@book{whole, title = {The {mTOR} Book}, editor = {van den Berg, Jan}, publisher = "Press", year = 2010, isbn = {978-0-306-40615-7}, doi = {10.1000/book}}
@InCollection{part,
  Title = {{H$_2$O} and \emph{E. coli}: $\alpha$ or $\beta$?},
  Subtitle = {A study},
  Author = {Garc{\'i}a, Mar{\'\i}a and {Health Council} and others},
  Crossref = {whole},
  Pages = {1--10},
  keywords = {a, b},
  file = {:/home/x.pdf:PDF},
}
@article{paper, title = "A paper", author = "Ada Lux", journal = jcem, month = "2~" # mar, year = 2014, eprint = {2301.01234}, archiveprefix = {arXiv}, urldate = {2026-01-05}, langid = {ngerman}}
@phdthesis{thesis, title = {Night}, author = {Lux, Ada}, school = {University of Light}, year = {2001}}
@techreport{report, title = {Night}, author = {{World Sleep Office}}, institution = {World Sleep Office}, number = {12}, date = {2014-03/2014-05}}
"#;
    let (read, told) = sources("bib", text);
    assert_eq!(
        told,
        ["the entry `report` holds `date 2014-03/2014-05`, which a source has no place for"]
    );
    let by_key = |key: &str| read.iter().find(|source| &*source.key == key).unwrap();
    let part = by_key("part");
    assert_eq!(part.kind, "chapter");
    assert_eq!(
        part.field("title"),
        Some("H<sub>2</sub>O and <i>E. coli</i>: α or β? A study")
    );
    assert_eq!(part.title(), "H2O and E. coli: α or β? A study");
    assert_eq!(
        part.field("container-title"),
        Some("The <span class=\"nocase\">mTOR</span> Book")
    );
    assert_eq!(part.field("publisher"), Some("Press"));
    assert_eq!(part.field("page"), Some("1-10"));
    assert_eq!(part.doi(), None, "the DOI is the book's");
    assert_eq!(part.year(), Some(2010));
    assert!(part.authors_incomplete);
    assert_eq!(part.names["author"][0].given.as_deref(), Some("María"));
    assert!(part.names["author"][1].literal);
    assert_eq!(part.names["editor"][0].particle.as_deref(), Some("van den"));
    let paper = by_key("paper");
    assert_eq!(paper.field("container-title"), Some("J. Clin. Endocrinol."));
    assert_eq!(paper.dates["issued"].to_string(), "2014-03-02");
    assert_eq!(paper.dates["accessed"].to_string(), "2026-01-05");
    assert_eq!(paper.field("language"), Some("de"));
    assert_eq!(paper.field("number"), Some("arXiv:2301.01234"));
    assert_eq!(paper.names["author"][0].family, "Lux");
    assert_eq!(by_key("thesis").field("genre"), Some("PhD thesis"));
    assert_eq!(by_key("report").field("number"), Some("12"));
}

#[test]
fn ris_and_nbib_as_they_are_met() {
    let ris = "\u{feff}TY  - JOUR\r\nAU  - Lux, Ada\r\nTI  - Light\r\nT2  - Annals of Light\r\nJO  - Ann Light\r\nPY  - 2014///\r\nY2  - 2026/01/05/\r\nSP  - 637\r\nEP  - 41\r\nSN  - 0028-3878 (Print)\r\nUR  - https://www.nice.org.uk/\r\nUR  - https://doi.org/10.1000/1\r\nKW  - a\r\nKW  - b\r\nN1  - Design: cohort\r\nAD  - Somewhere\r\nER  - \r\nTY  - CHAP\r\nTI  - Without an end\r\n";
    let (read, told) = sources("ris", ris);
    assert_eq!(
        told,
        ["the entry `lux-2014` holds `AD`, which a source has no place for"]
    );
    assert_eq!(read.len(), 2);
    let light = &read[0];
    assert_eq!(light.field("container-title-short"), Some("Ann Light"));
    assert_eq!(light.field("page"), Some("637-641"));
    assert_eq!(light.field("ISSN"), Some("0028-3878"));
    assert_eq!(light.field("keyword"), Some("a, b"));
    assert_eq!(light.dates["accessed"].to_string(), "2026-01-05");
    assert_eq!(light.design, Some(Design::Cohort));
    let nbib = "PMID- 36708707\nOWN - NLM\nTI  - [A title that is\n      carried on.]\nIS  - 0028-3878 (Print)\nIS  - 1526-632X (Electronic)\nAU  - Lux AB\nCN  - Sleep Group\nAUID- ORCID: 0000000162515630\nSI  - ClinicalTrials.gov/NCT01206062\nPT  - Retracted Publication\nDP  - 2014 Mar-Apr\nXX  - what\n\n";
    let (read, told) = sources("nbib", nbib);
    assert_eq!(
        told,
        ["the entry `lux-2014` holds `DP 2014 Mar-Apr`, `XX`, which a source has no place for"]
    );
    let source = &read[0];
    assert_eq!(source.field("title"), Some("A title that is carried on."));
    assert_eq!(source.field("ISSN"), Some("0028-3878, 1526-632X"));
    assert_eq!(source.field("status"), Some("retracted"));
    assert_eq!(source.names["author"][0].given.as_deref(), Some("A. B."));
    assert!(source.names["author"][1].literal);
    assert_eq!(source.registrations[0].text, "NCT01206062");
}

#[test]
fn orcid_ids_stand_with_the_name_that_they_count_to() {
    let id = "0000-0001-6251-5630";
    let ris = |note: &str| {
        format!(
            "TY  - JOUR\nAU  - Lux, Ada\nAU  - Nod, Bo\nTI  - Light\nPY  - 2020\nN1  - author+an:orcid: {note}\nER  - \n"
        )
    };
    let (read, told) = sources("ris", &ris(&format!("2=\"{id}\"")));
    assert_eq!(told, [""; 0]);
    let names = &read[0].names["author"];
    assert_eq!(names[0].orcid, None);
    assert_eq!(
        names[1]
            .orcid
            .as_ref()
            .map(wellsourced::bibliography::identifier::Orcid::as_str),
        Some(id)
    );
    for (note, message) in [
        (format!("3=\"{id}\""), "there is no name `3` in this list"),
        (format!("0={id}"), "there is no name `0` in this list"),
        (id.to_owned(), "does not say whose ORCID iD it is"),
        (
            "1=0000-0001-6251-5631".to_owned(),
            "the ORCID iD `0000-0001-6251-5631`",
        ),
    ] {
        let (read, told) = sources("ris", &ris(&note));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(message), "{told:?}");
        assert!(
            read[0].names["author"]
                .iter()
                .all(|name| name.orcid.is_none())
        );
    }
}

#[test]
fn a_fault_of_json_is_told_as_one_of_json() {
    let broken = "[{\"id\": \"a\", \"type\": \"book\" \"title\": \"A\"}]";
    let (_, told) = sources("json", broken);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("this cannot be read as JSON"),
        "{told:?}"
    );
    let (_, told) = sources("yaml", broken);
    assert!(
        told[0].starts_with("this cannot be read as YAML"),
        "{told:?}"
    );
}

#[test]
fn a_library_in_many_files_and_folders() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let paths = || {
        let inputs = workspace::read(folder.path()).unwrap();
        assert!(inputs.faults.is_empty(), "{:?}", inputs.faults);
        let libraries = inputs.libraries.iter().map(|file| file.path().to_owned());
        (libraries.collect::<Vec<_>>(), inputs.assets.len())
    };
    write("site.yaml", "title: Sleep\n");
    write("content/index.md", "---\ntitle: Sleep\n---\n");
    write("content/sources/b.bib", "");
    write("content/sources/a.nbib", "");
    write("content/sources/deep/c.ris", "");
    write("content/sources/curve.svg", "<svg/>");
    write("content/sources.yaml", "[]");
    write("content/sources.nbib", "");
    write("content/other.bib", "");
    let expected = [
        "content/sources.yaml",
        "content/sources.nbib",
        "content/sources/a.nbib",
        "content/sources/b.bib",
        "content/sources/deep/c.ris",
    ];
    // The picture, and a file that is no library unless it is named.
    assert_eq!(paths(), (expected.map(str::to_owned).to_vec(), 2));
    write(
        "site.yaml",
        "title: Sleep\nlibrary: [refs/, content/sources, content/other.bib]\n",
    );
    write("refs/z.json", "[]");
    write("refs/.hidden.json", "[]");
    let expected = [
        "refs/z.json",
        "content/sources/a.nbib",
        "content/sources/b.bib",
        "content/sources/deep/c.ris",
        "content/other.bib",
    ];
    assert_eq!(paths().0, expected);
    write(
        "site.yaml",
        "title: Sleep\nlibrary: [empty, ../elsewhere.bib]\n",
    );
    fs::create_dir(folder.path().join("empty")).unwrap();
    let inputs = workspace::read(folder.path()).unwrap();
    let told: Vec<&str> = inputs.faults.iter().map(|fault| &*fault.message).collect();
    assert_eq!(
        told,
        [
            "the folder `empty` holds no library",
            "there is no file `../elsewhere.bib`"
        ]
    );
}

/// George Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// Cuts, doubles and mixes a text.
fn spoilt(text: &str, random: &mut Random) -> String {
    const BITS: [&str; 22] = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "\\",
        "@",
        ",",
        "=",
        "#",
        "\n",
        "- ",
        ": ",
        "$",
        "ER  - \n",
        "TY  - ",
        "PMID- 1\n",
        "crossref = {lee-2009}",
        "é",
        "\u{301}",
        "\0",
    ];
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(6) {
        let at = random.below(chars.len());
        match random.below(4) {
            0 => {
                let end = (at + random.below(40)).min(chars.len());
                chars.drain(at..end);
            }
            1 => {
                let end = (at + random.below(400)).min(chars.len());
                let part: Vec<char> = chars[at..end].to_vec();
                let to = random.below(chars.len());
                chars.splice(to..to, part);
            }
            2 => chars.truncate(at.max(1)),
            _ => {
                let bit = BITS[random.below(BITS.len())];
                chars.splice(at..at, bit.chars());
            }
        }
        if chars.is_empty() {
            chars.push(' ');
        }
    }
    chars.into_iter().collect()
}

#[test]
fn whatever_the_bytes_every_key_stands_for_one_source() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for format in FORMATS {
        let text = works(format);
        for _ in 0..150 {
            let text = spoilt(&text, &mut random);
            // Each is read in its own format and in one that it is not.
            for ending in [format, FORMATS[random.below(FORMATS.len())]] {
                let (sources, _) = sources(ending, &text);
                let (library, _) = Library::new(sources);
                for (id, source) in library.iter() {
                    assert_eq!(library.find(&source.key), Some(id));
                }
            }
        }
    }
}

#[test]
fn depth_circles_and_repetition_end_soon() {
    let many = 50_000;
    for (ending, text) in [
        ("json", "[".repeat(many)),
        ("json", "{\"a\":".repeat(many)),
        (
            "json",
            format!("[{}", "{\"id\": \"a\", \"title\": \"x\n".repeat(2_000)),
        ),
        ("yaml", "- ".repeat(many)),
        (
            "yaml",
            format!(
                "- id: a\n{}",
                (0..many)
                    .map(|n| format!("  f{n}: 1\n"))
                    .collect::<String>()
            ),
        ),
        ("bib", format!("@a{{b, title = {}", "{".repeat(many))),
        (
            "bib",
            format!(
                "@a{{b, title = {{{}{}}}}}",
                "\\emph{".repeat(many),
                "}".repeat(many)
            ),
        ),
        (
            "bib",
            format!(
                "@a{{b, author = {{{}}}}}",
                "{a} and {b}, {c}".repeat(many / 10)
            ),
        ),
        (
            "bib",
            format!("@a{{b, author = {{{}}}}}", "{a}b,=".repeat(many / 10)),
        ),
        (
            "bib",
            (0..26).fold(String::from("@string{z = {zz}}\n"), |text, n| {
                let name = |n: usize| char::from(b'a' + u8::try_from(n).unwrap());
                let before = if n == 0 { 'z' } else { name(n - 1) };
                let one = format!("@string{{{}x = {before}x # {before}x # {{q}}}}\n", name(n));
                text + &one.replace("zx", "z")
            }) + "@misc{b, title = yx}",
        ),
        (
            "bib",
            (0..2_000)
                .map(|n| format!("@misc{{k{n}, crossref = {{k{}}}}}\n", (n + 1) % 2_000))
                .collect(),
        ),
        ("bib", "@misc{a, xdata = {a}}".to_owned()),
        ("bib", "@".repeat(many)),
        ("bib", "\n@a{".repeat(many / 10)),
        ("ris", "TY  - JOUR\n".repeat(many / 10)),
        ("ris", format!("TY  - JOUR\nAU  - {}", "a, b".repeat(many))),
        ("ris", "x\n".repeat(many)),
        (
            "nbib",
            format!("PMID- 1\nTI  - {}", "      y\n".repeat(many)),
        ),
    ] {
        let (sources, _) = sources(ending, &text);
        Library::new(sources);
    }
}

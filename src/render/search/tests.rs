//! The whole index of small guides.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::engine::{self, Inputs, Options};
use crate::render::{self, Guide};
use crate::site::Site;
use crate::text::TextFile;

use super::*;

/// A linked guide of some files; `content/sources.yaml` is its library.
pub(super) fn site(files: &[(&str, &str)]) -> Site {
    let text = |path: &str, text: &str| Arc::new(TextFile::new(path, text));
    let config = text("site.yaml", "title: Sleep\nlanguage: en-GB\n");
    let (libraries, pages) = files
        .iter()
        .map(|(path, words)| text(path, words))
        .partition(|file| file.path().ends_with(".yaml"));
    let inputs = Inputs {
        pages,
        libraries,
        ..Inputs::new(crate::config::Config::read(&config).0, Vec::new())
    };
    let options = Options {
        today: jiff::civil::date(2026, 11, 22),
        today_is_stated: true,
        drafts: false,
    };
    engine::compile(inputs, options).site
}

const SOURCES: &str = "
- id: cardoso-2014
  type: article-journal
  title: Intranasal oxytocin and cortisol
  author: [{family: Cardoso, given: Christopher}]
  issued: 2014
  DOI: 10.1016/j.psyneuen.2014.07.014
  PMID: '25086828'
";

fn guide() -> Site {
    site(&[
        ("content/sources.yaml", SOURCES),
        (
            "content/index.md",
            "---\ntitle: Sleep\ndescription: How to rest.\ntopics: [nights]\n---\nWhat keeps you awake?\n",
        ),
        (
            "content/naps.md",
            "---\ntitle: Naps\n---\n## How long?\n\nIs sleep in the day too long?\n\n## Coffee\n\nDo you nap after coffee?\n",
        ),
        (
            "content/draft.md",
            "---\ntitle: Secret\ndraft: true\n---\nIs this unfinished?\n",
        ),
    ])
}

/// The files of an index but the texts, as a later build finds them.
fn written(search: &Search) -> BTreeMap<String, Vec<u8>> {
    search
        .files()
        .map(|(path, bytes)| (path, bytes.to_vec()))
        .collect()
}

/// What a build makes where these files lie.
fn after(site: &Site, files: &BTreeMap<String, Vec<u8>>) -> Search {
    Search::new(site, &files.clone().into_iter().collect())
}

/// The files of the index: their paths and values.
fn index(site: &Site) -> BTreeMap<String, Value> {
    let search = Search::new(site, &Earlier::default());
    let finished = search
        .files()
        .map(|(path, bytes)| (path, bytes.to_vec()))
        .chain(search.texts().map(|(path, number, piece)| {
            let bytes = search.text(site, number, piece);
            (path, bytes)
        }));
    finished
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let name = path
                .strip_prefix(INDEX)
                .unwrap()
                .strip_suffix(".js")
                .unwrap();
            let value = text
                .strip_prefix(&format!("wellsourced(\"{name}\","))
                .and_then(|text| text.strip_suffix(")\n"))
                .unwrap_or_else(|| panic!("{path}: {text}"));
            (path, serde_json::from_str(value).unwrap())
        })
        .collect()
}

/// The postings of a word: document, weight, piece.
fn postings(index: &BTreeMap<String, Value>, word: &str) -> Vec<[u64; 3]> {
    let shards = index.iter().filter(|(path, _)| path.contains("/w/"));
    let mut entries = shards.flat_map(|(_, shard)| shard.as_array().unwrap());
    let entry = entries.find(|entry| entry[0].as_str().unwrap().split(' ').any(|own| own == word));
    let Some(entry) = entry else {
        return Vec::new();
    };
    let numbers: Vec<u64> = serde_json::from_value(entry[2].clone()).unwrap();
    let mut document = 0;
    numbers
        .chunks(3)
        .map(|posting| {
            document += posting[0];
            [document, posting[1], posting[2]]
        })
        .collect()
}

#[test]
fn titles_weigh_more_than_headings_and_headings_more_than_text() {
    let index = index(&guide());
    let weights = |word: &str| -> BTreeMap<u64, u64> {
        postings(&index, word)
            .into_iter()
            .map(|[document, weight, _]| (document, weight))
            .collect()
    };
    let (sleep, coffee) = (weights("sleep"), weights("coffee"));
    assert!(sleep[&0] > coffee[&1], "title over heading");
    assert!(coffee[&1] > sleep[&1], "heading over text");
    assert!(weights("nights").contains_key(&0), "topics are searched");
    assert!(
        weights("rest").contains_key(&0),
        "descriptions are searched"
    );
    assert!(weights("unfinished").is_empty(), "drafts are not");
}

#[test]
fn a_source_is_found_by_author_year_title_and_identifier() {
    let index = index(&guide());
    for word in [
        "cardoso",
        "2014",
        "cortisol",
        "25086828",
        "10.1016/j.psyneuen.2014.07.014",
    ] {
        let found: Vec<u64> = postings(&index, word)
            .iter()
            .map(|posting| posting[0])
            .collect();
        assert_eq!(found, [2], "{word}");
    }
    let (_, text) = index
        .iter()
        .find(|(path, _)| path.contains("/t/2-0."))
        .unwrap();
    assert_eq!(
        text[0]["title"],
        "Cardoso 2014: Intranasal oxytocin and cortisol"
    );
    assert_eq!(text[0]["url"], "references/cardoso-2014/");
}

#[test]
fn a_page_is_found_by_what_other_pages_call_it() {
    let index = index(&site(&[
        (
            "content/index.md",
            "---\ntitle: Sleep\n---\nDo you know [what dozing does](naps.md)?\n",
        ),
        (
            "content/naps.md",
            "---\ntitle: Naps\n---\nWhat do they do?\n",
        ),
    ]));
    let found: Vec<u64> = postings(&index, "dozing")
        .iter()
        .map(|posting| posting[0])
        .collect();
    assert_eq!(found, [0, 1]);
}

#[test]
fn texts_hold_sections_with_their_sentences() {
    let index = index(&guide());
    let (_, text) = index
        .iter()
        .find(|(path, _)| path.contains("/t/1-0."))
        .unwrap();
    let expected = serde_json::json!([{
        "title": "Naps",
        "url": "naps/",
        "about": "",
        "parts": [
            ["How long?", "how-long", "Is sleep in the day too long?"],
            ["Coffee", "coffee", "Do you nap after coffee?"],
        ],
    }]);
    assert_eq!(*text, expected);
}

/// A guide with long lists and several shards.
fn large() -> Site {
    let pages: Vec<(String, String)> = (0..200)
        .map(|number| {
            let path = format!("content/page-{number:03}.md");
            let text = format!(
                "---\ntitle: Page {number}\n---\nIs word{number} near word{}?\n",
                number / 3
            );
            (path, text)
        })
        .collect();
    let files: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    site(&files)
}

#[test]
fn the_index_does_not_depend_on_the_number_of_threads() {
    let site = large();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| index(&site))
    };
    let one = with(1);
    assert_eq!(one, with(7));
    assert_eq!(postings(&one, "word50").len(), 4);
}

#[test]
fn an_edit_of_one_page_keeps_the_files_of_other_words_and_pages() {
    let with = |word: &str| {
        let text = format!("---\ntitle: Naps\n---\nDo you {word} at noon?\n");
        index(&site(&[
            (
                "content/index.md",
                "---\ntitle: Sleep\n---\nWhat keeps you awake?\n",
            ),
            ("content/naps.md", &text),
        ]))
    };
    let (before, after) = (with("doze"), with("rest"));
    let kept = |text: &str| {
        before
            .keys()
            .any(|path| path.contains(text) && after.contains_key(path))
    };
    assert!(kept("/t/0-0."), "the text of the other page");
    assert!(!kept("/t/1-0."), "the text of the page");
    assert_eq!(with("doze"), before);
}

#[test]
fn an_index_of_the_same_texts_is_taken_over() {
    let (site, same) = (guide(), guide());
    let files = written(&Search::new(&site, &Earlier::default()));
    let earlier: Earlier = files.clone().into_iter().collect();
    let later = Search::new(&same, &earlier);
    assert!(later.is_kept());
    for (path, bytes) in later.files() {
        assert!(earlier.holds(&path, &bytes), "{path} was made again");
    }
    assert_eq!(written(&later), files);
}

#[test]
fn texts_are_not_written_again_beside_an_index_that_is_kept() {
    let site = guide();
    let theme = Theme::new(&[]).unwrap();
    let settled = |guide: &Guide<'_>| -> Vec<bool> {
        let files = guide.files();
        let texts = files
            .iter()
            .filter(|file| file.path.starts_with(&format!("{INDEX}t/")));
        texts.map(render::File::is_settled).collect()
    };
    let first = Guide::new(&site, &theme);
    assert_eq!(settled(&first), [false; 3]);
    let earlier = written(&first.search).into_iter().collect();
    assert_eq!(settled(&Guide::after(&site, &theme, &earlier)), [true; 3]);
}

#[test]
fn an_index_that_somebody_has_changed_is_made_again() {
    let site = large();
    let files = written(&Search::new(&site, &Earlier::default()));
    for kind in ["/index.", "/w/", "/l/"] {
        let (path, bytes) = files.iter().find(|(path, _)| path.contains(kind)).unwrap();
        let mut other = bytes.clone();
        let at = other.len() / 2;
        other[at] = if other[at] == b'1' { b'2' } else { b'1' };
        let cut = bytes[..at].to_vec();
        for fault in [
            None,
            Some(other),
            Some(cut),
            Some(Vec::new()),
            Some(vec![0xFF]),
        ] {
            let mut faulty = files.clone();
            match &fault {
                Some(bytes) => faulty.insert(path.clone(), bytes.clone()),
                None => faulty.remove(path),
            };
            let later = after(&site, &faulty);
            assert!(!later.is_kept(), "{path} is {fault:?}");
            assert_eq!(written(&later), files);
        }
    }
}

#[test]
fn an_index_of_other_texts_is_not_taken_over() {
    const PAGE: &str = "---\ntitle: Naps\ndescription: In the day.\ntopics: [nights]\n---\n## How long?\n\nDo you doze?\n\nSee [sleep](index.md).\n";
    let with = |page: &str, sources: &str| {
        site(&[
            ("content/sources.yaml", sources),
            (
                "content/index.md",
                "---\ntitle: Sleep\n---\nWhat keeps you awake?\n",
            ),
            ("content/naps.md", page),
        ])
    };
    let files = written(&Search::new(&with(PAGE, SOURCES), &Earlier::default()));
    let is_kept = |page: &str, sources: &str| {
        let site = with(page, sources);
        let later = after(&site, &files);
        let anew = Search::new(&site, &Earlier::default());
        assert_eq!(written(&later), written(&anew));
        later.is_kept()
    };
    assert!(is_kept(PAGE, SOURCES));
    for part in ["Naps", "In the day", "nights", "How long", "doze"] {
        assert!(!is_kept(&PAGE.replace(part, "Rest"), SOURCES), "{part}");
    }
    for part in [
        "Cardoso",
        "Christopher",
        "oxytocin",
        "2014.07.014",
        "25086828",
        "cardoso-2014",
    ] {
        assert!(!is_kept(PAGE, &SOURCES.replace(part, "25086829")), "{part}");
    }
    assert!(!is_kept(
        PAGE,
        &SOURCES.replace("issued: 2014", "issued: 2015")
    ));
}

/// Something that the index does not hold may change.
#[test]
fn an_index_is_kept_where_only_the_date_of_a_page_changes() {
    let with = |day: &str| {
        let text = format!("---\ntitle: Sleep\nupdated: {day}\n---\nWhat keeps you awake?\n");
        site(&[("content/index.md", &text)])
    };
    let files = written(&Search::new(&with("2026-01-01"), &Earlier::default()));
    assert!(after(&with("2026-02-02"), &files).is_kept());
}

/// The index depends on how it is made as well, and an index that this program
/// made before it was changed must not pass for one of today.
#[test]
fn another_way_to_make_an_index_has_another_number() {
    let varied = site(&[
        ("content/sources.yaml", SOURCES),
        (
            "content/index.md",
            "---\ntitle: Burn-out\ntopics: [Work]\n---\n## Ménière’s disease\n\nWhich [naps](naps.md) were tested, and didn’t napping worsen β-waves?\n",
        ),
        (
            "content/naps.md",
            "---\ntitle: In the day\n---\n睡眠 after 10.5 mg/l?\n",
        ),
    ]);
    let mut all = Fingerprint::new();
    for (path, value) in [varied, large()].iter().flat_map(index) {
        // The mark of the texts holds the number itself.
        if !path.contains("/index.") {
            all.add_text(&path);
            all.add_text(&value.to_string());
        }
    }
    assert_eq!(
        (letters(all.finish(), 8).as_str(), WAY),
        ("sy4kc3pv", "0.1.0 1"),
        "the same texts bring another index: raise `WAY`, and write here what is on the left"
    );
}

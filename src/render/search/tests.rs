//! The whole index of small guides.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::engine::{self, Inputs, Options};
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

/// The files of the index: their paths and values.
fn index(site: &Site) -> BTreeMap<String, Value> {
    let search = Search::new(site);
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

#[test]
fn the_index_does_not_depend_on_the_number_of_threads() {
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
    let site = site(&files);
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

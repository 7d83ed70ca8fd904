//! `wellsourced sources`, as an editor meets it: a guide's folder, a command,
//! what it prints, and what stands in the files afterwards.

mod guide;

use std::io::Write;
use std::process::{Command, Stdio};

use guide::{Guide, LIBRARY, files, lines};

/// A guide in which one key stands wherever a key can stand.
const PAGE: &str = "\
---
title: Naps
sources:
  - 'naps-2018'
  - light-2020
  - {id: own-2001, type: book, title: A book of this page, issued: 2001, qualified_by: [naps-2018]}
topics: [Rest]
---
Naps shorten the night [see @naps-2018, p. 3; @light-2020].
@naps-2018 [p. 4] found that naps lengthen the evening.

[Naps are common. Naps are short.]{@naps-2018}

| Naps | Effect |
|---|---|
| Long | Long naps tire. [@{naps-2018}] |

Write to me@naps-2018.example or to `[@naps-2018]`, naps-2018 itself or \\@naps-2018.

```md
Not here [@naps-2018].
```
";

fn rich() -> Guide {
    let library = format!(
        "# Invented works.\n{}# The last one.\n{}",
        LIBRARY.replace("issued: 2020}", "issued: 2020, disputed_by: [naps-2018]}"),
        "- {id: nod-2018, type: article-journal, title: Naps in old age and what they do, author: [{family: Nod, given: Bo}], issued: 2018, DOI: 10.9999/nod, design: cohort}\n"
    );
    Guide::with(&[
        ("content/naps.md", PAGE),
        ("content/sources.yaml", &library),
    ])
}

#[test]
fn sources_are_listed_with_what_rests_on_them() {
    let guide = rich();
    let run = guide.run(&["sources"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let listed: Vec<Vec<&str>> = run
        .out
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(listed[0][..3], ["key", "claims", "pages"]);
    assert_eq!(listed[1][..3], ["light-2020", "2", "2"]);
    assert_eq!(listed[2][..3], ["naps-2018", "5", "1"]);
    assert!(
        run.out.contains("Lux 2020. Light at night\n"),
        "{}",
        run.out
    );
    assert!(run.out.ends_with("5 sources in the library.\n"));
}

#[test]
fn filters_leave_what_was_asked_for() {
    let guide = rich();
    let keys = |arguments: &[&str]| -> Vec<String> {
        let all = [
            &[
                "sources",
                "list",
                "--format",
                "json",
                "--today",
                "2026-01-01",
            ],
            arguments,
        ]
        .concat();
        let run = guide.run(&all);
        assert_eq!(run.code, 0, "{}", run.err);
        let key = |line: serde_json::Value| line["key"].as_str().unwrap().to_owned();
        lines(&run.out).into_iter().map(key).collect()
    };
    assert_eq!(keys(&["--unused"]), ["nod-2018", "own-2001", "who-2019"]);
    assert_eq!(keys(&["--incomplete"]), ["own-2001"]);
    assert_eq!(keys(&["--older-than", "2018"]), ["own-2001"]);
    assert_eq!(
        keys(&["--older-than", "7"]),
        ["naps-2018", "nod-2018", "own-2001"]
    );
    assert_eq!(keys(&["--design", "rct,cohort"]), ["nod-2018"]);
    assert_eq!(keys(&["--topic", "rest"]), ["light-2020", "naps-2018"]);
    assert!(keys(&["--duplicate"]).is_empty());
    let copy = "- {id: copy, type: report, title: Another title, issued: 2020, DOI: 'https://doi.org/10.9999/NOD'}\n";
    guide.write(
        "content/sources.yaml",
        guide.read("content/sources.yaml") + copy,
    );
    assert_eq!(keys(&["--duplicate"]), ["copy", "nod-2018"]);
    let run = guide.run(&["sources", "--topic", "rust"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Did you mean `Rest`?"), "{}", run.err);
    let run = guide.run(&["sources", "--unused", "export", "--format", "ris"]);
    assert_eq!(run.code, 2, "a filter that would be ignored is refused");
}

#[test]
fn a_source_is_shown_with_every_claim_that_rests_on_it() {
    let guide = rich();
    let run = guide.run(&["sources", "show", "naps-2018"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for line in [
        "naps-2018 (content/sources.yaml:3)",
        "Disputes Lux 2020 (`light-2020`)",
        "Qualifies A book of this page 2001 (`own-2001`)",
        "5 claims on 1 page rest on it:",
        "Naps (content/naps.md)",
        "  9: Naps shorten the night.",
    ] {
        assert!(
            run.out.lines().any(|own| own == line),
            "{line}\n{}",
            run.out
        );
    }
    let run = guide.run(&["sources", "show", "naps-2081"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Did you mean `naps-2018`?"), "{}", run.err);
}

#[test]
fn a_source_is_shown_with_what_identifies_it() {
    let guide = Guide::new();
    let known = "- {id: known, type: article-journal, title: Known by many numbers, author: [{family: Nod}], issued: 2020, container-title: Sleep, DOI: 'https://doi.org/10.9999/NOD', PMID: '12x', registration: [nct01206062]}\n";
    guide.write("content/sources.yaml", LIBRARY.to_owned() + known);
    let run = guide.run(&["sources", "show", "known"]);
    for line in [
        "DOI:                  10.9999/NOD (https://doi.org/10.9999/NOD)",
        "registered as:        NCT01206062 (https://clinicaltrials.gov/study/NCT01206062)",
    ] {
        assert!(
            run.out.lines().any(|own| own == line),
            "{line}\n{}",
            run.out
        );
    }
    assert!(
        run.out.contains("PMID:                 12x (it "),
        "{}",
        run.out
    );
}

#[test]
fn what_is_offered_for_further_reading_is_not_unused() {
    let guide = rich();
    guide.write(
        "content/more.md",
        "---\ntitle: More\nnocite: [nod-2018]\nsources: []\n---\nWhat helps?\n",
    );
    let run = guide.run(&["sources", "--unused", "--format", "json"]);
    assert_eq!(lines(&run.out).len(), 2, "{}", run.out);
    let run = guide.run(&["sources"]);
    assert!(
        run.out
            .contains("what they do; further reading on 1 page\n"),
        "{}",
        run.out
    );
    let run = guide.run(&["sources", "show", "nod-2018"]);
    let end = "No page cites it.\n\nFurther reading on 1 page:\n\nMore (content/more.md)\n";
    assert!(run.out.ends_with(end), "{}", run.out);
}

const BIBTEX: &str = "\
@article{NodSleep, title = {Sleep of {REM} kind}, author = {Nod, Ada}, year = 2018, journal = {Invented}, doi = {10.9999/rem}}
@book{LuxBook, title = {A book of light for everybody}, author = {Lux, Ada and Nod, Bo}, year = 2022}
@article{Known, title = {Naps, again}, author = {Nod, Bo}, year = 2018, doi = {https://doi.org/10.9999/NOD}}
";

#[test]
fn works_are_added_with_keys_of_the_guide_and_none_twice() {
    let guide = rich();
    let before = guide.read("content/sources.yaml");
    guide.write("export.bib", BIBTEX);
    let run = guide.run(&["sources", "add", "export.bib", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(guide.read("content/sources.yaml"), before);
    let run = guide.run(&["sources", "add", "export.bib"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "\
+ nod-2018-a (`NodSleep` in the file): Nod 2018. Sleep of REM kind; `nod-2018` is the key of another work
+ lux-2022 (`LuxBook` in the file): Lux and Nod 2022. A book of light for everybody
= nod-2018: Nod 2018. Naps, again is there already, with the DOI 10.9999/NOD
2 sources added to content/sources.yaml.
"
    );
    let after = guide.read("content/sources.yaml");
    let kept: Vec<&str> = after.lines().filter(|line| before.contains(line)).collect();
    assert_eq!(
        kept.join("\n") + "\n",
        before,
        "what stood there stands there"
    );
    guide.build();
    let again = guide.run(&["sources", "add", "export.bib"]);
    assert!(
        again
            .out
            .ends_with("0 sources added to content/sources.yaml.\n")
    );
    assert_eq!(guide.read("content/sources.yaml"), after);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_added() {
    let guide = rich();
    guide.write(
        "export.bib",
        format!("{BIBTEX}@article{{broken, title = {{no end"),
    );
    let run = guide.run(&["sources", "add", "export.bib"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("export.bib:4:"), "{}", run.err);
    assert!(run.out.contains("2 sources added"), "{}", run.out);
    let run = guide.run(&["sources", "add", "export.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--from bibtex"), "{}", run.err);
}

/// A number is the same work however it is written, and a record without a key
/// gets the one that any other format would give it.
#[test]
fn records_of_pubmed_are_added_and_none_twice() {
    let guide = Guide::new();
    let known = "- {id: known-2020, type: article-journal, title: Known, author: [{family: Nod}], issued: 2020, container-title: Sleep, PMID: 'https://pubmed.ncbi.nlm.nih.gov/12345678/'}\n";
    guide.write("content/sources.yaml", LIBRARY.to_owned() + known);
    let nbib = "PMID- 12345678\nTI  - The known one.\nFAU - Nod, Bo\nDP  - 2020\nJT  - Sleep\n\nPMID- 12345679\nTI  - Another.\nCN  - World Sleep Office of Old\nDP  - 2021\nJT  - Sleep\n";
    let told = add_from_input(&guide, &["sources", "add", "-", "--from", "nbib"], nbib);
    assert_eq!(
        told,
        "= known-2020: Nod 2020. The known one is there already, with the PMID 12345678\n+ wsoo-2021: World Sleep Office of Old 2021. Another\n1 source added to content/sources.yaml.\n"
    );
}

#[test]
fn a_library_begins_with_what_is_added() {
    let guide = Guide::with(&[
        ("content/index.md", "---\ntitle: Home\n---\nWhat helps?\n"),
        ("export.bib", BIBTEX),
    ]);
    std::fs::remove_file(guide.path("content/sources.yaml")).unwrap();
    let run = guide.run(&["sources", "add", "export.bib", "--keep-keys"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    guide.build();
    let run = guide.run(&["sources", "export", "--format", "csl-yaml"]);
    assert_eq!(
        guide.read("content/sources.yaml").lines().count(),
        run.out.lines().count()
    );
    assert!(run.out.contains("- id: NodSleep\n"), "{}", run.out);
}

/// Runs a command that reads standard input.
fn add_from_input(guide: &Guide, arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wellsourced"))
        .args(arguments)
        .current_dir(guide.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn the_library_goes_out_and_comes_back() {
    let guide = rich();
    for format in ["bibtex", "ris", "csl-json", "csl-yaml"] {
        let run = guide.run(&[
            "sources",
            "export",
            "--format",
            format,
            "nod-2018",
            "@who-2019",
        ]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
        let other = Guide::new();
        other.write("content/sources.yaml", "");
        other.write("content/index.md", "---\ntitle: Home\n---\nWhat helps?\n");
        let told = add_from_input(&other, &["sources", "add", "-", "--from", format], &run.out);
        assert!(told.contains("2 sources added"), "{format}: {told}");
        let library = other.read("content/sources.yaml");
        for line in ["- id: nod-2018\n", "  DOI: 10.9999/nod\n"] {
            assert!(library.contains(line), "{format}: {line}\n{library}");
        }
    }
    let run = guide.run(&[
        "sources", "export", "--format", "ris", "--output", "out.ris",
    ]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(guide.read("out.ris").matches("TY  - ").count(), 5);
    let run = guide.run(&["sources", "export", "--format", "ris", "nood-2018"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("Did you mean `nod-2018`?"), "{}", run.err);
}

#[test]
fn the_library_is_put_in_order_once() {
    let guide = rich();
    let library = "# All\n- id: b\n  title: B\n  type: book\n# about a\n- id: a\n  DOI: https://doi.org/10.9999/a\n  title: A\n";
    guide.write("content/sources.yaml", library);
    let run = guide.run(&["sources", "format", "--check"]);
    assert_eq!(run.code, 1);
    assert_eq!(guide.read("content/sources.yaml"), library);
    let run = guide.run(&["sources", "format"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "content/sources.yaml: put in order\n")
    );
    assert_eq!(
        guide.read("content/sources.yaml"),
        "# All\n- id: b\n  type: book\n  title: B\n# about a\n- id: a\n  title: A\n  DOI: 10.9999/a\n"
            .replace("# All\n- id: b\n  type: book\n  title: B\n", "")
            .replace("# about", "# All\n# about")
            + "- id: b\n  type: book\n  title: B\n"
    );
    assert_eq!(guide.run(&["sources", "format", "--check"]).code, 0);
    guide.write("content/sources.yaml", "- id: a\n  title: [\n");
    let run = guide.run(&["sources", "format"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("left as it is"), "{}", run.out);
}

#[test]
fn a_key_is_renamed_wherever_it_is_a_key_and_nowhere_else() {
    let guide = rich();
    let before = files(&guide.path("content"));
    let run = guide.run(&[
        "sources",
        "rename",
        "naps-2018",
        "nod-naps-2018",
        "--dry-run",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(files(&guide.path("content")), before);
    let run = guide.run(&["sources", "rename", "naps-2018", "nod-naps-2018"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "\
content/naps.md: lines 4, 6, 9, 10, 12, 16
content/sources.yaml: lines 2, 3
`naps-2018` is now `nod-naps-2018`: 8 places in 2 files.
Left as it is, because `naps-2018` is no key there:
  content/naps.md:18
  content/naps.md:18
  content/naps.md:18
  content/naps.md:18
  content/naps.md:21
"
    );
    let page = PAGE
        .replace("'naps-2018'", "'nod-naps-2018'")
        .replace("[naps-2018]}", "[nod-naps-2018]}")
        .replace("see @naps-2018", "see @nod-naps-2018")
        .replace("\n@naps-2018", "\n@nod-naps-2018")
        .replace("{@naps-2018}", "{@nod-naps-2018}")
        .replace("@{naps-2018}", "@{nod-naps-2018}");
    assert_eq!(guide.read("content/naps.md"), page);
    guide.build();
    let run = guide.run(&["sources", "rename", "nod-naps-2018", "naps-2018"]);
    assert_eq!(run.code, 0);
    assert_eq!(files(&guide.path("content")), before, "and back again");
}

#[test]
fn a_key_is_not_renamed_to_what_cannot_be() {
    let guide = rich();
    let before = files(&guide.path("content"));
    for (old, new, told) in [
        ("naps-2018", "light-2020", "is the key of another source"),
        ("naps-2018", "two words", "cannot be a key"),
        ("naps-2018", "", "cannot be a key"),
        ("nap-2018", "x", "Did you mean `naps-2018`?"),
    ] {
        let run = guide.run(&["sources", "rename", old, new]);
        assert_eq!(run.code, 2, "{new}");
        assert!(run.err.contains(told), "{}", run.err);
    }
    // A page that cannot be read whole may hold the key where nobody sees it.
    guide.write(
        "content/broken.md",
        "---\ntitle: [\nsources: [naps-2018]\n---\n",
    );
    let run = guide.run(&["sources", "rename", "naps-2018", "x"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("nothing was changed"), "{}", run.err);
    std::fs::remove_file(guide.path("content/broken.md")).unwrap();
    assert_eq!(files(&guide.path("content")), before);
}

#[test]
fn a_key_is_renamed_among_further_reading() {
    for (before, after) in [
        ("[who-2019, naps-2018]", "[who-2019, nod-2018]"),
        ("['@naps-2018']", "['@nod-2018']"),
        ("'@who-2019, @naps-2018'", "'@who-2019, @nod-2018'"),
    ] {
        let guide = Guide::new();
        let page =
            |keys: &str| guide::HOME.replace("sources:", &format!("nocite: {keys}\nsources:"));
        guide.write("content/index.md", page(before));
        let run = guide.run(&["sources", "rename", "naps-2018", "nod-2018"]);
        assert_eq!(run.code, 0, "{before}: {}", run.err);
        assert_eq!(guide.read("content/index.md"), page(after));
        guide.build();
    }
}

#[test]
fn a_key_that_needs_braces_gets_them() {
    let guide = Guide::new();
    let run = guide.run(&["sources", "rename", "light-2020", "lux,2020"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(guide.read("content/index.md").contains("[@{lux,2020}]"));
    guide.build();
}

#[test]
fn keys_of_other_formats_are_renamed_too() {
    let bibtex = "@book{naps-2018,\n  title = {Naps}, author = {Nod, Bo}, year = 2018,\n}\n\
        @incollection{light-2020, title = {Light}, author = {Lux, Ada}, crossref = {naps-2018}, year = 2020}\n";
    let ris = "TY  - BOOK\nID  - naps-2018\nTI  - Naps\nAU  - Nod, Bo\nPY  - 2018\nER  - \n\
        TY  - BOOK\nAU  - Lux, Ada\nTI  - Light\nPY  - 2020\nER  - \n";
    for (path, text, key) in [
        ("content/sources.bib", bibtex, "naps-2018"),
        ("content/sources.ris", ris, "naps-2018"),
        ("content/sources.ris", ris, "lux-2020"),
    ] {
        let guide = Guide::with(&[
            (
                "content/index.md",
                "---\ntitle: Home\nsources: []\n---\nWhat helps?\n",
            ),
            (path, text),
        ]);
        std::fs::remove_file(guide.path("content/sources.yaml")).unwrap();
        let run = guide.run(&["sources", "rename", key, "new-key"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{path}");
        let after = guide.read(path);
        assert!(after.contains("new-key"), "{after}");
        if path.ends_with("bib") {
            assert!(after.contains("crossref = {new-key}"), "{after}");
        }
        guide.build();
    }
}

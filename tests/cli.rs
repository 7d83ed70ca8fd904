//! The program as an editor meets it: commands in a guide's folder, what they
//! print, what they write, and the code they end with.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the files of a site end in lower case"
)]

mod guide;
#[path = "guide/html.rs"]
mod html;

use std::fs;

use guide::{Guide, HOME, UNCITED, lines};
use serde_json::Value;

/// A guide that uses all that pages can hold.
fn rich() -> Guide {
    Guide::with(&[
        (
            "site.yaml",
            "title: Sleep & <rest>\nclaims: {max_waivers: 50}\n",
        ),
        (
            "content/people.yaml",
            "a-khan: {name: Dr Aisha Khan, role: General practitioner, url: https://example.org/khan}\n",
        ),
        (
            "content/light/curve.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
        (
            "content/index.md",
            "---
title: Sleep
topics: [Sleep, Body clock]
sources: [light-2020, who-2019]
authors: [a-khan]
reviewed: {by: a-khan, on: 2026-03-02}
---
See [light](light/index.md#why-é), [naps](naps.md) and [below](#section-references-1).
See also [another site](https://example.org/?a=1&b=2).

Light in the evening delays the body clock [@light-2020, p. 3].[^n]
Loud traffic raises blood pressure [@who-2019; see also @light-2020].
@light-2020 [p. 4] found that blue light suppresses melatonin.

## References

## References

## WS account

## Main

## C-1

## Notes

## Über uns?

[Humans need sleep.]{.uncited because=\"common knowledge\"}
[Light in the evening delays the body clock.]{see=\"light/index.md\"}

[^n]: Red light suppresses little melatonin [@light-2020].
",
        ),
        (
            "content/light/index.md",
            "---
title: Light, \"blue\" & <red>
description: What light <does> & does not.
topics: [Body clock]
sources: [light-2020]
---
## Why é?

One study found two effects [@light-2020]:

- Light in the evening delays the body clock.
- Light in the morning advances the body clock.

![A curve](curve.svg \"Blue light suppresses melatonin [@light-2020].\")

| Light | Effect |
|---|---|
| Blue | Blue light suppresses melatonin. [@light-2020] |

Table: What light does [@light-2020]

::: red-flags
[Call a doctor](../index.md).
:::
",
        ),
        (
            "content/light/deep/er/still.md",
            "---\ntitle: Still\n---\nGo [home](../../../index.md)?\n",
        ),
        (
            "content/naps.md",
            "---\ntitle: Naps\nsources: [naps-2018]\n---\nA short nap restores attention [@naps-2018].\n",
        ),
    ])
}

#[test]
fn build_writes_a_linked_site() {
    let guide = rich();
    let run = guide.build();
    assert!(run.out.starts_with("Built 4 pages into "), "{}", run.out);
    let files = guide.output();
    for path in [
        "index.html",
        "light/index.html",
        "light/deep/er/still/index.html",
        "naps/index.html",
        "light/curve.svg",
        "references/index.html",
        "references/light-2020/index.html",
        "references/naps-2018/index.html",
        "references/who-2019/index.html",
        "topics/index.html",
        "topics/body-clock/index.html",
        "topics/sleep/index.html",
        "all-pages/index.html",
        "search/index.html",
        "claims/index.html",
        "claims.json",
        "404.html",
    ] {
        assert!(
            files.contains_key(path),
            "{path} is missing among {:?}",
            files.keys()
        );
    }
    assert!(
        !files
            .keys()
            .filter(|path| *path != "references/library.yaml")
            .any(|path| path.ends_with(".md") || path.ends_with(".yaml")),
        "{:?}",
        files.keys()
    );
    let source = guide.read("public/references/light-2020/index.html");
    assert!(source.contains("Light at night"), "{source}");
    for claim in [
        "Light in the evening delays the body clock",
        "Blue light suppresses melatonin",
    ] {
        assert!(
            source.contains(claim),
            "the source's page lacks “{claim}”:\n{source}"
        );
    }
    let ledger: Value = serde_json::from_str(&guide.read("public/claims.json")).unwrap();
    assert_eq!(ledger["claims"], ledger["covered"].as_u64().unwrap() + 1);
    assert_eq!(ledger["waived"], 1);
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere() {
    let guide = rich();
    guide.build();
    assert_eq!(html::faults(&guide.output()), [""; 0]);
    // The page for wrong addresses is served at any depth, so it has to know
    // where the guide stands.
    guide.write(
        "site.yaml",
        "title: Sleep\nbase_url: https://example.org/guide\nclaims: {max_waivers: 50}\n",
    );
    guide.build();
    let pages = guide.read("public/light/index.html");
    assert!(
        pages.contains("https://example.org/guide/light/"),
        "{pages}"
    );
}

#[test]
fn the_example_guide_has_no_dead_link() {
    let guide = Guide::new();
    let root = env!("CARGO_MANIFEST_DIR");
    let target = guide.path("public");
    let run = guide.run(&[
        "build",
        "--root",
        root,
        "--output",
        target.to_str().unwrap(),
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(html::faults(&guide.output()), [""; 0]);
}

#[test]
fn the_checker_of_links_finds_what_is_wrong() {
    let page = r##"<a href="b/">b</a><a href="#x">x</a><i id="y"></i><i id="y"></i><img src="https://example.org/a.png"><a href="https://example.org">out</a>"##;
    let files = [("index.html".to_owned(), page.as_bytes().to_vec())].into();
    let faults = html::faults(&files);
    assert_eq!(faults.len(), 4, "{faults:#?}");
}

#[test]
fn a_claim_without_a_source_is_underlined_and_stops_the_build() {
    let guide = Guide::new();
    guide.build();
    let before = guide.output();
    guide.write("content/index.md", UNCITED);
    let run = guide.run(&["build"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out, "");
    assert_eq!(
        run.err,
        r#"error[claim-uncited]: this sentence makes a claim and cites no source
 --> content/index.md:6:1
  |
6 | Loud traffic raises blood pressure.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a reader may ask: who says so?
  |
  = note: readers are promised that they can see what every statement rests on
  = help: cite a source before the full stop, as in [@light-2020]
  = help: if one source stands for several sentences, put them together: `[First. Second.]{@key}`
  = help: if it needs no source, say why: `[The sentence.]{.uncited because="the reason"}`

1 error. Nothing was written: ./public is as it was.
"#
    );
    assert_eq!(guide.output(), before);
    assert!(!guide.path("public.new").exists());
}

#[test]
fn a_first_build_with_errors_writes_nothing() {
    let guide = Guide::with(&[("content/index.md", UNCITED)]);
    assert_eq!(guide.run(&["build"]).code, 1);
    assert!(!guide.path("public").exists());
    assert_eq!(fs::read_dir(guide.root()).unwrap().count(), 2);
}

#[test]
fn misspelt_unlisted_and_unknown_keys_are_told_apart() {
    let text = HOME.replace(
        "[@light-2020]",
        "[@light-2002; @naps-2018; @zeitgeber-1999; @light-2020]",
    );
    let guide = Guide::with(&[("content/index.md", &text)]);
    let run = guide.run(&["check"]);
    assert_eq!(run.code, 1);
    for words in [
        "error[citation-unknown]: there is no source with the key `light-2002`",
        "did you mean `light-2020`?",
        "error[citation-unlisted]: this page cites `naps-2018` without listing it",
        "Nod 2018: in the library, not in this page's `sources`",
        "error[citation-unknown]: there is no source with the key `zeitgeber-1999`",
        "cited here, known nowhere",
        "1 page: 3 errors.",
    ] {
        assert!(run.err.contains(words), "no “{words}” in\n{}", run.err);
    }
}

#[test]
fn check_writes_nothing() {
    let guide = Guide::new();
    let run = guide.run(&["check"]);
    assert_eq!(
        (run.code, &*run.err, &*run.out),
        (0, "1 page, 1 claim: nothing to mend.\n", "")
    );
    assert_eq!(fs::read_dir(guide.root()).unwrap().count(), 2);
    let quiet = guide.run(&["check", "--quiet"]);
    assert_eq!((quiet.code, &*quiet.err, &*quiet.out), (0, "", ""));
}

#[test]
fn warnings_do_not_stop_a_build() {
    let text = HOME.replace("[light-2020]", "[light-2020, naps-2018]");
    let guide = Guide::with(&[("content/index.md", &text)]);
    let run = guide.build();
    assert!(run.err.contains("warning[source-unused]"), "{}", run.err);
    assert!(guide.path("public/index.html").exists());
}

#[test]
fn claims_as_json_lines_with_columns_in_characters() {
    let guide = Guide::with(&[(
        "content/index.md",
        "---
title: Sleep
sources: [light-2020]
---
## Café ☕

What about cafés 👩‍⚕️? Light in the evening delays the body clock [@light-2020]. Loud traffic
raises blood pressure.

These are the effects of naps:

- A short nap restores attention.

[Humans need sleep.]{.uncited because=\"common knowledge\"}
",
    )]);
    let run = guide.run(&["claims", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines = lines(&run.out);
    let fields: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        [
            "path",
            "line",
            "column",
            "end_line",
            "end_column",
            "text",
            "verdict",
            "exemption",
            "status",
            "by",
            "sources",
            "heading",
            "stem",
            "veto",
            "reason"
        ]
    );
    let row = |line: &Value| {
        let number = |name: &str| line[name].as_u64().unwrap();
        (
            number("line"),
            number("column"),
            number("end_line"),
            number("end_column"),
        )
    };
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        [
            "What about cafés 👩‍⚕️?",
            "Light in the evening delays the body clock.",
            "Loud traffic raises blood pressure.",
            "These are the effects of naps:",
            "A short nap restores attention.",
            "Humans need sleep.",
        ]
    );
    // The doctor is four characters to the file, though a reader sees one.
    assert_eq!(row(&lines[0]), (7, 1, 7, 23));
    assert_eq!(row(&lines[1]), (7, 24, 7, 81));
    assert_eq!(row(&lines[2]), (7, 82, 8, 23));
    let statuses: Vec<_> = lines
        .iter()
        .map(|line| (line["verdict"].as_str(), line["status"].as_str()))
        .collect();
    assert_eq!(statuses[0], (Some("exempt"), None));
    assert_eq!(statuses[1], (Some("claim"), Some("covered")));
    assert_eq!(statuses[2], (Some("claim"), Some("uncovered")));
    assert_eq!(statuses[5], (Some("claim"), Some("waived")));
    assert_eq!(lines[0]["exemption"], "question");
    assert_eq!(
        (&lines[1]["by"], &lines[1]["sources"][0]),
        (&Value::from("own"), &Value::from("light-2020"))
    );
    assert_eq!(lines[4]["stem"], "These are the effects of naps:");
    assert_eq!(lines[5]["reason"], "common knowledge");
    assert!(
        lines
            .iter()
            .all(|line| line["heading"] == "Café ☕" && line["path"] == "content/index.md")
    );

    let only =
        |flag: &str| guide::lines(&guide.run(&["claims", "--format", "json", flag]).out).len();
    assert_eq!(
        (only("--waived"), only("--exempt")),
        (1, lines.iter().filter(|l| l["verdict"] == "exempt").count())
    );
}

#[test]
fn claims_of_one_page_for_people() {
    let guide = rich();
    let run = guide.run(&["claims", "naps.md"]);
    assert_eq!(
        run.out,
        "content/naps.md\n  5: A short nap restores attention.\n      claim; covered by [@naps-2018]\n"
    );
    assert_eq!(guide.run(&["claims", "content/naps.md"]).out, run.out);
    assert_eq!(guide.run(&["claims", "nap.md"]).code, 2);
}

#[test]
fn explain_tells_what_a_rule_is_for() {
    let guide = Guide::new();
    let run = guide.run(&["explain", "claim-uncited"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .starts_with("# claim-uncited\n\nA claim cites no source.\n"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .ends_with("Severity: error. A site cannot turn this down.\n"),
        "{}",
        run.out
    );
    let all = guide.run(&["explain"]);
    assert_eq!(all.out.lines().count(), wellsourced::check::rules().len());
    let unknown = guide.run(&["explain", "claim-uncitd"]);
    assert_eq!((unknown.code, &*unknown.out), (2, ""));
    assert!(
        unknown.err.contains("Did you mean `claim-uncited`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn findings_for_programs() {
    let guide = Guide::with(&[("content/index.md", UNCITED)]);
    let json = guide.run(&["check", "--format", "json"]);
    let found = lines(&json.out);
    assert_eq!((json.code, &*json.err, found.len()), (1, "", 1));
    assert_eq!(
        (&found[0]["rule"], &found[0]["line"]),
        (&Value::from("claim-uncited"), &Value::from(6))
    );
    assert_eq!(
        (&found[0]["column"], &found[0]["end_column"]),
        (&Value::from(1), &Value::from(36))
    );

    let sarif: Value =
        serde_json::from_str(&guide.run(&["check", "--format", "sarif"]).out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["level"]),
        (&Value::from("claim-uncited"), &Value::from("error"))
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/index.md");
    assert_eq!(place["region"]["startLine"], 6);
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "claim-uncited");

    let github = guide.run(&["check", "--format", "github"]).out;
    let first = "::error file=content/index.md,line=6,endLine=6,col=1,endColumn=36,title=claim-uncited::this sentence";
    assert!(github.starts_with(first), "{github}");
    assert_eq!(github.lines().count(), 1);
}

#[test]
fn what_was_typed_wrong_ends_with_two() {
    let guide = Guide::new();
    for arguments in [
        &["build", "--frob"][..],
        &["frob"],
        &[],
        &["build", "--today", "yesterday"],
        &["build", "--base-url", "example.org"],
        &["check", "--format", "xml"],
        &["build", "--quiet", "--verbose"],
    ] {
        let run = guide.run(arguments);
        assert_eq!((run.code, &*run.out), (2, ""), "{arguments:?}: {}", run.err);
        assert!(!run.err.is_empty());
    }
    assert!(!guide.path("public").exists());
    assert_eq!(
        guide
            .run_with(&["check"], &[("SOURCE_DATE_EPOCH", "soon")])
            .code,
        2
    );
    let help = guide.run(&["--help"]);
    assert_eq!(help.code, 0);
    assert!(
        help.out
            .contains("Exit codes: 0 all is well, 1 the content has errors, 2 "),
        "{}",
        help.out
    );
}

#[test]
fn a_folder_that_is_no_guide() {
    let empty = tempfile::tempdir().unwrap();
    let guide = Guide::new();
    let root = empty.path().to_str().unwrap();
    let run = guide.run(&["build", "--root", root]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("there is no `site.yaml` in"),
        "{}",
        run.err
    );
    assert!(run.err.contains("--root DIR"), "{}", run.err);
    fs::remove_dir_all(guide.path("content")).unwrap();
    let run = guide.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("begin with `content/index.md`"),
        "{}",
        run.err
    );
}

#[test]
fn output_and_content_stay_apart() {
    let guide = Guide::new();
    for target in [
        "content",
        "content/public",
        ".",
        "..",
        "content/../content/x",
        "site.yaml",
        "themes/x",
    ] {
        let run = guide.run(&["build", "--output", target]);
        assert_eq!(run.code, 2, "{target}");
        assert!(
            run.err.contains("lie within each other"),
            "{target}: {}",
            run.err
        );
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("content", guide.path("link")).unwrap();
        assert_eq!(guide.run(&["build", "--output", "link/x"]).code, 2);
    }
    assert_eq!(guide.read("content/index.md"), HOME);
}

#[test]
fn a_strangers_file_is_kept_and_stops_the_build() {
    let guide = Guide::with(&[("public/thesis.txt", "years of work")]);
    let run = guide.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("thesis.txt"), "{}", run.err);
    assert_eq!(guide.output().keys().collect::<Vec<_>>(), ["thesis.txt"]);

    let guide = Guide::new();
    guide.build();
    guide.write("public/thesis.txt", "years of work");
    guide.write(
        "content/index.md",
        HOME.replace("title: Sleep", "title: Slumber"),
    );
    let before = guide.output();
    assert_eq!(guide.run(&["build"]).code, 2);
    assert_eq!(guide.output(), before);
}

#[cfg(unix)]
#[test]
fn a_second_build_rewrites_nothing() {
    use std::os::unix::fs::MetadataExt;

    let guide = rich();
    guide.build();
    let state = || -> Vec<_> {
        walkdir::WalkDir::new(guide.path("public"))
            .sort_by_file_name()
            .into_iter()
            .map(|entry| {
                let entry = entry.unwrap();
                let meta = entry.metadata().unwrap();
                (
                    entry.path().to_owned(),
                    meta.ino(),
                    meta.mtime(),
                    meta.mtime_nsec(),
                )
            })
            .collect()
    };
    let before = state();
    let run = guide.build();
    assert!(run.out.contains(" 0 files written, "), "{}", run.out);
    assert_eq!(state(), before);
}

#[test]
fn a_page_that_goes_takes_its_files_with_it() {
    let guide = rich();
    guide.build();
    guide.write("content/index.md", HOME);
    fs::remove_file(guide.path("content/naps.md")).unwrap();
    guide.build();
    let files = guide.output();
    assert!(
        !files.contains_key("naps/index.html") && !files.contains_key("topics/sleep/index.html")
    );
    let clean = Guide::new();
    for path in [
        "site.yaml",
        "content/people.yaml",
        "content/light/index.md",
        "content/light/curve.svg",
    ] {
        clean.write(path, guide.read(path));
    }
    clean.write(
        "content/light/deep/er/still.md",
        guide.read("content/light/deep/er/still.md"),
    );
    clean.build();
    assert_eq!(files, clean.output());
}

#[test]
fn the_same_guide_gives_the_same_bytes_everywhere() {
    let sites: Vec<_> = [
        [("RAYON_NUM_THREADS", "1"), ("LC_ALL", "C"), ("TZ", "UTC")],
        [
            ("RAYON_NUM_THREADS", "4"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("TZ", "Pacific/Kiritimati"),
        ],
    ]
    .iter()
    .map(|environment| {
        let guide = rich();
        let run = guide.run_with(&["build"], environment);
        assert_eq!(run.code, 0, "{}", run.err);
        guide.output()
    })
    .collect();
    assert_eq!(
        sites[0].keys().collect::<Vec<_>>(),
        sites[1].keys().collect::<Vec<_>>()
    );
    for (path, bytes) in &sites[0] {
        assert!(*bytes == sites[1][path], "{path} differs");
    }
}

#[test]
fn an_edit_gives_the_bytes_of_a_clean_build() {
    let guide = rich();
    guide.build();
    let edited = guide
        .read("content/index.md")
        .replace("title: Sleep\n", "title: Slumber\norder: 2\n");
    guide.write("content/index.md", &edited);
    guide.build();
    let clean = rich();
    clean.write("content/index.md", &edited);
    clean.build();
    assert_eq!(guide.output(), clean.output());
}

#[test]
fn a_theme_overrides_one_template_and_leaves_the_others() {
    let guide = rich();
    guide.build();
    let before = guide.output();
    guide.write(
        "themes/default/templates/parts/footer-links.html",
        "<p class=\"own\">Made by {{ site.title }}.</p>\n",
    );
    guide.build();
    let page = guide.read("public/index.html");
    assert!(
        page.contains("<p class=\"own\">Made by Sleep &amp; &lt;rest&gt;.</p>"),
        "{page}"
    );
    assert_eq!(html::faults(&guide.output()), [""; 0]);
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        guide.output().keys().collect::<Vec<_>>()
    );
}

#[test]
fn a_theme_overrides_one_block_and_leaves_the_rest() {
    let guide = rich();
    let home = guide.read("content/index.md");
    let home = home.replace("title: Sleep\n", "title: Sleep\nupdated: 2026-03-02\n");
    guide.write("content/index.md", home);
    guide.build();
    let before = guide.output();
    // As the manual shows it.
    let manual = include_str!("../docs/content/theme.md");
    let (_, rest) = manual.split_once("templates/page.html`:\n\n```\n").unwrap();
    let (template, _) = rest.split_once("```").unwrap();
    assert!(template.starts_with("{% extends \"default/page.html\" %}"));
    guide.write("themes/default/templates/page.html", template);
    guide.build();
    let after = guide.output();
    // Nothing but the paragraph and white space between elements is new.
    let words = |html: &str| html.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut changed = 0;
    for (path, bytes) in &before {
        let (before, after) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&after[path]),
        );
        let added = "<p>Ask us for the changes up to ";
        let Some((start, rest)) = after.split_once(added) else {
            assert_eq!(words(&before), words(&after), "{path}");
            continue;
        };
        changed += 1;
        let (_, end) = rest.split_once("</p>\n").unwrap();
        assert_eq!(words(&before), words(&format!("{start}{end}")), "{path}");
    }
    assert_eq!(changed, 1);
    assert_eq!(html::faults(&after), [""; 0]);
}

#[test]
fn a_broken_theme_keeps_the_old_site() {
    let guide = Guide::new();
    guide.build();
    let before = guide.output();
    // One cannot be parsed, the other fails while a page is made.
    for template in ["{% if %}", "{{ nothing.of.the.kind }}"] {
        guide.write("themes/default/templates/page.html", template);
        let run = guide.run(&["build"]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("page.html"), "{}", run.err);
        assert_eq!(guide.output(), before);
    }
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let guide = Guide::with(&[(
        "content/b.md",
        "---\ntitle: B\ndraft: true\n---\nWhat helps?\n",
    )]);
    assert!(guide.build().out.contains("1 draft left out"));
    assert!(!guide.path("public/b/index.html").exists());
    assert_eq!(guide.run(&["build", "--drafts"]).code, 0);
    assert!(guide.path("public/b/index.html").exists());
}

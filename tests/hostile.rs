//! Bytes that nobody meant to write, files that are none, and pages made to
//! break a reader: whatever comes in, the program ends, says what is wrong
//! with a place, and publishes nothing that runs.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the files of a site end in lower case"
)]
#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "pages are put together for reading"
)]

#[path = "guide/growth.rs"]
mod growth;
mod guide;
#[path = "guide/html.rs"]
mod html;

use std::fs;

use growth::grows_with_the_text;
use guide::{Guide, HOME, lines};
use serde_json::Value;

/// A page around a text that cites `light-2020`.
fn page(text: &str) -> String {
    format!(
        "---\ntitle: Sleep\nsources: [light-2020]\n---\n{text}\n\nBlue light suppresses melatonin [@light-2020].\n"
    )
}

fn with_page(text: &str) -> Guide {
    Guide::with(&[("content/index.md", &page(text))])
}

/// The rules of what is found in a guide whose second page holds these bytes.
fn rules_of_page(bytes: impl AsRef<[u8]>) -> Vec<(String, u64)> {
    let guide = Guide::new();
    guide.write("content/b.md", bytes);
    let found = guide.findings();
    let build = guide.run(&["build"]);
    assert_eq!(build.code, i32::from(!found.is_empty()), "{}", build.err);
    found
}

fn one(rule: &str, line: u64) -> Vec<(String, u64)> {
    vec![(rule.to_owned(), line)]
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(
        rules_of_page(b"---\ntitle: Sleep\n---\nCaf\xe9?\n"),
        one("file", 4)
    );
    assert_eq!(rules_of_page(b"\xff\xfe-\0-\0-\0"), one("file", 1));
    assert_eq!(
        rules_of_page(b"---\ntitle: Sleep\n---\nA\0b?\n"),
        one("file", 4)
    );
    assert_eq!(
        rules_of_page(b"\xef\xbb\xbf---\ntitle: Sleep\n---\nCaf\xe9?\n"),
        one("file", 4)
    );
    assert_eq!(
        rules_of_page("\u{feff}---\ntitle: Sleep\n---\nWhat helps?\n"),
        []
    );
    assert_eq!(
        rules_of_page("\u{feff}---\ntitle: Sleep\nordr: 1\n---\n"),
        one("front-matter", 3)
    );
}

#[test]
fn files_that_are_no_pages() {
    assert_eq!(rules_of_page(""), one("front-matter", 1));
    assert_eq!(rules_of_page("\n\n\n"), one("front-matter", 1));
    assert_eq!(rules_of_page("---"), one("front-matter", 1));
    assert_eq!(rules_of_page("---\ntitle: Sleep\n"), one("front-matter", 1));
    assert_eq!(rules_of_page("---\ntitle: Sleep\n---"), []);
    assert_eq!(rules_of_page("---\ntitle: Sleep\n---\n"), []);
    assert_eq!(rules_of_page("---\n---\n"), one("front-matter", 1));
}

#[test]
fn yaml_made_to_break_a_reader() {
    let front = |yaml: &str| rules_of_page(format!("---\n{yaml}\n---\nWhat helps?\n"));
    assert_eq!(
        front("title: Sleep\ntitle: Slumber"),
        one("front-matter", 3)
    );
    assert_eq!(front("title: \"Sleep\ntopics: [a]").len(), 1);
    assert_eq!(front("title: Sleep\ntopics:\n\t- a").len(), 1);
    assert_eq!(front("title: [unclosed")[0], one("front-matter", 2)[0]);
    assert_eq!(front("title: !!python/object Sleep").len(), 1);
    assert_eq!(front("- a\n- b").len(), 1);
    assert_eq!(front("Sleep").len(), 1);
    assert_eq!(front("? [a, b]\n: c\ntitle: Sleep").len(), 1);
    let bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\ntitle: *c";
    assert_eq!(front(bomb).len(), 1);
    for deep in ["[", "{a: ", "- ", "? ", "a: ["] {
        let read = |size: usize| {
            let found = front(&format!("title: {}", deep.repeat(size)));
            assert!((1..=2).contains(&found.len()), "{deep}: {found:?}");
            assert!(
                found
                    .iter()
                    .all(|found| *found == one("front-matter", 2)[0]),
                "{deep}: {found:?}"
            );
            let library = Guide::with(&[("content/sources.yaml", &deep.repeat(size))]);
            assert!(!library.findings().is_empty());
            let site = Guide::with(&[("site.yaml", &deep.repeat(size))]);
            assert!(!site.findings().is_empty());
        };
        grows_with_the_text(deep, read, 20_000);
    }
}

#[test]
fn lines_that_end_with_cr_lf_change_nothing() {
    let text = page(
        "What about cafés 👩‍⚕️? Light in the evening
delays the body clock [@light-2020,
p. 3]. Loud traffic raises blood pressure.

> Light in the evening delays the body clock.
>
> — Ada Lux [@light-2020]

One study found two effects [@light-2020]:

- Light in the evening delays the body clock.

  | Light | Effect |
  |---|---|
  | Blue | Blue light suppresses melatonin. |

::: note
[Light in the evening delays the body clock. Keep your
bedroom dark.]{@light-2020}
:::

[^a]: [@light-2020]

Light in the evening delays the body clock.[^a]

[Humans need sleep.]{.uncited because=\"common
knowledge\"}",
    );
    let guide = Guide::with(&[("content/index.md", &text)]);
    let with_lf = guide.run(&["claims", "--format", "json"]).out;
    let found = guide.findings();
    guide.write("content/index.md", text.replace('\n', "\r\n"));
    assert_eq!(guide.run(&["claims", "--format", "json"]).out, with_lf);
    assert_eq!(guide.findings(), found);
}

#[test]
fn what_only_looks_like_html_is_text() {
    for text in [
        "<svg/onload=alert(1)>",
        "<b/onclick=alert(1)>x</b",
        "< script>x",
        "<3",
        "&lt;script&gt;",
    ] {
        let guide = with_page(&format!("[What {text} helps?](index.md)"));
        guide.build();
        assert_eq!(html::faults(&guide.output()), [""; 0]);
        let page = html::without_data(&guide.read("public/index.html"));
        assert!(
            html::tags(&page)
                .iter()
                .all(|tag| tag.get("onclick").is_none()),
            "{text}"
        );
        for name in ["<svg/", "<b/", "< script", "<script", "<3"] {
            assert!(!page.contains(name), "{text}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_of_the_guide_is_never_read() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    fs::write(
        outside.path().join("secret.md"),
        "---\ntitle: Secret\n---\n",
    )
    .unwrap();
    let guide = Guide::new();
    symlink(outside.path().join("secret.md"), guide.path("content/a.md")).unwrap();
    symlink(outside.path(), guide.path("content/b")).unwrap();
    symlink(".", guide.path("content/c")).unwrap();
    symlink("d.md", guide.path("content/d.md")).unwrap();
    symlink("../site.yaml", guide.path("content/e.md")).unwrap();
    symlink("nowhere", guide.path("content/f.svg")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(guide.path("content/g.md"))
        .status();
    let pipes = usize::from(made.is_ok_and(|made| made.success()));
    let found = guide.findings();
    assert_eq!(found, vec![("file".to_owned(), 0); 6 + pipes]);
    assert_eq!(guide.run(&["build"]).code, 1);
    assert!(!guide.path("public").exists());
}

#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;

    let guide = Guide::with(&[("content/b.md", HOME), ("content/c/d.md", HOME)]);
    let lock = |path: &str, mode| {
        fs::set_permissions(guide.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    lock("content/b.md", 0o000);
    if fs::read(guide.path("content/b.md")).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    lock("content/c", 0o000);
    let run = guide.run(&["check"]);
    lock("content/c", 0o755);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.err.matches("you have no permission to read it").count(),
        2,
        "{}",
        run.err
    );
}

#[test]
fn names_of_files_that_are_no_names_of_pages() {
    let guide = Guide::new();
    guide.write("content/x.md/y.md", "---\ntitle: Y\n---\nWhat helps?\n");
    guide.write(
        "content/.hidden.md",
        "Light in the evening delays the body clock.\n",
    );
    guide.write(
        "content/old.md~",
        "Light in the evening delays the body clock.\n",
    );
    guide.write("content/.git/config", "secret");
    guide.write(
        "content/ü & <b> 100%.md",
        "---\ntitle: Ü\n---\nWhat helps?\n",
    );
    guide.write(
        "content/ü & <b>/a b.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    guide.write(
        "content/z.md",
        "---\ntitle: Z\n---\n![Z](<ü & <b\\>/a b.svg>) [y](<ü & <b\\> 100%25.md>)?\n",
    );
    guide.build();
    let files = guide.output();
    assert!(
        files.contains_key("x.md/y/index.html"),
        "{:?}",
        files.keys()
    );
    assert!(
        !files
            .keys()
            .any(|path| path.contains("hidden") || path.contains("old") || path.contains(".git"))
    );
    assert_eq!(html::faults(&files), [""; 0]);
}

#[test]
fn two_files_with_one_address() {
    let guide = Guide::with(&[
        ("content/a.md", "---\ntitle: A\n---\n"),
        ("content/a/index.md", "---\ntitle: A\n---\n"),
    ]);
    assert_eq!(guide.findings(), one("address-clash", 0));
    let guide = Guide::with(&[
        ("content/Über.md", "---\ntitle: A\n---\n"),
        ("content/über.md", "---\ntitle: A\n---\n"),
    ]);
    if fs::read_dir(guide.path("content")).unwrap().count() == 4 {
        assert_eq!(guide.findings(), one("address-clash", 0));
    }
}

/// A text of a kind, of a size.
type Make = fn(usize) -> String;

#[test]
fn the_time_for_a_page_grows_with_its_length() {
    let cases: &[(&str, usize, Make)] = &[
        ("a sentence of a million characters", 170_000, |size| {
            format!("Evening {}delays the body clock.", "light ".repeat(size))
        }),
        ("a word of a million characters", 1_000_000, |size| {
            "a".repeat(size)
        }),
        ("ten thousand items", 10_000, |size| {
            "- Light in the evening delays the body clock [@light-2020].\n".repeat(size)
        }),
        ("items under a long lead-in", 4_000, |size| {
            format!(
                "Ask {}about:\n\n{}",
                "your doctor ".repeat(size),
                "- the light\n".repeat(size)
            )
        }),
        ("items under a long heading", 4_000, |size| {
            format!(
                "## {}\n\n{}",
                "Light ".repeat(size),
                "- the light\n".repeat(size)
            )
        }),
        ("a quotation with a long attribution", 4_000, |size| {
            format!(
                "> {}\n> — {}",
                "I sleep. ".repeat(size),
                "Ada Lux ".repeat(size)
            )
        }),
        ("five thousand footnotes", 5_000, |size| {
            (0..size)
                .map(|n| {
                    format!(
                        "Light in the evening delays the body clock.[^{n}]\n\n[^{n}]: [@light-2020]\n\n"
                    )
                })
                .collect()
        }),
        ("footnotes of one paragraph", 5_000, |size| {
            let calls: String = (0..size)
                .map(|n| format!("Light delays it.[^{n}] "))
                .collect();
            let notes: String = (0..size)
                .map(|n| format!("[^{n}]: [@light-2020]\n\n"))
                .collect();
            format!("{calls}\n\n{notes}")
        }),
        ("five thousand spans", 5_000, |size| {
            "[Light delays the body clock.]{@light-2020} ".repeat(size)
        }),
        ("spans in spans", 5_000, |size| {
            "[".repeat(size) + "Light delays it." + &"]{@light-2020}".repeat(size)
        }),
        ("sentences in spans in spans", 4_000, |size| {
            "[".repeat(size) + &"Light delays it. ".repeat(size) + &"]{@light-2020}".repeat(size)
        }),
        ("paragraphs in divs", 4_000, |size| {
            "::: note\n".repeat(size) + &"Light delays it.\n\n".repeat(size)
        }),
        ("citations", 10_000, |size| {
            "Light delays it [@light-2020]. ".repeat(size)
        }),
        ("keys", 20_000, |size| "@light-2020 ".repeat(size)),
        ("quotations", 5_000, |size| "> ".repeat(size) + "Light"),
        ("lists", 5_000, |size| "- ".repeat(size) + "Light"),
        ("numbered lists", 5_000, |size| "1. ".repeat(size) + "Light"),
        ("divs", 5_000, |size| "::: note\n".repeat(size)),
        ("headings", 5_000, |size| "## Light\n\n".repeat(size)),
        ("opening brackets", 50_000, |size| "[".repeat(size)),
        ("brackets", 5_000, |size| {
            "[".repeat(size) + "Light" + &"]".repeat(size)
        }),
        ("brackets of citations", 5_000, |size| {
            "[@light-2020 ".repeat(size)
        }),
        ("open spans", 5_000, |size| "[Light.]{".repeat(size)),
        ("spans closed late", 5_000, |size| {
            "[Light.]{\"".repeat(size) + "}"
        }),
        ("links", 5_000, |size| "[a](".repeat(size)),
        ("images", 5_000, |size| "![a](".repeat(size)),
        ("emphasis", 5_000, |size| "*a **b ".repeat(size)),
        ("underscores", 5_000, |size| "_a __b ".repeat(size)),
        ("code", 50_000, |size| "`".repeat(size)),
        ("growing code", 80_000, |size| {
            // As many backquotes as the square of the longest row.
            (1..size.isqrt()).map(|n| "`".repeat(n) + " ").collect()
        }),
        ("angles", 50_000, |size| "<".repeat(size)),
        ("comments", 20_000, |size| "<!-- ".repeat(size)),
        ("tags", 5_000, |size| "<b>".repeat(size)),
        ("entities", 20_000, |size| "&amp".repeat(size)),
        ("stops", 50_000, |size| ". ".repeat(size)),
        ("dots", 100_000, |size| ".".repeat(size)),
        ("quotes", 20_000, |size| "\"a ".repeat(size)),
        ("colons", 20_000, |size| "a: b; ".repeat(size)),
        ("conditions", 20_000, |size| {
            "If it hurts".to_owned() + &", call us".repeat(size)
        }),
        ("comforts", 20_000, |size| {
            "You are not alone".to_owned() + &", and you are not alone".repeat(size)
        }),
        ("numbers", 20_000, |size| "Do not 2 ".repeat(size)),
        ("cells", 2_000, |size| {
            "|a".repeat(size) + "|\n" + &"|-".repeat(size) + "|\n" + &("|b".repeat(size) + "|\n")
        }),
        ("rows", 5_000, |size| {
            "| a | b |\n|---|---|\n".to_owned() + &"| x | y |\n".repeat(size)
        }),
        ("backslashes", 100_000, |size| "\\".repeat(size)),
        ("keys without spaces", 20_000, |size| "@a".repeat(size)),
        ("keys behind slashes", 5_000, |size| "/@a".repeat(size)),
        ("unfinished keys", 20_000, |size| "@{".repeat(size)),
        ("citations side by side", 5_000, |size| "[@a]".repeat(size)),
        ("citations in citations", 5_000, |size| {
            "[@a ".repeat(size) + &"]".repeat(size)
        }),
        ("a long citation", 5_000, |size| {
            "[@a".to_owned() + &"; @a".repeat(size) + "]"
        }),
        ("a long place", 10_000, |size| {
            "[@a, ".to_owned() + &"3, ".repeat(size) + "]"
        }),
        ("brackets in a place", 10_000, |size| {
            "[@a, ".to_owned() + &"(3 ".repeat(size) + "]"
        }),
        ("quotes in a citation", 5_000, |size| {
            "[@a".to_owned() + &"; “b".repeat(size) + "]"
        }),
        ("keys defined as links", 2_000, |size| {
            "[@a]: b\n\n".repeat(size)
        }),
        ("definitions", 5_000, |size| {
            (0..size).map(|n| format!("[a{n}]: b.md\n")).collect()
        }),
    ];
    for (name, long, make) in cases {
        let build = |size: usize| {
            let run = with_page(&make(size)).run(&["build", "--format", "json"]);
            assert!(
                matches!(run.code, 0 | 1),
                "{name}: {} {}",
                run.code,
                run.err
            );
            assert!(
                !run.out.contains("the program failed on this page"),
                "{name}"
            );
        };
        grows_with_the_text(name, build, *long);
    }
}

#[test]
fn links_that_lead_where_they_must_not() {
    let guide = Guide::new();
    for target in [
        "..",
        ".",
        "/",
        "../",
        "../../x.md",
        "/../../etc/passwd",
        "/etc/passwd",
        "//example.org/x",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "%2e%2e/%2e%2e/x.md",
        "..%2f..%2fx",
        "content/index.md",
        "index.html",
        "#",
        "?",
        "c:\\x",
        "\\\\host\\x",
        "index.md#nothing",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "<java script:alert(1)>",
        "%00",
        "index.md%00.svg",
    ] {
        guide.write("content/index.md", page(&format!("See [this]({target}).")));
        let found = guide.findings();
        assert_eq!(found, one("link-broken", 5), "{target}");
        guide.write("content/index.md", page(&format!("![This]({target})")));
        assert_eq!(guide.findings(), one("image", 5), "{target}");
    }
    assert!(!guide.path("public").exists());
}

#[test]
fn keys_that_are_no_names_of_folders() {
    let keys = [
        "../../x",
        "a/b",
        "CON",
        "con",
        "nul.txt",
        ".",
        "..",
        "a b",
        "a:b",
        "x?y#z",
        "%2e%2e",
        "<b>",
        "a\"b",
        "ü",
        "A",
        "a",
        "-",
        "page",
        "by-design",
        "Library.bib",
        "index.html",
        "https://doi.org/10.1000/x",
    ];
    let mut library = String::new();
    let mut listed = String::new();
    let mut text = String::new();
    for (index, key) in keys.iter().enumerate() {
        let quoted = serde_json::to_string(key).unwrap();
        library += &format!("- {{id: {quoted}, type: report, title: Work {index}}}\n");
        if !key.contains(' ') {
            listed += &format!("  - {quoted}\n");
            text += &format!("Light {index} delays the body clock [@{{{key}}}].\n");
        }
    }
    let guide = Guide::with(&[
        ("site.yaml", "title: Sleep\n"),
        ("content/sources.yaml", &library),
        (
            "content/index.md",
            &format!("---\ntitle: Sleep\nsources:\n{listed}---\n{text}"),
        ),
    ]);
    guide.build();
    let files = guide.output();
    assert_eq!(html::faults(&files), [""; 0]);
    let folders: Vec<&str> = files
        .keys()
        .filter_map(|path| {
            path.strip_prefix("references/")?
                .strip_suffix("/index.html")
        })
        .filter(|folder| !folder.starts_with("by-"))
        .collect();
    assert_eq!(folders.len(), keys.len(), "{folders:?}");
    let lower: std::collections::BTreeSet<String> =
        folders.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), keys.len(), "{folders:?}");
    for folder in folders {
        assert!(
            !folder.contains(['/', '\\', ':', '?', '<', '"']) && !folder.starts_with('.'),
            "{folder}"
        );
        let stem = folder.split('.').next().unwrap().to_lowercase();
        assert!(!["con", "nul", "page"].contains(&&*stem), "{folder}");
    }
    assert_eq!(fs::read_dir(guide.root()).unwrap().count(), 3);
}

#[test]
fn html_that_runs_or_breaks_out_is_refused() {
    for text in [
        "<script>alert(1)</script>",
        "What <script>alert(1)</script> helps?",
        "<ScRiPt src=x>",
        "<p onclick=\"alert(1)\">What helps?</p>",
        "<iframe src=x></iframe>",
        "<div>\n\nWhat helps?",
        "</div>",
        "</main>",
        "<style>*{}</style>",
        "<base href=x>",
        "<meta http-equiv=refresh>",
        "<a href=javascript:alert(1)>x</a>",
        "<form action=x><input></form>",
        "<b\nonclick\n=\n'alert(1)'>x</b>",
        "<?php x ?>",
        "<!DOCTYPE x>",
        "<![CDATA[<script>]]>",
        "- <script>x</script>",
        "| a |\n|---|\n| <script>x</script> |",
        "[^n]\n\n[^n]: <script>x</script>",
        "> <script>x</script>",
        "Term\n: <script>x</script>",
        "<details><summary>What?</summary>",
        "<b id=main>What?</b>",
    ] {
        let guide = with_page(text);
        let found = guide.findings();
        assert!(
            found.iter().any(|(rule, _)| rule == "html"),
            "{text}: {found:?}"
        );
        assert_eq!(guide.run(&["build"]).code, 1, "{text}");
    }
}

#[test]
fn comments_are_never_published() {
    let guide = with_page(
        "<!-- secret -->

What<!-- secret --> helps? <!-- secret
secret -->

## Light <!-- secret -->

- What helps?<!-- secret -->

| Light [@light-2020] <!-- secret --> | Effect [@light-2020] |
|---|---|
| Blue <!-- secret --> | Blue light suppresses melatonin. <!-- secret --> |

[What <!-- secret --> helps?](index.md)

> Light in the evening delays the body clock [@light-2020].
> <!-- secret -->

What helps?[^n]

[^n]: What helps? <!-- secret -->

<div>
<!-- secret -->
</div>

Light in the evening <!-- secret --> delays the body clock [@light-2020].",
    );
    guide.write(
        "content/b.md",
        "---\ntitle: B # secret\n---\n# <!-- secret -->\n\n<!-- secret\n",
    );
    guide.build();
    for (path, bytes) in guide.output() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("secret"),
            "{path}"
        );
    }
}

#[test]
fn titles_are_escaped_wherever_they_stand() {
    let nasty = r#"<script>alert("x")</script> & 'y' --> {{ z }}"#;
    let quoted = serde_json::to_string(nasty).unwrap();
    let guide = Guide::new();
    guide.write(
        "site.yaml",
        format!("title: {quoted}\ndescription: {quoted}\nclaims: {{max_waivers: 100}}\nrules: {{source-identifier: off}}\nbase_url: https://example.org/\nreport_to: errors@sleep.example\n"),
    );
    guide.write(
        "content/people.yaml",
        format!("a-khan: {{name: {quoted}, role: {quoted}}}\n"),
    );
    guide.write(
        "content/crisis.yaml",
        format!(
            "- region: {quoted}\n  emergency: 112\n  checked: 2026-03-02\n  contacts:\n    - {{name: {quoted}, for: {quoted}, hours: {quoted}, text: 85258, keyword: {quoted}, url: 'https://x.example/?\"<script>&'}}\n- {{region: {quoted}, emergency: 112, checked: 2026-03-02}}\n"
        ),
    );
    guide.write(
        "content/sources.yaml",
        format!(
            "- {{id: light-2020, type: article-journal, title: {quoted}, author: [{{literal: {quoted}}}], container-title: {quoted}, supports: {quoted}, population: {quoted}, URL: {quoted}, DOI: {quoted}}}\n"
        ),
    );
    let front = format!(
        "title: {quoted}\ndescription: {quoted}\ntopics: [{quoted}]\nauthors: [a-khan]\nreviewed: {{by: a-khan, on: 2026-03-02}}\nsources: [light-2020]\n"
    );
    let text = format!(
        "## \\<script>alert(1)\\</script> & \"so\"\n\nLight in the evening delays the body clock [see \\<script>, @light-2020, p. \\<b>].\n\n@light-2020 found that light delays it.\n\n[Humans need \\<script> sleep.]{{.uncited because=\"a < b & 'so'\"}}\n\n::: red-flags\nWhat helps?\n:::\n\n`<script>`\n\n```<script>\n{nasty}\n```\n\n[a](https://example.org/?\"<script>&'x \"<script>\")\n"
    );
    guide.write("content/index.md", format!("---\n{front}---\n{text}"));
    guide.write("content/a/index.md", format!("---\n{front}---\n{text}"));
    guide.write("content/a/b.md", format!("---\n{front}---\n{text}"));
    let run = guide.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let files = guide.output();
    assert_eq!(html::faults(&files), [""; 0]);
    for (path, bytes) in &files {
        let text = std::str::from_utf8(bytes).unwrap();
        if path.ends_with(".html") {
            let text = &html::without_data(text);
            assert!(!text.to_lowercase().contains("<script"), "{path}");
            assert!(text.contains("&lt;script&gt;"), "{path}");
            for tag in html::tags(text) {
                assert!(
                    !tag.attributes
                        .iter()
                        .any(|(name, _)| name.starts_with("on")),
                    "{path}"
                );
            }
        }
    }
    let ledger: Value = serde_json::from_slice(&files["claims.json"]).unwrap();
    assert_eq!(ledger["title"], nasty);
    assert!(lines(&guide.run(&["claims", "--format", "json"]).out).len() > 3);
}

//! What the README shows is what the program says.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The text of the README's fenced blocks that open with a word.
fn blocks(readme: &str, word: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in readme.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some((info, text)), Some(_)) => {
                if info == word {
                    blocks.push(text.clone());
                }
                open = None;
            }
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// What `build` says about a guide of one page with the library of the tests.
fn build(page: &str) -> (Option<i32>, String) {
    let guide = tempfile::tempdir().unwrap();
    let content = guide.path().join("content");
    fs::create_dir(&content).unwrap();
    fs::write(guide.path().join("site.yaml"), "title: Sleeping better\n").unwrap();
    fs::write(content.join("index.md"), page).unwrap();
    let library =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/guide/content/sources.yaml");
    fs::copy(library, content.join("sources.yaml")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wellsourced"))
        .args(["build", "--color", "never"])
        .current_dir(guide.path())
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn the_readme_shows_what_the_program_says() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let page = &blocks(&readme, "md")[0];
    let shown = blocks(&readme, "");

    let (code, said) = build(page);
    assert_eq!(code, Some(1));
    assert_eq!(said, shown[0]);

    let bare = "the next day.";
    assert!(page.contains(bare));
    let (code, said) = build(&page.replace(bare, "the next day [@palmer-2024]."));
    assert_eq!(code, Some(1));
    assert!(said.starts_with(&shown[1]), "{said}\nis not\n{}", shown[1]);

    let cited = page.replace(bare, "the next day [@tomaso-2021].");
    assert_eq!(build(&cited).0, Some(0));
}

#[test]
fn the_readme_names_every_rule_that_a_site_may_change() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let paragraph = readme
        .split("\n\n")
        .find(|text| text.contains("Only these can be given"))
        .unwrap();
    let named = |id: &str| paragraph.contains(&format!("`{id}`"));
    for rule in wellsourced::check::rules() {
        assert_eq!(named(rule.id), rule.may_be_turned_down, "{}", rule.id);
    }
}

//! The manual says what the code says: its pages on rules, exemptions and
//! vetoes are made from the heads of their files. Run this test with
//! `UPDATE_MANUAL=1` to write them anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use wellsourced::check::rules;
use wellsourced::claim::Exemption;
use wellsourced::claim::documentation::items;
use wellsourced::claim::veto::Veto;

/// What stands in for sources on every page of the manual.
const WAIVER: &str =
    "::: {.uncited because=\"it describes this program, which is its own source\"}";

#[test]
fn the_manual_says_what_the_code_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content");
    let update = std::env::var_os("UPDATE_MANUAL").is_some();
    let mut stale = Vec::new();
    let made = made();
    for (path, text) in &made {
        let path = root.join(path);
        if update {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
        }
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            stale.push(path);
        }
    }
    for folder in ["rules", "judging/exemptions", "judging/vetoes"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let known = made.iter().any(|(made, _)| root.join(made) == path);
            if !known {
                stale.push(path);
            }
        }
    }
    assert!(
        stale.is_empty(),
        "run `UPDATE_MANUAL=1 cargo test --test manual`; stale: {stale:#?}"
    );
}

/// All pages that are made: their path in the manual, their text.
fn made() -> Vec<(PathBuf, String)> {
    let mut pages = Vec::new();
    let mut list = String::new();
    for (index, rule) in rules().iter().enumerate() {
        let turned = if rule.may_be_turned_down {
            format!(
                "A site can change this: `rules: {{{}: off}}` in `site.yaml`.",
                rule.id
            )
        } else {
            "A site cannot turn this down.".to_owned()
        };
        let severity = match rule.severity.word() {
            "error" => "An error: the guide is not published.",
            _ => "A warning: the guide is published.",
        };
        let text = format!(
            "{}\n\n## How bad it is\n\n{severity} {turned}",
            rule.documentation()
        );
        pages.push(page(
            &format!("rules/{}.md", rule.id),
            rule.id,
            &rule.summary(),
            index,
            &text,
        ));
        let _ = writeln!(list, "- [{}]({}.md): {}", rule.id, rule.id, rule.summary());
    }
    pages.push(page(
        "rules/index.md",
        "Rules",
        "Everything that is looked for, and what to do about it.",
        6,
        &format!("Each message names its rule in brackets. `wellsourced explain RULE` shows these pages in the terminal.\n\n{list}"),
    ));
    let mut list = String::new();
    for (index, exemption) in Exemption::ALL.into_iter().enumerate() {
        let mut text = sections(&exemption.documentation());
        if exemption == Exemption::Fragment {
            let _ = write!(
                text,
                "\n\n{}",
                sections(&items().replace("# What it is", "# Items of lists"))
            );
        }
        let id = exemption.id();
        pages.push(page(
            &format!("judging/exemptions/{id}.md"),
            id,
            &sentence(exemption.explanation()),
            index,
            &text,
        ));
        let _ = writeln!(list, "- [{id}]({id}.md): {}", exemption.explanation());
    }
    pages.push(page(
        "judging/exemptions/index.md",
        "Exemptions",
        "The named reasons why a sentence is no claim.",
        2,
        &format!("They are tried in an order that the program fixes, and each must hold for the whole of the sentence. What none of them covers is a claim.\n\n{list}"),
    ));
    let mut list = String::new();
    for (index, veto) in Veto::ALL.into_iter().enumerate() {
        let id = veto.id();
        pages.push(page(
            &format!("judging/vetoes/{id}.md"),
            id,
            &sentence(&format!("It {}", veto.explanation())),
            index,
            &sections(&veto.documentation()),
        ));
        let _ = writeln!(list, "- [{id}]({id}.md): it {}", veto.explanation());
    }
    pages.push(page(
        "judging/vetoes/index.md",
        "Vetoes",
        "What turns an exempt sentence back into a claim.",
        3,
        &format!("An instruction that gives a reason states the reason. The message then quotes the words that did it.\n\n{list}"),
    ));
    pages
}

fn page(path: &str, title: &str, description: &str, order: usize, text: &str) -> (PathBuf, String) {
    let description = description.replace('"', "\\\"");
    let page = format!(
        "---\ntitle: \"{title}\"\ndescription: \"{description}\"\norder: {order}\nsources: []\n---\n\n{WAIVER}\n{}\n:::\n",
        text.trim()
    );
    (path.into(), page)
}

/// Headings one level down: level 1 is the page's title.
fn sections(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            if line.starts_with('#') {
                format!("#{line}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.join("\n")
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

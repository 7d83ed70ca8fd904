//! The manual says what the code says: its pages on rules, exemptions and
//! vetoes are made from the heads of their files, the page on templates from
//! what they are told. Run this test with `UPDATE_MANUAL=1` to write them anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use wellsourced::check::rules;
use wellsourced::claim::Exemption;
use wellsourced::claim::documentation::items;
use wellsourced::claim::veto::Veto;
use wellsourced::render::variables;

/// What an editor can copy from the example guide: what it is, the page, how
/// the line begins.
const EXAMPLES: [(&str, &str, &str); 15] = [
    (
        "A page that says first what it means, then what it rests on",
        "stress/index.md",
        "::: key-points",
    ),
    (
        "A word explained at its first use",
        "oxytocin/trust.md",
        "In this guide, \"placebo\" means",
    ),
    (
        "A popular belief and what was found, each with its source",
        "oxytocin/trust.md",
        "That one experiment started",
    ),
    (
        "A disputed study beside those that dispute it",
        "oxytocin/trust.md",
        "In 2005, a team gave",
    ),
    (
        "One source for several sentences",
        "oxytocin/trust.md",
        "[The plan was registered",
    ),
    (
        "A table with its caption and a source in every row",
        "oxytocin/trust.md",
        "Table: ",
    ),
    (
        "A figure with a caption, a source and words for those who cannot see it",
        "oxytocin/index.md",
        "![",
    ),
    (
        "A definition list with a source in each entry",
        "numbness/index.md",
        "Emotional blunting",
    ),
    (
        "One source for a whole list, on the sentence that leads it in",
        "numbness/index.md",
        "The World Health Organization describes",
    ),
    (
        "A sentence that needs no source, and why",
        "numbness/index.md",
        "[Everyone feels flat",
    ),
    (
        "A patient's voice that is no real person's",
        "numbness/index.md",
        "A typical account",
    ),
    (
        "A summary that rests on a section of another page",
        "index.md",
        "- [A spray of oxytocin",
    ),
    (
        "A recommendation of a guideline, by its number",
        "index.md",
        "The NICE guideline on depression",
    ),
    (
        "Signs that need help at once",
        "numbness/when-to-get-help.md",
        "::: red-flags",
    ),
    (
        "Advice without a study, marked as such",
        "stress/index.md",
        "Here is a practical suggestion",
    ),
];

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
    for (what, path, begins) in EXAMPLES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("content")
            .join(path);
        let text = fs::read_to_string(&file).unwrap();
        let line = text.lines().position(|line| line.starts_with(begins));
        let line = line.unwrap_or_else(|| panic!("{path} has no line that begins {begins:?}")) + 1;
        let _ = writeln!(list, "- {what}: `content/{path}`, line {line}.");
    }
    pages.push(page(
        "examples.md",
        "How to write such a page",
        "Where the example guide does what, to copy from.",
        2,
        &format!("{EXAMPLES_TEXT}\n\n{list}"),
    ));
    pages.push(page(
        "templates.md",
        "Templates",
        "The blocks of each template, and all that it is told.",
        10,
        &variables::documentation(),
    ));
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

/// How a page comes about, before the list of places.
const EXAMPLES_TEXT: &str = "\
## In which order

1. Read your sources, and write into the library what each can be cited for, in one line.
2. Write down the questions that a reader brings, and make them your headings.
3. Answer each in its first sentence, as strongly as the source allows: \"may\", \"in one small trial\", \"in rats\".
4. Cite in the sentence. If you cannot, ask whether the sentence is yours to say.
5. Run `wellsourced claims` on the page, and read it as somebody who doubts every line.
6. Read it aloud once, as somebody who is unwell.

## Where to look";

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

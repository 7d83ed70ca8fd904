//! Every example of the CommonMark specification, through the program's own
//! reader and writer.
//!
//! The specification comes from the npm registry, so this test is run by
//! `tests/run`. Two texts of HTML count as equal if they are the same bytes, or
//! the same bytes after [`normalise`].

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use wellsourced::render::commonmark;

const SPECIFICATION: &str = "tests/tools/node_modules/commonmark-spec/spec.txt";
/// The fence around an example.
const FENCE: &str = "````````````````````````````````";
/// How many examples CommonMark 0.31.2 has: fewer would mean that they were not
/// read.
const EXAMPLES: usize = 652;

/// One example: Markdown, and the HTML that it stands for.
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

/// Reads the examples. They write a tab as `→`.
fn examples(text: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut section = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix('#') {
            section = title.trim_start_matches('#').trim().to_owned();
        }
        if line != format!("{FENCE} example") {
            continue;
        }
        let mut part = |end: &str| -> String {
            let lines = lines.by_ref().take_while(|line| *line != end);
            let text: Vec<String> = lines.map(|line| line.replace('→', "\t") + "\n").collect();
            text.concat()
        };
        let markdown = part(".");
        let html = part(FENCE);
        examples.push(Example {
            number: examples.len() + 1,
            section: section.clone(),
            markdown,
            html,
        });
    }
    examples
}

/// Forgives two spellings that mean the same in HTML, as the specification's
/// own test program does: a quotation mark written as a reference outside of
/// tags, and a line break after `<li>`.
fn normalise(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        out.push_str(&text.replace("&quot;", "\""));
        let (tag, after) = tag.split_at(tag_length(tag));
        out.push_str(tag);
        rest = if tag == "<li>" {
            after.trim_start_matches('\n')
        } else {
            after
        };
    }
    out
}

/// The length of the tag that a text begins with. A `>` within quotation marks
/// does not end it.
fn tag_length(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[test]
fn normalising_forgives_no_more_than_it_says() {
    assert_eq!(
        normalise("<li>\n<p>&quot;a&quot;</p>\n</li>"),
        "<li><p>\"a\"</p>\n</li>"
    );
    assert_eq!(
        normalise("<a title=\">&quot;\">&quot;"),
        "<a title=\">&quot;\">\""
    );
    assert_eq!(normalise("a  b &lt; &amp; c"), "a  b &lt; &amp; c");
    assert_ne!(normalise("<pre>a  b</pre>"), normalise("<pre>a b</pre>"));
}

#[test]
#[ignore = "needs tests/run"]
fn every_example_of_the_specification_comes_out_as_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SPECIFICATION);
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; `tests/run` installs it", path.display()));
    let examples = examples(&text);
    assert_eq!(examples.len(), EXAMPLES, "the examples were not read");

    let mut exact = 0;
    let mut failed = Vec::new();
    for example in &examples {
        let html =
            catch_unwind(|| commonmark(&example.markdown)).unwrap_or_else(|_| "(panicked)".into());
        if html == example.html {
            exact += 1;
        } else if normalise(&html) != normalise(&example.html) {
            failed.push(format!(
                "{} ({})\n  Markdown {:?}\n  expected {:?}\n  written  {html:?}",
                example.number, example.section, example.markdown, example.html
            ));
        }
    }
    let passed = examples.len() - failed.len();
    println!(
        "CommonMark 0.31.2: {passed} of {} examples, {exact} of them to the byte",
        examples.len()
    );
    assert!(
        failed.is_empty(),
        "{passed} of {} examples; these fail:\n{}",
        examples.len(),
        failed.join("\n")
    );
}

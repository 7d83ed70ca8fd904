//! Edits of a library's file, as an editor sees them.

use std::sync::Arc;

use super::{insert, tidy};
use crate::bibliography::{Source, read};
use crate::text::TextFile;

const PATH: &str = "content/sources.yaml";

const UNSORTED: &str = "\
# The library of an invented guide.

# Two of them are by Nod.
- id: nod-2018   # naps
  type: article-journal
  issued: 2018
  # the printed title
  title: Naps by day
  supports: >-
    What naps do
    # is no comment here
  DOI: https://doi.org/10.9999/NOD.1  # from the first page
    # and a last word on naps
# The oldest.
- {id: lux-2001, type: book, title: Light, issued: 2001}
-   id: bed-2010
    title: 'Beds: a history'
    type: book
# The end of the file.
";

const SORTED: &str = "\
# The library of an invented guide.

-   id: bed-2010
    type: book
    title: 'Beds: a history'
# The oldest.
- id: lux-2001
  type: book
  title: Light
  issued: 2001
# Two of them are by Nod.
- id: nod-2018   # naps
  type: article-journal
  # the printed title
  title: Naps by day
  issued: 2018
  DOI: 10.9999/NOD.1  # from the first page
    # and a last word on naps
  supports: >-
    What naps do
    # is no comment here
# The end of the file.
";

fn sources(text: &str) -> Vec<Source> {
    read(&Arc::new(TextFile::new(PATH, text))).0
}

#[test]
fn entries_and_fields_are_put_in_order_with_their_comments() {
    let tidied = tidy(PATH, UNSORTED).unwrap();
    assert_eq!(tidied, SORTED);
    assert_eq!(tidy(PATH, &tidied).unwrap(), tidied, "twice is once");
}

#[test]
fn the_form_of_a_file_stays_its_own() {
    for (before, after) in [
        // Windows' line ends, a list within `references:`, empty lines between.
        (
            "---\r\nreferences:\r\n  - id: b\r\n    title: B\r\n\r\n  - id: a\r\n    title: A\r\nnocite: x\r\n",
            "---\r\nreferences:\r\n  - id: a\r\n    title: A\r\n\r\n  - id: b\r\n    title: B\r\nnocite: x\r\n",
        ),
        ("- id: b\n- id: a", "- id: a\n- id: b\n"),
        ("# nothing yet\n", "# nothing yet\n"),
        ("[]\n", "[]\n"),
        // What cannot be moved safely stays.
        (
            "- # a comment\n  title: B\n  id: b\n",
            "- # a comment\n  title: B\n  id: b\n",
        ),
        (
            "- {id: a, title: A} # short\n",
            "- {id: a, title: A} # short\n",
        ),
    ] {
        assert_eq!(tidy(PATH, before).as_deref(), Ok(after));
    }
    for refused in [
        "[{id: a}, {id: b}]",
        "- id: a\n  id: b\n",
        "title: x\n",
        "- id: [\n",
    ] {
        assert!(tidy(PATH, refused).is_err(), "{refused}");
    }
}

#[test]
fn new_sources_stand_in_their_places() {
    let new = sources("- {id: d, title: D}\n- {id: a0, title: A}\n");
    for (before, after) in [
        // Sorted: each in its place, nothing else touched.
        (
            "# Head\n- id: a\n  title: 'x'\n# c\n- id: c\n# Tail\n",
            "# Head\n- id: a\n  title: 'x'\n- id: a0\n  type: document\n  title: A\n# c\n- id: c\n- id: d\n  type: document\n  title: D\n# Tail\n",
        ),
        // Not sorted: at the end, as they came.
        (
            "- id: c\n\n- id: a",
            "- id: c\n\n- id: a\n\n- id: d\n  type: document\n  title: D\n\n- id: a0\n  type: document\n  title: A\n",
        ),
        (
            "# Head\n",
            "# Head\n- id: d\n  type: document\n  title: D\n- id: a0\n  type: document\n  title: A\n",
        ),
        (
            "[]\n",
            "- id: d\n  type: document\n  title: D\n- id: a0\n  type: document\n  title: A\n",
        ),
        (
            "references: []\nx: 1\n",
            "references:\n  - id: d\n    type: document\n    title: D\n  - id: a0\n    type: document\n    title: A\nx: 1\n",
        ),
    ] {
        assert_eq!(insert(PATH, before, &new).as_deref(), Ok(after));
    }
    assert!(insert(PATH, "[{id: a}]", &new).is_err());
    assert!(insert(PATH, "- id: a\n  - x", &new).is_err());
}

#[test]
fn the_example_guide_is_in_order() {
    let text = include_str!("../../../content/sources.yaml");
    assert!(
        tidy(PATH, text).as_deref() == Ok(text),
        "run `wellsourced sources format`"
    );
}

/// Pieces that a file can be made of, sound and not.
const PIECES: &[&str] = &[
    "- id: a\n",
    "- id: b\n",
    "-   id: c\n",
    "- {id: d, title: D}\n",
    "- # note\n  id: e\n",
    "  - id: f\n",
    "  title: 'T'\n",
    "  title: |\n    # text\n    more\n",
    "  supports: >-\n    x\n\n    y\n",
    "  DOI: https://doi.org/10.9999/X\n",
    "  DOI: '10.9999/y' # seen\n",
    "  issued: 2001\n",
    "# comment\n",
    "    # deep comment\n",
    "\n",
    "\r\n",
    "references:\n",
    "nocite: x\n",
    "---\n",
    "...\n",
    "[]\n",
    "é: ü\n",
    "  author:\n    - {family: Lux}\n",
    "  author: [{family: Lux},\n    {family: Nod}]\n",
    "- id: \"g\"\n",
    "  \"title\": \"T\"\n",
    "  ? type\n  : book\n",
    "\t",
    "- ",
    "'",
    "  unknown: 1\n",
];

#[test]
fn no_file_is_harmed() {
    let new = sources("- {id: new, title: New}\n");
    // George Marsaglia's xorshift.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % end as u64).unwrap()
    };
    let comments = |text: &str| {
        let mut lines: Vec<String> = text
            .lines()
            .filter(|line| line.contains('#'))
            .map(|line| line.trim().trim_start_matches("- ").trim().to_owned())
            .collect();
        lines.sort();
        lines
    };
    let (mut tidied, mut inserted) = (0, 0);
    for _ in 0..4_000 {
        let pieces = 1 + below(12);
        let text: String = (0..pieces).map(|_| PIECES[below(PIECES.len())]).collect();
        if let Ok(after) = tidy(PATH, &text) {
            assert_eq!(tidy(PATH, &after).as_ref(), Ok(&after), "{text:?}");
            assert_eq!(
                comments(&text).len(),
                comments(&after).len(),
                "{text:?}\n{after:?}"
            );
            tidied += 1;
        }
        if let Ok(after) = insert(PATH, &text, &new) {
            assert_eq!(comments(&text), comments(&after), "{text:?}\n{after:?}");
            assert_eq!(
                sources(&after).len(),
                sources(&text).len() + 1,
                "{text:?}\n{after:?}"
            );
            inserted += 1;
        }
    }
    assert!(tidied > 100 && inserted > 100, "{tidied} {inserted}");
}

//! Sentence boundaries: the cases of `claims/sentences.txt`, and what must hold for any text.

#[path = "guide/growth.rs"]
mod growth;

use growth::grows_with_the_text;
use wellsourced::claim::sentence::sentences;

/// Cases are parted by empty lines; ` | ` marks a boundary; `{@}`, `{^}`, `{img}` stand for the placeholders,
/// `{nl}` for a line break, `{nbsp}` for a hard space and backquotes for a code span.
#[test]
fn hard_cases() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for block in include_str!("claims/sentences.txt").split("\n\n") {
        let case: Vec<&str> = block
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .collect();
        if case.is_empty() {
            continue;
        }
        count += 1;
        let case = case.join("\n");
        let case = case
            .replace("{@}", "\u{E000}")
            .replace("{^}", "\u{E001}")
            .replace("{img}", "\u{E002}")
            .replace("{nl}", "\n")
            .replace("{nbsp}", "\u{A0}");
        let (text, atoms) = take_code(&case.replace("\u{A0}| ", "\u{A0}").replace(" | ", " "));
        let expected: Vec<String> = case
            .replace("\u{A0}| ", " | ")
            .split(" | ")
            .map(|part| part.replace('`', "").trim().to_owned())
            .collect();
        let found: Vec<String> = sentences(&text, &atoms)
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect();
        if expected != found {
            wrong.push(format!(
                "expected {}\n     got {}",
                expected.join(" | "),
                found.join(" | ")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 150, "only {count} cases");
}

fn take_code(case: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let mut text = String::new();
    let mut atoms = Vec::new();
    for (index, part) in case.split('`').enumerate() {
        let start = text.len();
        text.push_str(part);
        if index % 2 == 1 {
            atoms.push(start..text.len());
        }
    }
    (text, atoms)
}

/// Texts of odd pieces, from a small generator of our own: the same ones every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn text(&mut self, pieces: usize) -> String {
        let count = self.below(pieces) + 1;
        (0..count)
            .map(|_| PIECES[self.below(PIECES.len())])
            .collect()
    }
}

const PIECES: &[&str] = &[
    "sleep",
    "Walk",
    " ",
    " ",
    " ",
    ".",
    ". ",
    "! ",
    "? ",
    "...",
    "\u{2026} ",
    "e.g. ",
    "Dr. ",
    "\u{E000}",
    "\u{E001}",
    "\u{E002}",
    "(",
    ")",
    "[",
    "]",
    "\u{201c}",
    "\u{201d}",
    "\"",
    "'",
    "\u{2019}",
    "5 mg. ",
    "1. ",
    "\n",
    "\u{a0}",
    "\u{1F600}",
    "\u{1F469}\u{200D}\u{1F52C}",
    "\u{b9}",
    "\u{3b1}-",
    "\u{3002}",
    "\u{7761}",
    "\u{0301}",
    "\u{202e}",
    "if ",
    "you ",
    "to lower ",
    "which ",
    ", ",
    "; ",
    ": ",
    " \u{2013} ",
    "--",
    "don't ",
    "can\u{2019}t ",
    "\u{130}",
    "\u{df}",
    "\0",
    "%",
    "\u{b0}C",
    "38",
    "E. coli ",
    "vitamin D. ",
    "A",
    "is ",
    "Ask ",
];

#[test]
fn any_text_is_cut_soundly() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..20_000 {
        let text = random.text(40);
        let mut cuts = [random.below(text.len() + 1), random.below(text.len() + 1)];
        cuts.sort_unstable();
        let atom = text.floor_char_boundary(cuts[0])..text.floor_char_boundary(cuts[1]);
        let atoms = if random.below(2) == 0 {
            std::slice::from_ref(&atom)
        } else {
            &[]
        };
        let found = sentences(&text, atoms);
        let mut end = 0;
        for range in &found {
            assert!(
                range.start >= end && range.end > range.start,
                "{text:?} {found:?}"
            );
            assert!(
                text.is_char_boundary(range.start) && text.is_char_boundary(range.end),
                "{text:?}"
            );
            assert_eq!(text[range.clone()].trim(), &text[range.clone()], "{text:?}");
            assert!(
                !text[end..range.start].chars().any(char::is_alphanumeric),
                "{text:?} {found:?}"
            );
            let inside = |at: usize| atoms.iter().any(|atom| atom.start < at && at < atom.end);
            assert!(
                !inside(range.end) || range.end == text.trim_end().len(),
                "{text:?} {atoms:?} {found:?}"
            );
            end = range.end;
        }
        assert!(!text[end..].chars().any(char::is_alphanumeric), "{text:?}");
        let unbroken = sentences(&text.replace('\n', " "), atoms);
        assert_eq!(found, unbroken, "{text:?}");
    }
}

/// Long texts of the worst kinds are cut in proportion to their length.
#[test]
fn long_texts_take_proportional_time() {
    for piece in [
        "(",
        "\"",
        "\u{201c}a ",
        "a. ",
        ".",
        " ",
        "[a. ",
        "\u{E000}",
        "A. ",
        "e.g. ",
        "a.a.",
        "1. ",
        "\u{2019}",
        "? \u{E000} ",
    ] {
        let cut = |length: usize| {
            let _ = sentences(&piece.repeat(length / piece.len()), &[]);
        };
        grows_with_the_text(piece, cut, 800_000);
    }
}

//! Lists of words that single rules ask for, in files that an editor can read.
//!
//! In goes a file of `words/lists/` and the name of a section; out comes the set of its words as they are written,
//! made when the program is compiled: a section that is missing or empty is an error of the compiler. Words of a kind
//! that several rules ask for are classes (`words/classes.txt`); what a rule asks for by its grammar ("to", "if")
//! stands in the rule.

use super::spelling::Spelling;

/// What a publisher's services are and do.
pub(crate) const SERVICE: &str = include_str!("words/lists/service.txt");
/// Commands, cases and voices.
pub(crate) const PARTS: &str = include_str!("words/lists/parts.txt");
/// What leads a list in.
pub(crate) const LEADS: &str = include_str!("words/lists/leads.txt");
/// What turns an exemption back.
pub(crate) const VETOES: &str = include_str!("words/lists/vetoes.txt");

/// The set of the words in a section of a file.
macro_rules! listed {
    ($file:ident, $section:literal) => {{
        const SECTION: &[u8] = $crate::claim::list::section($crate::claim::list::$file, $section);
        const ALL: &[$crate::claim::spelling::Spelling] =
            &$crate::claim::spelling::sorted($crate::claim::list::spelled::<
                { $crate::claim::list::count(SECTION) },
            >(SECTION));
        const SET: &$crate::claim::spelling::Spellings =
            &$crate::claim::spelling::Spellings::new(ALL);
        SET
    }};
}

/// The lines below the heading `[name]`, up to the next heading.
pub(crate) const fn section<'a>(file: &'a str, name: &str) -> &'a [u8] {
    let mut rest = file.as_bytes();
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        rest = after;
        if is_heading(line, name.as_bytes()) {
            let mut end = 0;
            let mut tail = rest;
            while !tail.is_empty() && tail[0] != b'[' {
                let (line, after) = first_line(tail);
                end += line.len() + 1;
                tail = after;
            }
            let end = if end < rest.len() { end } else { rest.len() };
            return rest.split_at(end).0;
        }
    }
    panic!("no word file has such a section")
}

/// A line without its end, and what comes behind it.
const fn first_line(text: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    while end < text.len() && text[end] != b'\n' {
        end += 1;
    }
    let (line, rest) = text.split_at(end);
    match rest {
        [_, after @ ..] => (line, after),
        [] => (line, rest),
    }
}

const fn is_heading(line: &[u8], name: &[u8]) -> bool {
    if line.len() != name.len() + 2 || line[0] != b'[' || line[line.len() - 1] != b']' {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if line[at + 1] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// How many words stand in a section.
pub(crate) const fn count(section: &[u8]) -> usize {
    let mut words = 0;
    let mut rest = section;
    while let Some((_, after)) = next_word(rest) {
        words += 1;
        rest = after;
    }
    assert!(words > 0, "a section of a word file is empty");
    words
}

/// The words of a section as they are written.
pub(crate) const fn spelled<const N: usize>(section: &[u8]) -> [Spelling; N] {
    let mut all = [Spelling::of(""); N];
    let mut rest = section;
    let mut at = 0;
    while let Some((word, after)) = next_word(rest) {
        all[at] = Spelling::of_bytes(word);
        rest = after;
        at += 1;
    }
    all
}

/// The next word, comments passed over, and what comes behind it.
const fn next_word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = text;
    while let [first, after @ ..] = rest {
        if *first == b'#' {
            rest = first_line(rest).1;
        } else if first.is_ascii_whitespace() {
            rest = after;
        } else {
            let mut end = 0;
            while end < rest.len() && !rest[end].is_ascii_whitespace() {
                end += 1;
            }
            return Some(rest.split_at(end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{count, section, spelled};
    use crate::claim::spelling::Spelling;

    const FILE: &str =
        "# Two lists.\n\n# One.\n[one]\nred won’t\n# not this\nblue\n\n[one more]\ngreen";

    #[test]
    fn a_section_holds_the_words_up_to_the_next_one_without_comments() {
        let one = section(FILE, "one");
        assert_eq!(count(one), 3);
        assert_eq!(
            spelled::<3>(one),
            ["red", "won’t", "blue"].map(Spelling::of)
        );
        assert_eq!(
            spelled::<1>(section(FILE, "one more")),
            [Spelling::of("green")]
        );
    }

    #[test]
    #[should_panic(expected = "no word file has such a section")]
    fn a_missing_section_is_an_error() {
        section(FILE, "two");
    }
}

//! Cuts the plain text of one block into sentences.
//!
//! In goes the text as the reader sees it (markup gone, citations, notes and images each one placeholder
//! character) and the ranges of its code spans; out come byte ranges in order. A citation that follows the stop
//! belongs to the sentence which it closes, because that is the sentence it speaks for. A quotation or a bracket
//! that opens in the middle of a sentence is kept whole, so that a voice is judged as one voice.
//!
//! It never fails, never looks outside the block, and takes time in proportion to the text's length.

mod abbreviation;
mod cursor;

use std::ops::Range;

use abbreviation::{Abbreviation, lookup};
use cursor::{
    Closers, char_at, char_before, is_closer, is_emoji, is_opener, is_placeholder, is_superscript,
    skip_plain, skip_space,
};

/// The character which stands for a citation cluster.
pub const CITATION: char = '\u{E000}';
/// The character which stands for a footnote's call.
pub const NOTE: char = '\u{E001}';
/// The character which stands for an image inside a line.
pub const IMAGE: char = '\u{E002}';

/// The sentences of `text`, as ordered ranges that do not overlap, without the white space around them.
///
/// `atoms` are the ranges of code spans, in order: no sentence ends inside one. Together the ranges hold every
/// letter and digit of the text.
#[must_use]
pub fn sentences(text: &str, atoms: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = skip_space(text, 0);
    let mut at = start;
    let mut atoms = atoms.iter().peekable();
    let mut closers = Closers::default();
    loop {
        while atoms.next_if(|atom| atom.end <= at).is_some() {}
        let atom = atoms.peek().map_or(text.len(), |atom| atom.start);
        at = skip_plain(text, at, atom);
        if let Some(atom) = atoms.peek()
            && atom.start <= at
            && atom.end > at
        {
            // Of a code span that the text cuts through, the part in it.
            at = text.ceil_char_boundary(atom.end.min(text.len()));
            if at == text.len() {
                break;
            }
            continue;
        }
        let Some(c) = char_at(text, at) else {
            break;
        };
        let next = at + c.len_utf8();
        if is_opener(c) {
            at = closers
                .last_stop_before_close(text, at, c, at == start)
                .filter(|&stop| stop > at)
                .unwrap_or(next);
        } else if is_terminator(c) {
            let run = end_of_run(text, next);
            let splits_atom = |end: usize| {
                atoms
                    .clone()
                    .take_while(|atom| atom.start < end)
                    .any(|atom| atom.end > end)
            };
            if let Some(end) =
                end_of_sentence(text, start, at, run).filter(|&end| !splits_atom(end))
            {
                push(&mut found, text, start..end);
                start = skip_space(text, end);
                at = start;
            } else {
                at = run;
            }
        } else {
            at = next;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

/// Keeps a range if it holds anything; a range without a letter or digit joins the sentence before it.
fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let Some(inside) = text.get(range.clone()) else {
        return;
    };
    let trimmed = inside.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = range.start + (inside.len() - inside.trim_start().len());
    let end = start + trimmed.len();
    if !trimmed.chars().any(char::is_alphanumeric)
        && let Some(last) = found.last_mut()
    {
        last.end = end;
        return;
    }
    found.push(start..end);
}

/// Does a full stop after this word (small letters, no stop) as a rule not end the sentence?
pub(crate) fn is_abbreviation(word: &str) -> bool {
    lookup(word) == Some(Abbreviation::Never) || word.len() > 1 && is_dotted_letters(word)
}

fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽' | '؟' | '।'
    )
}

/// Where a row of stops ends: "...", "?!", "!!".
fn end_of_run(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(c) = char_at(text, at).filter(|&c| is_terminator(c)) {
        at += c.len_utf8();
    }
    at
}

/// What the text after a stop begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Capital,
    Digit,
    Lower,
    Nothing,
}

/// If the stops at `stop..run` end the sentence begun at `start`: where it ends, closing marks and citations included.
fn end_of_sentence(text: &str, start: usize, stop: usize, run: usize) -> Option<usize> {
    let (end, marked) = closing_marks(text, run);
    let terminator = char_at(text, stop)?;
    let wide = matches!(terminator, '。' | '！' | '？');
    let Some(following) = char_at(text, end) else {
        return Some(end);
    };
    if !following.is_whitespace() {
        // "stop.[@a]Next": only a citation can make up for the missing space.
        let glued = (marked || wide) && !following.is_lowercase() && following.is_alphabetic();
        return glued.then_some(end);
    }
    let (opening, word) = opening(text, end);
    match opening {
        Opening::Nothing => return Some(end),
        Opening::Lower => return None,
        Opening::Capital | Opening::Digit => {}
    }
    if quoted_then_said(text, run, end, word) {
        return None;
    }
    let single = run - stop == 1 && terminator == '.';
    if !single {
        // A pause before "I" is a pause; before any other capital it is an end.
        let pause = terminator == '…'
            || text
                .get(stop..run)
                .is_some_and(|stops| stops.starts_with(".."));
        return (!(pause && word == "I")).then_some(end);
    }
    stop_ends(text, start, stop, opening, word).then_some(end)
}

/// Does a single full stop end the sentence? Looks at the word before it and the word after the space.
fn stop_ends(text: &str, start: usize, stop: usize, opening: Opening, next: &str) -> bool {
    let before = word_before(text, start, stop);
    if before.is_empty() {
        return true;
    }
    if before.bytes().all(|b| b.is_ascii_digit()) && before.len() <= 3 {
        // "1. Take" at the start: the number belongs to what it numbers.
        let lead = text.get(start..stop - before.len()).unwrap_or_default();
        return lead.chars().any(char::is_alphanumeric);
    }
    let mut letters = before.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_alphabetic()
    {
        return letter_ends(text, start, stop, letter, next);
    }
    match lookup(before) {
        Some(Abbreviation::Never | Abbreviation::Title) => false,
        Some(Abbreviation::Number) => opening != Opening::Digit && !is_number_like(next),
        Some(Abbreviation::Maybe) => starts(next),
        Some(Abbreviation::End) => !abbreviation::follows_time(before, next),
        _ => !is_dotted_letters(before) || starts(next),
    }
}

/// A single letter before the stop: an initial ("J. Smith"), a species ("E. coli") or the end ("vitamin D.").
fn letter_ends(text: &str, start: usize, stop: usize, letter: char, next: &str) -> bool {
    let lead = text
        .get(start..stop - letter.len_utf8())
        .unwrap_or_default()
        .trim_end();
    let previous = lead
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    if lead.is_empty() {
        return false;
    }
    if lead.ends_with('.') && previous.chars().count() <= 1 {
        return starts(next);
    }
    if abbreviation::takes_letter(previous) {
        // "vitamins A and D. Then" but "A. Khan and B. Lee".
        return !matches!(previous, "and" | "or") || starts(next) || !lead.contains('.');
    }
    if letter.is_lowercase() {
        // "p. 12", "v. Smith" go on; "25 g. Then" ends.
        return match lookup(letter.encode_utf8(&mut [0; 4])) {
            Some(Abbreviation::Never) => false,
            Some(Abbreviation::Number) => !next.bytes().all(|b| b.is_ascii_digit()),
            _ => true,
        };
    }
    if previous.bytes().all(|b| b.is_ascii_digit()) && !previous.is_empty() {
        return true;
    }
    let after_lower = previous.chars().next().is_some_and(char::is_lowercase);
    after_lower && (letter == 'I' || starts(next))
}

fn starts(word: &str) -> bool {
    abbreviation::is_starter(word)
}

fn is_number_like(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), _) if c.is_ascii_digit() => true,
        (Some('S' | 's'), Some(c)) if c.is_ascii_digit() => true,
        (Some(c), None) => c.is_uppercase() && !matches!(c, 'I' | 'A'),
        (Some(_), Some(_)) => word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')),
        (None, _) => false,
    }
}

/// "c.i", "U.S": letters parted by stops.
fn is_dotted_letters(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// The word that ends right before the stop, inner stops and hyphens included.
fn word_before(text: &str, start: usize, stop: usize) -> &str {
    let Some(lead) = text.get(start..stop) else {
        return "";
    };
    let begin = lead
        .char_indices()
        .rev()
        .take(40)
        .take_while(|&(_, c)| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '%' | '°'))
        .last()
        .map_or(lead.len(), |(at, _)| at);
    lead.get(begin..).unwrap_or_default().trim_matches('.')
}

/// Goes over closing quotes and brackets, raised digits, citations (also after a space) and emoji.
/// Says where they end and whether a citation or raised digit was among them.
fn closing_marks(text: &str, from: usize) -> (usize, bool) {
    let mut at = from;
    let mut marked = false;
    while let Some(c) = char_at(text, at) {
        if is_closer(c) || is_emoji(c) {
            at += c.len_utf8();
        } else if is_placeholder(c) || is_superscript(c) {
            marked = true;
            at += c.len_utf8();
        } else if c.is_whitespace() {
            let over = skip_space(text, at);
            match char_at(text, over) {
                Some(c) if is_placeholder(c) || is_emoji(c) => at = over,
                _ => break,
            }
        } else {
            break;
        }
    }
    (at, marked)
}

/// How the text from `end` on opens, and its first word.
fn opening(text: &str, end: usize) -> (Opening, &str) {
    let Some(rest) = text.get(end..) else {
        return (Opening::Nothing, "");
    };
    let rest = rest.trim_start_matches(|c: char| {
        c.is_whitespace()
            || is_opener(c)
            || is_placeholder(c)
            || matches!(c, '¿' | '¡' | '-' | '–' | '—' | '•' | '*' | '…')
    });
    let length = rest
        .char_indices()
        .take(40)
        .find(|&(_, c)| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map_or_else(
            || rest.char_indices().nth(40).map_or(rest.len(), |(at, _)| at),
            |(at, _)| at,
        );
    let word = rest.get(..length).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return (Opening::Nothing, "");
    };
    let opening = if first.is_numeric() {
        Opening::Digit
    } else if first.is_lowercase() {
        // α-blockers, β-carotene, mRNA, pH, eGFR open sentences in small letters.
        let greek =
            matches!(first, 'α'..='ω') && !word.chars().nth(1).is_some_and(char::is_alphabetic);
        let inner_capital = word.chars().skip(1).take(3).any(char::is_uppercase);
        if greek || inner_capital {
            Opening::Capital
        } else {
            Opening::Lower
        }
    } else {
        Opening::Capital
    };
    (opening, word)
}

/// `"Stop!" Maria said.` goes on although a capital follows.
fn quoted_then_said(text: &str, run: usize, end: usize, word: &str) -> bool {
    let Some(closing) = char_at(text, run) else {
        return false;
    };
    if end == run
        || !matches!(closing, '"' | '”' | '’' | '\'' | '»')
        || word.is_empty()
        || starts(word) && word != "I"
    {
        return false;
    }
    let Some(rest) = text.get(end..) else {
        return false;
    };
    let mut words = rest.split_whitespace().take(3);
    let _ = words.next();
    words.any(|word| abbreviation::is_said(word.trim_end_matches(['.', ',', ':'])))
        && char_before(text, run).is_some_and(|c| c != '.' || rest.trim_start().starts_with("I "))
}

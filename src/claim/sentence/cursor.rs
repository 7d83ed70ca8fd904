//! Small steps through a text: which characters open, close or mark, and where a bracket closes.
//!
//! In go a text and a byte offset on a character's border; out come characters and offsets. Nothing here knows
//! what a sentence is.

use super::{CITATION, IMAGE, NOTE, is_terminator};

/// How far a quotation or bracket is followed in search of its end, in bytes.
const REACH: usize = 700;

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|lead| lead.chars().next_back())
}

pub(super) fn skip_space(text: &str, from: usize) -> usize {
    text.get(from..).map_or(text.len(), |rest| {
        from + rest.len() - rest.trim_start().len()
    })
}

/// Past the letters, spaces and marks of ASCII that neither end a sentence nor open anything, up to `to`.
pub(super) fn skip_plain(text: &str, from: usize, to: usize) -> usize {
    let bytes = text.as_bytes().get(from..to).unwrap_or_default();
    // Sixteen bytes at once: nothing stops halfway.
    let whole = bytes
        .chunks_exact(16)
        .take_while(|chunk| {
            !chunk
                .iter()
                .fold(false, |found, byte| found | !is_plain(*byte))
        })
        .count();
    let rest = bytes.iter().skip(16 * whole);
    from + 16 * whole + rest.take_while(|byte| is_plain(**byte)).count()
}

#[allow(clippy::needless_bitwise_bool)]
fn is_plain(byte: u8) -> bool {
    byte.is_ascii()
        & (byte != b'.')
        & (byte != b'!')
        & (byte != b'?')
        & (byte != b'(')
        & (byte != b'[')
        & (byte != b'"')
}

pub(super) fn is_placeholder(c: char) -> bool {
    matches!(c, CITATION | NOTE | IMAGE)
}

pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁽' | '⁾' | '†' | '‡')
}

pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}' | '\u{2B50}' | '\u{2B06}')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '›')
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '"' | '‘' | '\'' | '«' | '„')
}

/// Remembers how far each kind of closing mark has been looked for in vain, so that a text full of opening
/// brackets is still read in time proportional to its length.
#[derive(Default)]
pub(super) struct Closers {
    barren: [usize; 4],
}

impl Closers {
    /// For an opening mark at `at`: where to read on so that no stop inside is taken for an end, except the stop
    /// right before the closing mark. `None` if the mark opens nothing that closes soon, or is a bracket around
    /// whole sentences.
    pub(super) fn last_stop_before_close(
        &mut self,
        text: &str,
        at: usize,
        c: char,
        first: bool,
    ) -> Option<usize> {
        let (slot, close) = match c {
            '(' => (0, ')'),
            '[' => (1, ']'),
            '“' => (2, '”'),
            '"' => (3, '"'),
            _ => return None,
        };
        if first && matches!(c, '(' | '[') {
            return None;
        }
        if c == '"' && char_before(text, at).is_some_and(char::is_alphanumeric) {
            return None;
        }
        let from = at + c.len_utf8();
        let to = text.floor_char_boundary(from.saturating_add(REACH));
        // Nothing closes up to `barren`; only what lies beyond has to be read.
        let known =
            text.floor_char_boundary(self.barren.get(slot).copied().unwrap_or(0).clamp(from, to));
        let found = text
            .get(known..to)?
            .char_indices()
            .find(|&(offset, inside)| {
                inside == close
                    && (c != '"'
                        || !char_at(text, known + offset + 1).is_some_and(char::is_alphanumeric))
            });
        let Some((offset, _)) = found else {
            if let Some(barren) = self.barren.get_mut(slot) {
                *barren = to;
            }
            return None;
        };
        let close_at = known + offset;
        let mut stop = close_at;
        while let Some(c) = char_before(text, stop).filter(|&c| is_terminator(c)) {
            stop -= c.len_utf8();
        }
        Some(if stop < close_at && stop > at {
            stop
        } else {
            close_at + close.len_utf8()
        })
    }
}

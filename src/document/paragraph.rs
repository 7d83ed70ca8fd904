//! Where a paragraph ends and where the braces in it close: worked out once a
//! paragraph, so that a page of nothing but spans is read in proportion to its
//! length.

/// The most that stands between braces, in bytes: what is longer is text.
const REACH: usize = 2_000;

/// A paragraph's end and its braces, worked out once however many spans it
/// holds.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) start: usize,
    /// Where the next empty line is, or the end of the text.
    pub(super) end: usize,
    /// Where its quotation marks stand.
    quotes: Vec<usize>,
    /// Where braces close behind an even number of quotation marks, and behind
    /// an odd one.
    closing: [Vec<usize>; 2],
}

impl Paragraph {
    pub(super) fn read(text: &str, start: usize) -> Self {
        let rest = &text[start..];
        let ends = [rest.find("\n\n"), rest.find("\n\r\n")];
        let end = ends.into_iter().flatten().min();
        let mut paragraph = Self {
            start,
            end: end.map_or(text.len(), |end| start + end),
            ..Self::default()
        };
        let bytes = &text.as_bytes()[start..paragraph.end];
        for at in memchr::memchr2_iter(b'"', b'}', bytes) {
            if bytes[at] == b'"' {
                paragraph.quotes.push(start + at);
            } else {
                paragraph.closing[paragraph.quotes.len() % 2].push(start + at);
            }
        }
        paragraph
    }

    /// Where the brace that opens at `open` closes: at the first one that does
    /// not stand in quotation marks.
    pub(super) fn close_of(&self, open: usize) -> Option<usize> {
        let quotes = self.quotes.partition_point(|&quote| quote < open);
        let closing = &self.closing[quotes % 2];
        let next = closing.partition_point(|&close| close < open);
        closing
            .get(next)
            .copied()
            .filter(|close| close - open <= REACH)
    }
}

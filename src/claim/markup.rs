//! The prose within blocks of HTML: HTML is no way around the rule.

use crate::document::{Node, prose as html_prose};
use crate::text::Span;

use super::gather::Gather;

impl Gather<'_> {
    /// The prose within an HTML block is judged like any other: HTML is no way
    /// around the rule.
    pub(super) fn html(&mut self, node: &Node) {
        let raw = self.file.slice(node.span);
        self.prose.clear();
        let mut end = 0;
        for range in html_prose(raw) {
            // Tags like `<b>` stand within a sentence; others end it.
            if !within_a_line(&raw[end..range.start]) {
                self.sentences(false);
                self.prose.clear();
            }
            let start = node.span.start as usize + range.start;
            let span = Span::new(start..start + range.len());
            self.prose.add(&raw[range.clone()], span, true);
            end = range.end;
        }
        self.sentences(false);
        self.previous = None;
    }
}

/// Elements of HTML that do not end a sentence.
const INLINE: [&str; 22] = [
    "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Whether some HTML holds nothing but tags that stand within a sentence.
fn within_a_line(tags: &str) -> bool {
    tags.split('<').skip(1).all(|tag| {
        let name = tag.trim_start_matches('/');
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        INLINE
            .iter()
            .any(|inline| inline.eq_ignore_ascii_case(&name[..end]))
    })
}

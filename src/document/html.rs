//! HTML that editors put into their Markdown: which of it is safe to publish,
//! and which of it is prose.
//!
//! Content is data. Elements that run code, load something, or break out of
//! the page are not passed on; a short list of harmless ones is.

use std::ops::Range;

/// A part of some HTML that is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsafe {
    /// Its bytes in the HTML.
    pub range: Range<usize>,
    /// What it is, in an editor's words.
    pub what: String,
    /// Whether it is the end tag of an element that is not published.
    pub ends: bool,
}

const ELEMENTS: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "br", "cite", "code", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strong", "sub", "summary", "sup", "u", "ul", "var", "wbr",
];

/// Elements that have no end tag.
const VOID: &[&str] = &["br", "hr", "wbr"];

const ATTRIBUTES: &[&str] = &[
    "class", "dir", "lang", "open", "reversed", "start", "title", "value",
];

/// What of some HTML must not be published. Tags that stay open, or close
/// nothing, count: they would break the page around them. `open` carries the
/// open elements from one piece of HTML to the next.
pub fn unsafe_parts(html: &str, open: &mut Vec<String>) -> Vec<Unsafe> {
    let mut found = Vec::new();
    for tag in tags(html) {
        if tag.comment {
            continue;
        }
        let name = tag.name.to_ascii_lowercase();
        if !ELEMENTS.contains(&name.as_str()) {
            let what = format!("the element `<{name}>`");
            found.push(Unsafe {
                range: tag.range,
                what,
                ends: tag.closing,
            });
            continue;
        }
        if tag.closing {
            if open.last() == Some(&name) {
                open.pop();
            } else {
                found.push(Unsafe {
                    range: tag.range,
                    what: format!("`</{name}>`, which closes nothing that is open"),
                    ends: false,
                });
            }
            continue;
        }
        for attribute in attributes(tag.inside) {
            let attribute = attribute.to_ascii_lowercase();
            if !ATTRIBUTES.contains(&attribute.as_str()) {
                found.push(Unsafe {
                    range: tag.range.clone(),
                    what: format!("the attribute `{attribute}`"),
                    ends: false,
                });
            }
        }
        if !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    found
}

/// The parts of some HTML that are text: outside of tags and comments.
pub fn prose(html: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    for tag in tags(html) {
        if at < tag.range.start {
            parts.push(at..tag.range.start);
        }
        at = tag.range.end;
    }
    if at < html.len() {
        parts.push(at..html.len());
    }
    parts.retain(|part| !html[part.clone()].trim().is_empty());
    parts
}

struct Tag<'a> {
    range: Range<usize>,
    name: &'a str,
    /// What stands between the name and `>`.
    inside: &'a str,
    closing: bool,
    comment: bool,
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(html.len(), |end| start + end + 3);
            tags.push(Tag {
                range: start..end,
                name: "",
                inside: "",
                closing: false,
                comment: true,
            });
            at = end;
            continue;
        }
        let closing = rest.starts_with("</");
        let name_start = start + 1 + usize::from(closing);
        let other = matches!(html.as_bytes().get(name_start), Some(b'!' | b'?'));
        if !other
            && !html
                .as_bytes()
                .get(name_start)
                .is_some_and(u8::is_ascii_alphabetic)
        {
            at = start + 1;
            continue;
        }
        let name_length = html[name_start..]
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(html.len() - name_start);
        let name_end = name_start + name_length;
        let end = tag_end(html, name_end);
        tags.push(Tag {
            range: start..end,
            name: &html[name_start..name_end],
            inside: html[name_end..end].trim_end_matches(['>', '/']),
            closing,
            comment: false,
        });
        at = end;
    }
    tags
}

/// One past the `>` that ends a tag; quotes may hold one.
fn tag_end(html: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// The names of a tag's attributes.
fn attributes(inside: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = inside.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        if end > 0 {
            names.push(&rest[..end]);
        }
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start();
        let close = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(value.len(), |at| at + 2),
            _ => value.find(char::is_whitespace).unwrap_or(value.len()),
        };
        rest = value[close..].trim_start();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_loads_or_breaks_out_is_not_published() {
        for html in [
            "<script>alert(1)</script>",
            "<p onclick=alert(1)>x</p>",
            "<p class='a' style=\"color:red\">x</p>",
            "<iframe src=//x>",
            "</div>",
            "<img src=x>",
            "<svg/onload=alert(1)>",
        ] {
            assert!(!unsafe_parts(html, &mut Vec::new()).is_empty(), "{html}");
        }
        let mut open = Vec::new();
        for html in [
            "H<sub>2</sub>O",
            "a <br> b",
            "<!-- <script> -->",
            "1 < 2 and <3",
            "<DIV title='>'>x</DIV>",
        ] {
            assert_eq!(unsafe_parts(html, &mut open), [], "{html}");
        }
        assert!(open.is_empty());
        unsafe_parts("<div>", &mut open);
        assert_eq!(open, ["div"]);
    }

    #[test]
    fn prose_is_what_stands_outside_of_tags() {
        let html = "<div>Salt <b>raises</b> it.<!-- not -->\n</div>";
        let parts: Vec<_> = prose(html).into_iter().map(|part| &html[part]).collect();
        assert_eq!(parts, ["Salt ", "raises", " it."]);
    }
}

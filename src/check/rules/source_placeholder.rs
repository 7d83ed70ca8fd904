//! A placeholder stands where a source's title, author or address should be.
//!
//! ## Why it matters
//!
//! The claim that cites it has no source that anybody could look up.
//!
//! ## Example
//!
//! `title: TODO`, `title: '[Article Link]'`, `URL: https://example.com/`,
//! `URL: '#'`.
//!
//! ## What to do
//!
//! Write what the work has. If it cannot be found, remove the source, and the
//! claims that rest on it.

use crate::bibliography::{Source, plain};
use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "source-placeholder",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("source_placeholder.rs"),
    find,
};

/// Texts that say nothing of any work, in small letters, without brackets.
const EMPTY: [&str; 34] = [
    "#",
    "?",
    "??",
    "???",
    "-",
    "--",
    "…",
    "...",
    "article",
    "article link",
    "author",
    "citation needed",
    "fixme",
    "here",
    "insert link",
    "insert title",
    "link",
    "lorem ipsum",
    "n/a",
    "na",
    "no title",
    "none",
    "null",
    "placeholder",
    "source",
    "tba",
    "tbd",
    "title",
    "to do",
    "todo",
    "undefined",
    "untitled",
    "url",
    "xxx",
];

/// Names of hosts that are kept free for examples (RFC 2606, RFC 6761).
const EXAMPLES: [&str; 3] = ["example.com", "example.org", "example.net"];

/// Grows with the library.
fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, source) in site.library.iter() {
        for (field, value) in values(source) {
            let nowhere = is_address(field) && leads_nowhere(value);
            if !nowhere && !is_placeholder(value) {
                continue;
            }
            found.push(
                Diagnostic::at(
                    RULE.id,
                    source.place_of(field),
                    format!(
                        "the `{field}` of `{}` is a placeholder: `{value}`",
                        source.key
                    ),
                )
                .why("the claims that cite it have no source that anybody could look up")
                .help("write what the work has")
                .help("if it cannot be found, remove the source, and the claims that rest on it"),
            );
        }
    }
}

fn values(source: &Source) -> impl Iterator<Item = (&'static str, &str)> {
    let fields = ["title", "container-title", "publisher", "URL", "DOI"];
    let fields = fields
        .into_iter()
        .filter_map(|field| Some((field, source.field(field)?)));
    let archive = source
        .archive_url
        .as_deref()
        .map(|url| ("archive_url", url));
    let authors = source.names.get("author").into_iter().flatten();
    fields
        .chain(archive)
        .chain(authors.map(|name| ("author", name.family.as_str())))
}

fn is_address(field: &str) -> bool {
    matches!(field, "URL" | "archive_url")
}

fn is_placeholder(value: &str) -> bool {
    let text = plain(value).to_lowercase();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "[](){}<>\"'".contains(c));
    let marked = ["todo", "tbd", "fixme", "xxx"].iter().any(|mark| {
        bare.strip_prefix(mark)
            .is_some_and(|rest| rest.starts_with([':', ' ']))
    });
    EMPTY.contains(&bare) || marked
}

/// Whether an address is one that nobody can open.
fn leads_nowhere(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    EXAMPLES.iter().any(|example| {
        host == *example
            || host
                .strip_suffix(example)
                .is_some_and(|before| before.ends_with('.'))
    }) || host == "localhost"
        || host.ends_with(".invalid")
        || host.ends_with(".test")
}

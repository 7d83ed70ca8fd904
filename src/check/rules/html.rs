//! A page holds HTML that is not published.
//!
//! ## Why it matters
//!
//! Elements that run code, load from other places or break out of the page are a
//! danger to readers. A few harmless ones are allowed; all others stop the build
//! rather than vanish.
//!
//! ## Example
//!
//! `<script>`, `<iframe>`, `<p onclick="…">`, a `</div>` that closes nothing.
//!
//! ## What to do
//!
//! Write it in Markdown. Allowed are among others `sub`, `sup`, `abbr`, `kbd`,
//! `mark`, `small`, `br`, `details` and `summary`, with the attributes class, dir,
//! lang, open, start, title and value.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Event, Tag, unsafe_parts};
use crate::site::Site;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    id: "html",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("html.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let file = &page.document.file;
        let mut open = Vec::new();
        let mut last = None;
        let mut told = Vec::new();
        for node in &page.document.body.nodes {
            let html = matches!(node.event, Event::InlineHtml | Event::Start(Tag::HtmlBlock));
            if !html {
                continue;
            }
            last = Some(node.span);
            for part in unsafe_parts(file.slice(node.span), &mut open) {
                // `<script>…</script>` is one fault, told at its start.
                if part.ends && told.contains(&part.what) {
                    continue;
                }
                let start = node.span.start as usize;
                let span = Span::new(start + part.range.start..start + part.range.end);
                found.push(
                    Diagnostic::error(RULE.id, file, span, format!("{} is not published", part.what))
                        .why("HTML that runs code, loads something or breaks out of the page is a danger to readers")
                        .help("write it in Markdown, or leave it out"),
                );
                told.push(part.what);
            }
        }
        if let (Some(name), Some(span)) = (open.pop(), last) {
            found.push(
                Diagnostic::error(RULE.id, file, span, format!("`<{name}>` is never closed"))
                    .label("the last HTML of the page")
                    .why("everything behind it on the page would end up inside it")
                    .help(format!("close it with `</{name}>`")),
            );
        }
    }
}

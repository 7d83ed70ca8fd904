//! A link leads nowhere.
//!
//! ## Why it matters
//!
//! Somebody who is unwell follows "when to get help" and finds an error page.
//!
//! ## Example
//!
//! `[causes](../numbness/cause.md)`, where the file is called `causes.md`;
//! `[get help](help.md#redflags)`, where the page has no such heading.
//!
//! ## What to do
//!
//! Write links between pages to the `.md` file, seen from the page they stand on,
//! with the id of a heading behind `#` if it is one.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Link;
use crate::site::{Broken, Page, Site, Target};

pub(super) const RULE: Rule = Rule {
    id: "link-broken",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("link_broken.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let links = page.document.body.links.iter().zip(&page.links);
        found.extend(links.filter_map(|(link, target)| match target {
            Target::Broken(broken) => Some(dead(page, link, broken)),
            _ => None,
        }));
    }
}

fn dead(page: &Page, link: &Link, broken: &Broken) -> Diagnostic {
    let target = &link.target;
    let message = match broken {
        Broken::NoFile(_) => format!("no file of the guide stands at `{target}`"),
        Broken::NoHeading(_) => format!("the page has no heading with the id of `{target}`"),
        Broken::LeavesSite => format!("`{target}` leads out of the guide's folder"),
        Broken::NotAFile(_) => format!("`{target}` is an address, not a file"),
        Broken::Draft => format!("`{target}` is a draft, and drafts are not built"),
        Broken::Scheme(scheme) => format!("a guide does not link to `{scheme}`"),
        Broken::Empty => "this link has no target".to_owned(),
    };
    let diagnostic =
        Diagnostic::error(RULE.id, &page.document.file, link.span, message).label("leads nowhere");
    match broken {
        Broken::NoFile(near) => diagnostic
            .did_you_mean(near.as_deref())
            .help("links between pages are written to the `.md` file, seen from this page"),
        Broken::NoHeading(near) => diagnostic
            .did_you_mean(near.as_deref())
            .help("a heading's id is its words in lower case with hyphens, or what stands in `{#id}` behind it"),
        Broken::NotAFile(file) => diagnostic
            .why("links to files are checked and survive when a page moves")
            .help(format!("write `{file}`")),
        Broken::Draft => diagnostic.help("remove the link, publish the page, or build with `--drafts`"),
        Broken::Scheme(_) => diagnostic.help("link to `https:`, `http:`, `mailto:`, `tel:` or `sms:`"),
        Broken::LeavesSite => diagnostic.help("move the file into `content`"),
        Broken::Empty => diagnostic.help("write where it leads between the round brackets"),
    }
}

//! An image has no alternative text, or is not a file of the guide.
//!
//! ## Why it matters
//!
//! Readers who cannot see the image are told its alternative text instead. And an
//! image on another host tells that host who reads the page.
//!
//! ## Example
//!
//! `![](curve.svg)`, `![A curve](https://example.org/curve.svg)`
//!
//! ## What to do
//!
//! Say in the brackets what the image shows, and put the file beside the page.

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Event, Tag};
use crate::site::{Broken, Site, Target};

pub(super) const RULE: Rule = Rule {
    id: "image",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("image.rs"),
    find,
};

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let document = &page.document;
        let file = &document.file;
        let mut inside: Option<(u32, bool)> = None;
        for node in &document.body.nodes {
            match node.event {
                Event::Start(Tag::Image(index)) => inside = Some((index, false)),
                Event::End(Tag::Image(index)) => {
                    let image = &document.body.images[index as usize];
                    if inside.take().is_some_and(|(_, words)| !words) {
                        found.push(
                            Diagnostic::error(
                                RULE.id,
                                file,
                                image.span,
                                "this image has no alternative text",
                            )
                            .label("between the brackets stands nothing")
                            .why("readers who cannot see it are told this text instead")
                            .help("say what the image shows: `![What it shows](file.svg)`"),
                        );
                    }
                }
                Event::Text | Event::Replaced(_) | Event::Code(_) => {
                    if let Some((_, words)) = &mut inside {
                        *words |= document
                            .body
                            .text(file, node)
                            .chars()
                            .any(char::is_alphanumeric);
                    }
                }
                _ => {}
            }
        }
        for (image, target) in document.body.images.iter().zip(&page.images) {
            let fault = match target {
                Target::Asset(_) => continue,
                Target::Outside(_) => "this image lies on another host",
                _ => "this image does not exist",
            };
            let mut diagnostic = Diagnostic::error(RULE.id, file, image.span, fault)
                .help("put the file beside the page, and write its name: `![…](file.svg)`");
            if let Target::Broken(Broken::NoFile(near)) = target {
                diagnostic = diagnostic.did_you_mean(near.as_deref());
            }
            if matches!(target, Target::Outside(_)) {
                diagnostic = diagnostic.why("loading it would tell that host who reads this page");
            }
            found.push(diagnostic);
        }
    }
}

//! An image has no alternative text, is not a file of the guide, or cannot be shown.
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

use std::sync::Arc;

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Event, Tag};
use crate::site::{Broken, IMAGE_ENDINGS, PictureFault, Site, Target};
use crate::text::{Span, TextFile};

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
                Target::Asset(path) => {
                    found.extend(unfit(site, path, file, image.span));
                    continue;
                }
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

/// What is wrong with a file of the guide that is to be shown as an image.
fn unfit(site: &Site, path: &str, file: &Arc<TextFile>, span: Span) -> Option<Diagnostic> {
    let fault = match site.pictures.get(path) {
        Some(Ok(_)) => return None,
        Some(Err(fault)) => Some(*fault),
        None => None,
    };
    let error = |message: String| Diagnostic::error(RULE.id, file, span, message);
    Some(match fault {
        None => error(format!("`{path}` is no image"))
            .why("readers would see an empty frame")
            .help(format!(
                "browsers show files that end in {}",
                IMAGE_ENDINGS.join(", ")
            )),
        Some(PictureFault::NoImage) => error(format!("`{path}` cannot be read as an image"))
            .why("readers would see an empty frame")
            .help("open it in a program for images, and save it again; a drawing as SVG, a screenshot as PNG, a photograph as JPEG"),
        Some(PictureFault::Ending(ending)) => error(format!(
            "`{path}` is another kind of image than its name says"
        ))
        .why("web hosts go by the name, and some browsers then show nothing")
        .help(format!("give its name the ending .{ending}")),
        Some(PictureFault::TooLarge) => error(format!("`{path}` has too many pixels"))
            .why("a reader on a phone would wait for it, or run out of memory")
            .help("make it smaller: 2,000 pixels across are enough for a page"),
    })
}

//! An image as HTML: its words for those who cannot see it, the room it takes,
//! and its smaller copies.

use std::fmt::Write as _;

use crate::document::{Event, Node};
use crate::site::Target;

use super::body::Writer;
use super::inline::url;
use super::picture;

impl Writer<'_> {
    /// An image; `inside` are the nodes of its alternative text.
    pub(super) fn image(&mut self, index: u32, inside: &[Node]) {
        let image = &self.body.images[index as usize];
        let shown = self.linked.and_then(|linked| {
            let Target::Asset(path) = &linked.page.images[index as usize] else {
                return None;
            };
            let picture = linked.site.pictures.get(path)?.as_ref().ok()?;
            Some((picture, picture::srcset(picture, &linked.page.address)))
        });
        if let Some((_, Some(srcset))) = &shown {
            self.out
                .push_str("<picture><source type=\"image/avif\" srcset=\"");
            self.attribute(srcset);
            self.out.push_str("\" sizes=\"");
            self.attribute(picture::sizes());
            self.out.push_str("\">");
        }
        self.out.push_str("<img src=\"");
        match self.linked {
            Some(linked) => {
                let url = url(linked, &linked.page.images[index as usize]);
                self.href(&url);
            }
            None => self.href(&image.target),
        }
        self.out.push_str("\" alt=\"");
        for node in inside {
            let text = match node.event {
                Event::SoftBreak | Event::HardBreak => "\n",
                Event::InlineHtml => "",
                _ => self.body.text(self.file, node),
            };
            self.attribute(text);
        }
        self.title(&image.title);
        if let Some((picture, _)) = &shown {
            let _ = write!(
                self.out,
                "\" width=\"{}\" height=\"{}",
                picture.width, picture.height
            );
        }
        // The first image may be what a reader sees first.
        self.out.push_str(match (self.linked, index) {
            (None, _) => "\" />",
            (Some(_), 0) => "\" decoding=\"async\">",
            (Some(_), _) => "\" loading=\"lazy\" decoding=\"async\">",
        });
        if let Some((_, Some(_))) = shown {
            self.out.push_str("</picture>");
        }
    }
}

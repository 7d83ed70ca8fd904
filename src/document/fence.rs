//! The lines that open and close divs, put in among the builder's nodes.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, nearest};
use crate::text::Span;

use super::builder::{Builder, Open};
use super::div::{self, Div, DivKind};
use super::node::Tag;

const RULE: &str = "div";

impl Builder<'_> {
    /// A line of colons: a div opens or closes.
    pub(super) fn fence(&mut self, range: Range<usize>) {
        let start = self.base + range.start;
        let text = self.file.text();
        let end = text[start..]
            .find('\n')
            .map_or(text.len(), |end| start + end);
        let line = text[start..end].trim_end();
        let span = Span::new(start..start + line.len());
        match div::read(line) {
            div::Fence::Open(kind) => {
                self.body.divs.push(Div { kind, span });
                let index = self.body.divs.len() - 1;
                self.check_div(index);
                self.push_start(Tag::Div(index as u32), span);
            }
            div::Fence::Close => {
                if matches!(
                    self.open.last(),
                    Some(Open {
                        tag: Tag::Div(_),
                        ..
                    })
                ) {
                    self.pop();
                } else {
                    self.diagnostics.push(
                        Diagnostic::error(RULE, self.file, span, "this line closes no div")
                            .label("nothing is open here")
                            .help("open a div with a line `::: note` at the same level, or remove this line"),
                    );
                }
            }
        }
    }

    fn check_div(&mut self, index: usize) {
        let fault = match &self.body.divs[index].kind {
            DivKind::Unknown(name) => {
                let near = nearest(name, div::DIV_NAMES);
                Some((format!("there is no div called `{name}`"), near))
            }
            DivKind::Uncited(reason) if reason.is_empty() => {
                Some(("a waiver needs a reason".to_owned(), None))
            }
            _ => None,
        };
        let Some((message, near)) = fault else { return };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if message.starts_with("there") => {
                format!("the names are {}", div::DIV_NAMES.join(", "))
            }
            None => "write `::: {.uncited because=\"the reason\"}`".to_owned(),
        };
        self.div_fault(index, &message, Some(&help));
    }

    pub(super) fn div_fault(&mut self, index: usize, message: &str, help: Option<&str>) {
        let span = self.body.divs[index].span;
        let mut diagnostic = Diagnostic::error(RULE, self.file, span, message);
        diagnostic.help.extend(help.map(Into::into));
        self.diagnostics.push(diagnostic);
    }
}

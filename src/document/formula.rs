//! Formulas: `$x$` within a line and `$$x$$` apart from it, in the notation of
//! LaTeX, on pages that say `math: true`. On all others a `$` is a dollar.
//!
//! A formula becomes MathML Core, which browsers show and read aloud without
//! a script.

use std::ops::Range;
use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::builder::Builder;
use super::node::{Event, Node};

pub(super) const RULE: &str = "formula";

/// A formula.
#[derive(Clone, Debug)]
pub struct Formula {
    /// What stands between the dollar signs.
    pub tex: Box<str>,
    /// Whether it stands apart from the line.
    pub display: bool,
    /// It as MathML; `None` if it cannot be understood.
    pub mathml: Option<Box<str>>,
}

static CONVERTER: LazyLock<Option<LatexToMathML>> =
    LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

impl Builder<'_> {
    /// Reads a formula; `range` is its place with the dollar signs.
    pub(super) fn formula(&mut self, tex: &str, range: &Range<usize>, display: bool) -> Node {
        let span = self.span(range);
        let price =
            !display && self.source[range.end..].starts_with(|next: char| next.is_ascii_digit());
        let mathml = if price {
            self.diagnostics.push(
                Diagnostic::error(
                    RULE,
                    self.file,
                    span,
                    "these dollar signs hold a formula, and a number follows",
                )
                .label("is this a sum of money?")
                .why("what stands between two dollar signs is set as a formula on this page")
                .help("write `\\$` for a dollar; or leave a space behind the formula"),
            );
            None
        } else {
            self.convert(tex, span, display)
        };
        self.body.formulas.push(Formula {
            tex: tex.into(),
            display,
            mathml,
        });
        let event = Event::Formula(self.body.formulas.len() as u32 - 1);
        Node { event, span }
    }

    fn convert(&mut self, tex: &str, span: Span, display: bool) -> Option<Box<str>> {
        let (shown, signs) = if display {
            (MathDisplay::Block, 2)
        } else {
            (MathDisplay::Inline, 1)
        };
        let error = match CONVERTER.as_ref()?.convert_with_local_state(tex, shown) {
            Ok(result) => return Some(without_styles(&result.mathml).into()),
            Err(error) => error,
        };
        // Where the text is as it stands in the file, the very place is known.
        let exact = self
            .file
            .slice(span)
            .get(signs..)
            .is_some_and(|inside| inside.starts_with(tex));
        let within = error.0.start.min(tex.len())..error.0.end.min(tex.len());
        let place = if exact && tex.get(within.clone()).is_some_and(|part| !part.is_empty()) {
            let start = span.start as usize + signs;
            Span::new(start + within.start..start + within.end)
        } else {
            span
        };
        self.diagnostics.push(
            Diagnostic::error(RULE, self.file, place, "this formula cannot be understood")
                .label(error.error_message())
                .why("readers would see a part of it, or something else")
                .help("formulas are written as in LaTeX, as in `$\\frac{a}{b}$`; a dollar is written `\\$`"),
        );
        None
    }
}

/// MathML without `style` attributes, which the site's content security policy
/// forbids; the alignment of cells becomes a class.
fn without_styles(mathml: &str) -> String {
    const STYLE: &str = " style=\"";
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(at) = rest.find(STYLE) {
        out.push_str(&rest[..at]);
        let style = &rest[at + STYLE.len()..];
        let end = style.find('"').unwrap_or(style.len());
        for (side, class) in [("left", "ws-start"), ("right", "ws-end")] {
            if style[..end].contains(&format!("text-align: {side}")) {
                out.push_str(" class=\"");
                out.push_str(class);
                out.push('"');
            }
        }
        rest = style.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_become_classes_or_go() {
        assert_eq!(
            without_styles(
                "<mtd style=\"text-align: left;justify-items: start;\"><mi style=\"color:#f00\">x</mi></mtd>"
            ),
            "<mtd class=\"ws-start\"><mi>x</mi></mtd>"
        );
        assert_eq!(without_styles("<mi>x</mi>"), "<mi>x</mi>");
    }

    #[test]
    fn formulas_in_use_have_no_styles_that_the_policy_forbids() {
        let converter = CONVERTER.as_ref().unwrap();
        for tex in [
            r"\text{eGFR} = 142 \times \min\left(\frac{S}{0.9}, 1\right)^{-0.302}",
            r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
            r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
            r"\sqrt[3]{x^2} \color{red} y",
        ] {
            let result = converter.convert_with_local_state(tex, MathDisplay::Block);
            let mathml = without_styles(&result.unwrap().mathml);
            assert!(mathml.starts_with("<math"), "{mathml}");
            assert!(!mathml.contains(" style=\""), "{mathml}");
        }
    }
}

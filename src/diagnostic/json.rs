//! Findings as JSON, one object a line, for programs that watch a guide.

use serde::Serialize;

use super::{Diagnostic, Fix, Place};
use crate::text::{Position, Span, TextFile};

#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    path: &'a str,
    #[serde(flatten)]
    range: Option<Range>,
    label: &'a str,
    why: Option<&'a str>,
    help: &'a [String],
    related: Vec<RelatedLine<'a>>,
    fix: Option<FixLine<'a>>,
}

/// Lines and columns from 1, columns in characters, the end one past the last.
#[derive(Serialize)]
struct Range {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct RelatedLine<'a> {
    path: &'a str,
    #[serde(flatten)]
    range: Option<Range>,
    label: &'a str,
}

#[derive(Serialize)]
struct FixLine<'a> {
    #[serde(flatten)]
    range: Option<Range>,
    replacement: &'a str,
}

/// One line of JSON a finding.
pub(super) fn write(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let line = Line {
            rule: diagnostic.rule,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            path: diagnostic.place.path(),
            range: range(&diagnostic.place),
            label: &diagnostic.label,
            why: diagnostic.why.as_deref(),
            help: &diagnostic.help,
            related: diagnostic
                .related
                .iter()
                .map(|related| RelatedLine {
                    path: related.place.path(),
                    range: range(&related.place),
                    label: &related.label,
                })
                .collect(),
            fix: diagnostic.fix.as_ref().map(|fix| fix_line(diagnostic, fix)),
        };
        // Strings, numbers and lists only: serialisation has nothing to fail on.
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    out
}

fn fix_line<'a>(diagnostic: &Diagnostic, fix: &'a Fix) -> FixLine<'a> {
    let range = match &diagnostic.place {
        Place::Text(file, _) => Some(text_range(file, fix.span)),
        Place::File(_) => None,
    };
    FixLine {
        range,
        replacement: &fix.replacement,
    }
}

fn range(place: &Place) -> Option<Range> {
    match place {
        Place::Text(file, span) => Some(text_range(file, *span)),
        Place::File(_) => None,
    }
}

fn text_range(file: &TextFile, span: Span) -> Range {
    let Position { line, column } = file.position(span.start);
    let end = file.end_position(span);
    Range {
        line,
        column,
        end_line: end.line,
        end_column: end.column,
    }
}

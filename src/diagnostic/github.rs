//! Findings as GitHub Actions workflow commands, which become annotations.

use std::fmt::Write;

use super::{Diagnostic, Place};

/// One `::error …::message` line a finding.
pub(super) fn write(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let _ = write!(
            out,
            "::{} file={}",
            diagnostic.severity.word(),
            property(diagnostic.place.path())
        );
        if let Place::Text(file, span) = &diagnostic.place {
            let start = file.position(span.start);
            let end = file.end_position(*span);
            let _ = write!(out, ",line={},endLine={}", start.line, end.line);
            // Columns are allowed only where both ends are on one line.
            if start.line == end.line {
                let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
            }
        }
        let mut text = diagnostic.message.clone();
        for part in diagnostic.why.iter().chain(&diagnostic.help) {
            text.push('\n');
            text.push_str(part);
        }
        let _ = writeln!(out, ",title={}::{}", property(diagnostic.rule), data(&text));
    }
    out
}

/// Escapes the text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

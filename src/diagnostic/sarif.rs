//! Findings as SARIF 2.1.0 (OASIS standard, 27 March 2020), one run a log.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Diagnostic, Place, RuleSummary, Severity};
use crate::text::{Span, TextFile};

/// What must be escaped in the path of a relative URI (RFC 3986, section 3.3).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

/// The whole log.
pub(super) fn write(diagnostics: &[Diagnostic], rules: &[RuleSummary]) -> String {
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "wellsourced",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| json!({
                    "id": rule.id,
                    "shortDescription": { "text": rule.summary },
                })).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "The folder that holds site.yaml." } } },
            "results": diagnostics.iter().map(|diagnostic| result(diagnostic, rules)).collect::<Vec<_>>(),
        }],
    });
    let mut out = serde_json::to_string_pretty(&log).unwrap_or_default();
    out.push('\n');
    out
}

fn result(diagnostic: &Diagnostic, rules: &[RuleSummary]) -> Value {
    let mut text = diagnostic.message.clone();
    for part in diagnostic.why.iter().chain(&diagnostic.help) {
        text.push('\n');
        text.push_str(part);
    }
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "level": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(&diagnostic.place) }],
        "partialFingerprints": { "ruleAndText/v1": fingerprint(diagnostic) },
    });
    if let Some(index) = rules.iter().position(|rule| rule.id == diagnostic.rule) {
        result["ruleIndex"] = json!(index);
    }
    if !diagnostic.related.is_empty() {
        result["relatedLocations"] = diagnostic
            .related
            .iter()
            .enumerate()
            .map(|(index, related)| {
                json!({
                    "id": index,
                    "physicalLocation": location(&related.place),
                    "message": { "text": related.label },
                })
            })
            .collect();
    }
    if let (Some(fix), Place::Text(file, _)) = (&diagnostic.fix, &diagnostic.place) {
        result["fixes"] = json!([{
            "artifactChanges": [{
                "artifactLocation": artifact(file.path()),
                "replacements": [{
                    "deletedRegion": region(file, fix.span),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

fn location(place: &Place) -> Value {
    match place {
        Place::Text(file, span) => json!({
            "artifactLocation": artifact(file.path()),
            "region": region(file, *span),
        }),
        Place::File(path) => json!({ "artifactLocation": artifact(path) }),
    }
}

fn artifact(path: &str) -> Value {
    json!({ "uri": utf8_percent_encode(path, PATH).to_string(), "uriBaseId": "ROOT" })
}

fn region(file: &TextFile, span: Span) -> Value {
    let (start_line, start_column) = utf16_position(file, span.start);
    let (end_line, end_column) = utf16_position(file, span.end.max(span.start));
    json!({
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// Line and column from 1, the column in UTF-16 code units.
fn utf16_position(file: &TextFile, offset: u32) -> (usize, usize) {
    let position = file.position(offset);
    let before = &file.text()[..offset as usize];
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    (position.line, line.encode_utf16().count() + 1)
}

/// A fingerprint that survives edits elsewhere in the file: the rule, the path
/// and the words underlined, as an FNV-1a hash in hexadecimal.
fn fingerprint(diagnostic: &Diagnostic) -> String {
    let words = match &diagnostic.place {
        Place::Text(file, span) => file.slice(*span),
        Place::File(_) => "",
    };
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in [
        diagnostic.rule,
        diagnostic.place.path(),
        words,
        &diagnostic.message,
    ] {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

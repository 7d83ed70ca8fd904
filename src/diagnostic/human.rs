//! Findings for people, in the manner of rustc: the message, the place, the
//! text underlined, why it matters, what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::{Diagnostic, Place, Severity};

/// Whether human output carries colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// With ANSI colours.
    Always,
    /// Plain text.
    Never,
}

/// All findings, with an empty line after each.
pub(super) fn write(diagnostics: &[Diagnostic], color: Color) -> String {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let report = report(diagnostic);
        out.push_str(renderer.render(&report).trim_end());
        out.push_str("\n\n");
    }
    out
}

fn report(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule);
    let mut group = match &diagnostic.place {
        Place::Text(file, span) => {
            let annotation = AnnotationKind::Primary.span(visible(file.text(), span.range()));
            let mut snippet = Snippet::source(file.text()).path(file.path()).annotation(
                if diagnostic.label.is_empty() {
                    annotation
                } else {
                    annotation.label(diagnostic.label.as_str())
                },
            );
            for related in &diagnostic.related {
                if let Place::Text(other, span) = &related.place
                    && other.path() == file.path()
                {
                    snippet = snippet.annotation(
                        AnnotationKind::Context
                            .span(visible(file.text(), span.range()))
                            .label(related.label.as_str()),
                    );
                }
            }
            Group::with_title(title).element(snippet)
        }
        Place::File(path) => Group::with_title(title).element(Origin::path(path.as_ref())),
    };
    for related in &diagnostic.related {
        match &related.place {
            Place::Text(file, span) if file.path() != diagnostic.place.path() => {
                group = group.element(
                    Snippet::source(file.text()).path(file.path()).annotation(
                        AnnotationKind::Context
                            .span(visible(file.text(), span.range()))
                            .label(related.label.as_str()),
                    ),
                );
            }
            Place::Text(..) => {}
            Place::File(path) => {
                group = group.element(Level::NOTE.message(format!("{}: {path}", related.label)));
            }
        }
    }
    if let Some(why) = &diagnostic.why {
        group = group.element(Level::NOTE.message(why.as_str()));
    }
    // "Did you mean" and the line as it should be are one message.
    let fix = match &diagnostic.place {
        Place::Text(file, _) => diagnostic.fix.as_ref().map(|fix| (file, fix)),
        Place::File(_) => None,
    };
    let meant = diagnostic
        .help
        .iter()
        .find(|help| fix.is_some() && help.starts_with("did you mean"));
    for help in diagnostic.help.iter().filter(|help| Some(*help) != meant) {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let mut groups = vec![group];
    if let Some((file, fix)) = fix {
        let title = meant.map_or("write instead", String::as_str);
        groups.push(
            Group::with_title(Level::HELP.secondary_title(title)).element(
                Snippet::source(file.text())
                    .path(file.path())
                    .patch(Patch::new(fix.span.range(), fix.replacement.as_str())),
            ),
        );
    }
    groups
}

/// A span that can be seen: at least one character, unless the text has ended.
fn visible(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    if !range.is_empty() {
        return range;
    }
    let next = text[range.start..].chars().next().map_or(0, char::len_utf8);
    range.start..range.start + next
}

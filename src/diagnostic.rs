//! What we say to an editor: one [`Diagnostic`] a fault, and the formats it
//! can be written in.
//!
//! A diagnostic says what is wrong (`message`), where (`place`), why it
//! matters (`why`) and what to do (`help`), in plain words. It carries the
//! text it points into, so that every format can show or count it without
//! asking anybody. Nothing here decides whether something is a fault.

mod github;
mod human;
mod json;
mod sarif;

use std::cmp::Ordering;
use std::sync::Arc;

use crate::text::{Span, TextFile};

pub use human::Color;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The guide must not be published with it.
    Error,
    /// Worth mending; the guide is published.
    Warning,
}

impl Severity {
    /// The word editors see and write in `site.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Where a fault is.
#[derive(Clone, Debug)]
pub enum Place {
    /// In the text of a file.
    Text(Arc<TextFile>, Span),
    /// A file or folder as a whole, by its path relative to the site's root.
    File(Arc<str>),
}

impl Place {
    /// The path relative to the site's root.
    pub fn path(&self) -> &str {
        match self {
            Place::Text(file, _) => file.path(),
            Place::File(path) => path,
        }
    }

    fn start(&self) -> u32 {
        match self {
            Place::Text(_, span) => span.start,
            Place::File(_) => 0,
        }
    }
}

/// Another place that belongs to a fault, with what is to be seen there.
#[derive(Clone, Debug)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is to be seen there.
    pub label: String,
}

/// A safe edit that mends a fault: the text of `span` becomes `replacement`.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What is replaced, in the file of the diagnostic's place.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// One finding of one rule.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The id of the rule, as `explain` takes it.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// The words under the underlined text.
    pub label: String,
    /// Why it matters.
    pub why: Option<String>,
    /// What to do, one way an entry.
    pub help: Vec<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error of `rule` at a span of a file.
    pub fn error(
        rule: &'static str,
        file: &Arc<TextFile>,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self::at(rule, Place::Text(Arc::clone(file), span), message)
    }

    /// An error of `rule` at any place.
    pub fn at(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            message: message.into(),
            place,
            label: String::new(),
            why: None,
            help: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    /// The same as a warning.
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// With words under the underlined text.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With the reason why it matters.
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// With one more thing to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// With "did you mean" where there is a near word.
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// With another place that belongs to it.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push(Related {
            place,
            label: label.into(),
        });
        self
    }

    /// With an edit that mends it.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }
}

/// Sorts findings as an editor reads: by file, by place, errors first, by rule.
/// Exact repetitions are dropped: one message a fault.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(order);
    diagnostics.dedup_by(|a, b| order(a, b) == Ordering::Equal);
}

fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    a.place
        .path()
        .cmp(b.place.path())
        .then(a.place.start().cmp(&b.place.start()))
        .then(a.severity.cmp(&b.severity))
        .then(a.rule.cmp(b.rule))
        .then(a.message.cmp(&b.message))
}

/// The formats of `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: file, line, the text underlined, why, what to do.
    #[default]
    Human,
    /// For programs: one JSON object a line.
    Json,
    /// SARIF 2.1.0, for code scanning services and editors.
    Sarif,
    /// Annotations as GitHub Actions reads them.
    Github,
}

/// What a rule is, for the formats that list rules.
#[derive(Clone, Debug)]
pub struct RuleSummary {
    /// Its id.
    pub id: &'static str,
    /// What it checks, in one sentence.
    pub summary: String,
}

/// Writes findings, sorted before, in a format. Human output is ended by the
/// caller with its own summary; the others are whole.
pub fn write(
    diagnostics: &[Diagnostic],
    format: Format,
    color: Color,
    rules: &[RuleSummary],
) -> String {
    match format {
        Format::Human => human::write(diagnostics, color),
        Format::Json => json::write(diagnostics),
        Format::Sarif => sarif::write(diagnostics, rules),
        Format::Github => github::write(diagnostics),
    }
}

/// How many findings of each severity there are.
pub fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .count();
    (errors, diagnostics.len() - errors)
}

/// The word of `known` that is nearest to `word`, if one is near enough to be
/// what was meant: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed = (length / 3).clamp(1, 4);
    known
        .into_iter()
        .filter(|candidate| *candidate != word)
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed.max(2))
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits between two words; a difference of capitals alone counts as none.
fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase())
}

//! `site.yaml`: what was typed, turned once into what it means.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::document::Coverage;
use crate::text::{Span, TextFile};
use crate::yaml::{self, Fields, Node, Value, Word};

const RULE: &str = "config";

/// The largest share of waivers, in percent, that a site allows by default.
const MAX_WAIVERS: f64 = 5.0;

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file they came from.
    pub file: Arc<TextFile>,
    /// The guide's title.
    pub title: String,
    /// Where the guide will stand, ending in `/`; needed for absolute
    /// addresses only.
    pub base_url: Option<String>,
    /// The language of the guide, a BCP 47 tag.
    pub language: String,
    /// Where it is said; empty if it is not.
    pub language_span: Span,
    /// One sentence about the guide.
    pub description: Option<String>,
    /// Where readers report errors.
    pub report_to: Option<ReportTo>,
    /// What the guide is about.
    pub kind: GuideKind,
    /// The folder below `themes/` whose files override the default theme's.
    pub theme: String,
    /// The name of the citation style, or the path of a `.csl` file.
    pub style: Word,
    /// The files of the library, relative to the root; empty: look for
    /// `content/sources.*`.
    pub library: Vec<Word>,
    /// How claims are judged.
    pub claims: ClaimSettings,
    /// Severities that differ from the rules' own.
    pub rules: Vec<(Word, Level)>,
}

/// How claims are judged.
#[derive(Clone, Debug)]
pub struct ClaimSettings {
    /// How far a citation reaches.
    pub coverage: Coverage,
    /// The largest share of claims, in percent, that may be waived.
    pub max_waivers: f64,
    /// Phrases that are no claims on this site.
    pub exempt_phrases: Vec<ExemptPhrase>,
}

/// A phrase that is no claim, and why.
#[derive(Clone, Debug)]
pub struct ExemptPhrase {
    /// The phrase.
    pub phrase: Word,
    /// The editor's reason.
    pub reason: String,
}

/// What a guide is about, as far as readers and machines are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GuideKind {
    /// Health: pages are medical pages, and reviewers are clinicians.
    #[default]
    Health,
    /// Anything else.
    General,
}

impl GuideKind {
    const WORDS: [&'static str; 2] = ["health", "general"];

    /// The word of `site.yaml`.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    fn read(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Self {
        let Some(word) = fields.text("kind") else {
            return Self::default();
        };
        match word.text.as_str() {
            "health" => Self::Health,
            "general" => Self::General,
            other => {
                fields.diagnostics.push(
                    Diagnostic::error(
                        RULE,
                        file,
                        word.span,
                        format!("`{other}` is no kind of guide"),
                    )
                    .why("it says whether pages are presented as medical ones")
                    .did_you_mean(nearest(other, Self::WORDS))
                    .help("write `health`, or `general` for a guide that is not about health"),
                );
                Self::default()
            }
        }
    }
}

/// Where readers report errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportTo {
    /// An e-mail address.
    Mail(String),
    /// The address of a form or of an issue tracker.
    Web(String),
}

impl ReportTo {
    fn read(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Option<Self> {
        let word = fields.text("report_to")?;
        let text = word.text.trim();
        let web = text
            .strip_prefix("https://")
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if web && is_plain(text) && !text.contains('#') {
            return Some(Self::Web(text.to_owned()));
        }
        let address = text.strip_prefix("mailto:").unwrap_or(text);
        if is_mail(address) {
            return Some(Self::Mail(address.to_owned()));
        }
        let diagnostic = Diagnostic::error(
            RULE,
            file,
            word.span,
            "`report_to` is neither an e-mail address nor a web address",
        )
        .why("readers who find an error are sent there");
        fields.diagnostics.push(if text.starts_with("http") {
            diagnostic.help("write a web address whole and without `#`, beginning with `https://`")
        } else {
            diagnostic
                .help("write `report_to: errors@example.org`, or the `https://` address of a form")
        });
        None
    }
}

/// An address that can stand in a link as it is: ASCII, and nothing that would
/// end the link or begin fields of it (RFC 5322, section 3.4.1, without the
/// quoted forms).
fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let word = |part: &str, more: &[u8]| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte))
    };
    name.split('.').all(|part| word(part, b"-_+"))
        && host.contains('.')
        && host.split('.').all(|part| word(part, b"-"))
}

/// Whether an address holds only what may stand in one (RFC 3986, section 2).
fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

/// What a site makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule is not looked at.
    Off,
    /// Its findings are of this severity.
    At(Severity),
}

impl Config {
    /// Reads `site.yaml`. What cannot be understood has its default, and a
    /// diagnostic beside it.
    pub fn read(file: &Arc<TextFile>) -> (Self, Vec<Diagnostic>) {
        let (node, faults) = yaml::parse(file.text(), 0..file.text().len());
        let broken = !faults.is_empty();
        let mut diagnostics = yaml::report(faults, RULE, file);
        let mut fields = Fields::new(file, RULE, "site.yaml", &node);
        let title = fields.text("title");
        if title.is_none() && !broken && fields.diagnostics.is_empty() {
            fields.missing(
                "title",
                Span::default(),
                "the title stands at the head of every page and in search results",
            );
        }
        let here = Span::default();
        let config = Self {
            file: Arc::clone(file),
            title: title.map(|word| word.text).unwrap_or_default(),
            base_url: base_url(&mut fields, file),
            language_span: fields.name_span("language").unwrap_or_default(),
            language: language(&mut fields, file),
            description: fields.text("description").map(|word| word.text),
            report_to: ReportTo::read(&mut fields, file),
            kind: GuideKind::read(&mut fields, file),
            theme: theme(&mut fields, file),
            style: fields.text("style").unwrap_or_else(|| Word {
                text: "vancouver".into(),
                span: here,
            }),
            library: library(&mut fields),
            claims: claims(&mut fields, file),
            rules: rules(&mut fields, file),
        };
        diagnostics.extend(fields.finish());
        (config, diagnostics)
    }
}

fn base_url(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Option<String> {
    let word = fields.text("base_url")?;
    match tidy_base_url(&word.text) {
        Some(url) => Some(url),
        None => {
            fields.diagnostics.push(
                Diagnostic::error(RULE, file, word.span, "`base_url` is not a web address")
                    .help("write it whole, as in `https://example.org/guide/`"),
            );
            None
        }
    }
}

/// A base address with `/` at its end, if it is one.
pub fn tidy_base_url(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let plain = !rest.is_empty()
        && !rest.starts_with('/')
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '?' | '#'));
    plain.then(|| format!("{}/", text.trim_end_matches('/')))
}

fn language(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> String {
    let Some(word) = fields.text("language") else {
        return "en".into();
    };
    let valid = word.text.split('-').enumerate().all(|(at, part)| {
        let lengths = if at == 0 { 2..=3 } else { 1..=8 };
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !valid {
        fields.diagnostics.push(
            Diagnostic::error(
                RULE,
                file,
                word.span,
                format!("`{}` is no language tag", word.text),
            )
            .help("write a tag of BCP 47, as in `en`, `en-GB` or `de`"),
        );
        return "en".into();
    }
    word.text
}

fn theme(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> String {
    let Some(word) = fields.text("theme") else {
        return "default".into();
    };
    let plain = !word.text.starts_with('.')
        && word
            .text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if !plain {
        fields.diagnostics.push(
            Diagnostic::error(
                RULE,
                file,
                word.span,
                "`theme` is the name of a folder in `themes/`",
            )
            .help("write its name alone, as in `theme: default`"),
        );
        return "default".into();
    }
    word.text
}

fn library(fields: &mut Fields<'_>) -> Vec<Word> {
    let Some(node) = fields.take("library") else {
        return Vec::new();
    };
    match node.as_text() {
        Some(text) => vec![Word {
            text: text.to_owned(),
            span: node.span,
        }],
        None => fields.texts("library"),
    }
}

fn claims(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> ClaimSettings {
    let mut settings = ClaimSettings {
        coverage: Coverage::default(),
        max_waivers: MAX_WAIVERS,
        exempt_phrases: Vec::new(),
    };
    let Some(node) = fields.take("claims") else {
        return settings;
    };
    let mut inner = Fields::new(file, RULE, "`claims`", node);
    if let Some((coverage, _)) = Coverage::read(&mut inner, file, RULE) {
        settings.coverage = coverage;
    }
    if let Some(word) = inner.text("max_waivers") {
        let percent = word.text.trim_end_matches('%').trim().parse::<f64>();
        match percent {
            Ok(percent) if (0.0..=100.0).contains(&percent) => settings.max_waivers = percent,
            _ => inner.diagnostics.push(
                Diagnostic::error(
                    RULE,
                    file,
                    word.span,
                    "`max_waivers` is not a share in percent",
                )
                .help("write a number from 0 to 100, as in `max_waivers: 5`"),
            ),
        }
    }
    settings.exempt_phrases = exempt_phrases(&mut inner, file);
    fields.diagnostics.append(&mut inner.finish());
    settings
}

fn exempt_phrases(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Vec<ExemptPhrase> {
    let Some(node) = fields.take("exempt_phrases") else {
        return Vec::new();
    };
    let Value::Sequence(items) = &node.value else {
        fields.wrong_type(node, "exempt_phrases", "a list of `{phrase: …, reason: …}`");
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| exempt_phrase(fields, file, item))
        .collect()
}

fn exempt_phrase(
    fields: &mut Fields<'_>,
    file: &Arc<TextFile>,
    item: &Node,
) -> Option<ExemptPhrase> {
    let mut inner = Fields::new(file, RULE, "an exempt phrase", item);
    let phrase = inner.text("phrase");
    let reason = inner.text("reason");
    if inner.diagnostics.is_empty() {
        if phrase.is_none() {
            inner.missing("phrase", item.span, "without it nothing is exempt");
        } else if reason.is_none() {
            inner.missing(
                "reason",
                item.span,
                "readers of the ledger are told why it needs no source",
            );
        }
    }
    fields.diagnostics.append(&mut inner.finish());
    Some(ExemptPhrase {
        phrase: phrase?,
        reason: reason?.text,
    })
}

fn rules(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Vec<(Word, Level)> {
    let Some(node) = fields.take("rules") else {
        return Vec::new();
    };
    let Value::Mapping(entries) = &node.value else {
        fields.wrong_type(
            node,
            "rules",
            "rules and their severities, as in `source-unused: off`",
        );
        return Vec::new();
    };
    let mut rules = Vec::new();
    for (name, value) in entries {
        let level = match value.as_text() {
            Some("off") => Level::Off,
            Some("warning") => Level::At(Severity::Warning),
            Some("error") => Level::At(Severity::Error),
            _ => {
                fields.diagnostics.push(
                    Diagnostic::error(RULE, file, value.span, "this is no severity")
                        .help("write `error`, `warning` or `off`"),
                );
                continue;
            }
        };
        rules.push((name.clone(), level));
    }
    rules
}

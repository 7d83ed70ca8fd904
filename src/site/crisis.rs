//! Whom to call in an emergency, by country or region: `content/crisis.yaml`.
//!
//! The numbers stand in one file, so that no page can hold an old one. Each
//! region says when somebody last looked whether its numbers are right.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::text::{Span, TextFile};
use crate::yaml::{self, Fields, Node, Value, Word};

const RULE: &str = "crisis-contacts";

/// The fewest and the most digits a number has: the longest by ITU-T E.164.
const DIGITS: std::ops::RangeInclusive<usize> = 2..=15;

/// All contacts of a guide, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Crisis {
    /// The countries or regions; the first one is shown first.
    pub regions: Vec<Region>,
    /// The file they came from.
    pub file: Option<Arc<TextFile>>,
}

/// A country or region.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its name, as readers see it.
    pub name: String,
    /// The numbers of the emergency services, any of which will do.
    pub emergency: Vec<Number>,
    /// Who else can be reached.
    pub contacts: Vec<Contact>,
    /// When somebody last looked whether the numbers are right.
    pub checked: Checked,
}

/// A service that can be reached.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// For whom or what it is.
    pub about: Option<String>,
    /// The number to call.
    pub telephone: Option<Number>,
    /// The number to send a message to.
    pub text: Option<Number>,
    /// The word to send there.
    pub keyword: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// When it answers.
    pub hours: Option<String>,
    /// When somebody last looked whether this is right.
    pub checked: Checked,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// As readers see it: `116 123`.
    pub shown: String,
    /// As a telephone dials it: `116123`.
    pub dialled: String,
}

/// When somebody looked whether an entry is right, and how.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The day.
    pub on: Date,
    /// The editor's words for how it was done, which go on behind the day:
    /// "by calling each number".
    pub how: Option<Arc<str>>,
    /// Its place in the file.
    pub span: Span,
}

impl Crisis {
    /// Reads `crisis.yaml`. A region or contact that cannot be understood is
    /// left out, with a diagnostic for each fault.
    pub fn read(file: &Arc<TextFile>) -> (Self, Vec<Diagnostic>) {
        let (node, faults) = yaml::parse(file.text(), 0..file.text().len());
        let mut diagnostics = yaml::report(faults, RULE, file);
        let mut crisis = Self {
            regions: Vec::new(),
            file: Some(Arc::clone(file)),
        };
        match &node.value {
            Value::Sequence(items) => {
                for item in items {
                    let (region, faults) = region(file, item);
                    crisis.regions.extend(region);
                    diagnostics.extend(faults);
                }
            }
            Value::Mapping(entries) if entries.is_empty() => {}
            _ if node.is_null() => {}
            _ => diagnostics.push(
                Diagnostic::error(
                    RULE,
                    file,
                    node.span,
                    "the contacts are a list of countries or regions",
                )
                .help("begin each with `- region: …`, and write its fields below, two spaces in"),
            ),
        }
        (crisis, diagnostics)
    }

    /// Whether the guide says whom to call.
    pub fn is_known(&self) -> bool {
        !self.regions.is_empty()
    }

    /// The day on which the oldest entry was looked at.
    pub fn oldest(&self) -> Option<Date> {
        self.checks().map(|checked| checked.on).min()
    }

    /// How the entries were looked at, if all of them in the same way.
    pub fn how(&self) -> Option<&str> {
        let mut ways = self.checks().map(|checked| checked.how.as_deref());
        let first = ways.next()??;
        ways.all(|way| way == Some(first)).then_some(first)
    }

    /// Whether all entries were looked at on the same day and in the same way.
    pub fn is_checked_at_once(&self) -> bool {
        let mut checks = self.checks();
        let first = checks.next();
        first.is_none_or(|first| checks.all(|one| one.on == first.on && one.how == first.how))
    }

    /// Every look at something, regions before their contacts.
    pub fn checks(&self) -> impl Iterator<Item = &Checked> {
        self.regions.iter().flat_map(|region| {
            let own = |contact: &&Contact| contact.checked.span != region.checked.span;
            let contacts = region.contacts.iter().filter(own);
            std::iter::once(&region.checked).chain(contacts.map(|contact| &contact.checked))
        })
    }
}

fn region(file: &Arc<TextFile>, node: &Node) -> (Option<Region>, Vec<Diagnostic>) {
    let mut fields = Fields::new(file, RULE, "a region", node);
    let readable = fields.diagnostics.is_empty();
    let name = fields.text("region");
    let emergency = emergency(&mut fields, file);
    let checked = checked(&mut fields, file);
    let said = fields.take("checked").is_some();
    let contacts = contacts(&mut fields, file, checked.as_ref());
    let start = Span::new(node.span.start as usize..node.span.start as usize);
    if readable && name.is_none() {
        fields.missing(
            "region",
            start,
            "readers look for the country where they are",
        );
    }
    if readable && checked.is_none() && !said {
        fields.missing(
            "checked",
            name.as_ref().map_or(start, |name| name.span),
            "a wrong number costs time when there is none: readers and editors are told on which day somebody looked",
        );
    }
    if readable && emergency.is_empty() && contacts.is_empty() && fields.diagnostics.is_empty() {
        fields.missing(
            "emergency",
            name.as_ref().map_or(start, |name| name.span),
            "a region without a number helps nobody",
        );
    }
    let region = (|| {
        Some(Region {
            name: name?.text,
            emergency,
            contacts,
            checked: checked?,
        })
    })();
    (region, fields.finish())
}

/// One number or several.
fn emergency(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Vec<Number> {
    let Some(node) = fields.take("emergency") else {
        return Vec::new();
    };
    let words = match node.as_text() {
        Some(text) => vec![Word {
            text: text.to_owned(),
            span: node.span,
        }],
        None => fields.texts("emergency"),
    };
    words
        .iter()
        .filter_map(|word| number(fields, file, "emergency", word))
        .collect()
}

fn contacts(
    fields: &mut Fields<'_>,
    file: &Arc<TextFile>,
    region_checked: Option<&Checked>,
) -> Vec<Contact> {
    let Some(node) = fields.take("contacts") else {
        return Vec::new();
    };
    let Value::Sequence(items) = &node.value else {
        fields.wrong_type(node, "contacts", "a list of `{name: …, telephone: …}`");
        return Vec::new();
    };
    let mut contacts = Vec::new();
    for item in items {
        let (contact, faults) = contact(file, item, region_checked);
        contacts.extend(contact);
        fields.diagnostics.extend(faults);
    }
    contacts
}

fn contact(
    file: &Arc<TextFile>,
    node: &Node,
    region_checked: Option<&Checked>,
) -> (Option<Contact>, Vec<Diagnostic>) {
    let mut fields = Fields::new(file, RULE, "a contact", node);
    let readable = fields.diagnostics.is_empty();
    let name = fields.text("name");
    let about = fields.text("for").map(|word| word.text);
    let mut numbers = ["telephone", "text"].map(|field| {
        let word = fields.text(field)?;
        number(&mut fields, file, field, &word)
    });
    let keyword = fields.text("keyword");
    let url = fields.text("url");
    let hours = fields.text("hours").map(|word| word.text);
    let own = checked(&mut fields, file);
    let start = Span::new(node.span.start as usize..node.span.start as usize);
    if let Some(url) = &url
        && !url.text.starts_with("https://")
    {
        fields.diagnostics.push(
            Diagnostic::error(RULE, file, url.span, "`url` is no web address")
                .help("begin it with `https://`"),
        );
    }
    if let Some(keyword) = &keyword
        && fields.take("text").is_none()
    {
        fields.diagnostics.push(
            Diagnostic::error(RULE, file, keyword.span, "`keyword` without `text`")
                .label("to which number is this word sent?")
                .help("add the number with `text: …`"),
        );
    }
    if readable && name.is_none() {
        fields.missing("name", start, "people want to know who will answer");
    }
    let reachable = numbers.iter().any(Option::is_some) || url.is_some();
    if readable && !reachable && fields.diagnostics.is_empty() {
        fields.missing(
            "telephone",
            name.as_ref().map_or(start, |name| name.span),
            "a contact that cannot be reached helps nobody",
        );
    }
    let contact = (|| {
        Some(Contact {
            name: name?.text,
            about,
            telephone: numbers[0].take(),
            text: numbers[1].take(),
            keyword: keyword.map(|word| word.text),
            url: url.map(|word| word.text),
            hours,
            checked: own.or_else(|| region_checked.cloned())?,
        })
    })();
    (contact, fields.finish())
}

/// A day, or a day with how somebody looked.
fn checked(fields: &mut Fields<'_>, file: &Arc<TextFile>) -> Option<Checked> {
    let node = fields.take("checked")?;
    if !matches!(node.value, Value::Mapping(_)) {
        let on = fields.date("checked")?;
        return Some(Checked {
            on,
            how: None,
            span: node.span,
        });
    }
    let mut inner = Fields::new(file, RULE, "`checked`", node);
    let on = inner.date("on");
    let span = inner.take("on").map(|on| on.span);
    let how = inner.text("how").map(|word| word.text.trim().into());
    if span.is_none() {
        inner.missing(
            "on",
            node.span,
            "readers and editors are told on which day somebody looked",
        );
    }
    fields.diagnostics.extend(inner.finish());
    Some(Checked {
        on: on?,
        how,
        span: span?,
    })
}

/// A number that every telephone can dial.
fn number(
    fields: &mut Fields<'_>,
    file: &Arc<TextFile>,
    field: &str,
    word: &Word,
) -> Option<Number> {
    let shown = word.text.trim();
    let digits = shown.bytes().filter(u8::is_ascii_digit).count();
    let stranger = shown.char_indices().find(|(at, c)| {
        !(c.is_ascii_digit()
            || matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '/')
            || *c == '+' && *at == 0)
    });
    let fault = match stranger {
        Some((_, c)) if c.is_alphabetic() => Some((
            format!("`{field}` holds letters: `{shown}`"),
            "not every telephone shows letters on its keys, and a link cannot dial them",
            "write the digits alone, as in `116 123` or `+44 20 7946 0000`; words go to `for`, `hours` or `keyword`",
        )),
        Some((_, c)) => Some((
            format!("`{field}` holds `{c}`, which is no part of a telephone number: `{shown}`"),
            "a link must dial it as it stands",
            "write digits, spaces and hyphens, with `+` in front of a country's code; several numbers go into a list",
        )),
        None if !DIGITS.contains(&digits) => Some((
            format!("`{field}` has {digits} digits, which is no telephone number: `{shown}`"),
            "a link must dial it as it stands",
            "write one number, with 2 to 15 digits",
        )),
        None => None,
    };
    if let Some((message, why, help)) = fault {
        fields.diagnostics.push(
            Diagnostic::error(RULE, file, word.span, message)
                .why(why)
                .help(help),
        );
        return None;
    }
    let dialled = shown
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    Some(Number {
        shown: shown.to_owned(),
        dialled,
    })
}

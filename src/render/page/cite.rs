//! How to cite a page: as APA (7th edition) and Vancouver (NLM's Citing
//! Medicine, chapter on web sites) write it, and as an entry for reference
//! managers. From the page's own data; what is not known is left out, and the
//! day on which somebody reads the page is for that reader to add.
//!
//! Sources are formatted by the CSL processor. A page is not: CSL has no variable
//! for the day of an update, which both forms ask for.

use jiff::civil::Date;
use pulldown_cmark_escape::escape_html_body_text;
use schemars::JsonSchema;
use serde::Serialize;

use crate::bibliography::{Name, PartialDate, Source};
use crate::diagnostic::Place;
use crate::site::{Page, Person, Site};

use super::super::download;
use super::super::view::absolute;

/// The largest number of authors that APA names before it leaves some out.
const APA_MOST: usize = 20;

/// The number of authors that Vancouver names.
const VANCOUVER_MOST: usize = 6;

/// The ways to cite a page.
#[derive(JsonSchema, Serialize)]
pub(super) struct Cite {
    /// In the form of the APA. HTML; print it with `| safe`.
    apa: String,
    /// In the form of Vancouver. HTML; print it with `| safe`.
    vancouver: String,
    /// Files for reference managers.
    downloads: Vec<download::Link>,
    /// Whether the page's own address is known and given.
    has_address: bool,
}

impl Cite {
    /// How to cite a page.
    pub(super) fn new(site: &Site, page: &Page) -> Self {
        let facts = Facts::of(site, page);
        Self {
            apa: facts.apa(),
            vancouver: facts.vancouver(),
            downloads: download::of_page(page),
            has_address: facts.url.is_some(),
        }
    }
}

/// What is known of a page.
struct Facts<'a> {
    authors: Vec<&'a Person>,
    title: &'a str,
    /// The guide's title, unless it is the page's own.
    site: Option<&'a str>,
    published: Option<Date>,
    updated: Option<Date>,
    url: Option<String>,
}

impl<'a> Facts<'a> {
    fn of(site: &'a Site, page: &'a Page) -> Self {
        let front = &page.document.front;
        Self {
            authors: authors(site, page),
            title: &front.title,
            site: Some(site.config.title.as_str()).filter(|title| *title != front.title),
            published: front.published,
            updated: front.updated.filter(|day| Some(*day) != front.published),
            url: absolute(site, page.address.as_str()),
        }
    }

    /// "Khan, A. B. (2026, March 2). *Title*. Guide. Address".
    fn apa(&self) -> String {
        let date = match self.updated.or(self.published) {
            Some(date) => date.strftime("(%Y, %B %-d).").to_string(),
            None => "(n.d.).".to_owned(),
        };
        let title = format!("<i>{}</i>{}", html(self.title), stop(self.title));
        let names: Vec<String> = self.authors.iter().map(|author| apa_name(author)).collect();
        let mut parts = if names.is_empty() {
            vec![title, date]
        } else {
            let names = html(&apa_names(&names));
            vec![format!("{names}{}", stop(&names)), date, title]
        };
        // A guide that is its own author is named once.
        let is_author = |site: &&str| self.authors.len() == 1 && self.authors[0].name == **site;
        if let Some(site) = self.site.filter(|site| !is_author(site)) {
            parts.push(format!("{}{}", html(site), stop(site)));
        }
        parts.extend(self.url.as_deref().map(html));
        parts.join(" ")
    }

    /// "Khan AB. Title [Internet]. Guide; 2026 Jan 15 [updated 2026 Mar 2].
    /// Available from: Address".
    fn vancouver(&self) -> String {
        let day = |date: Date| date.strftime("%Y %b %-d").to_string();
        let mut parts = Vec::new();
        if !self.authors.is_empty() {
            let mut names: Vec<String> = self
                .authors
                .iter()
                .take(VANCOUVER_MOST)
                .map(|author| vancouver_name(author))
                .collect();
            if self.authors.len() > VANCOUVER_MOST {
                names.push("et al".to_owned());
            }
            let names = names.join(", ");
            parts.push(format!("{}{}", html(&names), stop(&names)));
        }
        parts.push(format!("{} [Internet].", html(self.title)));
        let mut dates: Vec<String> = self.published.map(day).into_iter().collect();
        dates.extend(self.updated.map(|date| format!("[updated {}]", day(date))));
        if dates.is_empty() {
            dates.push("[date unknown]".to_owned());
        }
        let dates = dates.join(" ");
        parts.push(match self.site {
            Some(site) => format!("{}; {dates}.", html(site)),
            None => format!("{dates}."),
        });
        parts.extend(
            self.url
                .as_deref()
                .map(|url| format!("Available from: {}", html(url))),
        );
        parts.join(" ")
    }
}

fn authors<'a>(site: &'a Site, page: &Page) -> Vec<&'a Person> {
    page.document
        .front
        .authors
        .iter()
        .filter_map(|key| site.people.get(&key.text))
        .collect()
}

fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = escape_html_body_text(&mut out, text);
    out
}

/// The full stop behind a text that does not end a sentence itself.
fn stop(text: &str) -> &'static str {
    if text.ends_with(['.', '?', '!', '…']) {
        ""
    } else {
        "."
    }
}

/// "Khan, A. B."; a name of which the family name is not known stays whole.
fn apa_name(person: &Person) -> String {
    match (&person.family, &person.given) {
        (Some(family), Some(given)) => format!("{family}, {}", initials(given, ". ", ".-", ".")),
        (Some(family), None) => family.clone(),
        (None, _) => person.name.clone(),
    }
}

/// "Khan AB".
fn vancouver_name(person: &Person) -> String {
    match (&person.family, &person.given) {
        (Some(family), Some(given)) => format!("{family} {}", initials(given, "", "", "")),
        (Some(family), None) => family.clone(),
        (None, _) => person.name.clone(),
    }
}

fn apa_names(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] if names.len() <= APA_MOST => format!("{}, & {last}", most.join(", ")),
        [.., last] => format!("{}, … {last}", names[..APA_MOST - 1].join(", ")),
    }
}

/// The first letters of given names, with what stands between names, between
/// the halves of a name with a hyphen, and at the end.
fn initials(given: &str, between: &str, hyphen: &str, end: &str) -> String {
    let names: Vec<String> = given
        .split_whitespace()
        .map(|name| {
            let halves: Vec<String> = name
                .split(['-', '‐'])
                .filter_map(|half| half.chars().find(|c| c.is_alphabetic()))
                .map(|first| first.to_uppercase().to_string())
                .collect();
            halves.join(hyphen)
        })
        .filter(|name| !name.is_empty())
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!("{}{end}", names.join(between))
}

/// A page as a source, for reference managers.
pub(in crate::render) fn source(site: &Site, page: &Page) -> Source {
    let front = &page.document.front;
    let path = page.address.as_str().trim_end_matches('/');
    let key = if path.is_empty() {
        "home".to_owned()
    } else {
        path.replace('/', "-")
    };
    let place = Place::File(page.document.file.path().into());
    let mut source = Source::new(&key, place, "webpage");
    source.fields.insert("title", front.title.clone());
    source
        .fields
        .insert("container-title", site.config.title.clone());
    source
        .fields
        .insert("language", site.config.language.clone());
    if let Some(url) = absolute(site, page.address.as_str()) {
        source.fields.insert("URL", url);
    }
    let names: Vec<Name> = authors(site, page)
        .into_iter()
        .map(|person| Name {
            family: person.family.as_ref().unwrap_or(&person.name).clone(),
            given: person.given.clone(),
            literal: person.family.is_none(),
            ..Name::default()
        })
        .collect();
    if !names.is_empty() {
        source.names.insert("author", names);
    }
    let date = front.updated.or(front.published).and_then(|day| {
        PartialDate::new(
            day.year(),
            Some(day.month().cast_unsigned()),
            Some(day.day().cast_unsigned()),
        )
    });
    if let Some(date) = date {
        source.dates.insert("issued", date);
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn person(name: &str, family: Option<&str>, given: Option<&str>) -> Person {
        Person {
            name: name.to_owned(),
            family: family.map(str::to_owned),
            given: given.map(str::to_owned),
            role: None,
            url: None,
            span: Span::default(),
        }
    }

    #[test]
    fn all_that_is_known_is_said() {
        let khan = person("Dr Aisha Khan", Some("Khan"), Some("Aisha B."));
        let roy = person("Jean-Paul Roy", Some("Roy"), Some("Jean-Paul"));
        let facts = Facts {
            authors: vec![&khan, &roy],
            title: "Why <naps> help",
            site: Some("Sleeping better"),
            published: Some(jiff::civil::date(2026, 1, 15)),
            updated: Some(jiff::civil::date(2026, 3, 2)),
            url: Some("https://example.org/naps/".to_owned()),
        };
        assert_eq!(
            facts.apa(),
            "Khan, A. B., &amp; Roy, J.-P. (2026, March 2). <i>Why &lt;naps&gt; help</i>. Sleeping better. https://example.org/naps/"
        );
        assert_eq!(
            facts.vancouver(),
            "Khan AB, Roy JP. Why &lt;naps&gt; help [Internet]. Sleeping better; 2026 Jan 15 [updated 2026 Mar 2]. Available from: https://example.org/naps/"
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut facts = Facts {
            authors: Vec::new(),
            title: "What helps?",
            site: None,
            published: None,
            updated: None,
            url: None,
        };
        assert_eq!(facts.apa(), "<i>What helps?</i> (n.d.).");
        assert_eq!(facts.vancouver(), "What helps? [Internet]. [date unknown].");
        // Which part of a name is the family name is not guessed.
        let team = person("The sleep team", None, None);
        facts.authors = vec![&team];
        facts.site = Some("The sleep team");
        assert_eq!(facts.apa(), "The sleep team. (n.d.). <i>What helps?</i>");
        facts.updated = Some(jiff::civil::date(2026, 3, 2));
        assert_eq!(
            facts.vancouver(),
            "The sleep team. What helps? [Internet]. The sleep team; [updated 2026 Mar 2]."
        );
    }

    #[test]
    fn long_lists_of_authors_are_cut_as_each_form_asks() {
        let people: Vec<Person> = (b'A'..=b'W')
            .map(|letter| person("", Some(&format!("{}x", char::from(letter))), Some("Jo")))
            .collect();
        let facts = Facts {
            authors: people.iter().collect(),
            title: "Sleep",
            site: None,
            published: None,
            updated: None,
            url: None,
        };
        assert!(
            facts.apa().contains("Rx, J., Sx, J., … Wx, J. (n.d.)"),
            "{}",
            facts.apa()
        );
        assert!(
            facts
                .vancouver()
                .starts_with("Ax J, Bx J, Cx J, Dx J, Ex J, Fx J, et al. Sleep")
        );
    }
}

//! Works and people in the terms of schema.org, for machines that read pages.
//!
//! Goes in: sources and people as the guide knows them. Comes out: JSON in which
//! nothing is said that nobody wrote. A page's `evidenceLevel` or the like is
//! never made up: schema.org has it for guidelines alone.

use serde::Serialize;

use crate::bibliography::identifier::Registry;
use crate::bibliography::{Design, Name, PartialDate, Source};
use crate::site::Person;

use super::outside;

/// A person or an institution.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    family_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Agent<'a> {
    /// Somebody who writes or reviews.
    pub(super) fn person(person: &'a Person) -> Self {
        Self {
            kind: "Person",
            name: person.name.clone(),
            family_name: person.family.clone(),
            given_name: person.given.as_deref(),
            job_title: person.role.as_deref(),
            url: person.url.as_deref(),
        }
    }

    fn author(name: &'a Name) -> Self {
        let family = name.short();
        let whole = match &name.given {
            Some(given) if !name.literal => format!("{given} {family}"),
            _ => family.clone(),
        };
        Self {
            kind: if name.literal {
                "Organization"
            } else {
                "Person"
            },
            name: match &name.suffix {
                Some(suffix) => format!("{whole} {suffix}"),
                None => whole,
            },
            family_name: (!name.literal).then_some(family),
            given_name: name.given.as_deref().filter(|_| !name.literal),
            job_title: None,
            url: None,
        }
    }
}

/// A work that a page cites.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pagination: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    isbn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    identifier: Vec<Identifier<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct Identifier<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "propertyID")]
    property: &'static str,
    value: &'a str,
}

/// What a work is a part of: a journal, or its volume or issue, a book, a site.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Box<Part<'a>>>,
}

/// A source as JSON.
pub(super) fn source(source: &Source) -> String {
    let kind = kind(source);
    let is_article = matches!(
        kind,
        "Article" | "NewsArticle" | "ScholarlyArticle" | "MedicalScholarlyArticle"
    );
    let (doi, links): (Vec<_>, Vec<_>) = outside::links(source)
        .into_iter()
        .partition(|link| link.label == outside::DOI);
    let url = source
        .field("URL")
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let title = source.title();
    let work = Work {
        kind,
        name: &title,
        author: source
            .names
            .get("author")
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(Agent::author)
            .collect(),
        date_published: source.dates.get("issued").map(|date| iso(*date)),
        is_part_of: part_of(source, kind, is_article),
        pagination: source
            .field("page")
            .filter(|_| is_article || kind == "Chapter"),
        publication_type: source
            .design
            .filter(|_| kind == "MedicalScholarlyArticle")
            .and_then(publication_type),
        report_number: source.field("number").filter(|_| kind == "Report"),
        isbn: source.field("ISBN").filter(|_| kind == "Book"),
        publisher: source.field("publisher").map(|name| Named {
            kind: "Organization",
            name,
        }),
        identifier: identifiers(source),
        id: doi.into_iter().map(|link| link.url).next(),
        url: url.map(str::to_owned),
        // The entry of a register is that of the trial, not of its report.
        same_as: links
            .into_iter()
            .filter(|link| !Registry::ALL.iter().any(|of| of.words() == link.label))
            .map(|link| link.url)
            .filter(|link| Some(link.as_str()) != url)
            .collect(),
    };
    serde_json::to_string(&work).unwrap_or_default()
}

/// The type of a work. Only what PubMed has is called medical.
fn kind(source: &Source) -> &'static str {
    match source.kind.as_str() {
        "article-journal" | "review" if source.field("PMID").is_some() => "MedicalScholarlyArticle",
        "article-journal" | "review" | "paper-conference" => "ScholarlyArticle",
        "article" | "article-magazine" => "Article",
        "article-newspaper" => "NewsArticle",
        "book" => "Book",
        "chapter" => "Chapter",
        "dataset" => "Dataset",
        "legislation" => "Legislation",
        "map" => "Map",
        "motion_picture" => "Movie",
        "post-weblog" => "BlogPosting",
        "report" => "Report",
        "software" => "SoftwareApplication",
        "thesis" => "Thesis",
        "webpage" => "WebPage",
        _ => "CreativeWork",
    }
}

/// The publication type that MEDLINE has for a design, where it is the same.
fn publication_type(design: Design) -> Option<&'static str> {
    match design {
        Design::SystematicReview => Some("Systematic Review"),
        Design::MetaAnalysis => Some("Meta-Analysis"),
        Design::Guideline => Some("Guideline"),
        Design::Rct => Some("Randomized Controlled Trial"),
        Design::NarrativeReview => Some("Review"),
        Design::News => Some("News"),
        _ => None,
    }
}

fn part_of<'a>(source: &'a Source, kind: &str, is_article: bool) -> Option<Part<'a>> {
    let part = |kind, name| Part {
        kind,
        name,
        issue_number: None,
        volume_number: None,
        issn: None,
        is_part_of: None,
    };
    if kind == "Report" {
        let series = source.field("collection-title")?;
        return Some(part("CreativeWorkSeries", Some(series)));
    }
    let container = source.field("container-title")?;
    if !is_article {
        let kind = match kind {
            "Chapter" => "Book",
            "WebPage" => "WebSite",
            "BlogPosting" => "Blog",
            _ => "CreativeWork",
        };
        return Some(part(kind, Some(container)));
    }
    let mut whole = part("Periodical", Some(container));
    whole.issn = source.field("ISSN");
    if let Some(volume) = source.field("volume") {
        let inner = std::mem::replace(&mut whole, part("PublicationVolume", None));
        whole.volume_number = Some(volume);
        whole.is_part_of = Some(Box::new(inner));
    }
    if let Some(issue) = source.field("issue") {
        let inner = std::mem::replace(&mut whole, part("PublicationIssue", None));
        whole.issue_number = Some(issue);
        whole.is_part_of = Some(Box::new(inner));
    }
    Some(whole)
}

fn identifiers(source: &Source) -> Vec<Identifier<'_>> {
    [
        ("DOI", source.doi()),
        ("PMID", source.field("PMID")),
        ("PMCID", source.field("PMCID")),
    ]
    .into_iter()
    .filter_map(|(property, value)| {
        Some(Identifier {
            kind: "PropertyValue",
            property,
            value: value?,
        })
    })
    .collect()
}

/// A date as ISO 8601 has it, as far as it is known.
fn iso(date: PartialDate) -> String {
    let PartialDate { year, month, day } = date;
    match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    }
}

/// JSON that can stand in a page: no character of it can end the element that
/// holds it, or begin a comment or an entity in it.
pub(super) fn embedded(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_the_element() {
        let text = "</script><!-- & \u{2028}";
        let json = embedded(&serde_json::to_string(text).unwrap());
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}

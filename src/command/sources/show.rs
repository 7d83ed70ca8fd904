//! `sources show`: all that the guide says of one source, and rests on it.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Map, Value, json};

use crate::bibliography::export::{self, ExportFormat, FIELDS_IN_ORDER};
use crate::bibliography::identifier::Identifier;
use crate::bibliography::{Source, SourceId};
use crate::diagnostic::{Format, Place};
use crate::site::Site;
use crate::yaml::Word;

use super::super::{Context, Failure, count, print};

/// What `sources show` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// The key of the source
    key: String,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let site = context.compile(context.read()?)?.site;
    let id = super::find(&site.library, &arguments.key)?;
    let text = match context.format() {
        Format::Json => json(&site, id),
        _ => human(&site, id),
    };
    print(&mut io::stdout(), &text)?;
    std::mem::forget(site);
    Ok(ExitCode::SUCCESS)
}

fn human(site: &Site, id: SourceId) -> String {
    let source = site.library.get(id);
    let mut out = String::new();
    let _ = writeln!(out, "{} ({})\n", source.key, place(source));
    let _ = writeln!(out, "{}\n", reference(site, id));
    let notices = notices(site, source);
    for notice in &notices {
        let _ = writeln!(out, "{notice}");
    }
    if !notices.is_empty() {
        out.push('\n');
    }
    for (name, value) in facts(source) {
        let _ = writeln!(out, "{:<22}{value}", format!("{name}:"));
    }
    let uses = uses(site, id);
    let claims: usize = uses.iter().map(|used| used.claims.len()).sum();
    let _ = match uses.len() {
        0 => writeln!(out, "\nNo page cites it."),
        pages => writeln!(
            out,
            "\n{} on {} rest on it:",
            count(claims, "claim"),
            count(pages, "page")
        ),
    };
    for used in uses {
        let _ = writeln!(out, "\n{} ({})", used.title, used.path);
        if used.claims.is_empty() {
            let _ = writeln!(out, "  cites it for no claim");
        }
        for (line, text) in used.claims {
            let _ = writeln!(out, "  {line}: {text}");
        }
    }
    let further = further(site, id);
    if further.len() > 0 {
        let _ = writeln!(
            out,
            "\nFurther reading on {}:\n",
            count(further.len(), "page")
        );
    }
    for (title, path) in further {
        let _ = writeln!(out, "{title} ({path})");
    }
    out
}

fn json(site: &Site, id: SourceId) -> String {
    let source = site.library.get(id);
    let item: Value = serde_json::from_str(&export::write([source], ExportFormat::CslJson))
        .ok()
        .and_then(|items: Value| items.get(0).cloned())
        .unwrap_or_default();
    let uses: Vec<Value> = uses(site, id)
        .into_iter()
        .map(|used| {
            let claims: Vec<Value> = used
                .claims
                .iter()
                .map(|(line, text)| json!({"line": line, "text": text}))
                .collect();
            json!({"path": used.path, "title": used.title, "claims": claims})
        })
        .collect();
    let mut shown = Map::new();
    shown.insert("key".into(), json!(*source.key));
    shown.insert("place".into(), json!(place(source)));
    shown.insert("reference".into(), json!(reference(site, id)));
    shown.insert("notices".into(), json!(notices(site, source)));
    shown.insert("item".into(), item);
    shown.insert("uses".into(), Value::Array(uses));
    let further = further(site, id).map(|(title, path)| json!({"path": path, "title": title}));
    shown.insert("further".into(), further.collect());
    format!("{}\n", Value::Object(shown))
}

fn place(source: &Source) -> String {
    match &source.place {
        Place::Text(file, span) => {
            format!("{}:{}", file.path(), file.position(span.start).line)
        }
        Place::File(path) => path.to_string(),
    }
}

/// The reference as text: what readers see, without its tags.
fn reference(site: &Site, id: SourceId) -> String {
    let html = &site.references[id.0 as usize].html;
    let mut text = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// What is said of it by other sources, and of them by it.
fn notices(site: &Site, source: &Source) -> Vec<String> {
    let name = |key: &str| match site.library.find(key) {
        Some(id) => format!("{} (`{key}`)", site.library.get(id).label()),
        None => format!("`{key}`, which the library does not have"),
    };
    let mut notices = Vec::new();
    if source.is_retracted() {
        notices.push("Retracted: it must not be cited".to_owned());
    }
    let lists: [(&str, &[Word]); 3] = [
        ("Superseded by", &source.superseded_by),
        ("Disputed by", &source.disputed_by),
        ("To be read beside", &source.qualified_by),
    ];
    for (what, keys) in lists {
        notices.extend(keys.iter().map(|key| format!("{what} {}", name(&key.text))));
    }
    for (_, other) in site.library.iter() {
        let is_named = |keys: &[Word]| keys.iter().any(|key| key.text == *source.key);
        let other_name = || name(&other.key);
        if is_named(&other.superseded_by) {
            notices.push(format!("Replaces {}", other_name()));
        }
        if is_named(&other.disputed_by) {
            notices.push(format!("Disputes {}", other_name()));
        }
        if is_named(&other.qualified_by) {
            notices.push(format!("Qualifies {}", other_name()));
        }
    }
    notices
}

/// The fields in words, in the order in which a library writes them.
fn facts(source: &Source) -> Vec<(String, String)> {
    let mut facts: Vec<(&str, String)> = vec![("type", source.kind.replace('-', " "))];
    for (name, names) in &source.names {
        let mut list: Vec<String> = names.iter().map(full_name).collect();
        if *name == "author" && source.authors_incomplete {
            list.push("and others (the list is cut short)".to_owned());
        }
        facts.push((name, list.join("; ")));
    }
    let dates = source.dates.iter();
    facts.extend(dates.map(|(name, date)| (*name, date.to_string())));
    let read = source.read_identifiers();
    let is_identifier = |name: &str| read.iter().any(|read| read.field == name);
    let fields = source.fields.iter();
    facts.extend(
        fields
            .filter(|(name, _)| !is_identifier(name))
            .map(|(name, text)| (*name, text.clone())),
    );
    for read in &read {
        facts.push(match &read.identifier {
            Ok(identifier @ Identifier::Arxiv(_)) => ("arXiv", in_full(identifier)),
            Ok(identifier) => (read.field, in_full(identifier)),
            Err(malformed) => (
                read.field,
                format!("{} (it {})", read.text, malformed.problem),
            ),
        });
    }
    let design = source.design.map(|design| design.words().to_owned());
    let checked = source.checked.map(|date| date.to_string());
    let optional = [
        ("design", design),
        ("population", source.population.clone()),
        ("supports", source.supports.clone()),
        ("archive_url", source.archive_url.clone()),
        ("checked", checked),
    ];
    facts.extend(
        optional
            .into_iter()
            .filter_map(|(name, text)| Some((name, text?))),
    );
    let place = |name: &str| FIELDS_IN_ORDER.iter().position(|known| *known == name);
    facts.sort_by_key(|(name, _)| (place(name).unwrap_or(usize::MAX), *name));
    facts
        .into_iter()
        .map(|(name, value)| (in_words(name), value))
        .collect()
}

/// An identifier, and where it leads.
fn in_full(identifier: &Identifier) -> String {
    match identifier.url() {
        Some(url) => format!("{identifier} ({url})"),
        None => identifier.to_string(),
    }
}

/// What editors call a field, where CSL's name does not say it.
fn in_words(field: &str) -> String {
    let words = match field {
        "author" => "authors",
        "issued" => "date",
        "container-title" => "published in",
        "container-title-short" => "in short",
        "collection-title" => "series",
        "page" => "pages",
        "genre" => "kind",
        "accessed" => "looked at on",
        "design" => "kind of work",
        "population" => "whom it studied",
        "supports" => "what it supports",
        "archive_url" => "archived copy",
        "registration" => "registered as",
        "checked" => "compared with it on",
        other => return other.replace(['-', '_'], " "),
    };
    words.to_owned()
}

fn full_name(name: &crate::bibliography::Name) -> String {
    let parts = [
        name.given.as_deref(),
        name.dropping_particle.as_deref(),
        name.particle.as_deref(),
        Some(name.family.as_str()),
        name.suffix.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A page that cites a source.
struct Used<'a> {
    path: &'a str,
    title: &'a str,
    /// The claims that rest on it, with their lines.
    claims: Vec<(usize, &'a str)>,
}

/// The titles and files of the pages that offer a source for further reading.
fn further(site: &Site, id: SourceId) -> impl ExactSizeIterator<Item = (&str, &str)> {
    site.further[id.0 as usize].iter().map(|page| {
        let document = &site.page(*page).document;
        (document.front.title.as_str(), document.file.path())
    })
}

fn uses(site: &Site, id: SourceId) -> Vec<Used<'_>> {
    let mut uses: Vec<Used> = Vec::new();
    for found in &site.uses[id.0 as usize] {
        let page = site.page(found.page);
        let file = &page.document.file;
        if uses.last().is_none_or(|last| last.path != file.path()) {
            uses.push(Used {
                path: file.path(),
                title: &page.document.front.title,
                claims: Vec::new(),
            });
        }
        if let (Some(last), Some(unit)) = (uses.last_mut(), found.unit) {
            let unit = &page.claims.units[unit as usize];
            last.claims
                .push((file.position(unit.span.start).line, &unit.text));
        }
    }
    uses
}

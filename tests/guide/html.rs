//! A small reader of HTML, for tests that look at every page of a site: tags
//! with their attributes, and where its links lead.
#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the files of a site end in lower case"
)]

use std::collections::{BTreeMap, BTreeSet};

/// A start tag.
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// All start tags of a page. Text and attribute values must hold no bare `<`,
/// which is what the program promises.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").expect("a comment ends").1;
            continue;
        }
        let end = end_of_tag(rest);
        let inside = &rest[..end];
        if inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            tags.push(tag(inside.trim_end_matches('/')));
        }
        rest = &rest[end + 1..];
    }
    tags
}

/// A page without the data it holds for machines and without the theme's scripts:
/// one element with data, in which nothing could end it early, and empty ones
/// that name a file of the theme.
pub fn without_data(html: &str) -> String {
    let html = &without_scripts(html);
    let Some((before, rest)) = html.split_once("<script type=\"application/ld+json\">") else {
        return html.to_owned();
    };
    let (data, after) = rest.split_once("</script>").expect("data ends");
    assert!(!data.contains(['<', '>', '&']), "{data}");
    serde_json::from_str::<serde_json::Value>(data).expect("data is JSON");
    format!("{before}{after}")
}

fn without_scripts(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<script") {
        out.push_str(before);
        let own = after.split_once("></script>").filter(|(attributes, _)| {
            let attributes = attributes.strip_prefix(" defer").unwrap_or(attributes);
            let attributes = attributes.strip_suffix(" defer").unwrap_or(attributes);
            let source = attributes
                .strip_prefix(" src=\"")
                .and_then(|rest| rest.strip_suffix(".js\""));
            source.is_some_and(|source| {
                source.contains("assets/")
                    && !source.starts_with("//")
                    && !source.contains(['"', '<', '>', ':', '&'])
            })
        });
        rest = match own {
            Some((_, after)) => after,
            None => {
                out.push_str("<script");
                after
            }
        };
    }
    out.push_str(rest);
    out
}

fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return at,
            _ => {}
        }
    }
    panic!(
        "a tag never ends: {}",
        text.chars().take(60).collect::<String>()
    )
}

fn tag(inside: &str) -> Tag {
    let name_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let mut attributes = Vec::new();
    let mut rest = inside[name_end..].trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let quote = after
                .chars()
                .next()
                .filter(|c| matches!(c, '"' | '\''))
                .expect("values are quoted");
            let (inner, behind) = after[1..].split_once(quote).expect("a value ends");
            value = inner;
            rest = behind.trim_start();
        }
        attributes.push((name, decode_entities(value)));
    }
    Tag {
        name: inside[..name_end].to_ascii_lowercase(),
        attributes,
    }
}

fn decode_entities(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
    ];
    pairs
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
        .replace("&amp;", "&")
}

fn decode_percent(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .expect("addresses are UTF-8")
        .into_owned()
}

/// What is wrong with a site's pages: links that lead nowhere, ids that stand
/// twice, and anything that a browser would load from elsewhere.
pub fn faults(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let pages: BTreeMap<&str, Vec<Tag>> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            (
                path.as_str(),
                tags(std::str::from_utf8(bytes).expect("pages are UTF-8")),
            )
        })
        .collect();
    let mut faults = Vec::new();
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, tags) in &pages {
        let known = ids.entry(path).or_default();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            if !known.insert(id) {
                faults.push(format!("{path}: the id `{id}` stands twice"));
            }
        }
    }
    for (path, tags) in &pages {
        for tag in tags {
            for (name, value) in &tag.attributes {
                if name == "aria-labelledby" && !ids[path].contains(value.as_str()) {
                    faults.push(format!("{path}: no id `{value}` for {name}"));
                }
                if !matches!(
                    name.as_str(),
                    "href" | "src" | "srcset" | "poster" | "data" | "action"
                ) {
                    continue;
                }
                if let Some(why) = target(path, tag, value, files, &ids) {
                    faults.push(format!("{path}: <{} {name}=\"{value}\"> {why}", tag.name));
                }
            }
        }
    }
    faults
}

fn target(
    path: &str,
    tag: &Tag,
    value: &str,
    files: &BTreeMap<String, Vec<u8>>,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
) -> Option<String> {
    // Names that no browser loads.
    let canonical = tag.name == "link"
        && tag
            .get("rel")
            .is_some_and(|rel| rel == "canonical" || rel.starts_with("schema."));
    let lower = value.to_ascii_lowercase();
    if ["http:", "https:", "mailto:", "tel:", "sms:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
    {
        return (tag.name != "a" && !canonical).then(|| "is loaded from elsewhere".to_owned());
    }
    if value == "data:," {
        return None;
    }
    if value.starts_with("//")
        || value
            .split(['/', '#'])
            .next()
            .unwrap_or_default()
            .contains(':')
    {
        return Some("has a scheme of its own".to_owned());
    }
    let (to, fragment) = match value.split_once('#') {
        Some((to, fragment)) => (to, Some(decode_percent(fragment))),
        None => (value, None),
    };
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    let mut file = path.to_owned();
    if !to.is_empty() {
        parts.pop();
        for part in decode_percent(to).split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part.to_owned()),
            }
        }
        file = parts.join("/");
        if to.ends_with('/') || to.ends_with("..") || to == "." {
            file = if file.is_empty() {
                "index.html".into()
            } else {
                format!("{file}/index.html")
            };
        }
    }
    if !files.contains_key(&file) {
        return Some(format!("leads to {file}, which is not there"));
    }
    let fragment = fragment?;
    let known = ids
        .get(file.as_str())
        .is_some_and(|ids| ids.contains(fragment.as_str()));
    (!known).then(|| format!("leads to the id `{fragment}`, which {file} does not have"))
}

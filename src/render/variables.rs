//! What templates are told, and which blocks they have: the manual's page for
//! people who write templates.
//!
//! Goes in: the types that templates are given, whose fields say themselves what
//! they hold, and the texts of the default theme's templates. Comes out: Markdown.
//! So a field that is added, renamed or left without a word is noticed.

use std::collections::BTreeMap;
use std::fmt::Write;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::view::Frame;
use super::{
    alias, all_pages, crisis, feed, hosting, ledger, not_found, page, references, search, sitemap,
    source, theme, topics,
};

/// A template that is rendered by itself.
struct Template {
    name: &'static str,
    /// What it renders.
    about: &'static str,
    /// What it is told.
    schema: fn(&mut SchemaGenerator) -> Schema,
}

/// The frame of all pages, which other templates extend.
const BASE: Template = template::<Frame<'static>>("base.html", "The frame of every page.");

/// The templates, in the order in which a person meets what they render.
const TEMPLATES: [Template; 17] = [
    template::<page::View<'static>>("page.html", "A page of the guide."),
    template::<source::View<'static>>("source.html", "The page of a source."),
    template::<references::View<'static>>(
        "references.html",
        "A list of sources: all of them, those of a kind, those on a topic.",
    ),
    template::<references::ChoicesView<'static>>(
        "references-choices.html",
        "The pages on which a kind or a topic of sources is chosen.",
    ),
    template::<topics::View<'static>>("topic.html", "The pages on a topic."),
    template::<topics::IndexView<'static>>("topics.html", "The list of topics."),
    template::<all_pages::View<'static>>("all-pages.html", "All pages from A to Z."),
    template::<ledger::View<'static>>("claims.html", "The list of all claims."),
    template::<crisis::PageView<'static>>("urgent-help.html", "Whom to call in an emergency."),
    template::<crisis::BlockView<'static>>(
        "parts/crisis.html",
        "Whom to call, in the blocks of red flags. It is rendered by itself, before the page.",
    ),
    template::<search::View<'static>>("search.html", "The search page."),
    template::<not_found::View<'static>>("not-found.html", "`404.html`, for a wrong address."),
    template::<alias::View<'static>>("moved.html", "A page left where another one used to be."),
    template::<feed::View<'static>>(
        "feed.xml",
        "The Atom feeds of the guide and of its topics. A moment is written as `2026-03-02T00:00:00Z`.",
    ),
    template::<hosting::Llms<'static>>("llms.txt", "`llms.txt`, for programs that read text."),
    template::<hosting::Headers>("headers.txt", "`_headers`, for hosts of static files."),
    template::<sitemap::Robots>("robots.txt", "`robots.txt`, for search engines."),
];

/// Two that are told the same.
const SITEMAPS: [Template; 2] = [
    template::<sitemap::View<'static>>("sitemap.xml", "The sitemap, or a part of it."),
    template::<sitemap::View<'static>>(
        "sitemap-index.xml",
        "The list of the sitemap's parts, in a guide with more than 50,000 addresses.",
    ),
];

const fn template<T: JsonSchema>(name: &'static str, about: &'static str) -> Template {
    Template {
        name,
        about,
        schema: T::json_schema,
    }
}

/// A value that a template is told.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Variable {
    /// `page.authors[].name`: behind `[]` stands what each entry of a list has.
    name: String,
    kind: String,
    about: String,
}

/// All templates with their blocks and variables, in Markdown.
pub fn documentation() -> String {
    let texts = theme::templates();
    let mut out = String::from(INTRODUCTION);
    let frame = BASE.variables();
    let mut told = BTreeMap::new();
    section(&mut out, &texts, &BASE, &frame, &mut told);
    for template in TEMPLATES.iter().chain(&SITEMAPS) {
        let mut variables = template.variables();
        if extended(text_of(&texts, template.name)).is_some() {
            variables.retain(|variable| !frame.contains(variable));
        }
        section(&mut out, &texts, template, &variables, &mut told);
    }
    parts(&mut out, &texts);
    out
}

const INTRODUCTION: &str = "\
This page is made from the program: it says what the templates of this version have
and are told. A dot leads into a group: `{{ site.title }}`. Behind `[]` stands what
each entry of a list has: `page.authors[].name` is `author.name` within
`{% for author in page.authors %}`. What may be missing is asked for first:
`{% if page.updated %}`. An address is written for the page that it stands on.
A block within another goes with it: who writes `main` anew writes `heading` anew too.
";

/// A template: what it renders, its blocks, its variables.
fn section(
    out: &mut String,
    texts: &[(String, &str)],
    template: &Template,
    variables: &[Variable],
    told: &mut BTreeMap<String, &'static str>,
) {
    let name = template.name;
    let _ = write!(out, "\n## `{name}`\n\n{}", template.about);
    let text = text_of(texts, name);
    if let Some(base) = extended(text) {
        let _ = write!(
            out,
            " It extends `{base}`: it has its blocks and its variables too."
        );
    }
    out.push('\n');
    let blocks = blocks(text);
    if !blocks.is_empty() {
        out.push_str("\n| Block | Within | Parts in it |\n|---|---|---|\n");
        for block in blocks {
            let within = block.within.map_or("–".to_owned(), code);
            let parts: Vec<String> = block.parts.into_iter().map(code).collect();
            let parts = if parts.is_empty() {
                "–".to_owned()
            } else {
                parts.join(", ")
            };
            let _ = writeln!(out, "| {} | {within} | {parts} |", code(block.name));
        }
    }
    if variables.is_empty() {
        return;
    }
    out.push_str("\n| Variable | Kind | What it is |\n|---|---|---|\n");
    for group in variables.chunk_by(|_, next| next.name.contains(['.', '['])) {
        let held: String = group[1..].iter().map(row).collect();
        // What several templates are told alike is written out once.
        match told.get(&held) {
            Some(first) if group.len() > 3 => {
                let mut short = group[0].clone();
                let _ = write!(short.about, " What it holds is told at `{first}`.");
                out.push_str(&row(&short));
            }
            _ => {
                out.push_str(&row(&group[0]));
                out.push_str(&held);
            }
        }
        told.entry(held).or_insert(name);
    }
}

fn row(variable: &Variable) -> String {
    let Variable { name, kind, about } = variable;
    // A bar would end the cell.
    format!("| `{name}` | {kind} | {} |\n", about.replace('|', "\\|"))
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// The parts, and which templates include them.
fn parts(out: &mut String, texts: &[(String, &str)]) {
    out.push_str(
        "\n## Parts\n\nA part knows what the template knows that includes it.\n\n\
         | Part | Included in |\n|---|---|\n",
    );
    for (part, _) in texts.iter().filter(|(name, _)| name.starts_with("parts/")) {
        let users: Vec<String> = texts
            .iter()
            .filter(|(_, text)| included(text).any(|name| name == part))
            .map(|(name, _)| code(name))
            .collect();
        if !users.is_empty() {
            let _ = writeln!(out, "| {} | {} |", code(part), users.join(", "));
        }
    }
}

impl Template {
    fn variables(&self) -> Vec<Variable> {
        let mut settings = SchemaSettings::default().for_serialize();
        settings.inline_subschemas = true;
        let schema = (self.schema)(&mut settings.into_generator());
        let mut variables = Vec::new();
        collect("", schema.as_value(), &mut variables);
        variables
    }
}

/// The properties of a schema, and below each its own.
fn collect(prefix: &str, schema: &Value, out: &mut Vec<Variable>) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    for (name, property) in properties {
        let name = format!("{prefix}{name}");
        let about = property.get("description").and_then(Value::as_str);
        let about: Vec<&str> = about.unwrap_or_default().split_whitespace().collect();
        let missing = if kinds(property).any(|kind| kind == "null") {
            ", may be missing"
        } else {
            ""
        };
        out.push(Variable {
            kind: format!("{}{missing}", kind(property)),
            about: about.join(" "),
            name: name.clone(),
        });
        match property.get("items") {
            Some(items) => collect(&format!("{name}[]."), items, out),
            None => collect(&format!("{name}."), property, out),
        }
    }
}

/// The kinds of value that a schema allows.
fn kinds(schema: &Value) -> impl Iterator<Item = &str> {
    let (one, several) = match schema.get("type") {
        Some(Value::Array(several)) => (None, several.as_slice()),
        one => (one, [].as_slice()),
    };
    one.into_iter().chain(several).filter_map(Value::as_str)
}

/// The kind of value, in words; empty where there are none for it.
fn kind(schema: &Value) -> &'static str {
    match kinds(schema).find(|kind| *kind != "null") {
        Some("string") => "text",
        Some("integer" | "number") => "number",
        Some("boolean") => "yes or no",
        Some("object") => "group",
        Some("array") => match schema.get("items").map(kind) {
            Some("text") => "list of texts",
            _ => "list",
        },
        _ => "",
    }
}

/// A block of a template.
struct Block<'a> {
    name: &'a str,
    /// The block around it: who overrides that one has to write this one again.
    within: Option<&'a str>,
    parts: Vec<&'a str>,
}

/// The blocks of a template, in the order in which they begin.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for tag in tags(text) {
        match tag.as_slice() {
            ["block", name, ..] => {
                blocks.push(Block {
                    name,
                    within: open.last().map(|around| blocks[*around].name),
                    parts: Vec::new(),
                });
                open.push(blocks.len() - 1);
            }
            ["endblock", ..] => {
                open.pop();
            }
            ["include", name, ..] => {
                if let Some(around) = open.last() {
                    let part = name.trim_matches('"');
                    if !blocks[*around].parts.contains(&part) {
                        blocks[*around].parts.push(part);
                    }
                }
            }
            _ => {}
        }
    }
    blocks
}

/// The template that a template extends.
fn extended(text: &str) -> Option<&str> {
    tags(text).find_map(|tag| match tag.as_slice() {
        ["extends", name, ..] => Some(name.trim_matches('"')),
        _ => None,
    })
}

/// The templates that a template includes.
fn included(text: &str) -> impl Iterator<Item = &str> {
    tags(text).filter_map(|tag| match tag.as_slice() {
        ["include", name, ..] => Some(name.trim_matches('"')),
        _ => None,
    })
}

/// The words of each `{% … %}`.
fn tags(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.split("{%").skip(1).map(|rest| {
        let tag = rest.split("%}").next().unwrap_or_default();
        tag.trim_matches('-').split_whitespace().collect()
    })
}

fn text_of<'a>(texts: &[(String, &'a str)], name: &str) -> &'a str {
    texts
        .iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests;

//! BibTeX and BibLaTeX files as CSL items.
//!
//! A kept parser reads the syntax: entries, fields, abbreviations. What it makes
//! of them further is not used: it runs in circles of `crossref` until the stack
//! ends, fails a whole file for one bad year, and leaves LaTeX's markup as it
//! is. So the text of values, inheritance and dates are read here, with places,
//! and a broken entry does not take the others with it.

mod entry_fields;
mod inherit;
mod latex;
mod name;
mod signs;
mod syntax;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::text::{Span, TextFile};

use super::own::{OwnField, annotated, put_note, put_orcids};
use super::{Losses, PartialDate, Source, fault};
use entry_fields::Target;
use inherit::Broken;
use latex::{Latex, verbatim};
use syntax::{Entry, Field};

/// Reads a file.
pub(super) fn read(file: &Arc<TextFile>) -> (Vec<Source>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (entries, mut sources) = syntax::read(file, &mut diagnostics);
    // The first of two equal keys counts here; that there are two is told when
    // the library is put together.
    let mut by_key: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, entry) in entries.iter().enumerate() {
        by_key.entry(entry.key).or_insert(at);
    }
    for entry in entries.iter().filter(|entry| entry.kind != "xdata") {
        let (inherited, broken) = inherit::inherited(entry, &entries, &by_key);
        let before = diagnostics.len();
        let mut reader = EntryReader {
            file,
            entry,
            source: Source::new(entry.key, entry.place(file), "document"),
            values: Vec::new(),
            annotations: Vec::new(),
            losses: Losses::default(),
            diagnostics: &mut diagnostics,
        };
        reader.broken(&broken);
        reader.collect(inherited);
        reader.fill();
        let EntryReader {
            mut source, losses, ..
        } = reader;
        source.broken = diagnostics.len() > before;
        diagnostics.extend(losses.report(&source));
        sources.push(source);
    }
    (sources, diagnostics)
}

/// Makes a source of an entry.
struct EntryReader<'a> {
    file: &'a Arc<TextFile>,
    entry: &'a Entry<'a>,
    source: Source,
    /// The fields, by their names, in the order in which they count.
    values: Vec<(usize, &'static str, &'a Field<'a>)>,
    /// What is said of names, which are read before it.
    annotations: Vec<&'a Field<'a>>,
    losses: Losses,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> EntryReader<'a> {
    fn at(&self, span: Span) -> Place {
        Place::Text(Arc::clone(self.file), span)
    }

    fn broken(&mut self, broken: &[Broken<'_>]) {
        for broken in broken {
            let key = self.entry.key;
            let diagnostic = match broken {
                Broken::Missing(parent) => fault(
                    self.source.place.clone(),
                    format!("`{key}` takes over from `{parent}`, which the file does not have"),
                )
                .why("its book or its publisher would be missing from the reference")
                .help("correct the `crossref` or `xdata`, or add that entry"),
                Broken::Circle(parent) => fault(
                    self.source.place.clone(),
                    format!("`{key}` and `{parent}` take over from each other in a circle"),
                )
                .why("no entry of a circle has anything to take over")
                .help("remove one of the `crossref` or `xdata` fields"),
            };
            self.diagnostics.push(diagnostic);
        }
    }

    /// Sorts the fields by what they are. An own field goes before one that is
    /// taken over.
    fn collect(&mut self, inherited: inherit::Inherited<'a>) {
        let entry = self.entry;
        for (index, field) in entry.fields.iter().enumerate() {
            let earlier = entry.fields[..index.min(200)]
                .iter()
                .find(|earlier| earlier.name == field.name);
            if let Some(earlier) = earlier {
                let diagnostic = fault(
                    self.at(field.name_span),
                    format!("`{}` is given twice", field.name),
                )
                .label("the second time")
                .related(self.at(earlier.name_span), "the first time")
                .help("keep one of the two");
                self.diagnostics.push(diagnostic);
                continue;
            }
            match (
                entry_fields::target(&field.name),
                OwnField::of_loose_name(&field.name),
            ) {
                (Some((rank, _)), _) => {
                    let name = entry_fields::known(&field.name).unwrap_or_default();
                    self.values.push((rank, name, field));
                }
                (None, Some(own)) => {
                    let text = self.text(field);
                    own.put_text(
                        &mut self.source,
                        self.file,
                        &text,
                        field.span,
                        self.diagnostics,
                    );
                }
                (None, None) if annotated(&field.name).is_some() => self.annotations.push(field),
                (None, None) => self.unknown(field),
            }
        }
        for (name, field) in inherited {
            if !self.values.iter().any(|(_, known, _)| *known == name)
                && let Some((rank, _)) = entry_fields::target(name)
            {
                self.values.push((rank, name, field));
            }
        }
        self.values.sort_by_key(|(rank, ..)| *rank);
    }

    fn unknown(&mut self, field: &Field<'_>) {
        let own = OwnField::ALL.iter().map(|own| own.name());
        match nearest(&field.name, entry_fields::names().chain(own)) {
            Some(near) => self.diagnostics.push(
                fault(
                    Place::Text(Arc::clone(self.file), field.name_span),
                    format!("a source has no field called `{}`", field.name),
                )
                .label("unknown field")
                .why("a field that nobody reads would be missing from the reference without a word")
                .did_you_mean(Some(near)),
            ),
            None => self.losses.add(&field.name),
        }
    }

    fn get(&self, name: &str) -> Option<&'a Field<'a>> {
        let mut values = self.values.iter();
        values
            .find(|(_, known, _)| *known == name)
            .map(|(_, _, field)| *field)
    }

    fn latex(&mut self, field: &Field<'_>, markup: bool) -> Latex {
        let raw = field.raw.concat();
        let latex = Latex::read(&raw, markup);
        for command in &latex.unknown {
            self.losses.add(&format!("\\{command} in {}", field.name));
        }
        latex
    }

    fn text(&mut self, field: &Field<'_>) -> String {
        self.latex(field, false).text()
    }

    fn title(&mut self, field: &Field<'_>) -> String {
        self.latex(field, true).title()
    }

    /// Puts a text, unless something else is there already.
    fn put(&mut self, variable: &'static str, field: &Field<'_>, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.source.field(variable) {
            Some(before) if before == value => {}
            Some(_) => self.losses.add(&field.name),
            None => self.source.put(variable, &value, field.span),
        }
    }

    fn fill(&mut self) {
        self.kind();
        for (_, name, field) in self.values.clone() {
            let Some((_, target)) = entry_fields::target(name) else {
                continue;
            };
            match target {
                Target::Text("page") => {
                    let pages = self.text(field).replace(['–', '—'], "-");
                    self.put("page", field, &pages);
                }
                Target::Text(variable) => {
                    let text = self.text(field);
                    self.put(variable, field, &text);
                }
                Target::Title(variable) => {
                    let mut title = self.title(field);
                    let sub = match name {
                        "title" => self.get("subtitle"),
                        "journaltitle" => self.get("journalsubtitle"),
                        "booktitle" => self.get("booksubtitle"),
                        _ => None,
                    };
                    if let Some(sub) = sub {
                        let ends = title.ends_with(['?', '!', ':', '.']);
                        title.push_str(if ends { " " } else { ": " });
                        title.push_str(&self.title(sub));
                    }
                    self.put(variable, field, &title);
                }
                Target::Verbatim(variable) => {
                    let text = verbatim(&field.raw.concat());
                    self.put(variable, field, &text);
                }
                Target::Names(variable) => self.names(variable, field),
                Target::Date(variable) => self.date(variable, field),
                Target::Joined => self.joined(name, field),
                Target::Bookkeeping => {}
            }
        }
        self.issued();
        for field in std::mem::take(&mut self.annotations) {
            if let Some(list) = annotated(&field.name) {
                let text = self.text(field);
                let (source, file) = (&mut self.source, self.file);
                put_orcids(source, file, list, &text, field.span, self.diagnostics);
            }
        }
    }

    fn kind(&mut self) {
        let entry = self.entry;
        let Some((kind, genre)) = entry_fields::kind(&entry.kind) else {
            let known = [
                "article",
                "book",
                "incollection",
                "inproceedings",
                "online",
                "report",
                "thesis",
                "misc",
            ];
            self.diagnostics.push(
                fault(
                    self.at(entry.kind_span),
                    format!("`@{}` is no type of entry", entry.kind),
                )
                .why("the type decides how the reference is written")
                .did_you_mean(nearest(&entry.kind, known))
                .help(format!("the usual types are @{}", known.join(", @"))),
            );
            return;
        };
        let subtype = self
            .get("entrysubtype")
            .map(|field| field.raw.concat().to_lowercase());
        let arxiv = self.get("journaltitle").or(self.get("journal")).is_none()
            && self.eprint_kind().as_deref() == Some("arxiv");
        let kind = match (kind, subtype.as_deref()) {
            ("article-journal", Some("magazine")) => "article-magazine",
            ("article-journal", Some("newspaper")) => "article-newspaper",
            ("article-journal" | "document", _) if arxiv => "article",
            ("document", _) if self.get("url").is_some() && entry.kind == "misc" => "webpage",
            _ => kind,
        };
        kind.clone_into(&mut self.source.kind);
        if let Some(genre) = genre
            && self.get("type").is_none()
        {
            self.source.put("genre", genre, entry.kind_span);
        }
    }

    fn eprint_kind(&self) -> Option<String> {
        let field = self.get("eprinttype").or(self.get("archiveprefix"))?;
        Some(field.raw.concat().trim().to_lowercase())
    }

    /// Fields that mean something only together with others.
    fn joined(&mut self, name: &str, field: &'a Field<'a>) {
        match name {
            "number" => {
                let text = self.text(field);
                let variable = match self.source.kind.as_str() {
                    "book" | "chapter" | "paper-conference" => "collection-number",
                    "article-journal" | "article-magazine" | "article-newspaper" | "periodical" => {
                        "issue"
                    }
                    _ => "number",
                };
                self.put(variable, field, &text);
            }
            "howpublished" => {
                let text = verbatim(&field.raw.concat());
                if text.starts_with("http") {
                    self.put("URL", field, &text);
                } else {
                    let text = self.text(field);
                    self.put("medium", field, &text);
                }
            }
            "eprint" => {
                let id = verbatim(&field.raw.concat());
                match self.eprint_kind().as_deref() {
                    Some("pubmed" | "pmid") => self.put("PMID", field, &id),
                    Some("pmc" | "pmcid") => self.put("PMCID", field, &id),
                    Some("arxiv") => {
                        let id = id.trim();
                        let prefix = if id.to_lowercase().starts_with("arxiv:") {
                            ""
                        } else {
                            "arXiv:"
                        };
                        self.put("number", field, &format!("{prefix}{id}"));
                    }
                    _ => self.losses.add(&field.name),
                }
            }
            "language" | "langid" | "hyphenation" if self.source.field("language").is_none() => {
                let text = self.text(field);
                let tag = entry_fields::language(text.trim()).to_owned();
                self.put("language", field, &tag);
            }
            "note" | "addendum" | "annotation" | "annote" => {
                let text = self.latex(field, true).text();
                put_note(
                    &mut self.source,
                    self.file,
                    &text,
                    field.span,
                    self.diagnostics,
                );
            }
            "eprintclass" | "primaryclass" if self.eprint_kind().as_deref() != Some("arxiv") => {
                self.losses.add(&field.name);
            }
            "eprinttype" | "archiveprefix" if self.get("eprint").is_none() => {
                self.losses.add(&field.name);
            }
            _ => {}
        }
    }

    fn names(&mut self, variable: &'static str, field: &Field<'_>) {
        let latex = self.latex(field, false);
        let (names, others) = name::read(&latex.pieces);
        if others && variable == "author" {
            self.source.authors_incomplete = true;
        } else if others {
            self.losses.add(&format!("others in {}", field.name));
        }
        if !names.is_empty() {
            self.source.spans.push((variable, field.span));
            self.source.names.insert(variable, names);
        }
    }

    fn date(&mut self, variable: &'static str, field: &Field<'_>) {
        let text = self.text(field);
        // A range: what it begins with is the date.
        let (first, rest) = match text.split_once('/') {
            Some((first, rest)) => (first, rest),
            None => (text.as_str(), ""),
        };
        let first = first.split('T').next().unwrap_or_default();
        let certain = first.trim().trim_end_matches(['?', '~', '%']);
        match PartialDate::of_words(certain) {
            Some((date, whole)) => {
                self.source.spans.push((variable, field.span));
                self.source.dates.insert(variable, date);
                if !whole || !rest.trim().is_empty() || certain.len() < first.trim().len() {
                    self.losses.add(&format!("{} {}", field.name, text.trim()));
                }
            }
            None => self.no_date(field, &text),
        }
    }

    fn no_date(&mut self, field: &Field<'_>, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let diagnostic = fault(
            self.at(field.span),
            format!("`{}` does not hold a year or a date", field.name),
        )
        .label("expected a year or a date")
        .help("write `year = {2014}` or `date = {2014-03-02}`, or leave the field out");
        self.diagnostics.push(diagnostic);
    }

    /// The date of BibTeX: `year`, `month`, `day`, unless there is a `date`.
    fn issued(&mut self) {
        let Some(year) = self.get("year") else { return };
        if self.get("date").is_some() {
            return;
        }
        let text = self.text(year);
        let month = self
            .get("month")
            .map(|field| self.text(field))
            .unwrap_or_default();
        let day = self
            .get("day")
            .map(|field| self.text(field))
            .unwrap_or_default();
        // As in `month = "2~" # mar`: the day stands before.
        let (month, day) = match month.split_whitespace().collect::<Vec<_>>()[..] {
            [first, second] if first.parse::<u8>().is_ok() && second.parse::<u8>().is_err() => {
                (second.to_owned(), first.trim_end_matches('.').to_owned())
            }
            _ => (month, day),
        };
        match PartialDate::of_words(&format!("{text} {month} {day}")) {
            Some((date, whole)) => {
                self.source.spans.push(("issued", year.span));
                self.source.dates.insert("issued", date);
                if !whole {
                    self.losses
                        .add(format!("date {} {month} {day}", text.trim()).trim_end());
                }
            }
            None => self.no_date(year, &text),
        }
    }
}

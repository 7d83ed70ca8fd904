//! A page's notes: its footnotes, and in styles that cite in notes what each
//! citation says, in one sequence of numbers.
//!
//! The text gets a number that leads to the note; the notes are written when
//! the text is done, in the order of their numbers, because how a source is
//! cited depends on the citations before it. Linear in the notes.

use std::fmt::Write as _;

use super::body::{Linked, Writer};
use super::citation::{Cited, sort};
use super::note_order::Note;

/// How a note's number ends in the text.
const NUMBER_END: &str = "</a></sup>";

impl<'a> Writer<'a> {
    /// The number of a footnote in the text.
    pub(super) fn note(&mut self, label: u32) {
        let label = &*self.body.strings[label as usize];
        let known = self.notes.numbers.get(label).copied();
        let number = known.unwrap_or_else(|| {
            let number = self.notes.add(Note::Own(label));
            self.notes.numbers.insert(label, number);
            number
        });
        // Only the first number of a note is led back to.
        let id = known.is_none().then(|| format!("fnref-{number}"));
        self.number(number, id.as_deref(), &format!("Note {number}"));
    }

    /// A citation as the number of a note; within a note, what it says.
    pub(super) fn in_note(
        &mut self,
        linked: Linked<'a>,
        cited: Vec<Cited<'a>>,
        narrative: bool,
        index: u32,
    ) {
        if narrative && !cited[0].item.suppress_author {
            self.out
                .push_str(&cited[0].reference.citation.in_sentence.html);
        }
        let id = format!("cite-{}", index + 1);
        let Some(number) = self.notes.writing else {
            let number = self.notes.add(Note::Cited(index));
            let sources: Vec<&str> = cited.iter().map(|one| &*one.card.label).collect();
            let name = format!("Note {number}: {}", sources.join("; "));
            self.number(number, Some(&id), &name);
            return;
        };
        let link = self.leave_link();
        let apart = narrative || !self.begins_block();
        if apart {
            self.ensure_space();
            self.out.push('(');
        }
        self.note_text(linked, cited, number, Some(index + 1), "");
        if apart {
            self.out.push(')');
        }
        self.enter_link(link);
    }

    fn number(&mut self, number: u32, id: Option<&str>, name: &str) {
        let link = self.leave_link();
        self.trim_space();
        // A comma keeps the notes 1 and 2 from being read as 12.
        if self.out.ends_with(NUMBER_END) {
            self.out.truncate(self.out.len() - "</sup>".len());
            self.out.push_str(", ");
        } else {
            self.out.push_str("<sup class=\"noteref\">");
        }
        self.out.push_str("<a role=\"doc-noteref\"");
        if let Some(id) = id {
            let _ = write!(self.out, " id=\"{id}\"");
        }
        let _ = write!(self.out, " href=\"#fn-{number}\" aria-label=\"");
        self.attribute(name);
        let _ = write!(self.out, "\">{number}{NUMBER_END}");
        self.enter_link(link);
    }

    /// The notes as a list, those to which no number leads last.
    pub(super) fn written_notes(&mut self) -> Option<String> {
        self.out.push_str("<ol>\n");
        let mut at = 0;
        loop {
            if at == self.notes.order.len() {
                self.notes.add_unmarked();
            }
            let Some(note) = self.notes.order.get(at).copied() else {
                break;
            };
            at += 1;
            self.written_note(at as u32, note);
        }
        self.out.push_str("</ol>");
        let list = std::mem::take(&mut self.out);
        (at > 0).then_some(list)
    }

    fn written_note(&mut self, number: u32, note: Note<'a>) {
        let _ = write!(self.out, "<li id=\"fn-{number}\">");
        let back = match note {
            Note::Own(label) | Note::Unmarked(label) => {
                // What was cited just before is not what the note before cites.
                self.notes.before = None;
                self.notes.writing = Some(number);
                if let Some(nodes) = self.notes.nodes.get(label).cloned() {
                    self.blocks(nodes);
                }
                self.notes.writing = None;
                self.notes.before = None;
                matches!(note, Note::Own(_)).then(|| format!("fnref-{number}"))
            }
            Note::Cited(index) => {
                if let Some(linked) = self.linked {
                    let cited = self.cited(linked, index);
                    let one = cited.len() == 1;
                    let end = &linked.site.style.surroundings().suffix;
                    self.out.push_str("<p>");
                    self.note_text(linked, cited, number, None, end);
                    self.out.push_str("</p>\n");
                    if !one {
                        self.notes.before = None;
                    }
                }
                Some(format!("cite-{}", index + 1))
            }
        };
        if let Some(back) = back {
            let back = format!(
                " <a role=\"doc-backlink\" href=\"#{back}\" aria-label=\"Back to note {number} in the text\">↩</a>"
            );
            match self.out.strip_suffix("</p>\n").map(str::len) {
                Some(length) => self.out.insert_str(length, &back),
                None => self.out.push_str(&back),
            }
        }
        self.out.push_str("</li>\n");
    }

    /// What a citation says: each source as a link to its reference.
    fn note_text(
        &mut self,
        linked: Linked<'a>,
        mut cited: Vec<Cited<'a>>,
        number: u32,
        id: Option<u32>,
        end: &str,
    ) {
        let style = &linked.site.style;
        let around = style.surroundings();
        sort(&mut cited, around.order);
        self.text(&around.prefix);
        let start = self.out.len();
        let last = cited.len() - 1;
        for (at, one) in cited.iter().enumerate() {
            if at > 0 {
                self.text(&around.delimiter);
            }
            self.before_source(one);
            let place = one.item.locator.as_ref();
            let position = self.notes.position(number, one.id, place);
            let source = linked.site.library.get(one.id);
            let ends = at == last && one.item.suffix.is_empty();
            let end = if ends { end } else { "" };
            let words = style.note(source, one.reference, position, place, end);
            // "Ibid." read aloud names nobody.
            let who = source.who();
            let named = who
                .split(' ')
                .next()
                .is_none_or(|name| words.text.contains(name));
            let name = (!named).then(|| format!("{} {}", words.text, one.card.spoken));
            let id = id.filter(|_| at == 0);
            self.source_link(one.card, id, name.as_deref(), false, &words.html);
            self.suffix(one);
        }
        if !end.is_empty() && !cited[last].item.suffix.is_empty() {
            let stopped = cited[last].item.suffix.plain().ends_with(['.', '?', '!']);
            if !(stopped && end.starts_with('.')) {
                self.text(end);
            }
        }
        // A note of its own begins as a sentence does, with the editor's words too.
        if !end.is_empty()
            && let Some(first) = self.out[start..].chars().next()
            && first.is_lowercase()
        {
            let capital: String = first.to_uppercase().collect();
            self.out
                .replace_range(start..start + first.len_utf8(), &capital);
        }
    }

    /// Whether a paragraph or a list item has just begun.
    fn begins_block(&self) -> bool {
        let mut out = self.out.trim_end();
        while out.ends_with('>')
            && let Some(open) = out.rfind('<')
        {
            let tag = &out[open..];
            if tag == "<p>" || tag.starts_with("<li") || tag == "<dd>" {
                return true;
            }
            if !tag.starts_with("<span") && tag != "<em>" && tag != "<strong>" {
                return false;
            }
            out = out[..open].trim_end();
        }
        false
    }
}

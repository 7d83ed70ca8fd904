//! A citation in the text as HTML: numbers, or words, that lead to the page's
//! references.
//!
//! Every source is a link of its own with a name that can be read aloud; what
//! stands around and between them is as the citation style asks.

use std::fmt::Write as _;

use crate::bibliography::{Form, Order, Reference, SourceId};
use crate::document::{Affix, ClusterForm, Event, Item};

use super::body::{Linked, Writer};
use super::reference::Card;

/// A source of a citation, with all that is known of it.
#[derive(Clone, Copy)]
pub(super) struct Cited<'a> {
    pub(super) item: &'a Item,
    pub(super) id: SourceId,
    number: u32,
    pub(super) card: &'a Card,
    pub(super) reference: &'a Reference,
}

impl Cited<'_> {
    /// Whether words stand before or after it, which hold it in its place.
    fn has_words(&self) -> bool {
        !self.item.prefix.is_empty() || !self.item.suffix.is_empty()
    }

    /// Whether nothing but its number would be printed.
    fn is_bare(&self) -> bool {
        !self.has_words() && self.item.locator.is_none()
    }
}

impl<'a> Writer<'a> {
    pub(super) fn cite(&mut self, index: u32) {
        let Some(linked) = self.linked else { return };
        let cited = self.cited(linked, index);
        if cited.is_empty() {
            return;
        }
        let cluster = &self.body.clusters[index as usize];
        let narrative = cluster.form == ClusterForm::Narrative;
        let id = index + 1;
        match linked.site.style.form() {
            Form::Words if narrative => self.in_sentence(linked, &cited, id),
            Form::Words => self.in_words(linked, cited, id),
            Form::Numeric => self.in_numbers(linked, cited, narrative, id),
            Form::Note => self.in_note(linked, cited, narrative, index),
        }
    }

    /// The sources of a citation that the library has.
    pub(super) fn cited(&self, linked: Linked<'a>, index: u32) -> Vec<Cited<'a>> {
        let cluster = &self.body.clusters[index as usize];
        let known = cluster
            .items
            .iter()
            .filter(|item| linked.site.library.find(&item.key.text).is_some());
        let numbers = linked.page.references.cluster(index as usize);
        known
            .zip(numbers)
            .map(|(item, (id, number))| Cited {
                item,
                id: *id,
                number: *number,
                card: &linked.cards[id.0 as usize],
                reference: &linked.site.references[id.0 as usize],
            })
            .collect()
    }

    fn in_numbers(
        &mut self,
        linked: Linked<'_>,
        mut cited: Vec<Cited<'_>>,
        narrative: bool,
        id: u32,
    ) {
        let around = linked.site.style.surroundings();
        if narrative && !cited[0].item.suppress_author {
            self.out
                .push_str(&cited[0].reference.citation.in_sentence.html);
        }
        sort(&mut cited, around.order);
        let link = self.leave_link();
        if around.raised {
            self.trim_space();
            self.out.push_str("<sup class=\"cite\">");
        } else {
            self.ensure_space();
            self.out.push_str("<span class=\"citation\">");
        }
        self.text(&around.prefix);
        let mut at = 0;
        while at < cited.len() {
            if at > 0 {
                self.text(&around.delimiter);
            }
            let end = if around.ranges {
                range_end(&cited, at)
            } else {
                at
            };
            for (place, one) in cited.iter().enumerate().take(end + 1).skip(at) {
                if place == end && place > at {
                    self.out.push('–');
                }
                let inside = place > at && place < end;
                self.before_source(one);
                let name = format!("Source {}: {}", one.number, one.card.spoken);
                let number = format!(
                    "{}{}{}",
                    around.before_number, one.number, around.after_number
                );
                // Where nothing is hidden, as on paper, a comma keeps 1 and 2
                // from being read as 12.
                let words = if inside {
                    format!(", {number}")
                } else {
                    number
                };
                let id = (place == 0).then_some(id);
                self.source_link(one.card, id, Some(&name), inside, &words);
                self.behind_source(linked, one);
            }
            at = end + 1;
        }
        self.text(&around.suffix);
        self.out
            .push_str(if around.raised { "</sup>" } else { "</span>" });
        self.enter_link(link);
    }

    /// "(Cardoso et al., 2014, p. 3; Leng & Ludwig, 2016)".
    fn in_words(&mut self, linked: Linked<'_>, mut cited: Vec<Cited<'_>>, id: u32) {
        let around = linked.site.style.surroundings();
        sort(&mut cited, around.order);
        let link = self.leave_link();
        if around.raised {
            self.trim_space();
        } else {
            self.ensure_space();
        }
        self.out.push_str(if around.raised {
            "<sup class=\"cite\">"
        } else {
            "<span class=\"citation\">"
        });
        self.text(&around.prefix);
        let mut before: Option<Cited<'_>> = None;
        for one in cited {
            let names = &one.reference.citation.names.text;
            let again = before.filter(|before| {
                before.reference.citation.names.text == *names
                    && before.item.suffix.is_empty()
                    && one.item.prefix.is_empty()
                    && !one.reference.citation.rest.text.is_empty()
            });
            let same = again.and(around.same_authors.as_ref());
            if before.is_some() {
                self.text(same.unwrap_or(&around.delimiter));
            }
            self.before_source(&one);
            let first = before.is_none().then_some(id);
            let short = same.is_some() || one.item.suppress_author;
            self.worded_link(&one, first, short);
            self.behind_source(linked, &one);
            before = Some(one);
        }
        self.text(&around.suffix);
        self.out
            .push_str(if around.raised { "</sup>" } else { "</span>" });
        self.enter_link(link);
    }

    /// "Cardoso et al. (2014, p. 3)".
    fn in_sentence(&mut self, linked: Linked<'_>, cited: &[Cited<'_>], id: u32) {
        let around = linked.site.style.surroundings();
        let one = &cited[0];
        let citation = &one.reference.citation;
        // In a link, the names stay where they are, and what follows them leads
        // to the reference.
        if self.in_link && !one.item.suppress_author {
            self.out.push_str(&citation.in_sentence.html);
        }
        let link = self.leave_link();
        if link.is_some() {
            self.ensure_space();
        }
        self.out.push_str("<span class=\"citation\">");
        let dated = !citation.rest.text.is_empty();
        if dated {
            if link.is_none() && !one.item.suppress_author {
                self.out.push_str(&citation.in_sentence.html);
                self.out.push(' ');
            }
            self.text(&around.prefix);
            self.worded_link(one, Some(id), true);
            self.behind_source(linked, one);
        } else {
            let words = &citation.in_sentence.html;
            self.source_link(one.card, Some(id), Some(&one.card.spoken), false, words);
            self.behind_source(linked, one);
        }
        for one in &cited[1..] {
            self.text(&around.delimiter);
            self.before_source(one);
            self.worded_link(one, None, one.item.suppress_author);
            self.behind_source(linked, one);
        }
        if dated {
            self.text(&around.suffix);
        }
        self.out.push_str("</span>");
        self.enter_link(link);
    }

    /// No link stands within another: in one, what is written up to
    /// `enter_link` follows it. Gives what was written before.
    pub(super) fn leave_link(&mut self) -> Option<String> {
        self.in_link.then(|| std::mem::take(&mut self.out))
    }

    pub(super) fn enter_link(&mut self, before: Option<String>) {
        if let Some(before) = before {
            let behind = std::mem::replace(&mut self.out, before);
            self.behind_link.push_str(&behind);
        }
    }

    /// A source by its words; `short` without who, where that is said already.
    fn worded_link(&mut self, one: &Cited<'_>, id: Option<u32>, short: bool) {
        let citation = &one.reference.citation;
        let words = if short && !citation.rest.text.is_empty() {
            &citation.rest
        } else {
            &citation.whole
        };
        // What is seen is what is read first, so that it can be asked for.
        let name = if short {
            format!("{}: {}", words.text, one.card.spoken)
        } else {
            let kind = one.card.spoken.strip_prefix(&*one.card.label);
            format!("{}{}", words.text, kind.unwrap_or_default())
        };
        self.source_link(one.card, id, Some(&name), false, &words.html);
    }

    /// The link to a reference. The first of a citation carries the id that
    /// its reference leads back to; one within a range of numbers is seen only
    /// when it is reached with the keyboard.
    pub(super) fn source_link(
        &mut self,
        card: &Card,
        id: Option<u32>,
        name: Option<&str>,
        unseen: bool,
        html: &str,
    ) {
        self.out.push_str("<a");
        if let Some(id) = id {
            let _ = write!(self.out, " id=\"cite-{id}\"");
        }
        if unseen {
            self.out.push_str(" class=\"unseen\"");
        }
        self.out.push_str(" role=\"doc-biblioref\" href=\"#");
        self.out.push_str(&card.anchor);
        self.out.push('"');
        if let Some(name) = name {
            self.out.push_str(" aria-label=\"");
            self.attribute(name);
            self.out.push('"');
        }
        self.out.push('>');
        self.out.push_str(html);
        self.out.push_str("</a>");
    }

    pub(super) fn before_source(&mut self, one: &Cited<'_>) {
        if !one.item.prefix.is_empty() {
            self.affix(&one.item.prefix);
            self.out.push(' ');
        }
    }

    fn behind_source(&mut self, linked: Linked<'_>, one: &Cited<'_>) {
        if let Some(locator) = &one.item.locator {
            let style = &linked.site.style;
            let place = style.place(locator.label, locator.short, &locator.value);
            self.text(&place);
        }
        self.suffix(one);
    }

    /// The words behind a source.
    pub(super) fn suffix(&mut self, one: &Cited<'_>) {
        let suffix = &one.item.suffix;
        if !suffix.is_empty() {
            if !suffix.plain().starts_with([',', '.', ';', ':']) {
                self.out.push(' ');
            }
            self.affix(suffix);
        }
    }

    /// The words before or after a source, with their markup.
    fn affix(&mut self, affix: &Affix) {
        let nodes = affix.nodes();
        for (at, node) in nodes.iter().enumerate() {
            match node.event {
                Event::Start(tag) => self.start_inline(tag, nodes, at),
                Event::End(tag) => self.end_inline(tag),
                Event::Text => self.text(self.file.slice(node.span)),
                _ => self.leaf(node),
            }
        }
    }

    /// A space before words in brackets, if the editor left none.
    pub(super) fn ensure_space(&mut self) {
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '—');
        if !self.out.is_empty() && !self.out.ends_with(ends) && !self.out.ends_with('>') {
            self.out.push(' ');
        }
    }
}

/// Sorts the sources of a citation as the style asks, unless words before or
/// after one hold it in its place.
pub(super) fn sort(cited: &mut [Cited<'_>], order: Order) {
    if cited.iter().any(Cited::has_words) {
        return;
    }
    match order {
        Order::Written => {}
        Order::Numbers => cited.sort_by_key(|cited| cited.number),
        Order::Keys => cited.sort_by_key(|cited| cited.reference.citation_rank),
    }
}

/// The last of the numbers that follow each other from `at` on, if they are
/// enough for a range.
fn range_end(cited: &[Cited<'_>], at: usize) -> usize {
    let mut end = at;
    while let Some(next) = cited.get(end + 1) {
        if !(cited[end].is_bare() && next.is_bare() && next.number == cited[end].number + 1) {
            break;
        }
        end += 1;
    }
    if end - at >= 2 { end } else { at }
}

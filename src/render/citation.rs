//! A citation in the text as HTML: numbers that lead to the page's references.

use std::fmt::Write as _;

use crate::bibliography::SourceId;
use crate::document::{Affix, ClusterForm, Event, Item};

use super::body::{Linked, Writer};

impl Writer<'_> {
    pub(super) fn cite(&mut self, index: u32) {
        let Some(linked) = self.linked else { return };
        let cluster = &self.body.clusters[index as usize];
        let known = cluster
            .items
            .iter()
            .filter(|item| linked.site.library.find(&item.key.text).is_some());
        let sources = linked.page.references.cluster(index as usize);
        let mut cited: Vec<(&Item, SourceId, u32)> = known
            .zip(sources)
            .map(|(item, (source, number))| (item, *source, *number))
            .collect();
        let Some((first, source, _)) = cited.first() else {
            return;
        };
        if cluster.form == ClusterForm::Group {
            self.trim_space();
        } else if !first.suppress_author {
            self.text(&linked.site.library.get(*source).who());
        }
        // Words before or after a source hold it in its place.
        if cited
            .iter()
            .all(|(item, ..)| item.prefix.is_empty() && item.suffix.is_empty())
        {
            cited.sort_by_key(|(.., number)| *number);
        }
        self.out.push_str("<sup class=\"cite\">[");
        for (at, (item, source, number)) in cited.into_iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.cited(linked, item, source, number, (at == 0).then_some(index + 1));
        }
        self.out.push_str("]</sup>");
    }

    /// One source of a citation; the first carries the id that its reference
    /// leads back to.
    fn cited(
        &mut self,
        linked: Linked<'_>,
        item: &Item,
        source: SourceId,
        number: u32,
        id: Option<u32>,
    ) {
        if !item.prefix.is_empty() {
            self.affix(&item.prefix);
            self.out.push(' ');
        }
        let card = &linked.cards[source.0 as usize];
        self.out.push_str("<a");
        if let Some(id) = id {
            let _ = write!(self.out, " id=\"cite-{id}\"");
        }
        self.out.push_str(" role=\"doc-biblioref\" href=\"#");
        self.out.push_str(&card.anchor);
        let _ = write!(self.out, "\" aria-label=\"Source {number}: ");
        self.attribute(&card.spoken);
        let _ = write!(self.out, "\">{number}</a>");
        if let Some(locator) = &item.locator {
            self.text(&format!(", {} {}", locator.short, locator.value));
        }
        if !item.suffix.is_empty() {
            if !item.suffix.plain().starts_with([',', '.', ';', ':']) {
                self.out.push(' ');
            }
            self.affix(&item.suffix);
        }
    }

    /// The words before or after a source, with their markup.
    fn affix(&mut self, affix: &Affix) {
        let nodes = affix.nodes();
        if nodes.is_empty() {
            self.text(affix.plain());
        }
        for (at, node) in nodes.iter().enumerate() {
            match node.event {
                Event::Start(tag) => self.start_inline(tag, nodes, at),
                Event::End(tag) => self.end_inline(tag),
                Event::Text => self.text(self.file.slice(node.span)),
                _ => self.leaf(node),
            }
        }
    }
}

//! Keys that no bracket holds: names in the running sentence, and those that a character cut off.

use super::{LONGEST_PLACE, Reader};
use crate::document::ClusterForm;
use crate::document::citation::{self, Fault, Finding, Key, cut_off, is_place};
use crate::text::Span;

impl Reader<'_> {
    /// Keys that stand in no citation in brackets are names in the sentence.
    pub(in crate::document) fn narratives(&mut self) {
        let line = self.line;
        for index in 0..self.keys.len() {
            let key = &self.keys[index];
            if key.used {
                continue;
            }
            let end = key.tail.as_ref().map_or(key.end, |tail| tail.end);
            let (range, brace_from) = (key.start()..end, key.end);
            let detached = key.tail.is_none();
            self.push_cite(range, ClusterForm::Narrative, index..index + 1);
            // `@key {p. 3}`
            let rest = &line.syntax[brace_from..];
            let gap = rest.len() - rest.trim_start_matches(' ').len();
            if detached
                && rest[gap..].starts_with('{')
                && let Some((close, _)) = rest
                    .char_indices()
                    .take(gap + LONGEST_PLACE)
                    .find(|(_, c)| *c == '}')
                && is_place(&line.text[brace_from + gap + 1..brace_from + close])
            {
                self.detached
                    .push((index, brace_from + gap..brace_from + close + 1));
            }
        }
        for (index, place) in std::mem::take(&mut self.detached) {
            let key = &self.keys[index];
            if key.used {
                continue;
            }
            let whole = line.span(&(key.start()..place.end));
            let marker = line.raw(&(key.start()..key.end));
            let inside = line.raw(&(place.start + 1..place.end - 1));
            self.found.push(Finding {
                fault: Fault::DetachedPlace,
                span: line.span(&place),
                fix: Some((whole, format!("{marker} [{inside}]"))),
            });
        }
    }

    /// Keys that a character cut off.
    pub(in crate::document) fn cut_keys(&mut self) {
        let line = self.line;
        for index in 0..self.keys.len() {
            let next = self.keys.get(index + 1).map(Key::start);
            let key = &mut self.keys[index];
            if line.syntax[..key.end].ends_with('}') {
                continue;
            }
            let from = line.file_end(key.end) as usize;
            let until = line.end().max(from);
            let rest = &line.file.text()[from..until];
            let Some((whole, length)) = cut_off(&key.text, rest) else {
                continue;
            };
            let span = Span {
                start: line.span(&(key.at..key.end)).start,
                end: (from + length) as u32,
            };
            let end = line.offset_of(key.end, span.end);
            // The whole key is read as the one that was meant.
            if next.is_none_or(|next| end <= next) && key.tail.is_none() {
                key.end = end;
                key.text.clone_from(&whole);
            }
            let text = citation::written(&whole);
            self.found.push(Finding {
                fault: Fault::CutKey(whole),
                span,
                fix: Some((span, text)),
            });
        }
    }
}

//! A source as a note cites it: in full the first time, shorter from then on,
//! and as "ibid." where the style has that for what was cited just before.
//!
//! The processor finds these forms by reading a whole document, at a cost that
//! grows faster than the document. Here it is shown one citation and at most
//! two before it, which make it a first, a later or an immediately repeated
//! one. What names no place in the source is made once for all pages.

use citationberg::taxonomy::Locator as Term;

use super::glyph::Glyphs;
use super::item::item;
use super::position::Position;
use super::processor::{self, Printed};
use super::reference::{Reference, Words};
use super::source::Source;
use super::style::{NoteStyle, Style};
use crate::document::Locator;

impl Style {
    /// A source in a note; `end` closes the note, or what is said of the
    /// source. Costs the same wherever on the page the note stands.
    pub fn note(
        &self,
        source: &Source,
        reference: &Reference,
        position: Position,
        locator: Option<&Locator>,
        end: &str,
    ) -> Words {
        let Some(style) = &self.notes else {
            return Words::default();
        };
        let within_quotes = self.stops_within_quotes();
        let plain = self.without_place(style, source, reference, position);
        let glyphs = match locator {
            None => plain,
            Some(locator) => {
                let term: Option<Term> = locator.csl_term().and_then(|term| term.parse().ok());
                let placed = term.and_then(|term| {
                    let place = Some((term, &*locator.value));
                    self.note_form(style, source, position, place)
                });
                match placed.filter(|placed| placed.text() != plain.text()) {
                    Some(placed) => placed,
                    None if self.says_same_place(style, source, reference, position, &plain) => {
                        plain
                    }
                    // The style has no way to write this place: it is not lost.
                    None => {
                        let place = self.place(locator.label, locator.short, &locator.value);
                        plain.followed_by(&place, within_quotes)
                    }
                }
            }
        };
        Words::of(&glyphs.followed_by(end, within_quotes))
    }

    /// Whether the words say that the place is that of the citation before, as
    /// "ibid." does, and not just which source it is.
    fn says_same_place(
        &self,
        style: &NoteStyle,
        source: &Source,
        reference: &Reference,
        position: Position,
        words: &Glyphs,
    ) -> bool {
        let later = Position::Subsequent {
            first: 1,
            distance: 1,
        };
        position == Position::Ibid
            && self.without_place(style, source, reference, later).text() != words.text()
    }

    fn without_place(
        &self,
        style: &NoteStyle,
        source: &Source,
        reference: &Reference,
        position: Position,
    ) -> Glyphs {
        let (kept, position) = match position {
            Position::First => (Some(&reference.note.first), position),
            Position::Subsequent { .. } => (
                (!style.depends).then_some(&reference.note.subsequent),
                position,
            ),
            // What the style says of another place needs that place.
            Position::Ibid | Position::IbidWithLocator => {
                (Some(&reference.note.ibid), Position::Ibid)
            }
        };
        let make = || {
            self.note_form(style, source, position, None)
                .unwrap_or_else(|| Glyphs::plain(&format!("{}, {}", source.who(), source.title())))
        };
        match kept {
            Some(kept) => kept.get_or_init(make).clone(),
            None => make(),
        }
    }

    fn note_form(
        &self,
        style: &NoteStyle,
        source: &Source,
        position: Position,
        place: Option<(Term, &str)>,
    ) -> Option<Glyphs> {
        let item = item(source, self.customs);
        let near = style.near.citation.near_note_distance;
        let csl = match position {
            Position::Subsequent { distance, .. } if distance > near => &style.far,
            _ => &style.near,
        };
        let mut printed = Printed {
            citation: processor::note(csl, &item, place, position, self)?,
            ..Printed::default()
        };
        self.cut_short(&mut printed);
        let mut glyphs = printed.citation;
        glyphs.tidy();
        glyphs.alternate_quotes();
        (!glyphs.is_empty()).then_some(glyphs)
    }

    /// Whether full stops and commas stand before the marks that end a quotation.
    fn stops_within_quotes(&self) -> bool {
        let mut locales = self.csl.locale.iter().chain(&self.locales);
        locales
            .find_map(|locale| locale.style_options.as_ref()?.punctuation_in_quote)
            .unwrap_or(false)
    }
}

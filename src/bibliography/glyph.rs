//! What the CSL processor prints, character by character with its look, and
//! written as HTML: every text escaped, and no tag but those for italics, bold,
//! small capitals, and letters above or below the line.
//!
//! The processor's own HTML is not used: it escapes nothing, and it styles in
//! place. Addresses stay text: a reference's links are given beside it.

use citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};
use pulldown_cmark_escape::escape_html_body_text;

use super::item::{AND_OTHERS, KEPT, TAGS};

const ITALIC: u8 = 1;
const BOLD: u8 = 2;
const SUB: u8 = 4;
const SUP: u8 = 8;
const SMALL: u8 = 16;

/// The looks in the order of [`TAGS`].
const LOOKS: [u8; 5] = [ITALIC, BOLD, SUB, SUP, SMALL];

/// What wrote a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A list of names.
    Names,
    /// A date.
    Date,
    /// Anything else.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Glyph {
    c: char,
    look: u8,
    part: Part,
}

/// A formatted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Glyphs(Vec<Glyph>);

impl Glyphs {
    /// The text of the processor's tree.
    pub(super) fn of(children: &ElemChildren) -> Self {
        let mut glyphs = Self::default();
        glyphs.children(children, Part::Other);
        glyphs.resolve_tags();
        glyphs
    }

    /// A text without any formatting.
    pub(super) fn plain(text: &str) -> Self {
        let mut glyphs = Self::default();
        glyphs.push(text, 0, Part::Other);
        glyphs
    }

    fn children(&mut self, children: &ElemChildren, part: Part) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) | ElemChild::Link { text, .. } => {
                    self.push(&text.text, look(text.formatting), part);
                }
                ElemChild::Markup(text) => self.push(text, 0, part),
                ElemChild::Elem(elem) => {
                    let part = match elem.meta {
                        Some(ElemMeta::Names(_)) => Part::Names,
                        Some(ElemMeta::Date) => Part::Date,
                        _ => part,
                    };
                    self.children(&elem.children, part);
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn push(&mut self, text: &str, look: u8, part: Part) {
        self.0.extend(text.chars().map(|c| Glyph { c, look, part }));
    }

    /// Turns the characters that stand for tags into looks. Italics within
    /// italics are upright, as CSL has it.
    fn resolve_tags(&mut self) {
        let mut open = [0_usize; 5];
        let mut resolved = Vec::with_capacity(self.0.len());
        for mut glyph in self.0.drain(..) {
            let code = u32::from(glyph.c);
            if let Some(at) = TAGS.iter().position(|tag| tag.2 == glyph.c) {
                open[at] += 1;
                continue;
            }
            if let Some(at) = TAGS.iter().position(|tag| tag.3 == glyph.c) {
                open[at] = open[at].saturating_sub(1);
                continue;
            }
            if code >= KEPT {
                glyph.c = char::from_u32(code - KEPT).unwrap_or(glyph.c);
            }
            for (at, count) in open.iter().enumerate() {
                if count % 2 == 1 {
                    glyph.look ^= LOOKS[at];
                }
            }
            resolved.push(glyph);
        }
        self.0 = resolved;
    }

    /// Quotations within quotations have the other kind of marks.
    pub(super) fn alternate_quotes(&mut self) {
        let mut open: Vec<char> = Vec::new();
        for glyph in &mut self.0 {
            match glyph.c {
                '“' if open.last() == Some(&'“') => {
                    open.push('‘');
                    glyph.c = '‘';
                }
                '“' => open.push('“'),
                '”' if open.pop() == Some('‘') => glyph.c = '’',
                _ => {}
            }
        }
    }

    /// Mends what the processor leaves double where two elements meet: spaces,
    /// and a full stop or comma behind punctuation that already ends the words.
    pub(super) fn tidy(&mut self) {
        let mut tidy: Vec<Glyph> = Vec::with_capacity(self.0.len());
        for glyph in self.0.drain(..) {
            let last = tidy.iter().rev().map(|glyph| glyph.c);
            let mut words = last.clone().filter(|c| !matches!(c, '”' | '’' | '"'));
            let before = last.clone().next();
            let drop = match glyph.c {
                ' ' => before.is_none_or(|c| c == ' '),
                '.' => matches!(words.next(), Some('.' | '?' | '!')),
                ',' | ';' | ':' => before == Some(glyph.c),
                _ => false,
            };
            if drop {
                continue;
            }
            if matches!(glyph.c, ',' | ';' | ':' | '.' | ')') && before == Some(' ') {
                tidy.pop();
            }
            tidy.push(glyph);
        }
        while tidy.last().is_some_and(|glyph| glyph.c == ' ') {
            tidy.pop();
        }
        self.0 = tidy;
    }

    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|glyph| glyph.c.is_whitespace())
    }

    /// The text alone.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|glyph| glyph.c).collect()
    }

    /// The names at the start, and what follows them without the punctuation
    /// between. Where there are no names, what stands before the date takes
    /// their place.
    pub(super) fn split(&self) -> (Self, Self) {
        let glyphs = &self.0;
        let first = |part: Part| glyphs.iter().position(|glyph| glyph.part == part);
        let end = match (first(Part::Names), first(Part::Date)) {
            (Some(start), date) if date.is_none_or(|date| start < date) => glyphs[start..]
                .iter()
                .position(|glyph| glyph.part != Part::Names)
                .map_or(glyphs.len(), |length| start + length),
            (_, Some(date)) => date,
            (_, None) => glyphs.len(),
        };
        let between = |glyph: &Glyph| matches!(glyph.c, ' ' | ',' | ';' | ':' | '.');
        let names = &glyphs[..end];
        let length = names
            .iter()
            .rposition(|glyph| !matches!(glyph.c, ' ' | ',' | ';' | ':' | '('))
            .map_or(0, |at| at + 1);
        let rest = &glyphs[end..];
        let start = rest
            .iter()
            .position(|glyph| !between(glyph))
            .unwrap_or(rest.len());
        (Self(names[..length].to_vec()), Self(rest[start..].to_vec()))
    }

    /// How a list of names is cut short: what stands behind the last name that
    /// is said, up to the end of "et al".
    pub(super) fn et_al(&self) -> Option<Self> {
        let text: Vec<char> = self.0.iter().map(|glyph| glyph.c).collect();
        let words: Vec<char> = "et al".chars().collect();
        let start = text
            .windows(words.len())
            .position(|window| window == words)?;
        let mut end = start + words.len();
        if text.get(end) == Some(&'.') && self.0[end].part == Part::Names {
            end += 1;
        }
        let joined = self.0[..start]
            .iter()
            .rposition(|glyph| !matches!(glyph.c, ' ' | ','))
            .map_or(start, |at| at + 1);
        Some(Self(self.0[joined..end].to_vec()))
    }

    /// Puts the style's "et al" in place of the names that are left out, and
    /// of what joined them to the others.
    pub(super) fn cut_short(&mut self, et_al: &Self, and: &str) {
        while let Some(at) = self.0.iter().position(|glyph| glyph.c == AND_OTHERS) {
            let before: String = self.0[..at].iter().map(|glyph| glyph.c).collect();
            let mut names = before.trim_end_matches([' ', ',', ';', '&']);
            if let Some(shorter) = names.strip_suffix(and)
                && shorter.ends_with(' ')
            {
                names = shorter.trim_end_matches([' ', ',', ';']);
            }
            let start = names.chars().count();
            self.0.splice(start..=at, et_al.0.iter().copied());
        }
    }

    /// With a text behind it. `within_quotes` says that a full stop or comma
    /// stands before the marks that end a quotation.
    pub(super) fn followed_by(mut self, text: &str, within_quotes: bool) -> Self {
        let marks = |glyph: &&Glyph| matches!(glyph.c, '”' | '’');
        if within_quotes && text.starts_with(['.', ',']) {
            let marks = self.0.iter().rev().take_while(marks).count();
            let marks = self.0.split_off(self.0.len() - marks);
            self.push(&text[..1], 0, Part::Other);
            self.0.extend(marks);
            self.push(&text[1..], 0, Part::Other);
        } else {
            self.push(text, 0, Part::Other);
        }
        self.tidy();
        self
    }

    /// With letters behind the year: "2014a".
    pub(super) fn insert_after_year(&mut self, letters: &str) {
        let year = |glyph: &Glyph| glyph.part == Part::Date && glyph.c.is_ascii_digit();
        let Some(start) = self.0.iter().position(year) else {
            return;
        };
        let end = self.0[start..]
            .iter()
            .position(|glyph| !year(glyph))
            .map_or(self.0.len(), |length| start + length);
        let look = self.0[start].look;
        let glyphs = letters.chars().map(|c| Glyph {
            c,
            look,
            part: Part::Date,
        });
        self.0.splice(end..end, glyphs);
    }

    /// With one text in place of another.
    pub(super) fn replaced(&self, from: &str, to: &str) -> Self {
        let from: Vec<char> = from.chars().collect();
        let mut out = Vec::with_capacity(self.0.len());
        let mut at = 0;
        while at < self.0.len() {
            let here = &self.0[at..];
            let found =
                here.len() >= from.len() && here.iter().zip(&from).all(|(glyph, c)| glyph.c == *c);
            if found {
                let (look, part) = (here[0].look, here[0].part);
                out.extend(to.chars().map(|c| Glyph { c, look, part }));
                at += from.len();
            } else {
                out.push(here[0]);
                at += 1;
            }
        }
        Self(out)
    }

    /// As HTML.
    pub(super) fn html(&self) -> String {
        let mut html = String::with_capacity(self.0.len() + 16);
        for run in self.0.chunk_by(|a, b| a.look == b.look) {
            let text: String = run.iter().map(|glyph| glyph.c).collect();
            let look = run[0].look;
            let tags = TAGS
                .iter()
                .zip(LOOKS)
                .filter(|(_, bit)| look & bit != 0)
                .map(|((open, ..), _)| match *open {
                    "<sc>" => "small",
                    tag => &tag[1..tag.len() - 1],
                });
            for tag in tags.clone() {
                html.push('<');
                html.push_str(tag);
                html.push('>');
            }
            let _ = escape_html_body_text(&mut html, &text);
            for tag in tags.collect::<Vec<_>>().into_iter().rev() {
                html.push_str("</");
                html.push_str(tag);
                html.push('>');
            }
        }
        html
    }
}

fn look(formatting: Formatting) -> u8 {
    let mut look = 0;
    if formatting.font_style == FontStyle::Italic {
        look |= ITALIC;
    }
    if formatting.font_weight == FontWeight::Bold {
        look |= BOLD;
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        look |= SMALL;
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => look |= SUP,
        VerticalAlign::Sub => look |= SUB,
        _ => {}
    }
    look
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str, look: u8) -> Glyphs {
        let mut glyphs = Glyphs::default();
        glyphs.push(text, look, Part::Other);
        glyphs.resolve_tags();
        glyphs
    }

    #[test]
    fn looks_become_tags_that_are_always_closed() {
        let html = |text| glyphs(text, 0).html();
        assert_eq!(
            html("\u{E000}E. coli\u{E001} <b>"),
            "<i>E. coli</i> &lt;b&gt;"
        );
        assert_eq!(
            html("a\u{E000}b\u{E002}c\u{E001}d\u{E003}"),
            "a<i>b</i><i><b>c</b></i><b>d</b>"
        );
        assert_eq!(html("\u{E000}open"), "<i>open</i>");
        assert_eq!(glyphs("a\u{E000}b\u{E001}", ITALIC).html(), "<i>a</i>b");
    }

    #[test]
    fn punctuation_is_not_doubled() {
        for (text, tidied) in [
            ("Is it so?. Neuron", "Is it so? Neuron"),
            ("“Why?”. Neuron", "“Why?” Neuron"),
            ("Jr..  2014 ;3", "Jr. 2014;3"),
            ("a ., b", "a., b"),
            ("J Exp Med. 2:", "J Exp Med. 2:"),
        ] {
            let mut glyphs = Glyphs::plain(text);
            glyphs.tidy();
            assert_eq!(glyphs.text(), tidied);
        }
    }
}

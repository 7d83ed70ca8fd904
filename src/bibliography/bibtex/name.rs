//! Lists of names as BibTeX writes them: divided by `and`, split by a kept
//! parser, institutions in braces.

use biblatex::{Chunk, Person, Spanned};

use super::super::Name;
use super::latex::Piece;

/// The names of a list, and whether it ends in `others`.
pub(super) fn read(pieces: &[Piece]) -> (Vec<Name>, bool) {
    let mut names = Vec::new();
    let mut others = false;
    for name in split(pieces) {
        match name.as_slice() {
            [] => {}
            [one] if one.protected => names.push(Name {
                family: tidy(&one.text),
                literal: true,
                ..Name::default()
            }),
            [one] if one.text.trim() == "others" => others = true,
            parts => names.extend(person(parts)),
        }
    }
    (names, others)
}

/// Cuts at the word `and` where it is not protected.
fn split(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut names: Vec<Vec<Piece>> = vec![Vec::new()];
    let add = |names: &mut Vec<Vec<Piece>>, text: &str, protected: bool| {
        if let Some(name) = names.last_mut()
            && !(name.is_empty() && text.trim().is_empty())
        {
            name.push(Piece {
                text: text.to_owned(),
                protected,
            });
        }
    };
    for piece in pieces {
        if piece.protected {
            add(&mut names, &piece.text, true);
            continue;
        }
        let text = piece.text.replace(['\n', '\r', '\t'], " ");
        let mut rest = text.as_str();
        while let Some((before, after)) = cut_at_and(rest) {
            add(&mut names, before, false);
            names.push(Vec::new());
            rest = after;
        }
        add(&mut names, rest, false);
    }
    for name in &mut names {
        // A space behind an institution's brace is no part of a name.
        while name
            .last()
            .is_some_and(|piece| piece.text.trim().is_empty())
        {
            name.pop();
        }
    }
    names
}

fn cut_at_and(text: &str) -> Option<(&str, &str)> {
    text.match_indices("and").find_map(|(at, word)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let fits = (before.is_empty() || before.ends_with(' '))
            && (after.is_empty() || after.starts_with(' '));
        fits.then_some((before, after))
    })
}

fn person(parts: &[Piece]) -> Option<Name> {
    let chunks: Vec<Spanned<Chunk>> = parts
        .iter()
        .map(|piece| {
            let text = piece.text.clone();
            // The parser counts with places, and must have some.
            let place = 0..text.len();
            let chunk = if piece.protected {
                Chunk::Verbatim(text)
            } else {
                Chunk::Normal(text)
            };
            Spanned::new(chunk, place)
        })
        .collect();
    let person = Person::parse(&chunks);
    let part = |text: &str| Some(tidy(text)).filter(|text| !text.is_empty());
    let family = part(&person.name).or_else(|| part(&person.given_name))?;
    let given = part(&person.given_name).filter(|given| *given != family);
    Some(Name {
        family,
        given,
        suffix: part(person.suffix.trim_end_matches('.')),
        particle: part(&person.prefix),
        ..Name::default()
    })
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::latex::Latex;
    use super::*;

    fn names(raw: &str) -> Vec<String> {
        let (names, others) = read(&Latex::read(raw, false).pieces);
        let mut texts: Vec<String> = names
            .iter()
            .map(|name| {
                let part = |part: &Option<String>| part.clone().unwrap_or_default();
                format!(
                    "{}|{}|{}|{}|{}",
                    part(&name.particle),
                    name.family,
                    part(&name.suffix),
                    part(&name.given),
                    name.literal
                )
            })
            .collect();
        if others {
            texts.push("others".into());
        }
        texts
    }

    #[test]
    fn people_and_institutions() {
        assert_eq!(
            names("Young, W. Scott and Uvn{\\\"a}s-Moberg, Kerstin"),
            ["|Young||W. Scott|false", "|Uvnäs-Moberg||Kerstin|false"]
        );
        assert_eq!(
            names("Kirsch, Jr., Peter and Peter Kirsch and others"),
            ["|Kirsch|Jr|Peter|false", "|Kirsch||Peter|false", "others"]
        );
        assert_eq!(
            names("{World Health Organization} and {UNICEF}"),
            ["|World Health Organization|||true", "|UNICEF|||true"]
        );
        assert_eq!(
            names("van der Berg, Anna and {Health and Care Excellence}"),
            [
                "van der|Berg||Anna|false",
                "|Health and Care Excellence|||true"
            ]
        );
        assert_eq!(
            names("Anderson, Sandy and\nLand, And"),
            ["|Anderson||Sandy|false", "|Land||And|false"]
        );
    }

    #[test]
    fn whatever_stands_there() {
        for raw in [
            "",
            "and",
            "and and",
            ",",
            ",,",
            ",,,,",
            "a=b",
            "{}",
            "{} and {}",
            "  ",
        ] {
            let _ = names(raw);
        }
    }
}

//! Keys made for new sources, in the manner of `declerck-2020`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::slug;

use super::Source;

/// A key of the family name of who is named first, and the year. If another
/// work has it, `-a`, `-b` and so on follow.
pub fn make_key(source: &Source, is_taken: impl Fn(&str) -> bool) -> String {
    let who = who(source);
    let base = match source.year() {
        Some(year) => format!("{who}-{year}"),
        None => who,
    };
    if !is_taken(&base) {
        return base;
    }
    let letters = ('a'..='z').map(|letter| format!("{base}-{letter}"));
    let numbers = (27..).map(|number| format!("{base}-{number}"));
    letters
        .chain(numbers)
        .find(|key| !is_taken(key))
        .unwrap_or(base)
}

fn who(source: &Source) -> String {
    let names = ["author", "editor", "collection-editor", "translator"];
    let first = names
        .iter()
        .find_map(|variable| source.names.get(variable)?.first());
    match first {
        Some(name) if name.literal => institution(&name.family),
        Some(name) => plain(&name.short()),
        None => match source.field("publisher") {
            Some(publisher) => institution(publisher),
            None => first_words(&source.field("title").map(super::plain).unwrap_or_default()),
        },
    }
}

/// The initials of a long name, as in `who`; a short name as it is.
fn institution(name: &str) -> String {
    let initials: String = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    if initials.chars().count() >= 3 {
        plain(&initials)
    } else {
        first_words(name)
    }
}

/// Enough of a title to tell it from others.
fn first_words(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().take(3).collect();
    plain(&words.join(" "))
}

/// Letters without their marks, so that a key can be typed on any keyboard.
fn plain(words: &str) -> String {
    if !words.contains(char::is_alphanumeric) {
        return "anonymous".to_owned();
    }
    let mut letters = String::with_capacity(words.len());
    for c in words.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => letters.push_str("ss"),
            'æ' | 'Æ' => letters.push_str("ae"),
            'œ' | 'Œ' => letters.push_str("oe"),
            'ø' | 'Ø' => letters.push('o'),
            'ł' | 'Ł' => letters.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => letters.push('d'),
            'þ' | 'Þ' => letters.push_str("th"),
            'ı' => letters.push('i'),
            _ => letters.push(c),
        }
    }
    slug(&letters)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::TextFile;

    #[test]
    fn keys_are_made_of_name_and_year() {
        for (entry, key) in [
            (
                "author: [{family: Uvnäs-Moberg, given: K}], issued: 1998",
                "uvnas-moberg-1998",
            ),
            (
                "author: [{family: Zuiden, non-dropping-particle: van}], issued: 2017",
                "van-zuiden-2017",
            ),
            (
                "author: [{literal: World Health Organization}], issued: 2019",
                "who-2019",
            ),
            (
                "author: [{literal: NHS England}], issued: 2020",
                "nhs-england-2020",
            ),
            ("editor: [{family: Størebø}], issued: 2020", "storebo-2020"),
            ("title: On the use of naps by day", "on-the-use"),
            ("title: '…', issued: 2020", "anonymous-2020"),
            ("author: [{family: O'Brien}], issued: 2020", "obrien-2020-b"),
        ] {
            let text = format!("- {{id: x, {entry}}}");
            let file = Arc::new(TextFile::new("sources.yaml", text));
            let (sources, _) = super::super::read(&file);
            let taken = ["obrien-2020", "obrien-2020-a"];
            assert_eq!(make_key(&sources[0], |key| taken.contains(&key)), key);
        }
    }
}

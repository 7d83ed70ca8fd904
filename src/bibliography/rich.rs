//! Markup within the values of a source, in the one form that CSL has for it.
//!
//! `<i>`, `<b>`, `<sup>`, `<sub>`, `<span class="nocase">` (letters to leave as
//! they are where a style changes capitals) and small capitals. Any other `<`
//! is a sign of the text, as in "children <5 years".

use std::borrow::Cow;

/// All tags of CSL's markup.
const TAGS: [&str; 13] = [
    "<i>",
    "</i>",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "<span class=\"nocase\">",
    "<span style=\"font-variant: small-caps;\">",
    "</span>",
    "<sc>",
    "</sc>",
];

/// The text without its markup.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match tag(rest) {
            Some(length) => length,
            None => {
                plain.push('<');
                1
            }
        };
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The length of the tag at the start of a text.
fn tag(text: &str) -> Option<usize> {
    TAGS.iter()
        .find(|tag| text.starts_with(**tag))
        .map(|tag| tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_other_signs_stay() {
        for (rich, text) in [
            ("H<sub>2</sub>O and <i>E. coli</i>", "H2O and E. coli"),
            ("children <5 years <for> all", "children <5 years <for> all"),
            ("<span class=\"nocase\">mTOR</span> <", "mTOR <"),
            ("no markup", "no markup"),
        ] {
            assert_eq!(plain(rich), text);
        }
    }
}

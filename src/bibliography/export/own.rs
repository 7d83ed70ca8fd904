//! What a guide says of a source beside CSL's variables, as names and texts:
//! every format writes the same names.

use crate::bibliography::{Name, Source};
use crate::yaml::Word;

/// A value of a field of a guide.
pub(super) enum Own<'a> {
    Text(String),
    Keys(&'a [Word]),
    True,
}

impl Own<'_> {
    /// As a format that knows texts only holds it.
    pub(super) fn text(&self) -> String {
        match self {
            Own::Text(text) => text.clone(),
            Own::Keys(keys) => {
                let keys: Vec<&str> = keys.iter().map(|key| key.text.as_str()).collect();
                keys.join(", ")
            }
            Own::True => "true".to_owned(),
        }
    }
}

/// The ORCID iDs of a list of names, in the form of BibLaTeX's annotations; empty
/// if there are none.
pub(super) fn orcids(names: &[Name]) -> String {
    let known = names.iter().enumerate().filter_map(|(at, name)| {
        let orcid = name.orcid.as_ref()?;
        Some(format!("{}=\"{}\"", at + 1, orcid.as_str()))
    });
    known.collect::<Vec<_>>().join("; ")
}

/// The fields that a source has, in the order in which they are written.
pub(super) fn fields(source: &Source) -> Vec<(&'static str, Own<'_>)> {
    let text = |text: &Option<String>| text.clone().map(Own::Text);
    let keys = |keys: &'_ [Word]| !keys.is_empty();
    let mut fields = Vec::new();
    let mut put = |name, value: Option<_>| {
        if let Some(value) = value {
            fields.push((name, value));
        }
    };
    put(
        "authors_incomplete",
        source.authors_incomplete.then_some(Own::True),
    );
    put("archive_url", text(&source.archive_url));
    put(
        "design",
        source
            .design
            .map(|design| Own::Text(design.keyword().to_owned())),
    );
    put("population", text(&source.population));
    put("supports", text(&source.supports));
    for (name, list) in [
        ("superseded_by", &source.superseded_by),
        ("disputed_by", &source.disputed_by),
        ("qualified_by", &source.qualified_by),
        ("registration", &source.registrations),
    ] {
        put(name, keys(list).then_some(Own::Keys(list)));
    }
    put(
        "checked",
        source.checked.map(|date| Own::Text(date.to_string())),
    );
    fields
}

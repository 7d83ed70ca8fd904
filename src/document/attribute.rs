//! Attributes in braces, as in `{.uncited because="common knowledge"}` and
//! `{#id .class key=value}`.

/// Attributes, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// Words that begin with a full stop, without it.
    pub(super) classes: Vec<String>,
    /// Names with their values.
    pub(super) pairs: Vec<(String, String)>,
    /// Words that are none of these.
    pub(super) unknown: Vec<String>,
}

impl Attributes {
    /// The value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Reads what stands between the braces. Quotes may be straight or curly; a
/// value without quotes ends at the next space.
pub(super) fn parse(text: &str) -> Attributes {
    let mut attributes = Attributes::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let name_end = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        if let Some(value) = after.strip_prefix('=') {
            let (value, after) = value_of(value);
            attributes.pairs.push((name.to_owned(), value));
            rest = after.trim_start();
            continue;
        }
        match name.strip_prefix('.') {
            Some(class) if !class.is_empty() => attributes.classes.push(class.to_owned()),
            _ => attributes.unknown.push(name.to_owned()),
        }
        rest = after.trim_start();
    }
    attributes
}

fn value_of(text: &str) -> (String, &str) {
    let mut chars = text.chars();
    let close = match chars.next() {
        Some('"') => '"',
        Some('\'') => '\'',
        Some('“' | '”') => '”',
        _ => {
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            return (text[..end].to_owned(), &text[end..]);
        }
    };
    let inner = chars.as_str();
    match inner.find(close) {
        Some(end) => (inner[..end].to_owned(), &inner[end + close.len_utf8()..]),
        None => (inner.to_owned(), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_pairs_and_quotes() {
        let read = parse(r#".uncited because="common knowledge" see=#naps x"#);
        assert_eq!(read.classes, ["uncited"]);
        assert_eq!(read.get("because"), Some("common knowledge"));
        assert_eq!(read.get("see"), Some("#naps"));
        assert_eq!(read.unknown, ["x"]);
        assert_eq!(parse("a=\"open").get("a"), Some("open"));
        assert_eq!(parse(""), Attributes::default());
    }
}

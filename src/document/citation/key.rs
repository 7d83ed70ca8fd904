//! Keys: where one begins in a line, and where it ends.

/// No key is longer, so that a line of unfinished keys stays linear.
const LONGEST: usize = 1_000;

/// Reads the key at the start of `text`, which begins with `@`. Gives the key
/// and the length of `@` and key together.
pub fn parse_key(text: &str) -> Option<(&str, usize)> {
    let after = text.strip_prefix('@')?;
    if let Some(inner) = after.strip_prefix('{') {
        let mut depth = 1;
        for (at, c) in inner.char_indices().take(LONGEST) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                c if c.is_whitespace() => return None,
                _ => {}
            }
            if depth == 0 {
                return (at > 0).then(|| (&inner[..at], at + 3));
            }
        }
        return None;
    }
    let mut chars = after.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let taken = is_regular(c)
            || (at > 0
                && next.is_some_and(|next| {
                    (is_punctuation(c) && is_regular(next))
                        || (matches!(c, ':' | '/') && next == '/')
                }));
        if !taken {
            break;
        }
        end = at + c.len_utf8();
    }
    (end > 0).then(|| (&after[..end], end + 1))
}

/// A key as it is written in a citation: with braces where it needs them.
pub fn written(key: &str) -> String {
    let marker = format!("@{key}");
    match parse_key(&marker) {
        Some((read, _)) if read == key => marker,
        _ => format!("@{{{key}}}"),
    }
}

fn is_regular(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/'
    )
}

/// The word before an at sign, as far as it decides whether a key may begin.
/// Asked at growing offsets, it reads every character once.
#[derive(Debug, Default)]
pub(in crate::document) struct Before {
    seen: usize,
    word: usize,
    address: bool,
}

impl Before {
    /// Whether the key that is read at `at` begins there: not within a word, a
    /// mail address or a web address, and not right after emphasis.
    pub(in crate::document) fn allows(&mut self, line: &str, at: usize, key: &str) -> bool {
        for (offset, c) in line[self.seen..at].char_indices() {
            let here = self.seen + offset;
            let ends = c.is_whitespace()
                || c.is_control()
                || matches!(c, '<' | '>' | '[' | ']' | '"' | '“' | '”' | ';')
                || (c == '(' && !self.address);
            if ends {
                self.word = here + c.len_utf8();
                self.address = false;
            } else if c == ':' && line[here..].starts_with("://") {
                self.address = true;
            }
        }
        self.seen = at;
        let word = &line[self.word..at];
        if self.address || word.starts_with("www.") || word.starts_with("mailto:") {
            return false;
        }
        let Some(last) = line[..at].chars().next_back() else {
            return true;
        };
        if (is_regular(last) && last != '_') || matches!(last, '\\' | '.' | super::ENDS) {
            return false;
        }
        !is_mail(word, key)
    }
}

/// Whether a word and the key behind it are a mail address such as
/// `jo_@example.org`: plain letters before the at sign are no key's business
/// anyway.
fn is_mail(word: &str, key: &str) -> bool {
    let name = word.trim_end_matches(['_', '-', '+', '%']);
    name.len() < word.len()
        && name.ends_with(char::is_alphanumeric)
        && key.rsplit_once('.').is_some_and(|(domain, top)| {
            !domain.is_empty() && top.len() > 1 && top.chars().all(char::is_alphabetic)
        })
}

/// Whether a hyphen right before the at sign at `at` asks to leave the
/// author's name out: it is no part of a word.
pub(in crate::document) fn suppresses(line: &str, at: usize) -> bool {
    line[..at].strip_suffix('-').is_some_and(|before| {
        !before.ends_with(|c: char| is_regular(c) || matches!(c, '-' | '.' | ')' | super::ENDS))
    })
}

/// The whole key that was meant where a character cut it off, as in
/// `@doi:10.1000/(x)y` or `@smith\_2020`: `rest` is the file's text behind
/// the key. Gives the key and the length of what was cut off.
pub(in crate::document) fn cut_off(key: &str, rest: &str) -> Option<(String, usize)> {
    if let Some(more) = rest.strip_prefix("\\_") {
        let length = more
            .find(|c: char| !is_regular(c) && c != '-' && c != '\\')
            .unwrap_or(more.len());
        let more = more[..length].trim_end_matches(['\\', '-']);
        let whole = format!("{key}_{}", more.replace('\\', ""));
        return Some((whole, more.len() + 2));
    }
    let open = rest.trim_start_matches(['/', '.', '-', ':']);
    let odd = open.chars().next()?;
    let lookalike = key.starts_with("10.") || key.contains([':', '/']);
    let follows = open[odd.len_utf8()..].starts_with(is_regular);
    let cut = match odd {
        '(' => lookalike,
        '=' | '!' | '|' => open.len() == rest.len() && follows,
        _ => false,
    };
    if !cut {
        return None;
    }
    let mut depth = 0_usize;
    let mut length = 0;
    for (at, c) in rest.char_indices().take(LONGEST) {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            '[' | ']' | '{' | '}' | '"' | '”' | '“' => break,
            c if c.is_whitespace() => break,
            _ => {}
        }
        length = at + c.len_utf8();
    }
    let word = rest[..length].trim_end_matches([',', ';', '.', ':', '?', '!', '|']);
    (depth == 0 && !word.is_empty()).then(|| (format!("{key}{word}"), word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_ends_where_a_word_ends() {
        for (text, key) in [
            ("@foo.", "foo"),
            ("@Foo_bar.baz,", "Foo_bar.baz"),
            ("@foo_", "foo_"),
            ("@foo's", "foo"),
            ("@Foo_bar--baz", "Foo_bar"),
            ("@foo..bar", "foo"),
            ("@пункт3;", "пункт3"),
            ("@1999", "1999"),
            ("@{Foo_bar.baz.}", "Foo_bar.baz."),
            ("@{a{b}c}", "a{b}c"),
            ("@https://doi.org/10.1000/x", "https://doi.org/10.1000/x"),
            ("@doi:10.1000/(x)y", "doi:10.1000"),
        ] {
            assert_eq!(parse_key(text).map(|(key, _)| key), Some(key), "{text}");
        }
        for text in ["@", "@ a", "@{}", "@{a b}", "@-a"] {
            assert_eq!(parse_key(text), None, "{text}");
        }
    }

    #[test]
    fn what_cut_a_key_off_is_found() {
        for (key, rest, whole) in [
            ("doi:10.1000", "/(x)y, p. 3]", "doi:10.1000/(x)y"),
            (
                "10.1002",
                "/(SICI)1097-0258(1998)17:15.",
                "10.1002/(SICI)1097-0258(1998)17:15",
            ),
            ("smith", "\\_2020]", "smith_2020"),
            ("a", "=b]", "a=b"),
        ] {
            assert_eq!(cut_off(key, rest).map(|cut| cut.0).as_deref(), Some(whole));
        }
        for (key, rest) in [
            ("leng-2016", "(p. 3)"),
            ("leng-2016", "'s"),
            ("a", "* and"),
            ("10.1", " (x)"),
        ] {
            assert_eq!(cut_off(key, rest), None, "{key}{rest}");
        }
    }
}

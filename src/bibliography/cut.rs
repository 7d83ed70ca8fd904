//! Where the entries of a file begin and end, seen without understanding them:
//! what is left when a fault of syntax keeps the file from being read whole.

use std::ops::Range;

/// The places of the entries of a list in YAML or JSON, in their order. Empty
/// if there is nothing that looks like a list of entries.
pub(super) fn entries(text: &str) -> Vec<Range<usize>> {
    match text.trim_start().as_bytes().first() {
        Some(b'[' | b'{') => objects(text),
        _ => items(text),
    }
}

/// The outermost objects of a JSON text that stand in a list: `{` to `}`, seen
/// past strings. One that never ends, ends where a line begins with the next,
/// as far in as it did itself.
fn objects(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = match text.find('[') {
        Some(list) => list + 1,
        None => return found,
    };
    while let Some(start) = memchr::memchr(b'{', &bytes[at..]).map(|found| at + found) {
        let end = end_of_object(text, start);
        found.push(start..end);
        at = end;
    }
    found
}

fn end_of_object(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &bytes[line_start..start];
    let own_line = indent.iter().all(u8::is_ascii_whitespace);
    let mut depth = 0usize;
    let mut in_string = false;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            // A string has no line break: its quote was forgotten.
            b'\n' => {
                in_string = false;
                let next = &bytes[at + 1..];
                if own_line && next.starts_with(indent) && next.get(indent.len()) == Some(&b'{') {
                    return at;
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The items of a YAML list: from a line that begins with `- `, as far in as
/// the first such line, to the next.
fn items(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut indent = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let inner = line.trim_start_matches(' ');
        let here = line.len() - inner.len();
        let dash = inner.starts_with("- ") || inner.trim_end() == "-";
        let ends = (here == 0 && (inner.starts_with("---") || inner.starts_with("...")))
            || (indent.is_some_and(|first| here < first) && !inner.trim().is_empty());
        if dash && indent.is_none_or(|first| first == here) {
            indent = Some(here);
            found.push(start..end);
        } else if let Some(last) = found.last_mut()
            && last.end == start
            && !ends
        {
            last.end = end;
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        entries(text)
            .into_iter()
            .map(|range| text[range].trim())
            .collect()
    }

    #[test]
    fn yaml_is_cut_at_its_dashes() {
        assert_eq!(
            cut("# x\n- id: a\n  author:\n    - b\n- id: c\n"),
            ["- id: a\n  author:\n    - b", "- id: c"]
        );
        assert_eq!(
            cut("---\nreferences:\n  - id: a\n  -\n    id: b\nnocite: x\n...\n"),
            ["- id: a", "-\n    id: b"]
        );
        assert!(cut("a: b\n").is_empty());
    }

    #[test]
    fn json_is_cut_at_its_braces() {
        assert_eq!(
            cut(r#"[{"id": "a}", "x": {}}, {"id": "\"{"}]"#),
            [r#"{"id": "a}", "x": {}}"#, r#"{"id": "\"{"}"#]
        );
        assert_eq!(cut("{\"references\": [{\"a\": 1}]}"), ["{\"a\": 1}"]);
    }

    #[test]
    fn an_object_without_an_end_ends_at_the_next() {
        let text = "[\n  {\n    \"id\": \"a,\n    \"x\": {\n  },\n  {\n    \"id\": \"b\"\n  }\n]";
        assert_eq!(cut(text).len(), 2);
        assert!(cut(text)[1].starts_with("{\n    \"id\": \"b\""));
    }
}

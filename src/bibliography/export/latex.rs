//! Text as LaTeX: its signs escaped, CSL's markup in LaTeX's commands, and the
//! capitals of titles kept from styles that would make them small.

/// A text that LaTeX prints as it is.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str(r"\textbackslash{}"),
            '~' => out.push_str(r"\textasciitilde{}"),
            '^' => out.push_str(r"\textasciicircum{}"),
            // Two would become a dash.
            '-' if before == '-' => out.push_str("{}-"),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// A text that may hold CSL's markup.
pub(super) fn text(text: &str) -> String {
    with_markup(text, &|piece, _| escape(piece))
}

/// A title: besides, names and abbreviations are put in braces, because many
/// styles make the capitals of titles small.
pub(super) fn title(text: &str) -> String {
    let sentence_case = is_sentence_case(text);
    with_markup(text, &|piece, starts| protect(piece, starts, sentence_case))
}

/// CSL's tags, LaTeX's commands for them, and the tags that close them.
const MARKUP: [(&str, &str, &str); 7] = [
    ("<i>", r"\emph{", "</i>"),
    ("<b>", r"\textbf{", "</b>"),
    ("<sup>", r"\textsuperscript{", "</sup>"),
    ("<sub>", r"\textsubscript{", "</sub>"),
    ("<span class=\"nocase\">", "{", "</span>"),
    (
        "<span style=\"font-variant:small-caps;\">",
        r"\textsc{",
        "</span>",
    ),
    (
        "<span style=\"font-variant: small-caps;\">",
        r"\textsc{",
        "</span>",
    ),
];

/// Writes pieces between tags with `write`, which is told whether a sentence
/// begins with the piece. A tag without its other half is text.
fn with_markup(text: &str, write: &dyn Fn(&str, bool) -> String) -> String {
    let tags = paired_tags(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut starts = true;
    for (range, replacement) in tags {
        let piece = &text[at..range.start];
        out.push_str(&write(piece, starts));
        starts = begins_sentence(piece, starts);
        out.push_str(replacement);
        at = range.end;
    }
    out.push_str(&write(&text[at..], starts));
    out
}

/// The places of tags that have both halves, with what LaTeX writes there.
fn paired_tags(text: &str) -> Vec<(std::ops::Range<usize>, &'static str)> {
    let mut tags = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = &text[at..];
        if let Some((tag, command, close)) = MARKUP.iter().find(|(tag, ..)| rest.starts_with(tag)) {
            open.push((tags.len(), close));
            tags.push((at..at + tag.len(), Some(*command)));
        } else if let Some((_, _, close)) =
            MARKUP.iter().find(|(.., close)| rest.starts_with(close))
        {
            // What was opened since and not closed is text.
            while let Some((index, expected)) = open.pop() {
                if expected == *close {
                    tags.push((at..at + close.len(), Some("}")));
                    break;
                }
                tags[index].1 = None;
            }
        }
    }
    for (index, _) in open {
        tags[index].1 = None;
    }
    tags.into_iter()
        .filter_map(|(range, replacement)| Some((range, replacement?)))
        .collect()
}

/// Whether a title has small letters except in names: in a title with capitals
/// throughout, a capital says nothing of its word.
fn is_sentence_case(title: &str) -> bool {
    let mut words = title
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 3)
        .skip(1);
    let (mut capital, mut all) = (0, 0);
    for word in words.by_ref() {
        let mut letters = word.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        // Abbreviations are in capitals in any title.
        if letters.any(char::is_lowercase) {
            all += 1;
            capital += usize::from(first);
        }
    }
    2 * capital <= all
}

/// Escapes a piece of a title and puts in braces the words whose capitals are
/// their own.
fn protect(piece: &str, mut starts: bool, sentence_case: bool) -> String {
    let mut out = String::with_capacity(piece.len() + 8);
    let mut rest = piece;
    while !rest.is_empty() {
        let length = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        if keeps_capitals(word, starts, sentence_case) {
            out.push('{');
            out.push_str(word);
            out.push('}');
        } else {
            out.push_str(word);
        }
        let gap = after.find(char::is_alphanumeric).unwrap_or(after.len());
        out.push_str(&escape(&after[..gap]));
        starts = begins_sentence(&rest[..length + gap], starts);
        rest = &after[gap..];
    }
    out
}

fn keeps_capitals(word: &str, starts: bool, sentence_case: bool) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    letters.any(char::is_uppercase) || (first && sentence_case && !starts)
}

/// Whether a sentence begins after a piece.
fn begins_sentence(piece: &str, before: bool) -> bool {
    match piece.trim_end().chars().next_back() {
        None => before,
        Some(':' | '?' | '!' | '.' | '“' | '‘' | '"') => true,
        Some(last) => before && !last.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped_and_letters_stay() {
        assert_eq!(
            escape(r"50% of A&B_c #1 {x} ~5^2 \n -- Gómez"),
            r"50\% of A\&B\_c \#1 \{x\} \textasciitilde{}5\textasciicircum{}2 \textbackslash{}n -{}- Gómez"
        );
    }

    #[test]
    fn markup_becomes_commands_and_a_lone_tag_is_text() {
        assert_eq!(
            text("<i>E. coli</i> & CO<sub>2</sub> in children <5 <b>years"),
            r"\emph{E. coli} \& CO\textsubscript{2} in children <5 <b>years"
        );
        assert_eq!(text("<i>a<sub>b</i> c</b>"), r"\emph{a<sub>b} c</b>");
    }

    #[test]
    fn names_and_abbreviations_keep_their_capitals() {
        for (plain, latex) in [
            (
                "Oxytocin in response to MDMA provocation: A study from Bern",
                "Oxytocin in response to {MDMA} provocation: A study from {Bern}",
            ),
            (
                "How Relevant is the Systemic Oxytocin Concentration for mTOR?",
                "How Relevant is the Systemic Oxytocin Concentration for {mTOR}?",
            ),
            (
                "<i>Escherichia coli</i> and Swiss mice",
                r"\emph{Escherichia coli} and {Swiss} mice",
            ),
        ] {
            assert_eq!(title(plain), latex);
        }
    }
}

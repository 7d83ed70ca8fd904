//! The text of a BibTeX value: LaTeX's accents, signs and markup in Unicode and
//! in CSL's form.
//!
//! Goes in: what stands between the outermost braces or quotes. Comes out:
//! [`Piece`]s, protected where an editor put braces around, and the commands
//! that are not known here, whose arguments are kept as text. One pass, no
//! recursion: a file nested a million deep costs no more than its length.

use unicode_normalization::char::compose;

use super::signs;

/// How many unknown commands are named.
const MOST_UNKNOWN: usize = 10;

/// A part of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it stands in braces of its own.
    pub protected: bool,
}

/// A value, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Latex {
    /// Its parts, in order; neighbours differ in their protection.
    pub pieces: Vec<Piece>,
    /// Commands that are not known, each once.
    pub unknown: Vec<String>,
}

/// What a brace belongs to.
enum Group {
    /// To the editor: its text is protected.
    Protected,
    /// To a command, or to an accented letter; with what ends it.
    Command(&'static str),
    /// To a command whose argument is not shown.
    Hidden(usize),
}

impl Latex {
    /// Reads a value; with `markup`, commands for it become tags.
    pub(super) fn read(raw: &str, markup: bool) -> Self {
        let mut reader = Reader {
            chars: raw.chars().collect(),
            at: 0,
            markup,
            groups: Vec::new(),
            protected: 0,
            hidden: false,
            math: false,
            accent: None,
            script: None,
            out: Self::default(),
        };
        reader.run();
        reader.out
    }

    /// The text, protected or not.
    pub(super) fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    /// The text, and around what a change of capitals would spoil, CSL's mark
    /// for that: braces around a word that begins with a small letter, as in
    /// `{mTOR}`. Braces around the whole say nothing of one word.
    pub(super) fn title(&self) -> String {
        let [first, rest @ ..] = self.pieces.as_slice() else {
            return String::new();
        };
        if rest.is_empty() {
            return first.text.clone();
        }
        let mut title = String::new();
        for piece in &self.pieces {
            let spoilt = piece.protected
                && !piece.text.contains('<')
                && piece.text.starts_with(char::is_lowercase);
            if spoilt {
                title.push_str("<span class=\"nocase\">");
                title.push_str(&piece.text);
                title.push_str("</span>");
            } else {
                title.push_str(&piece.text);
            }
        }
        title
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    markup: bool,
    groups: Vec<Group>,
    protected: usize,
    hidden: bool,
    math: bool,
    /// An accent that waits for its letter.
    accent: Option<char>,
    /// What ends a raised or lowered letter that has no braces.
    script: Option<&'static str>,
    out: Latex,
}

impl Reader {
    fn run(&mut self) {
        while let Some(c) = self.next() {
            match c {
                '\\' => self.command(),
                '{' => self.open(),
                '}' => self.close(),
                '$' => self.math = !self.math,
                '^' if self.math => self.script("<sup>", "</sup>"),
                '_' if self.math => self.script("<sub>", "</sub>"),
                '~' => self.push(' '),
                '-' if self.eat("--") => self.push('—'),
                '-' if self.eat("-") && !self.math => self.push('–'),
                '`' if self.eat("`") => self.push('“'),
                '\'' if self.eat("'") => self.push('”'),
                '`' => self.push('‘'),
                c => self.push(c),
            }
        }
        if let Some(end) = self.script.take() {
            self.tag(end);
        }
        while !self.groups.is_empty() {
            self.close();
        }
    }

    fn next(&mut self) -> Option<char> {
        let c = self.chars.get(self.at).copied();
        self.at += 1;
        c
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, text: &str) -> bool {
        let fits = text
            .chars()
            .enumerate()
            .all(|(index, c)| self.chars.get(self.at + index) == Some(&c));
        if fits {
            self.at += text.len();
        }
        fits
    }

    /// A letter of the text, with the accent that waited for it.
    fn push(&mut self, c: char) {
        match self.accent.take() {
            Some(accent) => {
                // An accent takes the place of the dot.
                let base = match c {
                    'ı' => 'i',
                    'ȷ' => 'j',
                    c => c,
                };
                match compose(base, accent) {
                    Some(composed) => self.write(composed),
                    None => {
                        self.write(base);
                        self.write(accent);
                    }
                }
            }
            None => self.write(c),
        }
        if let Some(end) = self.script.take() {
            self.tag(end);
        }
    }

    fn write(&mut self, c: char) {
        if self.hidden {
            return;
        }
        let protected = self.protected > 0;
        match self.out.pieces.last_mut() {
            Some(piece) if piece.protected == protected => piece.text.push(c),
            _ => self.out.pieces.push(Piece {
                text: c.to_string(),
                protected,
            }),
        }
    }

    fn tag(&mut self, tag: &str) {
        if self.markup {
            for c in tag.chars() {
                self.write(c);
            }
        }
    }

    fn open(&mut self) {
        // `{\"o}` is a letter, and `{\em …}` is markup: neither is protected.
        let command = self.peek() == Some('\\');
        if command || self.accent.is_some() || self.math {
            let end = self.script.take().unwrap_or("");
            self.groups.push(Group::Command(end));
            return;
        }
        self.groups.push(Group::Protected);
        self.protected += 1;
    }

    fn open_for(&mut self, start: &'static str, end: &'static str) {
        self.skip_spaces();
        if self.peek() == Some('{') {
            self.at += 1;
            self.tag(start);
            self.groups.push(Group::Command(end));
        }
    }

    fn close(&mut self) {
        // An accent over nothing stands by itself.
        if let Some(accent) = self.accent.take() {
            self.write(accent);
        }
        match self.groups.pop() {
            Some(Group::Protected) => self.protected -= 1,
            Some(Group::Command(end)) => self.tag(end),
            Some(Group::Hidden(outer)) => self.hidden = outer > 0,
            None => {}
        }
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn script(&mut self, start: &'static str, end: &'static str) {
        self.tag(start);
        if self.peek() == Some('{') {
            self.at += 1;
            self.groups.push(Group::Command(end));
        } else {
            self.script = Some(end);
        }
    }

    fn command(&mut self) {
        let Some(first) = self.next() else {
            self.push('\\');
            return;
        };
        if !first.is_ascii_alphabetic() {
            self.sign(first);
            return;
        }
        let mut name = String::from(first);
        while let Some(c) = self.peek().filter(char::is_ascii_alphabetic) {
            name.push(c);
            self.at += 1;
        }
        if self.peek() == Some('*') {
            self.at += 1;
        }
        // One letter and no brace: an accent over the letter that follows.
        if let Some(accent) = signs::lettered_accent(&name)
            && self.peek().is_some_and(|c| c == '{' || c.is_whitespace())
        {
            self.skip_spaces();
            self.accent = Some(accent);
            return;
        }
        if let Some((start, end)) = signs::markup(&name) {
            self.open_for(start, end);
            return;
        }
        if let Some((start, end)) = signs::declaration(&name) {
            self.skip_spaces();
            // It reaches to the end of its group.
            match self.groups.last_mut() {
                Some(Group::Command(old)) if old.is_empty() => {
                    *old = end;
                    self.tag(start);
                }
                _ => self.unknown(name),
            }
            return;
        }
        if let Some(text) = signs::text(&name) {
            self.end_of_name();
            for c in text.chars() {
                self.push(c);
            }
            return;
        }
        if name == "href" && self.peek() == Some('{') {
            self.at += 1;
            self.groups.push(Group::Hidden(usize::from(self.hidden)));
            self.hidden = true;
            return;
        }
        if !signs::is_transparent(&name) {
            self.unknown(name);
        }
        if self.peek() == Some('{') {
            self.at += 1;
            self.groups.push(Group::Command(""));
        } else {
            self.end_of_name();
        }
    }

    fn unknown(&mut self, name: String) {
        if self.out.unknown.len() < MOST_UNKNOWN && !self.out.unknown.contains(&name) {
            self.out.unknown.push(name);
        }
    }

    /// A command's name ends at a space or at `{}`, neither of which is text.
    fn end_of_name(&mut self) {
        if !self.eat("{}") && !self.math {
            self.skip_spaces();
        }
    }

    /// A command of one sign.
    fn sign(&mut self, sign: char) {
        match sign {
            '-' | '/' | '!' | '@' => {}
            '(' => self.math = true,
            ')' => self.math = false,
            ',' | ';' | ':' | ' ' | '\n' | '\t' | '\\' => self.push(' '),
            _ => match signs::accent(sign) {
                Some(accent) => {
                    self.skip_spaces();
                    self.accent = Some(accent);
                }
                None => self.push(sign),
            },
        }
    }
}

/// The text of a value in which LaTeX means nothing but escaped signs: an
/// address, a DOI.
pub(super) fn verbatim(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.peek() {
                Some('_' | '%' | '&' | '#' | '$' | '~' | '{' | '}' | '^' | '\\' | ':') => {
                    text.extend(chars.next());
                }
                _ => text.push('\\'),
            },
            '{' | '}' => {}
            c => text.push(c),
        }
    }
    match text.strip_prefix("\\url") {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        Latex::read(raw, true).text()
    }

    #[test]
    fn accents_in_every_form() {
        for raw in [
            r#"M{\"u}ller"#,
            r#"M\"{u}ller"#,
            r#"M\"uller"#,
            r#"M{\"{u}}ller"#,
            "Müller",
        ] {
            assert_eq!(text(raw), "Müller", "{raw}");
        }
        assert_eq!(
            text(r"\'{\i}ndice, \v{S}koda, \c{c}a, \c ca, Stor{\o}e, Stra\ss e, \aa"),
            "índice, Škoda, ça, ça, Storøe, Straße, å"
        );
        assert_eq!(
            text(r#"Uvn{\"a}s-Moberg \& S{\~a}o, 5\,\% \$3"#),
            "Uvnäs-Moberg & São, 5 % $3"
        );
    }

    #[test]
    fn markup_is_in_the_form_of_csl() {
        assert_eq!(
            text(r"\emph{E. coli} and {\it in vivo} and \textbf{b}"),
            "<i>E. coli</i> and <i>in vivo</i> and <b>b</b>"
        );
        assert_eq!(
            text(r"H\textsubscript{2}O, H$_2$O, x$^{10}$"),
            "H<sub>2</sub>O, H<sub>2</sub>O, x<sup>10</sup>"
        );
        assert_eq!(
            text(r"$\alpha$-synuclein, \(\beta\), $p < 0.05$, $\geq 3$"),
            "α-synuclein, β, p < 0.05, ≥ 3"
        );
        assert_eq!(
            text(r"``Is it'' so -- or --- not~so"),
            "“Is it” so – or — not so"
        );
        assert_eq!(
            text(r"\href{https://example.org}{shown} \url{x}"),
            "shown x"
        );
    }

    #[test]
    fn braces_protect() {
        let title = |raw| Latex::read(raw, true).title();
        assert_eq!(
            title("The {mTOR} way and {DNA}"),
            "The <span class=\"nocase\">mTOR</span> way and DNA"
        );
        assert_eq!(title("{the mTOR way}"), "the mTOR way");
        let name = Latex::read("{World Health Organization}", false);
        assert!(name.pieces[0].protected);
        assert!(!Latex::read(r#"{\"O}zel"#, false).pieces[0].protected);
    }

    #[test]
    fn unknown_commands_keep_their_text_and_are_named() {
        let read = Latex::read(r"\frobnicate{a b} \zap c", true);
        assert_eq!(read.text(), "a b c");
        assert_eq!(read.unknown, ["frobnicate", "zap"]);
    }

    #[test]
    fn depth_costs_nothing_and_loose_ends_do_no_harm() {
        assert_eq!(text(&r"\emph{".repeat(200_000)).len(), 200_000 * 7);
        for raw in [
            "\\", "}", "}}{", "$", "^", "\\'", "\\emph", "{\\em", "\\href{", "$_",
        ] {
            let _ = text(raw);
        }
    }

    #[test]
    fn addresses_are_kept_as_they_are() {
        assert_eq!(
            verbatim(r"https://a.org/x\_y?a=1\&b=~c"),
            "https://a.org/x_y?a=1&b=~c"
        );
        assert_eq!(verbatim(r"\url{https://a.org}"), "https://a.org");
    }
}

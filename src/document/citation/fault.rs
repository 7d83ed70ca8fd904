//! What can be wrong with a citation, in an editor's words.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::{Span, TextFile};

/// The rule that tells it.
pub(in crate::document) const RULE: &str = "citation-syntax";

/// A fault, its place, and the text that was meant, if there is but one.
#[derive(Debug)]
pub(in crate::document) struct Finding {
    pub(in crate::document) fault: Fault,
    pub(in crate::document) span: Span,
    pub(in crate::document) fix: Option<(Span, String)>,
}

/// What is wrong.
#[derive(Debug)]
pub(in crate::document) enum Fault {
    /// `[@a, @b]`: a second key without a semicolon before it.
    SecondKey,
    /// `[@a; see also]`, `[@a;]`: a part without a key.
    PartWithoutKey,
    /// `[@a, 99 years later]`: the number would be printed as a page.
    GuessedPage {
        /// The number.
        value: Box<str>,
        /// The source, its number said to be none.
        without: String,
        /// The source, its number said to be a page.
        with: String,
    },
    /// `[@a {Abb. 3}]`: braces that begin with no term we know.
    UnnamedPlace,
    /// `@{}`, `@{a b}`, `@{a`.
    BadBraces,
    /// `@doi:10.1000/(x)y`: the whole key that was meant.
    CutKey(String),
    /// `[@a][@b]`: two brackets side by side.
    Beside,
    /// `[@a]{.c}`: braces that say nothing we know.
    BracesBehind,
    /// `^[@a]`: an inline note of another program.
    InlineNote,
    /// `[@a, see [@b]]`: a citation within a citation.
    Nested,
    /// `[*@a*]`: a key within emphasis or a link within a bracket.
    KeyInMarkup,
    /// `[@a, p. 3`.
    Unclosed,
    /// `@a, p. 3]`.
    Unopened,
    /// `@a, [p. 3]`, `@a {p. 3}`: a place that does not attach.
    DetachedPlace,
    /// `![What @a found](x.svg)`.
    InDescription,
    /// HTML that cannot stand beside a key.
    Html,
    /// `]{@key}` that closes nothing.
    StrayBraces,
    /// Braces that run into the next block.
    TornBraces,
}

const LOST: &str = "read as plain text, the sentence would look sourced and be linked to nothing";

/// Tells a fault.
pub(in crate::document) fn tell(file: &Arc<TextFile>, finding: Finding) -> Diagnostic {
    let Finding { fault, span, fix } = finding;
    let error = |message: &str| Diagnostic::error(RULE, file, span, message);
    let diagnostic = match &fault {
        Fault::SecondKey => error("sources in one citation are separated by semicolons")
            .label("a second source without a semicolon before it")
            .why(LOST)
            .help("write `[@one; @two, p. 3]`"),
        Fault::PartWithoutKey => error("a part of this citation names no source")
            .label("between semicolons stands one source with its key")
            .why(LOST)
            .help("join words to the source they belong to with a comma, as in `[@key, see also chapter 2]`")
            .help("join page numbers with commas, as in `[@key, pp. 3, 4]`"),
        Fault::GuessedPage {
            value,
            without,
            with,
        } => error("this number would be printed as a page")
            .label(format!("reads as page {value}"))
            .why("readers would look for the statement on a page that has nothing to do with it")
            .help(format!("if it is no page, put empty braces behind the key: `{without}`"))
            .help(format!("if it is one, say so: `{with}`")),
        Fault::UnnamedPlace => error("these braces name no kind of place")
            .label("begin with a term such as `p.`, `ch.`, `Table` or `rec.`")
            .why("readers could not tell what the number counts")
            .help("without braces, other words are printed as they are: `[@key, Abb. 3]`"),
        Fault::BadBraces => error("there is no key in these braces")
            .label("a key stands here, without spaces")
            .why(LOST)
            .help("write `@{the-key}`, or `\\@` if you mean a plain at sign"),
        Fault::CutKey(whole) => error("a character that no key can hold cuts this key off")
            .label(format!("the key may be meant to go on: `{whole}`"))
            .why("the source could not be found, and the rest would be printed as words")
            .help(format!("put it into braces: `@{{{whole}}}`")),
        Fault::Beside => error("a citation is followed by another bracket")
            .label("two brackets side by side")
            .why("other programs read the second as the target of a link, and print both as plain text")
            .help("put the sources into one bracket: `[@one; @two]`"),
        Fault::BracesBehind => error("a citation is followed by braces that mean nothing here")
            .label("what stands in these braces is no source, waiver or section")
            .why(LOST)
            .help("leave the braces out"),
        Fault::InlineNote => error("a note within the line is not known here")
            .label("the `^` would be printed")
            .why("readers would see a stray sign before the number")
            .help("leave the `^` out, or write a footnote: `[^1]`, and below `[^1]: The note [@key].`"),
        Fault::Nested => error("a citation stands within another one")
            .label("a bracket with a key holds a second bracket with one")
            .why(LOST)
            .help("put the sources side by side: `[@one; see @two]`")
            .help("if the outer bracket is a plain one, put a backslash before it: `\\[`"),
        Fault::KeyInMarkup => error("a key in a citation stands within emphasis or a link")
            .why(LOST)
            .help("take the key out of it; words beside a key may be emphasised: `[*see* @key]`"),
        Fault::Unclosed => error("this bracket is not read as a citation")
            .label("no `]` closes it in this paragraph, at the same level of emphasis")
            .why(LOST)
            .help("close it behind the last source: `[@key, p. 3]`")
            .help("if you mean a plain bracket, put a backslash before it: `\\[`"),
        Fault::Unopened => error("this citation has no opening bracket")
            .label("`]` closes it, nothing opens it")
            .why("the key would be read as a name in the sentence")
            .help("write `[@key, p. 3]`"),
        Fault::DetachedPlace => error("this place does not belong to the key before it")
            .label("would be printed as it stands")
            .why("readers could not find the place from the reference")
            .help("put it into brackets right behind the key: `@key [p. 3]`"),
        Fault::InDescription => error("the description of an image cites nothing")
            .label("read out to those who cannot see the image; a number cannot be followed from there")
            .why("the source would be shown to nobody")
            .help("cite it in the caption: `![description](image.svg \"The caption [@key].\")`")
            .help("if you mean a plain at sign, write `\\@`"),
        Fault::Html => error("this HTML cannot stand in a citation")
            .why("it would break the page around the number, or is not safe to publish")
            .help("write emphasis in Markdown; `<sub>`, `<sup>` and the like must be closed before the next key"),
        Fault::StrayBraces => error("these braces belong to no span")
            .label("no `[` opens it in this paragraph, at the same level of emphasis")
            .help("a span begins and ends in one paragraph: `[First sentence. Second.]{@key}`"),
        Fault::TornBraces => error("these braces do not end in the paragraph in which they begin")
            .why("what stands between would be read as part of them, and be missing on the page")
            .help("close the quotes and the braces before the paragraph or item ends: `{.uncited because=\"the reason\"}`"),
    };
    let Some((span, text)) = fix else {
        return diagnostic;
    };
    let mut diagnostic = diagnostic.fix(span, text);
    if let Some(fix) = &diagnostic.fix {
        let words: Vec<&str> = fix.replacement.split_whitespace().collect();
        diagnostic.help = vec![format!("did you mean `{}`?", words.join(" "))];
    }
    diagnostic
}

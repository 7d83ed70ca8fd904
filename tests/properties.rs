//! What holds for every page, whatever is on it: tried on pages made at
//! random from pieces that are hard to read. The same seed gives the same
//! pages, and a failure prints the page.
#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "pages are put together for reading"
)]

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use wellsourced::claim::{Claims, Status, Words};
use wellsourced::diagnostic::Place;
use wellsourced::document::{CoverKind, Coverage, Document, Event as Step, Node};
use wellsourced::site::Crisis;
use wellsourced::text::{Span, TextFile};

const FRONT: &str = "---\ntitle: Sleep\nsources: [light-2020]\n---\n";

/// George Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }
}

/// A page's text, read and judged.
struct Read {
    file: Arc<TextFile>,
    document: Document,
    claims: Claims,
}

fn read(text: &str, coverage: Coverage) -> Read {
    let file = Arc::new(TextFile::new("content/index.md", format!("{FRONT}{text}")));
    let document = Document::read(&file);
    let claims = Claims::of(&document, Some(Words::english()), coverage);
    Read {
        file,
        document,
        claims,
    }
}

const NASTY: &[&str] = &[
    "Light delays the body clock. ",
    "What helps? ",
    "a",
    "Dr. ",
    "e.g. ",
    "3.5 % ",
    "… ",
    "É",
    "👩‍⚕️ ",
    "\u{200b}",
    "\u{feff}",
    "İ",
    "ﬁ",
    "é",
    "日本語。",
    "[@light-2020]",
    "[@a, @b]",
    "[@a; ",
    "@light-2020 ",
    "-@a ",
    "[see @a, p. 3] ",
    "[see *x* @a; ",
    "@{a",
    "@{a*\"b}",
    "@{a} ",
    "[*@a*]",
    "^[@a]",
    "@a [p. 3",
    "; p. 4]",
    "{pp. 3, 5}",
    ", 99 years later",
    "[@a]: x\n",
    "[@a][",
    "\\[",
    "“",
    "”",
    "\u{1}",
    "\u{2}",
    "\u{3}",
    "https://x.org/@a ",
    "jo_@x.org ",
    "]{@light-2020}",
    "]{.uncited because=\"x\"}",
    "[x]{.uncited because=\"",
    "\"}",
    "]{see=\"#x\"}",
    "{",
    "}",
    "[",
    "]",
    "](",
    "](a.md)",
    ")",
    "![",
    "![alt](x.svg \"A cap. Is it? [@a]\")",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "`@code]`",
    "```\n",
    "~~~\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "  \n",
    "\\\n",
    "\t",
    "    ",
    "> ",
    "> > ",
    "- ",
    "* ",
    "1. ",
    "7) ",
    "- [ ] ",
    "# ",
    "## x {#id}\n",
    "===\n",
    "---\n",
    "***\n",
    "| a | b |\n|---|---|\n| c. d | ",
    " | ",
    "|\n",
    "Table: ",
    "[^1]",
    "[^1]: ",
    "[ref]",
    "[ref]: a.md \"t\"\n",
    "Term\n: ",
    ": ",
    "::: note\n",
    ":::\n",
    "::: uncited\n",
    "::: {.uncited because=\"x\"}\n",
    "<div>",
    "</div>\n",
    "<b>",
    "</b>",
    "<!-- x. y -->",
    "<!-- ",
    "<script>",
    "<https://x.org/@a>",
    "http://x.org/@a ",
    "me@example.org ",
    "&amp;",
    "&#x41;",
    "&nope;",
    "\\",
    "\\[",
    "\\@",
    "\"",
    "“",
    "'",
    "(",
    ". ",
    "? ",
    "! ",
    ": ",
    "; ",
    "> [!NOTE]\n",
    "<",
    ">",
    "$",
    "^",
    "—",
    "\u{301}",
];

fn nasty_page(random: &mut Random) -> String {
    (0..random.below(45)).map(|_| random.pick(NASTY)).collect()
}

/// More pages than usual: `PROPERTY_TIMES=20 cargo test --test properties`.
fn times() -> usize {
    std::env::var("PROPERTY_TIMES")
        .ok()
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
}

/// Runs a check over many pages, and shows the one that it fails on.
fn on_pages(count: usize, seed: u64, make: impl Fn(&mut Random) -> String, check: impl Fn(&str)) {
    let mut random = Random(seed);
    for number in 0..count * times() {
        let text = make(&mut random);
        let passed = catch_unwind(AssertUnwindSafe(|| check(&text))).is_ok();
        assert!(
            passed,
            "page {number} fails:\n{text}\n-- as a literal: {text:?}"
        );
    }
}

#[test]
fn units_are_in_order_apart_and_whole_characters() {
    on_pages(3_000, 0x5eed_1eaf, nasty_page, |text| {
        let Read {
            file,
            document,
            claims,
        } = read(text, Coverage::Sentence);
        let mut before = 0;
        for unit in &claims.units {
            let range = unit.span.range();
            assert!(range.start < range.end, "an empty unit {range:?}");
            assert!(
                file.text().get(range.clone()).is_some(),
                "{range:?} is no text"
            );
            assert!(
                before <= range.start,
                "a unit at {range:?} begins before {before}, where one ended"
            );
            before = range.end;
        }
        for diagnostic in &document.diagnostics {
            if let Place::Text(file, span) = &diagnostic.place {
                assert!(
                    file.text().get(span.range()).is_some(),
                    "{}",
                    diagnostic.message
                );
            }
        }
    });
}

/// A span in a heading whose braces the Markdown parser takes for the heading's own, and puts before the last word.
#[test]
fn braces_before_the_end_of_a_heading_are_read() {
    for text in [
        "]{@light-2020}\t\\\n---\n",
        "[Light helps.]{@light-2020} \\\n---\n",
    ] {
        let Read { claims, .. } = read(text, Coverage::Sentence);
        assert!(claims.units.is_empty(), "{text:?}");
    }
}

/// An attribution that stands in a code span, whole or in part.
#[test]
fn a_code_span_may_hold_an_attribution() {
    for text in [
        "> I sleep well.\n> `— Ann`\n",
        "> I sleep. `Very\n> — Ann` well\n",
        "> ``— v… <d``\n",
        "> `Ann\n> — v… <d` Ci\n",
    ] {
        let Read { claims, .. } = read(text, Coverage::Sentence);
        assert_apart(&claims, text);
        assert!(!claims.units.is_empty(), "{text:?}");
    }
}

/// No unit begins before the one in front of it has ended.
fn assert_apart(claims: &Claims, text: &str) {
    let mut before = 0;
    for unit in &claims.units {
        let range = unit.span.range();
        assert!(before <= range.start, "{text:?}: {range:?} after {before}");
        before = range.end;
    }
}

/// Braces that only end in the next block are told, and cover nothing of it.
#[test]
fn braces_do_not_reach_into_the_next_block() {
    for text in [
        "a [b c.]{.uncited because=\"x\n: y\"} d e.\n",
        "a [b c.]{.uncited because=\"x\n- t\"} d e.\n",
        "One. [Two.]{.uncited because=\"x\n> y\"} three.\n",
    ] {
        let Read {
            document, claims, ..
        } = read(text, Coverage::Sentence);
        assert_apart(&claims, text);
        assert!(
            document
                .diagnostics
                .iter()
                .any(|found| found.message.contains("braces do not end")),
            "{text:?}: {:?}",
            document.diagnostics
        );
    }
}

/// Pages that were once read wrongly, or not at all.
#[test]
fn pages_that_once_failed_are_read() {
    for text in [
        "[@a][@{a:::\n- [ ] )<div>\"```\njo_@x.org ``[^1]: : [@a, @b]{@a [p. 37) İ[@a][---\n<!-- \n[*@a*]``\\@@{a} ![[ref]\u{1}{pp. 3, 5}; p. 4]: ~~^… | a | b |\n|---|---|\n| c. d | ",
        "</b>*_::: {.uncited because=\"x\"}\n\"; @{a@a [p. 3-@a éme@example.org \u{200b}\\[\nhttp://x.org/@a &nope;@{a} @{ajo_@x.org ”]{@light-2020}</div>\n",
        "; ***\n__http://x.org/@a ]{@light-2020}<!-- x. y -->![… 日本語。[](a.md)İ日本語。\"jo_@x.org ]{@light-2020}é- 日本語。[ | : ]{@light-2020}[see *x* @a; )---\n",
        "Licht。[](a.md)日本語。\n",
        "| a | b |\n|---|---|\n| c | d. |\n| <br> | Light helps. |\n",
    ] {
        let Read {
            document, claims, ..
        } = read(text, Coverage::Sentence);
        assert!(balanced(&document.body.nodes), "{text:?}");
        assert_apart(&claims, text);
    }
}

#[test]
fn citations_stand_in_the_file_and_break_no_markup() {
    on_pages(4_000, 0xc17e_0001, nasty_page, |text| {
        let Read { file, document, .. } = read(text, Coverage::Sentence);
        let body = &document.body;
        let written = |span: Span| {
            let range = span.range();
            file.text().get(range).expect("a place is no text")
        };
        for cluster in &body.clusters {
            written(cluster.span);
            assert!(!cluster.items.is_empty());
            for item in &cluster.items {
                assert!(
                    written(item.key.span).starts_with('@'),
                    "{:?}",
                    item.key.span
                );
                assert!(cluster.span.contains(item.key.span));
                assert!(!item.key.text.is_empty());
                assert!(balanced(item.prefix.nodes()) && balanced(item.suffix.nodes()));
            }
        }
        assert!(balanced(&body.nodes), "an element ends that did not begin");
        for node in &body.nodes {
            written(node.span);
        }
        for fix in document.diagnostics.iter().filter_map(|d| d.fix.as_ref()) {
            written(fix.span);
        }
    });
}

/// Whether every element that begins among some nodes ends there, in order.
fn balanced(nodes: &[Node]) -> bool {
    let mut open = Vec::new();
    for node in nodes {
        match node.event {
            Step::Start(tag) => open.push(tag),
            Step::End(tag) if open.pop() != Some(tag) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

#[test]
fn no_letter_of_the_prose_is_overlooked() {
    on_pages(3_000, 0x1234_5678, nasty_page, |text| {
        let read = read(text, Coverage::Sentence);
        let letters = overlooked(&read);
        assert!(letters.is_empty(), "overlooked: {letters:?}");
    });
}

/// The words of a page, as a plain reader of Markdown finds them, that lie in
/// no unit: code, headings, table headers, alternative texts and addresses
/// aside, and what belongs to a citation or to the braces of a span.
fn overlooked(read: &Read) -> Vec<String> {
    let text = read.file.text();
    let base = FRONT.len();
    if text[base..].contains(":::") {
        // To a plain reader, a div's fence is text.
        return Vec::new();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut aside: Vec<Range<usize>> = Vec::new();
    aside.extend(
        read.document
            .body
            .clusters
            .iter()
            .map(|cluster| cluster.span.range()),
    );
    for cover in &read.document.body.covers {
        let range = cover.span.range();
        let braces = text[range.clone()]
            .rfind("]{")
            .map_or(range.start, |at| range.start + at);
        aside.push(braces..range.end);
    }
    // Braces that belong to no span are told, and the build stops.
    aside.extend(
        read.document
            .diagnostics
            .iter()
            .filter_map(|found| match &found.place {
                Place::Text(_, span) if found.rule == "citation-syntax" => Some(span.range()),
                _ => None,
            }),
    );
    aside.extend(read.claims.units.iter().map(|unit| unit.span.range()));
    let mut found = Vec::new();
    let mut skip = 0_usize;
    for (event, range) in Parser::new_ext(&text[base..], options).into_offset_iter() {
        match event {
            Event::Start(tag) if is_skipped(&tag) => skip += 1,
            Event::End(
                TagEnd::CodeBlock
                | TagEnd::Heading(_)
                | TagEnd::Image
                | TagEnd::HtmlBlock
                | TagEnd::TableHead,
            ) => skip = skip.saturating_sub(1),
            // A comma that stood as `&#44;` has letters in the file only.
            // Where "[@a]: x" is a citation here and an address there, ": 1. " numbers an item here and is text there.
            Event::Text(words)
                if words
                    .trim_start_matches([':', ' '])
                    .trim_end_matches([' ', '.', ')'])
                    .chars()
                    .all(|c| c.is_ascii_digit()) => {}
            Event::Text(words) if skip == 0 && words.chars().any(char::is_alphanumeric) => {
                let range = base + range.start..base + range.end;
                let mut at = range.start;
                if text[range.clone()].starts_with("Table:") {
                    at += "Table:".len();
                }
                let word = text[at..range.end].char_indices().any(|(offset, c)| {
                    let offset = at + offset;
                    c.is_alphanumeric() && !aside.iter().any(|aside| aside.contains(&offset))
                });
                if word {
                    found.push(text[range].to_owned());
                }
            }
            _ => {}
        }
    }
    found
}

fn is_skipped(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::CodeBlock(_)
            | Tag::Heading { .. }
            | Tag::Image { .. }
            | Tag::HtmlBlock
            | Tag::TableHead
    )
}

/// What is said of a page: the words of each unit, and the verdict.
fn verdicts(read: &Read) -> Vec<(String, bool, bool)> {
    read.claims
        .units
        .iter()
        .map(|unit| {
            (
                unit.text.to_string(),
                unit.is_claim(),
                unit.status == Status::Uncovered,
            )
        })
        .collect()
}

#[test]
fn the_ends_of_lines_change_nothing() {
    // A line that ends within code is a space of the code to the parser, and
    // of another length: no prose.
    let make = |random: &mut Random| nasty_page(random).replace('`', "");
    on_pages(2_000, 0xc0ff_ee11, make, |text| {
        let with_lf = verdicts(&read(text, Coverage::Sentence));
        let with_crlf = verdicts(&read(&text.replace('\n', "\r\n"), Coverage::Sentence));
        assert_eq!(with_crlf, with_lf);
    });
}

const SENTENCES: &[&str] = &[
    "Light in the evening delays the body clock.",
    "Loud traffic raises blood pressure.",
    "A short nap restores attention.",
    "What helps?",
    "Keep your bedroom dark.",
    "Blue light suppresses melatonin in most adults.",
    "Caffeine, taken late, shortens deep sleep by an hour.",
    "This page is about light.",
    "Dr. Lux measured 3.5 hours, e.g. in winter.",
    "Sleep \"before midnight\" counts no more than sleep after it.",
];

fn prose(random: &mut Random) -> Vec<&'static str> {
    (0..=random.below(5))
        .map(|_| random.pick(SENTENCES))
        .collect()
}

#[test]
fn a_span_around_a_paragraph_changes_no_verdict() {
    on_pages(
        500,
        0xabcd_ef01,
        |random| prose(random).join(" "),
        |text| {
            let plain = read(text, Coverage::Sentence);
            let within = read(&format!("[{text}]{{@light-2020}}"), Coverage::Sentence);
            let words = |read: &Read| -> Vec<(String, bool)> {
                read.claims
                    .units
                    .iter()
                    .map(|unit| (unit.text.to_string(), unit.is_claim()))
                    .collect()
            };
            assert_eq!(words(&within), words(&plain));
            assert!(matches!(
                within.document.body.covers[0].kind,
                CoverKind::Sources
            ));
            assert!(
                within
                    .claims
                    .claims()
                    .all(|unit| unit.status != Status::Uncovered)
            );
        },
    );
}

#[test]
fn where_lines_are_broken_changes_nothing() {
    let mut random = Random(0x0bad_cafe);
    for _ in 0..500 * times() {
        let paragraphs: Vec<String> = (0..3).map(|_| prose(&mut random).join(" ")).collect();
        let plain = verdicts(&read(&paragraphs.join("\n\n"), Coverage::Run));
        let mut flowed = paragraphs.join("\n\n");
        for (at, _) in paragraphs.join("\n\n").match_indices(' ') {
            // A number with a stop would begin a list.
            if random.one_in(4) && flowed[at + 1..].starts_with(char::is_alphabetic) {
                flowed.replace_range(at..=at, "\n");
            }
        }
        assert_eq!(verdicts(&read(&flowed, Coverage::Run)), plain, "{flowed}");
    }
}

/// A page of all that can cover, with a `¤` wherever a citation may stand.
fn covered_page(random: &mut Random) -> String {
    let mut page = String::new();
    let claim = |random: &mut Random| {
        random.pick(&[
            "Light delays sleep ¤. ",
            "Noise raises blood pressure ¤. ",
            "Keep it dark ¤. ",
        ])
    };
    for _ in 0..=random.below(5) {
        match random.below(8) {
            0 => {
                page += &format!(
                    "{}{}{}{}{}",
                    claim(random),
                    claim(random),
                    claim(random),
                    claim(random),
                    claim(random)
                );
            }
            1 => {
                page += "One study found these effects ¤:\n\n";
                for _ in 0..=random.below(4) {
                    let indent = random.pick(&["", "", "  "]);
                    page += &format!("{indent}- {}{}\n", claim(random), claim(random));
                }
            }
            2 => page += &format!("> {}{}\n>\n> — Ada Lux ¤", claim(random), claim(random)),
            3 => {
                page += &format!(
                    "Table: What light does ¤\n\n| A ¤ | B ¤ |\n|---|---|\n| {}| {}|\n| C | {}|",
                    claim(random),
                    claim(random),
                    claim(random)
                );
            }
            4 => {
                page += &format!(
                    "[{}{}]{{@light-2020}} {}",
                    claim(random).trim_end(),
                    claim(random),
                    claim(random)
                );
            }
            5 => page += &format!("![A](a.svg \"{}{}\")", claim(random), claim(random)),
            6 => {
                page += &format!(
                    "::: {{.uncited because=\"x\"}}\n{}\n\n- {}\n:::",
                    claim(random),
                    claim(random)
                );
            }
            _ => {
                page += &format!(
                    "[{}]{{.uncited because=\"x\"}} {}",
                    claim(random).trim_end(),
                    claim(random)
                );
            }
        }
        page += "\n\n";
        if random.one_in(4) {
            page += "## Heading\n\n";
        }
    }
    page
}

/// The page with citations in some of its places.
fn filled(page: &str, cited: &[bool]) -> String {
    let mut cited = cited.iter();
    let mut parts = page.split('¤');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if *cited.next().unwrap() {
            text += "[@light-2020]";
        } else {
            text.truncate(text.trim_end_matches(' ').len());
        }
        text += part;
    }
    text
}

#[test]
fn one_more_citation_never_uncovers_another_claim() {
    let modes = [
        Coverage::Strict,
        Coverage::Sentence,
        Coverage::Run,
        Coverage::Paragraph,
    ];
    let mut random = Random(0x7a57_e51e);
    for _ in 0..600 * times() {
        let page = covered_page(&mut random);
        let places = page.matches('¤').count();
        if places == 0 {
            continue;
        }
        let mut cited: Vec<bool> = (0..places).map(|_| random.one_in(3)).collect();
        let before = filled(&page, &cited);
        let at = random.below(places);
        cited[at] = true;
        let after = filled(&page, &cited);
        for mode in modes {
            let one = read(&before, mode).claims;
            let more = read(&after, mode).claims;
            let texts = |claims: &Claims| -> Vec<String> {
                claims
                    .units
                    .iter()
                    .map(|unit| unit.text.to_string())
                    .collect()
            };
            assert_eq!(texts(&one), texts(&more), "{before}\n----\n{after}");
            for (one, more) in one.units.iter().zip(&more.units) {
                assert_eq!(
                    one.is_claim(),
                    more.is_claim(),
                    "{:?}: “{}”\n{before}\n----\n{after}",
                    mode,
                    one.text
                );
                assert!(
                    one.status == Status::Uncovered || more.status != Status::Uncovered,
                    "{mode:?}: “{}” was covered\n{before}\n---- and is not\n{after}",
                    one.text
                );
            }
        }
    }
}

#[test]
fn autolinks_are_addresses() {
    // The oracle above counts on this.
    let mut links = Parser::new_ext("<https://x.org/@a>", Options::empty());
    assert!(links.any(|event| matches!(
        event,
        Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            ..
        })
    )));
}

/// Pieces of a file of crisis contacts.
const CONTACTS: &[&str] = &[
    "- region: Here\n",
    "- ",
    "  ",
    "\n",
    "emergency: [999, 112]\n",
    "  emergency: \"+1 (2)/3-4.5\"\n",
    "  emergency: ++\n",
    "  emergency: ٣٣٣\n",
    "  checked: 2026-03-02\n",
    "  checked: 2026-02-30\n",
    "  contacts:\n",
    "  contacts: [{name: A, telephone: 116 123, checked: 2026-03-02}]\n",
    "    - {name: B, text: 1, keyword: ü}\n",
    "    - name: C\n      telephone: 12345678901234567890\n",
    "      url: https://x.example\n",
    "telephone: {",
    "]\n",
    "\u{feff}",
    "é: 'x\n",
];

#[test]
fn contacts_are_read_or_refused_and_can_be_dialled() {
    let mut random = Random(0x0cea_5e1e_5517_3a11);
    let mut regions = 0;
    for _ in 0..4000 {
        let mut text = "- region: There\n".to_owned();
        for _ in 0..random.below(7) {
            text.push_str(random.pick(CONTACTS));
        }
        let file = Arc::new(TextFile::new("content/crisis.yaml", text.clone()));
        let read = catch_unwind(AssertUnwindSafe(|| Crisis::read(&file)));
        let (crisis, faults) = read.unwrap_or_else(|_| panic!("a panic on:\n{text}"));
        for fault in &faults {
            if let Place::Text(_, span) = &fault.place {
                assert!(file.text().get(span.range()).is_some(), "{text}");
            }
        }
        for region in &crisis.regions {
            regions += 1;
            let contacts = region.contacts.iter();
            let called = contacts.flat_map(|contact| [&contact.telephone, &contact.text]);
            for number in region.emergency.iter().chain(called.flatten()) {
                let digits = number.dialled.strip_prefix('+').unwrap_or(&number.dialled);
                assert!(
                    (2..=15).contains(&digits.len())
                        && digits.bytes().all(|byte| byte.is_ascii_digit()),
                    "{number:?}\n{text}"
                );
            }
        }
    }
    assert!(regions > 100, "{regions}");
}

//! What the files of the exemptions and vetoes say of themselves: the manual
//! is made from it, and its examples are tried.

use super::Exemption;
use super::veto::Veto;

/// The text at the head of a file, in Markdown.
fn head(file: &'static str) -> String {
    let lines = file.lines().map_while(|line| line.strip_prefix("//!"));
    let lines: Vec<&str> = lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    lines.join("\n")
}

impl Exemption {
    /// What it covers, with examples of both sides, in Markdown. Items of
    /// lists have a file of their own, which is told with the fragments.
    pub fn documentation(self) -> String {
        match self {
            Exemption::Boilerplate => head(include_str!("exemption/boilerplate.rs")),
            Exemption::Question => head(include_str!("exemption/question.rs")),
            Exemption::Instruction => head(include_str!("exemption/instruction.rs")),
            Exemption::Advice => head(include_str!("exemption/advice.rs")),
            Exemption::Reader => head(include_str!("exemption/reader.rs")),
            Exemption::Stem => head(include_str!("exemption/stem.rs")),
            Exemption::Fragment => head(include_str!("exemption/fragment.rs")),
            Exemption::Quote => head(include_str!("exemption/quote.rs")),
            Exemption::Meta => head(include_str!("exemption/meta.rs")),
            Exemption::Disclaimer => head(include_str!("exemption/disclaimer.rs")),
            Exemption::Opinion => head(include_str!("exemption/opinion.rs")),
            Exemption::Example => head(include_str!("exemption/example.rs")),
            Exemption::Stipulation => head(include_str!("exemption/stipulation.rs")),
            Exemption::Talk => head(include_str!("exemption/talk.rs")),
        }
    }
}

/// What becomes of the items of a list, with examples of both sides.
pub fn items() -> String {
    head(include_str!("exemption/item.rs"))
}

impl Veto {
    /// What it turns back and what not, in Markdown.
    pub fn documentation(self) -> String {
        match self {
            Veto::Reason => head(include_str!("veto/reason.rs")),
            Veto::Effect => head(include_str!("veto/effect.rs")),
            Veto::Dose => head(include_str!("veto/dose.rs")),
            Veto::Threshold => head(include_str!("veto/threshold.rs")),
            Veto::Relative => head(include_str!("veto/relative.rs")),
            Veto::AndYouWill => head(include_str!("veto/and_you_will.rs")),
            Veto::SecondStatement => head(include_str!("veto.rs")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::stem::Stem;
    use crate::claim::unit::{Context, UnitKind};
    use crate::claim::verdict::judge;
    use crate::claim::{Verdict, Words};

    /// The examples below a heading: the text, and the lead-in or heading that
    /// a note in brackets names.
    fn examples(text: &str, title: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let section = text
            .split(&format!("# {title}\n"))
            .nth(1)
            .unwrap_or_default();
        let section = section.split("\n#").next().unwrap_or_default();
        let mut examples = Vec::new();
        for line in section.lines().filter_map(|line| line.strip_prefix("- ")) {
            let (example, note) = match line.rsplit_once(" (") {
                Some((example, note)) => (example, note),
                None => (line, ""),
            };
            let quoted = note.split('"').nth(1).map(str::to_owned);
            let (stem, heading) = if note.contains("heading") {
                (None, quoted)
            } else {
                (quoted, None)
            };
            examples.push((example.to_owned(), stem, heading));
        }
        examples
    }

    fn verdict((text, stem, heading): &(String, Option<String>, Option<String>)) -> Verdict {
        let words = Words::english();
        let stem = stem.as_deref().map(|stem| Stem::new(stem, words));
        let item = stem.is_some() || heading.is_some();
        judge(
            &Context {
                text,
                kind: if item {
                    UnitKind::ListItem
                } else {
                    UnitKind::Paragraph
                },
                stem: stem.as_ref(),
                heading: heading.as_deref(),
                introduces: text.ends_with(':'),
                attribution: None,
                numbered: false,
            },
            words,
        )
    }

    #[test]
    fn the_examples_of_the_manual_are_judged_as_it_says() {
        let mut tried = 0;
        let all = Exemption::ALL.map(Exemption::documentation);
        for text in all.iter().chain([&items()]) {
            for example in examples(text, "Examples exempt") {
                assert!(
                    matches!(verdict(&example), Verdict::Exempt(_)),
                    "{example:?} is exempt"
                );
                tried += 1;
            }
            for example in examples(text, "Examples that stay a claim") {
                if example.0.starts_with("a block quotation") {
                    continue;
                }
                assert!(
                    matches!(verdict(&example), Verdict::Claim { .. }),
                    "{example:?} is a claim"
                );
                tried += 1;
            }
        }
        for veto in Veto::ALL {
            let text = veto.documentation();
            for example in examples(&text, "Turns back") {
                assert!(
                    matches!(verdict(&example), Verdict::Claim { .. }),
                    "{example:?} is a claim"
                );
                tried += 1;
            }
            for example in examples(&text, "Does not") {
                assert!(
                    matches!(verdict(&example), Verdict::Exempt(_)),
                    "{example:?} is exempt"
                );
                tried += 1;
            }
        }
        assert!(tried > 60, "only {tried} examples were found");
    }
}

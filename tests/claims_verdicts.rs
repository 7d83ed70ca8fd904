//! What must hold for the verdict on any unit.

use wellsourced::claim::exemption::Exemption;
use wellsourced::claim::stem::Stem;
use wellsourced::claim::unit::{Context, UnitKind};
use wellsourced::claim::verdict::{Verdict, judge};
use wellsourced::claim::veto::Veto;
use wellsourced::claim::words::Words;

fn paragraph(text: &str) -> Context<'_> {
    Context {
        text,
        kind: UnitKind::Paragraph,
        stem: None,
        heading: None,
        introduces: false,
        attribution: None,
        numbered: false,
    }
}

#[test]
fn any_unit_is_judged_without_panic() {
    let words = Words::english();
    let pieces: Vec<String> = include_str!("claims/dev.jsonl")
        .split(|c: char| c.is_whitespace() || c == '"')
        .filter(|piece| !piece.is_empty())
        .map(|piece| format!("{piece} "))
        .chain(
            [
                "(",
                ") ",
                "\u{201c}",
                "\u{201d} ",
                "'",
                ". ",
                "? ",
                ": ",
                "; ",
                " \u{2014} ",
                "\u{E000}",
                "\u{1F600} ",
                "\u{130}",
            ]
            .map(str::to_owned),
        )
        .collect();
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = move |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(end).unwrap()).unwrap()
    };
    let kinds = [
        UnitKind::Paragraph,
        UnitKind::ListItem,
        UnitKind::Quotation,
        UnitKind::Cell,
        UnitKind::Caption,
        UnitKind::Footnote,
        UnitKind::Label,
    ];
    for _ in 0..20_000 {
        let mut make = |most: usize| {
            (0..=next(most))
                .map(|_| pieces[next(pieces.len())].as_str())
                .collect::<String>()
        };
        let (text, heading, lead_in) = (make(25), make(5), make(8));
        let stem = Stem::new(&lead_in, words);
        let context = Context {
            kind: kinds[next(kinds.len())],
            stem: (next(2) == 0).then_some(&stem),
            heading: (next(2) == 0).then_some(heading.as_str()),
            introduces: next(4) == 0,
            attribution: (next(4) == 0).then_some(lead_in.as_str()),
            ..paragraph(&text)
        };
        let verdict = judge(&context, words);
        if let Verdict::Claim {
            vetoed: Some(vetoed),
        } = &verdict
        {
            assert!(
                text.get(vetoed.words.clone())
                    .is_some_and(|words| !words.is_empty()),
                "{text:?} {vetoed:?}"
            );
        }
        let broken = text.replace(' ', "\n");
        assert_eq!(
            verdict,
            judge(
                &Context {
                    text: &broken,
                    ..context
                },
                words
            ),
            "{text:?}"
        );
    }
}

#[test]
fn a_citation_changes_no_verdict() {
    let words = Words::english();
    for line in include_str!("claims/dev.jsonl").lines() {
        let unit: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = unit["text"].as_str().unwrap();
        let cited = format!("{text}\u{E000}");
        let spaced = format!("{text} \u{E000}\u{E001}");
        let verdict = judge(&paragraph(text), words);
        assert_eq!(verdict, judge(&paragraph(&cited), words), "{text}");
        assert_eq!(verdict, judge(&paragraph(&spaced), words), "{text}");
    }
}

#[test]
fn a_site_can_add_phrases() {
    let words = Words::with_phrases(&["Sleep tight!".to_owned()]);
    assert_eq!(
        judge(&paragraph("sleep  tight."), &words),
        Verdict::Exempt(Exemption::Fragment)
    );
    assert!(judge(&paragraph("Sleep heals."), &words).is_claim());
}

#[test]
fn every_reason_has_a_name_and_an_explanation() {
    let mut ids: Vec<&str> = Exemption::ALL
        .iter()
        .map(|e| e.id())
        .chain(Veto::ALL.iter().map(|v| v.id()))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), Exemption::ALL.len() + Veto::ALL.len());
    assert!(Exemption::ALL.iter().all(|e| !e.explanation().is_empty()));
    assert!(Veto::ALL.iter().all(|v| !v.explanation().is_empty()));
}

#[test]
fn a_veto_names_the_words_that_did_it() {
    let words = Words::english();
    let text = "Talk to a doctor, because untreated high blood pressure can lead to a stroke.";
    let Verdict::Claim {
        vetoed: Some(vetoed),
    } = judge(&paragraph(text), words)
    else {
        panic!("not vetoed")
    };
    assert_eq!(
        (vetoed.veto, vetoed.was),
        (Veto::Reason, Exemption::Instruction)
    );
    assert!(text[vetoed.words].starts_with("because"));
}

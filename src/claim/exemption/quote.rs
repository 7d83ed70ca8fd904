//! # What it is
//! The voice of a patient or reader, in quotation marks or a block quotation: how it feels, what they ask, or words
//! offered to the reader to say.
//!
//! # Examples exempt
//! - "I wake at three every night."
//! - "Nobody told me," one reader wrote to us.
//! - "Small glasses, half full." – Odile
//! - I have worn a hearing aid since I was nine. (the writer of the page)
//! - She sold up and moved into our spare room. (what befell somebody of whom the page tells)
//!
//! # Examples that stay a claim
//! - "Remission is possible," says a professor of medicine. (an expert)
//! - a block quotation from a guideline
//! - I found that ginger settles the stomach. (says how things are)
//! - He became deaf after the fever. (where an illness came from)

use crate::claim::case::is;
use crate::claim::class::{Class, VERB};
use crate::claim::clause;
use crate::claim::head;
use crate::claim::scan::Tokens;
use crate::claim::stem::StemClass;
use crate::claim::token::{Break, Kind, Token};
use crate::claim::unit::{Unit, UnitKind};

use super::story;

/// Bytes of the longest attribution that is read for each sentence of a quotation. Who needs more words to be named is
/// no patient.
const LONGEST_ATTRIBUTION: usize = 400;

pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let context = unit.context;
    let rows = &unit.rows;
    if speaks_expert(unit) {
        return false;
    }
    let outside = unit.body();
    let voiced = context.stem.is_some_and(|stem| {
        matches!(
            stem.class,
            StemClass::Voice | StemClass::Directive | StemClass::Tips
        )
    });
    if continues_speech(unit) {
        return true;
    }
    if context.kind == UnitKind::Quotation {
        return unit.first_person() || context.attribution.is_some_and(|who| is_patient(unit, who));
    }
    // 'For example, "I missed what you said."'
    let led = unit.is_any(outside, 0, one_of!["for"])
        && unit.is_any(outside, 1, one_of!["example", "instance"])
        && outside.iter().skip(2).all(Token::is_mark);
    if led && !rows.quoted.is_empty() && rows.aside.is_empty() {
        return unit.first_person();
    }
    if !rows.opens_quoted || rows.quoted.is_empty() {
        return voiced
            && context
                .stem
                .is_some_and(|stem| stem.class == StemClass::Voice)
            && unit.first_person();
    }
    if !rows.aside.is_empty()
        && unit
            .parts
            .iter()
            .any(|part| part.aside && super::part::is_verbal(unit.tokens(part)))
    {
        return false;
    }
    // Words to say, or a typical remark, standing alone.
    if outside.is_empty() {
        return voiced || unit.first_person() && !generalises(unit) || is_typical_voice(unit);
    }
    // "I swapped to small glasses." – Tunde
    if is_first_name(unit) {
        return true;
    }
    // "...," one reader wrote to us.
    // "said a lifeboat coxswain": somebody who is no patient.
    let stranger = outside.windows(2).any(|pair| match pair {
        // "Maureen told our group" names who listened.
        [say, next] => {
            say.has(Class::Say)
                && !say.is_in(one_of!["told", "tells", "asked"])
                && next.has(Class::Determiner)
                && !next.has(Class::SubjectPronoun)
        }
        _ => false,
    }) || unit.is_any(outside, 0, one_of!["a", "an", "the", "our", "one"]);
    let patient = outside.iter().any(|token| token.has(Class::Patient));
    let told = outside.iter().any(|token| token.has(Class::Say))
        && (patient
            || !stranger
                && outside.iter().any(|token| {
                    token.has(Class::FirstPerson)
                        || token.has(Class::SubjectPronoun)
                        || token.has(Class::Name)
                }));
    told && outside.len() <= 12
        && (unit.first_person() || outside.iter().any(|token| token.has(Class::Patient)))
}

/// “When we lose somebody, there tends to be a process”: "we" are people in general, and nobody's own story is told.
fn generalises(unit: &Unit<'_>) -> bool {
    let quoted = &unit.rows.quoted;
    let alone = (0..quoted.len()).any(|at| {
        unit.is_any(
            quoted,
            at,
            one_of![
                "i", "i'm", "i’m", "i've", "i’ve", "me", "my", "mine", "myself"
            ],
        )
    });
    let we = |at: usize| unit.is_any(quoted, at, one_of!["we", "us", "our"]);
    let all = (0..quoted.len()).any(|at| {
        we(at)
            && unit.is_any(
                quoted,
                at + 1,
                one_of![
                    "all", "humans", "tend", "often", "usually", "bodies", "brains"
                ],
            )
            || unit.is_any(quoted, at, one_of!["there", "it"])
                && unit.is_any(quoted, at + 1, one_of!["tends"])
            || unit.is_any(quoted, at, one_of!["all", "most", "many"])
                && unit.is_any(quoted, at + 1, one_of!["of"])
                && we(at + 2)
    });
    let whenever = unit.is_any(quoted, 0, one_of!["when", "whenever", "if", "as"]) && we(1);
    !alone && (all || whenever)
}

/// “I came here to study: the first sentence of somebody's speech, or its last: the marks stand in other units.
fn continues_speech(unit: &Unit<'_>) -> bool {
    let text = unit.context.text.trim();
    let main = unit.main();
    let opens = text.starts_with(['“', '"']);
    let closes = text.ends_with(['”', '"']);
    if opens == closes || !unit.rows.quoted.is_empty() || !unit.rows.aside.is_empty() {
        return false;
    }
    let mine = (0..main.len()).any(|at| {
        unit.is_any(main, at, listed!(PARTS, "i"))
            || unit.is_any(main, at, one_of!["me", "my", "myself"])
    });
    // An expert speaks of patients and advises.
    let expert = (0..main.len()).any(|at| {
        unit.is_any(
            main,
            at,
            one_of!["patients", "clients", "study", "research"],
        ) || unit.is_any(main, at, listed!(PARTS, "i"))
            && (1..3).any(|ahead| unit.is_any(main, at + ahead, listed!(PARTS, "judges")))
    });
    mine && !expert && !tells_of_all(main)
}

/// "I have seen that magnets cure gout": what stands behind "that" is told of everybody.
fn tells_of_all(main: &[Token]) -> bool {
    (1..main.len()).any(|at| {
        is(main, at, one_of!["that"])
            && main.get(at + 1).is_some_and(|subject| {
                subject.kind == Kind::Word
                    && !subject.capital
                    && !subject.has(Class::SubjectPronoun)
                    && !subject.has(Class::Determiner)
                    && !subject.has(Class::FirstPerson)
                    && !subject.has(Class::Pointer)
                    && !subject.classes.meets(VERB)
                    && main.get(at + 2).is_some_and(|verb| !verb.is_mark())
            })
    })
}

/// "I have just started on insulin": a part that tells of the writer alone.
pub(super) fn tells_of_self(tokens: &[Token]) -> bool {
    let start = head::skip_adverbs(tokens, 0);
    let heart = tokens.get(start..).unwrap_or_default();
    let mine = is(heart, 0, one_of!["my"])
        && heart.get(1).is_some_and(|who| {
            who.has(Class::Carer) || who.has(Class::Person) || who.has(Class::Patient)
        });
    // "Some of my rest days are spent in bed", "There have been times when I gave up"
    let some = is(
        heart,
        0,
        one_of!["some", "one", "most", "many", "part", "all"],
    ) && is(heart, 1, one_of!["of"])
        && is(heart, 2, one_of!["my"]);
    let times = is(heart, 0, one_of!["there"])
        && (2..4).any(|at| is(heart, at, one_of!["times", "days", "nights", "moments"]))
        && (3..6).any(|at| is(heart, at, listed!(PARTS, "i")));
    if some || times {
        return !heart.iter().any(|verb| {
            verb.has(Class::Benefit) || verb.has(Class::BenefitS) || verb.has(Class::HarmS)
        });
    }
    let me = is(heart, 0, listed!(PARTS, "i"));
    if !(me || mine) {
        return false;
    }
    // What is found or advised is about the world.
    let judges = (1..5).any(|at| is(heart, at, listed!(PARTS, "judges")));
    // "My doctor sent me for a scan", "I shared this before"
    let verb = match clause::statement(heart, false) {
        Some(verb) => verb,
        None if me
            && (heart.get(1).is_some_and(|verb| verb.has(Class::Ed))
                || is(heart, 1, listed!(PARTS, "told of oneself"))) =>
        {
            1
        }
        None if mine && heart.iter().any(|token| token.has(Class::FirstPerson)) => 2,
        None => return false,
    };
    let rest = heart.get(verb + 1..).unwrap_or_default();
    // What is said of others in the past belongs to the story; what is said in the present is about the world.
    let world = clause::statement(rest, false).is_some_and(|next| {
        let mine = next > 0
            && rest
                .get(next - 1)
                .is_some_and(|subject| subject.has(Class::FirstPerson));
        let past = is(rest, next, one_of!["was", "were", "had", "did"])
            || rest.get(next).is_some_and(|verb| verb.has(Class::Past));
        !mine && !past
    });
    let world = world
        || rest.windows(2).any(|pair| {
            pair[0].has(Class::Conjunction)
                && pair[1].has(Class::SubjectPronoun)
                && !pair[1].has(Class::FirstPerson)
        });
    // "My doctor said gout runs in families"
    let said = (0..heart.len())
        .any(|at| is(heart, at, one_of!["said", "says", "told", "explained"]))
        && (1..rest.len()).any(|at| story::is_present(rest, at));
    // "I know that it works", "I learned ginger helps": what is known or felt is told where a clause follows.
    let that = (0..rest.len()).any(|at| {
        is(rest, at, one_of!["because"])
            || is(rest, at, one_of!["that"])
                && (at == 0
                    // "the news that gout runs in families"
                    || is(
                        rest,
                        at - 1,
                        one_of![
                            "news", "idea", "fact", "belief", "proof", "evidence", "sign",
                            "theory", "myth", "message", "somewhere", "online",
                        ],
                    )
                    || is(rest, at + 1, one_of!["people", "most", "many", "patients", "women", "men", "children"])
                    || rest.get(at - 1).is_some_and(|told| {
                        told.classes.meets(VERB)
                            || told.has(Class::Ed)
                            || told.has(Class::Past)
                            || told.has(Class::Say)
                            || told.has(Class::ObjectPronoun)
                            || told.has(Class::Human)
                    }))
    });
    let passes = (0..heart.len()).any(|at| story::passes(heart, at));
    let works = passes
        || rest.iter().any(|verb| {
            verb.has(Class::Benefit) || verb.has(Class::BenefitS) || verb.has(Class::HarmS)
        });
    verb <= 4 && !judges && !world && !said && !that && !works
}

/// Speaks of an experience without "I": "It's like breathing through a straw."
fn is_typical_voice(unit: &Unit<'_>) -> bool {
    let quoted = &unit.rows.quoted;
    let text = unit.context.text;
    let word = |at: usize| {
        quoted
            .get(at)
            .and_then(|token| text.get(token.place()))
            .unwrap_or_default()
    };
    let like = quoted
        .iter()
        .any(|token| matches!(text.get(token.place()), Some("like" | "feels" | "felt")));
    like && matches!(
        word(0),
        "It" | "It's" | "It’s" | "Like" | "That" | "Everything"
    )
}

fn speaks_expert(unit: &Unit<'_>) -> bool {
    let outside = unit
        .rows
        .main
        .iter()
        .chain(&unit.rows.aside)
        .any(|token| token.has(Class::Expert) && !token.has(Class::Patient));
    let attributed = unit.context.attribution.is_some_and(|who| {
        if who.len() > LONGEST_ATTRIBUTION {
            return true;
        }
        let patient = is_patient(unit, who);
        let who = Tokens::of(who, unit.words);
        !patient
            && who
                .main
                .iter()
                .chain(&who.aside)
                .any(|token| token.has(Class::Expert))
    });
    outside || attributed
}

fn is_patient(unit: &Unit<'_>, who: &str) -> bool {
    Tokens::of(who, unit.words)
        .main
        .iter()
        .any(|token| token.has(Class::Patient))
}

/// After the quotation stands a dash and one name, perhaps with an age or a place: a reader, not an authority.
fn is_first_name(unit: &Unit<'_>) -> bool {
    let mut parts = unit.main_parts();
    let (Some(part), None) = (parts.next(), parts.next()) else {
        return false;
    };
    let who = unit.tokens(part);
    let names = who
        .iter()
        .take_while(|token| token.has(Class::Name) && token.capital)
        .count();
    let rest = who.get(names..).unwrap_or_default();
    part.before == Break::Dash
        && names == 1
        && rest.len() <= 3
        && rest
            .iter()
            .all(|token| token.is_comma() || token.is_number() || token.has(Class::Name))
}

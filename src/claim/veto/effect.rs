//! # What it is
//! Words that promise an effect on health: "to lower your blood pressure", "which helps you sleep".
//!
//! # Turns back
//! - Rinse your mouth to prevent thrush.
//! - Eat oily fish for a healthy heart.
//! - Take ginger for nausea.
//! - Place a warm flannel on your eyes to melt the oils.
//!
//! # Does not
//! - Keep a diary to help your doctor understand.
//! - Try to avoid caffeine.

use std::ops::Range;

use crate::claim::class::{Class, Classes, VERB};
use crate::claim::spelling::Spellings;
use crate::claim::token::{self, Break, Kind, Token};
use crate::claim::unit::{Unit, UnitKind};
use crate::claim::words::Phrases;

/// Verbs by which somebody else is asked: "Ask a friend to drive you" names no effect.
const ASKING: &Spellings = listed!(VETOES, "asking");

pub(crate) fn find(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, true)
}

/// Only verbs that are listed as effects: in comfort "to" seldom names a purpose.
pub(crate) fn find_listed(unit: &Unit<'_>) -> Option<Range<usize>> {
    search(unit, false)
}

/// What a course or an app is said to do to a body: "will help you sleep", "and cuts insomnia by half".
pub(crate) fn find_boast(unit: &Unit<'_>) -> Option<Range<usize>> {
    let tokens = unit.main();
    let table = unit.words.table(Phrases::Effect);
    let boasts = unit.words.table(Phrases::Boast);
    let boasted = (0..tokens.len()).find_map(|at| {
        let to = tokens
            .get(at..)
            .and_then(|rest| boasts.at(rest))
            .map(|found| at + found.end)
            .or_else(|| singled_out(unit, tokens, at))?;
        Some(token::span(tokens, at, to))
    });
    boasted.or_else(|| {
        (1..tokens.len()).find_map(|at| {
            if unit.is_any(tokens, at, one_of!["help", "helps", "helping"])
                && !unit.is_any(tokens, at - 1, one_of!["to"])
                && let Some(found) = tokens.get(at..).and_then(|rest| table.at(rest))
            {
                return Some(token::span(tokens, at, at + found.end));
            }
            let joint = tokens
                .get(at - 1)
                .is_some_and(|joint| joint.has(Class::Conjunction));
            let boasts = tokens.get(at).is_some_and(|verb| {
                verb.has(Class::BenefitS)
                    && !unit.is_any(
                        tokens,
                        at,
                        one_of!["helps", "supports", "encourages", "promotes"],
                    )
                    || unit.is_any(tokens, at, one_of!["works", "cures"])
            });
            (joint && boasts).then(|| token::span(tokens, at - 1, at + 1))
        })
    })
}

/// "insoles that correct flat feet", "a trial that proved": of the thing that is offered it is said what it does, unless
/// that is what a service does for people: "a team that visits", "a form that explains".
fn singled_out(unit: &Unit<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    if !unit.is_any(tokens, at, one_of!["that"]) {
        return None;
    }
    let noun = at.checked_sub(1).and_then(|at| tokens.get(at))?;
    // "no study that settles it"
    let denied = at > 1 && unit.is_any(tokens, at - 2, one_of!["no", "any"]);
    let thing = noun.kind == Kind::Word
        && !noun.classes.meets(NO_THING)
        && !unit.is_any(tokens, at - 1, listed!(SERVICE, "knows"));
    let verb = (at + 1..tokens.len()).find(|&at| {
        tokens
            .get(at)
            .is_some_and(|word| !word.has(Class::Adverb) && !word.has(Class::Frequency) && !word.ly)
    })?;
    let word = tokens.get(verb)?;
    // "takes that sentence apart" points.
    let ends = tokens.get(verb + 1).is_none_or(|next| {
        next.is_mark() || next.has(Class::Preposition) || next.has(Class::Adverb)
    });
    let points = word.has(Class::NounOrCommand) && ends || noun.has(Class::VerbS) && !noun.plural;
    let acts = (word.has(Class::VerbS)
        || word.classes.meets(VERB)
        || word.has(Class::Past)
        || word.has(Class::Ed))
        && !points
        && !word.classes.meets(NO_THING)
        && !unit.is_any(tokens, verb, listed!(SERVICE, "said by that"));
    (thing && !denied && acts).then_some(verb + 1)
}

/// Before "that" these are no name of a thing.
const NO_THING: Classes = Classes::of(Class::Say)
    .and(Class::Subordinator)
    .and(Class::Clientele)
    .and(Class::Be)
    .and(Class::Preposition)
    .and(Class::Conjunction)
    .and(Class::Determiner)
    .and(Class::SubjectPronoun)
    .and(Class::Modal)
    .and(Class::ObjectPronoun);

fn search(unit: &Unit<'_>, wide: bool) -> Option<Range<usize>> {
    let hyphens = unit.context.text.contains('-');
    unit.open_rows().into_iter().find_map(|tokens| {
        (0..tokens.len()).find_map(|at| {
            if wide && hyphens && boasts(unit, tokens, at) {
                return Some(token::span(tokens, at, at + 1));
            }
            let to = here(unit, tokens, at, wide)?;
            (!asked(unit, tokens, at)).then(|| token::span(tokens, at, to))
        })
    })
}

/// "a sleep-inducing cup of milk", "gut-friendly yoghurt", but "your cholesterol-lowering tablets": these are called so.
fn boasts(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let Some((what, does)) = tokens
        .get(at)
        .and_then(|word| unit.word(word).rsplit_once('-'))
    else {
        return false;
    };
    let named = (at + 1..at + 3).any(|at| {
        tokens.get(at).is_some_and(|noun| noun.has(Class::Medicine))
            || unit.is_any(tokens, at, one_of!["therapy", "cream", "gel", "devices"])
    });
    let telling = listed!(VETOES, "telling endings").hold_word(does)
        || matches!(does, "friendly" | "healthy") && listed!(VETOES, "friendly to").hold_word(what);
    telling && !named
}

/// Where an effect that begins at `at` ends.
fn here(unit: &Unit<'_>, tokens: &[Token], at: usize, wide: bool) -> Option<usize> {
    let rest = tokens.get(at..)?;
    let token = rest.first()?;
    let next = rest.get(1);
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let from_before = at.checked_sub(1).and_then(|at| tokens.get(at..));
    // "ten minutes at a time to bring down the swelling"
    let each_time = at >= 3 && unit.is_any(tokens, at - 3, one_of!["at"]);
    let steps = at >= 2
        && unit.is_any(tokens, at - 1, one_of!["steps"])
        && unit.is_any(tokens, at - 2, one_of!["take"])
        && (1..3).any(|ahead| {
            tokens.get(at + ahead).is_some_and(|verb| {
                verb.has(Class::Benefit) && !unit.is_any(tokens, at + ahead, one_of!["help"])
            }) || unit.is_any(tokens, at + ahead, one_of!["keep"])
        });
    if steps && unit.is_any(tokens, at, one_of!["to"]) {
        return Some(at + 2);
    }
    if !each_time
        && from_before.is_some_and(|rest| unit.words.table(Phrases::Governor).at(rest).is_some())
    {
        return None;
    }
    // "Encourage your child to breathe slowly", "help them to calm down": it is the helped one who acts.
    if unit.is_any(tokens, at, one_of!["to"]) && is_helped(unit, tokens, at) {
        return None;
    }
    // "Wait for the pain to ease": it eases by itself.
    let awaited = unit.is_any(tokens, at, one_of!["to"])
        && (at.saturating_sub(6)..at).any(|at| {
            unit.is_any(
                tokens,
                at,
                one_of!["wait", "waiting", "arrange", "arranging"],
            ) && unit.is_any(tokens, at + 1, one_of!["for"])
        });
    if awaited {
        return None;
    }
    // "important for you to avoid crowds"
    let urged = unit.is_any(tokens, at, one_of!["to"])
        && at >= 3
        && unit.is_any(tokens, at - 2, one_of!["for"])
        && unit.is_any(tokens, at - 3, listed!(VETOES, "urged"));
    if urged {
        return None;
    }
    // "harder for you to breathe", "struggle to swallow": what fails, and no purpose.
    let failing = |at: usize| {
        unit.is_any(tokens, at, listed!(VETOES, "fails"))
            && at > 0
            && (unit.is_any(
                tokens,
                at,
                one_of![
                    "struggle",
                    "struggles",
                    "struggling",
                    "unable",
                    "difficulty",
                    "fail",
                    "fails"
                ],
            ) || unit.is_any(
                tokens,
                at - 1,
                one_of!["is", "it", "be", "are", "feels", "gets", "too", "find"],
            ))
    };
    let fails = unit.is_any(tokens, at, one_of!["to"])
        && at > 1
        && (failing(at - 1)
            || at > 2 && unit.is_any(tokens, at - 2, one_of!["for"]) && failing(at - 3));
    if fails {
        return None;
    }
    // "an outlet that works for you"
    let suits = unit.is_any(tokens, at, one_of!["that", "what", "which"])
        && unit.is_any(tokens, at + 1, one_of!["works", "work"])
        && unit.is_any(tokens, at + 2, one_of!["for", "best"]);
    if suits {
        return None;
    }
    // "See your doctor for headaches that keep coming": what for, and no remedy.
    let seeks = unit.is_any(tokens, at, one_of!["for"])
        && (0..3).any(|at| unit.is_any(tokens, at, listed!(VETOES, "turns to")))
        && tokens
            .iter()
            .take(at)
            .any(|who| who.has(Class::Carer) || who.is_in(listed!(LEADS, "care")));
    if seeks {
        return None;
    }
    if let Some(found) = unit.words.table(Phrases::Effect).at(rest) {
        return Some(at + found.end);
    }
    let benign = unit.words.table(Phrases::Benign);
    if benign.at(rest).is_some() || from_before.is_some_and(|rest| benign.at(rest).is_some()) {
        return None;
    }
    if unit.is_any(tokens, at, one_of!["to"]) {
        // "to lower", "to further reduce"; a verb that is not known to be harmless counts too.
        let skip = rest
            .iter()
            .skip(1)
            .position(|token| !token.has(Class::Adverb) || token.has(Class::Benefit))?;
        let purpose = rest.get(skip + 1)?;
        let governed = before.is_none_or(|before| before.has(Class::Governor) || before.is_comma());
        // "to melt the oils": a word in no list, before an object.
        let unheard = purpose.is_unlisted()
            && rest.get(skip + 2).is_some_and(|object| {
                object.has(Class::Determiner) && !object.has(Class::Adverb)
                    || object.has(Class::ObjectPronoun)
            });
        let unknown = (purpose.classes.meets(VERB) || unheard)
            && !purpose.has(Class::PlainPurpose)
            && !is_noun(rest, skip + 1);
        let named =
            purpose.has(Class::Benefit) || wide && unknown && !governed && !asks(unit, tokens, at);
        return named.then_some(at + skip + 2);
    }
    // "to open the chest and improve your posture"
    let joined = token.has(Class::Conjunction)
        && next.is_some_and(|next| next.has(Class::Benefit) && next.has(Class::Command));
    // "can lower", "will cause"
    let foretold = token.has(Class::Modal)
        // "as you would treat a friend"
        && !(unit.is_any(tokens, at, one_of!["would"])
            && before.is_some_and(|you| you.has(Class::Addressee)))
        && at > 0
        // "tell her you will support her"
        && !(before.is_some_and(|you| you.has(Class::Addressee))
            && unit.is_any(tokens, at + 1, one_of!["support", "help", "share"]))
        && next.is_some_and(|next| next.has(Class::Benefit) || next.has(Class::Harm));
    if joined && purpose_before(unit, tokens, at) || foretold {
        return Some(at + 2);
    }
    // "Take ginger for morning sickness": a remedy and what it is good for.
    if wide && unit.is_any(tokens, at, one_of!["for"]) && at > 1 && remedy(unit, tokens, at) {
        let ailment = rest
            .iter()
            .take(4)
            .position(|token| token.has(Class::Ailment))
            .filter(|&to| !rest.iter().take(to).any(Token::is_mark));
        if let Some(to) = ailment {
            return Some(at + to + 1);
        }
    }
    // "Omega-3: reduce inflammation", "Lower risk of falls": an item that is itself an effect.
    let opens = at == 0 || before.is_some_and(Token::is_mark);
    let outcome = wide
        && opens
        && unit.context.kind == UnitKind::ListItem
        && unit.is_any(tokens, at, listed!(VETOES, "improves"))
        && (1..4).any(|ahead| unit.is_any(tokens, at + ahead, listed!(VETOES, "improved")));
    if outcome {
        return Some(at + 2);
    }
    // ", lowering the risk"
    let trailing = before.is_some_and(Token::is_comma)
        && !next.is_some_and(|next| next.has(Class::ObjectPronoun) || next.has(Class::Preposition))
        && token.has(Class::BenefitIng)
        && !token.has(Class::NounOrCommand)
        && at > 2;
    // "Ease the pain with a warm bath": the command is itself the effect.
    let means = wide
        && token.has(Class::Result)
        && before
            .is_none_or(|before| !before.has(Class::Preposition) && !before.has(Class::Determiner))
        && !unit.is_any(tokens, at + 1, listed!(VETOES, "raised"))
        && means_follow(unit, rest);
    let heads = wide && opens && aims(unit, tokens, at);
    (trailing || means || heads).then_some(at + 1)
}

/// "Stop the rash from spreading: wash your hands", "Beat the itch – wear cotton": the effect first, and what is done
/// for it behind a colon or dash.
fn aims(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let result = tokens.get(at).is_some_and(|verb| verb.has(Class::Result))
        && !unit.is_any(tokens, at + 1, listed!(VETOES, "raised"))
        && !unit.is_any(tokens, at + 2, listed!(VETOES, "raised"));
    let keeps = unit.is_any(tokens, at, listed!(VETOES, "keeps from"));
    if !(result || keeps) {
        return false;
    }
    let Some(mark) = (at + 2..tokens.len().min(at + 9)).find(|&at| {
        tokens
            .get(at)
            .is_some_and(|mark| mark.is_mark() && !mark.is_comma())
    }) else {
        return false;
    };
    let done = tokens
        .get(mark)
        .is_some_and(|mark| matches!(mark.kind, Kind::Break(Break::Colon | Break::Dash)))
        && tokens
            .get(mark + 1)
            .is_some_and(|verb| verb.classes.meets(VERB));
    let from = (at + 2..mark).any(|at| {
        unit.is_any(tokens, at, one_of!["from"])
            && tokens.get(at + 1).is_some_and(|act| act.has(Class::Ing))
    });
    done && (result || from)
}

/// "... by eating less", "... with a warm bath" after a verb of effect and its object.
fn means_follow(unit: &Unit<'_>, rest: &[Token]) -> bool {
    let to = rest
        .iter()
        .position(Token::is_mark)
        .unwrap_or(rest.len())
        .min(8);
    (2..to).any(|at| {
        let by = unit.is_any(rest, at, one_of!["by"])
            && rest.get(at + 1).is_some_and(|next| next.has(Class::Ing));
        by || unit.is_any(rest, at, one_of!["with"])
            && rest
                .get(at + 1)
                .is_some_and(|next| !next.has(Class::ObjectPronoun) && !next.classes.meets(PEOPLE))
    })
}

/// "Support your child with love" is no remedy, "with your doctor" no means.
const PEOPLE: Classes = Classes::of(Class::Carer).and(Class::Person);

/// A command to help or ask stands before, and right before this place the one whom it is about.
fn is_helped(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let whom = at.checked_sub(1).is_some_and(|whom| {
        tokens.get(whom).is_some_and(|token| {
            token.has(Class::ObjectPronoun) && !token.has(Class::Addressee)
                || token.classes.meets(PEOPLE)
                || token.has(Class::Patient)
        }) || unit.is_any(
            tokens,
            whom,
            one_of!["baby", "one", "everyone", "him", "her", "them", "it"],
        )
    });
    let helps = listed!(VETOES, "helping");
    whom && (at.saturating_sub(5)..at).any(|verb| {
        unit.is_any(tokens, verb, helps)
            && !verb.checked_sub(1).is_some_and(|to| {
                unit.is_any(tokens, to, one_of!["to", "can", "may", "will", "that"])
            })
    })
}

/// The command asks somebody to do it.
fn asks(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    (0..at).any(|at| unit.is_any(tokens, at, ASKING))
}

/// A "to" with a verb stands before this place, after the last comma.
fn purpose_before(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let from = lead.iter().rposition(Token::is_mark).map_or(0, |at| at + 1);
    (from + 1..at).any(|at| {
        unit.is_any(tokens, at, one_of!["to"])
            && tokens
                .get(at + 1)
                .is_some_and(|verb| verb.classes.meets(VERB))
    })
}

/// The effect is asked for, not stated: it stands in a "what" or "whether" clause. In "if it can help" a condition
/// asks too; in "when you sit to ease the swelling" it does not.
fn asked(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let Some(lead) = tokens.get(..at) else {
        return false;
    };
    let clause = lead.iter().rposition(Token::is_mark).map_or(0, |at| at + 1);
    let purpose = unit.is_any(tokens, at, one_of!["to"]);
    // "who is unsteady and so prevent a fall"
    if unit.is_any(tokens, at, one_of!["so"]) {
        return false;
    }
    lead.get(clause..).unwrap_or_default().iter().any(|token| {
        let conditional = token.has(Class::Subordinator)
            && !token.has(Class::Determiner)
            && !token.has(Class::Preposition);
        token.has(Class::Wh) || conditional && !purpose
    })
}

/// "say no to ice": a noun that could be a verb counts as one only before an object.
fn is_noun(rest: &[Token], verb: usize) -> bool {
    let ends = |after: &Token| {
        after.is_mark()
            || after.has(Class::Preposition)
            || after.has(Class::Conjunction)
            || after.has(Class::Adverb)
    };
    let noun = rest.get(verb);
    let after = rest.get(verb + 1);
    noun.is_some_and(|noun| noun.has(Class::NounOrCommand)) && after.is_none_or(ends)
        || noun.is_some_and(|noun| noun.has(Class::CommandOrNoun))
            && after.is_none_or(Token::is_mark)
}

/// A command to take or use something stands before this place, after the last mark.
fn remedy(unit: &Unit<'_>, tokens: &[Token], at: usize) -> bool {
    let lead = tokens.get(..at).unwrap_or_default();
    let from = lead.iter().rposition(Token::is_mark).map_or(0, |at| at + 1);
    let takes = listed!(VETOES, "takes");
    (from..at).any(|at| unit.is_any(tokens, at, takes))
}

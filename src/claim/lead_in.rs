//! Reads the lead-in of a list, or a heading over one.
//!
//! In goes its text; out comes its class: items under a command or question are let through with it, items under a
//! lead-in that states or promises something are claims, and under a mere label each item is judged on its own. It
//! is made once for a list.

mod care;
mod own;
mod request;
mod subject;

use super::class::Class;
use super::clause;
use super::condition;
use super::exemption::part::has_statement;
use super::exemption::stem::{ends_hollow, speaks, suggests};
use super::stem::{Stem, StemClass};
use super::tally::Tally;
use super::token::{Break, Token};
use super::unit::{Context, Memory, Unit};
use super::veto;
use super::words::{Phrases, Words};

impl Stem {
    /// Reads a lead-in.
    #[must_use]
    pub fn new(text: &str, words: &Words) -> Stem {
        let context = Context::sentence(text);
        let unit = Unit::new(&context, words, &mut Memory::default());
        let class = classify(&unit);
        let named = unit.main().iter().any(|token| token.has(Class::FactNoun));
        let names_facts = named
            && !matches!(
                class,
                StemClass::Tips | StemClass::Directive | StemClass::Condition
            );
        let when = (0..unit.main().len())
            .any(|at| unit.is_any(unit.main(), at, one_of!["when", "if"]))
            && (0..unit.main().len())
                .any(|at| unit.is_any(unit.main(), at, listed!(LEADS, "urgent")));
        let cares = care::names_care(&unit) || when;
        Stem {
            text: text.into(),
            class,
            seeks_care: cares
                && matches!(
                    class,
                    StemClass::Directive | StemClass::Condition | StemClass::Tips
                ),
            stands_apart: class == StemClass::Claim && !named && stands_apart(&unit),
            names_facts,
            whose: own::whose(&unit),
            talk: if urges_others(&unit) {
                Tally::default()
            } else {
                Tally::of(unit.main().iter())
            },
        }
    }
}

/// "Managers should:", "Your child might:": what others ought to do, or may, is no talk.
fn urges_others(unit: &Unit<'_>) -> bool {
    unit.main().iter().any(|can| can.has(Class::Modal))
        && !unit.first_person()
        && !unit.main().iter().any(|you| you.has(Class::Addressee))
}

/// The order matters: a promise of an effect outweighs the form of the lead-in.
fn classify(unit: &Unit<'_>) -> StemClass {
    if unit.is_endless() {
        return StemClass::Claim;
    }
    let words = unit.words;
    let body = unit.body();
    let Some(first) = body.first() else {
        return StemClass::Label;
    };
    let expert = unit
        .main()
        .iter()
        .any(|token| token.has(Class::Expert) && !token.has(Class::Patient));
    // "Here are some signs that you might notice": the page talks, and each item is a fact all the same.
    let announces = unit.is_any(body, 0, one_of!["here", "below", "following", "listed"])
        || unit.is_any(body, 0, one_of!["the"]) && unit.is_any(body, 1, one_of!["following"]);
    if announces && body.iter().any(|noun| noun.has(Class::FactNoun)) && !names_action(unit) {
        return StemClass::Claim;
    }
    if names_signs(unit) || counts_facts(unit) {
        return StemClass::Claim;
    }
    // "Things nobody told me", "What I learned the hard way"
    let learned = unit.is_any(body, 0, one_of!["things", "what"])
        && (1..4).any(|at| {
            unit.is_any(
                body,
                at,
                one_of!["told", "tells", "learned", "learnt", "knew"],
            )
        });
    if learned {
        return StemClass::Setting;
    }
    // "What measles can do to babies"
    let does_to = unit.is_any(body, 0, one_of!["what"])
        && (2..5).any(|at| {
            body.get(at).is_some_and(|can| can.has(Class::Modal))
                && unit.is_any(body, at + 1, one_of!["do", "cause", "mean"])
                && !body.get(at - 1).is_some_and(|you| {
                    you.has(Class::SubjectPronoun)
                        || you.has(Class::Person)
                        || you.has(Class::Patient)
                })
        })
        && (4..body.len()).any(|at| unit.is_any(body, at, one_of!["to", "for", "in"]));
    // "GPs usually advise"
    let advised = body.len() <= 6
        && unit.is_any(body, body.len() - 1, listed!(LEADS, "advises"))
        && (0..3).any(|at| {
            body.get(at).is_some_and(|who| {
                who.has(Class::Carer) || who.has(Class::Expert) || who.has(Class::Publisher)
            })
        })
        && !body.iter().any(|we| we.has(Class::FirstPerson));
    if does_to || advised {
        return StemClass::Claim;
    }
    // "For example, if you": examples of what was stated before.
    if body.len() > 2
        && unit.is_any(body, 0, one_of!["for"])
        && unit.is_any(body, 1, one_of!["example", "instance"])
        && (2..5).any(|at| unit.is_any(body, at, one_of!["if", "when"]))
    {
        return StemClass::Claim;
    }
    if subject::is_told_of(unit) {
        return StemClass::Claim;
    }
    if request::requests(unit) || request::asks_to_bring(unit) {
        return StemClass::Directive;
    }
    if request::names_readers(unit) || request::sets_terms(unit) {
        return StemClass::Condition;
    }
    // "If your child": the items complete the case.
    if condition::is_unfinished(body) {
        return StemClass::Condition;
    }
    // "You cannot go home unless:"
    if unit.is_any(body, body.len() - 1, one_of!["unless"]) {
        return StemClass::Condition;
    }
    // "In stairways be sure", "Make sure that": the items say of what.
    let that = unit.is_any(body, body.len() - 1, one_of!["that"]);
    let end = (body.len() - 1).saturating_sub(usize::from(that));
    let assures = unit.is_any(body, end, one_of!["sure"])
        && end > 0
        && unit.is_any(body, end - 1, one_of!["be", "make"])
        || unit.is_any(body, end, one_of!["check", "ensure"]) && speaks(unit);
    if assures {
        return StemClass::Condition;
    }
    if tells_of_harm(unit) {
        return StemClass::Claim;
    }
    if offers(unit) && !body.iter().any(|verb| verb.has(Class::Benefit)) {
        return StemClass::Directive;
    }
    if lists_readings(unit) {
        return StemClass::Directive;
    }
    let promises = words.table(Phrases::Promise).at(body).is_some() || veto::effect(unit).is_some();
    // "Click through the slides to see how to eat better": it points, and promises nothing of the items.
    let points = unit.is_any(body, 0, listed!(LEADS, "click"));
    // "Foods to avoid": what the items are for is not said.
    let named = unit.is_any(body, 0, listed!(LEADS, "avoided things"));
    let avoided = named
        && (1..5).any(|at| {
            unit.is_any(body, at, one_of!["to"])
                && unit.is_any(body, at + 1, one_of!["avoid", "limit", "cut", "skip"])
                && (at + 2 >= body.len()
                    || unit.is_any(
                        body,
                        at + 2,
                        one_of![
                            "in", "during", "when", "while", "if", "before", "after", "at", "on",
                            "and", "or",
                        ],
                    ))
        });
    if avoided {
        return StemClass::Tips;
    }
    // "These tips may help": that they do is claimed of them all, and each is still a command.
    let vague = unit.is_any(
        body,
        body.len() - 1,
        one_of!["help", "helps", "useful", "helpful", "work"],
    ) && body.len() <= 7
        && (0..body.len()).any(|at| unit.is_any(body, at, listed!(LEADS, "tips")))
        // "tips that may help" promises it of each.
        && !(2..body.len()).any(|at| unit.is_any(body, at, one_of!["that", "which"]));
    if promises && (points || vague) {
        return StemClass::Setting;
    }
    if promises {
        // "These steps will help you get started": commands stand on their own under it.
        let arranges = words.table(Phrases::NotPromise).find(body).is_some();
        return if arranges {
            StemClass::Setting
        } else {
            StemClass::Promise
        };
    }
    // "It is recommended to do the following exercises": whoever says so, each item is still a command.
    if announces_steps(unit) && has_statement(unit) {
        return StemClass::Setting;
    }
    // "..., which can be signs of heart failure"
    if veto::relative_clause(unit).is_some() {
        return StemClass::Claim;
    }
    // "you have any of these signs", under a lead-in that ends in "if"
    let case = (0..2).any(|at| unit.is_any(body, at, one_of!["you", "child", "they", "baby"]))
        && (1..3).any(|at| {
            unit.is_any(
                body,
                at,
                one_of!["have", "has", "notice", "notices", "get", "develop"],
            ) && unit.is_any(body, at + 1, one_of!["any", "one"])
        });
    if case {
        return StemClass::Condition;
    }
    if care::asks_when(unit)
        || care::sends_for_care(unit)
        || care::needs_care(unit)
        || care::names_alarms(unit)
    {
        return StemClass::Condition;
    }
    // "What to bring?", "What can I do?"
    let tips = suggests(unit);
    if unit.closing() == Break::Question && !tips {
        // "What causes it?" is answered by the items; "Do you have any of these?" asks about each.
        let answered = first.has(Class::Wh)
            || body.iter().any(Token::is_comma)
                && (1..body.len()).any(|at| {
                    unit.is_any(body, at, one_of!["what", "why"])
                        && body.get(at - 1).is_some_and(Token::is_comma)
                });
        return if answered && asks_for_causes(unit) {
            StemClass::Claim
        } else {
            StemClass::Directive
        };
    }
    let said = unit.is_any(
        body,
        body.len() - 1,
        one_of!["this", "these", "like", "yourself"],
    );
    let voice = words.table(Phrases::Voice);
    if said && !expert && voice.find(body).is_some() {
        return StemClass::Voice;
    }
    if tips {
        return StemClass::Tips;
    }
    // "Massage Therapy" names a thing.
    let names = body.len() == 2
        && !first.has(Class::Command)
        && body.iter().all(|token| token.capital && !token.plural);
    if !names && speaks(unit) {
        let from = body.len().saturating_sub(9);
        let condition = one_of!["if", "when", "whenever", "that", "who", "unless", "where"];
        // "Take care when cleaning cages": the case is whole, and the items say what to do.
        let whole = |at: usize| {
            unit.is_any(body, at, one_of!["when", "while"])
                && body.get(at + 1).is_some_and(|act| act.has(Class::Ing))
                && at + 2 < body.len()
        };
        let ends_in_condition =
            (from..body.len()).any(|at| unit.is_any(body, at, condition) && !whole(at));
        // "Make an appointment if any of these fits you": the items say which.
        let points_ahead = (0..body.len()).any(|at| {
            unit.is_any(body, at, one_of!["if", "when", "should"])
                && (unit.is_any(body, at + 1, one_of!["any", "one", "some", "these"])
                    || unit.is_any(body, at + 1, one_of!["the"])
                        && unit.is_any(body, at + 2, one_of!["following"]))
        });
        return if ends_in_condition || points_ahead {
            StemClass::Condition
        } else {
            StemClass::Directive
        };
    }
    if !expert && voice.find(body).is_some() {
        return StemClass::Voice;
    }
    let names_setting = [
        Class::Preposition,
        Class::Subordinator,
        Class::TimeNoun,
        Class::Adverb,
    ];
    // "The night before"
    let moment = unit.is_any(body, 0, one_of!["the"])
        && body.len() <= 4
        && body.get(1).is_some_and(|time| time.has(Class::TimeNoun));
    let setting =
        moment || names_setting.into_iter().any(|class| first.has(class)) && !first.has(Class::Wh);
    // "Experts often recommend": whoever does, says so of the items.
    let states = has_statement(unit) || clause::states_often(body);
    if states || !setting && ends_hollow(unit) {
        return StemClass::Claim;
    }
    if setting {
        StemClass::Setting
    } else {
        StemClass::Label
    }
}

/// "Typical complaints are:", "Check yourself for the early signs:": the items are what the lead-in says they are.
/// Where the signs send for care, the items are cases.
fn names_signs(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let sends = care::names_care(unit)
        || (0..body.len()).any(|at| unit.is_any(body, at, listed!(LEADS, "seek")));
    let notices = notices(unit);
    !sends
        && body.iter().enumerate().any(|(at, noun)| {
            let are =
                at + 2 == body.len() && body.get(at + 1).is_some_and(|are| are.has(Class::Be));
            let kind = (at.saturating_sub(2)..at)
                .any(|at| unit.is_any(body, at, listed!(LEADS, "kinds of signs")));
            let signs = unit.is_any(body, at, one_of!["complaints", "signs", "symptoms"]);
            noun.has(Class::FactNoun) && (are || kind && signs && at + 1 == body.len())
                || notices && unit.is_any(body, at, listed!(LEADS, "noticed"))
        })
}

/// "Some triggers our helpline hears of": whoever tells of them, each item is one.
fn counts_facts(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let some = unit.is_any(
        body,
        0,
        one_of![
            "common", "frequent", "many", "most", "other", "possible", "several", "some",
            "typical", "usual"
        ],
    );
    some && (1..3).any(|at| {
        unit.is_any(
            body,
            at,
            one_of!["causes", "complaints", "signs", "symptoms", "triggers"],
        )
    })
}

/// "Learn to spot", "Be aware of", "Look out for", but "Learn more about" points to a page.
fn notices(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let aware = unit.is_any(body, 0, one_of!["be", "get"])
        && (1..3).any(|at| unit.is_any(body, at, one_of!["aware", "know", "alert"]));
    aware
        || unit.is_any(body, 0, listed!(LEADS, "notices"))
            && !unit.is_any(body, 1, one_of!["more", "about"])
}

/// It ends in a full stop and says nothing of a body that the items would go on with.
fn stands_apart(unit: &Unit<'_>) -> bool {
    unit.closing() == Break::Stop
        && !unit.main().iter().any(|word| {
            [
                Class::Ailment,
                Class::Benefit,
                Class::BenefitS,
                Class::Harm,
                Class::HarmS,
                Class::Medicine,
            ]
            .into_iter()
            .any(|class| word.has(class))
        })
        && !(0..unit.main().len()).any(|at| {
            unit.is_any(unit.main(), at, listed!(LEADS, "facts"))
                || unit.is_any(unit.main(), at, listed!(LEADS, "tells of a body"))
        })
}

/// "What influenza can do to infants", "What alcohol does to the liver", "What happens after a stroke": the items are
/// facts about it. "What you can do for your child" tells of the reader.
fn tells_of_harm(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    if !unit.is_any(body, 0, one_of!["what"]) || unit.closing() == Break::Question {
        return false;
    }
    let someone = body.iter().take(4).any(|who| {
        who.has(Class::Addressee) || who.has(Class::FirstPerson) || who.has(Class::SubjectPronoun)
    });
    let happens = unit.is_any(body, 1, one_of!["happens", "changes", "follows"]);
    let does = (2..body.len().min(8)).any(|at| {
        unit.is_any(body, at, one_of!["do", "does", "did", "mean", "means"])
            && unit.is_any(body, at + 1, one_of!["to", "for", "in"])
    });
    happens || does && !someone
}

/// "What causes it?", "Why does it happen?", "Who gets it?"
fn asks_for_causes(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    (0..body.len()).any(|at| unit.is_any(body, at, listed!(LEADS, "facts")))
}

/// The facts that are announced are to be done, asked or told: "Here are some symptoms to report".
fn names_action(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    (1..body.len()).any(|at| {
        unit.is_any(body, at, one_of!["to"])
            && body.get(at + 1).is_some_and(|verb| {
                verb.has(Class::Asking)
                    || unit.is_any(body, at + 1, one_of!["report", "try", "consider", "watch"])
            })
    })
}

/// "the following exercises", "these few steps"
fn announces_steps(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    (0..body.len()).any(|at| {
        unit.is_any(body, at, one_of!["following", "these"])
            && (1..4).any(|ahead| unit.is_any(body, at + ahead, listed!(LEADS, "things to do")))
    })
}

/// "We offer a range of vaccinations, including": what the publisher does for its patients.
fn offers(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(we) = (0..body.len().min(9)).find(|&at| unit.is_any(body, at, one_of!["we", "our"]))
    else {
        return false;
    };
    let acts = (we + 1..we + 8).any(|at| unit.is_any(body, at, listed!(LEADS, "offers")));
    acts && (we == 0
        || body.get(..we).is_some_and(|lead| {
            lead.last().is_some_and(Token::is_comma) && !lead.iter().any(Token::is_number)
        }))
        && ends_hollow(unit)
}

/// "This leaflet explains:", "On our website you will find:", "New members will be sent:": what is there to read.
fn lists_readings(unit: &Unit<'_>) -> bool {
    let body = unit.body();
    let Some(last) = body.len().checked_sub(1) else {
        return false;
    };
    let verb =
        (last.saturating_sub(2)..=last).any(|at| unit.is_any(body, at, listed!(LEADS, "tells of")));
    if !verb {
        return false;
    }
    let facts = body.iter().any(|noun| {
        noun.has(Class::FactNoun)
            || noun.has(Class::Medicine)
            || noun.has(Class::Benefit) && !noun.has(Class::Info)
    });
    let readable = |noun: &Token| noun.has(Class::Page) || noun.has(Class::Display);
    let page = body.iter().take(last.min(14)).any(readable)
        && (0..2).any(|at| {
            unit.is_any(
                body,
                at,
                one_of![
                    "the", "this", "these", "our", "on", "in", "its", "you", "your", "it"
                ],
            )
        });
    let sent = (1..last).any(|at| unit.is_any(body, at, one_of!["will"]))
        && (last.saturating_sub(1)..=last)
            .any(|at| unit.is_any(body, at, one_of!["sent", "emailed", "posted"]));
    let read = (0..last).any(|at| {
        unit.is_any(body, at, one_of!["you"])
            && unit.is_any(body, at + 1, one_of!["will", "can"])
            && (2..4).any(|ahead| unit.is_any(body, at + ahead, one_of!["read", "learn"]))
    });
    !facts && (page || sent || read)
}

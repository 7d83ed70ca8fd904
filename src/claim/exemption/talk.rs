//! # What it is
//! Talk: several of its words belong to visits, papers, family, feelings or everyday things, and none to bodies,
//! illnesses, remedies or effects. Words of amounts and of people in general are outweighed only by many words of talk.
//! All these words are listed, and were counted out of many labelled pages. In a list, the words of the lead-in count
//! as well.
//!
//! # Examples exempt
//! - Some sent flowers, and the neighbours left a note.
//! - Tea follows, and the meeting ends when the kettle does.
//! - Please cancel early, because another visitor is waiting for the chair. (no more than talk in the reason either)
//!
//! # Examples that stay a claim
//! - My sister's surgeon told us that scans find most tumours. (words of health)
//! - The printer is slow. (one word of talk is too few)
//! - A dietitian may ask you to keep a diary. (what is usual practice)
//! - By law your boss must give you a letter. (what can be looked up)

use std::ops::Range;

use crate::claim::case::past_joints;
use crate::claim::class::Class;
use crate::claim::clause;
use crate::claim::stem::{Stem, StemClass, Whose};
use crate::claim::tally::Tally;
use crate::claim::token::Token;
use crate::claim::unit::{Unit, UnitKind};
use crate::claim::veto::Veto;

/// Judges the unit as a whole.
pub(super) fn applies(unit: &Unit<'_>) -> bool {
    let sentence = matches!(
        unit.context.kind,
        UnitKind::Paragraph | UnitKind::ListItem | UnitKind::Footnote
    );
    sentence && unit.context.stem.is_none() && is_talk(unit)
}

/// The same of an item and its lead-in: "online, on this website" under "You can order in any of these ways:".
pub(super) fn goes_with_stem(unit: &Unit<'_>) -> bool {
    unit.context.stem.is_some_and(|stem| {
        !stem.names_facts
            && stem.class != StemClass::Promise
            && stem.talk != Tally::default()
            && stem.talk.is_talk_with(unit.tally())
            && !is_of_the_world(unit)
    })
}

/// "Please bring it back by noon, because another visitor is waiting": nothing in it is about health, and the reason is of
/// the same house. What is foretold has to be so too: "and the receptionist will ring you", but "and you'll be happier".
pub(super) fn excuses(unit: &Unit<'_>, veto: Veto, words: &Range<usize>) -> bool {
    let told = || {
        let rows = unit.open_rows().into_iter().flatten();
        rows.filter(|token| token.place().start >= words.start)
    };
    let of_house = || {
        told().any(|token| {
            token.has(Class::Talk) || token.has(Class::Publisher) || token.has(Class::FirstPerson)
        })
    };
    let of_reader =
        || told().any(|token| token.has(Class::Addressee) && token.place().end <= words.end);
    // "as this shows them the next step", but "so that it comes home"
    let explains = || {
        let mut words = told().filter(|token| !token.is_mark());
        words
            .next()
            .is_some_and(|why| why.is_in(one_of!["as", "because", "since"]))
            && words
                .next()
                .is_some_and(|it| it.is_in(one_of!["this", "it"]))
    };
    match veto {
        Veto::Reason if explains() => false,
        Veto::Reason | Veto::Relative => {
            is_talk(unit) && (of_house() || !told().any(Token::is_unlisted))
        }
        // "We have two online meet-ups a month"
        Veto::Dose => {
            unit.first_person() && !unit.tally().is_of_health() && counts_own(unit, words)
        }
        Veto::AndYouWill => is_talk(unit) && of_house() && !of_reader(),
        _ => false,
    }
}

/// "strengthen muscles" under "We offer classes to:": what a service does for a body.
pub(super) fn serves_to(unit: &Unit<'_>, stem: &Stem) -> bool {
    let text = stem.text().trim_end().trim_end_matches(':');
    let ours = ["We ", "Our "].iter().any(|we| text.starts_with(we));
    let promises = unit
        .main()
        .first()
        .is_some_and(|verb| verb.has(Class::Benefit) || verb.is_in(listed!(VETOES, "promises")));
    ours && text.ends_with(" to") && promises && unit.tally().is_of_health()
}

/// So many guests, places or meetings at a time.
fn counts_own(unit: &Unit<'_>, words: &Range<usize>) -> bool {
    let rows = unit.open_rows().into_iter().flatten();
    rows.filter(|token| words.contains(&token.place().start))
        .any(|thing| {
            (thing.has(Class::Talk) || thing.has(Class::DeskThing) || thing.has(Class::Clientele))
                && !thing.is_in(one_of!["times", "session", "sessions"])
        })
}

/// "a flask of squash" under "My kit for the allotment": one's own, and nothing of health.
pub(super) fn belongs(unit: &Unit<'_>, stem: &Stem) -> bool {
    let open = matches!(
        stem.class,
        StemClass::Claim | StemClass::Label | StemClass::Setting
    );
    open && stem.whose == Whose::Own && !stem.names_facts && !unit.tally().matters()
}

fn is_talk(unit: &Unit<'_>) -> bool {
    unit.tally().is_talk() && !is_of_the_world(unit) && !is_reported(unit)
}

/// What holds elsewhere too, whatever words it is told in.
fn is_of_the_world(unit: &Unit<'_>) -> bool {
    is_practice(unit) || is_law(unit) || is_general(unit)
}

/// Words of the subject, more or less.
const SUBJECT: usize = 5;

/// "Your GP can do the referral", '"It is under-treated," a pharmacist told us': what nurses and doctors do and say is
/// practice, unless it is said by or of one's own.
fn is_practice(unit: &Unit<'_>) -> bool {
    let main = unit.main();
    let treats =
        |who: &Token| who.has(Class::Carer) || who.is_in(listed!(SERVICE, "treats people"));
    let told = !unit.rows.quoted.is_empty() && main.iter().any(treats);
    told || main.iter().take(SUBJECT).any(treats) && !unit.first_person()
}

/// "By law you need not tell an employer", "Bosses must let you see your file": what the law and the council say can be
/// looked up.
fn is_law(unit: &Unit<'_>) -> bool {
    let main = unit.main();
    let ours = unit.first_person();
    main.iter().enumerate().any(|(at, law)| {
        law.is_in(listed!(SERVICE, "of the law"))
            || !ours
                && law.is_in(one_of!["must"])
                && !main.iter().take(at).any(|you| you.has(Class::Addressee))
    })
}

/// "Nobody has their head in order all the time", "A two-year-old can reach the kettle", "Nine in ten argue", "It can be
/// had from a door handle": said of everybody or of one of many, and not by or to one of them.
fn is_general(unit: &Unit<'_>) -> bool {
    let main = unit.main();
    let body = past_joints(main);
    let always = (0..main.len()).any(|at| {
        unit.is_any(
            main,
            at,
            one_of!["always", "never", "everybody", "everyone", "often"],
        ) || unit.is_any(main, at, one_of!["all"])
            && unit.is_any(main, at + 1, one_of!["the"])
            && unit.is_any(main, at + 2, one_of!["time"])
    });
    let shares = (1..main.len()).any(|at| {
        unit.is_any(main, at, one_of!["in", "of"])
            && main[at - 1].is_number()
            && main.get(at + 1).is_some_and(Token::is_number)
    });
    let any = unit.is_any(body, 0, one_of!["a", "an", "any", "every", "most", "many"])
        && body
            .iter()
            .take(SUBJECT)
            .any(|can| can.has(Class::Modal) || can.has(Class::Be) || can.has(Class::VerbS));
    let it =
        unit.is_any(body, 0, one_of!["it"]) && body.get(1).is_some_and(|can| can.has(Class::Modal));
    let told = unit.first_person() || main.iter().any(|you| you.has(Class::Addressee));
    shares || !unit.first_person() && (any || it) || always && !told
}

/// "I had no idea that it runs in families", "My friend told me that you can ask": what was learned is about the world.
fn is_reported(unit: &Unit<'_>) -> bool {
    let main = unit.main();
    (1..main.len()).any(|at| {
        unit.is_any(main, at, one_of!["that"])
            && (at.saturating_sub(2)..at)
                .any(|at| unit.is_any(main, at, listed!(SERVICE, "learned")))
            && main
                .get(at + 1..)
                .is_some_and(|rest| clause::statement(rest, false).is_some())
    })
}

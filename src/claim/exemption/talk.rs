//! # What it is
//! Talk: several of its words belong to visits, papers, family, feelings or everyday things, and none to bodies,
//! illnesses, remedies, effects or amounts. Both kinds of words are listed, and were counted out of many labelled
//! pages. In a list, the words of the lead-in count as well.
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

use crate::claim::class::Class;
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
            && stem.talk.is_talk_with(tally(unit))
            && !is_practice(unit)
            && !is_law(unit)
    })
}

/// "Please bring it back by noon, because another visitor is waiting": nothing in it is about health, its reason
/// neither. What is foretold has to be of the house: "and the receptionist will ring you", but "and you'll be happier".
pub(super) fn excuses(unit: &Unit<'_>, veto: Veto, words: &Range<usize>) -> bool {
    let of_house = || {
        let rows = unit.open_rows().into_iter().flatten();
        let told = rows
            .filter(|token| token.place().start >= words.start && token.place().end <= words.end);
        let mut house = false;
        for token in told {
            if token.has(Class::Addressee) {
                return false;
            }
            house |= token.has(Class::Talk)
                || token.has(Class::Publisher)
                || token.has(Class::FirstPerson);
        }
        house
    };
    match veto {
        Veto::Reason | Veto::Relative => is_talk(unit),
        Veto::AndYouWill => of_house() && is_talk(unit),
        _ => false,
    }
}

/// "a flask of squash" under "My kit for the allotment": one's own, and nothing of health.
pub(super) fn belongs(unit: &Unit<'_>, stem: &Stem) -> bool {
    let open = matches!(
        stem.class,
        StemClass::Claim | StemClass::Label | StemClass::Setting
    );
    open && stem.whose == Whose::Own && !stem.names_facts && !tally(unit).matters()
}

fn is_talk(unit: &Unit<'_>) -> bool {
    tally(unit).is_talk() && !is_practice(unit) && !is_law(unit) && !is_general(unit)
}

fn tally(unit: &Unit<'_>) -> Tally {
    let rows = [&unit.rows.main, &unit.rows.aside, &unit.rows.quoted];
    Tally::of(rows.into_iter().flatten())
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

/// "By law you need not tell an employer": what the law and the council say can be looked up.
fn is_law(unit: &Unit<'_>) -> bool {
    unit.main().iter().any(|law| {
        law.is_in(one_of![
            "council",
            "employees",
            "entitled",
            "law",
            "legally",
            "rights"
        ])
    })
}

/// "Nobody has their head in order all the time": said of everybody, and not by one of them.
fn is_general(unit: &Unit<'_>) -> bool {
    let main = unit.main();
    let always = (0..main.len()).any(|at| {
        unit.is_any(
            main,
            at,
            one_of!["always", "never", "everybody", "everyone"],
        ) || unit.is_any(main, at, one_of!["all"])
            && unit.is_any(main, at + 1, one_of!["the"])
            && unit.is_any(main, at + 2, one_of!["time"])
    });
    always && !unit.first_person() && !main.iter().any(|you| you.has(Class::Addressee))
}

//! The reasons why a unit may be no claim, and the order in which they are tried.
//!
//! In goes a unit made ready; out comes the exemption that covers it, whole or part by part, or none. Each reason is
//! one file with its examples. What none of them covers is a claim.

mod advice;
mod boilerplate;
mod disclaimer;
mod example;
mod fragment;
mod house;
mod instruction;
mod item;
mod meta;
pub(crate) mod name;
mod opinion;
pub(crate) mod part;
mod provider;
mod question;
mod quote;
mod reader;
mod reading;
mod resource;
mod service;
pub(crate) mod stem;
mod stipulation;
mod story;
mod terms;

use super::unit::{Unit, UnitKind};

pub use name::Exemption;
pub(crate) use reading::Found;

/// Tries the exemptions in order.
pub(crate) fn find(unit: &Unit<'_>) -> Found {
    let kind = unit.context.kind;
    if boilerplate::applies(unit) {
        return Found::Whole(Exemption::Boilerplate);
    }
    if matches!(kind, UnitKind::Cell | UnitKind::Caption) {
        // A table's values and a figure's words always need a source, unless they only point elsewhere.
        return if kind == UnitKind::Caption && question::applies(unit) {
            Found::Whole(Exemption::Question)
        } else {
            Found::None
        };
    }
    if quote::applies(unit) {
        return Found::Whole(Exemption::Quote);
    }
    if kind == UnitKind::Quotation {
        return Found::None;
    }
    if question::applies(unit) {
        return Found::Whole(Exemption::Question);
    }
    if fragment::applies(unit) {
        return Found::Whole(Exemption::Fragment);
    }
    if stem::applies(unit) {
        return Found::Whole(Exemption::Stem);
    }
    if stipulation::applies(unit) {
        return Found::Whole(Exemption::Stipulation);
    }
    if disclaimer::applies(unit) {
        return Found::Whole(Exemption::Disclaimer);
    }
    if kind == UnitKind::ListItem
        && let Some(found) = item::find(unit)
    {
        return found;
    }
    match reading::parts(unit) {
        reading::Found::None if kind == UnitKind::Paragraph && item::continues_heading(unit) => {
            item::case(unit)
        }
        reading::Found::None if fragment::is_case(unit) => Found::Parts(Exemption::Fragment),
        found => found,
    }
}

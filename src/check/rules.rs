//! One file a rule; `ALL` lists them in the order of their ids.

mod address_clash;
mod citation_place;
mod citation_syntax;
mod citation_unknown;
mod citation_unlisted;
mod claim_uncited;
mod config;
mod coverage;
mod crisis_contacts;
mod crisis_contacts_missing;
mod crisis_contacts_old;
mod div;
mod file;
mod formula;
mod front_matter;
mod heading_id;
mod heading_level;
mod home;
mod html;
mod image;
mod language;
mod link_broken;
mod people;
mod review_overdue;
mod source_defined_twice;
mod source_disputed;
mod source_duplicate;
mod source_entry;
mod source_field_lost;
mod source_identifier;
mod source_incomplete;
mod source_listed_twice;
mod source_placeholder;
mod source_publisher;
mod source_retracted;
mod source_superseded;
mod source_title;
mod source_unknown;
mod source_unused;
mod waiver;

use super::Rule;

/// Every rule.
pub(super) const ALL: &[Rule] = &[
    address_clash::RULE,
    citation_place::RULE,
    citation_syntax::RULE,
    citation_unknown::RULE,
    citation_unlisted::RULE,
    claim_uncited::RULE,
    config::RULE,
    coverage::RULE,
    crisis_contacts::RULE,
    crisis_contacts_missing::RULE,
    crisis_contacts_old::RULE,
    div::RULE,
    file::RULE,
    formula::RULE,
    front_matter::RULE,
    heading_id::RULE,
    heading_level::RULE,
    home::RULE,
    html::RULE,
    image::RULE,
    language::RULE,
    link_broken::RULE,
    people::RULE,
    review_overdue::RULE,
    source_defined_twice::RULE,
    source_disputed::RULE,
    source_duplicate::RULE,
    source_entry::RULE,
    source_field_lost::RULE,
    source_identifier::RULE,
    source_incomplete::RULE,
    source_listed_twice::RULE,
    source_placeholder::RULE,
    source_publisher::RULE,
    source_retracted::RULE,
    source_superseded::RULE,
    source_title::RULE,
    source_unknown::RULE,
    source_unused::RULE,
    waiver::RULE,
];

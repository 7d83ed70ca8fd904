//! What the CSL processor gets wrong, mended in the style before it sees it;
//! and what would bring it down, refused.
//!
//! The styles stay as their makers wrote them: each change here says the same
//! thing in words that the processor understands. Golden tests and the
//! comparison with the reference implementation say whether it worked.

use std::collections::BTreeMap;

use citationberg::taxonomy::{NumberVariable, StandardVariable, Variable};
use citationberg::{
    Affixes, Choose, ChooseBranch, ChooseMatch, Date, DatePartName, DemoteNonDroppingParticle,
    ElseBranch, IndependentStyle, LayoutRenderingElement as Element, Locale, LongShortForm, Name,
    NameAnd, NamesChild, Text, TextTarget,
};

use super::StyleError;

const CONTAINER: Variable = Variable::Standard(StandardVariable::ContainerTitle);

/// How deep elements may lie in each other: real styles stay below 40.
const DEEPEST: usize = 150;

/// How many elements a style may come to with all macros written out: the
/// largest of the real ones stay below 300,000.
const MOST: u64 = 5_000_000;

/// Refuses a file whose elements lie so deep in each other that reading it
/// would exhaust the stack.
pub(super) fn refuse_depth(xml: &str) -> Result<(), StyleError> {
    let mut depth = 0_usize;
    for (at, _) in xml.match_indices('<') {
        let rest = &xml[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !rest.starts_with(['!', '?'])
            && rest
                .find('>')
                .is_some_and(|end| !rest[..end].ends_with('/'))
        {
            depth += 1;
            if depth > DEEPEST {
                return Err(StyleError::TooLarge);
            }
        }
    }
    Ok(())
}

/// Refuses macros that call themselves, which the processor follows until its
/// stack ends, and those that would take for ever.
pub(super) fn refuse_cycles(csl: &IndependentStyle) -> Result<(), StyleError> {
    let macros: BTreeMap<&str, &[Element]> = csl
        .macros
        .iter()
        .map(|found| (found.name.as_str(), found.children.as_slice()))
        .collect();
    let mut sizes = BTreeMap::new();
    for name in macros.keys() {
        size_of_macro(name, &macros, &mut sizes, 0)?;
    }
    Ok(())
}

fn size_of_macro<'a>(
    name: &'a str,
    macros: &BTreeMap<&'a str, &'a [Element]>,
    sizes: &mut BTreeMap<&'a str, Option<u64>>,
    depth: usize,
) -> Result<u64, StyleError> {
    match sizes.get(name) {
        Some(Some(size)) => return Ok(*size),
        // It is being measured: it calls itself.
        Some(None) => return Err(StyleError::Circular(name.to_owned())),
        None => {}
    }
    let Some(children) = macros.get(name) else {
        return Ok(0);
    };
    if depth > DEEPEST {
        return Err(StyleError::TooLarge);
    }
    sizes.insert(name, None);
    let mut called = Vec::new();
    let mut size = 0_u64;
    for child in *children {
        walk(child, &mut |element| {
            size += 1;
            if let Element::Text(Text {
                target: TextTarget::Macro { name },
                ..
            }) = element
            {
                called.push(name.as_str());
            }
        });
    }
    for name in called {
        size = size.saturating_add(size_of_macro(name, macros, sizes, depth + 1)?);
    }
    if size > MOST {
        return Err(StyleError::TooLarge);
    }
    sizes.insert(name, Some(size));
    Ok(size)
}

/// Whether a layout prints the number of the reference.
pub(super) fn prints_number(elements: &[Element], macros: &[citationberg::CslMacro]) -> bool {
    let number = Variable::Number(NumberVariable::CitationNumber);
    elements
        .iter()
        .any(|element| element.find_variable_element(number, macros).is_some())
}

/// Whether names in citations are joined in this way.
pub(super) fn joins_with(csl: &IndependentStyle, and: NameAnd) -> bool {
    let mut found =
        csl.citation.name_options.and == Some(and) || csl.settings.options.and == Some(and);
    for child in csl.macros.iter().flat_map(|found| &found.children) {
        walk(child, &mut |element| {
            if let Element::Names(names) = element {
                found |= names.options().and == Some(and)
                    || names.name().is_some_and(|name| {
                        name.options(&citationberg::InheritableNameOptions::default())
                            .and
                            == Some(and)
                    });
            }
        });
    }
    found
}

/// Mends a style.
pub(super) fn style(csl: &mut IndependentStyle) {
    // The processor takes any "De" or "van" at the head of a family name for a
    // particle that may be moved. What belongs to the name is for the library
    // to say, and De Cagna is not Cagna.
    csl.settings.demote_non_dropping_particle = DemoteNonDroppingParticle::Never;
    let elements = csl
        .macros
        .iter_mut()
        .flat_map(|found| &mut found.children)
        .chain(&mut csl.citation.layout.elements)
        .chain(
            csl.bibliography
                .iter_mut()
                .flat_map(|list| &mut list.layout.elements),
        );
    for element in elements {
        walk_mut(element, &mut mend);
    }
    if let Some(list) = &mut csl.bibliography {
        // The number stands before the reference in a list of our own, and a
        // reference stands on its source's page too, where it has none.
        list.layout.elements.retain_mut(keep_without_number);
        list.second_field_align = None;
        // Every reference stands for itself: read aloud, or on its source's
        // page, a dash is nobody's name.
        list.subsequent_author_substitute = None;
    }
}

/// Mends a locale.
pub(super) fn locale(locale: &mut Locale) {
    for date in &mut locale.date {
        delimit_date(date);
    }
}

fn mend(element: &mut Element) {
    match element {
        // The processor prints names without a `cs:name` as nothing when
        // there is a label. CSL 1.0.2 says that they have the default one.
        Element::Names(names) if names.name().is_none() && names.label().is_some() => {
            names.children.insert(0, NamesChild::Name(Name::default()));
        }
        Element::Date(date) => delimit_date(date),
        Element::Text(text) if asks_for_short_journal(text) => {
            *element = short_journal(text);
        }
        _ => {}
    }
}

fn asks_for_short_journal(text: &Text) -> bool {
    matches!(
        &text.target,
        TextTarget::Variable { var, form }
            if *var == CONTAINER && *form == LongShortForm::Short
    )
}

/// The processor does not look for the short title of a journal: ask for it by
/// name, and for the whole title if there is none.
fn short_journal(text: &Text) -> Element {
    let with = |var: Variable| {
        let mut text = text.clone();
        text.target = TextTarget::Variable {
            var,
            form: LongShortForm::Long,
        };
        vec![Element::Text(text)]
    };
    let short = Variable::Standard(StandardVariable::ContainerTitleShort);
    Element::Choose(Choose {
        if_: ChooseBranch {
            disambiguate: None,
            is_numeric: None,
            is_uncertain_date: None,
            locator: None,
            position: None,
            type_: None,
            variable: Some(vec![short]),
            match_: ChooseMatch::All,
            children: with(short),
        },
        else_if: Vec::new(),
        otherwise: Some(ElseBranch {
            children: with(CONTAINER),
        }),
    })
}

/// The processor writes a date's delimiter behind parts that turn out to be
/// missing. As affixes of the parts, away from the year, it depends on them.
fn delimit_date(date: &mut Date) {
    let Some(delimiter) = date.delimiter.take() else {
        return;
    };
    let year = date
        .date_part
        .iter()
        .position(|part| part.name == DatePartName::Year);
    if year.is_none() && date.form.is_some() {
        // It takes its parts from the locale, and its delimiter with them.
        return;
    }
    let count = date.date_part.len();
    for (at, part) in date.date_part.iter_mut().enumerate() {
        let before_year = year.is_some_and(|year| at < year);
        if before_year {
            add(
                &mut part.affixes,
                |affixes| &mut affixes.suffix,
                &delimiter,
                false,
            );
        } else if year != Some(at) && at > 0 && count > 1 {
            add(
                &mut part.affixes,
                |affixes| &mut affixes.prefix,
                &delimiter,
                true,
            );
        }
    }
}

fn add(
    affixes: &mut Affixes,
    affix: impl Fn(&mut Affixes) -> &mut Option<String>,
    text: &str,
    outside_first: bool,
) {
    let old = affix(affixes).take().unwrap_or_default();
    *affix(affixes) = Some(if outside_first {
        format!("{text}{old}")
    } else {
        format!("{old}{text}")
    });
}

/// Takes the number out of an entry; `false` if nothing else was in it.
fn keep_without_number(element: &mut Element) -> bool {
    let number = Variable::Number(NumberVariable::CitationNumber);
    match element {
        Element::Text(text) => !matches!(
            &text.target,
            TextTarget::Variable { var, .. } if *var == number
        ),
        Element::Number(found) => Variable::from(found.variable) != number,
        Element::Group(group) => {
            group.children.retain_mut(keep_without_number);
            !group.children.is_empty()
        }
        Element::Choose(choose) => {
            for children in branches_mut(choose) {
                children.retain_mut(keep_without_number);
            }
            true
        }
        _ => true,
    }
}

fn branches_mut(choose: &mut Choose) -> impl Iterator<Item = &mut Vec<Element>> {
    std::iter::once(&mut choose.if_.children)
        .chain(choose.else_if.iter_mut().map(|branch| &mut branch.children))
        .chain(
            choose
                .otherwise
                .iter_mut()
                .map(|branch| &mut branch.children),
        )
}

/// Visits an element and all that lie in it.
pub(in crate::bibliography) fn walk<'a>(element: &'a Element, visit: &mut dyn FnMut(&'a Element)) {
    visit(element);
    match element {
        Element::Group(group) => {
            for child in &group.children {
                walk(child, visit);
            }
        }
        Element::Choose(choose) => {
            let branches = choose
                .branches()
                .map(|branch| &branch.children)
                .chain(choose.otherwise.iter().map(|branch| &branch.children));
            for child in branches.flatten() {
                walk(child, visit);
            }
        }
        Element::Names(names) => {
            if let Some(substitute) = names.substitute() {
                for child in &substitute.children {
                    walk(child, visit);
                }
            }
        }
        _ => {}
    }
}

/// Visits an element and all that lie in it, to change them.
pub(super) fn walk_mut(element: &mut Element, visit: &mut dyn FnMut(&mut Element)) {
    visit(element);
    match element {
        Element::Group(group) => {
            for child in &mut group.children {
                walk_mut(child, visit);
            }
        }
        Element::Choose(choose) => {
            for child in branches_mut(choose).flatten() {
                walk_mut(child, visit);
            }
        }
        Element::Names(names) => {
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    for child in &mut substitute.children {
                        walk_mut(child, visit);
                    }
                }
            }
        }
        _ => {}
    }
}

//! What a style is asked for notes: the same without its list of references,
//! and whether later notes depend on where the first one stands.

use citationberg::taxonomy::{NumberVariable, Variable};
use citationberg::{IndependentStyle, LayoutRenderingElement as Element, TestPosition};

use super::mend::walk;

/// A style as it is asked for notes: without its list of references.
#[derive(Debug)]
pub(in crate::bibliography) struct NoteStyle {
    /// For what was cited a few notes ago.
    pub(in crate::bibliography) near: IndependentStyle,
    /// For what was cited further back.
    pub(in crate::bibliography) far: IndependentStyle,
    /// Whether a later citation depends on where the first one stands.
    pub(in crate::bibliography) depends: bool,
}

impl NoteStyle {
    pub(super) fn new(csl: &IndependentStyle) -> Self {
        let mut near = csl.clone();
        near.bibliography = None;
        let mut far = near.clone();
        far.citation.near_note_distance = 0;
        let first_note = Variable::Number(NumberVariable::FirstReferenceNoteNumber);
        let layout = &csl.citation.layout.elements;
        let mut depends = layout.iter().any(|element| {
            element
                .find_variable_element(first_note, &csl.macros)
                .is_some()
        });
        let macros = csl.macros.iter().flat_map(|found| &found.children);
        for element in layout.iter().chain(macros) {
            walk(element, &mut |element| {
                if let Element::Choose(choose) = element {
                    depends |= choose.branches().any(|branch| {
                        let tested = branch.position.as_deref().unwrap_or_default();
                        tested.contains(&TestPosition::NearNote)
                    });
                }
            });
        }
        Self { near, far, depends }
    }
}

//! The words beside a source in a citation, as in `[see *especially* @key]`.

use crate::document::Node;

/// Words before or after a source in a citation, with their markup.
#[derive(Clone, Debug, Default)]
pub struct Affix {
    nodes: Box<[Node]>,
    plain: Box<str>,
}

impl Affix {
    /// Words as nodes of the page, and the same words without markup.
    pub(in crate::document) fn new(nodes: Vec<Node>, plain: impl Into<Box<str>>) -> Self {
        Self {
            nodes: nodes.into(),
            plain: plain.into(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// The words without markup, one space between two.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The words as inline nodes of the page that they stand on, starts and
    /// ends balanced: emphasis, code, links. Empty where the words stand in
    /// the text as they are written.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}

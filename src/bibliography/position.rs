//! Where a note stands among those of its page: what a style's shorter forms
//! depend on.

/// Where a citation stands among those of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The first of its source.
    First,
    /// A later one of its source.
    Subsequent {
        /// The number of the note that has the first.
        first: u32,
        /// How many notes ago the source was cited last.
        distance: u32,
    },
    /// Of the source and the place in it that were cited just before.
    Ibid,
    /// Of the source that was cited just before, with another place in it.
    IbidWithLocator,
}

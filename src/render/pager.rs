//! Lists in parts: what grows with the guide is split, so that no page of a
//! guide of ten thousand pages becomes too large for a phone.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::site::Address;

/// The way through the parts of a list, as templates see it.
#[derive(JsonSchema, Serialize)]
pub(super) struct Pager {
    /// The number of this part.
    current: usize,
    /// How many parts the list has.
    total: usize,
    /// The part before.
    previous: Option<String>,
    /// The part after.
    next: Option<String>,
    /// Parts to go to: the first, the last and those near this one.
    pages: Vec<Step>,
}

#[derive(JsonSchema, Serialize)]
struct Step {
    /// The number of the part.
    number: usize,
    /// Its address.
    url: String,
    /// Whether it is this part.
    current: bool,
}

/// The folder of a part; the first stands in the list's own folder.
pub(super) fn folder(list: &str, part: usize) -> String {
    if part == 0 {
        list.to_owned()
    } else {
        format!("{list}page/{}/", part + 1)
    }
}

impl Pager {
    /// The pager on a part of a list of `total` parts.
    pub(super) fn new(list: &str, part: usize, total: usize) -> Self {
        let here = Address::folder(&folder(list, part));
        let url = |part: usize| here.link(&folder(list, part));
        let near = |number: usize| number == 0 || number + 1 == total || number.abs_diff(part) <= 3;
        Self {
            current: part + 1,
            total,
            previous: part.checked_sub(1).map(url),
            next: (part + 1 < total).then(|| url(part + 1)),
            pages: (0..total)
                .filter(|number| near(*number))
                .map(|number| Step {
                    number: number + 1,
                    url: url(number),
                    current: number == part,
                })
                .collect(),
        }
    }
}

/// Cuts a list of `length` into parts of at most `size`; an empty list has one
/// empty part.
pub(super) fn parts(length: usize, size: usize) -> usize {
    length.div_ceil(size).max(1)
}

/// What stands on a part.
pub(super) fn range(length: usize, size: usize, part: usize) -> Range<usize> {
    (part * size).min(length)..((part + 1) * size).min(length)
}

/// Cuts a list whose entries have different sizes into parts of at most
/// `limit`, or one entry.
pub(super) fn by_size(sizes: impl Iterator<Item = usize>, limit: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut filled = 0;
    for size in sizes {
        if filled + size > limit && end > start {
            parts.push(start..end);
            start = end;
            filled = 0;
        }
        filled += size;
        end += 1;
    }
    if end > start || parts.is_empty() {
        parts.push(start..end);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_everything_once() {
        assert_eq!(
            by_size([5, 5, 5, 20, 1].into_iter(), 10),
            [0..2, 2..3, 3..4, 4..5]
        );
        assert_eq!(by_size(std::iter::empty(), 10), vec![0..0]);
        assert_eq!((parts(0, 10), parts(10, 10), parts(11, 10)), (1, 1, 2));
        assert_eq!(range(11, 10, 1), 10..11);
    }
}

//! The sums behind check digits.

/// The digits of a text, `X` as the last one as 10; nothing if it holds
/// anything else.
pub(super) fn digits(text: &str) -> Option<Vec<u32>> {
    let last = text.len().checked_sub(1)?;
    text.bytes()
        .enumerate()
        .map(|(at, byte)| match byte {
            b'0'..=b'9' => Some(u32::from(byte - b'0')),
            b'X' if at == last => Some(10),
            _ => None,
        })
        .collect()
}

/// Whether the digits, weighted from `heaviest` down to 1, add up to a
/// multiple of 11: ISBN-10 (ISO 2108) and ISSN (ISO 3297).
pub(super) fn adds_up_to_11(digits: &[u32], heaviest: u32) -> bool {
    let weights = (1..=heaviest).rev();
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, by)| digit * by)
        .sum();
    sum.is_multiple_of(11)
}

/// Whether the digits, weighted 1, 3, 1, 3 …, add up to a multiple of 10:
/// ISBN-13 (ISO 2108).
pub(super) fn adds_up_to_10(digits: &[u32]) -> bool {
    let weights = [1, 3].into_iter().cycle();
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, by)| digit * by)
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the last digit is that of ISO 7064, MOD 11-2: ORCID.
pub(super) fn is_mod_11_2(digits: &[u32]) -> bool {
    let Some((check, rest)) = digits.split_last() else {
        return false;
    };
    let total = rest.iter().fold(0, |total, digit| (total + digit) * 2 % 11);
    (12 - total) % 11 == *check
}

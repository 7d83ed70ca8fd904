//! Marks of content in the names of files: what has other bytes has another
//! name, so that a browser may keep a file for ever.

pub(super) use crate::text::Fingerprint;

/// The upper bits of a hash as so many digits and small letters: names that
/// differ, differ on disks too that do not tell capitals apart.
pub(super) fn letters(hash: u64, count: u32) -> String {
    let all = 36_u128.pow(count);
    let mut rest = (u128::from(hash) * all) >> 64;
    let mut letters = vec![0_u8; count as usize];
    for letter in letters.iter_mut().rev() {
        *letter = b"0123456789abcdefghijklmnopqrstuvwxyz"[(rest % 36) as usize];
        rest /= 36;
    }
    letters.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_many_as_asked_for() {
        assert_eq!(letters(0, 4), "0000");
        assert_eq!(letters(u64::MAX, 4), "zzzz");
        assert_eq!(letters(1 << 63, 1), "i");
        assert_eq!(letters(u64::MAX, 12), "z".repeat(12));
    }
}

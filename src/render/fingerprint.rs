//! Marks of content in the names of files: what has other bytes has another
//! name, so that a browser may keep a file for ever.

/// The hash of bytes: FNV-1a, 64 bits, the same on every computer and in every
/// version of the program.
pub(super) struct Fingerprint(u64);

impl Fingerprint {
    pub(super) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// The hash of one run of bytes.
    pub(super) fn of(bytes: &[u8]) -> u64 {
        let mut fingerprint = Self::new();
        fingerprint.add(bytes);
        fingerprint.0
    }

    /// Goes on with more bytes.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Goes on with a text, and with where it ends.
    pub(super) fn add_text(&mut self, text: &str) {
        self.add(text.as_bytes());
        self.add(&[0xFF]);
    }

    pub(super) fn finish(&self) -> u64 {
        self.0
    }
}

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

    #[test]
    fn where_a_text_ends_makes_a_difference() {
        let of = |texts: &[&str]| {
            let mut fingerprint = Fingerprint::new();
            for text in texts {
                fingerprint.add_text(text);
            }
            fingerprint.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}

//! Whether two files, or bytes and a file, are the same. Reads piece by piece, so that a film in
//! the output costs no more memory than a page.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

const PIECE: usize = 64 * 1024;

pub(super) fn same_files(a: &Path, b: &Path) -> io::Result<bool> {
    let a = File::open(a)?;
    let length = a.metadata()?.len();
    same_bytes(a, length, b)
}

/// Whether a file has exactly the `length` bytes that `a` yields.
pub(super) fn same_bytes(mut a: impl Read, length: u64, file: &Path) -> io::Result<bool> {
    let mut b = File::open(file)?;
    if b.metadata()?.len() != length {
        return Ok(false);
    }
    let piece = usize::try_from(length).map_or(PIECE, |length| length.clamp(1, PIECE));
    let (mut of_a, mut of_b) = (vec![0; piece], vec![0; piece]);
    loop {
        let read = b.read(&mut of_b)?;
        if read == 0 {
            return Ok(a.read(&mut of_a)? == 0);
        }
        match a.read_exact(&mut of_a[..read]) {
            Ok(()) if of_a[..read] == of_b[..read] => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_counts() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        let bytes = vec![7; PIECE * 2 + 1];
        std::fs::write(&path, &bytes).unwrap();
        let same = |other: &[u8]| same_bytes(other, other.len() as u64, &path).unwrap();
        assert!(same(&bytes));
        assert!(!same(&bytes[1..]));
        for at in [0, PIECE, PIECE * 2] {
            let mut other = bytes.clone();
            other[at] = 8;
            assert!(!same(&other));
        }
    }
}

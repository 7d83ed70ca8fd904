//! Reads Markdown on standard input and writes HTML on standard output, with
//! every extension off, so that the CommonMark test suite can be run against
//! the program from outside.

use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    io::stdout().write_all(wellsourced::render::commonmark(&text).as_bytes())
}

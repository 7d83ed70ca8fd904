//! Whatever the bytes of a library: no panic, and every key stands for one
//! source.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use wellsourced::bibliography::{Library, read};
use wellsourced::text::TextFile;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let formats = ["yaml", "json", "bib", "ris", "nbib"];
    let name = format!("sources.{}", formats[usize::from(*kind) % formats.len()]);
    let file = Arc::new(TextFile::new(&*name, String::from_utf8_lossy(rest)));
    let (sources, _) = read(&file);
    let (library, _) = Library::new(sources);
    for (id, source) in library.iter() {
        assert_eq!(library.find(&source.key), Some(id));
    }
});

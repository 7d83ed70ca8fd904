//! Whatever the bytes of a page: no panic, and units that are in order, do not
//! overlap and lie on character boundaries inside the file.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use wellsourced::claim::{Claims, Words};
use wellsourced::document::{Coverage, Document};
use wellsourced::text::TextFile;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let file = Arc::new(TextFile::new("content/page.md", text));
    let document = Document::read(&file);
    let claims = Claims::of(&document, Some(Words::english()), Coverage::Sentence);
    let mut last = 0;
    for unit in &claims.units {
        let range = unit.span.range();
        assert!(range.start >= last, "units overlap or are out of order");
        assert!(file.text().get(range.clone()).is_some(), "a unit splits a character");
        last = range.end;
    }
});

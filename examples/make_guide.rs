//! Writes a guide of any size to the disk, for measuring and for trying out:
//! `cargo run --release --example make_guide -- 1000 DIR [flat]`.

#[path = "../benches/guide/mod.rs"]
mod guide;

use std::path::Path;
use std::process::ExitCode;

use guide::{Guide, Shape};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (pages, folder, shape) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        [pages, folder] => (pages.parse(), folder, Shape::Folders),
        [pages, folder, "flat"] => (pages.parse(), folder, Shape::Flat),
        _ => {
            eprintln!("usage: make_guide PAGES DIR [flat]");
            return ExitCode::from(2);
        }
    };
    let Ok(pages) = pages else {
        eprintln!("`PAGES` is a number");
        return ExitCode::from(2);
    };
    match Guide::new(pages, shape).write(Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

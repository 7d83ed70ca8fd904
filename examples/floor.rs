//! The floor that `build` is measured against, as a program of its own, so that
//! whole processes can be compared: `cargo run --release --example floor -- CONTENT NEW_DIR`.

#[path = "../benches/guide/floor.rs"]
mod floor;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [content, target] = &arguments[..] else {
        eprintln!("usage: floor CONTENT NEW_DIR");
        return ExitCode::from(2);
    };
    match floor::build(Path::new(content), Path::new(target)) {
        Ok(pages) => {
            println!("{pages} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

//! A guide in a folder of its own, and the program run on it: what the tests
//! of the command line share.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

pub const SITE: &str = "title: A guide about sleep\n";
pub const LIBRARY: &str = "\
- {id: light-2020, type: article-journal, title: Light at night, author: [{family: Lux, given: Ada}], issued: 2020}
- {id: naps-2018, type: article-journal, title: Naps by day, author: [{family: Nod, given: Bo}], issued: 2018}
- {id: who-2019, type: report, title: Sleep for all, author: [{literal: World Sleep Office}], issued: 2019}
";
pub const HOME: &str = "\
---
title: Sleep
sources: [light-2020]
---
What helps?

Light in the evening delays the body clock [@light-2020].
";
/// The same with a claim that cites nothing.
pub const UNCITED: &str = "\
---
title: Sleep
sources: [light-2020]
---
Light in the evening delays the body clock [@light-2020].
Loud traffic raises blood pressure.
";

/// A guide's folder.
pub struct Guide {
    folder: TempDir,
}

/// What a run of the program said.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Guide {
    /// A guide with `site.yaml`, a library and one page.
    pub fn new() -> Self {
        let guide = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        guide.write("site.yaml", SITE);
        guide.write("content/sources.yaml", LIBRARY);
        guide.write("content/index.md", HOME);
        guide
    }

    /// The same with other files over it.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let guide = Self::new();
        for (path, text) in files {
            guide.write(path, text);
        }
        guide
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wellsourced"));
        command
            .args(arguments)
            .current_dir(self.root())
            .env_remove("SOURCE_DATE_EPOCH");
        command.envs(environment.iter().copied());
        let output = command.output().unwrap();
        Run {
            code: output.status.code().expect("an exit code, not a signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Builds a guide that has no errors.
    pub fn build(&self) -> Run {
        let run = self.run(&["build"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run
    }

    /// The rules of all findings, with their lines, in order.
    pub fn findings(&self) -> Vec<(String, u64)> {
        let run = self.run(&["check", "--format", "json"]);
        assert!(matches!(run.code, 0 | 1), "{}", run.err);
        let rule = |line: Value| {
            (
                line["rule"].as_str().unwrap().to_owned(),
                line["line"].as_u64().unwrap_or_default(),
            )
        };
        lines(&run.out).into_iter().map(rule).collect()
    }

    /// The files of the output with their bytes.
    pub fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("public"))
    }
}

/// The objects of JSON Lines.
pub fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect()
}

/// All files of a folder by their paths, with `/` between names.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root) {
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
            found.insert(path.replace('\\', "/"), fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// The part of a text from one word to the next.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text
        .find(from)
        .unwrap_or_else(|| panic!("{from} is not in:\n{text}"));
    let rest = &text[start..];
    let end = rest
        .find(to)
        .unwrap_or_else(|| panic!("{to} is not in:\n{rest}"));
    &rest[..end]
}

/// Asserts that texts follow one another.
pub fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => panic!("{part} does not follow in:\n{text}"),
        }
    }
}

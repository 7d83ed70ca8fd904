//! The index of the search between builds: kept where no text has changed,
//! made anew where one has, and right whatever has happened to its files.

mod guide;

use std::collections::BTreeMap;
use std::fs;
use std::thread;
use std::time::Duration;

use guide::{Guide, Run};

/// A guide whose index has every kind of file: enough pages for a long list.
fn large() -> Guide {
    let guide = Guide::new();
    for number in 0..40 {
        let text =
            format!("---\ntitle: Night {number}\n---\nWhat happens on night {number}, and why?\n");
        guide.write(&format!("content/night-{number}.md"), text);
    }
    guide
}

fn build(guide: &Guide) -> Run {
    let run = guide.run(&["build", "--verbose"]);
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn keeps(run: &Run) -> bool {
    let (kept, anew) = ("search was kept", "search was made anew");
    assert!(
        run.out.contains(kept) != run.out.contains(anew),
        "{}",
        run.out
    );
    run.out.contains(kept)
}

/// What a build into an empty folder brings.
fn clean(guide: &Guide) -> BTreeMap<String, Vec<u8>> {
    let run = guide.run(&["build", "--output", "clean"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let files = guide::files(&guide.path("clean"));
    fs::remove_dir_all(guide.path("clean")).unwrap();
    files
}

#[test]
fn a_build_in_which_no_text_has_changed_keeps_the_index() {
    let guide = large();
    assert!(!keeps(&build(&guide)));
    let before = guide.output();
    let run = build(&guide);
    assert!(keeps(&run));
    assert!(run.out.contains(" 0 files written, "), "{}", run.out);
    assert_eq!(guide.output(), before);

    guide.write("site.yaml", "title: Another title of the guide\n");
    let run = build(&guide);
    assert!(keeps(&run), "the title of the guide is not searched");
    assert_eq!(guide.output(), clean(&guide));
    assert_ne!(guide.output(), before);
}

#[test]
fn a_text_that_changes_is_found_in_the_next_build() {
    let guide = large();
    build(&guide);
    guide.write(
        "content/night-7.md",
        "---\ntitle: Night 7\n---\nWhat is a siesta?\n",
    );
    assert!(!keeps(&build(&guide)));
    let files = guide.output();
    assert_eq!(files, clean(&guide));
    let knows = |(path, bytes): (&String, &Vec<u8>)| {
        path.starts_with("assets/search/w/") && String::from_utf8_lossy(bytes).contains("siesta")
    };
    assert!(files.iter().any(knows));
    assert!(keeps(&build(&guide)));
}

#[test]
fn whatever_happens_to_the_index_the_next_build_puts_it_right() {
    let guide = large();
    build(&guide);
    let files = guide.output();
    for kind in ["index.", "w/", "l/", "t/"] {
        let path = files
            .keys()
            .find(|path| path.starts_with(&format!("assets/search/{kind}")))
            .unwrap_or_else(|| panic!("the guide has no file {kind}"));
        // As long as before, with another letter.
        let mut other = files[path].clone();
        let at = other.len() - 5;
        other[at] ^= 1;
        for bytes in [None, Some(&[][..]), Some(&other[..at]), Some(&other[..])] {
            // A time stamp is as fine as the ticks of the system's clock.
            thread::sleep(Duration::from_millis(20));
            let place = guide.path("public").join(path);
            match bytes {
                Some(bytes) => fs::write(&place, bytes).unwrap(),
                None => fs::remove_file(&place).unwrap(),
            }
            let run = build(&guide);
            assert_eq!(keeps(&run), kind == "t/", "{path}");
            assert!(run.out.contains(" 1 file written, "), "{path}: {}", run.out);
            assert!(guide.output() == files, "{path} is not as it was");
        }
    }
}

#[test]
fn an_index_that_is_not_listed_as_ours_is_not_taken_over() {
    let guide = large();
    build(&guide);
    let files = guide.output();
    fs::remove_file(guide.path("public/.wellsourced")).unwrap();
    let run = guide.run(&["build"]);
    assert_eq!(run.code, 2, "these are somebody's files now: {}", run.err);
    fs::remove_dir_all(guide.path("public")).unwrap();
    assert!(!keeps(&build(&guide)));
    assert_eq!(guide.output(), files);
}

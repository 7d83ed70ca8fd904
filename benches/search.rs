//! What the search costs: the time and the memory that it adds to a build of a
//! new site, and to one in which no text has changed.
//!
//! `cargo bench --bench search` makes guides of 1,000 and of 10,000 pages like
//! real ones (see `guide/mod.rs`; other numbers can be named behind `--`) and
//! builds each with and without the search in turn, every build in a process
//! of its own. It prints the medians, and of what is compared the median of
//! the ratios of such pairs, which means the same on any computer. The time is
//! that of the processors, all together: it says what work was done, also
//! while others work. The memory is the most that a process had (on Linux).
//!
//! How much a reader's first search fetches is a matter of the browser:
//! `tests/tools/search.test.mjs` measures it.

mod guide;
#[path = "guide/rendered.rs"]
mod rendered;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use wellsourced::engine::{self, Options};
use wellsourced::output;
use wellsourced::render::{Earlier, Guide, Theme};
use wellsourced::workspace;

use rendered::Rendered;

/// The word that makes this program one build.
const ONE: &str = "one-build";

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let [ONE, root, target, search] = words[..] {
        build(Path::new(root), Path::new(target), search == "with");
        return;
    }
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    for pages in if sizes.is_empty() {
        vec![1_000, 10_000]
    } else {
        sizes
    } {
        compare(pages, if pages < 5_000 { 9 } else { 3 });
    }
}

/// One build, as the command does it, and then what it took.
fn build(root: &Path, target: &Path, with_search: bool) {
    let inputs = workspace::read(root).expect("the guide is readable");
    let theme = Theme::new(&inputs.theme).expect("the theme is sound");
    let options = Options {
        today: jiff::civil::date(2026, 11, 22),
        today_is_stated: true,
        drafts: false,
    };
    let site = engine::compile(inputs, options).site;
    let guide = if with_search {
        let earlier: Earlier = output::earlier(target, Earlier::takes)
            .into_iter()
            .collect();
        Guide::after(&site, &theme, &earlier)
    } else {
        Guide::without_search(&site, &theme)
    };
    let files: Vec<Rendered<'_>> = guide.files().into_iter().map(Rendered).collect();
    output::publish(target, &files, &output::Options::default()).expect("the site is written");
    let time = clock_gettime(ClockId::ProcessCPUTime);
    println!(
        "{} {} {}",
        Duration::try_from(time)
            .expect("no time is negative")
            .as_secs_f64(),
        peak().unwrap_or_default(),
        guide.keeps_index()
    );
    // As the command leaves them: to the end of the process.
    std::process::exit(0);
}

/// The most memory that this process had, in megabytes.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}

/// What a build took.
#[derive(Clone, Copy)]
struct Taken {
    seconds: f64,
    megabytes: f64,
}

/// Runs one build in a process of its own.
fn run(root: &Path, target: &Path, search: &str, keeps: bool) -> Taken {
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program)
        .arg(ONE)
        .args([root, target])
        .arg(search)
        .output()
        .expect("the build runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let fault = || {
        panic!(
            "no build: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        )
    };
    let [seconds, megabytes, kept] = text.split_whitespace().collect::<Vec<_>>()[..] else {
        fault()
    };
    assert_eq!(kept, keeps.to_string(), "whether the index was kept");
    Taken {
        seconds: seconds.parse().unwrap_or_else(|_| fault()),
        megabytes: megabytes.parse().unwrap_or_else(|_| fault()),
    }
}

/// Builds a guide with and without search in turn, and prints what differs.
fn compare(pages: usize, pairs: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("guide");
    guide::Guide::new(pages, guide::Shape::Folders)
        .write(&root)
        .expect("the guide is written");
    let (mut new, mut again) = (Vec::new(), Vec::new());
    for pair in 0..=pairs {
        let targets = ["with", "without"]
            .map(|search| (search, folder.path().join(format!("{pair}-{search}"))));
        let both = |keeps: bool| {
            targets
                .each_ref()
                .map(|(search, target)| run(&root, target, search, keeps && *search == "with"))
        };
        let (first, second) = (both(false), both(true));
        // The first pair finds nothing in the memory of the computer.
        if pair > 0 {
            new.push(first);
            again.push(second);
        }
        for (_, target) in targets {
            std::fs::remove_dir_all(target).expect("the site is removed");
        }
    }
    tell(pages, "a new site", &new);
    tell(pages, "no text changed", &again);
}

fn tell(pages: usize, what: &str, pairs: &[[Taken; 2]]) {
    let of = |value: &dyn Fn(&[Taken; 2]) -> f64| median(pairs.iter().map(value).collect());
    println!(
        "{pages} pages, {what}: {:.2} s with search, {:.2} s without, ratio {:.3}; {:.0} MB with, {:.0} MB without, {:+.0} MB (median of {} pairs)",
        of(&|[with, _]| with.seconds),
        of(&|[_, without]| without.seconds),
        of(&|[with, without]| with.seconds / without.seconds),
        of(&|[with, _]| with.megabytes),
        of(&|[_, without]| without.megabytes),
        of(&|[with, without]| with.megabytes - without.megabytes),
        pairs.len(),
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

//! The output folder, as whoever serves it sees it: whole at every moment, and with every file in
//! it that is not ours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;
use wellsourced::output::{
    Artifact, Content, Options, OutputError, Report, WhenBusy, publish as publish_with,
};

#[derive(Default)]
struct Page {
    path: String,
    text: String,
    copy_of: Option<PathBuf>,
    is_settled: bool,
    fault: Option<&'static str>,
    /// What happens in the world while this page is made.
    meanwhile: Option<Box<dyn Fn() + Sync>>,
    asked: AtomicUsize,
}

impl Artifact for Page {
    fn path(&self) -> &str {
        &self.path
    }

    fn content(&self) -> Result<Content<'_>, String> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if let Some(meanwhile) = &self.meanwhile {
            meanwhile();
        }
        match (self.fault, &self.copy_of) {
            (Some(fault), _) => Err(fault.to_owned()),
            (None, Some(source)) => Ok(Content::File(source)),
            (None, None) => Ok(Content::Bytes(Cow::Borrowed(self.text.as_bytes()))),
        }
    }

    fn is_settled(&self) -> bool {
        self.is_settled
    }
}

fn page(path: &str, text: &str) -> Page {
    Page {
        path: path.to_owned(),
        text: text.to_owned(),
        ..Page::default()
    }
}

fn site(pages: &[(&str, &str)]) -> Vec<Page> {
    pages.iter().map(|(path, text)| page(path, text)).collect()
}

fn meanwhile(path: &str, text: &str, does: impl Fn() + Sync + 'static) -> Page {
    Page {
        meanwhile: Some(Box::new(does)),
        ..page(path, text)
    }
}

fn publish(target: &Path, pages: &[Page]) -> Result<Report, OutputError> {
    publish_with(target, pages, &Options::default())
}

/// A folder with `public` in it, or not yet.
struct Desk {
    dir: TempDir,
    public: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let public = dir.path().join("public");
        Self { dir, public }
    }

    fn with(pages: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        publish(&desk.public, &site(pages)).unwrap();
        desk
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The names of what lies beside the output folder, the output folder included.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.dir.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The files of the output folder but for the manifest, and whether anything is left beside it.
    fn assert_holds(&self, files: &[(&str, &str)]) {
        let expected: BTreeMap<_, _> = (files.iter())
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        assert_eq!(files_in(&self.public), expected);
        assert_eq!(self.beside(), ["public"]);
    }
}

fn files_in(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn read(root: &Path, folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            let kind = fs::symlink_metadata(&path).unwrap();
            if kind.is_dir() {
                read(root, &path, into);
            } else if kind.is_symlink() {
                into.insert(name.to_owned(), b"(a link)".to_vec());
            } else if name != ".wellsourced" {
                into.insert(name.to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    read(root, root, &mut files);
    files
}

/// What changes if a file is written anew.
#[cfg(unix)]
fn identity(path: &Path) -> (u64, SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let found = fs::metadata(path).unwrap();
    (found.ino(), found.modified().unwrap())
}

#[cfg(not(unix))]
fn identity(path: &Path) -> (u64, SystemTime) {
    (0, fs::metadata(path).unwrap().modified().unwrap())
}

fn counts(report: &Report) -> (usize, usize, usize) {
    (report.written, report.unchanged, report.removed)
}

#[test]
fn a_first_site_appears_with_its_manifest() {
    let desk = Desk::new();
    let public = desk.dir.path().join("new/folders/public");
    let pages = site(&[("sleep/index.html", "Sleep"), ("index.html", "Home")]);
    let report = publish(&public, &pages).unwrap();

    assert_eq!(counts(&report), (2, 0, 0));
    assert_eq!(report.bytes, 9);
    assert!(
        pages
            .iter()
            .all(|page| page.asked.load(Ordering::Relaxed) == 1)
    );
    let manifest = fs::read_to_string(public.join(".wellsourced")).unwrap();
    assert_eq!(
        manifest,
        "wellsourced wrote the files listed here and replaces them with every build; it never \
         deletes any other.\nindex.html\nsleep/index.html\n"
    );
}

#[test]
fn only_what_changed_is_written() {
    let desk = Desk::with(&[("a/x.html", "a"), ("b/x.html", "b"), ("c/d/x.html", "c")]);
    let before = identity(&desk.public.join("a/x.html"));

    let pages = site(&[("a/x.html", "a"), ("b/x.html", "B"), ("e.html", "new")]);
    let report = publish(&desk.public, &pages).unwrap();

    assert_eq!(counts(&report), (2, 1, 1));
    assert_eq!(report.bytes, 4);
    assert!(
        pages
            .iter()
            .all(|page| page.asked.load(Ordering::Relaxed) == 1)
    );
    assert_eq!(identity(&desk.public.join("a/x.html")), before);
    desk.assert_holds(&[("a/x.html", "a"), ("b/x.html", "B"), ("e.html", "new")]);
    assert!(!desk.public.join("c").exists());
}

#[test]
fn nothing_is_touched_when_nothing_changed() {
    let files = [("a/x.html", "a"), ("index.html", "home")];
    let desk = Desk::with(&files);
    desk.put("public/a/.DS_Store", "of a file manager");
    desk.put("public/CNAME", "guide.example");
    let before = ["", "a", "a/x.html", ".wellsourced"].map(|p| identity(&desk.public.join(p)));

    let report = publish(&desk.public, &site(&files)).unwrap();

    assert_eq!(counts(&report), (0, 2, 0));
    assert_eq!(report.bytes, 0);
    let after = ["", "a", "a/x.html", ".wellsourced"].map(|p| identity(&desk.public.join(p)));
    assert_eq!(after, before);
    assert_eq!(desk.beside(), ["public"]);
}

#[test]
fn a_missing_file_and_an_empty_folder_are_changes() {
    let desk = Desk::with(&[("a.html", "a"), ("b.html", "b")]);
    fs::remove_file(desk.public.join("a.html")).unwrap();
    fs::create_dir_all(desk.public.join("empty/deep")).unwrap();
    let report = publish(&desk.public, &site(&[("a.html", "a"), ("b.html", "b")])).unwrap();
    assert_eq!(counts(&report), (1, 1, 0));
    desk.assert_holds(&[("a.html", "a"), ("b.html", "b")]);

    fs::create_dir(desk.public.join("empty")).unwrap();
    publish(&desk.public, &site(&[("a.html", "a"), ("b.html", "b")])).unwrap();
    assert!(!desk.public.join("empty").exists());
}

#[test]
fn a_file_and_a_folder_change_places() {
    let desk = Desk::with(&[("a", "file"), ("b/x", "in a folder")]);
    publish(
        &desk.public,
        &site(&[("a/x", "in a folder"), ("b", "file")]),
    )
    .unwrap();
    desk.assert_holds(&[("a/x", "in a folder"), ("b", "file")]);
}

#[test]
fn a_file_is_copied_never_linked() {
    let desk = Desk::new();
    let source = desk.dir.path().join("photo.jpg");
    fs::write(&source, "photo").unwrap();
    let pages = || {
        let copy_of = Some(source.clone());
        [Page {
            copy_of,
            ..page("img/photo.jpg", "")
        }]
    };
    assert_eq!(publish(&desk.public, &pages()).unwrap().bytes, 5);
    assert_eq!(counts(&publish(&desk.public, &pages()).unwrap()), (0, 1, 0));

    fs::write(&source, "PHOTO").unwrap();
    assert_eq!(
        fs::read(desk.public.join("img/photo.jpg")).unwrap(),
        b"photo"
    );
    assert_eq!(counts(&publish(&desk.public, &pages()).unwrap()), (1, 0, 0));
    assert_eq!(
        fs::read(desk.public.join("img/photo.jpg")).unwrap(),
        b"PHOTO"
    );

    fs::remove_file(&source).unwrap();
    let error = publish(&desk.public, &pages()).unwrap_err().to_string();
    assert!(
        error.starts_with("could not read ") && error.contains("photo.jpg"),
        "{error}"
    );
    assert_eq!(
        fs::read(desk.public.join("img/photo.jpg")).unwrap(),
        b"PHOTO"
    );
}

#[test]
fn what_is_settled_is_asked_for_only_if_it_is_not_as_we_wrote_it() {
    let desk = Desk::with(&[("index.html", "home"), ("a-7f.avif", "image")]);
    let image = desk.public.join("a-7f.avif");
    let asked = || {
        let settled = Page {
            is_settled: true,
            ..page("a-7f.avif", "image")
        };
        let pages = [page("index.html", "home"), settled];
        publish(&desk.public, &pages).unwrap();
        desk.assert_holds(&[("index.html", "home"), ("a-7f.avif", "image")]);
        pages.map(|page| page.asked.into_inner())
    };
    assert_eq!(asked(), [1, 0]);
    // A time stamp is as fine as the ticks of the system's clock.
    thread::sleep(Duration::from_millis(20));
    fs::write(&image, "imagE").unwrap();
    assert_eq!(asked(), [1, 1], "somebody has written into it");
    assert_eq!(asked(), [1, 0]);
    fs::remove_file(&image).unwrap();
    assert_eq!(asked(), [1, 1], "it is not there");
    // What a power cut may leave.
    let then = fs::metadata(&image).unwrap().modified().unwrap();
    fs::write(&image, "").unwrap();
    let file = fs::File::options().write(true).open(&image).unwrap();
    file.set_modified(then).unwrap();
    assert_eq!(asked(), [1, 1], "it is empty");
}

#[test]
fn two_builds_of_one_site_are_the_same_bytes_in_any_order() {
    let files = [
        ("b/x.html", "b"),
        ("a/y.html", "a"),
        ("a.html", "c"),
        ("a-b.html", "d"),
    ];
    let mut turned = files;
    turned.reverse();
    let (one, other) = (Desk::with(&files), Desk::with(&turned));
    let manifest = |desk: &Desk| fs::read(desk.public.join(".wellsourced")).unwrap();
    assert_eq!(manifest(&one), manifest(&other));
}

#[test]
fn a_strangers_file_is_refused_and_kept() {
    let desk = Desk::with(&[("index.html", "old")]);
    desk.put("public/notes/plan.txt", "mine");
    let pages = site(&[("index.html", "new")]);
    let error = publish(&desk.public, &pages).unwrap_err();

    assert!(matches!(&error, OutputError::Foreign(files)
        if *files == [desk.public.join("notes/plan.txt")]));
    let words = error.to_string();
    assert!(
        words.contains("plan.txt") && words.contains("--output"),
        "{words}"
    );
    assert_eq!(pages[0].asked.load(Ordering::Relaxed), 0);
    desk.assert_holds(&[("index.html", "old"), ("notes/plan.txt", "mine")]);
}

#[test]
fn a_folder_without_a_manifest_is_a_strangers() {
    let desk = Desk::new();
    for number in 10..40 {
        desk.put(&format!("public/photos/{number}.jpg"), "mine");
    }
    // Of another tool that has the same idea.
    desk.put("public/.wellsourced", "colour: green\n");
    let before = files_in(&desk.public);
    let error = publish(&desk.public, &site(&[("index.html", "new")])).unwrap_err();

    // The search ended there: the folder may be somebody's home.
    assert!(matches!(&error, OutputError::Foreign(files) if files.len() == 11));
    let words = error.to_string();
    assert!(
        words.contains("18.jpg") && !words.contains("19.jpg"),
        "{words}"
    );
    assert!(words.contains("and more"), "{words}");
    assert_eq!(files_in(&desk.public), before);
}

#[test]
fn a_strangers_file_in_the_place_of_ours_is_refused() {
    for taken in ["about.html", "CNAME"] {
        let desk = Desk::with(&[("index.html", "home")]);
        desk.put(&format!("public/{taken}"), "mine");
        let error = publish(
            &desk.public,
            &site(&[("index.html", "home"), (taken, "ours")]),
        );
        assert!(matches!(error, Err(OutputError::Foreign(_))));
        desk.assert_holds(&[(taken, "mine"), ("index.html", "home")]);
    }
}

#[test]
fn what_belongs_to_git_and_the_host_is_carried_over() {
    let desk = Desk::new();
    desk.put("public/.gitkeep", "");
    desk.put("public/.git/HEAD", "ref: refs/heads/main");
    desk.put("public/CNAME", "guide.example");
    let cname = identity(&desk.public.join("CNAME"));
    for text in ["one", "two"] {
        let report = publish(&desk.public, &site(&[("index.html", text)])).unwrap();
        assert_eq!(counts(&report), (1, 0, 0));
        assert!(report.moved_back.is_empty() && report.set_aside.is_empty());
        assert_eq!(identity(&desk.public.join("CNAME")), cname);
        desk.assert_holds(&[
            (".git/HEAD", "ref: refs/heads/main"),
            (".gitkeep", ""),
            ("CNAME", "guide.example"),
            ("index.html", text),
        ]);
    }
    desk.put("public/deeper/CNAME", "not at the top");
    let error = publish(&desk.public, &site(&[("index.html", "three")]));
    assert!(matches!(error, Err(OutputError::Foreign(_))));
}

#[test]
fn a_strangers_file_that_comes_during_the_build_is_kept() {
    let desk = Desk::with(&[("index.html", "old"), ("gone/x.html", "x")]);
    let public = desk.public.clone();
    let pages = [
        meanwhile("index.html", "new", move || {
            fs::write(public.join("gone/upload.pdf"), "mine").unwrap();
            fs::write(public.join("index.html.bak"), "mine too").unwrap();
            // Here the new site has a file of its own.
            fs::create_dir(public.join("taken")).unwrap();
            fs::write(public.join("taken/page.html"), "mine, too").unwrap();
        }),
        page("taken", "ours"),
    ];
    let report = publish(&desk.public, &pages).unwrap();

    let public = desk.public.canonicalize().unwrap();
    assert_eq!(
        report.moved_back,
        [
            public.join("gone/upload.pdf"),
            public.join("index.html.bak")
        ]
    );
    let aside = public.with_file_name("public.set-aside");
    assert_eq!(report.set_aside, [aside.join("taken/page.html")]);
    assert_eq!(
        fs::read(aside.join("taken/page.html")).unwrap(),
        b"mine, too"
    );
    assert_eq!(desk.beside(), ["public", "public.set-aside"]);
    let files = files_in(&desk.public);
    assert_eq!(files["gone/upload.pdf"], b"mine");
    assert_eq!(files["index.html"], b"new");
    assert_eq!(files["taken"], b"ours");
    assert_eq!(files.len(), 4);
}

#[test]
fn a_manifest_cannot_name_files_outside() {
    let desk = Desk::with(&[("index.html", "old")]);
    desk.put("precious.txt", "mine");
    let manifest = desk.public.join(".wellsourced");
    let outside = desk.dir.path().join("precious.txt");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(
        &manifest,
        format!("{text}../precious.txt\n{}\n", outside.display()),
    )
    .unwrap();
    // The page is the same, but not the manifest: that is made right again.
    publish(&desk.public, &site(&[("index.html", "old")])).unwrap();
    assert_eq!(fs::read(outside).unwrap(), b"mine");
    assert_eq!(fs::read_to_string(&manifest).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_is_a_strangers_and_not_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::with(&[("index.html", "old"), ("img/a.png", "ours")]);
    desk.put("elsewhere/a.png", "mine");
    fs::remove_dir_all(desk.public.join("img")).unwrap();
    symlink("../elsewhere", desk.public.join("img")).unwrap();
    let error = publish(&desk.public, &site(&[("index.html", "new")])).unwrap_err();
    assert!(matches!(&error, OutputError::Foreign(files) if *files == [desk.public.join("img")]));

    // And one that comes while we build.
    fs::remove_file(desk.public.join("img")).unwrap();
    let public = desk.public.clone();
    let pages = [meanwhile("index.html", "new", move || {
        symlink("../elsewhere", public.join("img")).unwrap();
    })];
    let report = publish(&desk.public, &pages).unwrap();
    assert_eq!(report.moved_back.len(), 1);
    assert!(desk.public.join("img").is_symlink());
    assert_eq!(
        fs::read(desk.dir.path().join("elsewhere/a.png")).unwrap(),
        b"mine"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_the_output_folder_stays_a_link() {
    let desk = Desk::with(&[("index.html", "old")]);
    let link = tempfile::tempdir().unwrap();
    let link = link.path().join("www");
    std::os::unix::fs::symlink(&desk.public, &link).unwrap();
    publish(&link, &site(&[("index.html", "new")])).unwrap();
    assert!(link.is_symlink());
    desk.assert_holds(&[("index.html", "new")]);

    fs::remove_dir_all(&desk.public).unwrap();
    let error = publish(&link, &site(&[("index.html", "new")]));
    assert!(matches!(error, Err(OutputError::NotAFolder(_))));
}

#[test]
fn a_file_is_no_output_folder() {
    let desk = Desk::new();
    desk.put("public", "a file");
    let error = publish(&desk.public, &site(&[("index.html", "new")]));
    assert!(matches!(error, Err(OutputError::NotAFolder(_))));
    assert_eq!(fs::read(&desk.public).unwrap(), b"a file");
    assert!(publish(Path::new("/"), &site(&[("index.html", "new")])).is_err());
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_permissions_and_new_files_get_ordinary_ones() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let desk = Desk::with(&[("index.html", "old")]);
    let ordinary = mode(&desk.public.join("index.html"));
    let source = desk.dir.path().join("private.css");
    fs::write(&source, "p {}").unwrap();
    fs::set_permissions(&source, fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(&desk.public, fs::Permissions::from_mode(0o2770)).unwrap();
    let copy_of = Some(source);
    publish(
        &desk.public,
        &[Page {
            copy_of,
            ..page("style.css", "")
        }],
    )
    .unwrap();
    assert_eq!(mode(&desk.public), 0o2770);
    assert_eq!(mode(&desk.public.join("style.css")), ordinary);
}

#[cfg(unix)]
#[test]
fn a_folder_we_may_not_write_in_is_a_plain_error() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(&[("index.html", "old")]);
    for folder in [desk.public.as_path(), desk.dir.path()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
        let may_anyway = fs::write(folder.join("probe"), "").is_ok();
        let result = publish(&desk.public, &site(&[("index.html", "new")]));
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        if may_anyway {
            return; // The superuser: there is nothing to test.
        }
        let words = result.unwrap_err().to_string();
        assert!(words.contains("no permission"), "{words}");
        desk.assert_holds(&[("index.html", "old")]);
    }
}

#[test]
fn paths_that_leave_the_folder_or_mean_something_to_the_system_are_refused() {
    let desk = Desk::new();
    for path in [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "a/./b",
        ".",
        "a//b",
        "a/",
        "a\\b",
        "a\0b",
        "a\nb",
        "a\u{7f}b",
        "a\u{85}b",
        "c:/x",
        "x:stream",
        ".wellsourced",
        ".Wellsourced/x",
        ".git/config",
        ".GIT",
    ] {
        let error = publish(&desk.public, &site(&[("ok.html", ""), (path, "")])).unwrap_err();
        assert!(
            matches!(&error, OutputError::Unsafe { path: p, .. } if p == path),
            "{path:?}"
        );
    }
    assert_eq!(desk.beside(), [""; 0]);
    let fine = [
        ("...", ""),
        ("..a/b..", ""),
        ("deep/.git/x", ""),
        ("ein Wort/größe.html", ""),
    ];
    publish(&desk.public, &site(&fine)).unwrap();
    desk.assert_holds(&fine);
}

#[test]
fn names_that_are_one_on_some_systems_clash() {
    let desk = Desk::new();
    for (first, second) in [
        ("A/index.html", "a/index.html"),
        ("A/x.html", "a/y.html"),
        ("Über.html", "über.html"),
        ("a", "a/index.html"),
        ("A", "a/b/index.html"),
        ("same.html", "same.html"),
    ] {
        for pages in [[first, second], [second, first]] {
            let pages = pages.map(|path| page(path, ""));
            let error = publish(&desk.public, &pages).unwrap_err();
            assert!(matches!(&error, OutputError::Clash { .. }), "{error}");
            let words = error.to_string();
            assert!(words.contains(first) && words.contains(second), "{words}");
        }
    }
    assert_eq!(desk.beside(), [""; 0]);
}

#[test]
fn a_page_that_cannot_be_made_leaves_the_old_site() {
    let files: Vec<_> = (0..50)
        .map(|n| (format!("{n}/index.html"), "old"))
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let desk = Desk::with(&files);
    let before = identity(&desk.public);

    let mut pages: Vec<_> = files.iter().map(|(path, _)| page(path, "new")).collect();
    pages[30].fault = Some("30 cannot be made");
    pages[40].fault = Some("40 cannot be made");
    for _ in 0..5 {
        let error = publish(&desk.public, &pages).unwrap_err();
        assert!(matches!(&error, OutputError::Render(why) if why == "30 cannot be made"));
    }
    desk.assert_holds(&files);
    assert_eq!(identity(&desk.public), before);

    let first = Desk::new();
    publish(&first.public, &pages).unwrap_err();
    assert_eq!(first.beside(), [""; 0]);
}

#[test]
fn a_panic_leaves_the_old_site() {
    let desk = Desk::with(&[("a.html", "old"), ("b.html", "old")]);
    let pages = [
        page("a.html", "new"),
        meanwhile("b.html", "new", || panic!("on purpose")),
    ];
    let publishing = std::panic::AssertUnwindSafe(|| publish(&desk.public, &pages));
    std::panic::catch_unwind(publishing).unwrap_err();
    desk.assert_holds(&[("a.html", "old"), ("b.html", "old")]);
}

#[cfg(unix)]
#[test]
fn a_name_the_disk_cannot_hold_leaves_the_old_site() {
    let desk = Desk::with(&[("a.html", "old")]);
    let long = "x".repeat(300);
    let pages = site(&[("a.html", "new"), (&long, "new")]);
    let words = publish(&desk.public, &pages).unwrap_err().to_string();
    assert!(words.contains("too long"), "{words}");
    desk.assert_holds(&[("a.html", "old")]);
    let pages = site(&[("a.html", "new"), (&format!("{long}/x"), "new")]);
    publish(&desk.public, &pages).unwrap_err();
    desk.assert_holds(&[("a.html", "old")]);
}

/// Publishes into `name` beside `public`, and moves the tree to where a killed build has it.
fn leave(desk: &Desk, name: &str, pages: &[(&str, &str)]) {
    let made = desk.dir.path().join("made");
    publish(&made, &site(pages)).unwrap();
    fs::rename(made, desk.dir.path().join(name)).unwrap();
}

const STAGE: &str = ".public.wellsourced-new";
const ASIDE: &str = ".public.wellsourced-old";

#[test]
fn a_stale_stage_and_lock_are_cleaned() {
    let desk = Desk::with(&[("index.html", "old"), ("CNAME.html", "x")]);
    desk.put("public/CNAME", "guide.example");
    leave(
        &desk,
        STAGE,
        &[("index.html", "never seen"), ("a/b.html", "never seen")],
    );
    fs::hard_link(
        desk.public.join("CNAME"),
        desk.dir.path().join(STAGE).join("CNAME"),
    )
    .unwrap();
    fs::remove_file(desk.dir.path().join(STAGE).join("a/b.html")).unwrap();
    desk.put(".public.lock", "");
    let report = publish(
        &desk.public,
        &site(&[("index.html", "old"), ("CNAME.html", "x")]),
    )
    .unwrap();
    assert_eq!(counts(&report), (0, 2, 0));
    assert!(report.moved_back.is_empty() && report.set_aside.is_empty());
    desk.assert_holds(&[
        ("CNAME", "guide.example"),
        ("CNAME.html", "x"),
        ("index.html", "old"),
    ]);

    // Killed as it began to write the manifest.
    desk.put(&format!("{STAGE}/.wellsourced"), "wellsou");
    publish(&desk.public, &site(&[("index.html", "new")])).unwrap();
    desk.assert_holds(&[("CNAME", "guide.example"), ("index.html", "new")]);
}

#[test]
fn an_old_tree_killed_on_its_way_out_gives_back_what_is_not_ours() {
    for left in [STAGE, ASIDE] {
        let desk = Desk::with(&[("index.html", "new")]);
        leave(&desk, left, &[("index.html", "old")]);
        desk.put(&format!("{left}/.git/HEAD"), "ref");
        desk.put(&format!("{left}/upload.pdf"), "mine");
        let report = publish(&desk.public, &site(&[("index.html", "new")]));
        // It is back, and so refused: only its owner knows what it is for.
        assert!(matches!(report, Err(OutputError::Foreign(_))));
        desk.assert_holds(&[
            (".git/HEAD", "ref"),
            ("index.html", "new"),
            ("upload.pdf", "mine"),
        ]);
    }
}

#[test]
fn killed_between_two_renames_the_old_site_comes_back() {
    for empty_in_its_place in [false, true] {
        let desk = Desk::new();
        leave(&desk, ASIDE, &[("index.html", "old"), ("gone.html", "old")]);
        leave(&desk, STAGE, &[("index.html", "new")]);
        if empty_in_its_place {
            fs::create_dir(&desk.public).unwrap();
        }
        let broken = Page {
            fault: Some("no"),
            ..page("index.html", "")
        };
        publish(&desk.public, &[broken]).unwrap_err();
        desk.assert_holds(&[("gone.html", "old"), ("index.html", "old")]);
    }
}

#[test]
fn a_folder_that_only_has_the_name_of_a_stage_is_not_ours() {
    for name in [STAGE, ASIDE] {
        let desk = Desk::with(&[("index.html", "old")]);
        desk.put(&format!("{name}/photo.jpg"), "mine");
        let error = publish(&desk.public, &site(&[("index.html", "new")]));
        assert!(matches!(error, Err(OutputError::Foreign(_))));
        assert_eq!(
            fs::read(desk.dir.path().join(name).join("photo.jpg")).unwrap(),
            b"mine"
        );
        assert_eq!(files_in(&desk.public)["index.html"], b"old");
    }
}

/// Two versions with files in common, files of one name that differ, and files of their own.
fn version(letter: char) -> Vec<Page> {
    let pages = (0..300).map(|n| match n % 3 {
        0 => page(
            &format!("same/{n}/index.html"),
            &format!("both {n}").repeat(50),
        ),
        1 => page(
            &format!("other/{n}.html"),
            &format!("{letter} {n}").repeat(50),
        ),
        _ => page(
            &format!("only-{letter}/{n}.html"),
            &format!("{n}").repeat(50),
        ),
    });
    pages
        .chain([page("index.html", &letter.to_string())])
        .collect()
}

fn as_files(pages: &[Page]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<_, _> = (pages.iter())
        .map(|page| (page.path.clone(), page.text.clone().into_bytes()))
        .collect();
    files.insert("CNAME".to_owned(), b"guide.example".to_vec());
    files
}

const PUBLISH_INTO: &str = "WELLSOURCED_TEST_PUBLISH_INTO";

/// Not a test of its own: the process that the tests below start, and kill.
#[test]
fn publishes_without_end_if_asked_to() {
    let Some(public) = std::env::var_os(PUBLISH_INTO) else {
        return;
    };
    let versions = [version('A'), version('B')];
    loop {
        for pages in &versions {
            publish(Path::new(&public), pages).unwrap();
        }
    }
}

fn endless_build(public: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "publishes_without_end_if_asked_to"])
        .env(PUBLISH_INTO, public)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn wait_until(what: impl Fn() -> bool) {
    let begin = Instant::now();
    while !what() {
        assert!(begin.elapsed() < Duration::from_mins(1), "nothing happened");
        thread::yield_now();
    }
}

#[test]
fn killed_at_any_moment_the_site_is_one_version_whole() {
    let desk = Desk::new();
    publish(&desk.public, &version('A')).unwrap();
    desk.put("public/CNAME", "guide.example");
    desk.put("public/.git/HEAD", "ref");
    let versions = ['A', 'B'].map(|letter| as_files(&version(letter)));

    let mut random: u64 = 42;
    let mut seen = [0, 0];
    let mut left = 0;
    for round in 0..30 {
        let before = identity(&desk.public);
        let mut child = endless_build(&desk.public);
        wait_until(|| identity(&desk.public) != before);
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        // Every other time soon after a swap, while the old tree is cleared away.
        let longest = if round % 2 == 0 { 50_000 } else { 2_000 };
        thread::sleep(Duration::from_micros((random >> 33) % longest));
        child.kill().unwrap();
        child.wait().unwrap();

        let mut files = files_in(&desk.public);
        // The one thing that moves in a step of its own; the next build puts it right.
        let git = files.remove(".git/HEAD");
        assert!(git.is_some() || desk.dir.path().join(STAGE).join(".git/HEAD").exists());
        let version = versions.iter().position(|version| *version == files);
        let version = version.expect("neither version A nor B");
        seen[version] += 1;
        left += usize::from(desk.beside().contains(&STAGE.to_owned()));
        // What the killed build left must not be what makes the next one fail.
        if random.is_multiple_of(3) {
            let report = publish(&desk.public, &self::version('A')).unwrap();
            assert!(report.moved_back.is_empty() && report.set_aside.is_empty());
            assert_eq!(desk.beside(), ["public"]);
            assert!(desk.public.join(".git/HEAD").exists());
        }
    }
    println!("found A and B {seen:?} times, a stage {left} times");
    publish(&desk.public, &version('B')).unwrap();
    let mut files = files_in(&desk.public);
    assert_eq!(files.remove(".git/HEAD").as_deref(), Some(&b"ref"[..]));
    assert_eq!(files, versions[1]);
    assert_eq!(desk.beside(), ["public"]);
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_reader_never_misses_a_page() {
    let desk = Desk::new();
    let versions = [version('A'), version('B')];
    publish(&desk.public, &versions[0]).unwrap();
    desk.put("public/CNAME", "guide.example");
    let done = AtomicBool::new(false);
    let (reads, swaps) = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                let index = fs::read_to_string(desk.public.join("index.html")).unwrap();
                assert!(index == "A" || index == "B");
                fs::metadata(desk.public.join("same/150/index.html")).unwrap();
                fs::metadata(desk.public.join("CNAME")).unwrap();
                reads += 1;
            }
            reads
        });
        let begin = Instant::now();
        let mut swaps = 0;
        while begin.elapsed() < Duration::from_secs(1) && !reader.is_finished() {
            for pages in versions.iter().rev() {
                publish(&desk.public, pages).unwrap();
                swaps += 1;
            }
        }
        done.store(true, Ordering::Relaxed);
        (reader.join().unwrap(), swaps)
    });
    println!("{reads} reads during {swaps} swaps");
    assert!(reads > swaps);
}

#[test]
fn the_second_build_waits_or_is_told() {
    let desk = Desk::new();
    let public = desk.public.clone();
    let pages = [meanwhile("index.html", "first", move || {
        let options = Options {
            when_busy: WhenBusy::Refuse,
        };
        let second = publish_with(&public, &site(&[("index.html", "second")]), &options);
        assert!(matches!(second, Err(OutputError::Busy(_))));
    })];
    publish(&desk.public, &pages).unwrap();
    desk.assert_holds(&[("index.html", "first")]);

    let inside = &AtomicUsize::new(0);
    thread::scope(|scope| {
        for number in 0..6 {
            let public = &desk.public;
            scope.spawn(move || {
                for round in 0..20 {
                    struct Alone<'a>(&'a AtomicUsize, String);
                    impl Artifact for Alone<'_> {
                        fn path(&self) -> &'static str {
                            "index.html"
                        }
                        fn content(&self) -> Result<Content<'_>, String> {
                            let others = self.0.fetch_add(1, Ordering::SeqCst);
                            thread::sleep(Duration::from_micros(200));
                            self.0.fetch_sub(1, Ordering::SeqCst);
                            assert_eq!(others, 0, "two builds at once");
                            Ok(Content::Bytes(Cow::Borrowed(self.1.as_bytes())))
                        }
                    }
                    let artifact = Alone(inside, format!("{number} {round}"));
                    publish_with(public, &[artifact], &Options::default()).unwrap();
                }
            });
        }
    });
    assert_eq!(desk.beside(), ["public"]);
}

#[test]
fn two_processes_take_turns() {
    let desk = Desk::new();
    let mut children = [endless_build(&desk.public), endless_build(&desk.public)];
    let begin = Instant::now();
    let mut ours = 0;
    while begin.elapsed() < Duration::from_secs(2) {
        publish(&desk.public, &version('A')).unwrap();
        ours += 1;
        for child in &mut children {
            assert!(child.try_wait().unwrap().is_none(), "a build failed");
        }
    }
    for child in &mut children {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    println!("{ours} builds beside two other processes");
    publish(&desk.public, &version('B')).unwrap();
    let mut expected = as_files(&version('B'));
    expected.remove("CNAME");
    assert_eq!(files_in(&desk.public), expected);
    assert_eq!(desk.beside(), ["public"]);
}

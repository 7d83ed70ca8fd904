//! `build`: check the guide, and write the site if it has no errors.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use crate::output::{self, Artifact, OutputError, WhenBusy};
use crate::render::{self, Earlier, Guide, Theme};
use crate::{claim::By, diagnostic, site::Site};

use super::{CONTENT, Context, Failure, count, print, tally};

/// What `build` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// The folder that the site is written to [default: public in the guide's folder]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let target = arguments
        .output
        .clone()
        .unwrap_or_else(|| context.root().join("public"));
    keep_apart(context.root(), &target)?;
    let inputs = context.read()?;
    let theme = Theme::new(&inputs.theme);
    let compiled = context.compile(inputs)?;
    context.report(&compiled.diagnostics)?;
    let (errors, _) = diagnostic::count(&compiled.diagnostics);
    if errors > 0 {
        if context.speaks() {
            let text = format!(
                "{}. Nothing was written: {} is as it was.\n",
                tally(&compiled.diagnostics),
                target.display()
            );
            print(&mut io::stderr(), &text)?;
        }
        return Ok(ExitCode::from(CONTENT));
    }
    let theme = theme.map_err(|fault| {
        Failure(format!(
            "a template of the theme cannot be used.\n{}",
            fault.message
        ))
    })?;
    let site = compiled.site;
    let guide = Guide::after(&site, &theme, &earlier(&target));
    let content = context.root().join("content");
    let files: Vec<Staged<'_>> = guide
        .files()
        .into_iter()
        .map(|file| Staged::new(file, &content))
        .collect();
    let report = publish(context, &target, &files)?;
    if context.speaks() {
        let mut text = summary(&site, &report, &target);
        if context.global.verbose {
            text.push_str(&details(&report, &guide));
        }
        text.push_str(&format!("{:.2} s.\n", start.elapsed().as_secs_f64()));
        print(&mut io::stdout(), &text)?;
    }
    // Freeing a large guide piece by piece takes longer than ending.
    std::mem::forget(files);
    std::mem::forget(guide);
    std::mem::forget(site);
    Ok(ExitCode::SUCCESS)
}

/// What the last build left that this one may take over.
fn earlier(target: &Path) -> Earlier {
    let files = output::earlier(target, Earlier::takes);
    files.into_iter().collect()
}

/// Says so when another build is writing, then waits for it.
fn publish(
    context: &Context,
    target: &Path,
    files: &[Staged<'_>],
) -> Result<output::Report, Failure> {
    let refuse = output::Options {
        when_busy: WhenBusy::Refuse,
    };
    match output::publish(target, files, &refuse) {
        Err(OutputError::Busy(_)) => {
            if !context.global.quiet {
                print(
                    &mut io::stderr(),
                    "Another build is writing there; waiting for it to end.\n",
                )?;
            }
            Ok(output::publish(target, files, &output::Options::default())?)
        }
        other => Ok(other?),
    }
}

/// A file of the site on its way to the disk.
struct Staged<'a> {
    file: render::File<'a>,
    /// Where a file of `content/` stands.
    source: PathBuf,
    content: &'a Path,
}

impl<'a> Staged<'a> {
    fn new(file: render::File<'a>, content: &'a Path) -> Self {
        let source = content.join(&file.path);
        Self {
            file,
            source,
            content,
        }
    }
}

impl Artifact for Staged<'_> {
    fn path(&self) -> &str {
        &self.file.path
    }

    fn content(&self) -> Result<output::Content<'_>, String> {
        Ok(match self.file.content()? {
            render::Content::Bytes(bytes) => output::Content::Bytes(bytes),
            render::Content::Asset(_) => output::Content::File(&self.source),
            render::Content::Smaller(path, width) => {
                let bytes = fs::read(self.content.join(path))
                    .map_err(|error| format!("the image content/{path} cannot be read: {error}"))?;
                output::Content::Bytes(render::smaller(path, &bytes, width)?.into())
            }
        })
    }

    fn is_settled(&self) -> bool {
        self.file.is_settled()
    }
}

/// The output must not lie within the content, nor hold it.
fn keep_apart(root: &Path, target: &Path) -> Result<(), Failure> {
    let absolute = |path: &Path| {
        let mut known = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // What does not exist yet is resolved by the part of it that does.
        let mut rest = Vec::new();
        loop {
            if let Ok(real) = known.canonicalize() {
                return rest
                    .iter()
                    .rev()
                    .fold(real, |path: PathBuf, part| path.join(part));
            }
            let Some(name) = known.file_name().map(ToOwned::to_owned) else {
                return known;
            };
            rest.push(name);
            known.pop();
        }
    };
    let target = absolute(target);
    for kept in ["content", "themes", "site.yaml"] {
        let kept_path = absolute(&root.join(kept));
        if target.starts_with(&kept_path) || kept_path.starts_with(&target) {
            return Err(Failure(format!(
                "the output folder {} and the guide's own `{kept}` lie within each other.\nChoose another folder with `--output DIR`.",
                target.display()
            )));
        }
    }
    Ok(())
}

fn summary(site: &Site, report: &output::Report, target: &Path) -> String {
    let counts = site.counts();
    let cited = site.uses.iter().filter(|uses| !uses.is_empty()).count();
    let mut lines = vec![format!(
        "Built {} into {}: {} written, {} unchanged, {} removed.",
        count(site.pages.len(), "page"),
        target.display(),
        count(report.written, "file"),
        report.unchanged,
        report.removed
    )];
    let mut ways: Vec<String> = By::all()
        .filter_map(|by| {
            counts
                .covered
                .get(&by)
                .map(|number| format!("{number} {}", by.words()))
        })
        .collect();
    if counts.waived > 0 {
        ways.push(format!("{} waived", counts.waived));
    }
    let ways = if ways.is_empty() {
        String::new()
    } else {
        format!(": {}", ways.join(", "))
    };
    lines.push(format!(
        "{}{ways} (coverage: {}).",
        count(counts.claims, "claim"),
        site.config.claims.coverage.word()
    ));
    lines.push(format!(
        "{}, {cited} of them cited.",
        count(site.library.len(), "source")
    ));
    if site.drafts > 0 {
        lines.push(format!(
            "{} left out; `--drafts` includes them.",
            count(site.drafts, "draft")
        ));
    }
    for path in report.moved_back.iter().chain(&report.set_aside) {
        lines.push(format!(
            "A file that is not ours was kept: {}",
            path.display()
        ));
    }
    lines.join("\n") + "\n"
}

/// What `--verbose` adds.
fn details(report: &output::Report, guide: &Guide<'_>) -> String {
    let index = if guide.keeps_index() {
        "kept: no text has changed"
    } else {
        "made anew"
    };
    format!(
        "{} bytes written.\nThe index of the search was {index}.\n",
        report.bytes
    )
}

//! `check`: everything that `build` says, and nothing written.

use std::io;
use std::process::ExitCode;

use crate::diagnostic;
use crate::render::Theme;

use super::{CONTENT, Context, Failure, count, print, tally};

pub(super) fn run(context: &Context) -> Result<ExitCode, Failure> {
    let inputs = context.read()?;
    let theme = Theme::new(&inputs.theme);
    let compiled = context.compile(inputs)?;
    context.report(&compiled.diagnostics)?;
    theme.map_err(|fault| {
        Failure(format!(
            "a template of the theme cannot be used.\n{}",
            fault.message
        ))
    })?;
    let (errors, warnings) = diagnostic::count(&compiled.diagnostics);
    if context.speaks() {
        let pages = count(compiled.site.pages.len(), "page");
        let text = match (errors, warnings) {
            (0, 0) => format!(
                "{pages}, {}: nothing to mend.\n",
                count(compiled.site.counts().claims, "claim")
            ),
            _ => format!("{pages}: {}.\n", tally(&compiled.diagnostics)),
        };
        print(&mut io::stderr(), &text)?;
    }
    std::mem::forget(compiled.site);
    Ok(if errors > 0 {
        ExitCode::from(CONTENT)
    } else {
        ExitCode::SUCCESS
    })
}

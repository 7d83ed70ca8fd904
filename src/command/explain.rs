//! `explain`: a rule in full, from the head of its own file.

use std::io;
use std::process::ExitCode;

use clap::Args;

use crate::check::{near, rule, rules};

use super::{Context, Failure, print};

/// What `explain` takes.
#[derive(Args)]
pub(super) struct Arguments {
    /// The rule's id, as it stands in brackets in a message; without it, all rules are listed
    rule: Option<String>,
}

pub(super) fn run(_: &Context, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut out = String::new();
    match &arguments.rule {
        None => {
            for rule in rules() {
                out.push_str(&format!("{:<22} {}\n", rule.id, rule.summary()));
            }
        }
        Some(id) => {
            let Some(rule) = rule(id) else {
                let near =
                    near(id).map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
                return Err(Failure(format!(
                    "there is no rule called `{id}`.{near}\n`wellsourced explain` lists all rules."
                )));
            };
            let turned = if rule.may_be_turned_down {
                "A site can change this under `rules` in `site.yaml`."
            } else {
                "A site cannot turn this down."
            };
            out.push_str(&format!(
                "# {}\n\n{}\n\nSeverity: {}. {turned}\n",
                rule.id,
                rule.documentation(),
                rule.severity.word()
            ));
        }
    }
    print(&mut io::stdout(), &out)?;
    Ok(ExitCode::SUCCESS)
}

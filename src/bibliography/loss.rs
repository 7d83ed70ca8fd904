//! What an entry holds and a source cannot keep: told, one warning an entry.

use crate::diagnostic::Diagnostic;

use super::Source;

/// The rule for what is lost.
const RULE: &str = "source-field-lost";

/// How many are named: an entry with more is no entry.
const MOST: usize = 30;

/// Names of fields, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Losses(Vec<String>);

impl Losses {
    /// Remembers a field that cannot be kept.
    pub(super) fn add(&mut self, name: &str) {
        if !name.is_empty() && self.0.len() < MOST && !self.0.iter().any(|known| known == name) {
            self.0.push(name.to_owned());
        }
    }

    /// The warning, if there is anything to tell.
    pub(super) fn report(self, source: &Source) -> Option<Diagnostic> {
        if self.0.is_empty() {
            return None;
        }
        let names: Vec<String> = self.0.iter().map(|name| format!("`{name}`")).collect();
        let what = match names.as_slice() {
            [one] => format!("{one}, which a source has no place for"),
            _ => format!("{}, which a source has no place for", names.join(", ")),
        };
        Some(
            Diagnostic::at(
                RULE,
                source.place.clone(),
                format!("the entry `{}` holds {what}", source.key),
            )
            .warning()
            .why(
                "it is left out of the reference and of everything that the guide says of the work",
            )
            .help(
                "if it matters to readers, write it into a field that is kept, for example `note`",
            )
            .help("otherwise remove it, or turn this warning off in `site.yaml`"),
        )
    }
}

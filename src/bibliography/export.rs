//! Sources written out for other programs: reference managers, LaTeX, Pandoc.
//!
//! Goes in: sources, in the order in which they are to stand. Comes out: the
//! text of a file. What is written depends on the sources alone. A format that
//! has no room for what a guide says of a source holds it where the readers
//! beside this module look for it.

mod bibtex;
mod csl_json;
mod csl_yaml;
mod latex;
mod own;
mod ris;

use clap::ValueEnum;

use super::Source;

pub use csl_yaml::{FIELDS_IN_ORDER, entry as yaml_entry, text as yaml_text};

/// A format that sources can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// BibTeX, in fields that BibLaTeX reads as well
    Bibtex,
    /// RIS, for Zotero, EndNote and Mendeley
    Ris,
    /// CSL in JSON, for Zotero and Pandoc
    CslJson,
    /// CSL in YAML: the form of this guide's own library
    CslYaml,
}

impl ExportFormat {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bibtex, Self::Ris, Self::CslJson, Self::CslYaml];

    /// What editors call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
            Self::CslYaml => "CSL-YAML",
        }
    }

    /// How the name of such a file ends, without the full stop.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::CslJson => "json",
            Self::CslYaml => "yaml",
        }
    }
}

/// Writes sources in a format, in the order given. Linear in their text.
pub fn write<'a>(sources: impl IntoIterator<Item = &'a Source>, format: ExportFormat) -> String {
    let sources = sources.into_iter();
    match format {
        ExportFormat::Bibtex => bibtex::write(sources),
        ExportFormat::Ris => ris::write(sources),
        ExportFormat::CslJson => csl_json::write(sources),
        ExportFormat::CslYaml => csl_yaml::write(sources),
    }
}

/// One line, one space between words: no format here keeps more of a text.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;

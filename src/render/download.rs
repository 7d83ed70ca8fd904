//! Files for reference managers: a source, the library, a page as something to
//! cite. Each stands beside the page that offers it, at an address that stays.

use schemars::JsonSchema;
use serde::Serialize;

use crate::bibliography::export::{self, ExportFormat};
use crate::bibliography::{Library, Source};
use crate::site::{Address, Page};

/// The formats in which a page can be cited.
pub(super) const OF_PAGE: [ExportFormat; 2] = [ExportFormat::Bibtex, ExportFormat::Ris];

/// The formats of one source.
pub(super) const OF_SOURCE: [ExportFormat; 3] = [
    ExportFormat::Bibtex,
    ExportFormat::Ris,
    ExportFormat::CslJson,
];

/// The formats of the library.
pub(super) const OF_LIBRARY: [ExportFormat; 4] = ExportFormat::ALL;

/// A file that a reader can take along.
#[derive(JsonSchema, Serialize)]
pub(super) struct Link {
    /// The name of the format, as `BibTeX`.
    format: &'static str,
    /// The address of the file.
    url: String,
}

/// The file in which a page is cited; `folder` is the page's own.
pub(super) fn page_file(folder: &str, format: ExportFormat) -> String {
    format!("{folder}citation.{}", format.ending())
}

/// The file of a source; `folder` is that of its page.
pub(super) fn source_file(folder: &str, format: ExportFormat) -> String {
    format!("{folder}source.{}", format.ending())
}

/// The file of the library.
pub(super) fn library_file(format: ExportFormat) -> String {
    format!("references/library.{}", format.ending())
}

/// The files of a page, for its readers.
pub(super) fn of_page(page: &Page) -> Vec<Link> {
    let folder = page.address.as_str();
    links(&OF_PAGE, &page.address, |format| page_file(folder, format))
}

/// The files of a source, for readers of the page at `from`.
pub(super) fn of_source(folder: &str, from: &Address) -> Vec<Link> {
    links(&OF_SOURCE, from, |format| source_file(folder, format))
}

/// The files of the library, for readers of the page at `from`.
pub(super) fn of_library(from: &Address) -> Vec<Link> {
    links(&OF_LIBRARY, from, library_file)
}

fn links(
    formats: &[ExportFormat],
    from: &Address,
    file: impl Fn(ExportFormat) -> String,
) -> Vec<Link> {
    formats
        .iter()
        .map(|format| Link {
            format: format.name(),
            url: from.link(&file(*format)),
        })
        .collect()
}

/// A source in a format.
pub(super) fn source(source: &Source, format: ExportFormat) -> Vec<u8> {
    export::write([source], format).into_bytes()
}

/// The library in a format, in the order of its keys.
pub(super) fn library(library: &Library, format: ExportFormat) -> Vec<u8> {
    export::write(library.iter().map(|(_, source)| source), format).into_bytes()
}

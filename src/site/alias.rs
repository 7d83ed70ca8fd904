//! Addresses where pages used to stand: whoever comes there is led on.

use crate::document::Document;
use crate::yaml::Word;

use super::{Address, Page, PageId};

/// An address where a page used to stand.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The folder that its links are seen from.
    pub folder: Address,
    /// Its address: a folder with `/` at its end, or a file that ends in `.html`.
    pub path: Box<str>,
    /// The page that stands elsewhere now.
    pub page: PageId,
    /// The word of its front matter, by its index there.
    word: usize,
}

impl Alias {
    /// The file of the output.
    pub fn file(&self) -> String {
        if self.path.ends_with(".html") {
            self.path.to_string()
        } else {
            self.folder.file()
        }
    }

    /// What the editor wrote, and where.
    pub fn word<'a>(&self, document: &'a Document) -> &'a Word {
        &document.front.aliases[self.word]
    }
}

/// The aliases of all pages, as they are written: two may be one address.
pub(super) fn find(pages: &[Page]) -> Vec<Alias> {
    let of_page = |(index, page): (usize, &Page)| {
        let words = page.document.front.aliases.iter().enumerate();
        let aliases: Vec<Alias> = words
            .map(|(word, text)| {
                let whole = Address::folder(text.text.trim_end_matches("index.html"));
                let path = whole.as_str().trim_end_matches('/');
                let (folder, path) = if path.ends_with(".html") {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    (Address::folder(folder), path.into())
                } else {
                    (whole.clone(), whole.as_str().into())
                };
                Alias {
                    folder,
                    path,
                    page: PageId(index as u32),
                    word,
                }
            })
            .collect();
        aliases
    };
    pages.iter().enumerate().flat_map(of_page).collect()
}

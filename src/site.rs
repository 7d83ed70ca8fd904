//! The whole guide, linked: the tree of pages, where every link leads, topics,
//! people, the numbers of references, and the references index, which says of
//! each source what rests on it.
//!
//! Goes in: documents with their claims, the library, the settings. Comes out:
//! a [`Site`], finished when it is made. A key or a link that leads nowhere is
//! kept as such; the rules tell it.

mod address;
mod alias;
mod crisis;
mod people;
mod picture;
mod references;
mod related;
pub mod rename;
mod targets;
mod tree;

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::bibliography::{Library, Reference, SourceId, Style};
use crate::claim::{By, Claims, Status};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::{ClusterForm, CoverKind, Document};

pub use address::{Address, Slugs, escaped, fragment};
pub use alias::Alias;
pub use crisis::{Checked, Contact, Crisis, Number, Region};
pub use people::{People, Person};
pub use picture::{IMAGE_ENDINGS, Picture, PictureFault, is_image};
pub use references::{PageReferences, Use};
pub use related::Related;
pub use targets::{Broken, Target};
pub use tree::Place;

/// A page's index in [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageId(pub u32);

/// A topic's index in [`Site::topics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicId(pub u32);

/// All that a guide is made of.
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The day for which the guide is built: reviews can be due.
    pub today: Date,
    /// Whether that day was stated; only then may a page depend on it.
    pub today_is_stated: bool,
    /// The sources.
    pub library: Library,
    /// The citation style.
    pub style: Style,
    /// The sources, formatted: by [`SourceId`].
    pub references: Vec<Reference>,
    /// The folder of each source's page, by [`SourceId`].
    pub source_slugs: Vec<Box<str>>,
    /// The people that pages name.
    pub people: People,
    /// Whom to call in an emergency.
    pub crisis: Crisis,
    /// The pages, in the order in which the guide is read.
    pub pages: Vec<Page>,
    /// The topics, in the order of their names.
    pub topics: Vec<Topic>,
    /// What rests on each source, by [`SourceId`].
    pub uses: Vec<Vec<Use>>,
    /// The pages that offer each source for further reading, by [`SourceId`].
    pub further: Vec<Vec<PageId>>,
    /// The pages related to each page, the nearest first.
    pub related: Vec<Vec<Related>>,
    /// The files beside the pages, as paths relative to `content/`, sorted.
    pub assets: Vec<Arc<str>>,
    /// Those of them whose names are those of images, by their paths.
    pub pictures: Pictures,
    /// Where pages used to stand, in reading order of the pages.
    pub aliases: Vec<Alias>,
    /// How many pages were left out as drafts.
    pub drafts: usize,
    /// Two files with one address: the second file, the first.
    pub clashes: Vec<(Box<str>, Box<str>)>,
    /// What was found wrong while reading.
    pub faults: Vec<Diagnostic>,
}

/// The images beside the pages, by their paths relative to `content/`.
pub type Pictures = FxHashMap<Arc<str>, Result<Picture, PictureFault>>;

/// A page in its place.
#[derive(Debug)]
pub struct Page {
    /// Its file, read.
    pub document: Document,
    /// Its units.
    pub claims: Claims,
    /// Its address within the site.
    pub address: Address,
    /// Its place in the tree.
    pub place: Place,
    /// Its references and their numbers.
    pub references: PageReferences,
    /// Where its links lead, by their index in the document.
    pub links: Vec<Target>,
    /// Where its images are, by their index in the document.
    pub images: Vec<Target>,
    /// Where its spans with `see` lead, by their index in the document's covers.
    pub sees: Vec<Option<Target>>,
    /// Its topics.
    pub topics: Vec<TopicId>,
}

/// A subject that groups pages.
#[derive(Debug)]
pub struct Topic {
    /// Its name, as the first page writes it.
    pub name: Box<str>,
    /// The folder of its page.
    pub slug: Box<str>,
    /// Its pages.
    pub pages: Vec<PageId>,
}

/// What a site is made from.
pub struct Parts {
    /// The settings.
    pub config: Config,
    /// The day for which the guide is built.
    pub today: Date,
    /// Whether that day was stated.
    pub today_is_stated: bool,
    /// The sources.
    pub library: Library,
    /// The citation style.
    pub style: Style,
    /// The sources, formatted.
    pub references: Vec<Reference>,
    /// The people.
    pub people: People,
    /// Whom to call in an emergency.
    pub crisis: Crisis,
    /// The pages and their units, in any order.
    pub pages: Vec<(Document, Claims)>,
    /// The pages left out as drafts: their paths relative to `content/`.
    pub drafts: Vec<Arc<str>>,
    /// The files beside the pages, relative to `content/`.
    pub assets: Vec<Arc<str>>,
    /// Those of them whose names are those of images.
    pub pictures: Pictures,
    /// What was found wrong while reading.
    pub faults: Vec<Diagnostic>,
}

impl Site {
    /// Links everything. Linear in the pages, links and citations, but for the
    /// sorting.
    pub fn new(parts: Parts) -> Self {
        use rayon::prelude::*;

        let Parts {
            config,
            today,
            today_is_stated,
            library,
            style,
            references,
            people,
            crisis,
            pages,
            drafts,
            mut assets,
            pictures,
            faults,
        } = parts;
        let tree::Tree {
            pages,
            places,
            clashes,
        } = tree::build(pages);
        assets.sort();
        let addresses: Vec<Address> = pages
            .iter()
            .map(|(document, _)| Address::of(document.file.path()))
            .collect();
        let index = targets::Index::new(&pages, &addresses, &assets, &drafts);
        let (topics, page_topics) = topics(&pages);
        let links: Vec<Links> = pages
            .par_iter()
            .map(|(document, _)| Links::find(document, &library, &references, &index))
            .collect();
        let mut linked: Vec<Page> = pages
            .into_iter()
            .zip(places)
            .zip(addresses.clone())
            .zip(page_topics)
            .zip(links)
            .map(
                |(((((document, claims), place), address), topics), found)| {
                    let Links {
                        references,
                        links,
                        images,
                        sees,
                    } = found;
                    Page {
                        document,
                        claims,
                        address,
                        place,
                        references,
                        links,
                        images,
                        sees,
                        topics,
                    }
                },
            )
            .collect();
        for page in &mut linked {
            name_authors(page, &references);
        }
        resolve_summaries(&mut linked);
        let uses = references::uses(&linked, &library);
        let further = references::further(&linked, &library);
        let related = related::find(&linked, &topics, &uses);
        let aliases = alias::find(&linked);
        let mut slugs = Slugs::default();
        let source_slugs = library
            .iter()
            .map(|(_, source)| slugs.make(&source.key))
            .collect();
        Self {
            config,
            today,
            today_is_stated,
            library,
            style,
            references,
            source_slugs,
            people,
            crisis,
            pages: linked,
            topics,
            uses,
            further,
            related,
            assets,
            pictures,
            aliases,
            drafts: drafts.len(),
            clashes,
            faults,
        }
    }

    /// A page.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The pages with their ids, in reading order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (PageId, &Page)> {
        self.pages
            .iter()
            .enumerate()
            .map(|(index, page)| (PageId(index as u32), page))
    }

    /// How many claims there are and what stands for them.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for page in &self.pages {
            counts.add(&page.claims);
        }
        counts
    }

    /// The sources that a unit of a page rests on, in the order cited, each
    /// once.
    pub fn sources_of(&self, page: &Page, status: &Status) -> Vec<SourceId> {
        let Status::Covered(_, clusters) = status else {
            return Vec::new();
        };
        let mut sources = Vec::new();
        for cluster in clusters {
            for (source, _) in page.references.cluster(*cluster as usize) {
                if !sources.contains(source) {
                    sources.push(*source);
                }
            }
        }
        sources
    }
}

/// What a page points to.
struct Links {
    references: PageReferences,
    links: Vec<Target>,
    images: Vec<Target>,
    sees: Vec<Option<Target>>,
}

impl Links {
    fn find(
        document: &Document,
        library: &Library,
        references: &[Reference],
        index: &targets::Index<'_>,
    ) -> Self {
        let resolve = |target: &str| targets::resolve(target, document, index);
        let body = &document.body;
        Self {
            references: PageReferences::number(document, library, references),
            links: body
                .links
                .iter()
                .map(|link| resolve(&link.target))
                .collect(),
            images: body
                .images
                .iter()
                .map(|image| resolve(&image.target))
                .collect(),
            sees: body
                .covers
                .iter()
                .map(|cover| match &cover.kind {
                    CoverKind::See(target) => Some(resolve(target)),
                    _ => None,
                })
                .collect(),
        }
    }
}

/// Claims, counted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// All claims.
    pub claims: usize,
    /// Those with a citation, by the way it came to stand for them.
    pub covered: FxHashMap<By, usize>,
    /// Those that an editor waived.
    pub waived: usize,
    /// Those that nothing stands for.
    pub uncovered: usize,
}

impl Counts {
    /// Counts a page's claims too.
    pub fn add(&mut self, claims: &Claims) {
        for unit in claims.claims() {
            self.claims += 1;
            match &unit.status {
                Status::Covered(by, _) => *self.covered.entry(*by).or_default() += 1,
                Status::Waived(_) => self.waived += 1,
                Status::Uncovered | Status::See(_) => self.uncovered += 1,
            }
        }
    }

    /// Those with a citation.
    pub fn sourced(&self) -> usize {
        self.covered.values().sum()
    }
}

/// The topics, and those of each page.
fn topics(pages: &[(Document, Claims)]) -> (Vec<Topic>, Vec<Vec<TopicId>>) {
    let mut by_slug: std::collections::BTreeMap<Box<str>, Topic> =
        std::collections::BTreeMap::new();
    for (index, (document, _)) in pages.iter().enumerate() {
        for word in &document.front.topics {
            let slug: Box<str> = crate::document::slug(&word.text).into();
            let topic = by_slug.entry(slug.clone()).or_insert_with(|| Topic {
                name: word.text.as_str().into(),
                slug,
                pages: Vec::new(),
            });
            let page = PageId(index as u32);
            if topic.pages.last() != Some(&page) {
                topic.pages.push(page);
            }
        }
    }
    let topics: Vec<Topic> = by_slug.into_values().collect();
    let mut of_pages = vec![Vec::new(); pages.len()];
    for (index, topic) in topics.iter().enumerate() {
        for page in &topic.pages {
            of_pages[page.0 as usize].push(TopicId(index as u32));
        }
    }
    (topics, of_pages)
}

/// Where a key stands for the author in the running sentence, the ledger and
/// the pages of sources say the author's name.
fn name_authors(page: &mut Page, formatted: &[Reference]) {
    let Page {
        document,
        claims,
        references,
        ..
    } = page;
    for (index, cluster) in document.body.clusters.iter().enumerate() {
        if cluster.form != ClusterForm::Narrative {
            continue;
        }
        let Some((source, _)) = references.cluster(index).first() else {
            continue;
        };
        let after = claims
            .units
            .partition_point(|unit| unit.span.start <= cluster.span.start);
        let unit = after.checked_sub(1).and_then(|at| claims.units.get_mut(at));
        if let Some(unit) = unit.filter(|unit| unit.span.contains(cluster.span)) {
            let name = &formatted[source.0 as usize].citation.in_sentence.text;
            unit.text = unit.text.replacen(&cluster.items[0].name(), name, 1).into();
        }
    }
}

/// A sentence that sums a section up rests on what that section's claims rest
/// on. The citations are of another place, so the page's own list does not
/// grow: the sentence is linked to the section instead.
fn resolve_summaries(pages: &mut [Page]) {
    let mut covered: Vec<(usize, usize)> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for (at, unit) in page.claims.units.iter().enumerate() {
            let Status::See(cover) = unit.status else {
                continue;
            };
            let target = page.sees.get(cover as usize).and_then(Option::as_ref);
            if target.is_some_and(|target| holds_covered_claim(pages, index, target)) {
                covered.push((index, at));
            }
        }
    }
    for (page, unit) in covered {
        pages[page].claims.units[unit].status = Status::Covered(By::Section, Vec::new());
    }
}

/// Whether the section a link leads to holds a claim with a citation.
fn holds_covered_claim(pages: &[Page], own: usize, target: &Target) -> bool {
    let (page, fragment) = match target {
        Target::Page(page, fragment) => (&pages[page.0 as usize], fragment.as_deref()),
        Target::Fragment(fragment) => (&pages[own], Some(&**fragment)),
        _ => return false,
    };
    let headings = &page.document.body.headings;
    let section = fragment.and_then(|id| headings.iter().position(|heading| &*heading.id == id));
    if fragment.is_some() && section.is_none() {
        return false;
    }
    let inside = |heading: Option<u32>| match (section, heading) {
        (None, _) => true,
        (Some(start), Some(heading)) => {
            let heading = heading as usize;
            let level = headings[start].level;
            heading >= start
                && headings[start + 1..=heading.max(start)]
                    .iter()
                    .all(|between| between.level > level)
        }
        (Some(_), None) => false,
    };
    page.claims.claims().any(|unit| {
        inside(unit.heading)
            && matches!(&unit.status, Status::Covered(_, clusters) if !clusters.is_empty())
    })
}

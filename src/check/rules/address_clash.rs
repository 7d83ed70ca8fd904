//! Two files of `content/` would become one page.
//!
//! ## Why it matters
//!
//! Both cannot be published at one address; one of them would be missing without
//! a word.
//!
//! ## Example
//!
//! `content/stress.md` and `content/stress/index.md` both become `/stress/`.
//! `content/references.md` would stand where the references index stands. A page
//! with `aliases: [sleep]` claims the address of `content/sleep.md`.
//!
//! ## What to do
//!
//! Move or rename one of the two files, or take the alias away. Capitals make no difference: many
//! computers do not tell `Stress.md` from `stress.md`.

use rustc_hash::FxHashMap;

use crate::check::Rule;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    id: "address-clash",
    severity: Severity::Error,
    may_be_turned_down: false,
    text: include_str!("address_clash.rs"),
    find,
};

/// Folders that the program writes itself.
const OWN: [&str; 6] = [
    "references/",
    "claims/",
    "topics/",
    "all-pages/",
    "search/",
    "assets/search/",
];

/// The folder that it writes where the guide has crisis contacts.
const URGENT_HELP: &str = "urgent-help/";

/// Files that the program writes itself, beside those of the pages.
const OWN_FILES: [&str; 5] = [
    "404.html",
    "claims.json",
    "claims.schema.json",
    "feed.xml",
    "sitemap.xml",
];

/// Files that the program writes beside every page.
const OWN_BESIDE: [&str; 2] = ["citation.bib", "citation.ris"];

/// How the files end that the program writes in its own folders.
const OWN_ENDINGS: [&str; 6] = ["/index.html", ".bib", ".ris", ".json", ".yaml", ".js"];

/// The folders that the program writes for this guide.
fn own(site: &Site) -> impl Iterator<Item = &'static str> {
    let crisis = !site.crisis.regions.is_empty();
    OWN.into_iter().chain(crisis.then_some(URGENT_HELP))
}

/// Whether a path in lower case is, or could be, one of the program's own.
fn is_own(site: &Site, path: &str) -> bool {
    OWN_FILES.contains(&path)
        || own(site).any(|own| path.starts_with(own))
            && OWN_ENDINGS.iter().any(|ending| path.ends_with(ending))
}

fn find(site: &Site, found: &mut Vec<Diagnostic>) {
    for (second, first) in &site.clashes {
        found.push(
            Diagnostic::at(
                RULE.id,
                Place::File(second.as_ref().into()),
                format!("this file and `{first}` would become one page"),
            )
            .why("both cannot stand at one address, so one of them would be missing")
            .help("move or rename one of the two"),
        );
    }
    for page in &site.pages {
        let address = page.address.as_str().to_lowercase();
        if let Some(own) = own(site).find(|own| address.starts_with(own)) {
            found.push(
                Diagnostic::at(
                    RULE.id,
                    Place::File(page.document.file.path().into()),
                    format!("the program itself writes the pages in `/{own}`"),
                )
                .why("this page would stand where the guide's own index stands")
                .help("move or rename the file"),
            );
        }
    }
    let pages: FxHashMap<String, &str> = site
        .pages
        .iter()
        .map(|page| {
            (
                page.address.file().to_lowercase(),
                page.document.file.path(),
            )
        })
        .collect();
    aliases(site, &pages, found);
    for asset in &site.assets {
        let path = asset.to_lowercase();
        let message = if let Some(page) = pages.get(&path) {
            format!("this file would stand where the page of `{page}` stands")
        } else if is_own(site, &path)
            || OWN_BESIDE.iter().any(|name| {
                path.strip_suffix(name)
                    .is_some_and(|folder| pages.contains_key(&format!("{folder}index.html")))
            })
        {
            format!("the program itself writes `{path}`")
        } else {
            continue;
        };
        found.push(
            Diagnostic::at(
                RULE.id,
                Place::File(format!("content/{asset}").into()),
                message,
            )
            .why("both cannot stand at one address, so one of them would be missing")
            .help("move or rename the file"),
        );
    }
}

/// Addresses where pages used to stand, and where something else stands now.
fn aliases<'a>(site: &'a Site, pages: &FxHashMap<String, &'a str>, found: &mut Vec<Diagnostic>) {
    let assets: FxHashMap<String, &str> = site
        .assets
        .iter()
        .map(|asset| (asset.to_lowercase(), &**asset))
        .collect();
    let mut taken: FxHashMap<String, &str> = FxHashMap::default();
    for alias in &site.aliases {
        let document = &site.page(alias.page).document;
        let word = alias.word(document);
        let file = alias.file().to_lowercase();
        let message = if let Some(page) = pages.get(&file) {
            format!("the page of `{page}` stands at this address")
        } else if let Some(asset) = assets.get(&file) {
            format!("the file `content/{asset}` stands at this address")
        } else if let Some(own) = own(site).find(|own| file.starts_with(own)) {
            format!("the program itself writes the pages in `/{own}`")
        } else if let Some(other) = taken.get(&file) {
            format!("`{other}` names this address as an alias too")
        } else {
            taken.insert(file, document.file.path());
            continue;
        };
        found.push(
            Diagnostic::error(RULE.id, &document.file, word.span, message)
                .label("an alias is an address that is free now")
                .why("a reader who comes there can be led to one place only")
                .help("take this alias away, or move what stands there"),
        );
    }
}

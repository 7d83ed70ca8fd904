//! What a built site holds for hosts, search engines, feed readers and other
//! programs, as a publisher would look at it.

mod guide;

use guide::Guide;
use roxmltree::Document;

/// A guide whose pages say when they changed.
fn dated() -> Guide {
    Guide::with(&[
        (
            "site.yaml",
            "title: Sleep & <rest>\nbase_url: https://example.org/guide\n",
        ),
        ("content/people.yaml", "a-khan: {name: Aisha Khan}\n"),
        (
            "content/naps.md",
            "---
title: Naps & \"rest\"
description: What <naps> do.
published: 2026-01-15
updated: 2026-03-02
topics: [Rest]
authors: [a-khan]
aliases: [old/naps.html, siesta/]
---
What helps?
",
        ),
        (
            "content/light.md",
            "---\ntitle: Light\npublished: 2026-02-01\n---\nWhat helps?\n",
        ),
    ])
}

/// The texts of all elements of a name, in order.
fn texts<'a>(document: &'a Document<'_>, name: &str) -> Vec<&'a str> {
    document
        .descendants()
        .filter(|node| node.has_tag_name(name) || node.tag_name().name() == name)
        .filter_map(|node| node.text())
        .collect()
}

#[test]
fn the_feed_lists_dated_pages_latest_first() {
    let guide = dated();
    guide.build();
    let text = guide.read("public/feed.xml");
    let feed = Document::parse(&text).unwrap();
    assert_eq!(
        texts(&feed, "title"),
        ["Sleep & <rest>", "Naps & \"rest\"", "Light"]
    );
    assert_eq!(
        texts(&feed, "id"),
        [
            "https://example.org/guide/feed.xml",
            "https://example.org/guide/naps/",
            "https://example.org/guide/light/"
        ]
    );
    assert_eq!(
        texts(&feed, "updated"),
        [
            "2026-03-02T00:00:00Z",
            "2026-03-02T00:00:00Z",
            "2026-02-01T00:00:00Z"
        ]
    );
    assert_eq!(texts(&feed, "summary"), ["What <naps> do."]);
    let topic = guide.read("public/topics/rest/feed.xml");
    let topic = Document::parse(&topic).unwrap();
    assert_eq!(
        texts(&topic, "title"),
        ["Rest – Sleep & <rest>", "Naps & \"rest\""]
    );
    assert!(
        guide
            .read("public/index.html")
            .contains("href=\"feed.xml\"")
    );
}

#[test]
fn without_an_address_there_is_neither_feed_nor_sitemap() {
    let guide = dated();
    guide.write("site.yaml", "title: Sleep\n");
    guide.build();
    for file in ["feed.xml", "sitemap.xml", "topics/rest/feed.xml"] {
        assert!(!guide.path("public").join(file).exists(), "{file}");
    }
    assert!(!guide.read("public/robots.txt").contains("Sitemap"));
    assert!(!guide.read("public/index.html").contains("feed.xml"));
}

#[test]
fn the_sitemap_lists_every_page_and_neither_aliases_nor_the_search() {
    let guide = dated();
    guide.build();
    let text = guide.read("public/sitemap.xml");
    let sitemap = Document::parse(&text).unwrap();
    let urls = texts(&sitemap, "loc");
    for path in guide.output().keys() {
        let Some(folder) = path.strip_suffix("index.html") else {
            continue;
        };
        let url = format!("https://example.org/guide/{folder}");
        let moved = folder.starts_with("old/") || folder.starts_with("siesta/");
        let listed = !moved && folder != "search/";
        assert_eq!(urls.contains(&url.as_str()), listed, "{url}");
    }
    assert_eq!(texts(&sitemap, "lastmod"), ["2026-02-01", "2026-03-02"]);
    assert!(
        guide
            .read("public/robots.txt")
            .contains("Sitemap: https://example.org/guide/sitemap.xml")
    );
}

#[test]
fn moved_pages_lead_on() {
    let guide = dated();
    guide.build();
    let page = guide.read("public/siesta/index.html");
    assert!(page.contains("content=\"0; url=../naps/\""), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/guide/naps/\">"));
    assert!(
        guide
            .read("public/old/naps.html")
            .contains("href=\"../naps/\"")
    );
    assert_eq!(
        guide.read("public/_redirects"),
        "/guide/old/naps.html /guide/naps/ 301\n/guide/siesta/ /guide/naps/ 301\n"
    );
}

#[test]
fn headers_carry_the_policy_of_the_pages() {
    let guide = dated();
    guide.build();
    let page = guide.read("public/index.html");
    let policy = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "));
    assert!(!policy.contains("unsafe"), "{policy}");
    let headers = guide.read("public/_headers");
    assert!(
        headers.contains(&format!(
            "Content-Security-Policy: {policy}; frame-ancestors 'none'"
        )),
        "{headers}"
    );
    assert!(!policy.contains('\n'), "a header is one line: {policy}");
    assert!(headers.contains("/guide/assets/*\n"), "{headers}");
}

#[test]
fn a_file_of_the_guide_takes_the_place_of_ours() {
    let guide = dated();
    guide.write("content/robots.txt", "User-agent: *\nDisallow: /\n");
    guide.write("content/_headers", "/*\n  X-Own: yes\n");
    guide.build();
    assert_eq!(
        guide.read("public/robots.txt"),
        "User-agent: *\nDisallow: /\n"
    );
    assert_eq!(guide.read("public/_headers"), "/*\n  X-Own: yes\n");
}

#[test]
fn programs_find_what_the_guide_is() {
    let guide = dated();
    guide.build();
    let manifest: serde_json::Value =
        serde_json::from_str(&guide.read("public/site.webmanifest")).unwrap();
    assert_eq!(manifest["name"], "Sleep & <rest>");
    let icon = manifest["icons"][0]["src"].as_str().unwrap();
    assert!(guide.path("public").join(icon).exists(), "{icon}");
    let text = guide.read("public/llms.txt");
    assert!(text.starts_with("# Sleep & <rest>\n"), "{text}");
    assert!(
        text.contains("- [Naps & \"rest\"](https://example.org/guide/naps/): What <naps> do.\n")
    );
}

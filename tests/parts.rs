//! The parts of a page that readers look for beside its text: related pages, where
//! to report an error, how to pass a page on; and the lists of pages by letter and
//! topic.

mod guide;
#[path = "guide/html.rs"]
mod html;

use guide::{Guide, between, in_order};

/// A page with topics and sources.
fn page(title: &str, topics: &str, keys: &[&str]) -> String {
    let mut text = format!(
        "---\ntitle: {title}\ntopics: [{topics}]\nsources: [{}]\n---\nWhat helps?\n\n",
        keys.join(", ")
    );
    for key in keys {
        text.push_str(&format!(
            "Light of the kind {key} delays the body clock [@{key}].\n\n"
        ));
    }
    text
}

fn library(keys: &[&str]) -> String {
    let mut text = String::new();
    for key in keys {
        text.push_str(&format!(
            "- {{id: {key}, type: report, title: About {key}, author: [{{family: {}}}], issued: 2020, publisher: Lux}}\n",
            key.to_uppercase()
        ));
    }
    text
}

#[test]
fn related_pages_say_what_they_share() {
    let guide = Guide::new();
    guide.write(
        "content/sources.yaml",
        library(&["a", "b", "c", "d", "all"]),
    );
    for (path, text) in [
        ("index", page("Home", "", &["all"])),
        (
            "one",
            page("One", "naps, “late” light", &["a", "b", "c", "all"]),
        ),
        ("two", page("Two", "", &["all"])),
        // The rarest source is named. That all pages rest on one relates none of them.
        ("three", page("Three", "", &["c", "b", "a", "all"])),
        ("four", page("Four", "naps", &["all"])),
        ("five", page("Five", "", &["c", "all"])),
        ("six", page("Six", "“late” light", &["b", "c", "all"])),
        ("seven", page("Seven", "", &["d", "all"])),
        ("eight", page("Eight", "", &["all"])),
        ("nine", page("Nine", "", &["all"])),
    ] {
        guide.write(&format!("content/{path}.md"), text);
    }
    guide.build();
    let one = guide.read("public/one/index.html");
    let related = between(&one, "<section class=\"related\"", "</section>");
    in_order(
        related,
        &[
            // In reading order: Eight, Five, Four, Home, Nine, One, Seven, Six, Three, Two.
            "<a href=\"../six/\">Six</a>\n<p>Same topic: “late” light. Also rests on <a href=\"../references/b/\">B 2020</a> and 2 more of the sources of this page.</p>",
            "<a href=\"../three/\">Three</a>\n<p>Also rests on <a href=\"../references/a/\">A 2020</a> and 3 more of the sources of this page.</p>",
            "<a href=\"../four/\">Four</a>\n<p>Same topic: naps. Also rests on <a href=\"../references/all/\">ALL 2020</a>.</p>",
            "<a href=\"../five/\">Five</a>\n<p>Also rests on <a href=\"../references/c/\">C 2020</a> and <a href=\"../references/all/\">ALL 2020</a>.</p>",
        ],
    );
    assert_eq!(related.matches("<li>").count(), 4, "{related}");
    // Nothing in common, or only what all pages have.
    for page in ["two", "seven", ""] {
        let page = guide.read(&format!("public/{page}/index.html"));
        assert!(!page.contains("Related pages"), "{page}");
    }
    assert_eq!(html::faults(&guide.output()), [""; 0]);
}

#[test]
fn what_a_page_leads_to_anyway_is_not_offered_again() {
    let guide = Guide::new();
    guide.write("content/sources.yaml", library(&["a", "b"]));
    guide.write("content/index.md", page("Home", "naps", &["a"]));
    guide.write("content/in/index.md", page("In", "naps", &["a"]));
    guide.write("content/in/b.md", page("B", "naps", &["a"]));
    guide.write("content/in/c.md", page("C", "naps", &["a"]));
    guide.write("content/in/d.md", page("D", "naps", &["a"]));
    for other in 0..9 {
        guide.write(
            &format!("content/other{other}.md"),
            page(&format!("Other {other}"), "", &["b"]),
        );
    }
    guide.build();
    // Above it stand the section and the home page, beside it C.
    let page = guide.read("public/in/b/index.html");
    let related = between(&page, "<section class=\"related\"", "</section>");
    assert_eq!(related.matches("<li>").count(), 1, "{related}");
    assert!(related.contains("../../in/d/"), "{related}");
}

#[test]
fn errors_are_reported_with_the_page_and_the_claim() {
    let guide = Guide::with(&[
        (
            "site.yaml",
            "title: Sleep\nbase_url: https://example.org/\nreport_to: errors+guide@sleep.example\n",
        ),
        (
            "content/is it 5% & more.md",
            "---\ntitle: Is it 5 % & more?\nsources: [naps-2018]\n---\nNaps “restore” attention & mood at 100 % [@naps-2018].\n",
        ),
    ]);
    guide.build();
    let page = guide.read("public/is-it-5--&-more/index.html");
    let body = "Page%3A%20Is%20it%205%20%25%20%26%20more%3F%0D%0AAddress%3A%20https%3A%2F%2Fexample.org%2Fis-it-5--%26-more%2F%0D%0A%0D%0AWhat%20is%20wrong%3F%0D%0A";
    assert!(
        page.contains(&format!("<a href=\"mailto:errors+guide@sleep.example?subject=Error%20on%20the%20page%20%E2%80%9CIs%20it%205%20%25%20%26%20more%3F%E2%80%9D&amp;body={body}")),
        "{page}"
    );
    let ledger = guide.read("public/claims/index.html");
    assert!(
        ledger.contains("&amp;body=Claim%3A%20Naps%20%E2%80%9Crestore%E2%80%9D%20attention%20%26%20mood%20at%20100%20%25.%0D%0AAddress%3A%20https%3A%2F%2Fexample.org%2Fis-it-5--%26-more%2F%23c-1%0D%0A"),
        "{ledger}"
    );
    assert_eq!(ledger.matches("class=\"report\"").count(), 2);
    assert_eq!(html::faults(&guide.output()), [""; 0]);

    guide.write(
        "site.yaml",
        "title: Sleep\nreport_to: https://form.example/new?of=guide\n",
    );
    guide.build();
    let page = guide.read("public/is-it-5--&-more/index.html");
    in_order(
        &page,
        &[
            "<a href=\"https://form.example/new?of=guide&amp;title=Error",
            "Address%3A%20%2Fis-it-5--%26-more%2F%0A",
        ],
    );
    // Without an address there is nothing to pass on.
    assert!(!page.contains("mailto:"), "{page}");

    guide.write("site.yaml", "title: Sleep\n");
    guide.build();
    let page = guide.read("public/is-it-5--&-more/index.html");
    assert!(!page.contains("Report an error"), "{page}");
    assert!(!guide.read("public/claims/index.html").contains("Report"));
}

#[test]
fn a_long_claim_is_reported_with_as_much_as_an_address_holds() {
    let long = format!(
        "Naps {} restore attention [@naps-2018].",
        "really ".repeat(900)
    );
    let guide = Guide::with(&[
        ("site.yaml", "title: Sleep\nreport_to: e@sleep.example\n"),
        (
            "content/naps.md",
            &format!("---\ntitle: Naps\nsources: [naps-2018]\n---\n{long}\n"),
        ),
    ]);
    guide.build();
    let ledger = guide.read("public/claims/index.html");
    let links: Vec<usize> = html::tags(&ledger)
        .iter()
        .filter_map(|tag| tag.get("href"))
        .filter(|href| href.starts_with("mailto:"))
        .map(str::len)
        .collect();
    assert_eq!(links.len(), 2);
    assert!(links.iter().all(|length| *length < 1500), "{links:?}");
}

#[test]
fn a_page_can_be_passed_on_without_anybody_being_asked() {
    let guide = Guide::with(&[(
        "site.yaml",
        "title: Sleep & more\nbase_url: https://example.org/\n",
    )]);
    guide.write("content/naps.md", page("Naps & light", "", &["light-2020"]));
    guide.build();
    let page = guide.read("public/naps/index.html");
    in_order(
        &page,
        &[
            "<a href=\"mailto:?subject=Naps%20%26%20light&amp;body=Naps%20%26%20light%0D%0Ahttps%3A%2F%2Fexample.org%2Fnaps%2F%0D%0A\">Send this page by e-mail</a>",
            "Its address: <span>https://example.org/naps/</span>",
        ],
    );
}

#[test]
fn other_services_are_told_in_words_what_a_page_is() {
    let guide = Guide::with(&[(
        "site.yaml",
        "title: Sleep & more\ndescription: A guide.\nbase_url: https://example.org/\nlanguage: en-GB\n",
    )]);
    guide.write(
        "content/naps.md",
        "---\ntitle: Naps & light\ndescription: What <naps> do.\npublished: 2026-01-15\nupdated: 2026-03-02\nsources: []\n---\nWhat helps?\n",
    );
    guide.build();
    let told = |path: &str| {
        let page = guide.read(&format!("public/{path}"));
        let tags = html::tags(&page);
        let told: Vec<(String, String)> = tags
            .iter()
            .filter(|tag| tag.name == "meta")
            .filter_map(|tag| {
                let name = tag.get("property").or(tag.get("name"))?;
                let known = ["og:", "article:", "twitter:"];
                known.iter().any(|start| name.starts_with(start)).then(|| {
                    (
                        name.to_owned(),
                        tag.get("content").unwrap_or_default().to_owned(),
                    )
                })
            })
            .collect();
        told
    };
    let pair = |(name, content): (&str, &str)| (name.to_owned(), content.to_owned());
    assert_eq!(
        told("naps/index.html"),
        [
            ("og:type", "article"),
            ("og:title", "Naps & light"),
            ("og:description", "What <naps> do."),
            ("og:url", "https://example.org/naps/"),
            ("og:site_name", "Sleep & more"),
            ("og:locale", "en_GB"),
            ("article:published_time", "2026-01-15"),
            ("article:modified_time", "2026-03-02"),
            ("twitter:card", "summary"),
        ]
        .map(pair)
    );
    assert_eq!(
        told("index.html"),
        [
            ("og:type", "website"),
            ("og:title", "Sleep"),
            ("og:description", "A guide."),
            ("og:url", "https://example.org/"),
            ("og:site_name", "Sleep & more"),
            ("og:locale", "en_GB"),
            ("twitter:card", "summary"),
        ]
        .map(pair)
    );
    for list in [
        "references/index.html",
        "claims/index.html",
        "all-pages/index.html",
    ] {
        let told = told(list);
        assert_eq!(told[0], pair(("og:type", "website")), "{list}");
        assert!(
            told.iter().any(|(name, _)| name == "og:description"),
            "{list}"
        );
    }
    // The page for wrong addresses stands for no address.
    let none = guide.read("public/404.html");
    assert!(
        !none.contains("og:url") && !none.contains("canonical"),
        "{none}"
    );
    assert!(none.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn all_pages_stand_under_their_letters() {
    let guide = Guide::new();
    for number in 0..250 {
        guide.write(
            &format!("content/{number}.md"),
            format!("---\ntitle: Naps {number:03}\nsources: []\n---\nWhat helps?\n"),
        );
    }
    for (path, title) in [
        ("b", "Ångst"),
        ("c", "apnoea"),
        ("d", "7 nights"),
        ("e", "Zen"),
    ] {
        guide.write(
            &format!("content/{path}.md"),
            format!("---\ntitle: {title}\nsources: []\n---\nWhat helps?\n"),
        );
    }
    guide.build();
    let first = guide.read("public/all-pages/index.html");
    in_order(
        &first,
        &[
            "The 255 pages of this guide",
            "<a href=\"#letter-other\">0–9",
            "<a href=\"#letter-a\">A<span class=\"unseen\">, 2 pages",
            "<a href=\"#letter-n\">N<span class=\"unseen\">, 250 pages",
            "<a href=\"../all-pages/page/2/#letter-s\">S",
            "<a href=\"../all-pages/page/2/#letter-z\">Z",
            "<h2 id=\"letter-other\">0–9</h2>",
            "7 nights",
            "<h2 id=\"letter-a\">A</h2>",
            "Ångst",
            "apnoea",
            "<h2 id=\"letter-n\">N</h2>",
            "Naps 000",
            "Naps 196",
        ],
    );
    assert!(!first.contains("Naps 197"));
    let second = guide.read("public/all-pages/page/2/index.html");
    in_order(
        &second,
        &[
            "<a href=\"../../../all-pages/#letter-n\">N",
            "<a href=\"#letter-s\">S",
            "<h2 id=\"letter-n\">N <span class=\"count\">continued</span></h2>",
            "Naps 197",
            "Naps 249",
            "<h2 id=\"letter-s\">",
            "Sleep",
            "Zen",
        ],
    );
    assert_eq!(html::faults(&guide.output()), [""; 0]);
}

#[test]
fn a_topic_says_what_its_pages_rest_on() {
    let guide = Guide::with(&[(
        "site.yaml",
        "title: Sleep\nbase_url: https://example.org/\n",
    )]);
    guide.write("content/sources.yaml", library(&["a", "b", "c"]));
    guide.write("content/index.md", page("Home", "", &["c"]));
    guide.write("content/one.md", page("One", "naps", &["a", "b"]));
    guide.write(
        "content/two.md",
        page("Two", "naps", &["b"]).replace("topics:", "published: 2026-01-02\ntopics:"),
    );
    guide.build();
    let topic = guide.read("public/topics/naps/index.html");
    in_order(
        &topic,
        &[
            "href=\"../../topics/naps/feed.xml\"",
            "2 pages of this guide are on this topic. They make 3 claims and cite <a href=\"../../references/by-topic/naps/\">2 sources</a>.",
            "One",
            "Two",
            "What these pages rest on most",
            "<a href=\"../../references/b/\">B 2020</a>, report</span> <span class=\"count\">cited on 2 of these pages",
            "All sources on this topic",
            "Feed of changes",
        ],
    );
    assert!(!topic.contains("references/a/"), "{topic}");
}

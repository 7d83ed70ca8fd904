//! The parts of a page that readers of a health guide look for beside its text:
//! whom to call in an emergency, related pages, where to report an error, how to
//! pass a page on; and the lists of pages by letter and topic.

mod guide;
#[path = "guide/html.rs"]
mod html;

use guide::Guide;

/// Invented services with numbers that nobody has.
const CRISIS: &str = "\
- region: Near <Land>
  emergency: [999, 112]
  checked: 2026-03-02
  contacts:
    - name: The Night Line
      for: anyone who lies awake
      telephone: +44 (0)20 7946 0000
      text: 85 258
      keyword: HELLO you
      url: https://night.example/?a=1&b=2
      hours: at any hour
      checked: 2026-02-01
- region: Far Land
  emergency: 000
  checked: 2026-03-01
";

const FLAGS: &str = "\
---
title: When to get help
---
::: red-flags
## Do you need help now? {#now}

Call your local emergency number if you cannot be woken.
:::

::: red-flags
Call it also if you cannot stay awake.
:::

How was your night?
";

fn guide_with_contacts() -> Guide {
    Guide::with(&[
        ("content/crisis.yaml", CRISIS),
        ("content/help/now.md", FLAGS),
    ])
}

/// The part of a text from one word to the next.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text
        .find(from)
        .unwrap_or_else(|| panic!("{from} is not in:\n{text}"));
    let rest = &text[start..];
    let end = rest
        .find(to)
        .unwrap_or_else(|| panic!("{to} is not in:\n{rest}"));
    &rest[..end]
}

/// Asserts that texts follow one another.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => panic!("{part} does not follow in:\n{text}"),
        }
    }
}

#[test]
fn every_block_of_red_flags_says_whom_to_call() {
    let guide = guide_with_contacts();
    guide.build();
    let page = guide.read("public/help/now/index.html");
    assert_eq!(page.matches("<div class=\"crisis\"").count(), 2);
    let block = between(&page, "<div class=\"red-flags\">", "How was your night?");
    in_order(
        block,
        &[
            "cannot be woken",
            "<div class=\"crisis\"",
            "Near &lt;Land&gt;",
            "<a href=\"tel:999\"><span class=\"unseen\">Call the emergency services on </span>999</a> or <a href=\"tel:112\">",
            "<a class=\"external\" href=\"https://night.example/?a=1&amp;b=2\">The Night Line</a>",
            "<a href=\"tel:+4402079460000\"><span class=\"unseen\">Call The Night Line on </span>+44 (0)20 7946 0000</a>",
            "<a href=\"sms:85258?body=HELLO%20you\">text HELLO you to 85 258",
            "For anyone who lies awake · at any hour",
            "<summary><strong>Other countries:</strong> Far Land</summary>",
            "<a href=\"tel:000\">",
            "</details>",
            "Numbers checked on <time datetime=\"2026-02-01\">1 February 2026</time>. <a href=\"../../urgent-help/\">",
            "cannot stay awake",
            "<div class=\"crisis\"",
        ],
    );
    // A page without red flags has none of it in its text, and a way to it.
    let home = guide.read("public/index.html");
    assert!(!home.contains("tel:"), "{home}");
    assert!(home.contains("<p class=\"urgent\"><a href=\"urgent-help/\">Urgent help</a></p>"));
}

#[test]
fn all_contacts_stand_on_one_page_and_where_there_is_none() {
    let guide = guide_with_contacts();
    guide.write(
        "site.yaml",
        "title: Sleep\nbase_url: https://example.org/\n",
    );
    guide.build();
    let page = guide.read("public/urgent-help/index.html");
    in_order(
        &page,
        &[
            "<h1>Urgent help</h1>",
            "<a href=\"#far-land\">Far Land</a>",
            "<h2 id=\"near-land\">Near &lt;Land&gt;</h2>",
            "tel:999",
            "tel:+44",
            "Checked on <time datetime=\"2026-03-02\">2 March 2026</time>, The Night Line on <time datetime=\"2026-02-01\">",
            "<h2 id=\"far-land\">",
            "tel:000",
            "If you are somewhere else",
        ],
    );
    let none = guide.read("public/404.html");
    in_order(
        &none,
        &[
            "If you need help urgently",
            "Near &lt;Land&gt;",
            "tel:999",
            "Far Land",
            "tel:000",
            "href=\"/urgent-help/\"",
        ],
    );
    assert!(
        guide
            .read("public/sitemap.xml")
            .contains("https://example.org/urgent-help/")
    );
    assert_eq!(html::faults(&guide.output()), [""; 0]);
}

#[test]
fn a_guide_without_contacts_says_nothing_of_them() {
    let guide = Guide::with(&[("content/urgent-help.md", FLAGS)]);
    guide.build();
    // The address is free then, and the page an ordinary one.
    let page = guide.read("public/urgent-help/index.html");
    assert!(page.contains("Do you need help now?"), "{page}");
    assert!(!page.contains("crisis"), "{page}");
    assert!(!guide.output().contains_key("crisis.yaml"));
    let none = guide.read("public/404.html");
    assert!(none.contains("call your local emergency number"), "{none}");

    guide.write("content/crisis.yaml", CRISIS);
    assert!(
        guide
            .findings()
            .iter()
            .any(|(rule, _)| rule == "address-clash")
    );
}

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

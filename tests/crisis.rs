//! Whom to call in an emergency: on pages with red flags, on a page of its own and
//! where a page is missing.

mod guide;
#[path = "guide/html.rs"]
mod html;

use guide::{Guide, between, in_order};

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
      checked: {on: 2026-02-01, how: by <calling> it}
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
            "<a href=\"tel:999\"><span class=\"unseen\">Call the emergency services on </span><bdi dir=\"ltr\">999</bdi></a> or <a href=\"tel:112\">",
            "<a class=\"external\" href=\"https://night.example/?a=1&amp;b=2\">The Night Line</a>",
            "<a href=\"tel:+4402079460000\"><span class=\"unseen\">Call The Night Line on </span><bdi dir=\"ltr\">+44 (0)20 7946 0000</bdi></a>",
            "<a href=\"sms:85258?body=HELLO%20you\">text HELLO you to <bdi dir=\"ltr\">85 258</bdi>",
            "For anyone who lies awake · at any hour",
            "<summary><strong>Other countries:</strong> Far Land</summary>",
            "<a href=\"tel:000\">",
            "</details>",
            // How it was done is not said of all where it was not done to all.
            "Numbers looked up on <time datetime=\"2026-02-01\">1 February 2026</time>. <a href=\"../../urgent-help/\">",
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
            "Looked up on <time datetime=\"2026-03-02\">2 March 2026</time>; The Night Line: on <time datetime=\"2026-02-01\">1 February 2026</time> by &lt;calling&gt; it.</p>",
            "<h2 id=\"far-land\">",
            "tel:000",
            "Looked up on <time datetime=\"2026-03-01\">1 March 2026</time>.</p>",
            "<p class=\"crisis-checked\">A number may have changed since then.",
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
    assert!(
        guide
            .read("public/llms.txt")
            .contains("by country: https://example.org/urgent-help/\n")
    );
    assert_eq!(html::faults(&guide.output()), [""; 0]);
}

#[test]
fn what_was_done_to_all_numbers_alike_is_told_once() {
    let how = "{on: 2026-03-02, how: 'in archived copies, not by calling'}";
    let guide = Guide::with(&[
        (
            "content/crisis.yaml",
            &format!(
                "- {{region: Near Land, emergency: 112, checked: {how}}}\n- {{region: Far Land, emergency: 999, checked: {how}, contacts: [{{name: A, telephone: 116 123}}]}}\n"
            ),
        ),
        ("content/help/now.md", FLAGS),
    ]);
    guide.build();
    let when =
        "<time datetime=\"2026-03-02\">2 March 2026</time> in archived copies, not by calling.";
    let page = guide.read("public/urgent-help/index.html");
    assert_eq!(page.matches(when).count(), 1, "{page}");
    assert!(
        page.contains(&format!(
            "All of them were looked up on {when} A number may"
        )),
        "{page}"
    );
    let block = guide.read("public/help/now/index.html");
    assert!(
        block.contains(&format!("Numbers looked up on {when} <a")),
        "{block}"
    );
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

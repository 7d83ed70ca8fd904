//! What readers and machines find on the pages of a built guide: references,
//! the lists of sources, the pages of sources.

mod guide;
#[path = "guide/html.rs"]
mod html;

use guide::{Guide, between, in_order};
use serde_json::{Value, json};

/// Invented works of several kinds that speak of one another.
const LIBRARY: &str = "\
- {id: dusk-2011, type: article-journal, title: Dusk and sleep, author: [{family: Dim, given: Eva}], issued: 2011, design: cohort, superseded_by: dusk-2021}
- {id: dusk-2021, type: article-journal, title: Dusk and sleep again, author: [{family: Dim, given: Eva}, {family: Umbra, given: Jo}], issued: 2021, design: cohort, checked: '2026-03-02'}
- {id: light-2020, type: article-journal, title: Light at night, author: [{family: Lux, given: Ada}], issued: 2020, design: rct, population: human, supports: Light delays the clock., DOI: 10.1234/light, PMID: '123', PMCID: PMC456, archive_url: 'https://archive.example/light', disputed_by: [naps-2018, who-2019]}
- {id: naps-2018, type: article-journal, title: Naps by day, author: [{family: Nod, given: Bo}], issued: 2018}
- {id: who-2019, type: report, title: Sleep for all, author: [{literal: World Sleep Office}], issued: 2019}
";

const HOME: &str = "\
---
title: Sleep
topics: [Body clock]
sources: [light-2020, dusk-2011, naps-2018]
---
What helps?

Light in the evening delays the body clock. [@light-2020]
Dusk comes late in summer and delays sleep a little [@dusk-2011; @light-2020].

What naps do [@naps-2018]:

- Naps restore attention for several hours after a very short night.
- Naps lower the pressure to sleep.
";

const RED: &str = "\
---
title: Red light
topics: [Colours, body clock]
sources: [light-2020]
---
Red light suppresses little melatonin [@light-2020].
";

fn sleep() -> Guide {
    Guide::with(&[
        ("content/sources.yaml", LIBRARY),
        ("content/index.md", HOME),
        ("content/red.md", RED),
    ])
}

#[test]
fn a_marker_says_aloud_what_it_leads_to() {
    let guide = sleep();
    guide.build();
    let home = guide.read("public/index.html");
    in_order(
        &home,
        &[
            "<a id=\"cite-1\" role=\"doc-biblioref\" href=\"#src-light-2020\" aria-label=\"Source 1: Lux 2020, randomised trial\">1</a>",
            // No design is known of it: what it is published as is said.
            "aria-label=\"Source 3: Nod 2018, journal article\">3</a>",
        ],
    );
}

#[test]
fn a_claim_names_what_it_rests_on_wherever_that_is_cited() {
    let guide = Guide::new();
    guide.write("site.yaml", "title: T\nclaims: {max_waivers: 50}\n");
    guide.write(
        "content/index.md",
        "\
---
title: Sleep
sources: [who-2019, light-2020, naps-2018]
---

## Short nights

Light in the evening delays the body clock [@naps-2018; @light-2020].
[Dusk delays sleep. It also shortens sleep.]{@who-2019}

What naps do [@naps-2018]:

- Naps restore attention for several hours.

Table: What was pooled [@light-2020]

| Studies | People |
|---|---|
| 218 | 14,170 |

::: {.uncited because=\"a test, < & so\"}
| Studies | People |
|---|---|
| 31 | 2,012 |

Blue light shortens sleep. [Red light lengthens it.]{.uncited because=\"a guess\"}
:::

[Light delays sleep.]{see=\"#short-nights\"}
[Humans need sleep.]{.uncited because=\"common knowledge\"}
",
    );
    guide.build();
    let home = guide.read("public/index.html");
    in_order(
        &home,
        &[
            // The order is that of the list, which is what the numbers say.
            "<span class=\"claim\" id=\"c-1\" data-sources=\"src-naps-2018 src-light-2020\">Light in",
            "data-through=\"the passage it stands in\" data-sources=\"src-who-2019\">Dusk",
            "data-through=\"the passage it stands in\" data-sources=\"src-who-2019\">It also",
            "data-through=\"its list\" data-sources=\"src-naps-2018\">Naps",
            "<tr class=\"claim\"",
            "data-through=\"its table&#39;s caption\" data-sources=\"src-light-2020\"><td>218",
            // The reason why a part has no source is told once, at its head.
            "<div class=\"uncited\">\n<p class=\"no-source\">No source for this part: a test, &lt; &amp; so</p>\n",
            "<tr class=\"claim\"",
            "data-waiver=\"\"><td>31",
            "<span class=\"claim uncited\" data-waiver=\"\"",
            ">Blue light shortens sleep.</span> <span class=\"claim uncited\"",
            ">Red light lengthens it.</span> <span class=\"no-source\">(no source: a guess)</span>",
            "</div>",
            "data-through=\"the section it sums up\"><a class=\"see\" href=\"#short-nights\">Light delays",
        ],
    );
    let waived = between(&home, "section it sums up", "Humans need sleep");
    assert!(waived.contains("claim uncited"), "{waived}");
    assert!(
        !waived.contains("data-waiver"),
        "it says so behind it: {waived}"
    );
    // What a script says of a source is what a marker says aloud.
    assert!(home.contains("<li id=\"src-light-2020\" data-name=\"Lux 2020, journal article\""));
}

#[test]
fn a_reference_tells_what_the_source_is_and_leads_back_by_the_claims_words() {
    let guide = sleep();
    guide.build();
    let home = guide.read("public/index.html");
    let list = between(&home, "role=\"doc-bibliography\"", "</section>");
    in_order(
        list,
        &[
            "<li id=\"src-light-2020\"",
            "this work is disputed by <a href=\"references/naps-2018/\">Nod 2018</a> and <a href=\"references/who-2019/\">World Sleep Office 2019</a>.",
            "<strong>Randomised trial</strong> · In people",
            "Light delays the clock.",
            "https://doi.org/10.1234/light",
            "https://pubmed.ncbi.nlm.nih.gov/123/",
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC456/",
            "https://archive.example/light",
            "<a role=\"doc-backlink\" href=\"#cite-1\">Light in the evening delays the body…</a>",
            "<a role=\"doc-backlink\" href=\"#cite-2\">Dusk comes late in summer and delays…</a>",
            "<li id=\"src-dusk-2011\"",
            "a newer work replaces this one: <a href=\"references/dusk-2021/\">Dim and Umbra 2021</a>.",
            "<li id=\"src-naps-2018\"",
            "<strong>Journal article</strong>",
        ],
    );
    // The lead-in of a list is no claim: the first claim it stands for is quoted.
    let naps = between(list, "<li id=\"src-naps-2018\"", "</li>\n</ol>");
    in_order(
        naps,
        &[
            "href=\"#cite-3\">",
            "Naps restore attention for several hours after…",
        ],
    );
}

#[test]
fn a_sources_page_tells_what_rests_on_it_and_what_it_says_of_others() {
    let guide = sleep();
    guide.build();
    let light = guide.read("public/references/light-2020/index.html");
    in_order(
        &light,
        &[
            "3 claims rest on it, on 2 pages.",
            "../../#c-",
            "../../red/#c-",
        ],
    );
    let naps = guide.read("public/references/naps-2018/index.html");
    in_order(
        &naps,
        &[
            "Published as",
            "Journal article",
            "It disputes",
            "<a href=\"../../references/light-2020/\">Lux 2020</a>",
        ],
    );
    let newer = guide.read("public/references/dusk-2021/index.html");
    in_order(
        &newer,
        &[
            "It replaces",
            "Dim 2011",
            "2 March 2026",
            "No page cites it yet.",
        ],
    );
}

#[test]
fn a_sources_page_keeps_further_reading_apart_from_claims() {
    let guide = Guide::with(&[
        (
            "content/naps.md",
            "---\ntitle: Naps\nnocite: [naps-2018, light-2020]\nsources: []\n---\nWhat helps?\n",
        ),
        (
            "content/rest.md",
            "---\ntitle: Rest\nnocite: [naps-2018]\nsources: []\n---\nWhat helps?\n",
        ),
    ]);
    guide.build();
    let naps = guide.read("public/references/naps-2018/index.html");
    in_order(
        &naps,
        &[
            "Where this guide uses it",
            "No claim rests on it.",
            "For further reading",
            "2 pages offer it",
            "<a href=\"../../naps/\">Naps</a>",
            "<a href=\"../../rest/\">Rest</a>",
        ],
    );
    assert!(!naps.contains("No page cites it yet."));
    let light = guide.read("public/references/light-2020/index.html");
    in_order(
        &light,
        &[
            "One claim rests on it, on one page.",
            "#c-",
            "For further reading",
            "One page offers it",
            "../../naps/",
        ],
    );
    let all = guide.read("public/references/index.html");
    in_order(
        &all,
        &["Further reading on 2 pages, where no claim rests on it."],
    );
    assert_eq!(all.matches("No page cites it yet.").count(), 1);
}

#[test]
fn wherever_a_retracted_work_is_shown_readers_are_told() {
    let guide = Guide::new();
    let gone = "- {id: gone-2020, type: article-journal, title: 'RETRACTED: Naps cure all', author: [{family: Nod}], issued: 2020, container-title: Sleep}\n";
    guide.write("content/sources.yaml", LIBRARY.to_owned() + gone);
    guide.build();
    for page in ["gone-2020/", "", "by-design/article-journal/"] {
        let page = guide.read(&format!("public/references/{page}index.html"));
        assert_eq!(page.matches("this work was retracted").count(), 1);
        in_order(
            &page,
            &["Naps cure all", "Please note:", "this work was retracted"],
        );
    }
    let shown = guide.run(&["sources", "show", "gone-2020"]);
    assert!(
        shown.out.contains("Retracted: it must not be cited\n"),
        "{}",
        shown.out
    );
}

#[test]
fn sources_can_be_chosen_by_kind_and_by_topic() {
    let guide = sleep();
    guide.build();
    let all = guide.read("public/references/index.html");
    in_order(
        &all,
        &[
            "5 sources from 2011 to 2021",
            "Dusk and sleep.",
            "Light at night",
            "Naps by day",
            "Sleep for all",
        ],
    );

    let kinds = guide.read("public/references/by-design/index.html");
    let row = |name: &str, url: &str, count: &str| {
        format!(
            "<a href=\"../../references/by-design/{url}/\">{name}</a> <span class=\"count\">{count}</span>"
        )
    };
    in_order(
        &kinds,
        &[
            &row("Randomised trial", "rct", "one source, 2020"),
            &row(
                "Study that followed people over time",
                "cohort",
                "2 sources, 2011 to 2021",
            ),
            &row("Journal article", "article-journal", "one source, 2018"),
            &row("Report", "report", "one source, 2019"),
        ],
    );
    let cohort = guide.read("public/references/by-design/cohort/index.html");
    in_order(
        &cohort,
        &[
            "This list holds 2 sources from 2011 to 2021,",
            "Dusk and sleep.",
            "Dusk and sleep again",
        ],
    );
    assert!(!cohort.contains("Light at night"), "{cohort}");

    let topics = guide.read("public/references/by-topic/index.html");
    in_order(
        &topics,
        &[
            "Body clock</a> <span class=\"count\">3 sources, 2011 to 2020<",
            "Colours</a> <span class=\"count\">one source, 2020<",
            "2 sources are cited on no page with a topic.",
        ],
    );
    let clock = guide.read("public/references/by-topic/body-clock/index.html");
    in_order(
        &clock,
        &[
            "<h2>Randomised trial</h2>",
            "Light at night",
            "<h2>Study that followed",
            "Dusk and sleep.",
            "<h2>Journal article</h2>",
            "Naps by day",
        ],
    );
    assert!(!clock.contains("Sleep for all"), "{clock}");
    assert_eq!(html::faults(&guide.output()), [""; 0]);
}

/// The same guide at an address, with people and dates.
fn dated() -> Guide {
    let guide = sleep();
    guide.write(
        "site.yaml",
        "title: Sleeping better\nbase_url: https://example.org/guide/\nlanguage: en-GB\n",
    );
    guide.write(
        "content/people.yaml",
        "a-khan: {name: Dr Aisha Khan, family: Khan, given: Aisha B., role: General practitioner}\nteam: {name: The sleep <team>}\n",
    );
    let front = "title: Red </script> & light\ndescription: What it does.\nauthors: [a-khan, team]\nreviewed: {by: a-khan, on: 2026-03-04, next: 2028-03-02}\npublished: 2026-01-15\nupdated: 2026-03-02\n";
    guide.write("content/red.md", RED.replace("title: Red light\n", front));
    guide
}

/// The data that a page holds for machines.
fn json_ld(page: &str) -> Value {
    let data = between(page, "<script type=\"application/ld+json\">", "</script>");
    serde_json::from_str(data.split_once('>').unwrap().1).unwrap()
}

#[test]
fn a_page_says_to_machines_what_it_is() {
    let guide = dated();
    guide.build();
    let page = json_ld(&guide.read("public/red/index.html"));
    let khan = json!({"@type": "Person", "name": "Dr Aisha Khan", "familyName": "Khan", "givenName": "Aisha B.", "jobTitle": "General practitioner"});
    assert_eq!(
        page,
        json!({
            "@context": "https://schema.org",
            "@type": "MedicalWebPage",
            "@id": "https://example.org/guide/red/",
            "url": "https://example.org/guide/red/",
            "name": "Red </script> & light",
            "description": "What it does.",
            "inLanguage": "en-GB",
            "isPartOf": {"@type": "WebSite", "url": "https://example.org/guide/", "name": "Sleeping better"},
            "keywords": ["Body clock", "Colours"],
            "author": [khan, {"@type": "Person", "name": "The sleep <team>"}],
            "datePublished": "2026-01-15",
            "dateModified": "2026-03-02",
            "reviewedBy": khan,
            "lastReviewed": "2026-03-04",
            "citation": [{
                "@type": "MedicalScholarlyArticle",
                "@id": "https://doi.org/10.1234/light",
                "name": "Light at night",
                "author": [{"@type": "Person", "name": "Ada Lux", "familyName": "Lux", "givenName": "Ada"}],
                "datePublished": "2020",
                "publicationType": "Randomized Controlled Trial",
                "identifier": [
                    {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1234/light"},
                    {"@type": "PropertyValue", "propertyID": "PMID", "value": "123"},
                    {"@type": "PropertyValue", "propertyID": "PMCID", "value": "PMC456"},
                ],
                "sameAs": [
                    "https://pubmed.ncbi.nlm.nih.gov/123/",
                    "https://pmc.ncbi.nlm.nih.gov/articles/PMC456/",
                    "https://archive.example/light",
                ],
            }],
        })
    );
}

#[test]
fn what_is_not_known_is_not_said_to_machines() {
    let guide = sleep();
    guide.write("site.yaml", "title: Sleeping better\nkind: general\n");
    guide.build();
    let text = guide.read("public/red/index.html");
    let mut page = json_ld(&text);
    page.as_object_mut().unwrap().remove("citation");
    assert_eq!(
        page,
        json!({
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": "Red light",
            "inLanguage": "en",
            "isPartOf": {"@type": "WebSite", "name": "Sleeping better"},
            "keywords": ["Body clock", "Colours"],
        })
    );
    for word in [
        "citation_author",
        "citation_publication_date",
        "citation_public_url",
        "DC.creator",
        "DCTERMS.issued",
        "clinician",
    ] {
        assert!(!text.contains(word), "{word}:\n{text}");
    }
    assert!(
        text.contains("<strong>Not yet reviewed.</strong>"),
        "{text}"
    );
}

#[test]
fn reference_managers_find_who_wrote_a_page_and_when() {
    let guide = dated();
    guide.build();
    let page = guide.read("public/red/index.html");
    for (name, content) in [
        ("citation_title", "Red &lt;/script&gt; &amp; light"),
        ("citation_author", "Khan, Aisha B."),
        ("citation_author", "The sleep &lt;team&gt;"),
        ("citation_publication_date", "2026/01/15"),
        ("citation_language", "en-GB"),
        ("citation_public_url", "https://example.org/guide/red/"),
        ("DC.creator", "Khan, Aisha B."),
        ("DC.subject", "Colours"),
        ("DC.identifier", "https://example.org/guide/red/"),
        ("DCTERMS.isPartOf", "Sleeping better"),
        ("DCTERMS.issued", "2026-01-15"),
        ("DCTERMS.modified", "2026-03-02"),
    ] {
        let tag = format!("<meta name=\"{name}\" content=\"{content}\">");
        assert!(page.contains(&tag), "{tag}\n{page}");
    }
}

#[test]
fn a_page_says_how_to_cite_it() {
    let guide = dated();
    guide.build();
    let page = guide.read("public/red/index.html");
    let cite = between(&page, "<section class=\"cite-page\"", "</section>");
    in_order(
        cite,
        &[
            "Khan, A. B., &amp; The sleep &lt;team&gt;. (2026, March 2). <i>Red &lt;/script&gt; &amp; light</i>. Sleeping better. https://example.org/guide/red/<",
            "Khan AB, The sleep &lt;team&gt;. Red &lt;/script&gt; &amp; light [Internet]. Sleeping better; 2026 Jan 15 [updated 2026 Mar 2]. Available from: https://example.org/guide/red/<",
            "<a href=\"../red/citation.bib\" download>BibTeX</a>",
        ],
    );
    let ris = guide.read("public/red/citation.ris");
    for line in [
        "AU  - Khan, Aisha B.",
        "AU  - The sleep <team>",
        "TI  - Red </script> & light",
        "UR  - https://example.org/guide/red/",
    ] {
        assert!(ris.lines().any(|found| found == line), "{line}\n{ris}");
    }
    let bib = guide.read("public/red/citation.bib");
    in_order(&bib, &["@", "Khan, Aisha B. and {The sleep <team>}"]);
    // The home page of a guide that knows neither people nor dates nor address.
    let guide = sleep();
    guide.build();
    let home = guide.read("public/index.html");
    in_order(
        &home,
        &[
            "<i>Sleep</i>. (n.d.). A guide about sleep.<",
            "Sleep [Internet]. A guide about sleep; [date unknown].<",
        ],
    );
    assert!(!guide.read("public/citation.ris").contains("UR  -"));
}

#[test]
fn sources_can_be_taken_along() {
    let guide = sleep();
    guide.build();
    let page = guide.read("public/references/light-2020/index.html");
    for (ending, holds) in [
        ("bib", "doi = {10.1234/light}"),
        ("ris", "DO  - 10.1234/light"),
        ("json", "\"DOI\": \"10.1234/light\""),
    ] {
        assert!(
            page.contains(&format!("light-2020/source.{ending}\" download>")),
            "{page}"
        );
        let one = guide.read(&format!("public/references/light-2020/source.{ending}"));
        assert!(one.contains(holds) && !one.contains("Naps by day"), "{one}");
        let all = guide.read(&format!("public/references/library.{ending}"));
        assert!(all.contains(holds) && all.contains("Naps by day"), "{all}");
    }
    // The library is in the guide's own form: it could be its library again.
    let again = sleep();
    again.write(
        "content/sources.yaml",
        guide.read("public/references/library.yaml"),
    );
    again.build();
    assert_eq!(
        again.read("public/references/library.yaml"),
        guide.read("public/references/library.yaml")
    );
}

#[test]
fn long_lists_of_sources_are_cut_and_hold_every_source_once() {
    let mut library = String::new();
    let mut listed = String::new();
    for number in 0..400 {
        library += &format!(
            "- {{id: work-{number:03}, type: report, title: Work {number:03}., author: [{{literal: Office {number:03}}}], issued: 2020, design: cohort}}\n"
        );
        listed += &format!(" work-{number:03},");
    }
    let guide = Guide::with(&[
        ("content/sources.yaml", &library),
        (
            "content/index.md",
            &format!(
                "---\ntitle: Sleep\ntopics: [Rest]\nsources: [{listed}]\n---\nWhat helps?\n\nLight delays the clock [@work-000].\n"
            ),
        ),
    ]);
    guide.build();
    for list in ["references", "references/by-design/cohort"] {
        let mut found = Vec::new();
        let mut page = format!("public/{list}/index.html");
        let mut parts = 0;
        while guide.path(&page).exists() {
            let text = guide.read(&page);
            for entry in text.split("<p class=\"work\">").skip(1) {
                found.push(between(entry, "Work ", ".").to_owned());
            }
            parts += 1;
            page = format!("public/{list}/page/{}/index.html", parts + 1);
        }
        let all: Vec<String> = (0..400).map(|number| format!("Work {number:03}")).collect();
        assert_eq!(found, all, "{list}");
        assert!(parts > 1, "{list} is one page");
    }
    let rest = guide.read("public/references/by-topic/rest/index.html");
    in_order(
        &rest,
        &[
            "Pages on this topic cite one source from 2020,",
            "One claim of this guide rests on it.",
        ],
    );
    assert_eq!(html::faults(&guide.output()), [""; 0]);
}

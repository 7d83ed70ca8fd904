//! How pages cite their sources in styles of each kind.

use std::borrow::Cow;
use std::sync::Arc;

use wellsourced::config::Config;
use wellsourced::engine::{self, Inputs, Options};
use wellsourced::render::{self, Content, Theme};
use wellsourced::text::TextFile;

/// The library: real works, and two invented ones that look alike.
const LIBRARY: &str = r"
- id: cardoso-2014
  type: article-journal
  title: A meta-analytic review
  author: [{family: Cardoso, given: Christopher}, {family: Kingdon, given: Danielle}, {family: Ellenbogen, given: Mark A.}]
  issued: 2014
  container-title: Psychoneuroendocrinology
- id: leng-ludwig-2016
  type: article-journal
  title: 'Intranasal oxytocin: myths and delusions'
  author: [{family: Leng, given: Gareth}, {family: Ludwig, given: Mike}]
  issued: 2016
  container-title: Biological Psychiatry
- id: invented-b
  type: book
  title: <i>B</i> is the second
  author: [{family: Invented, given: Ann}]
  issued: 2001
- id: invented-a
  type: book
  title: A is the first
  author: [{family: Invented, given: Ann}]
  issued: 2001
";

/// The body of a page with this text, its tags gone but for `<i>`; and the
/// whole page.
fn page(style: &str, text: &str) -> (String, String) {
    page_with(style, None, text)
}

/// The same with a style of the guide's own.
fn page_with(style: &str, csl: Option<&str>, text: &str) -> (String, String) {
    let file = |path: &str, text: &str| Arc::new(TextFile::new(path, text));
    let settings = file(
        "site.yaml",
        &format!("title: T\nlanguage: en-US\nstyle: {style}\n"),
    );
    let (config, faults) = Config::read(&settings);
    let keys = "[cardoso-2014, leng-ludwig-2016, invented-a, invented-b]";
    let text = format!("---\ntitle: T\nsources: {keys}\n---\n\n{text}\n");
    let inputs = Inputs {
        pages: vec![file("content/index.md", &text)],
        libraries: vec![file("content/sources.yaml", LIBRARY)],
        style: csl.map(|csl| file(style, csl)),
        ..Inputs::new(config, faults)
    };
    let options = Options {
        today: jiff::civil::date(2026, 11, 22),
        today_is_stated: true,
        drafts: false,
    };
    let compiled = engine::compile(inputs, options);
    let theme = Theme::new(&[]).unwrap();
    let guide = render::Guide::new(&compiled.site, &theme);
    let files = guide.files();
    let index = files.iter().find(|file| file.path == "index.html").unwrap();
    let Ok(Content::Bytes(bytes)) = index.content() else {
        panic!("a page");
    };
    let html = String::from_utf8(Cow::into_owned(bytes)).unwrap();
    let body = html.split("<div class=\"body\">").nth(1).unwrap();
    let body = body.split("</div>").next().unwrap();
    (stripped(body), html)
}

fn stripped(html: &str) -> String {
    let mut out = String::new();
    for (at, part) in html.split('<').enumerate() {
        let text = if at == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, text)| text)
        };
        out.push_str(text);
    }
    out.replace("&amp;", "&").trim().to_owned()
}

const TEXT: &str = "It is so [@leng-ludwig-2016; @cardoso-2014, p. 3]. @leng-ludwig-2016 say so. \
    @cardoso-2014 [rec. 1.4] agree. Both [see @invented-a; @invented-b]. \
    Once more [-@cardoso-2014]. All three [@invented-a; @invented-b; @cardoso-2014].";

#[test]
fn author_date_styles_cite_by_words() {
    let (text, html) = page("apa", TEXT);
    assert_eq!(
        text,
        "It is so (Cardoso et al., 2014, p. 3; Leng & Ludwig, 2016). \
         Leng and Ludwig (2016) say so. Cardoso et al. (2014, rec. 1.4) agree. \
         Both (see Invented, 2001a, 2001b). Once more (2014). \
         All three (Cardoso et al., 2014; Invented, 2001a, 2001b)."
    );
    // Every source is a link that can be asked for by what is seen of it.
    assert!(html.contains(
        "href=\"#src-cardoso-2014\" aria-label=\"Cardoso et al., 2014, journal article\""
    ));
    // The list is sorted, has no numbers, and calls the works the same.
    let list = html.split("role=\"doc-bibliography\"").nth(1).unwrap();
    assert!(list.contains(
        "<ul>\n<li id=\"src-cardoso-2014\" data-name=\"Cardoso et al. 2014, journal article\">"
    ));
    let (first, second) = (list.find("2001a").unwrap(), list.find("2001b").unwrap());
    assert!(first < second && list[first..second].contains("A is the first"));
    // A title's italics within italics are upright.
    assert!(list.contains("B<i> is the second</i>"), "{list}");
}

#[test]
fn numeric_styles_cite_by_numbers() {
    let (text, html) = page("vancouver", TEXT);
    assert!(
        text.starts_with("It is so[1, 2, p. 3]. Leng and Ludwig[1] say so."),
        "{text}"
    );
    assert!(
        html.contains("aria-label=\"Source 1: Leng and Ludwig 2016"),
        "{html}"
    );
    let all = "All [@leng-ludwig-2016; @cardoso-2014; @invented-a] and [@cardoso-2014; @leng-ludwig-2016].";
    // The middle of a range is there for those who do not see the range.
    let (text, html) = page("bmj", all);
    assert_eq!(text, "All [1, 2–3] and [1,2].");
    assert!(html.contains("<a class=\"unseen\" role=\"doc-biblioref\""));
    let (text, _) = page("ieee", "One [@cardoso-2014, p. 3; @invented-a].");
    assert_eq!(text, "One [1], p. 3, [2].");
}

#[test]
fn a_place_in_a_source_is_never_lost() {
    // Nature's style has no way to write one.
    let (text, _) = page("nature", "It is so [@cardoso-2014, p. 3].");
    assert_eq!(text, "It is so1, p. 3.");
    let (text, _) = page("chicago-author-date", "It is so [@cardoso-2014, p. 3].");
    assert_eq!(text, "It is so (Cardoso et al. 2014, 3).");
}

/// The notes of a page, each as its text without tags and without the way back.
fn notes(html: &str) -> Vec<String> {
    let list = html.split("role=\"doc-endnotes\"").nth(1).unwrap();
    let list = list.split("</section>").next().unwrap();
    list.split("<li id=\"fn-")
        .skip(1)
        .map(|note| stripped(note.split_once('>').unwrap().1))
        .map(|note| note.trim_end_matches(['\n', '↩', ' ']).to_owned())
        .collect()
}

#[test]
fn note_styles_cite_in_numbered_notes() {
    let text = "It is so [see @leng-ludwig-2016; @cardoso-2014, p. 3].[^own] \
        @leng-ludwig-2016 say so. Again [@cardoso-2014, rec. 1.4, in short].\n\n\
        [^own]: Does it matter [@cardoso-2014, p. 9]?\n";
    let (text, html) = page("chicago-notes", text);
    assert_eq!(text, "It is so1.2 Leng and Ludwig3 say so. Again4.");
    assert_eq!(
        notes(&html),
        [
            "See Gareth Leng and Mike Ludwig, “Intranasal Oxytocin: Myths and Delusions,” Biological Psychiatry, 2016; \
             Christopher Cardoso et al., “A Meta-Analytic Review,” Psychoneuroendocrinology, 2014, 3.",
            // What a footnote of the editor's cites stands in it.
            "Does it matter (Cardoso et al., “A Meta-Analytic Review,” 9)?",
            "Leng and Ludwig, “Intranasal Oxytocin: Myths and Delusions.”",
            // The style has no word for recommendations.
            "Cardoso et al., “A Meta-Analytic Review,” rec. 1.4, in short.",
        ]
    );
    // From the text to the note, by a name that can be read aloud, and back.
    assert!(html.contains(
        "<a role=\"doc-noteref\" id=\"cite-1\" href=\"#fn-1\" aria-label=\"Note 1: Leng and Ludwig 2016; Cardoso et al. 2014\">1</a>"
    ));
    assert!(html.contains("<a role=\"doc-backlink\" href=\"#cite-1\""));
    assert!(html.contains("<a role=\"doc-backlink\" href=\"#fnref-2\""));
    // From the note to the reference, whose list is sorted and has no numbers.
    assert!(html.contains("See <a role=\"doc-biblioref\" href=\"#src-leng-ludwig-2016\">Gareth"));
    let list = html.split("role=\"doc-bibliography\"").nth(1).unwrap();
    assert!(
        list.contains(
            "<ul>\n<li id=\"src-cardoso-2014\" data-name=\"Cardoso et al. 2014, journal article\">"
        ),
        "{list}"
    );
    assert!(list.contains("href=\"#cite-4\""));
}

/// A style with all that notes can ask for.
const NOTES: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Notes</title><id>notes</id><updated>2026-11-27T00:00:00+00:00</updated></info>
  <macro name="who"><names variable="author"><name form="short" and="text"/></names></macro>
  <citation et-al-min="3" et-al-use-first="1" near-note-distance="2">
    <layout suffix="." delimiter="; ">
      <choose>
        <if position="ibid-with-locator">
          <group delimiter=", "><text term="ibid" text-case="capitalize-first"/><text variable="locator"/></group>
        </if>
        <else-if position="ibid"><text term="ibid" text-case="capitalize-first"/></else-if>
        <else-if position="near-note"><group delimiter=", "><text macro="who"/><text variable="locator"/></group></else-if>
        <else-if position="subsequent">
          <group delimiter=", ">
            <text macro="who"/>
            <text variable="first-reference-note-number" prefix="see note "/>
            <text variable="locator"/>
          </group>
        </else-if>
        <else><group delimiter=", "><text macro="who"/><text variable="title"/><text variable="locator"/></group></else>
      </choose>
    </layout>
  </citation>
  <bibliography><sort><key macro="who"/></sort>
    <layout suffix="."><group delimiter=", "><text macro="who"/><text variable="title"/></group></layout>
  </bibliography>
</style>"#;

#[test]
fn a_later_note_is_as_short_as_the_style_has_it() {
    let text = "One [@cardoso-2014, p. 3]. Two [@cardoso-2014, p. 3]. Three [@cardoso-2014, p. 4]. \
        Four [@cardoso-2014]. Five [@leng-ludwig-2016]. Six [@cardoso-2014]. Seven [@invented-a]. \
        Eight [@invented-b]. Nine [@cardoso-2014, p. 5]. Ten [@invented-a; @cardoso-2014]. \
        Eleven [@cardoso-2014].[^own] Twelve [@cardoso-2014].\n\n\
        [^own]: Why?\n";
    let (_, html) = page_with("notes.csl", Some(NOTES), text);
    assert_eq!(
        notes(&html),
        [
            "Cardoso et al., A meta-analytic review, 3.",
            "Ibid.",
            "Ibid., 4.",
            // A source of which no place is named now is not "the same place".
            "Cardoso et al.",
            "Leng and Ludwig, Intranasal oxytocin: myths and delusions.",
            "Cardoso et al.",
            "Invented, A is the first.",
            "Invented, B is the second.",
            "Cardoso et al., see note 1, 5.",
            "Invented, see note 7; Cardoso et al.",
            // The note before cites two sources: which one would be meant?
            "Cardoso et al.",
            "Why?",
            // An editor's note stands between.
            "Cardoso et al.",
        ]
    );
    assert!(
        html.contains("aria-label=\"Ibid. Cardoso et al. 2014, journal article\">Ibid.</a>"),
        "{html}"
    );
}

#[test]
fn two_notes_at_one_place_are_two_numbers() {
    let (text, _) = page(
        "chicago-notes",
        "Is it so? It is [@cardoso-2014][^own]\n\n[^own]: Why?",
    );
    assert_eq!(text, "Is it so? It is1, 2");
}

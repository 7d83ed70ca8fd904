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
    let file = |path: &str, text: &str| Arc::new(TextFile::new(path, text));
    let settings = file(
        "site.yaml",
        &format!("title: T\nlanguage: en-US\nstyle: {style}\n"),
    );
    let (config, faults) = Config::read(&settings);
    let keys = "[cardoso-2014, leng-ludwig-2016, invented-a, invented-b]";
    let text = format!("---\ntitle: T\nsources: {keys}\n---\n\n{text}\n");
    let inputs = Inputs {
        config,
        pages: vec![file("content/index.md", &text)],
        libraries: vec![file("content/sources.yaml", LIBRARY)],
        people: None,
        style: None,
        assets: Vec::new(),
        theme: Vec::new(),
        faults,
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
    assert!(list.contains("<ul>\n<li id=\"src-cardoso-2014\">"));
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

//! Links that begin a message: a page passed on to somebody, an error reported
//! to the editors. Plain links, so that no script and no other host is asked.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;

use crate::config::ReportTo;
use crate::site::{Page, Site};

use super::anchor::claim_id;
use super::view::absolute;

/// What stands for itself in a field of an address (RFC 3986, section 2.3).
const FIELD: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// How many bytes a quoted text may take in an address: some programs cut
/// addresses of more than 2,000.
const LONGEST: usize = 600;

/// The ways to pass a page on.
#[derive(JsonSchema, Serialize)]
pub(super) struct Share {
    /// The page's own address.
    address: String,
    /// An address that begins an e-mail with it.
    mail: String,
}

/// How a page is passed on; only where its address is known.
pub(super) fn share(site: &Site, page: &Page) -> Option<Share> {
    let address = absolute(site, page.address.as_str())?;
    let title = &page.document.front.title;
    Some(Share {
        mail: mail("", title, &format!("{title}\r\n{address}\r\n")),
        address,
    })
}

/// Where to report an error on a page, if the guide says where.
pub(super) fn report_page(site: &Site, page: &Page) -> Option<String> {
    let to = site.config.report_to.as_ref()?;
    let title = &page.document.front.title;
    let body = format!(
        "Page: {}\r\nAddress: {}\r\n\r\nWhat is wrong?\r\n\r\n\r\nHow do you know?\r\n",
        shortened(title),
        place(site, page)
    );
    Some(report(
        to,
        &format!("Error on the page “{}”", shortened(title)),
        &body,
    ))
}

/// Where to report an error in a claim, an index into the page's units.
pub(super) fn report_claim(site: &Site, page: &Page, unit: usize) -> Option<String> {
    let to = site.config.report_to.as_ref()?;
    let title = &page.document.front.title;
    let body = format!(
        "Claim: {}\r\nAddress: {}#{}\r\n\r\nWhat is wrong?\r\n\r\n\r\nHow do you know?\r\n",
        shortened(&page.claims.units[unit].text),
        place(site, page),
        claim_id(unit)
    );
    Some(report(
        to,
        &format!("Error in a claim on “{}”", shortened(title)),
        &body,
    ))
}

/// A page's address; where the guide does not know its own, that within it.
fn place(site: &Site, page: &Page) -> String {
    let path = page.address.as_str();
    absolute(site, path).unwrap_or_else(|| format!("/{path}"))
}

fn report(to: &ReportTo, subject: &str, body: &str) -> String {
    match to {
        ReportTo::Mail(address) => mail(address, subject, body),
        ReportTo::Web(address) => {
            let joint = if address.contains('?') { '&' } else { '?' };
            format!(
                "{address}{joint}title={}&body={}",
                field(subject),
                field(&body.replace("\r\n", "\n"))
            )
        }
    }
}

/// A link to a new message (RFC 6068).
fn mail(to: &str, subject: &str, body: &str) -> String {
    format!(
        "mailto:{to}?subject={}&body={}",
        field(subject),
        field(body)
    )
}

fn field(text: &str) -> String {
    utf8_percent_encode(text, FIELD).to_string()
}

/// A text of which no more is kept than an address can hold, cut between words.
fn shortened(text: &str) -> String {
    let mut kept = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = utf8_percent_encode(word, FIELD)
            .map(str::len)
            .sum::<usize>()
            + 3;
        if length + more > LONGEST {
            kept.push('…');
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
        length += more;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_escaped_whole() {
        assert_eq!(
            mail("a@b.example", "Is 5 % < 1/20?", "one & two\r\nünd+so"),
            "mailto:a@b.example?subject=Is%205%20%25%20%3C%201%2F20%3F&body=one%20%26%20two%0D%0A%C3%BCnd%2Bso"
        );
    }

    #[test]
    fn a_report_goes_to_a_page_that_may_have_fields_already() {
        let plain = ReportTo::Web("https://example.org/new".to_owned());
        assert_eq!(
            report(&plain, "A", "b\r\nc"),
            "https://example.org/new?title=A&body=b%0Ac"
        );
        let fields = ReportTo::Web("https://example.org/new?label=guide".to_owned());
        assert_eq!(
            report(&fields, "A", "b"),
            "https://example.org/new?label=guide&title=A&body=b"
        );
    }

    #[test]
    fn what_no_address_can_hold_is_cut_between_words() {
        assert_eq!(shortened(" two  words "), "two words");
        let long = shortened(&"schön ".repeat(400));
        assert!(long.ends_with("schön…"), "{long}");
        assert!(field(&long).len() <= LONGEST + 10, "{}", field(&long).len());
        let script = shortened(&"睡眠不足".repeat(400));
        assert_eq!(script, "…");
    }
}

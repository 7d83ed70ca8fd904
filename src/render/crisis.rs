//! Whom to call in an emergency: in each block of red flags, on the page for
//! a wrong address, and on a page of its own. Nothing of it is there without
//! `content/crisis.yaml`.

use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{DivKind, slug};
use crate::site::{Address, Checked, Contact, Number, Page, Region, Site, Slugs};

use super::Theme;
use super::anchor::URGENT_HELP;
use super::view::{Frame, Head};
use super::wording::words;

/// All contacts, as templates see them.
#[derive(JsonSchema, Serialize)]
pub(super) struct CrisisView<'a> {
    /// Countries or regions, in the order of `content/crisis.yaml`.
    regions: Vec<RegionView<'a>>,
    /// When the oldest entry was looked at, and how, if all of them alike.
    checked: CheckedView<'a>,
    /// Whether all entries were looked at on the same day and in the same way.
    checked_at_once: bool,
}

#[derive(JsonSchema, Serialize)]
struct CheckedView<'a> {
    /// The day, as `2026-03-02`.
    on: String,
    /// The same in words.
    words: String,
    /// How somebody looked, in words that go on behind the day.
    how: Option<&'a str>,
}

#[derive(JsonSchema, Serialize)]
struct RegionView<'a> {
    /// The name of the country or region.
    name: &'a str,
    /// Its id on the page.
    anchor: Box<str>,
    /// The emergency numbers.
    emergency: Vec<NumberView<'a>>,
    /// Crisis lines and other contacts.
    contacts: Vec<ContactView<'a>>,
    /// When and how the emergency numbers were looked at.
    checked: CheckedView<'a>,
}

#[derive(JsonSchema, Serialize)]
struct ContactView<'a> {
    /// Who it is.
    name: &'a str,
    /// For whom it is there.
    about: Option<&'a str>,
    /// The number to call.
    telephone: Option<NumberView<'a>>,
    /// The number to send a message to.
    text: Option<NumberView<'a>>,
    /// The word to send.
    keyword: Option<&'a str>,
    /// The message's address, with the word to send.
    text_url: Option<String>,
    /// Its website.
    url: Option<&'a str>,
    /// When somebody is there.
    hours: Option<&'a str>,
    /// When and how the entry was looked at.
    checked: CheckedView<'a>,
}

#[derive(JsonSchema, Serialize)]
struct NumberView<'a> {
    /// The number as it is written.
    shown: &'a str,
    /// The number as a telephone takes it.
    dialled: &'a str,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct BlockView<'a> {
    /// Whom to call.
    crisis: CrisisView<'a>,
    /// The page of all contacts.
    urgent_help_url: String,
}

#[derive(JsonSchema, Serialize)]
pub(super) struct PageView<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    /// Whom to call.
    crisis: CrisisView<'a>,
}

impl<'a> CrisisView<'a> {
    /// A guide's contacts, if it has any.
    pub(super) fn of(site: &'a Site) -> Option<Self> {
        let oldest = site.crisis.oldest()?;
        let mut anchors = Slugs::default();
        Some(Self {
            regions: site
                .crisis
                .regions
                .iter()
                .map(|region| RegionView::new(region, anchors.make(&slug(&region.name))))
                .collect(),
            checked: CheckedView::new(oldest, site.crisis.how()),
            checked_at_once: site.crisis.is_checked_at_once(),
        })
    }
}

impl<'a> RegionView<'a> {
    fn new(region: &'a Region, anchor: Box<str>) -> Self {
        Self {
            name: &region.name,
            anchor,
            emergency: region.emergency.iter().map(number).collect(),
            contacts: region.contacts.iter().map(contact).collect(),
            checked: looked(&region.checked),
        }
    }
}

impl<'a> CheckedView<'a> {
    fn new(on: Date, how: Option<&'a str>) -> Self {
        Self {
            on: on.to_string(),
            words: words(on),
            how,
        }
    }
}

fn looked(checked: &Checked) -> CheckedView<'_> {
    CheckedView::new(checked.on, checked.how.as_deref())
}

fn number(number: &Number) -> NumberView<'_> {
    NumberView {
        shown: &number.shown,
        dialled: &number.dialled,
    }
}

fn contact(contact: &Contact) -> ContactView<'_> {
    ContactView {
        name: &contact.name,
        about: contact.about.as_deref(),
        telephone: contact.telephone.as_ref().map(number),
        text: contact.text.as_ref().map(number),
        keyword: contact.keyword.as_deref(),
        text_url: contact
            .text
            .as_ref()
            .map(|number| message(number, contact.keyword.as_deref())),
        url: contact.url.as_deref(),
        hours: contact.hours.as_deref(),
        checked: looked(&contact.checked),
    }
}

/// The address of a message (RFC 5724, section 2.2).
fn message(number: &Number, keyword: Option<&str>) -> String {
    let mut url = format!("sms:{}", number.dialled);
    if let Some(keyword) = keyword {
        url.push_str("?body=");
        url.extend(utf8_percent_encode(keyword, NON_ALPHANUMERIC));
    }
    url
}

/// The contacts for the blocks of red flags of a page, if it has any.
pub(super) fn block(site: &Site, theme: &Theme, page: &Page) -> Result<Option<String>, String> {
    let mut divs = page.document.body.divs.iter();
    if !divs.any(|div| div.kind == DivKind::RedFlags) {
        return Ok(None);
    }
    let Some(crisis) = CrisisView::of(site) else {
        return Ok(None);
    };
    let view = BlockView {
        crisis,
        urgent_help_url: page.address.link(URGENT_HELP),
    };
    let bytes = theme.render("parts/crisis.html", &view)?;
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|error| error.to_string())
}

/// Renders the page with all contacts.
pub(super) fn render(site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
    let address = Address::folder(URGENT_HELP);
    let head = Head {
        address: &address,
        title: "Urgent help",
        description: Some("Emergency numbers and crisis lines by country."),
        page: None,
        above: &[],
    };
    let crisis = CrisisView::of(site).ok_or("the guide has no crisis contacts")?;
    let view = PageView {
        frame: Frame::new(site, theme, &head),
        crisis,
    };
    theme.render("urgent-help.html", &view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_the_word_to_send() {
        let number = Number {
            shown: "85 258".to_owned(),
            dialled: "85258".to_owned(),
        };
        assert_eq!(
            message(&number, Some("HELLO you")),
            "sms:85258?body=HELLO%20you"
        );
        assert_eq!(message(&number, None), "sms:85258");
    }
}

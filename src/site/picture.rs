//! What a browser has to know of an image before it has loaded it: how much
//! room it takes, and whether smaller copies of it can be made.

use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::metadata::Orientation;
use imagesize::ImageType;

use crate::text::Fingerprint;

/// The endings of files that a page can show as an image.
pub const IMAGE_ENDINGS: [&str; 7] = ["svg", "png", "jpg", "jpeg", "webp", "gif", "avif"];

/// An image with more pixels than this is not opened: it would take more
/// memory than a computer for writing has.
const MAX_PIXELS: u64 = 100_000_000;

/// An image file, looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its width in CSS pixels, as it is shown: turned upright.
    pub width: u32,
    /// Its height, likewise.
    pub height: u32,
    /// Whether it is a photograph or drawing in pixels, in a format of which
    /// smaller copies in a newer one pay off.
    pub is_raster: bool,
    /// The size of the file in bytes.
    pub bytes: u64,
    /// A mark of its content.
    pub mark: u64,
}

/// Why a file cannot be shown as an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// It is none of the kinds that browsers show, or it is broken.
    NoImage,
    /// Another kind of image than its name says: the ending it should have.
    Ending(&'static str),
    /// It has too many pixels.
    TooLarge,
}

/// Whether a file's name is that of an image.
pub fn is_image(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| {
        IMAGE_ENDINGS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
    })
}

impl Picture {
    /// Looks at a file whose name says that it is an image. Of an image in
    /// pixels no more than its head is understood.
    ///
    /// # Errors
    /// If it cannot be shown.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, PictureFault> {
        let ending = path
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase())
            .unwrap_or_default();
        let (width, height, is_raster) = if ending == "svg" {
            let (width, height) = svg_size(bytes).ok_or(PictureFault::NoImage)?;
            (width, height, false)
        } else {
            let kind = imagesize::image_type(bytes).map_err(|_| PictureFault::NoImage)?;
            let (should_be, is_raster) = match kind {
                ImageType::Png => ("png", true),
                ImageType::Jpeg => ("jpg", true),
                ImageType::Webp => ("webp", false),
                ImageType::Gif => ("gif", false),
                ImageType::Heif(_) => ("avif", false),
                _ => return Err(PictureFault::NoImage),
            };
            let is = if ending == "jpeg" { "jpg" } else { &ending };
            if is != should_be {
                return Err(PictureFault::Ending(should_be));
            }
            let size = imagesize::blob_size(bytes).map_err(|_| PictureFault::NoImage)?;
            let (Ok(width), Ok(height)) = (u32::try_from(size.width), u32::try_from(size.height))
            else {
                return Err(PictureFault::TooLarge);
            };
            if kind == ImageType::Jpeg && lies_on_its_side(bytes) {
                (height, width, is_raster)
            } else {
                (width, height, is_raster)
            }
        };
        if width == 0 || height == 0 {
            return Err(PictureFault::NoImage);
        }
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(PictureFault::TooLarge);
        }
        Ok(Self {
            width,
            height,
            is_raster,
            bytes: bytes.len() as u64,
            mark: Fingerprint::of(bytes),
        })
    }
}

/// Whether a camera was held so that width and height change places.
fn lies_on_its_side(bytes: &[u8]) -> bool {
    let orientation = JpegDecoder::new(Cursor::new(bytes))
        .and_then(|mut decoder| decoder.orientation())
        .unwrap_or(Orientation::NoTransforms);
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// The size of an SVG drawing: what its root says, or the shape of its
/// `viewBox`; 300 by 150 where it says neither (CSS 2.2, section 10.3.2).
/// `None` if it is no SVG.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: 200_000,
        ..Default::default()
    };
    let document = roxmltree::Document::parse_with_options(text, options).ok()?;
    let root = document.root_element();
    if root.tag_name().name() != "svg"
        || root.tag_name().namespace() != Some("http://www.w3.org/2000/svg")
    {
        return None;
    }
    let length = |name| root.attribute(name).and_then(pixels);
    let shape: Vec<f64> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter_map(|part| part.parse().ok())
        .collect();
    let shape = match shape[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    };
    let (width, height) = match (length("width"), length("height"), shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(shape)) => shape,
        (Some(width), None, None) => (width, 150.0),
        (None, Some(height), None) => (300.0, height),
        (None, None, None) => (300.0, 150.0),
    };
    let whole = |length: f64| {
        #[allow(clippy::cast_sign_loss, reason = "it lies within 1 and 100,000")]
        let whole = length.round().clamp(1.0, 100_000.0) as u32;
        whole
    };
    Some((whole(width), whole(height)))
}

/// A length in CSS pixels; `None` where it depends on what is around.
fn pixels(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 7] = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("", 1.0),
    ];
    let length = length.trim();
    UNITS.iter().find_map(|(unit, size)| {
        let number: f64 = length.strip_suffix(unit)?.trim_end().parse().ok()?;
        (number > 0.0 && number.is_finite()).then_some(number * size)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(attributes: &str) -> Option<(u32, u32)> {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>");
        svg_size(text.as_bytes())
    }

    #[test]
    fn the_size_of_a_drawing() {
        assert_eq!(svg("width=\"40\" height=\"30\""), Some((40, 30)));
        assert_eq!(svg("width=\"2in\" height=\"72pt\""), Some((192, 96)));
        assert_eq!(svg("viewBox=\"0 0 640 200\""), Some((640, 200)));
        assert_eq!(
            svg("viewBox=\"0,0,640,200\" width=\"320\""),
            Some((320, 100))
        );
        assert_eq!(
            svg("viewBox=\"0 0 640 200\" width=\"100%\" height=\"100%\""),
            Some((640, 200))
        );
        assert_eq!(svg(""), Some((300, 150)));
        assert_eq!(svg_size(b"<html/>"), None);
        assert_eq!(svg_size(b"<svg/>"), None);
        assert_eq!(svg_size(b"\xff"), None);
    }

    #[test]
    fn what_is_no_image_is_told() {
        assert_eq!(Picture::read("a.png", b"text"), Err(PictureFault::NoImage));
        assert_eq!(Picture::read("a.png", b""), Err(PictureFault::NoImage));
        let gif = b"GIF89a\x02\x00\x03\x00\x00\x00\x00";
        assert_eq!(
            Picture::read("a.png", gif),
            Err(PictureFault::Ending("gif"))
        );
        let picture = Picture::read("a.GIF", gif).unwrap();
        assert_eq!((picture.width, picture.height), (2, 3));
        assert!(!picture.is_raster);
    }
}

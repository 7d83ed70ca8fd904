//! Smaller copies of the guide's images in a newer format (AVIF), so that a
//! phone need not load what was made for a wide screen. The image itself is
//! published too, for browsers that do not know the format.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;

use image::codecs::avif::AvifEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::site::{Address, Picture, Site, Target};

/// The widths of the copies, in pixels: what a phone, a dense phone or a tablet,
/// and a dense wide screen show of a column of text.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// A file smaller than this, in bytes, is not worth copies.
const SMALL: u64 = 16 * 1024;

/// The width at which the style sheet shows an image in a text.
const SIZES: &str = "(min-width: 42rem) 38.25rem, calc(100vw - 2.25rem)";

/// AVIF's quality from 1 to 100, at which a photograph shows no trace of it.
const QUALITY: u8 = 70;

/// The encoder's speed from 1 to 10: at 8 it takes three times as long and gains a few percent.
const SPEED: u8 = 10;

/// Stands for all of the above in the names of the copies: whoever changes one
/// counts this up.
const RECIPE: u32 = 1;

/// The most memory that opening an image may take, in bytes.
const MAX_MEMORY: u64 = 1024 * 1024 * 1024;

/// The copies of an image: their widths.
fn widths(picture: &Picture) -> impl Iterator<Item = u32> {
    let own = picture.width.min(WIDTHS[WIDTHS.len() - 1]);
    let worth_it = picture.is_raster && picture.bytes >= SMALL;
    WIDTHS
        .into_iter()
        .take_while(move |width| *width < own)
        .chain([own])
        .filter(move |_| worth_it)
}

/// Where a copy stands. The name changes with the image, so that a browser may
/// keep it for ever, and a build need not make it again.
fn file(picture: &Picture, width: u32) -> String {
    format!("assets/{:016x}.{RECIPE}.{width}.avif", picture.mark)
}

/// The copies of all images that pages show: path, image, width. Linear in the
/// images, but for the sorting.
pub(super) fn files(site: &Site) -> Vec<(String, Arc<str>, u32)> {
    let shown: BTreeSet<&Arc<str>> = site
        .pages
        .iter()
        .flat_map(|page| &page.images)
        .filter_map(|target| match target {
            Target::Asset(path) => Some(path),
            _ => None,
        })
        .collect();
    let mut files: Vec<_> = shown
        .into_iter()
        .filter_map(|path| Some((path, site.pictures.get(path)?.as_ref().ok()?)))
        .flat_map(|(path, picture)| {
            widths(picture).map(move |width| (file(picture, width), Arc::clone(path), width))
        })
        .collect();
    // The same image twice in a guide has the same copies.
    files.sort();
    files.dedup_by(|a, b| a.0 == b.0);
    files
}

/// The attribute `srcset` of an image's copies, seen from a page; `None` if it
/// has none.
pub(super) fn srcset(picture: &Picture, from: &Address) -> Option<String> {
    let mut srcset = String::new();
    for width in widths(picture) {
        let comma = if srcset.is_empty() { "" } else { ", " };
        let _ = write!(
            srcset,
            "{comma}{} {width}w",
            from.link(&file(picture, width))
        );
    }
    (!srcset.is_empty()).then_some(srcset)
}

/// The attribute `sizes` of an image in a text.
pub(super) fn sizes() -> &'static str {
    SIZES
}

/// Makes a copy of an image: upright, of a width in pixels, as AVIF. The same
/// bytes give the same copy on every machine.
///
/// # Errors
/// If the image is broken, in plain words.
pub fn smaller(path: &str, bytes: &[u8], width: u32) -> Result<Vec<u8>, String> {
    let fail = |error: image::ImageError| {
        format!(
            "the image content/{path} is broken ({error}).\nOpen it in a program for images, and save it again."
        )
    };
    let image = upright(bytes).map_err(fail)?;
    let height = u64::from(image.height()) * u64::from(width) / u64::from(image.width().max(1));
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    let image = if image.width() == width {
        image
    } else {
        image.resize_exact(width, height, FilterType::Lanczos3)
    };
    // Eight bits a channel, and no channel for transparency where there is none.
    let image = if image.color().has_alpha() {
        DynamicImage::ImageRgba8(image.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(image.into_rgb8())
    };
    let mut out = Vec::new();
    // One thread: the encoder cuts an image into as many tiles as it has threads.
    let encoder =
        AvifEncoder::new_with_speed_quality(&mut out, SPEED, QUALITY).with_num_threads(Some(1));
    image.write_with_encoder(encoder).map_err(fail)?;
    Ok(out)
}

fn upright(bytes: &[u8]) -> Result<DynamicImage, image::ImageError> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, bytes: u64) -> Picture {
        Picture {
            width,
            height: width / 2,
            is_raster: true,
            bytes,
            mark: 7,
        }
    }

    #[test]
    fn copies_are_never_wider_than_the_image() {
        let of = |width| widths(&picture(width, SMALL)).collect::<Vec<_>>();
        assert_eq!(of(300), [300]);
        assert_eq!(of(480), [480]);
        assert_eq!(of(1000), [480, 960, 1000]);
        assert_eq!(of(5000), [480, 960, 1600]);
        assert_eq!(widths(&picture(5000, SMALL - 1)).count(), 0);
    }

    #[test]
    fn a_copy_has_the_width_and_is_the_same_each_time() {
        let image = image::RgbImage::from_fn(64, 32, |x, y| {
            image::Rgb([(x * 4) as u8, (y * 8) as u8, 90])
        });
        let mut png = Cursor::new(Vec::new());
        image.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let copy = smaller("a.png", png.get_ref(), 40).unwrap();
        let size = imagesize::blob_size(&copy).unwrap();
        assert_eq!((size.width, size.height), (40, 20));
        assert_eq!(copy, smaller("a.png", png.get_ref(), 40).unwrap());
    }

    #[test]
    fn a_broken_image_is_told() {
        let error = smaller("a.png", b"\x89PNG\r\n\x1a\nbroken", 40).unwrap_err();
        assert!(
            error.starts_with("the image content/a.png is broken"),
            "{error}"
        );
    }
}

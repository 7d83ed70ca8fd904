//! Images: the room they take, their smaller copies, and what is said of those
//! that cannot be shown.

mod guide;
#[path = "guide/html.rs"]
mod html;

use std::fs;
use std::io::Cursor;
use std::thread;
use std::time::Duration;

use guide::{Guide, SITE};
use html::{Tag, tags};
use image::{ImageFormat, RgbImage};

/// A picture with so much in it that its file is large enough for copies.
fn photograph(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        let square = ((x / 8 * 7919 + y / 8 * 104_729) % 251) as u8;
        image::Rgb([square, square, 255 - square])
    });
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

const PAGE: &str = "\
---
title: Light
sources: []
---
![A lamp beside a bed](lamp.jpg)

![A drawing of the eye](eye.svg)
";

fn with_images() -> Guide {
    let guide = Guide::with(&[("site.yaml", SITE), ("content/index.md", PAGE)]);
    guide.write("content/lamp.jpg", photograph(700, 350, ImageFormat::Jpeg));
    guide.write(
        "content/eye.svg",
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"/>"#,
    );
    guide
}

fn named<'a>(tags: &'a [Tag], name: &str) -> Vec<&'a Tag> {
    tags.iter().filter(|tag| tag.name == name).collect()
}

#[test]
fn an_image_has_its_size_and_copies_for_small_screens() {
    let guide = with_images();
    guide.build();
    let tags = tags(&html::without_data(&guide.read("public/index.html")));
    let images = named(&tags, "img");
    let size = |image: &Tag| {
        (
            image.get("width").map(str::to_owned),
            image.get("height").map(str::to_owned),
        )
    };
    assert_eq!(size(images[0]), (Some("700".into()), Some("350".into())));
    assert_eq!(size(images[1]), (Some("300".into()), Some("120".into())));
    assert_eq!(images[0].get("loading"), None, "a reader sees it first");
    assert_eq!(images[1].get("loading"), Some("lazy"));
    let sources = named(&tags, "source");
    assert_eq!(sources.len(), 1, "a drawing needs no copies");
    assert_eq!(sources[0].get("type"), Some("image/avif"));
    let copies: Vec<(&str, &str)> = sources[0]
        .get("srcset")
        .unwrap()
        .split(", ")
        .map(|copy| copy.split_once(' ').unwrap())
        .collect();
    assert_eq!(
        copies.iter().map(|(_, width)| *width).collect::<Vec<_>>(),
        ["480w", "700w"]
    );
    for (path, width) in copies {
        let bytes = fs::read(guide.path("public").join(path)).unwrap();
        let size = imagesize::blob_size(&bytes).unwrap();
        assert_eq!(format!("{}w", size.width), width);
        assert_eq!(size.height, size.width / 2);
    }
}

#[test]
fn copies_are_made_once() {
    let guide = with_images();
    guide.build();
    let copy = |guide: &Guide| {
        let mut found = guide.output().into_keys();
        found.find(|path| path.ends_with(".480.avif")).unwrap()
    };
    let first = copy(&guide);
    // What stands there from the last build is taken as it is: nobody makes it
    // anew.
    let place = guide.path("public").join(&first);
    let image = fs::read(&place).unwrap();
    let then = fs::metadata(&place).unwrap().modified().unwrap();
    fs::write(&place, "as it was").unwrap();
    let file = fs::File::options().write(true).open(&place).unwrap();
    file.set_modified(then).unwrap();
    guide.write(
        "content/index.md",
        PAGE.replace("title: Light", "title: Dark"),
    );
    guide.build();
    assert_eq!(guide.read(&format!("public/{first}")), "as it was");
    // What somebody has written there since is not.
    thread::sleep(Duration::from_millis(20));
    fs::write(&place, "something else").unwrap();
    guide.build();
    assert_eq!(fs::read(&place).unwrap(), image);
    // Another picture has other copies, and the old ones go.
    guide.write("content/lamp.jpg", photograph(704, 352, ImageFormat::Jpeg));
    guide.build();
    assert_ne!(copy(&guide), first);
    assert!(!guide.path(&format!("public/{first}")).exists());
}

#[test]
fn a_picture_taken_with_a_turned_camera_is_shown_upright() {
    let guide = with_images();
    let mut jpeg = photograph(700, 350, ImageFormat::Jpeg);
    // An Exif segment with one entry: orientation 6, turned by 90 degrees.
    let exif = [
        b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".as_slice(),
        b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
    ]
    .concat();
    jpeg.splice(2..2, exif);
    guide.write("content/lamp.jpg", jpeg);
    guide.build();
    let tags = tags(&html::without_data(&guide.read("public/index.html")));
    let image = named(&tags, "img")[0];
    assert_eq!(
        (image.get("width"), image.get("height")),
        (Some("350"), Some("700"))
    );
    let copy = named(&tags, "source")[0].get("srcset").unwrap();
    let path = copy.split(' ').next().unwrap();
    let bytes = fs::read(guide.path("public").join(path)).unwrap();
    let size = imagesize::blob_size(&bytes).unwrap();
    assert_eq!((size.width, size.height), (350, 700));
}

#[test]
fn what_cannot_be_shown_is_told_at_the_image() {
    let guide = with_images();
    let says = |bytes: Vec<u8>| {
        guide.write("content/lamp.jpg", bytes);
        let run = guide.run(&["build"]);
        assert_ne!(run.code, 0);
        assert!(run.err.contains("content/index.md:5:1"), "{}", run.err);
        run.err
    };
    assert!(says(b"no image".to_vec()).contains("`lamp.jpg` cannot be read as an image"));
    let png = photograph(20, 20, ImageFormat::Png);
    let said = says(png);
    assert!(
        said.contains("another kind of image than its name says"),
        "{said}"
    );
    assert!(said.contains("the ending .png"), "{said}");

    // One whose head is whole and whose rest is missing.
    let mut cut = photograph(700, 350, ImageFormat::Png);
    cut.truncate(20_000);
    guide.write("content/lamp.jpg", "");
    fs::remove_file(guide.path("content/lamp.jpg")).unwrap();
    guide.write("content/lamp.png", cut);
    guide.write("content/index.md", PAGE.replace("lamp.jpg", "lamp.png"));
    let run = guide.run(&["build"]);
    assert_ne!(run.code, 0);
    assert!(
        run.err.contains("the image content/lamp.png is broken"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert!(!guide.path("public/index.html").exists());
}

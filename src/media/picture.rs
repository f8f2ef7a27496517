//! The way in: any picture, by its bytes.

use crate::media::{Cleaned, Format, MediaError, Picture, raster, svg};

/// What the picture is and how large it is shown, without judging or changing the rest of it.
#[cfg_attr(not(test), expect(dead_code, reason = "the second opinion of tests on what `clean` says"))]
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    match format_of(bytes)? {
        Format::Svg => svg::clean::inspect(bytes),
        format => raster::inspect(format, bytes),
    }
}

/// The picture as it is published: without metadata, upright, and harmless.
///
/// Gives every fault of an SVG, at most twenty, and the first one of other formats. Takes time in proportion to the
/// file: 0.3 s for a photograph of 12 megapixels that has to be turned, some milliseconds for others. Worth remembering.
pub(crate) fn clean(bytes: &[u8]) -> Result<Cleaned, Vec<MediaError>> {
    match format_of(bytes).map_err(|error| vec![error])? {
        Format::Svg => svg::clean::clean(bytes),
        format => raster::clean(format, bytes).map_err(|error| vec![error]),
    }
}

fn format_of(bytes: &[u8]) -> Result<Format, MediaError> {
    let svg = || svg::clean::looks_like_svg(bytes).then_some(Format::Svg);
    raster::format_of(bytes).or_else(svg).ok_or_else(|| {
        let what = known_to_others(bytes).unwrap_or("no picture, or one of no known format");
        MediaError::format(format!("this is {what}"), "save it as PNG, JPEG, WebP, AVIF, GIF or SVG")
    })
}

/// Names what people take for a picture, and browsers do not.
fn known_to_others(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [] => Some("an empty file"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some("a TIFF, or a camera's raw file"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', ..] => Some("a HEIC picture, or a video"),
        [b'B', b'M', ..] => Some("a BMP picture"),
        [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Some("a JPEG XL picture"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF document"),
        [b'8', b'B', b'P', b'S', ..] => Some("a Photoshop file"),
        [0x1f, 0x8b, ..] => Some("a compressed file, perhaps an SVGZ"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::media::{FORMAT, TURNED};

    /// Pictures of `tests/media`; its README says how they were made.
    macro_rules! file {
        ($name:literal) => {
            ($name, include_bytes!(concat!("../../tests/media/", $name)).as_slice())
        };
    }

    type File = (&'static str, &'static [u8]);

    /// Full of metadata that says `PLANTED` or `PLNT`, of 2 January 2026, and of other bytes after the end.
    const PLANTED: [File; 5] = [
        file!("planted.avif"),
        file!("planted.gif"),
        file!("planted.jpg"),
        file!("planted.png"),
        file!("planted.webp"),
    ];

    /// Without metadata.
    const PLAIN: [File; 11] = [
        file!("anim.png"),
        file!("anim.webp"),
        file!("baseline.jpg"),
        file!("cmyk.jpg"),
        file!("full.jpg"),
        file!("gray.jpg"),
        file!("lossless.webp"),
        file!("lossy.webp"),
        file!("progressive.jpg"),
        file!("restart.jpg"),
        file!("turned.avif"),
    ];

    fn good(bytes: &[u8]) -> Cleaned {
        clean(bytes).expect("a good picture")
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn nothing_planted_is_left() {
        // The day as EXIF, XMP and texts write it, as colour profiles do, and as PNG does.
        let days: [&[u8]; 3] = [b"2026", b"\x07\xea\0\x01\0\x02", b"\x07\xea\x01\x02"];
        for (name, bytes) in PLANTED {
            let clean = good(bytes).bytes;
            for trace in [b"PLANTED".as_slice(), b"PLNT", b"Exif", b"xmp", b"rdf:", b"Pillow", b"exiftool"] {
                assert!(!holds(&clean, trace), "{name}: {}", String::from_utf8_lossy(trace));
            }
            for day in days {
                assert!(!holds(&clean, day), "{name}: a day");
            }
            assert!(clean.len() * 2 < bytes.len() + 200, "{name}: {} of {} bytes", clean.len(), bytes.len());
        }
    }

    #[test]
    fn colours_stay() {
        // The profile's curve in PNG is packed, and read by the tests of that file's parts.
        for (name, bytes) in PLANTED.into_iter().filter(|(name, _)| !name.ends_with("gif")) {
            let clean = good(bytes).bytes;
            let is_packed = name.ends_with("png");
            assert!(holds(&clean, if is_packed { b"iCCP" } else { b"rTRC" }), "{name}");
        }
    }

    #[test]
    fn sizes_are_those_that_are_shown() {
        let size = |bytes: &[u8]| inspect(bytes).map(|picture| (picture.width, picture.height));
        let expected = [
            ("planted.avif", (20, 14)),
            ("planted.gif", (16, 12)),
            ("planted.jpg", (56, 40)),
            ("planted.png", (20, 14)),
            ("planted.webp", (20, 14)),
            ("anim.png", (12, 10)),
            ("anim.webp", (20, 14)),
            ("lossless.webp", (20, 14)),
            ("lossy.webp", (20, 14)),
            // 40 by 24, turned by a property.
            ("turned.avif", (24, 40)),
        ];
        for (name, expected) in expected {
            let (_, bytes) = PLANTED.iter().chain(&PLAIN).find(|(known, _)| *known == name).expect(name);
            assert_eq!(size(bytes), Ok(expected), "{name}");
        }
    }

    #[test]
    fn cleaning_says_what_inspecting_says_and_changes_nothing_twice() {
        for (name, bytes) in PLANTED.into_iter().chain(PLAIN) {
            let cleaned = good(bytes);
            assert_eq!(inspect(bytes), Ok(cleaned.picture), "{name}");
            assert_eq!(inspect(&cleaned.bytes), Ok(cleaned.picture), "{name}");
            assert_eq!(good(&cleaned.bytes), cleaned, "{name}");
        }
    }

    #[test]
    fn a_plain_picture_stays_as_it_is() {
        for (name, bytes) in PLAIN.into_iter().filter(|(name, _)| !name.ends_with("avif")) {
            assert_eq!(&*good(bytes).bytes, bytes, "{name}");
        }
    }

    #[test]
    fn what_follows_the_picture_goes() {
        for (name, bytes) in PLAIN {
            let clean = good(bytes).bytes;
            let more = [bytes, b"PK\x03\x04 or a second picture"].concat();
            assert_eq!(good(&more).bytes, clean, "{name}");
        }
    }

    #[test]
    fn a_picture_that_is_cut_off_is_broken_at_every_byte() {
        for (name, bytes) in PLANTED.into_iter().chain(PLAIN) {
            let whole = good(bytes).bytes;
            for end in 0..whole.len() {
                assert!(clean(&whole[..end]).is_err(), "{name} cut at {end}");
                let _ = inspect(&whole[..end]);
            }
            for end in 0..bytes.len() {
                let _ = clean(&bytes[..end]);
            }
        }
    }

    #[test]
    fn damage_is_no_trouble() {
        for (_, bytes) in PLANTED.into_iter().chain(PLAIN) {
            let mut damaged = bytes.to_vec();
            for place in 0..bytes.len() {
                for change in [0xff, 0x10] {
                    damaged[place] ^= change;
                    let _ = clean(&damaged);
                    damaged[place] = bytes[place];
                }
            }
        }
    }

    #[test]
    fn turned_png_and_webp_are_refused_and_animated_avif_too() {
        let code = |(_, bytes): File| clean(bytes).expect_err("refused").first().map(|error| error.code);
        assert_eq!(code(file!("turned.png")), Some(&TURNED));
        assert_eq!(code(file!("turned.webp")), Some(&TURNED));
        assert_eq!(code(file!("anim.avif")), Some(&FORMAT));
    }

    #[test]
    fn what_browsers_do_not_show_is_named() {
        for (bytes, what) in [
            (b"".as_slice(), "an empty file"),
            (b"II*\0....", "a TIFF, or a camera's raw file"),
            (b"\0\0\0\x18ftypheic....", "a HEIC picture, or a video"),
            (b"%PDF-1.4", "a PDF document"),
            (b"<html><body>svg</body></html>", "no picture, or one of no known format"),
            (b"\x1f\x8b\x08", "a compressed file, perhaps an SVGZ"),
        ] {
            let error = inspect(bytes).expect_err("no picture");
            assert_eq!((error.code, error.message), (&FORMAT, format!("this is {what}")));
        }
    }

    #[test]
    fn a_size_that_is_a_lie_is_refused_without_work() {
        let (_, png) = file!("anim.png");
        let mut lie = png.to_vec();
        lie[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        assert!(clean(&lie).is_err());
        // 65,535 by 65,535 in half a kilobyte of JPEG.
        let (_, jpeg) = file!("gray.jpg");
        let mut lie = jpeg.to_vec();
        let at = lie.windows(2).position(|window| window == [0xff, 0xc0]).expect("a frame");
        lie[at + 5..at + 9].fill(0xff);
        assert!(clean(&lie).is_err());
    }
}

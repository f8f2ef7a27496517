//! Puts a JPEG file together from what may stay.

use crate::media::bytes::Cursor;
use crate::media::exif::Orientation;
use crate::media::jpeg::encode::{self, FIRST, OTHER, Table, table_of};
use crate::media::jpeg::segments::{Segment, frame, marker, orientation_of, segments};
use crate::media::jpeg::{Frame, ZIGZAG, coefficients, turn};
use crate::media::{Cleaned, Format, MediaError, Picture, checked_size, icc};

/// A block of JFIF that only says what colours mean: no dots per inch, which browsers do not read, and no small
/// picture.
const PLAIN_JFIF: &[u8; 14] = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

/// Reads the size, as it is shown.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    let segments = segments(bytes)?;
    size_of(&frame(&segments)?, orientation_of(&segments))
}

/// Removes the metadata, and turns the picture upright.
pub(crate) fn clean(bytes: &[u8]) -> Result<Cleaned, MediaError> {
    let segments = segments(bytes)?;
    let frame = frame(&segments)?;
    let how = orientation_of(&segments);
    let picture = size_of(&frame, how)?;
    if !segments.iter().any(|it| it.marker == marker::SOS) {
        return Err(MediaError::broken("the JPEG file has no pixels"));
    }
    let mut out = vec![0xff, marker::SOI];
    write_colours(&mut out, &segments, &frame);
    if how.is_upright() {
        write_as_it_is(&mut out, &segments);
    } else {
        let unreadable = || MediaError {
            hint: "turn it upright with another program, and save it again",
            ..MediaError::broken(
                "the JPEG picture lies on its side, and cannot be turned: it is damaged or too large",
            )
        };
        write_turned(&mut out, &segments, &frame, how).ok_or_else(unreadable)?;
    }
    out.extend([0xff, marker::EOI]);
    Ok(Cleaned { picture, bytes: out.into() })
}

fn size_of(frame: &Frame, how: Orientation) -> Result<Picture, MediaError> {
    checked_size(Format::Jpeg, frame.width.into(), frame.height.into())?;
    let turned = turn::turned_frame(frame, how);
    let small = || MediaError {
        hint: "turn it upright with another program, and save it again",
        ..MediaError::broken("the JPEG picture lies on its side, and is too small to be turned")
    };
    let turned = turned.ok_or_else(small)?;
    checked_size(Format::Jpeg, turned.width.into(), turned.height.into())
}

/// What tells how colours are meant: JFIF, the profile, Adobe's mark where it is needed.
fn write_colours(out: &mut Vec<u8>, segments: &[Segment], frame: &Frame) {
    let first = |kind: u8, start: &[u8]| {
        segments.iter().find(|it| it.marker == kind && it.data.starts_with(start)).map(|it| it.data)
    };
    let has_jfif = first(marker::APP0, b"JFIF\0").is_some();
    let adobe = first(marker::APP14, b"Adobe").and_then(|data| data.get(..12));
    let transform = adobe.and_then(|data| data.last()).copied();
    // Adobe's mark for brightness and two colours says what JFIF says as well, and one component needs neither.
    let is_said_by_jfif = frame.components.len() == 3 && transform == Some(1);
    if has_jfif || is_said_by_jfif {
        write_segment(out, marker::APP0, PLAIN_JFIF);
    }
    write_profile(out, segments);
    if let Some(adobe) = adobe.filter(|_| !is_said_by_jfif && frame.components.len() != 1) {
        write_segment(out, marker::APP14, adobe);
    }
}

/// The colour profile, which may be spread over segments (ICC.1:2022, B.4).
fn write_profile(out: &mut Vec<u8>, segments: &[Segment]) {
    const NAME: &[u8] = b"ICC_PROFILE\0";
    let segments = segments.iter().filter(|it| it.marker == marker::APP2);
    let mut parts: Vec<(u8, &[u8])> = segments
        .filter_map(|it| it.data.strip_prefix(NAME)?.split_first_chunk::<2>())
        .map(|([number, _], part)| (*number, part))
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = parts.iter().flat_map(|(_, part)| *part).copied().collect();
    let Some(profile) = icc::clean(&whole) else { return };
    let parts = profile.chunks(0xff00);
    // At most 4 MiB in parts of nearly 64 KiB.
    let count = u8::try_from(parts.len()).unwrap_or(u8::MAX);
    for (number, part) in (1..=count).zip(parts) {
        write_segment(out, marker::APP2, &[NAME, &[number, count], part].concat());
    }
}

fn write_as_it_is(out: &mut Vec<u8>, segments: &[Segment]) {
    for segment in segments {
        match segment.marker {
            marker::DQT | marker::DHT | marker::DRI | marker::SOF0..=marker::SOF2 => {
                write_segment(out, segment.marker, segment.data);
            }
            marker::SOS => {
                write_segment(out, segment.marker, segment.data);
                out.extend(segment.scan);
            }
            _ => {}
        }
    }
}

fn write_turned(out: &mut Vec<u8>, segments: &[Segment], frame: &Frame, how: Orientation) -> Option<()> {
    let planes = coefficients::read(segments, frame)?;
    let turned = turn::turned_frame(frame, how)?;
    let planes = turn::turned_planes(&turned, &planes, how)?;
    let pixels = encode::write(&turned, &planes)?;
    let is_wide = write_quantisation(out, segments, how)?;
    write_frame(out, &turned, if is_wide { marker::SOF1 } else { marker::SOF0 })?;
    for (number, (first, other)) in (0_u8..).zip(FIRST.iter().zip(&OTHER)) {
        write_table(out, number, first);
        write_table(out, 0x10 | number, other);
    }
    write_scan_header(out, &turned)?;
    out.extend(pixels);
    Some(())
}

/// The quantisation tables, transposed with the blocks; whether one of them has numbers of 16 bits.
fn write_quantisation(out: &mut Vec<u8>, segments: &[Segment], how: Orientation) -> Option<bool> {
    let start_of_scans = segments.iter().position(|it| it.marker == marker::SOS)?;
    let mut is_wide = false;
    for (at, segment) in segments.iter().enumerate().filter(|(_, it)| it.marker == marker::DQT) {
        if at > start_of_scans {
            // One table for this pass, another for the next: no program is known to do so.
            return None;
        }
        let mut cursor = Cursor::new(segment.data);
        while !cursor.is_empty() {
            let head = cursor.byte()?;
            let width = if head >> 4 == 0 { 1 } else { 2 };
            is_wide |= width == 2;
            let mut numbers = [[0_u8; 2]; 64];
            for place in ZIGZAG {
                let number = u16::try_from(cursor.number(width)?).ok()?;
                *numbers.get_mut(place)? = number.to_be_bytes();
            }
            let mut table = vec![head];
            for place in ZIGZAG {
                let from = if how.is_transposed { place % 8 * 8 + place / 8 } else { place };
                table.extend(numbers.get(from)?.iter().skip(2 - width));
            }
            write_segment(out, marker::DQT, &table);
        }
    }
    Some(is_wide)
}

fn write_frame(out: &mut Vec<u8>, frame: &Frame, kind: u8) -> Option<()> {
    let mut data = vec![8];
    data.extend(frame.height.to_be_bytes());
    data.extend(frame.width.to_be_bytes());
    data.push(u8::try_from(frame.components.len()).ok()?);
    for it in &frame.components {
        data.extend([it.id, it.across << 4 | it.down, it.table]);
    }
    write_segment(out, kind, &data);
    Some(())
}

fn write_table(out: &mut Vec<u8>, name: u8, table: &Table) {
    write_segment(out, marker::DHT, &[&[name], table.counts.as_slice(), table.symbols].concat());
}

fn write_scan_header(out: &mut Vec<u8>, frame: &Frame) -> Option<()> {
    let count = frame.components.len();
    let mut data = vec![u8::try_from(count).ok()?];
    for (number, it) in frame.components.iter().enumerate() {
        let table = u8::try_from(table_of(number, count)).ok()?;
        data.extend([it.id, table << 4 | table]);
    }
    data.extend([0, 63, 0]);
    write_segment(out, marker::SOS, &data);
    Some(())
}

fn write_segment(out: &mut Vec<u8>, kind: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).expect("it was read with a length of 16 bits, or is shorter");
    out.extend([0xff, kind]);
    out.extend(length.to_be_bytes());
    out.extend(data);
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURES: [(&str, &[u8]); 7] = [
        ("baseline", include_bytes!("../../../tests/media/baseline.jpg")),
        ("progressive", include_bytes!("../../../tests/media/progressive.jpg")),
        ("restart", include_bytes!("../../../tests/media/restart.jpg")),
        ("gray", include_bytes!("../../../tests/media/gray.jpg")),
        ("cmyk", include_bytes!("../../../tests/media/cmyk.jpg")),
        ("full", include_bytes!("../../../tests/media/full.jpg")),
        ("planted", include_bytes!("../../../tests/media/planted.jpg")),
    ];

    /// The picture with a block of EXIF that tells an orientation, before any other.
    fn oriented(picture: &[u8], number: u8) -> Vec<u8> {
        let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
        let mut out = vec![0xff, marker::SOI];
        write_segment(&mut out, marker::APP1, &[exif.as_slice(), &[number, 0, 0, 0, 0, 0, 0]].concat());
        out.extend(&picture[2..]);
        out
    }

    fn good(bytes: &[u8]) -> Cleaned {
        clean(bytes).expect("a good picture")
    }

    fn planes(bytes: &[u8]) -> (Frame, Vec<coefficients::Plane>) {
        let segments = segments(bytes).expect("good");
        let frame = frame(&segments).expect("good");
        let planes = coefficients::read(&segments, &frame).expect("good");
        (frame, planes)
    }

    /// Mean brightness at top left, top right, bottom left and bottom right, of whole blocks.
    fn corners(bytes: &[u8]) -> [i16; 4] {
        let (frame, planes) = planes(bytes);
        let (across, down) = (usize::from(frame.width) / 8, usize::from(frame.height) / 8);
        let first = |x: usize, y: usize| planes[0].values[(y * planes[0].blocks_across + x) * 64];
        [first(0, 0), first(across - 1, 0), first(0, down - 1), first(across - 1, down - 1)]
    }

    #[test]
    fn corners_go_where_exif_says() {
        // CIPA DC-008, 4.6.5.1.1: where the 0th row and the 0th column are. By that, which stored corner is seen at
        // top left, top right, bottom left, bottom right.
        let seen = [
            (1, [0, 1, 2, 3]),
            (2, [1, 0, 3, 2]),
            (3, [3, 2, 1, 0]),
            (4, [2, 3, 0, 1]),
            (5, [0, 2, 1, 3]),
            (6, [2, 0, 3, 1]),
            (7, [3, 1, 2, 0]),
            (8, [1, 3, 0, 2]),
        ];
        // Pictures whose sides are whole units, so that no corner is left out.
        for (name, picture) in PICTURES.iter().filter(|(name, _)| ["gray", "cmyk", "full"].contains(name)) {
            let stored = corners(picture);
            for (number, places) in seen {
                let turned = good(&oriented(picture, number));
                assert_eq!(
                    corners(&turned.bytes),
                    places.map(|at| stored[at]),
                    "{name}, orientation {number}"
                );
            }
        }
    }

    #[test]
    fn turning_there_and_back_loses_nothing() {
        for (name, picture) in PICTURES.iter().filter(|(name, _)| ["gray", "cmyk", "full"].contains(name)) {
            let (frame, stored) = planes(picture);
            for (there, back) in [(2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)] {
                let turned = good(&oriented(picture, there)).bytes;
                assert_ne!(planes(&turned).1[0].values, stored[0].values, "{name}, orientation {there}");
                let again = good(&oriented(&turned, back)).bytes;
                let (same_frame, same) = planes(&again);
                assert_eq!((same_frame.width, same_frame.height), (frame.width, frame.height));
                for (one, other) in stored.iter().zip(&same) {
                    assert!(one.values == other.values, "{name}, orientations {there} and {back}");
                }
            }
        }
    }

    #[test]
    fn one_pass_or_several_make_the_same_picture() {
        let values = |name: &str| {
            let (_, picture) = PICTURES.iter().find(|(known, _)| *known == name).expect("one of them");
            planes(picture).1.into_iter().map(|plane| plane.values).collect::<Vec<_>>()
        };
        assert!(values("baseline") == values("progressive"));
    }

    #[test]
    fn an_edge_that_fills_no_unit_is_left_out_only_where_it_would_come_first() {
        // 56 by 40, in units of 16 by 16.
        let sizes = [
            (1, 56, 40),
            (2, 48, 40),
            (3, 48, 32),
            (4, 56, 32),
            (5, 40, 56),
            (6, 32, 56),
            (7, 32, 48),
            (8, 40, 48),
        ];
        let (_, picture) = PICTURES[6];
        for (number, width, height) in sizes {
            let turned = oriented(picture, number);
            let found = good(&turned).picture;
            assert_eq!((found.width, found.height), (width, height), "orientation {number}");
            assert_eq!(inspect(&turned), Ok(found));
        }
    }

    #[test]
    fn a_turned_picture_says_nothing_of_it() {
        for (name, picture) in PICTURES {
            for number in 2..=8 {
                let turned = good(&oriented(picture, number));
                assert!(!turned.bytes.windows(4).any(|window| window == b"Exif"), "{name}");
                assert_eq!(good(&turned.bytes), turned, "{name}: upright now");
            }
        }
    }

    #[test]
    fn damage_in_a_picture_to_be_turned_is_no_trouble() {
        for (_, picture) in PICTURES.iter().take(3) {
            let bytes = oriented(picture, 6);
            for end in 0..bytes.len() {
                assert!(clean(&bytes[..end]).is_err());
            }
            let mut damaged = bytes.clone();
            for (place, byte) in bytes.iter().enumerate() {
                damaged[place] = byte ^ 0x55;
                let _ = clean(&damaged);
                damaged[place] = *byte;
            }
        }
    }

    #[test]
    fn adobes_mark_stays_only_where_colours_need_it() {
        let adobe = |transform: u8| [b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat();
        let marked = |picture: &[u8], transform: u8| {
            let mut out = vec![0xff, marker::SOI];
            write_segment(&mut out, marker::APP14, &adobe(transform));
            // Without its JFIF, which is its first segment and has 16 bytes.
            out.extend(&picture[20..]);
            good(&out).bytes
        };
        let has = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        let (_, colours) = PICTURES[0];
        let brightness_and_colours = marked(colours, 1);
        assert!(!has(&brightness_and_colours, b"Adobe") && has(&brightness_and_colours, b"JFIF"));
        let rgb = marked(colours, 0);
        assert!(has(&rgb, b"Adobe") && !has(&rgb, b"JFIF"), "JFIF would change its colours");
        let (_, gray) = PICTURES[3];
        assert!(!has(&marked(gray, 0), b"Adobe"));
        let (_, cmyk) = PICTURES[4];
        assert!(has(&good(cmyk).bytes, b"Adobe"));
    }
}

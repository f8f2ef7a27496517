//! PNG (W3C, third edition): chunks that make the picture stay, all others go.

use std::io::{Read, Write};

use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::codes;
use crate::media::bytes::Cursor;
use crate::media::{Cleaned, Format, MediaError, Picture, checked_size, exif, icc};

/// The first bytes of every file.
pub(crate) const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// What stays, and how long it can be at most: size, palette, pixels, transparency, colours, animation. Not: texts,
/// times, EXIF, histograms, suggested palettes (which have names), dots per inch (which tell a screen or a scanner,
/// and browsers do not read), and whatever programs have thought of.
const KEPT: &[(&[u8; 4], usize)] = &[
    (b"IHDR", 13),
    (b"PLTE", 768),
    (b"IDAT", usize::MAX),
    (b"IEND", 0),
    (b"tRNS", 256),
    (b"cHRM", 32),
    (b"gAMA", 4),
    (b"sBIT", 4),
    (b"sRGB", 1),
    (b"cICP", 4),
    (b"mDCV", 24),
    (b"cLLI", 8),
    (b"bKGD", 6),
    (b"acTL", 8),
    (b"fcTL", 26),
    (b"fdAT", usize::MAX),
];

/// The name of every colour profile that is published; the chunk cannot be without one.
const PROFILE_NAME: &[u8] = b"ICC profile";

/// Reads the size.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    let mut chunks = Cursor::new(bytes.strip_prefix(SIGNATURE).unwrap_or_default());
    let first = next(&mut chunks)?;
    size_of(&first)
}

/// Removes the metadata.
pub(crate) fn clean(bytes: &[u8]) -> Result<Cleaned, MediaError> {
    let picture = inspect(bytes)?;
    let mut chunks = Cursor::new(bytes.strip_prefix(SIGNATURE).unwrap_or_default());
    let mut out = SIGNATURE.to_vec();
    let mut has_pixels = false;
    loop {
        let chunk = next(&mut chunks)?;
        match chunk.name {
            b"eXIf" if !exif::orientation(chunk.data).is_upright() => return Err(turned(Format::Png)),
            b"iCCP" => {
                if let Some(profile) = clean_profile(chunk.data) {
                    write(&mut out, b"iCCP", &profile);
                }
            }
            name => match KEPT.iter().find(|(kept, _)| *kept == name) {
                Some((_, most)) if chunk.data.len() <= *most => out.extend(chunk.whole),
                Some(_) => {
                    return Err(MediaError::broken("the PNG file is damaged: a part of it is too long"));
                }
                // Upper case at its start: not to be passed over by those who do not know it.
                None if name.first().is_some_and(u8::is_ascii_uppercase) => {
                    return Err(MediaError::broken("the PNG file has a part that nobody knows"));
                }
                None => {}
            },
        }
        has_pixels |= chunk.name == b"IDAT";
        if chunk.name == b"IEND" {
            break;
        }
    }
    if !has_pixels {
        return Err(MediaError::broken("the PNG file has no pixels"));
    }
    Ok(Cleaned { picture, bytes: out.into() })
}

/// Said of a picture in a format for which browsers do not agree whether EXIF turns it.
pub(crate) fn turned(format: Format) -> MediaError {
    MediaError {
        code: &codes::media::TURNED,
        message: format!("the {} picture stands on its side or its head, by its EXIF data", format.name()),
        hint: "turn it upright and save it again, or use the camera's JPEG, which is turned here",
        span: None,
    }
}

struct Chunk<'a> {
    name: &'a [u8; 4],
    data: &'a [u8],
    /// With its length and its check sum.
    whole: &'a [u8],
}

fn next<'a>(chunks: &mut Cursor<'a>) -> Result<Chunk<'a>, MediaError> {
    let cut_off = || MediaError::cut_off(Format::Png);
    let start = chunks.rest();
    let length = chunks.u32().ok_or_else(cut_off)? as usize;
    let named = chunks.take(length.saturating_add(4)).ok_or_else(cut_off)?;
    let sum = chunks.u32().ok_or_else(cut_off)?;
    let (name, data) = named.split_first_chunk::<4>().ok_or_else(cut_off)?;
    if sum != check_sum(named) {
        return Err(MediaError::broken("the PNG file is damaged: a check sum is wrong"));
    }
    let whole = start.get(..start.len() - chunks.rest().len()).unwrap_or_default();
    Ok(Chunk { name, data, whole })
}

fn size_of(first: &Chunk) -> Result<Picture, MediaError> {
    let broken = || MediaError::broken("the PNG file does not begin with its size");
    let mut data = Cursor::new(first.data);
    if first.name != b"IHDR" || first.data.len() != 13 {
        return Err(broken());
    }
    let (width, height) = (data.u32().ok_or_else(broken)?, data.u32().ok_or_else(broken)?);
    checked_size(Format::Png, width, height)
}

/// A profile chunk: name, method, zlib stream.
fn clean_profile(data: &[u8]) -> Option<Vec<u8>> {
    let end = data.iter().position(|byte| *byte == 0)?;
    let [0, 0, stream @ ..] = data.get(end..)? else { return None };
    let profile = icc::clean(&unpack(stream, icc::MAX_PROFILE)?)?;
    Some([PROFILE_NAME, b"\0\0", &pack(&profile, Compression::best())?].concat())
}

/// Adds a chunk with its sum.
pub(super) fn write(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("neither profiles nor drawn pictures have 4 GiB");
    out.extend(length.to_be_bytes());
    let start = out.len();
    out.extend(name);
    out.extend(data);
    let sum = check_sum(out.get(start..).unwrap_or_default());
    out.extend(sum.to_be_bytes());
}

/// CRC-32 (ISO 3309).
pub(super) fn check_sum(bytes: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(bytes);
    sum.sum()
}

/// What a zlib stream holds; `None` if that is broken or more than `most` bytes.
fn unpack(stream: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let limit = u64::try_from(most).ok()?.checked_add(1)?;
    ZlibDecoder::new(stream).take(limit).read_to_end(&mut unpacked).ok()?;
    (unpacked.len() <= most).then_some(unpacked)
}

/// Deflates; the same bytes on every processor, whatever the level.
pub(super) fn pack(bytes: &[u8], level: Compression) -> Option<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), level);
    packed.write_all(bytes).ok()?;
    packed.finish().ok()
}

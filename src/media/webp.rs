//! WebP (RFC 9649): the chunks that make the picture stay, all others go.

use crate::media::bytes::Cursor;
use crate::media::png::turned;
use crate::media::{Cleaned, Format, MediaError, Picture, checked_size, exif, icc};

/// Flags of the extended header that may stay: animation, transparency, colour profile.
const ANIMATION: u8 = 0x02;
const ALPHA: u8 = 0x10;
const PROFILE: u8 = 0x20;

/// Reads the size.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    let (name, data) = next(&mut body(bytes)?)?;
    let size = match name {
        b"VP8X" => extended_size(data),
        b"VP8 " => lossy_size(data),
        b"VP8L" => lossless_size(data),
        _ => return Err(MediaError::broken("the WebP file does not begin with a picture")),
    };
    let (width, height) =
        size.ok_or_else(|| MediaError::broken("the WebP file is damaged: it has no size"))?;
    checked_size(Format::WebP, width, height)
}

/// Removes the metadata.
pub(crate) fn clean(bytes: &[u8]) -> Result<Cleaned, MediaError> {
    let picture = inspect(bytes)?;
    let mut chunks = body(bytes)?;
    let mut header: Option<[u8; 10]> = None;
    let mut profile = None;
    let mut out = Vec::new();
    while !chunks.is_empty() {
        let (name, data) = next(&mut chunks)?;
        match name {
            b"VP8X" => header = data.first_chunk().copied(),
            b"ICCP" => profile = icc::clean(data),
            b"EXIF" if !upright(data) => return Err(turned(Format::WebP)),
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" => write(&mut out, name, data),
            b"ANMF" => write(&mut out, name, &frame(data)?),
            _ => {}
        }
    }
    let pixels = [b"VP8 ", b"VP8L", b"ANMF"];
    if !chunk_names(&out).any(|name| pixels.contains(&name)) {
        return Err(MediaError::broken("the WebP file has no pixels"));
    }
    Ok(Cleaned { picture, bytes: assemble(header, profile, &out).into() })
}

/// The file: sizes, the extended header if there was one, the profile, and then the pictures.
fn assemble(header: Option<[u8; 10]>, profile: Option<Vec<u8>>, pictures: &[u8]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    if let Some([flags, _, _, _, size @ ..]) = header {
        let kept = flags & (ANIMATION | ALPHA) | if profile.is_some() { PROFILE } else { 0 };
        write(&mut body, b"VP8X", &[&[kept, 0, 0, 0], size.as_slice()].concat());
        if let Some(profile) = profile {
            write(&mut body, b"ICCP", &profile);
        }
    }
    body.extend(pictures);
    let mut out = Vec::new();
    write(&mut out, b"RIFF", &body);
    out
}

/// All chunks, without what follows the length that the file says it has.
fn body(bytes: &[u8]) -> Result<Cursor<'_>, MediaError> {
    let cut_off = || MediaError::cut_off(Format::WebP);
    let mut file = Cursor::new(bytes);
    let (name, mut data) = next(&mut file).map(|(name, data)| (name, Cursor::new(data)))?;
    let kind: [u8; 4] = data.array().ok_or_else(cut_off)?;
    if name != b"RIFF" || kind != *b"WEBP" {
        return Err(MediaError::broken("the WebP file does not begin as one"));
    }
    Ok(data)
}

fn next<'a>(chunks: &mut Cursor<'a>) -> Result<(&'a [u8; 4], &'a [u8]), MediaError> {
    next_chunk(chunks).ok_or_else(|| MediaError::cut_off(Format::WebP))
}

fn next_chunk<'a>(chunks: &mut Cursor<'a>) -> Option<(&'a [u8; 4], &'a [u8])> {
    let name: &[u8; 4] = chunks.take(4)?.first_chunk()?;
    let length = chunks.u32_low()? as usize;
    let data = chunks.take(length)?;
    // Chunks begin at even places; at the very end the byte between may be missing.
    if length % 2 == 1 && !chunks.is_empty() {
        chunks.byte()?;
    }
    Some((name, data))
}

fn chunk_names(chunks: &[u8]) -> impl Iterator<Item = &[u8; 4]> {
    let mut chunks = Cursor::new(chunks);
    std::iter::from_fn(move || next_chunk(&mut chunks).map(|(name, _)| name))
}

fn write(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("no longer than the file, whose length has 32 bits");
    out.extend(name);
    out.extend(length.to_le_bytes());
    out.extend(data);
    if length % 2 == 1 {
        out.push(0);
    }
}

/// One frame of an animation: its place and time, then chunks of its own.
fn frame(data: &[u8]) -> Result<Vec<u8>, MediaError> {
    let mut chunks = Cursor::new(data);
    let mut out = chunks.take(16).ok_or_else(|| MediaError::cut_off(Format::WebP))?.to_vec();
    while !chunks.is_empty() {
        let (name, data) = next(&mut chunks)?;
        if [b"VP8 ", b"VP8L", b"ALPH"].contains(&name) {
            write(&mut out, name, data);
        }
    }
    Ok(out)
}

/// Some programs put the name of EXIF's block in JPEG before it.
fn upright(data: &[u8]) -> bool {
    exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data)).is_upright()
}

fn extended_size(data: &[u8]) -> Option<(u32, u32)> {
    let [a, b, c, d, e, f] = *data.get(4..10)?.first_chunk()?;
    Some((u32::from_le_bytes([a, b, c, 0]) + 1, u32::from_le_bytes([d, e, f, 0]) + 1))
}

/// RFC 6386, 9.1: three bytes of the frame's kind, a mark, then two sizes of 14 bits.
fn lossy_size(data: &[u8]) -> Option<(u32, u32)> {
    let mut data = Cursor::new(data);
    let [kind, _, _] = data.array()?;
    let is_whole = kind & 1 == 0 && data.array()? == [0x9d, 0x01, 0x2a];
    let size = (u32::from(data.u16_low()? & 0x3fff), u32::from(data.u16_low()? & 0x3fff));
    is_whole.then_some(size)
}

/// RFC 9649, 3.4: a mark, then two sizes of 14 bits, less one each.
fn lossless_size(data: &[u8]) -> Option<(u32, u32)> {
    let mut data = Cursor::new(data.strip_prefix(&[0x2f])?);
    let bits = data.u32_low()?;
    Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
}

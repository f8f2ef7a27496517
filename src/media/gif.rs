//! GIF (CompuServe, version 89a): frames, their timing and the number of rounds stay, all else goes.

use crate::media::bytes::Cursor;
use crate::media::{Cleaned, Format, MediaError, Picture, checked_size, icc};

const IMAGE: u8 = 0x2c;
const EXTENSION: u8 = 0x21;
const TRAILER: u8 = 0x3b;
const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

/// Reads the size of the screen that the frames are drawn on.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    header(&mut Cursor::new(bytes)).map(|(picture, _)| picture)
}

/// Removes the metadata.
pub(crate) fn clean(bytes: &[u8]) -> Result<Cleaned, MediaError> {
    let cut_off = || MediaError::cut_off(Format::Gif);
    let mut cursor = Cursor::new(bytes);
    let (picture, head) = header(&mut cursor)?;
    let mut out = head.to_vec();
    let mut control: Option<[u8; 8]> = None;
    let mut frames = 0_u32;
    loop {
        match cursor.byte().ok_or_else(cut_off)? {
            IMAGE => {
                // What a frame's timing belongs to is the frame after it.
                out.extend(control.take().into_iter().flatten());
                out.push(IMAGE);
                out.extend(image(&mut cursor).ok_or_else(cut_off)?);
                frames += 1;
            }
            EXTENSION => {
                let label = cursor.byte().ok_or_else(cut_off)?;
                let data = sub_blocks(&mut cursor).ok_or_else(cut_off)?;
                match label {
                    GRAPHIC_CONTROL => control = graphic_control(data),
                    APPLICATION => out.extend(application(data).unwrap_or_default()),
                    // A text drawn by the program that shows the picture: none does, and its timing goes with it.
                    0x01 => control = None,
                    _ => {}
                }
            }
            TRAILER if frames > 0 => break,
            TRAILER => return Err(MediaError::broken("the GIF file has no frame")),
            _ => return Err(MediaError::broken("the GIF file is damaged: a block is of no known kind")),
        }
    }
    out.push(TRAILER);
    Ok(Cleaned { picture, bytes: out.into() })
}

/// Signature, screen and palette, with the size.
fn header<'a>(cursor: &mut Cursor<'a>) -> Result<(Picture, &'a [u8]), MediaError> {
    let cut_off = || MediaError::cut_off(Format::Gif);
    let all = cursor.rest();
    let fixed = cursor.take(13).ok_or_else(cut_off)?;
    let mut screen = Cursor::new(fixed.get(6..).unwrap_or_default());
    let (width, height) = (screen.u16_low().ok_or_else(cut_off)?, screen.u16_low().ok_or_else(cut_off)?);
    let flags = screen.byte().ok_or_else(cut_off)?;
    let palette = palette_size(flags);
    cursor.take(palette).ok_or_else(cut_off)?;
    let picture = checked_size(Format::Gif, width.into(), height.into())?;
    Ok((picture, all.get(..13 + palette).unwrap_or_default()))
}

fn palette_size(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Place, palette and pixels of a frame.
fn image<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let all = cursor.rest();
    let flags = *cursor.take(9)?.last()?;
    cursor.take(palette_size(flags))?;
    cursor.byte()?;
    sub_blocks(cursor)?;
    all.get(..all.len() - cursor.rest().len())
}

/// A row of blocks with its end, as it is written.
fn sub_blocks<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let all = cursor.rest();
    loop {
        let size = cursor.byte()?;
        cursor.take(usize::from(size))?;
        if size == 0 {
            return all.get(..all.len() - cursor.rest().len());
        }
    }
}

/// The extension, if it is of the one size it can have.
fn graphic_control(data: &[u8]) -> Option<[u8; 8]> {
    let [4, flags, low, high, transparent, 0] = *data else { return None };
    Some([EXTENSION, GRAPHIC_CONTROL, 4, flags, low, high, transparent, 0])
}

/// The number of rounds, written anew, or the colour profile, cleaned; `None` for all other applications.
fn application(data: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = data.split_at_checked(12)?;
    match head.strip_prefix(&[11])? {
        name @ (b"NETSCAPE2.0" | b"ANIMEXTS1.0") => {
            let [3, 1, low, high, ..] = rest else { return None };
            Some([&[EXTENSION, APPLICATION, 11], name, &[3, 1, *low, *high, 0]].concat())
        }
        name @ b"ICCRGBG1012" => {
            let profile = icc::clean(&joined(rest)?)?;
            let blocks = profile.chunks(255).flat_map(|chunk| {
                let size = u8::try_from(chunk.len()).expect("a chunk is no longer than 255");
                std::iter::once(size).chain(chunk.iter().copied())
            });
            let head = [&[EXTENSION, APPLICATION, 11], name].concat();
            Some(head.into_iter().chain(blocks).chain([0]).collect())
        }
        _ => None,
    }
}

/// What a row of blocks holds.
fn joined(blocks: &[u8]) -> Option<Vec<u8>> {
    let mut cursor = Cursor::new(blocks);
    let mut out = Vec::new();
    loop {
        match cursor.byte()? {
            0 => return Some(out),
            size => out.extend(cursor.take(usize::from(size))?),
        }
    }
}

//! Pixels that this program drew as a PNG file: at most 256 colours, no metadata, the same bytes everywhere.

use std::collections::HashMap;

use flate2::Compression;

use crate::media::png::{SIGNATURE, pack, write};

/// Colours that a palette can hold.
const MOST: usize = 256;

/// Writes a picture, given row by row; `None` if it has no pixels, or a side longer than a PNG can have.
pub(crate) fn png(width: u32, height: u32, rgb: &[[u8; 3]]) -> Option<Vec<u8>> {
    let (columns, rows) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    if columns == 0 || rows == 0 || columns.checked_mul(rows)? != rgb.len() {
        return None;
    }
    let (palette, indices) = reduced(rgb);
    let mut data = Vec::with_capacity((columns + 1) * rows);
    for row in indices.chunks(columns) {
        // Filter "none": neighbours in a palette say nothing of each other.
        data.push(0);
        data.extend_from_slice(row);
    }
    let mut out = SIGNATURE.to_vec();
    // Eight bits a pixel, colours from the palette, deflated, not interlaced (PNG, 11.2.1).
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    write(&mut out, b"IHDR", &head);
    write(&mut out, b"PLTE", &palette.concat());
    // The best level takes three times as long for a file that is 6 % smaller.
    write(&mut out, b"IDAT", &pack(&data, Compression::default())?);
    write(&mut out, b"IEND", &[]);
    Some(out)
}

/// A palette, and the place of each pixel's colour in it. Beyond 256 colours the most frequent ones stay exact and the
/// others, which are edges of letters, become the nearest of those.
fn reduced(rgb: &[[u8; 3]]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut counts: HashMap<[u8; 3], u32> = HashMap::new();
    let mut rest = rgb;
    // Most neighbours are alike: one look-up a run.
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|colour| *colour == first).count();
        *counts.entry(*first).or_default() += u32::try_from(run).unwrap_or(u32::MAX);
        rest = rest.get(run..).unwrap_or_default();
    }
    let mut colours: Vec<([u8; 3], u32)> = counts.into_iter().collect();
    colours.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let palette: Vec<[u8; 3]> = colours.iter().take(MOST).map(|(colour, _)| *colour).collect();
    let place = |(at, (colour, _)): (usize, &([u8; 3], u32))| {
        let at = if at < palette.len() { at } else { nearest(&palette, *colour) };
        (*colour, u8::try_from(at).unwrap_or_default())
    };
    let places: HashMap<[u8; 3], u8> = colours.iter().enumerate().map(place).collect();
    let mut last = ([0; 3], None);
    let index = |colour: &[u8; 3]| match last {
        (known, Some(at)) if known == *colour => at,
        _ => {
            let at = places.get(colour).copied().unwrap_or_default();
            last = (*colour, Some(at));
            at
        }
    };
    let indices = rgb.iter().map(index).collect();
    (palette, indices)
}

fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> usize {
    let far = |other: &[u8; 3]| -> i32 {
        let square = |(a, b): (&u8, &u8)| (i32::from(*a) - i32::from(*b)) * (i32::from(*a) - i32::from(*b));
        other.iter().zip(&colour).map(square).sum()
    };
    palette.iter().enumerate().min_by_key(|(_, other)| far(other)).map_or(0, |(at, _)| at)
}

/// Whether a file is a whole PNG, by the sums that it carries: one that was cut off or damaged is not.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(&SIGNATURE[..]) else { return false };
    loop {
        let Some((length, after)) = rest.split_first_chunk::<4>() else { return false };
        let Ok(length) = usize::try_from(u32::from_be_bytes(*length)) else { return false };
        let Some((chunk, after)) = length.checked_add(4).and_then(|end| after.split_at_checked(end)) else {
            return false;
        };
        let Some((sum, after)) = after.split_first_chunk::<4>() else { return false };
        if u32::from_be_bytes(*sum) != crate::media::png::check_sum(chunk) {
            return false;
        }
        if chunk.starts_with(b"IEND") {
            return after.is_empty();
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// The chunks of a file: name and data.
    fn chunks(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut rest = &bytes[8..];
        let mut all = Vec::new();
        while !rest.is_empty() {
            let length = u32::from_be_bytes(rest[..4].try_into().expect("four")) as usize;
            all.push((String::from_utf8_lossy(&rest[4..8]).into_owned(), rest[8..8 + length].to_vec()));
            rest = &rest[12 + length..];
        }
        all
    }

    fn colours(bytes: &[u8]) -> Vec<[u8; 3]> {
        let chunks = chunks(bytes);
        let width = u32::from_be_bytes(chunks[0].1[..4].try_into().expect("four")) as usize;
        let mut data = Vec::new();
        flate2::read::ZlibDecoder::new(&*chunks[2].1).read_to_end(&mut data).expect("zlib");
        let colour = |at: &u8| {
            let at = usize::from(*at) * 3;
            [chunks[1].1[at], chunks[1].1[at + 1], chunks[1].1[at + 2]]
        };
        data.chunks(width + 1).flat_map(|row| row[1..].iter().map(colour).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn few_colours_stay_as_they_are_and_nothing_else_is_said() {
        let rgb: Vec<[u8; 3]> = (0..200u8).map(|n| [n, 255 - n, n / 2]).collect();
        let bytes = png(20, 10, &rgb).expect("a picture");
        let names: Vec<String> = chunks(&bytes).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["IHDR", "PLTE", "IDAT", "IEND"]);
        assert_eq!(colours(&bytes), rgb);
        assert!(is_whole(&bytes));
    }

    #[test]
    fn of_many_colours_the_frequent_ones_stay() {
        let mut rgb: Vec<[u8; 3]> = vec![[250, 250, 249]; 1_000];
        rgb.extend((0..1_000u16).map(|n| [(n / 4) as u8, (n % 251) as u8, (n % 7) as u8]));
        let shown = colours(&png(50, 40, &rgb).expect("a picture"));
        assert_eq!(shown[..1_000], rgb[..1_000]);
        let distinct: std::collections::BTreeSet<[u8; 3]> = shown.iter().copied().collect();
        assert!(distinct.len() <= 256);
    }

    #[test]
    fn damage_is_seen() {
        let bytes = png(4, 4, &[[1, 2, 3]; 16]).expect("a picture");
        assert!(!is_whole(&bytes[..bytes.len() - 3]));
        let mut changed = bytes;
        let last = changed.len() - 20;
        changed[last] ^= 1;
        assert!(!is_whole(&changed));
        assert!(!is_whole(b""));
        assert!(png(3, 3, &[[0; 3]; 8]).is_none(), "pixels that are no rectangle");
    }
}

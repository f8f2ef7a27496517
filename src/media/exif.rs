//! The one thing of EXIF that is shown: which way up a picture stands.

use crate::media::bytes::Cursor;

/// How stored pixels become the picture, by the numbers of EXIF (CIPA DC-008, 4.6.5.1.1).
///
/// First rows and columns change places, if they do; then the result is mirrored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Orientation {
    /// Rows become columns: width and height change places.
    pub is_transposed: bool,
    /// Left and right change places, in the turned picture.
    pub is_mirrored: bool,
    /// Top and bottom change places, in the turned picture.
    pub is_flipped: bool,
}

impl Orientation {
    /// The meaning of EXIF's number; numbers that it does not have mean upright, as in browsers.
    pub(crate) fn of(number: u16) -> Self {
        let (is_transposed, is_mirrored, is_flipped) = match number {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Orientation { is_transposed, is_mirrored, is_flipped }
    }

    /// Whether stored pixels are shown as they are.
    pub(crate) fn is_upright(self) -> bool {
        self == Orientation::default()
    }
}

/// The orientation that a block of EXIF tells, which starts with its byte order (`II` or `MM`).
///
/// A broken block tells nothing: upright.
pub(crate) fn orientation(block: &[u8]) -> Orientation {
    Orientation::of(orientation_number(block).unwrap_or(1))
}

fn orientation_number(block: &[u8]) -> Option<u16> {
    const TAG: u16 = 0x0112;
    const SHORT: u16 = 3;
    let is_low_first = match block.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let short = |cursor: &mut Cursor| if is_low_first { cursor.u16_low() } else { cursor.u16() };
    let long = |cursor: &mut Cursor| if is_low_first { cursor.u32_low() } else { cursor.u32() };
    let start = long(&mut Cursor::new(block.get(4..)?))?;
    let mut directory = Cursor::new(block.get(start as usize..)?);
    for _ in 0..short(&mut directory)? {
        let mut entry = Cursor::new(directory.take(12)?);
        let (tag, kind, count) = (short(&mut entry)?, short(&mut entry)?, long(&mut entry)?);
        if (tag, kind, count) == (TAG, SHORT, 1) {
            return short(&mut entry);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_byte_orders_are_read_and_broken_blocks_are_upright() {
        let high =
            b"MM\0\x2a\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x01A\0\0\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
        let low = b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0";
        assert_eq!(orientation(high), Orientation::of(6));
        assert_eq!(orientation(low), Orientation::of(8));
        for block in [&high[..], &low[..]] {
            // The last two bytes only fill the entry.
            for end in 0..block.len() - 2 {
                assert!(orientation(&block[..end]).is_upright(), "cut at {end}");
            }
        }
        let far = b"MM\0\x2a\xff\xff\xff\xff\0\x01";
        assert!(orientation(far).is_upright());
        assert!(Orientation::of(0).is_upright() && Orientation::of(9).is_upright());
    }
}

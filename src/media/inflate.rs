//! zlib streams (RFC 1950, RFC 1951): unpacking one of bounded size, and packing without compression.
//!
//! Only colour profiles inside PNG are unpacked; pixels never are.

use crate::media::bytes::Cursor;

/// Lengths that the symbols 257 to 285 begin at, and how many more bits tell the rest (RFC 1951, 3.2.5).
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// The same for distances.
const DISTANCES: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1025, 9),
    (1537, 9),
    (2049, 10),
    (3073, 10),
    (4097, 11),
    (6145, 11),
    (8193, 12),
    (12289, 12),
    (16385, 13),
    (24577, 13),
];

/// The order in which the lengths of the code for code lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Unpacks a zlib stream; `None` if it is broken or holds more than `most` bytes. What follows it is passed over.
pub(crate) fn unpack(stream: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut cursor = Cursor::new(stream);
    let [method, flags] = cursor.array()?;
    let has_dictionary = flags & 0x20 != 0;
    if method & 0x0f != 8 || u16::from_be_bytes([method, flags]) % 31 != 0 || has_dictionary {
        return None;
    }
    let mut bits = Bits { cursor, held: 0, count: 0 };
    let mut out = Vec::new();
    loop {
        let is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, most)?,
            1 => block(&mut bits, &mut out, most, &fixed_codes())?,
            2 => {
                let codes = written_codes(&mut bits)?;
                block(&mut bits, &mut out, most, &codes)?;
            }
            _ => return None,
        }
        if is_last {
            break;
        }
    }
    (bits.cursor.u32()? == adler(&out)).then_some(out)
}

/// Packs bytes as a zlib stream of stored blocks.
pub(crate) fn store(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let count = bytes.chunks(0xffff).len();
    for (number, chunk) in bytes.chunks(0xffff).enumerate() {
        let length = u16::try_from(chunk.len()).expect("a chunk is no longer than that");
        out.push(u8::from(number + 1 == count));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(chunk);
    }
    if bytes.is_empty() {
        out.extend([1, 0, 0, 0xff, 0xff]);
    }
    out.extend(adler(bytes).to_be_bytes());
    out
}

/// The sum at the end of a zlib stream.
fn adler(bytes: &[u8]) -> u32 {
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    b << 16 | a
}

/// Reads bits, the lowest of each byte first.
struct Bits<'a> {
    cursor: Cursor<'a>,
    held: u32,
    count: u8,
}

impl Bits<'_> {
    /// A number of 0 to 16 bits.
    fn take(&mut self, count: u8) -> Option<u32> {
        while self.count < count {
            self.held |= u32::from(self.cursor.byte()?) << self.count;
            self.count += 8;
        }
        let taken = self.held & ((1 << count) - 1);
        self.held >>= count;
        self.count -= count;
        Some(taken)
    }
}

fn stored(bits: &mut Bits, out: &mut Vec<u8>, most: usize) -> Option<()> {
    // At most 7 bits are held here: whole bytes are only taken when they are needed.
    (bits.held, bits.count) = (0, 0);
    let length = bits.cursor.u16_low()?;
    if length != !bits.cursor.u16_low()? || out.len() + usize::from(length) > most {
        return None;
    }
    out.extend(bits.cursor.take(usize::from(length))?);
    Some(())
}

/// A canonical Huffman code: how many symbols have each length, and the symbols in order of their codes.
struct Code {
    counts: [u16; 16],
    symbols: Vec<u16>,
}

impl Code {
    /// `None` where more codes of some length are wanted than there are.
    fn new(lengths: &[u8]) -> Option<Self> {
        let mut counts = [0_u16; 16];
        for length in lengths {
            *counts.get_mut(usize::from(*length))? += 1;
        }
        *counts.first_mut()? = 0;
        let mut left = 1_i32;
        for count in counts.iter().skip(1) {
            left = (left << 1) - i32::from(*count);
            if left < 0 {
                return None;
            }
        }
        let mut symbols: Vec<u16> = (0..u16::try_from(lengths.len()).ok()?).collect();
        let length_of = |symbol: &u16| lengths.get(usize::from(*symbol)).copied().unwrap_or_default();
        symbols.retain(|symbol| length_of(symbol) > 0);
        symbols.sort_by_key(|symbol| (length_of(symbol), *symbol));
        Some(Code { counts, symbols })
    }

    fn read(&self, bits: &mut Bits) -> Option<u16> {
        let (mut code, mut first, mut index) = (0_u32, 0_u32, 0_u32);
        for count in self.counts.iter().skip(1) {
            code |= bits.take(1)?;
            let count = u32::from(*count);
            if code < first + count {
                return self.symbols.get((index + code - first) as usize).copied();
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}

/// The codes for literals and lengths, and for distances.
struct Codes {
    literals: Code,
    distances: Code,
}

fn fixed_codes() -> Codes {
    let length = |symbol| match symbol {
        0..=143 => 8,
        144..=255 => 9,
        256..=279 => 7,
        _ => 8,
    };
    let literals: Vec<u8> = (0..288).map(length).collect();
    let whole = "these lengths are those of the standard";
    Codes { literals: Code::new(&literals).expect(whole), distances: Code::new(&[5; 30]).expect(whole) }
}

fn written_codes(bits: &mut Bits) -> Option<Codes> {
    let literals = bits.take(5)? as usize + 257;
    let distances = bits.take(5)? as usize + 1;
    let count = bits.take(4)? as usize + 4;
    let mut lengths = [0_u8; 19];
    for place in ORDER.iter().take(count) {
        *lengths.get_mut(*place)? = u8::try_from(bits.take(3)?).ok()?;
    }
    let code = Code::new(&lengths)?;
    let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
    while lengths.len() < literals + distances {
        let (length, times) = match code.read(bits)? {
            16 => (*lengths.last()?, bits.take(2)? + 3),
            17 => (0, bits.take(3)? + 3),
            18 => (0, bits.take(7)? + 11),
            length => (u8::try_from(length).ok()?, 1),
        };
        lengths.extend((0..times).map(|_| length));
    }
    if lengths.len() > literals + distances {
        return None;
    }
    let (literals, distances) = lengths.split_at_checked(literals)?;
    Some(Codes { literals: Code::new(literals)?, distances: Code::new(distances)? })
}

fn block(bits: &mut Bits, out: &mut Vec<u8>, most: usize, codes: &Codes) -> Option<()> {
    loop {
        let symbol = codes.literals.read(bits)?;
        match symbol {
            0..=255 if out.len() < most => out.push(u8::try_from(symbol).ok()?),
            0..=255 => return None,
            256 => return Some(()),
            _ => {
                let (least, more) = *LENGTHS.get(usize::from(symbol) - 257)?;
                let length = usize::from(least) + bits.take(more)? as usize;
                let (least, more) = *DISTANCES.get(usize::from(codes.distances.read(bits)?))?;
                let distance = usize::from(least) + bits.take(more)? as usize;
                if out.len() + length > most {
                    return None;
                }
                for _ in 0..length {
                    let from = out.len().checked_sub(distance)?;
                    out.push(*out.get(from)?);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `zlib.compress` of Python 3.11 over the texts that stand beside them.
    const PACKED: &[(&[u8], &[u8])] = &[
        (&[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1], b""),
        (&[120, 156, 75, 76, 74, 78, 73, 77, 75, 207, 0, 19, 0, 35, 169, 5, 35], b"abcdefghdefgh"),
    ];

    #[test]
    fn streams_of_zlib_are_unpacked() {
        for (packed, text) in PACKED {
            assert_eq!(unpack(packed, 100).as_deref(), Some(*text));
        }
    }

    #[test]
    fn a_stream_with_codes_of_its_own_is_unpacked() {
        // 200 letters by a linear congruential generator, packed by Python's zlib at level 9.
        let packed = [
            120, 218, 69, 142, 193, 17, 0, 49, 8, 2, 107, 101, 177, 255, 26, 14, 116, 50, 247, 48, 35, 184,
            65, 109, 102, 228, 145, 148, 98, 16, 182, 39, 94, 90, 85, 100, 202, 182, 91, 118, 201, 34, 80,
            42, 146, 186, 238, 132, 11, 210, 236, 187, 145, 49, 200, 140, 252, 209, 137, 202, 134, 53, 53,
            32, 141, 56, 54, 43, 41, 162, 158, 84, 132, 255, 132, 52, 190, 220, 219, 57, 179, 145, 60, 227,
            3, 31, 180, 76, 168,
        ];
        let mut state = 1_u64;
        let letters = std::iter::repeat_with(|| {
            state = (state * 1_103_515_245 + 12345) % (1 << 31);
            let four = if (state >> 20).is_multiple_of(3) { 0 } else { (state >> 16) % 4 };
            b"abcd"[four as usize]
        });
        let text: Vec<u8> = letters.take(200).collect();
        assert_eq!(packed[2] >> 1 & 3, 2, "the kind of block");
        assert_eq!(unpack(&packed, 200), Some(text));
        assert_eq!(unpack(&packed, 199), None);
    }

    #[test]
    fn what_is_stored_is_unpacked_again() {
        for size in [0, 1, 0xffff, 0x10000, 200_000] {
            let bytes: Vec<u8> = (0..size).map(|n: u32| (n * 7 % 251) as u8).collect();
            assert_eq!(unpack(&store(&bytes), bytes.len()), Some(bytes));
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bytes = vec![7; 1000];
        assert_eq!(unpack(&store(&bytes), 999), None);
        // 1 MiB of zeros, packed 1:1000 by Python's zlib, as far as its first 32 bytes go.
        let head =
            [120, 218, 236, 193, 1, 1, 0, 0, 0, 128, 144, 254, 175, 238, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(unpack(&head, 1000), None);
    }

    #[test]
    fn a_broken_stream_is_none() {
        for (packed, _) in PACKED {
            for end in 0..packed.len() {
                assert_eq!(unpack(&packed[..end], 100), None, "cut at {end}");
            }
            for place in 0..packed.len() {
                for bit in 0..8 {
                    let mut bad = packed.to_vec();
                    bad[place] ^= 1 << bit;
                    let _ = unpack(&bad, 1000);
                }
            }
        }
    }
}

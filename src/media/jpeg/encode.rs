//! Writes coefficients in one pass, with the Huffman tables that the standard gives as examples (K.3).

use crate::media::jpeg::coefficients::Plane;
use crate::media::jpeg::{Frame, ZIGZAG};

/// A Huffman table as files hold it: how many codes have each length, and the symbols.
pub(crate) struct Table {
    /// Lengths 1 to 16.
    pub counts: [u8; 16],
    /// In the order of their codes.
    pub symbols: &'static [u8],
}

/// First coefficients of brightness (table K.3) and of colours (K.4).
pub(crate) const FIRST: [Table; 2] = [
    Table { counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], symbols: &SIZES },
    Table { counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], symbols: &SIZES },
];

const SIZES: [u8; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/// Other coefficients of brightness (table K.5) and of colours (K.6).
pub(crate) const OTHER: [Table; 2] = [
    Table { counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125], symbols: &BRIGHTNESS },
    Table { counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119], symbols: &COLOURS },
];

const BRIGHTNESS: [u8; 162] = [
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22,
    0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0, 0x24, 0x33,
    0x62, 0x72, 0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x34,
    0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55,
    0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76,
    0x77, 0x78, 0x79, 0x7a, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96,
    0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5,
    0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4,
    0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1,
    0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
];

const COLOURS: [u8; 162] = [
    0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71, 0x13,
    0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0, 0x15, 0x62,
    0x72, 0xd1, 0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26, 0x27, 0x28, 0x29,
    0x2a, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54,
    0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75,
    0x76, 0x77, 0x78, 0x79, 0x7a, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94,
    0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3,
    0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2,
    0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea,
    0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
];

/// Which of the two tables a component takes: colours, where there is one component for brightness and two for them.
pub(crate) fn table_of(component: usize, components: usize) -> usize {
    usize::from(components == 3 && component > 0)
}

/// The coded pixels. `None` where a coefficient is larger than 8-bit pictures have them, or a plane too small.
pub(crate) fn write(frame: &Frame, planes: &[Plane]) -> Option<Vec<u8>> {
    let first = FIRST.each_ref().map(codes);
    let other = OTHER.each_ref().map(codes);
    let (across, down) = frame.units();
    let mut bits = Bits { out: Vec::new(), held: 0, count: 0 };
    let mut last = [0_i32; 4];
    for unit in 0..across * down {
        let (column, row) = (unit % across, unit / across);
        let parts = frame.components.iter().zip(planes).zip(&mut last).enumerate();
        for (number, ((component, plane), last)) in parts {
            let table = table_of(number, planes.len());
            let (wide, high) = (usize::from(component.across), usize::from(component.down));
            for part in 0..wide * high {
                let (x, y) = (column * wide + part % wide, row * high + part / wide);
                let start = (y * plane.blocks_across + x) * 64;
                let block = plane.values.get(start..)?.first_chunk::<64>()?;
                let difference = i32::from(*block.first()?) - *last;
                *last = i32::from(*block.first()?);
                write_first(&mut bits, first.get(table)?, difference)?;
                write_other(&mut bits, other.get(table)?, block)?;
            }
        }
    }
    Some(bits.finish())
}

/// Code and length of each symbol; length 0 for those that have none.
type Codes = [(u16, u8); 256];

fn codes(table: &Table) -> Codes {
    let mut codes = [(0, 0); 256];
    let mut symbols = table.symbols.iter();
    let mut code = 0_u16;
    for (length, count) in (1..=16).zip(table.counts) {
        for symbol in symbols.by_ref().take(count.into()) {
            if let Some(cell) = codes.get_mut(usize::from(*symbol)) {
                *cell = (code, length);
            }
            code += 1;
        }
        code <<= 1;
    }
    codes
}

struct Bits {
    out: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Adds the low `count` bits, 16 at most.
    fn put(&mut self, bits: u32, count: u32) {
        self.held = self.held << count | u64::from(bits) & ((1 << count) - 1);
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            // The low eight bits of what is left.
            let byte = (self.held >> self.count & 0xff) as u8;
            self.out.push(byte);
            if byte == 0xff {
                self.out.push(0);
            }
        }
    }

    fn put_code(&mut self, codes: &Codes, symbol: u8) -> Option<()> {
        let (code, length) = *codes.get(usize::from(symbol)).filter(|(_, length)| *length > 0)?;
        self.put(code.into(), length.into());
        Some(())
    }

    /// Adds a number of `size` bits, whose first bit tells its sign.
    fn put_signed(&mut self, value: i32, size: u32) {
        let bits = if value < 0 { value - 1 } else { value };
        self.put(bits.cast_unsigned(), size);
    }

    /// Fills the last byte with ones.
    fn finish(mut self) -> Vec<u8> {
        self.put(0x7f, 7);
        self.out
    }
}

/// How many bits the number needs.
fn size_of(value: i32) -> u8 {
    // 32 at most.
    (i32::BITS - value.unsigned_abs().leading_zeros()) as u8
}

fn write_first(bits: &mut Bits, codes: &Codes, difference: i32) -> Option<()> {
    let size = size_of(difference);
    bits.put_code(codes, size)?;
    bits.put_signed(difference, size.into());
    Some(())
}

fn write_other(bits: &mut Bits, codes: &Codes, block: &[i16; 64]) -> Option<()> {
    let mut run = 0_u8;
    for at in ZIGZAG.iter().skip(1) {
        let value = i32::from(*block.get(*at)?);
        if value == 0 {
            run += 1;
            continue;
        }
        while run > 15 {
            bits.put_code(codes, 0xf0)?;
            run -= 16;
        }
        let size = size_of(value);
        if size > 10 {
            return None;
        }
        bits.put_code(codes, run << 4 | size)?;
        bits.put_signed(value, size.into());
        run = 0;
    }
    if run > 0 { bits.put_code(codes, 0) } else { Some(()) }
}

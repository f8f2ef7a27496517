//! Reads the coefficients of a picture: Huffman coding, in one pass (F.2) or in several (G.2).

use crate::media::bytes::Cursor;
use crate::media::jpeg::segments::{Segment, marker};
use crate::media::jpeg::{Frame, ZIGZAG};

/// Most coefficients of a picture that is turned: 256 MiB of them, a picture of 89 megapixels with 4:2:0 colours.
const MAX_COEFFICIENTS: usize = 1 << 27;
/// Most passes; programs make about ten, and each costs time over the whole picture.
const MAX_SCANS: usize = 40;

/// The coefficients of one component: blocks of 64 in natural order, row after row of blocks.
#[derive(Clone, Debug)]
pub(crate) struct Plane {
    /// Blocks in a row, up to the end of the last unit.
    pub blocks_across: usize,
    /// All coefficients.
    pub values: Vec<i16>,
}

/// Reads all scans. `None` where the file is damaged, or asks for more than a picture does.
pub(crate) fn read(segments: &[Segment], frame: &Frame) -> Option<Vec<Plane>> {
    let mut decoder = Decoder::new(segments, frame)?;
    let mut scans = 0;
    for segment in segments {
        match segment.marker {
            marker::DHT => decoder.tables.read(segment.data)?,
            marker::DRI => decoder.interval = usize::from(Cursor::new(segment.data).u16()?),
            marker::SOS => {
                scans += 1;
                if scans > MAX_SCANS {
                    return None;
                }
                decoder.scan(segment)?;
            }
            _ => {}
        }
    }
    Some(decoder.planes)
}

/// A Huffman table (C, F.2.2.3), with a short way for codes of up to 8 bits.
#[derive(Clone, Debug)]
struct Huffman {
    /// For the next 8 bits: length of the code and its symbol; length 0 if the code is longer.
    short: Vec<(u8, u8)>,
    /// By length: one more than the highest code, as 16 bits; 0 if there is none.
    ends: [u32; 17],
    /// By length: what to add to a code to find its symbol.
    offsets: [i32; 17],
    symbols: Vec<u8>,
}

impl Huffman {
    fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table =
            Huffman { short: vec![(0, 0); 256], ends: [0; 17], offsets: [0; 17], symbols: symbols.to_vec() };
        let (mut code, mut index) = (0_u32, 0_usize);
        for (length, count) in (1_u8..=16).zip(counts) {
            *table.offsets.get_mut(usize::from(length))? =
                i32::try_from(index).ok()? - i32::try_from(code).ok()?;
            for _ in 0..*count {
                let symbol = *symbols.get(index)?;
                if length <= 8 {
                    let first = (code << (8 - length)) as usize;
                    let cells = table.short.get_mut(first..first + (1 << (8 - length)))?;
                    cells.fill((length, symbol));
                }
                index += 1;
                code += 1;
            }
            if code > 1 << length {
                return None;
            }
            *table.ends.get_mut(usize::from(length))? = if *count == 0 { 0 } else { code << (16 - length) };
            code <<= 1;
        }
        Some(table)
    }

    fn decode(&self, bits: &mut Bits) -> Option<u8> {
        let ahead = bits.peek(16);
        let (length, symbol) = *self.short.get((ahead >> 8) as usize)?;
        if length > 0 {
            bits.skip(length.into())?;
            return Some(symbol);
        }
        for length in 9..=16_u32 {
            if ahead < *self.ends.get(length as usize)? {
                bits.skip(length)?;
                let code = i32::try_from(ahead >> (16 - length)).ok()?;
                let index = code + self.offsets.get(length as usize)?;
                return self.symbols.get(usize::try_from(index).ok()?).copied();
            }
        }
        None
    }
}

/// The Huffman tables of now: four for first coefficients, four for the others.
#[derive(Clone, Debug, Default)]
struct Tables {
    first: [Option<Huffman>; 4],
    other: [Option<Huffman>; 4],
}

impl Tables {
    fn read(&mut self, data: &[u8]) -> Option<()> {
        let mut cursor = Cursor::new(data);
        while !cursor.is_empty() {
            let kind = cursor.byte()?;
            let counts: [u8; 16] = cursor.array()?;
            let symbols = cursor.take(counts.iter().map(|count| usize::from(*count)).sum())?;
            let tables = match kind >> 4 {
                0 => &mut self.first,
                1 => &mut self.other,
                _ => return None,
            };
            *tables.get_mut(usize::from(kind & 15))? = Some(Huffman::new(&counts, symbols)?);
        }
        Some(())
    }
}

/// Reads bits of a stretch of coded pixels, the high one of each byte first; a byte of zeros after 0xff is left out.
struct Bits<'a> {
    rest: &'a [u8],
    held: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    fn new(stretch: &'a [u8]) -> Self {
        Bits { rest: stretch, held: 0, count: 0 }
    }

    fn fill(&mut self) {
        while self.count <= 48 {
            let Some((byte, rest)) = self.rest.split_first() else { return };
            self.rest = if *byte == 0xff { rest.strip_prefix(&[0]).unwrap_or(rest) } else { rest };
            self.held = self.held << 8 | u64::from(*byte);
            self.count += 8;
        }
    }

    /// The next 16 bits or fewer, without taking them; zeros stand for what is not there.
    fn peek(&mut self, count: u32) -> u32 {
        if self.count < count {
            self.fill();
        }
        let mask = (1_u64 << count) - 1;
        let bits = match self.count.checked_sub(count) {
            Some(more) => self.held >> more,
            None => self.held << (count - self.count),
        };
        // At most 16 bits are left by the mask.
        (bits & mask) as u32
    }

    /// Takes bits that were looked at; `None` if they are not there.
    fn skip(&mut self, count: u32) -> Option<()> {
        self.count = self.count.checked_sub(count)?;
        Some(())
    }

    fn take(&mut self, count: u32) -> Option<u32> {
        let bits = self.peek(count);
        self.skip(count)?;
        Some(bits)
    }

    /// A number of `size` bits, whose first bit tells its sign (F.2.2.1).
    fn signed(&mut self, size: u32) -> Option<i32> {
        if size == 0 {
            return Some(0);
        }
        let bits = i32::try_from(self.take(size)?).ok()?;
        Some(if bits < 1 << (size - 1) { bits - (1 << size) + 1 } else { bits })
    }
}

/// What a scan sends: which coefficients, and which of their bits.
#[derive(Clone, Copy, Debug)]
struct Pass {
    start: usize,
    end: usize,
    is_refinement: bool,
    low: u8,
}

/// One component of a scan.
#[derive(Clone, Copy, Debug)]
struct Member {
    plane: usize,
    across: usize,
    down: usize,
    first: usize,
    other: usize,
}

/// What lasts from block to block, until a restart.
#[derive(Clone, Copy, Debug, Default)]
struct Running {
    last: [i32; 4],
    blocks_without: u32,
}

struct Decoder<'a> {
    frame: &'a Frame,
    planes: Vec<Plane>,
    tables: Tables,
    interval: usize,
}

impl<'a> Decoder<'a> {
    fn new(segments: &[Segment], frame: &'a Frame) -> Option<Self> {
        let (across, down) = frame.units();
        let blocks = |it: &crate::media::jpeg::Component| {
            (across * usize::from(it.across), down * usize::from(it.down))
        };
        let total: usize = frame.components.iter().map(blocks).map(|(across, down)| across * down).sum();
        let coded: usize = segments.iter().map(|it| it.scan.len()).sum();
        // No block is coded in less than a bit: a small file cannot ask for much memory.
        if total > coded.saturating_mul(8) || total > MAX_COEFFICIENTS / 64 {
            return None;
        }
        let plane = |(across, down): (usize, usize)| Plane {
            blocks_across: across,
            values: vec![0; across * down * 64],
        };
        let planes = frame.components.iter().map(blocks).map(plane).collect();
        Some(Decoder { frame, planes, tables: Tables::default(), interval: 0 })
    }

    fn scan(&mut self, segment: &Segment) -> Option<()> {
        let mut header = Cursor::new(segment.data);
        let count = header.byte()?;
        let members = (0..count).map(|_| self.member(&mut header)).collect::<Option<Vec<_>>>()?;
        let pass = self.pass(&mut header, members.len())?;
        let (across, down) = match members.as_slice() {
            [] => return None,
            // A component by itself is sent without the blocks that only fill a unit.
            [member] => self.own_blocks(member)?,
            _ => self.frame.units(),
        };
        let mut stretches = stretches(segment.scan).into_iter();
        let mut bits = Bits::new(stretches.next()?);
        let mut running = Running::default();
        for unit in 0..across * down {
            if self.interval > 0 && unit > 0 && unit % self.interval == 0 {
                bits = Bits::new(stretches.next()?);
                running = Running::default();
            }
            let (column, row) = (unit % across, unit / across);
            if let [member] = members.as_slice() {
                self.block(*member, pass, (column, row), &mut bits, &mut running)?;
                continue;
            }
            for member in &members {
                for part in 0..member.across * member.down {
                    let x = column * member.across + part % member.across;
                    let y = row * member.down + part / member.across;
                    self.block(*member, pass, (x, y), &mut bits, &mut running)?;
                }
            }
        }
        Some(())
    }

    fn member(&self, header: &mut Cursor) -> Option<Member> {
        let [id, tables] = header.array()?;
        let plane = self.frame.components.iter().position(|it| it.id == id)?;
        let component = self.frame.components.get(plane)?;
        Some(Member {
            plane,
            across: component.across.into(),
            down: component.down.into(),
            first: usize::from(tables >> 4),
            other: usize::from(tables & 15),
        })
    }

    fn pass(&self, header: &mut Cursor, members: usize) -> Option<Pass> {
        let [start, end, bits] = header.array()?;
        let pass =
            Pass { start: start.into(), end: end.into(), is_refinement: bits >> 4 > 0, low: bits & 15 };
        let is_good = match (self.frame.is_progressive, start) {
            (false, _) => (start, end, bits) == (0, 63, 0),
            (true, 0) => end == 0 && pass.low < 14,
            (true, _) => start <= end && end < 64 && members == 1 && pass.low < 14,
        };
        is_good.then_some(pass)
    }

    /// Blocks of a component that hold pixels, across and down.
    fn own_blocks(&self, member: &Member) -> Option<(usize, usize)> {
        let blocks = |length: u16, own: usize, most: u8| {
            (usize::from(length) * own).div_ceil(usize::from(most)).div_ceil(8)
        };
        let across = blocks(self.frame.width, member.across, self.frame.across());
        let down = blocks(self.frame.height, member.down, self.frame.down());
        Some((across, down))
    }

    fn block(
        &mut self,
        member: Member,
        pass: Pass,
        (x, y): (usize, usize),
        bits: &mut Bits,
        running: &mut Running,
    ) -> Option<()> {
        let plane = self.planes.get_mut(member.plane)?;
        let start = (y * plane.blocks_across + x) * 64;
        let block = plane.values.get_mut(start..)?.first_chunk_mut::<64>()?;
        let first = || self.tables.first.get(member.first)?.as_ref();
        let other = || self.tables.other.get(member.other)?.as_ref();
        let last = running.last.get_mut(member.plane)?;
        if !self.frame.is_progressive {
            first_value(block, first()?, bits, last, 0)?;
            return other_values(block, other()?, bits, Pass { start: 1, ..pass }, &mut 0);
        }
        match (pass.start, pass.is_refinement) {
            (0, false) => first_value(block, first()?, bits, last, pass.low),
            (0, true) => {
                if bits.take(1)? == 1 {
                    *block.first_mut()? |= 1 << pass.low;
                }
                Some(())
            }
            (_, false) => other_values(block, other()?, bits, pass, &mut running.blocks_without),
            (_, true) => refine(block, other()?, bits, pass, &mut running.blocks_without),
        }
    }
}

/// Stretches of coded pixels between restart markers.
fn stretches(scan: &[u8]) -> Vec<&[u8]> {
    let mut all = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = scan.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        at += found + 1;
        if scan.get(at).is_some_and(|byte| matches!(byte, 0xd0..=0xd7)) {
            all.extend(scan.get(start..at - 1));
            at += 1;
            start = at;
        }
    }
    all.extend(scan.get(start..));
    all
}

/// The first coefficient, coded as the difference to the one before it.
fn first_value(
    block: &mut [i16; 64],
    table: &Huffman,
    bits: &mut Bits,
    last: &mut i32,
    low: u8,
) -> Option<()> {
    let size = table.decode(bits)?;
    if size > 11 {
        return None;
    }
    *last = last.checked_add(bits.signed(size.into())?)?;
    *block.first_mut()? = i16::try_from(last.checked_mul(1 << low)?).ok()?;
    Some(())
}

/// The other coefficients, sent for the first time; `without` counts blocks to come that have none.
fn other_values(
    block: &mut [i16; 64],
    table: &Huffman,
    bits: &mut Bits,
    pass: Pass,
    without: &mut u32,
) -> Option<()> {
    if *without > 0 {
        *without -= 1;
        return Some(());
    }
    let mut at = pass.start;
    while at <= pass.end {
        let symbol = table.decode(bits)?;
        let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        match (run, size) {
            (15, 0) => at += 16,
            (_, 0) => {
                // For baseline the run is 0: only this block has no more.
                *without = (1 << run) - 1 + bits.take(u32::try_from(run).ok()?)?;
                return Some(());
            }
            _ => {
                at += run;
                let value = bits.signed(size)?.checked_mul(1 << pass.low)?;
                if at > pass.end {
                    return None;
                }
                *block.get_mut(*ZIGZAG.get(at)?)? = i16::try_from(value).ok()?;
                at += 1;
            }
        }
    }
    Some(())
}

/// One more bit of the other coefficients (G.1.2.3).
fn refine(
    block: &mut [i16; 64],
    table: &Huffman,
    bits: &mut Bits,
    pass: Pass,
    without: &mut u32,
) -> Option<()> {
    let bit = 1_i16 << pass.low;
    let mut at = pass.start;
    while at <= pass.end && *without == 0 {
        let symbol = table.decode(bits)?;
        let (run, size) = (usize::from(symbol >> 4), symbol & 15);
        let new = match (run, size) {
            (15, 0) => 0,
            (_, 0) => {
                *without = (1 << run) + bits.take(u32::try_from(run).ok()?)?;
                break;
            }
            (_, 1) => {
                if bits.take(1)? == 1 {
                    bit
                } else {
                    -bit
                }
            }
            _ => return None,
        };
        at = refine_run(block, bits, at, pass.end, Some(run), bit)?;
        if new != 0 {
            *block.get_mut(*ZIGZAG.get(at).filter(|_| at <= pass.end)?)? = new;
        }
        at += 1;
    }
    if *without > 0 {
        refine_run(block, bits, at, pass.end, None, bit)?;
        *without -= 1;
    }
    Some(())
}

/// Refines coefficients that have a value already, passing over `zeros` that have none (all of them if not told);
/// gives the place of the zero after those, or one beyond `end`.
fn refine_run(
    block: &mut [i16; 64],
    bits: &mut Bits,
    start: usize,
    end: usize,
    zeros: Option<usize>,
    bit: i16,
) -> Option<usize> {
    let mut left = zeros;
    for at in start..=end {
        let value = block.get_mut(*ZIGZAG.get(at)?)?;
        if *value != 0 {
            if bits.take(1)? == 1 && *value & bit == 0 {
                *value = value.checked_add(if *value > 0 { bit } else { -bit })?;
            }
        } else if let Some(left) = &mut left {
            if *left == 0 {
                return Some(at);
            }
            *left -= 1;
        }
    }
    Some(end + 1)
}

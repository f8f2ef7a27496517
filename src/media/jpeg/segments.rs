//! Takes a JPEG file apart.

use crate::media::bytes::Cursor;
use crate::media::exif::{Orientation, orientation};
use crate::media::jpeg::{Component, Frame};
use crate::media::{Format, MediaError};

/// Markers (table B.1).
pub(crate) mod marker {
    /// Start of image.
    pub(crate) const SOI: u8 = 0xd8;
    /// End of image.
    pub(crate) const EOI: u8 = 0xd9;
    /// Start of scan.
    pub(crate) const SOS: u8 = 0xda;
    /// Quantisation tables.
    pub(crate) const DQT: u8 = 0xdb;
    /// Restart interval.
    pub(crate) const DRI: u8 = 0xdd;
    /// Huffman tables.
    pub(crate) const DHT: u8 = 0xc4;
    /// Baseline frame.
    pub(crate) const SOF0: u8 = 0xc0;
    /// Extended sequential frame.
    pub(crate) const SOF1: u8 = 0xc1;
    /// Progressive frame.
    pub(crate) const SOF2: u8 = 0xc2;
    /// JFIF.
    pub(crate) const APP0: u8 = 0xe0;
    /// EXIF, XMP.
    pub(crate) const APP1: u8 = 0xe1;
    /// Colour profiles.
    pub(crate) const APP2: u8 = 0xe2;
    /// How Adobe's programs code colours.
    pub(crate) const APP14: u8 = 0xee;
}

/// One segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment<'a> {
    /// What it is.
    pub marker: u8,
    /// What follows its length.
    pub data: &'a [u8],
    /// After a start of scan: coded pixels, with their restart markers.
    pub scan: &'a [u8],
}

/// All segments between start and end of the picture; what follows the end is not looked at.
pub(crate) fn segments(bytes: &[u8]) -> Result<Vec<Segment<'_>>, MediaError> {
    let cut_off = || MediaError::cut_off(Format::Jpeg);
    let mut cursor = Cursor::new(bytes);
    let mut segments = Vec::new();
    if cursor.array() != Some([0xff, marker::SOI]) {
        return Err(cut_off());
    }
    loop {
        if cursor.byte().ok_or_else(cut_off)? != 0xff {
            return Err(MediaError::broken("the JPEG file is damaged: there is something between its parts"));
        }
        let mut kind = 0xff;
        while kind == 0xff {
            kind = cursor.byte().ok_or_else(cut_off)?;
        }
        match kind {
            marker::EOI => return Ok(segments),
            0x00 | 0x01 | 0xd0..=marker::SOI => {
                return Err(MediaError::broken("the JPEG file is damaged: a marker is out of place"));
            }
            _ => {}
        }
        let length = usize::from(cursor.u16().ok_or_else(cut_off)?).checked_sub(2).ok_or_else(cut_off)?;
        let data = cursor.take(length).ok_or_else(cut_off)?;
        let scan = match kind {
            marker::SOS => cursor.take(scan_length(cursor.rest()).ok_or_else(cut_off)?).unwrap_or_default(),
            _ => &[],
        };
        segments.push(Segment { marker: kind, data, scan });
    }
}

/// How many bytes of coded pixels stand before the next marker that is no restart.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// The frame header, if it is one of a kind that browsers show.
pub(crate) fn frame(segments: &[Segment]) -> Result<Frame, MediaError> {
    let is_frame =
        |it: &&Segment| matches!(it.marker, 0xc0..=0xcf) && !matches!(it.marker, 0xc4 | 0xc8 | 0xcc);
    let mut frames = segments.iter().filter(is_frame);
    let first = frames.next().ok_or_else(|| MediaError::broken("the JPEG file has no picture"))?;
    if frames.next().is_some() {
        return Err(MediaError::broken("the JPEG file has more than one picture"));
    }
    let hint = "save it again as an ordinary JPEG with 8 bits";
    if !matches!(first.marker, marker::SOF0 | marker::SOF1 | marker::SOF2) {
        return Err(MediaError::format("the JPEG file is of a kind that browsers do not show", hint));
    }
    let broken = || MediaError::broken("the JPEG file is damaged: its header is not one");
    let mut data = Cursor::new(first.data);
    if data.byte().ok_or_else(broken)? != 8 {
        return Err(MediaError::format("the JPEG file has more than 8 bits a colour", hint));
    }
    let (height, width) = (data.u16().ok_or_else(broken)?, data.u16().ok_or_else(broken)?);
    let count = data.byte().ok_or_else(broken)?;
    let mut components =
        (0..count).map(|_| component(&mut data)).collect::<Option<Vec<_>>>().ok_or_else(broken)?;
    if !(1..=4).contains(&count) || components_repeat(&components) {
        return Err(broken());
    }
    if let [only] = components.as_mut_slice() {
        // The blocks of a single component never stand in units, whatever it says (A.2.2).
        (only.across, only.down) = (1, 1);
    }
    Ok(Frame { is_progressive: first.marker == marker::SOF2, width, height, components })
}

fn component(data: &mut Cursor) -> Option<Component> {
    let [id, sampling, table] = data.array()?;
    let (across, down) = (sampling >> 4, sampling & 15);
    let is_good = (1..=4).contains(&across) && (1..=4).contains(&down) && table < 4;
    is_good.then_some(Component { id, across, down, table })
}

fn components_repeat(components: &[Component]) -> bool {
    let same =
        |(at, one): (usize, &Component)| components.iter().skip(at + 1).any(|other| other.id == one.id);
    components.iter().enumerate().any(same)
}

/// Which way up the picture stands, by its first block of EXIF.
pub(crate) fn orientation_of(segments: &[Segment]) -> Orientation {
    let blocks = segments.iter().filter(|it| it.marker == marker::APP1);
    let mut blocks = blocks.filter_map(|it| it.data.strip_prefix(b"Exif\0\0"));
    blocks.next().map(orientation).unwrap_or_default()
}

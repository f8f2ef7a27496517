//! Reads the items, properties and references of an AVIF file.

use std::collections::BTreeMap;

use crate::media::bytes::Cursor;
use crate::media::{Format, MediaError, Picture, checked_size};

/// Most items of a file; a grid of tiles has 256 at most, each with transparency.
const MAX_ITEMS: usize = 1000;

/// One coded picture, list of tiles, or block of metadata.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item<'a> {
    /// What it is: `av01`, `grid`, `Exif`, `mime`, …
    pub kind: [u8; 4],
    /// Whether it is only shown as part of another one.
    pub is_hidden: bool,
    /// Its bytes, in the stretches that the file has of them.
    pub data: Vec<&'a [u8]>,
    /// Its properties: whether a program that does not know one must give up, and its place in the list, 1-based.
    pub properties: Vec<(bool, usize)>,
}

/// A reference from one item to others.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// `dimg` (is made of), `auxl` (is an addition to), `thmb`, `cdsc`, …
    pub kind: [u8; 4],
    /// The item that refers.
    pub from: u32,
    /// The items referred to, in order.
    pub to: Vec<u32>,
}

/// A property: its kind and what stands in its box.
pub(crate) type Property<'a> = ([u8; 4], &'a [u8]);

/// All that is known of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Container<'a> {
    /// The main picture.
    pub primary: u32,
    /// By their numbers.
    pub items: BTreeMap<u32, Item<'a>>,
    /// In the order of the file.
    pub references: Vec<Reference>,
    /// In the order of the file.
    pub properties: Vec<Property<'a>>,
}

impl<'a> Container<'a> {
    /// The property of that kind that an item has.
    pub(crate) fn property(&self, item: u32, kind: &[u8; 4]) -> Option<&'a [u8]> {
        let item = self.items.get(&item)?;
        let all = item.properties.iter().filter_map(|(_, at)| self.properties.get(at.checked_sub(1)?));
        all.filter(|(name, _)| name == kind).map(|(_, data)| *data).next()
    }

    /// The size of the main picture, cut and turned as its properties say.
    pub(crate) fn picture(&self) -> Result<Picture, MediaError> {
        let broken = || MediaError::broken("the AVIF file is damaged: its picture has no size");
        let mut size = Cursor::new(self.property(self.primary, b"ispe").ok_or_else(broken)?);
        size.u32();
        let (mut width, mut height) = (size.u32().ok_or_else(broken)?, size.u32().ok_or_else(broken)?);
        if let Some((cut_width, cut_height)) = self.property(self.primary, b"clap").and_then(clean_aperture) {
            (width, height) = (cut_width.min(width), cut_height.min(height));
        }
        if self.property(self.primary, b"irot").and_then(<[u8]>::first).is_some_and(|turns| turns & 1 == 1) {
            (width, height) = (height, width);
        }
        checked_size(Format::Avif, width, height)
    }
}

fn clean_aperture(data: &[u8]) -> Option<(u32, u32)> {
    let mut data = Cursor::new(data);
    let mut length = || data.u32()?.checked_div(data.u32()?);
    Some((length()?, length()?))
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Container<'_>, MediaError> {
    let cut_off = || MediaError::cut_off(Format::Avif);
    let mut meta = None;
    let mut file = Cursor::new(bytes);
    while !file.is_empty() {
        let (kind, data) = match next_box(&mut file) {
            Some(next) => next,
            // Whatever follows the picture is not published.
            None if meta.is_some() && !is_wanted_after(&file) => break,
            None => return Err(cut_off()),
        };
        match &kind {
            b"moov" => {
                let hint = "animated AVIF is not cleaned: save it as WebP or GIF, or publish one frame";
                return Err(MediaError::format("the AVIF file is an animation", hint));
            }
            b"meta" if meta.is_none() => meta = Some(data),
            _ => {}
        }
    }
    let meta = meta.ok_or_else(cut_off)?;
    let container = read_meta(bytes, meta);
    container.ok_or_else(|| MediaError::broken("the AVIF file is damaged, or cut off"))
}

/// Whether what cannot be read as a box claims to be one that pictures need.
fn is_wanted_after(file: &Cursor) -> bool {
    file.rest().get(4..8).is_some_and(|kind| kind == b"mdat" || kind == b"moov")
}

/// The next box: its kind and what is in it.
pub(crate) fn next_box<'a>(cursor: &mut Cursor<'a>) -> Option<([u8; 4], &'a [u8])> {
    let mut ahead = *cursor;
    let size = ahead.u32()?;
    let kind = ahead.array()?;
    let data = match size {
        0 => ahead.take(ahead.rest().len())?,
        1 => {
            let size = usize::try_from(ahead.number(8)?).ok()?;
            ahead.take(size.checked_sub(16)?)?
        }
        _ => ahead.take((size as usize).checked_sub(8)?)?,
    };
    *cursor = ahead;
    Some((kind, data))
}

/// Version and flags of a box that has them.
fn version(cursor: &mut Cursor) -> Option<(u8, u32)> {
    let word = cursor.u32()?;
    Some(((word >> 24) as u8, word & 0x00ff_ffff))
}

fn read_meta<'a>(file: &'a [u8], meta: &'a [u8]) -> Option<Container<'a>> {
    let mut cursor = Cursor::new(meta);
    version(&mut cursor)?;
    let mut boxes: BTreeMap<[u8; 4], &[u8]> = BTreeMap::new();
    while !cursor.is_empty() {
        let (kind, data) = next_box(&mut cursor)?;
        boxes.entry(kind).or_insert(data);
    }
    let mut container = Container { primary: primary(boxes.get(b"pitm")?)?, ..Container::default() };
    read_items(boxes.get(b"iinf")?, &mut container)?;
    let inside = boxes.get(b"idat").copied().unwrap_or_default();
    read_places(boxes.get(b"iloc")?, file, inside, &mut container)?;
    read_properties(boxes.get(b"iprp")?, &mut container)?;
    if let Some(references) = boxes.get(b"iref") {
        container.references = read_references(references)?;
    }
    Some(container)
}

fn primary(data: &[u8]) -> Option<u32> {
    let mut cursor = Cursor::new(data);
    let (version, _) = version(&mut cursor)?;
    number_of_item(&mut cursor, version > 0)
}

/// The number of an item, which has 16 bits, or 32 in newer versions of a box.
fn number_of_item(cursor: &mut Cursor, is_long: bool) -> Option<u32> {
    if is_long { cursor.u32() } else { cursor.u16().map(u32::from) }
}

fn read_items(data: &[u8], container: &mut Container) -> Option<()> {
    let mut cursor = Cursor::new(data);
    let (list_version, _) = version(&mut cursor)?;
    let count = number_of_item(&mut cursor, list_version > 0)? as usize;
    if count > MAX_ITEMS {
        return None;
    }
    for _ in 0..count {
        let (kind, data) = next_box(&mut cursor)?;
        let mut entry = Cursor::new(data);
        let (version, flags) = version(&mut entry)?;
        if kind != *b"infe" || version < 2 {
            return None;
        }
        let number = number_of_item(&mut entry, version > 2)?;
        entry.u16()?;
        let item = Item { kind: entry.array()?, is_hidden: flags & 1 == 1, ..Item::default() };
        container.items.insert(number, item);
    }
    Some(())
}

/// Where the bytes of each item are: in the file, or in the box for small ones.
fn read_places<'a>(
    data: &[u8],
    file: &'a [u8],
    inside: &'a [u8],
    container: &mut Container<'a>,
) -> Option<()> {
    let mut cursor = Cursor::new(data);
    let (version, _) = version(&mut cursor)?;
    let [offsets, bases] = cursor.array()?;
    let widths = [offsets >> 4, offsets & 15, bases >> 4, bases & 15].map(usize::from);
    let [offset_width, length_width, base_width, index_width] = widths;
    let index_width = if version > 0 { index_width } else { 0 };
    let count = number_of_item(&mut cursor, version > 1)?;
    // All stretches together may not be longer than the file: none is needed twice.
    let mut left = file.len();
    for _ in 0..count {
        let number = number_of_item(&mut cursor, version > 1)?;
        let method = if version > 0 { cursor.u16()? & 15 } else { 0 };
        cursor.u16()?;
        let base = cursor.number(base_width)?;
        let mut stretches = Vec::new();
        for _ in 0..cursor.u16()? {
            cursor.number(index_width)?;
            let start = usize::try_from(base.checked_add(cursor.number(offset_width)?)?).ok()?;
            let length = usize::try_from(cursor.number(length_width)?).ok()?;
            let from = match method {
                0 => file,
                1 => inside,
                _ => return None,
            };
            left = left.checked_sub(length)?;
            stretches.push(from.get(start..start.checked_add(length)?)?);
        }
        if let Some(item) = container.items.get_mut(&number) {
            item.data = stretches;
        }
    }
    Some(())
}

fn read_properties<'a>(data: &'a [u8], container: &mut Container<'a>) -> Option<()> {
    let mut cursor = Cursor::new(data);
    while !cursor.is_empty() {
        let (kind, data) = next_box(&mut cursor)?;
        let mut cursor = Cursor::new(data);
        match &kind {
            b"ipco" => {
                while !cursor.is_empty() {
                    container.properties.push(next_box(&mut cursor)?);
                }
            }
            b"ipma" => read_owners(cursor, container)?,
            _ => {}
        }
    }
    Some(())
}

/// Which item has which properties.
fn read_owners(mut cursor: Cursor, container: &mut Container) -> Option<()> {
    let (version, flags) = version(&mut cursor)?;
    for _ in 0..cursor.u32()? {
        let number = number_of_item(&mut cursor, version > 0)?;
        let mut properties = Vec::new();
        for _ in 0..cursor.byte()? {
            let (is_essential, at) = if flags & 1 == 1 {
                let word = cursor.u16()?;
                (word & 0x8000 != 0, usize::from(word & 0x7fff))
            } else {
                let byte = cursor.byte()?;
                (byte & 0x80 != 0, usize::from(byte & 0x7f))
            };
            properties.push((is_essential, at));
        }
        if let Some(item) = container.items.get_mut(&number) {
            item.properties.extend(properties);
        }
    }
    Some(())
}

fn read_references(data: &[u8]) -> Option<Vec<Reference>> {
    let mut cursor = Cursor::new(data);
    let (version, _) = version(&mut cursor)?;
    let mut references = Vec::new();
    while !cursor.is_empty() {
        let (kind, data) = next_box(&mut cursor)?;
        let mut cursor = Cursor::new(data);
        let from = number_of_item(&mut cursor, version > 0)?;
        let count = cursor.u16()?;
        let to =
            (0..count).map(|_| number_of_item(&mut cursor, version > 0)).collect::<Option<Vec<u32>>>()?;
        references.push(Reference { kind, from, to });
    }
    Some(references)
}

//! Writes an AVIF file anew with the main picture and what it is made of.

use std::collections::{BTreeMap, BTreeSet};

use crate::media::avif::container::{Container, Property, Reference, read};
use crate::media::{Cleaned, MediaError, Picture, icc};

/// Kinds of items that browsers show.
const SHOWN: &[&[u8; 4]] = &[b"av01", b"grid"];

/// Properties that say how to show a picture. Not: names, descriptions, times, and whatever programs have thought of.
const KEPT: &[&[u8; 4]] = &[
    b"ispe", b"pixi", b"av1C", b"colr", b"irot", b"imir", b"clap", b"pasp", b"auxC", b"a1op", b"lsel",
    b"a1lx", b"clli", b"mdcv",
];

/// What an item that holds transparency calls itself; other additions are depth maps and the like.
const ALPHA: &[&[u8]] = &[b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0", b"urn:mpeg:hevc:2015:auxid:1\0"];

/// Brands that a reader asks for and that stay true of the new file.
const BRANDS: &[u8] = b"avifmif1miafMA1BMA1A";

/// Properties that are published: kind and bytes, by their old places.
type Kept = BTreeMap<usize, ([u8; 4], Vec<u8>)>;

/// Reads the size.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    read(bytes)?.picture()
}

/// Removes the metadata.
pub(crate) fn clean(bytes: &[u8]) -> Result<Cleaned, MediaError> {
    let container = read(bytes)?;
    let picture = container.picture()?;
    let kept = kept_items(&container)?;
    let properties = kept_properties(&container, &kept)?;
    let file = write(bytes, &container, &kept, &properties)
        .ok_or_else(|| MediaError::broken("the AVIF file is damaged: its parts do not fit together"))?;
    Ok(Cleaned { picture, bytes: file.into() })
}

/// The main picture, its tiles, and the transparency of all of them.
fn kept_items(container: &Container) -> Result<BTreeSet<u32>, MediaError> {
    let mut kept = BTreeSet::new();
    let mut next = vec![container.primary];
    while let Some(number) = next.pop() {
        let item = container.items.get(&number).filter(|item| !item.data.is_empty());
        let item = item.ok_or_else(|| MediaError::broken("the AVIF file is damaged: a part is missing"))?;
        if !SHOWN.contains(&&item.kind) {
            return Err(MediaError::format(
                "the AVIF file is of a kind that browsers do not show",
                "save it again as an ordinary AVIF, WebP or JPEG",
            ));
        }
        if !kept.insert(number) {
            continue;
        }
        for reference in &container.references {
            if reference.kind == *b"dimg" && reference.from == number {
                next.extend(&reference.to);
            }
            let is_alpha = || ALPHA.iter().any(|name| alpha_name(container, reference.from) == Some(name));
            if reference.kind == *b"auxl" && reference.to.contains(&number) && is_alpha() {
                next.push(reference.from);
            }
        }
    }
    Ok(kept)
}

fn alpha_name<'a>(container: &Container<'a>, item: u32) -> Option<&'a [u8]> {
    container.property(item, b"auxC")?.get(4..)
}

/// The properties of the kept items, cleaned, by their old places.
fn kept_properties<'a>(container: &Container<'a>, kept: &BTreeSet<u32>) -> Result<Kept, MediaError> {
    let mut properties = Kept::new();
    let items = container.items.iter().filter(|(number, _)| kept.contains(number));
    for (is_essential, at) in items.flat_map(|(_, item)| &item.properties) {
        let property = at.checked_sub(1).and_then(|at| container.properties.get(at));
        match property.and_then(clean_property) {
            Some(data) => {
                properties.insert(*at, data);
            }
            None if *is_essential => {
                return Err(MediaError::format(
                    "the AVIF file needs something that browsers do not know",
                    "save it again as an ordinary AVIF, WebP or JPEG",
                ));
            }
            None => {}
        }
    }
    Ok(properties)
}

fn clean_property((kind, data): &Property) -> Option<([u8; 4], Vec<u8>)> {
    if !KEPT.contains(&kind) {
        return None;
    }
    let data = match data.split_first_chunk::<4>() {
        Some((name @ (b"prof" | b"rICC"), profile)) if kind == b"colr" => {
            [name.as_slice(), &icc::clean(profile)?].concat()
        }
        _ => data.to_vec(),
    };
    Some((*kind, data))
}

fn write(bytes: &[u8], container: &Container, kept: &BTreeSet<u32>, properties: &Kept) -> Option<Vec<u8>> {
    let mut order: Vec<u32> = kept.iter().copied().collect();
    let place = |number: &u32| {
        let first = container.items.get(number).and_then(|item| item.data.first());
        first.map(|data| data.as_ptr() as usize - bytes.as_ptr() as usize)
    };
    order.sort_by_key(place);
    let head = boxed(b"ftyp", &[b"avif\0\0\0\0", BRANDS].concat());
    // Offsets always take four bytes: the length of this part does not depend on them.
    let length = head.len() + meta(container, kept, properties, &[])?.len();
    let mut pixels = Vec::new();
    let mut places = Vec::new();
    for number in &order {
        let start = length + 8 + pixels.len();
        pixels.extend(container.items.get(number)?.data.concat());
        let end = length + 8 + pixels.len();
        places.push((*number, u32::try_from(start).ok()?, u32::try_from(end - start).ok()?));
    }
    let meta = meta(container, kept, properties, &places)?;
    Some([head, meta, boxed(b"mdat", &pixels)].concat())
}

fn meta(
    container: &Container,
    kept: &BTreeSet<u32>,
    properties: &Kept,
    places: &[(u32, u32, u32)],
) -> Option<Vec<u8>> {
    // A handler without a name: programs put theirs there.
    let handler = full_box(b"hdlr", 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0");
    let primary = full_box(b"pitm", 0, &short(container.primary)?);
    let parts = [
        handler,
        primary,
        item_places(kept, places)?,
        item_list(container, kept)?,
        item_references(container, kept)?,
        item_properties(container, kept, properties)?,
    ];
    Some(full_box(b"meta", 0, &parts.concat()))
}

/// `places`: number, start in the file, length; what is not there yet is written as 0.
fn item_places(kept: &BTreeSet<u32>, places: &[(u32, u32, u32)]) -> Option<Vec<u8>> {
    let mut data = vec![0x44, 0x00];
    data.extend(count(kept.len())?);
    for number in kept {
        let place = places.iter().find(|(known, _, _)| known == number);
        let (_, start, length) = place.copied().unwrap_or_default();
        data.extend(short(*number)?);
        data.extend([0, 0, 0, 1]);
        data.extend(start.to_be_bytes());
        data.extend(length.to_be_bytes());
    }
    Some(full_box(b"iloc", 0, &data))
}

fn item_list(container: &Container, kept: &BTreeSet<u32>) -> Option<Vec<u8>> {
    let mut data = count(kept.len())?.to_vec();
    for number in kept {
        let item = container.items.get(number)?;
        let entry = [&short(*number)?, &[0, 0], item.kind.as_slice(), &[0]].concat();
        // Version 2 of the entry; its one flag says whether the item is hidden.
        data.extend(full_box(b"infe", 2 << 24 | u32::from(item.is_hidden), &entry));
    }
    Some(full_box(b"iinf", 0, &data))
}

fn item_references(container: &Container, kept: &BTreeSet<u32>) -> Option<Vec<u8>> {
    let is_kept = |reference: &&Reference| {
        [b"dimg", b"auxl", b"prem"].contains(&&reference.kind)
            && kept.contains(&reference.from)
            && reference.to.iter().all(|to| kept.contains(to))
    };
    let mut data = Vec::new();
    for reference in container.references.iter().filter(is_kept) {
        let mut entry = short(reference.from)?.to_vec();
        entry.extend(count(reference.to.len())?);
        for to in &reference.to {
            entry.extend(short(*to)?);
        }
        data.extend(boxed(&reference.kind, &entry));
    }
    Some(if data.is_empty() { data } else { full_box(b"iref", 0, &data) })
}

fn item_properties(container: &Container, kept: &BTreeSet<u32>, properties: &Kept) -> Option<Vec<u8>> {
    let list: Vec<u8> = properties.values().flat_map(|(kind, data)| boxed(kind, data)).collect();
    let mut owners = u32::try_from(kept.len()).ok()?.to_be_bytes().to_vec();
    for number in kept {
        let item = container.items.get(number)?;
        let own = item.properties.iter().filter_map(|(is_essential, at)| {
            let new = u16::try_from(properties.keys().position(|known| known == at)? + 1).ok()?;
            Some(new | if *is_essential { 0x8000 } else { 0 })
        });
        let own: Vec<u16> = own.collect();
        owners.extend(short(*number)?);
        owners.push(u8::try_from(own.len()).ok()?);
        owners.extend(own.into_iter().flat_map(u16::to_be_bytes));
    }
    // The flag says that places take two bytes.
    let parts = [boxed(b"ipco", &list), full_box(b"ipma", 1, &owners)];
    Some(boxed(b"iprp", &parts.concat()))
}

fn short(number: u32) -> Option<[u8; 2]> {
    u16::try_from(number).ok().map(u16::to_be_bytes)
}

fn count(number: usize) -> Option<[u8; 2]> {
    u16::try_from(number).ok().map(u16::to_be_bytes)
}

fn boxed(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let size = u32::try_from(data.len() + 8).expect("no longer than the file, which is at most 512 MiB");
    [&size.to_be_bytes(), kind.as_slice(), data].concat()
}

/// A box with version (the high byte) and flags.
fn full_box(kind: &[u8; 4], version_and_flags: u32, data: &[u8]) -> Vec<u8> {
    boxed(kind, &[version_and_flags.to_be_bytes().as_slice(), data].concat())
}

//! Colour profiles: what they say about colours stays, what they say about a screen, a maker or a day goes.
//!
//! A screenshot carries the profile of the screen it was taken on, with its name and the day it was measured. So the
//! profile is written anew (ICC.1:2022, clauses 7 to 10): the header's numbers for colour, the tables for colour, and
//! the two texts that the standard wants, which are the same for all.

use crate::media::bytes::Cursor;

/// Largest profile that is read; printers' profiles have about 2 MiB.
pub(crate) const MAX_PROFILE: usize = 4 << 20;

const HEADER: usize = 128;

/// The tables that a browser reads to show colours.
const COLOUR_TABLES: &[&[u8; 4]] = &[
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"chrm",
    b"cicp", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2",
];

/// All that stands for names and rights in a cleaned profile.
const NAME: &str = "Colours";
const RIGHTS: &str = "None";

/// The profile with nothing but colours; `None` if it is broken, and then browsers pass over it too.
pub(crate) fn clean(profile: &[u8]) -> Option<Vec<u8>> {
    let mut header: [u8; HEADER] = *profile.first_chunk()?;
    if profile.len() > MAX_PROFILE || header.get(36..40)? != b"acsp" {
        return None;
    }
    let is_new = *header.get(8)? >= 4;
    let mut tables = colour_tables(profile)?;
    tables.push((*b"desc", if is_new { new_text(NAME) } else { old_description(NAME) }));
    tables.push((*b"cprt", if is_new { new_text(RIGHTS) } else { old_text(RIGHTS) }));
    clean_header(&mut header)?;
    assemble(header, &tables)
}

/// The tables of the list above, each with its bytes.
fn colour_tables(profile: &[u8]) -> Option<Vec<([u8; 4], Vec<u8>)>> {
    let mut list = Cursor::new(profile.get(HEADER..)?);
    let mut tables = Vec::new();
    let count = list.u32()?;
    // Each of the known tables once: nothing is to be gained by more.
    for _ in 0..count.min(100) {
        let name: [u8; 4] = list.array()?;
        let (start, size) = (list.u32()? as usize, list.u32()? as usize);
        let bytes = profile.get(start..start.checked_add(size)?)?;
        if COLOUR_TABLES.contains(&&name) && tables.iter().all(|(known, _)| *known != name) {
            tables.push((name, bytes.to_vec()));
        }
    }
    Some(tables)
}

/// Takes out of the header: preferred software, day, platform, maker and model of the device, creator, and the sum
/// over all of it. The day is one that every profile may have.
fn clean_header(header: &mut [u8; HEADER]) -> Option<()> {
    for range in [4..8, 24..36, 40..44, 48..56, 80..128] {
        header.get_mut(range)?.fill(0);
    }
    let first_of_2000 = [0x07, 0xd0, 0, 1, 0, 1];
    header.get_mut(24..30)?.copy_from_slice(&first_of_2000);
    Some(())
}

/// Writes header, list and tables; tables with the same bytes are written once, as most profiles do.
fn assemble(header: [u8; HEADER], tables: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let mut body: Vec<u8> = Vec::new();
    let mut list: Vec<u8> = u32::try_from(tables.len()).ok()?.to_be_bytes().to_vec();
    let start = HEADER + 4 + 12 * tables.len();
    let mut places: Vec<(&[u8], u32)> = Vec::new();
    for (name, bytes) in tables {
        let known = places.iter().find(|(same, _)| *same == bytes.as_slice()).map(|(_, place)| *place);
        let place = match known {
            Some(place) => place,
            None => {
                let place = u32::try_from(start + body.len()).ok()?;
                body.extend(bytes);
                body.resize(body.len().next_multiple_of(4), 0);
                places.push((bytes, place));
                place
            }
        };
        list.extend(name);
        list.extend(place.to_be_bytes());
        list.extend(u32::try_from(bytes.len()).ok()?.to_be_bytes());
    }
    let mut profile = header.to_vec();
    let size = u32::try_from(start + body.len()).ok()?;
    profile.get_mut(..4)?.copy_from_slice(&size.to_be_bytes());
    profile.extend(list);
    profile.extend(body);
    Some(profile)
}

/// A text as profiles of version 4 hold it: one language, UTF-16 (10.15).
fn new_text(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    out.extend(u32::try_from(letters.len()).unwrap_or_default().to_be_bytes());
    out.extend(28_u32.to_be_bytes());
    out.extend(letters);
    out
}

/// A text as profiles of version 2 hold it.
fn old_text(text: &str) -> Vec<u8> {
    [b"text\0\0\0\0", text.as_bytes(), b"\0"].concat()
}

/// A description as profiles of version 2 hold it: ASCII, and nothing in Unicode and for the old Macintosh.
fn old_description(text: &str) -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend(u32::try_from(text.len() + 1).unwrap_or_default().to_be_bytes());
    out.extend(text.as_bytes());
    out.extend([0; 1 + 8 + 3 + 67]);
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A small profile with names in all places that can hold one.
    pub(crate) fn planted(version: u8) -> Vec<u8> {
        let mut header = [0; HEADER];
        header[8] = version;
        header[12..24].copy_from_slice(b"mntrRGB XYZ ");
        header[24..36].copy_from_slice(b"\x07\xea\0\x0b\0\x15\0\x09\0\x1e\0\x2a");
        header[36..40].copy_from_slice(b"acsp");
        for at in [4, 40, 48, 52, 80, 84] {
            header[at..at + 4].copy_from_slice(b"PLNT");
        }
        let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec();
        let tables = [
            (*b"desc", b"desc\0\0\0\0\0\0\0\x08PLANTED\0".to_vec()),
            (*b"rTRC", curve.clone()),
            (*b"gTRC", curve.clone()),
            (*b"bTRC", curve),
            (*b"rXYZ", b"XYZ \0\0\0\0\0\0\x6f\xa2\0\0\x38\xf5\0\0\x03\x90".to_vec()),
            (*b"dscm", b"mluc PLANTED monitor".to_vec()),
            (*b"mmod", b"mmod PLANTED serial".to_vec()),
        ];
        assemble(header, &tables).expect("well formed")
    }

    #[test]
    fn colours_stay_and_names_go() {
        for version in [2, 4] {
            let clean = super::clean(&planted(version)).expect("well formed");
            let holds = |part: &[u8]| clean.windows(part.len()).any(|window| window == part);
            assert!(!holds(b"PLANTED") && !holds(b"PLNT"));
            assert!(holds(b"curv\0\0\0\0\0\0\0\x01\x02\x33") && holds(b"rXYZ") && holds(b"bTRC"));
            assert_eq!(clean[24..36], *b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0");
            assert_eq!(clean[..4], (clean.len() as u32).to_be_bytes());
            assert_eq!(super::clean(&clean).as_deref(), Some(&*clean), "cleaning again changes nothing");
        }
    }

    #[test]
    fn a_broken_profile_is_none() {
        let whole = planted(4);
        for end in 0..whole.len() - 20 {
            assert_eq!(super::clean(&whole[..end]), None, "cut at {end}");
        }
        let mut lie = whole;
        lie[128..132].fill(0xff);
        assert_eq!(super::clean(&lie), None, "more tables than bytes");
    }
}

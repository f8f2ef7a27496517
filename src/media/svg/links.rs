//! References of an SVG: those that stay inside the file, and pictures that it holds itself.

use crate::media::raster;

/// Longest address that a message shows.
const MAX_SHOWN: usize = 60;

/// Whether an address names a part of the same file.
pub(crate) fn is_inside(address: &str) -> bool {
    address.starts_with('#')
}

/// What a reference is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Nothing: it is left out.
    Empty,
    /// A part of the same file, with `#`.
    Inside(String),
    /// A picture in the address itself, cleaned.
    Picture(String),
    /// A picture in the address itself, which cannot be cleaned; why.
    BadPicture(String),
    /// Anything else.
    Outside,
}

/// Judges a reference. Blanks, tabs and line ends are passed over, as browsers do (URL standard, 4.1).
pub(crate) fn judge(value: &str) -> Link {
    let address: String = value.trim().chars().filter(|c| !c.is_control()).collect();
    if address.is_empty() {
        return Link::Empty;
    }
    if is_inside(&address) {
        return Link::Inside(address);
    }
    match address.split_once(',') {
        Some((head, data)) if is_packed_picture(head) => match clean_picture(data) {
            Ok(picture) => Link::Picture(picture),
            Err(reason) => Link::BadPicture(reason),
        },
        _ => Link::Outside,
    }
}

/// The address as a message shows it.
pub(crate) fn shown(address: &str) -> String {
    match address.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", address.get(..at).unwrap_or_default()),
        None => address.to_owned(),
    }
}

fn is_packed_picture(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    let kind = head.strip_prefix("data:image/").and_then(|rest| rest.strip_suffix(";base64"));
    kind.is_some_and(|kind| ["png", "jpeg", "jpg", "gif", "webp", "avif"].contains(&kind))
}

fn clean_picture(data: &str) -> Result<String, String> {
    let bytes = unpack(data).ok_or("its base64 is broken")?;
    let format = raster::format_of(&bytes).ok_or("it is not what it says it is")?;
    let clean = raster::clean(format, &bytes).map_err(|error| error.message)?;
    Ok(format!("data:{};base64,{}", format.media_type(), pack(&clean.bytes)))
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 (RFC 4648, 4), blanks passed over.
fn unpack(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut count) = (0_u32, 0);
    for byte in text.trim_end_matches(['=', ' ']).bytes().filter(|byte| *byte != b' ') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            // The low eight bits of what is left.
            out.push((held >> count & 0xff) as u8);
        }
    }
    Some(out)
}

fn pack(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut three = [0; 3];
        three.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for place in 0..4 {
            let letter = LETTERS.get(bits >> (18 - 6 * place) & 63).copied().unwrap_or_default();
            out.push(if place > chunk.len() { '=' } else { letter.into() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, 10.
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let packed = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (text, packed) in texts.iter().zip(packed) {
            assert_eq!(pack(text.as_bytes()), packed);
            assert_eq!(unpack(packed).as_deref(), Some(text.as_bytes()));
        }
        assert_eq!(unpack("Zm9v YmFy").as_deref(), Some(&b"foobar"[..]));
        assert_eq!(unpack("Zm9*"), None);
    }

    #[test]
    fn only_parts_of_the_file_are_inside() {
        assert_eq!(judge(" #a "), Link::Inside("#a".to_owned()));
        assert_eq!(judge("\n"), Link::Empty);
        for outside in [
            "a.svg",
            "//example.org/#a",
            "https://example.org/",
            "java\nscript:alert(1)",
            "data:text/html;base64,PHNjcmlwdD4=",
            "data:image/svg+xml;base64,PHN2Zy8+",
            "data:image/png,xyz",
            "\u{1}javascript:alert(1)",
            "file:///etc/passwd",
        ] {
            assert_eq!(judge(outside), Link::Outside, "{outside}");
        }
        assert!(
            matches!(judge("data:image/png;base64,PHN2Zy8+"), Link::BadPicture(_)),
            "an SVG that says PNG"
        );
    }
}

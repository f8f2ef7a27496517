//! Pictures made of pixels, by their bytes; also those inside an SVG.

use crate::media::{Cleaned, Format, MediaError, Picture, avif, gif, jpeg, png, webp};

/// The format of a picture made of pixels, by its first bytes.
pub(crate) fn format_of(bytes: &[u8]) -> Option<Format> {
    match bytes {
        _ if bytes.starts_with(png::SIGNATURE) => Some(Format::Png),
        [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_avif(brand) => Some(Format::Avif),
        _ => None,
    }
}

/// Whether the list of brands, which begins with the main one and a version, names AVIF.
fn is_avif(brands: &[u8]) -> bool {
    // The length of the list stands before it; looking a little further only finds a file that is then judged.
    brands.chunks(4).take(16).enumerate().any(|(at, brand)| at != 1 && (brand == b"avif" || brand == b"avis"))
}

/// Reads the size, as it is shown. `format` is that of [`format_of`].
pub(crate) fn inspect(format: Format, bytes: &[u8]) -> Result<Picture, MediaError> {
    match format {
        Format::Png => png::inspect(bytes),
        Format::Jpeg => jpeg::clean::inspect(bytes),
        Format::Gif => gif::inspect(bytes),
        Format::WebP => webp::inspect(bytes),
        Format::Avif => avif::rewrite::inspect(bytes),
        Format::Svg => Err(MediaError::broken("an SVG has no pixels")),
    }
}

/// Removes the metadata, and turns the picture upright.
pub(crate) fn clean(format: Format, bytes: &[u8]) -> Result<Cleaned, MediaError> {
    match format {
        Format::Png => png::clean(bytes),
        Format::Jpeg => jpeg::clean::clean(bytes),
        Format::Gif => gif::clean(bytes),
        Format::WebP => webp::clean(bytes),
        Format::Avif => avif::rewrite::clean(bytes),
        Format::Svg => Err(MediaError::broken("an SVG has no pixels")),
    }
}

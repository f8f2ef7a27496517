//! Pictures and documents, by their bytes: what they are, how large, and how to publish them without what they tell
//! about their makers.
//!
//! - [`picture`] is the way in: `inspect` and `clean` for every format.
//! - [`png`], [`jpeg`], [`gif`], [`webp`], [`avif`], [`svg`] know one format each; [`raster`] holds those of pixels.
//!   All work by a list of what may stay: a kind of metadata that nobody has thought of is gone too. Nothing is
//!   decoded to pixels and encoded again.
//! - [`icc`] keeps what a colour profile says about colours, and nothing about the screen it was made for.
//! - [`page_text`] reads the text of documents page by page, [`pdf_text`] that of a PDF.
//! - [`pdf`] only names the metadata of a PDF: rewriting a document would change evidence.
//!
//! Input is hostile: a file that was cut off, or whose sizes lie, is an error and never a panic, and no file makes
//! this code use memory or time out of proportion to its own size.

pub(crate) mod bytes;
pub(crate) mod exif;
pub(crate) mod icc;

pub(crate) mod avif;
pub(crate) mod gif;
pub(crate) mod jpeg;
pub(crate) mod pdf;
pub(crate) mod png;
pub(crate) mod png_drawn;
pub(crate) mod webp;

pub(crate) mod raster;
pub(crate) mod svg;

pub(crate) mod picture;

pub(crate) mod document;

pub(crate) mod pdf_text;

pub(crate) mod page_text;

use std::sync::Arc;

use crate::codes;
use crate::diag::{Code, Diagnostic, Place};
use crate::text::Span;

/// The formats of pictures that browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Format {
    /// Portable Network Graphics, also animated.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF, also animated.
    Gif,
    /// WebP, also animated.
    WebP,
    /// AV1 still pictures.
    Avif,
    /// Scalable Vector Graphics.
    Svg,
}

impl Format {
    /// Its name as people write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Png => "PNG",
            Format::Jpeg => "JPEG",
            Format::Gif => "GIF",
            Format::WebP => "WebP",
            Format::Avif => "AVIF",
            Format::Svg => "SVG",
        }
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Gif => "image/gif",
            Format::WebP => "image/webp",
            Format::Avif => "image/avif",
            Format::Svg => "image/svg+xml",
        }
    }
}

/// What a page has to know of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// By its bytes, whatever its name says.
    pub format: Format,
    /// CSS pixels, at least 1, as it is shown: after turning it upright.
    pub width: u32,
    /// CSS pixels, at least 1.
    pub height: u32,
}

/// A picture that may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cleaned {
    /// What the cleaned bytes are.
    pub picture: Picture,
    /// The whole file, without metadata. Cleaning it again changes nothing.
    pub bytes: Arc<[u8]>,
}

/// Why a picture is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MediaError {
    /// `media/format`, `media/broken`, `media/turned` or `media/unsafe-svg`.
    pub code: &'static Code,
    /// What is wrong, ready for a diagnostic.
    pub message: String,
    /// How to repair it.
    pub hint: &'static str,
    /// Where, for SVG: bytes of the text, a byte-order mark not counted.
    pub span: Option<Span>,
}

impl MediaError {
    /// The picture cannot be read.
    pub(crate) fn broken(message: impl Into<String>) -> Self {
        MediaError {
            code: &codes::media::BROKEN,
            message: message.into(),
            hint: "save or export the picture again",
            span: None,
        }
    }

    /// The file ends too early.
    pub(crate) fn cut_off(format: Format) -> Self {
        MediaError::broken(format!("the {} file is cut off", format.name()))
    }

    /// A picture that can be read, but not be shown by all browsers.
    pub(crate) fn format(message: impl Into<String>, hint: &'static str) -> Self {
        MediaError { code: &codes::media::FORMAT, message: message.into(), hint, span: None }
    }

    /// A place of an SVG that must not be published.
    pub(crate) fn unsafe_svg(message: impl Into<String>, span: Span) -> Self {
        MediaError {
            code: &codes::media::UNSAFE_SVG,
            message: message.into(),
            hint: "export it again without scripts, links and embedded pages, or take this out by hand",
            span: Some(span),
        }
    }

    /// As a finding: at its own place inside the picture's text, else at `named`, where a story or a record names
    /// the picture. `file` is the picture's path below the site's root.
    pub(crate) fn diagnostic(&self, file: &Arc<str>, named: Option<Place>) -> Diagnostic {
        let at = match (self.span, named.clone()) {
            (Some(span), _) => Place::new(file, span),
            (None, Some(named)) => named,
            (None, None) => Place::start_of(file),
        };
        let diagnostic =
            Diagnostic::new(self.code, at, format!("`{file}`: {}", self.message)).hint(self.hint);
        match (self.span, named) {
            (Some(_), Some(named)) => diagnostic.also(named, "named here"),
            _ => diagnostic,
        }
    }
}

/// Most pixels of a picture: 16,384 by 16,384, about what browsers can show; a larger number is a lie or an attack.
const MAX_PIXELS: u64 = 1 << 28;

/// Checks a size that a file says it has.
pub(crate) fn checked_size(format: Format, width: u32, height: u32) -> Result<Picture, MediaError> {
    if width == 0 || height == 0 {
        return Err(MediaError::broken("the picture has no width or no height"));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        let message = format!("the picture is said to have {width} by {height} pixels");
        return Err(MediaError {
            hint: "make it smaller: no browser shows that many",
            ..MediaError::broken(message)
        });
    }
    Ok(Picture { format, width, height })
}

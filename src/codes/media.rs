//! Codes about pictures and documents.

use crate::diag::{Code, Severity};

/// Files of pictures and documents.
pub(crate) const MISSING: Code = Code {
    name: "media/missing",
    level: Severity::Error,
    looks_at: "files of pictures and documents",
    why: "a hole in the page",
    example: "file = \"rack.svg\"",
    instead: "file = \"racks.svg\"",
    allow: "",
};

/// Pictures from other sites.
pub(crate) const EXTERNAL: Code = Code {
    name: "media/external",
    level: Severity::Error,
    looks_at: "pictures from other sites",
    why: "a third party would learn who reads this page",
    example: "![](https://example.org/a.png)",
    instead: "put the picture into the folder",
    allow: "",
};

/// Formats of pictures.
pub(crate) const FORMAT: Code = Code {
    name: "media/format",
    level: Severity::Error,
    looks_at: "formats of pictures",
    why: "a browser would not show it",
    example: "file = \"racks.tiff\"",
    instead: "PNG, JPEG, WebP, AVIF, GIF or SVG",
    allow: "",
};

/// Pictures that cannot be read.
pub(crate) const BROKEN: Code = Code {
    name: "media/broken",
    level: Severity::Error,
    looks_at: "pictures that cannot be read",
    why: "its size is not known, and its metadata cannot be removed",
    example: "a PNG that is cut off",
    instead: "save it again",
    allow: "",
};

/// Pictures that only their EXIF data turns upright.
pub(crate) const TURNED: Code = Code {
    name: "media/turned",
    level: Severity::Error,
    looks_at: "PNG and WebP pictures that only their EXIF data turns upright",
    why: "browsers do not agree whether it does, and the data is not published",
    example: "a PNG with the EXIF orientation 6",
    instead: "turn it upright and save it again; a JPEG is turned by the program",
    allow: "",
};

/// Scripts, events and outside references in SVG.
pub(crate) const UNSAFE_SVG: Code = Code {
    name: "media/unsafe-svg",
    level: Severity::Error,
    looks_at: "scripts, events and outside references in SVG",
    why: "a picture must not run code or call home",
    example: "<svg onload=\"…\">",
    instead: "export it again without scripts and links",
    allow: "",
};

/// Documents that carry metadata of their own.
pub(crate) const METADATA: Code = Code {
    name: "media/metadata",
    level: Severity::Warning,
    looks_at: "documents that carry metadata of their own",
    why: "author, software and times can lead to a source",
    example: "a PDF with an author",
    instead: "clean a copy with a tool such as mat2, and list that copy",
    allow: "when the document was published like that",
};

/// Links to documents that no public source lists.
pub(crate) const UNLISTED: Code = Code {
    name: "media/unlisted",
    level: Severity::Error,
    looks_at: "links to documents that no public source lists",
    why: "of `documents/`, only what a public or redacted source lists is published",
    example: "[x](documents/leak.pdf)",
    instead: "list it in `[[…copies]]` of a public source",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] =
    &[&MISSING, &EXTERNAL, &FORMAT, &BROKEN, &TURNED, &UNSAFE_SVG, &METADATA, &UNLISTED];

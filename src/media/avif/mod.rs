//! AVIF (AV1 Image File Format 1.1, on ISO/IEC 23008-12): what the still picture is made of stays, all else goes.
//!
//! The file is a small database of items (coded pictures, EXIF, thumbnails, depth maps) with properties. [`container`]
//! reads it; [`rewrite`] follows the references from the main picture and writes a new file with only what it meets:
//! the picture, its tiles, its transparency. Pixels are not touched; turning (`irot`, `imir`) is a property that
//! browsers apply, and stays.

pub(crate) mod container;

pub(crate) mod rewrite;

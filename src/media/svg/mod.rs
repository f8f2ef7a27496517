//! SVG 2: parsed whole, judged, and written anew by our own writer.
//!
//! What could run or call home is refused, with its place: scripts, event attributes, embedded pages, references out
//! of the file, animated references, entities. What is known to draw stays; comments, processing instructions,
//! metadata and all that drawing programs keep for themselves goes, as does everything that is on neither list.
//! Pictures inside (as `data:` addresses) are cleaned too. `title` and `desc` stay: readers hear them.
//!
//! - [`names`] are the lists, [`style`] judges CSS, [`links`] judges references.
//! - [`expansion`] counts what `use` would draw, so that a small file cannot stop a browser.
//! - [`size`] finds how large the picture is.
//! - [`clean`] reads and writes.

pub(crate) mod expansion;
pub(crate) mod links;
pub(crate) mod names;
pub(crate) mod size;
pub(crate) mod style;

pub(crate) mod clean;

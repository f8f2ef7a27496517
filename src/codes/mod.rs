//! Every diagnostic code, by area: level, what it looks at, why it matters, an example, what to write instead.
//!
//! `onrecord explain`, `[checks]` of site.toml and the reference page read [`all::CODES`]. A code is added as one
//! const in its area's file and one line in that file's `CODES`; a test wants a case in `tests/suite` that fires it.

pub(crate) mod cite;
pub(crate) mod correction;
pub(crate) mod data;
pub(crate) mod document;
pub(crate) mod fact;
pub(crate) mod figure;
pub(crate) mod link;
pub(crate) mod markdown;
pub(crate) mod media;
pub(crate) mod quote;
pub(crate) mod site;
pub(crate) mod story;
pub(crate) mod theme;
pub(crate) mod toml;
pub(crate) mod translation;

pub(crate) mod all;

//! Citation styles: CSL 1.0.2, rendered by hayagriva; nothing else imports it.
//!
//! A [`Style`] is one `.csl` file, made safe for hayagriva and parsed; a [`StyleLocale`] holds the words of one
//! language. [`render()`] makes the marks and the list of one edition. Simple numeric
//! styles take a quick way of our own through the same parsed style (`direct.rs`).

mod dates;
mod direct;
mod fallback;
mod guard;
mod html;
mod item;
mod mark;
mod measure;
mod nodes;
mod places;
mod read;
mod simple;
mod words;
mod xml;

mod render;

#[cfg(test)]
mod samples;

use hayagriva::citationberg::IndependentStyle;

use crate::text::Fingerprint;

pub(crate) use crate::source::style::mark::{CitationUse, MarkPiece, RenderedCitation};
pub(crate) use crate::source::style::render::{Entry, RenderedCitations, render};
pub(crate) use crate::source::style::words::StyleLocale;

/// The styles that are part of the program.
pub(crate) const BUILT_IN: &[&str] = &["numeric", "note", "author-date"];

/// The file of a built-in style below the theme's folder; `None` for any other name.
pub(crate) fn built_in_file(name: &str) -> Option<String> {
    BUILT_IN.contains(&name).then(|| format!("styles/{name}.csl"))
}

/// A citation style.
#[derive(Debug)]
pub(crate) struct Style {
    /// Of its text.
    pub fingerprint: Fingerprint,
    csl: IndependentStyle,
    /// The same without collapsing, for citations whose cites have words or places of their own.
    uncollapsed: Option<Box<IndependentStyle>>,
    is_numeric: bool,
    is_direct: bool,
    /// Number variables that the style sorts by.
    sorted_numbers: Vec<String>,
}

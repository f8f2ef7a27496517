//! Charts: what a writer asks for, and what a chart becomes.
//!
//! A [`ChartEntry`] is as written in `figures.toml` or a fence. `spec.rs` checks it against its table and has it
//! drawn; the result is a [`Drawing`]: markup and words, ready for a page, in one language.

pub(crate) mod forms;

pub(crate) mod spec;

use crate::data::Selection;
use crate::fields::Text;
use crate::locale::Localised;

/// A chart as written.
#[derive(Clone, Debug)]
pub(crate) struct ChartEntry {
    /// Name of a form in the registry.
    pub form: Text,
    /// Id of a table.
    pub table: Text,
    /// Column of the category or time.
    pub x: Option<Text>,
    /// Columns of the measure.
    pub y: Vec<Text>,
    /// Column that splits one measure into series.
    pub series: Option<Text>,
    /// Which rows, in which order.
    pub selection: Selection,
    /// Remarks on values.
    pub annotations: Vec<Annotation>,
    /// Values of `x` (or names of series) that the finding is about.
    pub highlight: Vec<Text>,
    /// `between = "unknown"`: two observations may be joined by a dotted line.
    pub between_unknown: bool,
}

/// A remark on a value of `x`.
#[derive(Clone, Debug)]
pub(crate) struct Annotation {
    /// The value it stands at.
    pub x: Text,
    /// The remark.
    pub text: Localised,
}

/// A chart in one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawing {
    /// Inline SVG, fluid in width, without title and source, which are HTML around it.
    pub svg: String,
    /// Short alternative text, from the numbers and their bounds.
    pub short: String,
    /// What the marks mean that a reader cannot know: hatching, dotted lines. May be empty.
    pub remarks: Vec<String>,
}

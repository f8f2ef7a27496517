//! Charts: what a writer asks for, and what a chart becomes.
//!
//! A [`ChartEntry`] is as written in `figures.toml` or a fence. `spec.rs` checks it against its table ([`Channels`])
//! and has it drawn: typed values with bounds (`values`), scales (`scale`, `calendar`), a layout for a range of
//! widths (`layout`, `text`, `place`), marks that plotters draws (`pen`) into a `scene`, markup (`svg`) and words
//! (`describe`). The result is a [`Drawing`]: ready for a page, in one language.

pub(crate) mod across;
pub(crate) mod annotate;
pub(crate) mod calendar;
pub(crate) mod card;
pub(crate) mod classes;
pub(crate) mod describe;
pub(crate) mod entry;
pub(crate) mod flat;
pub(crate) mod glyphs;
pub(crate) mod groups;
pub(crate) mod layout;
pub(crate) mod lint;
pub(crate) mod markup;
pub(crate) mod options;
pub(crate) mod pen;
pub(crate) mod place;
pub(crate) mod plate;
pub(crate) mod raster;
pub(crate) mod reference;
pub(crate) mod ruler;
pub(crate) mod said;
pub(crate) mod scale;
pub(crate) mod scene;
pub(crate) mod short;
pub(crate) mod sketch;
pub(crate) mod stand_alone;
pub(crate) mod statistics;
pub(crate) mod svg;
pub(crate) mod text;
pub(crate) mod twin;
pub(crate) mod values;

pub(crate) mod forms;

pub(crate) mod cell;
pub(crate) mod panels;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

pub(crate) mod spec;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::chart::options::{Options, Settings};
use crate::chart::scene::{Ink, Scene};
use crate::data::{Cell, Selection};
use crate::diag::Placed;
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
    /// Keys that only some forms take.
    pub options: Options,
}

/// A remark on a value, a line or a range.
#[derive(Clone, Debug)]
pub(crate) struct Annotation {
    /// Where it stands.
    pub at: At,
    /// The remark.
    pub text: Localised,
}

/// Where an annotation stands.
#[derive(Clone, Debug)]
pub(crate) enum At {
    /// At a value of `x`, or over all from it to another.
    X(Text, Option<Text>),
    /// At a value of the measure, or between two.
    Y(Placed<Decimal>, Option<Placed<Decimal>>),
}

impl PartialEq for At {
    /// The same values, wherever they are written.
    fn eq(&self, other: &At) -> bool {
        match (self, other) {
            (At::X(a, b), At::X(c, d)) => {
                a.value == c.value && b.as_ref().map(|text| &text.value) == d.as_ref().map(|text| &text.value)
            }
            (At::Y(a, b), At::Y(c, d)) => {
                a.value == c.value
                    && b.as_ref().map(|number| number.value) == d.as_ref().map(|number| number.value)
            }
            _ => false,
        }
    }
}

/// What a chart takes from its table: a [`ChartEntry`] with columns and values found. Plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Channels {
    /// Column of the category, the time or, of some forms, a second measure; `None` for forms of a measure alone.
    pub x: Option<usize>,
    /// Columns of the measure; none for forms of time alone.
    pub y: Vec<usize>,
    /// Column that splits the one measure into series.
    pub series: Option<usize>,
    /// Rows shown, in their order; 0-based.
    pub rows: Vec<usize>,
    /// What the finding is about.
    pub highlight: Vec<Highlight>,
    /// Remarks, by their index in the entry, and the value of `x` they stand at.
    pub annotations: Vec<(usize, Cell)>,
    /// Two observations may be joined by a dotted line.
    pub between_unknown: bool,
    /// What only some forms take.
    pub settings: Settings,
}

/// One thing that the finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Highlight {
    /// A value of `x`.
    At(Cell),
    /// A value of the column `series`.
    Series(Cell),
    /// A column of `y`.
    Measure(usize),
    /// A value of the column `label`.
    Label(Cell),
    /// A value of the column `facet`: a whole panel.
    Panel(Cell),
}

/// Words that need lookups the chart does not know (names, values, bindings), in one language.
pub(crate) trait Words: Sync {
    /// What a cell of texts or truth values says.
    fn cell(&self, column: usize, row: usize) -> String;
    /// What a column is called.
    fn label(&self, column: usize) -> String;
    /// Why a cell of the column may be empty.
    fn missing(&self, column: usize) -> Option<String>;
    /// What the ends of the column's uncertainty are, such as "95 % CI".
    fn interval(&self, column: usize) -> Option<String> {
        let _ = column;
        None
    }
    /// A remark of the entry, by its index.
    fn annotation(&self, index: usize) -> String;
}

/// A chart in one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawing {
    /// Inline SVG, fluid in width, without title and source, which are HTML around it.
    pub svg: String,
    /// Alternative text in one string, from the numbers and their bounds: for places without the drawing.
    pub short: String,
    /// The same in sentences, without the label that the drawing has itself. The page has them in the element
    /// `svg::description_id`, which the drawing names as its description.
    pub description: Vec<String>,
    /// What the marks mean that a reader cannot know: hatching, dotted lines. May be empty.
    pub remarks: Vec<String>,
    /// Swatches and names of the series where no direct label fits; empty otherwise.
    pub key: Vec<KeyItem>,
    /// The same numbers as a table.
    pub twin: Twin,
    /// The pictures that the SVG is made of, for files that stand alone: one, or the panels of small multiples.
    pub panels: Vec<Panel>,
}

/// One picture of a drawing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Panel {
    /// Its heading among several; empty where there is one picture only.
    pub title: String,
    /// Its marks, mirrored already where the script runs from right to left.
    pub scene: Arc<Scene>,
}

impl Drawing {
    /// The SVG under the writer's own words, with the generated ones behind them; as it is if there are none.
    pub(crate) fn with_label(&self, words: &str) -> String {
        const LABEL: &str = "aria-label=\"";
        if words.is_empty() {
            return self.svg.clone();
        }
        match self.svg.split_once(LABEL) {
            Some((before, after)) => {
                let mut labelled = String::with_capacity(self.svg.len() + words.len() + 8);
                labelled.push_str(before);
                labelled.push_str(LABEL);
                svg::push_escaped(&mut labelled, words);
                labelled.push(' ');
                labelled.push_str(after);
                labelled
            }
            None => self.svg.clone(),
        }
    }
}

/// One series of a colour key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyItem {
    /// Inline SVG, 12 px square, hidden from readers of the text.
    pub swatch: String,
    /// The ink of the swatch.
    pub ink: Ink,
    /// The series' name.
    pub label: String,
}

/// The numbers of a chart as a table, every cell as the language writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Twin {
    /// Head of each column; the first is the category or time.
    pub head: Vec<TwinHead>,
    /// Cells of each row; the first names the row.
    pub rows: Vec<Vec<String>>,
    /// How many rows the table has beyond these, all of them in the CSV.
    pub left_out: usize,
}

/// Head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TwinHead {
    /// What the column holds, with its unit.
    pub text: String,
    /// Whether it holds numbers, which stand at the end of their cell.
    pub is_number: bool,
}

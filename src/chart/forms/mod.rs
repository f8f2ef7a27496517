//! Chart forms, one a file: what a form is, and the parts that forms of length share.
//!
//! A form is a const [`Form`] in its own file and a line in `spec::FORMS`. It draws [`Values`] for one range of
//! widths; checking its columns, mirroring, merging of widths, markup and words are not its business.

pub(crate) mod area;
pub(crate) mod arrow;
pub(crate) mod bar;
pub(crate) mod boxes;
pub(crate) mod bubble;
pub(crate) mod cloud;
pub(crate) mod column;
pub(crate) mod dot;
pub(crate) mod dumbbell;
pub(crate) mod ends;
pub(crate) mod gantt;
pub(crate) mod heatmap;
pub(crate) mod histogram;
pub(crate) mod labels;
pub(crate) mod line;
pub(crate) mod lollipop;
pub(crate) mod number;
pub(crate) mod pairs;
pub(crate) mod parts;
pub(crate) mod parts_words;
pub(crate) mod place_rows;
pub(crate) mod range;
pub(crate) mod row_notes;
pub(crate) mod rows;
pub(crate) mod scatter;
pub(crate) mod sizes;
pub(crate) mod slope;
pub(crate) mod stacked_bars;
pub(crate) mod stacked_columns;
pub(crate) mod strip;
pub(crate) mod timeline;
pub(crate) mod waffle;
pub(crate) mod waterfall;

use rust_decimal::Decimal;

use crate::chart::Twin;
use crate::chart::describe::Describer;
use crate::chart::layout::Canvas;
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Place};
use crate::chart::scene::{Datum, Ink, Role};
pub(crate) use crate::chart::sketch::Sketch;
use crate::chart::values::{Point, Values};
use crate::quantity::Bound;

/// A kind of chart: a row of the registry.
#[derive(Debug)]
pub(crate) struct Form {
    /// As written in `figures.toml`; also names its messages, `chart.form.NAME`.
    pub name: &'static str,
    /// What it is for, one sentence.
    pub summary: &'static str,
    /// When to choose it, and what it does with bounds, holes and many values.
    pub explanation: &'static str,
    /// A complete entry with its table.
    pub example: Example,
    /// What its columns must be.
    pub needs: Needs,
    /// Draws values for a range of widths.
    pub draw: fn(&Values, &Canvas<'_>) -> Sketch,
    /// The sentences of the alternative text after the one that names form and measure; usually
    /// `describe::series`.
    pub describe: fn(&Describer<'_>) -> Vec<String>,
    /// The same numbers as a table; usually `twin::series`.
    pub twin: fn(&Describer<'_>) -> Twin,
}

/// As many measures as a writer likes.
pub(crate) const MANY: (usize, usize) = (1, usize::MAX);

/// A complete example, as three files.
#[derive(Debug)]
pub(crate) struct Example {
    /// The entry of `figures.toml`.
    pub figure: &'static str,
    /// The table: CSV.
    pub table: &'static str,
    /// Its description: TOML.
    pub description: &'static str,
}

/// What the columns of a form must be, and how much of them it bears.
#[derive(Debug)]
pub(crate) struct Needs {
    /// What `x` must be.
    pub x: Across,
    /// How many columns `y` may name: least and most.
    pub measures: (usize, usize),
    /// Whether `series` may split the one measure.
    pub series: bool,
    /// Whether several rows may stand at one place: a distribution, or things with an own label.
    pub repeats: bool,
    /// Keys beyond those of all charts that it takes: names in [`Options`], and `annotations.y` and `annotations.to`
    /// for reference lines and ranges.
    ///
    /// [`Options`]: crate::chart::options::Options
    pub keys: &'static [&'static str],
    /// How many marks can be told apart on a telephone; more is a warning.
    pub readable: usize,
    /// How many marks can be drawn at all; more is an error.
    pub most: usize,
    /// Whether it joins observations by lines; its marks are then counted by series, else by value.
    pub joins: bool,
}

/// The ink of areas of a series: red if the finding is about it, else a tone that can be told from the others.
pub(crate) fn area_ink(values: &Values, index: usize) -> Ink {
    match values.series.get(index) {
        Some(series) if series.is_marked => Ink { is_key: true, ..Ink::of(Role::Mass) },
        _ if values.has_marked() => Ink::beside_key(Role::Mass, index),
        _ => Ink::of_series(Role::Mass, index),
    }
}

/// The parts of a value shown as a length from zero.
///
/// Solid as far as the value is certain, hatched as far as it is possible, a line at the value that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    /// Certain part: its end away from zero.
    pub solid: Option<Decimal>,
    /// Possible part: its two ends.
    pub possible: Option<(Decimal, Decimal)>,
    /// Where the named value is marked.
    pub named: Option<Decimal>,
    /// Whether the possible part has no limit; its far end is then only a beginning.
    pub is_open: bool,
}

impl Length {
    /// The parts of a point; `beginning` is how much of an unlimited part is shown, in units of the value.
    pub(crate) fn of(point: &Point, beginning: Decimal) -> Length {
        let value = point.value();
        if point.is_certain() {
            return Length { solid: Some(value), possible: None, named: None, is_open: false };
        }
        // Seen from zero outwards, so that negative values are the mirror image.
        let sign = if value.is_sign_negative() { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        let (near, far) = if value.is_sign_negative() {
            (point.reach.high.map(|end| -end.at), point.reach.low.map(|end| -end.at))
        } else {
            (point.reach.low.map(|end| end.at), point.reach.high.map(|end| end.at))
        };
        let certain = near.unwrap_or(Decimal::ZERO);
        let is_open = far.is_none();
        let end = far.unwrap_or(certain.max(value.abs()) + beginning);
        let named = match point.quantity.bound {
            _ if is_open => None,
            Bound::Between => Some(end * sign),
            _ => Some(value),
        };
        Length {
            solid: (certain > Decimal::ZERO).then_some(certain * sign),
            possible: Some((certain * sign, end * sign)),
            named,
            is_open,
        }
    }

    /// The end that lies furthest from zero.
    pub(crate) fn end(&self) -> Decimal {
        self.possible.map(|(_, end)| end).or(self.solid).unwrap_or(Decimal::ZERO)
    }

    /// The end on the other side of zero, or zero: ranges may span it.
    pub(crate) fn start(&self) -> Decimal {
        let near = self.possible.map_or(Decimal::ZERO, |(near, _)| near);
        if self.end().is_sign_negative() { near.max(Decimal::ZERO) } else { near.min(Decimal::ZERO) }
    }

    /// Draws the parts. `place` turns a place across the mark (0 or 1) and a value into data coordinates.
    pub(crate) fn draw(&self, pen: &Pen, place: impl Fn(bool, Decimal) -> Place, ink: Ink, datum: Datum) {
        let datum = Some(datum);
        if let Some(end) = self.solid {
            pen.rect(place(false, Decimal::ZERO), place(true, end), ink, datum);
        }
        if let Some((near, far)) = self.possible {
            pen.rect(place(false, near), place(true, far), ink.with(Role::Possible), datum);
        }
        if let Some(value) = self.named {
            pen.line(place(false, value), place(true, value), ink.with(Role::Named), datum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{End, Interval, Quantity};

    fn point(value: i64, bound: Bound) -> Point {
        let quantity = Quantity::bounded(Decimal::from(value), None, bound);
        let reach = quantity.interval();
        Point { at: 0, quantity, reach, is_marked: false, beside: None }
    }

    fn length(value: i64, bound: Bound) -> Length {
        Length::of(&point(value, bound), Decimal::TEN)
    }

    #[test]
    fn a_bound_is_solid_as_far_as_it_is_certain() {
        let d = Decimal::from;
        assert_eq!(length(400, Bound::Exactly).solid, Some(d(400)));
        let almost = length(1400, Bound::Almost);
        assert_eq!(
            (almost.solid, almost.possible, almost.named),
            (Some(d(1330)), Some((d(1330), d(1400))), Some(d(1400)))
        );
        let about = length(100, Bound::About);
        assert_eq!(
            (about.solid, about.possible, about.named),
            (Some(d(95)), Some((d(95), d(105))), Some(d(100)))
        );
        let more = length(100, Bound::MoreThan);
        assert_eq!((more.solid, more.possible, more.is_open), (Some(d(100)), Some((d(100), d(110))), true));
        let less = length(100, Bound::LessThan);
        assert_eq!((less.solid, less.possible, less.named), (None, Some((d(0), d(100))), Some(d(100))));
    }

    #[test]
    fn negative_values_mirror() {
        let d = Decimal::from;
        let almost = length(-100, Bound::Almost);
        assert_eq!((almost.solid, almost.possible), (Some(d(-95)), Some((d(-95), d(-100)))));
        let more = length(-100, Bound::MoreThan);
        assert!(more.is_open, "a loss of more than 100 has no limit");
        assert_eq!(more.end(), d(-110));
    }

    #[test]
    fn a_range_may_span_zero() {
        let d = Decimal::from;
        let reach = Interval { low: Some(End::closed(d(-3))), high: Some(End::closed(d(8))) };
        let spanning = Length::of(&Point { reach, ..point(2, Bound::Exactly) }, d(1));
        assert_eq!((spanning.solid, spanning.possible), (None, Some((d(-3), d(8)))));
        assert_eq!((spanning.start(), spanning.end()), (d(-3), d(8)));
    }
}

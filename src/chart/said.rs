//! What a table and a writer say beside the values: remarks, reference lines, stretches of time, names of columns.

use rust_decimal::Decimal;

use crate::quantity::Period;

/// What columns are called that are no axis and no measure; empty where the chart has none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Called {
    /// The column `label`.
    pub label: String,
    /// The column `series`.
    pub series: String,
    /// The column `end`.
    pub end: String,
    /// Why a cell of the column `end` may be empty.
    pub no_end: Option<String>,
}

/// A line across the frame or a range, with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReferenceLine {
    /// Where it lies.
    pub at: ReferenceAt,
    /// What it says.
    pub text: String,
}

/// Where a reference line or range lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReferenceAt {
    /// At a value of the measure.
    Value(Decimal),
    /// Between two values, the lower first.
    Values(Decimal, Decimal),
    /// From position to position, both included.
    Positions(i64, i64),
}

/// A stretch of time as the table gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// When it begins: a day, or some time in a month or year.
    pub from: Period,
    /// When it ends, the last day included; `None` where no end is given.
    pub to: Option<Period>,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// Position on the axis.
    pub at: i64,
    /// What it says.
    pub text: String,
}

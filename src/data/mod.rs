//! Data tables: what a CSV file and its description say together.
//!
//! A [`DataTable`] is complete and typed: every cell is a number with its bound, a period, a text, a boolean or
//! missing with a reason. `csv.rs` makes it; nothing here reads a file.

pub(crate) mod description;
pub(crate) mod workbook;

pub(crate) mod csv;
pub(crate) mod file;

pub(crate) mod expressions;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diag::Place;
use crate::fields::Text;
use crate::locale::Localised;
use crate::quantity::{Bound, Period, Quantity, TOLERANCE, Unit};
use crate::source::citation::Citation;
use crate::text::{FileText, Fingerprint, Span};

/// A described table.
#[derive(Clone, Debug)]
pub(crate) struct DataTable {
    /// File stem of the table.
    pub id: Arc<str>,
    /// The file with the cells.
    pub data: FileText,
    /// Path of the description.
    pub description: Arc<str>,
    /// What it shows.
    pub title: Option<Localised>,
    /// What it rests on.
    pub cite: Vec<Citation>,
    /// Columns whose values together name a row; may be empty.
    pub key: Vec<usize>,
    /// SPDX id or text.
    pub license: Option<Arc<str>>,
    /// A remark for readers.
    pub note: Option<Localised>,
    /// Expressions that must hold.
    pub(crate) asserts: Vec<Text>,
    /// Described columns and those that hold bounds, in the order of the file.
    pub columns: Vec<Column>,
    /// Number of rows, the header not counted.
    pub rows: usize,
    /// Byte offset of each row in `data`, the header not counted.
    pub row_starts: Vec<u32>,
    /// Names of all columns that either file speaks of, if one of the two has a mistake.
    pub(crate) flaw: Option<BTreeSet<Arc<str>>>,
    /// Of both files and the settings they were read with.
    pub fingerprint: Fingerprint,
}

impl DataTable {
    /// Whether a file of it has a mistake: what rests on its cells is judged once that is repaired.
    pub(crate) fn is_flawed(&self) -> bool {
        self.flaw.is_some()
    }

    /// Whether a column that is not here is one of those that a mistake keeps out.
    pub(crate) fn lost(&self, column: &str) -> bool {
        self.flaw.as_ref().is_some_and(|names| names.contains(column))
    }

    /// The column of that name, with its index.
    pub(crate) fn column(&self, name: &str) -> Option<(usize, &Column)> {
        self.columns.iter().enumerate().find(|(_, column)| &*column.name == name)
    }

    /// The place of a cell: of its row where the exact field cannot be told. `row` is 0-based.
    pub(crate) fn cell_place(&self, row: usize, column: usize) -> Place {
        let span = self.cell_span(row, column).unwrap_or_default();
        Place::new(&self.data.path, span)
    }

    fn cell_span(&self, row: usize, column: usize) -> Option<Span> {
        let start = *self.row_starts.get(row)?;
        let index = self.columns.get(column)?.index;
        csv::field_span(&self.data.text, start, index, csv::delimiter(&self.data.path))
    }
}

/// What kind of values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// Years: `2026`.
    Year,
    /// Months: `2026-01`.
    Month,
    /// Days: `2026-01-31`.
    Date,
    /// Numbers.
    Number,
    /// Texts.
    Text,
    /// `true` and `false`.
    Boolean,
}

impl ColumnKind {
    /// Every kind with its word.
    pub(crate) const WORDS: &'static [(&'static str, ColumnKind)] = &[
        ("year", ColumnKind::Year),
        ("month", ColumnKind::Month),
        ("date", ColumnKind::Date),
        ("number", ColumnKind::Number),
        ("text", ColumnKind::Text),
        ("boolean", ColumnKind::Boolean),
    ];

    /// Whether its values are periods of time.
    pub(crate) fn is_time(self) -> bool {
        matches!(self, ColumnKind::Year | ColumnKind::Month | ColumnKind::Date)
    }
}

/// One column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// As in the header row.
    pub name: Arc<str>,
    /// Its place among all columns of the file, 0-based.
    pub index: usize,
    /// As readers see it.
    pub label: Localised,
    /// What it holds.
    pub kind: ColumnKind,
    /// What its numbers count or measure.
    pub unit: Option<Unit>,
    /// Why a cell may be empty; without it an empty cell was reported.
    pub missing: Option<Localised>,
    /// What the numbers of `low` and `high` are, such as "95 % CI".
    pub interval: Option<Localised>,
    /// How texts become words for readers.
    pub meaning: TextMeaning,
    /// Holds bounds or ends for another column: published, but not described.
    pub is_auxiliary: bool,
    /// One a row.
    pub cells: Vec<Cell>,
}

impl Column {
    /// The number in a row with its unit and bound; `None` if missing or no number. `row` is 0-based.
    pub(crate) fn quantity(&self, row: usize) -> Option<Quantity> {
        match self.cells.get(row)? {
            Cell::Number(number) => Some(Quantity {
                value: number.value,
                high: None,
                unit: self.unit.clone(),
                bound: number.bound,
                tolerance: TOLERANCE,
            }),
            _ => None,
        }
    }
}

/// How the texts of a column become words for readers.
#[derive(Clone, Debug, Default)]
pub(crate) enum TextMeaning {
    /// Said nowhere: shown as they are, with a warning where readers see them in several languages.
    #[default]
    Unsaid,
    /// Shown as they are in every language.
    Verbatim,
    /// They are ids of `names.toml`.
    Names,
    /// They stand for ids of `names.toml`.
    Ids(BTreeMap<Arc<str>, Text>),
    /// They stand for these words.
    Values(BTreeMap<Arc<str>, Localised>),
}

/// A number of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// As in the file.
    pub value: Decimal,
    /// How it is meant.
    pub bound: Bound,
    /// Ends of its uncertainty; few tables have them, and a site holds every cell of all.
    pub ends: Option<Box<Ends>>,
}

/// What the uncertainty of a number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends {
    /// From a `low` column.
    pub low: Option<Decimal>,
    /// From a `high` column.
    pub high: Option<Decimal>,
}

impl Ends {
    /// Boxed, if there is one.
    pub(crate) fn of(low: Option<Decimal>, high: Option<Decimal>) -> Option<Box<Ends>> {
        (low.is_some() || high.is_some()).then(|| Box::new(Ends { low, high }))
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// A number.
    Number(Number),
    /// A year, month or day.
    Period(Period),
    /// A text.
    Text(Arc<str>),
    /// A truth value.
    Boolean(bool),
    /// Empty in the file.
    Missing,
}

/// Which rows of a table are shown, and in which order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// A condition of the expression language.
    pub condition: Option<Text>,
    /// A column, with `-` in front for descending.
    pub sort: Option<Text>,
    /// At most so many rows.
    pub limit: Option<usize>,
}

impl Selection {
    /// Whether two selections are the same, wherever they are written.
    pub(crate) fn same(&self, other: &Selection) -> bool {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        text(&self.condition) == text(&other.condition)
            && text(&self.sort) == text(&other.sort)
            && self.limit == other.limit
    }
}

/// A cell as text, for telling values apart and for keys.
pub(crate) fn raw(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) => Cow::Owned(number.value.normalize().to_string()),
        Cell::Period(period) => Cow::Owned(period.to_string()),
        Cell::Boolean(true) => Cow::Borrowed("true"),
        Cell::Boolean(false) => Cow::Borrowed("false"),
        Cell::Missing => Cow::Borrowed(""),
    }
}

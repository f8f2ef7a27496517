//! What an exhibit takes from its table: rows by `where`, `sort` and `limit`; columns; the chart's channels.

use std::cmp::Ordering;

use crate::chart::cell;
use crate::chart::spec::{self, ChartSpec};
use crate::codes;
use crate::data::{Cell, Column, ColumnKind, DataTable, Selection};
use crate::diag::{Diagnostic, Reported, did_you_mean, one_of};
use crate::figure::{ExhibitKind, Sparkline, TableEntry};
use crate::site::uses::Embed;
use crate::site::values;

/// What an exhibit shows of its table.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// Rows in their order, 0-based.
    pub(crate) rows: Vec<usize>,
    /// Columns of a table, in their order; empty for charts.
    pub(crate) columns: Vec<usize>,
    /// Those of them that have bars.
    pub(crate) bars: Vec<usize>,
    /// Columns of small lines: which of the entry's, its columns and where these stand along the line.
    pub(crate) sparklines: Vec<(usize, Vec<usize>, Vec<i64>)>,
    /// Of a chart that can be drawn.
    pub(crate) chart: Option<ChartSpec>,
}

/// Resolves an embedded chart or table against its table.
pub(crate) fn of_exhibit(embed: &Embed) -> Reported<Shown> {
    let Some((_, table)) = &embed.table else { return Reported::default() };
    let mut diagnostics = Vec::new();
    match &embed.exhibit.kind {
        ExhibitKind::Chart(entry) => {
            let rows = rows(table, &entry.selection).into(&mut diagnostics);
            let chart = spec::resolve(entry, table, rows.clone()).into(&mut diagnostics);
            Reported::new(Shown { rows, chart, ..Shown::default() }, diagnostics)
        }
        ExhibitKind::Table(entry) => {
            let rows = rows(table, &entry.selection).into(&mut diagnostics);
            let columns: Vec<usize> = if entry.columns.is_empty() {
                described(table).collect()
            } else {
                let find = |name| column(table, name).into(&mut diagnostics);
                entry.columns.iter().filter_map(find).collect()
            };
            let bars = bars(table, entry, &columns).into(&mut diagnostics);
            let lines = entry.sparklines.iter().enumerate();
            let sparklines = lines.filter_map(|(index, entry)| {
                let (columns, steps) = sparkline(table, entry).into(&mut diagnostics)?;
                Some((index, columns, steps))
            });
            let sparklines = sparklines.collect();
            Reported::new(Shown { rows, columns, bars, sparklines, chart: None }, diagnostics)
        }
        ExhibitKind::Picture { .. } | ExhibitKind::Document { .. } => Reported::default(),
    }
}

/// Columns of numbers among the shown ones.
fn bars(table: &DataTable, entry: &TableEntry, shown: &[usize]) -> Reported<Vec<usize>> {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    for name in &entry.bars {
        let Some(at) = column(table, name).into(&mut diagnostics) else { continue };
        let is_number = table.columns.get(at).is_some_and(|column| column.kind == ColumnKind::Number);
        let fault = if !is_number {
            Some((
                format!("`{}` holds no numbers: it has no length to draw", name.value),
                "name a column of numbers",
            ))
        } else if !shown.contains(&at) {
            let message = format!("`{}` is not among the columns that are shown", name.value);
            Some((message, "add it to `columns`: a bar stands beside its number"))
        } else {
            None
        };
        match fault {
            Some((message, hint)) => diagnostics
                .push(Diagnostic::new(&codes::figure::CHANNEL, name.place.clone(), message).hint(hint)),
            None => found.push(at),
        }
    }
    Reported::new(found, diagnostics)
}

/// Columns of a small line, and where they stand along it.
type Line = (Vec<usize>, Vec<i64>);

fn sparkline(table: &DataTable, entry: &Sparkline) -> Reported<Option<Line>> {
    let mut diagnostics = Vec::new();
    let find = |name| column(table, name).into(&mut diagnostics);
    let columns: Vec<usize> = entry.columns.iter().filter_map(find).collect();
    if columns.len() < entry.columns.len() {
        return Reported::new(None, diagnostics);
    }
    let of = |at: &usize| table.columns.get(*at);
    let first = columns.first().and_then(of);
    let other = entry.columns.iter().zip(&columns).find(|(_, at)| {
        of(at).is_none_or(|column| {
            column.kind != ColumnKind::Number || Some(&column.unit) != first.map(|first| &first.unit)
        })
    });
    let steps = cell::steps(entry.columns.iter().map(|name| &*name.value));
    let (place, message, hint) = match (other, &steps) {
        (Some((name, _)), _) => (
            name.place.clone(),
            format!("`{}` does not hold numbers of the same unit as the others", name.value),
            "a line runs through columns of one measure",
        ),
        (None, _) if columns.len() < 3 => (
            entry.columns.first().map_or_else(|| entry.place.clone(), |name| name.place.clone()),
            format!("a small line through {} columns would invent what lies between", columns.len()),
            "name three columns or more, or show the numbers alone",
        ),
        (None, None) => (
            entry.place.clone(),
            "the dates of the columns do not ascend".to_owned(),
            "name them in the order of time",
        ),
        (None, Some(steps)) => return Reported::new(Some((columns, steps.clone())), diagnostics),
    };
    diagnostics.push(Diagnostic::new(&codes::figure::CHANNEL, place, message).hint(hint));
    Reported::new(None, diagnostics)
}

/// Columns whose words a reader of the exhibit sees.
pub(crate) fn shown_columns(embed: &Embed) -> Vec<&Column> {
    let Some((_, table)) = &embed.table else { return Vec::new() };
    let named: Vec<&str> = match &embed.exhibit.kind {
        ExhibitKind::Chart(entry) => {
            let named = entry.x.iter().chain(&entry.y).chain(&entry.series);
            named.chain(entry.options.columns()).map(|text| &*text.value).collect()
        }
        ExhibitKind::Table(entry) if entry.columns.is_empty() => {
            return table.columns.iter().filter(|column| !column.is_auxiliary).collect();
        }
        ExhibitKind::Table(entry) => entry.columns.iter().map(|text| &*text.value).collect(),
        _ => Vec::new(),
    };
    table.columns.iter().filter(|column| named.contains(&&*column.name)).collect()
}

fn described(table: &DataTable) -> impl Iterator<Item = usize> {
    table.columns.iter().enumerate().filter(|(_, column)| !column.is_auxiliary).map(|(at, _)| at)
}

/// Finds a column that an entry names.
fn column(table: &DataTable, name: &crate::fields::Text) -> Reported<Option<usize>> {
    if let Some((at, _)) = table.column(&name.value) {
        return Reported::clean(Some(at));
    }
    if table.lost(&name.value) {
        return Reported::clean(None);
    }
    let names = || table.columns.iter().map(|column| &*column.name);
    let diagnostic = Diagnostic::new(
        &codes::data::UNKNOWN_COLUMN,
        name.place.clone(),
        format!("the table `{}` has no described column `{}`", table.id, name.value),
    )
    .maybe_hint(did_you_mean(&name.value, names()))
    .hint(format!("described are {}", one_of(names())));
    Reported::new(None, vec![diagnostic])
}

/// Rows that meet the condition, sorted, at most so many.
fn rows(table: &DataTable, selection: &Selection) -> Reported<Vec<usize>> {
    let mut diagnostics = Vec::new();
    let mut rows: Vec<usize> = match &selection.condition {
        None => (0..table.rows).collect(),
        Some(condition) => match values::matching_rows(table, &condition.value) {
            Ok(rows) => rows,
            Err(fault) => {
                diagnostics.push(fault.diagnostic(&codes::data::EXPRESSION, condition));
                (0..table.rows).collect()
            }
        },
    };
    if let Some(sort) = &selection.sort {
        let (name, descending) = match sort.value.strip_prefix('-') {
            Some(name) => (name, true),
            None => (&*sort.value, false),
        };
        let name = crate::fields::Text::new(name.into(), sort.place.clone());
        if let Some(at) = column(table, &name).into(&mut diagnostics) {
            sort_rows(&mut rows, table, at, descending);
        }
    }
    if let Some(limit) = selection.limit {
        rows.truncate(limit);
    }
    Reported::new(rows, diagnostics)
}

/// Sorts by a column; rows of equal values keep their order, missing values stand last either way.
fn sort_rows(rows: &mut [usize], table: &DataTable, column: usize, descending: bool) {
    let Some(column) = table.columns.get(column) else { return };
    let cell = |row: &usize| column.cells.get(*row).unwrap_or(&Cell::Missing);
    rows.sort_by(|a, b| match (cell(a), cell(b)) {
        (Cell::Missing, Cell::Missing) => Ordering::Equal,
        (Cell::Missing, _) => Ordering::Greater,
        (_, Cell::Missing) => Ordering::Less,
        (a, b) if descending => compare(b, a),
        (a, b) => compare(a, b),
    });
}

fn compare(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Number(a), Cell::Number(b)) => a.value.cmp(&b.value),
        (Cell::Period(a), Cell::Period(b)) => a.first_day().cmp(&b.first_day()),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (Cell::Boolean(a), Cell::Boolean(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

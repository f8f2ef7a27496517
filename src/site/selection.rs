//! What an exhibit takes from its table: rows by `where`, `sort` and `limit`; columns; the chart's channels.

use std::cmp::Ordering;

use crate::chart::spec::{self, ChartSpec};
use crate::codes;
use crate::data::{Cell, Column, DataTable, Selection};
use crate::diag::{Diagnostic, Reported, did_you_mean, one_of};
use crate::figure::ExhibitKind;
use crate::site::uses::Embed;
use crate::site::values;

/// What an exhibit shows of its table.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// Rows in their order, 0-based.
    pub(crate) rows: Vec<usize>,
    /// Columns of a table, in their order; empty for charts.
    pub(crate) columns: Vec<usize>,
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
            Reported::new(Shown { rows, columns: Vec::new(), chart }, diagnostics)
        }
        ExhibitKind::Table(entry) => {
            let rows = rows(table, &entry.selection).into(&mut diagnostics);
            let columns = if entry.columns.is_empty() {
                described(table).collect()
            } else {
                let find = |name| column(table, name).into(&mut diagnostics);
                entry.columns.iter().filter_map(find).collect()
            };
            Reported::new(Shown { rows, columns, chart: None }, diagnostics)
        }
        ExhibitKind::Picture { .. } | ExhibitKind::Document { .. } => Reported::default(),
    }
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

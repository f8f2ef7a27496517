//! CSV and TSV with their description -> [`DataTable`].
//!
//! The csv crate splits rows and fields; this file finds places, types the cells, and reports every one that does
//! not fit: at its row and column. UTF-8, a header row, `.` as decimal mark, ISO dates, empty = missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::codes;
use crate::data::description::{ColumnDescription, Description};
use crate::data::{Cell, Column, ColumnKind, DataTable, Ends, Number, TextMeaning};
use crate::diag::{Collector, Diagnostic, Place, did_you_mean, one_of};
use crate::fields::Text;
use crate::formula::{Expression, Inside, Value};
use crate::interval::Interval;
use crate::locale::Localised;
use crate::quantity::{Bound, Period};
use crate::source::citation::Citation;
use crate::text::{FileText, Fingerprint, Span};

/// Bytes of a table beyond which it is refused: 32 MiB, some 500,000 rows.
pub(crate) const MAX_TABLE: usize = 32 << 20;
/// Findings of one kind in one table after which the rest are only counted.
const MANY: usize = 20;

/// The rows of a file, split and complete.
struct Rows {
    header: Vec<Arc<str>>,
    cells: Vec<Vec<Box<str>>>,
    starts: Vec<u32>,
    /// Those with too many or too few cells among them.
    total: usize,
}

/// The field that separates cells, by the file's extension.
pub(crate) fn delimiter(path: &str) -> u8 {
    if path.ends_with(".tsv") { b'\t' } else { b',' }
}

/// The place of a field in a row that starts at `start`; `index` is 0-based. Quotation marks belong to it.
pub(crate) fn field_span(text: &str, start: u32, index: usize, delimiter: u8) -> Option<Span> {
    let bytes = text.as_bytes().get(start as usize..)?;
    let mut field = 0;
    let mut from = 0;
    let mut quoted = false;
    for (at, byte) in bytes.iter().enumerate() {
        let ends = !quoted && (*byte == delimiter || *byte == b'\n' || *byte == b'\r');
        if *byte == b'"' {
            quoted = !quoted;
        }
        if ends {
            if field == index {
                return Some(Span::new(start as usize + from..start as usize + at));
            }
            if *byte != delimiter {
                return None;
            }
            field += 1;
            from = at + 1;
        }
    }
    (field == index).then(|| Span::new(start as usize + from..text.len()))
}

/// Joins the cells of `data` with their description. `None` where nothing usable is left.
pub(crate) fn read(
    id: &str,
    data: &FileText,
    description: Description,
    cite: Vec<Citation>,
    fingerprint: Fingerprint,
    collector: &Collector,
) -> Option<DataTable> {
    let rows = split(data, collector)?;
    let mut reader =
        Reader { data, rows: &rows, description: &description, collector, told: BTreeMap::new() };
    reader.check_description();
    let columns = reader.columns();
    let key = reader.key(&columns);
    reader.tell_rest();
    let table = DataTable {
        id: id.into(),
        data: data.clone(),
        description: description.file.clone(),
        title: description.title.clone(),
        cite,
        key,
        license: description.license.clone(),
        note: description.note.clone(),
        asserts: description.asserts.clone(),
        columns,
        rows: rows.cells.len(),
        row_starts: rows.starts,
        flaw: None,
        fingerprint,
    };
    let mut table = with_derived(table, &description, collector);
    if collector.has_errors() {
        table.flaw = Some(rows.header.into_iter().chain(description.named).collect());
    }
    Some(table)
}

/// Adds the columns that are worked out, in the order of their names; one may use those before it.
fn with_derived(mut table: DataTable, description: &Description, collector: &Collector) -> DataTable {
    for column in description.columns.values() {
        let Some(formula) = &column.formula else { continue };
        if table.column(&column.name.value).is_some() {
            let message = format!("`{}` is in the file and has a formula", column.name.value);
            collector.add(
                Diagnostic::new(&codes::data::EXPRESSION, formula.place.clone(), message)
                    .hint("take the formula out, or give the worked-out column another name"),
            );
            continue;
        }
        let cells = match derived_cells(&table, formula, column) {
            Ok(cells) => cells,
            Err(diagnostic) => {
                collector.add(*diagnostic);
                continue;
            }
        };
        table.columns.push(Column {
            name: column.name.value.clone(),
            index: usize::MAX,
            label: column.label.clone(),
            kind: ColumnKind::Number,
            unit: column.unit.clone(),
            missing: column.missing.clone(),
            interval: None,
            meaning: TextMeaning::Unsaid,
            is_auxiliary: false,
            cells,
        });
    }
    table
}

fn derived_cells(
    table: &DataTable,
    formula: &Text,
    column: &ColumnDescription,
) -> Result<Vec<Cell>, Box<Diagnostic>> {
    let code = &codes::data::EXPRESSION;
    let expression = Expression::parse_formula(&formula.value)
        .map_err(|error| Box::new(error.diagnostic(code, formula)))?;
    let mut cells = Vec::with_capacity(table.rows);
    for row in 0..table.rows {
        let value = expression
            .value(&Inside::row(table, row))
            .map_err(|error| Box::new(error.diagnostic(code, formula)))?;
        let interval = match (value, &column.unit) {
            (Value::Number(measure), Some(unit)) => measure.in_unit(unit).ok(),
            (Value::Number(measure), None) => Some(measure.interval),
            (Value::Missing, _) => {
                cells.push(Cell::Missing);
                continue;
            }
            _ => None,
        };
        match interval.and_then(Interval::nearly_single) {
            Some(value) => cells.push(Cell::Number(Number { value, bound: Bound::Exactly, ends: None })),
            None => {
                let message = format!("row {} of this column has no single value in its unit", row + 1);
                return Err(Box::new(Diagnostic::new(code, formula.place.clone(), message).hint(
                    "a worked-out column takes exact numbers; bind words to a fact with a formula instead",
                )));
            }
        }
    }
    Ok(cells)
}

/// The finding for a table beyond [`MAX_TABLE`].
pub(crate) fn too_large(path: &Arc<str>, size: u64) -> Diagnostic {
    let message = format!("this table has {} MB", size >> 20);
    Diagnostic::new(&codes::data::TOO_LARGE, Place::start_of(path), message)
        .hint(format!("tables have at most {} MB: aggregate it to what the story uses", MAX_TABLE >> 20))
}

fn split(data: &FileText, collector: &Collector) -> Option<Rows> {
    if data.text.len() > MAX_TABLE {
        collector.add(too_large(&data.path, data.text.len() as u64));
        return None;
    }
    if let Some(open) = unclosed_quote(&data.text, delimiter(&data.path)) {
        let place = Place::new(&data.path, Span::new(open..open + 1));
        collector.add(
            Diagnostic::new(&codes::data::QUOTING, place, "this quotation mark is never closed").hint(
                "close it at the end of the cell; a quotation mark inside a quoted cell is written twice",
            ),
        );
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&data.path))
        .flexible(true)
        .has_headers(false)
        .from_reader(data.text.as_bytes());
    let mut rows = Rows { header: Vec::new(), cells: Vec::new(), starts: Vec::new(), total: 0 };
    let mut ragged = Vec::new();
    for (number, record) in reader.records().enumerate() {
        let Ok(record) = record else { continue };
        let start = record.position().map_or(0, |position| position.byte());
        let start = line_start(&data.text, usize::try_from(start).unwrap_or(usize::MAX));
        if number == 0 {
            rows.header = record.iter().map(|name| name.trim().into()).collect();
        } else if record.len() == rows.header.len() {
            rows.cells.push(record.iter().map(|cell| cell.trim().into()).collect());
            rows.starts.push(start);
        } else {
            ragged.push((number, record.len(), start));
        }
    }
    rows.total = rows.cells.len() + ragged.len();
    report_ragged(data, rows.header.len(), &ragged, collector);
    check_header(data, &rows.header, collector).then_some(rows)
}

/// Where a record begins: the reader stops within a line end of two characters, and before empty lines.
fn line_start(text: &str, at: usize) -> u32 {
    let rest = text.get(at..).unwrap_or_default();
    let at = at + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The offset of a quotation mark that opens a field and is not closed.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<usize> {
    if !text.contains('"') {
        return None;
    }
    let mut open = None;
    let mut at_start = true;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, open) {
            (b'"', None) if at_start => open = Some(at),
            (b'"', Some(_)) => open = None,
            // The second of two quotation marks in a quoted field opens it again.
            (b'"', None) if text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'"') => open = Some(at),
            _ => {}
        }
        at_start = byte == delimiter || byte == b'\n';
    }
    open
}

fn report_ragged(data: &FileText, wanted: usize, ragged: &[(usize, usize, u32)], collector: &Collector) {
    for (number, found, start) in ragged.iter().take(MANY) {
        let line = data.text.get(*start as usize..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let place = Place::new(&data.path, Span::new(*start as usize..*start as usize + line.len()));
        let message = format!("row {number} has {}, the header has {wanted}", cells(*found));
        let hint = if *found < wanted {
            "add an empty cell if the value is missing, and say why in the description".to_owned()
        } else {
            "put a cell that holds a separator in quotation marks; numbers have no thousands separators"
                .to_owned()
        };
        collector.add(Diagnostic::new(&codes::data::RAGGED_ROW, place, message).hint(hint));
    }
    if ragged.len() > MANY {
        let message = format!("{} more rows do not have {}", ragged.len() - MANY, cells(wanted));
        collector.add(Diagnostic::new(&codes::data::RAGGED_ROW, Place::start_of(&data.path), message));
    }
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}

/// Reports a header that names no column, or one twice; whether the table can be used at all.
fn check_header(data: &FileText, header: &[Arc<str>], collector: &Collector) -> bool {
    let place = |index| {
        Place::new(&data.path, field_span(&data.text, 0, index, delimiter(&data.path)).unwrap_or_default())
    };
    if header.is_empty() {
        collector.add(
            Diagnostic::new(&codes::data::HEADER, Place::start_of(&data.path), "the table is empty")
                .hint("the first row names the columns"),
        );
        return false;
    }
    if let [only] = header
        && only.contains(';')
    {
        collector.add(
            Diagnostic::new(&codes::data::HEADER, place(0), "the header is one cell with semicolons in it")
                .hint("separate cells with commas (or tabs in a `.tsv` file), with `.` as decimal mark"),
        );
        return false;
    }
    for (index, name) in header.iter().enumerate() {
        if name.is_empty() {
            let message = format!("column {} has no name", index + 1);
            collector.add(
                Diagnostic::new(&codes::data::HEADER, place(index), message).hint("name it in the first row"),
            );
        } else if header.iter().take(index).any(|other| other == name) {
            let message = format!("two columns are called `{name}`");
            collector
                .add(Diagnostic::new(&codes::data::HEADER, place(index), message).hint("rename one of them"));
        }
    }
    true
}

/// Types the cells of one table.
struct Reader<'a> {
    data: &'a FileText,
    rows: &'a Rows,
    description: &'a Description,
    collector: &'a Collector,
    /// Findings of each code so far, so that a file of wrong cells does not bury everything else.
    told: BTreeMap<&'static str, usize>,
}

impl Reader<'_> {
    fn index_of(&self, name: &str) -> Option<usize> {
        self.rows.header.iter().position(|column| **column == *name)
    }

    fn header_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.rows.header.iter().map(|name| &**name)
    }

    /// Columns that the description names must be there; what it does not name is told once.
    fn check_description(&self) {
        let named = self.description.columns.values().flat_map(|column| {
            [Some(&column.name), column.bound.as_ref(), column.low.as_ref(), column.high.as_ref()]
        });
        let keys = self.description.key.iter().map(Some);
        let mut wanted: Vec<&Text> = named.chain(keys).flatten().collect();
        wanted.dedup_by(|a, b| a.value == b.value);
        let is_derived = |name: &Text| {
            self.description.columns.get(&name.value).is_some_and(|column| column.formula.is_some())
        };
        for name in
            wanted.into_iter().filter(|name| self.index_of(&name.value).is_none() && !is_derived(name))
        {
            let message = format!("the table has no column `{}`", name.value);
            self.collector.add(
                Diagnostic::new(&codes::data::UNKNOWN_COLUMN, name.place.clone(), message)
                    .maybe_hint(did_you_mean(&name.value, self.header_names()))
                    .hint(format!("`{}` has {}", self.data.path, one_of(self.header_names()))),
            );
        }
        let undescribed: Vec<&str> =
            self.header_names().filter(|name| !name.is_empty() && !self.is_known(name)).collect();
        if !undescribed.is_empty() {
            let message = format!("{} not described, so neither published nor usable", list(&undescribed));
            let place = Place::start_of(&self.description.file);
            self.collector.add(
                Diagnostic::new(&codes::data::UNDESCRIBED, place, message)
                    .hint("add `[columns.NAME]` for what readers may see"),
            );
        }
        let expected = self.description.rows.filter(|expected| expected.value != self.rows.total);
        if let Some(expected) = expected {
            let message = format!("`rows` is {}, the table has {}", expected.value, self.rows.total);
            self.collector.add(
                Diagnostic::new(
                    &codes::data::ROWS,
                    Place::new(&self.description.file, expected.span),
                    message,
                )
                .hint("check what came or went, then correct the number"),
            );
        }
    }

    fn is_known(&self, name: &str) -> bool {
        self.description.named.contains(name) || self.owner_of(name).is_some()
    }

    /// The described column for which this one holds bounds or ends.
    fn owner_of(&self, name: &str) -> Option<&ColumnDescription> {
        self.description.columns.values().find(|column| {
            [&column.bound, &column.low, &column.high].into_iter().flatten().any(|text| *text.value == *name)
        })
    }

    fn columns(&mut self) -> Vec<Column> {
        let description = self.description;
        let mut columns = Vec::new();
        for (index, name) in self.rows.header.iter().enumerate() {
            if let Some(column) = description.columns.get(name) {
                columns.push(self.column(index, column));
            } else if let Some(owner) = self.owner_of(name) {
                let is_bound = owner.bound.as_ref().is_some_and(|bound| bound.value == *name);
                columns.push(self.auxiliary(index, name, is_bound));
            }
        }
        columns
    }

    fn column(&mut self, index: usize, column: &ColumnDescription) -> Column {
        let bounds = column.bound.as_ref().and_then(|bound| self.index_of(&bound.value));
        let low = column.low.as_ref().and_then(|low| self.index_of(&low.value));
        let high = column.high.as_ref().and_then(|high| self.index_of(&high.value));
        let mut cells = Vec::with_capacity(self.rows.cells.len());
        for (row, record) in self.rows.cells.iter().enumerate() {
            let text = record.get(index).map(|cell| &**cell).unwrap_or_default();
            let cell = if text.is_empty() {
                self.empty_cell(row, index, column);
                Cell::Missing
            } else {
                self.cell(row, index, text, column).unwrap_or(Cell::Missing)
            };
            cells.push(match cell {
                Cell::Number(number) => Cell::Number(Number {
                    bound: bounds.map_or(Bound::Exactly, |bounds| self.bound(row, bounds)),
                    ends: Ends::of(
                        low.and_then(|low| self.end(row, low)),
                        high.and_then(|high| self.end(row, high)),
                    ),
                    ..number
                }),
                other => other,
            });
        }
        Column {
            name: column.name.value.clone(),
            index,
            label: column.label.clone(),
            kind: column.kind,
            unit: column.unit.clone(),
            missing: column.missing.clone(),
            interval: column.interval.clone(),
            meaning: column.meaning.clone(),
            is_auxiliary: false,
            cells,
        }
    }

    /// A column of bounds or ends: published as it is, without a label of its own.
    fn auxiliary(&self, index: usize, name: &Arc<str>, is_bound: bool) -> Column {
        let cell = |record: &Vec<Box<str>>| match record.get(index).map(|cell| &**cell).unwrap_or_default() {
            "" => Cell::Missing,
            text if is_bound => Cell::Text(text.into()),
            text => number(text).map_or(Cell::Missing, |value| {
                Cell::Number(Number { value, bound: Bound::Exactly, ends: None })
            }),
        };
        Column {
            name: name.clone(),
            index,
            label: Localised::everywhere(Text::new(name.clone(), Place::start_of(&self.data.path))),
            kind: if is_bound { ColumnKind::Text } else { ColumnKind::Number },
            unit: None,
            missing: None,
            interval: None,
            meaning: TextMeaning::Verbatim,
            is_auxiliary: true,
            cells: self.rows.cells.iter().map(cell).collect(),
        }
    }

    fn cell(&mut self, row: usize, index: usize, text: &str, column: &ColumnDescription) -> Option<Cell> {
        let read = match column.kind {
            ColumnKind::Number => {
                number(text).map(|value| Cell::Number(Number { value, bound: Bound::Exactly, ends: None }))
            }
            ColumnKind::Text => Some(Cell::Text(text.into())),
            ColumnKind::Boolean => match text {
                "true" => Some(Cell::Boolean(true)),
                "false" => Some(Cell::Boolean(false)),
                _ => None,
            },
            ColumnKind::Year | ColumnKind::Month | ColumnKind::Date => {
                Period::parse(text).filter(|period| fits(*period, column.kind)).map(Cell::Period)
            }
        };
        match &read {
            None => self.wrong_cell(row, index, text, column),
            Some(Cell::Number(number)) => self.check_range(row, index, number.value, column),
            Some(Cell::Text(text)) => self.check_value(row, index, text, column),
            Some(_) => {}
        }
        read
    }

    fn wrong_cell(&mut self, row: usize, index: usize, text: &str, column: &ColumnDescription) {
        let (wanted, hint) = match column.kind {
            ColumnKind::Number => ("number", number_hint(text)),
            ColumnKind::Year => ("year", "years are written `2026`"),
            ColumnKind::Month => ("month", "months are written `2026-01`"),
            ColumnKind::Date => ("date", "dates are written `2026-01-31`"),
            ColumnKind::Boolean => ("truth value", "write `true` or `false`"),
            ColumnKind::Text => ("text", ""),
        };
        let message = format!("`{text}` is no {wanted}, in column `{}`", column.name.value);
        self.tell(Diagnostic::new(&codes::data::CELL, self.place(row, index), message).hint(hint));
    }

    fn empty_cell(&mut self, row: usize, index: usize, column: &ColumnDescription) {
        if column.missing.is_some() {
            return;
        }
        let message = format!("an empty cell in column `{}`, which does not say why", column.name.value);
        self.tell(
            Diagnostic::new(&codes::data::MISSING_CELL, self.place(row, index), message)
                .also(column.name.place.clone(), "described here")
                .hint("add `missing = \"…\"` to the column's description, such as \"not disclosed\""),
        );
    }

    fn check_range(&mut self, row: usize, index: usize, value: Decimal, column: &ColumnDescription) {
        let below = column.min.filter(|min| value < *min).map(|min| format!("below `min`, {min}"));
        let above = column.max.filter(|max| value > *max).map(|max| format!("above `max`, {max}"));
        if let Some(how) = below.or(above) {
            let message = format!("{value} is {how}, in column `{}`", column.name.value);
            let diagnostic = Diagnostic::new(&codes::data::RANGE, self.place(row, index), message)
                .also(column.name.place.clone(), "described here")
                .hint("check the cell against its source");
            self.tell(diagnostic);
        }
    }

    fn check_value(&mut self, row: usize, index: usize, text: &str, column: &ColumnDescription) {
        let known: Vec<&str> = match &column.meaning {
            TextMeaning::Values(values) => values.keys().map(|value| &**value).collect(),
            TextMeaning::Ids(ids) => ids.keys().map(|id| &**id).collect(),
            _ => return,
        };
        if known.contains(&text) {
            return;
        }
        let message = format!("`{text}` has no word, in column `{}`", column.name.value);
        let diagnostic = Diagnostic::new(&codes::data::CELL, self.place(row, index), message)
            .maybe_hint(did_you_mean(text, known.iter().copied()))
            .hint(format!("the description knows {}", one_of(known.iter().copied())));
        self.tell(diagnostic);
    }

    fn bound(&mut self, row: usize, index: usize) -> Bound {
        let text = self
            .rows
            .cells
            .get(row)
            .and_then(|record| record.get(index))
            .map(|cell| &**cell)
            .unwrap_or_default();
        if text.is_empty() {
            return Bound::Exactly;
        }
        let words = Bound::WORDS.iter().filter(|(_, bound)| *bound != Bound::Between);
        let found = words.clone().find(|(word, _)| *word == text);
        if found.is_none() {
            let names = || words.clone().map(|(word, _)| *word);
            let diagnostic =
                Diagnostic::new(&codes::data::CELL, self.place(row, index), format!("`{text}` is no bound"))
                    .maybe_hint(did_you_mean(text, names()))
                    .hint(format!("write {}", one_of(names())));
            self.tell(diagnostic);
        }
        found.map_or(Bound::Exactly, |(_, bound)| *bound)
    }

    fn end(&mut self, row: usize, index: usize) -> Option<Decimal> {
        let text = self.rows.cells.get(row)?.get(index)?;
        if text.is_empty() {
            return None;
        }
        let value = number(text);
        if value.is_none() {
            let diagnostic =
                Diagnostic::new(&codes::data::CELL, self.place(row, index), format!("`{text}` is no number"))
                    .hint(number_hint(text));
            self.tell(diagnostic);
        }
        value
    }

    /// Columns of the key, and every row that repeats one.
    fn key(&mut self, columns: &[Column]) -> Vec<usize> {
        let position = |name: &Text| columns.iter().position(|column| column.name == name.value);
        let key: Vec<usize> = self.description.key.iter().filter_map(position).collect();
        let indices: Vec<usize> =
            key.iter().filter_map(|at| columns.get(*at)).map(|column| column.index).collect();
        if indices.is_empty() || key.len() != self.description.key.len() {
            return key;
        }
        let mut seen: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
        let mut twice = Vec::new();
        for (row, record) in self.rows.cells.iter().enumerate() {
            let values: Vec<&str> =
                indices.iter().filter_map(|index| record.get(*index)).map(|cell| &**cell).collect();
            match seen.get(&values) {
                Some(first) => twice.push((row, *first, values.join(", "))),
                None => {
                    seen.insert(values, row);
                }
            }
        }
        let index = indices.first().copied().unwrap_or_default();
        for (row, first, values) in twice {
            let diagnostic = Diagnostic::new(
                &codes::data::KEY,
                self.place(row, index),
                format!("a second row for `{values}`"),
            )
            .also(self.place(first, index), "the first one")
            .hint("correct one of the two, or add a column to `key`");
            self.tell(diagnostic);
        }
        key
    }

    fn place(&self, row: usize, index: usize) -> Place {
        let start = self.rows.starts.get(row).copied().unwrap_or_default();
        let span = field_span(&self.data.text, start, index, delimiter(&self.data.path)).unwrap_or_default();
        Place::new(&self.data.path, span)
    }

    fn tell(&mut self, diagnostic: Diagnostic) {
        let count = self.told.entry(diagnostic.code.name).or_default();
        *count += 1;
        if *count <= MANY {
            self.collector.add(diagnostic);
        }
    }

    fn tell_rest(&self) {
        for (name, count) in self.told.iter().filter(|(_, count)| **count > MANY) {
            if let Some(code) = codes::all::find(name) {
                let message = format!("{} more findings of this kind in this table", count - MANY);
                self.collector.add(Diagnostic::new(code, Place::start_of(&self.data.path), message));
            }
        }
    }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().take(6).map(|name| format!("`{name}`")).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() && quoted.len() == names.len() => {
            format!("{} and {last} {verb}", rest.join(", "))
        }
        _ if quoted.len() < names.len() => format!("{} and others {verb}", quoted.join(", ")),
        _ => format!("{} {verb}", quoted.join(", ")),
    }
}

fn fits(period: Period, kind: ColumnKind) -> bool {
    matches!(
        (period, kind),
        (Period::Year(_), ColumnKind::Year)
            | (Period::Month(..), ColumnKind::Month)
            | (Period::Day(_), ColumnKind::Date)
    )
}

/// An exact number: an optional sign, digits, an optional fraction, an optional exponent.
fn number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || b".-eE+".contains(&byte));
    if !plain {
        return None;
    }
    Decimal::from_str_exact(digits).ok().or_else(|| Decimal::from_scientific(digits).ok())
}

fn number_hint(text: &str) -> &'static str {
    let digits = text.chars().any(|sign| sign.is_ascii_digit());
    if digits && text.chars().any(char::is_alphabetic) {
        "write the bare number: its unit belongs into the description, a word such as `about` into the column that \
         `bound` names"
    } else if digits && text.contains([',', ' ', '\u{a0}', '\u{202f}', '\'']) {
        "numbers have no thousands separators and `.` as decimal mark"
    } else if digits {
        "write the bare number; its unit belongs into the description"
    } else {
        "leave the cell empty if the value is missing, and say why in `missing`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_behind_quotation_marks() {
        let text = "a,b,c\n1,\"x, \"\"y\"\"\",3\n";
        let span = |index| field_span(text, 6, index, b',').map(|span| &text[span.range()]);
        assert_eq!(span(1), Some("\"x, \"\"y\"\"\""));
        assert_eq!(span(2), Some("3"));
        assert_eq!(span(3), None);
    }

    #[test]
    fn open_quotation_marks_are_found() {
        assert_eq!(unclosed_quote("a,b\n1,\"x\n", b','), Some(6));
        assert_eq!(unclosed_quote("a,b\n1,\"x \"\"y\"\" z\"\n", b','), None);
        assert_eq!(unclosed_quote("a,b\n1,5\" pipe\n", b','), None);
    }

    #[test]
    fn numbers_are_exact_and_plain() {
        assert_eq!(number("1400.50").map(|value| value.to_string()), Some("1400.50".into()));
        assert_eq!(number("1.4e3"), Some(Decimal::from(1400)));
        for wrong in ["1,400", "n/a", "", "1 400", "NaN", "inf", "0x10", "1.2.3", "٤٠٠"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}

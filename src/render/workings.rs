//! Calculations spelled out for readers, in words and numbers: from the tree of a fact's formula.

use crate::data::{Cell, Column};
use crate::fact::{Fact, FactValue};
use crate::formula::Value as FormulaValue;
use crate::formula::working::{Joint, Working};
use crate::locale::Direction;
use crate::locale::format::{DateStyle, UnitStyle};
use crate::render::evidence;
use crate::render::view::evidence::{WorkingPartView, WorkingView};
use crate::render::words::{self, Writer, escaped};
use crate::site::FolderIx;
use crate::site::lookup::Found;
use crate::site::values::{self, Cells, PassedOver, Row, Value};

/// Values of an aggregate that are written out; of more, the first ones and the last.
const MAX_LISTED: usize = 40;

/// Spells out how a fact was worked out. `entry` tells the anchor of another fact's entry on the page.
pub(crate) fn spell_out(
    writer: &Writer<'_>,
    found: Found<'_, Fact>,
    working: &Working,
    result: &Value,
    entry: &dyn Fn(Found<'_, Fact>) -> Option<String>,
) -> WorkingView {
    let mut speller = Speller { writer, folder: found.folder, entry, parts: Vec::new() };
    let result = isolated(writer, evidence::value(writer, result, true));
    let line = match working {
        Working::Aggregate { function, arguments, .. } => {
            speller.whole_aggregate(function, arguments, &result)
        }
        Working::Number(_) | Working::Fact(_) | Working::Cells(_) | Working::Time { .. } => {
            speller.part(working);
            result
        }
        _ => {
            let expression = speller.expression(working, false);
            speller.writer.language.messages.text("working.equals", &[("a", &expression), ("b", &result)])
        }
    };
    WorkingView { line, parts: speller.parts }
}

struct Speller<'a> {
    writer: &'a Writer<'a>,
    /// Where ids of the formula are looked up from.
    folder: FolderIx,
    entry: &'a dyn Fn(Found<'_, Fact>) -> Option<String>,
    parts: Vec<WorkingPartView>,
}

impl Speller<'_> {
    /// A part as it stands in the line; what is inside another stands in parentheses.
    fn expression(&mut self, working: &Working, is_inside: bool) -> String {
        let written = match working {
            Working::Share(sides) => {
                let (a, b) = (self.expression(&sides.0, true), self.expression(&sides.1, true));
                joined(&a, Joint::Over, &b)
            }
            Working::Change(sides) => {
                let (a, b) = (self.expression(&sides.0, true), self.expression(&sides.1, true));
                joined(&format!("({})", joined(&b, Joint::Minus, &a)), Joint::Over, &a)
            }
            Working::Chain(links) => self.chain(links),
            other => return isolated(self.writer, self.part(other)),
        };
        if is_inside { format!("({written})") } else { written }
    }

    fn chain(&mut self, links: &[(Joint, Working)]) -> String {
        let mut written = String::new();
        for (joint, link) in links {
            let part = self.expression(link, true);
            written = if written.is_empty() { part } else { joined(&written, *joint, &part) };
        }
        written
    }

    /// A number of the line, and below the line what it is.
    fn part(&mut self, working: &Working) -> String {
        match working {
            Working::Number(number) => self.writer.language.formatter.number(*number),
            Working::Fact(id) => self.fact(id),
            Working::Cells(selector) => {
                let cells = values::cells(self.writer.site, self.folder, selector);
                let Some((cells, row)) =
                    cells.and_then(|cells| cells.rows.first().copied().map(|row| (cells, row)))
                else {
                    return String::new();
                };
                let value = cell_words(self.writer, cells.column, row, UnitStyle::Symbol).unwrap_or_default();
                let what = cell_name(self.writer, &cells, row);
                self.tell(&value, escaped(&what));
                value
            }
            Working::Aggregate { function, arguments, value } => {
                let value = self.formula_value(value);
                let (intro, list) = self.aggregate(function, arguments);
                let what = if list.is_empty() { intro } else { format!("{intro}: {list}") };
                self.tell(&value, escaped(&what));
                value
            }
            Working::Time { function, times, value, .. } => {
                let value = self.formula_value(value);
                let formatter = &self.writer.language.formatter;
                let period = |period| formatter.period(period, DateStyle::Long);
                let (from, to) = (period(times.0), period(times.1));
                let key = format!("working.{function}");
                let what = self.writer.language.messages.text(&key, &[("from", &from), ("to", &to)]);
                self.tell(&value, escaped(&what));
                value
            }
            Working::Share(_) | Working::Change(_) | Working::Chain(_) | Working::Other => String::new(),
        }
    }

    fn fact(&mut self, id: &str) -> String {
        let Some(found) = self.writer.site.fact(self.folder, &values::fact_ref(id)) else {
            return String::new();
        };
        let Ok(resolved) = values::of_fact(self.writer.site, found) else { return String::new() };
        let is_worked_out = matches!(found.value.value, FactValue::Formula { .. });
        let value = evidence::value(self.writer, &resolved.value, is_worked_out);
        let label = evidence::label(self.writer, &resolved);
        let label = escaped(if label.is_empty() { id } else { &label });
        let what = match (self.entry)(found) {
            Some(entry) => format!("<a href=\"#{}\">{label}</a>", escaped(&entry)),
            None => label,
        };
        self.tell(&value, what);
        // A range is one number among others only in parentheses.
        if matches!(resolved.value, Value::Interval(..)) { format!("({value})") } else { value }
    }

    fn tell(&mut self, value: &str, html: String) {
        let part = WorkingPartView { value: value.to_owned(), html };
        if !self.parts.contains(&part) {
            self.parts.push(part);
        }
    }

    fn formula_value(&self, value: &FormulaValue) -> String {
        let writer = self.writer;
        match value {
            FormulaValue::Number(measure) => {
                let unit = measure.unit().ok().flatten();
                match measure.interval.nearly_single() {
                    Some(number) => {
                        let quantity = crate::quantity::Quantity::exactly(number, unit.cloned());
                        evidence::quantity(writer, &quantity, true)
                    }
                    None => format!("({})", evidence::range(writer, measure.interval, unit)),
                }
            }
            FormulaValue::Period(period) => writer.language.formatter.period(*period, DateStyle::Long),
            FormulaValue::Text(text) => text.to_string(),
            FormulaValue::Truth(_) | FormulaValue::Missing => String::new(),
        }
    }

    /// An aggregate that is all of a formula: its values stand in the line.
    fn whole_aggregate(&mut self, function: &str, arguments: &[Working], result: &str) -> String {
        let (intro, list) = self.aggregate(function, arguments);
        let equals =
            |a: &str| self.writer.language.messages.text("working.equals", &[("a", a), ("b", result)]);
        let (line, what) = match function {
            _ if list.is_empty() => (result.to_owned(), intro),
            "sum" => (equals(&list), intro),
            "mean" => {
                let count = self.writer.language.formatter.count(self.count(arguments));
                (equals(&joined(&format!("({list})"), Joint::Over, &count)), intro)
            }
            _ => (result.to_owned(), format!("{intro}: {list}")),
        };
        self.tell("", escaped(&what));
        line
    }

    /// What an aggregate is made of, and its values.
    fn aggregate(&mut self, function: &str, arguments: &[Working]) -> (String, String) {
        let (mut listed, mut places, mut missing, mut of) = (Vec::new(), Vec::new(), 0, 0);
        for argument in arguments {
            let cells = match argument {
                Working::Cells(selector) => values::cells(self.writer.site, self.folder, selector),
                _ => None,
            };
            let Some(cells) = cells else {
                listed.push(self.expression(argument, true));
                of += 1;
                continue;
            };
            of += cells.rows.len();
            missing += cells.rows.iter().filter(|row| is_missing(cells.column, **row)).count();
            let values = cells.rows.iter();
            listed.extend(
                values.filter_map(|row| cell_words(self.writer, cells.column, *row, UnitStyle::None)),
            );
            places.push(column_name(self.writer, &cells));
        }
        let language = self.writer.language;
        let mut intro = language.formatter.counted(&format!("working.{function}"), of - missing, &[]);
        for place in places {
            intro = language.messages.text("working.in", &[("what", &intro), ("where", &place)]);
        }
        if let Some(passed) = self.passed_over(missing, of) {
            intro = language.messages.text("working.also", &[("what", &intro), ("more", &passed)]);
        }
        if function == "count" {
            listed.clear();
        }
        let sign = if matches!(function, "sum" | "mean") { " + " } else { "; " };
        (intro, shortened(listed).join(sign))
    }

    fn passed_over(&self, missing: usize, of: usize) -> Option<String> {
        evidence::passed_over(self.writer, (missing > 0).then_some(PassedOver { missing, of }))
    }

    fn count(&self, arguments: &[Working]) -> usize {
        let count = |argument: &Working| match argument {
            Working::Cells(selector) => values::cells(self.writer.site, self.folder, selector)
                .map_or(0, |cells| cells.rows.iter().filter(|row| !is_missing(cells.column, **row)).count()),
            _ => 1,
        };
        arguments.iter().map(count).sum()
    }
}

/// A number of the line as a whole of its own where the page runs from right to left: between "1,400 TB" and "400 TB"
/// the sign and both units would else be one run of Latin, and the line would divide the wrong way round.
fn isolated(writer: &Writer<'_>, number: String) -> String {
    match writer.language.direction {
        Direction::Rtl => format!("\u{2068}{number}\u{2069}"),
        Direction::Ltr => number,
    }
}

fn joined(a: &str, joint: Joint, b: &str) -> String {
    format!("{a} {} {b}", joint.sign())
}

fn shortened(listed: Vec<String>) -> Vec<String> {
    if listed.len() <= MAX_LISTED {
        return listed;
    }
    let last = listed.last().cloned();
    let first = listed.into_iter().take(MAX_LISTED / 2);
    first.chain(["…".to_owned()]).chain(last).collect()
}

fn is_missing(column: &Column, row: usize) -> bool {
    matches!(column.cells.get(row), Some(Cell::Missing) | None)
}

/// A number or a time of a table; other cells are not counted with.
fn cell_words(writer: &Writer<'_>, column: &Column, row: usize, style: UnitStyle) -> Option<String> {
    let formatter = &writer.language.formatter;
    match column.cells.get(row)? {
        Cell::Number(_) => column.quantity(row).map(|quantity| formatter.quantity(&quantity, style)),
        Cell::Period(period) => Some(formatter.period(*period, DateStyle::Long)),
        Cell::Text(_) | Cell::Boolean(_) | Cell::Missing => None,
    }
}

/// "column “Notices published” of the table “Contract notices”"
fn column_name(writer: &Writer<'_>, cells: &Cells<'_>) -> String {
    let (column, table) = names(writer, cells);
    writer.language.messages.text("working.column", &[("column", &column), ("table", &table)])
}

/// The same with the row.
pub(crate) fn cell_name(writer: &Writer<'_>, cells: &Cells<'_>, row: usize) -> String {
    let (column, table) = names(writer, cells);
    let row = row_name(writer, cells, row);
    let key = if row.is_empty() { "working.column" } else { "working.cell" };
    writer.language.messages.text(key, &[("column", &column), ("table", &table), ("row", &row)])
}

fn names(writer: &Writer<'_>, cells: &Cells<'_>) -> (String, String) {
    let tag = &writer.language.tag;
    let table = cells.table.value;
    let title = table.title.as_ref().and_then(|title| words::said(title, tag)).map(|(title, _)| title);
    let title = title.unwrap_or_else(|| table.id.to_string());
    let column = words::said(&cells.column.label, tag).map(|(label, _)| label);
    let quoted = |words: &str| writer.quoted(words);
    (quoted(&column.unwrap_or_else(|| cells.column.name.to_string())), quoted(&title))
}

/// What a row is called: the words and times of its key.
fn row_name(writer: &Writer<'_>, cells: &Cells<'_>, row: usize) -> String {
    let table = cells.table.value;
    let at = Row { folder: cells.table.folder, table, at: row };
    let keys = table.key.iter().filter_map(|key| table.columns.get(*key));
    let word = |column: &Column| match column.cells.get(row) {
        Some(Cell::Period(period)) => writer.language.formatter.period(*period, DateStyle::Long),
        Some(Cell::Number(number)) => writer.language.formatter.number(number.value),
        _ => words::cell(writer.site, at.folder, writer.edition.lang, column, at.at),
    };
    let words: Vec<String> = keys.map(word).filter(|word| !word.is_empty()).collect();
    writer.language.formatter.apposed(&words)
}

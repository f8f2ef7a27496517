//! Honesty rules: what a chart may not do, whatever its form.
//!
//! The rules are about numbers and columns, not about a language: they are checked once for each case. That columns
//! start at zero, that holes stay holes and that bounds are drawn needs no rule here: no form can do otherwise.

mod lines;
mod parts;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::chart::calendar::Grain;
use crate::chart::forms::{Form, waffle};
use crate::chart::options::Across;
use crate::chart::options::ScaleKind;
use crate::chart::scale::LARGEST;
use crate::chart::statistics::round_up;
use crate::chart::text::{Face, Measure};
use crate::chart::values::raw;
use crate::chart::{At, Channels, ChartEntry};
use crate::codes;
use crate::data::{Cell, DataTable, TextMeaning};
use crate::diag::{Diagnostic, Place};

/// Widest name that three lines under a column of a telephone can hold together, per column: hundredths of a px.
const UNDER_COLUMNS: i32 = 26_000;

/// One chart under the rules.
pub(crate) struct Case<'a> {
    entry: &'a ChartEntry,
    channels: &'a Channels,
    form: &'static Form,
    table: &'a DataTable,
    series: Vec<Line>,
}

/// The rows of one series that have a value.
struct Line {
    measure: usize,
    /// The text of the column `series`; empty without one.
    name: String,
    /// The text of the column `facet`; empty without one.
    panel: String,
    rows: Vec<usize>,
}

/// All findings of all rules.
pub(crate) fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let rules = [
        empty,
        no_source,
        no_unit,
        mixed_units,
        repeated,
        reversed,
        too_large,
        squares,
        two_points,
        overcrowded,
        long_names,
        parts::check,
        steps::check,
        logarithms,
        lines::check,
        pairs,
        sizes,
    ];
    rules.iter().flat_map(|rule| rule(case)).collect()
}

impl<'a> Case<'a> {
    /// A chart as written and as meant, its form and its table; tells its series apart.
    pub(crate) fn new(
        entry: &'a ChartEntry,
        channels: &'a Channels,
        form: &'static Form,
        table: &'a DataTable,
    ) -> Case<'a> {
        let mut case = Case { entry, channels, form, table, series: Vec::new() };
        case.series = case.lines();
        case
    }

    /// How many lines or values stand in one picture; of small multiples in the fullest.
    fn crowd(&self) -> usize {
        if self.channels.y.is_empty() {
            return self.channels.rows.len();
        }
        let mut panels: BTreeMap<&str, usize> = BTreeMap::new();
        for line in &self.series {
            let more = if self.form.needs.joins { 1 } else { line.rows.len() };
            *panels.entry(&line.panel).or_default() += more;
        }
        panels.into_values().max().unwrap_or(0)
    }

    fn place_of_measure(&self) -> Place {
        self.entry.y.first().map_or_else(|| self.entry.form.place.clone(), |y| y.place.clone())
    }

    fn cell(&self, column: usize, row: usize) -> &Cell {
        let cell = self.table.columns.get(column).and_then(|column| column.cells.get(row));
        cell.unwrap_or(&Cell::Missing)
    }

    /// How many rows of a series are observations, not projections.
    fn observed(&self, line: &Line) -> usize {
        let (Some(Cell::Period(from)), Some(x)) = (&self.channels.settings.projected_from, self.channels.x)
        else {
            return line.rows.len();
        };
        let from = from.first_day();
        let before =
            |row: &&usize| matches!(self.cell(x, **row), Cell::Period(period) if period.first_day() < from);
        line.rows.iter().filter(before).count()
    }

    fn lines(&self) -> Vec<Line> {
        let mut all: Vec<Line> = Vec::new();
        for measure in &self.channels.y {
            let mut known = BTreeMap::new();
            for row in &self.channels.rows {
                let text = |column: Option<usize>| {
                    column.map(|column| raw(self.cell(column, *row))).unwrap_or_default()
                };
                let (name, panel) = (text(self.channels.series), text(self.channels.settings.facet));
                let next = all.len();
                let index = *known.entry((name.clone(), panel.clone())).or_insert(next);
                if index == next {
                    let (name, panel) = (name.into_owned(), panel.into_owned());
                    all.push(Line { measure: *measure, name, panel, rows: Vec::new() });
                }
                if let (Some(line), Cell::Number(_)) = (all.get_mut(index), self.cell(*measure, *row)) {
                    line.rows.push(*row);
                }
            }
        }
        all
    }
}

fn empty(case: &Case<'_>) -> Vec<Diagnostic> {
    let has_value = case.series.iter().any(|line| !line.rows.is_empty())
        || case.channels.y.is_empty() && !case.channels.rows.is_empty();
    if has_value {
        return Vec::new();
    }
    let rows = case.channels.rows.len();
    let condition = case.entry.selection.condition.as_ref();
    let at = condition.map_or_else(|| case.place_of_measure(), |text| text.place.clone());
    let message = if rows == 0 {
        format!("no row of `{}` is left to draw", case.table.id)
    } else {
        format!("none of the {rows} rows of `{}` has a value to draw", case.table.id)
    };
    let hint = if condition.is_some() {
        "correct `where`, or take the chart out"
    } else {
        "fill the table, or take the chart out"
    };
    vec![Diagnostic::new(&codes::figure::EMPTY, at, message).hint(hint)]
}

fn no_source(case: &Case<'_>) -> Vec<Diagnostic> {
    if !case.table.cite.is_empty() {
        return Vec::new();
    }
    let message = format!("the table `{}` says nothing of its source", case.table.id);
    let hint = format!("add `cite = [\"@…\"]` to `{}`", case.table.description);
    vec![Diagnostic::new(&codes::figure::NO_SOURCE, case.entry.table.place.clone(), message).hint(hint)]
}

fn no_unit(case: &Case<'_>) -> Vec<Diagnostic> {
    let written = case.entry.y.iter();
    let columns = case.channels.y.iter().filter_map(|index| case.table.columns.get(*index));
    written
        .zip(columns)
        .filter(|(_, column)| column.unit.is_none())
        .map(|(text, column)| {
            let message =
                format!("`{}` has no unit: readers cannot tell what the numbers count", column.name);
            let hint = format!("add `unit` to `[columns.{}]` in `{}`", column.name, case.table.description);
            Diagnostic::new(&codes::figure::NO_UNIT, text.place.clone(), message).hint(hint)
        })
        .collect()
}

fn mixed_units(case: &Case<'_>) -> Vec<Diagnostic> {
    let columns: Vec<_> = case.channels.y.iter().filter_map(|index| case.table.columns.get(*index)).collect();
    let Some(first) = columns.first() else { return Vec::new() };
    let word = |unit: &Option<crate::quantity::Unit>| {
        unit.as_ref().map_or("none".to_owned(), |unit| format!("`{unit}`"))
    };
    case.entry
        .y
        .iter()
        .zip(&columns)
        .filter(|(_, column)| column.unit != first.unit)
        .map(|(text, column)| {
            let (one, other) = (word(&first.unit), word(&column.unit));
            let message = format!(
                "`{}` is in {one}, `{}` in {other}: one scale cannot show both",
                first.name, column.name
            );
            Diagnostic::new(&codes::figure::MIXED_UNITS, text.place.clone(), message)
                .hint("draw two charts, or convert one column in the table")
        })
        .collect()
}

/// Two rows of one series at the same place: one would hide the other.
fn repeated(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let channels = case.channels;
    let Some(x_column) = channels.x.filter(|_| !case.form.needs.repeats) else { return Vec::new() };
    for row in &channels.rows {
        let x = raw(case.cell(x_column, *row)).into_owned();
        let name = channels.series.map(|split| raw(case.cell(split, *row)).into_owned());
        let panel = channels.settings.facet.map(|facet| raw(case.cell(facet, *row)).into_owned());
        if !seen.insert((x.clone(), name.clone(), panel)) {
            let of = name.map(|name| format!(" of `{name}`")).unwrap_or_default();
            let message = format!("two rows{of} stand at `{x}`: a chart shows one value at one place");
            let hint = if channels.series.is_some() {
                "take one row out, or choose rows with `where`"
            } else {
                "name the column that tells them apart in `series`, or choose rows with `where`"
            };
            let place = case.table.cell_place(*row, x_column);
            let entry = case.entry.x.as_ref().unwrap_or(&case.entry.form).place.clone();
            return vec![
                Diagnostic::new(&codes::figure::REPEATED, entry, message)
                    .also(place, "the second of them")
                    .hint(hint),
            ];
        }
    }
    Vec::new()
}

/// A stretch of time that ends before it begins.
fn reversed(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some((x, end)) = case.channels.x.zip(case.channels.settings.end) else { return Vec::new() };
    let fault = |row: &usize| {
        let (Cell::Period(from), Cell::Period(to)) = (case.cell(x, *row), case.cell(end, *row)) else {
            return None;
        };
        let message = format!("this ends at `{to}`, before it begins at `{from}`");
        (to.last_day() < from.first_day()).then(|| {
            Diagnostic::new(&codes::figure::REVERSED, case.table.cell_place(*row, end), message)
                .hint("correct one of the two dates, or leave the row out with `where`")
        })
    };
    case.channels.rows.iter().filter_map(fault).collect()
}

fn too_large(case: &Case<'_>) -> Vec<Diagnostic> {
    let beyond = |column: usize, row: usize| match case.cell(column, row) {
        Cell::Number(number) => {
            let ends = number.ends.as_deref();
            let parts = [Some(number.value), ends.and_then(|ends| ends.low), ends.and_then(|ends| ends.high)];
            parts.into_iter().flatten().any(|part| part.abs() > LARGEST).then_some((row, column))
        }
        _ => None,
    };
    let measured = |line: &Line| line.rows.iter().find_map(|row| beyond(line.measure, *row));
    // The same holds for numbers that are drawn across or as an area.
    let across = case.channels.x.filter(|_| case.form.needs.x == Across::Number);
    let beside = [across, case.channels.settings.size];
    let of_column = |column: usize| case.channels.rows.iter().find_map(|row| beyond(column, *row));
    let found = case.series.iter().find_map(measured);
    let found = found.or_else(|| beside.into_iter().flatten().find_map(of_column));
    found
        .map(|(row, measure)| {
            let place = case.table.cell_place(row, measure);
            Diagnostic::new(
                &codes::figure::TOO_LARGE,
                place,
                "a chart holds numbers up to 10²⁴; this one is larger",
            )
            .hint("choose a larger unit for the column")
        })
        .into_iter()
        .collect()
}

/// Values, and reference lines, that a logarithmic scale cannot hold.
fn logarithms(case: &Case<'_>) -> Vec<Diagnostic> {
    let settings = &case.channels.settings;
    let hint = "write `symlog`, which is linear around zero, or `linear`";
    let mut found = Vec::new();
    let mut first_of = |column: usize, key: &str| {
        let is_beyond = |row: &&usize| matches!(case.cell(column, **row), Cell::Number(number) if number.value <= Decimal::ZERO);
        if let Some(row) = case.channels.rows.iter().find(is_beyond) {
            let message = format!("a logarithmic scale has no place for {}", raw(case.cell(column, *row)));
            let place = case.table.cell_place(*row, column);
            found.push(
                Diagnostic::new(&codes::figure::LOG, place, message)
                    .hint(format!("{hint}, for `{key}` of the chart")),
            );
        }
    };
    if settings.scale == ScaleKind::Log {
        case.channels.y.iter().for_each(|column| first_of(*column, "scale"));
    }
    if settings.x_scale == ScaleKind::Log {
        case.channels.x.iter().for_each(|column| first_of(*column, "x_scale"));
    }
    if settings.scale == ScaleKind::Log {
        let ends = case.entry.annotations.iter().flat_map(|annotation| match &annotation.at {
            At::Y(value, to) => [Some(value), to.as_ref()],
            At::X(..) => [None, None],
        });
        found.extend(ends.flatten().filter(|end| end.value <= Decimal::ZERO).map(|end| {
            let message = format!("a logarithmic scale has no place for {}", end.value.normalize());
            Diagnostic::new(&codes::figure::LOG, end.place.clone(), message)
                .hint(format!("{hint}, for `scale` of the chart"))
        }));
    }
    found
}

/// Amounts that no number of squares can show.
fn squares(case: &Case<'_>) -> Vec<Diagnostic> {
    if case.form.name != waffle::WAFFLE.name {
        return Vec::new();
    }
    let rows = || case.series.iter().flat_map(|line| line.rows.iter().map(|row| (line.measure, *row)));
    let value = |(measure, row): (usize, usize)| match case.cell(measure, row) {
        Cell::Number(number) => number.value,
        _ => Decimal::ZERO,
    };
    if let Some((measure, row)) = rows().find(|at| value(*at).is_sign_negative() && !value(*at).is_zero()) {
        let place = case.table.cell_place(row, measure);
        let message = "this amount is below zero: there are no squares to count";
        return vec![
            Diagnostic::new(&codes::figure::CHANNEL, place, message)
                .hint("write `form = \"bar\"`, or leave the row out with `where`"),
        ];
    }
    let Some(each) = &case.entry.options.each else { return Vec::new() };
    if each.value <= Decimal::ZERO {
        let message = format!("`each` is {}: a square stands for an amount above zero", each.value);
        return vec![Diagnostic::new(&codes::figure::CHANNEL, each.place.clone(), message)];
    }
    let largest = rows().map(value).max().unwrap_or_default();
    if largest.checked_div(each.value).is_none_or(|count| count > Decimal::from(waffle::MOST)) {
        let message = format!("the largest amount would need more than {} squares", waffle::MOST);
        let fitting = round_up(largest / Decimal::ONE_HUNDRED);
        return vec![
            Diagnostic::new(&codes::figure::TOO_MANY, each.place.clone(), message)
                .hint(format!("write `each = {fitting}`, or leave it out")),
        ];
    }
    Vec::new()
}

/// A line through two observations invents everything between them.
fn two_points(case: &Case<'_>) -> Vec<Diagnostic> {
    let is_area = case.form.name == "area";
    if !case.form.needs.joins || case.channels.between_unknown && !is_area {
        return Vec::new();
    }
    let what = if is_area { "area" } else { "line" };
    let several = case.channels.series.is_some() || case.channels.y.len() > 1;
    let pairs = case.series.iter().filter(|line| line.rows.len() == 2 || case.observed(line) == 2);
    pairs
        .map(|line| {
            let column = case.table.columns.get(line.measure).map_or("", |column| &column.name);
            let which = match (line.name.as_str(), several) {
                ("", false) => format!("this {what}"),
                ("", true) => format!("the {what} `{column}`"),
                (name, _) => format!("the {what} `{name}`"),
            };
            let panel = if line.panel.is_empty() { String::new() } else { format!(" of `{}`", line.panel) };
            let message =
                format!("{which}{panel} has two observations only: a line would invent what lies between");
            let hint = "write `form = \"column\"`, or `between = \"unknown\"` for a dotted line";
            let hint = if is_area { "write `form = \"column\"`" } else { hint };
            Diagnostic::new(&codes::figure::TWO_POINTS, case.entry.form.place.clone(), message).hint(hint)
        })
        .collect()
}

fn overcrowded(case: &Case<'_>) -> Vec<Diagnostic> {
    let needs = &case.form.needs;
    let count = case.crowd();
    let what = match case.form.name {
        "area" => "areas",
        _ if needs.joins => "lines",
        _ => "values",
    };
    let at = case.entry.form.place.clone();
    if count > needs.most {
        let message =
            format!("{count} {what} are more than `{}` can draw: at most {}", case.form.name, needs.most);
        vec![
            Diagnostic::new(&codes::figure::TOO_MANY, at, message)
                .hint("choose rows with `where` or `limit`"),
        ]
    } else if count > needs.readable {
        let message = format!(
            "{count} {what} can hardly be told apart on a telephone; `{}` bears about {}",
            case.form.name, needs.readable
        );
        vec![
            Diagnostic::new(&codes::figure::OVERCROWDED, at, message)
                .hint("choose rows with `where` or `limit`, or draw several charts"),
        ]
    } else {
        Vec::new()
    }
}

/// Names of categories that cannot all be written under upright columns of a telephone.
fn long_names(case: &Case<'_>) -> Vec<Diagnostic> {
    let kind = case.channels.x.and_then(|x| case.table.columns.get(x)).map(|column| column.kind);
    let upright = case.form.name == "column" && kind.is_some_and(|kind| Grain::of(kind).is_none());
    let names: BTreeSet<String> = case.channels.rows.iter().map(|row| longest_name(case, *row)).collect();
    if !upright || names.len() < 2 || names.len() > case.form.needs.readable {
        return Vec::new();
    }
    let measure = Measure::new();
    let count = i32::try_from(names.len()).unwrap_or(i32::MAX);
    let room = UNDER_COLUMNS / count - 700;
    let unfit = names.iter().filter(|name| measure.wrap(name, Face::Small, room, 3).is_none());
    let unfit: Vec<&String> = unfit.collect();
    let Some(first) = unfit.first() else { return Vec::new() };
    let message = format!(
        "{} of {count} names, `{first}` among them, are too long to stand under columns on a telephone",
        unfit.len()
    );
    vec![
        Diagnostic::new(&codes::figure::OVERCROWDED, case.entry.form.place.clone(), message)
            .hint("write `form = \"bar\"`, whose names have a line of their own"),
    ]
}

/// Forms of two values each show two series, neither one nor three; a slope may have two places instead.
fn pairs(case: &Case<'_>) -> Vec<Diagnostic> {
    let count = case.series.len();
    let places: BTreeSet<_> = case
        .channels
        .x
        .iter()
        .flat_map(|x| case.channels.rows.iter().map(|row| raw(case.cell(*x, *row))))
        .collect();
    let is_slope = case.form.name == "slope";
    let is_pair = is_slope || matches!(case.form.name, "range" | "dumbbell" | "arrow");
    let kind = case.channels.x.and_then(|x| case.table.columns.get(x)).map(|column| column.kind);
    let is_time = kind.and_then(Grain::of).is_some();
    // Moments are joined with each other; of other things, the two series are.
    let fits = match is_slope {
        true if is_time => places.len() == 2,
        true => count == 2 || places.len() == 2,
        false => count == 2,
    };
    if !is_pair || count == 0 || fits {
        return Vec::new();
    }
    let form = case.form.name;
    let (message, hint) = if is_slope {
        let message =
            format!("`slope` joins two moments or two measures, and here are {} by {count}", places.len());
        (message, "choose two with `where`, or draw a `line`")
    } else {
        (
            format!("`{form}` shows two values of each thing, and here are {count}"),
            "choose two with `where`, or draw a `dot`, which takes any number",
        )
    };
    let at = case.entry.series.as_ref().unwrap_or(&case.entry.form).place.clone();
    vec![Diagnostic::new(&codes::figure::CHANNEL, at, message).hint(hint)]
}

/// A bubble has a size, and none has less than nothing.
fn sizes(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(size) = case.channels.settings.size else {
        let is_missing = case.form.name == "bubble" && case.entry.options.size.is_none();
        let error = is_missing.then(|| {
            let message = "`size` is missing: the column that the area of a bubble shows";
            Diagnostic::new(&codes::figure::CHANNEL, case.entry.form.place.clone(), message)
                .hint("add `size = \"…\"`, or write `form = \"scatter\"`")
        });
        return error.into_iter().collect();
    };
    let below = case.channels.rows.iter().find(|row| match case.cell(size, **row) {
        Cell::Number(number) => number.value.is_sign_negative() && !number.value.is_zero(),
        _ => false,
    });
    below
        .map(|row| {
            let place = case.table.cell_place(*row, size);
            Diagnostic::new(&codes::figure::CHANNEL, place, "a bubble cannot be smaller than nothing")
                .hint("leave the row out with `where`, or draw the column on an axis")
        })
        .into_iter()
        .collect()
}

/// What a category is called where it is called longest.
fn longest_name(case: &Case<'_>, row: usize) -> String {
    let Some(x) = case.channels.x else { return String::new() };
    let raw = raw(case.cell(x, row)).into_owned();
    let meaning = case.table.columns.get(x).map(|column| &column.meaning);
    let Some(TextMeaning::Values(values)) = meaning else { return raw };
    let said = values.get(raw.as_str()).into_iter().flat_map(|words| words.iter());
    said.map(|(_, text)| text.value.to_string()).max_by_key(|text| text.chars().count()).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use crate::chart::samples::{MONTHS, NAMES, YEARS, entry, number, sample};
    use crate::chart::spec::resolve;

    fn codes(figure: &str, csv: &str, columns: &[&str]) -> Vec<&'static str> {
        let sample = sample(figure, csv, columns);
        let found = resolve(&sample.entry, &sample.table, sample.rows()).diagnostics;
        found.into_iter().map(|diagnostic| diagnostic.code.name).collect()
    }

    fn people() -> String {
        number("people", "people", "missing = \"not said\"")
    }

    fn one(form: &str, x: &str, rows: &str, description: &str) -> Vec<&'static str> {
        codes(
            &entry("a", form, x, &["people"], ""),
            &format!("{x},people\n{rows}"),
            &[description, &people()],
        )
    }

    #[test]
    fn a_chart_needs_a_value() {
        assert_eq!(one("column", "name", "N,\nS,", NAMES), ["figure/empty"]);
        assert_eq!(one("column", "name", "N,0\nS,0", NAMES), [""; 0], "zeros are values");
        let sample =
            sample(&entry("a", "bar", "name", &["people"], ""), "name,people\nN,1", &[NAMES, &people()]);
        let found = resolve(&sample.entry, &sample.table, Vec::new());
        assert!(found.value.is_none());
        assert_eq!(found.diagnostics.first().map(|found| found.code.name), Some("figure/empty"));
    }

    #[test]
    fn a_chart_needs_a_source_and_should_have_a_unit() {
        let text = entry("a", "column", "name", &["people"], "");
        let bare = "[columns.people]\ntype = \"number\"\n";
        let sample =
            crate::chart::samples::Sample::read(&text, "name,people\nN,3", &format!("{NAMES}{bare}"));
        let found = resolve(&sample.entry, &sample.table, sample.rows());
        let codes: Vec<&str> = found.diagnostics.iter().map(|found| found.code.name).collect();
        assert_eq!(codes, ["figure/no-source", "figure/no-unit"]);
    }

    #[test]
    fn one_scale_has_one_unit() {
        let columns = [NAMES, &number("a", "km", ""), &number("b", "kg", "")];
        let figure = entry("a", "column", "name", &["a", "b"], "");
        assert_eq!(codes(&figure, "name,a,b\nN,1,2", &columns), ["figure/mixed-units"]);
    }

    #[test]
    fn a_line_through_two_observations_must_be_wanted() {
        let rows = "2025-07,3\n2026-01,4";
        assert_eq!(one("line", "month", rows, MONTHS), ["figure/two-points"]);
        assert_eq!(one("column", "month", rows, MONTHS), [""; 0]);
        assert_eq!(one("line", "month", "2025-07,3", MONTHS), [""; 0], "one is a dot");
        let figure = entry("a", "line", "month", &["people"], "between = \"unknown\"");
        assert_eq!(codes(&figure, &format!("month,people\n{rows}"), &[MONTHS, &people()]), [""; 0]);
        assert_eq!(one("line", "month", "2025-07,3\n2025-08,\n2026-01,4", MONTHS), ["figure/two-points"]);
    }

    #[test]
    fn a_logarithm_never_reaches_zero() {
        let line = |more: &str, rows: &str| {
            let figure = entry("a", "line", "year", &["people"], more);
            codes(&figure, &format!("year,people\n{rows}"), &[YEARS, &people()])
        };
        let log = "scale = \"log\"";
        assert_eq!(line(log, "2020,3\n2021,0\n2022,-5"), ["figure/log"], "the first of them");
        assert_eq!(line(log, "2020,3\n2021,\n2022,5\n2023,0.1"), [""; 0]);
        assert_eq!(line("scale = \"symlog\"", "2020,3\n2021,0\n2022,-5"), [""; 0]);
        let at_zero = format!("{log}\nannotations = [{{ y = 0, to = 4, text = \"?\" }}]");
        assert_eq!(line(&at_zero, "2020,3\n2021,4\n2022,5"), ["figure/log"]);
    }

    #[test]
    fn one_place_holds_one_value() {
        assert_eq!(one("column", "name", "N,3\nN,4", NAMES), ["figure/repeated"]);
        let figure = entry("a", "column", "year", &["people"], "series = \"name\"");
        let rows = "year,name,people\n2020,N,1\n2020,S,2\n2021,N,3";
        assert_eq!(codes(&figure, rows, &[YEARS, NAMES, &people()]), [""; 0]);
    }

    #[test]
    fn crowds_are_warned_of_and_masses_refused() {
        let rows =
            |count: usize| (0..count).map(|index| format!("N{index},{index}")).collect::<Vec<_>>().join("\n");
        assert_eq!(one("bar", "name", &rows(60), NAMES), [""; 0]);
        assert_eq!(one("bar", "name", &rows(61), NAMES), ["figure/overcrowded"]);
        assert_eq!(one("bar", "name", &rows(251), NAMES), ["figure/too-many"]);
    }

    #[test]
    fn long_names_belong_beside_bars() {
        let rows =
            "Office for the coordination of harbours,3\nUnder-secretariat,4\nNavy,1\nPolice,2\nCustoms,2";
        assert_eq!(one("column", "name", rows, NAMES), ["figure/overcrowded"]);
        assert_eq!(one("bar", "name", rows, NAMES), [""; 0]);
    }

    #[test]
    fn numbers_that_cannot_be_summed_are_refused() {
        assert_eq!(one("bar", "name", "N,7000000000000000000000000001", NAMES), ["figure/too-large"]);
    }
}

//! What a chart shows: typed values with their bounds, in series over one axis, in one language.
//!
//! Made from a table and [`Channels`]; from here on nothing asks the table again. Positions on the axis are counted:
//! categories from 0, periods in the slots of their [`Grain`].

pub(crate) mod holes;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::chart::calendar::{Grain, Timeline};
use crate::chart::options::{Across, Reference, ScaleKind, Stack};
pub(crate) use crate::chart::said::{Called, Note, ReferenceAt, ReferenceLine, Span};
use crate::chart::{Channels, Highlight, Words};
pub(crate) use crate::data::raw;
use crate::data::{Cell, Column, ColumnKind, DataTable, Number};
use crate::locale::format::{DateStyle, Formatter, UnitStyle};
use crate::quantity::{Bound, End, Interval, Quantity, Unit};

/// Everything that a form draws and a description says.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    /// What the values stand over.
    pub axis: Axis,
    /// At least one; each has at least one point unless the table has no value at all.
    pub series: Vec<Series>,
    /// Unit of all values.
    pub unit: Option<Unit>,
    /// What the axis is called.
    pub axis_label: String,
    /// Remarks at positions of the axis.
    pub notes: Vec<Note>,
    /// Stretches of a timeline for which no series has a figure.
    pub holes: Vec<Empty>,
    /// Two observations may be joined by a dotted line.
    pub between_unknown: bool,
    /// What only some forms take, without columns.
    pub shape: Shape,
    /// The panels of small multiples, of which these are the values of one.
    pub family: Family,
}

/// The panels that a panel stands among. All share one scale: what decides on scales and room asks
/// [`Values::family`], so that it comes out the same for each.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    /// All of them, itself included; empty for a chart of one picture.
    pub members: Arc<[Values]>,
    /// Whether it is the first, which says the unit for all.
    pub is_first: bool,
}

impl Default for Family {
    fn default() -> Family {
        Family { members: Arc::new([]), is_first: true }
    }
}

/// Settings of a chart in positions and words of the language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// How series stand together.
    pub stack: Option<Stack>,
    /// Scale of the measure.
    pub scale: ScaleKind,
    /// Scale of a numeric `x`.
    pub x_scale: ScaleKind,
    /// First position whose value is a projection.
    pub projected_from: Option<i64>,
    /// Reference lines and ranges.
    pub references: Vec<ReferenceLine>,
    /// Positions of totals.
    pub totals: Vec<i64>,
    /// Classes of a histogram.
    pub bins: Option<usize>,
    /// What a square stands for, in the unit of the measure.
    pub each: Option<Decimal>,
    /// What the column `size` is called, and its unit.
    pub size: Option<(String, Option<Unit>)>,
    /// What the first measure is called; empty without one.
    pub measure: String,
    /// What the low and high ends of bands are called, the widest first.
    pub bands: Vec<(String, String)>,
    /// What other columns are called.
    pub called: Called,
}

/// What values stand over.
#[derive(Clone, Debug)]
pub(crate) enum Axis {
    /// Categories in the order of the rows.
    Names(Vec<Name>),
    /// A stretch of time, true to scale.
    Time(Timeline),
    /// A second measure with its unit; positions count the rows, and places stand in [`Beside::across`].
    Number(Option<Unit>),
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// As readers see it.
    pub text: String,
    /// Whether the finding is about it.
    pub is_marked: bool,
}

/// Values of one measure or one kind, over the axis.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// As readers see it; for a single measure its label.
    pub name: String,
    /// Whether the finding is about it.
    pub is_marked: bool,
    /// What the ends of its uncertainty are, such as "95 % CI".
    pub interval: Option<String>,
    /// By position, each position at most once.
    pub points: Vec<Point>,
    /// Positions without a figure, by position.
    pub empty: Vec<Empty>,
    /// Rows without a figure, where several rows may stand at one place.
    pub blank: Option<Blank>,
}

/// Rows without a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blank {
    /// The position of each; at least one.
    pub at: Vec<i64>,
    /// Why, if the table says so.
    pub reason: Option<String>,
}

/// One value.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// Position on the axis.
    pub at: i64,
    /// The value with its unit and bound.
    pub quantity: Quantity,
    /// What is possible: from the bound, or from columns of low and high ends.
    pub reach: Interval,
    /// Whether the finding is about it.
    pub is_marked: bool,
    /// What only some forms have of a row.
    pub beside: Option<Box<Beside>>,
}

/// What a row has beside its value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// Its place on a numeric axis.
    pub across: Option<Amount>,
    /// What its area shows.
    pub size: Option<Amount>,
    /// What it is called.
    pub label: Option<String>,
    /// The row, for forms that keep the order of rows.
    pub row: usize,
    /// Its stretch of time.
    pub span: Option<Span>,
    /// Low and high ends, in the order of the setting `bands`.
    pub bands: Vec<Option<(Decimal, Decimal)>>,
}

/// A value with its bound.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// The value with its unit and bound.
    pub quantity: Quantity,
    /// What is possible.
    pub reach: Interval,
}

impl Point {
    /// The value that the source names.
    pub(crate) fn value(&self) -> Decimal {
        self.quantity.value
    }

    /// Its place on a numeric axis.
    pub(crate) fn across(&self) -> Option<&Amount> {
        self.beside.as_ref()?.across.as_ref()
    }

    /// Whether it is one value and no range.
    pub(crate) fn is_certain(&self) -> bool {
        let ends = (self.reach.low, self.reach.high);
        matches!(ends, (Some(low), Some(high)) if low.at == high.at)
    }

    /// The lowest value that is possible or named; without a limit below: the named one.
    pub(crate) fn least(&self) -> Decimal {
        self.reach.low.map_or(self.value(), |end| end.at.min(self.value()))
    }

    /// The highest value that is possible or named; without a limit above: the named one.
    pub(crate) fn most(&self) -> Decimal {
        self.reach.high.map_or(self.value(), |end| end.at.max(self.value()))
    }

    /// Whether it may lie anywhere above its low end.
    pub(crate) fn is_open_above(&self) -> bool {
        self.reach.high.is_none()
    }

    /// Whether it may lie anywhere below its high end.
    pub(crate) fn is_open_below(&self) -> bool {
        self.reach.low.is_none()
    }
}

/// Positions without a figure, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Empty {
    /// First position.
    pub from: i64,
    /// Last position.
    pub to: i64,
    /// Why, if the table says so.
    pub reason: Option<String>,
}

/// What is possible of a value as the scale of its measure can show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends {
    /// The lowest that is possible or named.
    pub least: Decimal,
    /// The highest.
    pub most: Decimal,
    /// Whether it may lie anywhere below.
    pub is_open_below: bool,
    /// Whether it may lie anywhere above.
    pub is_open_above: bool,
}

impl Values {
    /// The ends of a value. A logarithm never reaches zero: there an end at or below it is no end.
    pub(crate) fn ends(&self, point: &Point) -> Ends {
        let (least, most) = (point.least(), point.most());
        let is_beyond = self.shape.scale == ScaleKind::Log && least <= Decimal::ZERO;
        Ends {
            least: if is_beyond { point.value() } else { least },
            most,
            is_open_below: is_beyond || point.is_open_below(),
            is_open_above: point.is_open_above(),
        }
    }

    /// Reads what `channels` name; `repeats` keeps several rows at one place. Cells that hold no number where one is needed count as missing.
    pub(crate) fn read(
        channels: &Channels,
        table: &DataTable,
        words: &dyn Words,
        formatter: &Formatter,
        across: Across,
        repeats: bool,
    ) -> Values {
        let is_measure_across = across == Across::Number;
        let reader = Reader { channels, table, words, formatter, is_measure_across, repeats };
        reader.read()
    }

    /// The panels that must look alike: those of small multiples, or these values alone.
    pub(crate) fn family(&self) -> impl Iterator<Item = &Values> {
        let alone = if self.is_panel() { None } else { Some(self) };
        alone.into_iter().chain(self.family.members.iter())
    }

    /// Whether these are the values of one of small multiples.
    pub(crate) fn is_panel(&self) -> bool {
        !self.family.members.is_empty()
    }

    /// The positions that have a row in any panel, ascending.
    pub(crate) fn family_positions(&self) -> Vec<i64> {
        if !self.is_panel() {
            return self.positions();
        }
        let points = self.family().flat_map(Values::points);
        let positions: BTreeSet<i64> = points.map(|point| point.at).collect();
        positions.into_iter().collect()
    }

    /// Whether the finding is about some values, so that the others step back.
    pub(crate) fn has_marked(&self) -> bool {
        self.series.iter().any(|series| series.is_marked || series.points.iter().any(|point| point.is_marked))
    }

    /// Every value.
    pub(crate) fn points(&self) -> impl Iterator<Item = &Point> {
        self.series.iter().flat_map(|series| &series.points)
    }

    /// Rows of two measures that lack one of both.
    pub(crate) fn left_out(&self) -> usize {
        if !matches!(self.axis, Axis::Number(_)) {
            return 0;
        }
        let unplaced = self.points().filter(|point| point.across().is_none()).count();
        unplaced + self.series.iter().map(|series| series.empty.len()).sum::<usize>()
    }

    /// The positions that have a row, ascending.
    pub(crate) fn positions(&self) -> Vec<i64> {
        let mut positions: Vec<i64> = self.points().map(|point| point.at).collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// The name of a position: a category, or a period written in full or short.
    pub(crate) fn position(&self, at: i64, style: DateStyle, formatter: &Formatter) -> String {
        match &self.axis {
            Axis::Names(names) => usize::try_from(at)
                .ok()
                .and_then(|at| names.get(at))
                .map_or_else(String::new, |name| name.text.clone()),
            Axis::Time(timeline) => formatter.period(timeline.grain.period(at), style),
            Axis::Number(_) => {
                let point = self.points().find(|point| point.at == at);
                let beside = point.and_then(|point| point.beside.as_ref());
                let across = |amount: &Amount| formatter.quantity(&amount.quantity, UnitStyle::Symbol);
                let label = beside.and_then(|beside| beside.label.clone());
                label.or_else(|| Some(across(beside?.across.as_ref()?))).unwrap_or_default()
            }
        }
    }
}

impl Series {
    /// Points that follow each other without a hole.
    pub(crate) fn runs(&self) -> Vec<&[Point]> {
        let mut runs = Vec::new();
        let mut rest = self.points.as_slice();
        for empty in &self.empty {
            let (before, after) = rest.split_at(rest.partition_point(|point| point.at < empty.from));
            runs.push(before);
            rest = after;
        }
        runs.push(rest);
        runs.retain(|run| !run.is_empty());
        runs
    }
}

/// Reads values of a table.
pub(crate) struct Reader<'a> {
    /// What is read.
    pub channels: &'a Channels,
    /// From where.
    pub table: &'a DataTable,
    /// Names and reasons.
    pub words: &'a dyn Words,
    /// How the language writes numbers and dates.
    pub formatter: &'a Formatter,
    /// Whether `x` is a second measure.
    pub is_measure_across: bool,
    /// Whether several rows may stand at one place.
    pub repeats: bool,
}

/// Where the rows stand on the axis.
pub(crate) struct Positions {
    /// What they are counted on.
    pub axis: Axis,
    /// Row and position, in the order of the rows.
    pub rows: Vec<(usize, i64)>,
}

impl Reader<'_> {
    fn read(&self) -> Values {
        let positions = self.positions();
        let series = self.series(&positions);
        self.values(&positions, series)
    }

    /// Everything that rows at their positions say.
    pub(crate) fn values(&self, positions: &Positions, mut series: Vec<Series>) -> Values {
        self.mark(&mut series, positions);
        let unit = self.column(self.channels.y.first().copied()).and_then(|column| column.unit.clone());
        let holes = holes::holes(&series, &positions.axis);
        Values {
            notes: self.notes(positions),
            axis: positions.axis.clone(),
            series,
            unit,
            axis_label: self.channels.x.map(|x| self.words.label(x)).unwrap_or_default(),
            holes,
            between_unknown: self.channels.between_unknown,
            shape: self.shape(positions),
            family: Family::default(),
        }
    }

    fn column(&self, index: Option<usize>) -> Option<&Column> {
        self.table.columns.get(index?)
    }

    /// A cell; `Missing` where there is none.
    pub(crate) fn cell(&self, column: usize, row: usize) -> &Cell {
        let cell = self.table.columns.get(column).and_then(|column| column.cells.get(row));
        cell.unwrap_or(&Cell::Missing)
    }

    /// Where all rows stand.
    pub(crate) fn positions(&self) -> Positions {
        let column = self.column(self.channels.x);
        match column.map(|column| (column.kind, Grain::of(column.kind))) {
            Some((_, Some(grain))) => self.periods(self.finest(grain)),
            Some((ColumnKind::Number, None)) if self.is_measure_across => {
                let unit = column.and_then(|column| column.unit.clone());
                Positions {
                    axis: Axis::Number(unit),
                    rows: (self.channels.rows.iter().copied()).zip(0..).collect(),
                }
            }
            _ => self.names(),
        }
    }

    /// Where a cell of `x` stands on the axis.
    fn place(&self, cell: &Cell, positions: &Positions) -> Option<i64> {
        match (&positions.axis, cell) {
            (Axis::Time(timeline), Cell::Period(period)) => Some(timeline.grain.slot(*period)),
            _ => Some(positions.rows.iter().find(|(row, _)| self.x_cell(*row) == cell)?.1),
        }
    }

    fn x_cell(&self, row: usize) -> &Cell {
        self.channels.x.map_or(&Cell::Missing, |x| self.cell(x, row))
    }

    fn shape(&self, positions: &Positions) -> Shape {
        let settings = &self.channels.settings;
        let reference = |(index, reference): &(usize, Reference)| {
            let at = match reference {
                Reference::Value(value, None) => ReferenceAt::Value(*value),
                Reference::Value(a, Some(b)) => ReferenceAt::Values(*a.min(b), *a.max(b)),
                Reference::Stretch(from, to) => {
                    let (from, to) = (self.place(from, positions)?, self.place(to, positions)?);
                    ReferenceAt::Positions(from.min(to), from.max(to))
                }
            };
            Some(ReferenceLine { at, text: self.words.annotation(*index) })
        };
        let size = settings.size.map(|size| {
            (self.words.label(size), self.column(Some(size)).and_then(|column| column.unit.clone()))
        });
        let label = |column: Option<usize>| column.map(|column| self.words.label(column)).unwrap_or_default();
        let called = Called {
            label: label(settings.label),
            series: label(self.channels.series),
            end: label(settings.end),
            no_end: settings.end.and_then(|end| self.words.missing(end)),
        };
        Shape {
            called,
            stack: settings.stack,
            scale: settings.scale,
            x_scale: settings.x_scale,
            projected_from: settings.projected_from.as_ref().and_then(|cell| self.place(cell, positions)),
            references: settings.references.iter().filter_map(reference).collect(),
            totals: settings.totals.iter().filter_map(|cell| self.place(cell, positions)).collect(),
            bins: settings.bins,
            each: settings.each,
            size,
            measure: self.channels.y.first().map(|y| self.words.label(*y)).unwrap_or_default(),
            bands: (settings.bands.iter())
                .map(|(low, high)| (self.words.label(*low), self.words.label(*high)))
                .collect(),
        }
    }

    /// What a row has beside its value; `None` for forms that take nothing more.
    fn beside(&self, row: usize) -> Option<Box<Beside>> {
        let settings = &self.channels.settings;
        let has_more = settings.size.is_some() || settings.label.is_some() || settings.end.is_some();
        if !has_more && settings.bands.is_empty() && !self.is_measure_across {
            return None;
        }
        let amount = |column: Option<usize>| {
            let (at, column) = (column?, self.column(column)?);
            let quantity = column.quantity(row)?;
            let reach = reach(&quantity, self.cell(at, row));
            Some(Amount { quantity, reach })
        };
        let period = |column: usize| match self.cell(column, row) {
            Cell::Period(period) => Some(*period),
            _ => None,
        };
        let span = |end: usize| Some(Span { from: period(self.channels.x?)?, to: period(end) });
        let number = |column: usize| match self.cell(column, row) {
            Cell::Number(number) => Some(number.value),
            _ => None,
        };
        let band = |(low, high): &(usize, usize)| Some((number(*low)?, number(*high)?));
        Some(Box::new(Beside {
            across: if self.is_measure_across { amount(self.channels.x) } else { None },
            size: amount(settings.size),
            label: settings.label.map(|label| self.name(label, row)).filter(|label| !label.is_empty()),
            row,
            span: settings.end.and_then(span),
            bands: settings.bands.iter().map(band).collect(),
        }))
    }

    /// The finer of the grains in which stretches of time begin and end.
    fn finest(&self, grain: Grain) -> Grain {
        let end = self.column(self.channels.settings.end).and_then(|column| Grain::of(column.kind));
        [Grain::Day, Grain::Month]
            .into_iter()
            .find(|fine| grain == *fine || end == Some(*fine))
            .unwrap_or(grain)
    }

    fn periods(&self, grain: Grain) -> Positions {
        let slot = |row: &usize| match self.x_cell(*row) {
            Cell::Period(period) => Some((*row, grain.slot(*period))),
            _ => None,
        };
        let rows: Vec<(usize, i64)> = self.channels.rows.iter().filter_map(slot).collect();
        let mut slots: Vec<i64> = rows.iter().map(|(_, slot)| *slot).collect();
        slots.sort_unstable();
        slots.dedup();
        let ends = self.channels.settings.end.into_iter();
        let ends = ends.flat_map(|end| self.channels.rows.iter().map(move |row| self.cell(end, *row)));
        let latest = ends.filter_map(|cell| match cell {
            Cell::Period(period) => Some(grain.last_slot(*period)),
            _ => None,
        });
        let latest = latest.max();
        match Timeline::new(grain, &slots) {
            Some(timeline) if latest > Some(timeline.last) => {
                let last = latest.unwrap_or(timeline.last);
                Positions { axis: Axis::Time(Timeline { last, ..timeline }), rows }
            }
            Some(timeline) => Positions { axis: Axis::Time(timeline), rows },
            None => Positions { axis: Axis::Names(Vec::new()), rows },
        }
    }

    fn names(&self) -> Positions {
        let mut known: BTreeMap<Cow<'_, str>, i64> = BTreeMap::new();
        let mut names = Vec::new();
        let mut rows = Vec::new();
        for row in &self.channels.rows {
            let cell = self.x_cell(*row);
            let next = i64::try_from(names.len()).unwrap_or(i64::MAX);
            let at = *known.entry(raw(cell)).or_insert(next);
            if at == next {
                let is_marked = self.channels.highlight.contains(&Highlight::At(cell.clone()));
                let text = self.channels.x.map(|x| self.name(x, *row)).unwrap_or_default();
                names.push(Name { text, is_marked });
            }
            rows.push((*row, at));
        }
        Positions { axis: Axis::Names(names), rows }
    }

    /// What a cell is called: numbers and periods as the language writes them, all else by [`Words`].
    pub(crate) fn name(&self, column: usize, row: usize) -> String {
        match self.cell(column, row) {
            Cell::Number(number) => {
                let unit = self.column(Some(column)).and_then(|column| column.unit.as_ref());
                self.formatter.amount(number.value, unit, UnitStyle::Symbol)
            }
            Cell::Period(period) => self.formatter.period(*period, DateStyle::Long),
            _ => self.words.cell(column, row),
        }
    }

    /// The series of rows at their positions.
    pub(crate) fn series(&self, positions: &Positions) -> Vec<Series> {
        if let Some(split) = self.channels.series {
            let measure = self.channels.y.first();
            let mut known: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
            let mut parts: Vec<(usize, Vec<(usize, i64)>)> = Vec::new();
            for (row, at) in &positions.rows {
                let next = parts.len();
                let index = *known.entry(raw(self.cell(split, *row))).or_insert(next);
                if index == next {
                    parts.push((*row, Vec::new()));
                }
                if let Some((_, rows)) = parts.get_mut(index) {
                    rows.push((*row, *at));
                }
            }
            let marked = |row: &usize| Highlight::Series(self.cell(split, *row).clone());
            return parts
                .iter()
                .map(|(row, rows)| {
                    let is_marked = self.channels.highlight.contains(&marked(row));
                    let name = self.name(split, *row);
                    match measure {
                        Some(measure) => self.one_series(*measure, name, is_marked, rows, &positions.axis),
                        None => self.without_measure(name, is_marked, rows),
                    }
                })
                .collect();
        }
        if self.channels.y.is_empty() {
            return vec![self.without_measure(String::new(), false, &positions.rows)];
        }
        let measures = self.channels.y.iter();
        measures
            .map(|measure| {
                let is_marked = self.channels.highlight.contains(&Highlight::Measure(*measure));
                let name = self.words.label(*measure);
                self.one_series(*measure, name, is_marked, &positions.rows, &positions.axis)
            })
            .collect()
    }

    fn one_series(
        &self,
        measure: usize,
        name: String,
        is_marked: bool,
        rows: &[(usize, i64)],
        axis: &Axis,
    ) -> Series {
        let column = self.column(Some(measure));
        let mut points: Vec<Point> = Vec::with_capacity(rows.len());
        let mut missing: Vec<i64> = Vec::new();
        for (row, at) in rows {
            match column.and_then(|column| Some((column.quantity(*row)?, column.cells.get(*row)?))) {
                Some((quantity, cell)) => {
                    let reach = reach(&quantity, cell);
                    let beside = self.beside(*row);
                    points.push(Point {
                        at: *at,
                        quantity,
                        reach,
                        is_marked: self.is_labelled(*row),
                        beside,
                    });
                }
                None => missing.push(*at),
            }
        }
        points.sort_by_key(|point| point.at);
        if !self.repeats {
            points.dedup_by_key(|point| point.at);
        }
        let reason = self.words.missing(measure);
        let has_blank = self.repeats && !missing.is_empty();
        let blank = has_blank.then(|| Blank { at: missing.clone(), reason: reason.clone() });
        let empty = match axis {
            Axis::Time(timeline) => holes::empty_periods(timeline, &points, missing, reason.as_ref()),
            Axis::Names(names) => holes::empty_names(names.len(), &points, reason.as_ref()),
            Axis::Number(_) => {
                missing.iter().map(|at| Empty { from: *at, to: *at, reason: reason.clone() }).collect()
            }
        };
        Series { name, is_marked, interval: self.words.interval(measure), points, empty, blank }
    }

    /// Rows of a form of time alone: each a point of no value.
    fn without_measure(&self, name: String, is_marked: bool, rows: &[(usize, i64)]) -> Series {
        let point = |(row, at): &(usize, i64)| Point {
            at: *at,
            quantity: Quantity::exactly(Decimal::ZERO, None),
            reach: Interval::point(Decimal::ZERO),
            is_marked: self.is_labelled(*row),
            beside: self.beside(*row),
        };
        let mut points: Vec<Point> = rows.iter().map(point).collect();
        points.sort_by_key(|point| point.at);
        Series { name, is_marked, interval: None, points, empty: Vec::new(), blank: None }
    }

    /// Whether the finding is about the row by what it is called.
    fn is_labelled(&self, row: usize) -> bool {
        self.channels.settings.label.is_some_and(|label| {
            let cell = self.cell(label, row);
            self.channels.highlight.iter().any(|mark| matches!(mark, Highlight::Label(of) if of == cell))
        })
    }

    /// Marks points whose value of `x` the finding is about.
    fn mark(&self, series: &mut [Series], positions: &Positions) {
        let marked: Vec<i64> = positions
            .rows
            .iter()
            .filter(|(row, _)| {
                let cell = self.x_cell(*row);
                self.channels.highlight.iter().any(|mark| matches!(mark, Highlight::At(at) if at == cell))
            })
            .map(|(_, at)| *at)
            .collect();
        for point in series.iter_mut().flat_map(|series| &mut series.points) {
            point.is_marked |= marked.contains(&point.at);
        }
    }

    fn notes(&self, positions: &Positions) -> Vec<Note> {
        let place = |(index, cell): &(usize, Cell)| {
            let at = self.place(cell, positions)?;
            Some(Note { at, text: self.words.annotation(*index) })
        };
        self.channels.annotations.iter().filter_map(place).collect()
    }
}

/// What a value may be: from low and high columns where there are such, else from its bound.
pub(crate) fn reach(quantity: &Quantity, cell: &Cell) -> Interval {
    match cell {
        Cell::Number(Number { value, ends: Some(ends), .. }) => {
            let value = End::closed(*value);
            Interval {
                low: Some(ends.low.map_or(value, End::closed)),
                high: Some(ends.high.map_or(value, End::closed)),
            }
        }
        _ if quantity.bound == Bound::Exactly => Interval::point(quantity.value),
        _ => quantity.interval(),
    }
}

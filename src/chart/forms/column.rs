//! Columns: amounts over categories or over time, from zero.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::forms::labels::{ABOVE, Column, draw_labels, draw_open_ends, place_every, place_important};
use crate::chart::forms::{
    Example, Form, Length, MANY, Needs, Sketch, area_ink, parts_words, stacked_columns,
};
use crate::chart::layout::{
    Canvas, STRIP, Slots, ValueAxis, draw_axis, draw_base, draw_holes, extent, top_of_hole,
};
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Run};
use crate::chart::place::Board;
use crate::chart::reference::References;
use crate::chart::scale::Scale;
use crate::chart::scene::{Area, Datum, Ink, PX, Role, Scene, Shape, Voice, WHOLE};
use crate::chart::values::{Axis, Values};

/// The form.
pub(crate) const COLUMN: Form = Form {
    name: "column",
    summary: "amounts over time or over a few categories, as columns from zero",
    explanation: "Choose it for amounts at some points in time, above all where there are gaps, and for a few \
categories with short names. Columns always start at zero. Periods without a figure keep their place and are \
hatched. Where a value is only bounded (`almost`, `more-than`, low and high ends), the column is solid as far as \
it is certain and hatched as far as it is possible. Several measures or a `series` column make groups. For long \
names or many categories take `bar`.",
    example: Example {
        figure: r#"[growth]
form = "column"
table = "storage"
x = "month"
y = "stored"
title = "Storage more than tripled in six months"
subtitle = "Data held, terabytes"
highlight = ["2026-01"]
"#,
        table: "month,stored,stored_bound\n2025-07,400,\n2026-01,1400,almost\n",
        description: r#"cite = ["@files, p. 4"]
[columns.month]
type = "month"
label = "Month"
[columns.stored]
type = "number"
unit = "TB"
label = "Data stored"
bound = "stored_bound"
missing = "not disclosed"
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &["stack", "projected_from", "facet", "annotations.y", "annotations.to"],
        readable: 60,
        most: 400,
        joins: false,
    },
    draw,
    describe: parts_words::describe,
    twin: parts_words::twin,
};

/// Share of a slot that one column takes.
const SHARE: Decimal = Decimal::from_parts(74, 0, 0, false, 2);
/// Share of a slot that a group of columns takes.
const GROUP: Decimal = Decimal::from_parts(82, 0, 0, false, 2);
/// No column is wider than this share of the picture, hundredths of a per cent.
const WIDEST: i32 = 1_600;
/// So many values of categories may do without an axis.
const WITHOUT_AXIS: usize = 12;

/// Few categories whose values can all be written need no axis of values; all else has one.
fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    if let Some(kind) = values.shape.stack {
        return stacked_columns::draw(values, kind, canvas);
    }
    // Panels of small multiples are compared by their gridlines.
    let few = !canvas.view.is_panel()
        && matches!(values.axis, Axis::Names(_))
        && values.points().count() <= WITHOUT_AXIS;
    let plain = if few { compose(values, None, canvas) } else { None };
    plain.unwrap_or_else(|| {
        let axis = axis_for(values, &Slots::of(values), canvas);
        compose(values, Some(&axis), canvas).unwrap_or_default()
    })
}

/// Draws with an axis, or without one: then only if every value and every name finds its place.
fn compose(values: &Values, axis: Option<&ValueAxis>, canvas: &Canvas<'_>) -> Option<Sketch> {
    let slots = Slots::of(values);
    let frame = canvas.upright(axis.map_or(0, |axis| axis.inset(values, canvas)), WHOLE);
    let scale = axis.map_or_else(|| scale_without(values), |axis| axis.scale);
    let mut scene = Scene::default();
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom });
    let ticks = axis.map(|axis| axis.draw(frame, canvas, &mut scene));
    ticks.into_iter().flatten().for_each(|area| board.keep(area));
    let holes = draw_holes(values, &slots, frame, scale, canvas, &mut scene);
    holes.iter().for_each(|area| board.keep(*area));
    let references = References { values, scale, slots: Some(&slots), frame };
    references.draw_ranges(&mut scene);
    let pen = Pen::on(frame, slots.scale, scale, Run::Up);
    let columns = draw_columns(values, &slots, frame, &pen);
    scene.marks.extend(pen.finish());
    draw_open_ends(&columns, &mut scene);
    hatch_missing(values, &slots, frame, scale, &mut scene);
    draw_base(scale, frame, &mut scene);
    references.draw_lines(&mut board, &mut scene);
    columns.iter().for_each(|column| board.keep(column.area));
    let mut tops: Vec<(i64, i32)> = columns.iter().map(|column| (column.datum.at, column.area.top)).collect();
    let labels = match (place_every(&columns, axis.is_some(), canvas, &mut board), axis) {
        (Some(labels), _) => labels,
        (None, Some(_)) => place_important(&columns, canvas, &mut board),
        (None, None) => return None,
    };
    tops.extend(draw_labels(labels, &mut scene));
    let base = scale.place(Decimal::ZERO, frame.bottom, frame.top);
    let target = |at: i64| {
        let top = tops.iter().filter(|(position, _)| *position == at).map(|(_, top)| *top).min();
        let x = slots.x(at, frame);
        let top = top.unwrap_or_else(|| top_of_hole(at, x, values, &holes, base));
        Target { x, above: top - 3 * PX, below: None }
    };
    let mut unplaced = references.label(canvas, &mut board, &mut scene);
    unplaced.extend(annotate(values, target, canvas, &mut board, &mut scene));
    let below = draw_axis(values, &slots, frame, canvas, &mut scene);
    scene.height = below.height;
    let is_whole = axis.is_some() || below.is_whole;
    is_whole.then_some(Sketch { scene, unplaced, names_series: values.series.len() == 1, is_cut: false })
}

/// From zero to the furthest end; no rounder, since no tick names it.
fn scale_without(values: &Values) -> Scale {
    let (low, high) = extent(values);
    let (low, high) = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
    if low == high { Scale::new(Decimal::ZERO, Decimal::ONE) } else { Scale::new(low, high) }
}

/// An axis from zero; with more room at its top where a column would reach into the label of the uppermost tick.
fn axis_for(values: &Values, slots: &Slots, canvas: &Canvas<'_>) -> ValueAxis {
    if canvas.view.is_panel() {
        return ValueAxis::with_headroom(values, canvas);
    }
    let axis = ValueAxis::from_zero(values, canvas);
    let frame = canvas.upright(axis.inset(values, canvas), WHOLE);
    let Some(label) = axis.top_label(frame, canvas) else { return axis };
    let groups = Groups::of(values, slots, frame);
    let reaches = values.series.iter().enumerate().any(|(index, series)| {
        series.points.iter().any(|point| {
            let (from, _) = groups.sides(index, point.at);
            let left = slots.scale.place(from, frame.left, frame.right);
            let top = axis.scale.place(Length::of(point, groups.beginning).end(), frame.bottom, frame.top);
            left < label.right && top - ABOVE - Voice::Loud.face().ascent() < label.bottom
        })
    });
    if reaches { ValueAxis::with_headroom(values, canvas) } else { axis }
}

fn draw_columns<'a>(values: &'a Values, slots: &Slots, frame: Area, pen: &Pen) -> Vec<Column<'a>> {
    let groups = Groups::of(values, slots, frame);
    let beginning = groups.beginning;
    let mut columns = Vec::new();
    for (index, series) in values.series.iter().enumerate() {
        for point in &series.points {
            let datum = Datum { series: index, at: point.at };
            let key = Ink { is_key: true, ..Ink::of(Role::Mass) };
            let ink = if point.is_marked { key } else { area_ink(values, index) };
            let is_projected = values.shape.projected_from.is_some_and(|from| from <= point.at);
            let ink = if is_projected { ink.with(Role::Projected) } else { ink };
            let length = Length::of(point, beginning);
            let (from, to) = groups.sides(index, point.at);
            length.draw(pen, |end, value| (if end { to } else { from }, value), ink, datum);
            let (left, start) = pen.place((from, length.start()));
            let (right, end) = pen.place((to, length.end()));
            let area = Area { left, right, top: start.min(end), bottom: start.max(end) };
            columns.push(Column { datum, point, length, ink, area, is_signed: false });
        }
    }
    columns
}

/// How columns share their slot.
struct Groups {
    /// Width of one column, in positions.
    width: Decimal,
    count: Decimal,
    /// How much of an unlimited part is shown, in units of the values.
    beginning: Decimal,
}

impl Groups {
    fn of(values: &Values, slots: &Slots, frame: Area) -> Groups {
        let count = Decimal::from(values.series.len().max(1));
        let share = if values.series.len() > 1 { GROUP / count } else { SHARE };
        let whole = slots.scale.high() - slots.scale.low();
        let widest = whole * Decimal::from(WIDEST) / Decimal::from((frame.right - frame.left).max(1));
        let points = values.family().flat_map(Values::points);
        let highest = points.map(|point| point.value().abs()).max().unwrap_or_default();
        Groups { width: (slots.pitch * share).min(widest), count, beginning: highest * Decimal::new(4, 2) }
    }

    /// Both sides of the column of a series at a position.
    fn sides(&self, series: usize, at: i64) -> (Decimal, Decimal) {
        let left =
            Decimal::from(at) - self.width * self.count / Decimal::TWO + self.width * Decimal::from(series);
        // A hair of paper between the columns of a group.
        let hair = if self.count > Decimal::ONE { self.width * Decimal::new(4, 2) } else { Decimal::ZERO };
        (left + hair, left + self.width - hair)
    }
}

/// Hatches the place of a single column that has no value while others of its group do.
fn hatch_missing(values: &Values, slots: &Slots, frame: Area, scale: Scale, scene: &mut Scene) {
    if values.series.len() < 2 {
        return;
    }
    let groups = Groups::of(values, slots, frame);
    let base = scale.place(Decimal::ZERO, frame.bottom, frame.top);
    let place = |at: Decimal| slots.scale.place(at, frame.left, frame.right);
    for (index, series) in values.series.iter().enumerate() {
        let single = |at: &i64| values.points().any(|point| point.at == *at);
        for at in series.empty.iter().flat_map(|empty| empty.from..=empty.to).filter(single) {
            let (from, to) = groups.sides(index, at);
            let area = Area { left: place(from), right: place(to), top: base - STRIP, bottom: base };
            scene.add(Shape::Rect(area), Ink::of(Role::Hole));
        }
    }
}

//! Columns: amounts over categories or over time, from zero.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::describe;
use crate::chart::forms::{Example, Form, Length, MANY, Needs, Sketch, area_ink};
use crate::chart::layout::{
    Canvas, STRIP, Slots, ValueAxis, area_of, draw_axis, draw_base, draw_holes, extent, is_bare, lines, text,
    top_of_hole, upright,
};
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Run};
use crate::chart::place::{Board, Candidate};
use crate::chart::scale::Linear;
use crate::chart::scene::{Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE};
use crate::chart::twin;
use crate::chart::values::{Axis, Point, Values};

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
        keys: &[],
        readable: 60,
        most: 400,
        joins: false,
    },
    draw,
    describe: describe::series,
    twin: twin::series,
};

/// Share of a slot that one column takes.
const SHARE: Decimal = Decimal::from_parts(74, 0, 0, false, 2);
/// Share of a slot that a group of columns takes.
const GROUP: Decimal = Decimal::from_parts(82, 0, 0, false, 2);
/// No column is wider than this share of the picture, hundredths of a per cent.
const WIDEST: i32 = 1_600;
/// From a column's end to the baseline of its label.
const ABOVE: i32 = 8 * PX;
/// More labels than this are not tried.
const LABELS: usize = 60;
/// So many values of categories may do without an axis.
const WITHOUT_AXIS: usize = 12;

/// A column and where it stands.
struct Column<'a> {
    datum: Datum,
    point: &'a Point,
    length: Length,
    ink: Ink,
    /// From its lowest to its highest part.
    area: Area,
}

/// Few categories whose values can all be written need no axis of values; all else has one.
fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let few = matches!(values.axis, Axis::Names(_)) && values.points().count() <= WITHOUT_AXIS;
    let plain = if few { compose(values, None, canvas) } else { None };
    plain.unwrap_or_else(|| {
        let axis = axis_for(values, &Slots::of(values), canvas);
        compose(values, Some(&axis), canvas).unwrap_or_default()
    })
}

/// Draws with an axis, or without one: then only if every value and every name finds its place.
fn compose(values: &Values, axis: Option<&ValueAxis>, canvas: &Canvas<'_>) -> Option<Sketch> {
    let slots = Slots::of(values);
    let frame = upright(axis.map_or(0, |axis| axis.inset(values, canvas)), WHOLE);
    let scale = axis.map_or_else(|| scale_without(values), |axis| axis.scale);
    let mut scene = Scene::default();
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom });
    let ticks = axis.map(|axis| axis.draw(frame, canvas, &mut scene));
    ticks.into_iter().flatten().for_each(|area| board.keep(area));
    let holes = draw_holes(values, &slots, frame, scale, canvas, &mut scene);
    holes.iter().for_each(|area| board.keep(*area));
    let pen = Pen::on(frame, slots.scale, scale, Run::Up);
    let columns = draw_columns(values, &slots, frame, &pen);
    scene.marks.extend(pen.finish());
    draw_open_ends(&columns, &mut scene);
    hatch_missing(values, &slots, frame, scale, &mut scene);
    draw_base(scale, frame, &mut scene);
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
    let unplaced = annotate(values, target, canvas, &mut board, &mut scene);
    let below = draw_axis(values, &slots, frame, canvas, &mut scene);
    scene.height = below.height;
    let is_whole = axis.is_some() || below.is_whole;
    is_whole.then_some(Sketch { scene, unplaced, names_series: values.series.len() == 1, is_cut: false })
}

/// From zero to the furthest end; no rounder, since no tick names it.
fn scale_without(values: &Values) -> Linear {
    let (low, high) = extent(values);
    let (low, high) = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
    if low == high { Linear::new(Decimal::ZERO, Decimal::ONE) } else { Linear::new(low, high) }
}

/// An axis from zero; with more room at its top where a column would reach into the label of the uppermost tick.
fn axis_for(values: &Values, slots: &Slots, canvas: &Canvas<'_>) -> ValueAxis {
    let axis = ValueAxis::from_zero(values, canvas);
    let frame = upright(axis.inset(values, canvas), WHOLE);
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
            let length = Length::of(point, beginning);
            let (from, to) = groups.sides(index, point.at);
            length.draw(pen, |end, value| (if end { to } else { from }, value), ink, datum);
            let (left, start) = pen.place((from, length.start()));
            let (right, end) = pen.place((to, length.end()));
            let area = Area { left, right, top: start.min(end), bottom: start.max(end) };
            columns.push(Column { datum, point, length, ink, area });
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
        let highest = values.points().map(|point| point.value().abs()).max().unwrap_or_default();
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

fn draw_open_ends(columns: &[Column<'_>], scene: &mut Scene) {
    for column in columns.iter().filter(|column| column.length.is_open) {
        let x = i32::midpoint(column.area.left, column.area.right);
        let (y, toward) = if column.length.end().is_sign_negative() {
            (column.area.bottom + 5 * PX, Toward::Down)
        } else {
            (column.area.top - 5 * PX, Toward::Up)
        };
        scene.add(Shape::Arrow((x, y), toward), column.ink.with(Role::Open));
    }
}

/// Hatches the place of a single column that has no value while others of its group do.
fn hatch_missing(values: &Values, slots: &Slots, frame: Area, scale: Linear, scene: &mut Scene) {
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

/// Draws labels with their leaders; gives their positions and upper edges.
fn draw_labels(labels: Vec<Label>, scene: &mut Scene) -> Vec<(i64, i32)> {
    let mut tops = Vec::new();
    for label in labels {
        if let Some((from, to)) = label.candidate.leader {
            scene.add(Shape::Line(from, to), Ink::of(Role::Leader));
        }
        tops.push((label.at, label.candidate.area.top));
        label.texts.into_iter().for_each(|text| scene.say(text, label.is_key));
    }
    tops
}

/// A label at one of its places, with what it names.
struct Label {
    texts: Vec<Text>,
    candidate: Candidate,
    is_key: bool,
    at: i64,
}

fn candidates(labels: &[Vec<Label>]) -> Vec<Vec<Candidate>> {
    labels.iter().map(|places| places.iter().map(|label| label.candidate.clone()).collect()).collect()
}

fn taken(labels: Vec<Vec<Label>>, places: Vec<Option<usize>>) -> Vec<Label> {
    labels.into_iter().zip(places).filter_map(|(labels, place)| labels.into_iter().nth(place?)).collect()
}

/// How labels may stand, the best first: over the middle on one line, flush with a side, broken to the column's width.
const STANDS: [(&[Anchor], bool); 3] = [
    (&[Anchor::Middle], false),
    (&[Anchor::Start, Anchor::Middle, Anchor::End], false),
    (&[Anchor::Middle], true),
];

/// Labels for all columns, if all fit.
fn place_every(
    columns: &[Column<'_>],
    has_axis: bool,
    canvas: &Canvas<'_>,
    board: &mut Board,
) -> Option<Vec<Label>> {
    if columns.len() > LABELS {
        return None;
    }
    // Without an axis the unit stands at a marked value, else at the highest, which has most room.
    let is_said = has_axis || columns.iter().any(|column| column.ink.is_key);
    let carrier = if is_said { None } else { furthest(columns) };
    STANDS.iter().find_map(|(anchors, broken)| {
        let label = |(index, column): (usize, &Column<'_>)| {
            let bare = is_bare(carrier == Some(index), columns.len(), column.point);
            let is_loud = columns.len() <= 4 || (column.ink.is_key && !broken);
            beside(
                column,
                anchors,
                Style { bare, is_loud, broken: *broken, flush: columns.len() <= 3 },
                canvas,
            )
        };
        let labels: Vec<Vec<Label>> = columns.iter().enumerate().map(label).collect();
        let places = board.place_all(&candidates(&labels))?;
        Some(taken(labels, places.into_iter().map(Some).collect()))
    })
}

/// Labels for those the finding is about, or the highest and the last, where they fit.
fn place_important(columns: &[Column<'_>], canvas: &Canvas<'_>, board: &mut Board) -> Vec<Label> {
    let labels: Vec<Vec<Label>> =
        important(columns).into_iter().map(|column| raised(column, columns, canvas)).collect();
    let places = board.place(&candidates(&labels));
    taken(labels, places)
}

/// How a label is written.
#[derive(Clone, Copy)]
struct Style {
    /// Without its unit.
    bare: bool,
    is_loud: bool,
    /// Broken to the width of its column.
    broken: bool,
    /// Rather flush with a side of its column than over the middle.
    flush: bool,
}

/// Labels at the end of a column. Flush ones keep to the side that is nearer to the picture's edge.
fn beside(column: &Column<'_>, anchors: &[Anchor], style: Style, canvas: &Canvas<'_>) -> Vec<Label> {
    let words = canvas.value(column.point, style.bare);
    let voice = if style.is_loud { Voice::Loud } else { Voice::Say };
    let face = voice.face();
    let width = column.area.right - column.area.left;
    let room = if style.broken { canvas.view.length(width + width / 4) } else { i32::MAX / 8 };
    let Some(wrapped) = canvas.measure.wrap(&words, face, room, 3) else { return Vec::new() };
    let more = i32::try_from(wrapped.lines.len()).unwrap_or(1) - 1;
    let open = if column.length.is_open { 7 * PX } else { 0 };
    let y = if column.length.end().is_sign_negative() {
        column.area.bottom + ABOVE + face.ascent() + open - 2 * PX
    } else {
        column.area.top - ABOVE - open - more * face.line()
    };
    let middle = i32::midpoint(column.area.left, column.area.right);
    let (near, far) = if style.flush { (0, 9) } else { (8, 12) };
    let (start, end) = if middle > WHOLE / 2 { (far, near) } else { (near, far) };
    let place = |anchor: &Anchor| {
        let (x, cost) = match anchor {
            Anchor::Start => (column.area.left, start),
            Anchor::Middle => (middle, 4),
            Anchor::End => (column.area.right, end),
        };
        let texts = lines(&text(x, y, *anchor, voice, ""), &wrapped);
        let candidate = Candidate::new(area_of(&texts, canvas)?, cost);
        Some(Label { texts, candidate, is_key: column.ink.is_key, at: column.datum.at })
    };
    anchors.iter().filter_map(place).collect()
}

/// The same, and above its neighbours with a leader.
fn raised(column: &Column<'_>, columns: &[Column<'_>], canvas: &Canvas<'_>) -> Vec<Label> {
    let anchors = [Anchor::Start, Anchor::Middle, Anchor::End];
    let mut labels =
        beside(column, &anchors, Style { bare: false, is_loud: true, broken: false, flush: false }, canvas);
    let middle = i32::midpoint(column.area.left, column.area.right);
    let raise = |label: &Label| {
        let area = label.candidate.area;
        let under =
            columns.iter().filter(|other| other.area.left < area.right && area.left < other.area.right);
        let top = under.map(|other| other.area.top).min()?;
        let y = top - ABOVE - 4 * PX;
        let texts: Vec<Text> = label.texts.iter().map(|text| Text { y, ..text.clone() }).collect();
        let area = area_of(&texts, canvas)?;
        let leader = Some(((middle, area.bottom), (middle, column.area.top - 2 * PX)));
        let candidate = Candidate { area, leader, cost: label.candidate.cost + 30 };
        Some(Label { texts, candidate, is_key: label.is_key, at: label.at })
    };
    let above: Vec<Label> = labels.iter().filter_map(raise).collect();
    labels.extend(above);
    labels
}

/// The columns that must be labelled if not all can be.
fn important<'a>(columns: &'a [Column<'a>]) -> Vec<&'a Column<'a>> {
    let marked: Vec<&Column<'_>> = columns.iter().filter(|column| column.ink.is_key).collect();
    if !marked.is_empty() {
        return marked;
    }
    let furthest = furthest(columns).and_then(|index| columns.get(index));
    let last = columns.iter().max_by_key(|column| column.datum.at);
    let mut chosen: Vec<&Column<'_>> = furthest.into_iter().chain(last).collect();
    chosen.dedup_by_key(|column| (column.datum.at, column.datum.series));
    chosen
}

/// The index of the column that reaches furthest from zero, the first of several.
fn furthest(columns: &[Column<'_>]) -> Option<usize> {
    let reach =
        |(index, column): &(usize, &Column<'_>)| (column.point.value().abs(), std::cmp::Reverse(*index));
    columns.iter().enumerate().max_by_key(reach).map(|(index, _)| index)
}

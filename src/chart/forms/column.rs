//! Columns: amounts over categories or over time, from zero.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::forms::{Example, Form, Length, Needs, Sketch};
use crate::chart::layout::{Canvas, STRIP, Slots, ValueAxis, draw_axis, draw_holes, is_bare, text, upright};
use crate::chart::pen::{Pen, Run};
use crate::chart::place::{Board, Candidate};
use crate::chart::scene::{Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE};
use crate::chart::values::{Point, Values};

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
    needs: Needs { time: false, several: true, readable: 60, most: 400, joins: false },
    draw,
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

/// A column and where it stands.
struct Column<'a> {
    datum: Datum,
    point: &'a Point,
    length: Length,
    ink: Ink,
    /// From its lowest to its highest part.
    area: Area,
}

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let axis = ValueAxis::from_zero(values, canvas);
    let slots = Slots::of(values);
    let frame = upright(axis.inset(canvas), WHOLE);
    let mut scene = Scene::default();
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom });
    for area in axis.draw(frame, canvas, &mut scene) {
        board.keep(area);
    }
    for area in draw_holes(values, &slots, frame, axis.scale, canvas, &mut scene) {
        board.keep(area);
    }
    let pen = Pen::on(frame, slots.scale, axis.scale, Run::Up);
    let columns = draw_columns(values, &slots, frame, &pen);
    scene.marks.extend(pen.finish());
    draw_open_ends(&columns, &mut scene);
    hatch_missing(values, &slots, frame, &axis, &mut scene);
    axis.draw_base(frame, &mut scene);
    for column in &columns {
        board.keep(column.area);
    }
    let mut tops: Vec<(i64, i32)> = columns.iter().map(|column| (column.datum.at, column.area.top)).collect();
    draw_labels(&columns, canvas, &mut board, &mut scene, &mut tops);
    let base = axis.scale.place(Decimal::ZERO, frame.bottom, frame.top);
    let target = |at: i64| {
        let top = tops.iter().filter(|(position, _)| *position == at).map(|(_, top)| *top).min();
        Target { x: slots.x(at, frame), above: top.unwrap_or(base - STRIP) - 3 * PX, below: None }
    };
    let unplaced = annotate(values, target, canvas, &mut board, &mut scene);
    scene.height = draw_axis(values, &slots, frame, canvas, &mut scene);
    Sketch { scene, unplaced, names_series: values.series.len() == 1, is_cut: false }
}

fn draw_columns<'a>(values: &'a Values, slots: &Slots, frame: Area, pen: &Pen) -> Vec<Column<'a>> {
    let groups = Groups::of(values, slots, frame);
    let marked = values.has_marked();
    let beginning = groups.beginning;
    let mut columns = Vec::new();
    for (index, series) in values.series.iter().enumerate() {
        for point in &series.points {
            let datum = Datum { series: index, at: point.at };
            let is_key = series.is_marked || point.is_marked;
            let tint = u8::try_from(index).unwrap_or(u8::MAX);
            let ink = Ink { role: Role::Mass, is_key: is_key && marked, tint: if is_key { 0 } else { tint } };
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
fn hatch_missing(values: &Values, slots: &Slots, frame: Area, axis: &ValueAxis, scene: &mut Scene) {
    if values.series.len() < 2 {
        return;
    }
    let groups = Groups::of(values, slots, frame);
    let base = axis.scale.place(Decimal::ZERO, frame.bottom, frame.top);
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

/// Labels all columns if all labels fit; else those the finding is about, or the highest and the last.
fn draw_labels(
    columns: &[Column<'_>],
    canvas: &Canvas<'_>,
    board: &mut Board,
    scene: &mut Scene,
    tops: &mut Vec<(i64, i32)>,
) {
    let every: Vec<&Column<'_>> = columns.iter().collect();
    let placed = (every.len() <= LABELS).then(|| place_every(&every, canvas, board)).flatten();
    let texts = placed.unwrap_or_else(|| {
        let chosen = important(columns);
        let labels: Vec<Vec<Label>> =
            chosen.iter().map(|column| raised(column, columns, chosen.len(), canvas)).collect();
        let places = board.place(&candidates(&labels));
        taken(labels, places)
    });
    for (text, leader, is_key, at) in texts {
        if let Some((from, to)) = leader {
            scene.add(Shape::Line(from, to), Ink::of(Role::Leader));
        }
        tops.push((at, text.area(canvas.view, canvas.measure).top));
        scene.say(text, is_key);
    }
}

/// A label at one of its places, with what it names.
struct Label {
    text: Text,
    candidate: Candidate,
    is_key: bool,
    at: i64,
}

type Placed = (Text, Option<((i32, i32), (i32, i32))>, bool, i64);

fn candidates(labels: &[Vec<Label>]) -> Vec<Vec<Candidate>> {
    labels.iter().map(|places| places.iter().map(|label| label.candidate.clone()).collect()).collect()
}

fn taken(labels: Vec<Vec<Label>>, places: Vec<Option<usize>>) -> Vec<Placed> {
    let chosen = labels.into_iter().zip(places).filter_map(|(labels, place)| labels.into_iter().nth(place?));
    chosen.map(|label| (label.text, label.candidate.leader, label.is_key, label.at)).collect()
}

fn place_every(columns: &[&Column<'_>], canvas: &Canvas<'_>, board: &mut Board) -> Option<Vec<Placed>> {
    for anchors in [&[Anchor::Middle][..], &[Anchor::Start, Anchor::Middle, Anchor::End]] {
        let label = |(index, column): (usize, &&Column<'_>)| {
            let bare = is_bare(index, columns.len(), column.point);
            beside(column, anchors, columns.len(), bare, canvas)
        };
        let labels: Vec<Vec<Label>> = columns.iter().enumerate().map(label).collect();
        if let Some(places) = board.place_all(&candidates(&labels)) {
            return Some(taken(labels, places.into_iter().map(Some).collect()));
        }
    }
    None
}

/// Labels at the end of a column: over its middle, or flush with the side that is nearer to the picture's edge.
fn beside(
    column: &Column<'_>,
    anchors: &[Anchor],
    count: usize,
    bare: bool,
    canvas: &Canvas<'_>,
) -> Vec<Label> {
    let words = canvas.value(column.point, bare);
    let voice = if count <= 4 || column.ink.is_key { Voice::Loud } else { Voice::Say };
    let face = voice.face();
    let open = if column.length.is_open { 7 * PX } else { 0 };
    let y = if column.length.end().is_sign_negative() {
        column.area.bottom + ABOVE + face.ascent() + open - 2 * PX
    } else {
        column.area.top - ABOVE - open
    };
    let middle = i32::midpoint(column.area.left, column.area.right);
    let near_end = middle > WHOLE / 2;
    let place = |anchor: &Anchor| {
        let (x, cost) = match anchor {
            Anchor::Start => (column.area.left, if near_end { 9 } else { 0 }),
            Anchor::Middle => (middle, 4),
            Anchor::End => (column.area.right, if near_end { 0 } else { 9 }),
        };
        let text = text(x, y, *anchor, voice, &words);
        let candidate = Candidate::new(text.area(canvas.view, canvas.measure), cost);
        Label { text, candidate, is_key: column.ink.is_key, at: column.datum.at }
    };
    anchors.iter().map(place).collect()
}

/// The same, and above its neighbours with a leader.
fn raised(column: &Column<'_>, columns: &[Column<'_>], count: usize, canvas: &Canvas<'_>) -> Vec<Label> {
    let mut labels = beside(column, &[Anchor::Start, Anchor::Middle, Anchor::End], count, false, canvas);
    let middle = i32::midpoint(column.area.left, column.area.right);
    let above: Vec<Label> = labels
        .iter()
        .filter_map(|label| {
            let area = label.candidate.area;
            let under =
                columns.iter().filter(|other| other.area.left < area.right && area.left < other.area.right);
            let top = under.map(|other| other.area.top).min()?;
            let text = Text { y: top - ABOVE - 4 * PX, ..label.text.clone() };
            let area = text.area(canvas.view, canvas.measure);
            let leader = Some(((middle, area.bottom), (middle, column.area.top - 2 * PX)));
            let candidate = Candidate { area, leader, cost: label.candidate.cost + 30 };
            Some(Label { text, candidate, is_key: label.is_key, at: label.at })
        })
        .collect();
    labels.extend(above);
    labels
}

/// The columns that must be labelled if not all can be.
fn important<'a>(columns: &'a [Column<'a>]) -> Vec<&'a Column<'a>> {
    let marked: Vec<&Column<'_>> = columns.iter().filter(|column| column.ink.is_key).collect();
    if !marked.is_empty() {
        return marked;
    }
    let furthest =
        columns.iter().max_by_key(|column| (column.point.value().abs(), std::cmp::Reverse(column.datum.at)));
    let last = columns.iter().max_by_key(|column| column.datum.at);
    let mut chosen: Vec<&Column<'_>> = furthest.into_iter().chain(last).collect();
    chosen.dedup_by_key(|column| (column.datum.at, column.datum.series));
    chosen
}

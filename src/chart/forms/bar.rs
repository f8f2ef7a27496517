//! Bars: amounts of named things, side by side downwards, from zero.

use rust_decimal::Decimal;

use crate::chart::describe;
use crate::chart::forms::{Example, Form, Length, MANY, Needs, Sketch, area_ink};
use crate::chart::layout::{Canvas, is_bare, lines, text};
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Run};
use crate::chart::scale::Linear;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Text, Toward, View, Voice, WHOLE,
};
use crate::chart::text::{Face, Lines};
use crate::chart::twin;
use crate::chart::values::{Axis, Point, Series, Values};
use crate::locale::format::DateStyle;

/// The form.
pub(crate) const BAR: Form = Form {
    name: "bar",
    summary: "amounts of named things, as horizontal bars from zero",
    explanation: "Choose it to compare many things or things with long names; sort the table, or use `sort`. Bars \
always start at zero, and each carries its value, so that no scale is needed. Names are broken over lines; where they \
are too long for that they stand above their bars. What is not known is hatched, with the reason. Several \
measures or a `series` column draw several bars for each name.",
    example: Example {
        figure: r#"[services]
form = "bar"
table = "pages"
x = "service"
y = "pages"
sort = "-pages"
title = "Pages of the files that name each service"
subtitle = "Pages, of 58 in the set"
"#,
        table: "service,pages\nstorage,31\nvm,22\noffice,18\nimage,9\n",
        description: r#"cite = ["@files"]
[columns.service]
type = "text"
label = "Service"
values = { storage = "Raw storage", vm = "Virtual machines", office = "Office programs", image = "Image and video analysis" }
[columns.pages]
type = "number"
unit = "pages"
label = "Pages"
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &[],
        readable: 60,
        most: 250,
        joins: false,
    },
    draw,
    describe: describe::series,
    twin: twin::series,
};

/// Thickness of a single bar.
const BAR_HEIGHT: i32 = 18 * PX;
/// Thickness of a bar among several for one name.
const SLIM: i32 = 15 * PX;
/// Between the bars of one name and the next.
const GAP: i32 = 10 * PX;
/// The same where names stand above their bars.
const WIDE_GAP: i32 = 16 * PX;
/// Above the first row and below the last.
const MARGIN: i32 = 4 * PX;
/// From a bar's end to its label.
const BESIDE: i32 = 6 * PX;
/// From a name to the line at zero.
const TO_BASE: i32 = 10 * PX;
/// Names beside their bars take at most this share of the picture.
const NAME_SHARE: i32 = 3_900;
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// Bars that would have less of the width give their names a line of their own.
const ENOUGH: i32 = 3_300;
/// Height of a line for a value above its bar.
const VALUE_LINE: i32 = 18 * PX;
/// How far the hatching reaches where there is no value, hundredths of a px.
const STUB: i32 = 12 * PX;

/// A row: a category, a period, or a stretch of periods without a figure.
struct Row {
    name: String,
    /// Position on the axis.
    at: i64,
}

/// Where names and values stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Names before their bars, values after them.
    Beside,
    /// Names above their bars, values after them.
    NamesAbove,
    /// Names above, and each value on a line of its own above its bar, which then has the whole width.
    AllAbove,
}

/// How rows look in one view.
struct Plan {
    names: Vec<Lines>,
    stand: Stand,
    /// Start and end of the bars.
    sides: (i32, i32),
}

/// Where names and bars stand.
struct Rows {
    rows: Vec<Row>,
    plan: Plan,
    /// Upper edge and height of each row, hundredths of a px.
    slots: Vec<(i32, i32)>,
    /// Thickness of one bar.
    thick: i32,
    /// How many bars a row has.
    series: i32,
}

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let scale = scale_of(values);
    let rows = Rows::lay_out(values, scale, canvas);
    let height = rows.slots.last().map_or(0, |(top, height)| top + height);
    let (left, right) = rows.plan.sides;
    let frame = Area { left, right, top: MARGIN, bottom: MARGIN + height };
    // One unit downwards is a hundredth of a px, so that bars can be laid out in it.
    let pen = Pen::on(frame, scale, Linear::new(Decimal::ZERO, Decimal::from(height)), Run::Down);
    let mut scene = Scene { height: frame.bottom + MARGIN, ..Scene::default() };
    let mut labels = Scene::default();
    rows.write_names(&mut labels);
    let mut drawing = Bars { values, canvas, rows: &rows, pen: &pen, labels: &mut labels };
    for index in 0..rows.rows.len() {
        drawing.row(index);
    }
    let zero = scale.place(Decimal::ZERO, frame.left, frame.right);
    scene.marks.extend(pen.finish());
    scene.add(Shape::Line((zero, 0), (zero, scene.height)), Ink::of(Role::Base));
    scene.marks.extend(labels.marks);
    let unplaced = (0..values.notes.len()).collect();
    Sketch { scene, unplaced, names_series: values.series.len() == 1, is_cut: false }
}

/// From zero to the furthest end; no rounder, since no tick names it.
fn scale_of(values: &Values) -> Linear {
    let beginning = beginning(values);
    let lengths = || values.points().map(|point| Length::of(point, beginning));
    let high = lengths().map(|length| length.end().max(length.start())).max().unwrap_or_default();
    let low = lengths().map(|length| length.end().min(length.start())).min().unwrap_or_default();
    let (low, high) = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
    if low == high { Linear::new(Decimal::ZERO, Decimal::ONE) } else { Linear::new(low, high) }
}

fn beginning(values: &Values) -> Decimal {
    values.points().map(|point| point.value().abs()).max().unwrap_or_default() * Decimal::new(4, 2)
}

fn rows_of(values: &Values, canvas: &Canvas<'_>) -> Vec<Row> {
    let name = |at: i64| values.position(at, DateStyle::Long, canvas.formatter);
    match &values.axis {
        Axis::Names(names) => {
            (0..).zip(names).map(|(at, name)| Row { name: name.text.clone(), at }).collect()
        }
        Axis::Time(_) | Axis::Number(_) => {
            let mut rows: Vec<Row> =
                values.positions().into_iter().map(|at| Row { name: name(at), at }).collect();
            rows.extend(values.holes.iter().map(|hole| {
                let text = if hole.from == hole.to {
                    name(hole.from)
                } else {
                    let ends = [("from", &*name(hole.from)), ("to", &*name(hole.to))];
                    canvas.formatter.messages.text("chart.from_to", &ends)
                };
                Row { name: text, at: hole.from }
            }));
            rows.sort_by_key(|row| row.at);
            rows
        }
    }
}

impl Rows {
    fn lay_out(values: &Values, scale: Linear, canvas: &Canvas<'_>) -> Rows {
        let rows = rows_of(values, canvas);
        let series = i32::try_from(values.series.len().max(1)).unwrap_or(1);
        let thick = if series > 1 { SLIM } else { BAR_HEIGHT };
        // Rows are as high as the view that needs most, so that all views have the same height.
        let plans: Vec<Plan> =
            canvas.views.iter().map(|view| Plan::of(&rows, *view, values, scale, canvas)).collect();
        let gap = if plans.iter().any(|plan| plan.stand != Stand::Beside) { WIDE_GAP } else { GAP };
        let mut top = 0;
        let mut slots = Vec::with_capacity(rows.len());
        for index in 0..rows.len() {
            let height = plans.iter().map(|plan| plan.height(index, thick, series)).max().unwrap_or(thick);
            slots.push((top, height));
            top += height + gap;
        }
        let plan = Plan::of(&rows, canvas.view, values, scale, canvas);
        Rows { rows, plan, slots, thick, series }
    }

    /// The upper edge of what a row shows of its values, below the top of the frame.
    fn bars_top(&self, index: usize) -> i32 {
        let (top, height) = self.slots.get(index).copied().unwrap_or_default();
        let free = height - self.plan.pitch(self.thick) * self.series;
        top + if self.plan.stand == Stand::Beside { free / 2 } else { free }
    }

    fn write_names(&self, scene: &mut Scene) {
        let line = Face::Small.line();
        for (index, name) in self.plan.names.iter().enumerate() {
            let above = i32::try_from(name.lines.len()).unwrap_or(1) - 1;
            let bars = MARGIN + self.bars_top(index);
            // The last line just above the bars, or the middle of the letters on the middle of the bars.
            let first = if self.plan.stand == Stand::Beside {
                bars + self.thick * self.series / 2 - above * line / 2 + Face::Small.size() * 36
            } else {
                bars - 6 * PX - above * line
            };
            for text in lines(&text(0, first, Anchor::Start, Voice::Say, ""), name) {
                scene.say(text, false);
            }
        }
    }
}

impl Plan {
    /// Names beside their bars, if they can be broken to little width and leave the bars enough; else above them.
    fn of(rows: &[Row], view: View, values: &Values, scale: Linear, canvas: &Canvas<'_>) -> Plan {
        let room = view.length(NAME_SHARE) - TO_BASE;
        let beside = |row: &Row| canvas.measure.wrap(&row.name, Face::Small, room, NAME_LINES);
        if let Some(names) = rows.iter().map(beside).collect::<Option<Vec<Lines>>>() {
            let widest = names.iter().map(|name| name.width).max().unwrap_or(0);
            let left = view.share(widest + TO_BASE);
            let sides = sides(left, view, values, scale, canvas);
            if sides.1 - sides.0 >= ENOUGH {
                return Plan { names, stand: Stand::Beside, sides };
            }
        }
        let above =
            |row: &Row| canvas.measure.wrap_or_cut(&row.name, Face::Small, view.length(WHOLE), NAME_LINES);
        let names = rows.iter().map(above).collect();
        let sides = sides(0, view, values, scale, canvas);
        if sides.1 - sides.0 >= ENOUGH {
            return Plan { names, stand: Stand::NamesAbove, sides };
        }
        // Room for the arrow heads of ends without a limit.
        let rim = view.share(12 * PX);
        let start = if scale.low() < Decimal::ZERO { rim } else { 0 };
        Plan { names, stand: Stand::AllAbove, sides: (start, WHOLE - rim) }
    }

    /// From one bar of a row to the next.
    fn pitch(&self, thick: i32) -> i32 {
        thick + if self.stand == Stand::AllAbove { VALUE_LINE } else { 0 }
    }

    fn height(&self, index: usize, thick: i32, series: i32) -> i32 {
        let rows = self.names.get(index).map_or(1, |name| name.lines.len());
        let names = i32::try_from(rows).unwrap_or(1) * Face::Small.line();
        let bars = self.pitch(thick) * series;
        if self.stand == Stand::Beside { names.max(bars) } else { names + 2 * PX + bars }
    }
}

/// Where bars may start and end, so that every label fits beside its bar at the narrowest.
fn sides(left: i32, view: View, values: &Values, scale: Linear, canvas: &Canvas<'_>) -> (i32, i32) {
    let count = values.points().count();
    let beginning = beginning(values);
    let first = first_label(values);
    let label = |(series, point): (usize, &Point)| {
        let words = canvas.value(point, is_bare(first == Some((point.at, series)), count, point));
        let open = if point.is_open_above() || point.is_open_below() { 12 * PX } else { 0 };
        let room = view.share(canvas.width(&words, Face::Large) + BESIDE + open);
        (Length::of(point, beginning).end(), room)
    };
    let points = values
        .series
        .iter()
        .enumerate()
        .flat_map(|(index, series)| series.points.iter().map(move |point| (index, point)));
    let labels: Vec<(Decimal, i32)> = points.map(label).collect();
    let backwards = labels.iter().filter(|(end, _)| *end < Decimal::ZERO);
    let start = backwards.map(|(_, room)| left + room).max().unwrap_or(left);
    let limit = |(end, room): &(Decimal, i32)| {
        let part = scale.fraction(*end).max(0.001);
        start + ((f64::from(WHOLE - room - start) / part) as i32).max(500)
    };
    let forwards = labels.iter().filter(|(end, _)| *end >= Decimal::ZERO);
    (start, forwards.map(limit).min().unwrap_or(WHOLE).min(WHOLE))
}

/// Position and series of the uppermost bar, whose label carries the unit for all.
fn first_label(values: &Values) -> Option<(i64, usize)> {
    let series = values.series.iter().enumerate();
    series.filter_map(|(index, series)| Some((series.points.first()?.at, index))).min()
}

fn voice_of(is_key: bool) -> Voice {
    if is_key { Voice::Loud } else { Voice::Say }
}

struct Bars<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
    rows: &'a Rows,
    pen: &'a Pen,
    labels: &'a mut Scene,
}

impl Bars<'_> {
    fn row(&mut self, index: usize) {
        let Some(row) = self.rows.rows.get(index) else { return };
        let top = self.rows.bars_top(index);
        for (number, series) in self.values.series.iter().enumerate() {
            let top = top + i32::try_from(number).unwrap_or(0) * self.rows.plan.pitch(self.rows.thick);
            match series.points.iter().find(|point| point.at == row.at) {
                Some(point) => self.bar(point, number, series, top),
                None => self.missing(row.at, series, top),
            }
        }
    }

    /// The upper edge of a bar whose part of the row begins at `top`.
    fn bar_top(&self, top: i32) -> i32 {
        top + self.rows.plan.pitch(self.rows.thick) - self.rows.thick
    }

    fn bar(&mut self, point: &Point, number: usize, series: &Series, top: i32) {
        let hair = if self.values.series.len() > 1 { PX / 2 } else { 0 };
        let upper = self.bar_top(top);
        let (from, to) = (Decimal::from(upper + hair), Decimal::from(upper + self.rows.thick - hair));
        let is_key = point.is_marked || series.is_marked;
        let key = Ink { is_key: true, ..Ink::of(Role::Mass) };
        let ink = if is_key { key } else { area_ink(self.values, number) };
        let length = Length::of(point, beginning(self.values));
        let datum = Datum { series: number, at: point.at };
        length.draw(self.pen, |end, value| (value, if end { to } else { from }), ink, datum);
        let (x, _) = self.pen.place((length.end(), from));
        let backwards = length.end().is_sign_negative();
        let side = if backwards { -1 } else { 1 };
        let middle = MARGIN + upper + self.rows.thick / 2;
        if length.is_open {
            let toward = if backwards { Toward::Start } else { Toward::End };
            let beyond = x + side * self.canvas.view.share(5 * PX);
            self.labels.add(Shape::Arrow((beyond, middle), toward), ink.with(Role::Open));
        }
        let count = self.values.points().count();
        let carries_unit = first_label(self.values) == Some((point.at, number));
        let words = self.canvas.value(point, is_bare(carries_unit, count, point));
        let beyond = BESIDE + if length.is_open { 12 * PX } else { 0 };
        let anchor = if backwards { Anchor::End } else { Anchor::Start };
        // Among several bars for one name there is no room for large letters.
        let voice = voice_of(is_key && self.values.series.len() == 1);
        let beside = text(x, middle + voice.face().size() * 36, anchor, voice, &words);
        let label = match self.rows.plan.stand {
            Stand::AllAbove => self.value_line(top, voice, &words),
            Stand::Beside | Stand::NamesAbove => Text { dx: side * beyond, ..beside },
        };
        self.labels.say(label, is_key);
    }

    /// A value on the line above its bar.
    fn value_line(&self, top: i32, voice: Voice, words: &str) -> Text {
        let room = self.canvas.view.length(WHOLE);
        let cut = self.canvas.measure.wrap_or_cut(words, voice.face(), room, 1);
        let words = cut.lines.first().map_or("", String::as_str);
        text(0, MARGIN + top + VALUE_LINE - 5 * PX, Anchor::Start, voice, words)
    }

    /// A hatched stub and the reason.
    fn missing(&mut self, at: i64, series: &Series, top: i32) {
        let zero = self.pen.place((Decimal::ZERO, Decimal::ZERO)).0;
        let upper = MARGIN + self.bar_top(top);
        let right = zero + self.canvas.view.share(STUB);
        let area = Area { left: zero, right, top: upper, bottom: upper + self.rows.thick };
        self.labels.add(Shape::Rect(area), Ink::of(Role::Hole));
        let empty = series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at));
        let reason = empty.and_then(|empty| empty.reason.clone());
        let reason = reason.unwrap_or_else(|| self.canvas.message("chart.no_figure"));
        let room = self.canvas.view.length(WHOLE - right) - BESIDE;
        let wrapped = self.canvas.measure.wrap_or_cut(&reason, Face::Small, room, 1);
        let y = upper + self.rows.thick / 2 + Face::Small.size() * 36;
        let first = text(right, y, Anchor::Start, Voice::Soft, "");
        for line in lines(&Text { dx: BESIDE, ..first }, &wrapped) {
            self.labels.say(line, false);
        }
    }
}

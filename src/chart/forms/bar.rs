//! Bars: amounts of named things, side by side downwards, from zero.

use rust_decimal::Decimal;

use crate::chart::forms::{Example, Form, Length, Needs, Sketch};
use crate::chart::layout::{Canvas, is_bare, lines, text};
use crate::chart::pen::{Pen, Run};
use crate::chart::scale::Linear;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Text, Toward, View, Voice, WHOLE,
};
use crate::chart::text::{Face, Lines};
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
    needs: Needs { time: false, several: true, readable: 60, most: 250, joins: false },
    draw,
};

/// Thickness of a single bar.
const BAR_HEIGHT: i32 = 18 * PX;
/// Thickness of a bar among several for one name.
const SLIM: i32 = 13 * PX;
/// Between the bars of one name and the next.
const GAP: i32 = 10 * PX;
/// Above the first row and below the last.
const MARGIN: i32 = 4 * PX;
/// From a bar's end to its label.
const BESIDE: i32 = 6 * PX;
/// From a name to the line at zero.
const TO_BASE: i32 = 10 * PX;
/// Names beside their bars are broken over at most so many lines of at most this share of the picture.
const NAME_SHARE: i32 = 3_900;
const NAME_LINES: usize = 3;
/// Names above their bars are broken over at most so many lines.
const ABOVE_LINES: usize = 3;
/// How far the hatching reaches where there is no value, hundredths of a px.
const STUB: i32 = 12 * PX;

/// A row: a category, a period, or a stretch of periods without a figure.
struct Row {
    name: String,
    /// Position on the axis.
    at: i64,
}

/// Where names and bars stand.
struct Rows {
    rows: Vec<Row>,
    names: Vec<Lines>,
    /// Names stand above their bars, not beside them.
    above: bool,
    /// Share of the width that names take.
    left: i32,
    /// From one row to the next.
    pitch: i32,
    /// Thickness of one bar.
    thick: i32,
    /// From the top of a row to its first bar.
    to_bar: i32,
}

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let rows = Rows::lay_out(values, canvas);
    let scale = scale_of(values);
    let frame = rows.frame(values, scale, canvas);
    let count = i64::try_from(rows.rows.len()).unwrap_or(0);
    // One unit downwards is a hundredth of a px, so that bars can be laid out in it.
    let down = Linear::new(Decimal::ZERO, Decimal::from(frame.bottom - frame.top));
    let pen = Pen::on(frame, scale, down, Run::Down);
    let mut scene = Scene { height: frame.bottom + MARGIN, ..Scene::default() };
    let mut labels = Scene::default();
    rows.write_names(frame, &mut labels);
    let mut drawing = Bars { values, canvas, rows: &rows, frame, pen: &pen, labels: &mut labels, count: 0 };
    for index in 0..count {
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
        Axis::Time(_) => {
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
    fn lay_out(values: &Values, canvas: &Canvas<'_>) -> Rows {
        let rows = rows_of(values, canvas);
        let series = i32::try_from(values.series.len().max(1)).unwrap_or(1);
        let thick = if series > 1 { SLIM } else { BAR_HEIGHT };
        let bars = thick * series;
        let (names, above) = names_for(&rows, canvas.view, canvas);
        let line = Face::Small.line();
        // Rows are as high as the view that needs most, so that both views have the same height.
        let needed = |view: &View| {
            let (names, above) = names_for(&rows, *view, canvas);
            let deepest =
                i32::try_from(names.iter().map(|name| name.lines.len()).max().unwrap_or(1)).unwrap_or(1);
            if above { bars + deepest * line + 2 * PX } else { bars.max(deepest * line) }
        };
        let content = canvas.views.iter().map(needed).max().unwrap_or_else(|| needed(&canvas.view));
        let widest = names.iter().map(|name| name.width).max().unwrap_or(0);
        let left = if above { 0 } else { canvas.view.share(widest + TO_BASE) };
        let to_bar = if above { content - bars } else { (content - bars) / 2 };
        Rows { rows, names, above, left, pitch: content + GAP, thick, to_bar }
    }

    /// The frame of the bars: as wide as their labels allow at the narrowest.
    fn frame(&self, values: &Values, scale: Linear, canvas: &Canvas<'_>) -> Area {
        let count = values.points().count();
        let beginning = beginning(values);
        let label = |(index, point): (usize, &Point)| {
            let words = canvas.value(point, is_bare(index, count, point));
            let open = if point.is_open_above() || point.is_open_below() { 12 * PX } else { 0 };
            let room = canvas.view.share(canvas.width(&words, Face::Large) + BESIDE + open);
            (Length::of(point, beginning).end(), room)
        };
        let labels: Vec<(Decimal, i32)> = values.points().enumerate().map(label).collect();
        let backwards = labels.iter().filter(|(end, _)| end.is_sign_negative());
        let before = backwards.map(|(_, room)| self.left + room).max().unwrap_or(self.left);
        let limit = |(end, room): &(Decimal, i32)| {
            let part = scale.fraction(*end).max(0.001);
            let limit = f64::from(WHOLE - room - before) / part;
            before + (limit as i32).max(500)
        };
        let forwards = labels.iter().filter(|(end, _)| !end.is_sign_negative());
        let after = forwards.map(limit).min().unwrap_or(WHOLE).min(WHOLE);
        let rows = i32::try_from(self.rows.len()).unwrap_or(1);
        Area { left: before, right: after, top: MARGIN, bottom: MARGIN + rows * self.pitch - GAP }
    }

    fn write_names(&self, frame: Area, scene: &mut Scene) {
        let line = Face::Small.line();
        for ((index, name), row) in (0..).zip(&self.names).zip(&self.rows) {
            let top = frame.top + index * self.pitch;
            let rows = i32::try_from(name.lines.len()).unwrap_or(1);
            // The middle of the letters on the middle of the bars, or the last line just above them.
            let first = if self.above {
                top + self.to_bar - 6 * PX - (rows - 1) * line
            } else {
                top + (self.pitch - GAP) / 2 - (rows - 1) * line / 2 + Face::Small.size() * 36
            };
            debug_assert!(!row.name.is_empty() || name.lines.is_empty(), "a name is written or empty");
            for text in lines(&text(0, first, Anchor::Start, Voice::Say, ""), name) {
                scene.say(text, false);
            }
        }
    }
}

/// The names broken to lines for a view, and whether they stand above the bars.
fn names_for(rows: &[Row], view: View, canvas: &Canvas<'_>) -> (Vec<Lines>, bool) {
    let beside = view.length(NAME_SHARE) - TO_BASE;
    let wrap = |row: &Row| canvas.measure.wrap(&row.name, Face::Small, beside, NAME_LINES);
    if let Some(names) = rows.iter().map(wrap).collect::<Option<Vec<Lines>>>() {
        return (names, false);
    }
    let above = view.length(WHOLE);
    let cut = |row: &Row| canvas.measure.wrap_or_cut(&row.name, Face::Small, above, ABOVE_LINES);
    (rows.iter().map(cut).collect(), true)
}

fn voice_of(is_key: bool) -> Voice {
    if is_key { Voice::Loud } else { Voice::Say }
}

struct Bars<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
    rows: &'a Rows,
    frame: Area,
    pen: &'a Pen,
    labels: &'a mut Scene,
    /// Bars labelled so far.
    count: usize,
}

impl Bars<'_> {
    fn row(&mut self, index: i64) {
        let Some(row) = usize::try_from(index).ok().and_then(|index| self.rows.rows.get(index)) else {
            return;
        };
        let top = i32::try_from(index).unwrap_or(0) * self.rows.pitch + self.rows.to_bar;
        for (number, series) in self.values.series.iter().enumerate() {
            let top = top + i32::try_from(number).unwrap_or(0) * self.rows.thick;
            match series.points.iter().find(|point| point.at == row.at) {
                Some(point) => self.bar(point, number, series, top),
                None => self.missing(row.at, series, top),
            }
        }
    }

    fn bar(&mut self, point: &Point, number: usize, series: &Series, top: i32) {
        let hair = if self.values.series.len() > 1 { PX / 2 } else { 0 };
        let (from, to) = (Decimal::from(top + hair), Decimal::from(top + self.rows.thick - hair));
        let is_key = point.is_marked || series.is_marked;
        let tint = if is_key { 0 } else { u8::try_from(number).unwrap_or(u8::MAX) };
        let ink = Ink { role: Role::Mass, is_key, tint };
        let length = Length::of(point, beginning(self.values));
        let datum = Datum { series: number, at: point.at };
        length.draw(self.pen, |end, value| (value, if end { to } else { from }), ink, datum);
        let (x, _) = self.pen.place((length.end(), from));
        let backwards = length.end().is_sign_negative();
        let side = if backwards { -1 } else { 1 };
        let middle = self.frame.top + top + self.rows.thick / 2;
        let mut dx = BESIDE;
        if length.is_open {
            let toward = if backwards { Toward::Start } else { Toward::End };
            let beyond = x + side * self.canvas.view.share(5 * PX);
            self.labels.add(Shape::Arrow((beyond, middle), toward), ink.with(Role::Open));
            dx += 12 * PX;
        }
        let count = self.values.points().count();
        let words = self.canvas.value(point, is_bare(self.count, count, point));
        self.count += 1;
        let anchor = if backwards { Anchor::End } else { Anchor::Start };
        let voice = voice_of(is_key);
        let label = text(x, middle + voice.face().size() * 36, anchor, voice, &words);
        self.labels.say(Text { dx: side * dx, ..label }, is_key);
    }

    /// A hatched stub and the reason.
    fn missing(&mut self, at: i64, series: &Series, top: i32) {
        let zero = self.pen.place((Decimal::ZERO, Decimal::ZERO)).0;
        let (from, to) = (self.frame.top + top, self.frame.top + top + self.rows.thick);
        let right = zero + self.canvas.view.share(STUB);
        let area = Area { left: zero, right, top: from, bottom: to };
        self.labels.add(Shape::Rect(area), Ink::of(Role::Hole));
        let empty = series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at));
        let reason = empty.and_then(|empty| empty.reason.clone());
        let reason = reason.unwrap_or_else(|| self.canvas.message("chart.no_figure"));
        let room = self.canvas.view.length(WHOLE - right) - BESIDE;
        let wrapped = self.canvas.measure.wrap_or_cut(&reason, Face::Small, room, 1);
        let y = i32::midpoint(from, to) + Face::Small.size() * 36;
        let first = text(right, y, Anchor::Start, Voice::Soft, "");
        for line in lines(&Text { dx: BESIDE, ..first }, &wrapped) {
            self.labels.say(line, false);
        }
    }
}

//! Bars: amounts of named things, side by side downwards, from zero.

use rust_decimal::Decimal;

use crate::chart::forms::row_notes::{RowNotes, height_above, widened};
use crate::chart::forms::rows::{ARROW, BESIDE, EndLabel, GAP, Load, Rows, Stand, VALUE_LINE};
use crate::chart::forms::{Example, Form, Length, MANY, Needs, Sketch, area_ink, parts_words, stacked_bars};
use crate::chart::layout::{Canvas, is_bare, lines, text};
use crate::chart::options::Across;
use crate::chart::pen::Pen;
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE};
use crate::chart::text::Face;
use crate::chart::values::{Point, Series, Values};
use crate::quantity::Bound;

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
        keys: &["stack", "facet", "annotations.y", "annotations.to"],
        readable: 60,
        most: 250,
        joins: false,
    },
    draw,
    describe: parts_words::describe,
    twin: parts_words::twin,
};

/// Thickness of a single bar.
const BAR_HEIGHT: i32 = 18 * PX;
/// Height that a dot takes.
const DOT_HEIGHT: i32 = 12 * PX;
/// Radius of a dot.
const RADIUS: i32 = 5 * PX;
/// Height of what is open of a stem.
const OPEN_HEIGHT: i32 = 8 * PX;
/// Between rows of dots.
const CLOSE: i32 = 7 * PX;
/// Thickness of a bar among several for one name.
const SLIM: i32 = 15 * PX;
/// How far the hatching reaches where there is no value, hundredths of a px.
const STUB: i32 = 12 * PX;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    match values.shape.stack {
        Some(kind) => stacked_bars::draw(values, kind, canvas),
        None => draw_rows(values, Look::Bar, canvas),
    }
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// A bar.
    Bar,
    /// A dot on a thin line.
    Stem,
}

impl Look {
    /// How far a mark reaches beyond its end.
    fn radius(self) -> i32 {
        if self == Look::Stem { RADIUS } else { 0 }
    }
}

/// Draws a row for each position, with its value behind each mark.
pub(crate) fn draw_rows(values: &Values, look: Look, canvas: &Canvas<'_>) -> Sketch {
    let scale = scale_of(values);
    let bars = i32::try_from(values.series.len().max(1)).unwrap_or(1);
    let thick = match look {
        Look::Stem => DOT_HEIGHT,
        Look::Bar if bars > 1 => SLIM,
        Look::Bar => BAR_HEIGHT,
    };
    let gap = if look == Look::Stem { CLOSE } else { GAP };
    let labels = end_labels(values, look, canvas);
    let rows = Rows::lay_out(
        values,
        &Load { scale, labels: &labels, thick, bars, gap, above: height_above(values) },
        canvas,
    );
    let pen = rows.pen(scale);
    let notes = RowNotes { values, rows: &rows, scale, canvas };
    let mut scene = Scene { height: rows.bottom(), ..Scene::default() };
    notes.draw_ranges(&mut scene);
    let mut labels = Scene::default();
    rows.write_names(&mut labels);
    let mut drawing = Bars { values, look, canvas, rows: &rows, pen: &pen, labels: &mut labels };
    for index in 0..rows.rows.len() {
        drawing.row(index);
    }
    scene.marks.extend(pen.finish());
    rows.draw_zero(scale, &mut scene);
    let mut unplaced = notes.draw_references(&mut scene);
    scene.marks.extend(labels.marks);
    unplaced.extend(notes.annotate(&mut scene));
    Sketch { scene, unplaced, names_series: values.series.len() == 1, is_cut: false }
}

/// What is written at the end of each bar, in all panels.
fn end_labels(values: &Values, look: Look, canvas: &Canvas<'_>) -> Vec<EndLabel> {
    let beginning = beginning(values);
    let label = |(carries_unit, count, point): (bool, usize, &Point)| EndLabel {
        end: Length::of(point, beginning).end(),
        words: canvas.value(point, is_unitless(values, carries_unit, count, point)),
        away: look.radius() + if point.is_open_above() || point.is_open_below() { ARROW } else { 0 },
    };
    let points = values.family().enumerate().flat_map(|(panel, values)| {
        let (count, first) = (values.points().count(), first_label(values).filter(|_| panel == 0));
        let series = values.series.iter().enumerate();
        series.flat_map(move |(index, series)| {
            series.points.iter().map(move |point| (first == Some((point.at, index)), count, point))
        })
    });
    points.map(label).collect()
}

/// From zero to the furthest end; no rounder, since no tick names it.
fn scale_of(values: &Values) -> Scale {
    let beginning = beginning(values);
    let lengths = || family_points(values).map(|point| Length::of(point, beginning));
    let high = lengths().map(|length| length.end().max(length.start())).max().unwrap_or_default();
    let low = lengths().map(|length| length.end().min(length.start())).min().unwrap_or_default();
    let (low, high) = widened((low.min(Decimal::ZERO), high.max(Decimal::ZERO)), values);
    if low == high { Scale::new(Decimal::ZERO, Decimal::ONE) } else { Scale::new(low, high) }
}

fn beginning(values: &Values) -> Decimal {
    family_points(values).map(|point| point.value().abs()).max().unwrap_or_default() * Decimal::new(4, 2)
}

/// The values of all panels of small multiples, or of the one picture.
fn family_points(values: &Values) -> impl Iterator<Item = &Point> {
    values.family().flat_map(Values::points)
}

/// Whether a label goes without its unit: in small multiples all but the very first.
fn is_unitless(values: &Values, carries_unit: bool, count: usize, point: &Point) -> bool {
    if values.is_panel() { !carries_unit } else { is_bare(carries_unit, count, point) }
}

/// Position and series of the uppermost bar, whose label carries the unit for all; in small multiples that of the
/// first panel.
fn first_label(values: &Values) -> Option<(i64, usize)> {
    if !values.family.is_first {
        return None;
    }
    let series = values.series.iter().enumerate();
    series.filter_map(|(index, series)| Some((series.points.first()?.at, index))).min()
}

fn voice_of(is_key: bool) -> Voice {
    if is_key { Voice::Loud } else { Voice::Say }
}

struct Bars<'a> {
    values: &'a Values,
    look: Look,
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
        match self.look {
            Look::Bar => {
                length.draw(self.pen, |end, value| (value, if end { to } else { from }), ink, datum);
            }
            Look::Stem => self.stem(point, &length, Decimal::from(upper + self.rows.thick / 2), ink, datum),
        }
        let (x, _) = self.pen.place((length.end(), from));
        let backwards = length.end().is_sign_negative();
        let side = if backwards { -1 } else { 1 };
        let middle = self.rows.top + upper + self.rows.thick / 2;
        if length.is_open {
            let toward = if backwards { Toward::Start } else { Toward::End };
            let beyond = x + side * self.canvas.view.share(5 * PX);
            self.labels.add(Shape::Arrow((beyond, middle), toward), ink.with(Role::Open));
        }
        let count = self.values.points().count();
        let carries_unit = first_label(self.values) == Some((point.at, number));
        let words = self.canvas.value(point, is_unitless(self.values, carries_unit, count, point));
        let beyond = BESIDE + self.look.radius() + if length.is_open { ARROW } else { 0 };
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

    /// A thin line as far as the value is certain, hatched as far as it is possible; a dot at the named value, hollow
    /// if that is not exact.
    fn stem(&self, point: &Point, length: &Length, middle: Decimal, ink: Ink, datum: Datum) {
        let end = length.solid.or(length.named).unwrap_or_default();
        let stem = if length.solid.is_some() { end } else { length.start() };
        self.pen.line((Decimal::ZERO, middle), (stem, middle), ink.with(Role::Stem), Some(datum));
        if let Some((near, far)) = length.possible {
            let half = Decimal::from(OPEN_HEIGHT / 2);
            let (from, to) = ((near, middle - half), (far, middle + half));
            self.pen.rect(from, to, ink.with(Role::Possible), Some(datum));
        }
        let role = if point.is_certain() { Role::Mass } else { Role::Dot };
        if point.quantity.bound != Bound::Between {
            self.pen.dot((point.value(), middle), RADIUS, ink.with(role), Some(datum));
        }
    }

    /// A value on the line above its bar.
    fn value_line(&self, top: i32, voice: Voice, words: &str) -> Text {
        let room = self.canvas.view.length(WHOLE);
        let cut = self.canvas.measure.wrap_or_cut(words, voice.face(), room, 1);
        let words = cut.lines.first().map_or("", String::as_str);
        text(0, self.rows.top + top + VALUE_LINE - 5 * PX, Anchor::Start, voice, words)
    }

    /// A hatched stub and the reason.
    fn missing(&mut self, at: i64, series: &Series, top: i32) {
        let zero = self.pen.place((Decimal::ZERO, Decimal::ZERO)).0;
        let upper = self.rows.top + self.bar_top(top);
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

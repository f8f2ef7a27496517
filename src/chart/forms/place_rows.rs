//! Named things downwards, their values as places across: the layout that dots, ranges, dumbbells and arrows share.
//!
//! Names stand at the start of their rows, thin rules part the rows as in a table, and the scale stands above them
//! with few ticks. All views have rows of the same height.

use rust_decimal::Decimal;

use crate::chart::forms::rows::{Row, rows_of};
use crate::chart::layout::{Canvas, ValueAxis, inside, lines, text};
use crate::chart::pen::{Pen, Place, Run};
use crate::chart::place::{Board, Candidate};
use crate::chart::scale::Scale;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, View, Voice, WHOLE,
};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{Point, Series, Values};

/// Radius of a dot.
pub(crate) const RADIUS: i32 = 5 * PX;
/// Radius of the dot at the tail of an arrow.
pub(crate) const TAIL: i32 = 250;
/// From the end of what is drawn of a value to its label.
const BESIDE: i32 = 9 * PX;
/// How much is drawn of what is possible beyond an end without a limit, its arrow head included.
const OPEN: i32 = 13 * PX;
/// Height of the scale above the rows.
const HEAD: i32 = 22 * PX;
/// Height of the line that names the series at the first row.
const NAMING: i32 = 18 * PX;
/// Height of a row whose name has one line.
const ROW: i32 = 18 * PX;
/// Between two rows; the rule lies in its middle.
const GAP: i32 = 10 * PX;
/// Below the last row.
const FOOT: i32 = 6 * PX;
/// From a name to the first place of the scale.
const TO_PLOT: i32 = 10 * PX;
/// Names beside their rows take at most this share of the picture.
const NAME_SHARE: i32 = 3_900;
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// A scale of less of the width gives names a line of their own.
const ENOUGH: i32 = 3_300;
/// Room between two labels of the scale.
const APART: i32 = 12 * PX;
/// The scale has at most so many ticks.
const TICKS: usize = 6;
/// So many series are named at the first row; of more a key tells.
const NAMED: usize = 4;
/// Where names take at most so much of a narrow picture, all views have the same scale and share their marks.
const SHARED: i32 = 2_600;
/// Of more rows only those the finding is about have their values written.
const LABELLED: usize = 24;

/// How two series are told apart where their names do not fit above the first row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Legend {
    /// A hollow dot and a filled one.
    Dots,
    /// The tail and the head of an arrow.
    Arrow,
    /// The two ends of a bar.
    Bar,
}

/// What stands beside a place on the scale, in hundredths of a px.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// The place, in units of the value.
    pub at: Decimal,
    /// Towards the start of the line.
    pub before: i32,
    /// Towards its end.
    pub after: i32,
}

/// A value written beside its mark.
pub(crate) struct Label {
    /// Where what is drawn of the value ends, in its unit.
    pub at: Decimal,
    /// Whether it stands after that place; else before it.
    pub is_after: bool,
    /// Whether there is an arrow head between.
    pub is_open: bool,
    /// Of the finding: red and bold.
    pub is_key: bool,
    /// Size and weight.
    pub voice: Voice,
    /// The words.
    pub words: String,
}

impl Label {
    /// The value of a point after what is drawn of it, or before.
    pub(crate) fn of(point: &Point, is_after: bool, is_key: bool, canvas: &Canvas<'_>) -> Label {
        let (at, is_open) = if is_after {
            (point.most(), point.is_open_above())
        } else {
            (point.least(), point.is_open_below())
        };
        let voice = if is_key { Voice::Loud } else { Voice::Say };
        Label { at, is_after, is_open, is_key, voice, words: canvas.value(point, !is_key) }
    }

    /// The room it takes.
    pub(crate) fn room(&self, canvas: &Canvas<'_>) -> Room {
        let open = if self.is_open { OPEN } else { 0 };
        let width = canvas.width(&self.words, self.voice.face()) + BESIDE + open;
        let (before, after) = if self.is_after { (0, width) } else { (width, 0) };
        Room { at: self.at, before, after }
    }
}

/// How rows look in one view.
#[derive(Clone)]
struct Plan {
    names: Vec<Lines>,
    is_above: bool,
    has_labels: bool,
    /// Start and end of the scale.
    sides: (i32, i32),
}

/// Rows with their names and their scale, in one view.
pub(crate) struct Rows<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
    /// From top to bottom.
    pub list: Vec<Row>,
    plan: Plan,
    /// Upper edge and height of each.
    slots: Vec<(i32, i32)>,
    axis: ValueAxis,
    frame: Area,
    /// Whether the names of the series fit above the first row.
    is_named: bool,
    legend: Legend,
}

impl<'a> Rows<'a> {
    /// Lays rows out; `labels` is what stands beside the places, if there is room for all of it.
    pub(crate) fn lay_out(
        values: &'a Values,
        canvas: &'a Canvas<'a>,
        labels: &[Room],
        legend: Legend,
    ) -> Rows<'a> {
        let axis = ValueAxis::of_positions(values, canvas);
        let list = rows_of(values, canvas);
        let rims: Vec<Room> = values.points().flat_map(rims).collect();
        let plan = |view: &View| Plan::of(&list, *view, (&rims, labels), axis.scale, canvas);
        let plans = shared(canvas.views.iter().map(plan).collect());
        // What one view cannot do, none does: all must be of one height.
        let named = |(view, plan): (&View, &Plan)| {
            let canvas = Canvas { view: *view, ..*canvas };
            series_names(values, list.first(), plan, axis.scale, &canvas).is_some()
        };
        let is_named = canvas.views.iter().zip(&plans).all(named);
        let has_line = is_named || values.series.len() == 2;
        let mut top = HEAD + if has_line { NAMING } else { 0 };
        let mut slots = Vec::with_capacity(list.len());
        for index in 0..list.len() {
            let height = plans.iter().map(|plan| plan.height(index)).max().unwrap_or(ROW);
            slots.push((top, height));
            top += height + GAP;
        }
        let own = canvas.views.iter().zip(plans).find(|(view, _)| **view == canvas.view);
        let plan = own.map_or_else(|| plan(&canvas.view), |(_, plan)| plan);
        let (left, right) = plan.sides;
        let frame = Area { left, right, top: HEAD - 4 * PX, bottom: top - GAP + FOOT };
        Rows { values, canvas, list, plan, slots, axis, frame, is_named, legend }
    }

    /// Whether there is room for all labels.
    pub(crate) fn has_labels(&self) -> bool {
        self.plan.has_labels
    }

    /// Whether the series are named at the first row.
    pub(crate) fn names_series(&self) -> bool {
        self.is_named || self.values.series.len() <= 2
    }

    /// Whether the scale starts elsewhere than at zero.
    pub(crate) fn is_cut(&self) -> bool {
        self.axis.scale.low() > Decimal::ZERO || self.axis.scale.high() < Decimal::ZERO
    }

    /// The height on which the marks of a row lie.
    pub(crate) fn middle(&self, index: usize) -> i32 {
        let (top, height) = self.slots.get(index).copied().unwrap_or_default();
        if self.plan.is_above { top + height - ROW / 2 } else { top + height / 2 }
    }

    /// Where a value lies across.
    pub(crate) fn x(&self, value: Decimal) -> i32 {
        self.axis.scale.place(value, self.frame.left, self.frame.right)
    }

    /// A pen whose second coordinate counts hundredths of a px downwards from the upper edge of the picture.
    pub(crate) fn pen(&self) -> Pen {
        let downwards = Scale::new(Decimal::ZERO, Decimal::from(self.frame.bottom));
        Pen::on(Area { top: 0, ..self.frame }, self.axis.scale, downwards, Run::Down)
    }

    /// Data coordinates of a value in a row.
    pub(crate) fn place(&self, index: usize, value: Decimal) -> Place {
        (value, Decimal::from(self.middle(index)))
    }

    /// The picture without data: rules, names, scale.
    pub(crate) fn scene(&self) -> Scene {
        let mut scene = Scene { height: self.frame.bottom, ..Scene::default() };
        for (top, _) in self.slots.iter().skip(1) {
            let y = top - GAP / 2;
            scene.add(Shape::Line((0, y), (WHOLE, y)), Ink::of(Role::Grid));
        }
        self.write_names(&mut scene);
        let ticks = self.ticks();
        let pen = self.pen();
        let legend = if !self.is_named && self.values.series.len() == 2 { NAMING } else { 0 };
        let (top, bottom) = (Decimal::from(self.frame.top + legend), Decimal::from(self.frame.bottom));
        // Through names no line runs that labels can stand in for.
        let lined = !(self.plan.is_above && self.plan.has_labels);
        for (value, _) in ticks.iter().filter(|_| lined) {
            let role = if value.is_zero() { Role::Base } else { Role::Grid };
            pen.line((*value, top), (*value, bottom), Ink::of(role), None);
        }
        scene.marks.extend(pen.finish());
        ticks.into_iter().for_each(|(_, text)| scene.say(text, false));
        if self.is_named {
            let texts =
                series_names(self.values, self.list.first(), &self.plan, self.axis.scale, self.canvas);
            for (text, series) in texts.into_iter().flatten().zip(&self.values.series) {
                scene.say(text, series.is_marked);
            }
        } else if let [first, second] = self.values.series.as_slice() {
            self.write_legend(first, second, &mut scene);
        }
        scene
    }

    fn write_names(&self, scene: &mut Scene) {
        let line = Face::Small.line();
        for (index, name) in self.plan.names.iter().enumerate() {
            let more = i32::try_from(name.lines.len()).unwrap_or(1) - 1;
            let middle = self.middle(index);
            // The last line just above the marks, or the middle of the letters on their height.
            let first = if self.plan.is_above {
                middle - ROW / 2 - 5 * PX - more * line
            } else {
                middle - more * line / 2 + Face::Small.size() * 36
            };
            for text in lines(&text(0, first, Anchor::Start, Voice::Say, ""), name) {
                scene.say(text, false);
            }
        }
    }

    /// As many ticks as have room, with their labels; the last has the unit.
    fn ticks(&self) -> Vec<(Decimal, Text)> {
        let all = self.axis.ticks();
        let fewest = all.len().div_ceil(TICKS).max(1);
        let zero = all.iter().position(Decimal::is_zero).unwrap_or(0);
        (fewest..=all.len().max(fewest)).find_map(|each| self.every(each, zero % each)).unwrap_or_default()
    }

    /// Every so many of the ticks; `None` if their labels come too close to each other.
    fn every(&self, each: usize, first: usize) -> Option<Vec<(Decimal, Text)>> {
        let canvas = self.canvas;
        let kept: Vec<Decimal> = self.axis.ticks().iter().skip(first).step_by(each).copied().collect();
        let last = kept.last().copied();
        let mut end = i32::MIN / 2;
        let mut texts = Vec::with_capacity(kept.len());
        for value in kept {
            let words = if Some(value) == last {
                canvas.magnitude.amount(value, self.values.unit.as_ref(), canvas.formatter)
            } else {
                canvas.magnitude.number(value, canvas.formatter)
            };
            let label = inside(text(self.x(value), 13 * PX, Anchor::Middle, Voice::Soft, &words), canvas);
            let area = label.area(canvas.view, canvas.measure);
            if area.left < (end + canvas.view.share(APART)).max(0) || area.right > WHOLE {
                return None;
            }
            end = area.right;
            texts.push((value, label));
        }
        Some(texts)
    }

    /// What is possible of a value: a thin line, with arrow heads where it has no limit.
    pub(crate) fn draw_reach(
        &self,
        index: usize,
        (point, datum): (&Point, Datum),
        ink: Ink,
        pen: &Pen,
        arrows: &mut Vec<Mark>,
    ) {
        if point.is_certain() {
            return;
        }
        let (least, most) = (point.least(), point.most());
        if least != most {
            let (from, to) = (self.place(index, least), self.place(index, most));
            pen.line(from, to, ink.with(Role::Whisker), Some(datum));
        }
        self.draw_open_ends(index, (point, datum), ink, arrows);
    }

    /// The beginning of what is possible beyond ends without a limit, with an arrow head.
    pub(crate) fn draw_open_ends(
        &self,
        index: usize,
        (point, datum): (&Point, Datum),
        ink: Ink,
        arrows: &mut Vec<Mark>,
    ) {
        let y = self.middle(index);
        let ends = [
            (point.is_open_above(), point.most(), true, Toward::End),
            (point.is_open_below(), point.least(), false, Toward::Start),
        ];
        for (_, value, is_after, toward) in ends.into_iter().filter(|(is_open, ..)| *is_open) {
            let (from, to) = ((self.x(value), y), (self.end_of(value, is_after, true), y));
            arrows.push(Mark::new(Shape::Line(from, to), ink.with(Role::Whisker), Some(datum)));
            arrows.push(Mark::new(Shape::Arrow(to, toward), ink.with(Role::Open), Some(datum)));
        }
    }

    /// Where what is drawn of a value ends: at its place, or beyond it at an arrow head.
    fn end_of(&self, value: Decimal, is_after: bool, is_open: bool) -> i32 {
        let beyond = if is_open { self.canvas.view.share(OPEN) } else { 0 };
        self.x(value) + if is_after { beyond } else { -beyond }
    }

    /// Writes a value beside what is drawn of it.
    pub(crate) fn write(&self, index: usize, label: &Label, scene: &mut Scene) {
        let x = self.end_of(label.at, label.is_after, label.is_open);
        let (anchor, dx) = if label.is_after { (Anchor::Start, BESIDE) } else { (Anchor::End, -BESIDE) };
        let y = self.middle(index) + label.voice.face().size() * 36;
        let text = Text { dx, ..text(x, y, anchor, label.voice, &label.words) };
        scene.say(text, label.is_key);
    }

    /// Two series on a line above the first row, each behind its mark.
    fn write_legend(&self, first: &Series, second: &Series, scene: &mut Scene) {
        let (canvas, y) = (self.canvas, HEAD + 12 * PX);
        let middle = y - Face::Small.size() * 36;
        let room = canvas.view.length(WHOLE) / 2 - 40 * PX;
        let share = |length: i32| canvas.view.share(length);
        let mut x = share(6 * PX);
        for (number, series) in [first, second].into_iter().enumerate() {
            let cut = canvas.measure.wrap_or_cut(&series.name, Face::Small, room, 1);
            let words = cut.lines.first().map_or("", String::as_str);
            let ink = Ink { is_key: series.is_marked, ..Ink::of(Role::Mass) };
            let mut dx = 12 * PX;
            match (self.legend, number) {
                (Legend::Bar, 0) => dx = -6 * PX,
                (Legend::Bar, _) => {
                    scene.add(Shape::Line((x, middle), (x + share(6 * PX), middle)), ink.with(Role::Leader))
                }
                (Legend::Dots, 0) => scene.add(Shape::Dot((x, middle), RADIUS - PX), ink.with(Role::Ring)),
                (Legend::Dots, _) => scene.add(Shape::Dot((x, middle), RADIUS), ink),
                (Legend::Arrow, 0) => scene.add(Shape::Dot((x, middle), TAIL), ink),
                (Legend::Arrow, _) => {
                    let head = x + share(6 * PX);
                    scene.add(Shape::Line((x - share(6 * PX), middle), (head, middle)), ink.with(Role::Stem));
                    scene.add(Shape::Arrow((head, middle), Toward::End), ink.with(Role::Stem));
                    dx = 16 * PX;
                }
            }
            scene.say(Text { dx, ..text(x, y, Anchor::Start, Voice::Say, words) }, series.is_marked);
            x += share(canvas.width(words, Face::Small) + dx + 16 * PX);
        }
    }

    /// Says of each row what it lacks: a hatched stub and the reason where it has nothing or no room to say it, else
    /// the name of the series and the reason beside what it has.
    pub(crate) fn say_missing(&self, scene: &mut Scene) {
        for (index, row) in self.list.iter().enumerate() {
            let points: Vec<&Point> =
                self.values.series.iter().filter_map(|series| point_at(series, row.at)).collect();
            if points.is_empty() {
                self.say_empty(index, row.at, scene);
            } else if points.len() < self.values.series.len() {
                match self.beside_row(index, &points, &self.lacking(row.at)) {
                    Some(text) => scene.say(text, false),
                    None => {
                        self.hatch(index, scene);
                    }
                }
            }
        }
    }

    fn lacking(&self, at: i64) -> String {
        let without = self.values.series.iter().filter(|series| point_at(series, at).is_none());
        let one = |series: &Series| {
            let slots = [("name", &*series.name), ("reason", &*self.reason(series, at))];
            self.canvas.formatter.messages.text("chart.row.lacks", &slots)
        };
        without.map(one).collect::<Vec<String>>().join(" · ")
    }

    fn reason(&self, series: &Series, at: i64) -> String {
        let empty = series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at));
        let reason = empty.and_then(|empty| empty.reason.clone());
        reason.unwrap_or_else(|| self.canvas.message("chart.no_figure"))
    }

    /// Words after the last or before the first mark of a row and its label; `None` if they have no room there.
    fn beside_row(&self, index: usize, points: &[&Point], words: &str) -> Option<Text> {
        let most = points.iter().max_by_key(|point| point.most())?;
        let least = points.iter().min_by_key(|point| point.least())?;
        let widths = points.iter().map(|point| {
            let voice = if point.is_marked { Face::Large } else { Face::Small };
            self.canvas.width(&self.canvas.value(point, !point.is_marked), voice)
        });
        let label = if self.has_labels() { widths.max().unwrap_or(0) + BESIDE } else { 0 };
        let y = self.middle(index) + Face::Small.size() * 36;
        let dx = BESIDE + 4 * PX;
        let end = self.end_of(most.most(), true, most.is_open_above());
        let after = text(end, y, Anchor::Start, Voice::Soft, words);
        let start = self.end_of(least.least(), false, least.is_open_below());
        let before = text(start, y, Anchor::End, Voice::Soft, words);
        let area = |text: &Text| text.area(self.canvas.view, self.canvas.measure);
        [Text { dx: dx + label, ..after }, Text { dx: -dx - label, ..before }]
            .into_iter()
            .find(|text| area(text).left >= self.frame.left && area(text).right <= WHOLE)
    }

    /// A hatched stub at the start of the scale; gives its end.
    fn hatch(&self, index: usize, scene: &mut Scene) -> i32 {
        let y = self.middle(index);
        let right = self.frame.left + self.canvas.view.share(12 * PX);
        let area = Area { left: self.frame.left, right, top: y - 6 * PX, bottom: y + 6 * PX };
        scene.add(Shape::Rect(area), Ink::of(Role::Hole));
        right
    }

    fn say_empty(&self, index: usize, at: i64, scene: &mut Scene) {
        let right = self.hatch(index, scene);
        let mut reasons: Vec<String> =
            self.values.series.iter().map(|series| self.reason(series, at)).collect();
        reasons.dedup();
        let room = self.canvas.view.length(WHOLE - right) - BESIDE;
        let wrapped = self.canvas.measure.wrap_or_cut(&reasons.join(" · "), Face::Small, room, 1);
        let y = self.middle(index) + Face::Small.size() * 36;
        let first = Text { dx: 6 * PX, ..text(right, y, Anchor::Start, Voice::Soft, "") };
        lines(&first, &wrapped).into_iter().for_each(|line| scene.say(line, false));
    }
}

impl Plan {
    /// Names beside their rows and all labels if both fit; rather no labels than names above, and those above rather
    /// than too little of a scale.
    fn of(
        rows: &[Row],
        view: View,
        (rims, labels): (&[Room], &[Room]),
        scale: Scale,
        canvas: &Canvas<'_>,
    ) -> Plan {
        let room = view.length(NAME_SHARE) - TO_PLOT;
        let wrap = |row: &Row| canvas.measure.wrap(&row.name, Face::Small, room, NAME_LINES);
        let with_labels = [rims, labels].concat();
        if let Some(names) = rows.iter().map(wrap).collect::<Option<Vec<Lines>>>() {
            let left = view.share(names.iter().map(|name| name.width).max().unwrap_or(0) + TO_PLOT);
            for (rooms, has_labels) in [(&*with_labels, true), (rims, false)] {
                let sides = sides(left, view, rooms, scale);
                if let Some(sides) = sides.filter(|_| !has_labels || !labels.is_empty()) {
                    return Plan { names, is_above: false, has_labels, sides };
                }
            }
        }
        let above =
            |row: &Row| canvas.measure.wrap_or_cut(&row.name, Face::Small, view.length(WHOLE), NAME_LINES);
        let names = rows.iter().map(above).collect();
        if let Some(sides) = sides(0, view, &with_labels, scale).filter(|_| !labels.is_empty()) {
            return Plan { names, is_above: true, has_labels: true, sides };
        }
        let rim = view.share(RADIUS + OPEN);
        let sides = sides(0, view, rims, scale).unwrap_or((rim, WHOLE - rim));
        Plan { names, is_above: true, has_labels: false, sides }
    }

    fn height(&self, index: usize) -> i32 {
        let rows = self.names.get(index).map_or(1, |name| name.lines.len());
        let names = i32::try_from(rows).unwrap_or(1) * Face::Small.line();
        if self.is_above { names + 4 * PX + ROW } else { names.max(ROW) }
    }
}

/// Where the narrowest view can do with the scale of the others, they take that scale, so that marks are drawn once.
fn shared(plans: Vec<Plan>) -> Vec<Plan> {
    let Some(narrowest) = plans.first().filter(|plan| !plan.is_above && plan.sides.0 <= SHARED) else {
        return plans;
    };
    let is_same = |plan: &Plan| plan.names == narrowest.names && plan.has_labels == narrowest.has_labels;
    if plans.iter().all(is_same) { vec![narrowest.clone(); plans.len()] } else { plans }
}

/// Whether the value of a point is written, if there is room.
pub(crate) fn is_labelled(values: &Values, is_key: bool) -> bool {
    is_key || values.positions().len() <= LABELLED
}

/// What a dot and the arrow heads of its open ends take.
fn rims(point: &Point) -> [Room; 2] {
    let open = |is_open: bool| RADIUS + 2 * PX + if is_open { OPEN } else { 0 };
    [
        Room { at: point.least(), before: open(point.is_open_below()), after: 0 },
        Room { at: point.most(), before: 0, after: open(point.is_open_above()) },
    ]
}

/// Where a scale may start and end so that all that stands beside its places fits at the narrowest; `None` if it
/// would be too short.
///
/// Each side narrows the other, so both are found by turns; what is asked for too much shows in the end.
pub(crate) fn sides(left: i32, view: View, rooms: &[Room], scale: Scale) -> Option<(i32, i32)> {
    let needs: Vec<(f64, f64, f64)> = rooms
        .iter()
        .map(|room| {
            let share = |length: i32| f64::from(view.share(length));
            (scale.fraction(room.at), share(room.before), share(room.after))
        })
        .collect();
    let (low, high) = (f64::from(left), f64::from(WHOLE));
    let (mut start, mut end) = (low, high);
    for _ in 0..12 {
        let ends = needs.iter().filter(|(part, ..)| *part > 0.001);
        end = ends.map(|(part, _, after)| start + (high - after - start) / part).fold(high, f64::min);
        let starts = needs.iter().filter(|(part, ..)| *part < 0.999);
        start =
            starts.map(|(part, before, _)| (low + before - part * end) / (1.0 - part)).fold(low, f64::max);
    }
    let fits = |(part, before, after): &(f64, f64, f64)| {
        let x = start + part * (end - start);
        x - before >= low - 2.0 && x + after <= high + 2.0
    };
    let is_enough = end - start >= f64::from(ENOUGH) && needs.iter().all(fits);
    is_enough.then_some((start.ceil() as i32, end.floor() as i32))
}

/// The names of the series above their marks in the first row; `None` if they do not all fit.
fn series_names(
    values: &Values,
    row: Option<&Row>,
    plan: &Plan,
    scale: Scale,
    canvas: &Canvas<'_>,
) -> Option<Vec<Text>> {
    let count = values.series.len();
    if !(2..=NAMED).contains(&count) {
        return None;
    }
    let row = row?;
    let place = |series: &Series| {
        let value = point_at(series, row.at)?.value();
        Some(scale.place(value, plan.sides.0, plan.sides.1))
    };
    let xs: Vec<i32> = values.series.iter().map(place).collect::<Option<_>>()?;
    let (first, last) = xs.iter().min().zip(xs.iter().max())?;
    // Names of places that lie close together turn away from each other.
    let turned = |index: usize, x: i32| match x {
        _ if x == *first && xs.iter().position(|other| *other == x) == Some(index) => Anchor::End,
        _ if x == *last => Anchor::Start,
        _ => Anchor::Middle,
    };
    let any = [Anchor::Middle, Anchor::Start, Anchor::End];
    let y = HEAD + 12 * PX;
    let attempt = |anchors: &dyn Fn(usize, i32) -> Vec<Anchor>| -> Option<Vec<Text>> {
        let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: i32::MAX });
        let texts: Vec<Vec<Text>> = values
            .series
            .iter()
            .zip(&xs)
            .enumerate()
            .map(|(index, (series, x))| {
                let text = |anchor| text(*x, y, anchor, Voice::Say, &series.name);
                anchors(index, *x).into_iter().map(text).map(nudged).collect()
            })
            .collect();
        let candidates: Vec<Vec<Candidate>> =
            texts.iter().map(|texts| texts.iter().map(|text| candidate(text, canvas)).collect()).collect();
        let chosen = board.place_all(&candidates)?;
        texts.into_iter().zip(chosen).map(|(texts, chosen)| texts.into_iter().nth(chosen)).collect()
    };
    attempt(&|_, _| any.to_vec()).or_else(|| attempt(&|index, x| vec![turned(index, x)]))
}

/// Words that stand to one side of their place begin at the rim of its dot.
fn nudged(text: Text) -> Text {
    let dx = match text.anchor {
        Anchor::Start => -RADIUS + 8 * PX,
        Anchor::Middle => 0,
        Anchor::End => RADIUS - 8 * PX,
    };
    Text { dx, ..text }
}

fn candidate(text: &Text, canvas: &Canvas<'_>) -> Candidate {
    let area = text.area(canvas.view, canvas.measure);
    let cost = if text.anchor == Anchor::Middle { 0 } else { 1 };
    // Names keep a blank between each other, but may touch the rim of the picture.
    let right = (area.right + canvas.view.share(8 * PX)).min(WHOLE.max(area.right));
    Candidate::new(Area { right, ..area }, cost)
}

/// The point of a series at a position.
pub(crate) fn point_at(series: &Series, at: i64) -> Option<&Point> {
    let index = series.points.binary_search_by_key(&at, |point| point.at).ok()?;
    series.points.get(index)
}

//! Slopes: two values of each thing on two upright axes, so that ranks and changes are seen at once.

use rust_decimal::Decimal;

use crate::chart::Twin;
use crate::chart::describe::Describer;
use crate::chart::forms::pairs::{self, Pair};
use crate::chart::forms::{Example, Form, MANY, Needs, Sketch};
use crate::chart::layout::{Canvas, ValueAxis, extent, lines, text};
use crate::chart::options::{Across, ScaleKind};
use crate::chart::pen::{Pen, Run};
use crate::chart::place::spread;
use crate::chart::scale::Scale;
use crate::chart::scene::{
    Anchor, Area, BEHIND, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, View, Voice, WHOLE,
};
use crate::chart::text::{Face, Lines};
use crate::chart::twin;
use crate::chart::values::{Axis, Empty, Name, Point, Series, Values};
use crate::locale::format::{DateStyle, Formatter};

/// The form.
pub(crate) const SLOPE: Form = Form {
    name: "slope",
    summary: "how many things changed between two moments or measures, as lines between two axes",
    explanation: "Choose it where up to about twenty things are compared at two moments, and their order or the \
steepness of their change is the finding. Either `x` holds the two moments and `series` the things, or `x` holds the \
things and `y` names two measures. Each line joins two observations and nothing else, so it is dotted: what lies \
between is not known. Highlight the thing that the story is about; all others step back. Both values of each thing \
are written at its ends, and its name stands at the second. The scale need not start at zero; where it does not, the \
chart says so. What a bound leaves open is a thin upright line. A thing with one value keeps its dot, and the reason \
for the other is said. For more than two moments draw a `line`; for names that are long or many, a `dumbbell` or an \
`arrow`.",
    example: Example {
        figure: r#"[staff-slope]
form = "slope"
table = "staff-years"
x = "year"
y = "people"
series = "office"
highlight = ["Navy"]
title = "The navy has overtaken all other offices"
subtitle = "Staff"
"#,
        table: "year,office,people\n2015,Navy,410\n2025,Navy,1880\n2015,Coast guard,620\n2025,Coast guard,700\n\
2015,Customs,905\n2025,Customs,870\n2015,Harbour police,1310\n2025,Harbour police,1150\n",
        description: r#"cite = ["@bulletin"]
[columns.year]
type = "year"
label = "Year"
[columns.office]
type = "text"
label = "Office"
[columns.people]
type = "number"
unit = "people"
label = "Staff"
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &["scale"],
        readable: 44,
        most: 120,
        joins: false,
    },
    draw,
    describe,
    twin: twin_of,
};

/// Radius of the dots at the ends.
const RADIUS: i32 = 350;
/// Least and usual height between the lowest and the highest value.
const HEIGHTS: [i32; 2] = [180 * PX, 300 * PX];
/// From an axis to the values beside it; a leader crosses it where a label had to move.
const GUTTER: i32 = 12 * PX;
/// From a value to the name behind it.
const TO_NAME: i32 = 7 * PX;
/// Widest lines of a name: in narrow and wide pictures.
const NAMES: [i32; 2] = [88 * PX, 160 * PX];
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// Values are cut to so much of the picture.
const VALUE_SHARE: i32 = 3_600;
/// Least distance between the axes.
const ENOUGH: i32 = 2_400;
/// Headings are broken over at most so many lines.
const HEADING_LINES: usize = 2;
/// From the headings to the highest value.
const TO_PLOT: i32 = 14 * PX;
/// Between two labels of one side.
const APART: i32 = 2 * PX;
/// A label that moved by more has a leader.
const MOVED: i32 = 4 * PX;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let notes = values.notes.len();
    let values = &as_pairs(values, canvas.formatter);
    let slope = Slope::lay_out(values, canvas);
    let mut scene = Scene { height: slope.frame.bottom + TO_PLOT, ..Scene::default() };
    for x in [slope.frame.left, slope.frame.right] {
        let (top, bottom) = (slope.frame.top - 6 * PX, slope.frame.bottom + 6 * PX);
        scene.add(Shape::Line((x, top), (x, bottom)), Ink::of(Role::Grid));
    }
    slope.draw_lines(&mut scene);
    slope.write_headings(&mut scene);
    slope.write_ends(&mut scene);
    let is_cut = slope.scale.low() > Decimal::ZERO || slope.scale.high() < Decimal::ZERO;
    Sketch { scene, unplaced: (0..notes).collect(), names_series: true, is_cut }
}

fn describe(describer: &Describer<'_>) -> Vec<String> {
    let values = &as_pairs(describer.values, describer.formatter);
    pairs::describe(&Describer { values, formatter: describer.formatter })
}

fn twin_of(describer: &Describer<'_>) -> Twin {
    let values = &as_pairs(describer.values, describer.formatter);
    twin::series(&Describer { values, formatter: describer.formatter })
}

/// The same values with things as positions and the two moments or measures as series.
fn as_pairs(values: &Values, formatter: &Formatter) -> Values {
    let positions = match &values.axis {
        Axis::Names(names) => (0..i64::try_from(names.len()).unwrap_or(0)).collect(),
        _ => values.positions(),
    };
    let is_time = matches!(values.axis, Axis::Time(_));
    if !is_time && values.series.len() == 2 {
        return values.clone();
    }
    let name = |series: &Series| Name { text: series.name.clone(), is_marked: series.is_marked };
    let names = values.series.iter().map(name).collect();
    let series = positions.iter().take(2).map(|at| across(values, *at, formatter)).collect();
    Values {
        axis: Axis::Names(names),
        series,
        axis_label: match values.shape.called.series.as_str() {
            "" => formatter.messages.text("chart.twin.name", &[]),
            label => label.to_owned(),
        },
        notes: Vec::new(),
        holes: Vec::new(),
        ..values.clone()
    }
}

/// What all series have at one position, as one series over them.
fn across(values: &Values, at: i64, formatter: &Formatter) -> Series {
    let mut across = Series {
        name: values.position(at, DateStyle::Short, formatter),
        is_marked: false,
        interval: values.series.iter().find_map(|series| series.interval.clone()),
        points: Vec::new(),
        empty: Vec::new(),
        blank: None,
    };
    for (index, series) in (0..).zip(&values.series) {
        match series.points.iter().find(|point| point.at == at) {
            Some(point) => {
                let is_marked = point.is_marked || series.is_marked;
                across.points.push(Point { at: index, is_marked, ..point.clone() });
            }
            None => {
                let empty = series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at));
                let reason = empty.and_then(|empty| empty.reason.clone());
                across.empty.push(Empty { from: index, to: index, reason });
            }
        }
    }
    across
}

/// Where values and names stand in one view.
struct Plan {
    names: Vec<Lines>,
    /// Whether names stand below their values, not behind them.
    is_stacked: bool,
    /// Whether no value has the unit.
    is_bare: bool,
    /// Widest value at the first axis and at the second, hundredths of a px.
    values: [i32; 2],
    /// Places of the axes.
    sides: (i32, i32),
}

impl Plan {
    /// The fullest way that leaves enough between the axes.
    fn of(values: &Values, pairs: &[Pair<'_>], view: View, canvas: &Canvas<'_>) -> Plan {
        let ways = [(false, false), (true, false), (false, true), (true, true)];
        let mut plans = ways
            .map(|(is_stacked, is_bare)| Plan::in_way(values, pairs, (is_stacked, is_bare), view, canvas));
        let enough = |plan: &Plan| plan.sides.1 - plan.sides.0 >= ENOUGH;
        let at = plans.iter().position(enough).unwrap_or(plans.len() - 1);
        plans.swap(0, at);
        let [best, ..] = plans;
        best
    }

    fn in_way(
        values: &Values,
        pairs: &[Pair<'_>],
        (is_stacked, is_bare): (bool, bool),
        view: View,
        canvas: &Canvas<'_>,
    ) -> Plan {
        let canvas = &Canvas { view, ..*canvas };
        let widest = [0, 1].map(|number: usize| {
            let widths = pairs.iter().filter_map(|pair| {
                let (words, voice) = written(number, pair, is_bare, canvas)?;
                Some(canvas.width(&words, voice.face()))
            });
            widths.max().unwrap_or(0)
        });
        let names = names_of(values, pairs, view, canvas);
        let name = names.iter().map(|name| name.width).max().unwrap_or(0);
        let [first, second] = widest;
        let behind = if is_stacked { second.max(name) } else { second + TO_NAME + name };
        let sides = (view.share(first + GUTTER), WHOLE - view.share(GUTTER + behind));
        Plan { names, is_stacked, is_bare, values: widest, sides }
    }

    /// Height of a label at the second axis.
    fn height(&self, name: &Lines) -> i32 {
        let names = i32::try_from(name.lines.len()).unwrap_or(1) * Face::Small.line();
        let value = Face::Large.line();
        APART + if self.is_stacked { value + names } else { names.max(value) }
    }
}

/// Two axes with the room for what stands beside them.
struct Slope<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
    pairs: Vec<Pair<'a>>,
    plan: Plan,
    scale: Scale,
    frame: Area,
}

impl<'a> Slope<'a> {
    fn lay_out(values: &'a Values, canvas: &'a Canvas<'a>) -> Slope<'a> {
        let count = match &values.axis {
            Axis::Names(names) => i64::try_from(names.len()).unwrap_or(0),
            _ => 0,
        };
        let positions = if count > 0 { (0..count).collect() } else { values.positions() };
        let pairs = positions.into_iter().map(|at| Pair::at(values, at));
        let pairs: Vec<Pair<'_>> = pairs.filter(|pair| pair.points().next().is_some()).collect();
        let scale = match values.shape.scale {
            ScaleKind::Linear => {
                let (low, high) = extent(values);
                Scale::new(low, high)
            }
            _ => ValueAxis::of_positions(values, canvas).scale,
        };
        let plans = canvas.views.iter().map(|view| (*view, Plan::of(values, &pairs, *view, canvas)));
        let plans: Vec<(View, Plan)> = plans.collect();
        let heads = plans.iter().map(|(view, plan)| headings(values, plan, *view, canvas).1);
        let top = heads.max().unwrap_or(0) + TO_PLOT;
        let needed =
            plans.iter().map(|(_, plan)| plan.names.iter().map(|name| plan.height(name)).sum::<i32>());
        let [least, usual] = HEIGHTS;
        let plot = if pairs.len() < 4 { least } else { usual }.max(needed.max().unwrap_or(0));
        let own = plans.into_iter().find(|(view, _)| *view == canvas.view);
        let plan = own.map_or_else(|| Plan::of(values, &pairs, canvas.view, canvas), |(_, plan)| plan);
        let (left, right) = plan.sides;
        let frame = Area { left, right: right.max(left + 100), top, bottom: top + plot };
        Slope { values, canvas, pairs, plan, scale, frame }
    }

    fn y(&self, value: Decimal) -> i32 {
        self.scale.place(value, self.frame.bottom, self.frame.top)
    }

    fn ink(&self, pair: &Pair<'_>, role: Role) -> Ink {
        let steps_back = self.values.has_marked() && !pair.is_key;
        Ink { role, is_key: pair.is_key, tint: if steps_back { BEHIND } else { 0 } }
    }

    /// Lines and dots; those the finding is about lie on top.
    fn draw_lines(&self, scene: &mut Scene) {
        let frame = self.frame;
        let pen = Pen::on(frame, Scale::new(Decimal::ZERO, Decimal::ONE), self.scale, Run::Up);
        let mut arrows = Vec::new();
        let mut order: Vec<&Pair<'_>> = self.pairs.iter().collect();
        order.sort_by_key(|pair| pair.is_key);
        for pair in order {
            let side = |number: usize| if number == 0 { Decimal::ZERO } else { Decimal::ONE };
            if let Some((first, second)) = pair.first.zip(pair.second) {
                let (from, to) = ((Decimal::ZERO, first.value()), (Decimal::ONE, second.value()));
                pen.line(from, to, self.ink(pair, Role::Unknown), Some(pair.datum(1)));
            }
            for (number, point) in pair.points() {
                let datum = Some(pair.datum(number));
                if point.least() != point.most() {
                    let (low, high) = ((side(number), point.least()), (side(number), point.most()));
                    pen.line(low, high, self.ink(pair, Role::Whisker), datum);
                }
                self.open_ends(pair, point, pair.datum(number), &mut arrows);
                pen.dot((side(number), point.value()), RADIUS, self.ink(pair, Role::Mass), datum);
            }
        }
        scene.marks.extend(pen.finish());
        scene.marks.extend(arrows);
    }

    fn open_ends(&self, pair: &Pair<'_>, point: &Point, datum: Datum, arrows: &mut Vec<Mark>) {
        let x = if datum.series == 0 { self.frame.left } else { self.frame.right };
        let away = RADIUS + 5 * PX;
        let ends = [
            (point.is_open_above(), self.y(point.most()) - away, Toward::Up),
            (point.is_open_below(), self.y(point.least()) + away, Toward::Down),
        ];
        for (_, y, toward) in ends.into_iter().filter(|(is_open, ..)| *is_open) {
            arrows.push(Mark::new(Shape::Arrow((x, y), toward), self.ink(pair, Role::Open), Some(datum)));
        }
    }

    fn write_headings(&self, scene: &mut Scene) {
        let canvas = self.canvas;
        let ([left, right], bottom) = headings(self.values, &self.plan, canvas.view, canvas);
        let beside = canvas.view.share(GUTTER);
        let [first, _] = self.plan.values;
        // Over the values if it is no wider than they are.
        let over =
            if left.width <= first { (self.frame.left - beside, Anchor::End) } else { (0, Anchor::Start) };
        for ((x, anchor), words) in [(over, &left), ((self.frame.right + beside, Anchor::Start), &right)] {
            let above = i32::try_from(words.lines.len()).unwrap_or(1) - 1;
            let first = text(x, bottom - above * Face::Small.line(), anchor, Voice::Say, "");
            lines(&first, words).into_iter().for_each(|text| scene.say(text, false));
        }
    }

    /// Values at both ends and names at the second, moved apart where they would meet.
    fn write_ends(&self, scene: &mut Scene) {
        let x = self.frame.left - self.canvas.view.share(GUTTER);
        let first = |pair: &Pair<'_>| Some((self.y(pair.first?.value()), Face::Large.line()));
        let wishes: Vec<(i32, i32)> = self.pairs.iter().filter_map(first).collect();
        let with_first = self.pairs.iter().filter(|pair| pair.first.is_some());
        for (pair, y) in with_first.zip(self.spread(&wishes)) {
            self.lead(self.frame.left, x, pair.first.map(|point| (self.y(point.value()), y)), scene);
            if let Some((words, voice)) = written(0, pair, true, self.canvas) {
                scene.say(middled(x, y, Anchor::End, voice, &words), pair.is_key);
            }
        }
        let second = |(pair, name): (&Pair<'_>, &Lines)| {
            let point = pair.second.or(pair.first);
            (point.map_or(self.frame.top, |point| self.y(point.value())), self.plan.height(name))
        };
        let wishes: Vec<(i32, i32)> = self.pairs.iter().zip(&self.plan.names).map(second).collect();
        for ((pair, name), y) in self.pairs.iter().zip(&self.plan.names).zip(self.spread(&wishes)) {
            self.write_second(pair, name, y, scene);
        }
    }

    /// The value and the name at the second axis, with their middle at a height.
    fn write_second(&self, pair: &Pair<'_>, name: &Lines, y: i32, scene: &mut Scene) {
        let x = self.frame.right + self.canvas.view.share(GUTTER);
        let is_stacked = self.plan.is_stacked;
        let value_y = if is_stacked { y - (self.plan.height(name) - Face::Large.line()) / 2 } else { y };
        if let Some((words, voice)) = written(1, pair, self.plan.is_bare, self.canvas) {
            let dot = pair.second.map(|point| (self.y(point.value()), value_y));
            self.lead(self.frame.right, x, dot, scene);
            scene.say(middled(x, value_y, Anchor::Start, voice, &words), pair.is_key);
        }
        let more = i32::try_from(name.lines.len()).unwrap_or(1) - 1;
        let y = if is_stacked { value_y + Face::Large.line() } else { y - more * Face::Small.line() / 2 };
        let voice = if self.values.has_marked() && !pair.is_key { Voice::Soft } else { Voice::Say };
        let [_, second] = self.plan.values;
        let dx = if is_stacked { 0 } else { second + TO_NAME };
        let first = Text { dx, ..middled(x, y, Anchor::Start, voice, "") };
        lines(&first, name).into_iter().for_each(|text| scene.say(text, pair.is_key));
    }

    /// The frame is as high as the labels need, so that there is always room.
    fn spread(&self, wishes: &[(i32, i32)]) -> Vec<i32> {
        let (top, bottom) = (self.frame.top - TO_PLOT / 2, self.frame.bottom + TO_PLOT / 2);
        spread(wishes, top, bottom).unwrap_or_else(|| wishes.iter().map(|(middle, _)| *middle).collect())
    }

    /// A thin line from a dot to its label, where that had to move: their two heights.
    fn lead(&self, from: i32, to: i32, heights: Option<(i32, i32)>, scene: &mut Scene) {
        let Some((dot, label)) = heights.filter(|(dot, label)| (dot - label).abs() > MOVED) else { return };
        // Short of both, by a fifth of the way.
        let gap = (to - from) / 5;
        scene.add(Shape::Line((from + 2 * gap, dot), (to - gap, label)), Ink::of(Role::Leader));
    }
}

/// Words whose letters have their middle at a height.
fn middled(x: i32, y: i32, anchor: Anchor, voice: Voice, words: &str) -> Text {
    text(x, y + voice.face().size() * 36, anchor, voice, words)
}

/// The value at the first axis or the second; at the second the finding and the first thing have the unit.
fn written(number: usize, pair: &Pair<'_>, is_bare: bool, canvas: &Canvas<'_>) -> Option<(String, Voice)> {
    let (_, point) = pair.points().find(|(of, _)| *of == number)?;
    let has_unit = number == 1 && (pair.is_key || pair.at == 0);
    let voice = if pair.is_key { Voice::Loud } else { Voice::Say };
    let words = canvas.value(point, is_bare || !has_unit);
    let room = canvas.view.length(VALUE_SHARE);
    let cut = canvas.measure.wrap_or_cut(&words, voice.face(), room, 1);
    Some((cut.lines.first().cloned().unwrap_or_default(), voice))
}

/// Names broken to their width, with what is missing behind them.
fn names_of(values: &Values, pairs: &[Pair<'_>], view: View, canvas: &Canvas<'_>) -> Vec<Lines> {
    let [narrow, wide] = NAMES;
    let room = if view.low < View::WIDE.low { narrow } else { wide };
    let words = |pair: &Pair<'_>| {
        let name = values.position(pair.at, DateStyle::Long, canvas.formatter);
        let without = match (pair.first, pair.second) {
            (Some(_), Some(_)) => return name,
            (Some(_), None) => values.series.get(1),
            _ => values.series.first(),
        };
        let empty = |series: &Series| {
            let empty = series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&pair.at));
            empty.and_then(|empty| empty.reason.clone())
        };
        let reason = without.and_then(empty).unwrap_or_else(|| canvas.message("chart.no_figure"));
        let column = without.map_or("", |series| &series.name);
        let slots = [("name", &*name), ("column", column), ("reason", &reason)];
        canvas.formatter.messages.text("chart.row.lacks_one", &slots)
    };
    pairs.iter().map(|pair| canvas.measure.wrap_or_cut(&words(pair), Face::Small, room, NAME_LINES)).collect()
}

/// What stands over both axes, and the lowest baseline of it. The first may reach to a quarter of the picture, the
/// second has the room of values and names.
fn headings(values: &Values, plan: &Plan, view: View, canvas: &Canvas<'_>) -> ([Lines; 2], i32) {
    let [first, _] = plan.values;
    let rooms = [first.max(view.length(WHOLE) / 4), view.length(WHOLE - plan.sides.1) - GUTTER];
    let wrapped = [0, 1].map(|index: usize| {
        let name = values.series.get(index).map_or("", |series| &series.name);
        let room = rooms.get(index).copied().unwrap_or(0).max(40 * PX);
        canvas.measure.wrap_or_cut(name, Face::Small, room, HEADING_LINES)
    });
    let rows = wrapped.iter().map(|words| words.lines.len()).max().unwrap_or(1);
    let height = 13 * PX + (i32::try_from(rows).unwrap_or(1) - 1) * Face::Small.line();
    (wrapped, height)
}

//! Lines: how something changes over time, drawn only through what was observed.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::describe;
use crate::chart::forms::ends::EndNames;
use crate::chart::forms::{Example, Form, MANY, Needs, Sketch};
use crate::chart::layout::{Canvas, Slots, ValueAxis, draw_axis, draw_base, draw_holes, text, top_of_hole};
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Place, Run};
use crate::chart::place::{Board, Candidate};
use crate::chart::reference::References;
use crate::chart::scale::Scale;
use crate::chart::scene::{
    Anchor, Area, BEHIND, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE,
};
use crate::chart::twin;
use crate::chart::values::{Point, Series, Values};
use crate::quantity::Bound;

/// The form.
pub(crate) const LINE: Form = Form {
    name: "line",
    summary: "how something changes over time, as lines through neighbouring observations",
    explanation: "Choose it for many observations at regular times. A line is never drawn across periods without a \
figure: it breaks, and a single observation between two holes is a dot. Two observations are not a line: draw \
columns, or say `between = \"unknown\"` for a dotted one. Several measures or a `series` column give several \
lines, named at their ends. The scale starts at zero unless the values lie far from it; where it does not, the \
chart says so.",
    example: Example {
        figure: r#"[staff]
form = "line"
table = "staff"
x = "year"
y = "people"
title = "The staff has grown every year but one"
"#,
        table: "year,people\n2019,5210\n2020,5460\n2021,5390\n2022,5900\n2023,6480\n2024,7120\n2025,9870\n",
        description: r#"cite = ["@bulletin"]
[columns.year]
type = "year"
label = "Year"
[columns.people]
type = "number"
unit = "people"
label = "Staff"
"#,
    },
    needs: Needs {
        x: Across::Time,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &["facet", "scale", "projected_from", "bands", "annotations.y", "annotations.to"],
        readable: 12,
        most: 40,
        joins: true,
    },
    draw,
    describe: describe::series,
    twin: twin::series,
};

/// Radius of a dot.
const RADIUS: i32 = 4 * PX;
/// From a point to the nearest edge of its label.
const BESIDE: i32 = 9 * PX;
/// A dense line keeps at most four points of each of so many stretches of the axis: two a pixel in the widest view,
/// whose frame leaves room for labels.
const STRETCHES: usize = 400;
/// A line of at most so many points has its bounds written.
const FEW: usize = 12;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let axis = ValueAxis::of_positions(values, canvas);
    let slots = Slots::edge_to_edge(values);
    let ends = ends_of(values, axis.scale, canvas);
    let names = EndNames::of(values, &ends, canvas.upright(0, WHOLE).bottom, canvas);
    let frame = canvas.upright(axis.inset(values, canvas), WHOLE - names.room(RADIUS + 2 * PX, canvas));
    let mut scene = Scene::default();
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom });
    for area in axis.draw(frame, canvas, &mut scene) {
        board.keep(area);
    }
    let holes = draw_holes(values, &slots, frame, axis.scale, canvas, &mut scene);
    holes.iter().for_each(|area| board.keep(*area));
    draw_base(axis.scale, frame, &mut scene);
    let references = References { values, scale: axis.scale, slots: Some(&slots), frame };
    references.draw_ranges(&mut scene);
    let pen = Pen::on(frame, slots.scale, axis.scale, Run::Up);
    let mut arrows = Vec::new();
    // What the finding is about lies on top.
    let mut order: Vec<(usize, &Series)> = values.series.iter().enumerate().collect();
    order.sort_by_key(|(_, series)| series.is_marked);
    for (index, series) in &order {
        draw_series(values, *index, series, &pen, &mut arrows);
    }
    let marks = pen.finish();
    marks.iter().filter_map(path_of).for_each(|path| board.avoid_line(path));
    scene.marks.extend(marks);
    scene.marks.extend(arrows);
    references.draw_lines(&mut board, &mut scene);
    let plot = Plot { values, slots: &slots, frame, axis: &axis, holes: &holes, canvas };
    let end_of = |series: usize| plot.end_of(series);
    names.draw(end_of, frame, canvas, &mut board, &mut scene);
    let mut tops = plot.label_points(&mut board, &mut scene);
    tops.sort_unstable();
    let mut unplaced = references.label(canvas, &mut board, &mut scene);
    unplaced.extend(annotate(values, |at| plot.target(at, &tops), canvas, &mut board, &mut scene));
    let before = values.notes.len() + values.shape.references.len();
    unplaced.extend(names.unnamed.iter().map(|series| before + series));
    scene.height = draw_axis(values, &slots, frame, canvas, &mut scene).height;
    let is_cut = axis.scale.low() > Decimal::ZERO || axis.scale.high() < Decimal::ZERO;
    let names_series = values.series.len() < 2 || !canvas.view.is_panel();
    Sketch { scene, unplaced, names_series, is_cut }
}

/// Where the name of each series belongs: at the height of its last value.
fn ends_of(values: &Values, scale: Scale, canvas: &Canvas<'_>) -> Vec<Option<i32>> {
    let frame = canvas.upright(0, WHOLE);
    let y = |point: &Point| scale.place(point.value(), frame.bottom, frame.top);
    values.series.iter().map(|series| series.points.last().map(y)).collect()
}

fn path_of(mark: &Mark) -> Option<Vec<(i32, i32)>> {
    match &mark.shape {
        Shape::Path(places) => Some(places.clone()),
        Shape::Line(from, to) => Some(vec![*from, *to]),
        Shape::Dot((x, y), radius) => Some(vec![(*x, y - radius), (*x, y + radius)]),
        _ => None,
    }
}

fn ink_of(values: &Values, index: usize) -> Ink {
    let is_key = values.series.get(index).is_some_and(|series| series.is_marked);
    let others_marked = values.series.iter().any(|series| series.is_marked);
    match (is_key, others_marked) {
        (true, _) => Ink { role: Role::Line, is_key, tint: 0 },
        // Behind a highlighted line all others look alike; their names tell them apart.
        (false, true) => Ink { role: Role::Line, is_key, tint: BEHIND },
        (false, false) => Ink::of_series(Role::Line, index),
    }
}

/// Points of which the value is written: those the finding is about, and of a single line the first, the last and,
/// if it has few, those with a bound.
fn is_labelled(values: &Values, series: &Series, point: &Point) -> bool {
    let is_end = |end: Option<&Point>| end.is_some_and(|end| end.at == point.at);
    let is_alone = values.series.len() == 1;
    let from = values.shape.projected_from.unwrap_or(i64::MAX);
    let is_last_observed = || is_end(series.points.iter().rev().find(|point| point.at < from));
    let is_hedged =
        point.quantity.bound != Bound::Exactly && series.points.len() <= FEW && !values.is_panel();
    point.is_marked
        || (is_alone
            && (is_hedged
                || is_end(series.points.first())
                || is_end(series.points.last())
                || is_last_observed()))
}

fn place_of(point: &Point) -> Place {
    (Decimal::from(point.at), point.value())
}

fn draw_series(values: &Values, index: usize, series: &Series, pen: &Pen, arrows: &mut Vec<Mark>) {
    let ink = ink_of(values, index);
    let axis = || {
        let positions = || values.points().map(|point| point.at);
        (positions().min().unwrap_or(0), positions().max().unwrap_or(0))
    };
    for run in series.runs() {
        draw_bands(values, run, ink, pen);
        draw_reach(values, run, ink, index, pen, arrows);
        if series.points.len() == 2 && run.len() == 2 {
            draw_unknown(series, ink, index, pen);
        } else {
            draw_run(values, run, ink, index, pen, axis);
        }
    }
    if series.points.len() == 2 && series.runs().len() == 2 && values.between_unknown {
        draw_unknown(series, ink, index, pen);
    }
    for point in series.points.iter().filter(|point| is_labelled(values, series, point)) {
        let ink = Ink { role: Role::Dot, is_key: ink.is_key || point.is_marked, ..ink };
        pen.dot(place_of(point), RADIUS, ink, Some(Datum { series: index, at: point.at }));
    }
}

/// A run of neighbouring values: solid through observations, dashed from the last of them through projections.
fn draw_run(
    values: &Values,
    run: &[Point],
    ink: Ink,
    index: usize,
    pen: &Pen,
    axis: impl Fn() -> (i64, i64),
) {
    let from = values.shape.projected_from.unwrap_or(i64::MAX);
    let split = run.partition_point(|point| point.at < from);
    let datum = |run: &[Point]| run.first().map(|point| Datum { series: index, at: point.at });
    if let [alone] = run {
        pen.dot(place_of(alone), RADIUS, ink.with(Role::Dot), datum(run));
        return;
    }
    let observed = run.get(..split).unwrap_or_default();
    let projected = if split < run.len() { run.get(split.saturating_sub(1)..) } else { None };
    match observed {
        [] => {}
        [alone] => pen.dot(place_of(alone), RADIUS, ink.with(Role::Dot), datum(observed)),
        _ => pen.series(thinned(observed, &axis), ink, datum(observed)),
    }
    if let Some(projected) = projected {
        pen.series(thinned(projected, &axis), ink.with(Role::Projected), datum(projected));
    }
}

/// The bands of a fan, the widest first, so that the tint grows inwards; a single value has a thin line.
fn draw_bands(values: &Values, run: &[Point], ink: Ink, pen: &Pen) {
    for index in 0..values.shape.bands.len() {
        let ends = |point: &Point| {
            let (low, high) = (*point.beside.as_ref()?.bands.get(index)?)?;
            Some((Decimal::from(point.at), low, high))
        };
        let ends: Vec<Option<(Decimal, Decimal, Decimal)>> = run.iter().map(ends).collect();
        for stretch in ends.chunk_by(|a, b| a.is_some() == b.is_some()) {
            let stretch: Vec<_> = stretch.iter().flatten().copied().collect();
            if let [(at, low, high)] = stretch.as_slice() {
                pen.line((*at, *low), (*at, *high), ink.with(Role::Whisker), None);
                continue;
            }
            let upper = stretch.iter().map(|(at, _, high)| (*at, *high));
            let lower = stretch.iter().rev().map(|(at, low, _)| (*at, *low));
            let outline: Vec<Place> = upper.chain(lower).collect();
            if !outline.is_empty() {
                pen.band(outline, ink.with(Role::Band), None);
            }
        }
    }
}

/// Two observations: dots, and a dotted line that says that nothing is known between them.
fn draw_unknown(series: &Series, ink: Ink, index: usize, pen: &Pen) {
    let datum = |point: &Point| Some(Datum { series: index, at: point.at });
    if let [first, last] = series.points.as_slice() {
        pen.line(place_of(first), place_of(last), ink.with(Role::Unknown), datum(first));
        for point in [first, last] {
            pen.dot(place_of(point), RADIUS, ink.with(Role::Dot), datum(point));
        }
    }
}

/// What bounds leave open: a band along a run that is uncertain throughout, else a whisker at each such point.
fn draw_reach(values: &Values, run: &[Point], ink: Ink, index: usize, pen: &Pen, arrows: &mut Vec<Mark>) {
    let at = |point: &Point, value: Decimal| (Decimal::from(point.at), value);
    let has_both_ends = |point: &Point| {
        let ends = values.ends(point);
        !point.is_certain() && !ends.is_open_above && !ends.is_open_below
    };
    let datum = |point: &Point| Some(Datum { series: index, at: point.at });
    if run.len() > 1 && run.iter().all(has_both_ends) {
        let upper = run.iter().map(|point| at(point, point.most()));
        let lower = run.iter().rev().map(|point| at(point, point.least()));
        pen.band(upper.chain(lower).collect(), ink.with(Role::Band), run.first().and_then(datum));
        return;
    }
    for point in run.iter().filter(|point| !point.is_certain()) {
        let ends = values.ends(point);
        let (low, high) = (at(point, ends.least), at(point, ends.most));
        if low.1 != high.1 {
            pen.line(low, high, ink.with(Role::Whisker), datum(point));
        }
        let open = [
            (ends.is_open_above, high, -(RADIUS + 5 * PX), Toward::Up),
            (ends.is_open_below, low, RADIUS + 5 * PX, Toward::Down),
        ];
        for (_, end, away, toward) in open.into_iter().filter(|(is_open, ..)| *is_open) {
            let (x, y) = pen.place(end);
            arrows.push(Mark::new(Shape::Arrow((x, y + away), toward), ink.with(Role::Open), datum(point)));
        }
    }
}

/// A run as it can be seen: of a dense one the first, lowest, highest and last point of each stretch of the axis, so
/// that no peak is lost (M4: Jugel et al., "M4: a visualization-oriented time series data aggregation", 2014).
///
/// The stretches do not depend on the width, so that both views show the same points; `axis` gives the first and last
/// position of all.
fn thinned(run: &[Point], axis: impl FnOnce() -> (i64, i64)) -> Vec<Place> {
    if run.len() <= 4 * STRETCHES {
        return run.iter().map(place_of).collect();
    }
    let (first, last) = axis();
    let whole = i128::from(last) - i128::from(first) + 1;
    let stretches = i128::try_from(STRETCHES).unwrap_or(1);
    let stretch = |point: &Point| (i128::from(point.at) - i128::from(first)) * stretches / whole.max(1);
    let mut kept = Vec::with_capacity(4 * STRETCHES);
    for part in run.chunk_by(|a, b| stretch(a) == stretch(b)) {
        let lowest = part.iter().min_by_key(|point| point.value());
        let highest = part.iter().max_by_key(|point| point.value());
        let mut places: Vec<Place> =
            [part.first(), lowest, highest, part.last()].into_iter().flatten().map(place_of).collect();
        places.sort_unstable();
        places.dedup();
        kept.extend(places);
    }
    kept
}

/// What labels need to know.
struct Plot<'a> {
    values: &'a Values,
    slots: &'a Slots,
    frame: Area,
    axis: &'a ValueAxis,
    holes: &'a [Area],
    canvas: &'a Canvas<'a>,
}

impl Plot<'_> {
    fn place(&self, point: &Point) -> (i32, i32) {
        let y = self.axis.scale.place(point.value(), self.frame.bottom, self.frame.top);
        (self.slots.x(point.at, self.frame), y)
    }

    /// Where the line of a series ends across.
    fn end_of(&self, series: usize) -> i32 {
        let last = self.values.series.get(series).and_then(|series| series.points.last());
        last.map_or(self.frame.right, |point| self.place(point).0)
    }

    /// Writes values beside their dots; gives the positions that have one, with its upper and lower edge.
    fn label_points(&self, board: &mut Board, scene: &mut Scene) -> Vec<(i64, i32, i32)> {
        let mut labels = Vec::new();
        for series in &self.values.series {
            for point in series.points.iter().filter(|point| is_labelled(self.values, series, point)) {
                let is_key = series.is_marked || point.is_marked;
                labels.push((point.at, is_key, self.candidates(point)));
            }
        }
        let candidates: Vec<Vec<Candidate>> = labels
            .iter()
            .map(|(_, _, places)| places.iter().map(|(_, candidate)| candidate.clone()).collect())
            .collect();
        let chosen = board.place(&candidates);
        let mut tops = Vec::new();
        for ((at, is_key, places), place) in labels.into_iter().zip(chosen) {
            let Some((text, candidate)) = place.and_then(|place| places.into_iter().nth(place)) else {
                continue;
            };
            tops.push((at, candidate.area.top, candidate.area.bottom));
            scene.say(text, is_key);
        }
        tops
    }

    fn candidates(&self, point: &Point) -> Vec<(Text, Candidate)> {
        let is_panel = self.canvas.view.is_panel();
        let words = self.canvas.value(point, is_panel);
        let voice = if is_panel { Voice::Say } else { Voice::Loud };
        let face = voice.face();
        let (x, _) = self.place(point);
        let y = |value| self.axis.scale.place(value, self.frame.bottom, self.frame.top);
        let open = |is_open: bool| if is_open { RADIUS + 8 * PX } else { 0 };
        let ends = self.values.ends(point);
        let above = y(ends.most) - BESIDE - open(ends.is_open_above);
        let below = y(ends.least) + BESIDE + face.ascent() + open(ends.is_open_below);
        let edge = self.canvas.view.share(RADIUS);
        let mut places = Vec::new();
        for (baseline, cost) in [(above, 0), (below, 3), (above - 14 * PX, 20), (below + 14 * PX, 22)] {
            for (anchor, x, more) in
                [(Anchor::Start, x - edge, 1), (Anchor::Middle, x, 0), (Anchor::End, x + edge, 1)]
            {
                let text = text(x, baseline, anchor, voice, &words);
                let area = text.area(self.canvas.view, self.canvas.measure);
                places.push((text, Candidate::new(area, cost + more)));
            }
        }
        places
    }

    /// Where the leader of a remark ends: above or below the points of a position and their labels, or above the
    /// strip where no figure is known.
    fn target(&self, at: i64, labelled: &[(i64, i32, i32)]) -> Target {
        let points = self.values.points().filter(|point| point.at == at);
        let ys: Vec<i32> = points.map(|point| self.place(point).1).collect();
        let x = self.slots.x(at, self.frame);
        let own = || labelled.iter().filter(|(position, ..)| *position == at);
        let top = ys.iter().copied().chain(own().map(|(_, top, _)| *top)).min();
        let bottom = ys.iter().copied().chain(own().map(|(_, _, bottom)| *bottom)).max();
        match (top, bottom) {
            (Some(top), Some(bottom)) => {
                Target { x, above: top - RADIUS - 2 * PX, below: Some(bottom + RADIUS + 2 * PX) }
            }
            _ => {
                let hole = || top_of_hole(at, x, self.values, self.holes, self.frame.bottom) - 3 * PX;
                Target { x, above: self.between(at).unwrap_or_else(hole), below: None }
            }
        }
    }

    /// The height of a dotted line at a position without a figure.
    fn between(&self, at: i64) -> Option<i32> {
        let series = self.values.series.first().filter(|_| self.values.between_unknown)?;
        let [first, last] = series.points.as_slice() else { return None };
        let ((x0, y0), (x1, y1)) = (self.place(first), self.place(last));
        let x = self.slots.x(at, self.frame);
        let part = f64::from(x - x0) / f64::from((x1 - x0).max(1));
        Some(y0 + (part * f64::from(y1 - y0)) as i32 - 4 * PX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Interval, Quantity};

    #[test]
    fn thinning_keeps_every_peak() {
        let count = 100_000_i64;
        let value = |at: i64| if at == 40_404 { 999 } else { at * 7 % 13 };
        let run: Vec<Point> = (0..count)
            .map(|at| {
                let quantity = Quantity::exactly(Decimal::from(value(at)), None);
                let reach = Interval::point(quantity.value);
                Point { at, quantity, reach, is_marked: false, beside: None }
            })
            .collect();
        let kept = thinned(&run, || (0, count - 1));
        assert!(kept.len() <= 4 * STRETCHES, "{}", kept.len());
        assert!(kept.contains(&(Decimal::from(40_404), Decimal::from(999))));
        assert!(kept.is_sorted(), "from left to right");
        assert_eq!(kept.first().map(|place| place.0), Some(Decimal::ZERO));
        assert_eq!(kept.last().map(|place| place.0), Some(Decimal::from(count - 1)));
    }
}

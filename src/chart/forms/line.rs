//! Lines: how something changes over time, drawn only through what was observed.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::describe;
use crate::chart::forms::{Example, Form, MANY, Needs, Sketch};
use crate::chart::layout::{
    Canvas, Slots, ValueAxis, area_of, draw_axis, draw_base, draw_holes, lines, text, top_of_hole,
};
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Place, Run};
use crate::chart::place::{Board, Candidate, spread};
use crate::chart::reference::References;
use crate::chart::scene::{
    Anchor, Area, BEHIND, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, View, Voice, WHOLE,
};
use crate::chart::text::Lines;
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
        keys: &["facet", "scale", "annotations.y", "annotations.to"],
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
/// Widest name at the end of a line: narrow and wide pictures.
const NAMES: [i32; 2] = [96 * PX, 150 * PX];
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// From the frame to the names.
const GUTTER: i32 = 12 * PX;
/// A dense line keeps at most four points of each of so many stretches of the axis: two a pixel in the widest view,
/// whose frame leaves room for labels.
const STRETCHES: usize = 400;
/// A line of at most so many points has its bounds written.
const FEW: usize = 12;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let axis = ValueAxis::of_positions(values, canvas);
    let slots = Slots::edge_to_edge(values);
    let names = Names::of(values, canvas);
    let frame = canvas.upright(axis.inset(values, canvas), WHOLE - names.room(canvas));
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
    names.draw(&plot, &mut board, &mut scene);
    let mut tops = plot.label_points(&mut board, &mut scene);
    tops.sort_unstable();
    let mut unplaced = references.label(canvas, &mut board, &mut scene);
    unplaced.extend(annotate(values, |at| plot.target(at, &tops), canvas, &mut board, &mut scene));
    scene.height = draw_axis(values, &slots, frame, canvas, &mut scene).height;
    let is_cut = axis.scale.low() > Decimal::ZERO || axis.scale.high() < Decimal::ZERO;
    let names_series = values.series.len() < 2 || !canvas.view.is_panel();
    Sketch { scene, unplaced, names_series, is_cut }
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
    let is_hedged =
        point.quantity.bound != Bound::Exactly && series.points.len() <= FEW && !values.is_panel();
    point.is_marked
        || (is_alone && (is_hedged || is_end(series.points.first()) || is_end(series.points.last())))
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
        draw_reach(values, run, ink, index, pen, arrows);
        let datum = run.first().map(|point| Datum { series: index, at: point.at });
        match run {
            [alone] => pen.dot(place_of(alone), RADIUS, ink.with(Role::Dot), datum),
            _ if series.points.len() == 2 => draw_unknown(series, ink, index, pen),
            _ => pen.series(thinned(run, axis), ink, datum),
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

/// Names at the ends of lines, where there are several.
struct Names {
    wrapped: Vec<Lines>,
}

impl Names {
    fn of(values: &Values, canvas: &Canvas<'_>) -> Names {
        // A panel of small multiples has no room for names: a key above all of them says which line is which.
        if values.series.len() < 2 || canvas.view.is_panel() {
            return Names { wrapped: Vec::new() };
        }
        let [narrow, wide] = NAMES;
        let most = if canvas.view.low < View::WIDE.low { narrow } else { wide };
        let name = |series: &Series| {
            canvas.measure.wrap_or_cut(&series.name, voice_of(series.is_marked).face(), most, NAME_LINES)
        };
        Names { wrapped: values.series.iter().map(name).collect() }
    }

    /// The share of the width that names take at the end.
    fn room(&self, canvas: &Canvas<'_>) -> i32 {
        match self.wrapped.iter().map(|name| name.width).max() {
            Some(widest) => canvas.view.share(widest + GUTTER),
            None => canvas.view.share(RADIUS + 2 * PX),
        }
    }

    fn draw(&self, plot: &Plot<'_>, board: &mut Board, scene: &mut Scene) {
        let view = plot.canvas.view;
        let x = plot.frame.right + view.share(GUTTER);
        let ends: Vec<Option<&Point>> =
            plot.values.series.iter().map(|series| series.points.last()).collect();
        let wishes: Vec<(i32, i32)> = self
            .wrapped
            .iter()
            .zip(&plot.values.series)
            .zip(&ends)
            .map(|((name, series), end)| {
                let line = voice_of(series.is_marked).face().line();
                let rows = i32::try_from(name.lines.len()).unwrap_or(1);
                (end.map_or(plot.frame.bottom, |end| plot.place(end).1), rows * line)
            })
            .collect();
        // Too many for the height: those that find no place are named in the table below the chart.
        let Some(middles) = spread(&wishes, 0, plot.frame.bottom) else { return };
        for ((((name, series), end), (_, height)), middle) in
            self.wrapped.iter().zip(&plot.values.series).zip(ends).zip(wishes).zip(middles)
        {
            let Some(end) = end else { continue };
            let face = voice_of(series.is_marked).face();
            let first = middle - height / 2 + face.line() / 2 + face.size() * 36;
            let texts = lines(&text(x, first, Anchor::Start, voice_of(series.is_marked), ""), name);
            board_keep(&texts, plot, board);
            let (from_x, from_y) = plot.place(end);
            let reaches = from_x >= plot.frame.right - view.share(RADIUS);
            if !reaches || (middle - from_y).abs() > 5 * PX {
                let from = (from_x + view.share(RADIUS), from_y);
                scene.add(Shape::Line(from, (x - view.share(2 * PX), middle)), Ink::of(Role::Leader));
            }
            texts.into_iter().for_each(|text| scene.say(text, series.is_marked));
        }
    }
}

fn board_keep(texts: &[Text], plot: &Plot<'_>, board: &mut Board) {
    if let Some(area) = area_of(texts, plot.canvas) {
        board.keep(area);
    }
}

fn voice_of(is_key: bool) -> Voice {
    if is_key { Voice::Loud } else { Voice::Say }
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

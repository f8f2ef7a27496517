//! Waterfalls: how steps up and down lead from one total to the next.
//!
//! Every step begins at the level that the named values before it lead to, and is drawn as any length is: solid as far
//! as it is certain, hatched as far as it is possible. A total stands on zero, and the level goes on from it, not from
//! the sum of the steps: where the two differ by more than bounds and rounding leave open, `lint` warns. A step
//! without a figure is hatched from the level before it to the total that follows it; where none follows, nobody
//! knows at what level to go on, and `lint` refuses the chart.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::describe::Describer;
use crate::chart::forms::labels::{Column, draw_labels, draw_open_ends, place_every, place_important};
use crate::chart::forms::parts::{hedged, point_of};
use crate::chart::forms::row_notes::RowNotes;
use crate::chart::forms::rows::{ARROW, BESIDE, EndLabel, GAP, Load, Rows, Stand};
use crate::chart::forms::{Example, Form, Length, Needs, Sketch};
use crate::chart::layout::{Canvas, Slots, ValueAxis, draw_axis, draw_base, is_bare, text, upright};
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Run};
use crate::chart::place::Board;
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE};
use crate::chart::short::Magnitude;
use crate::chart::text::Face;
use crate::chart::twin;
use crate::chart::values::{Empty, Point, Series, Values};
use crate::chart::{Twin, TwinHead};
use crate::locale::format::UnitStyle;
use crate::quantity::{Interval, Quantity};

/// The form.
pub(crate) const WATERFALL: Form = Form {
    name: "waterfall",
    summary: "how gains and losses lead from one total to the next, as floating columns",
    explanation: "Choose it to show what made a total larger or smaller: a budget from one year to the next, a \
population with its births, deaths and moves. `totals` names the values of `x` that are totals and stand on zero; all \
others are steps, up if they are above zero and down if below. Rises are dark, falls light, totals black, and every \
step has its sign. Where names are too long to stand under columns, the steps are rows. A total that is not what the steps lead to is a warning. A step that is only bounded is hatched as \
far as it is open; the next one begins at the value that is named. Do not choose it for parts of one whole (take \
`column` or `bar` with `stack`) or for a course in time without reasons (take `line`).",
    example: Example {
        figure: r#"[budget]
form = "waterfall"
table = "budget"
x = "item"
y = "amount"
totals = ["2024", "2025"]
title = "Overtime ate what the new tax brought"
subtitle = "Budget of the harbour, million euros"
"#,
        table: "item,amount\n2024,120\ntax,35\nfees,12\novertime,-41\nrepairs,-9.5\n2025,116.5\n",
        description: r#"cite = ["@files, p. 9"]
[columns.item]
type = "text"
label = "Item"
values = { 2024 = "Budget 2024", tax = "New tax", fees = "Fees", overtime = "Overtime", repairs = "Repairs", 2025 = "Budget 2025" }
[columns.amount]
type = "number"
unit = "EUR"
label = "Amount"
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: (1, 1),
        series: false,
        repeats: false,
        keys: &["totals"],
        readable: 24,
        most: 60,
        joins: false,
    },
    draw,
    describe,
    twin,
};

/// Share of a slot that a column takes.
const SHARE: Decimal = Decimal::from_parts(74, 0, 0, false, 2);
/// No column is wider than this share of the picture, hundredths of a per cent.
const WIDEST: i32 = 1_600;
/// Thickness of a bar among rows.
const THICK: i32 = 18 * PX;
/// So many steps are told one by one; of more the totals and the largest.
const TOLD: usize = 12;

/// A step or a total.
struct Step<'a> {
    point: &'a Point,
    is_total: bool,
    /// The level it begins at; zero for a total.
    from: Decimal,
    /// What is open of it, counted from its beginning.
    length: Length,
    /// What is possible at its end.
    level: Interval,
}

/// A step without a figure, with the levels on both sides.
struct Gap {
    at: i64,
    from: Decimal,
    to: Decimal,
}

/// All steps in the order of the axis.
struct Steps<'a> {
    steps: Vec<Step<'a>>,
    gaps: Vec<Gap>,
}

impl<'a> Steps<'a> {
    fn of(values: &'a Values) -> Steps<'a> {
        let points = values.series.first().map_or(&[][..], |series| &series.points);
        let highest = points.iter().map(|point| point.value().abs()).max().unwrap_or_default();
        let beginning = highest * Decimal::new(4, 2);
        let (mut named, mut level) = (Decimal::ZERO, Interval::point(Decimal::ZERO));
        let mut steps: Vec<Step<'_>> = Vec::with_capacity(points.len());
        let mut gaps = Vec::new();
        for point in points {
            let is_total = values.shape.totals.contains(&point.at);
            let before = steps.last().map(|step| step.point.at);
            let missing = missing_between(values, before, point.at).filter(|_| is_total);
            gaps.extend(missing.map(|at| Gap { at, from: named, to: point.value() }));
            let from = if is_total { Decimal::ZERO } else { named };
            level =
                if is_total { point.reach } else { level.plus(point.reach).unwrap_or(Interval::ANYTHING) };
            named = from + point.value();
            steps.push(Step { point, is_total, from, length: Length::of(point, beginning), level });
        }
        Steps { steps, gaps }
    }

    /// The levels that everything drawn lies between, zero among them.
    fn reach(&self) -> (Decimal, Decimal) {
        let of_steps = self.steps.iter().flat_map(|step| {
            [step.from, step.end(), step.from + step.length.start(), step.from + step.length.end()]
        });
        let ends = of_steps.chain(self.gaps.iter().flat_map(|gap| [gap.from, gap.to]));
        ends.fold((Decimal::ZERO, Decimal::ZERO), |(low, high), end| (low.min(end), high.max(end)))
    }

    /// A chart of the levels, for which axes and scale words are made.
    fn outline(&self, values: &Values) -> Values {
        let (low, high) = self.reach();
        let point = |end: Decimal| {
            self.steps.iter().map(move |step| point_of(step.point.at, Quantity::exactly(end, None))).collect()
        };
        let series = |points: Vec<Point>| Series {
            name: String::new(),
            is_marked: false,
            interval: None,
            points,
            empty: Vec::new(),
            blank: None,
        };
        Values { series: vec![series(point(low)), series(point(high))], ..values.clone() }
    }
}

/// The position without a figure after `before` and before `at`.
fn missing_between(values: &Values, before: Option<i64>, at: i64) -> Option<i64> {
    let empty = values.series.first().map_or(&[][..], |series| &series.empty);
    let empty =
        empty.iter().find(|empty| before.is_none_or(|before| empty.from > before) && empty.to < at)?;
    Some(empty.from)
}

impl Step<'_> {
    /// The named level at its end.
    fn end(&self) -> Decimal {
        self.from + self.point.value()
    }

    /// Where its label stands among rows: at its right end, below zero at its left.
    fn label_end(&self) -> Decimal {
        let (start, end) = (self.from + self.length.start(), self.from + self.length.end());
        let (low, high) = (start.min(end), start.max(end));
        if high > Decimal::ZERO || low.is_zero() { high } else { low }
    }

    /// What is written at it; what is no total has its sign.
    fn words(&self, bare: bool, canvas: &Canvas<'_>) -> String {
        match self.is_total {
            true => canvas.value(self.point, bare),
            false => canvas.signed(&self.point.quantity, bare),
        }
    }

    fn ink(&self) -> Ink {
        match () {
            () if self.point.is_marked => Ink { is_key: true, ..Ink::of(Role::Mass) },
            () if self.is_total => Ink::of(Role::Mass),
            () if self.point.value().is_sign_negative() => Ink::leaning(-1),
            () => Ink::leaning(1),
        }
    }
}

/// Upright where every step can be named at every width, else as rows downwards.
fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let steps = Steps::of(values);
    let outline = steps.outline(values);
    let canvas = &Canvas { magnitude: Magnitude::of(&outline, canvas.formatter), ..*canvas };
    let standing = |canvas: &Canvas<'_>| {
        compose(values, &steps, None, &outline, canvas).or_else(|| {
            let axis = ValueAxis::with_headroom(&outline, canvas);
            compose(values, &steps, Some(&axis), &outline, canvas)
        })
    };
    let others = canvas.views.iter().filter(|view| **view != canvas.view);
    let stands = others.map(|view| Canvas { view: *view, ..*canvas }).all(|other| standing(&other).is_some());
    let upright = if stands { standing(canvas) } else { None };
    upright.unwrap_or_else(|| draw_rows(values, &steps, canvas))
}

/// Draws with an axis, or without one: then only if every value finds its place; in both cases only if every name
/// does.
fn compose(
    values: &Values,
    steps: &Steps<'_>,
    axis: Option<&ValueAxis>,
    outline: &Values,
    canvas: &Canvas<'_>,
) -> Option<Sketch> {
    let frame = upright(axis.map_or(0, |axis| axis.inset(outline, canvas)), WHOLE);
    let (low, high) = steps.reach();
    let plain = if low == high { Scale::new(Decimal::ZERO, Decimal::ONE) } else { Scale::new(low, high) };
    let plot = Plot { slots: Slots::of(values), frame, scale: axis.map_or(plain, |axis| axis.scale) };
    let mut scene = Scene::default();
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom + 4 * PX });
    let ticks = axis.map(|axis| axis.draw(frame, canvas, &mut scene));
    ticks.into_iter().flatten().for_each(|area| board.keep(area));
    let columns = plot.draw_steps(steps, &mut scene);
    draw_open_ends(&columns, &mut scene);
    plot.draw_gaps(steps, &mut board, &mut scene);
    draw_base(plot.scale, frame, &mut scene);
    columns.iter().for_each(|column| board.keep(column.area));
    let labels = match (place_every(&columns, axis.is_some(), canvas, &mut board), axis) {
        (Some(labels), _) => labels,
        (None, Some(_)) => place_important(&columns, canvas, &mut board),
        (None, None) => return None,
    };
    let mut tops: Vec<(i64, i32)> = columns.iter().map(|column| (column.datum.at, column.area.top)).collect();
    tops.extend(draw_labels(labels, &mut scene));
    let target = |at: i64| {
        let top = tops.iter().filter(|(position, _)| *position == at).map(|(_, top)| *top).min();
        Target { x: plot.slots.x(at, frame), above: top.unwrap_or(frame.bottom) - 3 * PX, below: None }
    };
    let unplaced = annotate(values, target, canvas, &mut board, &mut scene);
    let below = draw_axis(values, &plot.slots, frame, canvas, &mut scene);
    scene.height = below.height;
    below.is_whole.then_some(Sketch { scene, unplaced, names_series: true, is_cut: false })
}

/// Where steps stand.
struct Plot {
    slots: Slots,
    frame: Area,
    scale: Scale,
}

impl Plot {
    /// Both sides of a column, in positions.
    fn sides(&self, at: i64) -> (Decimal, Decimal) {
        let whole = self.slots.scale.high() - self.slots.scale.low();
        let widest =
            whole * Decimal::from(WIDEST) / Decimal::from((self.frame.right - self.frame.left).max(1));
        let half = (self.slots.pitch * SHARE).min(widest) / Decimal::TWO;
        (Decimal::from(at) - half, Decimal::from(at) + half)
    }

    fn area(&self, at: i64, from: Decimal, to: Decimal) -> Area {
        let (left, right) = self.sides(at);
        let x = |at: Decimal| self.slots.scale.place(at, self.frame.left, self.frame.right);
        let y = |value: Decimal| self.scale.place(value, self.frame.bottom, self.frame.top);
        let (one, other) = (y(from), y(to));
        Area { left: x(left), right: x(right), top: one.min(other), bottom: one.max(other) }
    }

    /// Draws the columns, and from the end of each a line to the next.
    fn draw_steps<'a>(&self, steps: &'a Steps<'_>, scene: &mut Scene) -> Vec<Column<'a>> {
        let pen = Pen::on(self.frame, self.slots.scale, self.scale, Run::Up);
        let mut columns = Vec::new();
        for step in &steps.steps {
            let (from, to) = self.sides(step.point.at);
            let place = |side: bool, value: Decimal| (if side { to } else { from }, step.from + value);
            let datum = Datum { series: 0, at: step.point.at };
            step.length.draw(&pen, place, step.ink(), datum);
            let (start, end) = (step.from + step.length.start(), step.from + step.length.end());
            let area = self.area(step.point.at, start, end);
            let (ink, is_signed) = (step.ink(), !step.is_total);
            columns.push(Column { datum, point: step.point, length: step.length, ink, area, is_signed });
        }
        let known = |at: i64| steps.gaps.iter().any(|gap| gap.at == at);
        for (step, next) in steps.steps.iter().zip(steps.steps.iter().skip(1)) {
            // A line to the column after a gap would cross it.
            let skips = (step.point.at + 1..next.point.at).any(known);
            let (end, start) = (self.sides(step.point.at).1, self.sides(next.point.at).0);
            if !skips {
                pen.line((end, step.end()), (start, step.end()), Ink::of(Role::Stem), None);
            }
        }
        scene.marks.extend(pen.finish());
        columns
    }

    /// Hatches steps without a figure.
    fn draw_gaps(&self, steps: &Steps<'_>, board: &mut Board, scene: &mut Scene) {
        for gap in &steps.gaps {
            let area = self.area(gap.at, gap.from, gap.to);
            board.keep(area);
            scene.add(Shape::Rect(area), Ink::of(Role::Hole));
        }
    }
}

/// Draws the steps as rows: from zero or the level before to the right for rises, to the left for falls.
fn draw_rows(values: &Values, steps: &Steps<'_>, canvas: &Canvas<'_>) -> Sketch {
    let (low, high) = steps.reach();
    let scale = if low == high { Scale::new(Decimal::ZERO, Decimal::ONE) } else { Scale::new(low, high) };
    let count = steps.steps.len();
    let label = |(index, step): (usize, &Step<'_>)| EndLabel {
        end: step.label_end(),
        words: step.words(is_bare(index == 0, count, step.point), canvas),
        away: if step.length.is_open { ARROW } else { 0 },
    };
    let labels: Vec<EndLabel> = steps.steps.iter().enumerate().map(label).collect();
    let load = Load { scale, labels: &labels, thick: THICK, bars: 1, gap: GAP, above: 0 };
    let rows = Rows::lay_out(values, &load, canvas);
    let pen = rows.pen(scale);
    let mut scene = Scene { height: rows.bottom(), ..Scene::default() };
    let mut words = Scene::default();
    rows.write_names(&mut words);
    let lying = Lying { rows: &rows, pen: &pen, canvas };
    for (step, label) in steps.steps.iter().zip(&labels) {
        lying.step(step, label, &mut words);
    }
    for (step, next) in steps.steps.iter().zip(steps.steps.iter().skip(1)) {
        lying.connect(step, next);
    }
    for gap in &steps.gaps {
        let reason = values.series.first().and_then(|series| reason_at(series, gap.at));
        lying.gap(gap, &reason.unwrap_or_else(|| canvas.message("chart.no_figure")), &mut words);
    }
    scene.marks.extend(pen.finish());
    rows.draw_zero(scale, &mut scene);
    scene.marks.extend(words.marks);
    let unplaced = RowNotes { values, rows: &rows, scale, canvas }.annotate(&mut scene);
    Sketch { scene, unplaced, names_series: true, is_cut: false }
}

/// Steps as rows.
struct Lying<'a> {
    rows: &'a Rows,
    pen: &'a Pen,
    canvas: &'a Canvas<'a>,
}

impl Lying<'_> {
    /// Upper edge of the bar at a position, below the first row.
    fn upper(&self, at: i64) -> Option<i32> {
        let index = self.rows.rows.iter().position(|row| row.at == at)?;
        Some(self.rows.bars_top(index) + self.rows.plan.pitch(self.rows.thick) - self.rows.thick)
    }

    fn step(&self, step: &Step<'_>, label: &EndLabel, words: &mut Scene) {
        let Some(upper) = self.upper(step.point.at) else { return };
        let (from, to) = (Decimal::from(upper), Decimal::from(upper + self.rows.thick));
        let place = |side: bool, value: Decimal| (step.from + value, if side { to } else { from });
        let ink = step.ink();
        step.length.draw(self.pen, place, ink, Datum { series: 0, at: step.point.at });
        let middle = self.rows.top + upper + self.rows.thick / 2;
        if step.length.is_open {
            let end = self.pen.place((step.from + step.length.end(), from)).0;
            let is_fall = step.length.end().is_sign_negative();
            let (side, toward) = if is_fall { (-1, Toward::Start) } else { (1, Toward::End) };
            let beyond = end + side * self.canvas.view.share(5 * PX);
            words.add(Shape::Arrow((beyond, middle), toward), ink.with(Role::Open));
        }
        let voice = if ink.is_key { Voice::Loud } else { Voice::Say };
        if self.rows.plan.stand == Stand::AllAbove {
            let room = self.canvas.view.length(WHOLE);
            let cut = self.canvas.measure.wrap_or_cut(&label.words, voice.face(), room, 1);
            let y = middle - self.rows.thick / 2 - 5 * PX;
            let line = cut.lines.first().map_or("", String::as_str);
            return words.say(text(0, y, Anchor::Start, voice, line), ink.is_key);
        }
        let backwards = label.end < Decimal::ZERO;
        let (side, anchor) = if backwards { (-1, Anchor::End) } else { (1, Anchor::Start) };
        let x = self.pen.place((label.end, from)).0;
        let written = text(x, middle + voice.face().size() * 36, anchor, voice, &label.words);
        words.say(Text { dx: side * (BESIDE + label.away), ..written }, ink.is_key);
    }

    /// A line from the end of a step to the bar below it.
    fn connect(&self, step: &Step<'_>, next: &Step<'_>) {
        let (Some(from), Some(to)) = (self.upper(step.point.at), self.upper(next.point.at)) else { return };
        let follows = next.point.at == step.point.at + 1;
        if follows {
            let (from, to) = (Decimal::from(from + self.rows.thick), Decimal::from(to));
            self.pen.line((step.end(), from), (step.end(), to), Ink::of(Role::Stem), None);
        }
    }

    /// A hatched step without a figure, with the reason behind it.
    fn gap(&self, gap: &Gap, reason: &str, words: &mut Scene) {
        let Some(upper) = self.upper(gap.at) else { return };
        let x = |value: Decimal| self.pen.place((value, Decimal::ZERO)).0;
        let (one, other) = (x(gap.from), x(gap.to));
        let (left, right) = (one.min(other), one.max(other));
        let top = self.rows.top + upper;
        let area = Area { left, right, top, bottom: top + self.rows.thick };
        words.add(Shape::Rect(area), Ink::of(Role::Hole));
        let room = self.canvas.view.length(WHOLE - right) - BESIDE;
        let Some(wrapped) = self.canvas.measure.wrap(reason, Face::Small, room, 1) else { return };
        let y = i32::midpoint(area.top, area.bottom) + Face::Small.size() * 36;
        let line = wrapped.lines.first().map_or("", String::as_str);
        words.say(Text { dx: BESIDE, ..text(right, y, Anchor::Start, Voice::Soft, line) }, false);
    }
}

/// Every step and total, or of many the totals and the largest steps.
fn describe(describer: &Describer<'_>) -> Vec<String> {
    let steps = Steps::of(describer.values);
    let Some(series) = describer.values.series.first() else { return Vec::new() };
    let tell = |step: &Step<'_>| {
        let x = describer.stretch(&Empty { from: step.point.at, to: step.point.at, reason: None });
        let key = match () {
            () if step.is_total => "waterfall.total",
            () if step.point.value().is_zero() => "waterfall.same",
            () if step.point.value().is_sign_negative() => "waterfall.fall",
            () => "waterfall.rise",
        };
        let size = Point { quantity: magnitude_of(&step.point.quantity), ..step.point.clone() };
        let told = if step.is_total { step.point } else { &size };
        let value = describer.value(series, told);
        (step.point.at, describer.message(key, &[("x", &x), ("value", &value)]))
    };
    let gaps = steps.gaps.iter().map(|gap| {
        let empty = Empty { from: gap.at, to: gap.at, reason: reason_at(series, gap.at) };
        let slots = [("x", &*describer.stretch(&empty)), ("reason", &*describer.reason(&empty))];
        (gap.at, describer.message("alt.hole", &slots))
    });
    let told: Vec<&Step<'_>> =
        if steps.steps.len() <= TOLD { steps.steps.iter().collect() } else { outstanding(&steps) };
    let mut sentences: Vec<(i64, String)> = told.into_iter().map(tell).chain(gaps).collect();
    sentences.sort_by_key(|(at, _)| *at);
    let count = (steps.steps.len() > TOLD).then(|| {
        let steps = steps.steps.iter().filter(|step| !step.is_total).count();
        describer.formatter.counted("chart.waterfall.steps", steps, &[])
    });
    count.into_iter().chain(sentences.into_iter().map(|(_, sentence)| sentence)).collect()
}

fn reason_at(series: &Series, at: i64) -> Option<String> {
    series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at))?.reason.clone()
}

/// The same without its sign: the words say whether it is a rise or a fall.
fn magnitude_of(quantity: &Quantity) -> Quantity {
    Quantity { value: quantity.value.abs(), high: quantity.high.map(|high| high.abs()), ..quantity.clone() }
}

/// All totals, the largest rise and the largest fall.
fn outstanding<'a>(steps: &'a Steps<'a>) -> Vec<&'a Step<'a>> {
    let moves = || steps.steps.iter().filter(|step| !step.is_total);
    let rise = moves().max_by_key(|step| (step.point.value(), std::cmp::Reverse(step.point.at)));
    let fall = moves().min_by_key(|step| (step.point.value(), step.point.at));
    let totals = steps.steps.iter().filter(|step| step.is_total);
    let mut told: Vec<&Step<'_>> = totals.chain(rise).chain(fall).collect();
    told.sort_by_key(|step| step.point.at);
    told.dedup_by_key(|step| step.point.at);
    told
}

/// The table with one more column: the level that each step leads to.
fn twin(describer: &Describer<'_>) -> Twin {
    let mut twin = twin::series(describer);
    let unit = describer.values.unit.as_ref();
    let level = describer.message("waterfall.level", &[]);
    let text = match unit {
        Some(unit) => {
            let unit = describer.formatter.unit(unit, UnitStyle::Symbol);
            describer.message("twin.measure", &[("measure", &level), ("unit", &unit)])
        }
        None => level,
    };
    let none = describer.message("twin.none", &[]);
    let steps = Steps::of(describer.values);
    let mut rest = steps.steps.iter().peekable();
    for row in &mut twin.rows {
        let stretch = |step: &Step<'_>| {
            describer.stretch(&Empty { from: step.point.at, to: step.point.at, reason: None })
        };
        let step = rest.next_if(|step| row.first().is_some_and(|name| *name == stretch(step)));
        let level = step.and_then(|step| hedged(step.end(), step.level, unit));
        let level = level.map(|level| describer.formatter.quantity(&level, UnitStyle::None));
        row.push(level.unwrap_or_else(|| none.clone()));
    }
    twin.head.push(TwinHead { text, is_number: true });
    twin
}

#[cfg(test)]
mod tests {
    use crate::chart::samples::{draw, formatter, named};

    #[test]
    fn levels_are_sums_within_their_bounds() {
        let twin = draw(&named("steps-bounds"), &formatter("en")).twin;
        let levels: Vec<&str> = twin.rows.iter().filter_map(|row| row.last()).map(String::as_str).collect();
        assert_eq!(levels, ["400", "almost 500", "almost 450", "more than 465", "480"]);
    }

    #[test]
    fn rises_falls_and_totals_are_told_apart_in_words() {
        let text = draw(&named("budget"), &formatter("en")).short;
        assert!(text.contains("Budget 2024: €120 in all."), "{text}");
        assert!(text.contains("New tax: up by €35."), "{text}");
        assert!(text.contains("Overtime: down by €41."), "{text}");
    }
}

//! Big numbers: one value said large, and what it compares with.

use crate::chart::describe::Describer;
use crate::chart::forms::{Example, Form, Needs, Sketch};
use crate::chart::layout::{Canvas, lines, text};
use crate::chart::options::Across;
use crate::chart::scene::{Anchor, PX, Scene, Voice, WHOLE};
use crate::chart::twin;
use crate::chart::values::{Axis, Empty, Point, Series, Values};
use crate::locale::format::DateStyle;
use crate::quantity::Bound;

/// The form.
pub(crate) const NUMBER: Form = Form {
    name: "number",
    summary: "one value said large, with what it compares with",
    explanation: "Choose it where one value is the finding and a chart of it would say no more. The last row is the \
number; one row before it is what it compares with, and how it compares is worked out, no more exactly than both \
values are known. The value is written with its hedge and its unit, and breaks over lines where there is no room. \
For three values or more take `column`, `bar` or `line`; choose rows with `where`.",
    example: Example {
        figure: r#"[stored]
form = "number"
table = "storage"
x = "month"
y = "stored"
title = "What the agency holds"
subtitle = "Data held"
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
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: (1, 1),
        series: false,
        repeats: false,
        keys: &[],
        readable: 2,
        most: 2,
        joins: false,
    },
    draw,
    describe,
    twin: twin::series,
};

/// Most lines of the number.
const NUMBER_LINES: usize = 4;
/// Most lines of all other words.
const LINES: usize = 4;
/// Between the number and what is said of it.
const GAP: i32 = 6 * PX;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let mut sheet = Sheet { canvas, y: 0, scene: Scene::default() };
    if let Some(series) = values.series.first() {
        write(values, series, &mut sheet);
    }
    sheet.scene.height = sheet.y + 4 * PX;
    let unplaced = (0..values.notes.len()).collect();
    Sketch { scene: sheet.scene, unplaced, names_series: true, is_cut: false }
}

fn write(values: &Values, series: &Series, sheet: &mut Sheet<'_>) {
    let canvas = sheet.canvas;
    let last = last_position(values);
    let name = values.position(last, DateStyle::Long, canvas.formatter);
    sheet.say(&name, Voice::Say, LINES, false);
    sheet.y += GAP;
    match (empty_at(series, last), series.points.last()) {
        (None, Some(point)) => {
            let is_key = point.is_marked || series.is_marked;
            sheet.say(&canvas.value(point, false), Voice::Huge, NUMBER_LINES, is_key);
            sheet.y += GAP;
            if let Some(ends) = ends(values, series, point, canvas) {
                sheet.say(&ends, Voice::Soft, LINES, false);
            }
        }
        (empty, _) => {
            let reason = empty.and_then(|empty| empty.reason.clone());
            let reason = reason.unwrap_or_else(|| canvas.message("chart.no_figure"));
            sheet.say(&reason, Voice::Huge, NUMBER_LINES, false);
            sheet.y += GAP;
        }
    }
    for before in series.points.iter().filter(|point| point.at < last) {
        let name = values.position(before.at, DateStyle::Long, canvas.formatter);
        let slots = [("x", &*name), ("value", &canvas.value(before, false))];
        sheet.say(&canvas.formatter.messages.text("chart.alt.value", &slots), Voice::Say, LINES, false);
    }
    let describer = Describer { values, formatter: canvas.formatter };
    if let Some(change) = change(&describer, series) {
        sheet.say(&change, Voice::Say, LINES, false);
    }
}

/// The position of the number: of the last row.
fn last_position(values: &Values) -> i64 {
    match &values.axis {
        Axis::Names(names) => i64::try_from(names.len()).unwrap_or(1) - 1,
        Axis::Time(timeline) => timeline.last,
        Axis::Number(_) => values.positions().last().copied().unwrap_or(0),
    }
}

fn empty_at(series: &Series, at: i64) -> Option<&Empty> {
    series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at))
}

/// The ends that the source states: "95 % interval: 28 to 34".
fn ends(values: &Values, series: &Series, point: &Point, canvas: &Canvas<'_>) -> Option<String> {
    if point.is_certain() || point.quantity.bound != Bound::Exactly {
        return None;
    }
    let describer = Describer { values, formatter: canvas.formatter };
    let (low, high) = describer.ends(point);
    let name = series.interval.clone().unwrap_or_else(|| canvas.message("chart.bound.between"));
    let slots = [("bound", &*name), ("low", &low), ("high", &high)];
    Some(canvas.formatter.messages.text("chart.twin.bound_range", &slots))
}

/// How the number compares with the row before it, if both are known.
fn change(describer: &Describer<'_>, series: &Series) -> Option<String> {
    let is_known = empty_at(series, last_position(describer.values)).is_none();
    describer.change(series).filter(|_| is_known)
}

fn describe(describer: &Describer<'_>) -> Vec<String> {
    let Some(series) = describer.values.series.first() else { return Vec::new() };
    let point = |point: &Point| {
        let slots = [("x", &*describer.position(point.at)), ("value", &*describer.value(series, point))];
        (point.at, describer.message("alt.value", &slots))
    };
    let empty = |empty: &Empty| {
        let slots = [("x", &*describer.stretch(empty)), ("reason", &*describer.reason(empty))];
        (empty.from, describer.message("alt.hole", &slots))
    };
    let mut sentences: Vec<(i64, String)> = series.points.iter().map(point).collect();
    let rows = last_position(describer.values);
    // Between two periods nothing is asked of; only a row without a figure is told.
    sentences.extend(series.empty.iter().filter(|empty| empty.to == rows).map(empty));
    sentences.sort_by_key(|(at, _)| *at);
    let sentences = sentences.into_iter().map(|(_, sentence)| sentence);
    sentences.chain(change(describer, series)).collect()
}

/// Lines from top to bottom.
struct Sheet<'a> {
    canvas: &'a Canvas<'a>,
    /// Lower edge of what is written.
    y: i32,
    scene: Scene,
}

impl Sheet<'_> {
    fn say(&mut self, words: &str, voice: Voice, most: usize, is_key: bool) {
        if words.is_empty() {
            return;
        }
        let face = voice.face();
        let room = self.canvas.view.length(WHOLE);
        let wrapped = self.canvas.measure.wrap_or_cut(words, face, room, most);
        let first = text(0, self.y + face.ascent() + face.descent() / 2, Anchor::Start, voice, "");
        self.y += face.line() * i32::try_from(wrapped.lines.len()).unwrap_or(1) + 2 * PX;
        lines(&first, &wrapped).into_iter().for_each(|text| self.scene.say(text, is_key));
    }
}

#[cfg(test)]
mod tests {
    use crate::chart::samples::{draw, formatter, named};

    #[test]
    fn a_number_keeps_its_hedge_and_compares_on_what_is_possible() {
        let drawing = draw(&named("number-usual"), &formatter("en"));
        assert!(drawing.svg.contains(">almost 1,400\u{a0}TB</text>"), "{}", drawing.svg);
        assert!(drawing.svg.contains("More than 3 times as much."), "{}", drawing.svg);
        assert!(drawing.short.ends_with("January 2026: almost 1,400 terabytes. More than 3 times as much."));
    }

    #[test]
    fn a_number_that_is_not_known_says_why() {
        let drawing = draw(&named("number-missing"), &formatter("en"));
        assert!(drawing.svg.contains("class=\"num\""), "{}", drawing.svg);
        assert!(drawing.short.ends_with("B: not said."), "{}", drawing.short);
        assert!(!drawing.svg.contains("times"), "nothing to compare");
    }
}

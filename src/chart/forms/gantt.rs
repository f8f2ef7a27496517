//! Gantt charts: what lasted from when to when.
//!
//! A month or a year as a beginning or an end says only that it lies somewhere in it: the bar is solid as far as it
//! lasted for certain and hatched over the month or year. Without an end it is hatched to the end of the axis, with an
//! arrow head. The day on which the chart is drawn plays no part.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::chart::calendar::Grain;
use crate::chart::describe::Describer;
use crate::chart::forms::{Example, Form, Needs, Sketch, area_ink};
use crate::chart::layout::{Canvas, Slots, draw_calendar, lines, text};
use crate::chart::options::Across;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, Toward, View, Voice, WHOLE,
};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{Axis, Point, Span, Values};
use crate::chart::{Twin, TwinHead};
use crate::locale::format::DateStyle;
use crate::quantity::Period;

/// The form.
pub(crate) const GANTT: Form = Form {
    name: "gantt",
    summary: "what lasted from when to when, as bars along an axis of time",
    explanation: "Choose it for terms of office, contracts, companies, campaigns: what lasted, and what overlapped. `x` \
says when each began, `end` when it ended (that day, month or year included), `label` what it is; rows of one label \
share a line, and lines keep the order of the rows. `series` tells kinds apart by their tone. Beginnings and ends that \
are known to the month or year only are hatched over it; a stretch without an end is hatched to the end of the axis, \
with an arrow head, and the column's `missing` says why. The chart knows nothing of today. For single moments take \
`timeline`; how long things lasted on average is a matter for `bar`.",
    example: Example {
        figure: r#"[ministers]
form = "gantt"
table = "terms"
x = "from"
end = "to"
label = "name"
title = "Three ministers in four years"
highlight = ["Ruiz"]
"#,
        table: "name,from,to\nAlmeida,2021-02,2022-06\nRuiz,2022-06,2024-11\nOkafor,2024-11,\n",
        description: r#"cite = ["@bulletin"]
[columns.name]
type = "text"
label = "Minister"
verbatim = true
[columns.from]
type = "month"
label = "In office from"
[columns.to]
type = "month"
label = "To"
missing = "in office"
"#,
    },
    needs: Needs {
        x: Across::Time,
        measures: (0, 0),
        series: true,
        repeats: true,
        keys: &["end", "label"],
        readable: 60,
        most: 250,
        joins: false,
    },
    draw,
    describe,
    twin,
};

/// Thickness of a bar.
const BAR: i32 = 16 * PX;
/// Between bars of one line that overlap in time.
const BETWEEN: i32 = 3 * PX;
/// Between lines, where names stand beside their bars and where they stand above.
const GAPS: [i32; 2] = [9 * PX, 13 * PX];
/// Above the first line and below the last.
const MARGIN: i32 = 4 * PX;
/// Names beside their bars take at most this share of the picture.
const NAME_SHARE: i32 = 3_800;
/// From a name to the axis.
const TO_BARS: i32 = 12 * PX;
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// Room for the arrow head of what has no end.
const ARROW: i32 = 12 * PX;
/// How far what has no end is drawn beyond the last date.
const BEYOND: i32 = 32 * PX;
/// So many stretches are told in the description.
const TOLD: usize = 8;

/// One line: all stretches of one label.
struct Row<'a> {
    name: String,
    is_key: bool,
    bars: Vec<Bar<'a>>,
    /// How many bars stand below each other.
    depth: i32,
}

struct Bar<'a> {
    /// Index of its series.
    series: usize,
    point: &'a Point,
    parts: Parts,
    /// Which of the bars below each other.
    level: i32,
}

/// A stretch in slots of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    /// Earliest possible beginning and latest possible end; `None` without an end.
    possible: (Decimal, Option<Decimal>),
    /// What it lasted for certain, if anything.
    certain: Option<(Decimal, Decimal)>,
}

impl Parts {
    fn of(span: Span, grain: Grain) -> Parts {
        let half = Decimal::new(5, 1);
        let first = |slot: i64| Decimal::from(slot) - half;
        let last = |slot: i64| Decimal::from(slot) + half;
        let earliest = first(grain.slot(span.from));
        // A day is the beginning itself; a month or a year holds it.
        let latest_start = if is_day(span.from) { earliest } else { last(grain.last_slot(span.from)) };
        let Some(to) = span.to else { return Parts { possible: (earliest, None), certain: None } };
        let latest = last(grain.last_slot(to));
        let earliest_end = if is_day(to) { latest } else { first(grain.slot(to)) };
        let certain = (latest_start < earliest_end).then_some((latest_start, earliest_end));
        Parts { possible: (earliest, Some(latest)), certain }
    }

    /// Whether two may lie over each other.
    fn meets(&self, other: &Parts) -> bool {
        let before = |a: &Parts, b: &Parts| a.possible.1.is_some_and(|end| end <= b.possible.0);
        !before(self, other) && !before(other, self)
    }
}

fn is_day(period: Period) -> bool {
    matches!(period, Period::Day(_))
}

/// How names and bars share one view.
struct Plan {
    names: Vec<Lines>,
    is_beside: bool,
    /// Where the axis begins.
    left: i32,
}

impl Plan {
    fn of(rows: &[Row<'_>], view: View, canvas: &Canvas<'_>) -> Plan {
        let room = view.length(NAME_SHARE) - TO_BARS;
        let beside = |row: &Row<'_>| canvas.measure.wrap(&row.name, Face::Small, room, NAME_LINES);
        if let Some(names) = rows.iter().map(beside).collect::<Option<Vec<Lines>>>() {
            let widest = names.iter().map(|name| name.width).max().unwrap_or(0);
            return Plan { names, is_beside: true, left: view.share(widest + TO_BARS) };
        }
        let above = |row: &Row<'_>| {
            canvas.measure.wrap_or_cut(&row.name, Face::Small, view.length(WHOLE), NAME_LINES)
        };
        Plan { names: rows.iter().map(above).collect(), is_beside: false, left: 0 }
    }

    fn name_height(&self, index: usize) -> i32 {
        let count = self.names.get(index).map_or(1, |name| name.lines.len());
        i32::try_from(count).unwrap_or(1) * Face::Small.line()
    }

    fn height(&self, index: usize, row: &Row<'_>) -> i32 {
        let [beside, above] = GAPS;
        if self.is_beside {
            self.name_height(index).max(row.bars_height()) + beside
        } else {
            self.name_height(index) + 3 * PX + row.bars_height() + above
        }
    }
}

impl Row<'_> {
    fn bars_height(&self) -> i32 {
        self.depth * (BAR + BETWEEN) - BETWEEN
    }
}

/// Lines in the order of the rows.
fn rows<'a>(values: &'a Values, grain: Grain) -> Vec<Row<'a>> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (series, point, span, name) in told(values) {
        let next = rows.len();
        let index = *known.entry(name).or_insert(next);
        if index == next {
            rows.push(Row { name: name.to_owned(), is_key: false, bars: Vec::new(), depth: 1 });
        }
        let Some(row) = rows.get_mut(index) else { continue };
        let parts = Parts::of(span, grain);
        let taken = |level: &i32| row.bars.iter().any(|bar| bar.level == *level && bar.parts.meets(&parts));
        let level = (0..).find(|level| !taken(level)).unwrap_or(0);
        row.depth = row.depth.max(level + 1);
        row.is_key |= point.is_marked;
        row.bars.push(Bar { series, point, parts, level });
    }
    rows
}

/// Stretches in the order of the rows: index of the series, point, stretch, name.
fn told(values: &Values) -> Vec<(usize, &Point, Span, &str)> {
    let mut all = Vec::new();
    for (index, series) in values.series.iter().enumerate() {
        for point in &series.points {
            let Some(beside) = &point.beside else { continue };
            let Some(span) = beside.span else { continue };
            all.push((beside.row, (index, point, span, beside.label.as_deref().unwrap_or("–"))));
        }
    }
    all.sort_by_key(|(row, _)| *row);
    all.into_iter().map(|(_, stretch)| stretch).collect()
}

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let unplaced = (0..values.notes.len()).collect();
    let names_series = values.series.len() == 1;
    let Axis::Time(timeline) = &values.axis else { return Sketch::default() };
    let rows = rows(values, timeline.grain);
    // Lines are as high as the view that needs most, so that all views have the same height.
    let plans: Vec<Plan> = canvas.views.iter().map(|view| Plan::of(&rows, *view, canvas)).collect();
    let plan = Plan::of(&rows, canvas.view, canvas);
    let is_open = rows.iter().flat_map(|row| &row.bars).any(|bar| bar.parts.possible.1.is_none());
    let right = WHOLE - canvas.view.share(if is_open { ARROW + BEYOND } else { PX });
    let heights = rows
        .iter()
        .enumerate()
        .map(|(index, row)| plans.iter().map(|plan| plan.height(index, row)).max().unwrap_or_default());
    let heights: Vec<i32> = heights.collect();
    let bottom = MARGIN + heights.iter().sum::<i32>();
    let frame = Area { left: plan.left, right, top: 0, bottom };
    let slots = Slots::of(values);
    let mut scene = Scene::default();
    scene.height = draw_calendar(timeline, &slots, frame, 0, canvas, &mut scene);
    scene.add(Shape::Line((frame.left, bottom), (WHOLE, bottom)), Ink::of(Role::Base));
    let mut top = MARGIN;
    for (index, (row, height)) in rows.iter().zip(heights).enumerate() {
        let area = Area { top, bottom: top + height, ..frame };
        draw_row(row, index, &plan, area, &slots, values, &mut scene, canvas);
        top += height;
    }
    Sketch { scene, unplaced, names_series, is_cut: false }
}

#[expect(clippy::too_many_arguments, reason = "what a line is drawn from")]
fn draw_row(
    row: &Row<'_>,
    index: usize,
    plan: &Plan,
    area: Area,
    slots: &Slots,
    values: &Values,
    scene: &mut Scene,
    canvas: &Canvas<'_>,
) {
    let name_height = plan.name_height(index);
    let [gap, _] = GAPS;
    let free = area.bottom - area.top - gap;
    let (first, bars) = if plan.is_beside {
        (area.top + (free - name_height) / 2, area.top + (free - row.bars_height()) / 2)
    } else {
        (area.top, area.top + name_height + 3 * PX)
    };
    for bar in &row.bars {
        let top = bars + bar.level * (BAR + BETWEEN);
        draw_bar(bar, Area { top, bottom: top + BAR, ..area }, slots, values, scene, canvas);
    }
    if let Some(name) = plan.names.get(index) {
        let first = text(0, first + Face::Small.ascent(), Anchor::Start, Voice::Say, "");
        lines(&first, name).into_iter().for_each(|text| scene.say(text, row.is_key));
    }
}

fn draw_bar(
    bar: &Bar<'_>,
    area: Area,
    slots: &Slots,
    values: &Values,
    scene: &mut Scene,
    canvas: &Canvas<'_>,
) {
    let x = |at: Decimal| slots.scale.place(at, area.left, area.right);
    let datum = Some(Datum { series: bar.series, at: bar.point.at });
    let series = area_ink(values, bar.series);
    let ink = if bar.point.is_marked { Ink { is_key: true, ..Ink::of(Role::Mass) } } else { series };
    let mut rect = |from: i32, to: i32, role: Role| {
        if from < to {
            let shape = Shape::Rect(Area { left: from, right: to, ..area });
            scene.marks.push(Mark::new(shape, ink.with(role), datum));
        }
    };
    let beyond = area.right + canvas.view.share(BEYOND);
    let (from, to) = (x(bar.parts.possible.0), bar.parts.possible.1.map_or(beyond, x));
    match bar.parts.certain.map(|(start, end)| (x(start), x(end))) {
        Some((start, end)) => {
            rect(from, start, Role::Possible);
            rect(start, end, Role::Mass);
            rect(end, to, Role::Possible);
        }
        None => rect(from, to, Role::Possible),
    }
    if bar.parts.possible.1.is_none() {
        let at = (beyond + canvas.view.share(5 * PX), i32::midpoint(area.top, area.bottom));
        scene.marks.push(Mark::new(Shape::Arrow(at, Toward::End), ink.with(Role::Open), datum));
    }
}

/// How long a stretch lasted at least and at most, in whole days, months or years.
fn duration(span: Span, describer: &Describer<'_>) -> Option<String> {
    let to = span.to?;
    let (unit, grain) = match (span.from, to) {
        (Period::Year(_), Period::Year(_)) => ("years", Grain::Year),
        (Period::Month(..), Period::Month(..)) => ("months", Grain::Month),
        _ => ("days", Grain::Day),
    };
    let most = usize::try_from(grain.last_slot(to) - grain.slot(span.from) + 1).ok()?;
    // Of a beginning known to the month nothing of that month is certain; likewise of an end.
    let start = if is_day(span.from) { grain.slot(span.from) } else { grain.last_slot(span.from) + 1 };
    let end = if is_day(to) { grain.slot(to) } else { grain.slot(to) - 1 };
    let least = usize::try_from((end - start + 1).max(0)).ok()?;
    let count = |key: &str| {
        let least = describer.formatter.count(least);
        describer.formatter.counted(&format!("chart.span.{key}"), most, &[("least", &least)])
    };
    Some(if least == most {
        count(unit)
    } else if least == 0 {
        count(&format!("{unit}_most"))
    } else {
        count(&format!("{unit}_range"))
    })
}

/// Why a stretch has no end.
fn no_end(describer: &Describer<'_>) -> String {
    let said = describer.values.shape.called.no_end.clone();
    said.unwrap_or_else(|| describer.message("span.no_end", &[]))
}

fn describe(describer: &Describer<'_>) -> Vec<String> {
    let all = told(describer.values);
    let date = |period: Period| describer.formatter.period(period, DateStyle::Long);
    let first = all.iter().map(|(_, _, span, _)| span.from).min_by_key(|from| from.first_day());
    let last = all.iter().map(|(_, _, span, _)| span.to.unwrap_or(span.from)).max_by_key(|to| to.last_day());
    let (first, last) = (first.map(date).unwrap_or_default(), last.map(date).unwrap_or_default());
    let slots = [("from", &*first), ("to", &*last)];
    let mut sentences = vec![describer.formatter.counted("chart.alt.spans", all.len(), &slots)];
    let is_told = |point: &Point| all.len() <= TOLD || point.is_marked;
    for (_, _, span, name) in all.iter().filter(|(_, point, ..)| is_told(point)).take(TOLD) {
        let from = date(span.from);
        sentences.push(match (span.to, duration(*span, describer)) {
            (Some(to), Some(duration)) if to == span.from => {
                let slots = [("name", *name), ("x", &from), ("duration", &duration)];
                describer.message("alt.span_within", &slots)
            }
            (Some(to), Some(duration)) => {
                let slots = [("name", *name), ("from", &from), ("to", &date(to)), ("duration", &duration)];
                describer.message("alt.span", &slots)
            }
            _ => {
                let slots = [("name", *name), ("from", &from), ("reason", &no_end(describer))];
                describer.message("alt.span_open", &slots)
            }
        });
    }
    sentences
}

fn twin(describer: &Describer<'_>) -> Twin {
    /// Longest table in a page; the rest is in the CSV.
    const ROWS: usize = 400;
    let values = describer.values;
    let has_series = values.series.iter().any(|series| !series.name.is_empty());
    let head = |text: &str| TwinHead { text: text.to_owned(), is_number: false };
    let mut heads = vec![head(&values.shape.called.label)];
    heads.extend(has_series.then(|| head(&values.shape.called.series)));
    heads.extend([head(&values.axis_label), head(&values.shape.called.end)]);
    heads.push(head(&describer.message("twin.duration", &[])));
    let all = told(values);
    let date = |period: Period| describer.formatter.period(period, DateStyle::Long);
    let row = |(series, _, span, name): &(usize, &Point, Span, &str)| {
        let mut row = vec![(*name).to_owned()];
        let series = values.series.get(*series).map(|series| series.name.clone()).unwrap_or_default();
        row.extend(has_series.then_some(series));
        row.extend([date(span.from), span.to.map_or_else(|| no_end(describer), date)]);
        row.push(duration(*span, describer).unwrap_or_else(|| describer.message("twin.none", &[])));
        row
    };
    Twin {
        head: heads,
        rows: all.iter().take(ROWS).map(row).collect(),
        left_out: all.len().saturating_sub(ROWS),
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::{Document, Node};

    use crate::chart::samples::{DAYS, NAMES, draw, formatter, named, sample};
    use crate::chart::spec::resolve;

    fn rows(id: &str) -> Vec<Vec<String>> {
        draw(&named(id), &formatter("en")).twin.rows
    }

    #[test]
    fn durations_say_what_is_certain() {
        let last = |id: &str| rows(id).iter().filter_map(|row| row.last().cloned()).collect::<Vec<_>>();
        assert_eq!(last("span-one"), ["366 days"], "2024 is a leap year, both ends count");
        assert_eq!(last("span-day"), ["1 day"]);
        assert_eq!(last("span-months"), ["at most 1 month", "at most 2 months", "15 to 17 months", "–"]);
        assert_eq!(last("span-years"), ["66 to 68 years", "40 to 42 years", "6 to 8 years", "–"]);
        assert_eq!(last("span-mixed"), ["47 to 78 days", "215 to 245 days"]);
    }

    #[test]
    fn the_twin_has_both_ends_and_why_one_is_missing() {
        let twin = draw(&named("span-kinds"), &formatter("en")).twin;
        let head: Vec<&str> = twin.head.iter().map(|head| head.text.as_str()).collect();
        assert_eq!(head, ["What happened", "Where", "from", "to", "Duration, both ends included"]);
        assert_eq!(
            twin.rows.last().map(|row| row.join("|")),
            Some("Almeida|Ministry|January 1, 2022|still running|–".to_owned())
        );
    }

    #[test]
    fn lines_keep_the_order_of_the_rows_and_labels_share_them() {
        let drawing = draw(&named("span-kinds"), &formatter("en"));
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let class = |node: Node<'_, '_>| node.attribute("class").unwrap_or_default().to_owned();
        let wide = || document.descendants().filter(|node| !class(*node).contains("slim"));
        let names = wide().filter(|node| node.has_tag_name("text") && class(*node).contains("say"));
        let names: Vec<&str> = names.filter_map(|node| node.text()).collect();
        assert_eq!(names, ["Ruiz", "Okafor", "Almeida"]);
        let bars = wide().filter(|node| node.has_tag_name("rect") && class(*node).contains("col"));
        let tops: Vec<&str> = bars.filter_map(|node| node.attribute("y")).collect();
        assert_eq!(tops.len(), 4);
        assert_eq!(tops.first(), tops.get(1), "one after the other on one line");
        assert_ne!(tops.get(2), tops.get(3), "what overlaps stands below each other");
    }

    #[test]
    fn months_are_hatched_at_both_ends_and_days_are_not() {
        // Each part is drawn for the narrow and for the wide view.
        let count = |id: &str, what: &str| draw(&named(id), &formatter("en")).svg.matches(what).count() / 2;
        assert_eq!(count("span-one", "url(#"), 0);
        assert_eq!(count("span-mixed", "url(#"), 2, "the beginnings are months, the ends are days");
        assert_eq!(count("span-open", "url(#"), 2);
        assert_eq!(count("span-open", "M-3-5L2 0-3 5"), 2, "an arrow head each");
        let remarks = draw(&named("span-open"), &formatter("en")).remarks;
        assert!(
            remarks.contains(&"An arrow head marks what has no end in the table (still running).".to_owned())
        );
    }

    #[test]
    fn descriptions_name_both_ends() {
        let text = draw(&named("ministers"), &formatter("en")).short;
        assert!(text.contains("Ruiz: June 2022 to November 2024 (28 to 30 months)."), "{text}");
        assert!(text.contains("Okafor: from November 2024 (in office)."), "{text}");
        let text = draw(&named("span-months"), &formatter("pt-BR")).short;
        assert!(text.contains("First: março de 2023 (no máximo 1 mês)."), "{text}");
    }

    #[test]
    fn a_stretch_that_ends_before_it_begins_is_an_error_at_its_cell() {
        let ends = "[columns.to]\ntype = \"month\"\nlabel = \"To\"\n";
        let figure = |more: &str| format!("[a]\nform = \"gantt\"\ntable = \"t\"\nx = \"day\"\n{more}");
        let codes = |more: &str, rows: &str| -> Vec<&'static str> {
            let sample = sample(&figure(more), &format!("name,day,to\n{rows}"), &[NAMES, DAYS, ends]);
            let found = resolve(&sample.entry, &sample.table, sample.rows()).diagnostics;
            found.into_iter().map(|diagnostic| diagnostic.code.name).collect()
        };
        let both = "end = \"to\"\nlabel = \"name\"";
        assert_eq!(codes(both, "A,2024-05-03,2024-05"), [""; 0], "some day of that month");
        assert_eq!(codes(both, "A,2024-05-03,2024-04"), ["figure/reversed"]);
        assert_eq!(codes("end = \"to\"", "A,2024-05-03,2024-05"), ["figure/channel"]);
        assert_eq!(codes("label = \"name\"", "A,2024-05-03,2024-05"), ["figure/channel"]);
        assert_eq!(codes("end = \"name\"\nlabel = \"name\"", "A,2024-05-03,2024-05"), ["figure/channel"]);
    }
}

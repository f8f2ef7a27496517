//! Heatmaps: a measure over two categories, or a category and time, as tones of cells.

use rust_decimal::Decimal;

use crate::chart::describe::{self, Describer};
use crate::chart::forms::{Example, Form, MANY, Needs, Sketch};
use crate::chart::layout::{Canvas, Slots, draw_axis, lines, text};
use crate::chart::options::Across;
use crate::chart::ruler::Ruler;
use crate::chart::scale::Scale;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, TONES, Text, Voice, WHOLE,
};
use crate::chart::statistics::Classes;
use crate::chart::text::{Face, Lines};
use crate::chart::twin;
use crate::chart::values::{Axis, Point, Values};

/// The form.
pub(crate) const HEATMAP: Form = Form {
    name: "heatmap",
    summary: "a measure over two categories, or a category and time, as tones of cells",
    explanation: "Choose it for a pattern in a table of many numbers: months by years, places by days. `x` runs across, \
each measure or each value of `series` is a row. Tones stand for classes between round numbers; a strip above the \
cells says which, and `bins` how many there should be about (at most six). Where there is room, the numbers stand in \
the cells. Cells without a figure are hatched. Where a bound leaves open in which class a value lies, half of the cell \
has the tone of the lowest possible class and half is hatched. For exact comparisons take `bar` or `column`: nobody \
reads a number from a tone.",
    example: Example {
        figure: r#"[outages]
form = "heatmap"
table = "counts"
x = "month"
y = "outages"
series = "year"
title = "Every winter the power fails more often"
subtitle = "Outages in the district"
"#,
        table: "year,month,outages\n2023,jan,9\n2023,apr,3\n2023,jul,1\n2023,oct,4\n2024,jan,14\n2024,apr,5\n2024,jul,2\n\
2024,oct,6\n2025,jan,21\n2025,apr,\n2025,jul,2\n2025,oct,8\n",
        description: r#"cite = ["@files"]
[columns.year]
type = "year"
label = "Year"
[columns.month]
type = "text"
label = "Month"
values = { jan = "January", apr = "April", jul = "July", oct = "October" }
[columns.outages]
type = "number"
unit = "people"
label = "Outages"
missing = "not counted"
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &["bins"],
        readable: 800,
        most: 6_000,
        joins: false,
    },
    draw,
    describe,
    twin: twin::series,
};

/// So many cells are described one by one.
const DESCRIBED: usize = 9;
/// So many classes where the writer wishes nothing else.
const CLASSES: usize = 5;
/// Upper and lower edge of the strip of tones.
const STRIP: (i32, i32) = (2 * PX, 13 * PX);
/// From the strip to the cells: its ticks and their labels.
const TO_CELLS: i32 = 36 * PX;
/// Width of one tone of the strip.
const TONE_WIDTH: i32 = 52 * PX;
/// Least height of a row.
const ROW: i32 = 24 * PX;
/// What a row takes beyond the lines of its name.
const AROUND_NAME: i32 = 6 * PX;
/// Names of rows take at most this share of the picture.
const NAME_SHARE: i32 = 3_600;
/// Names of rows that take no more are the same for all views.
const SHARED_SHARE: i32 = 2_600;
/// From a name to the cells.
const TO_FRAME: i32 = 10 * PX;
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// Half of the paper between cells.
const HAIR: i32 = PX / 2;
/// Cells that are narrower touch each other.
const NARROW: i32 = 7 * PX;
/// Free room on both sides of a number in its cell.
const PADDING: i32 = 3 * PX;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let grid = Grid::lay_out(values, canvas);
    let mut scene = Scene::default();
    grid.draw_key(&mut scene);
    let mut numbers = Scene::default();
    let has_numbers = grid.has_room_for_numbers();
    for index in 0..values.series.len() {
        grid.draw_row(index, has_numbers, &mut scene, &mut numbers);
    }
    grid.draw_marked(&mut scene);
    scene.marks.append(&mut numbers.marks);
    grid.write_names(&mut scene);
    scene.height = draw_axis(values, &grid.slots, grid.frame, canvas, &mut scene).height;
    let unplaced = (0..values.notes.len()).collect();
    Sketch { scene, unplaced, names_series: true, is_cut: false }
}

/// Where cells lie and what their tones mean.
struct Grid<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
    classes: Classes,
    slots: Slots,
    frame: Area,
    names: Vec<Lines>,
    /// Upper and lower edge of each row.
    rows: Vec<(i32, i32)>,
}

impl<'a> Grid<'a> {
    fn lay_out(values: &'a Values, canvas: &'a Canvas<'a>) -> Grid<'a> {
        let (names, left) = names_of(values, canvas);
        let top = STRIP.1 + TO_CELLS;
        // Rows are as high as the view that needs most, so that all views have the same height.
        let all: Vec<Vec<Lines>> =
            canvas.views.iter().map(|view| names_of(values, &Canvas { view: *view, ..*canvas }).0).collect();
        let mut y = top;
        let mut rows = Vec::new();
        for index in 0..values.series.len() {
            let deepest = all.iter().filter_map(|names| names.get(index)).map(|name| name.lines.len()).max();
            let deep = i32::try_from(deepest.unwrap_or(1)).unwrap_or(1) * Face::Small.line() + AROUND_NAME;
            rows.push((y, y + deep.max(ROW)));
            y += deep.max(ROW);
        }
        let frame = Area { left, right: WHOLE, top, bottom: y };
        Grid { values, canvas, classes: classes(values), slots: slots(values), frame, names, rows }
    }

    /// The strip of tones with the edges of their classes.
    fn draw_key(&self, scene: &mut Scene) {
        let count = i32::try_from(self.classes.count()).unwrap_or(1).max(1);
        let view = self.canvas.view;
        let right = view.share(count * TONE_WIDTH).min(WHOLE);
        let strip = Area { left: 0, right, top: STRIP.0, bottom: STRIP.1 };
        for index in 0..count {
            let side = |index: i32| right * index / count;
            let area = Area { left: side(index), right: side(index + 1), ..strip };
            scene.add(Shape::Rect(area), self.tone(usize::try_from(index).unwrap_or(0)));
        }
        let ruler = Ruler::of_edges(&self.classes.edges, self.classes.are_single);
        ruler.draw_labels(strip, self.values.unit.as_ref(), true, self.canvas, scene);
    }

    /// The tone of a class, spread over the ramp.
    fn tone(&self, class: usize) -> Ink {
        let last = self.classes.count().saturating_sub(1);
        let steps = usize::from(TONES) - 1;
        let step = (class * steps + last / 2).checked_div(last).unwrap_or(2);
        Ink::tone(u8::try_from(step + 1).unwrap_or(TONES))
    }

    fn positions(&self) -> Vec<i64> {
        match &self.values.axis {
            Axis::Names(names) => (0..i64::try_from(names.len()).unwrap_or(0)).collect(),
            Axis::Time(timeline) => {
                let step = usize::try_from(timeline.step).unwrap_or(1).max(1);
                (timeline.first..=timeline.last).step_by(step).collect()
            }
            Axis::Number(_) => Vec::new(),
        }
    }

    /// What a cell covers.
    fn cell(&self, at: i64, row: (i32, i32)) -> Area {
        let half = self.slots.pitch / Decimal::TWO;
        let place = |at: Decimal| self.slots.scale.place(at, self.frame.left, self.frame.right);
        let (left, right) = (place(Decimal::from(at) - half), place(Decimal::from(at) + half));
        let narrowest = self.canvas.views.first().copied().unwrap_or(self.canvas.view);
        let is_narrow = narrowest.length(right - left) < NARROW;
        let hair = if is_narrow { 0 } else { narrowest.share(HAIR) };
        Area { left: left + hair, right: right - hair, top: row.0 + HAIR, bottom: row.1 - HAIR }
    }

    fn draw_row(&self, index: usize, has_numbers: bool, scene: &mut Scene, numbers: &mut Scene) {
        let (Some(series), Some(row)) = (self.values.series.get(index), self.rows.get(index)) else { return };
        let mut points = series.points.iter().peekable();
        for at in self.positions() {
            while points.next_if(|point| point.at < at).is_some() {}
            let area = self.cell(at, *row);
            match points.next_if(|point| point.at == at) {
                Some(point) => {
                    let datum = Datum { series: index, at };
                    self.draw_cell(point, datum, area, scene);
                    if has_numbers {
                        self.draw_number(point, area, numbers);
                    }
                }
                None => scene.add(Shape::Rect(area), Ink::of(Role::Hole)),
            }
        }
    }

    fn draw_cell(&self, point: &Point, datum: Datum, area: Area, scene: &mut Scene) {
        let (from, to) = self.classes.reached(&point.reach);
        let middle = i32::midpoint(area.left, area.right);
        let solid = if from == to { area } else { Area { right: middle, ..area } };
        scene.marks.push(Mark::new(Shape::Rect(solid), self.tone(from), Some(datum)));
        if from < to {
            let open = Area { left: middle, ..area };
            scene.marks.push(Mark::new(Shape::Rect(open), Ink::of(Role::Possible), Some(datum)));
        }
    }

    /// Writes a number on a cell of one tone, if it fits with its hedge.
    fn draw_number(&self, point: &Point, area: Area, scene: &mut Scene) {
        let (from, to) = self.classes.reached(&point.reach);
        let words = self.canvas.value(point, true);
        if from < to || !self.fits(&words, area) {
            return;
        }
        let y = i32::midpoint(area.top, area.bottom) + Face::Small.size() * 36;
        let middle = i32::midpoint(area.left, area.right);
        scene.say_on(text(middle, y, Anchor::Middle, Voice::Say, &words), self.tone(from));
    }

    fn fits(&self, words: &str, area: Area) -> bool {
        let room = self.canvas.view.length(area.right - area.left) - 2 * PADDING;
        self.canvas.width(words, Face::Small) <= room
    }

    /// Numbers are written if all that are certain fit: a few alone would look like the important ones.
    fn has_room_for_numbers(&self) -> bool {
        let Some(row) = self.rows.first() else { return false };
        let certain = || self.values.points().filter(|point| point.is_certain());
        certain().all(|point| self.fits(&self.canvas.value(point, true), self.cell(point.at, *row)))
    }

    /// A red line around rows and columns that the finding is about.
    fn draw_marked(&self, scene: &mut Scene) {
        let ink = Ink { is_key: true, ..Ink::of(Role::Reference) };
        for (series, row) in self.values.series.iter().zip(&self.rows) {
            if series.is_marked {
                let area = Area { top: row.0, bottom: row.1, ..self.frame };
                scene.add(Shape::Rect(area), ink);
            }
        }
        let is_marked = |at: &i64| {
            let mut points = self.values.points().filter(|point| point.at == *at).peekable();
            points.peek().is_some() && points.all(|point| point.is_marked)
        };
        for at in self.positions().into_iter().filter(is_marked) {
            let area = self.cell(at, (self.frame.top, self.frame.bottom));
            scene.add(Shape::Rect(area), ink);
        }
    }

    fn write_names(&self, scene: &mut Scene) {
        let line = Face::Small.line();
        for ((name, row), series) in self.names.iter().zip(&self.rows).zip(&self.values.series) {
            let above = i32::try_from(name.lines.len()).unwrap_or(1) - 1;
            let y = i32::midpoint(row.0, row.1) - above * line / 2 + Face::Small.size() * 36;
            let first: Text = text(0, y, Anchor::Start, Voice::Say, "");
            lines(&first, name).into_iter().for_each(|text| scene.say(text, series.is_marked));
        }
    }
}

/// Few cells one by one; of many how many there are, the highest, the lowest, and how many are empty.
fn describe(describer: &Describer<'_>) -> Vec<String> {
    let values = describer.values;
    let count = values.points().count();
    if count <= DESCRIBED || values.series.len() < 2 {
        return describe::series(describer);
    }
    let formatter = describer.formatter;
    let mut sentences = vec![
        formatter.counted("chart.alt.series", values.series.len(), &[]),
        formatter.counted("chart.alt.count", count, &[]),
    ];
    let cells =
        || values.series.iter().flat_map(|series| series.points.iter().map(move |point| (series, point)));
    let sentence = |key: &str, (series, point): (&crate::chart::values::Series, &Point)| {
        let slots = [
            ("name", &*series.name),
            ("x", &describer.position(point.at)),
            ("value", &describer.value(series, point)),
        ];
        describer.message(key, &slots)
    };
    let highest = cells().max_by_key(|(_, point)| (point.most(), std::cmp::Reverse(point.at)));
    let lowest = cells().min_by_key(|(_, point)| (point.least(), point.at));
    sentences.extend(highest.map(|cell| sentence("heatmap.highest", cell)));
    sentences.extend(lowest.map(|cell| sentence("heatmap.lowest", cell)));
    let empty = || values.series.iter().flat_map(|series| &series.empty);
    if let Some(first) = empty().next() {
        let reason = describer.reason(first);
        sentences.push(formatter.counted("chart.heatmap.empty", empty().count(), &[("reason", &reason)]));
    }
    sentences
}

/// Names of rows, broken, and where the cells begin.
fn names_of(values: &Values, canvas: &Canvas<'_>) -> (Vec<Lines>, i32) {
    let narrowest = canvas.views.first().copied().unwrap_or(canvas.view);
    let broken = |view: crate::chart::scene::View| {
        let room = view.length(NAME_SHARE) - TO_FRAME;
        let name = |series: &crate::chart::values::Series| {
            canvas.measure.wrap_or_cut(&series.name, Face::Small, room, NAME_LINES)
        };
        let names: Vec<Lines> = values.series.iter().map(name).collect();
        let widest = names.iter().map(|name| name.width).max().unwrap_or(0);
        let left = view.share(widest + TO_FRAME);
        (names, left)
    };
    let (names, left) = broken(narrowest);
    if left <= SHARED_SHARE { (names, left) } else { broken(canvas.view) }
}

/// Classes between round numbers, no more than there are tones.
fn classes(values: &Values) -> Classes {
    let mut ascending: Vec<Decimal> =
        values.points().flat_map(|point| [point.value(), point.least(), point.most()]).collect();
    ascending.sort_unstable();
    let most = usize::from(TONES);
    let wanted = values.shape.bins.unwrap_or(CLASSES).clamp(1, most);
    let tries = (1..=wanted).rev().map(|count| Classes::of(&ascending, Some(count)));
    let mut tries = tries.skip_while(|classes| classes.count() > most);
    tries.next().unwrap_or_else(|| Classes::of(&ascending, Some(1)))
}

/// A slot for every step of time, whether it has a figure or not.
fn slots(values: &Values) -> Slots {
    match &values.axis {
        Axis::Time(timeline) => {
            let half = Decimal::from(timeline.step.max(1)) / Decimal::TWO;
            let (first, last) = (Decimal::from(timeline.first), Decimal::from(timeline.last));
            Slots { scale: Scale::new(first - half, last + half), pitch: half * Decimal::TWO }
        }
        Axis::Names(_) | Axis::Number(_) => Slots::of(values),
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use crate::chart::samples::{draw, formatter, named};

    #[test]
    fn cells_that_may_belong_to_two_classes_are_half_hatched() {
        let svg = draw(&named("heatmap-bounded"), &formatter("en")).svg;
        let document = Document::parse(&svg).expect("well-formed");
        let filled = |fill: &str| {
            document
                .descendants()
                .filter(|node| node.attribute("fill") == Some(&*format!("url(#heatmap-bounded-{fill})")))
                .count()
        };
        assert_eq!((filled("m"), filled("n")), (2, 1), "more than 55 and about 41; one is not known");
        assert!(svg.contains(">almost 38</text>"), "from 36.1 to 38 in one class: {svg}");
    }

    #[test]
    fn many_cells_are_summed_up() {
        let short = draw(&named("heatmap-usual"), &formatter("en")).short;
        assert!(short.contains("8 series. 92 values."), "{short}");
        assert!(short.contains("Highest: 430 kilometers (2019, May)."), "{short}");
        assert!(short.contains("4 cells without a figure: not said."), "{short}");
    }
}

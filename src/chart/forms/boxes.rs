//! Boxes: groups of observations summed up by median, quartiles, whiskers and outliers.

use rust_decimal::Decimal;

use crate::chart::Twin;
use crate::chart::TwinHead;
use crate::chart::describe::Describer;
use crate::chart::forms::strip::{draw_spot, swarm};
use crate::chart::forms::{Example, Form, Needs, Sketch};
use crate::chart::groups::{self, Group, Rows, groups, measure, ruler_of, sides, with_unit};
use crate::chart::layout::{Canvas, lines, text};
use crate::chart::options::Across;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE,
};
use crate::chart::statistics::{Box5, quantity};
use crate::chart::text::Face;
use crate::chart::values::Values;
use crate::locale::format::UnitStyle;
use crate::quantity::Interval;

/// The form.
pub(crate) const BOX: Form = Form {
    name: "box",
    summary: "groups of observations summed up by median, quartiles, whiskers and outliers",
    explanation: "Choose it to compare how several groups are spread, for readers who know box plots; else take \
`strip`. One row of the table is one observation, `x` its group. The box holds the middle half of the values \
(quartiles of type 7, as in R, NumPy and d3), the line in it is the median, whiskers reach to the last value within \
1.5 times the length of the box (Tukey), never beyond a value, and what lies further out is a dot each. A group of \
fewer than five values is drawn as dots, and says so. Where values are only bounded, quartiles and median are what \
they may be, hatched; whiskers and dots follow the values that are named. A box hides whether there is one hump or \
two: look at a `histogram` first.",
    example: Example {
        figure: r#"[waits]
form = "box"
table = "calls"
x = "district"
y = "minutes"
title = "The south waits longer"
subtitle = "Minutes until the ambulance came"
"#,
        table: "district,minutes\nnorth,4\nnorth,5.5\nnorth,6\nnorth,6.5\nnorth,7\nnorth,9\nnorth,19\nsouth,8\n\
south,9.5\nsouth,12\nsouth,14\nsouth,15\nsouth,21\nharbour,11\nharbour,30\n",
        description: r#"cite = ["@files"]
[columns.district]
type = "text"
label = "District"
values = { north = "North", south = "South", harbour = "Harbour" }
[columns.minutes]
type = "number"
unit = "min"
label = "Wait"
"#,
    },
    needs: Needs {
        x: Across::Optional,
        measures: (1, 1),
        series: false,
        repeats: true,
        keys: &["annotations.y"],
        readable: 100_000,
        most: 1_000_000,
        joins: false,
    },
    draw,
    describe,
    twin,
};

/// Height of a box.
const THICK: i32 = 20 * PX;
/// Height of the row of a box.
const ROW: i32 = 26 * PX;
/// Height of the caps of whiskers.
const CAP: i32 = 10 * PX;
/// Radius of single values.
const DOT: i32 = 3 * PX;
/// Height of the line that says why there is no box.
const LINE: i32 = 18 * PX;
/// From the end of the axis to an arrow head, hundredths of a per cent.
const OPEN: i32 = 120;
/// From the frame to that line.
const BESIDE: i32 = 6 * PX;
/// The tone of boxes: light enough for the line of the median.
const TONE: u8 = 2;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let groups = groups(values, canvas.formatter);
    let ruler = ruler_of(values);
    let boxes: Vec<Option<Box5>> = groups.iter().map(|group| Box5::of(&group.points)).collect();
    let (left, right, _) = sides(&groups, canvas);
    let narrowest = canvas.views.first().copied().unwrap_or(canvas.view);
    let swarms: Vec<_> =
        groups.iter().map(|group| swarm(few(group), &ruler, (left, right), narrowest, DOT).0).collect();
    let reach = |index: usize| {
        let offsets = swarms.get(index).into_iter().flatten().map(|(_, offset)| offset.abs());
        offsets.max().unwrap_or(0) + DOT
    };
    let height = |(index, box5): (usize, &Option<Box5>)| match box5 {
        Some(_) => ROW,
        None if groups.get(index).is_some_and(|group| group.points.is_empty()) => ROW,
        None => (2 * reach(index)).max(12 * PX) + LINE,
    };
    let heights: Vec<i32> = boxes.iter().enumerate().map(height).collect();
    let is_cut = ruler.is_cut();
    let rows = Rows::lay_out(values, &groups, &heights, ruler, canvas);
    let mut scene = Scene::default();
    rows.draw_behind(canvas, &mut scene);
    let mut words = Scene::default();
    for (index, (group, row)) in groups.iter().zip(&rows.rows).enumerate() {
        match boxes.get(index).and_then(Option::as_ref) {
            Some(box5) => {
                Picture { group, box5, rows: &rows, middle: i32::midpoint(row.0, row.1) }.draw(&mut scene)
            }
            None if group.points.is_empty() => rows.draw_empty(group, *row, canvas, &mut words),
            None => {
                let middle = row.0 + reach(index).max(6 * PX);
                for (point, offset) in swarms.get(index).into_iter().flatten() {
                    draw_spot(point, middle + offset, DOT, &rows, canvas, &mut scene);
                }
                let said = too_few(group.points.len(), canvas);
                let room = canvas.view.length(WHOLE - rows.frame.left) - BESIDE;
                let wrapped = canvas.measure.wrap_or_cut(&said, Face::Small, room, 1);
                let first = text(rows.frame.left, row.1 - 4 * PX, Anchor::Start, Voice::Soft, "");
                let first = Text { dx: BESIDE, ..first };
                lines(&first, &wrapped).into_iter().for_each(|text| words.say(text, false));
            }
        }
    }
    scene.marks.append(&mut words.marks);
    rows.draw_words(values, canvas, &mut scene);
    Sketch { scene, unplaced: Vec::new(), names_series: true, is_cut }
}

/// The values of a group that is too small for a box.
fn few<'a, 'b>(group: &'b Group<'a>) -> &'b [&'a crate::chart::values::Point] {
    if group.points.len() < crate::chart::statistics::FEWEST { &group.points } else { &[] }
}

fn too_few(count: usize, canvas: &Canvas<'_>) -> String {
    canvas.formatter.counted("chart.distribution.too_few", count, &[])
}

/// One box.
struct Picture<'a> {
    group: &'a Group<'a>,
    box5: &'a Box5,
    rows: &'a Rows,
    middle: i32,
}

impl Picture<'_> {
    fn x(&self, value: Decimal) -> i32 {
        self.rows.ruler.x(value, self.rows.frame)
    }

    fn ink(&self) -> Ink {
        let is_key = self.group.points.iter().any(|point| point.is_marked);
        Ink { role: Role::Mass, is_key, tint: if is_key { 0 } else { TONE } }
    }

    /// The ends of what a quartile may be; without a limit, the end of the axis.
    fn ends(&self, quartile: &Interval) -> (Decimal, Decimal) {
        let scale = &self.rows.ruler.scale;
        let low = quartile.low.map_or(scale.low(), |end| end.at);
        (low, quartile.high.map_or(scale.high(), |end| end.at))
    }

    fn draw(&self, scene: &mut Scene) {
        let [first, median, third] = self.box5.quartiles.map(|quartile| self.ends(&quartile));
        self.whisker(self.box5.whiskers.0, first.0, scene);
        self.whisker(self.box5.whiskers.1, third.1, scene);
        self.part(first.0, first.1, Role::Possible, scene);
        self.part(first.1.max(first.0), third.0, Role::Mass, scene);
        self.part(third.0.max(first.1), third.1, Role::Possible, scene);
        let [_, uncertain, _] = self.box5.quartiles;
        if self.box5.quartiles.iter().all(|quartile| quartile.high.is_some()) {
            self.part(median.0, median.1, Role::Possible, scene);
        }
        let mut ends: Vec<Decimal> =
            [uncertain.low, uncertain.high].into_iter().flatten().map(|end| end.at).collect();
        ends.dedup();
        for at in ends {
            let (x, half) = (self.x(at), THICK / 2);
            let line = Shape::Line((x, self.middle - half), (x, self.middle + half));
            scene.marks.push(Mark::new(line, Ink::of(Role::Line), self.datum()));
        }
        self.open_ends(scene);
        let mut outliers: Vec<_> =
            self.group.points.iter().filter(|point| self.box5.is_outlier(point.value())).collect();
        outliers.sort_by_key(|point| point.value());
        outliers.dedup_by_key(|point| self.x(point.value()));
        for point in outliers {
            let dot = Shape::Dot((self.x(point.value()), self.middle), DOT);
            let ink = Ink { role: Role::Ring, is_key: self.ink().is_key, tint: 0 };
            scene.marks.push(Mark::new(dot, ink, self.datum()));
        }
    }

    /// Arrow heads where a quartile may lie beyond any limit.
    fn open_ends(&self, scene: &mut Scene) {
        let scale = &self.rows.ruler.scale;
        let ink = self.ink().with(Role::Open);
        if self.box5.quartiles.iter().any(|quartile| quartile.high.is_none()) {
            scene.add(Shape::Arrow((self.x(scale.high()) + OPEN, self.middle), Toward::End), ink);
        }
        if self.box5.quartiles.iter().any(|quartile| quartile.low.is_none()) {
            scene.add(Shape::Arrow((self.x(scale.low()) - OPEN, self.middle), Toward::Start), ink);
        }
    }

    fn datum(&self) -> Option<Datum> {
        Some(Datum { series: 0, at: self.group.at })
    }

    fn part(&self, from: Decimal, to: Decimal, role: Role, scene: &mut Scene) {
        let (left, right) = (self.x(from), self.x(to));
        if left < right {
            let area = Area { left, right, top: self.middle - THICK / 2, bottom: self.middle + THICK / 2 };
            scene.marks.push(Mark::new(Shape::Rect(area), self.ink().with(role), self.datum()));
        }
    }

    /// From the box to an end, with a cap.
    fn whisker(&self, end: Decimal, from: Decimal, scene: &mut Scene) {
        let ink = Ink { role: Role::Stem, is_key: self.ink().is_key, tint: 0 };
        let (x, from) = (self.x(end), self.x(from));
        if x != from {
            scene.marks.push(Mark::new(
                Shape::Line((x.min(from), self.middle), (x.max(from), self.middle)),
                ink,
                self.datum(),
            ));
        }
        let cap = Shape::Line((x, self.middle - CAP / 2), (x, self.middle + CAP / 2));
        scene.marks.push(Mark::new(cap, ink, self.datum()));
    }
}

/// How groups are spread; of those with a box also where their middle half lies.
fn describe(describer: &Describer<'_>) -> Vec<String> {
    let mut sentences = groups::describe(describer);
    let groups = groups(describer.values, describer.formatter);
    let small = groups.iter().filter(|group| !group.points.is_empty() && Box5::of(&group.points).is_none());
    let small = small.count();
    if small > 0 {
        sentences.push(describer.formatter.counted("chart.distribution.small", small, &[]));
    }
    sentences
}

/// A row for each group: how many values, the ends, the quartiles and how many outliers.
fn twin(describer: &Describer<'_>) -> Twin {
    let groups = groups(describer.values, describer.formatter);
    let has_blank = groups.iter().any(|group| group.blank > 0);
    let number = |key: &str| TwinHead { text: describer.message(key, &[]), is_number: true };
    let mut head = vec![TwinHead { text: describer.values.axis_label.clone(), is_number: false }];
    if head.iter().all(|head| head.text.is_empty()) {
        head = vec![TwinHead { text: measure(describer), is_number: false }];
    }
    head.push(number("distribution.n"));
    head.extend(has_blank.then(|| number("distribution.without")));
    for key in ["lower_whisker", "first_quartile", "middle", "third_quartile", "upper_whisker"] {
        let statistic = describer.message(&format!("distribution.{key}"), &[]);
        head.push(TwinHead { text: with_unit(describer, &statistic), is_number: true });
    }
    head.push(number("distribution.outliers"));
    let rows = groups.iter().map(|group| twin_row(describer, group, has_blank)).collect();
    Twin { head, rows, left_out: 0 }
}

fn twin_row(describer: &Describer<'_>, group: &Group<'_>, has_blank: bool) -> Vec<String> {
    let formatter = describer.formatter;
    let single = describer.values.series.first().map_or("", |series| &series.name);
    let name = if group.name.is_empty() { single.to_owned() } else { group.name.clone() };
    let mut row = vec![name, formatter.count(group.points.len())];
    row.extend(has_blank.then(|| formatter.count(group.blank)));
    let none = || describer.message("twin.none", &[]);
    let Some(box5) = Box5::of(&group.points) else {
        row.extend((0..6).map(|_| none()));
        return row;
    };
    let statistic = |interval: &Interval| match quantity(*interval, None) {
        Some(quantity) => formatter.quantity(&quantity, UnitStyle::None),
        None => none(),
    };
    let [first, median, third] = &box5.quartiles;
    let outliers = group.points.iter().filter(|point| box5.is_outlier(point.value())).count();
    row.push(statistic(&Interval::point(box5.whiskers.0)));
    row.extend([first, median, third].map(statistic));
    row.push(statistic(&Interval::point(box5.whiskers.1)));
    row.push(formatter.count(outliers));
    row
}

#[cfg(test)]
mod tests {
    use crate::chart::samples::{draw, formatter, named};

    #[test]
    fn rows_say_how_many_values_they_sum_up() {
        let twin = draw(&named("box-mixed"), &formatter("en")).twin;
        let head: Vec<&str> = twin.head.iter().map(|head| head.text.as_str()).collect();
        assert_eq!(&head[..4], ["Name", "Values", "Without a value", "Lower whisker, min"]);
        assert_eq!(&twin.rows[0][..3], ["North", "7", "0"]);
        assert_eq!(twin.rows[0].last().map(String::as_str), Some("1"), "19 is an outlier");
        assert_eq!(twin.rows[1][5], "between 12.35 and 13.3", "what a median may be");
        assert_eq!(&twin.rows[2][..4], ["Harbour", "2", "0", "–"], "two values have no quartiles");
        assert_eq!(&twin.rows[3][..3], ["Old town", "0", "1"]);
    }

    #[test]
    fn small_groups_are_dots_and_say_so() {
        let drawing = draw(&named("box-mixed"), &formatter("en"));
        assert!(drawing.svg.contains("2 values: too few for a box"), "{}", drawing.svg);
        assert!(drawing.short.contains("1 group has fewer than five values"), "{}", drawing.short);
    }
}

//! Strips: every observation as a dot over one measure, in rows.

use rust_decimal::Decimal;

use crate::chart::forms::{Example, Form, Needs, Sketch};
use crate::chart::groups::{self, Group, Rows, beginning, groups, ruler_of};
use crate::chart::layout::{Canvas, text};
use crate::chart::options::Across;
use crate::chart::place::{Board, Candidate};
use crate::chart::ruler::Ruler;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, View, Voice, WHOLE,
};
use crate::chart::text::Face;
use crate::chart::values::{Point, Values};
use crate::quantity::Bound;

/// The form.
pub(crate) const STRIP: Form = Form {
    name: "strip",
    summary: "every observation as a dot over one measure, in a row for each category",
    explanation: "Choose it where every single observation counts: some dozens to some hundreds of values, and where \
they lie thick or thin. One row of the table is one dot. `x` is optional and makes a row for each of its values. \
`label` names the column of what a dot is called; dots under `highlight` are red and carry that name. Dots that would \
cover each other move up or down inside their row; up and down mean nothing else. A value that is only bounded is \
hatched from its lowest to its highest possible value. For thousands of values take `histogram`; to sum groups up \
take `box`.",
    example: Example {
        figure: r#"[fines]
form = "strip"
table = "cases"
x = "court"
y = "fine"
label = "case"
title = "One court fined far more than the other"
subtitle = "Fines in single cases, euros"
highlight = ["Miller"]
"#,
        table: "court,case,fine\nnorth,Abel,400\nnorth,Bauer,450\nnorth,Cruz,500\nnorth,Diaz,500\nnorth,Evers,620\n\
south,Falk,900\nsouth,Gomez,1100\nsouth,Huber,1100\nsouth,Ito,1250\nsouth,Miller,2400\n",
        description: r#"cite = ["@files"]
[columns.court]
type = "text"
label = "Court"
values = { north = "North", south = "South" }
[columns.case]
type = "text"
label = "Case"
[columns.fine]
type = "number"
unit = "EUR"
label = "Fine"
"#,
    },
    needs: Needs {
        x: Across::Optional,
        measures: (1, 1),
        series: false,
        repeats: true,
        keys: &["label", "annotations.y"],
        readable: 2_000,
        most: 10_000,
        joins: false,
    },
    draw,
    describe: groups::describe,
    twin: groups::twin,
};

/// Radii that are tried, the largest first.
const RADII: [i32; 5] = [4 * PX, 3 * PX, 250, 2 * PX, 150];
/// From one dot to the next.
const BETWEEN: i32 = 60;
/// Dots reach at most so far above and below the middle of their row.
const REACH: i32 = 42 * PX;
/// Least height of a row.
const ROW: i32 = 26 * PX;
/// So many dots are named; of more only those that the finding is about.
const NAMED: usize = 12;
/// A line of names above the dots of a row.
const NAME_LINE: i32 = 17 * PX;
/// So many lines of names stand over a row.
const NAME_LINES: i32 = 3;
/// Room that the arrow of an open end takes.
const ARROW: i32 = 12 * PX;

/// What an observation covers across, hundredths of a px at the narrowest width, and its mark.
#[derive(Clone, Copy)]
struct Spot<'a> {
    point: &'a Point,
    left: i32,
    right: i32,
}

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let groups = groups(values, canvas.formatter);
    let ruler = ruler_of(values);
    let crowd = Crowd::of(&groups, &ruler, canvas);
    let heights: Vec<i32> =
        crowd.swarms.iter().zip(&groups).map(|(swarm, group)| crowd.height(swarm, group)).collect();
    let is_cut = ruler.is_cut();
    let rows = Rows::lay_out(values, &groups, &heights, ruler, canvas);
    let mut scene = Scene::default();
    rows.draw_behind(canvas, &mut scene);
    let mut words = Scene::default();
    for ((group, swarm), row) in groups.iter().zip(&crowd.swarms).zip(&rows.rows) {
        if group.points.is_empty() {
            rows.draw_empty(group, *row, canvas, &mut words);
            continue;
        }
        let middle = row.1 - crowd.reach(swarm).max(ROW / 2);
        swarm.iter().for_each(|(point, offset)| {
            draw_spot(point, middle + offset, crowd.radius, &rows, canvas, &mut scene);
        });
        crowd.name(swarm, *row, middle, &rows, canvas, &mut words);
    }
    scene.marks.append(&mut words.marks);
    rows.draw_words(values, canvas, &mut scene);
    Sketch { scene, unplaced: Vec::new(), names_series: true, is_cut }
}

/// Observations and how far each stands above (below zero) or below the middle of its row.
pub(crate) type Swarm<'a> = Vec<(&'a Point, i32)>;

/// All rows of dots.
struct Crowd<'a> {
    radius: i32,
    swarms: Vec<Swarm<'a>>,
    /// Whether dots are few enough for all to be named.
    names_all: bool,
}

impl<'a> Crowd<'a> {
    /// With the largest dots that need not cover each other; with the smallest if they must.
    fn of(groups: &[Group<'a>], ruler: &Ruler, canvas: &Canvas<'_>) -> Crowd<'a> {
        let (left, right, _) = groups::sides(groups, canvas);
        let narrowest = canvas.views.first().copied().unwrap_or(canvas.view);
        let count: usize = groups.iter().map(|group| group.points.len()).sum();
        let marked = groups.iter().flat_map(|group| &group.points).any(|point| point.is_marked);
        let names_all = !marked && count <= NAMED;
        let mut crowd = Crowd { radius: 0, swarms: Vec::new(), names_all };
        for radius in RADII {
            let swarm = |group: &Group<'a>| swarm(&group.points, ruler, (left, right), narrowest, radius);
            let all: Vec<(Swarm<'a>, bool)> = groups.iter().map(swarm).collect();
            let fits = all.iter().all(|(_, fits)| *fits);
            crowd = Crowd { radius, swarms: all.into_iter().map(|(swarm, _)| swarm).collect(), names_all };
            if fits {
                break;
            }
        }
        crowd
    }

    /// From the middle of the row to the outer rim of its dots.
    fn reach(&self, swarm: &Swarm<'_>) -> i32 {
        swarm.iter().map(|(_, offset)| offset.abs()).max().unwrap_or(0) + self.radius
    }

    /// How much of the row names take.
    fn names_height(&self, swarm: &Swarm<'_>) -> i32 {
        let named = i32::try_from(self.named(swarm).count()).unwrap_or(0);
        named.min(NAME_LINES) * NAME_LINE
    }

    fn height(&self, swarm: &Swarm<'_>, group: &Group<'_>) -> i32 {
        if group.points.is_empty() {
            ROW
        } else {
            (self.reach(swarm) * 2).max(ROW) + self.names_height(swarm)
        }
    }

    /// The observations of a row that are named, with their offset.
    fn named<'b>(&'b self, swarm: &'b Swarm<'a>) -> impl Iterator<Item = (&'a Point, i32, &'a str)> + 'b {
        let named = |(point, offset): &(&'a Point, i32)| {
            let name = point.beside.as_ref()?.label.as_deref()?;
            (self.names_all || point.is_marked).then_some((*point, *offset, name))
        };
        swarm.iter().filter_map(named).take(NAMED)
    }

    /// Writes names over the dots of a row, each with a line to its dot.
    fn name(
        &self,
        swarm: &Swarm<'_>,
        row: (i32, i32),
        middle: i32,
        rows: &Rows,
        canvas: &Canvas<'_>,
        scene: &mut Scene,
    ) {
        let mut board = Board::new(Area { left: 0, right: WHOLE, top: row.0 - PX, bottom: row.1 });
        let bottom = row.0 + self.names_height(swarm);
        let named: Vec<(&Point, Vec<(Text, Candidate)>)> = self
            .named(swarm)
            .map(|(point, offset, name)| {
                let x = rows.ruler.x(point.value(), rows.frame);
                let foot = middle + offset - self.radius;
                (point, tries(name, (x, foot), bottom, row.0, canvas))
            })
            .collect();
        let candidates: Vec<Vec<Candidate>> = named
            .iter()
            .map(|(_, tries)| tries.iter().map(|(_, candidate)| candidate.clone()).collect())
            .collect();
        let places = board.place(&candidates);
        for ((point, tries), place) in named.into_iter().zip(places) {
            let Some((text, candidate)) = place.and_then(|place| tries.into_iter().nth(place)) else {
                continue;
            };
            if let Some((from, to)) = candidate.leader {
                scene.add(Shape::Line(from, to), Ink::of(Role::Leader));
            }
            scene.say(text, point.is_marked);
        }
    }
}

/// Where the name of a dot may stand: over it, or over and beside it, lower rather than higher.
fn tries(name: &str, dot: (i32, i32), bottom: i32, top: i32, canvas: &Canvas<'_>) -> Vec<(Text, Candidate)> {
    let mut tries = Vec::new();
    let room = canvas.view.length(WHOLE) * 3 / 5;
    let cut = canvas.measure.wrap_or_cut(name, Face::Small, room, 1);
    let words = cut.lines.first().map_or("", String::as_str);
    for level in 0..NAME_LINES {
        let y = bottom - 5 * PX - level * NAME_LINE;
        for (anchor, dx) in [(Anchor::Middle, 0), (Anchor::Start, 4 * PX), (Anchor::End, -4 * PX)] {
            let text = Text { dx, ..text(dot.0, y, anchor, Voice::Say, words) };
            let area = text.area(canvas.view, canvas.measure);
            if y - Face::Small.ascent() < top - PX {
                continue;
            }
            // Beside its line a name leaves the line to others over the same place.
            let head = if anchor == Anchor::Middle { area.bottom } else { area.top + 2 * PX };
            let leader = Some(((dot.0, head), (dot.0, dot.1)));
            let cost = u32::try_from(level * 3).unwrap_or(0) + u32::from(anchor != Anchor::Middle);
            tries.push((text, Candidate { area, leader, cost }));
        }
    }
    tries
}

/// Moves observations up and down so that none covers another; the second value is whether that could be done
/// without leaving the row. The same values always give the same places.
pub(crate) fn swarm<'a>(
    points: &[&'a Point],
    ruler: &Ruler,
    (left, right): (i32, i32),
    narrowest: View,
    radius: i32,
) -> (Swarm<'a>, bool) {
    let width = narrowest.length(right - left);
    let place = |value: Decimal| ruler.scale.place(value, 0, width);
    let beginning = beginning(ruler);
    let mut spots: Vec<Spot<'_>> = points
        .iter()
        .map(|point| {
            let (low, high) = ends(point, beginning);
            let arrow = |is_open: bool| if is_open { ARROW } else { 0 };
            Spot {
                point,
                left: place(low) - radius - arrow(point.is_open_below()),
                right: place(high) + radius + arrow(point.is_open_above()),
            }
        })
        .collect();
    spots.sort_by_key(|spot| (spot.left, spot.right));
    let levels = usize::try_from((REACH - radius) / (2 * radius + BETWEEN)).unwrap_or(0);
    // Above and below the middle in turn: 0, -1, 1, -2, 2 …
    let offset = |index: usize| {
        let steps = i32::try_from(index.div_ceil(2)).unwrap_or(0) * (2 * radius + BETWEEN);
        if index % 2 == 1 { -steps } else { steps }
    };
    let mut taken = vec![i32::MIN; 2 * levels + 1];
    let mut fits = true;
    let mut swarm = Vec::with_capacity(spots.len());
    for spot in spots {
        let free = taken.iter().position(|end| *end <= spot.left);
        fits &= free.is_some();
        let least = || taken.iter().enumerate().min_by_key(|(_, end)| **end).map(|(index, _)| index);
        let index = free.or_else(least).unwrap_or(0);
        if let Some(end) = taken.get_mut(index) {
            *end = spot.right + BETWEEN;
        }
        swarm.push((spot.point, offset(index)));
    }
    (swarm, fits)
}

/// The lowest and the highest that is drawn of a value.
fn ends(point: &Point, beginning: Decimal) -> (Decimal, Decimal) {
    let low = if point.is_open_below() { point.least() - beginning } else { point.least() };
    let high = if point.is_open_above() { point.most() + beginning } else { point.most() };
    (low, high)
}

/// Draws one observation: a dot; of a bounded value, hatching from end to end and a dot at what is named.
pub(crate) fn draw_spot(
    point: &Point,
    y: i32,
    radius: i32,
    rows: &Rows,
    canvas: &Canvas<'_>,
    scene: &mut Scene,
) {
    let datum = Some(Datum { series: 0, at: point.at });
    let ink = Ink { role: Role::Mass, is_key: point.is_marked, tint: if point.is_marked { 0 } else { 1 } };
    let x = |value: Decimal| rows.ruler.x(value, rows.frame);
    if !point.is_certain() {
        let (low, high) = ends(point, beginning(&rows.ruler));
        let thick = radius.min(3 * PX);
        let area = Area { left: x(low), right: x(high), top: y - thick, bottom: y + thick };
        scene.marks.push(Mark::new(Shape::Rect(area), ink.with(Role::Possible), datum));
        let beyond = canvas.views.first().map_or(0, |view| view.share(5 * PX));
        if point.is_open_above() {
            scene.add(Shape::Arrow((x(high) + beyond, y), Toward::End), ink.with(Role::Open));
        }
        if point.is_open_below() {
            scene.add(Shape::Arrow((x(low) - beyond, y), Toward::Start), ink.with(Role::Open));
        }
    }
    if point.quantity.bound != Bound::Between {
        scene.marks.push(Mark::new(Shape::Dot((x(point.value()), y), radius), ink, datum));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{draw, formatter, named};
    use crate::quantity::Quantity;

    fn points(count: i64, at: impl Fn(i64) -> i64) -> Vec<Point> {
        let point = |index: i64| {
            let quantity = Quantity::exactly(Decimal::from(at(index)), None);
            Point { at: 0, reach: quantity.interval(), quantity, is_marked: false, beside: None }
        };
        (0..count).map(point).collect()
    }

    fn offsets(points: &[Point], radius: i32) -> (Vec<i32>, bool) {
        let ruler = Ruler::of_positions(Decimal::ZERO, Decimal::ONE_HUNDRED);
        let all: Vec<&Point> = points.iter().collect();
        let (swarm, fits) = swarm(&all, &ruler, (0, WHOLE), View::NARROW, radius);
        (swarm.into_iter().map(|(_, offset)| offset).collect(), fits)
    }

    #[test]
    fn dots_make_room_for_each_other_and_stay_in_their_row() {
        let (few, fits) = offsets(&points(3, |_| 50), 400);
        assert_eq!((few, fits), (vec![0, -860, 860], true));
        let (apart, _) = offsets(&points(5, |index| index * 20), 400);
        assert_eq!(apart, [0; 5], "nothing to make room for");
        let (crowd, fits) = offsets(&points(500, |index| 40 + index % 3), 400);
        assert!(!fits && crowd.iter().all(|offset| offset.abs() + 400 <= REACH), "never beyond the row");
    }

    #[test]
    fn every_observation_is_a_row_of_the_table() {
        let twin = draw(&named("strip-named"), &formatter("en")).twin;
        let head: Vec<&str> = twin.head.iter().map(|head| head.text.as_str()).collect();
        assert_eq!(head, ["Name", "Who", "seen, €", "Bound"]);
        assert_eq!(twin.rows.len(), 10);
        assert_eq!(twin.rows[8], ["South", "Miller", "more than 2,400", "more than"]);
    }

    #[test]
    fn descriptions_name_groups_and_what_the_finding_is_about() {
        let short = draw(&named("strip-named"), &formatter("en")).short;
        for sentence in [
            "South: 4 values, from €900 to more than €2,400.",
            "Median: between €1,072 and €1,100.",
            "East: not said.",
            "Miller: more than €2,400.",
            "2 rows without a figure are not shown (not said).",
        ] {
            assert!(short.contains(sentence), "{sentence} in {short}");
        }
    }
}

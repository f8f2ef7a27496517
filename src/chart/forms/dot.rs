//! Dots: places on a scale of named things, downwards.

use crate::chart::describe;
use crate::chart::forms::place_rows::{Label, Legend, RADIUS, Room, Rows, is_labelled, point_at};
use crate::chart::forms::{Example, Form, MANY, Needs, Sketch, area_ink};
use crate::chart::layout::Canvas;
use crate::chart::options::Across;
use crate::chart::pen::Pen;
use crate::chart::scene::{Datum, Ink, Mark, PX, Role};
use crate::chart::twin;
use crate::chart::values::{Point, Series, Values};

/// The form.
pub(crate) const DOT: Form = Form {
    name: "dot",
    summary: "values of named things, as dots on one scale, a row for each thing",
    explanation: "Choose it where what matters is how far apart values lie, not how much each is: prices, rates, \
averages, and several measures of the same things in one row. A place has no length, so the scale may start \
elsewhere than at zero; the chart then says so. Sort the table by its most telling column. Where amounts are to be \
compared, draw a `bar`; where two values of each thing are compared, a `dumbbell`. What a bound or an interval leaves \
open is a thin line with an arrow head where it has no limit. A missing value is said in its row, with the reason. \
Up to four series are named at the first row, more by a key. It bears about 60 rows.",
    example: Example {
        figure: r#"[fares]
form = "dot"
table = "fares"
x = "city"
y = "fare"
sort = "-fare"
title = "The ferry costs most where there is no bridge"
subtitle = "Single fare, EUR"
"#,
        table: "city,fare\nNorth Harbour,4.10\nOld Town,2.35\nIsland,6.80\nMill Bank,3.20\n",
        description: r#"cite = ["@tariffs"]
[columns.city]
type = "text"
label = "Landing"
[columns.fare]
type = "number"
unit = "EUR"
label = "Fare"
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &["scale"],
        readable: 120,
        most: 500,
        joins: false,
    },
    draw,
    describe: describe::series,
    twin: twin::series,
};

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let rows = Rows::lay_out(values, canvas, &rooms(values, canvas), Legend::Dots);
    let mut scene = rows.scene();
    let pen = rows.pen();
    let mut arrows = Vec::new();
    let mut labels = Vec::new();
    for (index, row) in rows.list.iter().enumerate() {
        for (number, series) in values.series.iter().enumerate() {
            let Some(point) = point_at(series, row.at) else { continue };
            let datum = Datum { series: number, at: row.at };
            draw_dot(&rows, index, (point, datum), ink_of(values, number, point), &pen, &mut arrows);
            if rows.has_labels() {
                labels.extend(label_of(values, series, point, canvas).map(|label| (index, label)));
            }
        }
    }
    scene.marks.extend(pen.finish());
    scene.marks.extend(arrows);
    labels.into_iter().for_each(|(index, label)| rows.write(index, &label, &mut scene));
    rows.say_missing(&mut scene);
    let unplaced = (0..values.notes.len()).collect();
    Sketch { scene, unplaced, names_series: rows.names_series(), is_cut: rows.is_cut() }
}

/// Labels after the dots of a single series.
fn rooms(values: &Values, canvas: &Canvas<'_>) -> Vec<Room> {
    let [single] = values.series.as_slice() else { return Vec::new() };
    let labels = single.points.iter().filter_map(|point| label_of(values, single, point, canvas));
    labels.map(|label| label.room(canvas)).collect()
}

fn label_of(values: &Values, series: &Series, point: &Point, canvas: &Canvas<'_>) -> Option<Label> {
    let is_key = point.is_marked || series.is_marked;
    is_labelled(values, is_key).then(|| Label::of(point, true, is_key, canvas))
}

/// Of two series the first is hollow, so that both are seen where they meet; of more each has its tone.
pub(crate) fn ink_of(values: &Values, number: usize, point: &Point) -> Ink {
    let is_first_of_two = values.series.len() == 2 && number == 0;
    let role = if is_first_of_two { Role::Ring } else { Role::Mass };
    let is_key = point.is_marked || values.series.get(number).is_some_and(|series: &Series| series.is_marked);
    match is_key {
        true => Ink { is_key: true, ..Ink::of(role) },
        false if values.series.len() <= 2 => Ink::of(role),
        false => area_ink(values, number),
    }
}

/// A dot with what is possible of its value.
pub(crate) fn draw_dot(
    rows: &Rows<'_>,
    index: usize,
    (point, datum): (&Point, Datum),
    ink: Ink,
    pen: &Pen,
    arrows: &mut Vec<Mark>,
) {
    rows.draw_reach(index, (point, datum), ink, pen, arrows);
    let rim = if ink.role == Role::Ring { PX } else { 0 };
    pen.dot(rows.place(index, point.value()), RADIUS - rim, ink, Some(datum));
}

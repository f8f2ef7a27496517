//! Arrows: how a value of each thing changed from one measure to another, downwards.

use rust_decimal::Decimal;

use crate::chart::forms::pairs::{self, Pair};
use crate::chart::forms::place_rows::{Legend, RADIUS, Rows, TAIL};
use crate::chart::forms::{Example, Form, Sketch};
use crate::chart::layout::Canvas;
use crate::chart::pen::Pen;
use crate::chart::scene::{Mark, Role, Shape, Toward};
use crate::chart::twin;
use crate::chart::values::Values;

/// The form.
pub(crate) const ARROW: Form = Form {
    name: "arrow",
    summary: "the change of each thing from one value to another, as an arrow",
    explanation: "Choose it where the direction of a change is the finding, and some things rise while \
others fall. Name two measures in `y`, the earlier first, or one measure and a `series` column with two \
values. The arrow leads from the first value to the second; it compares two observations and does not say \
that the way between them was straight or was observed. Where the gap matters more than its direction, draw \
a `dumbbell`. Values that did not change are dots. What a bound leaves open is drawn from end to end and not \
joined. If one value is missing, the other stays as a dot, and the reason is said. The scale may start \
elsewhere than at zero and then says so. It bears about 60 rows.",
    example: Example {
        figure: r#"[turnout]
form = "arrow"
table = "turnout"
x = "district"
y = ["before", "now"]
sort = "-now"
title = "Turnout fell everywhere but on the island"
subtitle = "Share of those entitled to vote"
"#,
        table: "district,before,now\nHarbour,61,48\nOld Town,58,55\nIsland,44,63\nHillside,66,66\n",
        description: r#"cite = ["@returns"]
[columns.district]
type = "text"
label = "District"
[columns.before]
type = "number"
unit = "%"
label = "2021"
[columns.now]
type = "number"
unit = "%"
label = "2025"
"#,
    },
    needs: pairs::NEEDS,
    draw,
    describe: pairs::describe,
    twin: twin::series,
};

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    pairs::draw(values, canvas, Legend::Arrow, draw_pair)
}

/// A line with a head at the second value; without a change, or without one of both, a dot.
fn draw_pair(rows: &Rows<'_>, index: usize, pair: &Pair<'_>, pen: &Pen, arrows: &mut Vec<Mark>) {
    pair.draw_stem(rows, index, 0, pen);
    let change = pair.first.zip(pair.second).map(|(first, second)| second.value() - first.value());
    for (number, point) in pair.points() {
        let (datum, ink) = (pair.datum(number), pair.ink(Role::Mass));
        rows.draw_reach(index, (point, datum), ink, pen, arrows);
        let at = rows.place(index, point.value());
        match change {
            Some(change) if !change.is_zero() && number == 0 => pen.dot(at, TAIL, ink, Some(datum)),
            Some(change) if !change.is_zero() => {
                let toward = if change > Decimal::ZERO { Toward::End } else { Toward::Start };
                let head = Shape::Arrow((rows.x(point.value()), rows.middle(index)), toward);
                arrows.push(Mark::new(head, ink.with(Role::Stem), Some(datum)));
            }
            _ => pen.dot(at, RADIUS, ink, Some(datum)),
        }
    }
}

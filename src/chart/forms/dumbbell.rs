//! Dumbbells: two values of each thing, as dots joined by a thin line, downwards.

use crate::chart::forms::dot::draw_dot;
use crate::chart::forms::pairs::{self, GREY, Pair};
use crate::chart::forms::place_rows::{Legend, Rows};
use crate::chart::forms::{Example, Form, Sketch};
use crate::chart::layout::Canvas;
use crate::chart::pen::Pen;
use crate::chart::scene::{Mark, Role};
use crate::chart::twin;
use crate::chart::values::Values;

/// The form.
pub(crate) const DUMBBELL: Form = Form {
    name: "dumbbell",
    summary: "two values of each thing, as dots joined by a thin line",
    explanation: "Choose it to compare the gap between two values of many things: two groups, two years, a \
promise and what came of it. Name two measures in `y`, or one measure and a `series` column with two values; \
the first is the hollow dot, the second the filled one. The thin line leads from one dot to the other and \
says how far they lie apart; it does not say that values in between were observed, also where the two are \
years. Where direction matters more than the gap, draw an `arrow`; where what lies between matters, a `line` \
with all observations. What a bound leaves open is drawn from end to end and not joined. If one value is \
missing, the other stays, and the reason is said. The scale may start elsewhere than at zero and then says \
so. It bears about 60 rows.",
    example: Example {
        figure: r#"[waiting]
form = "dumbbell"
table = "waiting"
x = "office"
y = ["promised", "measured"]
sort = "-measured"
title = "No office keeps the time it promises"
subtitle = "Days from an application to its answer"
"#,
        table: "office,promised,measured\nBuilding permits,60,112\nBirth certificates,3,9\nTrading licences,21,38\nParking,10,12\n",
        description: r#"cite = ["@answers"]
[columns.office]
type = "text"
label = "Office"
[columns.promised]
type = "number"
unit = "d"
label = "Promised"
[columns.measured]
type = "number"
unit = "d"
label = "Measured"
"#,
    },
    needs: pairs::NEEDS,
    draw,
    describe: pairs::describe,
    twin: twin::series,
};

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    pairs::draw(values, canvas, Legend::Dots, draw_pair)
}

/// Two dots, the first hollow, and between them a thin line over what certainly lies between.
fn draw_pair(rows: &Rows<'_>, index: usize, pair: &Pair<'_>, pen: &Pen, arrows: &mut Vec<Mark>) {
    pair.draw_stem(rows, index, GREY, pen);
    for (number, point) in pair.points() {
        let ink = pair.ink(if number == 0 { Role::Ring } else { Role::Mass });
        draw_dot(rows, index, (point, pair.datum(number)), ink, pen, arrows);
    }
}

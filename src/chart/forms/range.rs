//! Ranges: from a low to a high value of each thing, downwards.

use rust_decimal::Decimal;

use crate::chart::forms::pairs::{self, Pair};
use crate::chart::forms::place_rows::{Legend, RADIUS, Rows};
use crate::chart::forms::{Example, Form, Sketch};
use crate::chart::layout::Canvas;
use crate::chart::pen::Pen;
use crate::chart::scene::{Mark, PX, Role};
use crate::chart::twin;
use crate::chart::values::Values;

/// The form.
pub(crate) const RANGE: Form = Form {
    name: "range",
    summary: "a low and a high value of each thing, as a bar between them",
    explanation: "Choose it where each thing has two ends that belong together: the lowest and highest \
price, the earliest and latest estimate. Name two measures in `y`, the low one first, or one measure and a \
`series` column with two values. The bar floats: it starts at its low end, not at zero, and so shows how \
wide a range is and where it lies, not an amount; for amounts draw a `bar`. The scale may start elsewhere \
than at zero and then says so. Where an end has a bound, the bar is solid as far as the range certainly \
reaches and hatched as far as it may reach. If one end is missing, the other stays as a dot, and the reason \
is said. It bears about 60 rows.",
    example: Example {
        figure: r#"[rents]
form = "range"
table = "rents"
x = "quarter"
y = ["low", "high"]
sort = "-high"
title = "Rents differ most in the harbour quarter"
subtitle = "Lowest and highest rent asked for a square metre, EUR"
"#,
        table: "quarter,low,high\nHarbour,9.50,24.00\nOld Town,13.20,21.50\nHillside,11.00,16.40\nMill Bank,8.10,12.90\n",
        description: r#"cite = ["@adverts"]
[columns.quarter]
type = "text"
label = "Quarter"
[columns.low]
type = "number"
unit = "EUR"
label = "Lowest"
[columns.high]
type = "number"
unit = "EUR"
label = "Highest"
"#,
    },
    needs: pairs::NEEDS,
    draw,
    describe: pairs::describe,
    twin: twin::series,
};

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    pairs::draw(values, canvas, Legend::Bar, draw_pair)
}

/// Height of a bar.
const THICK: i32 = 12 * PX;

/// Solid where the range certainly is, hatched as far as its ends may lie; a single value is a dot.
fn draw_pair(rows: &Rows<'_>, index: usize, pair: &Pair<'_>, pen: &Pen, arrows: &mut Vec<Mark>) {
    let Some((lower, upper)) = pair.ordered() else {
        for (number, point) in pair.points() {
            let datum = pair.datum(number);
            rows.draw_reach(index, (point, datum), pair.ink(Role::Mass), pen, arrows);
            pen.dot(rows.place(index, point.value()), RADIUS, pair.ink(Role::Mass), Some(datum));
        }
        return;
    };
    let middle = rows.middle(index);
    let (top, bottom) = (Decimal::from(middle - THICK / 2), Decimal::from(middle + THICK / 2));
    let datum = Some(pair.datum(1));
    let solid = pair.between();
    if let Some((from, to)) = solid {
        pen.rect((from, top), (to, bottom), pair.ink(Role::Mass), datum);
    }
    let (least, most) = (lower.least().min(upper.least()), lower.most().max(upper.most()));
    let open = match solid {
        Some((from, to)) => vec![(least, from), (to, most)],
        None => vec![(least, most)],
    };
    for (from, to) in open.into_iter().filter(|(from, to)| from < to) {
        pen.rect((from, top), (to, bottom), pair.ink(Role::Possible), datum);
    }
    let is_thin = least == most;
    for point in [lower, upper].into_iter().filter(|point| is_thin || !point.is_certain()) {
        let value = point.value();
        pen.line((value, top), (value, bottom), pair.ink(Role::Named), datum);
    }
    for (number, point) in pair.points() {
        rows.draw_open_ends(index, (point, pair.datum(number)), pair.ink(Role::Open), arrows);
    }
}

//! Lollipops: amounts of many named things, as dots on thin lines from zero.

use crate::chart::describe;
use crate::chart::forms::bar::{Look, draw_rows};
use crate::chart::forms::{Example, Form, Needs, Sketch};
use crate::chart::layout::Canvas;
use crate::chart::options::Across;
use crate::chart::twin;
use crate::chart::values::Values;

/// The form.
pub(crate) const LOLLIPOP: Form = Form {
    name: "lollipop",
    summary: "amounts of many named things, as dots on thin lines from zero",
    explanation: "Choose it instead of `bar` where bars would be a wall of ink: many things of nearly the same \
size. Sort the table, or use `sort`. Lines always start at zero, and each dot carries its value. Where a value is only \
bounded, its dot is hollow and what is open is hatched; what is not known is hatched, with the reason. Do not \
choose it for a few things (take `bar`), for parts of a whole (take `bar` with `stack`), or where zero is far from all \
values and differences are what matters (take `dot`).",
    example: Example {
        figure: r#"[waits]
form = "lollipop"
table = "offices"
x = "office"
y = "days"
sort = "-days"
highlight = ["Harbour"]
title = "The harbour office takes longest"
subtitle = "Days from request to reply"
"#,
        table: "office,days\nHarbour,91\nNorth,83\nStation,82\nEast,79\nOld town,74\nSouth,70\n",
        description: r#"cite = ["@files, p. 2"]
[columns.office]
type = "text"
label = "Office"
verbatim = true
[columns.days]
type = "number"
unit = "d"
label = "Days"
"#,
    },
    needs: Needs {
        x: Across::Any,
        measures: (1, 1),
        series: false,
        repeats: false,
        keys: &["annotations.y", "annotations.to"],
        readable: 80,
        most: 250,
        joins: false,
    },
    draw,
    describe: describe::series,
    twin: twin::series,
};

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    draw_rows(values, Look::Stem, canvas)
}

//! Bubbles: dots of a scatter plot whose area shows a third measure.

use crate::chart::forms::{Example, Form, Needs, cloud, scatter};
use crate::chart::options::Across;

/// The form.
pub(crate) const BUBBLE: Form = Form {
    name: "bubble",
    summary: "three measures of each thing, as circles on two scales whose area is the third",
    explanation: "Choose it where the size of things helps to read how two of their measures go together: people, \
money, deaths. `size` names the third measure; the area of a bubble is in proportion to it, never its radius, and a \
key shows round sizes. Areas are hard to compare: where the third measure is the finding, draw a `bar`. Large \
bubbles lie behind small ones, and all are translucent. A thing without a size is a small ring; one of zero is a \
dot; a size below zero is refused. A bubble shows the value that its source names; what a bound of the size leaves \
open is said in the table. Everything else is as in a `scatter`.",
    example: Example {
        figure: r#"[clinics]
form = "bubble"
table = "clinics"
x = "income"
y = "way"
size = "people"
label = "district"
highlight = ["Mill Bank"]
title = "From the poorest district the way to a clinic is longest"
"#,
        table: "district,income,way,people\nHarbour,21400,28,64000\nOld Town,33800,11,41000\nIsland,27100,35,6200\n\
Hillside,41200,9,22500\nMill Bank,18900,47,38000\nGardens,38500,14,12800\n",
        description: r#"cite = ["@register"]
[columns.district]
type = "text"
label = "District"
[columns.income]
type = "number"
unit = "EUR"
label = "Median income in a year"
[columns.way]
type = "number"
unit = "min"
label = "Way to the next clinic by bus"
[columns.people]
type = "number"
unit = "people"
label = "Inhabitants"
"#,
    },
    needs: Needs {
        x: Across::Number,
        measures: (1, 1),
        series: true,
        repeats: true,
        keys: &["label", "size", "scale", "x_scale", "annotations.y", "annotations.to"],
        readable: 150,
        most: 2_000,
        joins: false,
    },
    draw: scatter::draw,
    describe: cloud::describe,
    twin: cloud::twin,
};

//! Places: what they must be, read back from the markup.

use roxmltree::{Document, Node};

use crate::chart::Drawing;
use crate::chart::samples::points::crowd;
use crate::chart::samples::{Sample, draw, formatter, named};
use crate::chart::tests::{classes, length};

fn circles<'a>(document: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
    let nodes = document.descendants().filter(|node| node.has_tag_name("circle"));
    nodes.filter(|node| !classes(*node).contains(&"slim")).collect()
}

fn cells(sample: &Sample, name: &str) -> Vec<f64> {
    let (_, column) = sample.table.column(name).expect("a column");
    let value = |row| column.quantity(row).expect("a number").value.to_string().parse().expect("a number");
    sample.rows().into_iter().map(value).collect()
}

/// Every place lies on the straight line through the first and the last of the scale, within so much.
fn assert_linear(values: &[f64], places: &[f64], within: f64) {
    assert_eq!(values.len(), places.len());
    let at = |best: fn(f64, f64) -> bool| {
        (0..values.len()).reduce(|a, b| if best(values[b], values[a]) { b } else { a }).expect("values")
    };
    let (low, high) = (at(|a, b| a < b), at(|a, b| a > b));
    let unit = (places[high] - places[low]) / (values[high] - values[low]);
    for (value, place) in values.iter().zip(places) {
        assert!((places[low] + (value - values[low]) * unit - place).abs() <= within, "{value} at {place}");
    }
}

fn drawn(id: &str) -> (Sample, Drawing) {
    let sample = named(id);
    let drawing = draw(&sample, &formatter("en"));
    (sample, drawing)
}

/// Everything that is said of a chart in words.
fn said(drawing: &Drawing) -> String {
    format!("{} {}", drawing.short, drawing.description.join(" "))
}

#[test]
fn dots_of_rows_read_back_as_their_values() {
    let (sample, drawing) = drawn("dot-example");
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let places: Vec<f64> = circles(&document).into_iter().map(|node| length(node, "cx") * 10.0).collect();
    assert_linear(&cells(&sample, "fare"), &places, 0.1);
}

#[test]
fn dots_of_two_scales_read_back_as_both_values() {
    let (sample, drawing) = drawn("scatter-example");
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let (mut x, mut y) = (cells(&sample, "income"), cells(&sample, "days"));
    let mut across: Vec<f64> = circles(&document).into_iter().map(|node| length(node, "cx") * 10.0).collect();
    let mut down: Vec<f64> = circles(&document).into_iter().map(|node| -length(node, "cy")).collect();
    // The finding is drawn last, so places are compared in their order.
    for list in [&mut x, &mut y, &mut across, &mut down] {
        list.sort_by(f64::total_cmp);
    }
    assert_linear(&x, &across, 0.1);
    assert_linear(&y, &down, 0.1);
}

#[test]
fn areas_of_bubbles_are_their_sizes() {
    let (sample, drawing) = drawn("bubble-example");
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let mut sizes = cells(&sample, "people");
    sizes.sort_by(f64::total_cmp);
    let bubbles = circles(&document).into_iter().take(sizes.len());
    let mut areas: Vec<f64> = bubbles.map(|node| length(node, "r") * length(node, "r")).collect();
    areas.sort_by(f64::total_cmp);
    let unit = areas[areas.len() - 1] / sizes[sizes.len() - 1];
    for (area, size) in areas.iter().zip(&sizes) {
        assert!((area - size * unit).abs() <= 0.5, "{size}");
    }
}

#[test]
fn slopes_are_never_solid() {
    let (_, drawing) = drawn("slope-plain");
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let lines = document.descendants().filter(|node| node.has_tag_name("line"));
    let slanted: Vec<_> = lines
        .filter(|node| length(*node, "x2") - length(*node, "x1") > 20.0)
        .map(|node| classes(node).contains(&"un"))
        .collect();
    assert!(slanted.len() >= 7 && slanted.iter().all(|is_dotted| *is_dotted), "{slanted:?}");
}

#[test]
fn pairs_are_joined_where_nothing_is_open() {
    let (_, drawing) = drawn("dumbbell-bounds");
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let lines = document.descendants().filter(|node| node.has_tag_name("line"));
    let stems = lines.filter(|node| classes(*node).contains(&"st") && !classes(*node).contains(&"slim"));
    // about 30 to about 60, 20 to almost 70, 35 to more than 50, less than 40 to 80; not about 50 to about 52, whose
    // intervals meet, nor the row with one value.
    assert_eq!(stems.count(), 4);
}

#[test]
fn what_lacks_a_value_is_said() {
    let (_, drawing) = drawn("dumbbell-missing");
    assert!(drawing.svg.contains(">after: not yet counted<"), "{}", drawing.svg);
    assert!(
        said(&drawing).contains("East: 22 percent (before), not yet counted (after)."),
        "{}",
        said(&drawing)
    );
    let (_, drawing) = drawn("scatter-bounds");
    assert!(said(&drawing).contains("2 rows lack one of both values"), "{}", said(&drawing));
    assert!(
        drawing.remarks.iter().any(|remark| remark.starts_with("2 rows without one")),
        "{:?}",
        drawing.remarks
    );
}

#[test]
fn pairs_are_compared_on_what_is_possible() {
    let (_, drawing) = drawn("dumbbell-sixty");
    assert!(said(&drawing).contains("60 rows, each with before and after."), "{}", said(&drawing));
    assert!(said(&drawing).contains("after is higher than before."), "{}", said(&drawing));
    assert!(!said(&drawing).contains("not known which"), "all are exact: {}", said(&drawing));
}

#[test]
fn going_together_is_said_of_exact_values_alone() {
    let (_, forty) = drawn("scatter-forty");
    assert!(said(&forty).contains("On the whole, the higher income, the higher years."), "{}", said(&forty));
    let (_, few) = drawn("scatter-example");
    assert!(!said(&few).contains("On the whole"), "eight are too few: {}", said(&few));
    let mut unsure = named("scatter-forty");
    let column = unsure.table.columns.iter_mut().find(|column| &*column.name == "years").expect("years");
    if let Some(crate::data::Cell::Number(number)) = column.cells.first_mut() {
        number.bound = crate::quantity::Bound::About;
    }
    let unsure = draw(&unsure, &formatter("en"));
    assert!(!said(&unsure).contains("On the whole"), "one is about: {}", said(&unsure));
}

#[test]
fn ten_thousand_points_are_drawn_as_what_can_be_seen() {
    let drawing = draw(&crowd(), &formatter("en"));
    assert!(drawing.svg.len() < 80_000, "{}", drawing.svg.len());
    assert!(Document::parse(&drawing.svg).is_ok());
    let hidden = drawing.remarks.iter().find(|remark| remark.contains("drawn once"));
    assert!(hidden.is_some(), "{:?}", drawing.remarks);
    assert_eq!(drawing.twin.left_out, 10_000 - drawing.twin.rows.len());
}

//! Marks read back: every mark that is linked to a value lies where the value belongs, within 0.1 px, in every sample
//! of the forms listed in `RUNS`; and the markup holds the marks of the scene, no more and no fewer.
//!
//! The scale is not taken from the drawing code: it is worked out of the two outermost marks of a picture, and all
//! others must agree with it. Lengths must have the same ratio to their values, which also says that they begin at zero.

use std::collections::BTreeMap;

use roxmltree::Document;
use rust_decimal::prelude::ToPrimitive;

use super::{classes, length};
use crate::chart::forms::Form;
use crate::chart::options::ScaleKind;
use crate::chart::samples::{Sample, draw, every_sample, formatter};
use crate::chart::scene::{Mark, Role, Shape, Shown};
use crate::chart::spec;
use crate::chart::values::{Point, Values};

/// Most that a mark may be off: a tenth of a px, in hundredths of a px downwards and, at 1,000 px, in hundredths of a
/// per cent across. Both ends of a length are rounded.
const DOWN: f64 = 10.0;
const ACROSS: f64 = 1.01;

/// Which way values run in a form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Up,
    Across,
}

/// Forms whose marks are lengths from zero, and those whose marks are places.
const RUNS: &[(&str, Run)] = &[
    ("column", Run::Up),
    ("line", Run::Up),
    ("bar", Run::Across),
    ("lollipop", Run::Across),
    ("dot", Run::Across),
    ("dumbbell", Run::Across),
    ("range", Run::Across),
];
/// Forms whose rectangles reach from one value to another, and so are no lengths from zero.
const SPANS: &[&str] = &["range"];

fn run_of(form: &Form) -> Option<Run> {
    RUNS.iter().find(|(name, _)| *name == form.name).map(|(_, run)| *run)
}

fn values_of(sample: &Sample) -> (&'static Form, Values) {
    let resolved = spec::resolve(&sample.entry, &sample.table, sample.rows());
    let spec = resolved.value.unwrap_or_else(|| panic!("{}: {:?}", sample.id, resolved.diagnostics));
    let needs = &spec.form.needs;
    let formatter = formatter("en");
    (spec.form, Values::read(&spec.channels, &sample.table, sample, &formatter, needs.x, needs.repeats))
}

/// The marks that are seen in one of the views.
fn seen(marks: &[Mark], shown: Shown) -> impl Iterator<Item = &Mark> {
    marks.iter().filter(move |mark| mark.shown == Shown::Always || mark.shown == shown)
}

fn number(point: &Point) -> f64 {
    point.value().to_f64().expect("a number")
}

/// Pairs of a value and a coordinate that must lie on one straight line.
#[derive(Default)]
pub(super) struct Pairs(pub(super) Vec<(f64, f64)>);

impl Pairs {
    /// Panics unless one scale explains all; gives how many there were.
    pub(super) fn assert_straight(&self, id: &str, tolerance: f64) -> usize {
        let by_value = |a: &&(f64, f64), b: &&(f64, f64)| a.0.total_cmp(&b.0);
        let (Some(low), Some(high)) = (self.0.iter().min_by(by_value), self.0.iter().max_by(by_value)) else {
            return 0;
        };
        let unit = if high.0 > low.0 { (high.1 - low.1) / (high.0 - low.0) } else { 0.0 };
        for (value, place) in &self.0 {
            let meant = low.1 + (value - low.0) * unit;
            assert!((place - meant).abs() <= tolerance, "{id}: {value} stands at {place}, not at {meant}");
        }
        self.0.len()
    }
}

/// Lengths of a picture: signed length over signed value is one ratio, so that zero is where they begin.
fn lengths(values: &Values, marks: &[Mark], shown: Shown, run: Run) -> Pairs {
    let mut pairs = Pairs(vec![(0.0, 0.0)]);
    for mark in seen(marks, shown) {
        let (Shape::Rect(area), Some(datum), Role::Mass) = (&mark.shape, mark.datum, mark.ink.role) else {
            continue;
        };
        let series = values.series.get(datum.series).expect("a series");
        let point = series.points.iter().find(|point| point.at == datum.at).expect("a point");
        if point.is_certain() {
            let long = match run {
                Run::Up => area.bottom - area.top,
                Run::Across => area.right - area.left,
            };
            pairs.0.push((number(point).abs(), f64::from(long)));
        }
    }
    pairs
}

/// Places of dots and of the corners of lines, with their values.
fn places(values: &Values, marks: &[Mark], shown: Shown, run: Run) -> Pairs {
    let mut pairs = Pairs::default();
    let mut runs: BTreeMap<usize, Vec<(i32, i32)>> = BTreeMap::new();
    for mark in seen(marks, shown) {
        let Some(datum) = mark.datum else { continue };
        let series = values.series.get(datum.series).expect("a series");
        match (&mark.shape, mark.ink.role) {
            (Shape::Dot((x, y), _), Role::Dot | Role::Ring | Role::Mass) => {
                let point = series.points.iter().find(|point| point.at == datum.at).expect("a point");
                pairs.0.push((number(point), f64::from(if run == Run::Up { *y } else { *x })));
            }
            (Shape::Path(path), Role::Line) => runs.entry(datum.series).or_default().extend(path),
            _ => {}
        }
    }
    for (index, run) in runs {
        let points = &values.series.get(index).expect("a series").points;
        // A broken line has dots for what stands alone, a dense one is thinned: those are other tests' business.
        if run.len() == points.len() {
            pairs.0.extend(points.iter().zip(run).map(|(point, (_, y))| (number(point), f64::from(y))));
        }
    }
    pairs
}

/// Both ends of bars that reach from one exact value to another.
fn spans(values: &Values, marks: &[Mark], shown: Shown) -> Pairs {
    let mut pairs = Pairs::default();
    for mark in seen(marks, shown) {
        let (Shape::Rect(area), Some(datum), Role::Mass) = (&mark.shape, mark.datum, mark.ink.role) else {
            continue;
        };
        let at = |point: &&Point| point.at == datum.at && point.is_certain();
        let ends: Vec<f64> = values.points().filter(at).map(number).collect();
        if let [first, second] = ends.as_slice() {
            pairs.0.push((first.min(*second), f64::from(area.left)));
            pairs.0.push((first.max(*second), f64::from(area.right)));
        }
    }
    pairs
}

#[test]
fn every_mark_lies_where_its_value_belongs() {
    let formatter = formatter("en");
    let mut read: BTreeMap<&str, usize> = BTreeMap::new();
    for sample in every_sample() {
        let (form, values) = values_of(&sample);
        let Some(run) = run_of(form) else { continue };
        let is_faceted = sample.entry.options.facet.is_some();
        if is_faceted || values.shape.stack.is_some() || values.shape.scale != ScaleKind::Linear {
            continue;
        }
        let tolerance = if run == Run::Up { DOWN } else { ACROSS };
        for panel in draw(&sample, &formatter).panels {
            for shown in [Shown::Narrow, Shown::Wide] {
                let marks = &panel.scene.marks;
                let lengths = match SPANS.contains(&form.name) {
                    true => spans(&values, marks, shown),
                    false => lengths(&values, marks, shown, run),
                };
                let found = lengths.assert_straight(&sample.id, tolerance).saturating_sub(1)
                    + places(&values, marks, shown, run).assert_straight(&sample.id, tolerance);
                *read.entry(form.name).or_default() += found;
            }
        }
    }
    for (form, _) in RUNS {
        let count = read.get(form).copied().unwrap_or_default();
        assert!(count >= 40, "{form}: only {count} marks were read back");
    }
}

/// What the markup draws, as the scene has it: hundredths across and down.
#[test]
fn the_markup_holds_the_marks_of_the_scene() {
    let formatter = formatter("en");
    let hundredths = |number: f64| (number * 100.0).round() as i32;
    for sample in every_sample() {
        let drawing = draw(&sample, &formatter);
        // Pictures that differ by view have a file for one of them only.
        let differs = matches!(&*sample.entry.form.value, "timeline" | "gantt");
        if differs || drawing.panels.len() > 1 {
            continue;
        }
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let nodes = |tag: &'static str| document.descendants().filter(move |node| node.has_tag_name(tag));
        let rect = |node| ["x", "y", "width", "height"].map(|name| hundredths(length(node, name)));
        let mut drawn: Vec<[i32; 4]> =
            nodes("rect").filter(|node| !classes(*node).contains(&"bg")).map(rect).collect();
        let mut meant: Vec<[i32; 4]> = Vec::new();
        for mark in &drawing.panels[0].scene.marks {
            if let Shape::Rect(area) = &mark.shape {
                meant.push([area.left, area.top, area.right - area.left, area.bottom - area.top]);
            }
        }
        drawn.sort_unstable();
        meant.sort_unstable();
        assert_eq!(drawn, meant, "{}: rectangles", sample.id);
        let dot = |node| ["cx", "cy", "r"].map(|name| hundredths(length(node, name)));
        let mut drawn: Vec<[i32; 3]> = nodes("circle").map(dot).collect();
        let mut meant: Vec<[i32; 3]> = Vec::new();
        for mark in &drawing.panels[0].scene.marks {
            if let Shape::Dot((x, y), radius) = &mark.shape {
                meant.push([*x, *y, *radius]);
            }
        }
        drawn.sort_unstable();
        meant.sort_unstable();
        assert_eq!(drawn, meant, "{}: dots", sample.id);
    }
}

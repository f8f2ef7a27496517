//! Small multiples: the same form once for each value of a column, on one scale.
//!
//! Panels are laid out for their own widths and stand in a grid that the style sheet breaks to rows; nothing in a
//! panel depends on which others stand beside it. Only the first says the unit. The whole is one picture with one
//! alternative text and one table.

use std::sync::Arc;

use crate::chart::describe::Describer;
use crate::chart::forms::{Form, Sketch};
use crate::chart::layout::Canvas;
use crate::chart::scene::{Scene, View};
use crate::chart::short::Magnitude;
use crate::chart::text::{Face, Measure};
use crate::chart::values::{Axis, PanelValues, Point, Series, Values};
use crate::chart::{Panel, Twin, TwinHead};
use crate::locale::format::{DateStyle, Formatter, UnitStyle};

/// More panels than this cannot be compared on one page.
pub(crate) const MOST: usize = 36;
/// So many panels are described each; of more only those the finding is about.
const TOLD: usize = 4;
/// Longest table in a page; the rest is in the CSV.
const ROWS: usize = 400;
/// Room between two names under columns.
const APART: i32 = 500;
/// Names under columns are broken over at most so many lines.
const NAME_LINES: usize = 3;

/// Panels as drawn.
pub(crate) struct Drawn {
    /// One for each value of the column, in the order of the rows.
    pub panels: Vec<Panel>,
    /// What all pictures hold together, for remarks.
    pub sketch: Sketch,
    /// Whether they are the wider kind.
    pub is_broad: bool,
}

/// Draws all panels from left to right, or mirrored.
pub(crate) fn draw(form: &Form, panels: &[PanelValues], formatter: &Formatter, is_rtl: bool) -> Drawn {
    let measure = Measure::new();
    let view = view_of(panels, &measure);
    let mut sketch = Sketch { names_series: true, ..Sketch::default() };
    let mut drawn = Vec::with_capacity(panels.len());
    for panel in panels {
        // Remarks have no room in a panel: they are said once, below all.
        let values = Values { notes: Vec::new(), ..panel.values.clone() };
        let magnitude = Magnitude::of(&values);
        let canvas = Canvas { view, views: &[view], measure: &measure, formatter, magnitude };
        let mut one = (form.draw)(&values, &canvas);
        one.scene.set_halos(view, &measure);
        if is_rtl {
            one.scene.mirror();
        }
        sketch.names_series &= one.names_series;
        sketch.is_cut |= one.is_cut;
        sketch.scene.marks.extend(one.scene.marks.iter().cloned());
        drawn.push(Panel { title: panel.title.clone(), scene: Arc::new(one.scene) });
    }
    let notes = panels.first().map_or(0, |panel| panel.values.notes.len());
    sketch.unplaced = (0..notes).collect();
    Drawn { panels: level(drawn), sketch, is_broad: view == View::BROAD_PANEL }
}

/// Makes all pictures as high as the highest, so that rows of panels end at one line.
fn level(mut panels: Vec<Panel>) -> Vec<Panel> {
    let height = panels.iter().map(|panel| panel.scene.height).max().unwrap_or(0);
    for panel in panels.iter_mut().filter(|panel| panel.scene.height != height) {
        panel.scene = Arc::new(Scene { height, marks: panel.scene.marks.clone() });
    }
    panels
}

/// Time, and a few names that can stand side by side, need little width.
fn view_of(panels: &[PanelValues], measure: &Measure) -> View {
    let Some(first) = panels.first() else { return View::PANEL };
    let fits = match &first.values.axis {
        Axis::Time(_) => true,
        Axis::Number(_) => false,
        Axis::Names(names) => {
            let count = i32::try_from(names.len()).unwrap_or(i32::MAX).max(1);
            let room = View::PANEL.low * 100 / count - APART;
            names.iter().all(|name| measure.wrap(&name.text, Face::Small, room, NAME_LINES).is_some())
        }
    };
    if fits { View::PANEL } else { View::BROAD_PANEL }
}

/// The alternative text: what the panels are, then each of a few, or the highest and the lowest value of many.
pub(crate) fn describe(form: &Form, panels: &[PanelValues], facet: &str, formatter: &Formatter) -> String {
    let Some(first) = panels.first() else { return String::new() };
    let describer = Describer { values: &first.values, formatter };
    let mut sentences = vec![describer.opening(form.name)];
    let of = [("facet", facet)];
    sentences.push(formatter.counted("chart.alt.panels", panels.len(), &of));
    let is_told = |panel: &&PanelValues| {
        panels.len() <= TOLD || panel.is_marked || panel.values.points().any(|point| point.is_marked)
    };
    let (full, empty): (Vec<&PanelValues>, Vec<&PanelValues>) =
        panels.iter().partition(|panel| panel.values.points().next().is_some());
    if panels.len() > TOLD {
        let extremes = extremes(&full);
        for (key, found) in [("alt.panel_highest", extremes.0), ("alt.panel_lowest", extremes.1)] {
            sentences.extend(found.map(|found| found.sentence(key, formatter)));
        }
    }
    for panel in full.iter().copied().filter(is_told).take(TOLD) {
        let describer = Describer { values: &panel.values, formatter };
        let text = (form.describe)(&describer).join(" ");
        sentences.push(describer.message("alt.panel", &[("panel", &panel.title), ("text", &text)]));
    }
    if !empty.is_empty() {
        let names: Vec<String> = empty.iter().map(|panel| panel.title.clone()).collect();
        let slots = [("x", &*formatter.list(&names)), ("reason", &*describer.message("no_figure", &[]))];
        sentences.push(describer.message("alt.hole", &slots));
    }
    sentences.join(" ")
}

/// A value with its panel.
#[derive(Clone, Copy)]
struct Found<'a> {
    panel: &'a PanelValues,
    series: &'a Series,
    point: &'a Point,
}

impl Found<'_> {
    fn sentence(&self, key: &str, formatter: &Formatter) -> String {
        let values = &self.panel.values;
        let describer = Describer { values, formatter };
        let position = values.position(self.point.at, DateStyle::Long, formatter);
        let place =
            if values.series.len() > 1 { vec![self.series.name.clone(), position] } else { vec![position] };
        let value = formatter.quantity(&self.point.quantity, UnitStyle::Name);
        let slots = [("panel", &*self.panel.title), ("x", &place.join(", ")), ("value", &value)];
        describer.message(key, &slots)
    }
}

/// The highest and the lowest value of all panels; the first of several.
fn extremes<'a>(panels: &[&'a PanelValues]) -> (Option<Found<'a>>, Option<Found<'a>>) {
    let all = || {
        panels.iter().flat_map(|panel| {
            let series = panel.values.series.iter();
            series
                .flat_map(move |series| series.points.iter().map(move |point| Found { panel, series, point }))
        })
    };
    let (mut highest, mut lowest): (Option<Found<'a>>, Option<Found<'a>>) = (None, None);
    for found in all() {
        if highest.is_none_or(|other| found.point.most() > other.point.most()) {
            highest = Some(found);
        }
        if lowest.is_none_or(|other| found.point.least() < other.point.least()) {
            lowest = Some(found);
        }
    }
    (highest, lowest)
}

/// The tables of all panels as one, whose first column says the panel.
pub(crate) fn twin(form: &Form, panels: &[PanelValues], facet: &str, formatter: &Formatter) -> Twin {
    let mut all = Twin::default();
    for panel in panels {
        let one = (form.twin)(&Describer { values: &panel.values, formatter });
        if all.head.is_empty() {
            all.head.push(TwinHead { text: facet.to_owned(), is_number: false });
            all.head.extend(one.head);
        }
        all.left_out += one.left_out;
        for row in one.rows {
            if all.rows.len() < ROWS {
                all.rows.push([vec![panel.title.clone()], row].concat());
            } else {
                all.left_out += 1;
            }
        }
    }
    all
}

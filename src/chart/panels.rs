//! Small multiples: the same form once for each value of a column, on one scale.
//!
//! Panels are laid out for their own widths and stand in a grid that the style sheet breaks to rows; nothing in a
//! panel depends on which others stand beside it. Only the first says the unit. The whole is one picture with one
//! alternative text and one table.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chart::describe::Describer;
use crate::chart::forms::{Form, Sketch};
use crate::chart::layout::Canvas;
use crate::chart::scene::{Scene, View};
use crate::chart::short::Magnitude;
use crate::chart::text::{Face, Measure};
use crate::chart::values::holes::{empty_names, empty_periods};
use crate::chart::values::{Axis, Family, Point, Positions, Reader, Series, Values, raw};
use crate::chart::{Highlight, Panel, Twin, TwinHead};
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

/// One of small multiples.
#[derive(Clone, Debug)]
pub(crate) struct PanelValues {
    /// What it shows: a value of the column `facet`, as readers see it.
    pub title: String,
    /// Whether the finding is about all of it.
    pub is_marked: bool,
    /// What it draws.
    pub values: Values,
}

/// Reads small multiples: one panel for each value of the column `facet`, in the order of the rows. All have the same
/// axis and the same series, in the same order.
pub(crate) fn read(reader: &Reader<'_>, facet: usize) -> Vec<PanelValues> {
    let all = reader.positions();
    let common = reader.series(&all);
    let mut known: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    let mut parts: Vec<(usize, Vec<(usize, i64)>)> = Vec::new();
    for (row, at) in &all.rows {
        let next = parts.len();
        let index = *known.entry(raw(reader.cell(facet, *row))).or_insert(next);
        if index == next {
            parts.push((*row, Vec::new()));
        }
        if let Some((_, rows)) = parts.get_mut(index) {
            rows.push((*row, *at));
        }
    }
    let panel = |(row, rows): (usize, Vec<(usize, i64)>)| {
        let mark = Highlight::Panel(reader.cell(facet, row).clone());
        let is_marked = reader.channels.highlight.contains(&mark);
        let positions = Positions { axis: all.axis.clone(), rows };
        let mut series = series_like(reader, &common, &positions);
        // Several series must stay apart: then the heading alone is marked.
        if let [alone] = series.as_mut_slice() {
            alone.is_marked |= is_marked;
        }
        let values = reader.values(&positions, series);
        PanelValues { title: reader.name(facet, row), is_marked, values }
    };
    let mut panels: Vec<PanelValues> = parts.into_iter().map(panel).collect();
    let members: Arc<[Values]> = panels.iter().map(|panel| panel.values.clone()).collect();
    for (index, panel) in panels.iter_mut().enumerate() {
        panel.values.family = Family { members: members.clone(), is_first: index == 0 };
    }
    panels
}

/// The series of a panel, as many and in the same order as those of all panels.
fn series_like(reader: &Reader<'_>, common: &[Series], positions: &Positions) -> Vec<Series> {
    let mut own = reader.series(positions);
    let one = |series: &Series| match own.iter().position(|own| own.name == series.name) {
        Some(index) => own.remove(index),
        None => {
            let empty = match &positions.axis {
                Axis::Names(names) => empty_names(names.len(), &[], None),
                Axis::Time(timeline) => empty_periods(timeline, &[], Vec::new(), None),
                Axis::Number(_) => Vec::new(),
            };
            Series { points: Vec::new(), empty, ..series.clone() }
        }
    };
    common.iter().map(one).collect()
}

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
        let magnitude = Magnitude::of(&values, formatter);
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
    let said = |values: &Values| values.notes.len() + values.shape.references.len();
    sketch.unplaced = (0..panels.first().map_or(0, |panel| said(&panel.values))).collect();
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

/// The description: what the panels are, then each of a few, or the highest and the lowest value of many.
pub(crate) fn describe(
    form: &Form,
    panels: &[PanelValues],
    facet: &str,
    formatter: &Formatter,
) -> Vec<String> {
    let Some(first) = panels.first() else { return Vec::new() };
    let describer = Describer { values: &first.values, formatter };
    let mut sentences = Vec::new();
    let of = [("facet", facet)];
    sentences.push(formatter.counted("chart.alt.panels", panels.len(), &of));
    let is_told = |panel: &&PanelValues| panels.len() <= TOLD || panel.is_marked;
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
        let holes = empty.iter().flat_map(|panel| &panel.values.series).flat_map(|series| &series.empty);
        let reason = holes.filter_map(|hole| hole.reason.clone()).next();
        let reason = reason.unwrap_or_else(|| describer.message("no_figure", &[]));
        let slots = [("x", &*formatter.list(&names)), ("reason", &*reason)];
        sentences.push(describer.message("alt.hole", &slots));
    }
    sentences
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
        let slots = [("panel", &*self.panel.title), ("x", &formatter.apposed(&place)), ("value", &value)];
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

#[cfg(test)]
mod tests {
    use roxmltree::{Document, Node};

    use crate::chart::Drawing;
    use crate::chart::samples::{NAMES, YEARS, draw, entry, formatter, named, number, sample};
    use crate::chart::spec::resolve;

    fn pictures<'a>(document: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
        let nodes = document.descendants().filter(|node| node.has_tag_name("svg"));
        nodes.filter(|node| node.attribute("class") == Some("chart")).collect()
    }

    fn english(id: &str) -> Drawing {
        draw(&named(id), &formatter("en"))
    }

    /// Heights of all gridlines, and the base.
    fn lines(picture: &Node<'_, '_>) -> Vec<String> {
        let lines = picture.descendants().filter(|node| node.has_tag_name("line"));
        let lines = lines.filter(|node| matches!(node.attribute("class"), Some("g" | "ax")));
        lines
            .filter(|node| node.attribute("x2") == Some("100%"))
            .filter_map(|node| node.attribute("y1"))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn panels_share_scale_dates_and_height() {
        for id in ["panels-twelve", "panels-columns", "panels-empty", "panels-few"] {
            let drawing = english(id);
            let document = Document::parse(&drawing.svg).expect("well-formed");
            let pictures = pictures(&document);
            assert_eq!(pictures.len(), drawing.panels.len());
            let words = |picture: &Node<'_, '_>| -> Vec<String> {
                let texts = picture.descendants().filter(|node| node.has_tag_name("text"));
                let axis = texts.filter(|node| node.attribute("class").is_none());
                axis.filter_map(|node| node.text())
                    .map(|text| text.replace(" people", ""))
                    .filter(|text| text != "not published")
                    .collect()
            };
            let first = pictures.first().expect("a panel");
            for other in &pictures {
                assert_eq!(lines(first), lines(other), "{id}");
                assert_eq!(words(first), words(other), "{id}");
                assert_eq!(first.attribute("height"), other.attribute("height"), "{id}");
            }
        }
    }

    #[test]
    fn the_unit_is_said_once() {
        for id in ["panels-twelve", "panels-columns", "panels-bars"] {
            let (svg, _) = english(id)
                .svg
                .rsplit_once("</div>")
                .map(|(svg, rest)| (svg.to_owned(), rest.to_owned()))
                .expect("a grid");
            let (_, drawn) = svg.split_once("<svg").expect("a picture");
            assert_eq!(drawn.matches(" people<").count(), 1, "{id}");
        }
    }

    #[test]
    fn a_grid_is_one_picture_for_those_who_listen() {
        let drawing = english("panels-twelve");
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert_eq!(root.attribute("aria-label"), Some("Line chart: people."));
        assert!(drawing.description.join(" ").starts_with("12 panels on one scale (Place)"));
        assert!(root.children().all(|panel| panel.attribute("aria-hidden") == Some("true")));
        let labelled = document.descendants().filter(|node| node.attribute("aria-label").is_some());
        assert_eq!(labelled.count(), 1);
    }

    #[test]
    fn a_highlight_marks_its_panel() {
        let drawing = english("panels-twelve");
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let has_red = |node: &Node<'_, '_>| {
            node.descendants().any(|node| {
                node.attribute("class").is_some_and(|class| class.split(' ').any(|class| class == "key"))
            })
        };
        let red: Vec<bool> = document.root_element().children().map(|panel| has_red(&panel)).collect();
        assert_eq!(red.iter().filter(|red| **red).count(), 1);
        assert_eq!(red.get(3), Some(&true));
        assert!(drawing.short.contains("Place 4: 12 values."), "{}", drawing.short);
    }

    #[test]
    fn empty_panels_and_missing_values_are_said() {
        let drawing = english("panels-empty");
        assert!(drawing.short.ends_with("South: not published."), "{}", drawing.short);
        assert!(drawing.svg.contains(">not published</text>"));
        assert_eq!(drawing.remarks, ["Hatching on the base line marks what has no figure (not published)."]);
    }

    #[test]
    fn the_twin_says_the_panel_first() {
        let twin = english("panels-bars").twin;
        let head: Vec<&str> = twin.head.iter().map(|head| head.text.as_str()).collect();
        assert_eq!(head, ["Place", "Name", "people, people", "Bound"]);
        assert!(twin.rows.iter().all(|row| row.len() == head.len()));
        assert_eq!(twin.rows.first().map(|row| row.join("|")), Some("North|Navy|410|exactly".to_owned()));
        assert_eq!(
            twin.rows.get(4).map(|row| row.join("|")),
            Some("South|Coast guard|1,200|more than".to_owned())
        );
    }

    #[test]
    fn remarks_are_said_once_below() {
        let drawing = english("panels-note");
        assert!(!drawing.svg.contains("The law"));
        assert!(
            drawing.remarks.contains(&"2020: The law on harbours comes into force".to_owned()),
            "{:?}",
            drawing.remarks
        );
    }

    fn codes(form: &str, facet: &str, count: usize) -> Vec<&'static str> {
        let rows: Vec<String> =
            (0..count).map(|index| format!("{},N{index},{index}", 2000 + index % 20)).collect();
        let figure = entry("a", form, "year", &["people"], &format!("facet = \"{facet}\""));
        let text = format!("year,name,people\n{}", rows.join("\n"));
        let sample = sample(&figure, &text, &[YEARS, NAMES, &number("people", "people", "")]);
        let found = resolve(&sample.entry, &sample.table, sample.rows()).diagnostics;
        found.into_iter().map(|diagnostic| diagnostic.code.name).collect()
    }

    #[test]
    fn facets_must_divide_and_be_few() {
        assert_eq!(codes("column", "name", 36), [""; 0]);
        assert_eq!(codes("column", "name", 37), ["figure/too-many"]);
        assert_eq!(codes("column", "year", 3), ["figure/channel"]);
        assert_eq!(codes("column", "people", 3), ["figure/channel"]);
        assert_eq!(codes("column", "nam", 3), ["data/unknown-column"]);
    }
}

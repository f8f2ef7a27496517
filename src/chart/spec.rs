//! The registry of forms; a chart as written -> what it means -> a drawing in one language.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chart::calendar::Grain;
use crate::chart::describe::Describer;
use crate::chart::forms::{
    Form, MANY, area, area_ink, arrow, bar, boxes, bubble, column, dot, dumbbell, gantt, heatmap, histogram,
    line, lollipop, number, parts, range, scatter, slope, strip, timeline, waffle, waterfall,
};
use crate::chart::layout::Canvas;
use crate::chart::lint::{self, Case};
use crate::chart::options::{Across, Reference, ScaleKind, Settings};
use crate::chart::scene::{PX, Scene, View};
use crate::chart::short::Magnitude;
use crate::chart::svg;
use crate::chart::text::Measure;
use crate::chart::values::{Reader, Values, raw};
use crate::chart::{At, Channels, ChartEntry, Drawing, Highlight, KeyItem, Panel, panels};
use crate::codes;
use crate::data::{Cell, Column, ColumnKind, DataTable};
use crate::diag::{Diagnostic, Placed, Reported, did_you_mean, one_of};
use crate::fields::Text;
use crate::locale::Direction;
use crate::locale::format::Formatter;
use crate::quantity::Period;
use crate::text::Fingerprinter;

pub(crate) use crate::chart::Words;

/// Every form, in the order of the reference.
pub(crate) const FORMS: &[&Form] = &[
    &column::COLUMN,
    &bar::BAR,
    &line::LINE,
    &area::AREA,
    &lollipop::LOLLIPOP,
    &waterfall::WATERFALL,
    &histogram::HISTOGRAM,
    &strip::STRIP,
    &boxes::BOX,
    &heatmap::HEATMAP,
    &waffle::WAFFLE,
    &number::NUMBER,
    &dot::DOT,
    &range::RANGE,
    &dumbbell::DUMBBELL,
    &arrow::ARROW,
    &slope::SLOPE,
    &timeline::TIMELINE,
    &gantt::GANTT,
    &scatter::SCATTER,
    &bubble::BUBBLE,
];

/// The form of that name.
pub(crate) fn find(name: &str) -> Option<&'static Form> {
    FORMS.iter().copied().find(|form| form.name == name)
}

/// The names of all forms.
pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
    FORMS.iter().map(|form| form.name)
}

/// A chart that may be drawn: its form, and what it takes from its table.
#[derive(Clone, Debug)]
pub(crate) struct ChartSpec {
    /// How it is drawn.
    pub form: &'static Form,
    /// What is drawn.
    pub channels: Channels,
}

impl ChartSpec {
    /// Adds everything that the drawing depends on beside the table, the language and the words.
    pub(crate) fn add_to(&self, print: &mut Fingerprinter) {
        let channels = &self.channels;
        let index = |index: usize| u64::try_from(index).unwrap_or(u64::MAX);
        print.text(self.form.name).number(channels.x.map_or(u64::MAX, index));
        print.number(index(channels.y.len()));
        for column in &channels.y {
            print.number(index(*column));
        }
        print.number(channels.series.map_or(u64::MAX, index)).number(u64::from(channels.between_unknown));
        print.number(index(channels.rows.len()));
        for row in &channels.rows {
            print.number(index(*row));
        }
        print.number(index(channels.highlight.len()));
        for highlight in &channels.highlight {
            match highlight {
                Highlight::At(cell) => print.number(0).text(&raw(cell)),
                Highlight::Series(cell) => print.number(1).text(&raw(cell)),
                Highlight::Measure(column) => print.number(2).number(index(*column)),
                Highlight::Label(cell) => print.number(3).text(&raw(cell)),
                Highlight::Panel(cell) => print.number(4).text(&raw(cell)),
            };
        }
        print.number(index(channels.annotations.len()));
        for (annotation, cell) in &channels.annotations {
            print.number(index(*annotation)).text(&raw(cell));
        }
        if channels.settings != Settings::default() {
            print.text(&format!("{:?}", channels.settings));
        }
    }
}

/// Checks an entry against its table; `rows` are those that its selection leaves, in their order.
///
/// The value is there if the chart can be drawn honestly; else an error says why not.
pub(crate) fn resolve(
    entry: &ChartEntry,
    table: &DataTable,
    rows: Vec<usize>,
) -> Reported<Option<ChartSpec>> {
    let mut resolver = Resolver { entry, table, diagnostics: Vec::new() };
    let spec = resolver.resolve(rows);
    Reported::new(spec, resolver.diagnostics)
}

/// Pictures for narrow and wide columns whose heights differ by no more are one picture.
const SAME_HEIGHT: i32 = 60 * PX;

/// Draws a chart in the language of `formatter`; ids in the markup begin with `id`, the figure's.
pub(crate) fn draw(
    spec: &ChartSpec,
    table: &DataTable,
    words: &dyn Words,
    formatter: &Formatter,
    id: &str,
) -> Drawing {
    if let Some(facet) = spec.channels.settings.facet {
        return draw_panels(spec, facet, table, words, formatter, id);
    }
    let needs = &spec.form.needs;
    let values = Values::read(&spec.channels, table, words, formatter, needs.x, needs.repeats);
    let describer = Describer { values: &values, formatter };
    let measure = Measure::new();
    let magnitude = Magnitude::of(&values, formatter);
    let views = [View::NARROW, View::WIDE];
    let sketch = |view: View| {
        let canvas = Canvas { view, views: &views, measure: &measure, formatter, magnitude };
        let mut sketch = (spec.form.draw)(&values, &canvas);
        sketch.scene.set_halos(view, &measure);
        sketch
    };
    let (mut narrow, mut wide) = (sketch(View::NARROW), sketch(View::WIDE));
    let is_rtl = formatter.tag.direction() == Direction::Rtl;
    if is_rtl {
        narrow.scene.mirror();
        wide.scene.mirror();
    }
    let label = describer.label(spec.form.name);
    let description = describer.description(spec.form.describe);
    let tip = |datum| describer.tip(datum);
    let is_described = !description.is_empty();
    let frame = svg::Frame { id, label: &label, is_described, is_rtl, tip: &tip };
    let apart = (narrow.scene.height - wide.scene.height).abs() > SAME_HEIGHT;
    let either = apart.then(|| (svg::either(&narrow.scene, &wide.scene, &frame), wide.scene.clone()));
    let scene = Scene::merged(std::mem::take(&mut narrow.scene), std::mem::take(&mut wide.scene));
    let (svg, alone) =
        either.map_or_else(|| (svg::inline(&scene, &frame), None), |(svg, wide)| (svg, Some(wide)));
    let short = joined(&label, &description);
    let names_series = narrow.names_series && wide.names_series;
    narrow.scene = scene;
    narrow.unplaced.extend(wide.unplaced);
    narrow.unplaced.sort_unstable();
    narrow.unplaced.dedup();
    let key = if names_series { Vec::new() } else { key_of(&values) };
    let remarks = describer.remarks(&narrow, spec.form.name);
    let scene = Arc::new(alone.unwrap_or(narrow.scene));
    let panels = vec![Panel { title: String::new(), scene }];
    Drawing { svg, short, description, remarks, key, twin: (spec.form.twin)(&describer), panels }
}

/// Draws small multiples.
fn draw_panels(
    spec: &ChartSpec,
    facet: usize,
    table: &DataTable,
    words: &dyn Words,
    formatter: &Formatter,
    id: &str,
) -> Drawing {
    let (form, needs) = (spec.form, &spec.form.needs);
    let is_measure_across = needs.x == Across::Number;
    let channels = &spec.channels;
    let reader = Reader { channels, table, words, formatter, is_measure_across, repeats: needs.repeats };
    let panels = panels::read(&reader, facet);
    let Some(first) = panels.first() else { return Drawing::default() };
    let is_rtl = formatter.tag.direction() == Direction::Rtl;
    let drawn = panels::draw(form, &panels, formatter, is_rtl);
    let name = words.label(facet);
    let describer = Describer { values: &first.values, formatter };
    let label = describer.label(form.name);
    let description = panels::describe(form, &panels, &name, formatter);
    let short = joined(&label, &description);
    let frame =
        svg::Frame { id, label: &label, is_described: !description.is_empty(), is_rtl, tip: &|_| None };
    let pictures = panels.iter().zip(&drawn.panels);
    let pictures = pictures.map(|(panel, drawn)| (&*drawn.title, panel.is_marked, &*drawn.scene));
    let svg = svg::grid(pictures, &frame, drawn.is_broad);
    let remarks = describer.remarks(&drawn.sketch, form.name);
    let key = if drawn.sketch.names_series { Vec::new() } else { key_of(&first.values) };
    let twin = panels::twin(form, &panels, &name, formatter);
    Drawing { svg, short, description, remarks, key, twin, panels: drawn.panels }
}

/// Name and description as one text.
fn joined(label: &str, description: &[String]) -> String {
    let sentences = std::iter::once(label).chain(description.iter().map(String::as_str));
    sentences.collect::<Vec<&str>>().join(" ")
}

fn key_of(values: &Values) -> Vec<KeyItem> {
    let item = |(index, series): (usize, &crate::chart::values::Series)| {
        let ink = match values.shape.stack {
            Some(kind) => parts::ink_of(values, kind, index),
            None => area_ink(values, index),
        };
        KeyItem { swatch: svg::swatch(ink), ink, label: series.name.clone() }
    };
    values.series.iter().enumerate().map(item).collect()
}

struct Resolver<'a> {
    entry: &'a ChartEntry,
    table: &'a DataTable,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn resolve(&mut self, rows: Vec<usize>) -> Option<ChartSpec> {
        let form = self.form();
        let x = self.x(form);
        let y = self.measures(form);
        let series = self.split(form);
        let (form, x, y, series) = (form?, x?, y?, series?);
        self.keys(form);
        let mut channels = Channels {
            x,
            y,
            series,
            rows,
            highlight: Vec::new(),
            annotations: Vec::new(),
            between_unknown: self.entry.between_unknown,
            settings: self.settings(),
        };
        // Of two measures one may be missing: the form counts such rows.
        let placed = channels.x.filter(|_| form.needs.x != Across::Number);
        for column in [placed, channels.settings.facet].into_iter().flatten() {
            channels.rows = self.rows_with(column, std::mem::take(&mut channels.rows));
        }
        self.facet(&channels);
        self.needed(form);
        channels.settings.projected_from = self.projected_from(&channels);
        channels.settings.totals = self.totals(&channels);
        channels.highlight = self.highlights(&channels);
        channels.annotations = self.annotations(&channels);
        channels.settings.references = self.references(&channels);
        let case = Case::new(self.entry, &channels, form, self.table);
        self.diagnostics.extend(lint::check(&case));
        let is_sound = !self.diagnostics.iter().any(Diagnostic::is_error);
        is_sound.then_some(ChartSpec { form, channels })
    }

    fn channel(&mut self, text: &Text, message: String, hint: Option<String>) {
        let diagnostic = Diagnostic::new(&codes::figure::CHANNEL, text.place.clone(), message);
        self.diagnostics.push(diagnostic.maybe_hint(hint));
    }

    fn form(&mut self) -> Option<&'static Form> {
        let written = &self.entry.form;
        let form = find(&written.value);
        if form.is_none() {
            let message = format!("`{}` is no form of chart", written.value);
            self.diagnostics.push(
                Diagnostic::new(&codes::figure::FORM, written.place.clone(), message)
                    .maybe_hint(did_you_mean(&written.value, names()))
                    .hint(format!("the forms are {}", one_of(names()))),
            );
        }
        form
    }

    fn column(&mut self, text: &Text) -> Option<usize> {
        let found = self.table.column(&text.value).filter(|(_, column)| !column.is_auxiliary);
        if found.is_none() && !self.table.lost(&text.value) {
            let known = || {
                self.table.columns.iter().filter(|column| !column.is_auxiliary).map(|column| &*column.name)
            };
            let message = format!("`{}` has no column `{}`", self.table.id, text.value);
            let diagnostic = Diagnostic::new(&codes::data::UNKNOWN_COLUMN, text.place.clone(), message)
                .maybe_hint(did_you_mean(&text.value, known()))
                .hint(format!("its columns are {}", one_of(known())));
            self.diagnostics.push(diagnostic);
        }
        found.map(|(index, _)| index)
    }

    fn kind(&self, column: usize) -> Option<ColumnKind> {
        self.table.columns.get(column).map(|column| column.kind)
    }

    fn columns_of(&self, wanted: impl Fn(&Column) -> bool) -> String {
        let columns = self.table.columns.iter().filter(|column| !column.is_auxiliary && wanted(column));
        one_of(columns.map(|column| &*column.name))
    }

    /// The column of `x`; `Some(None)` where the form needs none and none is named.
    fn x(&mut self, form: Option<&'static Form>) -> Option<Option<usize>> {
        let entry = self.entry;
        let across = form.map_or(Across::Any, |form| form.needs.x);
        if let (Across::Nothing, Some(text)) = (across, &entry.x) {
            let message =
                format!("`x` is no key of the form `{}`: it shows one measure alone", entry.form.value);
            self.channel(text, message, Some("take `x` out, or write `form = \"strip\"`".to_owned()));
            return None;
        }
        let Some(text) = &entry.x else {
            if matches!(across, Across::Optional | Across::Nothing) {
                return Some(None);
            }
            let (what, fitting) = match across {
                Across::Number => {
                    ("second measure", self.columns_of(|column| column.kind == ColumnKind::Number))
                }
                Across::Time => ("time", self.columns_of(|column| Grain::of(column.kind).is_some())),
                _ => ("category or time", self.columns_of(|column| column.unit.is_none())),
            };
            self.channel(
                &entry.form,
                format!("`x` is missing: the column of the {what}"),
                Some(format!("add `x = \"…\"`: one of {fitting}")),
            );
            return None;
        };
        let column = self.column(text)?;
        let kind = self.kind(column)?;
        let fault = match across {
            Across::Time if Grain::of(kind).is_none() => Some((
                format!("`{}` holds no time: a line joins observations in time", text.value),
                "take a column of years, months or dates, or write `form = \"bar\"`".to_owned(),
            )),
            Across::Number if kind != ColumnKind::Number => Some((
                format!("`{}` holds no numbers: both axes of this form are measures", text.value),
                format!(
                    "columns of numbers are {}",
                    self.columns_of(|column| column.kind == ColumnKind::Number)
                ),
            )),
            _ => None,
        };
        if let Some((message, hint)) = fault {
            self.channel(text, message, Some(hint));
            return None;
        }
        Some(Some(column))
    }

    fn measures(&mut self, form: Option<&'static Form>) -> Option<Vec<usize>> {
        let entry = self.entry;
        let numbers = self.columns_of(|column| column.kind == ColumnKind::Number);
        let (least, most) = form.map_or(MANY, |form| form.needs.measures);
        if entry.y.is_empty() && least > 0 {
            let message = "`y` is missing: the column of the measure".to_owned();
            self.channel(&entry.form, message, Some(format!("add `y = \"…\"`: one of {numbers}")));
            return None;
        }
        let mut measures = Vec::new();
        let mut is_sound = true;
        for text in &entry.y {
            match self.column(text) {
                Some(column) if self.kind(column) != Some(ColumnKind::Number) => {
                    let message = format!("`{}` holds no numbers: it has no length to draw", text.value);
                    self.channel(text, message, Some(format!("columns of numbers are {numbers}")));
                    is_sound = false;
                }
                Some(column) if measures.contains(&column) => {
                    self.channel(text, format!("`{}` is named twice", text.value), None);
                    is_sound = false;
                }
                Some(column) => measures.push(column),
                None => is_sound = false,
            }
        }
        if entry.series.is_none() && entry.y.len() < least {
            let message = format!("`{}` needs {least} measures in `y`", entry.form.value);
            self.channel(
                entry.y.last().unwrap_or(&entry.form),
                message,
                Some(format!("columns of numbers are {numbers}")),
            );
            return None;
        }
        if let Some(beyond) = entry.y.get(most) {
            let message = match most {
                0 => format!("`{}` shows no measure", entry.form.value),
                1 => format!("`{}` shows one measure only", entry.form.value),
                _ => format!("`{}` shows {most} measures at most", entry.form.value),
            };
            self.channel(beyond, message, None);
            return None;
        }
        is_sound.then_some(measures)
    }

    /// Keys that this form does not take.
    fn keys(&mut self, form: &'static Form) {
        let options = self.entry.options.written();
        let notes = self.entry.annotations.iter().flat_map(|annotation| match &annotation.at {
            At::X(_, None) => None,
            At::X(_, Some(to)) => Some(("annotations.to", to.place.clone())),
            At::Y(value, _) => Some(("annotations.y", value.place.clone())),
        });
        for (name, place) in options.into_iter().chain(notes) {
            if form.needs.keys.contains(&name) {
                continue;
            }
            let takers =
                || FORMS.iter().filter(|other| other.needs.keys.contains(&name)).map(|other| other.name);
            let why = match name {
                "scale" => ": what is drawn from zero has no place on a logarithmic scale, which has no zero",
                _ => "",
            };
            let message = format!("`{name}` is no key of the form `{}`{why}", form.name);
            let hint = takers().next().map(|_| format!("forms that take it are {}", one_of(takers())));
            self.diagnostics.push(Diagnostic::new(&codes::figure::CHANNEL, place, message).maybe_hint(hint));
        }
    }

    /// Keys that forms of time alone cannot do without.
    fn needed(&mut self, form: &'static Form) {
        let options = &self.entry.options;
        let written = [
            ("label", "what each mark is called", options.label.is_some()),
            ("end", "when each stretch of time ends", options.end.is_some()),
        ];
        for (key, what, is_there) in written {
            if form.needs.measures.1 == 0 && form.needs.keys.contains(&key) && !is_there {
                let message = format!("`{key}` is missing: the column that says {what}");
                let hint = format!("add `{key} = \"…\"`: one of {}", self.columns_of(|_| true));
                self.channel(&self.entry.form, message, Some(hint));
            }
        }
    }

    /// What the entry sets by columns and words alone.
    fn settings(&mut self) -> Settings {
        let options = &self.entry.options;
        let mut named = |text: &Option<Text>| text.as_ref().and_then(|text| self.column(text));
        let [end, label, size, facet] =
            [&options.end, &options.label, &options.size, &options.facet].map(&mut named);
        if let (Some(size), Some(text)) = (size, &options.size)
            && self.kind(size) != Some(ColumnKind::Number)
        {
            self.channel(text, format!("`{}` holds no numbers: it has no size to draw", text.value), None);
        }
        if let (Some(end), Some(text)) = (end, &options.end)
            && self.kind(end).and_then(Grain::of).is_none()
        {
            self.channel(text, format!("`{}` holds no time: nothing ends there", text.value), None);
        }
        let bands = options.bands.iter().filter_map(|(low, high)| {
            let (low, high) = (self.number_column(low), self.number_column(high));
            Some((low?, high?))
        });
        let bands = bands.collect();
        let scale =
            |scale: &Option<Placed<ScaleKind>>| scale.as_ref().map(|scale| scale.value).unwrap_or_default();
        Settings {
            stack: options.stack.as_ref().map(|stack| stack.value),
            scale: scale(&options.scale),
            x_scale: scale(&options.x_scale),
            end,
            label,
            size,
            facet,
            bands,
            bins: options.bins.as_ref().map(|bins| bins.value),
            each: options.each.as_ref().map(|each| each.value),
            ..Settings::default()
        }
    }

    fn number_column(&mut self, text: &Text) -> Option<usize> {
        // Ends of an interval are often named as `low` and `high` of a measure, and so are auxiliary.
        let column = match self.table.column(&text.value) {
            Some((index, _)) => index,
            None => self.column(text)?,
        };
        if self.kind(column) != Some(ColumnKind::Number) {
            self.channel(text, format!("`{}` holds no numbers", text.value), None);
            return None;
        }
        Some(column)
    }

    fn projected_from(&mut self, channels: &Channels) -> Option<Cell> {
        let text = self.entry.options.projected_from.as_ref()?;
        let cell = channels.x.and_then(|x| self.meets(x, channels, text));
        if cell.is_none() {
            self.report_unmet(channels, text, "`projected_from` meets nothing in this chart");
        }
        cell
    }

    fn totals(&mut self, channels: &Channels) -> Vec<Cell> {
        let mut found = Vec::new();
        for text in &self.entry.options.totals {
            match channels.x.and_then(|x| self.meets(x, channels, text)) {
                Some(cell) => found.push(cell),
                None => self.report_unmet(channels, text, "`totals` meets nothing in this chart"),
            }
        }
        found
    }

    /// Reference lines and ranges.
    fn references(&mut self, channels: &Channels) -> Vec<(usize, Reference)> {
        let entry = self.entry;
        let mut found = Vec::new();
        for (index, annotation) in entry.annotations.iter().enumerate() {
            match &annotation.at {
                At::X(_, None) => {}
                At::X(from, Some(to)) => {
                    let ends = [from, to].map(|text| self.stands_at(channels, text));
                    if let [Some(from), Some(to)] = ends {
                        found.push((index, Reference::Stretch(from, to)));
                    }
                }
                At::Y(value, to) => {
                    let to = to.as_ref().map(|to| to.value);
                    found.push((index, Reference::Value(value.value, to)));
                }
            }
        }
        found
    }

    /// The shown value or moment at which something stands; what is neither is reported.
    fn stands_at(&mut self, channels: &Channels, text: &Text) -> Option<Cell> {
        let cell = channels.x.and_then(|x| self.meets(x, channels, text));
        let found = cell.or_else(|| self.moment(channels, text));
        if found.is_none() {
            self.report_unmet(channels, text, "this remark stands at nothing in this chart");
        }
        found
    }

    /// The column of series, if one is named; `None` if what is named cannot be used.
    fn split(&mut self, form: Option<&'static Form>) -> Option<Option<usize>> {
        let entry = self.entry;
        let Some(text) = &entry.series else { return Some(None) };
        let column = self.column(text)?;
        if form.is_some_and(|form| !form.needs.series) {
            self.channel(text, format!("`{}` shows one series only", entry.form.value), None);
            return None;
        }
        if entry.y.len() > 1 {
            let hint = "name one measure in `y`, or take `series` out".to_owned();
            self.channel(text, "`series` splits one measure, and `y` names several".to_owned(), Some(hint));
            return None;
        }
        Some(Some(column))
    }

    /// Whether the column `facet` divides the chart into panels that can be looked at.
    fn facet(&mut self, channels: &Channels) {
        let Some((facet, text)) = channels.settings.facet.zip(self.entry.options.facet.as_ref()) else {
            return;
        };
        let also = [("x", channels.x), ("series", channels.series)].into_iter();
        let measures = channels.y.iter().map(|column| ("y", Some(*column)));
        let mut others = also.chain(measures);
        if let Some((key, _)) = others.find(|(_, column)| *column == Some(facet)) {
            let message =
                format!("`{}` is `{key}` already: each panel would hold one value of it", text.value);
            let hint = "name another column in `facet`, or take `facet` out".to_owned();
            self.channel(text, message, Some(hint));
            return;
        }
        let values: BTreeSet<_> = channels.rows.iter().map(|row| raw(self.cell(facet, *row))).collect();
        if values.len() > panels::MOST {
            let message = format!(
                "`{}` has {} values: small multiples show at most {} panels",
                text.value,
                values.len(),
                panels::MOST
            );
            self.diagnostics.push(
                Diagnostic::new(&codes::figure::TOO_MANY, text.place.clone(), message)
                    .hint("choose rows with `where` or `limit`"),
            );
        }
    }

    /// Rows that have a place on the axis; one without is reported.
    fn rows_with(&mut self, x: usize, rows: Vec<usize>) -> Vec<usize> {
        let column = self.table.columns.get(x);
        let is_missing = |row: &usize| {
            column.and_then(|column| column.cells.get(*row)).is_none_or(|cell| *cell == Cell::Missing)
        };
        let (lost, kept): (Vec<usize>, Vec<usize>) = rows.into_iter().partition(is_missing);
        if let Some(first) = lost.first() {
            let name = column.map_or("", |column| &column.name);
            let message = format!("this row has no `{name}`: it has no place in a chart");
            let diagnostic =
                Diagnostic::new(&codes::figure::CHANNEL, self.table.cell_place(*first, x), message);
            self.diagnostics.push(diagnostic.hint("fill the cell, or leave the row out with `where`"));
        }
        kept
    }

    fn highlights(&mut self, channels: &Channels) -> Vec<Highlight> {
        let entry = self.entry;
        let mut found = Vec::new();
        for text in &entry.highlight {
            let at = channels.x.and_then(|x| Some(Highlight::At(self.meets(x, channels, text)?)));
            let series = || Some(Highlight::Series(self.meets(channels.series?, channels, text)?));
            let measure = || {
                let several = channels.y.len() > 1;
                let index = channels.y.iter().find(|index| {
                    self.table.columns.get(**index).is_some_and(|column| column.name == text.value)
                });
                index.filter(|_| several).map(|index| Highlight::Measure(*index))
            };
            let label = || Some(Highlight::Label(self.meets(channels.settings.label?, channels, text)?));
            let panel = || Some(Highlight::Panel(self.meets(channels.settings.facet?, channels, text)?));
            match at.or_else(series).or_else(measure).or_else(label).or_else(panel) {
                Some(highlight) => found.push(highlight),
                None => self.report_unmet(channels, text, "`highlight` meets nothing in this chart"),
            }
        }
        found
    }

    fn report_unmet(&mut self, channels: &Channels, text: &Text, what: &str) {
        let known: Vec<String> = channels
            .rows
            .iter()
            .take(2_000)
            .flat_map(|row| {
                [channels.x, channels.series, channels.settings.label, channels.settings.facet]
                    .into_iter()
                    .flatten()
                    .map(|column| (column, *row))
            })
            .map(|(column, row)| raw(self.cell(column, row)).into_owned())
            .collect();
        let mut shown: Vec<&str> = known.iter().map(String::as_str).collect();
        shown.dedup();
        let message = format!("{what}: no shown value is `{}`", text.value);
        self.diagnostics.push(
            Diagnostic::new(&codes::figure::ANNOTATION, text.place.clone(), message)
                .maybe_hint(did_you_mean(&text.value, shown.iter().copied()))
                .hint(format!("values are written as in the table: {}", one_of(shown))),
        );
    }

    fn cell(&self, column: usize, row: usize) -> &Cell {
        let cell = self.table.columns.get(column).and_then(|column| column.cells.get(row));
        cell.unwrap_or(&Cell::Missing)
    }

    /// The cell of a shown row that is written so.
    fn meets(&self, column: usize, channels: &Channels, text: &Text) -> Option<Cell> {
        let mut cells = channels.rows.iter().map(|row| self.cell(column, *row));
        cells.find(|cell| raw(cell) == *text.value).cloned()
    }

    /// Remarks stand at a shown value, or at any moment of the stretch of time that is shown.
    fn annotations(&mut self, channels: &Channels) -> Vec<(usize, Cell)> {
        let entry = self.entry;
        let mut found = Vec::new();
        for (index, annotation) in entry.annotations.iter().enumerate() {
            if let At::X(text, None) = &annotation.at {
                found.extend(self.stands_at(channels, text).map(|cell| (index, cell)));
            }
        }
        found
    }

    fn moment(&self, channels: &Channels, text: &Text) -> Option<Cell> {
        let x = channels.x?;
        let grain = Grain::of(self.kind(x)?)?;
        let period = Period::parse(&text.value).filter(|period| grain.holds(*period))?;
        let slots = channels.rows.iter().filter_map(|row| match self.cell(x, *row) {
            Cell::Period(period) => Some(grain.slot(*period)),
            _ => None,
        });
        let (first, last) =
            slots.fold((i64::MAX, i64::MIN), |(low, high), slot| (low.min(slot), high.max(slot)));
        (first..=last).contains(&grain.slot(period)).then_some(Cell::Period(period))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{MONTHS, NAMES, Sample, YEARS, entry, named, number, sample};

    fn found(sample: &Sample) -> Vec<(&'static str, String)> {
        let resolved = resolve(&sample.entry, &sample.table, sample.rows());
        let is_sound = !resolved.diagnostics.iter().any(Diagnostic::is_error);
        assert_eq!(resolved.value.is_some(), is_sound, "{:?}", resolved.diagnostics);
        resolved.diagnostics.into_iter().map(|found| (found.code.name, found.message)).collect()
    }

    fn codes(figure: &str, csv: &str, columns: &[&str]) -> Vec<&'static str> {
        found(&sample(figure, csv, columns)).into_iter().map(|(code, _)| code).collect()
    }

    fn column(more: &str) -> Vec<&'static str> {
        codes(
            &entry("a", "column", "name", &["people"], more),
            "name,people\nN,3\nS,4",
            &[NAMES, &number("people", "people", "")],
        )
    }

    #[test]
    fn a_sound_chart_has_no_findings() {
        assert_eq!(column(""), [""; 0]);
        assert_eq!(column("highlight = [\"S\"]"), [""; 0]);
    }

    #[test]
    fn forms_columns_and_kinds_must_exist_and_fit() {
        let people = number("people", "people", "");
        let with = |form: &str, x: &str, y: &[&str], more: &str| {
            codes(&entry("a", form, x, y, more), "name,people\nN,3\nS,4", &[NAMES, &people])
        };
        assert_eq!(with("colum", "name", &["people"], ""), ["figure/form"]);
        assert_eq!(with("column", "nam", &["people"], ""), ["data/unknown-column"]);
        assert_eq!(with("column", "name", &["name"], ""), ["figure/channel"]);
        assert_eq!(with("column", "name", &[], ""), ["figure/channel"]);
        assert_eq!(with("line", "name", &["people"], ""), ["figure/channel"]);
        assert_eq!(with("column", "name", &["people", "people"], ""), ["figure/channel"]);
        assert_eq!(with("column", "name", &["people"], "series = \"nam\""), ["data/unknown-column"]);
    }

    #[test]
    fn all_mistakes_are_found_in_one_run() {
        let wrong = entry("a", "colum", "nam", &["peple"], "series = \"x\"");
        let codes = codes(&wrong, "name,people\nN,3", &[NAMES, &number("people", "people", "")]);
        let unknown = "data/unknown-column";
        assert_eq!(codes, ["figure/form", unknown, unknown, unknown]);
    }

    #[test]
    fn series_and_several_measures_exclude_each_other() {
        let columns = [NAMES, &number("a", "km", ""), &number("b", "km", "")];
        let figure = entry("x", "column", "name", &["a", "b"], "series = \"name\"");
        assert_eq!(codes(&figure, "name,a,b\nN,1,2", &columns), ["figure/channel"]);
    }

    #[test]
    fn highlights_and_remarks_must_meet_something() {
        assert_eq!(column("highlight = [\"W\"]"), ["figure/annotation"]);
        assert_eq!(column(r#"annotations = [{ x = "W", text = "?" }]"#), ["figure/annotation"]);
        let months = |at: &str| {
            let note = format!(r#"annotations = [{{ x = "{at}", text = "?" }}]"#);
            let figure = entry("a", "column", "month", &["people"], &note);
            codes(&figure, "month,people\n2025-07,3\n2026-01,4", &[MONTHS, &number("people", "people", "")])
        };
        assert_eq!(months("2025-10"), [""; 0], "between two observations");
        assert_eq!(months("2025-10-07"), [""; 0], "a day lies in a month");
        assert_eq!(months("2026-02"), ["figure/annotation"], "after the last");
        assert_eq!(months("2025"), ["figure/annotation"], "a year is no month");
    }

    #[test]
    fn a_row_without_a_place_is_told() {
        let people = number("people", "people", "");
        let figure = entry("a", "column", "name", &["people"], "");
        assert_eq!(codes(&figure, "name,people\nN,3\n,4", &[NAMES, &people]), ["figure/channel"]);
    }

    #[test]
    fn the_key_of_a_drawing_holds_all_it_depends_on() {
        let print = |more: &str, rows: Vec<usize>| {
            let figure = entry("a", "line", "year", &["people"], more);
            let sample = sample(
                &figure,
                "year,people\n2020,3\n2021,4\n2022,5",
                &[YEARS, &number("people", "people", "")],
            );
            let spec = resolve(&sample.entry, &sample.table, rows).value.expect("sound");
            let mut print = Fingerprinter::new("chart");
            spec.add_to(&mut print);
            print.finish()
        };
        let all = || vec![0, 1, 2];
        let plain = print("", all());
        assert_eq!(plain, print("", all()));
        for other in [
            print("between = \"unknown\"", all()),
            print("highlight = [\"2021\"]", all()),
            print(r#"annotations = [{ x = "2021", text = "?" }]"#, all()),
            print("", vec![0, 2, 1]),
        ] {
            assert_ne!(plain, other);
        }
        let column = named("growth");
        let spec = resolve(&column.entry, &column.table, column.rows()).value.expect("sound");
        let mut other = Fingerprinter::new("chart");
        spec.add_to(&mut other);
        assert_ne!(plain, other.finish());
    }

    #[test]
    fn names_of_forms_are_told_apart() {
        assert!(find("column").is_some() && find("Column").is_none());
        let mut all: Vec<&str> = names().collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), FORMS.len());
    }
}

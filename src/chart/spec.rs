//! The registry of forms; a chart as written -> what it means -> a drawing in one language.

use crate::chart::calendar::Grain;
use crate::chart::describe::Describer;
use crate::chart::forms::{Form, area_ink, bar, column, line};
use crate::chart::layout::Canvas;
use crate::chart::lint::{self, Case};
use crate::chart::scene::{Scene, View};
use crate::chart::short::Magnitude;
use crate::chart::svg;
use crate::chart::text::Measure;
use crate::chart::twin::twin;
use crate::chart::values::{Values, raw};
use crate::chart::{Channels, ChartEntry, Drawing, Highlight, KeyItem};
use crate::codes;
use crate::data::{Cell, Column, ColumnKind, DataTable};
use crate::diag::{Diagnostic, Reported, did_you_mean, one_of};
use crate::fields::Text;
use crate::locale::Direction;
use crate::locale::format::Formatter;
use crate::quantity::Period;
use crate::text::Fingerprinter;

pub(crate) use crate::chart::Words;

/// Every form, in the order of the reference.
pub(crate) const FORMS: &[&Form] = &[&column::COLUMN, &bar::BAR, &line::LINE];

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
        print.text(self.form.name).number(index(channels.x));
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
            };
        }
        print.number(index(channels.annotations.len()));
        for (annotation, cell) in &channels.annotations {
            print.number(index(*annotation)).text(&raw(cell));
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

/// Draws a chart in the language of `formatter`; ids in the markup begin with `id`, the figure's.
pub(crate) fn draw(
    spec: &ChartSpec,
    table: &DataTable,
    words: &dyn Words,
    formatter: &Formatter,
    id: &str,
) -> Drawing {
    let values = Values::read(&spec.channels, table, words, formatter);
    let describer = Describer { values: &values, formatter };
    let measure = Measure::new();
    let magnitude = Magnitude::of(&values);
    let views = [View::NARROW, View::WIDE];
    let sketch = |view: View| {
        let canvas = Canvas { view, views: &views, measure: &measure, formatter, magnitude };
        let mut sketch = (spec.form.draw)(&values, &canvas);
        sketch.scene.set_halos(view, &measure);
        sketch
    };
    let (mut narrow, mut wide) = (sketch(View::NARROW), sketch(View::WIDE));
    let mut scene = Scene::merged(std::mem::take(&mut narrow.scene), std::mem::take(&mut wide.scene));
    let is_rtl = formatter.tag.direction() == Direction::Rtl;
    if is_rtl {
        scene.mirror();
    }
    let (label, description) = (describer.label(spec.form.name), describer.description());
    let tip = |datum| describer.tip(datum);
    let is_described = !description.is_empty();
    let svg = svg::inline(&scene, &svg::Frame { id, label: &label, is_described, is_rtl, tip: &tip });
    let short = std::iter::once(&*label).chain(description.iter().map(String::as_str));
    let short = short.collect::<Vec<&str>>().join(" ");
    let names_series = narrow.names_series && wide.names_series;
    narrow.scene = scene;
    narrow.unplaced.extend(wide.unplaced);
    narrow.unplaced.sort_unstable();
    narrow.unplaced.dedup();
    let key = if names_series { Vec::new() } else { key_of(&values) };
    Drawing { svg, short, description, remarks: describer.remarks(&narrow), key, twin: twin(&describer) }
}

fn key_of(values: &Values) -> Vec<KeyItem> {
    let item = |(index, series): (usize, &crate::chart::values::Series)| KeyItem {
        swatch: svg::swatch(area_ink(values, index)),
        label: series.name.clone(),
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
        let y = self.measures();
        let series = self.split(form);
        let (form, x, y, series) = (form?, x?, y?, series?);
        let mut channels = Channels {
            x,
            y,
            series,
            rows: self.rows_with(x, rows),
            highlight: Vec::new(),
            annotations: Vec::new(),
            between_unknown: self.entry.between_unknown,
        };
        channels.highlight = self.highlights(&channels);
        channels.annotations = self.annotations(&channels);
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

    fn x(&mut self, form: Option<&'static Form>) -> Option<usize> {
        let entry = self.entry;
        let Some(text) = &entry.x else {
            self.channel(
                &entry.form,
                "`x` is missing: the column of the category or time".to_owned(),
                Some(format!("add `x = \"…\"`: one of {}", self.columns_of(|column| column.unit.is_none()))),
            );
            return None;
        };
        let column = self.column(text)?;
        let is_time = self.kind(column).is_some_and(|kind| Grain::of(kind).is_some());
        if form.is_some_and(|form| form.needs.time) && !is_time {
            let message = format!("`{}` holds no time: a line joins observations in time", text.value);
            let hint = "take a column of years, months or dates, or write `form = \"bar\"`".to_owned();
            self.channel(text, message, Some(hint));
            return None;
        }
        Some(column)
    }

    fn measures(&mut self) -> Option<Vec<usize>> {
        let entry = self.entry;
        let numbers = self.columns_of(|column| column.kind == ColumnKind::Number);
        if entry.y.is_empty() {
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
        is_sound.then_some(measures)
    }

    /// The column of series, if one is named; `None` if what is named cannot be used.
    fn split(&mut self, form: Option<&'static Form>) -> Option<Option<usize>> {
        let entry = self.entry;
        let several = form.is_none_or(|form| form.needs.several);
        let Some(text) = &entry.series else {
            if let (false, Some(second)) = (several, entry.y.get(1)) {
                self.channel(second, format!("`{}` shows one measure only", entry.form.value), None);
                return None;
            }
            return Some(None);
        };
        let column = self.column(text)?;
        if !several {
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
            let at = self.meets(channels.x, channels, text).map(Highlight::At);
            let series = || Some(Highlight::Series(self.meets(channels.series?, channels, text)?));
            let measure = || {
                let several = channels.y.len() > 1;
                let index = channels.y.iter().find(|index| {
                    self.table.columns.get(**index).is_some_and(|column| column.name == text.value)
                });
                index.filter(|_| several).map(|index| Highlight::Measure(*index))
            };
            match at.or_else(series).or_else(measure) {
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
                [Some(channels.x), channels.series].into_iter().flatten().map(|column| (column, *row))
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
            let cell = self.meets(channels.x, channels, &annotation.x);
            match cell.or_else(|| self.moment(channels, &annotation.x)) {
                Some(cell) => found.push((index, cell)),
                None => {
                    self.report_unmet(channels, &annotation.x, "this remark stands at nothing in this chart")
                }
            }
        }
        found
    }

    fn moment(&self, channels: &Channels, text: &Text) -> Option<Cell> {
        let grain = Grain::of(self.kind(channels.x)?)?;
        let period = Period::parse(&text.value).filter(|period| grain.holds(*period))?;
        let slots = channels.rows.iter().filter_map(|row| match self.cell(channels.x, *row) {
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

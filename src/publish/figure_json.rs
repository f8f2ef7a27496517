//! A figure as JSON for other programs: the numbers it shows with their bounds, and its words in every language.
//!
//! What readers of the page cannot see is not in it: sources that are withheld or not named have no key here.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::data::{Cell, Column, DataTable, TextMeaning};
use crate::figure::ExhibitKind;
use crate::locale::Localised;
use crate::quantity::End;
use crate::render::figure_words::Figure;
use crate::render::words;
use crate::site::FolderIx;
use crate::source::{Access, Attribution};

/// Words by language tag.
type Texts = BTreeMap<String, String>;

/// The whole file, in the order in which it is written.
#[derive(Serialize)]
struct File {
    id: String,
    /// A chart form, or `table`.
    form: String,
    url: String,
    language: String,
    story: Story,
    title: Texts,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    subtitle: Texts,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    note: Texts,
    summary: String,
    /// Terms of words and picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    /// Terms of the numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    data_license: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Cited>,
    columns: Vec<ColumnFile>,
    rows: Vec<Row>,
}

/// The cells of a row by the names of their columns, in the order of the columns.
struct Row(Vec<(String, Value)>);

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[derive(Serialize)]
struct Story {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
}

/// A source by its key in the story's `sources.json`.
#[derive(Serialize)]
struct Cited {
    key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<String>,
}

#[derive(Serialize)]
struct ColumnFile {
    name: String,
    kind: &'static str,
    /// `x`, `y` or `series` of a chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    label: Texts,
    /// Why a cell may be empty.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    missing: Texts,
    /// What `low` and `high` are.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    interval: Texts,
    /// What texts stand for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    words: BTreeMap<String, Texts>,
}

/// One cell; `null` if it is empty.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Missing,
    Text(String),
    Flag(bool),
    Number {
        value: Box<RawValue>,
        bound: &'static str,
        low: Option<Box<RawValue>>,
        high: Option<Box<RawValue>>,
    },
}

/// Writes the file. `all` is the figure in every edition that shows it; `rows` and `columns` are what it shows.
pub(crate) fn write(figure: &Figure<'_>, all: &[Figure<'_>], rows: &[usize], columns: &[usize]) -> String {
    let writer = Writer { figure, all };
    let Some((folder, table)) = &figure.embed.table else { return String::new() };
    let file = writer.file(*folder, table, rows, columns);
    // Texts and numbers can always be written.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

struct Writer<'a> {
    figure: &'a Figure<'a>,
    /// The figure in every edition that shows it, this one included.
    all: &'a [Figure<'a>],
}

impl Writer<'_> {
    fn file(&self, folder: FolderIx, table: &DataTable, rows: &[usize], columns: &[usize]) -> File {
        let figure = self.figure;
        let edition = figure.writer.edition;
        let shown: Vec<&Column> = columns.iter().filter_map(|at| table.columns.get(*at)).collect();
        File {
            id: figure.id().to_owned(),
            form: match &figure.embed.exhibit.kind {
                ExhibitKind::Chart(entry) => entry.form.value.to_string(),
                _ => "table".to_owned(),
            },
            url: figure.url(),
            language: edition.file.lang.to_string(),
            story: Story {
                title: figure.headline(),
                published: edition.meta.date.as_ref().map(|date| date.iso.to_string()),
                updated: edition.meta.updated.as_ref().map(|date| date.iso.to_string()),
            },
            title: self.texts(|figure| figure.title()),
            subtitle: self.texts(|figure| figure.subtitle()),
            note: self.texts(|figure| figure.writer.plain(&figure.embed.note, figure.embed.folder)),
            summary: figure.summary(),
            license: figure.license().map(str::to_owned),
            data_license: table.license.as_deref().map(str::to_owned),
            source: figure.source(),
            sources: self.sources(folder, table),
            columns: shown.iter().map(|column| self.column(folder, column, rows)).collect(),
            rows: rows.iter().map(|row| row_of(&shown, *row)).collect(),
        }
    }

    fn texts(&self, of: impl Fn(&Figure<'_>) -> String) -> Texts {
        let texts = self.all.iter().map(|figure| (figure.writer.edition.file.lang.to_string(), of(figure)));
        texts.filter(|(_, text)| !text.is_empty()).collect()
    }

    fn said(&self, text: Option<&Localised>) -> Texts {
        self.texts(|figure| {
            let said = text.and_then(|text| text.get_or_any(&figure.writer.language.tag));
            said.map(|(text, _)| text.value.to_string()).unwrap_or_default()
        })
    }

    fn sources(&self, folder: FolderIx, table: &DataTable) -> Vec<Cited> {
        let cites = table.cite.iter().flat_map(|citation| citation.cites.iter());
        let open = cites.filter(|cite| {
            let found = self.figure.writer.site.source(folder, &cite.key.value);
            found.is_some_and(|found| {
                let provenance = &found.value.provenance;
                provenance.access != Access::Withheld && provenance.attribution == Attribution::OnRecord
            })
        });
        open.map(|cite| Cited {
            key: cite.key.value.to_string(),
            locator: cite.locator.as_ref().map(|locator| format!("{} {}", locator.label, locator.value)),
        })
        .collect()
    }

    fn column(&self, folder: FolderIx, column: &Column, rows: &[usize]) -> ColumnFile {
        let kinds = crate::data::ColumnKind::WORDS.iter();
        ColumnFile {
            name: column.name.to_string(),
            kind: kinds.clone().find(|(_, kind)| *kind == column.kind).map_or("text", |(word, _)| word),
            channel: self.channel(column),
            unit: column.unit.as_ref().map(|unit| unit.id().to_owned()),
            label: self.said(Some(&column.label)),
            missing: self.said(column.missing.as_ref()),
            interval: self.said(column.interval.as_ref()),
            words: self.words(folder, column, rows),
        }
    }

    fn channel(&self, column: &Column) -> Option<&'static str> {
        let ExhibitKind::Chart(entry) = &self.figure.embed.exhibit.kind else { return None };
        let is = |text: &crate::fields::Text| text.value == column.name;
        if entry.x.as_ref().is_some_and(is) {
            Some("x")
        } else if entry.y.iter().any(is) {
            Some("y")
        } else {
            entry.series.as_ref().filter(|text| is(text)).map(|_| "series")
        }
    }

    /// What the texts of shown rows stand for, where they stand for anything.
    fn words(&self, folder: FolderIx, column: &Column, rows: &[usize]) -> BTreeMap<String, Texts> {
        if matches!(column.meaning, TextMeaning::Unsaid | TextMeaning::Verbatim) {
            return BTreeMap::new();
        }
        let mut words = BTreeMap::new();
        for row in rows {
            let Some(Cell::Text(text)) = column.cells.get(*row) else { continue };
            words.entry(text.to_string()).or_insert_with(|| {
                self.texts(|figure| {
                    let writer = figure.writer;
                    words::cell(writer.site, folder, writer.edition.lang, column, *row)
                })
            });
        }
        words
    }
}

fn row_of(columns: &[&Column], row: usize) -> Row {
    Row(columns.iter().map(|column| (column.name.to_string(), cell(column, row))).collect())
}

fn cell(column: &Column, row: usize) -> Value {
    match column.cells.get(row) {
        Some(Cell::Number(number)) => {
            let possible = column.quantity(row).map(|quantity| quantity.interval());
            let end = |end: Option<End>| end.map(|end| end.at);
            let ends = number.ends.as_deref();
            let exact_end = |end: Option<Decimal>| end.and_then(|end| exact(end.normalize()));
            let low = ends.and_then(|ends| ends.low).or_else(|| end(possible?.low));
            let high = ends.and_then(|ends| ends.high).or_else(|| end(possible?.high));
            match exact(number.value) {
                Some(value) => Value::Number {
                    value,
                    bound: number.bound.word(),
                    low: exact_end(low),
                    high: exact_end(high),
                },
                None => Value::Missing,
            }
        }
        Some(Cell::Period(period)) => Value::Text(period.to_string()),
        Some(Cell::Text(text)) => Value::Text(text.to_string()),
        Some(Cell::Boolean(value)) => Value::Flag(*value),
        Some(Cell::Missing) | None => Value::Missing,
    }
}

/// A decimal with all its digits, as a number of JSON.
fn exact(value: Decimal) -> Option<Box<RawValue>> {
    RawValue::from_string(value.to_string()).ok()
}

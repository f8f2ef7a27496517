//! Samples for the tests of this folder: entries and tables in the authoring format, read by the shortest means.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use toml::{Table, Value};

use crate::chart::{Annotation, ChartEntry, Selection, Words};
use crate::data::{Cell, Column, ColumnKind, DataTable, Number, TextMeaning};
use crate::diag::{Place, Placed};
use crate::fields::Text;
use crate::locale::format::Formatter;
use crate::locale::messages::Messages;
use crate::locale::{LangTag, Localised};
use crate::quantity::{Bound, Period, Unit};
use crate::source::citation::{Citation, Cite, Mode};
use crate::text::{FileText, Fingerprint, Span, Spanned};
use crate::world::built_in_files;

/// A chart with its table.
pub(crate) struct Sample {
    /// The id of the entry.
    pub id: String,
    /// The entry.
    pub entry: ChartEntry,
    /// Its table.
    pub table: DataTable,
}

impl Sample {
    /// Reads an entry of figures.toml, a CSV without quotes, and a description.
    pub(crate) fn read(figure: &str, csv: &str, description: &str) -> Sample {
        let figures: Table = figure.parse().expect("TOML of an entry");
        let (id, entry) = figures.iter().next().expect("an entry");
        let entry = entry.as_table().expect("a table");
        let table = entry["table"].as_str().expect("an id");
        Sample { id: id.clone(), entry: read_entry(entry), table: read_table(table, csv, description) }
    }

    /// All rows in the order that `sort` says.
    pub(crate) fn rows(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.table.rows).collect();
        if let Some(sort) = &self.entry.selection.sort {
            let name = sort.value.trim_start_matches('-');
            let (_, column) = self.table.column(name).expect("a column to sort by");
            let value = |row: &usize| match &column.cells[*row] {
                Cell::Number(number) => number.value,
                _ => Decimal::ZERO,
            };
            rows.sort_by_key(value);
            if sort.value.starts_with('-') {
                rows.reverse();
            }
        }
        rows
    }
}

impl Words for Sample {
    fn cell(&self, column: usize, row: usize) -> String {
        let column = &self.table.columns[column];
        let raw = crate::chart::values::raw(&column.cells[row]).into_owned();
        match &column.meaning {
            TextMeaning::Values(values) => values.get(raw.as_str()).map_or(raw, first),
            _ => raw,
        }
    }
    fn label(&self, column: usize) -> String {
        first(&self.table.columns[column].label)
    }
    fn missing(&self, column: usize) -> Option<String> {
        self.table.columns[column].missing.as_ref().map(first)
    }
    fn interval(&self, column: usize) -> Option<String> {
        self.table.columns[column].interval.as_ref().map(first)
    }
    fn annotation(&self, index: usize) -> String {
        first(&self.entry.annotations[index].text)
    }
}

fn first(text: &Localised) -> String {
    text.iter().next().map_or_else(String::new, |(_, text)| text.value.to_string())
}

/// The formatter of a language with the messages of the built-in theme.
pub(crate) fn formatter(tag: &str) -> Formatter {
    let tag = LangTag::parse(tag).expect("a tag");
    let file = |name: &str| {
        let path = format!("messages/{name}.toml");
        let files = built_in_files();
        let (_, bytes) = files.iter().find(|(file, _)| *file == path)?;
        Some(FileText::new(path, std::str::from_utf8(bytes).expect("UTF-8")))
    };
    let files: Vec<FileText> = tag.fallbacks().chain(["en"]).filter_map(file).collect();
    Formatter::new(Arc::new(Messages::read(&tag, &files).value), Arc::new(BTreeMap::new()))
}

fn text(value: &str) -> Text {
    let file: Arc<str> = "content/figures.toml".into();
    Placed::new(value.into(), Place::new(&file, Span::default()))
}

fn texts(value: Option<&Value>) -> Vec<Text> {
    match value {
        Some(Value::String(one)) => vec![text(one)],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(text).collect(),
        _ => Vec::new(),
    }
}

fn read_entry(table: &Table) -> ChartEntry {
    let one = |key: &str| table.get(key).and_then(Value::as_str).map(text);
    let annotation = |value: &Value| Annotation {
        x: text(value["x"].as_str().expect("x")),
        text: Localised::everywhere(text(value["text"].as_str().expect("text"))),
    };
    ChartEntry {
        form: one("form").expect("a form"),
        table: one("table").expect("a table"),
        x: one("x"),
        y: texts(table.get("y")),
        series: one("series"),
        selection: Selection { sort: one("sort"), ..Selection::default() },
        annotations: table
            .get("annotations")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(annotation)
            .collect(),
        highlight: texts(table.get("highlight")),
        between_unknown: table.get("between").is_some(),
    }
}

fn read_table(id: &str, csv: &str, description: &str) -> DataTable {
    let description: Table = description.parse().expect("TOML of a description");
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let columns = description["columns"].as_table().expect("columns");
    let column = |(index, name): (usize, &&str)| {
        let described = columns.get(*name)?.as_table().expect("a column");
        Some(read_column(name, index, described, &header, &rows))
    };
    let cite = Cite {
        key: Spanned::new("files".into(), Span::default()),
        suppress_author: false,
        prefix: "".into(),
        locator: None,
        suffix: "".into(),
    };
    let cited = description.contains_key("cite");
    DataTable {
        id: id.into(),
        data: FileText::new(format!("content/{id}.csv"), csv),
        description: format!("content/{id}.toml").into(),
        title: None,
        cite: cited.then(|| Citation { mode: Mode::Parenthetical, cites: vec![cite] }).into_iter().collect(),
        key: Vec::new(),
        license: None,
        note: None,
        columns: header.iter().enumerate().filter_map(column).collect(),
        rows: rows.len(),
        row_starts: Vec::new(),
        fingerprint: Fingerprint::of(csv.as_bytes()),
    }
}

fn read_column(name: &str, index: usize, described: &Table, header: &[&str], rows: &[Vec<&str>]) -> Column {
    let words = |key: &str| described.get(key).and_then(Value::as_str);
    let localised = |key: &str| words(key).map(|words| Localised::everywhere(text(words)));
    let kind = ColumnKind::WORDS.iter().find(|(word, _)| Some(*word) == words("type")).expect("a type").1;
    let beside = |key: &str| words(key).and_then(|name| header.iter().position(|other| *other == name));
    let [bound, low, high] = ["bound", "low", "high"].map(beside);
    let cell = |row: &Vec<&str>| {
        let number = |index: Option<usize>| row.get(index?)?.parse::<Decimal>().ok();
        let raw = row.get(index).copied().unwrap_or_default();
        match kind {
            _ if raw.is_empty() => Cell::Missing,
            ColumnKind::Number => {
                let word = bound.and_then(|bound| row.get(bound).copied()).unwrap_or_default();
                let bound = Bound::WORDS
                    .iter()
                    .find(|(name, _)| *name == word)
                    .map_or(Bound::Exactly, |(_, bound)| *bound);
                let value = raw.parse().expect("a number");
                Cell::Number(Number { value, bound, low: number(low), high: number(high) })
            }
            ColumnKind::Text => Cell::Text(raw.into()),
            ColumnKind::Boolean => Cell::Boolean(raw == "true"),
            _ => Cell::Period(Period::parse(raw).expect("a period")),
        }
    };
    let values = described.get("values").and_then(Value::as_table).map(|values| {
        let value = |(key, value): (&String, &Value)| {
            let words = Localised::everywhere(text(value.as_str().expect("words")));
            (Arc::from(key.as_str()), words)
        };
        TextMeaning::Values(values.iter().map(value).collect())
    });
    Column {
        name: name.into(),
        index,
        label: localised("label").unwrap_or_else(|| Localised::everywhere(text(name))),
        kind,
        unit: words("unit")
            .map(|unit| Unit::parse(unit, |word| matches!(word, "people" | "pages")).expect("a unit")),
        missing: localised("missing"),
        interval: localised("interval"),
        meaning: values.unwrap_or_default(),
        is_auxiliary: false,
        cells: rows.iter().map(cell).collect(),
    }
}

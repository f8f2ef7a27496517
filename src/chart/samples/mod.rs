//! Samples for the tests of this folder: entries and tables in the authoring format, read by the shortest means.

mod areas;
mod columns;
mod lengths;
mod lines;
mod panels;
pub(crate) mod points;
mod scales;
mod spread;
mod times;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use toml::{Table, Value};

use crate::chart::calendar::Grain;
use crate::chart::entry::CHART_KEYS;
use crate::chart::{ChartEntry, Drawing, Words, spec};
use crate::data::{Cell, Column, ColumnKind, DataTable, Ends, Number, TextMeaning};
use crate::diag::{Collector, Place, Placed};
use crate::fields::{Document, Text};
use crate::locale::format::Formatter;
use crate::locale::messages::Messages;
use crate::locale::{LangTag, Languages, Localised};
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
        let file: Arc<str> = "content/figures.toml".into();
        let collector = Collector::new(&file);
        let languages = Languages {
            listed: [LangTag::parse("en").expect("a tag")].into(),
            needed: Vec::new(),
            original: None,
        };
        let (document, tree) = Document::parse(figure, 0, &collector);
        let entries = document.entries(&tree, &[]);
        let read = entries.first().expect("an entry");
        let fields = read.table(CHART_KEYS).expect("a table");
        let entry = ChartEntry::read(&fields, &languages).expect("a sound entry");
        let id = read.id.value.to_string();
        let table = read_table(&entry.table.value, csv, description);
        Sample { id, entry, table }
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
        cite: cited
            .then(|| Citation { mode: Mode::Parenthetical, cites: [cite].into() })
            .into_iter()
            .collect(),
        key: Vec::new(),
        license: None,
        note: None,
        asserts: Vec::new(),
        columns: header.iter().enumerate().filter_map(column).collect(),
        rows: rows.len(),
        row_starts: Vec::new(),
        flaw: None,
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
                Cell::Number(Number { value, bound, ends: Ends::of(number(low), number(high)) })
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

/// Draws a sample; it must be sound.
pub(crate) fn draw(sample: &Sample, formatter: &Formatter) -> Drawing {
    let resolved = spec::resolve(&sample.entry, &sample.table, sample.rows());
    let spec = resolved.value.unwrap_or_else(|| panic!("{}: {:?}", sample.id, resolved.diagnostics));
    spec::draw(&spec, &sample.table, sample, formatter, &sample.id)
}

/// The sample of that id.
pub(crate) fn named(id: &str) -> Sample {
    every_sample().into_iter().find(|sample| sample.id == id).expect("a sample")
}

/// Descriptions of usual first columns.
pub(crate) const MONTHS: &str = "[columns.month]\ntype = \"month\"\nlabel = \"Month\"\n";
/// Years.
pub(crate) const YEARS: &str = "[columns.year]\ntype = \"year\"\nlabel = \"Year\"\n";
/// Days.
pub(crate) const DAYS: &str = "[columns.day]\ntype = \"date\"\nlabel = \"Day\"\n";
/// Names.
pub(crate) const NAMES: &str = "[columns.name]\ntype = \"text\"\nlabel = \"Name\"\n";

/// An entry `[id]`, with `form`, `x`, the columns of `y`, and further lines.
pub(crate) fn entry(id: &str, form: &str, x: &str, y: &[&str], more: &str) -> String {
    format!("[{id}]\nform = \"{form}\"\ntable = \"{id}-table\"\nx = \"{x}\"\ny = {y:?}\n{more}\n")
}

/// The description of a column of numbers.
pub(crate) fn number(name: &str, unit: &str, more: &str) -> String {
    format!("[columns.{name}]\ntype = \"number\"\nunit = \"{unit}\"\nlabel = \"{name}\"\n{more}\n")
}

/// A sample with a source.
pub(crate) fn sample(figure: &str, csv: &str, columns: &[&str]) -> Sample {
    Sample::read(figure, csv, &format!("cite = [\"@files\"]\n{}", columns.concat()))
}

/// A table of a header and rows.
pub(crate) fn csv(header: &str, rows: impl IntoIterator<Item = String>) -> String {
    let mut text = header.to_owned();
    for row in rows {
        text.push('\n');
        text.push_str(&row);
    }
    text
}

/// Numbers that look like data and are always the same.
pub(crate) fn noise(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::from_fn(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(state >> 40)
    })
}

/// All samples: usual charts and odd ones.
pub(crate) fn every_sample() -> Vec<Sample> {
    let families = [
        columns::columns,
        columns::bars,
        lines::lines,
        lines::uncertain_lines,
        scales::scales,
        scales::references,
        scales::times,
        lengths::stacks,
        lengths::waterfalls,
        lengths::lollipops,
        lengths::projections,
        lengths::compared,
        areas::areas,
        areas::single_areas,
        areas::more_lines,
        spread::distributions,
        points::rows,
        points::slopes,
        panels::panels,
        times::timelines,
        times::spans,
        spread::heatmaps,
        spread::waffles,
        spread::numbers,
        points::clouds,
    ];
    families.into_iter().flat_map(|family| family()).collect()
}

/// A line through a hundred thousand days.
pub(crate) fn dense() -> Sample {
    let rows = noise(7).zip(0..100_000).map(|(noise, index)| {
        format!("{},{}", Grain::Day.period(index - 80_000), 500 + noise as i64 % 400 + index / 500)
    });
    sample(
        &entry("dense", "line", "day", &["seen"], ""),
        &csv("day,seen", rows),
        &[DAYS, &number("seen", "km", "")],
    )
}

/// A chart by lot, the same for the same seed.
pub(crate) fn random(seed: u64) -> Sample {
    let mut lots = noise(seed * 7_919 + 13);
    let mut lot = |sides: u64| lots.next().unwrap_or(0) % sides;
    let form = ["column", "bar", "line", "dot", "dumbbell", "range", "arrow", "slope"][lot(8) as usize];
    let by_time = form == "line" || form != "slope" && lot(2) == 0;
    let count = [1, 2, 3, 5, 8, 13, 21, 34][lot(8) as usize];
    let scale = [1, 100, 10_000, 123_456_789][lot(4) as usize];
    let signs = lot(4) == 0;
    let bounds = ["", "", "almost", "about", "more-than", "less-than", "at-least"];
    let words = ["Rio", "São Paulo", "Ministério da Justiça", "Fundo", "Direitos", "da", "Superintendência"];
    let takes_pairs = matches!(form, "dumbbell" | "range" | "arrow" | "slope");
    let several = if takes_pairs { 2 } else { 1 + lot(3) };
    let (x, described, grain) = match (by_time, lot(3)) {
        (false, _) => ("name", NAMES, Grain::Year),
        (true, 0) => ("year", YEARS, Grain::Year),
        (true, 1) => ("month", MONTHS, Grain::Month),
        (true, _) => ("day", DAYS, Grain::Day),
    };
    let mut at = 2_000 * if grain == Grain::Month { 12 } else { 1 } + lot(40) as i64;
    let mut rows = Vec::new();
    for index in 0..count {
        at += 1 + if lot(5) == 0 { lot(20) as i64 } else { 0 };
        let x = if by_time {
            grain.period(at).to_string()
        } else {
            let name: Vec<&str> = (0..=lot(4)).map(|_| words[lot(7) as usize]).collect();
            format!("{} {index}", name.join(" "))
        };
        let mut cells = vec![x];
        for _ in 0..several {
            let value = (lot(1_000) * scale) as i64;
            let value = if signs && lot(2) == 0 { -value } else { value };
            cells.push(if lot(12) == 0 { String::new() } else { value.to_string() });
            cells.push(if lot(3) == 0 { bounds[lot(7) as usize].to_owned() } else { String::new() });
        }
        rows.push(cells.join(","));
    }
    let units = ["TB", "USD", "%", "people"];
    let unit = units[lot(4) as usize];
    let names: Vec<String> = (0..several).map(|index| format!("measure{index}")).collect();
    let heads: Vec<String> = names.iter().map(|name| format!("{name},{name}_bound")).collect();
    let columns: Vec<String> = names
        .iter()
        .map(|name| number(name, unit, &format!("bound = \"{name}_bound\"\nmissing = \"não divulgado\"")))
        .collect();
    let last = grain.period(at);
    let mark = format!("highlight = [\"{last}\"]");
    let note =
        format!("annotations = [{{ x = \"{last}\", text = \"O contrato foi prorrogado sem licitação\" }}]");
    let more = if by_time && lot(2) == 0 { format!("{mark}\n{note}") } else { String::new() };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    sample(
        &entry("lot", form, x, &names, &more),
        &csv(&format!("{x},{}", heads.join(",")), rows),
        &[described, &columns.concat()],
    )
}

//! Samples for the tests of this folder: entries and tables in the authoring format, read by the shortest means.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use toml::{Table, Value};

use crate::chart::calendar::Grain;
use crate::chart::{Annotation, ChartEntry, Drawing, Selection, Words, spec};
use crate::data::{Cell, Column, ColumnKind, DataTable, Ends, Number, TextMeaning};
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
const DAYS: &str = "[columns.day]\ntype = \"date\"\nlabel = \"Day\"\n";
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

fn csv(header: &str, rows: impl IntoIterator<Item = String>) -> String {
    let mut text = header.to_owned();
    for row in rows {
        text.push('\n');
        text.push_str(&row);
    }
    text
}

/// Numbers that look like data and are always the same.
fn noise(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::from_fn(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(state >> 40)
    })
}

fn reference(more: &str) -> Sample {
    let stored = number("stored", "TB", "bound = \"stored_bound\"\nmissing = \"not disclosed\"");
    sample(
        &entry("growth", "column", "month", &["stored"], &format!("highlight = [\"2026-01\"]\n{more}")),
        "month,stored,stored_bound\n2025-07,400,\n2026-01,1400,almost",
        &[MONTHS, &stored],
    )
}

fn columns() -> Vec<Sample> {
    let people = number("people", "people", "");
    let mut all = vec![reference("")];
    let note = r#"annotations = [{ x = "2025-10", text = "The contract was extended without a tender, say three people who saw it" }]"#;
    let mut with_note = reference(note);
    with_note.id = "growth-note".to_owned();
    all.push(with_note);
    let rows = noise(3).zip(1..=12).map(|(noise, month)| format!("2025-{month:02},{}", 800 + noise % 900));
    all.push(sample(
        &entry("months", "column", "month", &["people"], "highlight = [\"2025-09\"]"),
        &csv("month,people", rows),
        &[MONTHS, &people],
    ));
    let rows = noise(5)
        .zip(1980..=2025)
        .map(|(noise, year)| format!("{year},{}", (year - 1970) * 40 + noise as i64 % 400));
    all.push(sample(
        &entry("years", "column", "year", &["people"], ""),
        &csv("year,people", rows),
        &[YEARS, &people],
    ));
    all.push(sample(
        &entry("few-names", "column", "name", &["people"], "highlight = [\"Fire brigade\"]"),
        "name,people\nNavy,410\nCoast guard,620\nFire brigade,1880\nCustoms,905\nLocal guards,1310",
        &[NAMES, &people],
    ));
    all.push(sample(
        &entry("groups", "column", "name", &["before", "after"], ""),
        "name,before,after\nNorth,31,42\nEast,22,12\nSouth,18,\nWest,9,15",
        &[
            NAMES,
            &number("before", "%", "missing = \"not counted\""),
            &number("after", "%", "missing = \"not counted\""),
        ],
    ));
    all.push(sample(
        &entry("three-groups", "column", "year", &["a", "b", "c"], "highlight = [\"c\"]"),
        "year,a,b,c\n2021,5,7,9\n2022,6,6,12\n2023,8,5,14\n2024,7,4,19",
        &[YEARS, &number("a", "km", ""), &number("b", "km", ""), &number("c", "km", "")],
    ));
    all.push(sample(
        &entry("signs", "column", "year", &["balance"], "highlight = [\"2023\"]"),
        "year,balance\n2018,12\n2019,8.5\n2020,-21\n2021,-7\n2022,3\n2023,-14\n2024,18",
        &[YEARS, &number("balance", "EUR", "")],
    ));
    all.push(sample(
        &entry("bounds", "column", "name", &["seen"], "highlight = [\"almost\"]"),
        "name,seen,how\nexactly,100,\nabout,100,about\nalmost,100,almost\nmore,100,more-than\nless,100,less-than\nat least,100,at-least\nat most,100,at-most",
        &[NAMES, &number("seen", "km", "bound = \"how\"")],
    ));
    all.push(sample(
        &entry("ranges", "column", "year", &["share"], ""),
        "year,share,low,high\n2020,31,28,34\n2021,35,31,39\n2022,29,26,33\n2023,41,37,46",
        &[YEARS, &number("share", "%", "low = \"low\"\nhigh = \"high\"\ninterval = \"95 % interval\"")],
    ));
    all.extend(odd_columns());
    all
}

fn odd_columns() -> Vec<Sample> {
    let people = number("people", "people", "missing = \"not said\"");
    let names = |id: &str, more: &str, csv: &str| {
        sample(&entry(id, "column", "name", &["people"], more), csv, &[NAMES, &people])
    };
    let sixty = noise(11).zip(1..=60).map(|(noise, index)| format!("Place {index},{}", 10 + noise % 500));
    let long =
        "A name that goes on and on because nobody has told its writer that it must stand under a column "
            .repeat(2);
    vec![
        names("one", "", "name,people\nOnly one,12"),
        names("zero", "", "name,people\nNorth,0\nSouth,0"),
        names("equal", "", "name,people\nNorth,7\nSouth,7\nWest,7"),
        names("sixty", "highlight = [\"Place 33\"]", &csv("name,people", sixty)),
        names("long", "", &format!("name,people\n{long},3\nShort,5\n{long}!,4")),
        names(
            "strange",
            "",
            "name,people\n👩🏽‍🚀 <b>&\"quoted\"</b>,3\nA\u{308}pfel e\u{301},5\n漢字の名前,4\nمكتب الهجرة,2",
        ),
        names("huge", "", "name,people\nA,1000000000000000000000000\nB,700000000000000000000000"),
        names("tiny", "", "name,people\nA,0.0000000000000000000000000003\nB,0.0000000000000000000000000001"),
        names("absent", "", "name,people\nA,30\nB,\nC,20\nD,5"),
        sample(
            &entry("dollars", "column", "year", &["spent"], ""),
            "year,spent\n2021,1250000000\n2022,2300000000\n2023,2950000000\n2024,7400000000",
            &[YEARS, &number("spent", "USD", "")],
        ),
        sample(
            &entry("dates", "column", "day", &["people"], ""),
            "day,people\n2025-11-03,120\n2025-11-04,80\n2025-11-09,45\n2025-11-20,210",
            &[DAYS, &people],
        ),
    ]
}

fn bars() -> Vec<Sample> {
    let pages = number("pages", "pages", "missing = \"struck out\"\nbound = \"how\"");
    let form = spec::find("bar").expect("a form");
    let mut services = Sample::read(form.example.figure, form.example.table, form.example.description);
    services.id = "services".to_owned();
    let seventy =
        noise(21).zip(1..=40).map(|(noise, index)| format!("District {index},{}", 10 + noise % 500));
    let long = "Office of the Under-Secretary for the Coordination of Harbours and Inland Waterways (Northern Region)";
    vec![
        services,
        sample(
            &entry("long-bars", "bar", "name", &["pages"], "highlight = [\"Second\"]"),
            &format!("name,pages\n{long},31\nSecond,22\n{long} and Others,18"),
            &[NAMES, &pages],
        ),
        sample(
            &entry("bound-bars", "bar", "name", &["pages"], "highlight = [\"Long River\"]"),
            "name,pages,how\nLong River,1400,almost\nNorthgate,900,about\nOpen Desk,650,more-than\nBluefield,,\nKestrel,120,less-than",
            &[NAMES, &pages],
        ),
        sample(
            &entry("long-values", "bar", "name", &["pages"], "highlight = [\"Northern Region\"]"),
            "name,pages,how\nNorthern Region,71975307987,at-least\nEast,34000000000,more-than\nSouth,-12000000000,",
            &[NAMES, &pages],
        ),
        sample(
            &entry("sign-bars", "bar", "name", &["change"], ""),
            "name,change\nNorth,12.5\nEast,-3.1\nSouth,-18\nWest,4",
            &[NAMES, &number("change", "%", "")],
        ),
        sample(
            &entry("group-bars", "bar", "name", &["before", "after"], ""),
            "name,before,after\nNorth,31,42\nEast,22,12\nSouth,18,30",
            &[NAMES, &number("before", "km", ""), &number("after", "km", "")],
        ),
        sample(
            &entry("many-bars", "bar", "name", &["pages"], "sort = \"-pages\""),
            &csv("name,pages", seventy),
            &[NAMES, &pages],
        ),
        sample(
            &entry("time-bars", "bar", "month", &["pages"], ""),
            "month,pages\n2025-07,400\n2026-01,1400",
            &[MONTHS, &pages],
        ),
    ]
}

fn lines() -> Vec<Sample> {
    let form = spec::find("line").expect("a form");
    let mut staff = Sample::read(form.example.figure, form.example.table, form.example.description);
    staff.id = "staff".to_owned();
    let spent = number("spent", "EUR", "missing = \"not published\"");
    let split = "[columns.country]\ntype = \"text\"\nlabel = \"Country\"\n";
    let countries = ["Austria", "Bulgaria", "Denmark", "United Kingdom", "Netherlands"];
    let five = countries.iter().enumerate().flat_map(|(index, country)| {
        let values = noise(index as u64 + 40).zip(2010..=2024);
        let base = 300 + index as u64 * 55;
        values
            .map(move |(noise, year)| format!("{year},{country},{}", base + noise % 120))
            .collect::<Vec<_>>()
    });
    let by_country = |id: &str, more: &str, text: &str| {
        let more = format!("series = \"country\"\n{more}");
        sample(&entry(id, "line", "year", &["spent"], &more), text, &[YEARS, split, &spent])
    };
    let five = csv("year,country,spent", five);
    let twelve = (0..12_u64).flat_map(|index| {
        let values = noise(index + 90).zip(2015..=2024);
        values
            .map(move |(noise, year)| format!("{year},Land {index},{}", 200 + noise % 300))
            .collect::<Vec<_>>()
    });
    let mut unknown = reference("between = \"unknown\"");
    unknown.id = "unknown".to_owned();
    unknown.entry.form.value = "line".into();
    let joined = r#"between = "unknown"
annotations = [{ x = "2025-10", text = "The files give only these two figures; the dotted line joins them" }]"#;
    let mut explained = reference(joined);
    explained.id = "unknown-note".to_owned();
    explained.entry.form.value = "line".into();
    let noted = r#"annotations = [{ x = "2022", text = "The law on harbour spending comes into force" }]"#;
    vec![
        staff,
        by_country("five", "", &five),
        by_country("five-marked", &format!("highlight = [\"Denmark\"]\n{noted}"), &five),
        by_country("twelve", "highlight = [\"Land 4\"]", &csv("year,country,spent", twelve)),
        sample(
            &entry("broken", "line", "year", &["spent"], ""),
            "year,spent\n2010,120\n2011,130\n2012,125\n2013,\n2014,\n2015,160\n2016,\n2017,150\n2018,170\n2019,185",
            &[YEARS, &spent],
        ),
        unknown,
        explained,
    ]
}

fn uncertain_lines() -> Vec<Sample> {
    vec![
        sample(
            &entry("band", "line", "year", &["share"], "highlight = [\"2023\"]"),
            "year,share,low,high\n2019,31,28,34\n2020,33,29,37\n2021,35,31,39\n2022,29,26,33\n2023,41,37,46",
            &[YEARS, &number("share", "%", "low = \"low\"\nhigh = \"high\"\ninterval = \"95 % interval\"")],
        ),
        sample(
            &entry("whiskers", "line", "year", &["seen"], ""),
            "year,seen,how\n2019,400,\n2020,500,about\n2021,800,more-than\n2022,700,\n2023,1400,almost",
            &[YEARS, &number("seen", "TB", "bound = \"how\"")],
        ),
        sample(
            &entry("far", "line", "month", &["index"], ""),
            &csv(
                "month,index",
                noise(71).zip(1..=12).map(|(noise, month)| format!("2025-{month:02},{}", 1_000 + noise % 40)),
            ),
            &[MONTHS, &number("index", "hPa", "")],
        ),
    ]
}

/// All samples: usual charts and odd ones.
pub(crate) fn every_sample() -> Vec<Sample> {
    columns().into_iter().chain(bars()).chain(lines()).chain(uncertain_lines()).collect()
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
    let form = ["column", "bar", "line"][lot(3) as usize];
    let by_time = form == "line" || lot(2) == 0;
    let count = [1, 2, 3, 5, 8, 13, 21, 34][lot(8) as usize];
    let scale = [1, 100, 10_000, 123_456_789][lot(4) as usize];
    let signs = lot(4) == 0;
    let bounds = ["", "", "almost", "about", "more-than", "less-than", "at-least"];
    let words = ["Rio", "São Paulo", "Ministério da Justiça", "Fundo", "Direitos", "da", "Superintendência"];
    let several = 1 + lot(3);
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

//! Whole charts, from entry to markup: what they must never do, whatever the numbers.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::calendar::Grain;
use crate::chart::samples::{Sample, formatter};
use crate::chart::scene::{View, WHOLE};
use crate::chart::text::{Face, Measure};
use crate::chart::{Drawing, spec};
use crate::locale::format::Formatter;

const MONTHS: &str = "[columns.month]\ntype = \"month\"\nlabel = \"Month\"\n";
const YEARS: &str = "[columns.year]\ntype = \"year\"\nlabel = \"Year\"\n";
const DAYS: &str = "[columns.day]\ntype = \"date\"\nlabel = \"Day\"\n";
const NAMES: &str = "[columns.name]\ntype = \"text\"\nlabel = \"Name\"\n";

/// An entry `[id]`, with `form`, `x`, the columns of `y`, and further lines.
fn entry(id: &str, form: &str, x: &str, y: &[&str], more: &str) -> String {
    format!("[{id}]\nform = \"{form}\"\ntable = \"{id}-table\"\nx = \"{x}\"\ny = {y:?}\n{more}\n")
}

fn number(name: &str, unit: &str, more: &str) -> String {
    format!("[columns.{name}]\ntype = \"number\"\nunit = \"{unit}\"\nlabel = \"{name}\"\n{more}\n")
}

fn sample(figure: &str, csv: &str, columns: &[&str]) -> Sample {
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
        &entry("few-names", "column", "name", &["people"], "highlight = [\"Border police\"]"),
        "name,people\nNavy,410\nCoast guard,620\nBorder police,1880\nCustoms,905\nLocal police,1310",
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
    let long = "Office of the Under-Secretary for the Coordination of Removals and Voluntary Departures (Northern Region)";
    vec![
        services,
        sample(
            &entry("long-bars", "bar", "name", &["pages"], "highlight = [\"Second\"]"),
            &format!("name,pages\n{long},31\nSecond,22\n{long} and Others,18"),
            &[NAMES, &pages],
        ),
        sample(
            &entry("bound-bars", "bar", "name", &["pages"], "highlight = [\"Halden Cloud\"]"),
            "name,pages,how\nHalden Cloud,1400,almost\nNorthgate,900,about\nOpen Desk,650,more-than\nBluefield,,\nKestrel,120,less-than",
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
    let hundred_thousand = noise(7).zip(0..100_000).map(|(noise, index)| {
        format!("{},{}", Grain::Day.period(index - 80_000), 500 + noise as i64 % 400 + index / 500)
    });
    let mut unknown = reference("between = \"unknown\"");
    unknown.id = "unknown".to_owned();
    unknown.entry.form.value = "line".into();
    let noted = r#"annotations = [{ x = "2022", text = "The law on border spending comes into force" }]"#;
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
        sample(
            &entry("dense", "line", "day", &["seen"], ""),
            &csv("day,seen", hundred_thousand),
            &[DAYS, &number("seen", "km", "")],
        ),
    ]
}

fn every_sample() -> Vec<Sample> {
    columns().into_iter().chain(bars()).chain(lines()).collect()
}

fn draw(sample: &Sample, formatter: &Formatter) -> Drawing {
    let resolved = spec::resolve(&sample.entry, &sample.table, sample.rows());
    let spec = resolved.value.unwrap_or_else(|| panic!("{}: {:?}", sample.id, resolved.diagnostics));
    spec::draw(&spec, &sample.table, sample, formatter, &sample.id)
}

#[test]
fn examples_of_all_forms_are_drawn() {
    let formatter = formatter("en");
    for form in spec::FORMS {
        let example = Sample::read(form.example.figure, form.example.table, form.example.description);
        assert_eq!(&*example.entry.form.value, form.name);
        let resolved = spec::resolve(&example.entry, &example.table, example.rows());
        assert!(resolved.diagnostics.is_empty(), "{}: {:?}", form.name, resolved.diagnostics);
        assert!(draw(&example, &formatter).svg.contains("<svg"));
        assert!(formatter.messages.has(&format!("chart.form.{}", form.name)));
    }
}

/// Writes all samples as a page: `target/chart-gallery.html`.
#[test]
#[expect(clippy::disallowed_methods, reason = "a page to look at")]
fn gallery() {
    let target = option_env!("CARGO_TARGET_DIR").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/target"));
    let files = crate::world::built_in_files();
    let styles = files.iter().filter(|(path, _)| path.ends_with(".css"));
    let style: String = styles.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for tag in ["en", "pt-BR", "ar"] {
        let formatter = formatter(tag);
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"{tag}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Charts</title><style>{style}</style></head><body><main class=\"page\">",
            formatter.tag.direction().name()
        );
        for sample in every_sample() {
            let drawing = draw(&sample, &formatter);
            figure(&sample.id, &drawing, &mut page);
        }
        page.push_str("</main></body></html>\n");
        std::fs::write(format!("{target}/chart-gallery-{tag}.html"), page)
            .expect("the target folder is writable");
    }
}

fn figure(id: &str, drawing: &Drawing, page: &mut String) {
    let key: String = drawing.key.iter().map(|item| format!("{} {} ", item.swatch, item.label)).collect();
    let head: String = drawing.twin.head.iter().map(|head| format!("<th>{}</th>", head.text)).collect();
    let row = |row: &Vec<String>| {
        format!(
            "<tr><td>{}</td></tr>",
            row.join("</td><td>").replace('<', "&lt;").replace("&lt;/td>&lt;td>", "</td><td>")
        )
    };
    let rows: String = drawing.twin.rows.iter().take(12).map(row).collect();
    let remarks = drawing.remarks.join(" ");
    let bytes = drawing.svg.len();
    writeln!(
        page,
        "<figure class=\"fig\" id=\"{id}\"><figcaption><h2>{id}</h2><p class=\"sub\">{bytes} bytes {key}</p></figcaption>{}<p class=\"src\">{remarks}</p><p class=\"src\">Alt: {}</p><details><summary>Table</summary><table class=\"data\"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details></figure>",
        drawing.svg,
        drawing.short.replace('<', "&lt;"),
    )
    .expect("a string");
}

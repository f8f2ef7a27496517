//! Columns and bars.

use crate::chart::samples::{DAYS, MONTHS, NAMES, Sample, YEARS, csv, entry, noise, number, sample};
use crate::chart::spec;

/// The chart of the reference drawing.
pub(crate) fn reference(more: &str) -> Sample {
    let stored = number("stored", "TB", "bound = \"stored_bound\"\nmissing = \"not disclosed\"");
    sample(
        &entry("growth", "column", "month", &["stored"], &format!("highlight = [\"2026-01\"]\n{more}")),
        "month,stored,stored_bound\n2025-07,400,\n2026-01,1400,almost",
        &[MONTHS, &stored],
    )
}

/// All of them.
pub(crate) fn columns() -> Vec<Sample> {
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

/// All of them.
pub(crate) fn bars() -> Vec<Sample> {
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

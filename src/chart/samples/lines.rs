//! Lines.

use crate::chart::samples::columns::reference;
use crate::chart::samples::{MONTHS, Sample, YEARS, csv, entry, noise, number, sample};
use crate::chart::spec;

/// All of them.
pub(crate) fn lines() -> Vec<Sample> {
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

/// With bounds.
pub(crate) fn uncertain_lines() -> Vec<Sample> {
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

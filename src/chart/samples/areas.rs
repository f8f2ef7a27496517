//! Areas, fans, projections and crowds of lines.

use crate::chart::samples::{MONTHS, Sample, YEARS, csv, entry, noise, number, sample};
use crate::chart::spec;

const KINDS: &str = "[columns.kind]\ntype = \"text\"\nlabel = \"Kind\"\n";

fn used() -> String {
    number("used", "TWh", "missing = \"not reported\"")
}

fn kinds(names: &[&str], years: std::ops::RangeInclusive<u64>, most: u64) -> String {
    let rows = (0..).zip(names).flat_map(|(index, name)| {
        let values = noise(index * 7 + 3).zip(years.clone());
        let row = move |(noise, year)| format!("{year},{name},{}", (index + 1) * most / 4 + noise % most);
        values.map(row).collect::<Vec<_>>()
    });
    csv("year,kind,used", rows)
}

fn stacked(id: &str, names: &[&str], stack: &str, more: &str) -> Sample {
    let more = format!("series = \"kind\"\nstack = \"{stack}\"\n{more}");
    let text = kinds(names, 2000..=2024, 40);
    sample(&entry(id, "area", "year", &["used"], &more), &text, &[YEARS, KINDS, &used()])
}

fn single(id: &str, more: &str, text: &str) -> Sample {
    sample(&entry(id, "area", "year", &["used"], more), text, &[YEARS, &used()])
}

/// Areas, alone and stacked.
pub(crate) fn areas() -> Vec<Sample> {
    let form = spec::find("area").expect("a form");
    let mut fuel = Sample::read(form.example.figure, form.example.table, form.example.description);
    fuel.id = "fuel".to_owned();
    let long =
        "Department for the coordination of harbours and of the inland waterways of the whole republic";
    let names = [long, "Gas", "\u{1f468}\u{200d}\u{1f469} household", "Nu\u{308}c\u{327}lear"];
    let gaps = "year,coal,gas\n2015,30,12\n2016,28,14\n2017,27,\n2018,25,16\n2019,20,18\n2020,,\n2021,15,20\n2022,12,22\n2023,9,24\n2024,8,25";
    let two = [number("coal", "TWh", "missing = \"not reported\""), number("gas", "TWh", "")];
    let noted = r#"annotations = [{ x = "2020", text = "The plant burns" }, { y = 150, text = "Capacity" }]"#;
    vec![
        fuel,
        stacked("area-sum", &["Coal", "Gas", "Wind", "Sun"], "sum", ""),
        stacked("area-share", &["Coal", "Gas", "Wind", "Sun"], "share", ""),
        stacked("area-marked", &["Coal", "Gas", "Wind"], "sum", &format!("highlight = [\"Gas\"]\n{noted}")),
        stacked("area-names", &names, "sum", ""),
        stacked("area-twelve", &["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"], "sum", ""),
        sample(
            &entry("area-gaps", "area", "year", &["coal", "gas"], "stack = \"sum\""),
            gaps,
            &[YEARS, &two.concat()],
        ),
    ]
}

/// Areas of one series, and of very many periods.
pub(crate) fn single_areas() -> Vec<Sample> {
    let bounds = number("used", "TWh", "bound = \"how\"");
    let months = noise(3).zip(1..=36_i64).map(|(noise, month)| {
        format!("{}-{:02},{}", 2022 + (month - 1) / 12, (month - 1) % 12 + 1, 3_000_000 + noise % 900_000)
    });
    let dense = (0..1_000_u64).zip(noise(8)).map(|(month, noise)| {
        format!(
            "{}-{:02},{},{},{},{}",
            1930 + month / 12,
            month % 12 + 1,
            50 + noise % 9,
            30 + noise % 7,
            20 + month / 50,
            10 + noise % 5
        )
    });
    let four: Vec<String> = ["a", "b", "c", "d"].iter().map(|name| number(name, "TWh", "")).collect();
    vec![
        single(
            "area-one",
            "highlight = [\"2021\"]",
            "year,used\n2018,40\n2019,55\n2020,52\n2021,90\n2022,84\n2023,61",
        ),
        single(
            "area-broken",
            "",
            "year,used\n2012,40\n2013,55\n2014,\n2015,52\n2016,\n2017,84\n2018,61\n2019,70",
        ),
        single("area-zero", "", "year,used\n2012,0\n2013,0\n2014,0"),
        single("area-row", "", "year,used\n2012,7"),
        sample(
            &entry("area-bounds", "area", "year", &["used"], ""),
            "year,used,how\n2018,40,almost\n2019,55,about\n2020,70,\n2021,90,more-than\n2022,84,less-than\n2023,61,",
            &[YEARS, &bounds],
        ),
        sample(
            &entry("area-months", "area", "month", &["people"], ""),
            &csv("month,people", months),
            &[MONTHS, &number("people", "people", "")],
        ),
        sample(
            &entry("area-dense", "area", "month", &["a", "b", "c", "d"], "stack = \"sum\""),
            &csv("month,a,b,c,d", dense),
            &[MONTHS, &four.concat()],
        ),
    ]
}

/// Lines with projections, fans, partial gaps, and too many of them.
pub(crate) fn more_lines() -> Vec<Sample> {
    let fan = "year,used,p5,p95,p25,p75\n2019,210,,,,\n2020,214,,,,\n2021,225,,,,\n2022,221,,,,\n2023,230,,,,\n\
2024,236,226,246,231,240\n2025,241,222,262,233,250\n2026,247,218,280,234,261\n2027,252,213,297,235,272";
    let ends: Vec<String> = [("p5", "5 %"), ("p95", "95 %"), ("p25", "25 %"), ("p75", "75 %")]
        .map(|(name, label)| {
            format!("[columns.{name}]\ntype = \"number\"\nunit = \"TWh\"\nlabel = \"{label}\"\n")
        })
        .into();
    let bands = "projected_from = \"2024\"\nbands = [[\"p5\", \"p95\"], [\"p25\", \"p75\"]]";
    let many: Vec<String> = (0..40).map(|index| format!("Region number {index}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let crowd = |id: &str, names: &[&str], more: &str, most: u64| {
        let more = format!("series = \"kind\"\n{more}");
        let text = kinds(names, 2010..=2024, most);
        sample(&entry(id, "line", "year", &["used"], &more), &text, &[YEARS, KINDS, &used()])
    };
    let close = ["Northern harbours", "Southern harbours", "Inland", "Islands", "Lakes"];
    let near = close.iter().zip(0..).flat_map(|(name, index)| {
        (2015..=2024)
            .map(move |year| format!("{year},{name},{}", 300 + (year - 2015) * 20 + index * (2024 - year)))
    });
    let partial = "year,a,b\n2015,30,12\n2016,28,14\n2017,27,\n2018,25,16\n2019,20,18\n2020,18,19";
    vec![
        sample(&entry("fan", "line", "year", &["used"], bands), fan, &[YEARS, &used(), &ends.concat()]),
        crowd("projected", &["Coal", "Gas", "Wind"], "projected_from = \"2021\"\nhighlight = [\"Gas\"]", 60),
        crowd("forty", &many, "", 60),
        crowd("forty-marked", &many, "highlight = [\"Region number 7\"]", 60),
        sample(
            &entry("close-ends", "line", "year", &["used"], "series = \"kind\""),
            &csv("year,kind,used", near),
            &[YEARS, KINDS, &used()],
        ),
        sample(
            &entry("partial", "line", "year", &["a", "b"], ""),
            partial,
            &[YEARS, &number("a", "TWh", ""), &number("b", "TWh", "missing = \"not reported\"")],
        ),
    ]
}

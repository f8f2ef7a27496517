//! Distributions: histograms, strips and boxes.

use crate::chart::samples::{DAYS, NAMES, Sample, YEARS, csv, noise, number, sample};

/// An entry with `more` lines; `x` may be empty.
fn entry(id: &str, form: &str, x: &str, more: &str) -> String {
    let x = if x.is_empty() { String::new() } else { format!("x = \"{x}\"\n") };
    format!("[{id}]\nform = \"{form}\"\ntable = \"{id}-table\"\n{x}y = \"seen\"\n{more}\n")
}

const LABEL: &str = "[columns.who]\ntype = \"text\"\nlabel = \"Who\"\n";

fn seen(unit: &str) -> String {
    number("seen", unit, "bound = \"how\"\nmissing = \"not said\"")
}

/// Sums of noise: a hump with a long end.
fn humps(seed: u64, count: usize) -> Vec<u64> {
    let mut noise = noise(seed);
    let mut next = || noise.next().unwrap_or(0) % 400;
    (0..count).map(|_| (next() + next() + next()) * (next() + 100) / 300).collect()
}

/// The rows that every form of a distribution is drawn with.
fn rows() -> Vec<(&'static str, String, &'static str, &'static str)> {
    let tenths = |seed, count: usize| {
        let rows = humps(seed, count).into_iter().map(|value| format!("{}.{},", value / 10, value % 10));
        csv("seen,how", rows)
    };
    let note = r#"annotations = [{ y = 65, text = "what the law allows" }, { y = 80, to = 110, text = "what doctors call dangerous" }]"#;
    vec![
        ("usual", tenths(11, 80), "min", note),
        ("large", csv("seen,how", humps(5, 400).into_iter().map(|value| format!("{},", value * 98_765))), "USD", ""),
        ("one", "seen,how\n42.5,".to_owned(), "km", ""),
        ("two", "seen,how\n42,\n58,".to_owned(), "people", ""),
        ("signs", csv("seen,how", humps(3, 60).iter().map(|value| format!("{},", *value as i64 / 4 - 100))), "°C", ""),
        ("equal", "seen,how\n7,\n7,\n7,\n7,\n7,\n7,".to_owned(), "km", ""),
        ("zeros", "seen,how\n0,\n0,\n0,".to_owned(), "km", ""),
        ("whole", csv("seen,how", humps(9, 120).iter().map(|value| format!("{},", value / 70))), "people", ""),
        (
            "bounded",
            "seen,how\n12,\n15.5,\n17,about\n21,\n22,almost\n23.5,\n29,\n31,more-than\n31,\n38,\n40,almost\n44,at-least\n9,less-than\n,\n,"
                .to_owned(),
            "TB",
            "",
        ),
        ("open", "seen,how\n12,more-than\n15,more-than\n16,more-than\n18,at-least\n20,more-than".to_owned(), "TB", ""),
        ("tight", csv("seen,how", humps(2, 40).iter().map(|value| format!("{}.{:02},", 1_013, value % 100))), "hPa", ""),
    ]
}

/// Heatmaps.
pub(crate) fn heatmaps() -> Vec<Sample> {
    let entry = |id: &str, x: &str, more: &str| {
        format!("[{id}]\nform = \"heatmap\"\ntable = \"{id}-table\"\nx = \"{x}\"\ny = \"seen\"\n{more}\n")
    };
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let grid = |years: usize, scale: i64| {
        let rows = humps(31, years * 12).into_iter().enumerate().map(move |(index, value)| {
            let seen = if index % 29 == 7 { String::new() } else { (value as i64 * scale / 100).to_string() };
            format!("{},{},{seen},", 2015 + index / 12, months[index % 12])
        });
        csv("year,month,seen,how", rows)
    };
    let month = "[columns.month]\ntype = \"text\"\nlabel = \"Month\"\n";
    let columns = [YEARS, month, &seen("km")];
    let years = |id: &str, years: usize, scale: i64, more: &str| {
        sample(&entry(id, "month", &format!("series = \"year\"\n{more}")), &grid(years, scale), &columns)
    };
    let days = humps(8, 240).into_iter().enumerate().map(|(index, value)| {
        let (month, day) = (1 + index / 28 % 3, 1 + index % 28);
        format!("2025-{month:02}-{day:02},{},{},", ["Rio", "Recife", "Natal"][index / 84 % 3], value % 90)
    });
    let bounded = "name,who,seen,how\nA,x,12,\nA,y,38,almost\nA,z,55,more-than\nB,x,41,about\nB,y,,\nB,z,9,less-than\n\
C,x,70,\nC,y,71,\nC,z,72,";
    let long = names(6, true);
    let lengthy = humps(3, 24)
        .into_iter()
        .enumerate()
        .map(|(index, value)| format!("{},{},{value},", long[index % 6], ["a", "b", "c", "d"][index / 6]));
    let wide = humps(3, 600)
        .into_iter()
        .enumerate()
        .map(|(index, value)| format!("N{},R{},{value},", index % 60, index / 60));
    let by_who = |id: &str, rows: &str| {
        sample(&entry(id, "name", "series = \"who\"\n"), rows, &[NAMES, LABEL, &seen("TB")])
    };
    vec![
        years("heatmap-usual", 8, 30, ""),
        years("heatmap-large", 8, 4_321_000, ""),
        years("heatmap-marked", 5, 100, "highlight = [\"2017\", \"Aug\"]"),
        years("heatmap-one", 1, 100, "annotations = [{ x = \"Mar\", text = \"a flood\" }]"),
        years("heatmap-two-classes", 3, 100, "bins = 2"),
        sample(
            &entry("heatmap-days", "day", "series = \"name\"\n"),
            &csv("day,name,seen,how", days),
            &[DAYS, NAMES, &seen("%")],
        ),
        by_who("heatmap-bounded", bounded),
        by_who("heatmap-signs", "name,who,seen,how\nA,x,-40,\nA,y,-5,\nB,x,0,\nB,y,33,"),
        by_who("heatmap-equal", "name,who,seen,how\nA,x,7,\nA,y,7,\nB,x,7,\nB,y,7,"),
        by_who("heatmap-zeros", "name,who,seen,how\nA,x,0,\nA,y,0,"),
        by_who("heatmap-long", &csv("who,name,seen,how", lengthy)),
        by_who("heatmap-sixty", &csv("name,who,seen,how", wide)),
    ]
}

/// A chart of one measure over names.
fn over_names(form: &str, id: &str, unit: &str, more: &str, rows: &str) -> Sample {
    let ends = if rows.starts_with("name,seen,low") {
        "low = \"low\"\nhigh = \"high\"\ninterval = \"95 % interval\"\n"
    } else {
        ""
    };
    let measure = number("seen", unit, &format!("bound = \"how\"\nmissing = \"not said\"\n{ends}"));
    sample(&entry(id, form, "name", more), rows, &[NAMES, &measure])
}

/// Waffles.
pub(crate) fn waffles() -> Vec<Sample> {
    let waffle = |id: &str, unit: &str, more: &str, rows: &str| over_names("waffle", id, unit, more, rows);
    let shares = "name,seen\nSalaries,51\nBuildings,23.5\nDebt and interest on debts of earlier years,17\nAll else,8.5";
    let amounts = "name,seen\nNavy,410\nCoast guard,620\nFire brigade,1880\nCustoms,905\nLocal guards,1310";
    let bounds = "name,seen,how\nexactly,1000,\nabout,1000,about\nalmost,1000,almost\nmore,1000,more-than\n\
less,400,less-than\nnot known,,";
    let table = |names: Vec<String>, zeros: &str| {
        let rows = names.into_iter().zip(humps(4, 60));
        csv("name,seen", rows.map(|(name, value)| format!("{name},{value}{zeros}")))
    };
    let people = number("asked", "people", "missing = \"not said\"");
    let answered = number("answered", "people", "missing = \"not said\"");
    vec![
        waffle("waffle-shares", "%", "highlight = [\"Salaries\"]", shares),
        waffle("waffle-part", "%", "", "name,seen\nYes,33.3\nNo,41"),
        waffle("waffle-open-shares", "%", "", "name,seen,how\nYes,33,about\nNo,41,\nNobody asked,,"),
        waffle("waffle-amounts", "people", "highlight = [\"Fire brigade\"]", amounts),
        waffle("waffle-bounds", "TB", "", bounds),
        waffle("waffle-each", "km", "each = 50", amounts),
        waffle("waffle-one", "TB", "", "name,seen,how\nOnly,83,almost"),
        waffle("waffle-zeros", "TB", "", "name,seen\nA,0\nB,0"),
        waffle("waffle-equal", "TB", "", "name,seen\nA,7\nB,7\nC,7"),
        waffle("waffle-sixty", "km", "", &table(names(60, false), "")),
        waffle("waffle-long", "USD", "", &table(names(6, true), "00000")),
        sample(
            "[waffle-series]\nform = \"waffle\"\ntable = \"waffle-series-table\"\nx = \"year\"\ny = [\"asked\", \"answered\"]\n",
            "year,asked,answered\n2023,310,120\n2024,290,\n2025,350,80",
            &[YEARS, &people, &answered],
        ),
    ]
}

/// Numbers that stand alone.
pub(crate) fn numbers() -> Vec<Sample> {
    let lone = |id: &str, unit: &str, more: &str, rows: &str| over_names("number", id, unit, more, rows);
    let stored = number("seen", "TB", "bound = \"how\"\nmissing = \"not disclosed\"");
    let month = "[columns.month]\ntype = \"month\"\nlabel = \"Month\"\n";
    let long = "A rather long name of what is counted here 👩‍🚒 e\u{301} that goes on and on over lines";
    vec![
        sample(
            &entry("number-usual", "number", "month", "highlight = [\"2026-01\"]"),
            "month,seen,how\n2025-07,400,\n2026-01,1400,almost",
            &[month, &stored],
        ),
        lone("number-one", "%", "", "name,seen,low,high\nOf all trips,31,28,34"),
        lone("number-missing", "km", "", "name,seen\nA,12\nB,"),
        lone(
            "number-large",
            "USD",
            "highlight = [\"B\"]",
            "name,seen,how\nA,7412345678,\nB,123456789012,more-than",
        ),
        lone("number-long", "people", "", &format!("name,seen,how\n{long},-1234567,about")),
        lone("number-zero", "km", "", "name,seen\nA,0\nB,0"),
    ]
}

/// All of them.
pub(crate) fn distributions() -> Vec<Sample> {
    let mut all = Vec::new();
    for form in ["histogram", "strip", "box"] {
        for (name, rows, unit, more) in rows() {
            all.push(sample(&entry(&format!("{form}-{name}"), form, "", more), &rows, &[&seen(unit)]));
        }
    }
    all.extend(histograms());
    all.extend(rows_of_strips());
    all.extend(rows_of_boxes());
    all
}

fn histograms() -> Vec<Sample> {
    let rows = || csv("seen,how", humps(21, 300).into_iter().map(|value| format!("{}.5,", value)));
    let mut all = Vec::new();
    for bins in [1, 60, 9_999] {
        let more = format!("bins = {bins}");
        all.push(sample(
            &entry(&format!("histogram-{bins}"), "histogram", "", &more),
            &rows(),
            &[&seen("km")],
        ));
    }
    let long = "Ministério da Gestão e da Inovação em Serviços Públicos ".repeat(4);
    let note = format!(
        "annotations = [{{ y = 95, text = \"{long}\" }}, {{ y = 900, text = \"👩‍🚒 é\u{301} far out\" }}]"
    );
    all.push(sample(&entry("histogram-notes", "histogram", "", &note), &rows(), &[&seen("km")]));
    all
}

fn names(count: usize, long: bool) -> Vec<String> {
    let name = |index: usize| match (long, index % 3) {
        (false, _) => format!("{}{index}", ["North", "Harbour", "Old town"][index % 3]),
        (true, 0) => format!("{index} {}", "Superintendência Regional do Desenvolvimento ".repeat(5)),
        (true, 1) => format!("{index} 👩‍🚒 e\u{301}quipe"),
        (true, _) => format!("{index} short"),
    };
    (0..count).map(name).collect()
}

fn grouped(names: &[String], per: usize, seed: u64) -> String {
    let values = humps(seed, names.len() * per);
    let rows = values.iter().enumerate().map(|(index, value)| {
        format!("{},P{index},{value},", names.get(index % names.len()).map_or("", String::as_str))
    });
    csv("name,who,seen,how", rows)
}

fn rows_of_strips() -> Vec<Sample> {
    let strip = |id: &str, more: &str, rows: &str| {
        sample(&entry(id, "strip", "name", more), rows, &[NAMES, LABEL, &seen("EUR")])
    };
    let few = "name,who,seen,how\nNorth,Abel,400,\nNorth,Bauer,450,\nNorth,Cruz,500,\nNorth,Diaz,500,about\nNorth,Evers,620,\n\
South,Falk,900,\nSouth,Gomez,1100,almost\nSouth,Huber,1100,\nSouth,Miller,2400,more-than\nEast,Nobody,,\nWest,Oz,700,\nWest,Po,,";
    let sixty = names(60, false);
    let mut all = vec![
        strip("strip-named", "label = \"who\"\nhighlight = [\"Miller\"]", few),
        strip("strip-all-named", "label = \"who\"", few),
        strip("strip-marked-row", "label = \"who\"\nhighlight = [\"North\"]", few),
        strip(
            "strip-rows",
            "label = \"who\"\nhighlight = [\"P7\", \"P11\", \"P30\"]",
            &grouped(&names(4, false), 60, 4),
        ),
        strip("strip-thousand", "", &grouped(&names(2, false), 500, 8)),
        strip("strip-sixty", "", &grouped(&sixty, 5, 6)),
        strip("strip-long", "label = \"who\"\nhighlight = [\"P3\"]", &grouped(&names(6, true), 8, 12)),
    ];
    let rows =
        humps(14, 60).into_iter().enumerate().map(|(index, value)| format!("{},{value},", 2019 + index % 5));
    all.push(sample(
        &entry("strip-years", "strip", "year", ""),
        &csv("year,seen,how", rows),
        &[YEARS, &seen("km")],
    ));
    let who = "who,seen,how\nA rather long name of a company that nobody can write in full on a telephone,12,\nB,12.5,\nC,13,\nD,13,";
    all.push(sample(&entry("strip-alone", "strip", "", "label = \"who\""), who, &[LABEL, &seen("km")]));
    all
}

fn rows_of_boxes() -> Vec<Sample> {
    let boxes = |id: &str, more: &str, rows: &str| {
        sample(&entry(id, "box", "name", more), rows, &[NAMES, &seen("min")])
    };
    let mixed = "name,seen,how\nNorth,4,\nNorth,5.5,\nNorth,6,\nNorth,6.5,\nNorth,7,\nNorth,9,\nNorth,19,\nSouth,8,\nSouth,9.5,\n\
South,12,about\nSouth,14,almost\nSouth,15,\nSouth,21,\nHarbour,11,\nHarbour,30,more-than\nOld town,,\nWest,5,\nWest,,\nWest,6,\nWest,6,\nWest,6,\nWest,6,\nEast,12,more-than\nEast,15,more-than\nEast,16,\nEast,18,at-least\nEast,20,more-than";
    let years =
        humps(17, 150).into_iter().enumerate().map(|(index, value)| format!("{},{value},", 2019 + index % 6));
    let law = r#"annotations = [{ y = 10, text = "what the law allows" }]"#;
    vec![
        boxes("box-mixed", &format!("highlight = [\"South\"]\n{law}"), mixed),
        boxes("box-sixty", "", &grouped(&names(60, false), 9, 6)),
        boxes("box-long", "", &grouped(&names(6, true), 8, 12)),
        sample(
            &entry("box-years", "box", "year", "highlight = [\"2023\"]"),
            &csv("year,seen,how", years),
            &[YEARS, &seen("km")],
        ),
    ]
}

//! Scales that are not linear, reference lines and ranges.

use crate::chart::calendar::Grain;
use crate::chart::samples::{DAYS, MONTHS, Sample, YEARS, csv, entry, noise, number, sample};

const LIMIT: &str = r#"annotations = [{ y = 500, text = "Legal limit" }, { x = "2015", text = "The law" }]"#;
const RANGE: &str = r#"annotations = [
  { y = 300, to = 420, text = "Range that the ministry had promised to the harbour towns" },
  { x = "2013", to = "2016", text = "Second term" },
]"#;

fn spent() -> String {
    number("spent", "EUR", "missing = \"not published\"")
}

fn years(seed: u64, value: impl Fn(u64, u64) -> u64) -> String {
    let rows = noise(seed).zip(2008..=2024_u64).map(|(noise, year)| format!("{year},{}", value(noise, year)));
    csv("year,spent", rows)
}

/// Lines on a logarithmic scale, and on one that is so away from zero.
pub(crate) fn scales() -> Vec<Sample> {
    let grown = years(31, |noise, year| (20 + noise % 9) * 3_u64.pow((year as u32 - 2008) / 2));
    let log = |id: &str, scale: &str, text: &str| {
        let more = format!("scale = \"{scale}\"");
        sample(&entry(id, "line", "year", &["spent"], &more), text, &[YEARS, &spent()])
    };
    let signs = "year,spent\n2015,-30000\n2016,-400\n2017,-2\n2018,0\n2019,6\n2020,45\n2021,900\n2022,12000\n2023,250000";
    let open = "year,spent,low,high\n2018,40,-3,90\n2019,55,20,120\n2020,300,90,800\n2021,2500,1000,5000";
    let ends = number("spent", "EUR", "low = \"low\"\nhigh = \"high\"");
    vec![
        log("log", "log", &grown),
        log("log-narrow", "log", "year,spent\n2018,410\n2019,425\n2020,450\n2021,430"),
        log("log-one", "log", "year,spent\n2018,7\n2019,7\n2020,7"),
        log("symlog", "symlog", signs),
        log("symlog-zero", "symlog", "year,spent\n2018,0\n2019,0\n2020,0"),
        sample(&entry("log-open", "line", "year", &["spent"], "scale = \"log\""), open, &[YEARS, &ends]),
    ]
}

/// Lines with reference lines and ranges.
pub(crate) fn references() -> Vec<Sample> {
    let rows = years(37, |noise, year| 250 + noise % 200 + (year - 2008) * 8);
    let months = noise(41).zip(1..=24_i64).map(|(noise, month)| {
        format!("{}-{:02},{}", 2023 + (month - 1) / 12, (month - 1) % 12 + 1, 800 + noise % 300)
    });
    let both = r#"annotations = [
  { y = 1200, text = "More than this, say the engineers, the quay was never built to bear at any season" },
  { x = "2023-06", to = "2023-08", text = "Strike" },
  { x = "2024-03", text = "The quay gives way" },
]"#;
    let far = r#"annotations = [{ y = 90000, text = "What was promised" }]"#;
    let line = |id: &str, more: &str| {
        sample(&entry(id, "line", "year", &["spent"], more), &rows, &[YEARS, &spent()])
    };
    vec![
        line("limit", LIMIT),
        line("promised", RANGE),
        line("far-limit", far),
        line("limit-log", &format!("scale = \"log\"\n{LIMIT}")),
        sample(
            &entry("both", "line", "month", &["load"], both),
            &csv("month,load", months),
            &[MONTHS, &number("load", "t", "")],
        ),
    ]
}

/// Axes of time: days over years, quarters, centuries, elections.
pub(crate) fn times() -> Vec<Sample> {
    let load = number("load", "t", "");
    let days = |first: i64, count: usize, each: usize| {
        let rows = noise(51).zip((first..).step_by(each).take(count));
        csv("day,load", rows.map(|(noise, day)| format!("{},{}", Grain::Day.period(day), 400 + noise % 90)))
    };
    let quarters = noise(53).zip(0..26).map(|(noise, quarter)| {
        format!("{}-{:02},{}", 2019 + quarter / 4, quarter % 4 * 3 + 1, 300 + noise % 200)
    });
    let centuries =
        noise(57).zip((1500..=2020).step_by(20)).map(|(noise, year)| format!("{year},{}", noise % 90));
    let elections = "year,load\n1990,31\n1991,29\n1994,35\n1998,40\n2002,44\n2005,38\n2009,36\n2013,51\n2017,47\n2021,42\n2024,55";
    let line = |id: &str, x: &str, text: &str, described: &str| {
        sample(&entry(id, "line", x, &["load"], ""), text, &[described, &load])
    };
    vec![
        line("days-month", "day", &days(20_100, 31, 1), DAYS),
        line("days-quarter", "day", &days(20_040, 100, 1), DAYS),
        line("days-years", "day", &days(17_900, 2_000, 1), DAYS),
        line("weeks", "day", &days(19_500, 60, 7), DAYS),
        line("quarters", "month", &csv("month,load", quarters), MONTHS),
        line("centuries", "year", &csv("year,load", centuries), YEARS),
        line("elections", "year", elections, YEARS),
    ]
}

//! Timelines and Gantt charts.

use crate::chart::samples::{DAYS, MONTHS, Sample, YEARS, csv, noise, sample};
use crate::chart::spec;

const WHAT: &str = "[columns.what]\ntype = \"text\"\nlabel = \"What happened\"\n";
const WHERE: &str = "[columns.place]\ntype = \"text\"\nlabel = \"Where\"\n";

fn entry(id: &str, form: &str, x: &str, label: &str, more: &str) -> String {
    format!("[{id}]\nform = \"{form}\"\ntable = \"{id}-table\"\nx = \"{x}\"\nlabel = \"{label}\"\n{more}\n")
}

fn example(form: &str) -> Sample {
    let form = spec::find(form).expect("a form");
    Sample::read(form.example.figure, form.example.table, form.example.description)
}

const LONG: &str = "The office for the coordination of harbours tells the committee that no list of the contracts was \
ever kept and that the person who signed them has since left for one of the companies that they were given to";

fn many_events() -> String {
    let words = [
        "Contract signed",
        "Minister resigns",
        "Files reach the desk",
        "Court orders the release of letters",
    ];
    let rows = noise(3).zip(0..45_usize).map(|(noise, index)| {
        let word = words.get(index % 4).copied().unwrap_or_default();
        format!("20{:02}-{:02}-{:02},{word} {index}", 10 + index / 4, 1 + noise % 12, 1 + noise % 28)
    });
    csv("day,what", rows)
}

/// Events.
pub(crate) fn timelines() -> Vec<Sample> {
    let days = |id: &str, more: &str, rows: &str| {
        sample(&entry(id, "timeline", "day", "what", more), &format!("day,what\n{rows}"), &[DAYS, WHAT])
    };
    let lanes = "day,place,what\n2024-01-10,Lisbon,Talks begin\n2024-02-01,Lisbon,Talks fail after two weeks\n\
2024-02-01,Porto,Strike at the harbour\n2024-05-20,Porto,Police search three offices\n2024-06-30,Lisbon,New law\n\
2024-11-02,Porto,Trial opens";
    let of_years = "year,what\n1974,Dictatorship ends\n1986,Country joins the Community\n1999,The euro comes\n2002,Coins";
    let of_months = "month,what\n2025-01,Warning\n2025-02,Second warning\n2025-02,Third\n2025-12,Inquiry";
    vec![
        example("timeline"),
        days("event-one", "", "2025-06-17,Files reach the desk"),
        days("event-two", "", "2025-06-17,Files reach the desk\n2026-01-02,Minister resigns"),
        days(
            "event-same",
            "",
            "2025-06-17,Files reach the desk\n2025-06-17,Minister resigns\n2025-06-17,Court",
        ),
        days(
            "event-close",
            "highlight = [\"2025-06-18\"]",
            "2025-01-17,Start\n2025-06-17,Files reach the desk\n2025-06-18,Minister resigns after a night of talks\n2025-06-19,Court orders the release of letters\n2025-06-20,Parliament meets\n2025-12-20,End",
        ),
        days(
            "event-long",
            "",
            &format!(
                "2025-01-17,{LONG}\n2025-06-18,👩🏽‍🚀 A\u{308}pfel und 漢字の名前\n2025-07-01,Short\n2025-08-01,"
            ),
        ),
        sample(
            &entry("event-many", "timeline", "day", "what", "highlight = [\"Contract signed 8\"]"),
            &many_events(),
            &[DAYS, WHAT],
        ),
        sample(
            &entry("event-lanes", "timeline", "day", "what", "series = \"place\""),
            lanes,
            &[DAYS, WHERE, WHAT],
        ),
        sample(
            &entry(
                "event-years",
                "timeline",
                "year",
                "what",
                "annotations = [{ x = \"1999\", text = \"A remark\" }]",
            ),
            of_years,
            &[YEARS, WHAT],
        ),
        sample(&entry("event-months", "timeline", "month", "what", ""), of_months, &[MONTHS, WHAT]),
    ]
}

fn time(name: &str, kind: &str) -> String {
    format!("[columns.{name}]\ntype = \"{kind}\"\nlabel = \"{name}\"\nmissing = \"still running\"\n")
}

/// Stretches of time.
pub(crate) fn spans() -> Vec<Sample> {
    let of = |id: &str, kinds: (&str, &str), more: &str, rows: &str| {
        let text = format!("what,from,to\n{rows}");
        let more = format!("end = \"to\"\n{more}");
        sample(
            &entry(id, "gantt", "from", "what", &more),
            &text,
            &[WHAT, &time("from", kinds.0), &time("to", kinds.1)],
        )
    };
    let many = noise(9).zip(1..=60_u64).map(|(noise, index)| {
        let from = 1960 + noise % 60;
        format!("Company {index},{from},{}", from + noise % 9)
    });
    let kinds = "what,from,to,place\nRuiz,2019-01-01,2021-05-31,Ministry\nRuiz,2021-06-01,2023-02-28,Company\n\
Okafor,2018-03-01,2020-12-31,Company\nOkafor,2020-06-15,2024-01-31,Ministry\nAlmeida,2022-01-01,,Ministry";
    vec![
        example("gantt"),
        of("span-one", ("date", "date"), "", "Contract,2024-01-01,2024-12-31"),
        of("span-day", ("date", "date"), "", "Search,2024-01-05,2024-01-05"),
        of(
            "span-days",
            ("date", "date"),
            "highlight = [\"Second\"]",
            "First,2023-03-10,2023-11-02\nSecond,2023-10-01,2024-05-20\nThird,2024-06-01,",
        ),
        of(
            "span-months",
            ("month", "month"),
            "",
            "First,2023-03,2023-03\nSecond,2023-04,2023-05\nThird,2023-01,2024-05\nFourth,2024-02,",
        ),
        of(
            "span-years",
            ("year", "year"),
            "",
            "Monarchy,1822,1889\nRepublic,1889,1930\nSecond,1930,1937\nThird,1937,",
        ),
        of("span-mixed", ("month", "date"), "", "First,2023-03,2023-05-17\nSecond,2023-06,2024-01-31"),
        of("span-open", ("date", "date"), "", "First,2023-03-01,\nSecond,2023-06-01,"),
        of(
            "span-long",
            ("year", "year"),
            "",
            &format!("{LONG},2001,2009\n👩🏽‍🚀 A\u{308}pfel <b>&,2004,2011\n漢字の名前,2005,2005"),
        ),
        sample(
            &entry("span-kinds", "gantt", "from", "what", "end = \"to\"\nseries = \"place\""),
            kinds,
            &[WHAT, &time("from", "date"), &time("to", "date"), WHERE],
        ),
        sample(
            &entry("span-many", "gantt", "from", "what", "end = \"to\"\nhighlight = [\"Company 7\"]"),
            &csv("what,from,to", many),
            &[WHAT, &time("from", "year"), &time("to", "year")],
        ),
    ]
}

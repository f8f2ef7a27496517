//! Small multiples.

use crate::chart::samples::{DAYS, NAMES, Sample, YEARS, csv, entry, noise, number, sample};

const PLACES: &str = "[columns.place]\ntype = \"text\"\nlabel = \"Place\"\n";

fn people() -> String {
    number("people", "people", "missing = \"not published\"\nbound = \"how\"")
}

/// Rows of a place and years: so many places, the holes and bounds where the lot falls.
fn places(count: u64) -> String {
    let one = |place: u64| {
        let values = noise(place * 31 + 5).zip(2012..=2024);
        values.map(move |(noise, year)| {
            let value = 200 + place * 40 + noise % 260;
            match noise % 19 {
                0 => format!("{year},Place {place},,"),
                1 => format!("{year},Place {place},{value},about"),
                _ => format!("{year},Place {place},{value},"),
            }
        })
    };
    csv("year,place,people,how", (1..=count).flat_map(one))
}

fn over_years(id: &str, form: &str, count: u64, more: &str) -> Sample {
    let more = format!("facet = \"place\"\n{more}");
    sample(&entry(id, form, "year", &["people"], &more), &places(count), &[YEARS, PLACES, &people()])
}

/// All of them.
pub(crate) fn panels() -> Vec<Sample> {
    let mut all = vec![
        over_years("panels-twelve", "line", 12, "highlight = [\"Place 4\"]"),
        over_years("panels-thirty", "line", 30, ""),
        over_years("panels-two", "line", 2, ""),
        over_years("panels-one", "column", 1, ""),
        over_years("panels-columns", "column", 6, "highlight = [\"2020\"]"),
        over_years(
            "panels-note",
            "line",
            5,
            "highlight = [\"Place 2\"]\nannotations = [{ x = \"2020\", text = \"The law on harbours comes into force\" }]",
        ),
    ];
    all.extend(named_panels());
    all.extend(odd_panels());
    all
}

fn named_panels() -> Vec<Sample> {
    let by_name = |id: &str, form: &str, more: &str, rows: &str| {
        let more = format!("facet = \"place\"\n{more}");
        let text = format!("place,name,people,how\n{rows}");
        sample(&entry(id, form, "name", &["people"], &more), &text, &[PLACES, NAMES, &people()])
    };
    let long = "Office of the Under-Secretary for the Coordination of Harbours and Inland Waterways";
    vec![
        by_name(
            "panels-bars",
            "bar",
            "",
            "North,Navy,410,\nNorth,Coast guard,620,about\nNorth,Customs,,\nSouth,Navy,380,\nSouth,Coast guard,1200,more-than\nSouth,Customs,90,\nEast,Navy,20,\nEast,Customs,45,\nWest,Navy,,\nWest,Coast guard,,",
        ),
        by_name(
            "panels-few",
            "column",
            "",
            "North,No,41,\nNorth,Yes,-62,\nSouth,No,38,\nSouth,Yes,12,\nEast,No,0,\nEast,Yes,45,almost",
        ),
        by_name(
            "panels-long",
            "bar",
            "highlight = [\"👩🏽‍🚀 A\u{308}pfel\"]",
            &format!(
                "{long} {long},{long},410,\n👩🏽‍🚀 A\u{308}pfel,{long},620,\n👩🏽‍🚀 A\u{308}pfel,漢字の名前,20,"
            ),
        ),
    ]
}

/// Several series in each panel, panels without a figure, days.
fn odd_panels() -> Vec<Sample> {
    let two = "[columns.kind]\ntype = \"text\"\nlabel = \"Kind\"\n";
    let series = (1..=4_u64).flat_map(|place| {
        ["Women", "Men"].into_iter().flat_map(move |kind| {
            let values = noise(place * 7 + kind.len() as u64).zip(2015..=2023);
            values.map(move |(noise, year)| format!("{year},Place {place},{kind},{}", 100 + noise % 90))
        })
    });
    vec![
        sample(
            &entry("panels-series", "line", "year", &["share"], "series = \"kind\"\nfacet = \"place\""),
            &csv("year,place,kind,share", series),
            &[YEARS, PLACES, two, &number("share", "EUR", "")],
        ),
        sample(
            &entry("panels-empty", "column", "year", &["people"], "facet = \"place\""),
            "year,place,people,how\n2021,North,5,\n2022,North,7,\n2023,North,6,\n2021,South,,\n2022,South,,\n2023,South,,\n2023,East,9,",
            &[YEARS, PLACES, &people()],
        ),
        sample(
            &entry("panels-days", "line", "day", &["seen"], "facet = \"place\""),
            &csv(
                "day,place,seen",
                noise(77).zip(0..120).map(|(noise, index)| {
                    format!(
                        "2025-{:02}-{:02},Place {},{}",
                        3 + index / 40,
                        1 + index % 28,
                        (index / 28) % 3,
                        1_000_000 + noise % 90_000_000
                    )
                }),
            ),
            &[DAYS, PLACES, &number("seen", "USD", "")],
        ),
    ]
}

//! The family of lengths from zero: parts of a whole, steps, stems.

use crate::chart::samples::{MONTHS, NAMES, Sample, YEARS, csv, entry, noise, number, sample};
use crate::chart::spec;

/// Stacked columns and bars, usual and odd.
pub(crate) fn stacks() -> Vec<Sample> {
    let mut all = Vec::new();
    for form in ["column", "bar"] {
        all.extend(usual(form));
        all.extend(odd(form));
    }
    all
}

fn stack(id: &str, form: &str, kind: &str, y: &[&str], more: &str, csv: &str, columns: &[&str]) -> Sample {
    let x = csv.split(',').next().expect("a header");
    sample(&entry(&format!("{form}-{id}"), form, x, y, &format!("stack = \"{kind}\"\n{more}")), csv, columns)
}

fn shares(names: &[&str]) -> String {
    names.iter().map(|name| number(name, "%", "missing = \"not asked\"\nbound = \"how\"")).collect()
}

fn usual(form: &str) -> Vec<Sample> {
    let money = ["rent", "wages", "travel"];
    let euros: String = money.map(|name| number(name, "EUR", "missing = \"not disclosed\"")).concat();
    let answers = ["against", "rather_against", "neither", "rather_for", "for"];
    let staff: String = ["police", "fire", "courts"].map(|name| number(name, "people", "")).concat();
    vec![
        stack(
            "sum",
            form,
            "sum",
            &money,
            "",
            "year,rent,wages,travel\n2021,120,400,60\n2022,140,420,90\n2023,150,480,30\n2024,180,510,75",
            &[YEARS, &euros],
        ),
        stack(
            "sum-key",
            form,
            "sum",
            &["police", "fire", "courts"],
            "highlight = [\"fire\"]\nannotations = [{ x = \"East\", text = \"The fire brigade left in May\" }]",
            "name,police,fire,courts\nNorth,310,120,80\nEast,220,12,70\nSouth,180,90,40\nWest,95,85,20",
            &[NAMES, &staff],
        ),
        stack(
            "share",
            form,
            "share",
            &["police", "fire", "courts"],
            "",
            "name,police,fire,courts\nNorth,310,120,80\nEast,220,12,70\nSouth,180,90,40\nWest,95,85,20",
            &[NAMES, &staff],
        ),
        stack(
            "answers",
            form,
            "diverging",
            &answers,
            "",
            "name,against,rather_against,neither,rather_for,for\nSafe at night,12,20,18,30,20\nBuses on time,35,28,12,15,10\nClean streets,5,12,25,38,20",
            &[NAMES, &shares(&answers)],
        ),
        stack(
            "sides",
            form,
            "diverging",
            &["no", "yes"],
            "",
            "name,no,yes\nA new bridge,44,56\nA new tax,71.5,28.5",
            &[NAMES, &shares(&["no", "yes"])],
        ),
    ]
}

/// Parts with bounds at the end of their pile and before it.
const BOUNDS: &str = "name,a,a_how,b,b_how,c,c_how\nExact,400,,300,,200,\nLast almost,400,,300,,200,almost\nFirst almost,400,almost,300,,200,\nLast more,400,,300,,200,more-than\nFirst more,400,more-than,300,,200,\nAll about,400,about,300,about,200,about\nLess and more,400,less-than,300,,200,more-than";

fn odd(form: &str) -> Vec<Sample> {
    let parts = ["a", "b", "c"];
    let tons: String = parts.map(|name| number(name, "t", "missing = \"not counted\"")).concat();
    let bounded: String = parts
        .map(|name| number(name, "t", &format!("bound = \"{name}_how\"\nmissing = \"not counted\"")))
        .concat();
    let long =
        "A part with a name that goes on and on because nobody has told its writer to be short".repeat(2);
    let long_names = format!("{NAMES}{}{}", NAMES.replace("name", "kind"), number("tons", "t", ""));
    let sixty = noise(31)
        .zip(1..=60)
        .map(|(noise, index)| format!("Place {index},{},{},{}", noise % 90, noise % 71, noise % 37));
    let gone = "name,a,b,c\nWhole,40,35,25\nOne gone,40,,25\nTwo gone,40,,\nAll gone,,,";
    let percent: String = parts.map(|name| number(name, "%", "missing = \"not asked\"")).concat();
    let of =
        |id: &str, kind: &str, csv: &str, columns: &[&str]| stack(id, form, kind, &parts, "", csv, columns);
    let mut by_kind = stack(
        "long-parts",
        form,
        "sum",
        &["tons"],
        "series = \"kind\"",
        &format!(
            "name,kind,tons\nNorth,{long},30\nNorth,👩🏽‍🚀 e\u{301},20\nSouth,{long},10\nSouth,👩🏽‍🚀 e\u{301},50"
        ),
        &[&long_names],
    );
    by_kind.id = format!("{form}-long-parts");
    vec![
        of("bounds", "sum", BOUNDS, &[NAMES, &bounded]),
        of("bound-shares", "share", BOUNDS, &[NAMES, &bounded]),
        of("gaps", "sum", gone, &[NAMES, &tons]),
        of(
            "share-gaps",
            "share",
            "name,a,b,c\nWhole,40,35,25\nOne gone,40,,25\nTwo gone,40,,",
            &[NAMES, &percent],
        ),
        of("mixed", "sum", "year,a,b,c\n2021,40,-35,25\n2022,-40,20,-5\n2023,-3,-8,-2", &[YEARS, &tons]),
        of("one-pile", "sum", "name,a,b,c\nOnly,40,35,25", &[NAMES, &tons]),
        of("two-piles", "share", "name,a,b,c\nOne,40,35,25\nTwo,1,0,2", &[NAMES, &tons]),
        of("piles-zero", "sum", "name,a,b,c\nOne,0,0,0\nTwo,0,0,0", &[NAMES, &tons]),
        of("piles-equal", "sum", "name,a,b,c\nOne,5,5,5\nTwo,5,5,5", &[NAMES, &tons]),
        of("piles-sixty", "sum", &csv("name,a,b,c", sixty), &[NAMES, &tons]),
        of(
            "piles-huge",
            "share",
            "name,a,b,c\nOne,1000000000000000000000000,1000000000000000000000000,1\nTwo,0.0000000000000000000000000001,0,0.0000000000000000000000000003",
            &[NAMES, &tons],
        ),
        of(
            "piles-months",
            "sum",
            "month,a,b,c\n2025-01,40,35,25\n2025-02,30,31,20\n2025-07,20,35,5\n2025-08,40,,9",
            &[MONTHS, &tons],
        ),
        by_kind,
    ]
}

/// Waterfalls.
pub(crate) fn waterfalls() -> Vec<Sample> {
    let form = spec::find("waterfall").expect("a form");
    let budget = Sample::read(form.example.figure, form.example.table, form.example.description);
    let names = |id: &str, more: &str, rows: &str, measure: &str| {
        sample(&entry(&format!("steps-{id}"), "waterfall", "name", &["net"], more), rows, &[NAMES, measure])
    };
    let net = number("net", "t", "bound = \"how\"\nmissing = \"not said\"");
    let ends = "totals = [\"Start\", \"End\"]";
    let long =
        "A step with a name that goes on and on because nobody has told its writer to be short".repeat(2);
    let sixty =
        noise(41).zip(1..=58).map(|(noise, index)| format!("Step {index},{}", noise as i64 % 90 - 40));
    let mut many: Vec<String> = vec!["Start,900".to_owned()];
    many.extend(sixty);
    let bounds = "name,net,how\nStart,400,\nUp,100,almost\nDown,-50,\nMore,20,more-than\nEnd,480,";
    vec![
        budget,
        names("bounds", ends, bounds, &net),
        names(
            "marked",
            &format!(
                "{ends}\nhighlight = [\"Fire\"]\nannotations = [{{ x = \"Fire\", text = \"The old hall burned down in March\" }}]"
            ),
            "name,net\nStart,1200\nSales,350\nFire,-780\nGrants,90\nWages,-1210\nEnd,-350",
            &net,
        ),
        names("missing", ends, "name,net\nStart,120\nSales,35\nUnknown,\nEnd,140", &net),
        names("one", "", "name,net\nOnly,12", &net),
        names("two", "totals = [\"A\"]", "name,net\nA,12\nB,-12", &net),
        names("zero", ends, "name,net\nStart,0\nNothing,0\nEnd,0", &net),
        names("equal", ends, "name,net\nStart,7\nUp,7\nEnd,14", &net),
        names("losses", "", "name,net\nFirst,-7\nSecond,-12\nThird,4", &net),
        names("long", ends, &format!("name,net\nStart,70\n{long},9\n👩🏽‍🚀 e\u{301},-30\nEnd,49"), &net),
        names("sixty", "", &csv("name,net", many), &net),
        sample(
            &entry("steps-years", "waterfall", "year", &["net"], "totals = [\"2019\"]"),
            "year,net\n2019,1250000000\n2020,-230000000\n2021,95000000\n2022,740000000\n2023,-10000000",
            &[YEARS, &number("net", "USD", "")],
        ),
    ]
}

/// Lollipops.
pub(crate) fn lollipops() -> Vec<Sample> {
    let form = spec::find("lollipop").expect("a form");
    let waits = Sample::read(form.example.figure, form.example.table, form.example.description);
    let names = |id: &str, more: &str, rows: &str, measure: &str| {
        sample(&entry(&format!("stems-{id}"), "lollipop", "name", &["days"], more), rows, &[NAMES, measure])
    };
    let days = number("days", "d", "bound = \"how\"\nmissing = \"not said\"");
    let long =
        "An office with a name that goes on and on because nobody has told its founder to be short".repeat(2);
    let sixty = noise(51).zip(1..=60).map(|(noise, index)| format!("Place {index},{}", 40 + noise % 60));
    vec![
        waits,
        names(
            "bounds",
            "highlight = [\"almost\"]",
            "name,days,how\nexactly,100,\nabout,100,about\nalmost,100,almost\nmore,100,more-than\nless,100,less-than\nat least,100,at-least\nat most,100,at-most\ngone,,",
            &days,
        ),
        names("sixty", "sort = \"-days\"\nhighlight = [\"Place 7\"]", &csv("name,days", sixty), &days),
        names("signs", "", "name,days\nNorth,12.5\nEast,-3.1\nSouth,-18\nWest,0", &days),
        names(
            "one",
            "annotations = [{ x = \"Only\", text = \"The only one that answered\" }]",
            "name,days\nOnly,12",
            &days,
        ),
        names("equal", "", "name,days\nA,5\nB,5", &days),
        names("zero", "", "name,days\nA,0\nB,0", &days),
        names("long", "", &format!("name,days\n{long},31\nShort,22\n👩🏽‍🚀 e\u{301},9"), &days),
        sample(
            &entry("stems-ranges", "lollipop", "year", &["share"], ""),
            "year,share,low,high\n2020,31,28,34\n2021,35,31,39\n2022,29,,\n2023,41,37,46",
            &[YEARS, &number("share", "%", "low = \"low\"\nhigh = \"high\"\ninterval = \"95 % interval\"")],
        ),
    ]
}

/// Columns that are projections from some point on.
pub(crate) fn projections() -> Vec<Sample> {
    let people = number("people", "people", "bound = \"how\"");
    vec![sample(
        &entry(
            "column-projected",
            "column",
            "year",
            &["people"],
            "projected_from = \"2026\"\nhighlight = [\"2028\"]",
        ),
        "year,people,how\n2022,510,\n2023,540,\n2024,575,\n2025,610,\n2026,650,about\n2027,700,about\n2028,760,about",
        &[YEARS, &people],
    )]
}

/// Remarks, reference lines and ranges on all lengths.
pub(crate) fn compared() -> Vec<Sample> {
    let days = number("days", "d", "bound = \"how\"\nmissing = \"not said\"");
    let rows = "name,days\nHarbour,91\nNorth,63\nStation,62\nEast,49\nOld town,34\nSouth,20";
    let notes = r#"annotations = [
  { y = 30, text = "Legal limit" },
  { y = 45, to = 60, text = "Usual in the country" },
  { x = "Old town", text = "Closed to the public from March to May" },
]"#;
    let band = r#"annotations = [{ x = "North", to = "East", text = "One registry" }, { y = 120, text = "The law of 1998" }]"#;
    let mut all = Vec::new();
    for form in ["bar", "lollipop", "column"] {
        let of = |id: &str, more: &str| {
            sample(&entry(&format!("{form}-{id}"), form, "name", &["days"], more), rows, &[NAMES, &days])
        };
        all.push(of("compared", notes));
        all.push(of("band", band));
    }
    let money: String = ["rent", "wages"].map(|name| number(name, "EUR", "")).concat();
    for form in ["bar", "column"] {
        let more = "stack = \"sum\"\nannotations = [{ y = 500, text = \"Budget\" }, { x = \"2022\", text = \"The lease was renewed\" }]";
        all.push(sample(
            &entry(&format!("{form}-stack-compared"), form, "year", &["rent", "wages"], more),
            "year,rent,wages\n2021,120,300\n2022,140,320\n2023,150,480\n2024,180,510",
            &[YEARS, &money],
        ));
    }
    all
}

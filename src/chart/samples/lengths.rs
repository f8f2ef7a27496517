//! The family of lengths from zero: parts of a whole, steps, stems.

use crate::chart::samples::{MONTHS, NAMES, Sample, YEARS, csv, entry, noise, number, sample};

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

fn odd(form: &str) -> Vec<Sample> {
    let parts = ["a", "b", "c"];
    let tons: String = parts.map(|name| number(name, "t", "missing = \"not counted\"")).concat();
    let bounded: String = parts
        .map(|name| number(name, "t", &format!("bound = \"{name}_how\"\nmissing = \"not counted\"")))
        .concat();
    let long =
        "A part with a name that goes on and on because nobody has told its writer to be short".repeat(2);
    let long_names = format!(
        "[columns.name]\ntype = \"text\"\nlabel = \"Name\"\n[columns.kind]\ntype = \"text\"\nlabel = \"Kind\"\n{}",
        number("tons", "t", "")
    );
    let sixty = noise(31)
        .zip(1..=60)
        .map(|(noise, index)| format!("Place {index},{},{},{}", noise % 90, noise % 71, noise % 37));
    let bounds = "name,a,a_how,b,b_how,c,c_how\nExact,400,,300,,200,\nLast almost,400,,300,,200,almost\nFirst almost,400,almost,300,,200,\nLast more,400,,300,,200,more-than\nFirst more,400,more-than,300,,200,\nAll about,400,about,300,about,200,about\nLess and more,400,less-than,300,,200,more-than";
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
        of("bounds", "sum", bounds, &[NAMES, &bounded]),
        of("bound-shares", "share", bounds, &[NAMES, &bounded]),
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

//! Phrases with what a person reads in them (`tests/wording/`): how often the program reads the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::tests::{lexicon, shown};
use super::*;

/// A line of the table.
struct Phrase<'a> {
    language: &'a str,
    text: &'a str,
    value: Option<Decimal>,
    high: Option<Decimal>,
    units: Vec<&'a str>,
    hedges: Vec<&'a str>,
}

fn phrases(table: &str) -> Vec<Phrase<'_>> {
    let number = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a number"));
    let lines = table.lines().skip(1).filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Phrase {
                language: cells[0],
                text: cells[1],
                value: number(cells[2]),
                high: number(cells[3]),
                units: cells[4].split('|').filter(|unit| !unit.is_empty()).collect(),
                hedges: cells[5].split('|').filter(|hedge| !hedge.is_empty()).collect(),
            }
        })
        .collect()
}

/// The quantity that the phrase is about, as the program reads it: the first; two ends as one range where one is meant.
fn quantity(phrase: &Phrase<'_>, lexicon: &Lexicon) -> Option<Claim> {
    let claims = read(phrase.text, lexicon);
    let mut quantities = claims.iter().filter(|claim| claim.is_quantity());
    let first = quantities.next()?;
    let next = quantities.next().filter(|_| phrase.high.is_some());
    let joined = next.and_then(|next| join(phrase.text, lexicon, first, next));
    Some(joined.unwrap_or_else(|| first.clone()))
}

fn is_near(found: Decimal, expected: Decimal) -> bool {
    (found - expected).abs() <= Decimal::new(1, 6).max(expected.abs() * Decimal::new(1, 9))
}

/// Other spellings of the table.
fn symbol(unit: &str) -> &str {
    match unit {
        "ac" => "acre",
        "mg/L" => "mg/l",
        other => other,
    }
}

fn has_value_and_unit(phrase: &Phrase<'_>, found: Option<&Claim>) -> bool {
    let (Some(value), Some(claim)) = (phrase.value, found) else {
        return phrase.value.is_none() && found.is_none();
    };
    let per_cent = claim.units == [Unit::Symbol("%")];
    let hundredth = per_cent && phrase.units.is_empty();
    let scaled = |value: Decimal| if hundredth { value / Decimal::ONE_HUNDRED } else { value };
    let high = match (phrase.high, claim.high) {
        (Some(expected), Some(found)) => is_near(scaled(found), expected),
        (expected, found) => expected.is_none() && found.is_none(),
    };
    let counted = |unit: &Unit| matches!(unit, Unit::Symbol("d" | "h" | "min" | "s") | Unit::Noun(_));
    let units = if phrase.units.is_empty() {
        hundredth || claim.units.iter().all(counted)
    } else {
        claim.units.iter().any(|unit| phrase.units.iter().any(|expected| symbol(expected) == unit.id()))
    };
    is_near(scaled(claim.value), value) && high && units
}

fn has_hedge(phrase: &Phrase<'_>, found: Option<&Claim>) -> bool {
    found.map_or(phrase.value.is_none(), |claim| phrase.hedges.contains(&claim.hedge.word()))
}

/// What is read of a table: how many values and units, hedges and phrases; the misses.
struct Outcome {
    values: usize,
    hedges: usize,
    phrases: usize,
    misses: Vec<String>,
}

fn outcome(table: &str) -> Outcome {
    let mut lexicons = BTreeMap::new();
    let mut outcome = Outcome { values: 0, hedges: 0, phrases: 0, misses: Vec::new() };
    for phrase in phrases(table) {
        let lexicon = lexicons.entry(phrase.language).or_insert_with(|| lexicon(phrase.language));
        let found = quantity(&phrase, lexicon);
        let value = has_value_and_unit(&phrase, found.as_ref());
        let hedge = has_hedge(&phrase, found.as_ref());
        outcome.phrases += 1;
        outcome.values += usize::from(value);
        outcome.hedges += usize::from(hedge);
        if !(value && hedge) {
            let read = found.as_ref().map_or("nothing".into(), |claim| shown(phrase.text, claim));
            outcome.misses.push(format!("{}\t{}\t{read}", phrase.language, phrase.text));
        }
    }
    outcome
}

fn report(outcome: &Outcome) -> String {
    let per_cent = |count: usize| Decimal::from(count * 100) / Decimal::from(outcome.phrases.max(1));
    let mut report = format!(
        "{} phrases: values and units {:.1} %, hedges {:.1} %\n",
        outcome.phrases,
        per_cent(outcome.values),
        per_cent(outcome.hedges)
    );
    for miss in &outcome.misses {
        let _ = writeln!(report, "{miss}");
    }
    report
}

/// Phrases that are not read as a person reads them. The list may only grow shorter.
const MISSES: &[&str] = &[
    // A dash with blanks around it may be a minus or a pause.
    "mit – 0,3 Prozentpunkten",
    // "A fourth works" and "a fourth works council" begin alike.
    "solo un quarto lavora in Italia",
];

/// A third of the phrases was set aside before there was a reader, and was first run when it was done.
#[test]
fn phrases_set_aside_are_read_too() {
    let outcome = outcome(include_str!("../../../tests/wording/reserved.tsv"));
    let report = report(&outcome);
    assert!(outcome.phrases >= 150, "{report}");
    assert!(outcome.values * 100 >= outcome.phrases * 97, "{report}");
    assert!(outcome.hedges * 100 >= outcome.phrases * 90, "{report}");
}

#[test]
fn phrases_are_read_as_a_person_reads_them() {
    let outcome = outcome(include_str!("../../../tests/wording/phrases.tsv"));
    let report = report(&outcome);
    assert!(outcome.phrases >= 300, "{report}");
    assert!(outcome.values * 100 >= outcome.phrases * 97, "{report}");
    assert!(outcome.hedges * 100 >= outcome.phrases * 90, "{report}");
    let texts: Vec<&str> = outcome.misses.iter().filter_map(|miss| miss.split('\t').nth(1)).collect();
    assert_eq!(texts, MISSES, "{report}");
}

//! Numbers that d3 gave for the same questions (`tests/charts/oracle/d3.mjs`), and where ours differ on purpose.

use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::scale::{Scale, ticks};

const D3: &str = include_str!("../../../tests/charts/oracle/d3.tsv");

/// What was asked and answered under a kind: the cells of each line.
fn answers(kind: &str) -> Vec<Vec<&'static str>> {
    let lines = D3.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let found: Vec<Vec<&str>> = lines.filter(|cells| cells.first() == Some(&kind)).collect();
    assert!(!found.is_empty(), "d3 was asked for {kind}");
    found
}

fn decimal(text: &str) -> Decimal {
    let read = Decimal::from_str(text).or_else(|_| Decimal::from_scientific(text));
    read.unwrap_or_else(|_| panic!("`{text}` is no number"))
}

fn decimals(text: &str) -> Vec<Decimal> {
    text.split(' ').map(|number| decimal(number).normalize()).collect()
}

/// Ticks are those of d3 on the domain that it makes nice, for one of the numbers of ticks that it can be asked for.
///
/// The one difference: the step 2.5, which d3 never takes and we take where it leaves less of the axis empty, as
/// quarters of 100 %. Each such domain is listed here.
#[test]
fn ticks_are_those_of_d3_but_for_steps_of_a_quarter() {
    let mut offered: Vec<(Decimal, Decimal, Vec<Vec<Decimal>>)> = Vec::new();
    for cells in answers("ticks") {
        let [_, low, high, _, values] = cells[..] else { panic!("{cells:?}") };
        let (low, high) = (decimal(low), decimal(high));
        match offered.last_mut() {
            Some((first, last, lists)) if (*first, *last) == (low, high) => lists.push(decimals(values)),
            _ => offered.push((low, high, vec![decimals(values)])),
        }
    }
    let mut quarters = Vec::new();
    for (low, high, lists) in &offered {
        let ours: Vec<Decimal> = ticks(*low, *high).values.iter().map(Decimal::normalize).collect();
        if !lists.contains(&ours) {
            let step = (ours[1] - ours[0]).normalize();
            let digits = step.mantissa().to_string();
            assert_eq!(digits.trim_end_matches('0'), "25", "{low} to {high}: {ours:?}");
            quarters.push(format!("{low} to {high}"));
        }
    }
    let listed = [
        "0 to 1",
        "0 to 7",
        "0 to 9.5",
        "0 to 97",
        "0 to 100",
        "0 to 124",
        "0 to 9900000000",
        "0 to 0.00065",
        "0.05 to 0.06",
    ];
    assert_eq!(quarters, listed, "domains with steps of 2.5, 25, 0.25 …");
}

/// Places on a logarithmic axis are those of d3 to nine digits.
#[test]
fn logarithmic_places_are_those_of_d3() {
    for cells in answers("log") {
        let [_, low, high, value, share] = cells[..] else { panic!("{cells:?}") };
        let ours = Scale::log(decimal(low), decimal(high)).fraction(decimal(value));
        let theirs = decimal(share).to_f64().expect("a number");
        assert!((ours - theirs).abs() < 1e-9, "{value} between {low} and {high}: {ours}, d3 says {theirs}");
    }
}

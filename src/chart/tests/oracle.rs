//! Numbers that d3 gave for the same questions (`tests/charts/oracle/d3.mjs`), and where ours differ on purpose.

use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::read_back::Pairs;
use crate::chart::samples::{NAMES, csv, draw, entry, formatter, number, sample};
use crate::chart::scale::{Scale, ticks};
use crate::chart::scene::{Role, Shape, Shown};
use crate::chart::statistics::{Classes, class_count, quantile};

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

/// The list of values that were asked about under a name.
fn asked(name: &str) -> Vec<Decimal> {
    let lines = answers("values");
    let line = lines.iter().find(|cells| cells.get(1) == Some(&name)).expect("values of that name");
    line.get(2).map(|values| decimals(values)).expect("a list")
}

#[test]
fn quantiles_are_those_of_d3() {
    for cells in answers("quantiles") {
        let [_, name, shares, theirs] = cells[..] else { panic!("{cells:?}") };
        let values = asked(name);
        for (share, theirs) in decimals(shares).into_iter().zip(decimals(theirs)) {
            assert_eq!(quantile(&values, share), Some(theirs), "{name} at {share}");
        }
    }
}

/// Classes have the edges and counts of d3, and their number is that of d3 where none is asked for.
///
/// Differences, both on purpose: a value that stands on the last edge belongs to the class before it, where d3 opens a
/// class behind; and whole numbers that span less than twenty have a class each. No list here has the second.
#[test]
fn classes_are_those_of_d3_but_for_a_value_on_the_last_edge() {
    for cells in answers("classes") {
        let [_, name, by_spread, _] = cells[..] else { panic!("{cells:?}") };
        assert_eq!(class_count(&asked(name)).to_string(), by_spread, "{name}");
    }
    let mut closed = Vec::new();
    for cells in answers("bins") {
        let [_, name, wanted, edges, counts] = cells[..] else { panic!("{cells:?}") };
        let values = asked(name);
        let (mut edges, mut counts) = (decimals(edges), decimals(counts));
        let classes = Classes::of(&values, wanted.parse().ok());
        if classes.is_closed && classes.edges.len() + 1 == edges.len() {
            edges.pop();
            let on_edge = counts.pop().unwrap_or_default();
            counts.last_mut().into_iter().for_each(|last| *last += on_edge);
            closed.push(format!("{name} in {wanted}"));
        }
        assert_eq!(classes.edges, edges, "{name} in {wanted}");
        let mut ours = vec![Decimal::ZERO; classes.count()];
        values.iter().for_each(|value| ours[classes.holding(*value)] += Decimal::ONE);
        assert_eq!(ours, counts, "{name} in {wanted}");
    }
    assert_eq!(closed, ["seattle-days.temperature in 5"], "35 °C on the edge at 35");
}

/// Ends of the parts of stacked columns are those of `d3.stack`, read off the drawing.
#[test]
fn stacks_are_those_of_d3() {
    let formatter = formatter("en");
    for kind in ["sum", "share"] {
        // Of nothing d3 makes shares of nothing; here that is refused.
        let is_drawn = |cells: &Vec<&str>| cells[1] == kind && (kind != "share" || cells[2] != "0 0 0");
        let rows: Vec<Vec<&str>> = answers("stack").into_iter().filter(is_drawn).collect();
        let line = |(at, cells): (usize, &Vec<&str>)| format!("r{at},{}", cells[2].replace(' ', ","));
        let table = csv("name,a,b,c", rows.iter().enumerate().map(line));
        let stack = format!("stack = \"{kind}\"");
        let columns = ["a", "b", "c"].map(|name| number(name, "TB", ""));
        let described: Vec<&str> = [NAMES].into_iter().chain(columns.iter().map(String::as_str)).collect();
        let stacked = sample(&entry("piles", "column", "name", &["a", "b", "c"], &stack), &table, &described);
        let drawing = draw(&stacked, &formatter);
        let wide = drawing.panels[0].scene.marks.iter().filter(|mark| mark.shown != Shown::Narrow);
        let mut pairs = Pairs::default();
        for mark in wide {
            let (Shape::Rect(area), Some(datum), Role::Mass) = (&mark.shape, mark.datum, mark.ink.role)
            else {
                continue;
            };
            let row = &rows[usize::try_from(datum.at).expect("a row")];
            let ends: Vec<f64> = row[3].split(' ').map(|end| end.parse().expect("a number")).collect();
            pairs.0.push((ends[2 * datum.series], f64::from(area.bottom)));
            pairs.0.push((ends[2 * datum.series + 1], f64::from(area.top)));
        }
        assert!(pairs.assert_straight(kind, 10.0) >= 2 * 9, "{kind}: {:?}", pairs.0);
    }
}

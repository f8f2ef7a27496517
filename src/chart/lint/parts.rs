//! What parts of a whole must be before they can be stacked.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::chart::forms::parts::whole_of;
use crate::chart::lint::Case;
use crate::chart::options::Stack;
use crate::chart::values::raw;
use crate::codes;
use crate::data::Cell;
use crate::diag::{Diagnostic, Place};
use crate::quantity::{Interval, Quantity, Unit};

/// The parts of one pile: its place on the axis, and the row of each series that has a value.
struct Pile {
    x: String,
    /// A row of it.
    row: usize,
    /// By series: row and column of the value.
    cells: Vec<Option<(usize, usize)>>,
}

/// Findings of all rules about `stack`.
pub(crate) fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some((kind, place)) = case.entry.options.stack.as_ref().map(|stack| (stack.value, &stack.place))
    else {
        return Vec::new();
    };
    if case.series.len() < 2 {
        let hint = "name the column that tells the parts apart in `series`, or several measures in `y`";
        let message = "`stack` puts several series together, and this chart has one";
        return vec![Diagnostic::new(&codes::figure::CHANNEL, place.clone(), message).hint(hint)];
    }
    if kind == Stack::Sum {
        return Vec::new();
    }
    let piles = piles(case);
    let found = negative(case, kind)
        .or_else(|| missing(case, kind, &piles, place))
        .or_else(|| not_a_whole(case, kind, &piles, place));
    found.into_iter().collect()
}

fn piles(case: &Case<'_>) -> Vec<Pile> {
    let Some(x) = case.channels.x else { return Vec::new() };
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut piles: Vec<Pile> = Vec::new();
    for row in &case.channels.rows {
        let name = raw(case.cell(x, *row)).into_owned();
        known.entry(name.clone()).or_insert_with(|| {
            piles.push(Pile { x: name, row: *row, cells: vec![None; case.series.len()] });
            piles.len() - 1
        });
    }
    for (index, line) in case.series.iter().enumerate() {
        for row in &line.rows {
            let pile = known.get(&*raw(case.cell(x, *row))).and_then(|pile| piles.get_mut(*pile));
            if let Some(cell) = pile.and_then(|pile| pile.cells.get_mut(index)) {
                *cell = Some((*row, line.measure));
            }
        }
    }
    piles
}

fn unit<'a>(case: &Case<'a>) -> Option<&'a Unit> {
    let table = case.table;
    case.channels.y.first().and_then(|measure| table.columns.get(*measure)?.unit.as_ref())
}

fn error(place: Place, message: String, hint: &str) -> Diagnostic {
    Diagnostic::new(&codes::figure::PARTS, place, message).hint(hint)
}

/// A part below zero has no place among shares or on a side.
fn negative(case: &Case<'_>, kind: Stack) -> Option<Diagnostic> {
    let lines = case.series.iter();
    let mut cells = lines.flat_map(|line| line.rows.iter().map(|row| (*row, line.measure)));
    let (row, measure) = cells.find(
        |(row, measure)| matches!(case.cell(*measure, *row), Cell::Number(number) if number.value < Decimal::ZERO),
    )?;
    let message = match kind {
        Stack::Diverging => "a part on one side of a middle cannot be below zero",
        Stack::Sum | Stack::Share => "a part of 100 % cannot be below zero",
    };
    let hint = "write `stack = \"sum\"`, which puts negative parts below zero, or take `stack` out";
    Some(error(case.table.cell_place(row, measure), message.to_owned(), hint))
}

/// A share of a whole that nobody knows, or a side whose beginning nobody knows.
fn missing(case: &Case<'_>, kind: Stack, piles: &[Pile], place: &Place) -> Option<Diagnostic> {
    if kind == Stack::Share && whole_of(unit(case)).is_some() {
        return None;
    }
    let (pile, index) =
        piles.iter().find_map(|pile| Some((pile, pile.cells.iter().position(Option::is_none)?)))?;
    let line = case.series.get(index)?;
    let column = case.table.columns.get(line.measure).map_or("", |column| &column.name);
    let name = if line.name.is_empty() { column } else { &line.name };
    let message = match kind {
        Stack::Diverging => {
            format!("`{}` has no value for `{name}`: where its parts begin is not known", pile.x)
        }
        Stack::Sum | Stack::Share => {
            format!(
                "`{}` has no value for `{name}`: shares of a whole that is not known cannot be drawn",
                pile.x
            )
        }
    };
    let hint = "fill the table, leave the row out with `where`, or write `stack = \"sum\"`, which hatches what is missing";
    let cell = case.table.cell_place(pile.row, line.measure);
    Some(error(place.clone(), message, hint).also(cell, "the row is here"))
}

/// Parts that are nothing together, and shares that are less or more than 100 % by more than rounding leaves: half a
/// per cent each.
fn not_a_whole(case: &Case<'_>, kind: Stack, piles: &[Pile], place: &Place) -> Option<Diagnostic> {
    if kind != Stack::Share {
        return None;
    }
    let whole = whole_of(unit(case));
    piles.iter().find_map(|pile| {
        let cells: Vec<(usize, usize)> = pile.cells.iter().flatten().copied().collect();
        let quantity = |(row, measure): &(usize, usize)| case.table.columns.get(*measure)?.quantity(*row);
        let parts: Vec<Quantity> = cells.iter().filter_map(quantity).collect();
        let named: Decimal = parts.iter().map(|part| part.value).sum();
        let (message, hint) = if named.is_zero() {
            let hint = "leave the row out with `where`, or write `stack = \"sum\"`";
            (format!("the parts of `{}` are nothing together, and nothing has no shares", pile.x), hint)
        } else {
            let whole = whole.filter(|whole| !can_be(*whole, &parts, pile.cells.len()))?;
            let (named, whole) = (named.normalize(), whole.normalize());
            let hint =
                "add what is missing as a part of its own, correct the table, or write `stack = \"sum\"`";
            (format!("the parts of `{}` are {named} together, not {whole}", pile.x), hint)
        };
        let found = error(place.clone(), message, hint);
        Some(match cells.first() {
            Some((row, measure)) => found.also(case.table.cell_place(*row, *measure), "the row is here"),
            None => found,
        })
    })
}

/// Whether parts may be a whole, with what bounds and rounding leave open; parts that are missing may be anything
/// that is left.
fn can_be(whole: Decimal, parts: &[Quantity], count: usize) -> bool {
    let rounding = whole * Decimal::new(5, 3) * Decimal::from(count);
    let none = Some(Interval::point(Decimal::ZERO));
    let sum = parts.iter().fold(none, |sum, part| sum?.plus(part.interval()).ok());
    let Some(sum) = sum else { return true };
    let is_below = sum.high.is_some_and(|high| high.at < whole - rounding);
    let is_above = sum.low.is_some_and(|low| low.at > whole + rounding);
    !is_above && (!is_below || parts.len() < count)
}

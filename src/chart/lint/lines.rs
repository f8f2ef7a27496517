//! What lines and areas may not show: ends in the wrong order, amounts below the base, numbers beyond measure.

use rust_decimal::Decimal;

use crate::chart::At;
use crate::chart::lint::Case;
use crate::chart::options::Stack;
use crate::chart::scale::LARGEST;
use crate::chart::values::raw;
use crate::codes;
use crate::data::Cell;
use crate::diag::{Diagnostic, Place};

/// Findings of all rules about lines and areas.
pub(crate) fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    [bands, areas, too_large].iter().flat_map(|rule| rule(case)).collect()
}

fn number(case: &Case<'_>, column: usize, row: usize) -> Option<Decimal> {
    match case.cell(column, row) {
        Cell::Number(number) => Some(number.value),
        _ => None,
    }
}

/// Bands have a low and a high end in this order, and each lies inside the one before it.
fn bands(case: &Case<'_>) -> Vec<Diagnostic> {
    let bands = &case.channels.settings.bands;
    let Some((first, _)) = case.entry.options.bands.first() else { return Vec::new() };
    if case.channels.y.len() > 1 {
        let message = "`bands` belong to one measure, and `y` names several";
        let hint = "name one measure, or split it with `series`";
        return vec![Diagnostic::new(&codes::figure::CHANNEL, first.place.clone(), message).hint(hint)];
    }
    let fault = |row: &usize| {
        let mut outer: Option<(Decimal, Decimal)> = None;
        for (low, high) in bands {
            let place = |column: usize| case.table.cell_place(*row, column);
            let (low_end, high_end) = match (number(case, *low, *row), number(case, *high, *row)) {
                (Some(low), Some(high)) => (low, high),
                (None, None) => continue,
                (Some(_), None) => return Some(fault(place(*low), "this end of a band has no high end")),
                (None, Some(_)) => return Some(fault(place(*high), "this end of a band has no low end")),
            };
            if low_end > high_end {
                let message = format!(
                    "the low end {} lies above the high end {}",
                    raw(case.cell(*low, *row)),
                    raw(case.cell(*high, *row))
                );
                return Some(
                    fault(place(*low), message).hint("take low before high in each pair of `bands`"),
                );
            }
            if outer.is_some_and(|(least, most)| low_end < least || high_end > most) {
                let message = "this band reaches beyond the one before it";
                let beyond = if outer.is_some_and(|(least, _)| low_end < least) { *low } else { *high };
                return Some(fault(place(beyond), message).hint("name the widest pair of `bands` first"));
            }
            outer = Some((low_end, high_end));
        }
        None
    };
    case.channels.rows.iter().find_map(fault).into_iter().collect()
}

fn fault(place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::figure::BAND, place, message)
}

/// Areas stand on zero, and on each other.
fn areas(case: &Case<'_>) -> Vec<Diagnostic> {
    if case.form.name != "area" {
        return Vec::new();
    }
    let stack = case.entry.options.stack.as_ref();
    if let Some(stack) = stack.filter(|stack| stack.value == Stack::Diverging) {
        let message = "areas have no middle to stand on both sides of";
        let hint = "write `stack = \"sum\"` or `\"share\"`, or `form = \"bar\"`";
        return vec![Diagnostic::new(&codes::figure::CHANNEL, stack.place.clone(), message).hint(hint)];
    }
    if stack.is_none() && case.series.len() > 1 {
        let message = "several areas on one base hide each other";
        let hint = "write `stack = \"sum\"` or `\"share\"`, or `form = \"line\"`";
        return vec![
            Diagnostic::new(&codes::figure::CHANNEL, case.entry.form.place.clone(), message).hint(hint),
        ];
    }
    let mut cells = case.series.iter().flat_map(|line| line.rows.iter().map(|row| (*row, line.measure)));
    let below =
        cells.find(|(row, measure)| number(case, *measure, *row).is_some_and(|value| value < Decimal::ZERO));
    let Some((row, measure)) = below else { return Vec::new() };
    let place = case.table.cell_place(row, measure);
    let message = "an area stands on zero: an amount below it has no area";
    vec![
        Diagnostic::new(&codes::figure::BELOW_ZERO, place, message)
            .hint("write `form = \"line\"`, or `form = \"column\"`, whose columns hang below zero"),
    ]
}

/// Ends of bands, and reference lines, beyond what a chart can measure.
fn too_large(case: &Case<'_>) -> Vec<Diagnostic> {
    let columns = || case.channels.settings.bands.iter().flat_map(|(low, high)| [*low, *high]);
    let is_beyond = |value: Decimal| value.abs() > LARGEST;
    let cells = case.channels.rows.iter().flat_map(|row| columns().map(|column| (*row, column)));
    let cell = cells.filter(|(row, column)| number(case, *column, *row).is_some_and(is_beyond)).take(1);
    let places = cell.map(|(row, column)| case.table.cell_place(row, column));
    let lines = case.entry.annotations.iter().flat_map(|annotation| match &annotation.at {
        At::Y(value, to) => [Some(value), to.as_ref()],
        At::X(..) => [None, None],
    });
    let lines = lines.flatten().filter(|end| is_beyond(end.value)).map(|end| end.place.clone());
    let message = "a chart holds numbers up to 10²⁴; this one is larger";
    places.chain(lines).map(|place| Diagnostic::new(&codes::figure::TOO_LARGE, place, message)).collect()
}

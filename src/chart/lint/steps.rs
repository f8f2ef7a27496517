//! Whether the steps of a waterfall lead to the totals that are said.

use rust_decimal::Decimal;

use crate::chart::lint::Case;
use crate::chart::values::raw;
use crate::codes;
use crate::data::Cell;
use crate::diag::Diagnostic;
use crate::quantity::Interval;

/// Findings about totals, in the order of the rows.
pub(crate) fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let is_waterfall = case.form.needs.keys.contains(&"totals");
    let (Some(x), [measure], true) = (case.channels.x, case.channels.y.as_slice(), is_waterfall) else {
        return Vec::new();
    };
    let mut walk = Walk {
        case,
        x,
        measure: *measure,
        found: Vec::new(),
        reach: Interval::point(Decimal::ZERO),
        steps: 0,
        is_lost: false,
    };
    for (row, next) in rows(case).iter().zip(rows(case).iter().skip(1).map(Some).chain([None])) {
        walk.row(*row, next.copied());
    }
    walk.found
}

/// The rows as they stand on the axis: periods in their order, all else as the table has it.
fn rows(case: &Case<'_>) -> Vec<usize> {
    let mut rows = case.channels.rows.clone();
    if let Some(x) = case.channels.x {
        rows.sort_by_key(|row| match case.cell(x, *row) {
            Cell::Period(period) => Some(period.first_day()),
            _ => None,
        });
    }
    rows
}

struct Walk<'a> {
    case: &'a Case<'a>,
    x: usize,
    measure: usize,
    found: Vec<Diagnostic>,
    /// What the level may be.
    reach: Interval,
    /// How many numbers it is made of.
    steps: u32,
    /// Whether a step without a figure lies behind.
    is_lost: bool,
}

impl Walk<'_> {
    fn is_total(&self, row: usize) -> bool {
        self.case.channels.settings.totals.contains(self.case.cell(self.x, row))
    }

    fn row(&mut self, row: usize, next: Option<usize>) {
        let column = self.case.table.columns.get(self.measure);
        let Some(quantity) = column.and_then(|column| column.quantity(row)) else {
            return self.missing(row, next);
        };
        if self.is_total(row) {
            if self.steps > 0 && !self.is_lost {
                self.compare(row, quantity.interval());
            }
            (self.reach, self.steps, self.is_lost) = (quantity.interval(), 1, false);
        } else {
            self.reach = self.reach.plus(quantity.interval()).unwrap_or(Interval::ANYTHING);
            self.steps += 1;
        }
    }

    fn missing(&mut self, row: usize, next: Option<usize>) {
        self.is_lost = true;
        if !self.is_total(row) && next.is_some_and(|next| self.is_total(next)) {
            return;
        }
        let name = raw(self.case.cell(self.x, row)).into_owned();
        let message = format!("`{name}` has no value: nobody knows at what level the next step begins");
        let place = self.case.table.cell_place(row, self.measure);
        self.found.push(Diagnostic::new(&codes::figure::PARTS, place, message).hint(
            "fill the cell, leave the row out with `where`, or put a total behind it, to which it then leads",
        ));
    }

    /// Warns if a total is not among what the steps before it may lead to; numbers with decimals may be rounded.
    fn compare(&mut self, row: usize, said: Interval) {
        let decimals = self.decimals();
        let rounding = if decimals == 0 { Decimal::ZERO } else { Decimal::new(5, decimals + 1) };
        let rounding = rounding * Decimal::from(self.steps + 1);
        let off = |high: Option<Decimal>, low: Option<Decimal>| match (high, low) {
            (Some(high), Some(low)) if high + rounding < low => Some(low - high),
            _ => None,
        };
        let ends = |reach: Interval| (reach.low.map(|end| end.at), reach.high.map(|end| end.at));
        let ((low, high), (said_low, said_high)) = (ends(self.reach), ends(said));
        let (more, less) = (off(high, said_low), off(said_high, low));
        let Some(difference) = more.or(less) else { return };
        let name = raw(self.case.cell(self.x, row)).into_owned();
        let way = if more.is_some() { "more" } else { "less" };
        let message =
            format!("the total `{name}` is {} {way} than its steps lead to", difference.normalize());
        let place = self.case.table.cell_place(row, self.measure);
        let hint = "add the step that is missing, or correct the table";
        self.found.push(Diagnostic::new(&codes::figure::TOTAL, place, message).hint(hint));
    }

    fn decimals(&self) -> u32 {
        let scale = |row: &usize| match self.case.cell(self.measure, *row) {
            Cell::Number(number) => number.value.normalize().scale(),
            _ => 0,
        };
        self.case.channels.rows.iter().map(scale).max().unwrap_or(0).min(27)
    }
}

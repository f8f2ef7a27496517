//! What readers are told of a figure: what it is, what its bound leaves open, who checked it. In notes, and on the page
//! that shows how figures are known.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::fields::Text;
use crate::locale::format::{DateStyle, UnitStyle};
use crate::quantity::{Bound, End, Interval, Quantity, Unit, telling_places};
use crate::render::words::{self, Writer};
use crate::site::FolderIx;
use crate::site::values::{PassedOver, Resolved, Value};

/// What a figure is; for a cell without a label of its own, the row's name and the column's.
pub(crate) fn label(writer: &Writer<'_>, resolved: &Resolved<'_>) -> String {
    let language = writer.language;
    let label = resolved.label.and_then(|label| words::said(label, &language.tag));
    let label = label.map(|(label, _)| label).unwrap_or_default();
    match resolved.row.map(|row| words::row_name(writer.site, writer.edition.lang, row)) {
        Some(row) if !row.is_empty() => {
            language.messages.text("note.cell", &[("row", &row), ("column", &label)])
        }
        _ => label,
    }
}

/// How many empty cells were left out of what was worked out, in words.
pub(crate) fn passed_over(writer: &Writer<'_>, cells: Option<PassedOver>) -> Option<String> {
    let cells = cells?;
    let formatter = &writer.language.formatter;
    let all = formatter.count(cells.of);
    Some(formatter.counted("note.passed_over", cells.missing, &[("of", &all)]))
}

/// Who checked a figure: ids of names as names, other texts as they are.
pub(crate) fn checkers(writer: &Writer<'_>, scope: FolderIx, checkers: &[Text]) -> Option<String> {
    let name = |checker: &Text| {
        let found = writer.site.name(scope, &checker.value);
        let own = found.and_then(|found| words::said(&found.value.name, &writer.language.tag));
        own.map_or_else(|| checker.value.to_string(), |(name, _)| name)
    };
    let names: Vec<String> = checkers.iter().map(name).collect();
    (!names.is_empty()).then(|| writer.language.formatter.list(&names))
}

/// A value in the page's language, a range by its ends. `is_worked_out` allows it to be rounded.
pub(crate) fn value(writer: &Writer<'_>, value: &Value, is_worked_out: bool) -> String {
    let formatter = &writer.language.formatter;
    match value {
        Value::Quantity(quantity) => self::quantity(writer, quantity, is_worked_out),
        Value::Interval(interval, unit) => range(writer, *interval, unit.as_ref()),
        Value::Period(period) => formatter.period(*period, DateStyle::Long),
        Value::Text(text) => text.to_string(),
        Value::Boolean(value) => {
            writer.language.messages.text(if *value { "value.yes" } else { "value.no" }, &[])
        }
    }
}

/// A number with bound and unit; what was worked out is rounded to few digits, and that is said.
pub(crate) fn quantity(writer: &Writer<'_>, quantity: &Quantity, is_worked_out: bool) -> String {
    let formatter = &writer.language.formatter;
    let rounded = quantity
        .value
        .round_dp_with_strategy(telling_places(quantity.value), RoundingStrategy::MidpointAwayFromZero);
    if !is_worked_out || rounded == quantity.value {
        let exact = Quantity { value: quantity.value.normalize(), ..quantity.clone() };
        return formatter.quantity(if is_worked_out { &exact } else { quantity }, UnitStyle::Symbol);
    }
    let rounded = Quantity { value: rounded.normalize(), ..quantity.clone() };
    let written = formatter.quantity(&rounded, UnitStyle::Symbol);
    writer.language.messages.text("evidence.rounded", &[("value", &written)])
}

/// A range by its ends, rounded outward: "more than 3.325 and less than 3.5".
pub(crate) fn range(writer: &Writer<'_>, interval: Interval, unit: Option<&Unit>) -> String {
    let messages = &writer.language.messages;
    let formatter = &writer.language.formatter;
    let amount = |at: Decimal| formatter.amount(at, unit, UnitStyle::Symbol);
    // "more than 5 and less than 7 km", but "more than US$5 and less than US$7"
    let first_unit = unit.filter(|unit| formatter.clings(unit, UnitStyle::Symbol));
    let first = |at: Decimal| formatter.amount(at, first_unit, UnitStyle::Symbol);
    let low = |end: End| outward(end, true);
    let high = |end: End| outward(end, false);
    match (interval.low.map(low), interval.high.map(high)) {
        (Some(low), Some(high)) if low.closed && high.closed && low.at == high.at => amount(low.at),
        (Some(low), Some(high)) if low.closed && high.closed => {
            let between = Quantity::between(low.at, high.at, unit.cloned());
            formatter.quantity(&between, UnitStyle::Symbol)
        }
        (Some(low), Some(high)) => {
            let (low, high) = (end_words(writer, low, true, &first), end_words(writer, high, false, &amount));
            messages.text("evidence.range", &[("low", &low), ("high", &high)])
        }
        (Some(low), None) => end_words(writer, low, true, &amount),
        (None, Some(high)) => end_words(writer, high, false, &amount),
        (None, None) => messages.text("evidence.anything", &[]),
    }
}

fn end_words(writer: &Writer<'_>, end: End, is_low: bool, amount: &dyn Fn(Decimal) -> String) -> String {
    let bound = match (is_low, end.closed) {
        (true, true) => Bound::AtLeast,
        (true, false) => Bound::MoreThan,
        (false, true) => Bound::AtMost,
        (false, false) => Bound::LessThan,
    };
    writer.language.messages.text(&format!("hedge.{}", bound.word()), &[("value", &amount(end.at))])
}

/// An end with few digits, moved away from the range if it has more; where it was moved, it is not reached.
pub(crate) fn outward(end: End, is_low: bool) -> End {
    let strategy =
        if is_low { RoundingStrategy::ToNegativeInfinity } else { RoundingStrategy::ToPositiveInfinity };
    let at = end.at.round_dp_with_strategy(telling_places(end.at), strategy).normalize();
    End { at, closed: end.closed && at == end.at }
}

/// What a bound leaves open, in words and numbers; nothing for texts and times.
pub(crate) fn leaves_open(writer: &Writer<'_>, value: &Value, is_worked_out: bool) -> Option<String> {
    let messages = &writer.language.messages;
    let quantity = match value {
        Value::Quantity(quantity) if !is_worked_out => quantity,
        Value::Interval(..) => return Some(messages.text("evidence.open.worked_out", &[])),
        _ => return None,
    };
    let written = writer.language.formatter.amount(quantity.value, quantity.unit.as_ref(), UnitStyle::Symbol);
    let range = range(writer, quantity.interval(), quantity.unit.as_ref());
    let key = format!("evidence.open.{}", quantity.bound.word());
    Some(messages.text(&key, &[("value", &written), ("range", &range)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn ends_are_moved_outward_and_never_inward() {
        let cases = [
            ("3.325", "3.325", "3.325"),
            ("3.32512", "3.325", "3.326"),
            ("83.3333333", "83.33", "83.34"),
            ("478800000", "478800000", "478800000"),
            ("0.000123456", "0.0001234", "0.0001235"),
            ("-3.32512", "-3.326", "-3.325"),
            ("0", "0", "0"),
        ];
        for (value, low, high) in cases {
            let end = End::closed(decimal(value));
            assert_eq!(outward(end, true).at, decimal(low), "{value}");
            assert_eq!(outward(end, false).at, decimal(high), "{value}");
            assert_eq!(outward(end, true).closed, decimal(value) == decimal(low), "{value}");
        }
    }
}

//! Claims and values in the words of messages: plain English, digits in groups of three.
//!
//! Messages speak to the people who make a site, in the language of the program; nothing here reaches readers.

use rust_decimal::Decimal;

use crate::fact::verdict::{FigureKind, Known};
use crate::fact::wording::{Claim, ClaimKind};
use crate::interval::{End, Interval};
use crate::quantity::{Bound, Unit};

/// "1,400"; "-0.5".
pub(crate) fn number(value: Decimal) -> String {
    let written = value.normalize().to_string();
    let (sign, unsigned) = written.strip_prefix('-').map_or(("", written.as_str()), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(a, b)| (a, Some(b)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

fn amount(value: Decimal, unit: Option<&Unit>) -> String {
    match unit {
        Some(unit) => format!("{} {unit}", number(value)),
        None => number(value),
    }
}

fn hedged(bound: Bound, amount: &str) -> String {
    match bound {
        Bound::Exactly | Bound::Between => amount.to_owned(),
        bound => format!("{} {amount}", bound.word().replace('-', " ")),
    }
}

/// What words say: "about 1,400 TB", "3 times", "a change of 80 %".
pub(crate) fn said(claim: &Claim) -> String {
    let unit = claim.units.first();
    let one = |value: Decimal| match claim.kind {
        ClaimKind::Multiple => format!("{} times", number(value)),
        ClaimKind::Share => format!("{} %", number(value)),
        ClaimKind::Change => format!("a change of {} %", number(value)),
        ClaimKind::Period(period) => period.to_string(),
        _ => amount(value, unit),
    };
    match claim.high {
        Some(high) => format!("between {} and {}", number(claim.value), one(high)),
        None => hedged(claim.hedge, &one(claim.value)),
    }
}

/// What is on record: "almost 1,400 TB (more than 1,330, less than 1,400)".
pub(crate) fn known(known: &Known) -> String {
    let unit = known.unit.as_ref();
    let mut words = match known.named() {
        Some((low, Some(high))) => return format!("between {} and {}", number(low), amount(high, unit)),
        Some((value, None)) => hedged(known.bound(), &amount(value, unit)),
        None => {
            let words = range(known.range);
            unit.map_or(words.clone(), |unit| format!("{words} {unit}"))
        }
    };
    if known.kind == FigureKind::Ratio && unit.is_none() {
        words.push_str(" as a ratio");
    }
    if known.is_hedged() && known.range.low.is_some() && known.range.high.is_some() {
        words.push_str(&format!(" ({})", range(known.range)));
    }
    words
}

/// "more than 1,330, less than 1,400"; "3 to 4"; "at least 5".
pub(crate) fn range(range: Interval) -> String {
    let low = |end: End| format!("{} {}", if end.closed { "at least" } else { "more than" }, short(end.at));
    let high = |end: End| format!("{} {}", if end.closed { "at most" } else { "less than" }, short(end.at));
    match (range.low, range.high) {
        (Some(a), Some(b)) if a.at == b.at => short(a.at),
        (Some(a), Some(b)) if a.closed && b.closed => format!("{} to {}", short(a.at), short(b.at)),
        (Some(a), Some(b)) => format!("{}, {}", low(a), high(b)),
        (Some(end), None) => low(end),
        (None, Some(end)) => high(end),
        (None, None) => "any number".to_owned(),
    }
}

/// Six digits behind the mark are more than a message needs.
fn short(value: Decimal) -> String {
    number(value.round_dp(6))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Quantity;

    #[test]
    fn values_are_told_with_what_their_hedge_leaves_open() {
        let unit = Some(Unit::Symbol("TB"));
        let told = |quantity: &Quantity| known(&Known::quantity(quantity, FigureKind::Plain));
        let value = Decimal::from(1400);
        assert_eq!(
            told(&Quantity::bounded(value, unit.clone(), Bound::Almost)),
            "almost 1,400 TB (more than 1,330, less than 1,400)"
        );
        assert_eq!(told(&Quantity::bounded(value, None, Bound::MoreThan)), "more than 1,400");
        assert_eq!(told(&Quantity::exactly(Decimal::new(-123_456_750, 2), unit)), "-1,234,567.5 TB");
        let ratio = Interval::open(Decimal::new(3325, 3), Decimal::new(35, 1));
        assert_eq!(
            known(&Known::range(ratio, None, FigureKind::Ratio)),
            "more than 3.325, less than 3.5 as a ratio"
        );
    }
}

//! What kinds of things words state, and what claims and ranges are in a row.

use rust_decimal::RoundingStrategy;

use crate::fact::wording::{Claim, ClaimKind};
use crate::fact::{Fact, FactValue};
use crate::interval::{End, Interval};
use crate::prose::FactBinding;
use crate::publish::ledger::{Record, RowKind};
use crate::quantity::{Bound, Quantity};
use crate::site::lookup::Found;
use crate::site::values::{Resolved, Value};

/// The expression, or the cell, that a fact gets its value from.
pub(super) fn formula_of(found: Found<'_, Fact>) -> String {
    match &found.value.value {
        FactValue::Formula { expression, .. } => expression.value.to_string(),
        FactValue::Cell(selector) => selector.value.to_string(),
        FactValue::Quantity(_) | FactValue::Date(_) => String::new(),
    }
}

pub(super) fn kind_of(claims: &[Claim], resolved: Option<&Resolved<'_>>, binding: &FactBinding) -> RowKind {
    if binding.condition.is_some() { RowKind::Claim } else { kind_of_value(claims, resolved) }
}

pub(super) fn kind_of_value(claims: &[Claim], resolved: Option<&Resolved<'_>>) -> RowKind {
    match resolved.map(|resolved| &resolved.value) {
        Some(Value::Period(_)) => RowKind::Date,
        Some(Value::Text(_) | Value::Boolean(_)) => RowKind::Claim,
        _ => claims.iter().find(|claim| claim.is_quantity()).map_or(RowKind::Number, claim_kind),
    }
}

pub(super) fn claim_kind(claim: &Claim) -> RowKind {
    match claim.kind {
        ClaimKind::Number => RowKind::Number,
        ClaimKind::Period(_) => RowKind::Date,
        _ => RowKind::Claim,
    }
}

/// Whether a checker has to look at it: quantities and dates.
pub(super) fn is_stated(claim: &Claim) -> bool {
    claim.is_quantity() || matches!(claim.kind, ClaimKind::Period(_))
}

/// What words without a record say by themselves.
pub(super) fn claimed(claim: &Claim) -> Record {
    if let ClaimKind::Period(period) = claim.kind {
        return Record { text: period.to_string(), ..Record::default() };
    }
    let unit = match claim.units.as_slice() {
        [only] => only.id().to_owned(),
        _ => String::new(),
    };
    Record {
        value: Some(claim.value),
        high: claim.high,
        unit,
        bound: claim.hedge.word(),
        ..Record::default()
    }
}

/// An interval with ends that a person can read: four decimals, rounded outward.
pub(super) fn outward(interval: Interval) -> Interval {
    let to = |end: End, strategy| End { at: end.at.round_dp_with_strategy(4, strategy), ..end };
    Interval {
        low: interval.low.map(|end| to(end, RoundingStrategy::ToNegativeInfinity)),
        high: interval.high.map(|end| to(end, RoundingStrategy::ToPositiveInfinity)),
    }
}

/// An interval as a checker writes it: a value and a bound; `None` for one without any end.
pub(super) fn said(interval: &Interval) -> Option<Quantity> {
    let bounded = |end: &End, open: Bound, closed: Bound| {
        Quantity::bounded(end.at, None, if end.closed { closed } else { open })
    };
    match (&interval.low, &interval.high) {
        (Some(low), Some(high)) => Some(Quantity::between(low.at.normalize(), high.at.normalize(), None)),
        (Some(low), None) => Some(bounded(low, Bound::MoreThan, Bound::AtLeast)),
        (None, Some(high)) => Some(bounded(high, Bound::LessThan, Bound::AtMost)),
        (None, None) => None,
    }
}

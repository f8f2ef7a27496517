//! Comparisons of values: numbers with all that is known of them, periods, texts, truth values.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::formula::{Cause, EvaluationError, Measure, Value};
use crate::interval::{Comparison, Truth};
use crate::quantity::Period;
use crate::text::Span;

/// One side of a comparison.
pub(super) struct Side {
    pub(super) value: Value,
    /// Written in the expression, not looked up.
    pub(super) is_literal: bool,
    pub(super) span: Span,
}

/// Whether a comparison holds; with a missing value it cannot be told.
pub(super) fn compare(left: &Side, comparison: Comparison, right: &Side) -> Result<Truth, EvaluationError> {
    let span = left.span.joined(right.span);
    match (&left.value, &right.value) {
        (Value::Missing, _) | (_, Value::Missing) => Ok(Truth::Unknown),
        (Value::Number(a), Value::Number(b)) => compare_numbers(a, comparison, b, span),
        (Value::Period(a), Value::Period(b)) => Ok(compare_periods(*a, comparison, *b)),
        (Value::Period(a), other) => {
            let b = meant_as_period(other, right).ok_or_else(|| no_period(right))?;
            Ok(compare_periods(meant_part(*a, b), comparison, b))
        }
        (other, Value::Period(b)) => {
            let a = meant_as_period(other, left).ok_or_else(|| no_period(left))?;
            Ok(compare_periods(a, comparison, meant_part(*b, a)))
        }
        (Value::Text(a), Value::Text(b)) => equality(a == b, comparison, "texts", span),
        (Value::Truth(Truth::Unknown), Value::Truth(_)) | (Value::Truth(_), Value::Truth(Truth::Unknown)) => {
            Ok(Truth::Unknown)
        }
        (Value::Truth(a), Value::Truth(b)) => equality(a == b, comparison, "truth values", span),
        _ => Err(different_kinds(left, right, span)),
    }
}

fn compare_numbers(
    a: &Measure,
    comparison: Comparison,
    b: &Measure,
    span: Span,
) -> Result<Truth, EvaluationError> {
    if a.dimension.common(&b.dimension).is_none() {
        let message =
            format!("{} cannot be compared with {}", a.dimension.in_words(), b.dimension.in_words());
        return Err(EvaluationError::new(Cause::Units, span, message)
            .hint("units are compared as they are: neither converted nor left out"));
    }
    Ok(a.interval.compare(comparison, b.interval))
}

/// Periods of different lengths that overlap cannot be told apart.
fn compare_periods(a: Period, comparison: Comparison, b: Period) -> Truth {
    let order = if std::mem::discriminant(&a) == std::mem::discriminant(&b) {
        a.first_day().cmp(&b.first_day())
    } else if a.last_day() < b.first_day() {
        Ordering::Less
    } else if a.first_day() > b.last_day() {
        Ordering::Greater
    } else {
        return Truth::Unknown;
    };
    Truth::from(comparison.accepts(order))
}

/// A period that lies within a longer one counts as that one, where the longer one is written in the expression:
/// `month == 2026` and `month >= '2026'` mean what they say.
fn meant_part(period: Period, written: Period) -> Period {
    let within = written.first_day() <= period.first_day() && period.last_day() <= written.last_day();
    if within { written } else { period }
}

/// A text such as '2026-01', or the number of a year, against a period.
fn meant_as_period(value: &Value, side: &Side) -> Option<Period> {
    match value {
        Value::Text(text) => Period::parse(text),
        Value::Number(measure) if side.is_literal => year(measure.interval.single()?),
        _ => None,
    }
}

fn year(number: Decimal) -> Option<Period> {
    let year = number.is_integer().then(|| number.to_i16()).flatten()?;
    (1..=9999).contains(&year).then_some(Period::Year(year))
}

fn no_period(side: &Side) -> EvaluationError {
    let message = format!("{} cannot be compared with a period", side.value.kind());
    EvaluationError::new(Cause::Kind, side.span, message)
        .hint("a period is written `'2026'`, `'2026-01'` or `'2026-01-31'`, in single quotation marks")
}

fn equality(equal: bool, comparison: Comparison, kinds: &str, span: Span) -> Result<Truth, EvaluationError> {
    match comparison {
        Comparison::Equal => Ok(Truth::from(equal)),
        Comparison::NotEqual => Ok(Truth::from(!equal)),
        other => Err(EvaluationError::new(
            Cause::Kind,
            span,
            format!("{kinds} have no order for `{}`", other.sign()),
        )
        .hint("compare them by `==` or `!=`")),
    }
}

fn different_kinds(left: &Side, right: &Side, span: Span) -> EvaluationError {
    let message = format!("{} cannot be compared with {}", left.value.kind(), right.value.kind());
    let error = EvaluationError::new(Cause::Kind, span, message);
    let quoted_number = [left, right].into_iter().any(|side| {
        side.is_literal && matches!(&side.value, Value::Text(text) if Decimal::from_str_exact(text).is_ok())
    });
    if quoted_number { error.hint("write the number without quotation marks") } else { error }
}

//! Sums, products and aggregates of numbers with units.

use crate::formula::{Aggregate, Cause, Dimension, EvaluationError, Measure, Sign, Value};
use crate::interval::Interval;
use crate::interval::arithmetic::ArithmeticError;
use crate::quantity::Period;
use crate::text::Span;

/// Adds or multiplies, or the inverse; each operand with its place.
pub(super) type Operation = fn(&Measure, &Measure, Sign, (Span, Span)) -> Result<Measure, EvaluationError>;

/// A number, or `None` if it is missing.
pub(super) fn number(value: Value, span: Span) -> Result<Option<Measure>, EvaluationError> {
    match value {
        Value::Number(measure) => Ok(Some(measure)),
        Value::Missing => Ok(None),
        other => {
            let message = format!("a number is needed here, and this is {}", other.kind());
            let error = EvaluationError::new(Cause::Kind, span, message);
            let is_period = matches!(other, Value::Period(_));
            Err(if is_period {
                error.hint("the time between two is `months(a, b)` or `years(a, b)`")
            } else {
                error
            })
        }
    }
}

pub(super) fn add(
    a: &Measure,
    b: &Measure,
    sign: Sign,
    spans: (Span, Span),
) -> Result<Measure, EvaluationError> {
    let span = spans.0.joined(spans.1);
    let Some(dimension) = a.dimension.common(&b.dimension) else { return Err(different_units(a, b, span)) };
    let result = match sign {
        Sign::Direct => a.interval.plus(b.interval),
        Sign::Inverse => a.interval.minus(b.interval),
    };
    Ok(Measure { interval: result.map_err(|error| failed(error, span))?, dimension })
}

pub(super) fn multiply(
    a: &Measure,
    b: &Measure,
    sign: Sign,
    spans: (Span, Span),
) -> Result<Measure, EvaluationError> {
    let span = spans.0.joined(spans.1);
    let divided = sign == Sign::Inverse;
    let dimension = a.dimension.combined(&b.dimension, divided);
    let dimension = dimension.ok_or_else(|| failed(ArithmeticError::Overflow, span))?;
    let interval = if divided {
        a.interval.divided_by(b.interval).map_err(|error| match error {
            ArithmeticError::DivisionByZero => failed(error, spans.1),
            ArithmeticError::Overflow => failed(error, span),
        })?
    } else {
        a.interval.times(b.interval).map_err(|error| failed(error, span))?
    };
    Ok(Measure { interval, dimension })
}

pub(super) fn different_units(a: &Measure, b: &Measure, span: Span) -> EvaluationError {
    let message = format!("{} and {} do not go together", a.dimension.in_words(), b.dimension.in_words());
    EvaluationError::new(Cause::Units, span, message)
        .hint("units must be equal: they are neither converted nor left out")
}

pub(super) fn failed(error: ArithmeticError, span: Span) -> EvaluationError {
    match error {
        ArithmeticError::DivisionByZero => EvaluationError::new(
            Cause::DivisionByZero,
            span,
            "this may be zero, and nothing is divided by zero",
        )
        .hint("give it a bound that leaves zero out, or leave such rows out by a selector"),
        ArithmeticError::Overflow => {
            EvaluationError::new(Cause::Overflow, span, "this is larger than a number can be (7.9 × 10²⁸)")
        }
    }
}

/// Numbers in one unit; a literal takes that of the others.
pub(super) fn same_units(values: Vec<(Value, Span)>) -> Result<Vec<Measure>, EvaluationError> {
    let mut measures: Vec<Measure> = Vec::new();
    let mut common = Dimension::Literal;
    for (value, span) in values {
        let Some(measure) = number(value, span)? else { continue };
        let Some(dimension) = common.common(&measure.dimension) else {
            let so_far = Measure { interval: measure.interval, dimension: common };
            return Err(different_units(&so_far, &measure, span));
        };
        common = dimension;
        measures.push(measure);
    }
    for measure in &mut measures {
        measure.dimension.clone_from(&common);
    }
    Ok(measures)
}

/// Of at least one number, all in one unit.
pub(super) fn of_numbers(
    aggregate: Aggregate,
    measures: &[Measure],
    span: Span,
) -> Result<Measure, EvaluationError> {
    let intervals: Vec<Interval> = measures.iter().map(|measure| measure.interval).collect();
    let overflow = |error| failed(error, span);
    let sum = || intervals.iter().try_fold(Interval::point(0.into()), |sum, value| sum.plus(*value));
    let result = match aggregate {
        Aggregate::Min => intervals.iter().copied().reduce(Interval::smaller),
        Aggregate::Max => intervals.iter().copied().reduce(Interval::larger),
        Aggregate::Sum => Some(sum().map_err(overflow)?),
        Aggregate::Mean => {
            let count = Interval::point(intervals.len().into());
            Some(sum().and_then(|sum| sum.divided_by(count)).map_err(overflow)?)
        }
        Aggregate::Median => Interval::median(&intervals).map_err(overflow)?,
        Aggregate::Count => None,
    };
    let interval = result.unwrap_or_else(|| Interval::point(intervals.len().into()));
    let dimension = measures.first().map_or(Dimension::none(), |measure| measure.dimension.clone());
    Ok(Measure { interval, dimension })
}

pub(super) fn all_periods(values: &[(Value, Span)]) -> Option<Vec<Period>> {
    let period = |(value, _): &(Value, Span)| match value {
        Value::Period(period) => Some(*period),
        _ => None,
    };
    values.iter().map(period).collect()
}

pub(super) fn extreme_period(
    aggregate: Aggregate,
    periods: &[Period],
    span: Span,
) -> Result<Value, EvaluationError> {
    let found = match aggregate {
        Aggregate::Min => periods.iter().min_by_key(|period| period.first_day()),
        Aggregate::Max => periods.iter().max_by_key(|period| period.last_day()),
        _ => None,
    };
    found.map(|period| Value::Period(*period)).ok_or_else(|| {
        EvaluationError::new(Cause::Kind, span, "periods have neither sum nor middle")
            .hint("`min` is the earliest, `max` the latest, `count` their number")
    })
}

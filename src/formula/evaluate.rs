//! What an expression gives, over the facts and tables that it is handed.

use std::sync::Arc;

use crate::diag::{did_you_mean, one_of};
use crate::formula::arithmetic::{
    Operation, add, all_periods, different_units, extreme_period, failed, multiply, number, of_numbers,
    same_units,
};
use crate::formula::compare::{Side, compare};
use crate::formula::time::{months_between, years_between};
use crate::formula::{
    Aggregate, Cause, Dimension, Evaluated, EvaluationError, Expression, Inside, Lookup, Measure, NoFact,
    Node, NodeKind, Pair, PassedOver, Selector, Sign, Table, Value,
};
use crate::interval::arithmetic::ArithmeticError;
use crate::interval::{Interval, Truth};
use crate::quantity::Period;
use crate::text::{Span, Spanned};

impl Expression {
    /// The value, and which missing cells aggregates passed over.
    pub(crate) fn evaluate(&self, lookup: &dyn Lookup) -> Result<Evaluated, EvaluationError> {
        let mut evaluator = Evaluator::new(lookup);
        let value = evaluator.value(&self.root)?;
        Ok(Evaluated { value, passed_over: evaluator.passed_over })
    }

    /// The value alone.
    pub(crate) fn value(&self, lookup: &dyn Lookup) -> Result<Value, EvaluationError> {
        self.evaluate(lookup).map(|evaluated| evaluated.value)
    }

    /// Whether a condition is fulfilled whatever the values are: one that cannot be told is not, nor is one that
    /// rests on a missing cell.
    pub(crate) fn is_true(&self, lookup: &dyn Lookup) -> Result<bool, EvaluationError> {
        Evaluator::new(lookup).truth(&self.root).map(Truth::holds)
    }

    /// What stands on both sides of the first comparison that does not hold, literals left out.
    pub(crate) fn sides_of_first_failure(&self, lookup: &dyn Lookup) -> Vec<(Span, Value)> {
        let mut evaluator = Evaluator::new(lookup);
        let Some(sides) = evaluator.first_failure(&self.root) else { return Vec::new() };
        let is_literal = |node: &Node| matches!(node.kind, NodeKind::Number(_) | NodeKind::Text(_));
        let worked_out = [&sides.0, &sides.1].into_iter().filter(|node| !is_literal(node));
        worked_out.filter_map(|node| Some((node.span, evaluator.value(node).ok()?))).collect()
    }

    /// Whether a row of a table meets a condition (`where`). `row` is 0-based.
    pub(crate) fn is_true_for_row(&self, table: &dyn Table, row: usize) -> Result<bool, EvaluationError> {
        self.is_true(&Inside::row(table, row))
    }
}

/// Works out the parts of an expression.
pub(super) struct Evaluator<'a> {
    lookup: &'a dyn Lookup,
    passed_over: Vec<PassedOver>,
}

impl<'a> Evaluator<'a> {
    /// Over the facts and tables that it is handed.
    pub(super) fn new(lookup: &'a dyn Lookup) -> Self {
        Evaluator { lookup, passed_over: Vec::new() }
    }

    /// The sides of the comparison by which a condition fails; `None` if it is no comparison, and none of `and`.
    fn first_failure<'n>(&mut self, node: &'n Node) -> Option<&'n (Node, Node)> {
        match &node.kind {
            NodeKind::Compare(sides, _) => Some(sides),
            NodeKind::All(parts) => {
                let fails = |part: &&Node| self.truth(part).is_ok_and(|truth| !truth.holds());
                let failing = parts.iter().find(fails)?;
                self.first_failure(failing)
            }
            _ => None,
        }
    }

    /// The value of a part.
    pub(super) fn value(&mut self, node: &Node) -> Result<Value, EvaluationError> {
        match &node.kind {
            NodeKind::Number(number) => Ok(Value::Number(Measure::literal(*number))),
            NodeKind::Text(text) => Ok(Value::Text(text.clone())),
            NodeKind::Truth(truth) => Ok(Value::Truth(Truth::from(*truth))),
            NodeKind::Name(name) => self.named(name, node.span).map(|(value, _)| value),
            NodeKind::OwnColumn(name) => self.own_cell(name, node.span).map(|(value, _)| value),
            NodeKind::Column(selector) => self.selected_cell(selector).map(|(value, _)| value),
            NodeKind::Aggregate(aggregate, arguments) => self.aggregate(*aggregate, arguments, node.span),
            NodeKind::Pair(pair, values) => self.pair(*pair, values, node.span),
            NodeKind::Sum(terms) => self.fold(terms, add),
            NodeKind::Product(factors) => self.fold(factors, multiply),
            NodeKind::Compare(..) | NodeKind::Not(_) | NodeKind::All(_) | NodeKind::Any(_) => {
                self.truth(node).map(Value::Truth)
            }
        }
    }

    fn truth(&mut self, node: &Node) -> Result<Truth, EvaluationError> {
        match &node.kind {
            NodeKind::Compare(sides, comparison) => {
                let (left, right) = (self.side(&sides.0)?, self.side(&sides.1)?);
                compare(&left, *comparison, &right)
            }
            NodeKind::Not(inner) => self.truth(inner).map(Truth::negated),
            NodeKind::All(parts) => self.join(parts, Truth::Never, Truth::and),
            NodeKind::Any(parts) => self.join(parts, Truth::Always, Truth::or),
            _ => match self.value(node)? {
                Value::Truth(truth) => Ok(truth),
                Value::Missing => Ok(Truth::Unknown),
                other => Err(EvaluationError::new(
                    Cause::Kind,
                    node.span,
                    format!("a condition is needed here, and this is {}", other.kind()),
                )
                .hint("compare it, as in `a > 0` or `a == 'word'`")),
            },
        }
    }

    /// Conditions from left to right, as far as they decide: what follows `x != 0 and` may divide by x.
    fn join(
        &mut self,
        parts: &[Node],
        decisive: Truth,
        join: fn(Truth, Truth) -> Truth,
    ) -> Result<Truth, EvaluationError> {
        let mut joined = decisive.negated();
        for part in parts {
            joined = join(joined, self.truth(part)?);
            if joined == decisive {
                break;
            }
        }
        Ok(joined)
    }

    fn side(&mut self, node: &Node) -> Result<Side, EvaluationError> {
        let is_literal = matches!(node.kind, NodeKind::Number(_) | NodeKind::Text(_));
        Ok(Side { value: self.value(node)?, is_literal, span: node.span })
    }

    /// Terms or factors from left to right; a missing one makes the result missing.
    fn fold(&mut self, terms: &[(Sign, Node)], operation: Operation) -> Result<Value, EvaluationError> {
        let mut result: Option<(Measure, Span)> = None;
        let mut is_missing = false;
        for (sign, node) in terms {
            let Some(term) = number(self.value(node)?, node.span)? else {
                is_missing = true;
                continue;
            };
            result = Some(match result {
                None => (term, node.span),
                Some(_) if is_missing => continue,
                Some((left, span)) => {
                    (operation(&left, &term, *sign, (span, node.span))?, span.joined(node.span))
                }
            });
        }
        Ok(result.filter(|_| !is_missing).map_or(Value::Missing, |(measure, _)| Value::Number(measure)))
    }

    fn pair(&mut self, pair: Pair, (a, b): &(Node, Node), span: Span) -> Result<Value, EvaluationError> {
        match pair {
            Pair::Change => {
                self.quotient_of(b, a, span, |quotient| quotient.minus(Interval::point(1.into())))
            }
            Pair::Share => self.quotient_of(a, b, span, Ok),
            Pair::Months => self.time_between(a, b, months_between),
            Pair::Years => self.time_between(a, b, years_between),
        }
    }

    /// A ratio of two numbers in one unit. (b − a) ÷ a is worked out as b ÷ a − 1: each value is used once, so that
    /// the result is no wider than it must be.
    fn quotient_of(
        &mut self,
        above: &Node,
        below: &Node,
        span: Span,
        finish: fn(Interval) -> Result<Interval, ArithmeticError>,
    ) -> Result<Value, EvaluationError> {
        let (one, other) = (self.value(above)?, self.value(below)?);
        let (Some(one), Some(other)) = (number(one, above.span)?, number(other, below.span)?) else {
            return Ok(Value::Missing);
        };
        if one.dimension.common(&other.dimension).is_none() {
            return Err(different_units(&one, &other, span));
        }
        let quotient = one.interval.divided_by(other.interval).map_err(|error| failed(error, below.span))?;
        let interval = finish(quotient).map_err(|error| failed(error, span))?;
        Ok(Value::Number(Measure { interval, dimension: Dimension::none() }))
    }

    fn time_between(
        &mut self,
        a: &Node,
        b: &Node,
        count: fn(Period, Period) -> Option<Interval>,
    ) -> Result<Value, EvaluationError> {
        let (Some(from), Some(to)) = (self.period(a)?, self.period(b)?) else { return Ok(Value::Missing) };
        let interval = count(from, to).ok_or_else(|| {
            let message = "months cannot be counted from a year to another time";
            EvaluationError::new(Cause::Kind, a.span.joined(b.span), message)
                .hint("use `years`, or name months in `as_of`")
        })?;
        Ok(Value::Number(Measure { interval, dimension: Dimension::none() }))
    }

    /// The time that a value speaks of: its own if it is a period, else the `as_of` of its fact or row.
    pub(super) fn period(&mut self, node: &Node) -> Result<Option<Period>, EvaluationError> {
        let (value, as_of) = match &node.kind {
            NodeKind::Name(name) => self.named(name, node.span)?,
            NodeKind::OwnColumn(name) => self.own_cell(name, node.span)?,
            NodeKind::Column(selector) => self.selected_cell(selector)?,
            _ => (self.value(node)?, None),
        };
        match (&value, as_of) {
            (Value::Period(period), _) => Ok(Some(*period)),
            (_, Some(period)) => Ok(Some(period)),
            (Value::Missing, None) => Ok(None),
            (Value::Text(text), None) if Period::parse(text).is_some() => Ok(Period::parse(text)),
            (value, None) => {
                let message = format!("no time is known for this: it is {} without `as_of`", value.kind());
                Err(EvaluationError::new(Cause::Kind, node.span, message)
                    .hint("add `as_of` to the fact, or write the time: `'2026-01'`"))
            }
        }
    }

    /// A column of the table at hand, if it has one of that name, else a fact; with the time it speaks of.
    fn named(&self, name: &str, span: Span) -> Result<(Value, Option<Period>), EvaluationError> {
        if self.lookup.own_table().is_some_and(|table| table.column(name).is_some()) {
            return self.own_cell(name, span);
        }
        match self.lookup.fact(name) {
            Ok(fact) => Ok((fact.value, fact.as_of)),
            Err(NoFact::Unknown) => Err(self.unknown_name(name, span)),
            Err(NoFact::Cycle) => {
                let message = format!("`{name}` is worked out from itself");
                Err(EvaluationError::new(Cause::Cycle, span, message)
                    .hint("one of the facts in the circle needs a value or a cell"))
            }
            Err(NoFact::Broken) => {
                let message = format!("`{name}` has no value");
                Err(EvaluationError::new(Cause::Elsewhere, span, message)
                    .hint("the reason is reported where it is defined"))
            }
        }
    }

    fn own_cell(&self, name: &str, span: Span) -> Result<(Value, Option<Period>), EvaluationError> {
        let table = self.lookup.own_table().ok_or_else(|| {
            let message = format!("`\"{name}\"` names a column, but no table is at hand");
            EvaluationError::new(Cause::UnknownName, span, message)
                .hint("name the table before it: `table.\"column\"`; a text stands in single quotation marks")
        })?;
        let column = table.column(name).ok_or_else(|| self.unknown_name(name, span))?;
        let row = self.lookup.own_row().ok_or_else(|| {
            let message = format!("`{name}` is a column of many values");
            EvaluationError::new(Cause::Rows, span, message)
                .hint(format!("take one of them: `min({name})`, `max({name})`, `sum({name})` …"))
        })?;
        Ok((table.cell(row, column), table.as_of(row)))
    }

    fn selected_cell(&self, selector: &Selector) -> Result<(Value, Option<Period>), EvaluationError> {
        let table = self.table(&selector.table)?;
        let column = selector.column_in(table)?;
        let row = selector.only_row(table)?;
        Ok((table.cell(row, column), table.as_of(row)))
    }

    fn table(&self, id: &Spanned<Arc<str>>) -> Result<&'a dyn Table, EvaluationError> {
        self.lookup.table(&id.value).ok_or_else(|| {
            let ids = self.lookup.table_ids();
            EvaluationError::new(Cause::UnknownColumn, id.span, format!("there is no table `{}`", id.value))
                .maybe_hint(did_you_mean(&id.value, ids.iter().copied()))
        })
    }

    /// Says what might have been meant: a name nearby, or an operator that lacks its blanks.
    fn unknown_name(&self, name: &str, span: Span) -> EvaluationError {
        let columns = self.lookup.own_table().map(|table| table.columns()).unwrap_or_default();
        let mut names = self.lookup.fact_ids();
        names.extend(columns.iter().copied());
        let kind = if columns.is_empty() { "fact" } else { "column" };
        let error = EvaluationError::new(Cause::UnknownName, span, format!("there is no {kind} `{name}`"));
        let parts = name.char_indices().filter(|(_, sign)| matches!(sign, '-' | '/'));
        let operator = parts.into_iter().find_map(|(at, sign)| {
            let (left, right) = (name.get(..at)?, name.get(at + 1..)?);
            let known = |part: &str| names.contains(&part) || part.bytes().all(|byte| byte.is_ascii_digit());
            (known(left) && known(right)).then(|| format!("write `{left} {sign} {right}`, with blanks"))
        });
        match operator.or_else(|| did_you_mean(name, names.iter().copied())) {
            Some(hint) => error.hint(hint),
            None if columns.is_empty() => error,
            None => error
                .hint(format!("the columns are {}", one_of(columns.iter().copied())))
                .hint(format!("a text stands in single quotation marks: `'{name}'`")),
        }
    }

    fn aggregate(
        &mut self,
        aggregate: Aggregate,
        arguments: &[Node],
        span: Span,
    ) -> Result<Value, EvaluationError> {
        let mut values = Vec::new();
        for node in arguments {
            values.extend(self.cells(node)?.into_iter().map(|value| (value, node.span)));
        }
        let of = values.len();
        values.retain(|(value, _)| *value != Value::Missing);
        if values.len() < of {
            self.passed_over.push(PassedOver { span, missing: of - values.len(), of });
        }
        if aggregate == Aggregate::Count {
            return Ok(Value::Number(Measure::new(Interval::point(values.len().into()), None)));
        }
        if values.is_empty() {
            let message =
                if of == 0 { "no row is meant here" } else { "all cells that are meant here are empty" };
            return Err(EvaluationError::new(Cause::Nothing, span, message)
                .hint("check the selector; `count` alone has a value where there are none"));
        }
        if let Some(periods) = all_periods(&values) {
            return extreme_period(aggregate, &periods, span);
        }
        let measures = same_units(values)?;
        of_numbers(aggregate, &measures, span).map(Value::Number)
    }

    /// Every cell that a column or selector means; one value of anything else.
    fn cells(&mut self, node: &Node) -> Result<Vec<Value>, EvaluationError> {
        if let NodeKind::Column(selector) = &node.kind {
            let table = self.table(&selector.table)?;
            let column = selector.column_in(table)?;
            return Ok(selector.rows(table)?.into_iter().map(|row| table.cell(row, column)).collect());
        }
        if let (NodeKind::Name(name) | NodeKind::OwnColumn(name), Some(table)) =
            (&node.kind, self.lookup.own_table())
            && let Some(column) = table.column(name)
        {
            return Ok((0..table.rows()).map(|row| table.cell(row, column)).collect());
        }
        Ok(vec![self.value(node)?])
    }
}

#[cfg(test)]
mod tests;

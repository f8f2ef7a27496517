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
        let mut evaluator = Evaluator { lookup, passed_over: Vec::new() };
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
        Evaluator { lookup, passed_over: Vec::new() }.truth(&self.root).map(Truth::holds)
    }

    /// Whether a row of a table meets a condition (`where`). `row` is 0-based.
    pub(crate) fn is_true_for_row(&self, table: &dyn Table, row: usize) -> Result<bool, EvaluationError> {
        self.is_true(&Inside::row(table, row))
    }
}

struct Evaluator<'a> {
    lookup: &'a dyn Lookup,
    passed_over: Vec<PassedOver>,
}

impl<'a> Evaluator<'a> {
    fn value(&mut self, node: &Node) -> Result<Value, EvaluationError> {
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
    fn period(&mut self, node: &Node) -> Result<Option<Period>, EvaluationError> {
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
mod tests {
    use super::*;
    use crate::formula::FactValue;
    use crate::formula::selector::tests::TestTable;
    use crate::interval::End;
    use crate::quantity::{Bound, Quantity, Unit};

    /// Facts and tables as a desk might have them; `loop` rests on itself, `broken` has no value.
    struct Desk {
        facts: Vec<(&'static str, FactValue)>,
        storage: TestTable,
        budget: TestTable,
        own: Option<(TestTable, Option<usize>)>,
    }

    impl Desk {
        fn new() -> Desk {
            let fact = |value: i64, unit: &str, bound, as_of: &str| FactValue {
                value: Value::Number(Measure::from(&Quantity::bounded(
                    value.into(),
                    Unit::parse(unit, |word| word == "people"),
                    bound,
                ))),
                as_of: Period::parse(as_of),
            };
            let day = |text: &str| FactValue {
                value: Value::Period(Period::parse(text).expect("a period")),
                as_of: None,
            };
            let facts = vec![
                ("azure-2025-07", fact(400, "TB", Bound::Exactly, "2025-07")),
                ("azure-2026-01", fact(1400, "TB", Bound::Almost, "2026-01")),
                ("cost", fact(75, "USD", Bound::Exactly, "2024")),
                ("people", fact(30, "people", Bound::About, "2025-07-15")),
                ("cloud/rate", fact(5, "%", Bound::Exactly, "2026")),
                ("debt", fact(-100, "USD", Bound::AtMost, "")),
                ("nothing", fact(0, "USD", Bound::Exactly, "")),
                ("some", fact(0, "people", Bound::MoreThan, "")),
                ("ratio", fact(2, "", Bound::Exactly, "")),
                ("start", day("2025-07-31")),
                ("end", day("2026-01-30")),
            ];
            let budget = TestTable::new(
                "year | kind      | spent:USD
                 2023 | Sponsored | 100
                 2024 | Sponsored | 250.5
                 2024 | Own       | more-than 40
                 2024 | Other     | ",
            );
            Desk { facts, storage: TestTable::storage(), budget, own: None }
        }

        fn inside(table: TestTable, row: Option<usize>) -> Desk {
            Desk { own: Some((table, row)), ..Desk::new() }
        }
    }

    impl Lookup for Desk {
        fn fact(&self, id: &str) -> Result<FactValue, NoFact> {
            match id {
                "loop" => Err(NoFact::Cycle),
                "broken" => Err(NoFact::Broken),
                _ => self
                    .facts
                    .iter()
                    .find(|(name, _)| *name == id)
                    .map(|(_, fact)| fact.clone())
                    .ok_or(NoFact::Unknown),
            }
        }

        fn fact_ids(&self) -> Vec<&str> {
            self.facts.iter().map(|(name, _)| *name).collect()
        }

        fn table(&self, id: &str) -> Option<&dyn Table> {
            match id {
                "storage" => Some(&self.storage),
                "budget" | "cloud/budget" => Some(&self.budget),
                _ => None,
            }
        }

        fn table_ids(&self) -> Vec<&str> {
            vec!["storage", "budget"]
        }

        fn own_table(&self) -> Option<&dyn Table> {
            self.own.as_ref().map(|(table, _)| table as &dyn Table)
        }

        fn own_row(&self) -> Option<usize> {
            self.own.as_ref().and_then(|(_, row)| *row)
        }
    }

    /// A value in the words of mathematics: `(3.325, 3.5)`, `650 TB`; long fractions are cut at nine digits.
    fn show(value: &Value) -> String {
        let number = |value: rust_decimal::Decimal| match value.normalize() {
            long if long.scale() > 9 => format!("{}…", long.trunc_with_scale(9)),
            short => short.to_string(),
        };
        match value {
            Value::Number(measure) => {
                let unit = match &measure.dimension {
                    Dimension::Units(units) if !units.is_empty() => format!(" {}", measure.dimension),
                    _ => String::new(),
                };
                let Interval { low, high } = measure.interval;
                match (measure.interval.single(), low, high) {
                    (Some(single), ..) => format!("{}{unit}", number(single)),
                    (None, low, high) => {
                        let open = if low.is_some_and(|end| end.closed) { "[" } else { "(" };
                        let close = if high.is_some_and(|end| end.closed) { "]" } else { ")" };
                        let end = |end: Option<End>| end.map(|end| number(end.at)).unwrap_or_default();
                        format!("{open}{}, {}{close}{unit}", end(low), end(high))
                    }
                }
            }
            Value::Text(text) => format!("'{text}'"),
            Value::Period(period) => period.to_string(),
            Value::Truth(truth) => format!("{truth:?}"),
            Value::Missing => "missing".into(),
        }
    }

    fn value_in(desk: &Desk, text: &str) -> String {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        show(&expression.value(desk).unwrap_or_else(|error| panic!("{text}: {error:?}")))
    }

    #[test]
    fn formulas_keep_bounds_and_units() {
        let cases = [
            ("azure-2026-01 / azure-2025-07", "(3.325, 3.5)"),
            ("change(azure-2025-07, azure-2026-01)", "(2.325, 2.5)"),
            ("share(azure-2025-07, azure-2025-07 + 100)", "0.8"),
            ("azure-2026-01 - azure-2025-07", "(930, 1000) TB"),
            ("azure-2026-01 + 1", "(1331, 1401) TB"),
            ("cost / people", "(2.380952380…, 2.631578947…) USD / people"),
            ("cost / people * people", "(67.857142857…, 82.894736842…) USD"),
            ("2 * azure-2025-07 / 4", "200 TB"),
            ("-1 * azure-2026-01", "(-1400, -1330) TB"),
            ("cost * ratio", "150 USD"),
            ("debt / -4", "(, 25] USD"),
            ("1 / some", "(0, ) 1 / people"),
            ("1 - 0.25", "0.75"),
            ("cost", "75 USD"),
            ("start", "2025-07-31"),
            ("storage[month=2025-07].stored / 2", "200 TB"),
            ("storage[month=2025-10].stored + 1", "missing"),
            ("cloud/budget[year=2023].spent", "100 USD"),
            ("cloud/rate + cloud/rate", "10 %"),
            ("max(storage.stored) / min(storage.stored)", "(14.777777777…, 15.555555555…)"),
        ];
        for (text, expected) in cases {
            assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
        }
    }

    #[test]
    fn aggregates_take_columns_rows_and_values() {
        let cases = [
            ("sum(budget[year=2024].spent)", "(290.5, ) USD"),
            ("count(budget[year=2024].spent)", "2"),
            ("count(budget[year=1999].spent)", "0"),
            ("mean(storage.stored)", "(606.666666666…, 630) TB"),
            ("median(storage.stored)", "400 TB"),
            ("min(storage.stored, 50)", "50 TB"),
            ("max(azure-2025-07, azure-2026-01)", "(1330, 1400) TB"),
            ("max(budget.year)", "2024"),
            ("min(storage.month)", "2025-07"),
            ("sum(budget[kind=Sponsored].spent, cost)", "425.5 USD"),
            ("count(budget.kind)", "4"),
            ("median(1, 2, 4, 100)", "3"),
            ("mean(1, 2, 4)", "(2.333333333…, 2.333333333…)"),
            ("sum(budget[year=2023].spent) / count(budget[year=2023].spent)", "100 USD"),
        ];
        for (text, expected) in cases {
            assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
        }
    }

    #[test]
    fn missing_cells_are_passed_over_and_counted() {
        let text = "sum(budget[year=2024].spent) + sum(budget.spent)";
        let evaluated =
            Expression::parse(text).expect("an expression").evaluate(&Desk::new()).expect("a value");
        let counts: Vec<(Option<&str>, usize, usize)> = evaluated
            .passed_over
            .iter()
            .map(|passed| (text.get(passed.span.range()), passed.missing, passed.of))
            .collect();
        let expected = [(Some("sum(budget[year=2024].spent)"), 1, 3), (Some("sum(budget.spent)"), 1, 4)];
        assert_eq!(counts, expected);
    }

    #[test]
    fn time_is_counted_in_the_coarser_of_two_lengths() {
        let cases = [
            ("months(azure-2025-07, azure-2026-01)", "6"),
            ("months(azure-2026-01, azure-2025-07)", "-6"),
            ("years(azure-2025-07, azure-2026-01)", "0.5"),
            ("months(start, end)", "5"),
            ("months(end, start)", "-5"),
            ("months(people, azure-2026-01)", "6"),
            ("years(cost, cloud/rate)", "2"),
            ("years(cost, azure-2026-01)", "2"),
            ("months('2024-02', '2025-03')", "13"),
            ("months(storage[month=2025-07].stored, azure-2026-01)", "6"),
            ("months(storage[stored=400].month, '2025-08')", "1"),
        ];
        for (text, expected) in cases {
            assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
        }
    }

    #[test]
    fn conditions_hold_always_never_or_cannot_be_told() {
        let cases = [
            ("azure-2026-01 / azure-2025-07 > 3", "Always"),
            ("azure-2026-01 / azure-2025-07 == 3.5", "Never"),
            ("azure-2026-01 / azure-2025-07 > 3.4", "Unknown"),
            ("not azure-2026-01 / azure-2025-07 > 3.4", "Unknown"),
            ("azure-2026-01 < 1400", "Always"),
            ("azure-2026-01 >= 1400", "Never"),
            ("azure-2026-01 != 1400", "Always"),
            ("max(storage.stored) / min(storage.stored) > 3", "Always"),
            ("cost == 75.00 and cost < 76", "Always"),
            ("cost > 80 or cost < 76", "Always"),
            ("nothing == 0 or cost / nothing > 1", "Always"),
            ("nothing != 0 and cost / nothing > 1", "Never"),
            ("storage[month=2025-10].stored > 0", "Unknown"),
            ("storage[month=2025-10].stored > 0 or cost > 0", "Always"),
            ("start < end", "Always"),
            ("start == '2025'", "Always"),
            ("start == 2025", "Always"),
            ("end >= '2026-01'", "Always"),
            ("end > '2026-01'", "Never"),
            ("storage[month=2025-07].month == '2025-07-05'", "Unknown"),
            ("budget[year=2023].kind == 'Sponsored'", "Always"),
            ("budget[year=2023].kind != 'Sponsored'", "Never"),
            ("storage[stored=400].open == true", "Always"),
            ("storage[stored=400].open and true", "Always"),
            ("false", "Never"),
        ];
        for (text, expected) in cases {
            assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
        }
    }

    #[test]
    fn conditions_choose_rows() {
        let table = TestTable::new(
            "year | kind      | Spent (m):USD | done  | region-2
             2023 | Sponsored | 100           | true  | west
             2024 | Own       | almost 50     | false | east
             2025 |           |               |       | east",
        );
        let rows = |text: &str| -> Vec<usize> {
            let condition = Expression::parse(text).expect(text);
            let holds = |row: &usize| condition.is_true_for_row(&table, *row).expect(text);
            (0..table.rows()).filter(holds).collect()
        };
        assert_eq!(rows("year >= 2024"), [1, 2]);
        assert_eq!(rows("year == '2024' or kind == 'Sponsored'"), [0, 1]);
        assert_eq!(rows("\"Spent (m)\" < 60"), [1]);
        assert_eq!(rows("\"Spent (m)\" > 49"), [0], "almost 50 may be 48");
        assert_eq!(rows("not \"Spent (m)\" > 60"), [1], "a missing cell is neither");
        assert_eq!(rows("year == max(test.year)"), [2], "by its id too");
        assert_eq!(rows("done"), [0]);
        assert_eq!(rows("not done"), [1]);
        assert_eq!(rows("kind != 'Own'"), [0]);
        assert_eq!(rows("\"Spent (m)\" == max(\"Spent (m)\")"), [0]);
        assert_eq!(rows("region-2 == 'east' and year < max(year)"), [1]);
    }

    #[test]
    fn columns_come_before_facts_and_stand_for_their_row() {
        let table = || TestTable::new("cost:USD | share\n 10 | 0.5\n 20 | 0.25");
        assert_eq!(value_in(&Desk::inside(table(), Some(1)), "cost * share"), "5 USD");
        assert_eq!(
            value_in(&Desk::inside(table(), Some(1)), "cost / sum(cost)"),
            show(&Value::Number(Measure {
                interval: Interval::point(20.into())
                    .divided_by(Interval::point(30.into()))
                    .expect("two thirds"),
                dimension: Dimension::none(),
            }))
        );
        assert_eq!(value_in(&Desk::inside(table(), None), "sum(cost) + nothing"), "30 USD");
    }

    #[test]
    fn what_has_no_value_says_why() {
        use Cause::{
            Cycle, DivisionByZero, Elsewhere, Kind, Nothing, Overflow, Rows, Units, UnknownColumn,
            UnknownName,
        };
        let cases = [
            ("azure-2025-08", UnknownName, "azure-2025-08", "did you mean `azure-2025-07`?"),
            ("cost-people", UnknownName, "cost-people", "write `cost - people`, with blanks"),
            ("cost/people", UnknownName, "cost/people", "write `cost / people`, with blanks"),
            ("start-1", UnknownName, "start-1", "write `start - 1`, with blanks"),
            ("stroage.stored", UnknownColumn, "stroage", "did you mean `storage`?"),
            ("sum(storage.store)", UnknownColumn, "store", "did you mean `stored`?"),
            ("storage.stored > 5", Rows, "storage.stored", "choose one: `storage[month=…].stored`"),
            (
                "cost + azure-2025-07",
                Units,
                "cost + azure-2025-07",
                "units must be equal: they are neither converted nor left out",
            ),
            (
                "cost + ratio",
                Units,
                "cost + ratio",
                "units must be equal: they are neither converted nor left out",
            ),
            (
                "share(cost, people)",
                Units,
                "share(cost, people)",
                "units must be equal: they are neither converted nor left out",
            ),
            (
                "max(cost, 5, people)",
                Units,
                "people",
                "units must be equal: they are neither converted nor left out",
            ),
            (
                "cost > people",
                Units,
                "cost > people",
                "units are compared as they are: neither converted nor left out",
            ),
            (
                "cost / nothing",
                DivisionByZero,
                "nothing",
                "give it a bound that leaves zero out, or leave such rows out by a selector",
            ),
            (
                "change(nothing, cost)",
                DivisionByZero,
                "nothing",
                "give it a bound that leaves zero out, or leave such rows out by a selector",
            ),
            (
                "cost / (people - 30)",
                DivisionByZero,
                "(people - 30)",
                "give it a bound that leaves zero out, or leave such rows out by a selector",
            ),
            ("9999999999999999 * 9999999999999999", Overflow, "9999999999999999 * 9999999999999999", ""),
            (
                "sum(budget[year=1999].spent)",
                Nothing,
                "sum(budget[year=1999].spent)",
                "check the selector; `count` alone has a value where there are none",
            ),
            (
                "min(budget[kind=Other].spent)",
                Nothing,
                "min(budget[kind=Other].spent)",
                "check the selector; `count` alone has a value where there are none",
            ),
            ("loop + 1", Cycle, "loop", "one of the facts in the circle needs a value or a cell"),
            ("broken", Elsewhere, "broken", "the reason is reported where it is defined"),
            ("start - end", Kind, "start", "the time between two is `months(a, b)` or `years(a, b)`"),
            ("sum(budget.kind)", Kind, "budget.kind", ""),
            (
                "sum(storage.month)",
                Kind,
                "sum(storage.month)",
                "`min` is the earliest, `max` the latest, `count` their number",
            ),
            ("cost == '75'", Kind, "cost == '75'", "write the number without quotation marks"),
            (
                "start == 'July'",
                Kind,
                "'July'",
                "a period is written `'2026'`, `'2026-01'` or `'2026-01-31'`, in single quotation marks",
            ),
            ("'a' < 'b'", Kind, "'a' < 'b'", "compare them by `==` or `!=`"),
            ("cost and true", Kind, "cost", "compare it, as in `a > 0` or `a == 'word'`"),
            (
                "months(ratio, start)",
                Kind,
                "ratio",
                "add `as_of` to the fact, or write the time: `'2026-01'`",
            ),
            ("months(cost, start)", Kind, "cost, start", "use `years`, or name months in `as_of`"),
            (
                "\"Spent\" > 5",
                UnknownName,
                "\"Spent\"",
                "name the table before it: `table.\"column\"`; a text stands in single quotation marks",
            ),
        ];
        for (text, cause, place, hint) in cases {
            let expression = Expression::parse(text).expect(text);
            let error = expression.value(&Desk::new()).expect_err(text);
            assert_eq!(
                (error.cause, text.get(error.error.span.range())),
                (cause, Some(place)),
                "{text}: {error:?}"
            );
            let hints: Vec<&str> = Some(hint).filter(|hint| !hint.is_empty()).into_iter().collect();
            assert_eq!(error.error.hints, hints, "{text}");
        }
    }

    #[test]
    fn columns_that_are_not_there_are_told_apart_from_texts() {
        let error = |text: &str, row| {
            let expression = Expression::parse(text).expect(text);
            expression.value(&Desk::inside(TestTable::storage(), row)).expect_err(text)
        };
        let many = error("stored > 5", None);
        assert_eq!(
            (many.cause, &*many.error.hints[0]),
            (Cause::Rows, "take one of them: `min(stored)`, `max(stored)`, `sum(stored)` …")
        );
        assert_eq!(error("stord > 5", Some(0)).error.hints, ["did you mean `stored`?"]);
        let text = error("region == \"northwest\"", Some(0));
        assert_eq!(text.error.hints[1], "a text stands in single quotation marks: `'northwest'`");
    }

    /// Three facts of the same names: as known, or as one of the values that are possible.
    struct Three([Interval; 3]);

    impl Lookup for Three {
        fn fact(&self, id: &str) -> Result<FactValue, NoFact> {
            let at = ["a", "b", "c"].iter().position(|name| *name == id).ok_or(NoFact::Unknown)?;
            Ok(FactValue { value: Value::Number(Measure::new(self.0[at], None)), as_of: None })
        }

        fn fact_ids(&self) -> Vec<&str> {
            vec!["a", "b", "c"]
        }

        fn table(&self, _: &str) -> Option<&dyn Table> {
            None
        }

        fn table_ids(&self) -> Vec<&str> {
            Vec::new()
        }
    }

    fn dice(state: &mut u64, sides: usize) -> usize {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % sides
    }

    fn random_formula(state: &mut u64, depth: usize) -> String {
        let inner = |state: &mut u64| random_formula(state, depth + 1);
        match dice(state, if depth > 3 { 4 } else { 12 }) {
            at @ 0..=2 => ["a", "b", "c"][at].to_owned(),
            3 => ["2", "-0.5", "7", "1000"][dice(state, 4)].to_owned(),
            at @ 4..=8 => {
                let function = ["min", "max", "sum", "median", "change"][at - 4];
                format!("{function}({}, {})", inner(state), inner(state))
            }
            _ => {
                let operator = ["+", "-", "*", "/"][dice(state, 4)];
                format!("({} {operator} {})", inner(state), inner(state))
            }
        }
    }

    /// The law of interval arithmetic: what is worked out from possible values is possible.
    #[test]
    fn results_of_possible_values_are_possible() {
        let known = |bound: Bound, value: i64| Quantity::bounded(value.into(), None, bound).interval();
        let facts = [known(Bound::About, 40), known(Bound::Almost, -100), known(Bound::AtLeast, 3)];
        let possible: [&[i64]; 3] = [&[38, 39, 40, 41, 42], &[-99, -97, -96], &[3, 4, 50]];
        let (mut state, mut checked) = (11, 0);
        for _ in 0..3_000 {
            let text = random_formula(&mut state, 0);
            let expression = Expression::parse(&text).expect(&text);
            let Ok(Value::Number(all)) = expression.value(&Three(facts)) else { continue };
            for _ in 0..4 {
                let points =
                    possible.map(|values| Interval::point(values[dice(&mut state, values.len())].into()));
                let Value::Number(one) = expression.value(&Three(points)).expect(&text) else {
                    panic!("{text}")
                };
                assert!(one.interval.is_within(all.interval), "{text}: {one:?} is not in {all:?}");
                checked += 1;
            }
        }
        assert!(checked > 5_000, "only {checked} results were compared");
    }

    #[test]
    fn a_place_in_a_file_is_that_of_the_part() {
        use crate::codes;
        use crate::diag::{Place, Placed};
        let error = Expression::parse("a -b").expect_err("no blank");
        let place = |start: u32, end: u32, written: &str| {
            let place = Place::new(&"facts.toml".into(), Span { start, end });
            let at = error.diagnostic(&codes::data::EXPRESSION, &Placed::new(written.into(), place)).at;
            at.map(|at| at.span)
        };
        assert_eq!(place(10, 16, "a -b"), Some(Span { start: 13, end: 14 }), "in quotation marks");
        assert_eq!(place(10, 14, "a -b"), Some(Span { start: 12, end: 13 }), "bare");
        assert_eq!(place(10, 17, "a -b"), Some(Span { start: 10, end: 17 }), "with an escape");
    }
}

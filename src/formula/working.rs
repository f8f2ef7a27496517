//! How an expression is put together, for whoever writes it out for readers.
//!
//! An [`Expression`] keeps its tree to itself; a [`Working`] is that tree with what only evaluation tells: what
//! functions gave, and which times they counted from and to.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::formula::evaluate::Evaluator;
use crate::formula::function::FUNCTIONS;
use crate::formula::{
    EvaluationError, Expression, FunctionKind, Lookup, Node, NodeKind, Pair, Selector, Sign, Value,
};
use crate::quantity::Period;

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Working {
    /// A number that stands in it.
    Number(Decimal),
    /// A fact, by its id.
    Fact(Arc<str>),
    /// Cells of a table: one, or as an argument of an aggregate any number.
    Cells(Selector),
    /// A function of any number of values.
    Aggregate {
        /// As written: `sum`.
        function: &'static str,
        /// Its arguments.
        arguments: Vec<Working>,
        /// What it gave.
        value: Value,
    },
    /// `share(a, b)`: a ÷ b.
    Share(Box<(Working, Working)>),
    /// `change(a, b)`: (b − a) ÷ a.
    Change(Box<(Working, Working)>),
    /// `months(a, b)` or `years(a, b)`.
    Time {
        /// As written.
        function: &'static str,
        /// What is counted from and to.
        sides: Box<(Working, Working)>,
        /// Their times.
        times: (Period, Period),
        /// What it gave.
        value: Value,
    },
    /// Terms or factors from left to right.
    Chain(Vec<(Joint, Working)>),
    /// What no formula has: conditions and texts.
    Other,
}

/// How a part of a chain is joined to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// Added.
    Plus,
    /// Subtracted.
    Minus,
    /// Multiplied.
    Times,
    /// Divided by.
    Over,
}

impl Joint {
    /// The sign as it is printed.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Joint::Plus => "+",
            Joint::Minus => "−",
            Joint::Times => "×",
            Joint::Over => "÷",
        }
    }
}

impl Expression {
    /// How it is put together, over the facts and tables that it is handed.
    pub(crate) fn working(&self, lookup: &dyn Lookup) -> Result<Working, EvaluationError> {
        part(&mut Evaluator::new(lookup), &self.root)
    }
}

fn part(evaluator: &mut Evaluator<'_>, node: &Node) -> Result<Working, EvaluationError> {
    Ok(match &node.kind {
        NodeKind::Number(number) => Working::Number(*number),
        NodeKind::Name(name) => Working::Fact(name.clone()),
        NodeKind::Column(selector) => Working::Cells(selector.clone()),
        NodeKind::Aggregate(aggregate, arguments) => {
            let arguments: Result<Vec<Working>, _> =
                arguments.iter().map(|node| part(evaluator, node)).collect();
            Working::Aggregate {
                function: name_of(FunctionKind::Aggregate(*aggregate)),
                arguments: arguments?,
                value: evaluator.value(node)?,
            }
        }
        NodeKind::Pair(pair, sides) => of_pair(evaluator, *pair, sides, node)?,
        NodeKind::Sum(terms) => chain(evaluator, terms, (Joint::Plus, Joint::Minus))?,
        NodeKind::Product(factors) => chain(evaluator, factors, (Joint::Times, Joint::Over))?,
        NodeKind::Text(_)
        | NodeKind::Truth(_)
        | NodeKind::OwnColumn(_)
        | NodeKind::Compare(..)
        | NodeKind::Not(_)
        | NodeKind::All(_)
        | NodeKind::Any(_) => Working::Other,
    })
}

fn of_pair(
    evaluator: &mut Evaluator<'_>,
    pair: Pair,
    (a, b): &(Node, Node),
    node: &Node,
) -> Result<Working, EvaluationError> {
    let sides = Box::new((part(evaluator, a)?, part(evaluator, b)?));
    Ok(match pair {
        Pair::Share => Working::Share(sides),
        Pair::Change => Working::Change(sides),
        Pair::Months | Pair::Years => match (evaluator.period(a)?, evaluator.period(b)?) {
            (Some(from), Some(to)) => Working::Time {
                function: name_of(FunctionKind::Pair(pair)),
                sides,
                times: (from, to),
                value: evaluator.value(node)?,
            },
            _ => Working::Other,
        },
    })
}

fn chain(
    evaluator: &mut Evaluator<'_>,
    terms: &[(Sign, Node)],
    (direct, inverse): (Joint, Joint),
) -> Result<Working, EvaluationError> {
    let mut links = Vec::with_capacity(terms.len());
    for (sign, node) in terms {
        let joint = if *sign == Sign::Direct { direct } else { inverse };
        links.push((joint, part(evaluator, node)?));
    }
    Ok(Working::Chain(links))
}

fn name_of(kind: FunctionKind) -> &'static str {
    FUNCTIONS.iter().find(|function| function.kind == kind).map_or("", |function| function.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::selector::tests::TestTable;
    use crate::formula::{Inside, Table};

    fn working(text: &str) -> Working {
        let table = TestTable::storage();
        let lookup = Inside::row(&table as &dyn Table, 0);
        Expression::parse(text)
            .expect(text)
            .working(&lookup)
            .unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    #[test]
    fn chains_keep_their_signs_and_their_order() {
        let Working::Chain(links) = working("6 / 2 * 3") else { panic!("no chain") };
        let signs: Vec<&str> = links.iter().map(|(joint, _)| joint.sign()).collect();
        assert_eq!(signs, ["×", "÷", "×"]);
        let Working::Chain(links) = working("1 + (6 - 2) / 3") else { panic!("no chain") };
        assert!(matches!(&links[..], [(Joint::Plus, Working::Number(_)), (Joint::Plus, Working::Chain(_))]));
    }

    #[test]
    fn functions_tell_what_they_gave() {
        let Working::Aggregate { function, arguments, value } = working("count(test.stored)") else {
            panic!("no aggregate")
        };
        assert_eq!((function, arguments.len()), ("count", 1));
        let Value::Number(measure) = value else { panic!("no number") };
        assert_eq!(measure.interval.single(), Some(3.into()));
    }

    #[test]
    fn times_are_those_that_are_counted() {
        let text = "months(test[month=2025-07].stored, test[month=2026-01,region=west].stored)";
        let Working::Time { function, times, .. } = working(text) else { panic!("no time") };
        assert_eq!(
            (function, times.0.to_string(), times.1.to_string()),
            ("months", "2025-07".into(), "2026-01".into())
        );
    }
}

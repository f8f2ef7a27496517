//! The expression language of formulas, conditions and selectors (FORMAT section 6, "One expression language").
//!
//! An [`Expression`] is parsed once, with every mistake at its place in the string, and evaluated over a [`Lookup`]:
//! this module reads no file and knows no table of its own. Values are exact intervals with a unit, texts, periods
//! and truth values; what is missing stays missing.

pub(crate) mod measure;

pub(crate) mod function;

pub(crate) mod selector;

pub(crate) mod lexer;

pub(crate) mod parser;

pub(crate) mod references;

pub(crate) mod arithmetic;

pub(crate) mod time;

pub(crate) mod compare;

pub(crate) mod evaluate;

pub(crate) mod working;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Place};
use crate::fields::Text;
use crate::interval::{Comparison, Interval, Truth};
use crate::quantity::{Period, Unit};
use crate::text::{Span, Spanned};

/// A parsed expression. Spans count bytes of the string it was parsed from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    root: Node,
}

/// A part of an expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
struct Node {
    kind: NodeKind,
    span: Span,
}

/// What an expression is made of. Chains (`a + b - c`, `a and b and c`) are one flat node: only parentheses, functions
/// and `not` nest, and their depth is limited.
#[derive(Clone, Debug, PartialEq)]
enum NodeKind {
    /// `3.5`, `-2`
    Number(Decimal),
    /// `'Sponsored'`
    Text(Arc<str>),
    /// `true`, `false`
    Truth(bool),
    /// `azure-2026-01`, or a column of the table at hand.
    Name(Arc<str>),
    /// `"Spent (m)"`: a column of the table at hand.
    OwnColumn(Arc<str>),
    /// `budget.spent`, `budget[year=2024].spent`
    Column(Selector),
    /// `sum(…)`: at least one value.
    Aggregate(Aggregate, Vec<Node>),
    /// `change(a, b)`
    Pair(Pair, Box<(Node, Node)>),
    /// Terms with their signs; the first one is plus.
    Sum(Vec<(Sign, Node)>),
    /// Factors, and divisors with [`Sign::Inverse`].
    Product(Vec<(Sign, Node)>),
    /// `a > b`
    Compare(Box<(Node, Node)>, Comparison),
    /// `not a`
    Not(Box<Node>),
    /// `a and b`
    All(Vec<Node>),
    /// `a or b`
    Any(Vec<Node>),
}

/// How a term or factor takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Added, or multiplied.
    Direct,
    /// Subtracted, or divided by.
    Inverse,
}

/// A function: the row of the reference page, and what the parser accepts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    /// As written.
    pub name: &'static str,
    /// What it gives, in one sentence.
    pub summary: &'static str,
    /// One use of it.
    pub example: &'static str,
    kind: FunctionKind,
}

/// What a function does with its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FunctionKind {
    /// Of any number of values: missing ones are passed over.
    Aggregate(Aggregate),
    /// Of two values, in their order.
    Pair(Pair),
}

/// Functions of any number of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aggregate {
    Min,
    Max,
    Sum,
    Count,
    Mean,
    Median,
}

/// Functions of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    Change,
    Share,
    Months,
    Years,
}

/// A column of a table, perhaps of some rows only: `storage[month=2026-01].stored`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selector {
    /// Id of the table, perhaps with the path of another investigation before it.
    pub table: Spanned<Arc<str>>,
    /// What a row must meet; empty for all rows.
    pub conditions: Vec<RowCondition>,
    /// The column whose cells are meant.
    pub column: Spanned<Arc<str>>,
    /// All of it.
    pub span: Span,
}

/// `month=2026-01`: a column and the value that its cell must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowCondition {
    /// Name of the column.
    pub column: Spanned<Arc<str>>,
    /// As in the file.
    pub value: Spanned<Arc<str>>,
}

/// What an expression, a fact or a cell gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A number with all that is known of it, and its unit.
    Number(Measure),
    /// A text.
    Text(Arc<str>),
    /// A year, month or day.
    Period(Period),
    /// A truth value; that of a comparison may be unknown.
    Truth(Truth),
    /// An empty cell, or what was worked out from one.
    Missing,
}

impl Value {
    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::Period(_) => "a period",
            Value::Truth(_) => "a truth value",
            Value::Missing => "missing",
        }
    }
}

/// All that is known of a number, and what it is measured in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measure {
    /// The possible values.
    pub interval: Interval,
    dimension: Dimension,
}

/// What a number is measured in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Dimension {
    /// A number written in the expression: it takes the unit of what it is added to or compared with.
    Literal,
    /// Units with their powers, in the order of units; none for a ratio or a count.
    Units(Vec<(Unit, i16)>),
}

/// A named value of facts.toml, as an expression sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FactValue {
    /// Its value; a date is a [`Value::Period`].
    pub value: Value,
    /// The time it speaks of, for `months` and `years`.
    pub as_of: Option<Period>,
}

/// Why there is no value for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoFact {
    /// No fact has this id.
    Unknown,
    /// The fact is being worked out: it rests on itself.
    Cycle,
    /// The fact is there, but has no value; that was reported where it is defined.
    Broken,
}

/// Rows and columns, as an expression sees a data table.
pub(crate) trait Table {
    /// The id under which expressions know it.
    fn id(&self) -> &str;

    /// Number of rows.
    fn rows(&self) -> usize;

    /// The names of the columns that may be used, in their order.
    fn columns(&self) -> Vec<&str>;

    /// The place of a column in [`Table::columns`].
    fn column(&self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| *column == name)
    }

    /// A cell, by the place of its column in [`Table::columns`]; both 0-based. Missing where there is none.
    fn cell(&self, row: usize, column: usize) -> Value;

    /// The time that a row speaks of, for `months` and `years`, if the table has a column for it.
    fn as_of(&self, row: usize) -> Option<Period>;
}

/// Where an expression finds what its names stand for.
///
/// It is asked for the same name as often as the name is used; an implementation that works facts out keeps the ids
/// under way and answers [`NoFact::Cycle`].
pub(crate) trait Lookup {
    /// The value of a fact; an id with a slash names another investigation's.
    fn fact(&self, id: &str) -> Result<FactValue, NoFact>;

    /// The ids that could have been meant, for "did you mean".
    fn fact_ids(&self) -> Vec<&str>;

    /// A table by its id; one with a slash names another investigation's.
    fn table(&self, id: &str) -> Option<&dyn Table>;

    /// The ids that could have been meant, for "did you mean".
    fn table_ids(&self) -> Vec<&str>;

    /// The table whose columns are named without it: in its own description and in `where`.
    fn own_table(&self) -> Option<&dyn Table> {
        None
    }

    /// The row that a column stands for outside aggregates, 0-based.
    fn own_row(&self) -> Option<usize> {
        None
    }
}

/// The lookup inside one table: its columns, with or without its id before them; no facts, no other table.
pub(crate) struct Inside<'a> {
    table: &'a dyn Table,
    row: Option<usize>,
}

impl<'a> Inside<'a> {
    /// For `where` and derived columns: a column stands for its cell in this row, 0-based.
    pub(crate) fn row(table: &'a dyn Table, row: usize) -> Self {
        Inside { table, row: Some(row) }
    }
}

impl Lookup for Inside<'_> {
    fn fact(&self, _: &str) -> Result<FactValue, NoFact> {
        Err(NoFact::Unknown)
    }

    fn fact_ids(&self) -> Vec<&str> {
        Vec::new()
    }

    fn table(&self, id: &str) -> Option<&dyn Table> {
        (self.table.id() == id).then_some(self.table)
    }

    fn table_ids(&self) -> Vec<&str> {
        vec![self.table.id()]
    }

    fn own_table(&self) -> Option<&dyn Table> {
        Some(self.table)
    }

    fn own_row(&self) -> Option<usize> {
        self.row
    }
}

/// Why a string is no expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExpressionError {
    /// Bytes of the string.
    pub span: Span,
    /// Lower case, no full stop, the writer's words in backticks.
    pub message: String,
    /// How to repair it.
    pub hints: Vec<String>,
}

impl ExpressionError {
    fn new(span: Span, message: impl Into<String>) -> Self {
        ExpressionError { span, message: message.into(), hints: Vec::new() }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    /// The finding, at its place in the file that `written` was read from.
    pub(crate) fn diagnostic(&self, code: &'static Code, written: &Text) -> Diagnostic {
        let place = place_within(written, self.span);
        let diagnostic = Diagnostic::new(code, place, self.message.clone());
        self.hints.iter().fold(diagnostic, |diagnostic, hint| diagnostic.hint(hint.clone()))
    }
}

/// The place of a part of a string: exact where the file has it without escapes, else all of the string.
///
/// A place that is longer than the string by two bytes has quotation marks around it, by six three on either side.
pub(crate) fn place_within(written: &Text, span: Span) -> Place {
    let outer = written.place.span;
    let length = u32::try_from(written.value.len()).unwrap_or(u32::MAX);
    let marks = match outer.end.saturating_sub(outer.start).checked_sub(length) {
        Some(0) => 0,
        Some(2) => 1,
        Some(6) => 3,
        _ => return written.place.clone(),
    };
    let inner = span.shifted(outer.start + marks);
    let inner = if inner.start == inner.end { Span { end: inner.end + 1, ..inner } } else { inner };
    if outer.contains(inner) { Place::new(&written.place.file, inner) } else { written.place.clone() }
}

/// What kept an expression from having a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// No fact or column of that name.
    UnknownName,
    /// No table, or no column in it.
    UnknownColumn,
    /// No row, or several where there must be one.
    Rows,
    /// Units that do not go together.
    Units,
    /// A text where a number is needed, and the like.
    Kind,
    /// A divisor that may be zero.
    DivisionByZero,
    /// A number larger than a decimal holds.
    Overflow,
    /// A function of values of which there is none.
    Nothing,
    /// A fact that rests on itself.
    Cycle,
    /// A fact without a value, reported where it is defined: nothing need be said again.
    Elsewhere,
}

/// Why an expression has no value, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EvaluationError {
    /// What kind of reason.
    pub cause: Cause,
    /// Where and in what words.
    pub error: ExpressionError,
}

impl EvaluationError {
    fn new(cause: Cause, span: Span, message: impl Into<String>) -> Self {
        EvaluationError { cause, error: ExpressionError::new(span, message) }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.error = self.error.hint(hint);
        self
    }

    fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.error = self.error.maybe_hint(hint);
        self
    }

    /// The finding, at its place in the file that `written` was read from.
    pub(crate) fn diagnostic(&self, code: &'static Code, written: &Text) -> Diagnostic {
        self.error.diagnostic(code, written)
    }
}

/// A value and what was left out on the way to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evaluated {
    /// The result.
    pub value: Value,
    /// Aggregates that met missing cells.
    pub passed_over: Vec<PassedOver>,
}

/// Missing cells that an aggregate passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PassedOver {
    /// The aggregate in the expression.
    pub span: Span,
    /// How many cells were missing.
    pub missing: usize,
    /// How many there were in all.
    pub of: usize,
}

//! What facts, cells and expressions are worth: looked up and worked out from a folder of the site.
//!
//! Nothing is remembered here: a fact is worked out where it is used. Cycles and depth are bounded.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::sync::Arc;

use crate::data::{self, Column, DataTable};
use crate::diag::{Code, Diagnostic, Place, did_you_mean};
use crate::fact::{Fact, FactValue, Status};
use crate::fields::Text;
use crate::formula::measure::UnitError;
use crate::formula::references::Reference;
use crate::formula::selector::parse_selector;
use crate::formula::working::Working;
use crate::formula::{
    Cause, EvaluationError, Expression, ExpressionError, FactValue as FormulaFact, Lookup, Measure, NoFact,
    Selector, Table, Value as FormulaValue, place_within,
};
use crate::interval::{Interval, Truth};
use crate::locale::Localised;
use crate::prose::FactRef;
use crate::quantity::{Period, Quantity, Unit};
use crate::site::lookup::Found;
use crate::site::{FolderIx, Site};
use crate::source::citation::Citation;
use crate::text::Span;

/// Facts that rest on facts, at most so deep.
pub(crate) const MAX_DEPTH: usize = 32;

/// What something is worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A number with its unit and bound.
    Quantity(Quantity),
    /// A range that was worked out: no single number says it.
    Interval(Interval, Option<Unit>),
    /// A year, month or day.
    Period(Period),
    /// A text.
    Text(Arc<str>),
    /// A truth value.
    Boolean(bool),
}

impl fmt::Display for Value {
    /// The same in all languages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Quantity(quantity) => quantity.fmt(f),
            Value::Interval(interval, Some(unit)) => write!(f, "{interval} {unit}"),
            Value::Interval(interval, None) => interval.fmt(f),
            Value::Period(period) => period.fmt(f),
            Value::Text(text) => text.fmt(f),
            Value::Boolean(value) => value.fmt(f),
        }
    }
}

/// A value with what is known about it.
#[derive(Clone, Debug)]
pub(crate) struct Resolved<'a> {
    /// The value.
    pub(crate) value: Value,
    /// What it is.
    pub(crate) label: Option<&'a Localised>,
    /// The row that a label of a mere column speaks of.
    pub(crate) row: Option<Row<'a>>,
    /// What it rests on, each citation with the folder that its keys are looked up from.
    pub(crate) cite: Vec<(FolderIx, &'a Citation)>,
    /// The time it speaks of.
    pub(crate) as_of: Option<Period>,
    /// `draft`, `sourced`, `verified`, `disputed`, `retracted`, or `calculated`: also the key of a message.
    pub(crate) status: &'static str,
    /// Names of those who checked it.
    pub(crate) checked_by: &'a [Text],
    /// The empty cells that its formula, or one that it rests on, passed over.
    pub(crate) passed_over: Option<PassedOver>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// The folder that ids in the table are looked up from.
    pub(crate) folder: FolderIx,
    /// The table.
    pub(crate) table: &'a DataTable,
    /// 0-based.
    pub(crate) at: usize,
}

/// Empty cells that were left out of a result: those of the aggregate that met most of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PassedOver {
    /// How many were empty, at least 1.
    pub(crate) missing: usize,
    /// How many cells there were in all.
    pub(crate) of: usize,
}

/// A citation that a figure rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Basis<'a> {
    /// The folder that its keys are looked up from.
    pub(crate) folder: FolderIx,
    /// The citation.
    pub(crate) citation: &'a Citation,
    /// The file that it is written in.
    pub(crate) file: &'a Arc<str>,
}

/// Why there is no value.
#[derive(Clone, Debug)]
pub(crate) struct ValueFault {
    /// Where it was written, if it was in a file of records; for a link its own place is meant.
    pub(crate) place: Option<Place>,
    /// What is wrong.
    pub(crate) message: String,
    /// The way out.
    pub(crate) hints: Vec<String>,
    /// It follows from a mistake that is told where it was made.
    pub(crate) follows: bool,
    /// A fact is worked out from itself.
    is_circle: bool,
    /// The part of the expression that is meant.
    part: Option<Span>,
}

impl ValueFault {
    fn new(message: impl Into<String>) -> Self {
        ValueFault {
            place: None,
            message: message.into(),
            hints: Vec::new(),
            follows: false,
            is_circle: false,
            part: None,
        }
    }

    fn following(self, follows: bool) -> Self {
        ValueFault { follows: self.follows || follows, ..self }
    }

    fn at(self, text: &Text) -> Self {
        let place = match self.part {
            Some(part) => place_within(text, part),
            None => text.place.clone(),
        };
        ValueFault { place: Some(place), ..self }
    }
}

impl From<ExpressionError> for ValueFault {
    fn from(error: ExpressionError) -> Self {
        ValueFault { part: Some(error.span), hints: error.hints, ..ValueFault::new(error.message) }
    }
}

impl From<EvaluationError> for ValueFault {
    fn from(error: EvaluationError) -> Self {
        let follows = error.cause == Cause::Elsewhere;
        let is_circle = error.cause == Cause::Cycle;
        ValueFault { follows, is_circle, ..error.error.into() }
    }
}

/// Why an expression of a table cannot be worked out.
pub(crate) enum ExpressionFault {
    /// It is no expression.
    Syntax(ExpressionError),
    /// It has no value.
    Value(EvaluationError),
}

impl ExpressionFault {
    /// The finding at its place in the text.
    pub(crate) fn diagnostic(&self, code: &'static Code, written: &Text) -> Diagnostic {
        match self {
            ExpressionFault::Syntax(error) => error.diagnostic(code, written),
            ExpressionFault::Value(error) => error.diagnostic(code, written),
        }
    }
}

/// What a cell is worth, by its selector.
pub(crate) fn of_cell<'a>(
    site: &'a Site,
    scope: FolderIx,
    selector: &str,
) -> Result<Resolved<'a>, ValueFault> {
    let selector = parse_selector(selector)?;
    let id = &selector.table.value;
    let Some(found) = site.table(scope, id) else {
        return Err(no_table(site, scope, id));
    };
    let table: &DataTable = found.value;
    let lost = |error: EvaluationError| ValueFault::from(error).following(table.lost(&selector.column.value));
    let at = selector.column_in(table).map_err(lost)?;
    let flawed = |fault: ValueFault| fault.following(table.is_flawed());
    let row = selector.only_row(table).map_err(|error| flawed(error.into()))?;
    let column = table.columns.get(at).ok_or_else(|| ValueFault::new("no such column"))?;
    Ok(Resolved {
        value: cell_value(column, row).map_err(flawed)?,
        label: Some(&column.label),
        row: Some(Row { folder: found.folder, table, at: row }),
        cite: table.cite.iter().map(|citation| (found.folder, citation)).collect(),
        as_of: table.as_of(row),
        status: "sourced",
        passed_over: None,
        checked_by: &[],
    })
}

fn no_table(site: &Site, scope: FolderIx, id: &str) -> ValueFault {
    if site.undescribed(scope, id).is_some() {
        let mut fault = ValueFault::new(format!("the table `{id}` has no description"));
        fault.hints.push(format!("write `{id}.toml` beside it, with `title`, `cite` and `[columns.…]`"));
        return fault;
    }
    let mut fault = ValueFault::new(format!("there is no table `{id}`")).following(site.is_flawed(scope, id));
    let known = site.scope(scope).flat_map(|folder| site.folder(folder).data.tables.keys()).map(|id| &**id);
    fault.hints.extend(did_you_mean(id, known));
    fault.hints.push("a table is named by its file stem: `storage.csv` with `storage.toml`".to_owned());
    fault
}

fn cell_value(column: &Column, row: usize) -> Result<Value, ValueFault> {
    Ok(match column.cells.get(row) {
        Some(data::Cell::Number(_)) => {
            Value::Quantity(column.quantity(row).ok_or_else(|| ValueFault::new("the cell is no number"))?)
        }
        Some(data::Cell::Period(period)) => Value::Period(*period),
        Some(data::Cell::Text(text)) => Value::Text(text.clone()),
        Some(data::Cell::Boolean(value)) => Value::Boolean(*value),
        Some(data::Cell::Missing) | None => {
            return Err(ValueFault::new("the cell is empty: there is no value to bind to"));
        }
    })
}

/// What a fact is worth.
pub(crate) fn of_fact<'a>(site: &'a Site, found: Found<'a, Fact>) -> Result<Resolved<'a>, ValueFault> {
    let fact = found.value;
    let mut passed_over = None;
    let mut row = None;
    let (value, label, as_of) = match &fact.value {
        FactValue::Cell(selector) => {
            let cell = of_cell(site, found.folder, &selector.value).map_err(|fault| fault.at(selector))?;
            row = cell.row.filter(|_| fact.label.is_none());
            (cell.value, cell.label, cell.as_of)
        }
        FactValue::Quantity(quantity) => (Value::Quantity(quantity.clone()), None, None),
        FactValue::Date(date) => (Value::Period(Period::Day(*date)), None, None),
        FactValue::Formula { expression, .. } => {
            let lookup = SiteLookup::new(site, found.folder);
            let value = lookup.work_out(fact, expression).map_err(|fault| fault.at(expression))?;
            passed_over = lookup.passed_over.get();
            (value, None, None)
        }
    };
    let cite = basis(site, found).iter().map(|basis| (basis.folder, basis.citation)).collect();
    let status = match (&fact.value, fact.status) {
        (FactValue::Formula { .. }, Status::Sourced) => "calculated",
        (_, status) => status.word(),
    };
    let label = fact.label.as_ref().or(label);
    let as_of = fact.as_of.or(as_of);
    let checked_by = &fact.checked_by;
    Ok(Resolved { value, label, row, cite, as_of, status, checked_by, passed_over })
}

/// What a fact rests on, each citation once: its own and its table's, or those of every part of its formula.
pub(crate) fn basis<'a>(site: &'a Site, found: Found<'a, Fact>) -> Vec<Basis<'a>> {
    let mut all = Vec::new();
    add_basis(site, found, 0, &mut all);
    all
}

fn add_basis<'a>(site: &'a Site, found: Found<'a, Fact>, depth: usize, all: &mut Vec<Basis<'a>>) {
    let fact = found.value;
    match &fact.value {
        FactValue::Cell(selector) if fact.cite.is_empty() => {
            let id = selector.value.split('[').next().unwrap_or_default();
            add_table(site, found.folder, id, all);
        }
        // Facts may name each other in a circle; that is reported where they are worked out.
        FactValue::Formula { expression, .. } if depth < MAX_DEPTH => {
            let parsed = Expression::parse_formula(&expression.value);
            for reference in parsed.iter().flat_map(Expression::references) {
                match &reference.value {
                    Reference::Name(id) => {
                        if let Some(part) = site.fact(found.folder, &fact_ref(id)) {
                            add_basis(site, part, depth + 1, all);
                        }
                    }
                    Reference::OwnColumn(_) => {}
                    Reference::Column(selector) => {
                        add_table(site, found.folder, &selector.table.value, all);
                    }
                }
            }
        }
        _ => {}
    }
    for citation in &fact.cite {
        add_once(Basis { folder: found.folder, citation, file: &fact.place.file }, all);
    }
}

fn add_table<'a>(site: &'a Site, scope: FolderIx, id: &str, all: &mut Vec<Basis<'a>>) {
    let Some(table) = table_of(site, scope, id) else { return };
    for citation in &table.value.cite {
        add_once(Basis { folder: table.folder, citation, file: &table.value.description }, all);
    }
}

fn add_once<'a>(basis: Basis<'a>, all: &mut Vec<Basis<'a>>) {
    let is_known = |known: &Basis<'_>| known.folder == basis.folder && known.citation == basis.citation;
    if !all.iter().any(is_known) {
        all.push(basis);
    }
}

/// A table by its id, seen from a folder, or by another investigation's path and its id.
pub(crate) fn table_of<'a>(site: &'a Site, scope: FolderIx, id: &str) -> Option<Found<'a, Arc<DataTable>>> {
    match id.rsplit_once('/') {
        Some((path, id)) => site.table(site.folder_by_path(path).ok()?, id),
        None => site.table(scope, id),
    }
}

/// `cloud/azure-2026-01`: a fact of another investigation.
pub(crate) fn fact_ref(id: &str) -> FactRef {
    match id.rsplit_once('/') {
        Some((path, id)) => FactRef { investigation: Some(path.into()), id: id.into() },
        None => FactRef { investigation: None, id: id.into() },
    }
}

/// Facts and tables as expressions of a folder see them.
struct SiteLookup<'a> {
    site: &'a Site,
    folder: FolderIx,
    /// Facts that are being worked out: one of them asked for again rests on itself.
    under_way: RefCell<Vec<*const Fact>>,
    /// The most empty cells that an aggregate has met so far.
    passed_over: Cell<Option<PassedOver>>,
}

impl<'a> SiteLookup<'a> {
    fn new(site: &'a Site, folder: FolderIx) -> Self {
        SiteLookup { site, folder, under_way: RefCell::default(), passed_over: Cell::default() }
    }

    fn note_passed_over(&self, cells: impl Iterator<Item = PassedOver>) {
        self.passed_over.set(cells.chain(self.passed_over.get()).max());
    }

    fn work_out(&self, fact: &Fact, expression: &Text) -> Result<Value, ValueFault> {
        let parsed = Expression::parse_formula(&expression.value)?;
        self.under_way.borrow_mut().push(std::ptr::from_ref(fact));
        let evaluated = parsed.evaluate(self);
        self.under_way.borrow_mut().pop();
        let evaluated =
            evaluated.map_err(|error| ValueFault::from(error).following(self.rests_on_flaws(&parsed)))?;
        let passed = evaluated.passed_over.iter();
        self.note_passed_over(passed.map(|cells| PassedOver { missing: cells.missing, of: cells.of }));
        match evaluated.value {
            FormulaValue::Number(measure) => self.number(fact, &measure),
            FormulaValue::Period(period) => Ok(Value::Period(period)),
            FormulaValue::Text(text) => Ok(Value::Text(text)),
            FormulaValue::Truth(truth) => Ok(Value::Boolean(truth == Truth::Always)),
            FormulaValue::Missing => Err(ValueFault::new("this rests on an empty cell")),
        }
    }

    /// Whether a part of a formula has a mistake of its own, which is told where it stands.
    fn rests_on_flaws(&self, parsed: &Expression) -> bool {
        parsed.references().iter().any(|reference| match &reference.value {
            Reference::Name(id) => self.site.is_flawed(self.folder, id),
            Reference::OwnColumn(_) => false,
            Reference::Column(selector) => self.site.is_flawed(self.folder, &selector.table.value),
        })
    }

    fn number(&self, fact: &Fact, measure: &Measure) -> Result<Value, ValueFault> {
        let declared = fact.unit.as_ref().and_then(|unit| self.site.config.unit(&unit.value));
        let fault = |error: UnitError| {
            ValueFault::new(match error {
                UnitError::Other(unit) => format!("the result is in `{unit}`, not in the unit of this fact"),
                UnitError::Undeclared(unit) => format!("the result is in `{unit}`: say which `unit` it is"),
                UnitError::Overflow => "the result is larger than a number can be".to_owned(),
            })
        };
        let (interval, unit) = match declared {
            Some(unit) => (measure.in_unit(&unit).map_err(fault)?, Some(unit)),
            None => (measure.interval, measure.unit().map_err(fault)?.cloned()),
        };
        Ok(match interval.nearly_single() {
            Some(value) => Value::Quantity(Quantity::exactly(value, unit)),
            None => Value::Interval(interval, unit),
        })
    }
}

impl Lookup for SiteLookup<'_> {
    fn fact(&self, id: &str) -> Result<FormulaFact, NoFact> {
        let found = self.site.fact(self.folder, &fact_ref(id)).ok_or(NoFact::Unknown)?;
        let fact = found.value;
        if self.under_way.borrow().contains(&std::ptr::from_ref(fact))
            || self.under_way.borrow().len() > MAX_DEPTH
        {
            return Err(NoFact::Cycle);
        }
        if let FactValue::Formula { expression, .. } = &fact.value {
            let inside = SiteLookup {
                under_way: RefCell::new(self.under_way.borrow().clone()),
                ..SiteLookup::new(self.site, found.folder)
            };
            let why = |fault: ValueFault| if fault.is_circle { NoFact::Cycle } else { NoFact::Broken };
            let value = inside.work_out(fact, expression).map_err(why)?;
            self.note_passed_over(inside.passed_over.get().into_iter());
            return Ok(FormulaFact { value: formula_value(value), as_of: fact.as_of });
        }
        let resolved = of_fact(self.site, found).map_err(|_| NoFact::Broken)?;
        Ok(FormulaFact { value: formula_value(resolved.value), as_of: resolved.as_of })
    }

    fn fact_ids(&self) -> Vec<&str> {
        let scope = self.site.scope(self.folder);
        scope.flat_map(|folder| self.site.folder(folder).data.facts.keys()).map(|id| &**id).collect()
    }

    fn table(&self, id: &str) -> Option<&dyn Table> {
        table_of(self.site, self.folder, id).map(|found| &**found.value as &dyn Table)
    }

    fn table_ids(&self) -> Vec<&str> {
        let scope = self.site.scope(self.folder);
        scope.flat_map(|folder| self.site.folder(folder).data.tables.keys()).map(|id| &**id).collect()
    }
}

fn formula_value(value: Value) -> FormulaValue {
    match value {
        Value::Quantity(quantity) => FormulaValue::Number(Measure::from(&quantity)),
        Value::Interval(interval, unit) => FormulaValue::Number(Measure::new(interval, unit)),
        Value::Period(period) => FormulaValue::Period(period),
        Value::Text(text) => FormulaValue::Text(text),
        Value::Boolean(value) => FormulaValue::Truth(Truth::from(value)),
    }
}

/// Facts and other tables beside the columns of one table.
struct TableLookup<'a> {
    outside: SiteLookup<'a>,
    table: &'a DataTable,
}

impl Lookup for TableLookup<'_> {
    fn fact(&self, id: &str) -> Result<FormulaFact, NoFact> {
        self.outside.fact(id)
    }

    fn fact_ids(&self) -> Vec<&str> {
        self.outside.fact_ids()
    }

    fn table(&self, id: &str) -> Option<&dyn Table> {
        self.outside.table(id)
    }

    fn table_ids(&self) -> Vec<&str> {
        self.outside.table_ids()
    }

    fn own_table(&self) -> Option<&dyn Table> {
        Some(self.table)
    }
}

/// How the formula of a fact is put together; `None` where a fact has none, or none that can be worked out.
pub(crate) fn working(site: &Site, found: Found<'_, Fact>) -> Option<Working> {
    let FactValue::Formula { expression, .. } = &found.value.value else { return None };
    let parsed = Expression::parse_formula(&expression.value).ok()?;
    parsed.working(&SiteLookup::new(site, found.folder)).ok()
}

/// The cells that a selector means.
pub(crate) struct Cells<'a> {
    /// Their table, and the folder that defines it.
    pub(crate) table: Found<'a, Arc<DataTable>>,
    /// Their column.
    pub(crate) column: &'a Column,
    /// Their rows, 0-based.
    pub(crate) rows: Vec<usize>,
}

/// The cells that a selector means, seen from a folder; `None` where there is no such table or column.
pub(crate) fn cells<'a>(site: &'a Site, scope: FolderIx, selector: &Selector) -> Option<Cells<'a>> {
    let table = table_of(site, scope, &selector.table.value)?;
    let view: &DataTable = table.value;
    let at = selector.column_in(view).ok()?;
    Some(Cells { table, column: view.columns.get(at)?, rows: selector.rows(view).ok()? })
}

/// Whether an assertion of a table's description holds.
pub(crate) fn holds(
    site: &Site,
    folder: FolderIx,
    table: &DataTable,
    that: &str,
) -> Result<bool, ExpressionFault> {
    let expression = Expression::parse(that).map_err(ExpressionFault::Syntax)?;
    let outside = SiteLookup::new(site, folder);
    expression.is_true(&TableLookup { outside, table }).map_err(ExpressionFault::Value)
}

/// What stands on both sides of the comparison for which an assertion does not hold, as far as it had to be worked
/// out: the words, and what they are worth.
pub(crate) fn sides(site: &Site, folder: FolderIx, table: &DataTable, that: &str) -> Vec<(String, String)> {
    let Ok(expression) = Expression::parse(that) else { return Vec::new() };
    let lookup = TableLookup { outside: SiteLookup::new(site, folder), table };
    let sides = expression.sides_of_first_failure(&lookup).into_iter();
    let told = |value: &FormulaValue| {
        Some(match value {
            FormulaValue::Number(measure) => {
                let unit = measure.unit().ok()?.cloned();
                match measure.interval.nearly_single() {
                    Some(number) => Quantity::exactly(number, unit).to_string(),
                    None => Value::Interval(measure.interval, unit).to_string(),
                }
            }
            FormulaValue::Period(period) => period.to_string(),
            FormulaValue::Text(text) => text.to_string(),
            FormulaValue::Truth(_) | FormulaValue::Missing => return None,
        })
    };
    sides.filter_map(|(span, value)| Some((that.get(span.range())?.to_owned(), told(&value)?))).collect()
}

/// Rows of a table that meet a condition, 0-based.
pub(crate) fn matching_rows(table: &DataTable, condition: &str) -> Result<Vec<usize>, ExpressionFault> {
    let expression = Expression::parse(condition).map_err(ExpressionFault::Syntax)?;
    let mut rows = Vec::new();
    for row in 0..table.rows {
        if expression.is_true_for_row(table, row).map_err(ExpressionFault::Value)? {
            rows.push(row);
        }
    }
    Ok(rows)
}

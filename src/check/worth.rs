//! What the bindings of one edition are worth, each worked out once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place};
use crate::fact::verdict::{FigureKind, Known, Slot};
use crate::fact::{Fact, FactValue};
use crate::formula::selector::parse_selector;
use crate::prose::FactRef;
use crate::quantity::Period;
use crate::site::lookup::Found;
use crate::site::values::{self, Value};
use crate::site::{FolderIx, Site};

/// A value that words are compared with, and where it stands.
#[derive(Debug)]
pub(crate) struct Worth {
    /// The value.
    pub(crate) value: Worthy,
    /// As the page would write it.
    pub(crate) written: Value,
    /// Whether it is a fact of its own, not a mere cell.
    pub(crate) is_fact: bool,
    stands: Stands,
}

/// Where a value is recorded: looked up when there is something to tell.
#[derive(Debug)]
enum Stands {
    /// The record of a fact, in its folder.
    Fact(FolderIx, Place, Option<Arc<str>>),
    /// A cell, by its selector as seen from a folder.
    Cell(FolderIx, Arc<str>),
}

/// What words can be compared with.
#[derive(Debug)]
pub(crate) enum Worthy {
    /// A number.
    Number(Known),
    /// A year, month or day.
    Period(Period),
    /// A text or truth value: its words differ from language to language, and are not compared.
    Words,
}

impl Worth {
    /// What a claim must be to go with it; `None` where nothing is compared.
    pub(crate) fn slot(&self) -> Option<Slot> {
        match self.value {
            Worthy::Number(_) => Some(Slot::Number),
            Worthy::Period(_) => Some(Slot::Period),
            Worthy::Words => None,
        }
    }

    /// "the fact", "the cell".
    pub(crate) fn noun(&self) -> &'static str {
        if self.is_fact { "the fact" } else { "the cell" }
    }

    /// A finding, with the places of the value.
    pub(crate) fn explain(&self, site: &Site, finding: Diagnostic) -> Diagnostic {
        let (cell, what, finding) = match &self.stands {
            Stands::Fact(folder, place, selector) => {
                let finding = finding.also(place.clone(), "the fact");
                (
                    selector.as_ref().and_then(|selector| cell_place(site, *folder, selector)),
                    "its cell",
                    finding,
                )
            }
            Stands::Cell(scope, selector) => (cell_place(site, *scope, selector), "the cell", finding),
        };
        match cell {
            Some(place) => finding.also(place, what),
            None => finding,
        }
    }

    fn new(value: Value, kind: FigureKind, stands: Stands) -> Worth {
        let worthy = match &value {
            Value::Quantity(quantity) => Worthy::Number(Known::quantity(quantity, kind)),
            Value::Interval(range, unit) => Worthy::Number(Known::range(*range, unit.clone(), kind)),
            Value::Period(period) => Worthy::Period(*period),
            Value::Text(_) | Value::Boolean(_) => Worthy::Words,
        };
        let is_fact = matches!(stands, Stands::Fact(..));
        Worth { value: worthy, written: value, is_fact, stands }
    }
}

/// The values of an edition that were asked for; `None` for one that cannot be had, which is told where it stands.
pub(crate) struct Worths<'a> {
    site: &'a Site,
    facts: BTreeMap<*const Fact, Option<Arc<Worth>>>,
    cells: BTreeMap<(FolderIx, &'a str), Option<Arc<Worth>>>,
}

impl<'a> Worths<'a> {
    /// Nothing is worked out yet.
    pub(crate) fn new(site: &'a Site) -> Worths<'a> {
        Worths { site, facts: BTreeMap::new(), cells: BTreeMap::new() }
    }

    /// What a fact is worth.
    pub(crate) fn fact(&mut self, scope: FolderIx, reference: &FactRef) -> Option<Arc<Worth>> {
        let site = self.site;
        let found = site.fact(scope, reference)?;
        let worth = self.facts.entry(std::ptr::from_ref(found.value));
        worth.or_insert_with(|| of_fact(site, found).map(Arc::new)).clone()
    }

    /// What a cell is worth.
    pub(crate) fn cell(&mut self, scope: FolderIx, selector: &'a str) -> Option<Arc<Worth>> {
        let site = self.site;
        let worth = self.cells.entry((scope, selector));
        worth.or_insert_with(|| of_cell(site, scope, selector).map(Arc::new)).clone()
    }
}

fn of_fact(site: &Site, found: Found<'_, Fact>) -> Option<Worth> {
    let fact = found.value;
    let value = values::of_fact(site, found).ok()?.value;
    let selector = match &fact.value {
        FactValue::Cell(selector) => Some(selector.value.clone()),
        _ => None,
    };
    Some(Worth::new(value, kind(fact), Stands::Fact(found.folder, fact.place.clone(), selector)))
}

fn of_cell(site: &Site, scope: FolderIx, selector: &str) -> Option<Worth> {
    let value = values::of_cell(site, scope, selector).ok()?.value;
    Some(Worth::new(value, FigureKind::Plain, Stands::Cell(scope, selector.into())))
}

/// Where the cell of a selector stands in its file.
fn cell_place(site: &Site, scope: FolderIx, selector: &str) -> Option<Place> {
    let selector = parse_selector(selector).ok()?;
    let table = site.table(scope, &selector.table.value)?.value;
    let row = selector.only_row(&**table).ok()?;
    Some(table.cell_place(row, selector.column_in(&**table).ok()?))
}

/// A declared kind, else a change by the function that makes one.
fn kind(fact: &Fact) -> FigureKind {
    let FactValue::Formula { expression, kind } = &fact.value else { return FigureKind::Plain };
    match kind.as_ref().map(|kind| &*kind.value) {
        Some("ratio") => FigureKind::Ratio,
        Some("change") => FigureKind::Change,
        _ if expression.value.trim_start().starts_with("change(") => FigureKind::Change,
        _ => FigureKind::Plain,
    }
}
